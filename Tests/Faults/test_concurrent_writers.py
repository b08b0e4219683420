"""Many processes on one file: no error, no entry lost, no penny too much (R6); a reader never waits for a writer."""

import random
import sqlite3
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import control_writer
from ledger import BOOK_ENTRIES, ENVIRONMENT, PROJECTS, RUN_LIMIT, control, refused, run

PROCESSES, EACH = 16, 200


def test_sixteen_writers(fresh, tmp_path, rng):
    ledger = fresh(tmp_path)
    seeds = [rng.random() for _ in range(PROCESSES)]

    def writer(n):
        own, total, errors = random.Random(seeds[n]), 0, []
        for k in range(EACH):
            pence = own.randint(1, 999)
            answer = ledger.spend(own.choice(PROJECTS), pence, f"w{n}-{k}")
            if answer.code != 0 or not answer.entry:
                errors.append(str(answer))
                if len(errors) == 3:
                    break
            else:
                total += pence
        return total, errors

    with ThreadPoolExecutor(PROCESSES) as pool:
        results = list(pool.map(writer, range(PROCESSES)))
    errors = [error for _, found in results for error in found]
    assert not errors, f"{len(errors)} errors, the first: {errors[0]}"
    assert ledger.spent() == sum(total for total, _ in results)
    numbers = sorted(entry["entry"] for entry in ledger.transactions())
    assert numbers == list(range(1, BOOK_ENTRIES + PROCESSES * EACH + 1)), "a gap in the numbers"
    assert not ledger.faults({f"w{n}-{k}" for n in range(PROCESSES) for k in range(EACH)})


def test_the_last_pounds(fresh, tmp_path):
    """All compete for the last £100.00 of one project by £1.00: exactly 100 are recorded, the others refused."""
    ledger = fresh(tmp_path)
    assert ledger.spend("PLF-01", 4_990_000, "first").code == 0

    def writer(n):
        return [ledger.spend("PLF-01", 100, f"last-{n}-{k}") for k in range(12)]

    with ThreadPoolExecutor(PROCESSES) as pool:
        answers = [answer for found in pool.map(writer, range(PROCESSES)) for answer in found]
    done = [answer for answer in answers if answer.code == 0]
    wrong = [trouble for answer in answers if answer.code != 0 and (trouble := refused(answer))]
    assert not wrong, f"{len(wrong)} refused in another way, the first: {wrong[0]}"
    assert len(done) == 100, f"{len(done)} of 192 recorded, 100 were affordable"
    row = next(row for row in ledger.statement().json["rows"] if row["project"] == "PLF-01")
    assert (row["spent"], row["freeBalance"]) == (5_000_000, 0)
    assert not ledger.faults()


def test_readers_do_not_wait(fresh, tmp_path):
    """While a writer holds the file, a statement answers at once, and another writer waits and then succeeds."""
    ledger = fresh(tmp_path)
    assert ledger.spend("PLF-01", 100, "before").code == 0
    with closing(sqlite3.connect(ledger.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("CREATE TABLE in_the_way (x)")  # so that there is something uncommitted to stumble over
        waiting = subprocess.Popen(ledger.spend_command("PLF-01", 200, "during"), stdin=subprocess.DEVNULL,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=ENVIRONMENT)
        answers = [ledger.statement() for _ in range(5)]
        time.sleep(0.5)
        early = waiting.poll()
        other.execute("ROLLBACK")
    out, err = waiting.communicate(timeout=RUN_LIMIT)
    for answer in answers:
        assert answer.code == 0 and answer.json["totals"]["spent"] == 100, f"statement beside a writer: {answer}"
        assert answer.seconds < 1, f"statement waited {answer.seconds:.2f} s for a writer"
    assert early is None, f"the second writer did not wait: exit {early}, {err}"
    assert waiting.returncode == 0, f"the second writer: exit {waiting.returncode}, {err}"
    assert not ledger.faults({"before", "during"})


def test_control(tmp_path):
    """A writer that checks in one step and records in another overspends, and the count shows it."""
    path = tmp_path / "control.sqlite"
    control_writer.make(str(path))
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda n: run(control(path, "--race", 100, "--count", 100, "--prefix", n)), range(8)))
    assert all(answer.code == 0 for answer in answers), str(answers[0])
    with closing(sqlite3.connect(path)) as connection:
        count = connection.execute("SELECT count(*) FROM entry").fetchone()[0]
    assert count > 100, "no overspend: eight processes did not collide, so this machine's run proves nothing"
