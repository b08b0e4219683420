"""The sample book: the demo's main job, from an empty folder."""


import pytest
from desk import CHARNWOOD, ROOT

BOOK = ROOT / "Ledgers" / "charnwood-2018-19"
DAY = "2019-02-01"


def statement(desk, fund, *more):
    return desk.ok("statement", "--fund", fund, "--year", "2018-19", *more)


def findings(desk, *more, status=0):
    return desk("reconcile", "--today", DAY, "--format", "json", *more, status=status).json


# Load


def test_loading_says_how_much_and_that_it_agrees(locality):
    status, out, err = locality.load()
    assert out.startswith("43 entries recorded")
    assert "agree with 2 printed statements" in out
    assert err == ""
    assert locality.ledger.exists()


def test_loading_again_adds_nothing(charnwood):
    head = charnwood.head()
    assert "43 known already" in charnwood.load().out
    assert charnwood.head() == head


# Statement


def test_plf_adds_up_to_what_the_committee_saw(charnwood, golden):
    out = statement(charnwood, "PLF").out
    total = next(line for line in out.splitlines() if line.startswith("Total"))
    assert total.split()[1:] == ["£75,500.00", "£34,970.00", "£40,530.00"]
    golden("statement-PLF.txt", out)


def test_ci001_adds_up_to_what_the_committee_saw(charnwood, golden):
    out = statement(charnwood, "CI001").out
    total = next(line for line in out.splitlines() if line.startswith("Total"))
    assert total.split()[1:] == ["£15,000.00", "£3,815.00", "£11,185.00"]
    golden("statement-CI001.txt", out)


def test_ci001_marks_five_lines_and_says_why(charnwood):
    lines = statement(charnwood, "CI001").out.splitlines()
    marked = [line.split()[0] for line in lines if line.endswith("*")]
    assert marked == [f"CI001-0{i}" for i in range(1, 6)]
    assert "* awaiting Quarter Three invoices" in lines


def test_ci001_says_that_its_award_is_indicative(charnwood):
    assert "£15,000.00, indicative" in statement(charnwood, "CI001").out


def test_plf_is_confirmed_and_awaits_nothing(charnwood):
    out = statement(charnwood, "PLF").out
    assert "£75,500.00, confirmed" in out
    assert "*" not in out


def test_every_line_of_the_table_ends_in_one_column(charnwood):
    lines = statement(charnwood, "CI001").out.splitlines()
    rules = [i for i, line in enumerate(lines) if line.startswith("─")]
    table = lines[rules[0] - 1 : rules[1] + 2]
    ends = {len(line.removesuffix("  *")) for line in table if not line.startswith("─")}
    assert len(ends) == 1


def test_a_statement_prints_the_ledger_head(charnwood):
    assert statement(charnwood, "PLF").out.splitlines()[-1] == f"Ledger head {charnwood.head()}"


def test_without_a_fund_every_fund_is_printed(charnwood):
    out = charnwood.ok("statement").out
    assert out.count(CHARNWOOD) == 2
    assert "£40,530.00" in out and "£11,185.00" in out


def test_statement_json_keeps_its_contract(charnwood):
    plf = statement(charnwood, "PLF", "--format", "json").json
    assert (plf["partnership"], plf["fund"], plf["year"]) == (CHARNWOOD, "PLF", "2018-19")
    assert plf["asAt"] == "2019-01-24"
    assert plf["award"] == {"amount": 7550000, "basis": "confirmed"}
    assert {
        "project": "PLF-01",
        "description": "To address transient student related ASB",
        "original": 1000000,
        "virements": 0,
        "allocated": 1000000,
        "spent": 1000000,
        "committed": 0,
        "balance": 0,
        "freeBalance": 0,
        "awaitingInvoices": False,
    }.items() <= plf["rows"][0].items()
    assert {
        "allocated": 7550000,
        "spent": 3497000,
        "committed": 0,
        "balance": 4053000,
        "unallocated": 0,
    }.items() <= plf["totals"].items()


