"""Tables that our own exports write check clean, and one changed digit in them is always found.

SEED=… repeats a run; BOOKS=… tries so many random books, TABLES=… so many random tables.
"""

import csv
import io
import json
import os
import random
import re
import subprocess
import zipfile
from concurrent.futures import ThreadPoolExecutor

import pytest
from desk import BINARY, ROOT
from random_books import write_book
from random_tables import make_table, workbook
from test_tables import pytestmark, same_heading  # noqa: F401

SEED = int(os.environ.get("SEED") or random.randrange(1_000_000))
BOOKS = int(os.environ.get("BOOKS") or 8)
TABLES = int(os.environ.get("TABLES") or 200)
STATEMENTS = ROOT / "Ledgers" / "charnwood-2018-19" / "statements"
MONEY = ["Original", "Virements", "Allocated", "Spent", "Committed", "Balance", "Free balance"]


@pytest.fixture(autouse=True)
def tell_the_seed():
    print(f"SEED={SEED}")


def check(path):
    """The status and what is said: the answer in JSON, or why there is none."""
    done = subprocess.run(
        [BINARY, "check", path, "--format", "json"], stdin=subprocess.DEVNULL,
        capture_output=True, timeout=30, env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"})
    return done.returncode, (done.stdout or done.stderr).decode("utf-8")


def complaints(path):
    """The errors and warnings of a table, as `(line, column, words)`."""
    status, told = check(path)
    if status not in (0, 1) or not told.startswith("{"):
        return [(None, None, told)]
    answer = json.loads(told)
    return [
        (finding["line"], finding["column"], f"{finding['cell']} {finding['message']}")
        for table in answer.get("tables", [answer]) for finding in table["findings"]
        if finding["severity"] != "note"
    ]


def assert_clean(path):
    found = [words for _, _, words in complaints(path)]
    assert not found, "\n".join(found[:8]) + f"\n{path.read_bytes()[:1500]!r}"


def assert_each_is_found(folder, suffix, changes):
    """Each change is a name and the bytes of a table with one digit changed."""

    def missed(change):
        number, (name, content) = change
        path = folder / f"changed-{number}{suffix}"
        path.write_bytes(content)
        status, told = check(path)
        path.unlink()
        return None if status == 1 and "{" in told else f"{name}: status {status}"

    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(missed, enumerate(changes)))
    assert found, "nothing was changed"
    assert not list(filter(None, found)), list(filter(None, found))


def other_digit(chance, digit):
    return chance.choice([other for other in "0123456789" if other != digit])


def digits(text):
    return [match.start() for match in re.finditer(r"\d", text)]


def with_digit(text, place, digit):
    return text[:place] + digit + text[place + 1:]


# CSV


def changed_csv(content, columns, chance, most=None):
    """The table again and again, each time with another digit of a money column changed."""
    rows = list(csv.reader(io.StringIO(content)))
    header = next(row for row in rows if columns[0] in row)
    places = [
        (line, header.index(column), place)
        for line, row in enumerate(rows) if line > rows.index(header)
        for column in columns for place in digits(row[header.index(column)])
    ]
    if most is not None and len(places) > most:
        places = chance.sample(places, most)
    for line, column, place in places:
        copy = [list(row) for row in rows]
        cell = copy[line][column]
        copy[line][column] = with_digit(cell, place, other_digit(chance, cell[place]))
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows(copy)
        yield f"line {line + 1}: {cell} as {copy[line][column]}", text.getvalue().encode("utf-8")


@pytest.mark.parametrize(
    "name, columns",
    [
        ("PLF", ["Amount Allocated", "Amount Spent to Date", "Balance Remaining"]),
        ("CI001", ["Funding Allocated", "Amount Spent to Date", "Balance Remaining"]),
    ],
)
def test_any_digit_of_the_published_tables_is_found_when_it_changes(tmp_path, name, columns):
    content = (STATEMENTS / f"{name}_2018-19_2019-01-24.csv").read_text(encoding="utf-8")
    chance = random.Random(SEED)
    assert_each_is_found(tmp_path, ".csv", changed_csv(content, columns, chance))


def test_any_digit_of_a_statement_is_found_when_it_changes(charnwood):
    text = charnwood.ok("statement", "--fund", "PLF", "--year", "2018-19", "--format", "csv").out
    statement = charnwood.folder / "statement.csv"
    statement.write_text(text, encoding="utf-8")
    assert_clean(statement)
    changes = changed_csv(text, MONEY, random.Random(SEED))
    assert_each_is_found(charnwood.folder, ".csv", changes)


@pytest.mark.parametrize(
    "arguments",
    [
        ["statement", "--format", "csv"],
        ["export", "transactions"],
        ["transactions", "--format", "csv"],
        ["fund", "list", "--format", "csv"],
        ["explain", "PLF-06", "--format", "csv"],
    ],
    ids=lambda arguments: " ".join(arguments[:2]),
)
def test_every_table_we_print_checks_clean(charnwood, arguments):
    printed = charnwood.folder / "printed.csv"
    printed.write_text(charnwood.ok(*arguments).out, encoding="utf-8")
    assert_clean(printed)


