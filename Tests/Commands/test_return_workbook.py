"""The workbook of a return, read by openpyxl and by LibreOffice.

The workbooks are those in `returns`, which the Swift tests hold against what is written, byte by
byte: `issued` (18 projects, version 2), `empty` (a draft of a fund without projects) and `typed` (every
text that people type reads like a formula). `UPDATE_GOLDEN=1` writes the texts beside them anew.
"""

import os
import re
import shutil
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest
from test_statement_workbook import Office, must, pence

FOLDER = Path(__file__).parent / "returns"
SAMPLES = ["issued", "empty", "typed"]
SHEETS = [
    "Summary", "Projects", "Transactions of the period", "Virements and approvals", "Outputs",
    "Reconciliation", "Changes since the last version", "Declaration"]
TREATMENTS = ["return", "carry forward", "re-profile", "re-allocate"]
LIMITS = {"Reason": 500, "Purpose": 500, "Narrative": 1000, "Milestones": 500, "Risks": 500,
          "Ahead": 500}
CELL = re.compile(r"\$?[A-Z]{1,3}\$?[0-9]+\b")
HEAD = "030a11181f262d343b424950575e656c737a81888f969da4abb2b9c0c7ced5dc"


class Return:
    """A workbook with its formulas, and the figures kept with them or calculated anew."""

    def __init__(self, path, recalculated=None):
        self.path = path
        self.formulas = openpyxl.load_workbook(path)
        self.values = openpyxl.load_workbook(recalculated or path, data_only=True)

    def range(self, name):
        """The sheet and the cells that a name stands for."""
        (sheet, cells), = self.formulas.defined_names[name].destinations
        return sheet, cells.replace("$", "")

    def cells(self, name, book=None):
        sheet, cells = self.range(name)
        found = (book or self.values)[sheet][cells]
        return [row[0] for row in found] if isinstance(found, tuple) else [found]

    def column(self, name):
        return [cell.value for cell in self.cells(name)]

    def total(self, name):
        """The cell below a column."""
        last = self.cells(name)[-1]
        return self.values[self.range(name)[0]].cell(last.row + 1, last.column).value

    def every_cell(self):
        for sheet in self.formulas:
            for row in sheet.iter_rows():
                for cell in row:
                    yield sheet, cell, self.values[sheet.title][cell.coordinate].value

    def every_formula(self):
        return [(sheet.title, cell.coordinate, cell.value, shown)
                for sheet, cell, shown in self.every_cell() if cell.data_type == "f"]


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    return Office(tmp_path_factory.mktemp("office"))


@pytest.fixture(scope="module")
def returns(office, tmp_path_factory):
    """Each sample as written and as LibreOffice calculates it anew."""
    paths = [FOLDER / f"{name}.xlsx" for name in SAMPLES]
    recalculated = office.convert(paths, "xlsx", tmp_path_factory.mktemp("recalculated"))
    return {name: (Return(path), Return(path, anew))
            for name, path, anew in zip(SAMPLES, paths, recalculated)}


@pytest.fixture(scope="module")
def issued(returns):
    return returns["issued"][0]


# Every cell, and every formula.


def dump(book):
    """Every cell that holds something or may be typed into, a line each."""
    lines = []
    for sheet, cell, shown in book.every_cell():
        if cell.value is None and cell.protection.locked:
            continue
        parts = [f"{sheet.title}!{cell.coordinate}", repr(shown)]
        if cell.data_type == "f":
            parts.append(cell.value)
        if cell.number_format != "General":
            parts.append(f"as {cell.number_format}")
        if cell.hyperlink:
            parts.append(f"to {cell.hyperlink.location}")
        if not cell.protection.locked:
            parts.append("open")
        lines.append("  ".join(parts))
    names = [f"{name} is {book.formulas.defined_names[name].attr_text}"
             for name in sorted(book.formulas.defined_names)]
    return "\n".join(lines + names) + "\n"


@pytest.mark.parametrize("sample", SAMPLES)
def test_every_cell_is_as_kept(returns, sample):
    kept = FOLDER / f"{sample}.txt"
    text = dump(returns[sample][0])
    if os.environ.get("UPDATE_GOLDEN") == "1":
        kept.write_text(text, encoding="utf-8")
    assert text.splitlines() == kept.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("sample, least", [("issued", 200), ("empty", 40), ("typed", 200)])
def test_every_formula_comes_to_what_is_kept_with_it(returns, sample, least):
    kept, anew = returns[sample]
    before, after = kept.every_formula(), anew.every_formula()
    assert len(before) == len(after) >= least
    for (sheet, cell, formula, was), (_, _, _, became) in zip(before, after):
        assert was is not None, f"{sheet}!{cell} keeps no figure"
        if isinstance(was, str):
            assert was == became, f"{sheet}!{cell} {formula}"
        else:
            assert abs(was - became) < 1e-9, f"{sheet}!{cell} {formula}: {was}, but {became}"
            if "%" not in kept.formulas[sheet][cell].number_format:
                pence(was)


