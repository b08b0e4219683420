"""Lists of payments as spend: the whole path, from the council's extract to the balances."""

import csv
import io
import json
import os
import random
import signal
import subprocess
import time
from datetime import date, datetime

import openpyxl
import pytest
from desk import ROOT, write_big_book

TITLES = [
    ["Charnwood Borough Council"],
    ["Transactions by cost centre", "", "", "01/10/2018 to 31/12/2018"],
    [],
]
HEADINGS = [
    "Invoice Date", "Payment Date", "Supplier Name", "Invoice No", "Cost Centre", "Description",
    "Net Amount", "VAT",
]
ROWS = [
    ["02/11/2018", "30/11/2018", "Mediation Service", "INV-118", "CC4120", "Mediation, October", "1,250.00", "250.00"],
    ["13/11/2018", "02/12/2018", "Café Print Ltd", "00047", "CC4121", "Leaflets", "86.50", "17.30"],
    ["13/11/2018", "02/12/2018", "Café Print Ltd", "00047", "CC4121", "Leaflets", "86.50", "17.30"],
    ["20/11/2018", "02/12/2018", "Café Print Ltd", "CN-4", "CC4121", "Leaflets returned", "(20.00)", "(4.00)"],
    ["05/12/2018", "02/01/2019", "Detached Youth CIC", "DY/12", "CC4122", "Sessions", "1620.00", "0"],
    ["06/12/2018", "02/01/2019", "Parking Permits", "778812", "CC4122", "Voided", "0.00", "0"],
]
MAPS = ["CC4120=PLF-02", "CC4121=PLF-06", "CC4122=PLF-16"]
NAMED = ["--source", "council", *(word for text in MAPS for word in ("--map", text))]


def pence(text):
    return round(float(text.replace(",", "").replace("(", "-").replace(")", "")) * 100)


def extract(desk, rows=ROWS, name="council.csv", total=True, encoding="utf-8", separator=","):
    """The list as the finance system writes it: titles above, a total and a note below."""
    sums = [f"{sum(pence(row[i]) for row in rows) / 100:,.2f}" for i in (6, 7)]
    lines = TITLES + [HEADINGS] + rows
    if total:
        lines = lines + [["", "", "", "", "", "Total", *sums], [], ["Report run 03/01/2019"]]
    text = io.StringIO()
    csv.writer(text, delimiter=separator, lineterminator="\r\n").writerows(lines)
    (desk.folder / name).write_bytes(text.getvalue().encode(encoding))
    return name


def changed(line, **cells):
    """The rows with cells of one, counted from nought, changed."""
    names = ["date", "paid", "payee", "reference", "code", "note", "net", "vat"]
    rows = [list(row) for row in ROWS]
    for name, value in cells.items():
        rows[line][names.index(name)] = value
    return rows


def day_of(text):
    return datetime.strptime(text, "%d/%m/%Y").date()


def preview(desk, *arguments, status=0):
    return desk("import", "spend", *arguments, "--format", "json", status=status).json


def outcomes(answer):
    return [row["outcome"] for row in answer["rows"]]


def applied(desk):
    """The sample extract, recorded."""
    return preview(desk, extract(desk), *NAMED, "--apply")


# Preview


def test_a_preview_shows_every_row_and_the_balances_and_writes_nothing(charnwood, golden):
    before = charnwood.fingerprint()
    answer = charnwood.ok("import", "spend", extract(charnwood), *NAMED)
    assert charnwood.fingerprint() == before
    golden("import-spend-preview.txt", answer.out)
    assert "Dates are taken from “Invoice Date”, not “Payment Date”" in answer.err


