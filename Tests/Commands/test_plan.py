"""Profile, forecast, outputs, notes, match funding, duties and reports, by the command."""

import shutil

import pytest
from desk import CHARNWOOD, ROOT

PLF = ("--fund", "PLF", "--year", "2018-19")
HINCKLEY = "Hinckley and Bosworth Community Safety Partnership"


def shown(desk, *command):
    return desk.ok(*command, *PLF, "--format", "json").json


def of(answer, project):
    return next(row for row in answer["rows"] if row["project"] == project)


def test_a_profile_adds_up_to_the_allocation_and_follows_a_virement(charnwood):
    answer = charnwood.ok("profile", "set", "PLF-02", "1000", "1500.01", "1500", *PLF)
    assert "£1,000.00, £1,500.01, £1,500.00 and £999.99" in answer.out
    charnwood.ok("vire", "PLF-02", "PLF-11", "0.99", "--date", "2019-02-04", *PLF)
    answer = shown(charnwood, "profile", "show")
    row = of(answer, "PLF-02")
    assert [row[f"q{i}"] for i in range(1, 5)] == [100000, 150001, 150000, 99900]
    assert row["profile"] == "given"
    row = of(answer, "PLF-13")
    assert [row[f"q{i}"] for i in range(1, 5)] == [92100] * 4 and row["profile"] == "equal parts"
    for row in answer["rows"] + [answer["totals"]]:
        assert sum(row[f"q{i}"] for i in range(1, 5)) == row["allocated"]
    again = charnwood.ok("profile", "set", "PLF-02", "1000", "1500.01", "1500", *PLF)
    assert "nothing was changed" in again.out


@pytest.mark.parametrize(
    "amounts, words",
    [
        (("2500", "2500"), "2 quarters are given"),
        (("2500", "2500", "0.01"), "make £5,000.01 and its allocation is £5,000.00, £0.01 less"),
        (("1000", "1500", "1500", "1000.01"), "a difference of £0.01"),
        (("1000", "1500", "1500", "999.99"), "a difference of £0.01"),
        (("1000", "1500", "15.005"), "parts of a penny"),
    ],
)
def test_a_profile_that_does_not_add_up_is_refused(charnwood, amounts, words):
    charnwood.refused("profile", "set", "PLF-02", *amounts, *PLF, saying=words)


def test_what_was_planned_before_is_known_still(charnwood):
    charnwood.ok("profile", "set", "PLF-02", "1000", "1500", "1500", *PLF)
    # The next entry parts what was known before from what was planned after.
    charnwood.ok("spend", "PLF-02", "1.00", "--date", "2019-02-04", *PLF)
    charnwood.ok("profile", "set", "PLF-02", "0", "0", "0", *PLF)
    now = of(shown(charnwood, "profile", "show"), "PLF-02")
    then = of(shown(charnwood, "profile", "show", "--as-known", "43"), "PLF-02")
    assert (now["q1"], then["q1"]) == (0, 100000)


def test_a_cut_below_the_plan_is_a_finding(charnwood):
    charnwood.ok("profile", "set", "PLF-02", "2000", "2000", "1000", *PLF)
    findings = shown(charnwood, "reconcile")["findings"]
    assert "profile-beyond-allocation" not in [finding["rule"] for finding in findings]
    charnwood.ok("vire", "PLF-02", "PLF-11", "0.01", "--date", "2019-02-04", *PLF)
    findings = shown(charnwood, "reconcile")["findings"]
    found = [f for f in findings if f["rule"] == "profile-beyond-allocation"]
    assert [(f["amount"], f["severity"], f["project"]) for f in found] == [(1, "warning", "PLF-02")]


