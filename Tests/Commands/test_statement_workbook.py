"""The workbook that `locality export statement` writes, read by openpyxl and by LibreOffice.

The figures to meet come from `locality statement --format json`. LOCALITY_BINARY names the binary;
SEED=n repeats a run. LibreOffice runs under a profile of its own that recalculates every formula.
"""

import json
import os
import random
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest
from random_books import write_book

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "Ledgers" / "charnwood-2018-19"
EXPORTS = ROOT / "Exports"
SEED = int(os.environ.get("SEED") or random.SystemRandom().randrange(1_000_000))
RANDOM_BOOKS = 4
SAMPLE_FUNDS = [("PLF", 18), ("CI001", 7)]

ENVIRONMENT = {
    name: value for name, value in os.environ.items() if not name.startswith("LOCALITY_")
} | {"LC_ALL": "C.UTF-8"}

RECALCULATING = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" \
xmlns:xs="http://www.w3.org/2001/XMLSchema" \
xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" \
oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""

# Heading in the sheet to key in the statement's rows and totals.
FIGURES = {
    "Original": "original", "Virements": "virements", "Allocated": "allocated", "Spent": "spent",
    "Committed": "committed", "Balance": "balance", "Free balance": "freeBalance",
}


def run(*command, **options):
    return subprocess.run(
        [str(part) for part in command], env=ENVIRONMENT, capture_output=True, encoding="utf-8",
        timeout=300, **options)


def must(*command):
    """What a command prints; it must succeed and complain of nothing."""
    result = run(*command)
    assert result.returncode == 0, f"{command} ended with {result.returncode}: {result.stderr}"
    assert not result.stderr.strip(), f"{command} complains: {result.stderr}"
    return result.stdout


def pence(value):
    """A cell's pounds as whole pence, exactly."""
    whole = round(value * 100)
    assert value == whole / 100, f"{value} is not whole pence"
    return whole


class Office:
    """LibreOffice, which calculates every formula anew when it opens a workbook."""

    def __init__(self, folder):
        self.folder = folder
        profile = folder / "profile" / "user"
        profile.mkdir(parents=True)
        (profile / "registrymodifications.xcu").write_text(RECALCULATING, encoding="utf-8")

    def convert(self, paths, to, into):
        into.mkdir(exist_ok=True)
        result = run(
            "soffice", "--headless", "--norestore",
            f"-env:UserInstallation=file://{self.folder / 'profile'}", "--convert-to", to,
            "--outdir", into, *paths)
        made = [into / f"{path.stem}.{to}" for path in paths]
        missing = [path.name for path in made if not path.exists()]
        assert not missing, f"LibreOffice made no {missing}: {result.stdout}{result.stderr}"
        return made


class Book:
    """A book loaded into a ledger of its own, and the workbooks made of it."""

    def __init__(self, folder, source):
        self.folder = folder
        self.ledger = folder / "test.sqlite"
        self.locality("load", source)
        self.statements = json.loads(self.locality("statement", "--format", "json"))

    def locality(self, *arguments):
        return must(os.environ["LOCALITY_BINARY"], *arguments, "--ledger", self.ledger)

    def export(self, statement, name, *arguments):
        path = self.folder / f"{name}.xlsx"
        self.locality(
            "export", "statement", "--fund", statement["fund"], "--year", statement["year"],
            "--partnership", statement["partnership"], "--output", path, *arguments)
        return path