def test_a_preview_keeps_its_json(charnwood):
    answer = preview(charnwood, extract(charnwood), *NAMED)
    assert outcomes(answer) == ["new"] * 5 + ["nothing"]
    assert {
        "line": 5, "place": "line 5", "date": "2018-11-02", "payee": "Mediation Service",
        "reference": "INV-118", "amount": 125000, "project": "PLF-02", "outcome": "new", "entry": None,
    }.items() <= answer["rows"][0].items()
    assert answer["rows"][3]["amount"] == -2000
    assert (answer["file"], answer["source"], answer["applied"]) == ("council.csv", "council", False)
    assert len(answer["sha256"]) == 64
    assert {"rows": 6, "sum": 302300, "new": 5, "seen": 0, "refused": 0}.items() <= answer["totals"].items()
    assert answer["balances"] == [
        {"fund": "PLF", "year": "2018-19", "project": "PLF-02", "before": 500000, "after": 375000, "freeAfter": 375000},
        {"fund": "PLF", "year": "2018-19", "project": "PLF-06", "before": 91400, "after": 76100, "freeAfter": 76100},
        {"fund": "PLF", "year": "2018-19", "project": "PLF-16", "before": 162000, "after": 0, "freeAfter": 0},
    ]


def test_a_preview_as_csv_has_a_row_for_each(charnwood):
    rows = charnwood.ok("import", "spend", extract(charnwood), *NAMED, "--format", "csv").csv
    assert [row["Outcome"] for row in rows] == ["new"] * 5 + ["nothing"]
    assert rows[3]["Amount"] == "-20.00"


# Recording


def test_applying_records_all_rows_with_where_they_stood(charnwood):
    answer = applied(charnwood)
    assert answer["applied"] and [row["entry"] for row in answer["rows"]] == [44, 45, 46, 47, 48, None]
    assert charnwood.row("PLF-16")["freeBalance"] == 0
    assert charnwood.row("PLF-06")["spent"] == 408600 + 15300
    first = charnwood.ok("transactions", "--reference", "INV-118", "--format", "json").json[0]
    assert (first["kind"], first["amount"], first["date"]) == ("spend", 125000, "2018-11-02")
    assert first["note"] == f"Mediation, October (council.csv sha256:{answer['sha256'][:12]}, line 5)"
    refund = charnwood.ok("transactions", "--reference", "CN-4", "--format", "json").json[0]
    assert (refund["kind"], refund["amount"]) == ("refund", 2000)
    charnwood.ok("verify")


def test_applying_again_records_nothing(charnwood):
    applied(charnwood)
    before, head = charnwood.fingerprint(), charnwood.head()
    answer = charnwood.ok("import", "spend", "council.csv", "--apply")
    assert "Nothing is new, and nothing was recorded." in answer.out
    assert "seen before as entry 44" in answer.out
    assert "read as such" in answer.err
    assert (charnwood.fingerprint(), charnwood.head()) == (before, head)