def test_the_forecast_says_early_and_in_money_what_is_left(charnwood):
    answer = charnwood.ok("forecast", *PLF, "--as-at", "2019-01-24")
    # Three quarters are over; PLF-01 spent its all, others nothing: theirs is the last quarter.
    assert "PLF 2018-19 is heading to leave " in answer.out
    assert "Variance is spent less planned to date" in " ".join(answer.out.split())
    answer = shown(charnwood, "forecast", "--as-at", "2019-01-24")
    row = of(answer, "PLF-01")
    assert (row["plannedToDate"], row["spentToDate"], row["variance"]) == (750000, 1000000, 250000)
    assert (row["variancePercent"], row["forecast"], row["rating"]) == (3333, 1000000, "red")
    row = of(answer, "PLF-02")
    assert (row["variance"], row["forecast"], row["underspend"]) == (-375000, 125000, 375000)
    statement = shown(charnwood, "statement", "--as-at", "2019-01-24")
    totals = answer["totals"]
    assert totals["allocated"] == statement["totals"]["allocated"]
    assert totals["spentToDate"] == statement["totals"]["spent"]
    for name in ["forecast", "plannedToDate", "variance", "underspend"]:
        assert totals[name] == sum(row[name] for row in answer["rows"])
    assert answer["underspend"] == answer["held"] - totals["forecast"]


def test_a_person_can_say_what_will_be_spent(charnwood):
    charnwood.refused(
        "forecast", "set", "PLF-01", "9999.99", "--reason", "less", *PLF,
        saying="£9,999.99 is forecast for PLF-01, which has spent £10,000.00 already, £0.01 more",
    )
    charnwood.refused("forecast", "set", "PLF-02", "10", "--reason", " ", *PLF, saying="reason")
    charnwood.ok("forecast", "set", "PLF-02", "4200", "--reason", "The mediator left", *PLF)
    row = of(shown(charnwood, "forecast"), "PLF-02")
    assert (row["forecast"], row["forecastReason"]) == (420000, "The mediator left")
    charnwood.ok("forecast", "set", "PLF-02", "--reason", "A new one came", *PLF)
    row = of(shown(charnwood, "forecast", "--as-at", "2018-12-31"), "PLF-02")
    assert (row["forecast"], row["forecastReason"]) == (125000, "")


def test_the_funder_is_to_be_told_once_an_agreement_is_settled(charnwood):
    def rules():
        findings = shown(charnwood, "reconcile", "--today", "2018-12-31")["findings"]
        return {finding["rule"] for finding in findings}

    asked = {"forecast-underspend", "duty-overdue", "return-overdue", "match-funding-short"}
    assert not asked & rules()
    charnwood.ok("agreement", "set", "PLF", "--year", "2018-19", "match-funding=20%")
    assert asked <= rules()
    charnwood.ok("match-funding", "add", "PLF-01", "15100", "--from", "Parish council", "--cash",
                 "--date", "2018-11-02", *PLF)
    assert asked - rules() == {"match-funding-short"}


def test_outputs_are_counted_and_cost(charnwood):
    charnwood.ok("output", "set", "PLF-01", "2018-19-Q4", "Clients supported", "--actual", "195",
                 "--target", "180", "--unit", "clients", "--narrative", "Most were seen twice")
    charnwood.ok("output", "set", "PLF-01", "2018-19-Q3", "Clients supported", "--actual", "5")
    row = shown(charnwood, "output", "list", "--quarter", "2018-19-Q4")["rows"][0]
    # £10,000.00 for 200 clients by the end of March.
    assert (row["actual"], row["target"], row["costPerUnit"]) == (195, 180, 5000)
    charnwood.ok("output", "set", "PLF-01", "2018-19-Q4", "Clients supported", "--actual", "200")
    rows = shown(charnwood, "output", "list")["rows"]
    assert [row["costPerUnit"] for row in rows] == [0, 4878]
    assert rows[1]["narrative"] == "Most were seen twice"
    charnwood.refused("output", "set", "PLF-01", "2018-19-Q4", "Packs", "--actual", "1.5",
                      saying="not a count")
    charnwood.refused("output", "set", "PLF-77", "2018-19-Q4", "Packs", saying="PLF-77")


def test_a_note_is_written_for_a_period_of_the_agreement(charnwood):
    charnwood.ok("note", "set", "PLF-02", "--period", "2018-19-Q3", "--reason", "Nobody came",
                 "--treatment", "carry forward")
    charnwood.ok("note", "set", "PLF", "--period", "2018-19-Q3", "--narrative", "All well")
    charnwood.ok("note", "set", "PLF-02", "--period", "2018-19-Q3", "--reason", "He came late")
    rows = shown(charnwood, "note", "show", "--period", "2018-19-Q3")["rows"]
    assert [(row["project"], row["about"], row["note"]) for row in rows] == [
        ("", "narrative", "All well"),
        ("PLF-02", "reason", "He came late"),
        ("PLF-02", "treatment", "carry forward"),
    ]
    charnwood.refused("note", "set", "PLF-02", "--period", "2018-19-H1", "--reason", "x",
                      saying="2018-19-Q1, 2018-19-Q2")
    charnwood.refused("note", "set", "PLF-02", "--period", "2018-19-Q3", "--reason", "x" * 501,
                      saying="501 characters")
    charnwood.refused("note", "set", "PLF-02", "--period", "2018-19-Q3", "--treatment", "keep",
                      saying="return, carry forward, re-profile, re-allocate")
    charnwood.refused("note", "set", "PLF-02", "--period", "2018-19-Q3", saying="--reason")


