"""Every kind of entry: what it does to the balance, and where it is refused."""

import re

import pytest
from desk import CHARNWOOD, Desk

FEB = ("--date", "2019-02-04")
SECOND = ("--by", "A second person")
YEAR = ("--year", "2018-19")


def words(text):
    return text.split()


@pytest.fixture(scope="module")
def desk_ledger(tmp_path_factory, charnwood_ledger):
    """The sample, with an order on PLF-18, a claim, and a second year to carry money to."""
    desk = Desk(tmp_path_factory.mktemp("desk"))
    desk.take(charnwood_ledger)
    desk.ok("commit", "PLF-18", "2,400", *FEB, "--reference", "PO-77", "--entry", "ORDER")
    desk.ok("award", "PLF", "100", *YEAR, *FEB)
    desk.ok("claim", "PLF", "34,970", *YEAR, *FEB, "--reference", "Q3-CLAIM")
    desk.ok("fund", "add", "PLF", "--year", "2019-20", "--name", "Next", "--funder", "OPCC")
    return desk.ledger


@pytest.fixture
def desk(locality, desk_ledger):
    locality.take(desk_ledger)
    return locality


# The last penny and the first beyond it. PLF-15 has £16.00, the fund £100.00 unallocated.
LIMITS = {
    "spend": ("spend PLF-15 {} --date 2019-02-04", "16.00", "16.01", "£0.01"),
    "spend against an order": (
        "spend PLF-18 {} --against ORDER --date 2019-02-05",
        "2,400.00",
        "2,400.01",
        "£0.01",
    ),
    "spend beside an order": ("spend PLF-18 {} --date 2019-02-05", "4,600.00", "4,600.01", "£0.01"),
    "commit": ("commit PLF-15 {} --date 2019-02-04", "16", "16.01", "£0.01"),
    "decommit": (
        "decommit PLF-18 {} --against ORDER --date 2019-02-05",
        "2,400",
        "2,400.01",
        "£0.01",
    ),
    "vire": ("vire PLF-15 PLF-06 {} --date 2019-02-04", "16", "16.01", "£0.01"),
    "release": ("release PLF-15 {} --date 2019-02-04", "16", "16.01", "£0.01"),
    "refund": ("refund PLF-07 {} --date 2019-02-04", "1,200", "1,200.01", "£0.01"),
    "await": (
        "await PLF-15 --quarter 2018-19-Q4 --amount {} --date 2019-02-04",
        "16",
        "16.01",
        "£0.01",
    ),
    "claim": ("claim PLF {} --year 2018-19 --date 2019-02-04", "40,630", "40,630.01", "£0.01"),
    "repay from a project": ("repay PLF-15 {} --date 2019-03-31", "16", "16.01", "£0.01"),
    "repay from the fund": (
        "repay PLF {} --year 2018-19 --date 2019-03-31",
        "100",
        "100.01",
        "£0.01",
    ),
    "carry-forward from a project": (
        "carry-forward PLF-15 {} --year 2018-19 --date 2019-03-31",
        "16",
        "16.01",
        "£0.01",
    ),
    "carry-forward from the fund": (
        "carry-forward PLF {} --year 2018-19 --date 2019-03-31",
        "100",
        "100.01",
        "£0.01",
    ),
}


@pytest.mark.parametrize("command, last, first, over", LIMITS.values(), ids=LIMITS.keys())
def test_the_last_penny_is_taken(desk, command, last, first, over):
    answer = desk.ok(*words(command.format(last)))
    assert answer.out.startswith("Entry 47 (")


@pytest.mark.parametrize("command, last, first, over", LIMITS.values(), ids=LIMITS.keys())
def test_one_penny_more_is_refused_with_the_figures(desk, command, last, first, over):
    desk.refused(*words(command.format(first)), saying=[f"£{first}", f"{over} too much"])