def test_two_presses_at_once_record_the_list_once_and_one_of_them_says_so(charnwood):
    name = extract(charnwood)
    command = [charnwood.binary, "import", "spend", name, *NAMED, "--apply", "--format", "json"]
    quiet = {"stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL, "stdin": subprocess.DEVNULL}
    presses = [
        subprocess.Popen(command, cwd=charnwood.folder, env=charnwood.environment, **quiet)
        for _ in range(2)
    ]
    answers = [json.loads(press.communicate(timeout=60)[0]) for press in presses]
    assert [press.returncode for press in presses] == [0, 0]
    assert sorted(answer["totals"]["new"] for answer in answers) == [0, 5]
    assert charnwood.ok("verify", "--format", "json").json["entries"] == 48


def test_a_list_sorted_and_saved_again_as_a_workbook_is_known(charnwood):
    """Excel turns dates into dates, figures into numbers and takes leading noughts away."""
    applied(charnwood)
    head = charnwood.head()
    order = [6, 2, 3, 4, 5, 0, 1, 7]
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Q3 spend"
    sheet.append(["Quarter Three"])
    sheet.append([HEADINGS[i] for i in order])
    for row in sorted(ROWS, key=lambda row: row[2], reverse=True):
        cells = [day_of(row[0]), day_of(row[1]), row[2], row[3], row[4], row[5], pence(row[6]) / 100, 0]
        if cells[3].isdigit():
            cells[3] = int(cells[3])
        sheet.append([cells[i] for i in order])
    book.save(charnwood.folder / "saved again.xlsx")
    answer = preview(charnwood, "saved again.xlsx", "--apply")
    assert outcomes(answer).count("seen") == 5 and answer["totals"]["new"] == 0
    assert answer["rows"][0]["place"] == "'Q3 spend'!A3"
    assert charnwood.head() == head


def test_a_list_with_more_rows_records_only_those(charnwood):
    applied(charnwood)
    later = ["20/12/2018", "10/01/2019", "Mediation Service", "INV-131", "CC4120", "Mediation", "400", "80"]
    third = ROWS[1]
    answer = preview(charnwood, extract(charnwood, [later, third, *ROWS], "year.csv"), "--apply")
    assert outcomes(answer) == ["new", "seen", "seen", "seen", "new", "seen", "seen", "nothing"]
    assert answer["rows"][4]["message"].startswith("entry 49; the same as line 6")
    assert answer["totals"]["newSum"] == 40000 + 8650


@pytest.mark.parametrize("seed", range(3))
def test_a_shuffled_list_gives_the_same_ledger(charnwood, seed):
    seed = int(os.environ.get("SEED", random.randrange(2**32))) + seed
    print(f"SEED={seed}")
    shuffled = ROWS[:]
    random.Random(seed).shuffle(shuffled)
    answer = preview(charnwood, extract(charnwood, shuffled), *NAMED, "--apply")
    assert [charnwood.row(f"PLF-{code}")["balance"] for code in ("02", "06", "16")] == [375000, 76100, 0]
    assert sorted(row["id"] for row in answer["rows"]) == sorted(
        row["id"] for row in preview(charnwood, extract(charnwood))["rows"]
    )


def test_identical_rows_are_both_kept_and_pointed_out(charnwood):
    answer = preview(charnwood, extract(charnwood), *NAMED)
    assert answer["rows"][2]["message"] == "new; the same as line 6, both are kept"


def test_one_project_for_all_rows(charnwood):
    answer = preview(charnwood, extract(charnwood), "--source", "bank", "--project", "plf-10", "--apply")
    assert charnwood.row("PLF-10")["spent"] == 500000 + answer["totals"]["sum"]


@pytest.mark.parametrize("encoding, separator", [("cp1252", ";"), ("utf-16", "\t"), ("utf-8-sig", ",")])
def test_a_list_is_known_however_its_text_was_saved(charnwood, encoding, separator):
    applied(charnwood)
    name = extract(charnwood, name="other.csv", encoding=encoding, separator=separator)
    assert outcomes(preview(charnwood, name)) == ["seen"] * 5 + ["nothing"]


# Refused


def test_everything_that_is_wrong_is_told_at_once_and_nothing_is_written(charnwood):
    charnwood.ok("close", "--fund", "PLF", "--quarter", "2018-19-Q1", "--reason", "Return sent")
    rows = changed(4, net="1,620.01") + [
        ["31/11/2018", "", "A", "1", "CC4120", "", "1.00", "0"],
        ["01/04/2019", "", "A", "2", "CC4120", "", "1.00", "0"],
        ["30/06/2018", "", "A", "3", "CC4120", "", "1.00", "0"],
        ["02/12/2018", "", "A", "4", "CC9999", "", "1.00", "0"],
        ["03/12/2018", "", "A", "5", "CC9999", "", "2.00", "0"],
        ["04/12/2018", "", "A", "6", "CC4120", "", "2.00", "0"],
    ]
    name = extract(charnwood, rows)
    text = (charnwood.folder / name).read_text().replace(",2.00,0\n04", ",tbc,0\n04")
    (charnwood.folder / name).write_text(text)
    before = charnwood.fingerprint()
    status, out, err = charnwood("import", "spend", name, *NAMED, "--apply")
    assert (status, charnwood.fingerprint()) == (1, before)
    told = " ".join(out.split())
    assert "is £0.01 too much" in told
    assert "line 11: There is no such day as “31/11/2018”" in told
    assert "2019-04-01 is outside the spending dates of PLF 2018-19" in told
    assert '--columns "date=…"' in told and "--date;" not in told
    assert "2018-06-30 is in the closed period" in told
    assert 'No project is known for the code “CC9999” (1 row, £1.00). Say which with --map "CC9999=PLF-02"' in told
    assert "line 15: “tbc” is not an amount." in told
    assert err.splitlines()[-1] == (
        "Nothing was recorded: 4 rows are refused and 2 things in the list cannot be read or do not agree."
        " Put it right and try again."
    )
    answer = preview(charnwood, name, *NAMED, "--apply", status=1)
    assert answer["applied"] is False and answer["totals"]["refused"] == 4 and answer["totals"]["unread"] == 2
    assert charnwood.fingerprint() == before


def test_the_last_penny_is_taken_and_the_next_refused_unless_authorised(charnwood):
    name = extract(charnwood, changed(4, net="1,620.01"))
    before = charnwood.fingerprint()
    assert outcomes(preview(charnwood, name, *NAMED, "--apply", status=1))[4] == "refused"
    assert charnwood.fingerprint() == before
    preview(charnwood, name, *NAMED, "--overspend-reason", "Agreed by the chair", "--apply")
    assert charnwood.row("PLF-16")["freeBalance"] == -1
    reasons = [
        row.get("overspendReason")
        for row in charnwood.ok("transactions", "--from", "2018-11-01", "--to", "2018-12-30", "--format", "json").json
        if row["kind"] == "spend"
    ]
    assert [reason for reason in reasons if reason] == ["Agreed by the chair"]


def test_a_total_that_does_not_agree_refuses_the_list(charnwood):
    name = extract(charnwood)
    text = (charnwood.folder / name).read_text(encoding="utf-8").replace("3,023.00", "3,032.00")
    (charnwood.folder / name).write_text(text, encoding="utf-8")
    answer = preview(charnwood, name, *NAMED, "--apply", status=1)
    assert [problem["place"] for problem in answer["problems"]] == ["line 11"]
    assert "£3,032.00; the rows above it add up to £3,023.00, £9.00 less" in answer["problems"][0]["message"]
    assert not answer["applied"]


def test_a_row_like_an_entry_typed_by_hand_waits_for_a_decision(charnwood):
    charnwood.ok(
        "spend", "PLF-02", "1250", "--date", "2018-11-30", "--payee", "mediation service", "--reference", "INV-118"
    )
    name, before = extract(charnwood), charnwood.fingerprint()
    status, out, err = charnwood("import", "spend", name, *NAMED, "--apply")
    assert (status, charnwood.fingerprint()) == (1, before)
    assert "looks like entry 44 of 2018-11-30" in " ".join(out.split())
    assert "1 row looks like an entry recorded before." in err and "--duplicates skip" in err
    answer = preview(charnwood, name, *NAMED, "--duplicates", "skip", "--apply")
    assert outcomes(answer)[0] == "possible-duplicate"
    assert charnwood.row("PLF-02")["spent"] == 125000
    answer = preview(charnwood, name, *NAMED, "--duplicates", "record", "--apply")
    assert outcomes(answer) == ["new", *["seen"] * 4, "nothing"]
    assert charnwood.row("PLF-02")["spent"] == 250000


def test_a_reversed_entry_is_no_duplicate_and_a_reversed_row_says_so(charnwood):
    applied(charnwood)
    charnwood.ok("reverse", "44")
    answer = preview(charnwood, "council.csv")
    assert "seen before as entry 44, which entry 49 reversed" in answer["rows"][0]["message"]
    answer = preview(charnwood, "council.csv", *NAMED[2:], "--source", "elsewhere", status=1)
    assert outcomes(answer) == ["new", *["possible-duplicate"] * 4, "nothing"]


INV = [
    ["05/02/2019", "Mediation Service Ltd", "INV-1", "PLF-02", "1,000.00"],
    ["06/02/2019", "Turning Point", "TP/77", "PLF-06", "250.00"],
    ["06/02/2019", "Turning Point", "TP/77", "PLF-06", "250.00"],
    ["13/02/2019", "", "", "PLF-11", "99.99"],
]


def invoices(desk, changes=(), name="inv.csv"):
    """The list with cells changed: line, column and text of each."""
    rows = [list(row) for row in INV]
    for line, column, text in changes:
        rows[line][column] = text
    text = io.StringIO()
    csv.writer(text).writerows([["Date", "Supplier", "Invoice No", "Code", "Net"], *rows])
    (desk.folder / name).write_text(text.getvalue())
    return name


@pytest.mark.parametrize(
    "changes, words",
    [
        (
            [(0, 1, "Mediation Services Limited"), (0, 2, "inv-1 ")],
            "the same reference and amount, but the payee is “Mediation Service Ltd”",
        ),
        (
            [(0, 4, "1,100.00"), (0, 0, "07/02/2019")],
            "the same payee and reference, but £1,000.00; if the row corrects it, reverse entry 44 first",
        ),
    ],
)
def test_a_row_seen_before_and_changed_since_is_a_possible_duplicate(charnwood, changes, words):
    charnwood.ok("import", "spend", invoices(charnwood), "--source", "council", "--apply")
    before = charnwood.fingerprint()
    name = invoices(charnwood, changes, "again.csv")
    answer = preview(charnwood, name, "--apply", status=1)
    assert outcomes(answer) == ["possible-duplicate", "seen", "seen", "seen"]
    assert answer["rows"][0]["entry"] == 44
    assert answer["rows"][0]["message"] == f"looks like entry 44 of 2019-02-05: {words}"
    told = charnwood("import", "spend", name, status=1)
    assert "1 possible duplicate (" in told.out and "--duplicates skip" in told.err
    assert charnwood.fingerprint() == before
    charnwood.ok("reverse", "44")
    assert outcomes(preview(charnwood, name))[0] == "new"


@pytest.mark.parametrize(
    "changes",
    [
        [(0, 2, "INV-2")],
        [(0, 1, "Another"), (0, 4, "1,100.00")],
        # One invoice has a line for each of several projects.
        [(0, 3, "PLF-04"), (0, 4, "1,100.00")],
        # The number of an account returns every month.
        [(0, 0, "05/03/2019"), (0, 4, "1,100.00")],
    ],
)
def test_a_row_that_only_resembles_one_seen_before_is_new(charnwood, changes):
    charnwood.ok("import", "spend", invoices(charnwood), "--source", "council", "--apply")
    answer = preview(charnwood, invoices(charnwood, changes, "again.csv"))
    assert outcomes(answer) == ["new", "seen", "seen", "seen"]


def test_of_several_entries_alike_the_one_of_the_rows_project_is_named(charnwood):
    for project in ("PLF-02", "PLF-06"):
        charnwood.ok(
            *("spend", project, "10.00", "--date", "2019-02-21"),
            *("--payee", "Hand Ltd", "--reference", "H1"),
        )
    (charnwood.folder / "hand.csv").write_text(
        "Date,Payee,Reference,Amount,Code\n21/02/2019,HAND LTD,H1,10.00,PLF-06\n"
        "21/02/2019,HAND LTD,H1,10.00,PLF-04\n"
    )
    rows = preview(charnwood, "hand.csv", status=1)["rows"]
    assert [row["message"].split(":")[0] for row in rows] == [
        "looks like entry 45 of 2019-02-21",
        "looks like entry 44 of 2019-02-21 in PLF-02",
    ]


def test_the_same_file_under_another_source_is_said_to_be(charnwood):
    charnwood.ok("import", "spend", invoices(charnwood), "--source", "council", "--apply")
    answer = preview(charnwood, "inv.csv", "--source", "county", "--apply", status=1)
    assert outcomes(answer) == ["possible-duplicate"] * 4
    words = (
        "inv.csv is the very file that was imported before as source “council” (entries 44 to 47)."
        ' Name that source with --source "council", and its rows are known.'
    )
    assert answer["remarks"][-1] == words
    told = charnwood("import", "spend", "inv.csv", "--source", "county", status=1).err
    assert told.endswith(words + "\n")
    # Another file of the same rows is not the same file, and its row without a name is new.
    (charnwood.folder / "inv.csv").write_bytes((charnwood.folder / "inv.csv").read_bytes() + b"\r\n")
    answer = preview(charnwood, "inv.csv", "--source", "county", status=1)
    assert outcomes(answer) == ["possible-duplicate"] * 3 + ["new"]
    assert not [remark for remark in answer["remarks"] if "very file" in remark]


# Sources


def test_next_months_list_needs_nothing_said(charnwood):
    applied(charnwood)
    later = ["09/01/2019", "", "Mediation Service", "INV-140", "CC4120", "", "10.00", "2"]
    answer = preview(charnwood, extract(charnwood, [later], "january.csv"), "--apply")
    assert answer["source"] == "council" and outcomes(answer) == ["new"]
    assert answer["rows"][0]["date"] == "2019-01-09"


def test_the_settings_of_a_source_are_shown(charnwood, golden):
    assert "No source is saved yet" in charnwood.ok("import", "sources").out
    applied(charnwood)
    golden("import-sources.txt", charnwood.ok("import", "sources").out)
    source = charnwood.ok("import", "sources", "council", "--format", "json").json[0]
    assert source["columns"]["amount"] == "Net Amount" and source["map"] == MAPS
    charnwood.refused("import", "sources", "bank", saying=["“bank”", "council"])


def test_saving_alone_records_nothing(charnwood):
    entries = charnwood.head().split(":")[0]
    answer = charnwood.ok("import", "spend", extract(charnwood), *NAMED, "--save")
    assert "is kept as source “council”; nothing was recorded" in answer.out
    assert charnwood.head().split(":")[0] == entries
    assert outcomes(preview(charnwood, "council.csv")) == ["new"] * 5 + ["nothing"]


def test_nothing_is_kept_where_something_is_refused(charnwood):
    name = extract(charnwood, changed(4, net="1,620.01"))
    before = charnwood.fingerprint()
    answer = charnwood("import", "spend", name, *NAMED, "--save", status=1)
    assert "Nothing was recorded or kept: 1 row is refused." in answer.err
    assert charnwood.fingerprint() == before


@pytest.mark.parametrize(
    "arguments, words",
    [
        (["--map", "CC9=PLF-99"], ["no project PLF-99", "project list"]),
        (["--map", "CC9=CI001 PLF-02"], ["no project PLF-02 of CI001"]),
        (["--project", "PLF-99"], ["no project PLF-99"]),
        (["--fund", "XYZ"], ["no fund for XYZ"]),
        (["--year", "2031-32"], ["no fund for 2031-32"]),
        (["--map", "CC4120=PLF-02", "--map", "cc4120=PLF-04"], ["twice", "CC4120=PLF-02", "cc4120=PLF-04"]),
    ],
)
def test_a_mapping_to_nothing_or_to_two_things_is_refused(charnwood, arguments, words):
    applied(charnwood)
    for apply in ((), ("--apply",), ("--save",)):
        charnwood.refused("import", "spend", "council.csv", *arguments, *apply, saying=words)


def test_a_mapping_that_changed_books_known_rows_nowhere_else(charnwood):
    applied(charnwood)
    answer = preview(charnwood, "council.csv", "--map", "CC4120=PLF-04", "--apply")
    assert answer["rows"][0]["message"] == "seen before as entry 44 in PLF-02"
    assert charnwood.row("PLF-04")["spent"] == 0
    assert "CC4120=PLF-04" in charnwood.ok("import", "sources", "council").out


def test_two_sources_with_the_same_columns_are_told_apart_by_name(charnwood):
    applied(charnwood)
    preview(charnwood, "council.csv", *NAMED[2:], "--source", "county", "--duplicates", "skip", "--save")
    charnwood.refused("import", "spend", "council.csv", saying=["“council” and “county”", "--source"])


def test_a_name_is_asked_for_before_anything_is_recorded(charnwood):
    name = extract(charnwood)
    charnwood.refused("import", "spend", name, *NAMED[2:], "--apply", saying="--source")
    out = charnwood.ok("import", "spend", name, *NAMED[2:]).out
    assert out.splitlines()[-1].endswith("with --apply and a name for the source, such as --source council.")


def test_a_book_keeps_the_sources(charnwood, tmp_path):
    applied(charnwood)
    charnwood.ok("export", "book", "--output", tmp_path / "kept")
    charnwood.ok("load", tmp_path / "kept", "--ledger", tmp_path / "again.sqlite")
    again = charnwood.ok("import", "spend", "council.csv", "--ledger", tmp_path / "again.sqlite", "--format", "json")
    assert outcomes(again.json) == ["seen"] * 5 + ["nothing"]


@pytest.mark.parametrize(
    "arguments, words",
    [
        (["none.csv"], ["none.csv"]),
        (["council.csv", "--columns", "amount=Nett"], ["“Nett”", "“Net Amount”"]),
        (["council.csv", "--columns", "Nett"], ["date=Invoice Date"]),
        (["council.csv", "--map", "CC1"], ["CC123=PLF-03"]),
        (["council.csv", "--sheet", "Q3"], ["--sheet"]),
        (["council.csv", "--partnership", "Melton"], ["Melton", "Charnwood"]),
        (["council.csv", "--project", "PLF 1"], ["PLF-01"]),
    ],
)
def test_what_cannot_be_read_is_one_sentence(charnwood, arguments, words):
    extract(charnwood)
    charnwood.refused("import", "spend", *arguments, saying=words)


def test_a_file_without_a_list_says_what_it_has(charnwood):
    (charnwood.folder / "menu.csv").write_text("Soup,Date\nLeek,02/11/2018\n")
    charnwood.refused("import", "spend", "menu.csv", saying=["menu.csv", "--columns"])
    (charnwood.folder / "users").write_text("root:x:0:0:root:/root:/bin/bash\nlp:x:7:7::/var:/bin/no\n")
    charnwood.refused("import", "spend", "users", saying=["does not look like a list of payments", "Payee"])


def test_a_printed_statement_is_said_to_be_one(charnwood):
    applied(charnwood)
    statement = ROOT / "Ledgers" / "charnwood-2018-19" / "statements" / "PLF_2018-19_2019-01-24.csv"
    for source in ((), ("--source", "council")):
        words = ["looks like a printed statement", "“Amount Spent to Date”", "`locality compare`"]
        charnwood.refused("import", "spend", statement, *source, saying=words)


def test_a_workbook_with_two_lists_asks_for_the_sheet(charnwood):
    book = openpyxl.Workbook()
    for name in ("Oct", "Nov"):
        sheet = book.create_sheet(name)
        sheet.append(["Date", "Payee", "Project", "Amount"])
        sheet.append([date(2018, 11, 2), name, "PLF-02", 0.1 + 0.2])
    book.save(charnwood.folder / "two.xlsx")
    charnwood.refused("import", "spend", "two.xlsx", saying=["“Oct”, “Nov”", "--sheet"])
    answer = preview(charnwood, "two.xlsx", "--sheet", "Nov")
    assert [(row["payee"], row["amount"]) for row in answer["rows"]] == [("Nov", 30)]
    assert answer["sheet"] == "Nov"


# Whole or nothing


@pytest.fixture(scope="module")
def long_list(tmp_path_factory):
    folder = tmp_path_factory.mktemp("long")
    rows = [
        f"2018-{6 + i % 4:02}-{i % 28 + 1:02},Payee {i % 50},INV-{i},P-{i % 10},0.{i % 9 + 1}0" for i in range(20_000)
    ]
    (folder / "long.csv").write_text("Date,Supplier,Invoice No,Project,Amount\n" + "\n".join(rows) + "\n")
    return folder / "long.csv"


def test_ctrl_c_in_the_middle_leaves_the_ledger_as_it_was(locality, long_list):
    locality.load(write_big_book(locality.folder / "book", entries=1_000))
    head = locality.head()
    log = locality.ledger.with_name(locality.ledger.name + "-wal")
    command = [locality.binary, "import", "spend", str(long_list), "--source", "council", "--apply"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "stdin": subprocess.DEVNULL}
    # A shell that starts tests in the background has them ignore the signal.
    quiet["preexec_fn"] = lambda: signal.signal(signal.SIGINT, signal.SIG_DFL)
    process = subprocess.Popen(command, cwd=locality.folder, env=locality.environment, **quiet)
    # Pages go to the log before the end where the transaction is larger than the cache.
    while process.poll() is None and not (log.exists() and log.stat().st_size > 100_000):
        time.sleep(0.001)
    process.send_signal(signal.SIGINT)
    assert process.wait(60) == -signal.SIGINT, "the import was over before it was interrupted"
    assert locality.head() == head
    locality.ok("verify")
    assert locality.ok("import", "sources").out.startswith("No source is saved yet")
    answer = preview(locality, long_list, "--source", "council", "--apply")
    assert answer["totals"]["new"] == 20_000 and answer["applied"]
