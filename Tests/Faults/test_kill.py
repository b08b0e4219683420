"""A process killed at any instant loses no acknowledged entry and records none twice (R1), and a call on the file that
fails is reported and harms nothing (R3).

Kills come in two ways. By the clock, while other processes write: real, but seldom at the instant that matters and never
twice at the same one. And by fail.so at each call on the ledger's files in turn: every instant at which the file differs.
"""

import random
import select
import shutil
import signal
import sqlite3
import statistics
import subprocess
import threading
from contextlib import closing, nullcontext
from pathlib import Path

import control_writer
import pytest
from ledger import (ENVIRONMENT, PROJECTS, RUN_LIMIT, Holder, Ledger, control, control_faults, damage, entry_number, in_pairs,
                    refused, run, write_book)


OLD_LEDGER = Path(__file__).parents[1] / "LedgerStoreTests" / "Fixtures" / "ledger-001.sql"


def start(command, env=None):
    return subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                            env=ENVIRONMENT | (env or {}))


def killed_after(process, seconds):
    """What the process said before it was killed, and whether the kill came before its own end."""
    try:
        out, _ = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        out, _ = process.communicate(timeout=RUN_LIMIT)
    return out.decode(), process.returncode == -signal.SIGKILL


def test_kill_by_the_clock(fresh, tmp_path, rng, figure):
    ledger = fresh(tmp_path)
    usual = statistics.median(ledger.spend("PLF-16", 1, f"warm-{n}").seconds for n in range(9))
    acknowledged = {f"warm-{n}" for n in range(9)}
    wanted, kills, attempts, stop, troubles = figure(100, 2000), 0, 0, threading.Event(), []

    def bystander():  # an unharmed writer must not be hurt by its neighbours' deaths
        local, n = random.Random(rng.random()), 0
        while not stop.is_set() and not troubles:
            answer = ledger.spend(local.choice(PROJECTS), local.randint(1, 99), f"by-{n}")
            if answer.code != 0 or not answer.entry:
                troubles.append(f"a writer that nobody killed: {answer}")
            else:
                acknowledged.add(f"by-{n}")
            n += 1

    thread = threading.Thread(target=bystander)
    thread.start()
    unanswered = []
    try:
        while kills < wanted and attempts < wanted * 20 and not troubles:
            identity = f"kill-{attempts}"
            out, hit = killed_after(start(ledger.spend_command(rng.choice(PROJECTS), rng.randint(1, 99), identity)),
                                    rng.uniform(0.1, 1.6) * usual)
            attempts += 1
            kills += hit
            if entry_number(out) is not None:
                acknowledged.add(identity)
            else:
                unanswered.append(identity)
    finally:
        stop.set()
        thread.join(RUN_LIMIT)
    assert not troubles, troubles[0]
    assert kills == wanted, f"only {kills} of {attempts} kills came before the process ended by itself"
    assert not ledger.faults(acknowledged)
    # What got no answer is sent again, as a person would: recorded once, whether or not the first try had been.
    before = ledger.ids()
    survivors = [identity for identity in unanswered if identity in before]
    for identity in survivors[:10]:
        row = next(entry for entry in ledger.transactions() if entry["id"] == identity)
        answer = ledger.spend(row["project"], row["amount"], identity)
        assert answer.code == 0 and answer.json["already"] and answer.entry == row["entry"], f"sent again: {answer}"
    assert ledger.ids() == before and not ledger.faults(acknowledged)


def calls_of(binary_run, shims, folder):
    """How many calls on the ledger's files a run makes."""
    count = folder / "count"
    answer = binary_run({"LD_PRELOAD": shims["fail"], "FAILCOUNT": str(count)})
    assert answer.code == 0, str(answer)
    return int(count.read_text())


def copy_of(source, folder, binary):
    """A copy of a closed ledger in a folder of its own."""
    folder.mkdir()
    shutil.copyfile(source.path, folder / "ledger.sqlite")
    return Ledger(binary, folder / "ledger.sqlite")


