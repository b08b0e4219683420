#!/usr/bin/env python3
"""The yardstick for `locality check`: a printed table footed and cross-cast in Python, as quickly as Python can.

    check_table.py TABLE.csv | TABLE.xlsx

Reads the table that generate.py --table makes: three columns of money, a sub-total after each section, a total.
Turns every amount as printed (£10,000, 3684.00, £2,322*, a dash, nothing) or as a number into whole pence, holds each
row across (balance = allocated - spent), each sub-total against its lines and the total against the sub-totals, and
prints the totals as JSON in whole pence. It knows the table's layout beforehand, which `locality check` must find out.

CSV is read by Python's csv module; workbooks by openpyxl in its quickest way (read_only, values_only).
"""
import csv
import json
import sys

HEADINGS = ("Amount Allocated", "Amount Spent", "Balance")


def csv_rows(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        yield from csv.reader(file)


def workbook_rows(path):
    import openpyxl

    book = openpyxl.load_workbook(path, read_only=True, data_only=True, keep_links=False)
    yield from book.worksheets[0].iter_rows(values_only=True)


def pence_of(value):
    """Whole pence of a cell; refuses what is no amount, as a ValueError."""
    if value is None or value == "" or value == "–":
        return 0
    if isinstance(value, (int, float)):
        return round(value * 100)
    pounds, point, rest = value.replace("£", "").replace(",", "").rstrip("*").partition(".")
    if not point:
        return int(pounds) * 100
    if len(rest) != 2:
        raise ValueError(f"not whole pence: {value!r}")
    return int(pounds) * 100 + int(rest)


def check(rows):
    rows = iter(rows)
    for row in rows:
        if row and "Amount Allocated" in row:
            break
    first = row.index("Amount Allocated")
    label = first - 1
    lines = wrong = 0
    a = b = c = 0  # the section's
    all_a = all_b = all_c = 0
    printed = None
    for row in rows:
        if len(row) <= first:
            continue
        name = row[label]
        if not name:
            continue
        allocated, spent, balance = map(pence_of, row[first:first + 3])
        if allocated - spent != balance:
            wrong += 1
        if name.startswith("Sub-total"):
            wrong += (allocated, spent, balance) != (a, b, c)
            all_a += a
            all_b += b
            all_c += c
            a = b = c = 0
        elif name == "Total":
            printed = allocated, spent, balance
        else:
            lines += 1
            a += allocated
            b += spent
            c += balance
    totals = all_a, all_b, all_c
    return {"lines": lines, "wrong": wrong + (printed != totals), "printed": printed, "computed": totals}


def main():
    path = sys.argv[1]
    answer = check(workbook_rows(path) if path.endswith(".xlsx") else csv_rows(path))
    print(json.dumps(answer))
    return 1 if answer["wrong"] else 0


if __name__ == "__main__":
    sys.exit(main())
