"""Makes the workbooks of the gallery: python make_spreadsheets.py

The same script makes the same bytes. Two workbooks are not made here but saved by LibreOffice from
the sample's printed tables, and named so: `soffice --headless --convert-to xlsx`.
"""

import datetime
import io
import re
import zipfile
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.utils.datetime import CALENDAR_MAC_1904

FOLDER = Path(__file__).resolve().parent
LONG_AGO = datetime.datetime(2019, 1, 24, 9, 0, 0)
WARDENS = ["Wardens", 6000, 2000, 4000]
GRANTS = ["Small grants", 4000, 1500, 2500]
GATES = ["Gates", 3000, 0, 3000]
HEADER = ["Project", "Allocated", "Spent", "Balance"]
POUNDS = "£#,##0.00"


class Formula:
    """A formula and the value that the spreadsheet last worked out; None where it did not."""

    def __init__(self, text, value):
        self.text = text
        self.value = value


class Book:
    """A workbook in the making."""

    def __init__(self):
        self.book = Workbook()
        self.book.remove(self.book.active)
        self.values = {}

    def sheet(self, name, rows, first="A1"):
        """A sheet with rows of cells from a place on; `None` leaves a cell empty."""
        sheet = self.book.create_sheet(name)
        corner = sheet[first]
        for down, row in enumerate(rows):
            for along, value in enumerate(row):
                if value is None:
                    continue
                cell = sheet.cell(corner.row + down, corner.column + along)
                if isinstance(value, Formula):
                    self.values[len(self.book.worksheets), cell.coordinate] = value.value
                    value = value.text
                cell.value = value
        return sheet

    def save(self, name):
        self.book.properties.creator = "Community Safety Team"
        self.book.properties.created = self.book.properties.modified = LONG_AGO
        made = io.BytesIO()
        self.book.save(made)
        with zipfile.ZipFile(made) as source, zipfile.ZipFile(FOLDER / name, "w") as target:
            for part in source.infolist():
                entry = zipfile.ZipInfo(part.filename, LONG_AGO.timetuple()[:6])
                entry.compress_type = zipfile.ZIP_DEFLATED
                target.writestr(entry, self.part(part.filename, source.read(part)))

    def part(self, name, content):
        """A part of the file, with the values of the formulas, which openpyxl does not write."""
        if name == "docProps/core.xml":
            day = LONG_AGO.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
            return re.sub(rb"(?<=W3CDTF\">)[^<]+", day, content)
        number = re.fullmatch(r"xl/worksheets/sheet(\d+)\.xml", name)
        if not number:
            return content
        text = content.decode("utf-8")
        for (sheet, cell), value in self.values.items():
            if sheet == int(number[1]) and value is not None:
                text = self.with_value(text, cell, value)
        return text.encode("utf-8")

    @staticmethod
    def with_value(text, cell, value):
        kind, shown = "", repr(value)
        if isinstance(value, str):
            kind, shown = (' t="e"' if value.startswith("#") else ' t="str"'), value
        pattern = rf'<c r="{cell}"((?: s="\d+")?)[^>]*>(<f>.*?</f>)<v\s*(?:/>|></v>)</c>'
        done, count = re.subn(
            pattern, rf'<c r="{cell}"\1{kind}>\2<v>{shown}</v></c>', text, flags=re.DOTALL)
        assert count == 1, f"{cell} has no formula"
        return done


def total(lines, values, label="Total", first=2):
    """A row of SUM formulas over so many lines with their values."""
    return [label] + [
        Formula(f"=SUM({letter}{first}:{letter}{first + lines - 1})", value)
        for letter, value in zip("BCDEFGH", values)
    ]


def simple(name, rows, sheet="PLF", **options):
    book = Book()
    book.sheet(sheet, rows, **options)
    book.save(name)


def formulas():
    book = Book()
    rows = [HEADER] + [
        [label, allocated, spent, Formula(f"=B{row}-C{row}", balance)]
        for row, (label, allocated, spent, balance) in enumerate([WARDENS, GRANTS, GATES], 2)
    ]
    book.sheet("PLF", rows + [total(3, [13000, 3500, 9500])])
    book.save("131-formulas.xlsx")


def formula_without_value():
    rows = [HEADER, WARDENS, GRANTS, ["Total", 10000, Formula("=SUM(C2:C3)", None), 6500]]
    simple("132-formula-without-value.xlsx", rows)