@pytest.mark.parametrize("command, last, first, over", LIMITS.values(), ids=LIMITS.keys())
def test_a_refusal_names_no_option_the_command_lacks(desk, command, last, first, over):
    name = command.split()[0]
    told = desk(*words(command.format(first))).err
    page = desk.ok(name, "--help").out
    for option in re.findall(r"--[a-z-]+", told):
        assert option in page, f"{name} has no {option}: {told}"


@pytest.mark.parametrize(
    "name", ["release", "repay from a project", "carry-forward from a project", "decommit"]
)
def test_who_takes_money_out_is_not_told_to_move_money_in(desk, name):
    command, _, first, _ = LIMITS[name]
    told = desk(*words(command.format(first))).err
    assert "locality vire" not in told and "without --against" not in told, told


DATED = [
    "spend PLF-02 1 --date {}",
    "commit PLF-02 1 --date {}",
    "vire PLF-02 PLF-06 1 --date {}",
    "await PLF-02 --quarter 2018-19-Q4 --date {}",
    "refund PLF-07 1 --date {}",
]


@pytest.mark.parametrize("command", DATED)
@pytest.mark.parametrize("day", ["2018-04-01", "2019-03-31"])
def test_the_first_and_the_last_spending_day_are_inside(desk, command, day):
    desk.ok(*words(command.format(day)))


@pytest.mark.parametrize("command", DATED[:1])
@pytest.mark.parametrize("day", ["2018-03-31", "2019-04-01"])
def test_a_spend_outside_the_funds_dates_is_refused_with_the_dates(desk, command, day):
    desk.refused(*words(command.format(day)), saying=[day, "2018-04-01", "2019-03-31"])


# Balances


def test_a_spend_shows_the_balance_before_and_after(charnwood):
    out = charnwood.ok(
        *("spend", "PLF-02", "1,250.00", *FEB, "--payee", "Mediation Service"),
        *("--reference", "INV-118"),
    ).out
    assert re.match(r"Entry 44 \(\w+\) recorded: £1,250.00 spent", out)
    assert "Mediation Service, INV-118" in out
    assert "PLF-02 balance £5,000.00 before, £3,750.00 after." in out


def test_a_spend_in_json_gives_the_balances_in_pence(charnwood):
    told = charnwood.ok("spend", "PLF-02", "1,250.00", *FEB, "--format", "json").json
    assert told["entry"] == 44
    assert "375000" in str(told)


@pytest.mark.parametrize(
    "command, changes",
    [
        ("spend PLF-02 100", {"PLF-02": (0, 10000, 0)}),
        ("commit PLF-02 100", {"PLF-02": (0, 0, 10000)}),
        ("spend PLF-18 100 --against ORDER", {"PLF-18": (0, 10000, -10000)}),
        ("decommit PLF-18 100 --against ORDER", {"PLF-18": (0, 0, -10000)}),
        ("vire PLF-02 PLF-06 100", {"PLF-02": (-10000, 0, 0), "PLF-06": (10000, 0, 0)}),
        ("allocate PLF-02 100", {"PLF-02": (10000, 0, 0)}),
        ("release PLF-02 100", {"PLF-02": (-10000, 0, 0)}),
        ("refund PLF-07 100", {"PLF-07": (0, -10000, 0)}),
        ("repay PLF-02 100", {"PLF-02": (-10000, 0, 0)}),
        ("carry-forward PLF-02 100", {"PLF-02": (-10000, 0, 0)}),
    ],
)
def test_an_entry_moves_what_it_says_and_nothing_else(desk, command, changes):
    def figures():
        rows = desk.ok("statement", "--fund", "PLF", *YEAR, "--format", "json").json["rows"]
        return {row["project"]: (row["allocated"], row["spent"], row["committed"]) for row in rows}

    before = figures()
    desk.ok(*words(command), "--date", "2019-02-06")
    after = figures()
    moved = {
        project: tuple(b - a for a, b in zip(before[project], after[project]))
        for project in before
        if before[project] != after[project]
    }
    assert moved == changes


