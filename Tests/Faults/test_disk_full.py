"""A full disk loses nothing, stops no reader, and says what it is (R5).

Each of 40 volumes has a little more room than the one before, from none at all. Entries are recorded until one is refused,
while something else fills the disk as well: on every second volume a file that grows, on the others a process that keeps the
ledger open so that its write-ahead log grows.
"""

import shutil
import sqlite3
import subprocess
from contextlib import contextmanager

import control_writer
import pytest
from ledger import PROJECTS, Ledger, control, control_faults, one_sentence, refused, run, write_book

PAGE = 4096


def mount(*arguments):
    return subprocess.run(["mount", *arguments], capture_output=True, text=True, timeout=30)


@contextmanager
def volume(folder, size):
    folder.mkdir()
    mounted = mount("-t", "tmpfs", "-o", f"size={size // 1024}k", "tmpfs", str(folder))
    if mounted.returncode:
        folder.rmdir()
        pytest.skip(f"THE FULL DISK WAS NOT TESTED: no volume could be mounted here (it needs root): {mounted.stderr.strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True, timeout=30)
        folder.rmdir()


def fill(folder, pages=None):
    """Takes pages of the disk, or every byte that is left."""
    with open(folder / "ballast", "ab", buffering=0) as file:
        try:
            while pages is None or pages > 0:
                file.write(bytes(PAGE))
                pages = None if pages is None else pages - 1
        except OSError:
            pass


def whole_pages(size):
    return -(-size // PAGE) * PAGE


def test_forty_volumes(binary, template, tmp_path, rng, figure):
    troubles, recorded = [], 0
    for n in range(figure(40, 200)):
        extra = n if n < 40 else rng.randint(0, 60)
        size = whole_pages(template.stat().st_size) + extra * PAGE
        with volume(tmp_path / "volume", size) as folder:
            shutil.copyfile(template, folder / "ledger.sqlite")
            ledger = Ledger(binary, folder / "ledger.sqlite")
            wrong, count = one_volume(ledger, folder, n % 2 == 1, rng)
            recorded += count
            troubles += [f"volume {n} with {extra} free pages: {each}" for each in wrong]
    assert not troubles, f"{len(troubles)} troubles, the first: {troubles[0]}"
    assert recorded > 40, "hardly an entry was recorded before the disks were full: this test saw nothing"


def one_volume(ledger, folder, held, rng):
    wrong, spent, acknowledged, holder = [], 0, set(), None
    if held:
        holder = sqlite3.connect(ledger.path)
        try:
            holder.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlite3.OperationalError:  # no room even for the index that a reader shares with others
            holder.close()
            holder = None
    for k in range(60):
        project, pence = rng.choice(PROJECTS), rng.randint(1, 9999)
        answer = ledger.spend(project, pence, f"full-{k}")
        if answer.code != 0:
            break
        acknowledged.add(f"full-{k}")
        spent += pence
        if not holder:
            fill(folder, 1)
    else:
        return [f"60 entries on a disk that should be full: {answer}"], len(acknowledged)
    late = (project, pence, f"full-{k}")

    def reads(when):
        for name, answer in (("statement", ledger.statement()),
                             ("transactions", ledger.run("transactions", "--format", "json"))):
            if answer.code != 0:
                wrong.append(f"{name} {when}: {answer}")
            elif name == "statement" and answer.json["totals"]["spent"] != spent:
                wrong.append(f"statement {when}: spent {answer.json['totals']['spent']}, acknowledged {spent}")
            elif name == "transactions":
                ids = {entry["id"] for entry in answer.json}
                if acknowledged - ids or late[2] in ids:
                    wrong.append(f"transactions {when}: gone {acknowledged - ids}, refused but there: {late[2] in ids}")

    if trouble := refused(answer):
        wrong.append(f"refusal: {trouble}")
    reads("after the refusal")
    fill(folder)
    if trouble := refused(ledger.spend(*late)):
        wrong.append(f"refusal with no byte free: {trouble}")
    reads("with no byte free")
    if holder:
        holder.close()
        reads("with no byte free, the other process gone")
    (folder / "ballast").unlink()
    grown = mount("-o", "remount,size=64m", str(folder))
    assert grown.returncode == 0, grown.stderr
    answer = ledger.spend(*late)
    if answer.code != 0:
        wrong.append(f"with room again: {answer}")
    spent += late[1]
    acknowledged.add(late[2])
    wrong += ledger.faults(acknowledged)
    if ledger.spent() != spent:
        wrong.append(f"spent {ledger.spent()} after all, acknowledged {spent}")
    return wrong, len(acknowledged)


def test_a_load_that_does_not_fit(binary, tmp_path):
    """A book that does not fit is refused whole, and fits when there is room."""
    more = [{"date": "2018-10-01", "kind": "spend", "from": PROJECTS[n % 16], "amount": "1.00", "reference": f"R{n}",
             "entry": f"book-{n}"} for n in range(2000)]
    book = write_book(tmp_path / "book", more)
    for pages in (0, 1, 9, 40, 60, 100):
        with volume(tmp_path / "volume", max(pages, 1) * PAGE) as folder:
            if pages == 0:
                fill(folder)
            ledger = Ledger(binary, folder / "ledger.sqlite")
            assert not (trouble := refused(ledger.load(book))), f"{pages} pages: {trouble}"
            assert mount("-o", "remount,size=64m", str(folder)).returncode == 0
            answer = ledger.load(book)
            assert answer.code == 0, f"{pages} pages, with room again: {answer}"
            assert len(ledger.ids()) == 2017 and not ledger.faults()


def test_control(tmp_path, rng):
    """A writer that acknowledges before its commit is caught by a full disk; one that does not is not."""
    lost = {"before": 0, "after": 0}
    for order in lost:
        for extra in range(10, 40, 5):
            with volume(tmp_path / "volume", (4 + extra) * PAGE) as folder:
                control_writer.make(str(folder / "control.sqlite"))
                answer = run(control(folder / "control.sqlite", "--count", 10_000, "--ack", order))
                assert answer.code != 0, "the disk was not full"
                mount("-o", "remount,size=64m", str(folder))
                wanted = {line.split('"')[5] for line in answer.out.splitlines()}
                damaged, gone = control_faults(folder / "control.sqlite", wanted)
                assert not damaged
                lost[order] += bool(gone)
    for err in ("", "Error: disk I/O error.", "SQLite error 13: database or disk is full.", "disk full",
                "It failed.\n  at Store.swift:12"):
        assert one_sentence(err), f"taken for a sentence: {err!r}"
    assert one_sentence("The disk is full, so nothing was recorded: make room and record it again.\n") is None
    assert lost["before"] and not lost["after"], f"volumes that lost an acknowledged entry: {lost}"