def test_statement_json_holds_money_as_whole_pence(charnwood):
    def numbers(value):
        if isinstance(value, dict):
            return [n for v in value.values() for n in numbers(v)]
        if isinstance(value, list):
            return [n for v in value for n in numbers(v)]
        return [value] if isinstance(value, (int, float)) and not isinstance(value, bool) else []

    every = numbers(charnwood.ok("statement", "--format", "json").json)
    assert every and all(type(number) is int for number in every)


def test_statement_json_without_a_fund_is_a_list(charnwood):
    listed = charnwood.ok("statement", "--format", "json").json
    assert [one["fund"] for one in listed] == ["CI001", "PLF"]


def test_statement_json_says_which_lines_await_invoices(charnwood):
    rows = statement(charnwood, "CI001", "--format", "json").json["rows"]
    assert [row["awaitingInvoices"] for row in rows] == [True] * 5 + [False] * 2


def test_statement_csv_holds_the_same_figures(charnwood):
    rows = statement(charnwood, "PLF", "--format", "csv").csv
    pence = [
        (row["Project"], *(int(row[c].replace(".", "")) for c in ("Allocated", "Spent", "Balance")))
        for row in rows
    ]
    kept = statement(charnwood, "PLF", "--format", "json").json
    expected = [(r["project"], r["allocated"], r["spent"], r["balance"]) for r in kept["rows"]]
    assert pence == [*expected, ("Total", 7550000, 3497000, 4053000)]


def test_statement_csv_of_every_fund_says_which_fund_a_line_is_of(charnwood):
    rows = charnwood.ok("statement", "--format", "csv").csv
    assert {row.get("Fund") for row in rows} == {"PLF", "CI001"}


def test_as_at_an_earlier_day_leaves_out_what_came_later(charnwood):
    plf = statement(charnwood, "PLF", "--as-at", "2019-01-23", "--format", "json").json
    assert plf["asAt"] == "2019-01-23"
    assert (plf["totals"]["spent"], plf["totals"]["balance"]) == (0, 7550000)


def test_as_at_is_inclusive(charnwood):
    plf = statement(charnwood, "PLF", "--as-at", "2019-01-24", "--format", "json").json
    assert plf["totals"]["spent"] == 3497000


def test_as_known_prints_januarys_table_again_in_july(charnwood):
    january = statement(charnwood, "PLF", "--as-at", "2019-01-24").out
    charnwood.ok("spend", "PLF-02", "1,250.00", "--date", "2019-01-10", "--reference", "LATE")
    charnwood.ok("project", "edit", "PLF-16", "--description", "Detached Work, Shepshed")
    assert statement(charnwood, "PLF", "--as-at", "2019-01-24").out != january
    again = statement(charnwood, "PLF", "--as-at", "2019-01-24", "--as-known", "2019-01-24")
    figures = [line for line in january.splitlines() if line.startswith(("PLF", "Total", "Ledger"))]
    assert all(line in again.out.splitlines() for line in figures)


@pytest.mark.parametrize("when", ["43", "2019-01-24", "2019-01-24T15:00:00Z"])
def test_as_known_takes_an_entry_a_day_or_a_moment(charnwood, when):
    charnwood.ok("spend", "PLF-02", "1,250.00", "--date", "2019-01-10")
    plf = statement(charnwood, "PLF", "--as-known", when, "--format", "json").json
    assert plf["totals"]["spent"] == 3497000
    assert plf["head"]["entry"] == 43


def test_as_known_a_moment_is_exact_to_the_second(charnwood):
    plf = statement(charnwood, "PLF", "--as-known", "2019-01-24T13:59:59Z", "--format", "json").json
    assert plf["totals"]["spent"] == 0


def test_a_table_of_an_earlier_knowledge_says_so(charnwood):
    """Without it, a table printed in July of January's knowledge passes for July's."""
    charnwood.ok("spend", "PLF-02", "1,250.00", "--date", "2019-01-10")
    assert "known" in statement(charnwood, "PLF", "--as-known", "43").out


