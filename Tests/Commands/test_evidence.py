"""Documents beside the ledger: attached, kept, found missing, packed, backed up and carried in books."""

import hashlib
import os
import shutil
import stat

import pytest

PLF = ("--fund", "PLF", "--year", "2018-19")
INVOICE = b"%PDF-1.4 invoice"


def sha(content):
    return hashlib.sha256(content).hexdigest()


@pytest.fixture
def desk(charnwood):
    (charnwood.folder / "invoice.pdf").write_bytes(INVOICE)
    charnwood.ok(
        "spend", "PLF-02", "250", "--date", "2018-12-20", "--entry", "INV-98", "--reference", "INV/98",
        "--payee", "Mediation", "--evidence", "invoice.pdf",
    )
    return charnwood


def kept(desk, content=INVOICE):
    return desk.ledger.parent / f"{desk.ledger.name}.files" / sha(content)


def number(desk, named="INV-98"):
    rows = desk.ok("transactions", "--format", "json").json
    return next(row["entry"] for row in rows if row["id"] == named)


def test_a_spend_takes_its_document_with_it(desk):
    file = kept(desk)
    assert file.read_bytes() == INVOICE
    assert stat.S_IMODE(file.stat().st_mode) & 0o222 == 0
    assert [p.name for p in file.parent.iterdir()] == [sha(INVOICE)]
    found = desk.ok("evidence", "list", "INV-98", "--format", "json").json
    assert found[0]["documents"] == [
        {"file": "invoice.pdf", "sha256": sha(INVOICE), "bytes": len(INVOICE)}]
    assert desk.ok("evidence", "list", *PLF, "--format", "csv").csv[0]["SHA-256"] == sha(INVOICE)
    assert "invoice.pdf" in desk.ok("evidence", "list", *PLF).out
    rows = desk.ok("transactions", "--format", "json").json
    assert next(row for row in rows if row["id"] == "INV-98")["documents"] == 1
    assert desk.ok("verify").status == 0


def test_a_refused_spend_keeps_no_document(charnwood):
    (charnwood.folder / "invoice.pdf").write_bytes(INVOICE)
    charnwood.refused(
        "spend", "PLF-15", "16.01", "--date", "2019-02-04", "--evidence", "invoice.pdf", saying="£0.01")
    assert not kept(charnwood).parent.exists()


def test_the_same_file_is_kept_once(desk):
    (desk.folder / "copy.pdf").write_bytes(INVOICE)
    (desk.folder / "paid.txt").write_bytes(b"paid")
    assert "was attached before" in desk.ok("evidence", "attach", "INV-98", "copy.pdf").out
    answer = desk.ok(
        "evidence", "attach", "INV-98", "copy.pdf", "paid.txt", "--note", "bank", "--format", "json").json
    assert [f["file"] for f in answer["attached"]] == ["paid.txt"]
    assert [f["file"] for f in answer["already"]] == ["copy.pdf"]
    assert len(list(kept(desk).parent.iterdir())) == 2
    again = desk.ok("evidence", "attach", "INV-98", "paid.txt", "--format", "json").json
    assert again["attached"] == []


def test_what_is_no_document_is_refused(desk):
    (desk.folder / "empty.pdf").write_bytes(b"")
    (desk.folder / "line\nbreak.pdf").write_bytes(b"x")
    os.mkfifo(desk.folder / "pipe")
    with open(desk.folder / "large.pdf", "wb") as file:
        file.truncate(50_000_001)
    for name, saying in [
        ("empty.pdf", "empty"), ("nothing.pdf", "no file"), (".", "folder"), ("pipe", "not a file"),
        ("large.pdf", ("50.01 MB", "50 MB is the most")), ("line\nbreak.pdf", "one line"),
    ]:
        desk.refused("evidence", "attach", "INV-98", name, saying=saying)
    desk.refused("evidence", "attach", "INV-99", "invoice.pdf", saying="INV-99")
    assert len(list(kept(desk).parent.iterdir())) == 1
    with open(desk.folder / "large.pdf", "r+b") as file:
        file.truncate(50_000_000)
    desk.ok("evidence", "attach", "INV-98", "large.pdf")


def test_verify_finds_a_document_that_is_missing_or_changed(desk):
    entry = number(desk)
    file = kept(desk)
    file.chmod(0o644)
    file.write_bytes(INVOICE + b"!")
    answer = desk("verify", "--format", "json", status=1).json
    assert [(f["rule"], f["entry"]) for f in answer["findings"]] == [("evidence-file", entry)]
    assert "invoice.pdf" in answer["findings"][0]["message"]
    desk.refused("evidence", "show", "INV-98", "--output", "shown", saying="not the file that was attached")
    assert not (desk.folder / "shown").exists()
    file.unlink()
    assert "is missing" in desk("verify", status=1).out
    desk.refused("backup", "copy.sqlite", saying="missing")
    # The very file put back by its owner mends it.
    desk.ok("evidence", "attach", "INV-98", "invoice.pdf")
    assert desk.ok("verify").status == 0


def test_spend_without_a_document_is_listed_above_the_threshold(desk):
    def missing(*more):
        return desk("evidence", "missing", *PLF, "--format", "json", *more)

    everything = missing()
    assert everything.status == 1
    assert "INV-98" not in [row["id"] for row in everything.json["entries"]]
    assert everything.json["total"] == 3497000
    desk.ok("agreement", "set", *PLF[1:], "evidence-from=250")
    desk.ok("spend", "PLF-02", "250", "--date", "2018-12-21")
    desk.ok("spend", "PLF-02", "250.01", "--date", "2018-12-21", "--entry", "OVER")
    assert "OVER" in [row["id"] for row in missing().json["entries"]]
    assert "OVER" not in [row["id"] for row in missing("--as-at", "2018-12-20").json["entries"]]
    assert "without a document" in desk("evidence", "missing", *PLF, status=1).out
    found = desk("reconcile", "--format", "json").json["findings"]
    assert "PLF-02" in [f["project"] for f in found if f["rule"] == "evidence-missing"]
    desk.ok("agreement", "set", *PLF[1:], "evidence-from=99,999")
    assert "has a document" in desk("evidence", "missing", *PLF, status=0).out


