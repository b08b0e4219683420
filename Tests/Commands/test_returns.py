"""A return's life, as its people live it: drafted, certified, issued, received, amended, proved."""

import hashlib
import os
import random

import openpyxl
import pytest

PLF = ("--fund", "PLF")
Q3 = "2018-19-Q3"
FINANCE, FUNDER = ("--by", "Finance"), ("--by", "Funder")
JAN, FEB = ("--date", "2019-01-10"), ("--date", "2019-02-04")


@pytest.fixture(scope="session")
def year_ledger(tmp_path_factory, charnwood_ledger):
    """The sample with an agreement, and the reasons its third quarter needs."""
    from desk import Desk

    desk = Desk(tmp_path_factory.mktemp("year"))
    desk.take(charnwood_ledger)
    desk.environment["LOCALITY_USER"] = "Manager"
    desk.ok("agreement", "set", "PLF", "--year", "2018-19", "contact-finance=Section 151 officer",
            "payment=advance", "variance-reason=100%")
    desk.ok("spend", "PLF-02", "600", "--date", "2018-11-02", "--payee", "Mediator")
    for line in desk.ok("return", "draft", Q3, *PLF, "--format", "json").json["projects"]:
        if line["needsReason"]:
            desk.ok("note", "set", line["project"], *PLF, "--period", Q3, "--reason", "Late start")
    return desk.ledger


@pytest.fixture
def desk(locality, year_ledger):
    locality.take(year_ledger)
    locality.environment["LOCALITY_USER"] = "Manager"
    return locality


def certify(desk, *more):
    desk.ok("return", "draft", Q3, *PLF)
    return desk.ok("return", "certify", Q3, *PLF, "--declare", *FINANCE, *more)


def issue(desk, name="issued.xlsx"):
    desk.ok("return", "issue", Q3, *PLF, "--workbook", name)
    return desk.folder / name


@pytest.fixture
def issued(desk):
    certify(desk)
    issue(desk)
    return desk


def test_an_issue_keeps_the_very_file_and_closes_its_period(issued):
    first = (issued.folder / "issued.xlsx").read_bytes()
    issued.ok("return", "show", Q3, *PLF, "--workbook", "again.xlsx")
    assert (issued.folder / "again.xlsx").read_bytes() == first
    shown = issued.ok("return", "show", Q3, *PLF, "--format", "json").json
    assert shown["sha256"] == hashlib.sha256(first).hexdigest()
    assert shown["summary"]["spentInPeriod"] == 60000
    issued.refused("spend", "PLF-02", "1", "--date", "2018-12-31", saying="closed up to 2018-12-31")
    issued.ok("spend", "PLF-02", "1", "--date", "2019-01-01")
    issued.ok("return", "show", Q3, *PLF, "--workbook", "later.xlsx")
    assert (issued.folder / "later.xlsx").read_bytes() == first
    issued.ok("verify")


def test_a_book_gives_the_same_file_again(issued):
    issued.ok("export", "book", "--output", "Book")
    issued.ok("load", "Book", "--ledger", "other.sqlite")
    issued.ok("return", "show", Q3, *PLF, "--workbook", "again.xlsx", "--ledger", "other.sqlite")
    assert (issued.folder / "again.xlsx").read_bytes() == (
        issued.folder / "issued.xlsx"
    ).read_bytes()


def test_who_drafts_or_records_does_not_certify(desk):
    desk.ok("return", "draft", Q3, *PLF, "--by", "Deputy")
    words = ("return", "certify", Q3, *PLF, "--declare")
    desk.refused(*words, "--by", "deputy", saying="drafted 2018-19-Q3 version 1")
    desk.refused(*words, saying="Manager recorded spend of PLF 2018-19")
    desk.refused("return", "certify", Q3, *PLF, *FINANCE, saying="you declare that")
    desk.ok(*words, *FINANCE)


def test_an_indicative_award_is_not_certified(desk):
    desk.ok("return", "draft", Q3, "--fund", "CI001")
    desk.refused(
        "return", "certify", Q3, "--fund", "CI001", "--declare", "--role", "CFO", *FINANCE,
        saying="The award of CI001 2018-19 is indicative",
    )


