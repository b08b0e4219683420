"""hledger, ledger and Beancount re-add every balance of the journals that `locality export` writes.

The figures to meet come from `locality statement --format json`, and for random books also from
the generator's own sums. LOCALITY_BINARY names the binary; SEED=n repeats a run.
"""

import concurrent.futures
import csv
import datetime
import io
import json
import os
import random
import re
import subprocess
import sys
import threading
from decimal import Decimal
from pathlib import Path

import beanquery
import pytest
from random_books import write_book

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "Ledgers" / "charnwood-2018-19"
SEED = int(os.environ.get("SEED") or random.SystemRandom().randrange(1_000_000))
RANDOM_BOOKS = 50
FUND_ROLES = ["funder", "unallocated", "due", "claimed", "received"]
PROJECT_ROLES = {"available": "freeBalance", "committed": "committed", "spent": "spent"}

# A journal is UTF-8; hledger reads it by the locale. No settings of whoever runs the tests count.
ENVIRONMENT = {
    name: value for name, value in os.environ.items()
    if not name.startswith(("LOCALITY_", "LEDGER", "BEANCOUNT"))
} | {"LC_ALL": "C.UTF-8"}


def run(*command):
    return subprocess.run(
        [str(part) for part in command], env=ENVIRONMENT, capture_output=True, encoding="utf-8",
        timeout=120)


def must(*command):
    """What a command prints; it must succeed and complain of nothing."""
    result = run(*command)
    assert result.returncode == 0, f"{command} ended with {result.returncode}: {result.stderr}"
    assert not result.stderr.strip(), f"{command} complains: {result.stderr}"
    return result.stdout


def pence(text):
    """A tool's figure as whole pence; nil may be written 0, and noughts may be left off."""
    whole = Decimal(text.strip().removesuffix(" GBP") or "0") * 100
    assert whole == int(whole), f"{text} has parts of a penny"
    return int(whole)


def balances(rows):
    """Account to pence; a tool that prints an account twice has not added it up."""
    found = {}
    for account, figure in rows:
        assert account not in found, f"{account} is printed twice"
        found[account] = pence(figure)
    return found


class Hledger:
    format = "hledger"
    declaration = re.compile(r"^account (\S+)$", re.MULTILINE)
    stated = re.compile(r"(?<= = )-?\d+\.\d\d(?= GBP$)", re.MULTILINE)
    posted = re.compile(r"(?<=  )-?\d+\.\d\d(?= GBP$)", re.MULTILINE)

    def check(self, journal):
        return run("hledger", "-f", journal, "check", "--strict", "ordereddates")

    def balances(self, journal, before=None):
        """What every account holds; with a day, by the entries before it."""
        end = ["-e", before] if before else []
        table = must("hledger", "-f", journal, "--strict", "bal", "--flat", "-E", "-N",
                     "--layout=bare", "-O", "csv", *end)
        rows = csv.DictReader(io.StringIO(table))
        return balances((row["account"], row["balance"]) for row in rows)

    def name(self, fund, project, role):
        if project:
            return f"project:{fund}:{project}:{role}"
        return {"funder": f"funder:{fund}", "unallocated": f"fund:{fund}:unallocated"}.get(
            role, f"cash:{fund}:{role}")


class Ledger(Hledger):
    format = "ledger"

    def command(self, journal, *arguments):
        return ["ledger", "--args-only", "-f", journal, "--strict", "--pedantic", *arguments]

    def check(self, journal):
        return run(*self.command(journal, "bal"))

    def balances(self, journal, before=None):
        end = ["-e", str(before).replace("-", "/")] if before else []
        table = must(*self.command(
            journal, "bal", "--flat", "--empty", "--no-total", "--balance-format",
            "%(quoted(account)),%(quoted(quantity(total)))\\n", *end))
        return balances(csv.reader(io.StringIO(table)))