def test_balance_and_free_balance_are_what_the_columns_say(desk):
    desk.ok("spend", "PLF-18", "1,000", "--against", "ORDER", "--date", "2019-02-05")
    row = desk.row("PLF-18")
    assert row["balance"] == row["allocated"] - row["spent"] == 600000
    assert row["freeBalance"] == row["balance"] - row["committed"] == 460000


def test_a_cut_of_the_award_warns_of_the_over_allocation(charnwood):
    answer = charnwood.ok("award", "PLF", "0.01", "--reduce", *YEAR, *FEB)
    assert "over-allocated by £0.01: £75,500.00 against an award of £75,499.99" in answer.err


def test_an_allocation_beyond_the_award_warns_and_is_recorded(charnwood):
    answer = charnwood.ok("allocate", "PLF-15", "84.00", *FEB)
    assert "over-allocated by £84.00" in answer.err
    assert "PLF-15 balance £16.00 before, £100.00 after." in answer.out


def test_an_allocation_within_the_award_does_not_warn(desk):
    assert desk.ok("allocate", "PLF-15", "100", *FEB).err == ""


def test_reversing_the_award_warns_of_the_over_allocation(charnwood):
    answer = charnwood("reverse", "PLF-AWARD", *FEB)
    assert "£75,500.00" in answer.err


def test_money_carried_forward_arrives_unallocated_in_the_next_year(desk):
    desk.ok("carry-forward", "PLF-14", "7,000", *YEAR, "--date", "2019-03-31")
    following = desk.ok("statement", "--fund", "PLF", "--year", "2019-20", "--format", "json").json
    assert following["totals"]["unallocated"] == 700000


def test_carrying_forward_to_a_year_that_is_not_there_is_refused(charnwood):
    charnwood.refused(
        *("carry-forward", "PLF-14", "7,000", *YEAR, "--date", "2019-03-31"),
        saying=["PLF 2019-20", "locality fund add"],
    )


def test_awarded_claimed_and_received_are_three_figures(desk):
    desk.ok("receipt", "PLF", "34,000", *YEAR, "--date", "2019-02-28")
    told = desk.ok("statement", "--fund", "PLF", *YEAR, "--format", "json").json
    assert told["award"]["amount"] == 7560000
    assert (told["cash"]["claimed"], told["cash"]["received"]) == (3497000, 3400000)


def test_a_receipt_beyond_the_claims_does_not_pass_unremarked(desk):
    answer = desk.ok("receipt", "PLF", "34,970.01", *YEAR, "--date", "2019-02-28")
    assert "£34,970.01 is now received" in answer.err and "claimed" in answer.err


# Overspends


def test_an_overspend_needs_a_reason_and_then_stands(charnwood):
    charnwood.ok("spend", "PLF-15", "20", *FEB, "--overspend-reason", "Chair agreed")
    out = charnwood.ok("statement", "--fund", "PLF", *YEAR).out
    line = next(line for line in out.splitlines() if line.startswith("PLF-15"))
    assert line.endswith("!") and "-£4.00" in line
    assert "! overspent" in out


def test_an_empty_reason_authorises_nothing(charnwood):
    charnwood.refused("spend", "PLF-15", "20", *FEB, "--overspend-reason", " ")


# The same id twice


