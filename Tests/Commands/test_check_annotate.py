"""The copy that `locality check --annotate` writes, read by openpyxl and by LibreOffice.

Every table of the gallery is checked and copied: each cell must be where it was and say what it
said, and each finding must hang on its cell and be listed with a link to it.
"""

import csv
import datetime
import hashlib
import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

TABLES = Path(__file__).resolve().parent / "Tables"
TEXTS = sorted(TABLES.glob("*.csv"))
WORKBOOKS = sorted(TABLES.glob("*.xlsx"))
# A formula's value in it is `nan`, as some programs save it; openpyxl takes no such number.
NO_NUMBER = TABLES / "520-no-number.xlsx"


def name_of(path):
    return path.name


class Copy:
    """A file checked and copied, with what the check said of it."""

    def __init__(self, desk, source, *options):
        self.source = source
        self.path = desk.folder / "checked.xlsx"
        answer = desk("check", source, "--annotate", self.path, "--format", "json", *options)
        assert answer.status in (0, 1), answer.err
        if not answer.out:
            assert not self.path.exists()
            pytest.skip("this file is refused")
        self.check = answer.json
        self.book = openpyxl.load_workbook(self.path)
        self.summary = self.book.worksheets[0]
        self.sheets = self.book.worksheets[1:]

    @property
    def findings(self):
        """The file's own, then those of each table where there are several."""
        tables = self.check.get("tables", [])
        return self.check["findings"] + [one for table in tables for one in table["findings"]]

    def cell_of(self, finding):
        """The copy's cell of a finding that is about one, by its place in the file."""
        place = finding["cell"]
        match = re.fullmatch(r"(?:'(.*)'|([^!]*))!([A-Z]+)(\d+)", place)
        if match:
            sheet = match[1].replace("''", "'") if match[1] is not None else match[2]
            return self.book[sheet], f"{match[3]}{match[4]}"
        return None

    @property
    def listed(self):
        """The rows of the list of findings."""
        rows = list(self.summary.iter_rows())
        start = next(i for i, row in enumerate(rows) if row[0].value == "Severity")
        return rows[start + 1 :]


def stripped(value):
    """A text without the spaces around it, which is how it is shown; nothing for an empty one."""
    text = str(value).strip(" \t\r\n\u00a0")
    return text or None


def csv_cells(path):
    """The cells of a CSV file that Python reads as this program does; else None."""
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    # Other separators, tables drawn with bars, and columns of spaces.
    if any(text.count(mark) > text.count(",") for mark in ";\t|\0") or "    " in text:
        return None
    cells, reader, line = {}, csv.reader(io.StringIO(text, newline="")), 1
    for row in reader:
        for column, value in enumerate(row, 1):
            if stripped(value) is not None:
                cells[(line, column)] = stripped(value)
        line = reader.line_num + 1
    return cells


def copied_cells(sheet):
    return {
        (cell.row, cell.column): cell for row in sheet.iter_rows() for cell in row
        if cell.value is not None
    }


@pytest.mark.parametrize("path", TEXTS, ids=name_of)
def test_a_text_table_is_copied_cell_by_cell(locality, path):
    expected = csv_cells(path)
    if expected is None:
        pytest.skip("Python's csv module reads it otherwise")
    copy = Copy(locality, path)
    (sheet,) = copy.sheets
    found = copied_cells(sheet)
    texts = {place: unguarded(text) for place, text in expected.items()}
    assert {place: stripped(cell.value) for place, cell in found.items()} == texts
    assert {cell.data_type for cell in found.values()} <= {"s"}


def unguarded(text):
    """Our own exports put an apostrophe before what looks like a formula; a reader takes it off."""
    return text[1:] if re.match(r"'+[=+\-@\t\r\n]", text) else text


def shown(value):
    if isinstance(value, str):
        return stripped(value)
    if isinstance(value, datetime.time):
        return value.isoformat()
    return value


@pytest.mark.parametrize("path", [one for one in WORKBOOKS if one != NO_NUMBER], ids=name_of)
def test_a_workbook_is_copied_cell_by_cell(locality, path):
    copy = Copy(locality, path)
    if not zipfile.is_zipfile(path):
        pytest.skip("this is a text that is named as a workbook")
    source = openpyxl.load_workbook(path, data_only=True)
    formulas = openpyxl.load_workbook(path)
    for sheet in source.worksheets:
        before = {place: cell for place, cell in copied_cells(sheet).items()
                  if shown(cell.value) is not None}
        if not before:
            continue
        after = copied_cells(copy.book[sheet.title])
        uncounted = {
            place for place, cell in copied_cells(formulas[sheet.title]).items()
            if cell.data_type == "f" and place not in before
        }
        assert set(after) - uncounted == set(before)
        for place, cell in before.items():
            was, now = shown(cell.value), shown(after[place].value)
            if isinstance(was, float) or isinstance(was, int) and not isinstance(was, bool):
                assert abs(float(was) - float(now)) <= max(1e-9, abs(was) * 1e-14), place
            else:
                assert was == now, place
            assert after[place].data_type != "f"