@pytest.mark.parametrize(
    "option, words",
    [
        (["--as-known", "9999"], "its last entry is 43"),
        (["--as-known", "nonsense"], "“nonsense”"),
        (["--as-at", "2019-02-30"], "“2019-02-30”"),
        (["--year", "2017-18"], "2017-18"),
        (["--year", "2018-20"], "“2018-20”"),
        (["--fund", "XYZ"], "XYZ"),
    ],
)
def test_a_statement_that_cannot_be_is_refused_by_name(charnwood, option, words):
    charnwood.refused("statement", *option, saying=words)


# Reconcile


def test_reconcile_finds_what_is_wrong_with_the_sample(charnwood):
    found = {}
    for finding in findings(charnwood)["findings"]:
        found.setdefault((finding["rule"], finding["fund"]), []).append(finding.get("project"))
    assert found == {
        ("cash-below-spend", "PLF"): [None],
        ("cash-below-spend", "CI001"): [None],
        ("indicative-award", "CI001"): [None],
        ("incomplete-project", "PLF"): ["PLF-14", "PLF-15"],
        ("incomplete-project", "CI001"): [f"CI001-0{i}" for i in (4, 5, 1, 2, 3, 6)],
        ("same-description", "CI001"): ["CI001-01"],
        ("same-description", "PLF"): ["PLF-16"],
        ("invoices-overdue", "CI001"): [f"CI001-0{i}" for i in (1, 2, 4, 5, 3)],
    }


def test_reconcile_sorts_findings_by_money(charnwood):
    amounts = [finding["amount"] for finding in findings(charnwood)["findings"]]
    assert amounts == sorted(amounts, reverse=True)


def test_reconcile_reads_as_kept(charnwood, golden):
    golden("reconcile.txt", charnwood.ok("reconcile", "--today", DAY).out)


def test_reconcile_json_keeps_its_contract(charnwood):
    found = findings(charnwood)
    assert (found["errors"], found["warnings"]) == (0, 18)
    assert len(found["findings"]) == 18
    for finding in found["findings"]:
        assert finding.keys() >= set("rule severity fund year amount message entries".split())
        assert type(finding["amount"]) is int


def test_warnings_alone_end_with_nought(charnwood):
    assert charnwood("reconcile", "--today", DAY).status == 0


def test_reconcile_of_one_fund_tells_of_that_fund_alone(charnwood):
    assert {f["fund"] for f in findings(charnwood, "--fund", "PLF")["findings"]} == {"PLF"}


def test_invoices_are_not_overdue_before_their_quarter_ends(charnwood):
    answer = charnwood.ok("reconcile", "--today", "2018-12-31", "--format", "json")
    assert not [f for f in answer.json["findings"] if f["rule"] == "invoices-overdue"]


def test_a_statement_that_no_longer_agrees_is_an_error_and_names_the_entry(charnwood):
    charnwood.ok("spend", "PLF-02", "1,250.00", "--date", "2019-01-10")
    found = findings(charnwood, status=1)
    printed = [f for f in found["findings"] if f["rule"] == "printed-statement"]
    assert {f["severity"] for f in printed} == {"error"}
    assert {f["amount"] for f in printed} == {125000}
    assert all(f["entries"] == [44] for f in printed)


def test_every_finding_has_a_reference_of_its_own(charnwood):
    charnwood.ok("spend", "PLF-02", "1,250.00", "--date", "2019-01-10")
    references = [f["reference"] for f in findings(charnwood, status=1)["findings"]]
    assert len(references) == len(set(references))


def test_over_allocation_is_found(charnwood):
    charnwood.ok("allocate", "PLF-15", "0.01", "--date", "2019-01-30")
    found = [f for f in findings(charnwood, status=1)["findings"] if f["severity"] == "error"]
    assert [(f["rule"], f["amount"]) for f in found] == [("over-allocation", 1)]


