"""Orders and their invoices, accruals, and claims held against what was agreed."""

import pytest

YEAR = ("--year", "2018-19")
PLF = ("--fund", "PLF", *YEAR)


@pytest.fixture
def desk(charnwood):
    charnwood.ok("award", "PLF", "100", *YEAR, "--date", "2019-02-04")
    charnwood.ok(
        "commit", "PLF-18", "2,400", "--date", "2018-10-02", "--reference", "PO-77", "--payee",
        "Camera supplier", "--entry", "ORDER",
    )
    charnwood.ok("commit", "PLF-18", "100", "--date", "2018-12-01", "--entry", "SMALL")
    return charnwood


def listed(desk, *more):
    return desk.ok("commitments", *PLF, "--format", "json", *more).json


def test_the_ageing_list_shows_every_open_order_with_what_became_of_it(desk):
    desk.ok("spend", "PLF-18", "900", "--against", "ORDER", "--date", "2018-11-05")
    desk.ok("decommit", "PLF-18", "500", "--against", "ORDER", "--date", "2019-02-05")
    answer = listed(desk, "--as-at", "2018-19-Q3")
    assert answer["asAt"] == "2018-12-31"
    assert [
        (o["id"], o["ordered"], o["invoiced"], o["released"], o["left"], o["days"])
        for o in answer["orders"]
    ] == [("ORDER", 240000, 90000, 0, 150000, 90), ("SMALL", 10000, 0, 0, 10000, 30)]
    assert [(a["orders"], a["left"]) for a in answer["ages"]] == [
        (1, 10000), (0, 0), (1, 150000), (0, 0)]
    assert answer["left"] == 160000 == desk.row("PLF-18", "PLF", "--as-at", "2018-12-31")["committed"]
    later = listed(desk, "--as-at", "2019-02-05")
    assert later["orders"][0]["released"] == 50000
    assert [a["orders"] for a in later["ages"]] == [0, 0, 1, 1]
    text = desk.ok("commitments", *PLF, "--as-at", "2018-19-Q3").out
    assert "61 to 90 days, 1 order" in text and "Camera supplier, PO-77" in text
    rows = desk.ok("commitments", *PLF, "--as-at", "2018-12-31", "--format", "csv").csv
    assert [(row["Id"], row["Left"], row["Age"]) for row in rows] == [
        ("ORDER", "1500.00", "61 to 90 days"), ("SMALL", "100.00", "0 to 30 days")]
    desk.refused("commitments", *PLF, "--as-at", "2018-19-Q9")


def test_what_is_released_without_an_order_is_said(desk):
    desk.ok("decommit", "PLF-18", "40", "--date", "2018-12-02")
    answer = listed(desk, "--as-at", "2018-12-31")
    assert (answer["left"], answer["releasedUnnamed"]) == (250000, 4000)
    assert "£40.00 was released" in desk.ok("commitments", *PLF, "--as-at", "2018-12-31").out


def test_the_rest_of_an_order_is_released_without_its_sum(desk):
    desk.ok("spend", "PLF-18", "900", "--against", "ORDER", "--date", "2018-11-05")
    again = ("decommit", "PLF-18", "--against", "ORDER", "--date", "2018-12-05", "--entry", "REST")
    assert "£1,500.00" in desk.ok(*again).out
    assert "recorded before" in desk.ok(*again).out
    assert [o["id"] for o in listed(desk, "--as-at", "2018-12-31")["orders"]] == ["SMALL"]
    desk.refused(
        "decommit", "PLF-18", "--against", "ORDER", "--date", "2018-12-05",
        saying=("£900.00 is invoiced", "£1,500.00 released"))
    desk.refused("decommit", "PLF-18", "--date", "2018-12-05", saying="--against")
    desk.refused("decommit", "PLF-18", "--against", "1", saying="not an open commitment")


def test_an_invoice_beyond_its_order_is_refused_unless_a_reason_is_given(desk):
    invoice = ("spend", "PLF-18", "2,400.01", "--against", "ORDER", "--date", "2018-11-05", "--entry", "I1")
    desk.refused(*invoice, saying=("£2,400.00 left", "£0.01 too much"))
    answer = desk.ok(*invoice, "--overspend-reason", "price rose", "--format", "json").json
    assert (answer["id"], answer["amount"]) == ("I1", 240000)
    assert [(f["id"], f["amount"]) for f in answer["further"]] == [("I1-excess", 1)]
    assert desk.row("PLF-18")["committed"] == 10000
    excess = next(
        row for row in desk.ok("transactions", "--format", "json").json if row["id"] == "I1-excess")
    assert excess["fromAccount"] == "available"
    assert excess["note"].startswith("Beyond order ") and "price rose" in excess["note"]
    head = desk.head()
    again = desk.ok(*invoice, "--overspend-reason", "price rose", "--format", "json").json
    assert again["already"] is True and desk.head() == head
    desk.refused(
        "spend", "PLF-18", "1", "--against", "ORDER", "--date", "2018-11-05", saying="£0.00 left")
    desk.ok(
        "spend", "PLF-18", "1", "--against", "ORDER", "--date", "2018-11-05", "--overspend-reason",
        "delivery")
    assert desk.row("PLF-18")["committed"] == 10000


