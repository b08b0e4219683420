"""The finance system's extract against the ledger: what matches, what is left, what is kept."""

import csv
import random

import openpyxl
import pytest
from desk import ROOT, Desk

PLF = ("--fund", "PLF", "--year", "2018-19")
HEADER = ["Posting Date", "Supplier Name", "Invoice Number", "Cost Centre", "Net Amount"]
# What the council's finance system has of the autumn; the ledger's side is in `matched_ledger`.
ROWS = [
    ["03/12/2018", "STREET PASTORS LTD", "INV-0118", "CC12", "1200.00"],
    ["04/10/2018", "Mediation East", "ME/7", "CC12", "500.00"],
    ["05/11/2018", "Mediation East", "ME/7", "CC12", "400.00"],
    ["12/12/2018", "TURNING POINT SERVICES", "5105600123", "CC12", "750.00"],
    ["20/12/2018", "Acme Training Limited", "BACS RUN 51", "CC12", "600.00"],
    ["14/11/2018", "Hall Hire", "", "CC12", "40.00"],
    ["28/11/2018", "Hall Hire", "", "CC12", "60.00"],
    ["21/12/2018", "Leics County Council", "LCC-77", "CC12", "1,000.00"],
    ["22/12/2018", "Youth Club", "", "CC12", "300.00"],
    ["28/12/2018", "Nobody Knows", "X-1", "CC12", "44.10"],
    ["29/12/2018", "Cancelled Co", "C-5", "CC12", "80.00"],
    ["30/12/2018", "Cancelled Co", "C-5", "CC12", "-80.00"],
    ["18/12/2018", "Stationers", "S-9", "CC12", "-15.00"],
]
SPENDS = [
    # project, amount, day, payee, reference
    ("PLF-02", "1200", "2018-11-28", "Street Pastors", "Inv No 118"),
    ("PLF-02", "900", "2018-10-01", "Mediation (East) CIC", "ME-007"),
    ("PLF-02", "750", "2018-12-01", "Turning Point", "TP-3"),
    ("PLF-04", "250", "2018-12-01", "Acme Training", "A-1"),
    ("PLF-04", "350", "2018-12-02", "Acme Training", "A-2"),
    ("PLF-04", "100", "2018-11-20", "Hall Hire", ""),
    ("PLF-05", "990", "2018-12-02", "Leicestershire County Council", "LCC 77"),
    ("PLF-05", "300", "2018-10-02", "Youth Club", ""),
    ("PLF-05", "12.50", "2018-12-12", "Somebody", ""),
    ("PLF-05", "33", "2018-12-13", "Taken Back", "T-1"),
    ("PLF-05", "15", "2018-12-13", "Stationers", "S-1"),
]


def write(folder, rows, name="payments.csv"):
    path = folder / name
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEADER, *rows])
    return path


@pytest.fixture(scope="module")
def matched_ledger(tmp_path_factory, charnwood_ledger):
    """The sample with an autumn's spend; its entries are 44 to 54, 53 reversed by 55, 56 a refund."""
    desk = Desk(tmp_path_factory.mktemp("match"))
    desk.take(charnwood_ledger)
    for number, (project, amount, day, payee, reference) in enumerate(SPENDS, 1):
        desk.ok(
            *("spend", project, amount, "--date", day, "--payee", payee),
            *("--reference", reference, "--entry", f"M-{number}"),
        )
    desk.ok("reverse", "53")
    desk.ok("refund", "PLF-05", "15", "--date", "2018-12-15", "--payee", "Stationers")
    return desk.ledger


@pytest.fixture
def desk(locality, matched_ledger):
    locality.take(matched_ledger)
    return locality


@pytest.fixture
def extract(tmp_path):
    return write(tmp_path, ROWS)


def match(desk, file, *more, status=None):
    return desk("match", file, *PLF, *more, status=status)


def read(desk, file, *more, status=1):
    return match(desk, file, "--format", "json", *more, status=status).json


def ways(found):
    """What matched: its way, and who was paid in how many payments for which entries."""
    return {
        (
            one["by"],
            (one["payments"] or one["entries"])[0]["payee"],
            len(one["payments"]),
            tuple(entry["entry"] for entry in one["entries"]),
        )
        for one in found["matched"]
    }


