"""Makes Ledgers/charnwood-2018-19-year: the published position, with an illustrative year around it.

    python3 Tests/Samples/make_sample_year.py --binary .build/release/locality

Every step is the command itself, on the day it would have been typed (`faketime` holds the clock), so
that the sample is what the product does. What is published is the table of 24 January 2019; profiles,
dates of spend, the virement, the late invoice, outputs, returns and the close are made up, and say so.
"""

import argparse
import csv
import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PUBLISHED = ROOT / "Ledgers" / "charnwood-2018-19"
MADE_UP = "Illustrative"
MANAGER, FINANCE = "Community Safety Manager", "Section 151 Officer"
CHAIR, FUNDER = "Strategic Group Chair", "OPCC Grants Officer"
PLF = ("--fund", "PLF", "--year", "2018-19")

# Profiles in pounds for the first three quarters; the fourth takes the rest of the allocation.
PROFILES = {
    "PLF-01": (2500, 2500, 2500), "PLF-02": (0, 0, 0), "PLF-03": (1000, 1000, 1000),
    "PLF-04": (0, 0, 0), "PLF-05": (0, 0, 0), "PLF-06": (1250, 1250, 1250),
    "PLF-07": (400, 400, 400), "PLF-08": (0, 0, 0), "PLF-09": (750, 750, 1500),
    "PLF-10": (1250, 1250, 2500), "PLF-11": (0, 0, 0), "PLF-12": (1250, 1250, 2500),
    "PLF-13": (1000, 1000, 1684), "PLF-14": (0, 0, 0), "PLF-15": (0, 0, 0),
    "PLF-16": (0, 0, 0), "PLF-17": (0, 0, 0), "PLF-18": (0, 0, 0),
}

# What was spent by the day of the published table, by the day goods or services came.
SPENT = {
    "PLF-01": [("2018-05-31", 2500), ("2018-08-31", 2500), ("2018-11-30", 2500), ("2019-01-18", 2500)],
    "PLF-03": [("2018-06-15", 1000), ("2018-09-14", 1000), ("2018-12-14", 1000)],
    "PLF-06": [("2018-06-29", 1250), ("2018-09-28", 1250), ("2018-12-21", 1586)],
    "PLF-07": [("2018-06-22", 400), ("2018-09-21", 400), ("2018-12-07", 400)],
    "PLF-09": [("2018-06-08", 750), ("2018-09-07", 750), ("2018-12-10", 1500)],
    "PLF-10": [("2018-06-30", 1250), ("2018-09-30", 1250), ("2018-12-31", 2500)],
    "PLF-12": [("2018-05-04", 1250), ("2018-08-03", 1250), ("2018-12-17", 2500)],
    "PLF-13": [("2018-06-20", 1000), ("2018-10-19", 1500), ("2019-01-11", 1184)],
}

# After the published table.
LATER = [
    ("PLF-02", "2019-02-22", 4500), ("PLF-04", "2019-02-15", 2500), ("PLF-05", "2019-03-01", 2350),
    ("PLF-08", "2019-03-08", 5000), ("PLF-11", "2019-02-28", 1000), ("PLF-14", "2019-03-15", 4000),
    ("PLF-16", "2019-03-12", 1620), ("PLF-17", "2019-03-20", 2180), ("PLF-18", "2019-03-22", 6950),
    ("PLF-07", "2019-03-05", 800), ("PLF-10", "2019-03-29", 5000),
]

OUTPUTS = [
    ("PLF-01", "Q1", "Clients supported", "clients", 45, 41), ("PLF-01", "Q2", "Clients supported", "clients", 45, 52),
    ("PLF-01", "Q3", "Clients supported", "clients", 45, 48), ("PLF-01", "Q4", "Clients supported", "clients", 45, 54),
    ("PLF-03", "Q3", "Security packs given out", "packs", 350, 360),
    ("PLF-10", "Q2", "Young people reached", "young people", 60, 62),
    ("PLF-10", "Q3", "Young people reached", "young people", 60, 72),
]


class Year:
    def __init__(self, binary, folder):
        self.binary, self.folder = str(Path(binary).absolute()), folder
        self.environment = {
            "PATH": os.environ["PATH"], "HOME": str(folder), "TZ": "UTC",
            "LOCALITY_LEDGER": str(folder / "year.sqlite"),
        }

    def run(self, moment, by, *words):
        """One command, typed at a moment by somebody."""
        command = ["faketime", "-f", f"{moment}", self.binary, *map(str, words)]
        answer = subprocess.run(
            command, cwd=self.folder, env={**self.environment, "LOCALITY_USER": by},
            capture_output=True, text=True,
        )
        if answer.returncode:
            raise SystemExit(f"{' '.join(command)}\n{answer.stdout}{answer.stderr}")
        return answer.stdout