@pytest.mark.parametrize("sample", SAMPLES)
def test_formulas_say_names_and_no_letters(returns, sample):
    book = returns[sample][0]
    names = set(book.formulas.defined_names)
    for sheet, cell, formula, _ in book.every_formula():
        code = re.sub(r'"[^"]*"', "", formula)
        assert not CELL.search(code), f"{sheet}!{cell} {formula}"
        assert set(re.findall(r"[A-Za-z]+_[A-Za-z]+", code)) <= names


def test_figures_add_up_by_another_way(issued):
    """Totals, balances and variances from the bare figures, in whole pence."""
    figures = {
        name: [pence(value) for value in issued.column(f"Projects_{name}")]
        for name in ["Original", "Virements", "Allocated", "Spent", "Committed", "Balance",
                     "FreeBalance", "Planned", "Variance", "Forecast", "ForecastUnderspend",
                     "Labour", "NonLabour", "Capital", "Revenue", "SpentInPeriod"]}
    assert len(figures["Spent"]) == 18
    for left, sign, right, result in [
            ("Original", 1, "Virements", "Allocated"), ("Allocated", -1, "Spent", "Balance"),
            ("Balance", -1, "Committed", "FreeBalance"), ("Spent", -1, "Planned", "Variance"),
            ("Allocated", -1, "Forecast", "ForecastUnderspend"),
            ("Spent", -1, "Labour", "NonLabour"), ("Spent", -1, "Capital", "Revenue")]:
        assert figures[result] == [
            one + sign * other for one, other in zip(figures[left], figures[right])], result
    for name, column in figures.items():
        assert pence(issued.total(f"Projects_{name}")) == sum(column), name
    for name in ["Allocated", "Spent", "SpentInPeriod", "Committed", "Balance", "FreeBalance",
                 "Forecast"]:
        assert pence(issued.column(f"Summary_{name}")[0]) == sum(figures[name]), name
    shares = issued.column("Projects_VarianceShare")
    for share, variance, planned in zip(shares, figures["Variance"], figures["Planned"]):
        assert share == ("–" if planned == 0 else pytest.approx(variance / planned, abs=1e-12))
    assert set(cell.value for cell in issued.values["Reconciliation"]["B"][15:21]) == {"Agrees"}


@pytest.mark.parametrize("name", ["Projects_Spent", "Projects_Original", "Projects_Committed"])
def test_a_changed_figure_does_not_agree(issued, office, tmp_path, name):
    changed = openpyxl.load_workbook(issued.path)
    cell = issued.cells(name)[4]
    changed["Projects"][cell.coordinate] = cell.value + 0.01
    path = tmp_path / "changed.xlsx"
    changed.save(path)
    anew = Return(path, office.convert([path], "xlsx", tmp_path / "anew")[0])
    verdicts = [cell.value for cell in anew.values["Reconciliation"]["B"][15:21]]
    assert "Does not agree" in verdicts


# What may be typed, and where.


def test_only_what_people_say_is_open(issued):
    open_cells = {(sheet.title, cell.coordinate)
                  for sheet, cell, _ in issued.every_cell() if not cell.protection.locked}
    expected = {
        ("Projects", cell.coordinate)
        for name in [*LIMITS, "Treatment"] for cell in issued.cells(f"Projects_{name}")}
    assert open_cells == expected and len(expected) == 18 * 7
    for sheet in issued.formulas:
        assert sheet.protection.sheet and not sheet.protection.password
        assert not sheet.protection.selectLockedCells


def test_open_cells_say_what_they_want_and_hold_to_it(issued):
    rules = {str(rule.sqref): rule
             for rule in issued.formulas["Projects"].data_validations.dataValidation}
    assert len(rules) == 7
    for name, limit in LIMITS.items():
        rule = rules[issued.range(f"Projects_{name}")[1]]
        assert (rule.type, rule.operator, rule.formula1) == (
            "textLength", "lessThanOrEqual", str(limit))
        assert str(limit) in rule.prompt and str(limit) in rule.error
    rule = rules[issued.range("Projects_Treatment")[1]]
    assert (rule.type, rule.formula1) == ("list", f'"{",".join(TREATMENTS)}"')
    for rule in rules.values():
        assert rule.showInputMessage and rule.showErrorMessage and rule.allowBlank
        assert rule.promptTitle and rule.errorTitle


def test_text_stays_text(returns):
    plain, typed = returns["issued"][0], returns["typed"][0]
    # Longer texts above them may move the figures of the summary down.
    assert ([(sheet, formula) for sheet, _, formula, _ in plain.every_formula()]
            == [(sheet, formula) for sheet, _, formula, _ in typed.every_formula()])
    words = '=\u0338HYPERLINK("http://x","y")'
    for name in ["Projects_Description", "Projects_Reason", "Transactions_Payee",
                 "Transactions_Reference", "Approvals_Reason", "Outputs_Narrative",
                 "Declaration_Name", "Changes_Before"]:
        cells = typed.cells(name, typed.formulas)
        assert any(cell.value == words and cell.data_type == "s" for cell in cells), name