@pytest.mark.parametrize(
    "command",
    [
        "spend PLF-02 100 --date 2019-02-06",
        "commit PLF-02 100 --date 2019-02-06",
        "spend PLF-18 100 --against ORDER --date 2019-02-06",
        "decommit PLF-18 100 --against ORDER --date 2019-02-06",
        "vire PLF-02 PLF-06 100 --date 2019-02-06",
        "allocate PLF-02 100 --date 2019-02-06",
        "release PLF-02 100 --date 2019-02-06",
        "refund PLF-07 100 --date 2019-02-06",
        "repay PLF-02 100 --date 2019-02-06",
        "await PLF-02 --quarter 2018-19-Q4 --date 2019-02-06",
        "award PLF 100 --year 2018-19 --date 2019-02-06",
        "claim PLF 100 --year 2018-19 --date 2019-02-06",
        "receipt PLF 100 --year 2018-19 --date 2019-02-06",
        "carry-forward PLF-02 100 --year 2018-19 --date 2019-02-06",
        "reverse PLF-07-SPEND --date 2019-02-06",
    ],
)
def test_the_same_id_twice_is_recorded_once_and_says_so(desk, command):
    desk.ok(*words(command), "--entry", "MINE")
    head = desk.head()
    again = desk.ok(*words(command), "--entry", "MINE")
    assert "recorded before" in again.out and "nothing was added" in again.out
    assert desk.head() == head


def test_the_same_id_for_a_last_penny_is_recorded_once(charnwood):
    """What was allowed is not refused the second time because it used the balance up."""
    for _ in range(2):
        charnwood.ok("spend", "PLF-15", "16", *FEB, "--entry", "MINE")


@pytest.mark.parametrize(
    "change",
    [["PLF-04", "100"], ["PLF-02", "100.01"], ["PLF-02", "100", "--payee", "Another"]],
    ids=["project", "amount", "payee"],
)
def test_the_same_id_with_other_content_is_refused_by_its_figures(charnwood, change):
    charnwood.ok("spend", "PLF-02", "100", *FEB, "--entry", "MINE")
    charnwood.refused("spend", *change, *FEB, "--entry", "MINE", saying=["MINE", "44", "£100.00"])


# Reversal


def test_a_reversal_names_what_it_reverses(charnwood):
    out = charnwood.ok("reverse", "36", "--note", "entered twice").out
    assert "entry 36 (£1,200.00) reversed" in out
    assert "PLF-07 balance £800.00 before, £2,000.00 after." in out
    listed = charnwood.ok("transactions", "--kind", "reversal", "--format", "csv").csv
    assert [row["Answers"] for row in listed] == ["36"]


def test_a_reversal_counts_for_the_day_of_what_it_reverses(charnwood):
    charnwood.ok("reverse", "PLF-07-SPEND")
    assert charnwood.row("PLF-07", "PLF", "--as-at", "2019-01-24")["spent"] == 0


def test_a_reversal_can_count_for_a_later_day(charnwood):
    charnwood.ok("reverse", "PLF-07-SPEND", "--date", "2019-02-04")
    assert charnwood.row("PLF-07", "PLF", "--as-at", "2019-01-24")["spent"] == 120000


@pytest.mark.parametrize(
    "arguments, told",
    [
        (["999"], "999"),
        (["NO-SUCH-ID"], "NO-SUCH-ID"),
        (["PLF-07-SPEND", "--date", "2019-01-23"], "2019-01-24"),
        (["PLF-03-ALLOC"], "£3,000.00"),
    ],
)
def test_a_reversal_that_cannot_be_is_refused(charnwood, arguments, told):
    charnwood.refused("reverse", *arguments, saying=told)


def test_an_entry_is_reversed_once(charnwood):
    charnwood.ok("reverse", "36")
    charnwood.refused("reverse", "36", saying="by entry 44")


def test_a_reversed_spend_leaves_the_order_open_again(desk):
    desk.ok("spend", "PLF-18", "2,400", "--against", "ORDER", *FEB, "--entry", "INVOICE")
    desk.ok("reverse", "INVOICE")
    desk.ok("spend", "PLF-18", "2,400", "--against", "ORDER", "--date", "2019-02-05")
    row = desk.row("PLF-18")
    assert (row["spent"], row["committed"]) == (240000, 0)


# Orders


