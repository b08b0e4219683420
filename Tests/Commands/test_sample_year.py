"""The sample year: the published position, and around it a year that is made up and says so."""

import filecmp
import hashlib

import pytest
from desk import ROOT

YEAR = ROOT / "Ledgers" / "charnwood-2018-19-year"
PLF = ("--fund", "PLF", "--year", "2018-19")
Q3 = "2018-19-Q3"


@pytest.fixture
def year(locality):
    locality.load(YEAR)
    return locality


def figures(desk, *more):
    rows = desk.ok("statement", *PLF, *more, "--format", "json").json["rows"]
    return [(row["project"], row["allocated"], row["spent"], row["balance"]) for row in rows]


def test_on_the_day_of_the_published_table_it_says_what_was_published(year, locality):
    made_up = figures(year, "--as-at", "2019-01-24")
    year.ok("load", ROOT / "Ledgers" / "charnwood-2018-19", "--ledger", "published.sqlite")
    assert made_up == figures(year, "--ledger", "published.sqlite")


def test_four_returns_were_issued_and_accepted(year):
    rows = year.ok("return", "list", *PLF, "--format", "csv").csv
    assert [(row["Period"], row["Stage"]) for row in rows] == [
        (f"2018-19-Q{number}", "accepted") for number in range(1, 5)
    ]
    year.ok("verify")
    assert year.ok("reconcile", *PLF, "--format", "json").json["errors"] == 0


def test_the_third_return_is_the_file_in_exports_byte_for_byte(year):
    year.ok("return", "show", Q3, "--fund", "PLF", "--workbook", "again.xlsx")
    again = (year.folder / "again.xlsx").read_bytes()
    kept = (ROOT / "Exports" / "charnwood-2018-19-plf-q3-v1.xlsx").read_bytes()
    shown = year.ok("return", "show", Q3, "--fund", "PLF", "--format", "json").json
    assert hashlib.sha256(again).hexdigest() == shown["sha256"]
    assert again == kept
    year.ok("return", "verify", "again.xlsx")


def test_the_late_invoice_is_in_the_next_return_as_such(year):
    last = year.ok("return", "show", "2018-19-Q4", "--fund", "PLF", "--format", "json").json
    late = {line["project"]: line["late"] for line in last["projects"] if line["late"]}
    assert late == {"PLF-06": 41400}


def test_next_years_opening_is_last_years_carry_forward(year):
    this = year.ok("statement", *PLF, "--format", "json").json
    next_year = year.ok("statement", "--fund", "PLF", "--year", "2019-20", "--format", "json").json
    assert next_year["totals"]["unallocated"] == 300000
    assert sum(row["balance"] for row in this["rows"]) == 0
    year.refused("spend", "PLF-01", "1", "--date", "2019-03-31", "--year", "2018-19", saying="closed")


def test_the_book_comes_back_as_it_is_kept(year):
    year.ok("export", "book", "--output", "Book")
    names = sorted(path.name for path in YEAR.iterdir() if path.is_file() and path.suffix == ".csv")
    same, other, missing = filecmp.cmpfiles(YEAR, year.folder / "Book", names, shallow=False)
    assert (other, missing) == ([], []) and same == names