# Ways through the workbook.


def test_projects_lead_to_their_entries_and_back(issued):
    projects, entries = issued.formulas["Projects"], issued.formulas["Transactions of the period"]
    linked = 0
    for cell in issued.cells("Projects_Project", issued.formulas):
        codes = [(issued.values[entries.title].cell(row, column).value, row)
                 for row in range(6, entries.max_row + 1) for column in (4, 5)]
        rows = [row for code, row in codes if code == cell.value]
        if not rows:
            assert cell.hyperlink is None, cell.value
            continue
        linked += 1
        sheet, target = cell.hyperlink.location.split("!")
        assert sheet.strip("'") == entries.title
        assert entries[target.replace("$", "")].row == min(rows), cell.value
    assert linked == 17
    for column in "DE":
        for cell in entries[column][5:]:
            if cell.value:
                sheet, target = cell.hyperlink.location.split("!")
                assert sheet.strip("'") == projects.title
                assert projects[target.replace("$", "")].value == cell.value


def test_names_lead_to_cells_that_are_there(returns):
    for book, _ in returns.values():
        for name in book.formulas.defined_names:
            sheet, cells = book.range(name)
            assert sheet in book.formulas.sheetnames
            assert book.cells(name), name


def test_what_proves_the_return_has_names(issued):
    facts = {name: issued.column(name)[0] for name in [
        "Return_Partnership", "Return_Fund", "Return_Year", "Return_Period", "Return_Version",
        "Return_Entry", "Return_Records", "Return_Head", "Fingerprint"]}
    assert facts == {
        "Return_Partnership": "Charnwood Community Safety Partnership", "Return_Fund": "PLF",
        "Return_Year": "2018-19", "Return_Period": "2018-19-Q3", "Return_Version": 2,
        "Return_Entry": 84, "Return_Records": 61, "Return_Head": f"84:{HEAD}",
        "Fingerprint": "0" * 64}


# How it reads and prints.


@pytest.mark.parametrize("sample", SAMPLES)
def test_pages_and_panes(returns, sample):
    book = returns[sample][0].formulas
    assert book.sheetnames == SHEETS
    version, stage = (1, "draft") if sample == "empty" else (2, "issued")
    for sheet in book:
        assert sheet.page_setup.orientation == "landscape" and sheet.page_setup.paperSize == 9
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_area
        assert sheet.oddHeader.right.text == f"Version {version}, {stage}"
        assert sheet.oddFooter.right.text == f"Ledger head 84:{HEAD[:12]}"
        assert not sheet.merged_cells.ranges
        if sheet.title != "Summary":
            heading = int(re.search(r"\d+", sheet.print_title_rows).group())
            assert re.fullmatch(rf"[A-Z]{heading + 1}", sheet.freeze_panes)
            assert all(cell.value for cell in sheet[heading][:2])
    assert book["Projects"].print_title_cols == "$A:$B"
    assert book["Projects"].freeze_panes == "C6"


def test_charts_have_words_for_those_who_do_not_see_them(issued):
    chart, = issued.formulas["Summary"]._charts
    assert chart.barDir == "col" and chart.grouping == "clustered"
    assert [series.tx.v for series in chart.series] == ["Profile", "Actual"]
    places = [f"{sheet}!{cells}" for sheet, cells in map(
        issued.range, ["Quarters_Planned", "Quarters_Actual"])]
    assert [series.val.numRef.f.replace("$", "") for series in chart.series] == places
    with zipfile.ZipFile(issued.path) as package:
        drawing = package.read("xl/drawings/drawing1.xml").decode()
    assert "Quarter Three £18,875.00 planned and £12,703.84 spent" in drawing


@pytest.mark.parametrize("sample", SAMPLES)
def test_the_package_is_well_formed(returns, sample):
    with zipfile.ZipFile(returns[sample][0].path) as package:
        assert package.testzip() is None
        for name in package.namelist():
            ElementTree.fromstring(package.read(name))


def test_properties(issued):
    properties = issued.formulas.properties
    assert properties.title == (
        "Return: Partnership Locality Fund (PLF) 2018-19: Quarter Three, version 2")
    assert properties.category == "Grant return" and HEAD in properties.description
    assert properties.created.isoformat() == "2019-01-16T12:00:00"


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="needs poppler-utils")
def test_prints_whole(returns, office, tmp_path):
    paths = [returns[name][0].path for name in ("issued", "empty")]
    issued, empty = [
        must("pdftotext", "-layout", printed, "-").split("\f")[:-1]
        for printed in office.convert(paths, "pdf", tmp_path)]
    assert not any("##" in page for page in issued + empty)
    for part in ["Recipient", "Award", "Free balance", "Profile against actual", "Quarter Four",
                 "Findings and waivers", "Waived by Finance Officer until 31 March 2019"]:
        assert part in issued[0], "the summary is one page"
    assert "Transactions of the period" not in issued[0] + empty[0]
    assert "Draft: not certified yet" in empty[0]
    assert len(empty) <= 11