def numbers_as_text():
    rows = [
        HEADER,
        ["Wardens", "£6,000", "2000", 4000],
        ["Small grants", 4000, "1,500.00", "£2,500"],
        ["Total", "10000", 3500, "6,500"],
    ]
    simple("133-numbers-as-text.xlsx", rows)


def binary_fractions():
    rows = [
        ["Item", "Cost"],
        ["Badges", 0.1 + 0.2],
        ["Postage", 1.1 + 2.2],
        ["Hire", 1234.56],
        ["Travel", 0.07 * 100],
        total(4, [0.1 + 0.2 + 3.3 + 1234.56 + 7.0]),
    ]
    simple("134-binary-fractions.xlsx", rows, sheet="Costs")


def half_a_penny():
    rows = [["Item", "Cost"], ["Badges", 0.005], ["Hire", 120.25], ["Total", 120.25]]
    simple("135-half-a-penny.xlsx", rows, sheet="Costs")


def a_third_each():
    book = Book()
    share = 100 / 3
    rows = [["Ward", "Share"]] + [[ward, Formula("=100/3", share)] for ward in ("A", "B", "C")]
    sheet = book.sheet("Shares", rows + [total(3, [100])])
    for row in range(2, 6):
        sheet.cell(row, 2).number_format = "0.00"
    book.save("136-a-third-each.xlsx")


def error_cells():
    rows = [
        HEADER,
        ["Wardens", 6000, 2000, Formula("=B2-Z99", "#REF!")],
        GRANTS,
        ["Total", 10000, 3500, Formula("=SUM(D2:D3)", "#REF!")],
    ]
    simple("137-error-cells.xlsx", rows)


def hidden_row_in_the_total():
    book = Book()
    sheet = book.sheet("PLF", [HEADER, WARDENS, GRANTS, GATES, total(3, [13000, 3500, 9500])])
    sheet.row_dimensions[3].hidden = True
    book.save("138-hidden-row-in-the-total.xlsx")


def hidden_row_not_in_the_total():
    book = Book()
    rows = [HEADER, WARDENS, ["Withdrawn bid", 750, 0, 750], GATES, ["Total", 9000, 2000, 7000]]
    sheet = book.sheet("PLF", rows)
    sheet.row_dimensions[3].hidden = True
    book.save("139-hidden-row-not-in-the-total.xlsx")


def hidden_column():
    book = Book()
    rows = [
        ["Project", "Allocated", "Spent", "Committed", "Balance"],
        ["Wardens", 6000, 2000, 1500, 2500],
        ["Small grants", 4000, 1500, 0, 2500],
        ["Total", 10000, 3500, 1500, 5000],
    ]
    sheet = book.sheet("PLF", rows)
    sheet.column_dimensions["D"].hidden = True
    book.save("140-hidden-column.xlsx")


def hidden_sheet():
    book = Book()
    book.sheet("PLF", [HEADER, WARDENS, GRANTS, ["Total", 10000, 3500, 6500]])
    rows = [HEADER, WARDENS, GATES, ["Total", 9000, 2100, 7000]]
    book.sheet("Workings", rows).sheet_state = "hidden"
    book.save("141-hidden-sheet.xlsx")


def several_sheets():
    book = Book()
    book.sheet("2018-19 PLF", [HEADER, WARDENS, GRANTS, ["Total", 10000, 3400, 6500]])
    book.sheet("CI001", [HEADER, WARDENS, GATES, ["Total", 9000, 2000, 7000]])
    book.save("142-several-sheets.xlsx")
    book.save("143-one-sheet-of-several.xlsx")


def dates_and_percentages():
    book = Book()
    rows = [
        ["Paid on", "Payee", "Invoice", "Budget", "Amount", "Share"],
        [datetime.date(2018, 11, 2), "Locksmith", 100234, 2400, 1200, 0.5],
        [datetime.date(2018, 11, 15), "Printer", 100251, 345, 86.25, 0.25],
        [datetime.date(2018, 12, 3), "Hall hire", 100302, 137.75, 137.75, 1],
        ["Total", None, None, 2882.75, 1424, 0.494],
    ]
    sheet = book.sheet("Payments", rows)
    for row in range(2, 6):
        sheet.cell(row, 1).number_format = "dd/mm/yyyy"
        sheet.cell(row, 4).number_format = POUNDS
        sheet.cell(row, 5).number_format = POUNDS
        sheet.cell(row, 6).number_format = "0.0%"
    book.save("144-dates-and-percentages.xlsx")


