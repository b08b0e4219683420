"""Drives the `locality` command the way a person or a script would, with a bound on every run."""

import csv
import json
import os
import re
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

RUN_LIMIT = 60  # seconds; a waiting writer gives up after 30
HERE = Path(__file__).resolve().parent
PARTNERSHIP, FUND, YEAR, DAY = "Test CSP", "PLF", "2018-19", "2018-11-02"
PROJECTS = [f"PLF-{n:02}" for n in range(1, 17)]
ALLOCATION = 5_000_000  # pence, to each project
BOOK_ENTRIES = 1 + len(PROJECTS)

ENVIRONMENT = {
    "PATH": os.environ.get("PATH", "/usr/bin:/bin"),
    "HOME": os.environ.get("HOME", "/"),
    "LANG": "C.UTF-8",
    "TZ": "Europe/London",
    "LOCALITY_USER": "tester",
    "SWIFT_BACKTRACE": "enable=no",  # the back-tracer can hang for ever, holding the pipe
}


@dataclass
class Answer:
    code: int
    out: str
    err: str
    seconds: float

    @property
    def json(self):
        return json.loads(self.out)

    @property
    def entry(self) -> int | None:
        return entry_number(self.out)

    def __str__(self) -> str:
        return f"exit {self.code}, stdout {self.out[:300]!r}, stderr {self.err[:600]!r}"


def entry_number(out: str) -> int | None:
    """The number of the entry an answer acknowledges, in either of its forms."""
    if match := re.match(r"Entry ([\d,]+)", out):
        return int(match[1].replace(",", ""))
    try:
        number = json.loads(out)["entry"]
    except (ValueError, KeyError, TypeError):
        return None
    return number if isinstance(number, int) else None


def run(command: list, env: dict | None = None, limit: float = RUN_LIMIT) -> Answer:
    started = time.monotonic()
    done = subprocess.run(
        [str(part) for part in command],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=limit,
        env=ENVIRONMENT | (env or {}),
    )
    return Answer(done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace"),
                  time.monotonic() - started)


def one_sentence(err: str) -> str | None:
    """What is wrong with a refusal as a person reads it, or None."""
    lines = [line for line in err.splitlines() if line.strip()]
    if len(lines) != 1:
        return f"{len(lines)} lines on standard error instead of one"
    line = lines[0].strip()
    if dump := re.search(r"^Error\b|Fatal error|SQLite error|SQLITE_|GRDB|DatabaseError|0x[0-9a-f]{6}|\.swift:\d|Optional\(", line):
        return f"a dump ({dump[0]!r}) instead of a sentence"
    if len(line) > 400:
        return f"a sentence of {len(line)} characters"
    if not line.endswith("."):
        return "not a whole sentence"
    return None


def refused(answer: Answer) -> str | None:
    """What is wrong with how a command refused, or None if it did it as it should."""
    if answer.code != 1:
        return f"exit {answer.code} instead of 1: {answer}"
    if answer.out.strip():
        return f"something on standard output: {answer}"
    if wrong := one_sentence(answer.err):
        return f"{wrong}: {answer}"
    return None


def in_pairs(work, items) -> list:
    """Two at a time, for two cores: the work is waiting for other processes. Results in the order of the items."""
    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(work, items))


class Ledger:
    def __init__(self, binary: str, path: Path, env: dict | None = None):
        self.binary, self.path, self.env = binary, Path(path), env or {}

    def run(self, *arguments, env: dict | None = None) -> Answer:
        return run([self.binary, *arguments, "--ledger", self.path], self.env | (env or {}))

    def spend_command(self, project: str, pence: int, identity: str, reference: str = "INV-1", day: str = DAY,
                      json_answer: bool = True) -> list:
        amount = f"{pence // 100}.{pence % 100:02}"
        return [self.binary, "spend", project, amount, "--year", YEAR, "--date", day, "--reference", reference,
                "--entry", identity, "--ledger", self.path] + (["--format", "json"] if json_answer else [])

    def spend(self, project: str, pence: int, identity: str, env: dict | None = None, **more) -> Answer:
        return run(self.spend_command(project, pence, identity, **more), self.env | (env or {}))

    def load(self, book: Path, env: dict | None = None) -> Answer:
        return self.run("load", book, env=env)

    def transactions(self) -> list[dict]:
        answer = self.run("transactions", "--format", "json")
        assert answer.code == 0, f"transactions: {answer}"
        return answer.json

    def ids(self) -> Counter:
        return Counter(entry["id"] for entry in self.transactions())

    def statement(self) -> Answer:
        return self.run("statement", "--fund", FUND, "--year", YEAR, "--format", "json")

    def spent(self) -> int:
        answer = self.statement()
        assert answer.code == 0, f"statement: {answer}"
        return answer.json["totals"]["spent"]

    def verify(self, head: str | Path | None = None) -> Answer:
        return self.run("verify", "--format", "json", *(["--head", head] if head is not None else []))

    def head(self) -> tuple[int, str]:
        answer = self.verify()
        assert answer.code == 0, f"verify: {answer}"
        return answer.json["head"]["entry"], answer.json["head"]["hash"]

    def faults(self, wanted: set[str] = frozenset()) -> list[str]:
        """Everything wrong with this ledger: damage, a broken chain, an entry twice, an acknowledged entry gone."""
        faults = damage(self.path)
        verify = self.verify()
        if verify.code != 0:
            faults.append(f"verify: {verify}")
        try:
            ids = self.ids()
        except (AssertionError, ValueError) as error:
            return faults + [str(error)]
        if twice := [identity for identity, times in ids.items() if times > 1]:
            faults.append(f"recorded twice: {twice[:5]}")
        if gone := wanted - set(ids):
            faults.append(f"acknowledged but gone: {sorted(gone)[:5]} ({len(gone)} in all)")
        return faults


