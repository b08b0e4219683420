"""Proof that nothing was altered, copies that can be trusted, and the way back."""

import shutil
import sqlite3
from contextlib import closing

import pytest

FEB = ("--date", "2019-02-04")


def tamper(file, *statements):
    """What someone with a database tool and bad intent would do: the guards go first."""
    with closing(sqlite3.connect(file)) as database:
        guards = database.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall()
        for name, _ in guards:
            database.execute(f'DROP TRIGGER "{name}"')
        for statement in statements:
            database.execute(statement)
        for _, guard in guards:
            database.execute(guard)
        database.commit()
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def cut_the_tail(file, after):
    tamper(file, f"DELETE FROM entry WHERE number > {after}")


def failing_verify(desk, *more):
    answer = desk("verify", *more)
    assert answer.status == 1, answer.out
    return answer.out + answer.err


# Verify


def test_an_untouched_ledger_proves_itself(charnwood):
    out = charnwood.ok("verify").out
    assert "43 entries" in out and f"Ledger head {charnwood.head()}" in out


TAMPERED = {
    "an amount": "UPDATE entry SET pence = 408601 WHERE number = 35",
    "a day": "UPDATE entry SET day = day + 1 WHERE number = 35",
    "a payee": "UPDATE entry SET payee = 'Someone else' WHERE number = 35",
    "a note": "UPDATE entry SET note = '' WHERE number = 35",
    "an account": "UPDATE entry SET from_account = "
    "(SELECT from_account FROM entry WHERE number = 36) WHERE number = 35",
    "an id": "UPDATE entry SET id = 'OTHER' WHERE number = 35",
    "the time of recording": "UPDATE entry SET recorded = recorded + 1 WHERE number = 35",
    "a hash": "UPDATE entry SET hash = zeroblob(32) WHERE number = 35",
    "an entry taken out": "DELETE FROM entry WHERE number = 35",
}


@pytest.mark.parametrize("statement", TAMPERED.values(), ids=TAMPERED.keys())
def test_what_was_changed_is_found_and_the_entry_named(charnwood, statement):
    tamper(charnwood.ledger, statement)
    assert "entry 35" in failing_verify(charnwood).lower()


def test_a_changed_registration_is_found(charnwood):
    tamper(charnwood.ledger, "UPDATE fund_detail SET basis = 'confirmed'")
    failing_verify(charnwood)


def test_a_changed_roll_up_is_found_with_its_figures(charnwood):
    tamper(
        charnwood.ledger,
        "UPDATE balance SET paid_in = paid_in + 1 WHERE account_id = "
        "(SELECT to_account FROM entry WHERE number = 35)",
    )
    assert "£4,086.01" in failing_verify(charnwood)


def test_reconcile_finds_a_changed_entry_too(charnwood):
    tamper(charnwood.ledger, TAMPERED["an amount"])
    answer = charnwood("reconcile", "--today", "2019-02-01", "--format", "json")
    assert answer.status == 1
    assert any(f["severity"] == "error" and 35 in f["entries"] for f in answer.json["findings"])


def test_verify_json_says_what_is_wrong(charnwood):
    tamper(charnwood.ledger, TAMPERED["an amount"])
    answer = charnwood("verify", "--format", "json")
    assert answer.status == 1
    assert answer.json["ok"] is False and answer.json["findings"]


def test_the_ledger_refuses_a_change_by_another_program(charnwood):
    with closing(sqlite3.connect(charnwood.ledger)) as database:
        for statement in ("UPDATE entry SET pence = 1", "DELETE FROM entry"):
            with pytest.raises(sqlite3.DatabaseError, match="never"):
                database.execute(statement)


# A kept head


def test_a_kept_head_is_found_in_the_chain(charnwood):
    head = charnwood.head()
    charnwood.ok("spend", "PLF-02", "1", *FEB)
    assert "kept head" in charnwood.ok("verify", "--head", head).out


def test_the_head_printed_on_a_statement_is_the_one_to_keep(charnwood):
    line = charnwood.ok("statement", "--fund", "PLF").out.splitlines()[-1]
    charnwood.ok("verify", "--head", line.removeprefix("Ledger head "))


def test_a_head_that_a_command_prints_is_taken_back(locality):
    """What `load` prints at the end can be kept and shown to `verify`."""
    head = locality.load().out.split("Ledger head ")[1].strip().rstrip(".")
    locality.ok("verify", "--head", head)


def test_a_tail_that_was_cut_off_is_found_by_the_kept_head(charnwood):
    charnwood.ok("backup", "before.sqlite")
    charnwood.ok("spend", "PLF-02", "1", *FEB)
    head = charnwood.head()
    shutil.copy(charnwood.folder / "before.sqlite", charnwood.ledger)
    charnwood.ok("verify")
    told = failing_verify(charnwood, "--head", head)
    assert "44:" in told and "43:" in told


def test_a_kept_head_with_another_hash_is_found_and_told_apart(charnwood):
    head = charnwood.head()
    other = head[:-1] + ("0" if head[-1] != "0" else "1")
    told = failing_verify(charnwood, "--head", other)
    assert other in told or "another hash" in told