def merged_labels():
    book = Book()
    rows = [
        ["Priority", "Project", 2018, None, 2019, None],
        [None, None, "Budget", "Spent", "Budget", "Spent"],
        ["Burglary", "Locks", 5000, 4000, 5100, 100],
        [None, "Alarms", 3000, 600, 3000, 0],
        [None, "Marking", 1000, 0, 900, 0],
        ["Violence", "Pastors", 3000, 3000, 3000, 250],
        [None, "Hub", 7500, 6000, 7500, 500],
        ["Total", None, 19500, 13600, 19500, 950],
    ]
    sheet = book.sheet("Plan", rows)
    for area in ("A1:A2", "B1:B2", "C1:D1", "E1:F1", "A3:A5", "A6:A7", "A8:B8"):
        sheet.merge_cells(area)
    book.save("145-merged-cells.xlsx")


def money_formats():
    book = Book()
    rows = [
        ["Project", "Budget", "Spent", "Underspend/(overspend)"],
        ["Wardens", 6000, 6400.5, -400.5],
        ["Small grants", 4000, 3100, 900],
        ["Total", 10000, 9500.5, 499.5],
    ]
    sheet = book.sheet("Q4", rows)
    accounting = '_-£* #,##0.00_-;-£* #,##0.00_-;_-£* "-"??_-;_-@_-'
    for row in range(2, 5):
        sheet.cell(row, 2).number_format = accounting
        sheet.cell(row, 3).number_format = "[$£-809]#,##0.00;[Red]-[$£-809]#,##0.00"
        sheet.cell(row, 4).number_format = "#,##0.00;(#,##0.00)"
    book.save("146-money-formats.xlsx")


def notes_and_empty_sheets():
    book = Book()
    notes = [["How to read this workbook"], ["Sums are in pounds."], ["Version 3"]]
    book.sheet("Read me", notes)
    book.sheet("Empty", [])
    book.sheet("PLF", [HEADER, WARDENS, GRANTS, ["Total", 10000, 3500, 6500]])
    book.save("147-notes-and-empty-sheets.xlsx")


def only_notes():
    book = Book()
    book.sheet("Read me", [["How to read this workbook"], ["Sums are in pounds."]])
    book.sheet("Empty", [])
    book.save("148-only-notes.xlsx")


def rich_text():
    book = Book()
    raised = InlineFont(vertAlign="superscript")
    bold = InlineFont(b=True)
    rows = [
        HEADER,
        [CellRichText("Mediation", TextBlock(raised, "1")), 5000, 0, 5000],
        [CellRichText("Street ", TextBlock(bold, "Pastors")), 3000, 3000, 0],
        [CellRichText(TextBlock(bold, "Total")), 8000, 3000, 5000],
        [CellRichText(TextBlock(raised, "1"), " Subject to contract.")],
    ]
    book.sheet("PLF", rows)
    book.save("151-rich-text.xlsx")


def epoch_1904():
    book = Book()
    book.book.epoch = CALENDAR_MAC_1904
    rows = [
        ["Date", "Recipient", "Approved", "Grant"],
        [datetime.date(2019, 4, 1), "Judo club", True, 850],
        [datetime.date(2019, 6, 3), "Allotments", True, 2000],
        [datetime.date(2019, 9, 21), "Hall trust", False, 1200],
        ["Total", None, None, 4050],
    ]
    book.sheet("Ward", rows)
    book.save("152-dates-since-1904.xlsx")


def table_in_the_middle():
    rows = [
        ["Community Safety Partnership"],
        ["Locality fund, spend to date"],
        [],
        HEADER,
        WARDENS,
        GRANTS,
        ["Total", 10000, 3500, 6400],
        [],
        ["* includes VAT that cannot be recovered"],
    ]
    simple("153-table-in-the-middle.xlsx", rows, first="C4")


def side_by_side():
    rows = [
        ["Revenue", "Budget", "Spent", None, "Capital", "Budget", "Spent"],
        ["Wardens", 6000, 2000, None, "Cameras", 9000, 9000],
        ["Small grants", 4000, 1500, None, "Gates", 3000, 0],
        ["Total", 10000, 3500, None, "Total", 12500, 9000],
    ]
    simple("154-side-by-side.xlsx", rows, sheet="Both")


def sum_misses_a_row():
    rows = [
        ["Organisation", "Award"],
        ["Street angels", 3500],
        ["Scouts", 500],
        ["Theatre", 2000],
        ["Bowls club", 640],
        ["Total", Formula("=SUM(B2:B4)", 6000)],
    ]
    simple("155-sum-misses-a-row.xlsx", rows, sheet="Awards")