EXPECTED = {
    ("reference", "STREET PASTORS LTD", 1, (44,)),
    ("reference", "Mediation East", 2, (45,)),
    ("payee, amount and date", "TURNING POINT SERVICES", 1, (46,)),
    ("payee, amount and date", "Stationers", 1, (56,)),
    ("amounts that add up", "Acme Training Limited", 1, (47, 48)),
    ("amounts that add up", "Hall Hire", 2, (49,)),
    ("cancelled out", "Cancelled Co", 2, ()),
}


def names(found):
    """Each payment's name by payee and amount."""
    rows = [
        payment
        for one in found["matched"] + found["differing"]
        for payment in one["payments"]
    ] + [alone["payment"] for alone in found["onlyInFinance"]]
    return {(row["payee"], row["amount"], row["date"]): row["name"] for row in rows}


def name_of(found, payee):
    return next(name for (who, _, _), name in names(found).items() if who == payee)


def reconciles(found):
    """The sums, added up anew from the rows, explain the difference to the penny."""
    totals = found["totals"]
    both = found["matched"] + found["differing"]
    finance = sum(row["amount"] for one in both for row in one["payments"])
    ledger = sum(row["amount"] for one in both for row in one["entries"])
    alone = sum(one["payment"]["amount"] for one in found["onlyInFinance"])
    missed = sum(one["entry"]["amount"] for one in found["onlyInLedger"])
    differing = sum(one["difference"] for one in found["differing"])
    assert totals["finance"] + totals["financeElsewhere"] == finance + alone
    assert (
        totals["ledger"] + totals["ledgerOfOtherDays"] - totals["ledgerPaidElsewhere"]
        == ledger + missed
    )
    assert totals["difference"] == (finance + alone) - (ledger + missed)
    assert totals["difference"] == alone - missed + differing
    assert (totals["onlyInFinance"], totals["onlyInLedger"]) == (alone, missed)


# What is found


def test_every_way_of_matching_is_shown_as_kept(desk, extract, golden):
    answer = match(desk, extract, status=1)
    golden("match.txt", answer.out)
    golden("match-all.txt", match(desk, extract, "--all", status=1).out)
    assert "2018-10-01 to 2018-12-31" in answer.err
    assert "(8 entries, £34,970.00) is not looked for in the list." in answer.err


def test_each_row_is_in_its_place_and_the_totals_explain_the_difference(desk, extract):
    found = read(desk, extract)
    assert ways(found) == EXPECTED
    assert [(one["finance"], one["ledger"]) for one in found["differing"]] == [(100_000, 99_000)]
    assert {one["payment"]["payee"] for one in found["onlyInFinance"]} == {
        "Youth Club",
        "Nobody Knows",
    }
    # 54 is the stationers' invoice, whose credit alone was paid; 53 was reversed.
    assert [one["entry"]["entry"] for one in found["onlyInLedger"]] == [51, 52, 54]
    assert found["agrees"] is False
    rows = [row[-1].replace(",", "") for row in ROWS]
    assert found["totals"]["finance"] == sum(round(float(row) * 100) for row in rows)
    reconciles(found)


def test_what_a_payment_may_be_for_is_told(desk, extract):
    found = read(desk, extract)
    club = next(one for one in found["onlyInFinance"] if one["payment"]["payee"] == "Youth Club")
    assert club["couldBe"] == [
        {"entries": [51], "words": "same payee and amount, 81 days apart"}
    ]
    entry = next(one for one in found["onlyInLedger"] if one["entry"]["entry"] == 51)
    assert entry["couldBe"][0]["payment"] == club["payment"]["name"]


def test_days_may_lie_further_apart_where_it_is_said(desk, extract):
    assert match(desk, extract, "--days", "80").out.count("81 days apart") > 0
    found = read(desk, extract, "--days", "81")
    assert ("payee, amount and date", "Youth Club", 1, (51,)) in ways(found)
    told = [remark for remark in found["remarks"] if "`locality reconcile`" in remark]
    assert told and "31 days" in told[0] and "not 81" in told[0] and "--confirm" in told[0]
    assert not [remark for remark in read(desk, extract)["remarks"] if "31 days" in remark]


