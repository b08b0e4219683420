"""Asking and deciding: who asks does not decide, and nothing moves before."""

import pytest

PLF = ("PLF", "--year", "2018-19")
DAY = ("--date", "2019-02-01")
MINUTE = ("--minute", "Strategic Group, 24 January 2019, item 5")
CHAIR = ("--by", "Chair")


@pytest.fixture
def desk(locality, charnwood_ledger):
    locality.take(charnwood_ledger)
    return locality


@pytest.fixture
def agreed(desk):
    desk.ok("agreement", "set", *PLF, "virement-consent=100")
    return desk


def ask(desk, *words, by="Manager"):
    return desk.ok(
        "propose", *words, "--reason", "Needs more", *DAY, "--by", by, "--format", "json"
    ).json


def balance(desk, project):
    rows = desk.ok("statement", "--fund", "PLF", "--year", "2018-19", "--format", "json").json
    return next(row["balance"] for row in rows["rows"] if row["project"] == project)


def test_a_virement_asked_for_moves_when_it_is_approved(desk):
    asked = ask(desk, "virement", "PLF-02", "PLF-06", "500")
    assert (asked["proposal"], asked["standing"]) == ("P1", "waiting")
    assert balance(desk, "PLF-06") == 91400
    told = desk.ok("approve", "P1", *MINUTE, *CHAIR).out
    assert "PLF-06 £914.00 before, £1,414.00 after." in told
    assert balance(desk, "PLF-06") == 141400
    kept = desk.ok("approvals", "--format", "json").json[0]
    assert kept["figures"] == [
        {"name": "PLF-02", "before": 500000, "after": 450000},
        {"name": "PLF-06", "before": 91400, "after": 141400},
    ]
    assert (kept["askedBy"], kept["decidedBy"], kept["minute"]) == ("Manager", "Chair", MINUTE[1])
    assert desk.ok("approvals", "--waiting").out == "Nothing waits for a decision.\n"
    desk.ok("verify")


@pytest.mark.parametrize("name", ["Manager", "manager", " MANAGER "])
@pytest.mark.parametrize("words", [("approve", *MINUTE), ("reject", "--reason", "No")])
def test_who_asked_decides_nothing(desk, name, words):
    ask(desk, "virement", "PLF-02", "PLF-06", "500")
    before = desk.fingerprint()
    desk.refused(words[0], "P1", *words[1:], "--by", name, saying="cannot decide on it")
    assert desk.fingerprint() == before


def test_a_meetings_list_is_approved_whole_or_not_at_all(desk):
    ask(desk, "virement", "PLF-02", "PLF-06", "500")
    ask(desk, "allocation", "PLF-02", "16")
    ask(desk, "virement", "PLF-15", "PLF-06", "16", by="Chair")
    told = desk.refused("approve", "--all", *MINUTE, *CHAIR)
    assert told.startswith("Chair asked for P3 and cannot decide on it.")
    assert balance(desk, "PLF-06") == 91400
    desk.ok("approve", "--all", *MINUTE, "--by", "Deputy")
    assert balance(desk, "PLF-06") == 91400 + 50000 + 1600
    assert [one["standing"] for one in desk.ok("approvals", "--format", "json").json] == [
        "approved"
    ] * 3


def test_what_was_rejected_is_kept_with_its_reason(desk):
    ask(desk, "virement", "PLF-02", "PLF-06", "500")
    desk.ok("reject", "P1", "--reason", "Wait for the evaluation", *CHAIR)
    kept = desk.ok("approvals", "--format", "csv").csv[0]
    assert (kept["Decision"], kept["Reason of the decision"]) == (
        "rejected",
        "Wait for the evaluation",
    )
    desk.refused("approve", "P1", *MINUTE, *CHAIR, saying="was rejected already, by Chair")


def test_the_last_penny_that_may_be_recorded_at_once(agreed):
    agreed.ok("vire", "PLF-02", "PLF-06", "100.00", *DAY)
    agreed.refused(
        "vire", "PLF-02", "PLF-06", "100.01", *DAY, saying="£100.01 is above the £100.00"
    )
    assert ask(agreed, "virement", "PLF-02", "PLF-06", "100.01")["proposal"] == "P1"
    agreed.ok("approve", "P1", *MINUTE, *CHAIR)


def test_money_is_carried_forward_by_consent_and_approval(agreed):
    agreed.ok("fund", "add", "PLF", "--year", "2019-20", "--name", "Next", "--funder", "OPCC")
    words = ("PLF-14", "7,000", "--date", "2019-03-31")
    agreed.refused("carry-forward", *words, saying="needs the funder's consent")
    agreed.refused("carry-forward", *words, "--reference", "OPCC", saying="needs approval")
    agreed.refused("propose", "carry-forward", *words, "--reason", "Slips", saying="consent")
    agreed.ok(
        "propose", "carry-forward", *words, "--reason", "Slips", "--reference", "OPCC 12 March"
    )
    agreed.ok("approve", "P1", *MINUTE, *CHAIR)
    entry = agreed.ok("transactions", "--kind", "carry-forward", "--format", "json").json[-1]
    assert (entry["amount"], entry["reference"]) == (700000, "OPCC 12 March")


def test_what_cannot_be_recorded_is_refused_when_it_is_asked_for(desk):
    desk.refused(
        "propose", "virement", "PLF-02", "PLF-06", "5000.01", "--reason", "x", *DAY,
        saying="PLF-02 has £5,000.00 free",
    )
    desk.refused("propose", "release", "PLF-02", "0", "--reason", "x", *DAY)
    desk.refused("propose", "release", "PLF-02", "1", "--reason", " ", *DAY, saying="reason")
    assert desk.ok("approvals", "--format", "json").json == []


def test_an_award_and_its_cut_are_asked_for(desk):
    ask(desk, "award", *PLF, "1000")
    ask(desk, "award", *PLF, "250", "--reduce")
    ask(desk, "repayment", "PLF-02", "10")
    desk.ok("approve", "P1", "P2", "P3", *MINUTE, *CHAIR)
    award = desk.ok("statement", "--fund", "PLF", "--year", "2018-19", "--format", "json").json
    assert award["award"]["amount"] == 7550000 + 100000 - 25000


@pytest.mark.parametrize(
    "words, saying",
    [
        (("approve", "P9", *MINUTE), "There is no proposal P9"),
        (("approve", *MINUTE), "No proposal is named"),
        (("approve", "--all", *MINUTE), "No proposal waits"),
        (("approve", "--all", "P1", *MINUTE), "Say one or the other"),
        (("approve", "P1", "--minute", ""), "minute"),
    ],
)
def test_what_cannot_be_decided_is_said(desk, words, saying):
    if words[1:2] == ("P1",):
        ask(desk, "virement", "PLF-02", "PLF-06", "500")
    desk.refused(*words, *CHAIR, saying=saying)


def test_approvals_travel_in_a_book(desk):
    ask(desk, "virement", "PLF-02", "PLF-06", "500")
    desk.ok("approve", "P1", *MINUTE, *CHAIR)
    desk.ok("export", "book", "--output", "Book")
    desk.ok("load", "Book", "--ledger", "other.sqlite")
    one, other = (
        desk.ok("approvals", "--format", "json", "--ledger", ledger).json
        for ledger in (desk.ledger, "other.sqlite")
    )
    assert one == other