def test_errors_that_nobody_waived_are_not_certified(desk):
    desk.ok("allocate", "PLF-02", "0.01", "--date", "2018-12-01")
    desk.ok("return", "draft", Q3, *PLF)
    words = ("return", "certify", Q3, *PLF, "--declare", *FINANCE)
    told = desk.refused(*words, saying="1 error stands unwaived")
    reference = told.split("Correct or waive ")[1].split(":")[0]
    assert reference.startswith("over-allocation-")
    desk.ok("waive", reference, "--name", "Chair", "--reason", "Top-up letter awaited", "--until", "2040-01-01")
    desk.ok(*words)


def test_a_variance_without_its_reason_is_not_certified(desk):
    desk.ok("note", "set", "PLF-04", *PLF, "--period", Q3, "--reason", "")
    desk.ok("return", "draft", Q3, *PLF)
    words = ("return", "certify", Q3, *PLF, "--declare", *FINANCE)
    desk.refused(*words, saying="the variance of PLF-04 is past the agreed share")
    # A penny less than the share needs none.
    desk.ok("spend", "PLF-04", "0.01", "--date", "2018-12-31")
    certify(desk)


def test_what_changed_after_the_certificate_is_not_issued(desk):
    certify(desk)
    desk.ok("spend", "PLF-02", "0.01", "--date", "2018-12-31")
    desk.refused("return", "issue", Q3, *PLF, saying="changed since it was certified")
    certify(desk)
    issue(desk)


def test_what_was_not_certified_is_not_issued(desk):
    desk.refused("return", "issue", Q3, *PLF, saying="is not certified")
    desk.refused("return", "issue", "2018-19-Q2", *PLF, saying="has no return yet")


def test_the_funder_receives_and_asks(issued):
    issued.refused("return", "accept", Q3, *PLF, saying="had a hand in")
    issued.ok("return", "accept", Q3, *PLF, "--query", "What is in entry 44?", *FUNDER)
    told = issued.ok("return", "show", Q3, *PLF).out
    assert "Queried by Funder" in told and "What is in entry 44?" in told
    issued.ok("return", "accept", Q3, *PLF, "--reference", "OPCC/1", *FUNDER)
    issued.refused("return", "accept", Q3, *PLF, *FUNDER, saying="accepted already")
    stages = issued.ok("return", "list", *PLF, "--year", "2018-19", "--format", "csv").csv
    assert [row["Stage"] for row in stages] == [
        "not drafted", "not drafted", "accepted", "not drafted"
    ]


def test_an_amended_version_states_what_changed(issued):
    issued.refused("return", "draft", Q3, *PLF, saying="Nothing changed since")
    issued.ok("reopen", *PLF, "--quarter", Q3, "--reason", "Left out", "--by", "Second")
    issued.ok("spend", "PLF-02", "25.50", "--date", "2018-12-30")
    told = issued.ok("return", "draft", Q3, *PLF, "--format", "json").json
    assert told["version"] == 2
    spent = next(one for one in told["changes"] if one["what"] == "spent to date")
    assert (spent["place"], spent["before"], spent["after"]) == ("PLF-02", "£600.00", "£625.50")
    issued.ok("return", "certify", Q3, *PLF, "--declare", *FINANCE)
    issue(issued, "second.xlsx")
    issued.refused("spend", "PLF-02", "1", "--date", "2018-12-31", saying="closed")
    issued.ok("return", "show", Q3, *PLF, "--version", "1", "--workbook", "first.xlsx")
    assert (issued.folder / "first.xlsx").read_bytes() == (
        issued.folder / "issued.xlsx"
    ).read_bytes()


def test_a_late_invoice_goes_to_the_open_quarter_and_says_so(issued):
    issued.ok("spend", "PLF-02", "40", "--date", "2019-01-20", "--belongs-to", Q3)
    told = issued.ok("return", "draft", "2018-19-Q4", *PLF, "--format", "json").json
    line = next(line for line in told["projects"] if line["project"] == "PLF-02")
    assert line["late"] == 4000