def test_a_sorted_or_saved_list_is_the_same_list(desk, extract, tmp_path):
    found = read(desk, extract)
    shuffled = ROWS[:]
    random.Random(7).shuffle(shuffled)
    again = read(desk, write(tmp_path, shuffled, "other.csv"))
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Ledger extract"
    for row in [HEADER, *ROWS]:
        sheet.append(row)
    book.save(tmp_path / "payments.xlsx")
    from_sheet = read(desk, tmp_path / "payments.xlsx")
    for other in (again, from_sheet):
        assert names(other) == names(found)
        assert ways(other) == EXPECTED
        assert other["totals"] == found["totals"]
    places = [one["payment"]["place"] for one in from_sheet["onlyInFinance"]]
    assert places == ["'Ledger extract'!A10", "'Ledger extract'!A11"]


def test_csv_has_every_row_once(desk, extract):
    rows = match(desk, extract, "--format", "csv", status=1).csv
    assert len([row for row in rows if row["Side"] == "finance"]) == len(ROWS)
    ledger = [row["Name"] for row in rows if row["Side"] == "ledger"]
    assert sorted(ledger, key=int) == [str(n) for n in [*range(44, 53), 54, 56]]
    assert {row["Result"] for row in rows} == {
        "matched",
        "differing",
        "only in the ledger",
        "only in finance",
    }


def test_days_that_are_not_covered_are_left_out_and_told(desk, extract):
    answer = match(desk, extract, "--from", "2018-12-01", "--to", "2018-12-31", status=1)
    assert "4 payments of £1,000.00 on other days are left out." in answer.err
    assert "is not looked for in the list." in answer.err
    found = read(desk, extract, "--from", "2018-12-01", "--to", "2018-12-31")
    # The spend of November that was paid in December takes part.
    assert found["totals"]["ledgerOfOtherDays"] == 120_000
    reconciles(found)


def test_rows_that_say_the_same_are_both_counted_and_pointed_out(desk, tmp_path):
    row = ["03/12/2018", "Street Pastors", "INV-118", "", "600"]
    answer = match(desk, write(tmp_path, [row, row]), "--from", "2018-12-01", status=1)
    assert "reference" in answer.out
    assert "line 2, line 3: the same payee, day, reference and amount" in answer.err


def test_agreement_ends_with_nought_and_says_so(desk, tmp_path):
    rows = [["03/12/2018", "Street Pastors", "INV-118", "", "1200"]]
    answer = match(desk, write(tmp_path, rows), "--to", "2018-12-03", "--from", "2018-12-03")
    assert answer.status == 0
    assert "Finance and the ledger agree." in answer.out


def test_payments_of_other_funds_by_their_codes_are_left_out(desk, tmp_path):
    rows = [
        ["03/12/2018", "Street Pastors", "INV-118", "CC12", "1200"],
        ["03/12/2018", "Vets Ltd", "V-1", "CC99", "55"],
        ["04/12/2018", "Vets Ltd", "V-2", "CC77", "66"],
    ]
    file = write(tmp_path, rows)
    desk.ok(
        *("import", "spend", file, "--source", "council", "--save", "--map", "CC12=PLF-02"),
        *("--map", "CC99=CI001-03", "--map", "CC77=CI001-04"),
    )
    one_day = ("--from", "2018-12-03", "--to", "2018-12-04")
    for source in ([], ["--source", "council"]):
        answer = match(desk, file, *one_day, *source, status=0)
        assert "2 payments of £121.00 of other funds by their codes are left out." in answer.err
        assert "Finance paid, payments.csv" in answer.out and "£1,200.00" in answer.out
        assert "Vets" not in answer.out
    assert "read as such" in match(desk, file).err
    only = write(tmp_path, rows[1:], "vets.csv")
    desk.refused("match", only, *PLF, "--source", "council", saying="other funds")


# Decisions


def test_a_confirmed_match_is_kept_with_who_and_honoured_when_sorted_anew(desk, extract, tmp_path):
    found = read(desk, extract)
    name = name_of(found, "Youth Club")
    before = desk.ok("verify", "--format", "json").json["head"]
    answer = match(
        desk,
        extract,
        *("--confirm", f"{name[:7]}=51", "--reason", "Paid late", "--by", "Clara Clerk"),
    )
    assert "by Clara Clerk: Paid late" in answer.out
    assert desk.ok("verify", "--format", "json").json["head"] != before
    again = read(desk, write(tmp_path, ROWS[::-1], "other.csv"))
    assert ("confirmed", "Youth Club", 1, (51,)) in ways(again)
    confirmed = next(one for one in again["matched"] if one["by"] == "confirmed")
    assert confirmed["confirmedBy"] == "Clara Clerk"
    assert [(one["by"], one["reason"], one.get("lapse")) for one in again["decisions"]] == [
        ("Clara Clerk", "Paid late", None)
    ]
    reconciles(again)
    text = match(desk, extract).out
    assert "confirmed by Clara Clerk" in text
    assert "Confirmed by Clara Clerk on " in text and ": Paid late" in text