def test_match_funding_is_never_counted_as_grant(charnwood):
    before = shown(charnwood, "statement")
    add = ("match-funding", "add")
    charnwood.ok(*add, "PLF-01", "500.00", "--from", "Parish council", "--cash", "--date",
                 "2018-11-02", *PLF)
    charnwood.ok(*add, "PLF", "80", "--from", "Youth club", "--in-kind", "--date", "2018-11-03")
    answer = shown(charnwood, "match-funding", "list")
    assert [(row["id"], row["project"], row["amount"], row["form"]) for row in answer["rows"]] == [
        ("M1", "PLF-01", 50000, "cash"), ("M2", "", 8000, "in-kind")]
    assert answer["totals"]["amount"] == 58000
    assert shown(charnwood, "statement")["totals"] == before["totals"]
    charnwood.refused(*add, "PLF-02", "1", "--from", "x", "--cash", "--date", "2018-11-02", "--id",
                      "M1", *PLF, saying="M1 is the match funding of PLF-01")
    charnwood.ok(*add, "PLF-01", "0", "--from", "Parish council", "--cash", "--date", "2018-11-02",
                 "--id", "M1", *PLF)
    assert shown(charnwood, "match-funding", "list")["totals"]["amount"] == 8000


def test_duties_follow_the_agreement(charnwood):
    assert shown(charnwood, "duties")["rows"] == []
    charnwood.ok("agreement", "set", "PLF", "--year", "2018-19")
    rows = shown(charnwood, "duties", "--today", "2018-05-02")["rows"]
    mine = [row for row in rows if row["project"] == "PLF-01"]
    assert [(row["duty"], row["due"], row["state"]) for row in mine] == [
        ("check-in", "2018-05-01", "overdue"), ("steering-group", "2019-03-31", "open"),
        ("case-study", "2019-03-31", "open")]
    assert ("PLF-03", "steering-group") not in [(row["project"], row["duty"]) for row in rows]
    charnwood.ok("duties", "done", "PLF-01", "check-in", "--date", "2018-04-20", *PLF)
    rows = shown(charnwood, "duties", "--today", "2018-05-02")["rows"]
    assert (rows[0]["state"], rows[0]["done"]) == ("done", "2018-04-20")
    charnwood.refused("duties", "done", "PLF-01", "party", "--date", "2018-04-20", *PLF,
                      saying="check-in, steering-group, case-study")


@pytest.mark.parametrize("group", ["priority", "lead", "partner", "location"])
def test_a_report_adds_up_to_the_statements(charnwood, group):
    answer = charnwood.ok("report", "--group", group, "--format", "json").json
    statements = charnwood.ok("statement", "--format", "json").json
    for name in ["allocated", "spent", "committed", "balance", "freeBalance"]:
        total = sum(statement["totals"][name] for statement in statements)
        assert answer["totals"][name] == total
        assert sum(row[name] for row in answer["rows"]) == total
    assert answer["totals"]["projects"] == 25
    assert answer["rows"][-1][group] == "not given"


def test_a_report_knows_what_it_can_group_by(charnwood):
    charnwood.refused("report", "--group", "colour", saying="priority, lead, partner, location")