def test_a_number_that_is_none_is_copied_as_the_word_the_file_has(locality):
    (sheet,) = Copy(locality, NO_NUMBER).sheets
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["Project", "Allocated", "Spent", "Balance"],
        ["Wardens", "nan", 0.3, pytest.approx(9.7)],
        ["Total", "nan", 0.3, pytest.approx(9.7)],
    ]


@pytest.mark.parametrize("path", TEXTS + WORKBOOKS, ids=name_of)
def test_every_finding_hangs_on_its_cell_and_is_listed(locality, path):
    copy = Copy(locality, path)
    listed = copy.listed
    assert len(listed) == len(copy.findings)
    comments = [
        cell.comment.text for sheet in copy.sheets for row in sheet.iter_rows() for cell in row
        if cell.comment
    ]
    for finding in copy.findings:
        words = f"{finding['severity']}: {finding['message']}"
        guess = finding["guess"]
        entry = [row for row in listed if row[6].value.startswith(finding["message"])
                 and row[1].value == finding["cell"]]
        assert entry, finding
        assert entry[0][0].value == finding["severity"].capitalize()
        assert guess is None or f"\nGuess: {guess}" in "".join(row[6].value for row in entry)
        if finding["line"] is None and finding["cell"] == path.name:
            continue  # about the whole file
        link = entry[0][1].hyperlink
        assert link is not None and "!" in link.location
        assert any(words in comment for comment in comments), words
        place = copy.cell_of(finding)
        if place and not place[0].merged_cells.ranges:
            sheet, name = place
            assert words in sheet[name].comment.text
            assert link.location.replace("$", "").endswith(f"!{name}")


def test_the_list_is_sorted_by_money_and_its_links_lead_to_cells_with_comments(locality):
    copy = Copy(locality, TABLES / "18-wrong-sub-total-right-grand-total.csv")
    differences = [abs(row[5].value or 0) for row in copy.listed]
    assert differences == sorted(differences, reverse=True)
    for row in copy.listed:
        sheet, _, cell = row[1].hyperlink.location.rpartition("!")
        assert copy.book[sheet.strip("'")][cell.replace("$", "")].comment


def test_marks_differ_by_more_than_their_colour(locality, tmp_path):
    source = tmp_path / "marks.csv"
    source.write_text(
        "Project,Allocated,Spent,Balance\nA,£10,£5,£5\nB,£20,five,£20\nA,£1*,£1,£1\n"
        "Total,£31,£6,£26\n")
    copy = Copy(locality, source)
    (sheet,) = copy.sheets
    looks = {}
    for row in sheet.iter_rows():
        for cell in row:
            if cell.comment:
                severity = cell.comment.text.partition(":")[0]
                looks[severity] = (
                    cell.fill.fgColor.rgb, cell.font.bold, cell.border.top.style,
                    cell.comment.author)
    assert looks["error"] == ("FFFBDAD7", True, "double", "locality check")
    assert len({look[0] for look in looks.values()}) == len(looks) >= 2
    assert len({look[2] for look in looks.values()}) == len(looks)
    plain = sheet["A2"]
    assert plain.fill.fill_type is None and plain.border.top.style is None


def test_an_apostrophe_in_the_name_of_a_sheet_is_doubled_in_a_place(locality, tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "Children's 'old' Q2"
    for row in [["Project", "Allocated"], ["A", 10], ["B", 20], ["Total", 31]]:
        book.active.append(row)
    book.save(tmp_path / "quoted.xlsx")
    copy = Copy(locality, tmp_path / "quoted.xlsx")
    assert [one["cell"] for one in copy.findings] == ["'Children''s ''old'' Q2'!B4"]
    assert [row[1].value for row in copy.listed] == ["'Children''s ''old'' Q2'!B4"]


def test_the_summary_names_the_file_by_its_digest(locality):
    source = TABLES / "02-total-one-pound-too-much.csv"
    copy = Copy(locality, source)
    texts = [cell.value for row in copy.summary.iter_rows() for cell in row if cell.value]
    assert copy.summary.title == "Check"
    assert texts[0] == f"Check of {source.name}"
    assert hashlib.sha256(source.read_bytes()).hexdigest() in texts
    assert any("does not add up" in str(text) for text in texts)
    for severity in ["Error", "Warning", "Note"]:
        assert severity in texts


def test_what_looks_like_a_formula_stays_a_text_even_in_libreoffice(locality, tmp_path):
    words = ["=1+1", "+44 1509", "-5 of them", "@SUM(A1)", '=HYPERLINK("http://x","y")', "\t=2"]
    source = tmp_path / "words.csv"
    with source.open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["Project", "Spent"])
        rows.writerows([[word, f"£{index}"] for index, word in enumerate(words, 1)])
        rows.writerow(["Total", "£21"])
    copy = Copy(locality, source)
    (sheet,) = copy.sheets
    assert [sheet[f"A{row}"].value for row in range(2, 8)] == [word.strip() for word in words]
    again = converted(copy.path, "xlsx", tmp_path / "again")
    reread = openpyxl.load_workbook(again).worksheets[1]
    for row, word in enumerate(words, 2):
        assert (reread[f"A{row}"].value, reread[f"A{row}"].data_type) == (word.strip(), "s")