class Beancount:
    format = "beancount"
    declaration = re.compile(r"^\d{4}-\d\d-\d\d open (\S+) GBP$", re.MULTILINE)
    stated = re.compile(r"(?<=  )-?\d+\.\d\d(?= ~ 0 GBP$)", re.MULTILINE)
    posted = Hledger.posted
    tools = Path(sys.executable).parent
    # Two entries alike, a posting to a parent account, or a currency not declared are errors too.
    strict = ["check_commodity", "leafonly", "noduplicates", "onecommodity"]

    def check(self, journal):
        wrapper = Path(journal).with_suffix(".strict")
        plugins = "".join(f'plugin "beancount.plugins.{name}"\n' for name in self.strict)
        wrapper.write_text(f'{plugins}include "{Path(journal).name}"\n', encoding="utf-8")
        return run(self.tools / "bean-check", "--no-cache", wrapper)

    def balances(self, journal, before=None):
        # What bean-query asks, without its start. It answers of a file whose balances fail, too.
        journal = beanquery.connect(f"beancount:{journal}")
        end = f"WHERE date < {before}" if before else ""
        sums = f"SELECT account, sum(number) AS balance {end} GROUP BY account"
        found = balances((account, str(sum)) for account, sum in journal.execute(sums))
        # An account without postings is in no sum, but in the table of those opened.
        opened = [account for account, in journal.execute("SELECT account FROM #accounts")]
        assert len(opened) == len(set(opened)) and set(found) <= set(opened)
        return {account: found.get(account, 0) for account in opened}

    def name(self, fund, project, role):
        top = {"funder": "Equity:Funder", "due": "Equity:Cash", "claimed": "Assets:Cash",
               "received": "Assets:Cash", "spent": "Expenses"}.get(role, "Assets")
        parts = [top, fund, project, "" if role == "funder" else role.capitalize()]
        return ":".join(part for part in parts if part)


TOOLS = [Hledger(), Ledger(), Beancount()]
by_name = {"ids": lambda tool: tool.format}


class Book:
    """A book loaded into a ledger of its own."""

    def __init__(self, folder, source):
        self.folder = folder
        self.ledger = folder / "test.sqlite"
        self.locality("load", source)

    def locality(self, *arguments):
        return must(os.environ["LOCALITY_BINARY"], *arguments, "--ledger", self.ledger)

    def journal(self, tool, *arguments):
        path = self.folder / f"journal.{tool.format}"
        text = self.locality("export", "journal", "--format", tool.format, *arguments)
        path.write_text(text, encoding="utf-8")
        return path

    def statements(self, *arguments):
        return json.loads(self.locality("statement", "--format", "json", *arguments))

    def figures(self, *arguments):
        """What the statements say every account holds; an account is (partnership, fund, year,
        project, role). What is owed to the fund, by the funder or as due, is below nought."""
        found = {}
        for statement in self.statements(*arguments):
            fund = (statement["partnership"], statement["fund"], statement["year"])
            cash = statement["cash"]
            found[*fund, "", "funder"] = cash["repaid"] - statement["award"]["amount"]
            found[*fund, "", "unallocated"] = statement["totals"]["unallocated"]
            found[*fund, "", "due"] = -cash["claimed"]
            found[*fund, "", "claimed"] = cash["claimed"] - cash["received"]
            found[*fund, "", "received"] = cash["received"]
            for row in statement["rows"]:
                for role, key in PROJECT_ROLES.items():
                    found[*fund, row["project"], role] = row[key]
        return found


def part_of(partnership):
    """What stands for a partnership in account names."""
    words = re.findall(r"[A-Za-z0-9]+", re.sub(r"[^\x00-\x7f]", "", partnership))
    return "".join(word[0].upper() + word[1:] for word in words)[:60] or "Partnership"


def account_names(tool, accounts):
    """The journal's name of each account; partnerships are told apart where there are several."""
    partnerships = sorted({account[0] for account in accounts}, key=lambda name: name.encode())
    parts = {}
    for partnership in partnerships:
        part = part_of(partnership)
        use = 1 + sum(part_of(other) == part for other in parts)
        parts[partnership] = f"{part}-{use}:" if use > 1 else f"{part}:"
    if len(partnerships) == 1:
        parts = {partnerships[0]: ""}
    return {
        account: tool.name(f"{parts[account[0]]}{account[1]}-{account[2]}", *account[3:])
        for account in accounts}


