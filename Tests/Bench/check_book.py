#!/usr/bin/env python3
"""Checks a generated book without the generator: reads the CSV files afresh and plays every entry.

    check_book.py FOLDER [--peers]

Refuses an unknown kind, a side filled that should be blank, a date out of order or outside the fund's dates, an
amount that is not exact pence, an id used twice, and any account that would fall below nil. Then holds the balances
against flat.csv, and with --peers against hledger, ledger and sqlite3, account by account.
"""
import argparse
import collections
import csv
import os
import re
import shutil
import subprocess
import sys
import tempfile

SIDES = {  # kind: (from side, to side, from is named, to is named)
    "award": ("funder", "unallocated", False, False),
    "allocation": ("unallocated", "available", False, True),
    "virement": ("available", "available", True, True),
    "commitment": ("available", "committed", True, False),
    "decommitment": ("committed", "available", True, False),
    "spend": ("available", "spent", True, False),
    "refund": ("spent", "available", False, True),
}
AMOUNT = re.compile(r"£?(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d\d))?\Z")
LINE = re.compile(r"\s*(-?\d+(?:\.\d+)?)(?: GBP)?\s+(\S.*?)\s*\Z")


def pence_of(text):
    found = AMOUNT.match(text)
    if not found:
        raise SystemExit(f"not an amount: {text!r}")
    return int(found[1].replace(",", "")) * 100 + int(found[2] or 0)


