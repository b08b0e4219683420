"""Every table of the gallery gives the findings that are written beside it.

`Tables/README.md` says how an expectation reads. `check FILE --format json` is run on each table
and held against it. TABLES_FOLDER=… tries another gallery.
"""

import functools
import json
import os
import re
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from desk import BINARY, ROOT

TABLES = Path(os.environ.get("TABLES_FOLDER") or Path(__file__).resolve().parent / "Tables")
EXPECTATIONS = sorted(TABLES.glob("*.txt"))
KINDS = {
    "Items": "item",
    "Sub-items": "subitem",
    "Sub-totals": "subtotal",
    "Totals": "total",
    "Notes": "note",
}
FORMATS = ["table", "csv"]


def has_check():
    """Whether this locality knows `check` yet."""
    if not BINARY.exists():
        return False
    done = subprocess.run([BINARY, "check", "--help"], capture_output=True, text=True)
    return "locality check" in done.stdout


pytestmark = pytest.mark.skipif(not has_check(), reason="this locality has no check")


# Reading an expectation


@dataclass
class Column:
    heading: str
    role: str | None
    total: int | None
    lines: int

    def __str__(self):
        return f"column {self.heading}"


@dataclass
class Finding:
    severities: list
    place: str
    heading: str | None
    quotes: str | None = None
    printed: int | None = None
    computed: int | None = None
    guess: str | None = None

    def __str__(self):
        return f"finding at {self.place}, {self.heading or 'any column'}"


@dataclass
class Table:
    foots: bool | None = None
    columns: list = field(default_factory=list)
    not_added: list = field(default_factory=list)
    kinds: dict = field(default_factory=dict)
    findings: list = field(default_factory=list)
    tolerated: list = field(default_factory=list)


@dataclass
class Expectation:
    name: str
    path: Path
    tables: list
    trouble: str = ""
    options: list = field(default_factory=list)
    status: int | None = None
    refusal: str | None = None


def pence(text):
    """`-£1,250.00` as whole pence."""
    match = re.fullmatch(r"(-?)£([\d,]+)\.(\d\d)", text)
    assert match, f"“{text}” is not written like £1,250.00"
    sum_ = int(match[2].replace(",", "")) * 100 + int(match[3])
    return -sum_ if match[1] else sum_


def numbers(text):
    """`3-5, 8` as a set of line numbers."""
    found = set()
    for part in filter(None, (part.strip() for part in text.split(","))):
        first, _, last = part.partition("-")
        found.update(range(int(first), int(last or first) + 1))
    return found


def read_column(text):
    match = re.fullmatch(
        r"(.+?)(?: \((received|allocated|spent|balance|none)\))?,"
        r" (?:no total|total (\S+)), lines make (\S+)",
        text,
    )
    assert match, f"Column: {text}"
    total = pence(match[3]) if match[3] else None
    return Column(match[1], match[2], total, pence(match[4]))


def read_finding(text):
    match = re.fullmatch(r"(error|warning|note|error or warning) at (.+)", text)
    assert match, f"Finding: {text}"
    place, _, said = match[2].partition(": ")
    place, _, heading = place.partition(", ")
    finding = Finding(match[1].split(" or "), place.removeprefix("line "), heading or None)
    if said.startswith("printed "):
        match = re.fullmatch(r"printed (\S+), makes (\S+)", said)
        assert match, f"Finding: {text}"
        finding.printed, finding.computed = pence(match[1]), pence(match[2])
    elif said:
        assert said.startswith("quotes "), f"Finding: {text}"
        finding.quotes = said.removeprefix("quotes ")
    return finding


def read_expectation(path):
    """The expectation in a .txt file; a line that begins with two spaces goes on the one before."""
    words = re.sub(r"\n  +", " ", path.read_text(encoding="utf-8"))
    same_name = [file for file in path.parent.glob(path.stem + ".*") if file != path]
    expectation = Expectation(path.stem, same_name[0] if same_name else None, [Table()])
    for line in filter(str.strip, words.splitlines()):
        key, _, text = (part.strip() for part in line.partition(":"))
        table = expectation.tables[-1]
        if re.fullmatch(r"Table \d+", key):
            if key != "Table 1":
                expectation.tables.append(Table())
        elif key == "Trouble":
            expectation.trouble = text
        elif key == "File":
            expectation.path = ROOT / text
        elif key == "Options":
            expectation.options = text.split()
        elif key == "Refused":
            expectation.refusal, expectation.status = text, 1
        elif key == "Exit":
            expectation.status = int(text)
        elif key == "Adds up":
            assert text in ("yes", "no"), line
            table.foots = text == "yes"
        elif key == "Column":
            table.columns.append(read_column(text))
        elif key == "Not added":
            table.not_added.append(text)
        elif key in KINDS:
            table.kinds[KINDS[key]] = numbers(text)
        elif key == "Finding":
            table.findings.append(read_finding(text))
        elif key == "Guess":
            table.findings[-1].guess = text
        elif key == "May find":
            table.tolerated.append(text)
        else:
            pytest.fail(f"{path.name}: “{line}” is no line of an expectation")
    return expectation