def test_what_is_decided_already_is_said_to_be_and_by_whom(desk, extract):
    name = name_of(read(desk, extract), "Youth Club")
    first = match(desk, extract, "--confirm", f"{name}=51", "--reason", "Seen", "--by", "Clara Clerk")
    assert "Kept: p-" in first.out
    before = desk.fingerprint()
    second = match(desk, extract, "--confirm", f"{name}=51", "--reason", "Me too", "--by", "Carl Clerk")
    told = " ".join(second.out.split())
    assert "belongs with entry 51, by Clara Clerk on 20" in told and "Kept: p-" not in told
    assert "Nothing new was kept of it" in told and "Me too" not in told
    assert desk.fingerprint() == before
    match(desk, extract, "--break", f"{name}=51", "--reason", "No", "--by", "Carl Clerk")
    third = match(desk, extract, "--confirm", f"{name}=51", "--reason", "Me too", "--by", "Carl Clerk")
    assert "by Carl Clerk: Me too" in third.out
    assert "Kept “" in match(desk, extract, "--keep").out
    again = match(desk, extract, "--keep", "--name", "other").out
    assert "is kept as “payments.csv” already; nothing new was kept" in " ".join(again.split())


def test_several_payments_and_entries_are_confirmed_at_once(desk, extract):
    found = read(desk, extract)
    club, nobody = name_of(found, "Youth Club"), name_of(found, "Nobody Knows")
    match(desk, extract, "--confirm", f"{club}, {nobody}=51,M-9", "--reason", "One run")
    again = read(desk, extract)
    # Confirmed, and yet not the same sum: it stands as differing.
    both = next(one for one in again["differing"] if one["by"] == "confirmed")
    assert (both["finance"], both["ledger"]) == (34_410, 31_250)
    reconciles(again)


def test_a_broken_match_stays_broken(desk, extract):
    found = read(desk, extract)
    name = name_of(found, "STREET PASTORS LTD")
    match(desk, extract, "--break", f"{name}=44", "--reason", "Another invoice")
    again = read(desk, extract)
    assert name in {one["payment"]["name"] for one in again["onlyInFinance"]}
    assert 44 in {one["entry"]["entry"] for one in again["onlyInLedger"]}
    assert not any(
        44 in (likely["entries"] or [])
        for one in again["onlyInFinance"]
        for likely in one["couldBe"]
    )
    reconciles(again)
    # The last word counts.
    match(desk, extract, "--confirm", f"{name}=44", "--reason", "The same after all")
    assert ("confirmed", "STREET PASTORS LTD", 1, (44,)) in ways(read(desk, extract))


def test_a_decision_lapses_when_its_entry_is_reversed(desk, extract):
    name = name_of(read(desk, extract), "Youth Club")
    match(desk, extract, "--confirm", f"{name}=51", "--reason", "Paid late")
    desk.ok("reverse", "51")
    again = read(desk, extract)
    assert again["decisions"][0]["lapse"] == "entry 51 was reversed by entry 57"
    assert name in {one["payment"]["name"] for one in again["onlyInFinance"]}


# Kept for reconcile


def findings(desk):
    found = desk("reconcile", *PLF, "--format", "json", "--today", "2019-02-01").json["findings"]
    return [one for one in found if one["rule"] == "finance-extract"]


def test_nothing_is_written_unless_it_is_asked_for(desk, extract):
    before = desk.fingerprint()
    match(desk, extract, status=1)
    match(desk, extract, "--all", "--format", "json", status=1)
    assert desk.fingerprint() == before
    assert findings(desk) == []


def test_a_kept_extract_feeds_reconcile(desk, extract):
    answer = match(desk, extract, "--keep", status=1)
    assert "Kept “payments.csv”, 13 payments of £4,879.10, 2018-10-01 to 2018-12-31." in answer.out
    found = findings(desk)
    assert {(one["severity"], one.get("project"), one["amount"]) for one in found} == {
        ("error", "PLF-05", 1_000),
        ("warning", "PLF-05", 32_750),
        ("warning", None, 30_000),
        ("warning", None, 4_410),
    }
    differing = next(one for one in found if one["severity"] == "error")
    assert differing["entries"] == [50]
    for words in ("£1,000.00", "£990.00", "payments.csv line 9", "£10.00 more in finance"):
        assert words in differing["message"]
    assert "Youth Club" in next(one["message"] for one in found if one["amount"] == 30_000)