def published_without_spend(folder):
    """The published book as it stood in April: awards and allocations."""
    book = folder / "april"
    shutil.copytree(PUBLISHED, book, ignore=shutil.ignore_patterns("statements*"))
    path = book / "entries.csv"
    with path.open(newline="") as file:
        rows = list(csv.DictReader(file))
    later = [row for row in rows if row["kind"] not in ("award", "allocation")]
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(row for row in rows if row["kind"] in ("award", "allocation"))
    return book, later


def spend(year, project, day, pounds, recorded=None, *more):
    year.run(
        f"{recorded or day} 15:00:00", MANAGER, "spend", project, f"{pounds}.00", "--date", day,
        "--year", "2018-19", "--reference", f"{project}-{day}", "--note", MADE_UP,
        "--entry", f"{project}/{day}", *more,
    )


def give_back(year, quarter, draft, certified, issued, accepted, receipt):
    """One return from its draft to its receipt."""
    period = f"2018-19-{quarter}"
    told = json.loads(year.run(f"{draft} 09:00:00", MANAGER, "return", "draft", period, "--fund", "PLF", "--format", "json"))
    for line in told["projects"]:
        if line["needsReason"]:
            words = "ahead of" if line["variance"] > 0 else "behind"
            year.run(
                f"{draft} 10:00:00", MANAGER, "note", "set", line["project"], "--fund", "PLF",
                "--period", period, "--reason", f"{MADE_UP}: work is {words} the profile; it evens out by March",
            )
    year.run(f"{draft} 11:00:00", MANAGER, "return", "draft", period, "--fund", "PLF")
    year.run(f"{certified} 11:00:00", FINANCE, "return", "certify", period, "--fund", "PLF", "--declare")
    year.run(f"{issued} 12:00:00", MANAGER, "return", "issue", period, "--fund", "PLF")
    year.run(f"{accepted} 13:00:00", FUNDER, "return", "accept", period, "--fund", "PLF", "--reference", receipt)


def outputs(year, quarter, day):
    for project, own, measure, unit, target, actual in OUTPUTS:
        if own == quarter:
            year.run(
                f"{day} 16:00:00", MANAGER, "output", "set", project, f"2018-19-{quarter}", measure,
                "--unit", unit, "--target", target, "--actual", actual, "--narrative", MADE_UP,
            )


def make(year):
    book, later = published_without_spend(year.folder)
    year.run("2018-04-01 09:00:00", MANAGER, "load", book)
    agreed = {
        "reference": f"{MADE_UP} agreement", "accountable-body": "Charnwood Borough Council",
        "contact-manager": MANAGER, "contact-finance": FINANCE, "contact-funder": FUNDER,
        "payment": "tranches", "variance-reason": "15%", "virement-consent": "250",
        "evidence-from": "2,400", "underspend-notice": "2,500",
    }
    year.run(
        "2018-04-09 09:00:00", MANAGER, "agreement", "set", "PLF", "--year", "2018-19",
        *(f"{name}={value}" for name, value in agreed.items()),
    )
    for project, parts in PROFILES.items():
        year.run("2018-04-10 09:00:00", MANAGER, "profile", "set", project, "--year", "2018-19", *parts)
    claim = ("PLF", "37,750.00", "--year", "2018-19", "--note", MADE_UP)
    year.run("2018-04-12 09:00:00", MANAGER, "claim", *claim, "--date", "2018-04-12", "--reference", "Tranche 1")
    year.run("2018-05-03 09:00:00", MANAGER, "receipt", *claim, "--date", "2018-05-03", "--reference", "Tranche 1")
    spends = sorted((day, project, pounds) for project, days in SPENT.items() for day, pounds in days)
    in_quarter = lambda first, last: [one for one in spends if first <= one[0] <= last]
    for day, project, pounds in in_quarter("2018-04-01", "2018-06-30"):
        spend(year, project, day, pounds)
    outputs(year, "Q1", "2018-07-02")
    give_back(year, "Q1", "2018-07-09", "2018-07-11", "2018-07-12", "2018-07-20", "OPCC receipt 1")
    for day, project, pounds in in_quarter("2018-07-01", "2018-09-30"):
        spend(year, project, day, pounds, max(day, "2018-07-13"))
    year.run("2018-10-01 09:00:00", MANAGER, "claim", *claim, "--date", "2018-10-01", "--reference", "Tranche 2")
    outputs(year, "Q2", "2018-10-02")
    give_back(year, "Q2", "2018-10-08", "2018-10-10", "2018-10-11", "2018-10-19", "OPCC receipt 2")
    year.run("2018-11-01 09:00:00", MANAGER, "receipt", *claim, "--date", "2018-11-01", "--reference", "Tranche 2")
    for day, project, pounds in in_quarter("2018-10-01", "2018-12-31"):
        spend(year, project, day, pounds, max(day, "2018-10-19"))
    invoice = year.folder / "PLF-10-invoice.txt"
    invoice.write_text(f"{MADE_UP} invoice: sessions for young people, October to December 2018, £2,500.00\n")
    year.run("2019-01-04 09:00:00", MANAGER, "evidence", "attach", "PLF-10/2018-12-31", invoice.name)
    outputs(year, "Q3", "2019-01-07")
    year.run(
        "2019-01-08 09:00:00", MANAGER, "note", "set", "PLF-01", "--fund", "PLF", "--period", "2018-19-Q3",
        "--narrative", f"{MADE_UP}: 48 clients were supported in the quarter, 3 more than planned.",
        "--ahead", f"{MADE_UP}: the last drop-in sessions are in March.",
    )
    give_back(year, "Q3", "2019-01-14", "2019-01-16", "2019-01-17", "2019-01-23", "OPCC receipt 3")
    for day, project, pounds in in_quarter("2019-01-01", "2019-01-24"):
        spend(year, project, day, pounds, max(day, "2019-01-18"))
    publish(year, later)
    close(year)


