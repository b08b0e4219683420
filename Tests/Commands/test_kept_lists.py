"""What is kept of lists of payments goes wherever the ledger goes; a ledger of the first version is read as it is.

SEED=n repeats the random books.
"""

import csv
import os
import random
import sqlite3
from contextlib import closing

import pytest
from desk import CHARNWOOD, ROOT
from random_books import write_book, write_lists

SEED = int(os.environ.get("SEED") or random.SystemRandom().randrange(1_000_000))
OLD = ROOT / "Tests" / "LedgerStoreTests" / "Fixtures" / "ledger-001.sql"
PLF = (CHARNWOOD, "PLF", "2018-19")


def put(file, *rows):
    with open(file, "w", newline="", encoding="utf-8") as text:
        csv.writer(text, lineterminator="\n").writerows(rows)


def with_lists(book):
    """The book with a source that changed its mind, an extract sent twice, and a decision taken back."""
    (book / "finance").mkdir()
    header = ["date", "payee", "reference", "code", "note", "amount", "place"]
    for name, amount in (("first", "12.34"), ("second", "12.43")):
        put(book / "finance" / f"{name}.csv", header,
            ["2018-11-02", "Café, “Acorn”", "INV-1", "4711", "=1+1", amount, "Sheet1!A2"])
    put(book / "sources.csv", ["partnership", "source", "settings"],
        [CHARNWOOD, "council-invoices", "date: Paid on\namount: Net\n"],
        [CHARNWOOD, "council-invoices", "date: Paid on\namount: Gross\n"])
    put(book / "extracts.csv", ["partnership", "fund", "year", "from", "to", "name", "file"],
        [*PLF, "2018-04-01", "2018-12-31", "Ledger extract.xlsx", "first.csv"],
        [*PLF, "2018-04-01", "2018-12-31", "Ledger extract.xlsx", "second.csv"])
    put(book / "matchings.csv", ["partnership", "fund", "year", "payments", "entries", "verdict", "reason"],
        [*PLF, "p1 p2", "PLF-07-SPEND", "confirmed", "Two parts of one invoice"],
        [*PLF, "p2 p1", "PLF-07-SPEND", "broken", "Another invoice"])
    return book


def tree(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def registrations(ledger):
    with closing(sqlite3.connect(ledger)) as connection:
        return dict(connection.execute("SELECT subject, count(*) FROM registration GROUP BY subject"))


def test_lists_survive_the_round_trip(charnwood):
    charnwood.load(with_lists(charnwood.book()))
    kept = registrations(charnwood.ledger)
    assert [kept[subject] for subject in ("source", "extract", "matching")] == [2, 2, 2]
    charnwood.ok("export", "book", "--output", "out")
    charnwood.ok("load", "out", "--ledger", "again.sqlite")
    again = charnwood.ok("verify", "--format", "json", "--ledger", "again.sqlite").json["head"]
    assert f"{again['entry']}:{again['hash']}" == charnwood.head()
    charnwood.ok("export", "book", "--output", "out2", "--ledger", "again.sqlite")
    assert tree(charnwood.folder / "out2") == tree(charnwood.folder / "out")


def test_lists_loaded_again_change_nothing(charnwood):
    book = with_lists(charnwood.book())
    charnwood.load(book)
    head = charnwood.head()
    charnwood.load(book)
    charnwood.ok("export", "book", "--output", "out")
    charnwood.load(charnwood.folder / "out")
    assert charnwood.head() == head


@pytest.mark.parametrize("number", range(10))
def test_a_random_book_with_lists_survives_the_round_trip(locality, number):
    seed = SEED + number
    print(f"SEED={seed} makes this the first book")
    book = locality.folder / "book"
    write_lists(book, write_book(book, seed, 80), 12)
    locality.load(book)
    kept = registrations(locality.ledger)
    assert {"source", "extract", "matching"} <= set(kept)
    verified = locality.ok("verify", "--format", "json").json
    locality.ok("export", "book", "--output", "out")
    locality.ok("load", "out", "--ledger", "again.sqlite")
    assert registrations(locality.folder / "again.sqlite") == kept
    assert locality.ok("verify", "--format", "json", "--ledger", "again.sqlite").json == verified
    locality.ok("export", "book", "--output", "out2", "--ledger", "again.sqlite")
    assert tree(locality.folder / "out2") == tree(locality.folder / "out")
    for folder in (book, "out"):
        locality.ok("load", folder)
        assert locality.ok("verify", "--format", "json").json == verified


@pytest.fixture
def old(locality):
    """A ledger as the first version wrote it."""
    locality.ledger.parent.mkdir()
    with closing(sqlite3.connect(locality.ledger, isolation_level=None)) as connection:
        connection.executescript("BEGIN;" + OLD.read_text() + "COMMIT; PRAGMA journal_mode = WAL")
    return locality


def version(ledger):
    with closing(sqlite3.connect(ledger)) as connection:
        return connection.execute("PRAGMA user_version").fetchone()[0]


@pytest.mark.parametrize(
    "command",
    [
        ["statement"],
        ["transactions"],
        ["explain", "PLF-01", "--year", "2018-19"],
        ["verify"],
        ["export", "book", "--output", "out"],
        ["backup", "copy.sqlite"],
    ],
    ids=lambda command: command[0],
)
def test_a_ledger_of_the_first_version_is_read_as_it_is(old, command):
    before = old.ledger.read_bytes()
    old.ok(*command)
    assert old.ledger.read_bytes() == before
    assert version(old.ledger) == 1


def test_a_ledger_of_the_first_version_is_brought_up_by_the_first_entry(old):
    head = old.head()
    old.ok("backup", "copy.sqlite")
    old.ok("spend", "PLF-01", "1", "--year", "2018-19", "--date", "2018-11-02")
    assert version(old.ledger) == 3
    old.ok("verify", "--head", head)
    old.ok("restore", "copy.sqlite", "--replace")
    assert version(old.ledger) == 1
    assert old.head() == head