@pytest.mark.parametrize(
    "command",
    [("profile", "show"), ("forecast",), ("output", "list"), ("match-funding", "list"),
     ("duties",), ("note", "show", "--period", "2018-19-Q3")],
)
def test_every_answer_has_its_three_forms(charnwood, command):
    charnwood.ok("agreement", "set", "PLF", "--year", "2018-19")
    charnwood.ok("output", "set", "PLF-01", "2018-19-Q3", "=Clients", "--actual", "5")
    charnwood.ok("note", "set", "PLF-01", "--period", "2018-19-Q3", "--reason", "=late")
    charnwood.ok("match-funding", "add", "PLF-01", "5", "--from", "=Parish", "--cash", "--date",
                 "2018-11-02", *PLF)
    table = charnwood.ok(*command, *PLF)
    assert CHARNWOOD in table.out
    answer = charnwood.ok(*command, *PLF, "--format", "json").json
    rows = charnwood.ok(*command, *PLF, "--format", "csv").csv
    assert (answer["partnership"], answer["fund"], answer["year"]) == (CHARNWOOD, "PLF", "2018-19")
    assert len(rows) == len(answer["rows"]) + ("totals" in answer)
    assert not any(cell.startswith("=") for row in rows for cell in row.values())
    assert charnwood.ok(*command, "--year", "2018-19", "--format", "json").json[1]["fund"] == "PLF"


def records_of(folder):
    return (folder / "records.csv").read_text()


def test_a_book_carries_what_is_planned_and_said(charnwood, locality, tmp_path):
    test_outputs_are_counted_and_cost(charnwood)
    charnwood.ok("profile", "set", "PLF-02", "1000", "1500", "1500", *PLF)
    charnwood.ok("forecast", "set", "PLF-02", "4200", "--reason", "The mediator, left", *PLF)
    charnwood.ok("note", "set", "PLF-02", "--period", "2018-19-Q3", "--reason", "Nobody came")
    charnwood.ok("match-funding", "add", "PLF", "80", "--from", "Youth club", "--in-kind",
                 "--date", "2018-11-03")
    charnwood.ok("duties", "done", "PLF-01", "check-in", "--date", "2018-04-20", *PLF)
    head = charnwood.head()
    first = tmp_path / "first"
    charnwood.ok("export", "book", "--output", first)
    shutil.rmtree(charnwood.ledger.parent)
    charnwood.load(first)
    assert charnwood.head() == head
    assert of(shown(charnwood, "forecast"), "PLF-02")["forecast"] == 420000


def test_a_book_written_by_hand_is_checked_and_kept_in_one_way(locality):
    book = locality.book()
    head = "partnership,fund,year,record,name,content\n"
    place = f"{CHARNWOOD},PLF,2018-19"
    (book / "records.csv").write_text(head + f'{place},profile,plf-02,"Q2: 1500\nQ1: £1,000\n"\n')
    locality.load(book)
    row = of(shown(locality, "profile", "show"), "PLF-02")
    assert [row[f"q{i}"] for i in range(1, 5)] == [100000, 150000, 0, 250000]
    shutil.rmtree(locality.ledger.parent)
    for bad, words in [
        (f'{place},profile,PLF-02,"Q4: 1500\n"\n', "no field of the profile"),
        (f'{place},profile,PLF-77,"Q1: 1500\n"\n', "PLF-77"),
        (f'{place},output,2018-19-Q3/PLF-01,"actual: 1\n"\n', "is no name for the output"),
        (f'{place},duty,PLF-01/party,"date: 2018-04-20\n"\n', "no duty"),
    ]:
        (book / "records.csv").write_text(head + bad)
        answer = locality("load", book)
        assert answer.status == 1 and words in answer.err, answer.err
        assert not locality.ledger.exists()


def hinckley(folder, year="2017-18", partnership=HINCKLEY):
    """The published award of Hinckley and Bosworth's locality fund in 2017/18, £49,573."""
    folder.mkdir()
    place = f"{partnership},PLF,{year}"
    start, end = int(year[:4]), int(year[:4]) + 1
    (folder / "funds.csv").write_text(
        "partnership,fund,name,year,funder,basis,spend_from,spend_by,criteria\n"
        f"{partnership},PLF,Partnership Locality Fund,{year},OPCC,confirmed,"
        f"{start}-04-01,{end}-03-31,\n"
    )
    (folder / "projects.csv").write_text(
        "partnership,fund,year,project,description,priority,lead,partner,location,criterion\n"
        f"{place},HB-01,Locality projects,P1,Lead,,,\n"
    )
    (folder / "entries.csv").write_text(
        "date,kind,partnership,fund,year,from,to,amount,reference,payee,note,entry\n"
        f"{start}-04-01,award,{place},,,49573.00,,,,HB-AWARD\n"
        f"{start}-04-01,allocation,{place},,HB-01,49573.00,,,,HB-01-ALLOC\n"
    )
    return folder