def assert_passes(tool, journal):
    result = tool.check(journal)
    assert result.returncode == 0, result.stdout + result.stderr
    assert not result.stderr.strip(), result.stderr


def assert_same(tool, figures, found):
    names = account_names(tool, figures)
    assert len(set(names.values())) == len(names)
    wrong = {
        names[account]: {"statement": figure, tool.format: found.get(names[account])}
        for account, figure in figures.items() if found.get(names[account], 0) != figure}
    assert not wrong


def assert_agrees(tool, journal, figures):
    """The tool finds no fault, every account, and what the statements say each holds."""
    assert_passes(tool, journal)
    found = tool.balances(journal)
    declared = tool.declaration.findall(journal.read_text(encoding="utf-8"))
    assert len(declared) == len(set(declared))
    assert set(found) == set(declared), "fewer accounts came back than were declared, or others"
    assert set(found) == set(account_names(tool, figures).values())
    assert sum(found.values()) == 0
    assert_same(tool, figures, found)


def assert_agrees_as_at(tool, journal, figures, day):
    """End dates are exclusive in all three tools; one that no entry touched yet may be missing."""
    found = tool.balances(journal, before=day + datetime.timedelta(days=1))
    assert sum(found.values()) == 0
    assert_same(tool, figures, found)


@pytest.fixture(scope="module", autouse=True)
def printed_seed(request):
    """Says, past pytest's own capturing, what repeats the run."""
    with request.config.pluginmanager.getplugin("capturemanager").global_and_fixture_disabled():
        print(f"\n{Path(__file__).name}: SEED={SEED}", flush=True)


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    return Book(tmp_path_factory.mktemp("sample"), SAMPLE)


@pytest.mark.parametrize("tool", TOOLS, **by_name)
def test_sample_book(sample, tool):
    assert_agrees(tool, sample.journal(tool), sample.figures())


@pytest.mark.parametrize("tool", TOOLS, **by_name)
def test_sample_book_at_quarter_ends(sample, tool):
    journal = sample.journal(tool)
    assert_passes(tool, journal)
    for day in ["2018-06-30", "2018-09-30", "2018-12-31", "2019-01-24", "2019-03-31"]:
        figures = sample.figures("--as-at", day)
        assert_agrees_as_at(tool, journal, figures, datetime.date.fromisoformat(day))


@pytest.mark.parametrize("seed", range(SEED, SEED + RANDOM_BOOKS))
def test_random_book(tmp_path, seed):
    choice = random.Random(seed)
    made = write_book(tmp_path / "book", seed, choice.choice([1, 30, 120, 400]))
    book = Book(tmp_path, tmp_path / "book")
    last = max(entry.day for entry in made.recorded)
    figures = book.figures()
    assert_statements_agree_with_generator(made, figures)
    first = min(entry.day for entry in made.recorded)
    day = first + datetime.timedelta(days=choice.randint(0, (last - first).days))
    past = book.figures("--as-at", day)
    for tool in TOOLS:
        journal = book.journal(tool)
        assert_agrees(tool, journal, figures)
        assert_agrees_as_at(tool, journal, past, day)


def assert_statements_agree_with_generator(made, figures):
    wrong = {
        account: {"statement": figure, "generator": made.balances[account]}
        for account, figure in figures.items() if made.balances[account] != figure}
    assert not wrong
    assert set(figures) == {
        (*fund.key, *account) for fund in made.funds for account in
        [("", role) for role in FUND_ROLES]
        + [(project, role) for project in fund.projects for role in PROJECT_ROLES]}


def test_hledger_and_ledger_read_one_text(sample):
    texts = [sample.journal(tool).read_text(encoding="utf-8") for tool in TOOLS[:2]]
    assert texts[0] == texts[1]


@pytest.mark.parametrize("tool", TOOLS, **by_name)
def test_output_to_a_file_is_the_same_text(sample, tool):
    path = sample.folder / "output" / f"journal.{tool.format}"
    sample.locality("export", "journal", "--format", tool.format, "--output", path)
    assert path.read_bytes() == sample.journal(tool).read_bytes()