def test_one_order_takes_many_invoices(desk):
    for amount in ("1,000", "1,000", "400"):
        desk.ok("spend", "PLF-18", amount, "--against", "ORDER", "--date", "2019-02-05")
    desk.refused(
        "spend", "PLF-18", "0.01", "--against", "ORDER", "--date", "2019-02-05", saying="£0.00 left"
    )


def committed_stays_within_the_project(desk, project, *more):
    row = desk.row(project, "PLF", *more)
    assert row["committed"] >= 0, row
    assert row["freeBalance"] <= row["balance"], row


def test_an_order_released_without_its_name_cannot_be_spent_as_well(desk):
    desk("decommit", "PLF-18", "2,400", "--date", "2019-02-05")
    desk("spend", "PLF-18", "2,400", "--against", "ORDER", "--date", "2019-02-06")
    committed_stays_within_the_project(desk, "PLF-18")


def test_no_series_of_entries_spends_beyond_the_allocation_unauthorised(desk):
    desk("decommit", "PLF-18", "2,400", "--date", "2019-02-05")
    desk("spend", "PLF-18", "2,400", "--against", "ORDER", "--date", "2019-02-06")
    desk("spend", "PLF-18", "7,000", "--date", "2019-02-07")
    assert desk.row("PLF-18")["balance"] >= 0


def test_an_invoice_before_its_order_leaves_no_negative_commitment(desk):
    desk("spend", "PLF-18", "10", "--against", "ORDER", "--date", "2019-01-02")
    committed_stays_within_the_project(desk, "PLF-18", "--as-at", "2019-01-15")


@pytest.mark.parametrize(
    "command",
    [
        "spend PLF-17 1 --against ORDER --date 2019-02-05",
        "spend PLF-18 1 --against PLF-18-ALLOC --date 2019-02-05",
        "spend PLF-18 1 --against NOSUCH --date 2019-02-05",
        "decommit PLF-17 1 --against ORDER --date 2019-02-05",
    ],
)
def test_what_is_no_open_order_of_the_project_is_refused(desk, command):
    desk.refused(*words(command))


# Invoices awaited


def awaited(desk, project="PLF-10"):
    return desk.row(project)["awaitingInvoices"]


@pytest.fixture
def waiting(charnwood):
    charnwood.ok(
        *("await", "PLF-10", "--quarter", "2018-19-Q3", "--date", "2018-12-31", "--entry", "W")
    )
    return charnwood


def test_awaited_invoices_are_marked_with_a_footnote(waiting):
    lines = waiting.ok("statement", "--fund", "PLF", *YEAR).out.splitlines()
    assert [line.split()[0] for line in lines if line.endswith("*")] == ["PLF-10"]
    assert "* awaiting Quarter Three invoices" in lines


def test_each_quarter_awaited_has_a_mark_of_its_own(waiting):
    for project, quarter in [("PLF-11", "2018-19-Q2"), ("PLF-10", "2018-19-Q2")]:
        waiting.ok("await", project, "--quarter", quarter, "--date", "2018-12-31")
    lines = waiting.ok("statement", "--fund", "PLF", *YEAR).out.splitlines()
    assert "* awaiting Quarter Two invoices" in lines
    assert "** awaiting Quarter Three invoices" in lines
    marked = {line.split()[0]: line for line in lines if line.endswith("*")}
    assert list(marked) == ["PLF-10", "PLF-11"]
    assert marked["PLF-10"].split()[-2:] == ["*", "**"]
    assert marked["PLF-11"].split()[-1] == "*"


def test_awaiting_without_an_amount_moves_no_money(waiting):
    assert waiting.row("PLF-10")["committed"] == 0


def test_awaiting_with_an_amount_commits_it(charnwood):
    charnwood.ok("await", "PLF-10", "--quarter", "2018-19-Q3", "--amount", "500", *FEB)
    row = charnwood.row("PLF-10")
    assert (row["committed"], row["balance"], row["freeBalance"]) == (50000, 500000, 450000)