@pytest.mark.parametrize("head", ["nonsense", "43:", "43", ":abc", "nosuch.head"])
def test_what_is_no_head_is_quoted_and_refused(charnwood, head):
    charnwood.refused("verify", "--head", head, saying=f"“{head}”")


# Backup


@pytest.fixture
def backed(charnwood):
    charnwood.ok("backup", "copy.sqlite")
    return charnwood


def test_a_backup_is_the_ledger_with_its_head_beside_it(backed):
    head = backed.head()
    kept = (backed.folder / "copy.sqlite.head").read_text()
    assert kept.split() == head.split(":")
    backed.ok("verify", "--ledger", "copy.sqlite", "--head", "copy.sqlite.head")


def test_the_head_file_of_a_backup_proves_the_ledger(backed):
    backed.ok("spend", "PLF-02", "1", *FEB)
    assert "kept head" in backed.ok("verify", "--head", "copy.sqlite.head").out


def test_a_backup_says_how_much_it_holds(charnwood):
    out = charnwood.ok("backup", "copy.sqlite").out
    assert "copy.sqlite holds 43 entries" in out and charnwood.head() in out


def test_a_backup_leaves_an_existing_file_alone(backed):
    content = (backed.folder / "copy.sqlite").read_bytes()
    backed.ok("spend", "PLF-02", "1", *FEB)
    backed.refused("backup", "copy.sqlite", saying="copy.sqlite")
    assert (backed.folder / "copy.sqlite").read_bytes() == content


def test_a_backup_leaves_an_existing_head_file_alone(charnwood):
    (charnwood.folder / "copy.sqlite.head").write_text("mine\n")
    charnwood("backup", "copy.sqlite")
    assert (charnwood.folder / "copy.sqlite.head").read_text() == "mine\n"


def test_a_tampered_ledger_is_not_backed_up_as_good(charnwood):
    tamper(charnwood.ledger, TAMPERED["an amount"])
    charnwood.refused("backup", "copy.sqlite", saying="35")
    assert not (charnwood.folder / "copy.sqlite").exists()


def test_a_backup_is_taken_while_another_program_writes(charnwood):
    with closing(sqlite3.connect(charnwood.ledger)) as database:
        database.execute("BEGIN IMMEDIATE")
        charnwood.ok("backup", "copy.sqlite")
        database.rollback()
    charnwood.ok("verify", "--ledger", "copy.sqlite", "--head", "copy.sqlite.head")


# Restore


def test_a_lost_ledger_comes_back(backed):
    head = backed.head()
    backed.ledger.unlink()
    backed.ok("restore", "copy.sqlite")
    assert backed.head() == head
    backed.ok("spend", "PLF-02", "1", *FEB)


def test_a_standing_ledger_is_left_alone_and_the_option_named(backed):
    backed.ok("spend", "PLF-02", "1", *FEB)
    backed.refused("restore", "copy.sqlite", saying=["Ledgers/locality.sqlite", "--replace"])


def test_replace_keeps_the_old_one(backed):
    backed.ok("spend", "PLF-02", "1", *FEB)
    head = backed.head()
    out = backed.ok("restore", "copy.sqlite", "--replace").out
    assert backed.head().startswith("43:")
    kept = next(word.rstrip(".") for word in out.split() if "locality.sqlite." in word)
    backed.ok("verify", "--ledger", kept, "--head", head)


def test_replacing_twice_keeps_both(backed):
    for _ in range(2):
        backed.ok("spend", "PLF-02", "1", *FEB)
        backed.ok("restore", "copy.sqlite", "--replace")
    assert len(list(backed.ledger.parent.glob("locality.sqlite.*"))) == 2


def test_a_tampered_backup_is_refused(backed):
    tamper(backed.folder / "copy.sqlite", TAMPERED["an amount"])
    backed.refused("restore", "copy.sqlite", "--replace", saying=["copy.sqlite", "35"])


def test_a_backup_cut_short_is_refused(backed):
    copy = backed.folder / "copy.sqlite"
    copy.write_bytes(copy.read_bytes()[: copy.stat().st_size // 2])
    backed.refused("restore", "copy.sqlite", "--replace", saying="copy.sqlite")


def test_an_older_backup_under_a_newer_head_is_refused(backed):
    backed.ok("spend", "PLF-02", "1", *FEB)
    backed.ok("backup", "newer.sqlite")
    shutil.copy(backed.folder / "copy.sqlite", backed.folder / "newer.sqlite")
    backed.refused("restore", "newer.sqlite", "--replace", saying=["44:", "43:"])


def test_a_backup_without_its_head_file_is_refused_and_the_file_named(backed):
    (backed.folder / "copy.sqlite.head").unlink()
    backed.refused("restore", "copy.sqlite", "--replace", saying="copy.sqlite.head")


def test_a_backup_that_is_not_there_is_named(backed):
    told = backed.refused("restore", "nosuch.sqlite", "--replace", saying="nosuch.sqlite")
    assert "older backup" not in told
