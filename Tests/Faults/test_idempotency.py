"""The same entry sent by many, many times, is one entry (R7)."""

import re
import sqlite3
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import control_writer
from ledger import BOOK_ENTRIES, PROJECTS, control, refused, run

PROCESSES, IDS = 8, 200


def test_eight_senders(fresh, tmp_path, rng):
    ledger = fresh(tmp_path)
    spends = [(rng.choice(PROJECTS), rng.randint(1, 999), f"same-{k}") for k in range(IDS)]
    # Half of the senders go the other way, so that each entry is now first sent by one and now by another.
    orders = [spends if n % 2 else spends[::-1] for n in range(PROCESSES)]

    with ThreadPoolExecutor(PROCESSES) as pool:
        answers = list(pool.map(lambda order: [(spend[2], ledger.spend(*spend)) for spend in order], orders))
    numbers, firsts = defaultdict(set), defaultdict(int)
    for identity, answer in (pair for found in answers for pair in found):
        assert answer.code == 0 and answer.entry, f"{identity}: {answer}"
        numbers[identity].add(answer.entry)
        firsts[identity] += not answer.json["already"]
    several = {identity: found for identity, found in numbers.items() if len(found) != 1}
    assert not several, f"different numbers for one entry: {several}"
    assert set(firsts.values()) == {1}, "of eight senders one must hear that it was the first, seven that it was there already"
    recorded = {entry["id"]: entry["entry"] for entry in ledger.transactions()}
    assert len(recorded) == IDS + BOOK_ENTRIES
    assert all(recorded[identity] == min(found) for identity, found in numbers.items())
    assert ledger.spent() == sum(pence for _, pence, _ in spends)
    assert not ledger.faults(set(numbers))


def test_other_content_is_refused(fresh, tmp_path):
    ledger = fresh(tmp_path)
    first = ledger.spend("PLF-03", 123, "mine", reference="INV-118")
    assert first.code == 0, str(first)
    before = ledger.transactions()
    for what, arguments in {
        "amount": dict(project="PLF-03", pence=124, reference="INV-118"),
        "project": dict(project="PLF-04", pence=123, reference="INV-118"),
        "reference": dict(project="PLF-03", pence=123, reference="INV-119"),
        "date": dict(project="PLF-03", pence=123, reference="INV-118", day="2018-11-03"),
    }.items():
        answer = ledger.spend(identity="mine", **arguments)
        assert not (trouble := refused(answer)), f"another {what}: {trouble}"
    assert ledger.transactions() == before
    again = ledger.spend("PLF-03", 123, "mine", reference="INV-118")
    assert again.code == 0 and again.entry == first.entry and again.json["already"], str(again)
    spoken = ledger.spend("PLF-03", 123, "mine", reference="INV-118", json_answer=False)
    assert spoken.code == 0 and spoken.entry == first.entry and re.search(r"already|before", spoken.out), f"it must say so: {spoken}"
    assert ledger.transactions() == before


def test_control(tmp_path):
    """A writer that looks for the id in one step and records in another records twice, and the count shows it."""
    path = tmp_path / "control.sqlite"
    control_writer.make(str(path))
    with ThreadPoolExecutor(PROCESSES) as pool:
        list(pool.map(lambda _: run(control(path, "--race-ids", "--count", IDS)), range(PROCESSES)))
    with closing(sqlite3.connect(path)) as connection:
        count, distinct = connection.execute("SELECT count(*), count(DISTINCT id) FROM entry").fetchone()
    assert distinct == IDS and count > IDS, "nothing recorded twice: eight processes did not collide, so the run proves nothing"