def test_a_later_extract_of_the_name_takes_its_place(desk, extract, tmp_path):
    match(desk, extract, "--keep", status=1)
    mended = [row for row in ROWS if row[1] not in ("Youth Club", "Nobody Knows")]
    mended = [[*row[:4], "990"] if row[1].startswith("Leics") else row for row in mended]
    match(desk, write(tmp_path, mended), "--keep", status=1)
    assert {(one["severity"], one["amount"]) for one in findings(desk)} == {("warning", 32_750)}


def test_extracts_of_two_quarters_work_together(desk, tmp_path):
    """One invoice paid in two quarters, and nothing counted twice where the lists overlap."""
    early = [row for row in ROWS if row[0].endswith("10/2018")]
    late = [row for row in ROWS if not row[0].endswith("10/2018")]
    match(desk, write(tmp_path, early, "october.csv"), "--keep", status=1)
    found = read(desk, write(tmp_path, late, "rest.csv"))
    assert ("reference", "Mediation East", 2, (45,)) in ways(found)
    assert found["totals"]["financeElsewhere"] == 50_000
    reconciles(found)
    match(desk, tmp_path / "rest.csv", "--keep", status=1)
    apart = findings(desk)
    match(desk, write(tmp_path, ROWS, "all.csv"), "--keep", status=1)
    reconciles(read(desk, tmp_path / "all.csv"))
    assert {(one["severity"], one["amount"]) for one in findings(desk)} == {
        (one["severity"], one["amount"]) for one in apart
    }


def test_decisions_and_extracts_travel_in_a_book(desk, extract, tmp_path):
    name = name_of(read(desk, extract), "Youth Club")
    match(desk, extract, "--keep", "--confirm", f"{name}=51", "--reason", "Late", status=1)
    desk.ok("export", "book", "--output", tmp_path / "out")
    (tmp_path / "second").mkdir()
    other = Desk(tmp_path / "second")
    other.load(tmp_path / "out")
    assert findings(other) == findings(desk)
    assert read(other, extract)["decisions"] == read(desk, extract)["decisions"]


def test_a_kept_extract_that_was_changed_by_hand_is_a_finding(desk, extract, tmp_path):
    match(desk, extract, "--keep", status=1)
    book = tmp_path / "out"
    desk.ok("export", "book", "--output", book)
    kept = next((book / "finance").glob("*.csv"))
    kept.write_text(kept.read_text().replace("44.10", "44.101"))
    (tmp_path / "second").mkdir()
    other = Desk(tmp_path / "second")
    other.load(book)
    (found,) = findings(other)
    assert found["severity"] == "error"
    assert "kept extract “payments.csv” is no payment" in found["message"]
    # Kept anew, it is as it was.
    match(other, extract, "--keep", status=1)
    assert findings(other) == findings(desk)


def test_a_waiver_covers_a_finding_until_its_figures_change(desk, extract, tmp_path):
    match(desk, extract, "--keep", status=1)
    nobody = next(one for one in findings(desk) if one["amount"] == 4_410)
    desk.ok(
        *("waive", nobody["reference"], "--name", "Chair", "--reason", "Being asked"),
        *("--until", "2099-03-31"),
    )
    assert next(one for one in findings(desk) if one["amount"] == 4_410)["waiver"]
    more = [*ROWS, ["28/12/2018", "Nobody Knows", "X-2", "", "1.00"]]
    match(desk, write(tmp_path, more), "--keep", status=1)
    assert next(one for one in findings(desk) if one["amount"] == 4_510).get("waiver") is None


# Refused


