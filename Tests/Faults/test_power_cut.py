"""A power cut at any instant loses no acknowledged entry and damages nothing (R2).

The command records entries under a log of every write and sync; replay.py then builds what the disk could have held after
a cut, and the ledger must open, verify and hold every entry acknowledged before the cut.

The log has three stretches, because SQLite takes different ways in each: processes that are the last to close the file
(each copies its log into the file and deletes it), processes while another holds the file open (the log grows, passes
1,000 pages and is copied in passing), and last ones again.
"""

import shutil

import control_writer
import pytest
from ledger import PROJECTS, Holder, Ledger, control, control_faults, damage, in_pairs, run, write_book
from replay import acknowledged, choose_cuts, put_files, read_log, replay


def log_of(write_one, write_held, path, env, alone, held, last, synchronous="FULL"):
    number = 0
    for _ in range(alone):
        write_one(number)
        number += 1
    with Holder(path, env, synchronous):
        number = write_held(number, held)
    for _ in range(last):
        write_one(number)
        number += 1


def places(memory, cuts):
    """Puts the files of each cut into a folder of their own."""
    for n, (cut, files, acks) in enumerate(cuts):
        folder = memory / f"cut-{n}"
        folder.mkdir()
        put_files(folder, files)
        yield folder, cut, acks


def test_nothing_is_lost(fresh, binary, memory, shims, rng, figure):
    ledger = fresh(memory / "run")
    start = {ledger.path.name: ledger.path.read_bytes()}
    log = memory / "log"
    env = {"LD_PRELOAD": shims["wlog"], "WLOG": str(log)}
    answered = []

    def write_one(number):
        answer = ledger.spend(rng.choice(PROJECTS), rng.randint(1, 9999), f"cut-{number}", env=env)
        assert answer.code == 0 and answer.entry, f"spend: {answer}"
        answered.append(f"cut-{number}")

    def write_held(number, count):
        for _ in range(count):
            write_one(number)
            number += 1
        return number

    log_of(write_one, write_held, ledger.path, env, alone=40, held=150, last=20)
    records = read_log(log)
    logged = [identity for record in records for identity in acknowledged(record)]
    assert logged == answered, "the log must hold each acknowledgement once: the command has to answer by a single write(2)"
    assert sum(record.op == "S" for record in records) >= len(answered), "fewer syncs than commits"
    assert not ledger.faults(set(answered))

    def look(place):
        folder, cut, acks = place
        wrong = Ledger(binary, folder / ledger.path.name).faults(set(acks))
        shutil.rmtree(folder)
        return wrong and f"cut at record {cut} of {len(records)}, {len(acks)} acknowledged: {wrong}"

    def faults_of(records, cuts):
        return [wrong for wrong in in_pairs(look, places(memory, replay(start, records, cuts, rng))) if wrong]

    faults = faults_of(records, choose_cuts(records, figure(400, 10_000), rng))
    assert not faults, f"{len(faults)} cuts, the first: {faults[0]}"
    # The control on this very log: with its syncs struck out it must lose.
    unsynced = [record for record in records if record.op != "S"]
    assert len(faults_of(unsynced, choose_cuts(unsynced, 40, rng))) > 20, "the harness is blind: nothing lost without syncs"


def test_a_load_is_whole_or_nothing(binary, memory, shims, rng, figure):
    """A cut while a book is loaded leaves no entry or every entry, and loading again completes it."""
    more = [{"date": "2018-10-01", "kind": "spend", "from": PROJECTS[n % 16], "amount": "1.00", "reference": f"R{n}",
             "entry": f"book-{n}"} for n in range(600)]
    book = write_book(memory / "book", more)
    (memory / "run").mkdir()
    ledger, log = Ledger(binary, memory / "run" / "ledger.sqlite"), memory / "log"
    answer = ledger.load(book, env={"LD_PRELOAD": shims["wlog"], "WLOG": str(log)})
    assert answer.code == 0, f"load: {answer}"
    whole = ledger.ids()
    assert len(whole) == 617
    records = read_log(log)
    answers = [at for at, record in enumerate(records) if record.op == "A"]
    assert answers, "load answered nothing"
    cuts = sorted(rng.randint(1, len(records)) for _ in range(figure(40, 400))) + [len(records)]

    def look(place):
        folder, cut, _ = place
        after = Ledger(binary, folder / ledger.path.name)
        wrong = damage(after.path) if after.path.exists() else []
        listing = after.run("transactions", "--format", "json") if after.path.exists() else None
        # A ledger whose making was itself cut short may say that it is none; it then holds nothing.
        count = len(listing.json) if listing and listing.code == 0 else 0
        if count not in (0, len(whole)):
            wrong.append(f"{count} of {len(whole)} entries")
        if count == 0 and cut > answers[0]:
            wrong.append("acknowledged but gone")
        again = after.load(book)
        if again.code != 0 or after.ids() != whole or after.verify().code != 0:
            wrong.append(f"loading again: {again}")
        shutil.rmtree(folder)
        return count, wrong and f"cut at record {cut} of {len(records)}: {wrong}"

    results = in_pairs(look, places(memory, replay({}, records, cuts, rng)))
    faults = [wrong for _, wrong in results if wrong]
    assert not faults, f"{len(faults)} cuts, the first: {faults[0]}"
    assert any(count == 0 for count, _ in results), "no cut fell before the commit: this test saw nothing"


@pytest.mark.parametrize("synchronous", ["FULL", "NORMAL", "OFF"])
def test_control(synchronous, memory, shims, rng):
    """The harness sees: the same pattern of writing without full syncs must lose, and without any must lose or damage."""
    path, log = memory / "control.sqlite", memory / "log"
    control_writer.make(str(path))
    start = {path.name: path.read_bytes()}
    env = {"LD_PRELOAD": shims["wlog"], "WLOG": str(log)}

    def write(number, count=1):
        arguments = ("--synchronous", synchronous, "--count", count, "--prefix", number)
        answer = run(control(path, *arguments), env)
        assert answer.code == 0, str(answer)
        return number + count

    log_of(write, write, path, env, alone=25, held=500, last=10, synchronous=synchronous)
    records = read_log(log)
    damaged = lost = 0
    for cut, files, acks in replay(start, records, choose_cuts(records, 200, rng), rng):
        folder = memory / "cut"
        folder.mkdir()
        put_files(folder, files)
        bad, gone = control_faults(folder / path.name, set(acks))
        damaged += bool(bad)
        lost += bool(gone)
        shutil.rmtree(folder)
    print(f"{synchronous}: {damaged} damaged, {lost} lost of 200")
    if synchronous == "FULL":
        assert (damaged, lost) == (0, 0), "the harness finds fault where there is none"
    elif synchronous == "NORMAL":
        assert damaged == 0 and lost > 50, f"the harness is blind: {lost} of 200 cuts lost an entry under NORMAL"
    else:
        assert damaged > 20 and lost > 50, f"the harness is blind: {damaged} damaged, {lost} lost of 200 under OFF"
