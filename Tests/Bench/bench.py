#!/usr/bin/env python3
"""Prints the figures to reach, for statement, load, spend, workbook, start-up, check and import: `locality` beside its peers.

    bench.py [--sizes 10000,100000,1000000] [--runs 5] [--binary PATH] [--writer PATH]
             [--rows 1,2,3,4,5,7,8] [--folder PARENT] [--peer-seconds 300] [--keep]

Every time is the wall clock of one whole process, from its start to its end, output to /dev/null. A median is of
--runs runs; a command quicker than a quarter of a second is run four times as often, and a peer that would take
longer than --peer-seconds in all is run fewer times: the column `runs` says which. Ways of doing one job are run in
turn (a, b, c, a, b, c ...), so that a busy moment falls on all. Files are in the system's cache for all alike.
Exit status: 0 every figure reached; 1 one not reached or not measured; 64 wrong usage.
"""
import argparse
import csv
import json
import os
import platform
import re
import resource
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile

import generate

LOAD_SIZE = 100_000
TABLE_SIZE = 100_000
LIST_SIZE = 50_000
WORKBOOK_SIZE = 100_000
ROWS = (1, 2, 3, 4, 5, 7, 8)
FULL_SIZE = 1_000_000
FUND, YEAR, AS_AT, DAY_AFTER = "F03", "2019-20", "2019-11-15", "2019-11-16"
SPEND_PROJECT, SPEND_DAY = "F03A-001", "2019-11-02"
SPEND_PENCE = 123
PACKAGES = {"hledger": "hledger", "ledger": "ledger", "sqlite3": "sqlite3"}
HERE = os.path.dirname(os.path.abspath(__file__))

# The columns of the ledger's own entry row, without its checks, references and partial indexes.
TABLE = (
    "CREATE TABLE entry(number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, recorded INTEGER NOT NULL,"
    " recorder_id INTEGER NOT NULL, day INTEGER NOT NULL, kind INTEGER NOT NULL, fund_id INTEGER NOT NULL,"
    " from_account INTEGER NOT NULL, to_account INTEGER NOT NULL, pence INTEGER NOT NULL, reference TEXT NOT NULL,"
    " payee TEXT NOT NULL, note TEXT NOT NULL, answers INTEGER, overspend_reason TEXT NOT NULL, is_awaited INTEGER,"
    " hash TEXT NOT NULL);"
)
INDEXES = (
    "CREATE INDEX entry_from ON entry(from_account, day);"
    "CREATE INDEX entry_to ON entry(to_account, day);"
)


# Running a command

class Failed(Exception):
    """A command that ended badly; the message is for the reader of the report."""


class Run:
    def __init__(self, seconds, usage):
        self.seconds = seconds
        self.processor = usage.ru_utime + usage.ru_stime
        self.peak_kb = usage.ru_maxrss