def test_an_award_that_is_reversed_leaves_an_over_allocation_to_find(charnwood):
    charnwood("reverse", "CI001-AWARD", "--date", "2019-01-30")
    found = charnwood("reconcile", "--fund", "CI001", "--today", DAY, "--format", "json")
    assert found.status == 1
    assert 1500000 in [f["amount"] for f in found.json["findings"] if f["severity"] == "error"]


def test_a_possible_duplicate_invoice_is_found_and_kept(charnwood):
    for day in ("2019-02-04", "2019-02-05"):
        charnwood.ok(
            "spend", "PLF-02", "100", "--date", day, "--payee", "ACME", "--reference", "INV-1"
        )
    found = [f for f in findings(charnwood)["findings"] if "duplicate" in f["rule"]]
    assert [(f["amount"], f["entries"]) for f in found] == [(10000, [44, 45])]


def test_an_authorised_overspend_stands_as_a_finding_with_its_reason(charnwood):
    charnwood.ok(
        "spend", "PLF-15", "20", "--date", "2019-02-05", "--overspend-reason", "Chair agreed"
    )
    found = [f for f in findings(charnwood)["findings"] if f["rule"] == "overspend"]
    assert [(f["project"], f["amount"]) for f in found] == [("PLF-15", 400)]
    assert "“Chair agreed”" in found[0]["message"]


def test_spend_before_its_allocation_is_found(locality):
    book = locality.book()
    text = (book / "entries.csv").read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if "PLF-03-SPEND" in line)
    early = line.replace("2019-01-24,spend", "2018-04-01,spend")
    moved = text.replace(line, early)
    allocated = next(line for line in text.splitlines() if "PLF-03-ALLOC" in line)
    moved = moved.replace(allocated, allocated.replace("2018-04-01,alloc", "2018-06-01,alloc"))
    (book / "entries.csv").write_text(moved, encoding="utf-8")
    locality.load(book)
    answer = locality("reconcile", "--today", DAY, "--format", "json")
    found = [f for f in answer.json["findings"] if f["rule"] == "spend-before-allocation"]
    assert [(f["project"], f["amount"]) for f in found] == [("PLF-03", 300000)]


def test_confirming_the_award_answers_its_finding(charnwood):
    charnwood.ok("fund", "confirm", "CI001", "--year", "2018-19")
    assert not [f for f in findings(charnwood)["findings"] if f["rule"] == "indicative-award"]
    assert "confirmed" in statement(charnwood, "CI001").out


# Waivers


@pytest.fixture
def waived(charnwood):
    found = findings(charnwood)["findings"]
    reference = next(f["reference"] for f in found if f["rule"] == "indicative-award")
    charnwood.ok(
        *("waive", reference, "--name", "Chair, Strategic Group"),
        *("--reason", "Letter on its way", "--until", "2019-03-31"),
    )
    return charnwood, reference


def test_a_waiver_is_printed_where_the_finding_would_be(waived):
    desk, reference = waived
    out = desk.ok("reconcile", "--today", DAY).out
    after = out.split(reference)[1].split("\nwarning")[0]
    assert "Chair, Strategic Group" in after
    assert "Letter on its way" in after
    assert "2019-03-31" in after or "31 March 2019" in after


def test_a_waiver_holds_through_its_last_day_and_no_longer(waived):
    desk, _ = waived

    def count(day):
        return desk.ok("reconcile", "--today", day, "--format", "json").json["warnings"]

    assert (count("2019-03-31"), count("2019-04-01")) == (17, 18)


def test_a_waived_error_does_not_end_with_one(charnwood):
    charnwood.ok("allocate", "PLF-15", "0.01", "--date", "2019-01-30")
    found = findings(charnwood, status=1)["findings"]
    reference = next(f["reference"] for f in found if f["severity"] == "error")
    charnwood.ok("waive", reference, "--name", "Chair", "--reason", "x", "--until", "2019-03-31")
    findings(charnwood, status=0)