def test_partnerships_without_a_return_are_listed_with_who_holds_them_up(charnwood):
    charnwood.load(hinckley(charnwood.folder / "hinckley"))
    charnwood.ok("agreement", "set", "PLF", "--year", "2017-18", "--partnership", HINCKLEY,
                 "contact-manager=the safety manager")

    def consolidated(year, day):
        return charnwood.ok("consolidate", "--fund", "PLF", "--year", year, "--today", day,
                            "--format", "json").json
    answer = consolidated("2017-18", "2017-07-30")
    assert [(row["partnership"], row["period"]) for row in answer["rows"]] == [
        (HINCKLEY, "none issued")]
    assert answer["overdue"] == []
    late = consolidated("2017-18", "2017-07-31")["overdue"]
    assert [(one["period"], one["due"], one["stage"]) for one in late] == [
        ("2017-18-Q1", "2017-07-30", "")]
    assert late[0]["waiting"] == "not drafted; it waits for the safety manager"
    # Nothing is enforced in a fund year without a settled agreement.
    assert consolidated("2018-19", "2019-07-31")["overdue"] == []
    words = charnwood.ok("consolidate", "--fund", "PLF", "--year", "2018-19")
    assert "0 of 1 partnership have issued one" in words.out
    assert "no agreement is settled" in words.out
    charnwood.refused("consolidate", "--fund", "PLF", "--year", "2018-19", "--partnership",
                      HINCKLEY, saying="whole ledger")


def test_the_latest_issued_returns_are_added_up_as_they_were_issued(charnwood):
    other = "Testshire Community Safety Partnership"
    charnwood.load(hinckley(charnwood.folder / "other", "2018-19", other))

    def issue(period, day, partnership):
        place = (period, "--fund", "PLF", "--partnership", partnership)
        forecast = charnwood.ok("forecast", *PLF, "--partnership", partnership, "--as-at", day,
                                "--format", "json").json
        for row in forecast["rows"]:
            if row["needsReason"]:
                charnwood.ok("note", "set", row["project"], "--period", period, "--reason", "Late",
                             "--partnership", partnership)
        charnwood.ok("return", "draft", *place)
        charnwood.ok("return", "certify", *place, "--role", "Section 151 officer", "--declare",
                     "--by", "Section 151 officer")
        charnwood.ok("return", "issue", *place)

    def consolidated():
        return charnwood.ok("consolidate", "--fund", "PLF", "--year", "2018-19", "--format",
                            "json").json

    issue("2018-19-Q4", "2019-03-31", CHARNWOOD)
    first = consolidated()
    mine, theirs = first["rows"]
    assert (mine["period"], mine["version"], mine["stage"]) == ("2018-19-Q4", 1, "issued")
    assert (mine["award"], mine["spent"], mine["balance"]) == (7550000, 3497000, 4053000)
    assert (theirs["period"], theirs["award"], theirs["issued"]) == ("none issued", None, None)
    assert first["totals"]["award"] == 7550000
    issue("2018-19-Q1", "2018-06-30", other)
    # What is recorded after an issue does not change what was issued.
    charnwood.ok("spend", "HB-01", "100", "--date", "2018-07-02", "--partnership", other)
    answer = consolidated()
    assert answer["totals"]["award"] == 7550000 + 4957300
    assert answer["totals"]["spent"] == 3497000
    charnwood.ok("return", "accept", "2018-19-Q4", "--fund", "PLF", "--partnership", CHARNWOOD,
                 "--reference", "OPCC/1", "--by", "Grants officer")
    assert consolidated()["rows"][0]["stage"] == "accepted"
    assert consolidated()["overdue"] == []
    charnwood.ok("agreement", "set", "PLF", "--year", "2018-19", "--partnership", other)
    late = consolidated()["overdue"]
    assert [one["period"] for one in late] == ["2018-19-Q2", "2018-19-Q3", "2018-19-Q4"]


def test_an_empty_ledger_says_how_to_begin(locality):
    locality.ok("init")
    assert "empty" in locality.ok("report", "--group", "lead").out
    assert "empty" in locality.ok("forecast").out
    assert ROOT.exists()