def test_a_spend_against_it_clears_the_mark(waiting):
    waiting.ok("spend", "PLF-10", "100", *FEB, "--against", "W")
    assert not awaited(waiting)


def test_a_spend_beside_it_leaves_the_mark(waiting):
    waiting.ok("spend", "PLF-10", "100", *FEB)
    assert awaited(waiting)


def test_a_reversal_clears_the_mark(waiting):
    waiting.ok("reverse", "W")
    assert not awaited(waiting)


def test_an_awaited_amount_is_marked_until_it_is_used_up(charnwood):
    charnwood.ok(
        *("await", "PLF-10", "--quarter", "2018-19-Q3", "--amount", "500", *FEB, "--entry", "W")
    )
    charnwood.ok("spend", "PLF-10", "200", *FEB, "--against", "W")
    assert awaited(charnwood)
    charnwood.ok("spend", "PLF-10", "300", *FEB, "--against", "W")
    assert not awaited(charnwood)


def test_awaiting_the_same_quarter_twice_does_not_pass_unremarked(waiting):
    answer = waiting("await", "PLF-10", "--quarter", "2018-19-Q3", "--date", "2018-12-31")
    assert answer.status == 1 or "already" in answer.out + answer.err


def test_awaiting_says_the_quarter_once(charnwood):
    out = charnwood.ok("await", "PLF-10", "--quarter", "2018-19-Q3", *FEB).out
    assert out.splitlines()[0].count("2018-19-Q3") == 1


@pytest.mark.parametrize("quarter", ["2018-19-Q5", "2018-19", "Q3", "2019-20-Q1"])
def test_a_quarter_that_is_none_of_the_funds_is_refused(charnwood, quarter):
    charnwood.refused("await", "PLF-10", "--quarter", quarter, *FEB, saying=[quarter, "2018-19-Q3"])


# Closing


@pytest.fixture
def closed(charnwood):
    charnwood.ok("close", "--fund", "PLF", "--quarter", "2018-19-Q3", "--reason", "Return sent")
    return charnwood


def test_a_closed_day_takes_no_entry(closed):
    closed.refused(
        "spend", "PLF-04", "1", "--date", "2018-12-31", saying=["2018-12-31", "locality reopen"]
    )


def test_the_day_after_the_closing_is_open(closed):
    closed.ok("spend", "PLF-04", "1", "--date", "2019-01-01")


def test_another_fund_stays_open(closed):
    closed.ok("spend", "CI001-06", "1", "--date", "2018-12-31")


def test_a_closed_entry_is_reversed_on_an_open_day(closed):
    closed.refused("reverse", "PLF-08-ALLOC", saying="closed")
    closed.ok("reverse", "PLF-08-ALLOC", *FEB)


def test_closing_an_earlier_quarter_opens_nothing(closed):
    closed("close", "--fund", "PLF", "--quarter", "2018-19-Q2")
    closed.refused("spend", "PLF-04", "1", "--date", "2018-12-31", saying="closed")


def test_a_reopened_quarter_and_those_after_it_take_entries(closed):
    closed.ok(
        "reopen", "--fund", "PLF", "--quarter", "2018-19-Q2", "--reason", "Late invoice", *SECOND
    )
    closed.ok("spend", "PLF-04", "1", "--date", "2018-07-01")
    closed.ok("spend", "PLF-04", "1", "--date", "2018-12-31")
    closed.refused("spend", "PLF-04", "1", "--date", "2018-06-30", saying="closed")


def test_who_closed_a_quarter_does_not_open_it_again(closed):
    told = closed.refused("reopen", "--fund", "PLF", "--quarter", "2018-19-Q3", "--reason", "x")
    assert "cannot open it again. A second person must" in told


def test_reopening_needs_a_reason(closed):
    assert closed("reopen", "--fund", "PLF", "--quarter", "2018-19-Q3").status == 64
    closed.refused("reopen", "--fund", "PLF", "--quarter", "2018-19-Q3", "--reason", "", *SECOND)