class Workbook:
    """A workbook with its formulas, and the figures kept with them or calculated anew."""

    def __init__(self, path, recalculated=None):
        self.path = path
        self.formulas = openpyxl.load_workbook(path)
        self.sheet = self.formulas.worksheets[0]
        self.values = openpyxl.load_workbook(recalculated or path, data_only=True)
        self.shown = self.values.worksheets[0]
        self.header = self.row_of("Project", "A", beside="Description")
        self.columns = {
            cell.value: cell.column_letter for cell in self.sheet[self.header] if cell.value}
        self.total = self.row_of("Total", "A", after=self.header)
        self.lower = self.row_of("Funding", "A", after=self.total)

    def row_of(self, text, column, after=0, beside=None):
        for row in range(after + 1, self.sheet.max_row + 1):
            if self.sheet[f"{column}{row}"].value == text and (
                    beside is None or self.sheet[f"B{row}"].value == beside):
                return row
        raise AssertionError(f"no “{text}” in column {column}")

    def below(self, heading):
        """The rows of a block, by the text in the heading's column."""
        column = next(
            cell.column_letter for cell in self.sheet[self.lower] if cell.value == heading)
        row = self.lower + 1
        while self.sheet[f"{column}{row}"].value:
            yield self.sheet[f"{column}{row}"].value, row
            row += 1

    def value(self, column, row):
        return self.shown[f"{column}{row}"].value

    def figures(self, row):
        return {
            key: pence(self.value(self.columns[heading], row)) for heading, key in FIGURES.items()}

    @property
    def funding(self):
        return {label: pence(self.value("C", row)) for label, row in self.below("Funding")}

    @property
    def verdicts(self):
        return {label: self.value("K", row) for label, row in self.below("Checks")}

    @property
    def summary(self):
        return next(
            value for row in range(1, self.header)
            if (value := self.value(self.columns["Invoices awaited"], row)))

    def every_formula(self):
        """Sheet, cell and shown value of each formula."""
        for sheet in self.formulas:
            for row in sheet.iter_rows():
                for cell in row:
                    if cell.data_type == "f":
                        shown = self.values[sheet.title][cell.coordinate].value
                        yield sheet.title, cell.coordinate, shown

    @property
    def texts(self):
        return [cell for row in self.sheet.iter_rows() for cell in row
                if cell.data_type == "s" and cell.value]


def assert_agrees(workbook, statement):
    """Every figure is the statement's, and every check says so."""
    rows = statement["rows"]
    first = workbook.header + 1
    assert workbook.total == first + max(1, len(rows))
    for row, expected in enumerate(rows, first):
        assert workbook.value("A", row) == expected["project"]
        assert workbook.value("B", row) == expected["description"]
        assert workbook.figures(row) == {key: expected[key] for key in FIGURES.values()}
        share = workbook.value(workbook.columns["Spent %"], row)
        if expected["allocated"] == 0:
            assert share == "–"
        else:
            assert share == pytest.approx(expected["spent"] / expected["allocated"], abs=1e-12)
        awaited = workbook.value(workbook.columns["Invoices awaited"], row)
        assert bool(awaited) == expected["awaitingInvoices"]
    totals = statement["totals"]
    assert workbook.figures(workbook.total) == {key: totals[key] for key in FIGURES.values()}
    assert_funding_agrees(workbook, statement)
    assert len(workbook.verdicts) == 8
    assert set(workbook.verdicts.values()) == {"Agrees"}
    assert workbook.summary == "All 8 checks agree"


def assert_funding_agrees(workbook, statement):
    cash, award, totals = statement["cash"], statement["award"]["amount"], statement["totals"]
    funding = workbook.funding
    named = {label.split(" from ")[0].split(" to ")[0]: sum for label, sum in funding.items()}
    assert named.pop("Award") == award
    assert named.pop("Brought forward", 0) == cash["broughtForward"]
    assert named.pop("Less carried forward", 0) == -cash["carriedForward"]
    assert named.pop("Less repaid", 0) == -cash["repaid"]
    assert named.pop("Funds") == (
        award + cash["broughtForward"] - cash["carriedForward"] - cash["repaid"])
    assert named.pop("Allocated") == totals["allocated"]
    assert named.pop("Unallocated") == totals["unallocated"]
    assert named.pop("Claimed") == cash["claimed"]
    assert named.pop("Received") == cash["received"]
    assert not named


def assert_same_when_recalculated(kept, anew):
    """What the file keeps for each formula is what LibreOffice makes of it."""
    before, after = list(kept.every_formula()), list(anew.every_formula())
    assert len(before) == len(after) > 30
    for (sheet, cell, was), (_, _, became) in zip(before, after):
        assert was is not None, f"{sheet}!{cell} keeps no figure"
        if isinstance(was, str):
            assert was == became, f"{sheet}!{cell}"
        else:
            assert abs(was - became) < 1e-9, f"{sheet}!{cell} keeps {was}, but comes to {became}"