def damage(path: Path) -> list[str]:
    try:
        with closing(sqlite3.connect(path, timeout=30)) as connection:
            found = [row[0] for row in connection.execute("PRAGMA integrity_check")]
    except sqlite3.DatabaseError as error:
        found = [str(error)]
    return [] if found == ["ok"] else [f"integrity_check: {found[:3]}"]


def control_faults(path: Path, wanted: set[str]) -> tuple[list[str], list[str]]:
    """The same questions to a file of control_writer.py: its damage, and the acknowledged ids that are gone."""
    damaged = damage(path)
    try:
        with closing(sqlite3.connect(path, timeout=30)) as connection:
            ids = {row[0] for row in connection.execute("SELECT id FROM entry")}
    except sqlite3.DatabaseError as error:
        return damaged or [str(error)], sorted(wanted)
    return damaged, sorted(wanted - ids)


def control(path: Path, *arguments, env: dict | None = None) -> list:
    return [sys.executable, "-S", "-E", str(HERE / "control_writer.py"), str(path), *map(str, arguments)]


class Holder:
    """Another process with the ledger open. Its environment may name a shim: what it writes at its close counts as well."""

    def __init__(self, path: Path, env: dict | None = None, synchronous: str = "FULL"):
        self.process = subprocess.Popen(control(path, "--hold", "--synchronous", synchronous), stdin=subprocess.PIPE,
                                        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=ENVIRONMENT | (env or {}))
        assert self.process.stderr.readline() == b"holding\n"

    def __enter__(self) -> "Holder":
        return self

    def __exit__(self, *_) -> None:
        self.process.communicate(timeout=RUN_LIMIT)


ENTRY_COLUMNS = ["date", "kind", "partnership", "fund", "year", "from", "to", "amount", "reference", "payee", "note", "entry"]


def write_book(folder: Path, more: list[dict] = ()) -> Path:
    """A small book: one fund of £1,000,000.00 and 16 projects of £50,000.00, and any more entries given."""
    folder.mkdir(parents=True)

    def write(name: str, header: list[str], rows: list[dict]) -> None:
        with open(folder / name, "w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, header, restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)

    own = {"partnership": PARTNERSHIP, "fund": FUND, "year": "2018/19"}
    write("funds.csv", ["partnership", "fund", "name", "year", "funder", "basis", "spend_from", "spend_by", "criteria"],
          [own | {"name": "Partnership Locality Fund", "funder": "Test OPCC", "basis": "confirmed",
                  "spend_from": "2018-04-01", "spend_by": "2019-03-31"}])
    write("projects.csv", ["partnership", "fund", "year", "project", "description", "priority", "lead", "partner", "location",
                           "criterion"],
          [own | {"project": code, "description": f"Project number {code[-2:]}", "priority": "Safer streets",
                  "lead": "A. Officer", "location": "Town"} for code in PROJECTS])
    entries = [{"date": "2018-04-01", "kind": "award", "amount": "1000000.00", "reference": "AWARD", "entry": "award"}]
    entries += [{"date": "2018-04-01", "kind": "allocation", "to": code, "amount": f"{ALLOCATION // 100}.00",
                 "reference": "PLAN", "entry": f"allocation-{code}"} for code in PROJECTS]
    write("entries.csv", ENTRY_COLUMNS, [own | entry for entry in [*entries, *more]])
    return folder