def test_reopening_what_is_open_says_what_is_closed(closed):
    closed.ok("reopen", "--fund", "PLF", "--quarter", "2018-19-Q2", "--reason", "x", *SECOND)
    told = closed.refused("reopen", "--fund", "PLF", "--quarter", "2018-19-Q2", "--reason", "x")
    assert "no closed period" not in told


# Which project, which fund, which partnership


@pytest.mark.parametrize(
    "command, told",
    [
        ("spend PLF-99 1 --date 2019-02-04", "PLF-99"),
        ("vire PLF-15 PLF-15 1 --date 2019-02-04", "PLF-15"),
        ("vire PLF-15 CI001-06 1 --date 2019-02-04", "CI001-06"),
        ("award XYZ 1 --year 2018-19 --date 2019-02-04", "XYZ"),
        ("award PLF 1 --year 2017-18 --date 2019-02-04", "2017-18"),
        ("project add PLF-01 Other --fund PLF --year 2018-19", "PLF-01"),
        ("project edit PLF-99 --lead X", "PLF-99"),
        ("fund confirm XYZ --year 2018-19", "XYZ"),
    ],
)
def test_what_is_not_there_is_refused_by_name(charnwood, command, told):
    charnwood.refused(*words(command), saying=told)


@pytest.fixture
def twice(charnwood):
    """PLF-04 stands in two years."""
    charnwood.ok("fund", "add", "PLF", "--year", "2019-20", "--name", "PLF", "--funder", "OPCC")
    charnwood.ok("project", "add", "PLF-04", "Bikes", "--fund", "PLF", "--year", "2019-20")
    return charnwood


def test_a_project_in_two_years_is_asked_about(twice):
    twice.refused("explain", "PLF-04", saying=["PLF 2018-19", "PLF 2019-20", "--year"])


def test_a_project_in_two_years_is_found_by_its_year(twice):
    out = twice.ok("spend", "PLF-04", "1", *FEB, "--year", "2018/19").out
    assert "£2,500.00 before" in out


def test_a_project_in_two_funds_is_asked_about(charnwood):
    charnwood.ok("project", "add", "PLF-04", "Again", "--fund", "CI001", "--year", "2018-19")
    both = ["PLF 2018-19", "CI001 2018-19", "--fund"]
    charnwood.refused("spend", "PLF-04", "1", *FEB, saying=both)
    charnwood.ok("spend", "PLF-04", "1", *FEB, "--fund", "PLF")


@pytest.mark.parametrize("command", ["award", "claim", "receipt"])
def test_a_fund_said_twice_and_differently_is_not_guessed(charnwood, command):
    head = charnwood.head()
    answer = charnwood(command, "PLF", "10", *YEAR, *FEB, "--fund", "CI001")
    assert answer.status in (1, 64), answer.out
    assert charnwood.head() == head


@pytest.fixture
def neighbours(charnwood):
    """A second partnership with a fund and a project of the same codes."""
    melton = ("--partnership", "Melton CSP")
    charnwood.ok("fund", "add", "PLF", *YEAR, "--name", "Melton PLF", "--funder", "OPCC", *melton)
    charnwood.ok("project", "add", "PLF-02", "Patrols", "--fund", "PLF", *YEAR, *melton)
    charnwood.ok("award", "PLF", "50", *YEAR, *FEB, *melton)
    charnwood.ok("allocate", "PLF-02", "50", *FEB, *melton)
    return charnwood


def test_two_partnerships_are_asked_about(neighbours):
    neighbours.refused(
        "spend", "PLF-02", "1", *FEB, saying=[CHARNWOOD, "Melton CSP", "--partnership"]
    )