def test_a_file_as_it_was_issued_is_the_ledgers(issued):
    told = issued.ok("return", "verify", "issued.xlsx").out
    assert "Every figure is the ledger's at entry" in told
    alone = issued.ok("return", "verify", "issued.xlsx", "--without-ledger").out
    assert "agrees with itself" in alone


def test_a_file_of_another_ledger_is_not_proved(issued, charnwood_ledger):
    answer = issued("return", "verify", "issued.xlsx", "--ledger", charnwood_ledger)
    assert answer.status == 1 and "this ledger never had" in answer.err


def test_typed_reasons_are_taken_in(desk):
    desk.ok("return", "draft", Q3, *PLF, "--workbook", "draft.xlsx")
    book = openpyxl.load_workbook(desk.folder / "draft.xlsx")
    sheet = book["Projects"]
    heading = next(row for row in sheet.iter_rows() if row[0].value == "Code")
    columns = {cell.value: cell.column for cell in heading}
    row = next(row for row in sheet.iter_rows() if row[0].value == "PLF-02")[0].row
    sheet.cell(row, columns["Progress"]).value = "Twelve sessions were held."
    book.save(desk.folder / "typed.xlsx")
    told = desk.ok("return", "verify", "typed.xlsx", "--format", "json").json
    assert [one["now"] for one in told["typed"]] == ["Twelve sessions were held."]
    assert desk.ok("return", "verify", "typed.xlsx", "--apply", "--format", "json").json[
        "takenIn"
    ] == ["PLF-02"]
    shown = desk.ok("note", "show", *PLF, "--period", Q3).out
    assert "Twelve sessions" in shown
    assert desk.ok("return", "verify", "typed.xlsx", "--apply", "--format", "json").json[
        "takenIn"
    ] == []


def changed_cells(source, target, generator):
    """The workbook with one locked cell changed: a figure, a text or a formula."""
    book = openpyxl.load_workbook(source)
    cells = [
        cell
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None and cell.protection.locked
    ]
    cell = generator.choice(cells)
    before = cell.value
    if isinstance(before, str) and before.startswith("="):
        cell.value = generator.choice([before + "+0.01", 12.34, None])
    elif isinstance(before, (int, float)) and not isinstance(before, bool):
        cell.value = generator.choice([before + 0.01, -before - 1, None])
    else:
        cell.value = generator.choice([f"{before}x", None])
    book.save(target)
    return cell.parent.title, cell.coordinate


@pytest.mark.parametrize("share", range(4))
def test_each_of_many_random_changes_of_a_cell_is_found(issued, share):
    generator = random.Random(f"{os.environ['SEED']}-{share}")
    for _ in range(125):
        sheet, cell = changed_cells(
            issued.folder / "issued.xlsx", issued.folder / "changed.xlsx", generator
        )
        answer = issued("return", "verify", "changed.xlsx", "--format", "json")
        assert answer.status == 1, (sheet, cell)
        # What says which return it is may be so altered that it is none.
        if not answer.out:
            assert sheet == "Declaration" and "return" in answer.err, (sheet, cell)
            continue
        found = {(one["sheet"], one["cell"]) for one in answer.json["changes"]}
        assert (sheet, cell) in found, (sheet, cell, found)


def test_the_layout_is_the_partnerships_own(desk):
    layout = desk.ok("return", "layout", *PLF, "--year", "2018-19").out
    assert layout.startswith("Summary: Summary\n")
    lines = [line for line in layout.splitlines() if not line.startswith("Outputs")]
    text = "\n".join(lines).replace("Projects.spent: Spent to date", "Projects.spent: Actual")
    (desk.folder / "layout.txt").write_text(text)
    desk.ok("return", "layout", *PLF, "--year", "2018-19", "--set", "layout.txt")
    desk.ok("return", "draft", Q3, *PLF, "--workbook", "own.xlsx")
    book = openpyxl.load_workbook(desk.folder / "own.xlsx")
    assert "Outputs" not in book.sheetnames
    assert any(cell.value == "Actual" for row in book["Projects"].iter_rows() for cell in row)
    (desk.folder / "layout.txt").write_text("Projects: P\nProjects.colour: Colour\n")
    desk.refused(
        "return", "layout", *PLF, "--year", "2018-19", "--set", "layout.txt",
        saying="Line 2 of the layout",
    )