# Holding an answer against it


def words(heading):
    return set(re.findall(r"[a-z]+|\d+|%", (heading or "").lower().replace("’", "'")))


def same_heading(expected, actual):
    """Headings over several rows may be joined in many ways, so words count and not their order."""
    ours, theirs = words(expected), words(actual)
    return bool(theirs) and (ours == theirs or ours < theirs or theirs < ours)


def columns_in_order(expected, actual):
    """Pairs each expected column with an actual one, from left to right; None where there is none.
    """
    pairs, start = [], 0
    for column in expected:
        rest = range(start, len(actual))
        exact = [i for i in rest if words(actual[i]["heading"]) == words(column.heading)]
        alike = [i for i in rest if same_heading(column.heading, actual[i]["heading"])]
        place = next(iter(exact or alike), None)
        pairs.append((column, None if place is None else actual[place]))
        start = start if place is None else place + 1
    return pairs


def is_there(finding, place):
    """Whether a finding is at `7`, at `PLF!C7`, or at `PLF!7` wherever in that row."""
    if "!" not in place:
        return str(finding.get("line")) == place
    sheet, _, cell = place.rpartition("!")
    found_sheet, _, found_cell = (finding.get("cell") or "").rpartition("!")
    if found_sheet.strip("'") != sheet.strip("'"):
        return False
    return found_cell == cell or (cell.isdigit() and re.sub(r"^[A-Z]+", "", found_cell) == cell)


def is_tolerated(finding, text):
    """`line 7`, `PLF!C7` or a heading, or a place and a heading with a comma between."""
    match = re.fullmatch(r"(?:(line \d+|[^,]+![A-Z]*\d+)(?:, )?)?(.*)", text)
    place, heading = match[1], match[2]
    if text == "anything":
        return True
    if place and not is_there(finding, place.removeprefix("line ")):
        return False
    return not heading or same_heading(heading, finding.get("column"))


def answers(expected, finding):
    """Whether a finding is the one that is expected."""
    if finding["severity"] not in expected.severities or not is_there(finding, expected.place):
        return False
    if expected.heading and not same_heading(expected.heading, finding.get("column")):
        return False
    if expected.quotes is not None and expected.quotes not in finding["message"]:
        return False
    if expected.printed is not None:
        figures = finding.get("printed"), finding.get("computed")
        return figures == (expected.printed, expected.computed)
    return True


def check_guess(expected, finding, wrong):
    guess = finding.get("guess")
    if expected.guess == "none":
        if guess is not None:
            wrong.append(f"{expected}: a guess “{guess}”, where nothing should be guessed")
    elif expected.guess is not None:
        alternatives = expected.guess.lower().split(" or ")
        if guess is None or not any(words in guess.lower() for words in alternatives):
            wrong.append(f"{expected}: the guess is “{guess}”, not of {expected.guess}")


def check_columns(expected, answer, wrong):
    for column, actual in columns_in_order(expected.columns, answer["columns"]):
        if actual is None:
            headings = [column["heading"] for column in answer["columns"]]
            wrong.append(f"{column}: not among {headings}")
            continue
        if column.role and (actual["role"] or "none") != column.role:
            wrong.append(f"{column}: role {actual['role']}, not {column.role}")
        found = actual["printedTotal"], actual["computedTotal"]
        if found != (column.total, column.lines):
            wrong.append(f"{column}: total and lines {found}, not {(column.total, column.lines)}")
    for heading in expected.not_added:
        for actual in answer["columns"]:
            figures = actual["printedTotal"], actual["computedTotal"]
            if words(actual["heading"]) == words(heading) and figures != (None, None):
                wrong.append(f"column {heading}: added up to {figures}")


def check_rows(expected, answer, wrong):
    for kind, lines in expected.kinds.items():
        found = {row["line"] for row in answer["rows"] if row["kind"] == kind}
        if kind == "note":
            # A remark that the reader leaves out altogether is as good.
            lines = lines & {row["line"] for row in answer["rows"]}
            found &= lines
        if found != lines:
            wrong.append(f"{kind}: lines {sorted(found)}, not {sorted(lines)}")


def check_findings(expected, findings, wrong):
    left = list(findings)
    for one in expected.findings:
        found = next((finding for finding in left if answers(one, finding)), None)
        if found is None:
            near = [brief(f) for f in findings if is_there(f, one.place)]
            wrong.append(f"{one}: not found; there is {near or 'nothing'}")
            continue
        left.remove(found)
        check_guess(one, found, wrong)
    for finding in left:
        if finding["severity"] == "note":
            continue
        if not any(is_tolerated(finding, text) for text in expected.tolerated):
            wrong.append(f"unexpected: {brief(finding)}")