def test_a_period_is_packed_under_safe_names_with_an_index(desk):
    entry = number(desk)
    names = ["../../etc/passwd", "invoice.pdf", "Invoice.PDF", "...", "ünï cödé.tar.gz", "=1+1.csv"]
    for place, name in enumerate(names):
        source = desk.folder / f"d{place}"
        source.mkdir()
        path = source / os.path.basename(name)
        path.write_bytes(f"content {place}".encode())
        desk.ok("evidence", "attach", "INV-98", path)
    desk.ok("spend", "PLF-02", "10", "--date", "2018-12-31", "--entry", "BARE")
    answer = desk.ok(
        "evidence", "pack", *PLF, "--period", "2018-19-Q3", "--output", "Exports/Q3", "--format", "json").json
    assert (answer["documents"], answer["entries"]) == (7, 1)
    assert number(desk, "BARE") in answer["missing"]
    folder = desk.folder / "Exports" / "Q3"
    made = sorted(p.name for p in folder.iterdir())
    assert len({name.lower() for name in made}) == 9
    start = f"{entry:04}-INV-98-"
    assert set(made) == {
        "index.csv", "index.txt", start + "invoice.pdf", start + "passwd", start + "invoice-2.pdf",
        start + "Invoice-3.PDF", start + "document", start + "n-c-d.tar.gz",
        start + "1-1.csv"}
    index = desk.ok("evidence", "list", "INV-98", "--format", "json").json[0]["documents"]
    assert {sha((folder / name).read_bytes()) for name in made if name.startswith(start)} == {
        d["sha256"] for d in index}
    text = (folder / "index.txt").read_text()
    assert "INV/98" in text and "Without a document" in text and desk.head() in text
    assert "missing" in (folder / "index.csv").read_text()
    desk.refused(
        "evidence", "pack", *PLF, "--period", "Q3", "--output", "Exports/Q3", saying="left alone")
    assert not [p for p in (desk.folder / "Exports").iterdir() if "partial" in p.name]
    desk.ok("evidence", "show", "INV-98", "--output", "shown")
    assert len(list((desk.folder / "shown").iterdir())) == 7
    desk.refused("evidence", "show", "BARE", "--output", "other", saying="no document")


def test_a_backup_and_what_is_restored_from_it_have_the_documents(desk):
    desk.ok("backup", "safe/copy.sqlite")
    assert (desk.folder / "safe" / "copy.sqlite.files" / sha(INVOICE)).read_bytes() == INVOICE
    kept(desk).unlink()
    (desk.folder / "more.pdf").write_bytes(b"more")
    desk.ok("evidence", "attach", "1", "more.pdf")
    told = desk.ok("restore", "safe/copy.sqlite", "--replace").out
    aside = told.split("is kept as ")[1].split("\n")[0].rstrip(".")
    assert desk.ok("verify").status == 0
    assert kept(desk).read_bytes() == INVOICE
    assert (desk.folder / f"{aside}.files" / sha(b"more")).read_bytes() == b"more"
    desk.ok("restore", "safe/copy.sqlite", "--ledger", "new/l.sqlite")
    assert desk.ok("verify", "--ledger", "new/l.sqlite").status == 0
    changed = desk.folder / "safe" / "copy.sqlite.files" / sha(INVOICE)
    changed.chmod(0o644)
    changed.write_bytes(b"other")
    desk.refused("restore", "safe/copy.sqlite", "--ledger", "third/l.sqlite", saying="invoice.pdf")


def test_a_book_carries_the_documents(desk):
    desk.ok("export", "book", "--output", "out")
    assert (desk.folder / "out" / "evidence" / sha(INVOICE)).read_bytes() == INVOICE
    other = ("--ledger", "other/l.sqlite")
    desk.ok("load", "out", *other)
    assert desk.head() in desk.ok("verify", *other).out
    desk.ok("load", "out", *other)
    desk.ok("export", "book", "--output", "out")
    document = desk.folder / "out" / "evidence" / sha(INVOICE)
    document.write_bytes(b"other")
    third = ("--ledger", "third/l.sqlite")
    told = desk("load", "out", *third)
    assert told.status == 1 and sha(INVOICE) in told.err and "nothing was loaded" in told.err
    assert not list((desk.folder / "third").iterdir())
    document.unlink()
    assert desk("load", "out", *third).status == 1
    # Where the ledger has it already, the book need not.
    desk.ok("load", "out", *other)
    shutil.rmtree(desk.folder / "other" / "l.sqlite.files")
    assert desk("export", "book", "--output", "again", *other).status == 1
    assert not (desk.folder / "again").exists()


def test_a_claim_in_arrears_goes_as_far_as_the_documents(desk):
    desk.ok("award", "PLF", "100", "--year", "2018-19", "--date", "2019-02-04")
    desk.ok("agreement", "set", *PLF[1:])
    claim = ("claim", "PLF", "--year", "2018-19", "--date", "2019-01-31")
    desk.refused(*claim, "250.01", saying=("£250.00 evidenced", "£0.01 too much"))
    desk.ok(*claim, "250")
    desk.refused(*claim, "0.01", saying="£0.00 may be claimed")