@pytest.fixture(scope="module", autouse=True)
def printed_seed(request):
    """Says, past pytest's own capturing, what repeats the run."""
    with request.config.pluginmanager.getplugin("capturemanager").global_and_fixture_disabled():
        print(f"\n{Path(__file__).name}: SEED={SEED}", flush=True)


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    return Office(tmp_path_factory.mktemp("office"))


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    return Book(tmp_path_factory.mktemp("sample"), SAMPLE)


@pytest.fixture(scope="module")
def workbooks(sample, office):
    """The sample's workbooks by fund: as written, recalculated, and the statement."""
    paths = [sample.export(statement, statement["fund"]) for statement in sample.statements]
    recalculated = office.convert(paths, "xlsx", sample.folder / "recalculated")
    return {
        statement["fund"]: (Workbook(path), Workbook(path, other), statement)
        for statement, path, other in zip(sample.statements, paths, recalculated)}


@pytest.mark.parametrize("fund, projects", SAMPLE_FUNDS)
def test_sample_agrees_with_the_ledger(workbooks, fund, projects):
    kept, anew, statement = workbooks[fund]
    assert len(statement["rows"]) == projects
    assert_agrees(kept, statement)
    assert_agrees(anew, statement)
    assert_same_when_recalculated(kept, anew)


@pytest.mark.parametrize("seed", range(SEED, SEED + RANDOM_BOOKS))
def test_random_book_agrees_with_the_ledger(tmp_path, office, seed):
    write_book(tmp_path / "book", seed, random.Random(seed).choice([1, 60, 250]))
    book = Book(tmp_path, tmp_path / "book")
    paths = [book.export(statement, f"book-{number}")
             for number, statement in enumerate(book.statements)]
    recalculated = office.convert(paths, "xlsx", tmp_path / "recalculated")
    for statement, path, other in zip(book.statements, paths, recalculated):
        assert_well_formed(path)
        kept, anew = Workbook(path), Workbook(path, other)
        assert_agrees(kept, statement)
        assert_agrees(anew, statement)
        assert_same_when_recalculated(kept, anew)


def assert_well_formed(path):
    with zipfile.ZipFile(path) as package:
        assert package.testzip() is None
        for name in package.namelist():
            ElementTree.fromstring(package.read(name))


def test_as_at_and_as_known_are_followed(sample, tmp_path):
    for arguments in [("--as-at", "2018-12-31"), ("--as-known", "20"), ("--as-known", "0")]:
        path = sample.export(sample.statements[0], "past", *arguments)
        statement = json.loads(sample.locality(
            "statement", "--format", "json", "--fund", sample.statements[0]["fund"], "--year",
            "2018-19", *arguments))
        assert_agrees(Workbook(path), statement)


# A spoiled figure must not pass.


def inputs(workbook):
    """Cells of every kind that a hand may change, with what they are."""
    row = workbook.header + 1
    cells = {heading: f"{workbook.columns[heading]}{row}" for heading in FIGURES}
    cells["Total"] = f"{workbook.columns['Spent']}{workbook.total}"
    award = workbook.row_of("Award", "A")
    return cells | {"Award": f"B{award}"} | {
        label: f"C{row}" for label, row in workbook.below("Funding")
        if label not in ["Claimed from the funder", "Received"]}


@pytest.mark.parametrize("spoil", [0.01, -5_000.0, "ten pounds"], ids=str)
@pytest.mark.parametrize("fund", ["PLF", "CI001"])
def test_a_changed_figure_does_not_agree(workbooks, office, tmp_path, fund, spoil):
    kept, _, _ = workbooks[fund]
    paths = {}
    for number, (name, cell) in enumerate(inputs(kept).items()):
        changed = openpyxl.load_workbook(kept.path)
        before = kept.shown[cell].value
        changed.worksheets[0][cell] = spoil if isinstance(spoil, str) else before + spoil
        paths[name] = tmp_path / f"spoiled-{number}.xlsx"
        changed.save(paths[name])
    anew = office.convert(list(paths.values()), "xlsx", tmp_path / "recalculated")
    for (name, path), other in zip(paths.items(), anew):
        spoiled = Workbook(path, other)
        assert "Does not agree" in spoiled.verdicts.values(), name
        wrong = sum(verdict != "Agrees" for verdict in spoiled.verdicts.values())
        assert spoiled.summary == f"Not agreeing: {wrong} of 8", name