def brief(finding):
    return f"{finding['severity']} {finding.get('cell')} {finding.get('column')}: " + (
        finding["message"] + (f" [{finding['guess']}]" if finding.get("guess") else ""))


def check_promises(answer, status, wrong):
    """What holds of every answer whatever the table."""
    findings = all_findings(answer)
    for finding in findings:
        if finding["severity"] not in ("error", "warning", "note"):
            wrong.append(f"severity {finding['severity']}")
        if not finding["message"].rstrip().endswith((".", "…", "?")):
            wrong.append(f"no sentence: {finding['message']}")
        if finding.get("printed") is not None and finding.get("computed") is not None:
            if finding["difference"] != finding["printed"] - finding["computed"]:
                wrong.append(f"difference: {brief(finding)}")
    told = [json.dumps(finding, sort_keys=True) for finding in findings]
    if len(set(told)) != len(told):
        wrong.append("the same finding twice")
    is_wrong = any(finding["severity"] == "error" for finding in findings)
    if status != int(is_wrong):
        wrong.append(f"status {status} with {'' if is_wrong else 'no '}errors")
    for table in tables_of(answer):
        for column in table["columns"]:
            total, lines = column["printedTotal"], column["computedTotal"]
            difference = None if total is None or lines is None else total - lines
            if column["difference"] != difference:
                wrong.append(f"{column['heading']}: difference {column['difference']}")


def tables_of(answer):
    return answer["tables"] if "tables" in answer else [answer]


def all_findings(answer):
    """Each table's findings, and those of the file as a whole."""
    findings = [finding for table in tables_of(answer) for finding in table["findings"]]
    return findings + [f for f in answer.get("findings", []) if f not in findings]


def run(expectation, format_):
    return run_once(expectation.path, tuple(expectation.options), format_)


@functools.cache
def run_once(path, options, format_):
    return subprocess.run(
        [BINARY, "check", path, *options, "--format", format_],
        stdin=subprocess.DEVNULL, capture_output=True, timeout=20,
        env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}, cwd="/")


def differences(expectation):
    """Everything in which the answer differs from the expectation, in sentences."""
    done = run(expectation, "json")
    err = done.stderr.decode("utf-8")
    if expectation.refusal is not None:
        told = err + done.stdout.decode("utf-8")
        said = expectation.refusal == "yes" or expectation.refusal.lower() in told.lower()
        if done.returncode != 1 or not said or not told.strip():
            return [f"status {done.returncode}, not refused with “{expectation.refusal}”: {told}"]
        return []
    if done.returncode not in (0, 1) or not done.stdout:
        return [f"status {done.returncode}: {err}"]
    answer = json.loads(done.stdout)
    wrong = []
    if expectation.status not in (None, done.returncode):
        wrong.append(f"status {done.returncode}, not {expectation.status}")
    check_promises(answer, done.returncode, wrong)
    tables = tables_of(answer)
    if len(tables) != len(expectation.tables):
        headings = [[column["heading"] for column in table["columns"]] for table in tables]
        return wrong + [f"{len(tables)} tables, not {len(expectation.tables)}: {headings}"]
    for number, (expected, table) in enumerate(zip(expectation.tables, tables), 1):
        found = []
        if expected.foots not in (None, table["foots"]):
            found.append(f"foots is {table['foots']}")
        check_columns(expected, table, found)
        check_rows(expected, table, found)
        check_findings(expected, table["findings"], found)
        wrong += [f"table {number}: {one}" if len(tables) > 1 else one for one in found]
    return wrong


# Tests


@pytest.mark.parametrize("path", EXPECTATIONS, ids=lambda path: path.stem)
def test_a_table_gives_its_findings_and_no_others(path):
    expectation = read_expectation(path)
    assert expectation.path and expectation.path.exists(), f"{path.name} has no table"
    wrong = differences(expectation)
    assert not wrong, expectation.trouble + "\n- " + "\n- ".join(wrong)


@pytest.mark.parametrize("format_", FORMATS)
def test_every_form_of_the_answer_names_each_finding(format_):
    """What an officer reads says no less than the JSON: each error's place, and the same status."""
    for path in EXPECTATIONS:
        expectation = read_expectation(path)
        if expectation.refusal is not None:
            continue
        answer = run(expectation, "json")
        told = run(expectation, format_)
        assert told.returncode == answer.returncode, path.stem
        for finding in all_findings(json.loads(answer.stdout)):
            if finding["severity"] != "note":
                assert finding["cell"] in told.stdout.decode("utf-8"), (path.stem, finding)


def test_the_gallery_is_whole():
    """Each table has its expectation, and each number is given once."""
    files = [file for file in TABLES.iterdir() if file.suffix in (".csv", ".xlsx")]
    stems = [file.stem for file in files]
    assert len(stems) == len(set(stems))
    assert {path.stem for path in EXPECTATIONS} >= set(stems)
    counts = [stem.split("-")[0] for stem in {path.stem for path in EXPECTATIONS}]
    assert len(counts) == len(set(counts)) >= 60