def rows(folder, name):
    with open(os.path.join(folder, name), encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def need(condition, message):
    if not condition:
        raise SystemExit(message)


def play(folder):
    """The balance of every account after all entries, and how many entries of each kind there are."""
    dates = {(row["fund"], row["year"]): (row["spend_from"], row["spend_by"]) for row in rows(folder, "funds.csv")}
    projects, descriptions = set(), set()
    for row in rows(folder, "projects.csv"):
        fund_year = (row["fund"], row["year"])
        need(fund_year in dates, f"project of an unknown fund year: {row}")
        need((*fund_year, row["project"]) not in projects, f"project twice: {row}")
        need((*fund_year, row["description"]) not in descriptions, f"description twice: {row}")
        projects.add((*fund_year, row["project"]))
        descriptions.add((*fund_year, row["description"]))
    need(len(dates) == 24 and len(projects) == 2400, f"{len(dates)} fund years, {len(projects)} projects")

    balances, kinds, ids, orders = collections.Counter(), collections.Counter(), set(), collections.Counter()
    references, last_day = set(), ""
    for row in rows(folder, "entries.csv"):
        at = f"{row['entry']} {row['kind']} of {row['date']}"
        from_side, to_side, from_named, to_named = SIDES[row["kind"]]
        fund_year = (row["fund"], row["year"])
        pence = pence_of(row["amount"])
        need(pence > 0, f"{at}: amount not above nil")
        need(row["entry"] not in ids, f"{at}: id twice")
        need(row["date"] >= last_day, f"{at}: out of order")
        need(dates[fund_year][0] <= row["date"] <= dates[fund_year][1], f"{at}: outside the fund's dates")
        need(bool(row["from"]) == from_named and bool(row["to"]) == to_named, f"{at}: wrong sides filled")
        need(row["from"] != row["to"] or not row["from"], f"{at}: from and to are the same")
        if row["kind"] == "spend":
            need(row["payee"] and row["reference"] not in references, f"{at}: no payee, or a reference used before")
            references.add(row["reference"])
        if row["kind"] in ("commitment", "decommitment"):
            orders[row["reference"]] += pence if row["kind"] == "commitment" else -pence
            need(orders[row["reference"]] >= 0, f"{at}: order {row['reference']} taken back beyond its amount")
        one = row["from"] or row["to"]
        source = account(fund_year, row["from"] or one, from_side)
        target = account(fund_year, row["to"] or one, to_side)
        for name, project in ((source, row["from"]), (target, row["to"])):
            need(not project or (*fund_year, project) in projects, f"{at}: unknown project {project}")
        balances[source] -= pence
        balances[target] += pence
        need(from_side == "funder" or balances[source] >= 0, f"{at}: {source} falls to {balances[source]}")
        ids.add(row["entry"])
        kinds[row["kind"]] += 1
        last_day = row["date"]
    need(sum(balances.values()) == 0, "the accounts do not sum to nil")
    return balances, kinds


def account(fund_year, project, side):
    fund, year = fund_year
    if side == "funder":
        return f"funder:OPCC:{fund}:{year}"
    if side == "unallocated":
        return f"fund:{fund}:{year}:unallocated"
    return f"project:{fund}:{year}:{project}:{side}"


def flat_balances(folder):
    names = {row["account"]: account((row["fund"], row["year"]), row["project"], row["side"])
             for row in rows(folder, "accounts.csv")}
    balances = collections.Counter()
    for row in rows(folder, "flat.csv"):
        balances[names[row["from_account"]]] -= int(row["pence"])
        balances[names[row["to_account"]]] += int(row["pence"])
    return balances, names


def compare(label, expected, found):
    wrong = [name for name in set(expected) | set(found) if expected.get(name, 0) != found.get(name, 0)]
    need(not wrong, f"{label}: {len(wrong)} accounts differ, e.g. {wrong[:3]}")
    print(f"{label}: {len(found)} accounts agree")


def printed(command):
    """Balances a journal tool prints, as pence by account; stops if it fails."""
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    text = subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout
    found = {}
    for line in text.splitlines():
        match = LINE.match(line)
        need(match, f"{command[0]} printed {line!r}")
        whole, _, part = match[1].partition(".")
        pence = int(whole.lstrip("-")) * 100 + int((part + "00")[:2])
        found[match[2]] = -pence if whole.startswith("-") else pence
    return found


def check_peers(folder, balances, names):
    journal = os.path.join(folder, "entries.journal")
    printed(["hledger", "-f", journal, "check", "--strict"])
    print("hledger check --strict: accepted")
    compare("hledger", balances, printed(["hledger", "-f", journal, "bal", "--flat", "-E", "-N"]))
    words = ["--pedantic", "bal", "--flat", "--empty", "--no-total"]
    compare("ledger", balances, printed(["ledger", "-f", journal, *words]))
    with tempfile.TemporaryDirectory() as scratch:
        file = os.path.join(scratch, "flat.sqlite")
        text = subprocess.run(
            ["sqlite3", file, f'.import --csv "{os.path.join(folder, "flat.csv")}" entry',
             "SELECT account, SUM(pence) FROM (SELECT to_account AS account, CAST(pence AS INTEGER) AS pence FROM entry"
             " UNION ALL SELECT from_account, -pence FROM entry) GROUP BY account"],
            check=True, capture_output=True, text=True).stdout
    compare("sqlite3", balances, {names[number]: int(pence) for number, pence in
                                  (line.split("|") for line in text.splitlines())})


def main():
    parser = argparse.ArgumentParser(description="Checks a generated book independently of its generator.")
    parser.add_argument("folder", metavar="FOLDER")
    parser.add_argument("--peers", action="store_true", help="hold hledger, ledger and sqlite3 against it as well")
    arguments = parser.parse_args()
    balances, kinds = play(arguments.folder)
    total = sum(kinds.values())
    print(f"{total} entries accepted: " + ", ".join(f"{kind} {count}" for kind, count in kinds.most_common()))
    flat, names = flat_balances(arguments.folder)
    compare("flat.csv", balances, flat)
    if arguments.peers:
        missing = [name for name in ("hledger", "ledger", "sqlite3") if not shutil.which(name)]
        need(not missing, f"not installed: {', '.join(missing)}")
        check_peers(arguments.folder, balances, names)


if __name__ == "__main__":
    sys.exit(main())