def test_a_check_that_fails_turns_red(workbooks):
    kept, _, _ = workbooks["PLF"]
    rules = [
        (str(ranges.sqref), rule) for ranges, found in
        kept.sheet.conditional_formatting._cf_rules.items() for rule in found]
    rows = [row for _, row in kept.below("Checks")]
    verdicts = [rule for cells, rule in rules if cells == f"K{rows[0]}:L{rows[-1]}"]
    assert [rule.formula for rule in verdicts] == [[f'$K{rows[0]}<>"Agrees"']]
    assert verdicts[0].dxf.fill.bgColor.rgb == "FFB3261E"
    free = kept.columns["Free balance"]
    overspent = [
        rule for cells, rule in rules if cells == f"{free}{kept.header + 1}:{free}{kept.total}"]
    assert [(rule.operator, rule.formula) for rule in overspent] == [("lessThan", ["0"])]


# How it reads and prints.


@pytest.mark.parametrize("fund, projects", SAMPLE_FUNDS)
def test_page_and_panes(workbooks, fund, projects):
    kept, _, _ = workbooks[fund]
    sheet = kept.sheet
    assert sheet.title == f"{fund} 2018-19"
    assert sheet.freeze_panes == f"B{kept.header + 1}"
    assert sheet.print_title_rows == f"${kept.header}:${kept.header}"
    for page in kept.formulas:
        assert page.page_setup.orientation == "landscape"
        assert page.page_setup.paperSize == 9
        assert page.sheet_properties.pageSetUpPr.fitToPage
        assert page.page_setup.fitToWidth in (None, 1)
        assert page.page_setup.fitToHeight == 0
    assert not sheet.merged_cells.ranges
    chart, = kept.formulas["Chart"]._charts
    assert chart.barDir == "bar" and chart.grouping == "stacked"
    assert [series.tx.v for series in chart.series] == ["Spent", "Balance"]
    first, last = kept.header + 1, kept.header + projects
    for series, heading in zip(chart.series, ["Spent", "Balance"]):
        column = kept.columns[heading]
        assert series.val.numRef.f == f"'{fund} 2018-19'!${column}${first}:${column}${last}"


def test_money_formats(workbooks):
    kept, _, _ = workbooks["PLF"]
    for heading in FIGURES:
        for row in range(kept.header + 1, kept.total + 1):
            form = kept.sheet[f"{kept.columns[heading]}{row}"].number_format
            sign = "+" if heading == "Virements" else ""
            assert form.startswith(f"{sign}£#,##0.00;-£#,##0.00"), (heading, row)


@pytest.mark.parametrize("fund, projects", SAMPLE_FUNDS)
def test_title_and_notes(workbooks, fund, projects):
    kept, _, statement = workbooks[fund]
    texts = [cell.value for cell in kept.texts]
    head = f"{statement['head']['entry']}:{statement['head']['hash']}"
    assert texts[0] == "Charnwood Community Safety Partnership"
    assert "24 January 2019" in texts
    assert "Police and Crime Commissioner for Leicestershire" in texts
    assert head in texts
    assert f"locality verify --head {head}" in texts
    assert ("Confirmed by the funder" in texts) == (fund == "PLF")
    assert ("Indicative: not yet confirmed by the funder" in texts) == (fund == "CI001")
    assert texts.count("* awaiting Quarter Three invoices") == (fund == "CI001")
    assert texts.count("* Quarter Three") == (5 if fund == "CI001" else 0)


def test_two_quarters_awaited_have_marks_of_their_own(tmp_path):
    loaded = Book(tmp_path, SAMPLE)
    loaded.locality(
        "await", "CI001-01", "--fund", "CI001", "--year", "2018-19", "--quarter", "2018-19-Q2",
        "--date", "2018-12-31", "--by", "Officer")
    statement = next(each for each in loaded.statements if each["fund"] == "CI001")
    texts = [cell.value for cell in Workbook(loaded.export(statement, "quarters")).texts]
    assert "* awaiting Quarter Two invoices" in texts
    assert "** awaiting Quarter Three invoices" in texts
    awaited = [text for text in texts if text.startswith("*") and "invoices" not in text]
    assert len([text for text in awaited if text.startswith("* Quarter Two")]) == 1
    assert len([text for text in awaited if text.endswith("** Quarter Three")]) == 5