def test_an_export_holds_together_while_others_record(tmp_path):
    """Entries, balances and head are of one moment, or a sound ledger would look unsound."""
    book = Book(tmp_path, SAMPLE)
    tool = Ledger()
    is_over = threading.Event()

    def record():
        while not is_over.is_set():
            book.locality("award", "PLF", "0.01", "--year", "2018-19", "--date", "2018-04-01")

    with concurrent.futures.ThreadPoolExecutor() as pool:
        recorders = [pool.submit(record) for _ in range(2)]
        try:
            for _ in range(40):
                assert_passes(tool, book.journal(tool))
        finally:
            is_over.set()
        for recorder in recorders:
            recorder.result()


# What must be caught. Each spoils one figure of a journal that passes.


@pytest.fixture(scope="module")
def busy(tmp_path_factory):
    """A random book with one project more, whose accounts all hold nil."""
    folder = tmp_path_factory.mktemp("busy")
    made = write_book(folder / "book", SEED, 60)
    with open(folder / "book" / "projects.csv", "a", encoding="utf-8", newline="") as projects:
        row = [*made.funds[0].key, "QUIET", "Nothing happens here", "", "", "", "", ""]
        csv.writer(projects, lineterminator="\n").writerow(row)
    return Book(folder, folder / "book")


def spoil(journal, match, replacement):
    text = journal.read_text(encoding="utf-8")
    spoiled = text[:match.start()] + replacement + text[match.end():]
    assert spoiled != text
    path = journal.with_name(f"spoiled{journal.suffix}")
    path.write_text(spoiled, encoding="utf-8")
    return path


def a_penny_more(figure):
    whole = pence(figure) + 1
    return f"{'-' if whole < 0 else ''}{abs(whole) // 100}.{abs(whole) % 100:02}"


def some(matches):
    """The first, the last, and a few between."""
    matches = list(matches)
    assert matches
    between = random.Random(SEED).sample(matches, min(3, len(matches)))
    return [matches[0], matches[-1], *between]


def assert_caught(tool, journal, matches, replacement):
    """A journal that passes does so no longer once any of the matches is replaced."""
    assert_passes(tool, journal)
    for match in some(matches):
        spoiled = spoil(journal, match, replacement(match[0]))
        result = tool.check(spoiled)
        assert result.returncode != 0, spoiled.read_text(encoding="utf-8")


@pytest.mark.parametrize("tool", TOOLS, **by_name)
def test_a_stated_figure_out_by_a_penny_is_caught(busy, tool):
    journal = busy.journal(tool)
    stated = tool.stated.finditer(journal.read_text(encoding="utf-8"))
    assert_caught(tool, journal, stated, a_penny_more)


@pytest.mark.parametrize("tool", TOOLS, **by_name)
def test_a_stated_nil_out_by_a_penny_is_caught(busy, tool):
    journal = busy.journal(tool)
    stated = tool.stated.finditer(journal.read_text(encoding="utf-8"))
    nils = (match for match in stated if match[0] == "0.00")
    assert_caught(tool, journal, nils, lambda nil: "0.01")


@pytest.mark.parametrize("tool", TOOLS, **by_name)
def test_an_entry_unbalanced_by_a_penny_is_caught(busy, tool):
    journal = busy.journal(tool)
    posted = tool.posted.finditer(journal.read_text(encoding="utf-8"))
    assert_caught(tool, journal, posted, a_penny_more)


@pytest.mark.parametrize("tool", TOOLS, **by_name)
def test_a_lost_entry_is_caught(busy, tool):
    journal = busy.journal(tool)
    entry = re.compile(r"\n\d{4}-\d\d-\d\d \* (?!\(stated\))(?:.+\n)+")
    entries = entry.finditer(journal.read_text(encoding="utf-8"))
    assert_caught(tool, journal, entries, lambda entry: "\n")


@pytest.mark.parametrize("tool", TOOLS[:2], **by_name)
def test_one_space_before_an_amount_is_caught(busy, tool):
    journal = busy.journal(tool)
    spaces = re.finditer(r"  (?=-?\d+\.\d\d GBP)", journal.read_text(encoding="utf-8"))
    assert_caught(tool, journal, spaces, lambda spaces: " ")