@pytest.mark.parametrize("held", [False, True], ids=["alone", "beside-another"])
def test_kill_at_every_call(held, fresh, binary, memory, shims):
    """Killed at each call in turn, then sent again: exactly one entry, and the ledger whole both times."""
    ledger = fresh(memory / "origin")
    calls = calls_of(lambda env: copy_of(ledger, memory / "count-run", binary).spend("PLF-03", 123, "once", env=env), shims, memory)
    assert calls > 5, "the shim does not see the ledger's calls"

    def kill(k):
        victim = copy_of(ledger, memory / f"victim-{k}", binary)
        with Holder(victim.path) if held else nullcontext():
            answer = victim.spend("PLF-03", 123, "once", env={"LD_PRELOAD": shims["fail"], "FAILK": str(k), "FAILHOW": "kill"})
            faults = victim.faults({"once"} if answer.entry else set())
            again = victim.spend("PLF-03", 123, "once")
            if again.code != 0 or (answer.entry and answer.entry != again.entry):
                faults.append(f"sent again: {again}")
            faults += victim.faults({"once"})
        shutil.rmtree(victim.path.parent)
        return answer.code == -signal.SIGKILL, faults and f"killed at call {k} of {calls} ({answer}): {faults}"

    results = in_pairs(kill, range(1, calls + 1))
    faults = [wrong for _, wrong in results if wrong]
    assert not faults, f"{len(faults)} kills, the first: {faults[0]}"
    killed = sum(hit for hit, _ in results)
    # Beside another process the command skips the calls of the last close, so the last few kills may not come.
    assert killed >= (calls if not held else calls // 3), f"{killed} of {calls} kills came"


def written_by_version_1(path):
    """A ledger as the first version wrote it, and closed."""
    path.parent.mkdir()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.executescript("BEGIN;" + OLD_LEDGER.read_text() + "COMMIT; PRAGMA journal_mode = WAL")


def shape(path):
    """The file's version, and whether it has what later versions brought."""
    with closing(sqlite3.connect(path, timeout=30)) as connection:
        version, = connection.execute("PRAGMA user_version").fetchone()
        tables = {name for name, in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        return version, {"source", "extract", "matching", "year_record"} & tables, "new_registration" in tables


def test_kill_while_an_old_ledger_is_brought_up(binary, memory, shims, rng, figure):
    """A ledger of the first version is brought up when it is recorded in: killed at any call, it is old or new, with the same
    entries, and the next command goes on with it (R11)."""
    counted = Ledger(binary, memory / "count-run" / "ledger.sqlite")
    written_by_version_1(counted.path)
    assert shape(counted.path) == (1, set(), False)
    whole = counted.head()
    calls = calls_of(lambda env: counted.spend("PLF-01", 123, "once", env=env), shims, memory)
    assert shape(counted.path) == (3, {"source", "extract", "matching", "year_record"}, False)

    def kill(k):
        victim = Ledger(binary, memory / f"victim-{k}" / "ledger.sqlite")
        written_by_version_1(victim.path)
        answer = victim.spend("PLF-01", 123, "once", env={"LD_PRELOAD": shims["fail"], "FAILK": str(k), "FAILHOW": "kill"})
        version, tables, between = shape(victim.path)
        faults = victim.faults({"once"} if answer.entry else set())
        if (version, len(tables)) not in ((1, 0), (2, 3), (3, 4)) or between:
            faults.append(f"between the versions: {version} with {tables}")
        if victim.verify(f"{whole[0]}:{whole[1]}").code != 0:
            faults.append("the head it had is gone")
        if shape(victim.path)[0] != version:
            faults.append("reading it wrote to it")
        again = victim.spend("PLF-01", 123, "once")
        if again.code != 0 or again.entry != whole[0] + 1:
            faults.append(f"sent again: {again}")
        faults += victim.faults({"once"})
        shutil.rmtree(victim.path.parent)
        return version, faults and f"killed at call {k} of {calls} ({answer}): {faults}"

    results = in_pairs(kill, sorted(rng.sample(range(1, calls + 1), min(calls, figure(50, 500)))))
    faults = [wrong for _, wrong in results if wrong]
    assert not faults, f"{len(faults)} of {len(results)} kills, the first: {faults[0]}"
    assert {version for version, _ in results} >= {1, 3}, "kills came on one side of the step alone: this test saw nothing"


def test_kill_while_loading(binary, memory, shims, rng, figure):
    """A book is loaded whole or not at all; loading it again completes it and doubles nothing."""
    more = [{"date": "2018-10-01", "kind": "spend", "from": PROJECTS[n % 16], "amount": "1.00", "reference": f"R{n}",
             "entry": f"book-{n}"} for n in range(figure(1000, 5000))]
    book = write_book(memory / "book", more)
    (memory / "whole").mkdir()
    whole = Ledger(binary, memory / "whole" / "ledger.sqlite")
    calls = calls_of(lambda env: whole.load(book, env=env), shims, memory)
    expected = whole.ids()
    assert len(expected) == len(more) + 17

    def kill(k):
        victim = Ledger(binary, memory / f"victim-{k}" / "ledger.sqlite")
        victim.path.parent.mkdir()
        answer = victim.load(book, env={"LD_PRELOAD": shims["fail"], "FAILK": str(k), "FAILHOW": "kill"})
        listing = victim.run("transactions", "--format", "json") if victim.path.exists() else None
        count = len(listing.json) if listing and listing.code == 0 else 0
        wrong = []
        if count not in (0, len(expected)):
            wrong.append(f"{count} of {len(expected)} entries")
        if answer.code == 0 and not count:
            wrong.append(f"answered, but nothing is there: {answer}")
        again = victim.load(book)
        if again.code != 0:
            wrong.append(f"loading again: {again}")
        elif victim.ids() != expected or victim.faults():
            wrong.append(f"loaded again: {victim.faults()}")
        shutil.rmtree(victim.path.parent)
        return count, wrong and f"killed at call {k} of {calls}: {wrong}"

    results = in_pairs(kill, sorted(rng.sample(range(1, calls + 1), min(calls, figure(30, 100)))))
    faults = [wrong for _, wrong in results if wrong]
    assert not faults, f"{len(faults)} of {len(results)} kills, the first: {faults[0]}"
    assert any(count == 0 for count, _ in results), "no kill came before the commit: this test saw nothing"


@pytest.mark.parametrize("fault", ["pence", "overspend", "statement"])
def test_a_refused_load_is_not_in_the_way(fault, binary, memory):
    """A book with a fault, seen when it is read, recorded, or compared with a printed table, is refused whole; put right, it
    is loaded by the same command."""
    entry = {"date": "2018-10-01", "kind": "spend", "from": "PLF-01", "amount": "12.34", "reference": "R", "entry": "fault"}
    wrong = {"pence": {"amount": "12.345"}, "overspend": {"amount": "50000.01"}, "statement": {}}[fault]
    book = write_book(memory / "faulty", [entry | wrong])
    if fault == "statement":
        (book / "statements").mkdir()
        (book / "statements" / "PLF_2018-19_2018-12-31.csv").write_text(
            "Project,Description,Allocated,Spent,Balance\nPLF-01,Project number 01,50000.00,12.35,49987.65\n")
    ledger = Ledger(binary, memory / "ledger.sqlite")
    answer = ledger.load(book)
    assert answer.code == 1 and not answer.out, f"a faulty book: {answer}"
    answer = ledger.load(write_book(memory / "right", [entry]))
    assert answer.code == 0, f"put right: {answer}"
    assert len(ledger.ids()) == 18 and not ledger.faults()


@pytest.mark.parametrize("how", ["io", "space", "torn"])
def test_every_call_may_fail(how, fresh, binary, memory, shims):
    """Each call fails in turn, once and for ever (R3). A failure is one sentence and exit 1; nothing is damaged; an answered
    entry is there; and the same entry sent again is recorded once."""
    ledger = fresh(memory / "origin")
    calls = calls_of(lambda env: copy_of(ledger, memory / "count-run", binary).spend("PLF-03", 123, "once", env=env), shims, memory)

    def fail(point):
        k, persist = point
        victim = copy_of(ledger, memory / f"victim-{k}-{persist}", binary)
        env = {"LD_PRELOAD": shims["fail"], "FAILK": str(k), "FAILHOW": how, "PERSIST": persist}
        answer = victim.spend("PLF-03", 123, "once", env=env)
        wrong = damage(victim.path)
        if answer.entry and "once" not in victim.ids():
            wrong.append("acknowledged but gone")
        if answer.code == 0 and not answer.entry:
            wrong.append("done, but nothing was answered")
        if answer.code != 0:
            if trouble := refused(answer):
                wrong.append(trouble)
        again = victim.spend("PLF-03", 123, "once")
        if again.code != 0:
            wrong.append(f"sent again: {again}")
        wrong += victim.faults({"once"})
        shutil.rmtree(victim.path.parent)
        return answer.code != 0, wrong and f"FAILK={k} (of {calls}) FAILHOW={how} PERSIST={persist}: {wrong}; the command: {answer}"

    results = in_pairs(fail, [(k, persist) for k in range(1, calls + 1) for persist in "01"])
    troubles = [wrong for _, wrong in results if wrong]
    refusals = sum(not_done for not_done, _ in results)
    assert not troubles, f"{len(troubles)} of {len(results)} points, the first: {troubles[0]}"
    assert refusals, "no failure reached the command: this test saw nothing"


def test_control(memory, shims, rng):
    """A writer that acknowledges before its commit is caught, both ways; one that does not is not."""
    for order, guilty in (("before", True), ("after", False)):
        lost_by_clock = lost_by_call = 0
        for n in range(12):
            path = memory / f"{order}-{n}.sqlite"
            control_writer.make(str(path))
            writer = start(control(path, "--count", 1_000_000, "--ack", order))
            select.select([writer.stdout], [], [], RUN_LIMIT)  # a busy machine takes its time to start it
            out, hit = killed_after(writer, rng.uniform(0.02, 0.14))
            assert hit and out
            acknowledged = {line.split('"')[5] for line in out.splitlines()}
            damaged, gone = control_faults(path, acknowledged)
            assert not damaged
            lost_by_clock += bool(gone)
        for k in range(1, 30):
            path = memory / f"{order}-call-{k}.sqlite"
            control_writer.make(str(path))
            answer = run(control(path, "--ack", order), {"LD_PRELOAD": shims["fail"], "FAILK": str(k), "FAILHOW": "kill"})
            _, gone = control_faults(path, {"c-0"} if entry_number(answer.out) else set())
            lost_by_call += bool(gone)
        if guilty:
            assert lost_by_clock and lost_by_call, f"blind: {lost_by_clock} of 12 lost by the clock, {lost_by_call} by call"
        else:
            assert not lost_by_clock and not lost_by_call, "the checker finds fault where there is none"