def publish(year, later):
    """The day of the published table: what it says besides, and the table itself."""
    for row in later:
        if row["fund"] != "CI001":
            continue
        moment = "2019-01-24 14:00:00"
        if row["kind"] == "commitment":
            year.run(moment, MANAGER, "await", row["from"], "--quarter", row["reference"], "--date", row["date"], "--note", row["note"], "--entry", row["entry"])
        else:
            year.run(moment, MANAGER, "spend", row["from"], row["amount"], "--date", row["date"], "--reference", row["reference"], "--note", row["note"], "--entry", row["entry"])
    for table in sorted((PUBLISHED / "statements").glob("*.csv")):
        fund = table.name.split("_")[0]
        year.run("2019-01-24 16:00:00", MANAGER, "compare", table, "--fund", fund, "--year", "2018-19", "--as-at", "2019-01-24", "--apply")


def close(year):
    """From the virement to the year's end."""
    spend(
        year, "PLF-06", "2019-02-05", 414, None, "--belongs-to", "2018-19-Q3",
        "--payee", f"{MADE_UP} supplier",
    )
    year.run(
        "2019-02-06 09:00:00", MANAGER, "propose", "virement", "PLF-02", "PLF-06", "500", "--date", "2019-02-14",
        "--year", "2018-19", "--reason", f"{MADE_UP}: PLF-06 reaches more homes, PLF-02 needs less",
    )
    year.run("2019-02-14 16:00:00", CHAIR, "approve", "P1", "--minute", f"{MADE_UP} minute: Strategic Group, 14 February 2019, item 6")
    spend(year, "PLF-06", "2019-02-20", 1000)
    for project, day, pounds in sorted(LATER, key=lambda one: one[1]):
        spend(year, project, day, pounds)
    outputs(year, "Q4", "2019-04-02")
    year.run("2019-04-03 09:00:00", MANAGER, "fund", "add", "PLF", "--year", "2019-20", "--name", "Partnership Locality Fund", "--funder", "OPCC")
    year.run(
        "2019-04-04 09:00:00", MANAGER, "propose", "carry-forward", "PLF-14", "3,000", "--year", "2018-19", "--date", "2019-03-31",
        "--reason", f"{MADE_UP}: the last works slip to May", "--reference", f"{MADE_UP} consent of 29 March 2019",
    )
    for project, pounds in [("PLF-05", 150), ("PLF-15", 16), ("PLF-18", 50)]:
        year.run(
            "2019-04-04 10:00:00", MANAGER, "propose", "repayment", project, pounds, "--year", "2018-19", "--date", "2019-03-31",
            "--reason", f"{MADE_UP}: unspent at the year's end",
        )
    year.run("2019-04-09 16:00:00", CHAIR, "approve", "--all", "--fund", "PLF", "--year", "2018-19", "--minute", f"{MADE_UP} minute: Strategic Group, 9 April 2019, item 4")
    give_back(year, "Q4", "2019-04-15", "2019-04-17", "2019-04-18", "2019-04-26", "OPCC receipt 4")


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--binary", default=ROOT / ".build" / "release" / "locality")
    arguments.add_argument("--output", type=Path, default=ROOT / "Ledgers" / "charnwood-2018-19-year")
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        year = Year(options.binary, Path(folder))
        make(year)
        year.run("2019-05-01 09:00:00", MANAGER, "export", "book", "--output", options.output.absolute())
    print(f"{options.output} made.")


if __name__ == "__main__":
    main()
