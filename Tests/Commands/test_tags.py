"""What is said of an entry besides its money: late invoices, labour, capital, assets."""

import pytest
from desk import Desk

LATE = ("--date", "2019-01-24", "--belongs-to", "2018-19-Q3")


@pytest.fixture(scope="module")
def closed_ledger(tmp_path_factory, charnwood_ledger):
    """The sample with its third quarter closed."""
    desk = Desk(tmp_path_factory.mktemp("closed"))
    desk.take(charnwood_ledger)
    desk.ok("close", "--fund", "PLF", "--quarter", "2018-19-Q3", "--reason", "Return sent")
    return desk.ledger


@pytest.fixture
def desk(locality, closed_ledger):
    locality.take(closed_ledger)
    return locality


def transaction(desk, named):
    return next(
        row for row in desk.ok("transactions", "--format", "json").json
        if named in (row["id"], row["entry"])
    )


def test_a_late_invoice_is_told_its_way_and_goes_there(desk):
    told = desk.refused(
        "spend", "PLF-02", "250", "--date", "2018-12-20",
        saying=("closed up to 2018-12-31", "`--date 2019-01-01 --belongs-to 2018-19-Q3`"),
    )
    assert "2018-12-20" in told
    answer = desk.ok("spend", "PLF-02", "250", *LATE, "--entry", "INV-98")
    assert "It belongs to 2018-19-Q3." in answer.out
    assert transaction(desk, "INV-98")["tag"]["belongsTo"] == "2018-19-Q3"
    assert "belongs to 2018-19-Q3" in desk.ok("transactions", "--kind", "spend").out
    again = desk.ok("spend", "PLF-02", "250", *LATE, "--entry", "INV-98").out
    assert "recorded before" in again
    assert desk.ok("verify").status == 0


@pytest.mark.parametrize(
    ("arguments", "saying"),
    [
        (("--date", "2019-01-24", "--belongs-to", "2018-19-Q4"), ("2019-03-31", "--belongs-to")),
        (("--date", "2019-04-24", "--belongs-to", "2018-19-Q3"), "spending dates"),
        (("--date", "2019-01-24", "--belongs-to", "Q5"), "2018-19-Q4"),
        (("--date", "2018-12-31", "--belongs-to", "2018-19-Q3"), "closed up to 2018-12-31"),
        (("--date", "2019-01-24", "--belongs-to", "Q3", "--asset", "a\nb"), "one line"),
    ],
)
def test_what_belongs_to_no_closed_period_is_refused_and_nothing_is_recorded(desk, arguments, saying):
    desk.refused("spend", "PLF-02", "250", *arguments, saying=saying)


def test_an_open_quarter_is_no_period_to_belong_to(charnwood):
    charnwood.refused(
        "spend", "PLF-02", "250", *LATE, saying=("2018-19-Q3 is not closed", "open throughout")
    )


def test_labour_capital_and_assets_are_listed(desk):
    desk.ok(
        "spend", "PLF-02", "900", "--date", "2019-01-24", "--capital", "--asset", "Camera, town hall",
        "--entry", "CAM",
    )
    answer = desk.ok(
        "spend", "PLF-02", "100", "--date", "2019-01-24", "--labour", "--format", "json"
    ).json
    assert answer["tag"] == {"labour": True, "capital": False}
    desk.ok("refund", "PLF-02", "10", "--date", "2019-01-25", "--labour", "--entry", "BACK")
    rows = desk.ok("transactions", "--format", "csv").csv
    by_id = {row["Id"]: row for row in rows}
    assert by_id["CAM"]["Capital"] == "yes" and by_id["CAM"]["Asset"] == "Camera, town hall"
    assert by_id["BACK"]["Labour"] == "yes" and by_id["BACK"]["Belongs to"] == ""
    assert by_id["CAM"]["Documents"] == "0"


def test_a_tag_is_put_on_changed_and_taken_away(desk):
    desk.ok("spend", "PLF-02", "250", "--date", "2019-01-24", "--entry", "INV-98")
    assert "belongs to 2018-19-Q3" in desk.ok("tag", "INV-98", "--belongs-to", "Q3").out
    answer = desk.ok("tag", "INV-98", "--labour", "--format", "json").json
    assert answer["tag"] == {"belongsTo": "2018-19-Q3", "labour": True, "capital": False}
    assert answer["changed"] is True
    again = desk.ok("tag", "INV-98", "--labour", "--format", "json").json
    assert again["changed"] is False
    desk.ok("tag", "INV-98", "--belongs-to", "", "--no-labour")
    assert transaction(desk, "INV-98").get("tag") is None
    desk.refused("tag", "INV-98", saying="--belongs-to")
    desk.refused("tag", "INV-99", "--labour", saying="INV-99")
    desk.refused("tag", "1", "--labour", saying="award")


def test_once_its_own_quarter_is_closed_the_period_of_an_entry_stays(desk):
    desk.ok("spend", "PLF-02", "250", *LATE, "--entry", "INV-98")
    desk.ok("close", "--fund", "PLF", "--quarter", "2018-19-Q4")
    desk.refused("tag", "INV-98", "--belongs-to", "Q2", saying=("2019-01-24", "reopen"))
    desk.ok("tag", "INV-98", "--capital")
    tag = transaction(desk, "INV-98")["tag"]
    assert tag == {"belongsTo": "2018-19-Q3", "labour": False, "capital": True}


def test_a_book_carries_what_is_said_of_entries(desk):
    desk.ok("spend", "PLF-02", "250", *LATE, "--entry", "INV-98", "--labour")
    desk.ok("export", "book", "--output", "out")
    head = desk.head()
    other = ("--ledger", "other.sqlite")
    desk.ok("load", "out", *other)
    assert head in desk.ok("verify", *other).out
    rows = desk.ok("transactions", "--format", "json", *other).json
    assert next(row for row in rows if row["id"] == "INV-98")["tag"]["belongsTo"] == "2018-19-Q3"
    desk.ok("load", "out", *other)
    assert head in desk.ok("verify", *other).out