def test_printed_commands_are_true(workbooks, sample):
    """What the sheet tells its reader to type proves the head and prints the same figures."""
    for kept, _, statement in workbooks.values():
        commands = [text.value.split() for text in kept.texts if text.value.startswith("locality ")]
        assert [command[1] for command in commands] == ["verify", "statement"]
        sample.locality(*commands[0][1:])
        again = json.loads(sample.locality(*commands[1][1:], "--format", "json"))
        assert again == statement


def test_text_stays_text(tmp_path, sample):
    """Words that a spreadsheet would take for a formula."""
    book = tmp_path / "book"
    shutil.copytree(SAMPLE, book, ignore=shutil.ignore_patterns("statements*"))
    words = ['=HYPERLINK("x","y")', "=1+1", "+44 1509", "-5", "@sum", "_x0041_", "<b>&amp;</b>"]
    projects = (book / "projects.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    for place, word in enumerate(words, 1):
        fields = projects[place].split(",", 5)
        quoted = '"' + word.replace('"', '""') + '"'
        projects[place] = ",".join([*fields[:4], quoted, quoted + "," + fields[5].split(",", 1)[1]])
    (book / "projects.csv").write_text("".join(projects), encoding="utf-8")
    loaded = Book(tmp_path, book)
    statement = next(each for each in loaded.statements if each["fund"] == "PLF")
    kept = Workbook(loaded.export(statement, "words"))
    for row, word in enumerate(words, kept.header + 1):
        for column in "BC":
            cell = kept.sheet[f"{column}{row}"]
            assert (cell.value, cell.data_type) == (word, "s")


@pytest.mark.parametrize("fund, name", [
    ("PLF", "Partnership Locality Fund (PLF) 2018-19"),
    ("CI001", "Youth Prevention and Diversion (CI001) 2018-19"),
])
def test_properties(workbooks, fund, name):
    kept, _, statement = workbooks[fund]
    properties = kept.formulas.properties
    assert properties.title == f"{name}: statement as at 24 January 2019"
    assert properties.creator == "Charnwood Community Safety Partnership"
    assert properties.category == "Fund statement"
    assert statement["head"]["hash"] in properties.description
    # The sample's last record was made on the day of the report, whenever the test runs.
    assert properties.created.date().isoformat() == "2019-01-24"


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="needs poppler-utils")
def test_prints_whole(workbooks, office, tmp_path):
    paths = [workbooks[fund][0].path for fund, _ in SAMPLE_FUNDS]
    for printed, (fund, projects) in zip(office.convert(paths, "pdf", tmp_path), SAMPLE_FUNDS):
        pages = must("pdftotext", "-layout", printed, "-").split("\f")[:-1]
        assert len(pages) == 2, "the statement and the chart take a page each"
        assert "##" not in pages[0]
        words = re.sub(r"\s+", " ", pages[0])
        for part in ["Invoices", "awaited", "Free balance", "Every row adds across", "Ledger head"]:
            assert part in words
        assert words.count("Agrees") == 8
        assert f"{fund}-{projects:02}" in pages[1]


# The same ledger, the same bytes.


def test_two_exports_have_the_same_bytes(sample, tmp_path):
    for statement in sample.statements:
        first = sample.export(statement, "first").read_bytes()
        assert sample.export(statement, "second").read_bytes() == first
    other = Book(tmp_path, SAMPLE)
    assert other.export(statement, "other").read_bytes() == first


@pytest.mark.parametrize("fund", ["PLF", "CI001"])
def test_committed_exports_are_fresh(workbooks, fund):
    kept, _, _ = workbooks[fund]
    committed = EXPORTS / f"charnwood-2018-19-{fund.lower()}.xlsx"
    assert committed.read_bytes() == kept.path.read_bytes(), (
        f"write {committed.name} anew with `locality export statement`")


def test_a_folder_that_is_a_file_is_refused(sample, tmp_path):
    (tmp_path / "file").write_text("")
    result = run(
        os.environ["LOCALITY_BINARY"], "export", "statement", "--fund", "PLF", "--year", "2018-19",
        "--ledger", sample.ledger, "--output", tmp_path / "file" / "plf.xlsx")
    assert result.returncode == 1
    assert len(result.stderr.strip().splitlines()) == 1
    assert result.stderr.strip().endswith(".")