@pytest.mark.parametrize(
    "change, words",
    [
        ({"reference": "nosuch-1a2b3c4d"}, "nosuch-1a2b3c4d"),
        ({"--name": ""}, "name"),
        ({"--reason": ""}, "reason"),
        ({"--until": "31/02/2019"}, "“31/02/2019”"),
    ],
)
def test_a_waiver_without_a_part_is_refused(charnwood, change, words):
    found = findings(charnwood)["findings"]
    parts = {
        "reference": found[0]["reference"],
        "--name": "Chair",
        "--reason": "x",
        "--until": "2019-03-31",
    } | change
    reference = parts.pop("reference")
    options = [part for pair in parts.items() for part in pair]
    charnwood.refused("waive", reference, *options, saying=words)


# Explain


@pytest.mark.parametrize("project", ["PLF-06", "CI001-03"])
def test_explain_reads_as_kept(charnwood, golden, project):
    golden(f"explain-{project}.txt", charnwood.ok("explain", project).out)


def test_explain_tells_opening_each_movement_and_closing(charnwood):
    lines = charnwood.ok("explain", "PLF-06").out.splitlines()
    assert lines[1] == "Opening balance £0.00."
    assert "£5,000.00 allocated" in lines[2] and "entry 7" in lines[2]
    assert "£4,086.00 spent" in lines[3] and "entry 35" in lines[3]
    assert lines[4].startswith("Closing balance £914.00")


def test_explain_movements_add_up_in_json(charnwood):
    told = charnwood.ok("explain", "PLF-06", "--format", "json").json
    balance = told["opening"]
    for movement in told["movements"]:
        balance += movement["change"]
        assert movement["balance"] == balance
    assert told["closing"] == balance == 91400


def test_explain_csv_is_csv(charnwood):
    rows = charnwood.ok("explain", "PLF-06", "--format", "csv").csv
    assert len(rows) >= 2 and len(rows[0]) > 2


def test_explain_of_no_project_is_refused(charnwood):
    charnwood.refused("explain", "PLF-99", saying="PLF-99")


# Transactions

FILTERS = {
    "--project PLF-06": [7, 35],
    "--project plf-06": [7, 35],
    "--fund CI001 --kind spend": [41, 42, 43],
    "--kind commitment": [28, 29, 30, 31, 32],
    "--from 2019-01-24 --fund CI001": [41, 42, 43],
    "--to 2018-04-01 --fund CI001": list(range(20, 28)),
    "--from 2018-12-31 --to 2018-12-31": [28, 29, 30, 31, 32],
    "--payee camera": [44],
    "--reference po-77": [44],
    "--amount £2,322": [21, 22],
    "--least 10,000": [1, 2, 11, 20, 33],
    "--least 10,000.01": [1, 20],
    "--most 16 --kind allocation": [16],
    "--most 15.99 --kind allocation": [],
    "--year 2018/19 --amount 941": [27],
    "--payee nobody": [],
}


@pytest.mark.parametrize("arguments, entries", FILTERS.items(), ids=FILTERS.keys())
def test_transactions_are_filtered(charnwood, arguments, entries):
    charnwood.ok(
        *("commit", "PLF-18", "2400", "--date", "2019-02-01", "--reference", "PO-77"),
        *("--payee", "Camera supplier", "--entry", "ORDER"),
    )
    answer = charnwood.ok("transactions", *arguments.split(), "--format", "json").json
    expected = [*entries, 44] if arguments == "--kind commitment" else entries
    assert [entry["entry"] for entry in answer] == expected


def test_transactions_csv_and_json_and_export_agree(charnwood):
    listed = charnwood.ok("transactions", "--format", "csv").csv
    held = charnwood.ok("transactions", "--format", "json").json
    assert [int(row["Amount"].replace(".", "")) for row in listed] == [e["amount"] for e in held]
    assert [row["Id"] for row in listed] == [e["id"] for e in held]
    exported = charnwood.ok("export", "transactions")
    assert exported.csv == listed