def text_that_a_sum_passes_over():
    rows = [
        ["Organisation", "Award"],
        ["Street angels", 3500],
        ["Scouts", "£500"],
        ["Theatre", 2000],
        ["Bowls club", 640],
        ["Total", Formula("=SUM(B2:B5)", 6140)],
    ]
    simple("156-text-that-a-sum-passes-over.xlsx", rows, sheet="Awards")


def grouped_rows():
    book = Book()
    rows = [
        ["Theme", "Budget"],
        ["Wardens", 5000],
        ["Cameras", 1000],
        ["Place sub-total", Formula("=SUM(B2:B3)", 6000)],
        ["Mentors", 4000],
        ["Hubs", 2000],
        ["People sub-total", Formula("=SUM(B5:B6)", 6000)],
        ["Grand total", Formula("=B4+B7", 12000)],
    ]
    sheet = book.sheet("Summary", rows)
    for row in (2, 3, 5, 6):
        sheet.row_dimensions[row].outlineLevel = 1
        sheet.row_dimensions[row].hidden = True
    book.save("157-grouped-rows.xlsx")


def words_from_formulas():
    rows = [
        ["Project", "Allocated", "Spent"],
        [Formula('="War"&"dens"', "Wardens"), 6000, Formula('=IF(1=1,"",0)', "")],
        ["Small grants", 4000, 1500],
        [Formula('="Total "&"2018/19"', "Total 2018/19"), 10000, 1500],
    ]
    simple("158-words-from-formulas.xlsx", rows)


def wrapped_headings():
    book = Book()
    rows = [
        ["Partnership Locality Fund 2018/19"],
        ["Description", "Amount\nAllocated", "Amount Spent\nto Date", "Balance\nRemaining"],
        ["Targeted action\n(east)", 2500, 0, 2500],
        ["Campaign", 5000, 4086, 914],
        ["Total", 7500, 4086, 3414],
    ]
    sheet = book.sheet("PLF", rows)
    sheet.merge_cells("A1:D1")
    book.save("159-wrapped-headings.xlsx")


def thousands_by_format():
    book = Book()
    rows = [
        ["Service £000", "Budget", "Actual"],
        ["Team", 412000, 398250],
        ["Control room", 256000, 271500],
        ["Total", 668000, 669750],
    ]
    sheet = book.sheet("Budget", rows)
    for row in range(2, 5):
        for column in (2, 3):
            sheet.cell(row, column).number_format = "#,##0,"
    book.save("160-thousands-by-format.xlsx")


def damaged():
    """What is no workbook, or half of one."""
    whole = (FOLDER / "131-formulas.xlsx").read_bytes()
    (FOLDER / "161-cut-short.xlsx").write_bytes(whole[: len(whole) // 2])
    text = "Project,Allocated\nWardens,6000\nTotal,6000\n"
    (FOLDER / "162-text-called-xlsx.xlsx").write_bytes(text.encode())
    old = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)
    (FOLDER / "163-old-excel-renamed.xlsx").write_bytes(old)


def unsaved_balances():
    """As a program writes it that leaves the working out to Excel: no formula has a value."""
    book = Book()
    rows = [HEADER] + [
        [label, allocated, spent, Formula(f"=B{row}-C{row}", None)]
        for row, (label, allocated, spent, _) in enumerate([WARDENS, GRANTS], 2)
    ]
    book.sheet("PLF", rows + [total(2, [None, None, None])])
    book.save("164-no-formula-has-a-value.xlsx")


def no_number():
    """A formula whose value is no number, in a column of one line, as some programs save it."""
    nan = float("nan")
    rows = [["Project", "Allocated", "Spent", "Balance"]]
    rows.append(["Wardens", Formula("=Fund*2", nan), 0.3, 9.7])
    rows.append(["Total", Formula("=SUM(B2:B2)", nan), 0.3, 9.7])
    simple("520-no-number.xlsx", rows, "S")


for make in (
    formulas, formula_without_value, numbers_as_text, binary_fractions, half_a_penny, a_third_each,
    error_cells, hidden_row_in_the_total, hidden_row_not_in_the_total, hidden_column, hidden_sheet,
    several_sheets, dates_and_percentages, merged_labels, money_formats, notes_and_empty_sheets,
    only_notes, rich_text, epoch_1904, table_in_the_middle, side_by_side, sum_misses_a_row,
    text_that_a_sum_passes_over, grouped_rows, words_from_formulas, wrapped_headings,
    thousands_by_format, damaged, unsaved_balances, no_number,
):
    make()