def test_an_old_order_stands_as_a_finding_once_an_agreement_is_settled(desk):
    def stale(day):
        found = desk("reconcile", "--format", "json", "--today", day).json["findings"]
        return [(f["project"], f["amount"]) for f in found if f["rule"] == "stale-commitment"]

    assert stale("2019-06-30") == []
    desk.ok("agreement", "set", "PLF", *YEAR)
    assert stale("2018-12-31") == []
    assert stale("2019-01-01") == [("PLF-18", 240000)]
    desk.ok("agreement", "set", "PLF", *YEAR, "stale-order-days=91")
    assert stale("2019-01-01") == []


def test_an_accrual_counts_for_its_period_only(charnwood):
    spent = charnwood.row("PLF-02")["spent"]
    accrue = (
        "accrue", "PLF-02", "800", "--period", "2018-19-Q3", "--payee", "Mediation", "--entry", "ACC")
    answer = charnwood.ok(*accrue, "--format", "json").json
    assert (answer["date"], answer["kind"]) == ("2018-12-31", "spend")
    assert [(f["date"], f["kind"], f["id"]) for f in answer["further"]] == [
        ("2019-01-01", "reversal", "ACC-reversal")]
    at_end = charnwood.row("PLF-02", "PLF", "--as-at", "2018-12-31")["spent"]
    assert at_end - charnwood.row("PLF-02")["spent"] == 80000
    assert charnwood.row("PLF-02")["spent"] == spent
    shown = charnwood.ok("transactions", "--project", "PLF-02").out
    assert "Accrual for 2018-19-Q3" in " ".join(shown.split())
    notes = [
        row["note"] for row in charnwood.ok("transactions", "--format", "json").json
        if row["id"].startswith("ACC")]
    assert notes == ["Accrual for 2018-19-Q3", "Accrual for 2018-19-Q3 reversed"]
    assert "recorded before" in charnwood.ok(*accrue).out
    charnwood.refused(
        "accrue", "PLF-02", "800", "--period", "2018-19-Q4",
        saying=("ends the year", "`locality spend --date 2019-03-31`"))
    charnwood.refused("accrue", "PLF-02", "800", "--period", "Q2", "--date", "2018-09-01")
    charnwood.refused("accrue", "PLF-15", "16.01", "--period", "Q3", saying="£0.01")
    charnwood.ok("close", *PLF[:2], "--quarter", "2018-19-Q3")
    charnwood.refused("accrue", "PLF-02", "1", "--period", "Q3", saying="closed")


def test_an_accrual_draws_on_its_order_until_it_is_undone(desk):
    desk.ok("accrue", "PLF-18", "400", "--period", "Q3", "--against", "ORDER")
    assert listed(desk, "--as-at", "2018-12-31")["orders"][0]["left"] == 200000
    assert listed(desk, "--as-at", "2019-01-01")["orders"][0]["left"] == 240000


def test_a_claim_in_arrears_is_held_against_evidenced_spend(charnwood):
    claim = ("claim", "PLF", *YEAR, "--date", "2019-01-31")
    charnwood.ok(*claim, "100")
    charnwood.ok("agreement", "set", "PLF", *YEAR)
    charnwood.refused(
        *claim, "1",
        saying=("in arrears", "£34,970.00 is spent", "£0.00 evidenced", "£100.00 is claimed", "evidence attach"))
    charnwood.ok("agreement", "set", "PLF", *YEAR, "evidence-from=1,000,000")
    charnwood.refused(*claim, "34,870.01", saying=("£34,870.00 may be claimed", "£0.01 too much"))
    charnwood.ok(*claim, "34,870")
    charnwood.refused(*claim, "99,000", saying="awarded")
    for mode in ("advance", "tranches"):
        charnwood.ok("agreement", "set", "PLF", *YEAR, f"payment={mode}")
        charnwood.ok(*claim, "1")


def test_a_ring_fence_is_held_to_the_penny(charnwood):
    def fenced():
        found = charnwood("reconcile", "--format", "json").json["findings"]
        return [(f["severity"], f["amount"]) for f in found if f["rule"] == "ring-fence"]

    charnwood.ok("agreement", "set", "PLF", *YEAR, "labour=40,530")
    assert fenced() == []
    charnwood.ok("agreement", "set", "PLF", *YEAR, "labour=40,530.01")
    assert fenced() == [("error", 1)]
    charnwood.ok("spend", "PLF-02", "5", "--date", "2019-02-04", "--entry", "STAFF", "--labour")
    assert fenced() == [("error", 1)]
    charnwood.ok("tag", "STAFF", "--no-labour")
    assert fenced() == [("error", 501)]