def test_transactions_of_one_kind_in_words_count_them(charnwood):
    out = charnwood.ok("transactions", "--kind", "spend").out
    assert out.splitlines()[-1] == "11 entries"


@pytest.mark.parametrize(
    "arguments, words",
    [
        (["--kind", "virment"], "virement"),
        (["--least", "ten"], "“ten”"),
        (["--from", "31/02/2019"], "“31/02/2019”"),
        (["--fund", "XYZ"], "XYZ"),
        (["--project", "PLF-77"], "PLF-77"),
    ],
)
def test_a_filter_that_names_nothing_is_refused(charnwood, arguments, words):
    charnwood.refused("transactions", *arguments, saying=words)


# The book


def hashes(desk):
    return [entry["hash"] for entry in desk.ok("transactions", "--format", "json").json]


def tree(folder):
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def test_the_exported_book_is_the_sample_byte_for_byte(charnwood):
    charnwood.ok("export", "book", "--output", "out")
    assert tree(charnwood.folder / "out") == tree(BOOK)


def test_the_exported_book_loads_to_the_same_hashes(charnwood):
    charnwood.ok("export", "book", "--output", "out")
    charnwood.ok("load", "out", "--ledger", "again.sqlite")
    again = charnwood.ok("transactions", "--format", "json", "--ledger", "again.sqlite").json
    assert [entry["hash"] for entry in again] == hashes(charnwood)


def test_everything_recorded_survives_the_round_trip(waived):
    desk, _ = waived
    desk.ok("commit", "PLF-18", "2400", "--date", "2019-02-01", "--entry", "ORDER")
    desk.ok("spend", "PLF-18", "1000", "--against", "ORDER", "--date", "2019-02-02")
    desk.ok("vire", "PLF-15", "PLF-06", "16", "--date", "2019-02-01", "--note", '9, "agreed"')
    desk.ok("reverse", "PLF-07-SPEND", "--note", "entered twice")
    desk.ok("await", "PLF-14", "--quarter", "2018-19-Q4", "--date", "2019-02-01", "--amount", "70")
    desk.ok("project", "edit", "PLF-16", "--description", "Detached Work, Shepshed")
    desk.ok("fund", "confirm", "CI001", "--year", "2018-19")
    desk.ok("close", "--fund", "PLF", "--quarter", "2018-19-Q2", "--reason", "Return sent")
    desk.ok("export", "book", "--output", "out")
    desk.ok("load", "out", "--ledger", "again.sqlite")
    again = desk.ok("verify", "--format", "json", "--ledger", "again.sqlite").json["head"]
    assert f"{again['entry']}:{again['hash']}" == desk.head()
    desk.ok("export", "book", "--output", "out2", "--ledger", "again.sqlite")
    assert tree(desk.folder / "out2") == tree(desk.folder / "out")


@pytest.mark.parametrize(
    "command",
    [
        ["spend", "PLF-02", "1,250", "--date", "2019-01-10", "--note", "arrived late"],
        ["reverse", "PLF-07-SPEND"],
        ["project", "edit", "PLF-16", "--description", "Detached Work, Shepshed"],
    ],
    ids=["a late invoice", "a reversal", "a new description"],
)
def test_what_came_after_a_printed_table_does_not_keep_the_book_from_loading(charnwood, command):
    """The table was right when it was printed: it is held against what was known then."""
    charnwood.ok(*command)
    charnwood.ok("export", "book", "--output", "out")
    charnwood.ok("load", "out", "--ledger", "again.sqlite")


def test_following_the_advice_of_a_finding_makes_no_error(charnwood):
    charnwood.ok("project", "edit", "PLF-16", "--description", "Detached Work, Shepshed")
    found = charnwood("reconcile", "--today", DAY, "--format", "json").json
    assert found["errors"] == 0