def test_two_partnerships_keep_their_money_apart(neighbours):
    neighbours.ok("spend", "PLF-02", "50", *FEB, "--partnership", "Melton CSP")
    neighbours.refused("spend", "PLF-02", "0.01", *FEB, "--partnership", "Melton CSP")
    charnwood = neighbours.row("PLF-02", "PLF", "--partnership", CHARNWOOD)
    assert (charnwood["spent"], charnwood["balance"]) == (0, 500000)


def test_a_partnership_that_is_not_there_is_refused_with_those_that_are(neighbours):
    neighbours.refused(
        *("spend", "PLF-02", "1", *FEB, "--partnership", "Rutland"),
        saying=["“Rutland”", CHARNWOOD, "Melton CSP"],
    )


@pytest.mark.parametrize(
    "command",
    [
        ["verify"],
        ["export", "book", "--output", "out"],
        ["backup", "copy.sqlite"],
        ["restore", "copy.sqlite"],
        ["load", "out"],
        ["init"],
    ],
    ids=lambda command: command[0],
)
def test_what_is_about_the_whole_ledger_takes_no_partnership(neighbours, command):
    words = " ".join(command[: 2 if command[0] == "export" else 1])
    neighbours.refused(
        *command, "--partnership", "Melton CSP", saying=[f"`locality {words}`", "whole ledger"]
    )
    assert not (neighbours.folder / "out").exists()


def test_only_an_entry_of_the_partnership_that_is_named_is_reversed(neighbours):
    own = neighbours.ok("spend", "PLF-02", "5", *FEB, "--partnership", "Melton CSP", "--format", "json")
    number = own.json["entry"]
    neighbours.refused(
        *("reverse", number, "--partnership", CHARNWOOD),
        saying=[f"Entry {number} is of Melton CSP, not of {CHARNWOOD}", "--partnership"],
    )
    neighbours.refused(
        *("reverse", number, "--partnership", "Rutland"), saying=["“Rutland”", "Melton CSP"]
    )
    neighbours.ok("reverse", number, "--partnership", "Melton CSP")


def test_only_a_finding_of_the_partnership_that_is_named_is_waived(neighbours):
    found = neighbours("reconcile", "--partnership", "Melton CSP", "--format", "json").json
    reference = found["findings"][0]["reference"]
    assert found["findings"][0]["partnership"] == "Melton CSP"
    waive = ("waive", reference, "--name", "Chair", "--reason", "Known", "--until", "2099-03-31")
    neighbours.refused(
        *waive, "--partnership", CHARNWOOD,
        saying=[f"Finding {reference} is of Melton CSP, not of {CHARNWOOD}"],
    )
    neighbours.refused(*waive, "--partnership", "Rutland", saying=["“Rutland”", "Melton CSP"])
    neighbours.ok(*waive, "--partnership", "Melton CSP")


def test_the_funds_of_two_partnerships_are_told_apart_in_the_list(neighbours):
    out = neighbours.ok("fund", "list").out
    assert "Charnwood" in out and "Melton CSP" in out


def test_changing_one_thing_of_a_fund_leaves_the_others(charnwood):
    charnwood.ok("fund", "add", "PLF", *YEAR, "--name", "Locality Fund")
    funds = charnwood.ok("fund", "list", "--format", "json").json
    plf = next(fund for fund in funds if fund["fund"] == "PLF")
    assert plf["basis"] == "confirmed"
    assert "Police and Crime Commissioner" in charnwood.ok("statement", "--fund", "PLF").out


def test_fund_list_csv_has_the_columns_of_the_table(charnwood):
    assert charnwood.ok("fund", "list", "--format", "csv").csv[1]["Left"] == "40530.00"


def test_the_name_of_who_records_is_kept(charnwood):
    charnwood.ok("spend", "PLF-02", "1", *FEB, "--by", "Finance Officer")
    charnwood.ok("spend", "PLF-02", "2", *FEB)
    held = charnwood.ok("transactions", "--from", "2019-02-04", "--format", "json").json
    assert [entry["by"] for entry in held] == ["Finance Officer", "Community Safety Manager"]