# Workbooks


def changed_workbooks(content, chance, most=None):
    """The workbook with one digit changed in a figure of the statement's rows or totals."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        parts = [(part, book.read(part)) for part in book.infolist()]
    name = "xl/worksheets/sheet1.xml"
    sheet = next(data for part, data in parts if part.filename == name).decode("utf-8")
    figures = re.compile(r'<c r="([D-J])(\d+)"[^>]*>(?:<f>[^<]*</f>)?<v>([^<]*)</v></c>')
    # The statement's rows are those with a formula for what is allocated, down to the totals.
    rows = {int(row) for row in re.findall(r'<c r="F(\d+)"[^>]*><f>ROUND\(', sheet)}
    assert rows
    places = [
        (match.group(1) + match.group(2), match.start(3) + place)
        for match in figures.finditer(sheet) if int(match.group(2)) in rows
        for place in digits(match.group(3))
    ]
    if most is not None and len(places) > most:
        places = chance.sample(places, most)
    for cell, place in places:
        changed = with_digit(sheet, place, other_digit(chance, sheet[place])).encode("utf-8")
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as book:
            for part, data in parts:
                book.writestr(part.filename, changed if part.filename == name else data)
        yield cell, file.getvalue()


@pytest.mark.skip(reason="the check does not hold this yet")
@pytest.mark.parametrize("name", ["plf", "ci001"])
def test_any_digit_of_the_sample_workbooks_is_found_when_it_changes(tmp_path, name):
    path = ROOT / "Exports" / f"charnwood-2018-19-{name}.xlsx"
    assert_clean(path)
    changes = changed_workbooks(path.read_bytes(), random.Random(SEED))
    assert_each_is_found(tmp_path, ".xlsx", changes)


# Random books


@pytest.mark.skip(reason="the check does not hold this yet")
@pytest.mark.parametrize("number", range(BOOKS))
def test_whatever_a_random_book_prints_checks_clean_and_a_changed_digit_is_found(locality, number):
    seed = SEED + number
    chance = random.Random(seed)
    book = write_book(locality.folder / "book", seed, chance.choice([20, 60, 150]))
    locality.load(locality.folder / "book")
    place = locality.folder / "printed"
    place.mkdir()
    for count, fund in enumerate(book.funds):
        key = ["--partnership", fund.partnership, "--fund", fund.code, "--year", fund.year]
        text = locality.ok("statement", *key, "--format", "csv").out
        statement = place / f"{count}.csv"
        statement.write_text(text, encoding="utf-8")
        assert_clean(statement)
        assert_each_is_found(place, ".csv", changed_csv(text, MONEY, chance, most=8))
        workbook = place / f"{count}.xlsx"
        locality.ok("export", "statement", *key, "--output", workbook)
        assert_clean(workbook)
        changes = changed_workbooks(workbook.read_bytes(), chance, most=8)
        assert_each_is_found(place, ".xlsx", changes)
    for partnership in {fund.partnership for fund in book.funds}:
        several = place / "several.csv"
        key = ["--partnership", partnership]
        several.write_text(
            locality.ok("statement", *key, "--format", "csv").out, encoding="utf-8")
        assert_clean(several)
        listed = place / "transactions.csv"
        listed.write_text(locality.ok("export", "transactions", *key).out, encoding="utf-8")
        assert_clean(listed)


# Random tables of other people's making


def misjudged(seed, folder):
    """What is said of a table that adds up, or not said of it once a digit is changed."""
    table = make_table(seed)
    chance = random.Random(seed)
    is_workbook = seed % 4 == 0
    path = folder / f"{seed}{'.xlsx' if is_workbook else '.csv'}"
    path.write_bytes(workbook(table) if is_workbook else table.content())
    story = f"{seed}: {table.story}"
    wrong = [f"{story}: {words}" for _, _, words in complaints(path)]
    for place in chance.sample(table.places, min(3, len(table.places))):
        text = str(place.value) if is_workbook else table.rows[place.line][place.column]
        if not digits(text) or place.level == "part":
            continue
        digit = chance.choice(digits(text))
        changed = with_digit(text, digit, other_digit(chance, text[digit]))
        path.write_bytes(
            workbook(table, place, int(changed)) if is_workbook
            else table.content(place.line, place.column, changed))
        above = [row[place.column] for row in table.rows[: place.line]]
        found = complaints(path)
        is_near = any(
            line == place.line + 1 or any(
                cell == column or same_heading(cell, column) for cell in above)
            for line, column, _ in found)
        if not is_near:
            wrong.append(f"{story}: line {place.line + 1}, {text} as {changed}: {found}")
    path.unlink()
    return wrong


@pytest.mark.skip(reason="the check does not hold this yet")
def test_tables_of_any_shape_check_clean_and_a_changed_digit_is_found(tmp_path):
    """A finding about a changed digit is in its row or its column."""
    with ThreadPoolExecutor(4) as pool:
        wrong = [
            one for found in pool.map(lambda n: misjudged(SEED + n, tmp_path), range(TABLES))
            for one in found
        ]
    assert not wrong, f"{len(wrong)}:\n" + "\n".join(wrong[:40])