def converted(path, to, folder):
    """What LibreOffice makes of a file."""
    folder.mkdir()
    subprocess.run(
        ["soffice", "--headless", "--norestore", f"-env:UserInstallation=file://{folder}/profile",
         "--convert-to", to, "--outdir", folder, path],
        check=True, capture_output=True, timeout=300)
    made = folder / f"{path.stem}.{to}"
    assert made.exists()
    return made


def test_libreoffice_keeps_texts_comments_links_and_pages(locality, tmp_path):
    copy = Copy(locality, TABLES / "145-merged-cells.xlsx")
    again = openpyxl.load_workbook(converted(copy.path, "xlsx", tmp_path / "again"))
    assert again.sheetnames == copy.book.sheetnames
    for before, after in zip(copy.book.worksheets, again.worksheets):
        assert {place: cell.value for place, cell in copied_cells(before).items()} == {
            place: cell.value for place, cell in copied_cells(after).items()}
        assert sorted(map(str, before.merged_cells.ranges)) == sorted(
            map(str, after.merged_cells.ranges))
    cell = again.worksheets[1]["F8"]
    assert "error:" in cell.comment.text
    pdf = converted(copy.path, "pdf", tmp_path / "pdf")
    assert pdf.read_bytes().startswith(b"%PDF")


def test_what_is_hidden_is_shown_and_said(locality):
    copy = Copy(locality, TABLES / "138-hidden-row-in-the-total.xlsx")
    for sheet in copy.book.worksheets:
        assert sheet.sheet_state == "visible"
        assert not any(row.hidden for row in sheet.row_dimensions.values())
        assert not any(column.hidden for column in sheet.column_dimensions.values())
    texts = [str(cell.value) for row in copy.summary.iter_rows() for cell in row]
    assert any("row 3 of PLF" in text for text in texts)


def test_the_same_file_gives_the_same_bytes(locality):
    source = TABLES / "17-sub-totals-and-a-grand-total.csv"
    first = Copy(locality, source).path.read_bytes()
    shutil.copy(source, locality.folder / source.name)
    assert Copy(locality, locality.folder / source.name).path.read_bytes() == first


def test_print_set_up(locality):
    copy = Copy(locality, TABLES / "149-charnwood-plf-libreoffice.xlsx")
    for sheet in copy.book.worksheets:
        assert sheet.page_setup.paperSize == 9
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToHeight == 0
        assert "149-charnwood" in sheet.oddFooter.left.text
    assert copy.summary.page_setup.orientation == "landscape"
    widths = [copy.sheets[0].column_dimensions[get_column_letter(i)].width for i in (1, 2)]
    assert all(8 <= width <= 62 for width in widths)


def test_the_answer_is_the_same_with_a_copy_as_without(locality):
    source = TABLES / "02-total-one-pound-too-much.csv"
    for format in ["json", "csv"]:
        plain = locality("check", source, "--format", format)
        copied = locality("check", source, "--format", format, "--annotate", "copy.xlsx")
        assert tuple(plain) == tuple(copied)
    told = locality("check", source, "--annotate", "copy.xlsx")
    assert told.status == 1
    assert "A copy with the findings is in copy.xlsx." in told.out


@pytest.mark.parametrize(
    "place, saying",
    [
        ("copy.csv", ".xlsx"), ("copy", ".xlsx"), ("none/copy.xlsx", "There is no folder"),
        ("folder.xlsx", "not a file"), ("source.xlsx", "is the file that is checked"),
        ("link.xlsx", "is the file that is checked"), ("hard.xlsx", "is the file that is checked"),
    ],
)
def test_a_place_that_cannot_be_used_is_refused(locality, place, saying):
    source = locality.folder / "source.xlsx"
    shutil.copy(TABLES / "149-charnwood-plf-libreoffice.xlsx", source)
    (locality.folder / "folder.xlsx").mkdir()
    (locality.folder / "link.xlsx").symlink_to(source)
    (locality.folder / "hard.xlsx").hardlink_to(source)
    before = source.read_bytes()
    names = sorted(locality.folder.iterdir())
    locality.refused("check", source, "--annotate", place, saying=saying)
    assert source.read_bytes() == before
    assert sorted(locality.folder.iterdir()) == names