@pytest.mark.parametrize(
    "arguments, words",
    [
        (["--confirm", "{club}=51"], "--reason"),
        (["--confirm", "{club}", "--reason", "x"], "p-abcde=31"),
        (["--confirm", "{club}=", "--reason", "x"], "p-abcde=31"),
        (["--break", "=51", "--reason", "x"], "--break p-abcde=31"),
        (["--confirm", "p-zzzz=51", "--reason", "x"], "“p-zzzz”"),
        (["--confirm", "p=51", "--reason", "x"], "Write more of its name"),
        (["--confirm", "{club}=999", "--reason", "x"], "“999”"),
        (["--confirm", "{club}=2", "--reason", "x"], "allocation"),
        (["--confirm", "{club}=41", "--reason", "x"], "CI001"),
        (["--confirm", "{club}=53", "--reason", "x"], "Entry 53 was reversed"),
        (["--confirm", "{club}=51", "--break", "{club}=0", "--reason", "x"], "“0”"),
        (["--confirm", "{club}=51", "--break", "{club}=51", "--reason", "x"], "both --confirm and"),
        (["--confirm", "{club}=51", "--break", "{club}=51,52", "--reason", "x"], "entry 51"),
        (["--days", "367"], "0 to 366"),
        (["--days", "-3"], "0 to 366"),
        (["--days=-3"], "0 to 366"),
        (["--days", "soon"], "0 to 366"),
        (["--from", "2018-12-31", "--to", "2018-12-01"], "backwards"),
        (["--from", "2019-01-01"], "2019-01-01"),
        (["--source", "nowhere"], "“nowhere”"),
        (["--keep", "--name", " "], "name of the extract"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_a_sentence(desk, extract, arguments, words):
    club = name_of(read(desk, extract), "Youth Club")
    arguments = [argument.replace("{club}", club) for argument in arguments]
    desk.refused("match", extract, *PLF, *arguments, saying=words)


def test_what_is_no_list_of_payments_is_refused_in_a_sentence(desk, tmp_path):
    (tmp_path / "a.csv").write_text("Project,Allocated\nPLF-01,100\n")
    (tmp_path / "b.csv").write_text(",".join(HEADER) + "\n")
    (tmp_path / "c.xlsx").write_bytes(b"PK\x03\x04 and no more")
    for name in ("a.csv", "b.csv", "c.xlsx", "nowhere.csv"):
        desk.refused("match", tmp_path / name, *PLF, saying=name)
    statement = ROOT / "Ledgers" / "charnwood-2018-19" / "statements" / "PLF_2018-19_2019-01-24.csv"
    desk.refused(
        "match", statement, *PLF, saying=("looks like a printed statement", "`locality compare`")
    )


def test_everything_that_cannot_be_read_is_told_and_nothing_is_kept(desk, tmp_path):
    rows = [
        ["03/12/2018", "Acme", "1", "", "12.345"],
        ["31/02/2018", "Acme", "2", "", "10"],
        ["03/12/2018", "Acme", "3", "", "10"],
    ]
    before = desk.fingerprint()
    status, out, err = match(desk, write(tmp_path, rows), "--keep")
    assert (status, out) == (1, "")
    assert "line 2" in err and "12.345" in err
    assert "line 3" in err and "31/02/2018" in err
    assert "Nothing was matched: 2 things in payments.csv" in err
    assert desk.fingerprint() == before


# Many rows


def test_thousands_of_random_rows_reconcile(desk, tmp_path):
    rng = random.Random(11)
    payees = [f"Supplier {n}" for n in range(80)]
    rows = [
        [
            f"{rng.randint(1, 28):02}/{rng.randint(10, 12)}/2018",
            rng.choice(payees),
            rng.choice(["", f"INV-{rng.randint(1, 400)}"]),
            "",
            f"{rng.randint(-200, 2_000) / 100:.2f}",
        ]
        for _ in range(2_000)
    ]
    spends = [row for row in rows if float(row[-1]) > 0][:150]
    lines = ["date,kind,partnership,fund,year,from,to,amount,reference,payee,note,entry\n"]
    for number, (day, payee, reference, _, amount) in enumerate(spends):
        date = "-".join(reversed(day.split("/")))
        lines.append(
            f"{date},spend,Charnwood Community Safety Partnership,PLF,2018-19,PLF-18,,{amount},"
            f"{reference},{payee},,R-{number}\n"
        )
    book = desk.book()
    with (book / "entries.csv").open("a", encoding="utf-8") as file:
        for line in lines[1:]:
            cells = line.rstrip("\n").split(",")
            file.write(",".join([*cells, "", "", "", ""]) + "\n")
    desk("load", book)
    found = read(desk, write(tmp_path, rows))
    assert len(found["matched"]) > 50
    reconciles(found)