class Runner:
    """Starts one process at a time and waits for it, with a clean home so that nobody's settings count."""

    def __init__(self, folder, limit):
        self.folder = folder
        self.limit = limit
        home = os.path.join(folder, "home")
        os.makedirs(home, exist_ok=True)
        self.environment = {
            "PATH": os.environ.get("PATH", "/usr/bin:/bin"),
            "HOME": home,
            "TMPDIR": folder,
            "LC_ALL": "C.UTF-8",
            "LOCALITY_USER": "bench",
        }
        if "LD_LIBRARY_PATH" in os.environ:
            self.environment["LD_LIBRARY_PATH"] = os.environ["LD_LIBRARY_PATH"]

    def run(self, command, output=os.devnull):
        complaints = os.path.join(self.folder, "stderr.txt")
        writing = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
        actions = [
            (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
            (os.POSIX_SPAWN_OPEN, 1, output, writing, 0o600),
            (os.POSIX_SPAWN_OPEN, 2, complaints, writing, 0o600),
        ]
        late = []
        began = time.perf_counter()
        process = os.posix_spawn(command[0], command, self.environment, file_actions=actions)

        def stop(*_):
            late.append(True)
            os.kill(process, signal.SIGKILL)

        signal.signal(signal.SIGALRM, stop)
        signal.setitimer(signal.ITIMER_REAL, self.limit)
        _, status, usage = os.wait4(process, 0)
        seconds = time.perf_counter() - began
        signal.setitimer(signal.ITIMER_REAL, 0)
        if late:
            raise Failed(f"{os.path.basename(command[0])} was stopped after {self.limit} s")
        if status != 0:
            with open(complaints, encoding="utf-8", errors="replace") as file:
                said = " ".join(file.read().split())[:300]
            raise Failed(
                f"{os.path.basename(command[0])} {command[1] if len(command) > 1 else ''}"
                f" ended with {os.waitstatus_to_exitcode(status)}: {said or 'nothing on standard error'}"
            )
        return Run(seconds, usage)

    def text(self, command):
        output = os.path.join(self.folder, "stdout.txt")
        self.run(command, output)
        with open(output, encoding="utf-8", errors="replace") as file:
            return file.read()


class Series:
    """The runs of one command, or why there are none."""

    def __init__(self, label, shown, command, budget=None, before=None):
        self.label = label
        self.shown = shown  # the command as the report prints it
        self.command = command
        self.budget = budget  # seconds in all; None for no limit
        self.before = before  # called with the turn; may return another command
        self.runs = []
        self.trouble = None

    def wanted(self, runs):
        if not self.runs or self.trouble:
            return 0 if self.trouble else runs
        first = self.runs[0].seconds
        if self.budget is None and self.before is None and first < 0.25:
            return runs * 4
        if self.budget is not None:
            return max(1, min(runs, int(self.budget / first)))
        return runs

    @property
    def median(self):
        return statistics.median(run.seconds for run in self.runs) if self.runs else None

    @property
    def processor(self):
        """Median processor time, which other people's work on the machine moves far less."""
        return statistics.median(run.processor for run in self.runs) if self.runs else None

    @property
    def lowest(self):
        return min(run.seconds for run in self.runs)

    @property
    def highest(self):
        return max(run.seconds for run in self.runs)

    @property
    def peak(self):
        """Peak memory in MB; this program's own is the least that can be seen (see Bench.peak)."""
        peak = max(run.peak_kb for run in self.runs)
        own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return f"{peak / 1024:.0f}" if peak > own * 1.05 else f"under {own / 1024 + 1:.0f}"


def measure(runner, series, runs):
    """Runs all series in turn until each has as many runs as it wants; one that fails is left out and says why."""
    turn = 0
    while True:
        waiting = [one for one in series if len(one.runs) < one.wanted(runs)]
        if not waiting:
            return
        shift = turn % len(waiting)
        for one in waiting[shift:] + waiting[:shift]:
            try:
                command = one.before(turn) if one.before else one.command
                one.runs.append(runner.run(command))
            except Failed as failure:
                one.trouble = str(failure)
                if one.runs:
                    one.trouble += f" (run {len(one.runs) + 1})"
                one.runs = []
        turn += 1


# Printing

def say(text=""):
    print(text, flush=True)


def heading(text):
    say()
    say(text)
    say("=" * len(text))


def duration(seconds):
    if seconds < 0.1:
        return f"{seconds * 1000:.2f} ms"
    if seconds < 1:
        return f"{seconds * 1000:.0f} ms"
    return f"{seconds:.2f} s"


def table(headings, rows, left=1):
    """Columns as wide as they must be; the first `left` are ranged left, the rest right."""
    lines = [headings] + rows
    widths = [max(len(str(line[index])) for line in lines) for index in range(len(headings))]
    for number, line in enumerate(lines):
        say("  " + "  ".join(
            str(value).ljust(width) if index < left else str(value).rjust(width)
            for index, (value, width) in enumerate(zip(line, widths))
        ).rstrip())
        if number == 0:
            say("  " + "  ".join("-" * width for width in widths))


def times(series):
    if not series:
        say("  nothing to run: the tools it needs are not found")
        return
    rows, troubles = [], []
    for one in series:
        if one.runs:
            rows.append([one.label, duration(one.median), duration(one.lowest), duration(one.highest),
                         duration(one.processor), "1 (single)" if len(one.runs) == 1 else len(one.runs), one.peak])
        else:
            rows.append([one.label, "failed", "", "", "", 0, ""])
            troubles.append(one)
    table(["", "median", "lowest", "highest", "processor", "runs", "peak MB"], rows)
    for one in troubles:
        say_folded(f"{one.label}: {one.trouble}", "  ")


def say_folded(text, indent, width=98, first=None):
    line = first.ljust(len(indent)) if first else indent
    for word in text.split():
        if len(line) + len(word) + 1 > width and line.strip():
            say(line.rstrip())
            line = indent + "  "
        line += word + " "
    say(line.rstrip())


def commands(series):
    for one in series:
        say(f"  {one.label}:")
        for line in one.shown.split("\n"):
            say_folded(line, "      ")


class Verdicts:
    def __init__(self):
        self.lines = []

    def add(self, row, what, measured, reach, reached):
        word = "not measured" if reached is None else "reached" if reached else "NOT REACHED"
        self.lines.append([row, what, measured, reach, word])
        say_folded(f"-> {what}: {measured}; to reach: {reach}: {word}", "  ")

    def all_reached(self):
        return all(line[4] == "reached" for line in self.lines)


def times_over(value):
    return f"{value:,.0f}x" if value >= 100 else f"{value:.2f}x"


def compared(upper, lower, word):
    """The ratio of two series' medians, None where either has no runs; and it in words, with that of processor time."""
    if not (upper and upper.runs and lower and lower.runs):
        return None, "no figure"
    value = upper.median / lower.median
    processor = times_over(upper.processor / lower.processor) if lower.processor else "unknown"
    return value, f"{times_over(value)} {word} (by processor time {processor})"


# What the machine is

def first_line(path, start, otherwise):
    try:
        with open(path, encoding="utf-8") as file:
            for line in file:
                if line.startswith(start):
                    return line.split(":", 1)[1].strip()
    except OSError:
        pass
    return otherwise


def file_system(folder):
    best = ("", "unknown")
    with open("/proc/mounts", encoding="utf-8") as file:
        for line in file:
            _, point, kind = line.split()[:3]
            if (folder + "/").startswith(point.rstrip("/") + "/") and len(point) > len(best[0]):
                best = (point, kind)
    return best[1]


def has_module(python, module):
    words = [python, "-c", f"import {module}"]
    return subprocess.run(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0


def find_python(module):
    """This Python, or the tests' own or the system's where only that has the module."""
    own = os.path.realpath(os.path.join(HERE, "..", "..", ".tools", "venv", "bin")) + "/python"
    known = [python for python in (sys.executable, own, "/usr/bin/python3") if os.access(python, os.X_OK)]
    return next((python for python in known if has_module(python, module)), sys.executable)


def find_binary(given):
    built = os.path.join(HERE, "..", "..", ".build", "release", "locality")
    for candidate in [given] if given else [built, shutil.which("locality")]:
        if candidate and os.access(candidate, os.X_OK):
            return os.path.realpath(candidate)
    return None


def describe(runner, tools, folder):
    say("Locality Ledger: figures held against its peers")
    say(f"  {time.strftime('%Y-%m-%d %H:%M UTC', time.gmtime())}, load average {os.getloadavg()[0]:.2f}")
    say(f"  CPU {first_line('/proc/cpuinfo', 'model name', platform.machine())}, {os.cpu_count()} cores,"
        f" {first_line('/proc/meminfo', 'MemTotal', '?')} of memory")
    kind = file_system(folder)
    say(f"  Linux {platform.release()}, work folder on {kind}, Python {platform.python_version()}")
    if kind == "tmpfs":
        say("  The work folder is in memory, where a sync costs nothing: give --folder on a disk for rows 2 and 3.")
    for name, path in tools.items():
        if path is None:
            where = f"Debian package `{PACKAGES[name]}`" if name in PACKAGES else "build it, or give --binary"
            say(f"  {name}: NOT FOUND ({where}); its figures cannot be measured")
            continue
        try:
            version = runner.text([path, "--version"]).strip().split("\n")[0][:60]
        except Failed as failure:
            version = str(failure)[:60]
        say(f"  {name}: {version}")


# Checking that what was timed was right

class Expected:
    """Balances of the fund year that row 1 asks for, added up from flat.csv alone."""

    def __init__(self, folder):
        self.accounts = {}
        last = generate.day_number(AS_AT)
        with open(os.path.join(folder, "accounts.csv"), encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                if (row["fund"], row["year"]) == (FUND, YEAR):
                    self.accounts[row["account"]] = (row["project"], row["side"])
        self.now = dict.fromkeys(self.accounts, 0)
        self.as_at = dict.fromkeys(self.accounts, 0)
        with open(os.path.join(folder, "flat.csv"), encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                for account, sign in ((row["from_account"], -1), (row["to_account"], 1)):
                    if account in self.now:
                        self.now[account] += sign * int(row["pence"])
                        if int(row["day"]) <= last:
                            self.as_at[account] += sign * int(row["pence"])

    def named(self, balances):
        names = {}
        for account, (project, side) in self.accounts.items():
            if side == "funder":
                name = f"funder:OPCC:{FUND}:{YEAR}"
            elif side == "unallocated":
                name = f"fund:{FUND}:{YEAR}:unallocated"
            else:
                name = f"project:{FUND}:{YEAR}:{project}:{side}"
            names[name] = balances[account]
        return names

    def statement(self, balances):
        """Per project (allocated, spent, committed); and what is unallocated."""
        projects, unallocated = {}, 0
        for account, (project, side) in self.accounts.items():
            if side == "unallocated":
                unallocated = balances[account]
            elif project:
                projects.setdefault(project, {})[side] = balances[account]
        return {code: (sum(sides.values()), sides["spent"], sides["committed"])
                for code, sides in projects.items()}, unallocated


def statement_differs(text, expected):
    """Why a statement in JSON is not the one expected, or None."""
    try:
        printed = json.loads(text)
        if isinstance(printed, list):
            printed = printed[0]
        rows = {row["project"]: (row["allocated"], row["spent"], row["committed"]) for row in printed["rows"]}
        found = rows, printed["totals"]["unallocated"]
    except (ValueError, KeyError, TypeError, IndexError) as error:
        return f"its JSON could not be read ({type(error).__name__}: {error})"
    if found == expected:
        return None
    wrong = [code for code in sorted(set(rows) | set(expected[0])) if rows.get(code) != expected[0].get(code)]
    if wrong:
        code = wrong[0]
        return f"{len(wrong)} projects differ, first {code}: {rows.get(code)}, expected {expected[0].get(code)}"
    return f"unallocated is {found[1]}, expected {expected[1]}"


def journal_differs(text, expected):
    """Why a journal tool's balances of the fund year are not those expected, or None."""
    found = {}
    for line in text.splitlines():
        match = re.match(r"\s*(-?)(\d+)(?:\.(\d+))?(?: GBP)?\s+(\S.*?)\s*\Z", line)
        if match:
            pence = int(match[2]) * 100 + int(((match[3] or "") + "00")[:2])
            found[match[4]] = -pence if match[1] else pence
    wrong = [name for name, pence in expected.items() if found.get(name, 0) != pence]
    return f"{len(wrong)} accounts differ, e.g. {wrong[0]}" if wrong else None


# The rows

class Bench:
    def __init__(self, options, folder, tools, runner):
        self.options = options
        self.folder = folder
        self.tools = tools
        self.runner = runner
        self.verdicts = Verdicts()
        self.books = {}
        self.ledgers = {}
        self.bytes_each = {}
        self.load = os.getloadavg()[0]

    def book(self, size):
        if size not in self.books:
            folder = os.path.join(self.folder, f"book-{size}")
            began = time.perf_counter()
            generate.generate(size, folder)
            say(f"  (a book of {size:,} entries made in {duration(time.perf_counter() - began)})")
            self.books[size] = folder
        return self.books[size]

    def ledger(self, size):
        """A ledger of the book, loaded once; None if it could not be."""
        if size not in self.ledgers:
            file = os.path.join(self.folder, f"ledger-{size}.sqlite")
            try:
                run = self.runner.run([self.tools["locality"], "load", self.book(size), "--ledger", file])
                say(f"  ({size:,} entries loaded in {duration(run.seconds)}, {duration(run.processor)} of processor,"
                    f" peak {run.peak_kb / 1024:.0f} MB; single run)")
            except Failed as failure:
                say_folded(f"load of {size:,} entries failed: {failure}", "  ")
                file = None
            self.ledgers[size] = file
        return self.ledgers[size]

    def peer_balances(self, size, as_at):
        journal = os.path.join(self.book(size), "entries.journal")
        tail_h, tail_l = (["-e", DAY_AFTER], ["-e", DAY_AFTER.replace("-", "/")]) if as_at else ([], [])
        result = []
        for name, words, tail in (
            ("hledger", ["bal", "--flat", "-E", "-N"], tail_h),
            ("ledger", ["bal", "--flat", "--empty", "--no-total"], tail_l),
        ):
            if self.tools[name]:
                result.append(Series(
                    f"{name}{' as at' if as_at else ''}", f"{name} -f J {' '.join(words + tail)}",
                    [self.tools[name], "-f", journal, *words, *tail], budget=self.options.peer_seconds))
        return result

    # Row 1

    def row_1(self):
        heading("Row 1: statement of one fund, a cold command")
        if not self.tools["locality"]:
            for what, reach in (("statement against the faster peer", "300x faster"),
                                ("same time at 10,000 and 1,000,000", "within ±20 %"),
                                ("bytes of file an entry", "at most 250")):
                self.verdicts.add(1, what, "no binary", reach, None)
        statements = {}
        for size in self.options.sizes:
            say()
            say(f"  {size:,} entries")
            self.book(size)
            file = self.ledger(size) if self.tools["locality"] else None
            mine = []
            if file:
                say(f"  ({self.bytes_told(size, file)})")
                for label, tail in (("locality", []), ("locality as at", ["--as-at", AS_AT])):
                    words = ["statement", "--fund", FUND, "--year", YEAR, "--ledger"]
                    mine.append(Series(label, f"locality {' '.join(words)} L {' '.join(tail)}".rstrip(),
                                       [self.tools["locality"], *words, file, *tail]))
            peers = self.peer_balances(size, False) + self.peer_balances(size, True)
            right = self.check(size, mine, peers)
            measure(self.runner, mine, self.options.runs)
            measure(self.runner, peers, self.options.runs)
            times(mine + peers)
            if size == self.options.sizes[0]:
                commands(mine + peers)
            statements[size] = mine
            self.verdict_against_peers(size, {one.label: one for one in mine + peers if one.runs}, right)
        if self.tools["locality"]:
            if FULL_SIZE not in self.options.sizes:
                self.verdicts.add(1, f"statement, {FULL_SIZE:,} entries", "not among the sizes", "300x faster", None)
            self.verdict_same_time(statements)
            self.verdict_bytes()

    def check(self, size, mine, peers):
        """Holds what each command prints against the entries added up afresh; True if the product's is right."""
        expected = Expected(self.book(size))
        right = True
        for one in mine:
            balances = expected.as_at if "as at" in one.label else expected.now
            try:
                text = self.runner.text(one.command + ["--format", "json"])
                trouble = statement_differs(text, expected.statement(balances))
            except Failed as failure:
                trouble = str(failure)
            if trouble:
                right = False
                say_folded(f"WRONG FIGURES: {one.label}: {trouble}", "  ")
        if size <= LOAD_SIZE:
            for one in peers:
                balances = expected.as_at if "as at" in one.label else expected.now
                trouble = journal_differs(self.runner.text(one.command), expected.named(balances))
                if trouble:
                    say_folded(f"WRONG FIGURES: {one.label}: {trouble}", "  ")
        return right

    def verdict_against_peers(self, size, series, right):
        if not self.tools["locality"]:
            return
        for suffix in ("", " as at"):
            peers = [series[name + suffix] for name in ("hledger", "ledger") if name + suffix in series]
            faster = min(peers, key=lambda one: one.median, default=None)
            measured, told = compared(faster, series.get("locality" + suffix), "faster")
            what = f"statement{suffix}, {size:,} entries, against the faster peer"
            what += f", {faster.label.split()[0]}" if faster else ""
            if size == FULL_SIZE:
                reached = None if measured is None or len(peers) < 2 else measured >= 300 and right
                self.verdicts.add(1, what, told, "300x faster than the faster of both", reached)
            else:
                say_folded(f"   {what}: {told}; the figure of 300x is for {FULL_SIZE:,}", "  ")

    def verdict_same_time(self, statements):
        sizes = sorted(size for size in statements if statements[size])
        if len(sizes) < 2:
            self.verdicts.add(1, "same time at 10,000 and 1,000,000", "one size only", "within ±20 %", None)
            return
        small, large = 10_000 if 10_000 in sizes[:-1] else sizes[0], sizes[-1]
        say()
        say(f"  The statement at {small:,} and {large:,} entries, run in turn:")
        pairs = []
        for index in range(2):
            for size in (small, large):
                one = statements[size][index]
                pairs.append(Series(f"{one.label}, {size:,}", one.shown, one.command))
        measure(self.runner, pairs, self.options.runs)
        times(pairs)
        for index, label in enumerate(("", " as at")):
            after, before = pairs[index * 2 + 1], pairs[index * 2]
            change, _ = compared(after, before, "")
            full = small == 10_000 and large == FULL_SIZE
            reached = None if change is None or not full else 0.8 <= change <= 1.2
            measured = "no figure"
            if change is not None:
                processor = after.processor / before.processor
                measured = f"{(change - 1) * 100:+.0f} % (by processor time {(processor - 1) * 100:+.0f} %)"
            what = f"statement{label}, time at {large:,} against {small:,}"
            self.verdicts.add(1, what, measured, "within ±20 %", reached)

    def bytes_told(self, size, file):
        parts = {suffix: os.path.getsize(file + suffix) for suffix in ("", "-wal", "-journal")
                 if os.path.exists(file + suffix)}
        total = sum(parts.values())
        told = ", ".join(f"{suffix or 'file'} {count:,}" for suffix, count in parts.items())
        self.bytes_each[size] = total / size
        return f"{told} bytes: {total / size:.1f} bytes an entry"

    def verdict_bytes(self):
        for size, each in sorted(self.bytes_each.items()):
            if size == FULL_SIZE:
                what = f"bytes of file an entry, {size:,} entries"
                self.verdicts.add(1, what, f"{each:.1f}", "at most 250", each <= 250)
                return
        self.verdicts.add(1, f"bytes of file an entry, {FULL_SIZE:,} entries", "not loaded", "at most 250", None)

    # Row 2

    def row_2(self):
        heading(f"Row 2: load a book of {LOAD_SIZE:,} entries, validated, hashed, durable")
        book = self.book(LOAD_SIZE)
        flat = os.path.join(book, "flat.csv")

        def before(name, make):
            """A command on a file that does not exist yet, whatever the last run left."""
            file = os.path.join(self.folder, f"new-{name}.sqlite")

            def command(_):
                remove_database(file)
                return make(file)
            return command

        series, load, shell = [], None, []
        if self.tools["locality"]:
            load = Series("locality load", "locality load BOOK --ledger NEW", None,
                          before=before("load", lambda file: [self.tools["locality"], "load", book, "--ledger", file]))
            series.append(load)
        hledger = [one for one in self.peer_balances(LOAD_SIZE, False) if one.label == "hledger"]
        series += hledger
        if self.tools["sqlite3"]:
            importing = f'.import --csv --skip 1 "{flat}" entry'
            for label, first, last in (
                ("sqlite3 .import", [TABLE, INDEXES], []),
                ("sqlite3 .import, WAL", ["PRAGMA journal_mode=WAL;", TABLE, INDEXES], []),
                ("sqlite3 .import, indexes last", [TABLE], [INDEXES]),
            ):
                words = [*first, importing, *last]
                named = {TABLE: "TABLE", INDEXES: "INDEXES", importing: ".import --csv --skip 1 flat.csv entry"}
                one = Series(label, "sqlite3 NEW " + " ".join(f'"{named.get(word, word)}"' for word in words), None,
                             before=before("flat", lambda file, words=words: [self.tools["sqlite3"], file, *words]))
                shell.append(one)
            series += shell
        measure(self.runner, series, self.options.runs)
        say()
        times(series)
        commands(series)
        if shell:
            say_folded(f"TABLE is {TABLE}", "      ")
            say_folded(f"INDEXES is {INDEXES}", "      ")
        measured, told = compared(hledger[0] if hledger else None, load, "faster")
        self.verdicts.add(2, f"load of {LOAD_SIZE:,} against hledger's balances", told, "3x faster",
                          None if measured is None else measured >= 3)
        quickest = min((one for one in shell if one.runs), key=lambda one: one.median, default=None)
        for one in shell:
            if one is not quickest:
                say_folded(f"   load against {one.label}: {compared(load, one, 'its time')[1]}", "  ")
        measured, told = compared(load, quickest, "its time")
        self.verdicts.add(2, f"load of {LOAD_SIZE:,} against the quickest .import", told, "within 6x",
                          None if measured is None else measured <= 6)

    # Row 3

    def row_3(self):
        heading("Row 3: record one spend, durable")
        rounds = 30
        file = self.ledger(LOAD_SIZE) if self.tools["locality"] else None
        series, mine = [], None
        if file:
            mine = self.spend_series(file)
            series.append(mine)
        shell = []
        if self.tools["sqlite3"]:
            for label, mode in (("sqlite3 INSERT, WAL", "WAL"), ("sqlite3 INSERT, rollback", "DELETE")):
                shell.append(self.insert_series(label, mode))
            series += shell
        say()
        sizes = [f"the ledger {os.path.getsize(file):,} bytes"] if file else []
        sizes += [f"{one.label} {os.path.getsize(one.file):,} bytes" for one in shell]
        if sizes:
            say_folded(f"{LOAD_SIZE:,} entries before the first run in each: {'; '.join(sizes)}", "  ")
        measure(self.runner, series, rounds)
        times(series)
        self.sync_noise()
        commands(series)
        right = bool(mine and mine.runs) and self.check_spends(file, len(mine.runs))
        for one in shell:
            if one.runs:
                found = self.runner.text([self.tools["sqlite3"], one.file, "SELECT COUNT(*) FROM entry"]).strip()
                if int(found) != LOAD_SIZE + len(one.runs):
                    say(f"  WRONG FIGURES: {one.label} holds {found} rows")
        quickest = min((one for one in shell if one.runs), key=lambda one: one.median, default=None)
        for one in shell:
            if one is not quickest:
                say_folded(f"   spend against {one.label}: {compared(mine, one, 'its time')[1]}", "  ")
        measured, told = compared(mine, quickest, "its time")
        self.verdicts.add(3, f"spend against the quicker, {quickest.label if quickest else 'none'}", told,
                          "within 1.5x", None if measured is None else measured <= 1.5 and right)

    def spend_series(self, file):
        amount = f"{SPEND_PENCE // 100}.{SPEND_PENCE % 100:02d}"
        words = ["spend", SPEND_PROJECT, amount, "--year", YEAR, "--date", SPEND_DAY]

        def command(turn):
            return [self.tools["locality"], *words, "--reference", f"BENCH-{turn + 1}", "--ledger", file]

        shown = f"locality {' '.join(words)} --reference BENCH-n --ledger L"
        return Series("locality spend", shown, None, before=command)

    def insert_series(self, label, mode):
        file = os.path.join(self.folder, f"insert-{mode}.sqlite")
        flat = os.path.join(self.book(LOAD_SIZE), "flat.csv")
        self.runner.run([self.tools["sqlite3"], file, f"PRAGMA journal_mode={mode};", TABLE, INDEXES,
                         f'.import --csv --skip 1 "{flat}" entry'])
        project = {}
        with open(os.path.join(self.book(LOAD_SIZE), "accounts.csv"), encoding="utf-8", newline="") as accounts:
            for row in csv.DictReader(accounts):
                if row["project"] == SPEND_PROJECT:
                    project[row["side"]] = row["account"]

        day, kind = generate.day_number(SPEND_DAY), generate.KINDS["spend"]

        def values(number, name, reference, mark):
            return (f"{number},'{name}',{day * 86_400_000},1,{day},{kind},3,{project['available']},"
                    f"{project['spent']},{SPEND_PENCE},'{reference}','','',NULL,'',NULL,'{mark}'")

        def command(turn):
            number = LOAD_SIZE + turn + 1
            row = values(number, f"E{number:07d}", f"BENCH-{turn + 1}", f"{turn:032x}")
            return [self.tools["sqlite3"], file, f"PRAGMA synchronous=FULL; INSERT INTO entry VALUES({row});"]

        shown = values("n", "En", "BENCH-n", "32 digits")
        one = Series(label, f'sqlite3 FILE "PRAGMA synchronous=FULL; INSERT INTO entry VALUES({shown});"'
                     + f"\n(FILE holds the flat table, its indexes, journal_mode={mode})", None, before=command)
        one.file = file
        return one

    def check_spends(self, file, runs):
        words = ["statement", "--fund", FUND, "--year", YEAR, "--ledger", file, "--format", "json"]
        expected = Expected(self.book(LOAD_SIZE))
        for account, (project, side) in expected.accounts.items():
            if project == SPEND_PROJECT and side in ("available", "spent"):
                expected.now[account] += runs * SPEND_PENCE * (1 if side == "spent" else -1)
        try:
            trouble = statement_differs(self.runner.text([self.tools["locality"], *words]), expected.statement(expected.now))
        except Failed as failure:
            trouble = str(failure)
        say_folded(f"WRONG FIGURES after {runs} spends: {trouble}" if trouble else
                   f"After {runs} spends the statement is higher by exactly {runs} x {SPEND_PENCE} pence spent.", "  ")
        return trouble is None

    def sync_noise(self):
        """The disk alone: 4 KB appended and synced, so that a noisy disk is seen."""
        spent = []
        with open(os.path.join(self.folder, "sync.bin"), "wb", buffering=0) as file:
            for _ in range(30):
                began = time.perf_counter()
                file.write(b"x" * 4096)
                os.fsync(file.fileno())
                spent.append(time.perf_counter() - began)
        say_folded(f"The disk alone, 4 KB appended and fsync, 30 times: median {duration(statistics.median(spent))},"
                   f" lowest {duration(min(spent))}, highest {duration(max(spent))}", "  ")

    # Row 4

    def row_4(self):
        heading(f"Row 4: a workbook of {WORKBOOK_SIZE:,} rows of 6 columns, from our writer, C and Python")
        folder = os.path.join(self.folder, "workbook")
        os.makedirs(folder)
        commands_of = {"our writer": self.writer(), "C, gcc -O2": self.compiled(folder),
                       "Python, XlsxWriter": self.scripted()}
        series = {
            label: Series(label, f"{label}: {WORKBOOK_SIZE} rows", [*command, str(WORKBOOK_SIZE), self.made(folder, label)],
                          budget=self.options.peer_seconds)
            for label, command in commands_of.items() if command}
        measure(self.runner, list(series.values()), self.options.runs)
        say()
        times(list(series.values()))
        ran = {label: one for label, one in series.items() if one.runs}
        right = self.same_cells(folder, ran)
        for peer, word, reach, reached in (
            ("C, gcc -O2", "its time", "within 1.2x", lambda ratio: ratio <= 1.2),
            ("Python, XlsxWriter", "faster", "3x faster", lambda ratio: ratio >= 3),
        ):
            ours, other = ran.get("our writer"), ran.get(peer)
            upper, lower = (ours, other) if word == "its time" else (other, ours)
            measured, told = compared(upper, lower, word)
            self.verdicts.add(4, f"workbook of {WORKBOOK_SIZE:,} rows, against {peer}", told, reach,
                              None if measured is None else reached(measured) and right)

    def writer(self):
        path = self.options.writer or os.path.join(HERE, "..", "..", ".build", "bench", "release", "BenchWorkbook")
        if os.access(path, os.X_OK):
            return [os.path.realpath(path)]
        say("  our writer is NOT FOUND (build the package Tests/Bench/Workbook, or give --writer)")
        return None

    def compiled(self, folder):
        source, program = os.path.join(HERE, "Workbook", "cells.c"), os.path.join(folder, "cells")
        compiler = shutil.which("gcc")
        if not compiler:
            say("  gcc is NOT FOUND (Debian package `gcc`)")
            return None
        subprocess.run([compiler, "-O2", source, "-o", program, "-lxlsxwriter"], check=True)
        return [program]

    def scripted(self):
        python = find_python("xlsxwriter")
        if has_module(python, "xlsxwriter"):
            return [python, os.path.join(HERE, "Workbook", "cells.py")]
        say("  XlsxWriter is NOT FOUND (Debian package `python3-xlsxwriter`)")
        return None

    @staticmethod
    def made(folder, label):
        return os.path.join(folder, f"{label.split(',')[0].replace(' ', '-')}.xlsx")

    def same_cells(self, folder, labels):
        """Whether all wrote the same cells: the sheet and its texts are equal, byte by byte."""
        found = set()
        for label in labels:
            with zipfile.ZipFile(self.made(folder, label)) as package:
                found.add((package.read("xl/worksheets/sheet1.xml"), package.read("xl/sharedStrings.xml")))
        same = len(found) == 1
        say("  The cells and their texts are the same bytes in each." if same else "  WRONG CELLS: they differ")
        return same

    # Row 5

    def row_5(self):
        heading("Row 5: start to finish of --version")
        series = []
        for name in ("locality", "sqlite3"):
            if self.tools[name]:
                one = Series(name, f"{name} --version", None,
                             before=lambda _, name=name: [self.tools[name], "--version"])
                series.append(one)
        measure(self.runner, series, 100)
        say()
        rows = [[one.label, duration(one.median), duration(one.lowest), duration(one.highest),
                 duration(one.processor), len(one.runs), self.peak_told(one.label)] for one in series if one.runs]
        table(["", "median", "lowest", "highest", "processor", "runs", "peak MB"], rows)
        for one in series:
            if one.trouble:
                say_folded(f"{one.label}: {one.trouble}", "  ")
        commands(series)
        ran = {one.label: one for one in series if one.runs}
        measured, told = compared(ran.get("locality"), ran.get("sqlite3"), "its time")
        self.verdicts.add(5, "--version against sqlite3's", told, "within 3x",
                          None if measured is None else measured <= 3)
        peak = self.peak("locality") if "locality" in ran else None
        measured = "no figure" if peak is None else f"{peak[0]:.1f} MB"
        self.verdicts.add(5, "--version, peak memory", measured, "under 25 MB",
                          None if peak is None else peak[0] < 25)

    # Row 7

    def row_7(self):
        heading(f"Row 7: check a printed table of {TABLE_SIZE:,} lines, CSV and workbook")
        folder = os.path.join(self.folder, "table")
        began = time.perf_counter()
        # In a process of its own: what this one takes is the least peak that can be seen.
        words = [sys.executable, generate.__file__, str(TABLE_SIZE), folder, "--table"]
        totals = [int(pence) for pence in self.runner.text(words).split()]
        sizes = [f"{name} {os.path.getsize(os.path.join(folder, name)):,} bytes" for name in ("table.csv", "table.xlsx")]
        say(f"  (made in {duration(time.perf_counter() - began)}: {', '.join(sizes)})")
        python = find_python("openpyxl")
        yardstick = os.path.join(HERE, "check_table.py")
        for form, peer in (("csv", "csv module"), ("xlsx", "openpyxl")):
            table_file = os.path.join(folder, f"table.{form}")
            mine, other, more = None, None, []
            if self.tools["locality"]:
                mine = Series(f"locality check, {form}", f"locality check table.{form}",
                              [self.tools["locality"], "check", table_file])
                copy = os.path.join(folder, "copy.xlsx")
                more.append(Series(f"the same with --annotate, {form}",
                                   f"locality check table.{form} --annotate copy.xlsx",
                                   [self.tools["locality"], "check", table_file, "--annotate", copy], budget=10))
            if python and (form == "csv" or has_module(python, "openpyxl")):
                other = Series(f"Python, {peer}", f"python3 check_table.py table.{form}",
                               [python, yardstick, table_file], budget=self.options.peer_seconds)
            else:
                say(f"  {peer} is NOT FOUND (Debian package `python3-openpyxl`)")
            series = [one for one in (mine, other) if one]
            right = all([self.sums_right(one, totals) for one in series]) and len(series) == 2
            measure(self.runner, series, self.options.runs)
            measure(self.runner, more, self.options.runs)
            say()
            times(series + more)
            commands(series + more)
            measured, told = compared(other, mine, "faster")
            self.verdicts.add(7, f"check of {TABLE_SIZE:,} lines, {form}, against Python with its {peer}", told,
                              "10x faster", None if measured is None else measured >= 10 and right)

    # Row 8

    def row_8(self):
        heading(f"Row 8: import a list of {LIST_SIZE:,} payments, previewed, recorded and known again")
        if not self.tools["locality"]:
            say("  locality is NOT FOUND")
            return
        folder = os.path.join(self.folder, "list")
        payments, total = write_payments(folder, LIST_SIZE)
        say(f"  ({os.path.getsize(payments):,} bytes; a fund of ten projects in the ledger)")
        empty, work, full = (os.path.join(folder, f"{name}.sqlite") for name in ("empty", "work", "full"))
        self.runner.text([self.tools["locality"], "load", os.path.join(folder, "book"), "--ledger", empty])

        def importing(ledger, *more):
            words = ["import", "spend", payments, "--source", "council", "--ledger", ledger]
            return [self.tools["locality"], *words, *more]

        def recording(_):
            remove_database(work)
            shutil.copy(empty, work)
            return importing(work, "--apply")

        shown = "locality import spend payments.csv --source council"
        preview = Series("previewed", shown, importing(empty))
        record = Series("recorded", f"{shown} --apply", None, before=recording)
        shutil.copy(empty, full)
        new = json.loads(self.runner.text(importing(full, "--apply", "--format", "json")))["totals"]
        known = json.loads(self.runner.text(importing(full, "--format", "json")))["totals"]
        right = (new["new"], new["newSum"], known["new"], known["seen"]) == (LIST_SIZE, total, 0, LIST_SIZE)
        if not right:
            say_folded(f"WRONG FIGURES: {new} and then {known}; the list was made of {total}", "  ")
        again = Series("known again", shown, importing(full))
        series = [preview, record, again]
        measure(self.runner, series, self.options.runs)
        say()
        times(series)
        commands(series)
        ran = record.runs and right
        peak = max((run.peak_kb for one in series for run in one.runs), default=0) / 1024
        self.verdicts.add(8, f"import of {LIST_SIZE:,} payments, recorded",
                          f"{duration(record.median)} ({LIST_SIZE / record.median:,.0f} a second)" if ran else "no figure",
                          "5,000 a second", LIST_SIZE / record.median >= 5_000 if ran else None)
        self.verdicts.add(8, "peak memory of these imports", f"{peak:.0f} MB" if ran else "no figure",
                          "under 256 MB", peak < 256 if ran else None)

    def sums_right(self, one, totals):
        """Whether a command prints the totals that the table was made with, and finds nothing wrong."""
        product = one.label.startswith("locality")
        try:
            answer = json.loads(self.runner.text(one.command + (["--format", "json"] if product else [])))
            if product:
                sums = [(column["printedTotal"], column["computedTotal"]) for column in answer["columns"]]
                clean = answer["foots"] and not answer["findings"]
            else:
                sums = list(zip(answer["printed"], answer["computed"]))
                clean = answer["wrong"] == 0 and answer["lines"] == TABLE_SIZE
            trouble = None
            if not clean or sums != [(pence, pence) for pence in totals]:
                trouble = f"totals {sums}, the table was made with {totals}"
        except (Failed, ValueError, KeyError, TypeError) as failure:
            trouble = f"{type(failure).__name__}: {failure}"
        if trouble:
            say_folded(f"WRONG FIGURES: {one.label}: {trouble}", "  ")
        return trouble is None

    def peak(self, name):
        """Peak memory of NAME --version in MB, and the least that can be seen.

        A process started from this one would count this one's own memory until it becomes the other program
        (Linux carries the peak across exec), so a small helper starts it; what the helper itself takes is the floor.
        """
        helper = (
            "import os, sys\n"
            "quiet = [(os.POSIX_SPAWN_OPEN, fd, os.devnull, os.O_RDWR, 0) for fd in (0, 1, 2)]\n"
            "child = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=quiet)\n"
            "print(os.wait4(child, 0)[2].ru_maxrss)\n"
        )
        python = [sys.executable, "-I", "-S", "-c", helper]
        floor = int(self.runner.text(python + [shutil.which("true") or "/bin/true"]))
        peaks = [int(self.runner.text(python + [self.tools[name], "--version"])) for _ in range(5)]
        return statistics.median(peaks) / 1024, floor / 1024

    def peak_told(self, name):
        peak, floor = self.peak(name)
        return f"{peak:.1f}" if peak > floor * 1.05 else f"under {floor:.1f}"


def write_payments(folder, count):
    """A book of one fund and ten projects, and a list of payments of them; the list's file and its sum in pence."""
    book = os.path.join(folder, "book")
    os.makedirs(book)
    place = "Testshire CSP,PLF,2018-19"
    with open(os.path.join(book, "funds.csv"), "w", encoding="utf-8") as file:
        file.write("partnership,fund,name,year,funder,basis,spend_from,spend_by,criteria\n"
                   "Testshire CSP,PLF,Big fund,2018-19,OPCC,confirmed,2018-04-01,2019-03-31,\n")
    with open(os.path.join(book, "projects.csv"), "w", encoding="utf-8") as file:
        file.write("partnership,fund,year,project,description,priority,lead,partner,location,criterion\n")
        file.writelines(f"{place},P-{number},Project {number},P1,Lead,,,\n" for number in range(10))
    with open(os.path.join(book, "entries.csv"), "w", encoding="utf-8") as file:
        file.write("date,kind,partnership,fund,year,from,to,amount,reference,payee,note,entry\n"
                   f"2018-04-01,award,{place},,,90000000.00,,,,AWARD\n")
        file.writelines(f"2018-04-01,allocation,{place},,P-{number},9000000.00,,,,ALLOC-{number}\n"
                        for number in range(10))
    path, total = os.path.join(folder, "payments.csv"), 0
    with open(path, "w", encoding="utf-8") as file:
        file.write("Invoice Date,Supplier,Invoice No,Cost Centre,Description,Net Amount\n")
        for number in range(count):
            pence = 100 + number * 7919 % 90_000
            total += pence
            file.write(f"{number % 28 + 1:02}/{number % 9 + 4:02}/2018,Supplier {number % 700},INV-{number},"
                       f"P-{number % 10},Sessions,{pence // 100}.{pence % 100:02}\n")
    return path, total


def remove_database(file):
    for suffix in ("", "-wal", "-shm", "-journal"):
        if os.path.exists(file + suffix):
            os.remove(file + suffix)


def summary(bench):
    heading("Figures to reach")
    for row, what, measured, reach, word in bench.verdicts.lines:
        say_folded(f"{what}: {measured} (to reach: {reach})", " " * 23, first=f"  row {row}  {word:<12}")
    say()
    busy = max(bench.load, os.getloadavg()[0])
    say(f"  load average {bench.load:.2f} at the start, {os.getloadavg()[0]:.2f} at the end")
    if bench.load > 1 or busy > os.cpu_count():
        say_folded("Others were at work on this machine: wall-clock figures, and ratios of quick commands above all,"
                   " are unsafe; the column `processor` moves less. Run it again on a quiet machine.", "  ")


def wanted(parser):
    def numbers(text):
        return [int(part) for part in text.split(",")]

    parser.add_argument("--sizes", type=numbers, default=[10_000, 100_000, 1_000_000], metavar="N,N,N")
    parser.add_argument("--runs", type=int, default=5, metavar="N")
    parser.add_argument("--binary", metavar="PATH", help="the locality to measure (else .build/release, else the path)")
    parser.add_argument("--writer", metavar="PATH", help="the BenchWorkbook to measure (else .build/bench/release)")
    parser.add_argument("--rows", type=numbers, default=list(ROWS), metavar="N,N", help="of 1, 2, 3, 4, 5, 7 and 8")
    parser.add_argument("--folder", metavar="PARENT", help="where to make the work folder (else the system's choice)")
    parser.add_argument("--peer-seconds", type=float, default=300, metavar="S",
                        help="the most to spend on one peer command")
    parser.add_argument("--limit", type=float, default=1800, metavar="S", help="stop any one process after this long")
    parser.add_argument("--keep", action="store_true", help="keep the work folder")


class Parser(argparse.ArgumentParser):
    def error(self, message):
        self.print_usage(sys.stderr)
        self.exit(64, f"{self.prog}: {message}\n")


def main():
    parser = Parser(description="Prints the figures to reach, side by side.")
    wanted(parser)
    options = parser.parse_args()
    options.sizes.sort()
    if not set(options.rows) <= set(ROWS) or options.runs < 1 or options.sizes[0] < generate.SET_UP:
        parser.error(f"rows are of 1, 2, 3, 4, 5, 7 and 8; runs at least 1; sizes at least {generate.SET_UP}")
    binary = find_binary(options.binary)
    if options.binary and not binary:
        parser.error(f"{options.binary} is not a program")
    for ending in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, lambda *_: sys.exit(1))
    folder = tempfile.mkdtemp(prefix="locality-bench-", dir=options.folder)
    try:
        tools = {"locality": binary} | {name: shutil.which(name) for name in PACKAGES}
        runner = Runner(folder, options.limit)
        describe(runner, tools, folder)
        bench = Bench(options, folder, tools, runner)
        for row in options.rows:
            getattr(bench, f"row_{row}")()
        summary(bench)
        return 0 if bench.verdicts.all_reached() else 1
    finally:
        if options.keep:
            say(f"  kept: {folder}")
        else:
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
