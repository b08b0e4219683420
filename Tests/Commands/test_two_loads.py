"""Two loads of one new ledger at once: one is refused, and what the other acknowledged stays."""

import shutil
import subprocess

import pytest
from desk import BINARY, ROOT

BOOK = ROOT / "Ledgers" / "charnwood-2018-19"
ROW = (
    "2019-01-24,spend,Charnwood Community Safety Partnership,PLF,2018-19,PLF-02,,0.01,,,,X{},,,"
    "2019-01-24T14:00:00Z,Community Safety Manager"
)


@pytest.mark.parametrize("turn", range(5))
def test_a_refused_load_does_not_take_away_what_another_acknowledged(locality, tmp_path, turn):
    """The first book disagrees with its printed table, which it finds out late."""
    disagreeing = tmp_path / "disagreeing"
    shutil.copytree(BOOK, disagreeing)
    with open(disagreeing / "entries.csv", "a", encoding="utf-8") as entries:
        entries.writelines(ROW.format(number) + "\n" for number in range(20_000))
    listed = disagreeing / "statements.csv"
    listed.write_text(listed.read_text().replace(",43,", ",20043,"))
    ledger = str(tmp_path / "shared.sqlite")
    first = subprocess.Popen(
        [BINARY, "load", disagreeing, "--ledger", ledger], stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL)
    try:
        first.wait(timeout=0.1 * turn + 0.05)
    except subprocess.TimeoutExpired:
        pass
    second = locality("load", BOOK, "--ledger", ledger)
    assert first.wait(timeout=60) == 1
    if second.status == 0:
        assert "43 entries" in locality.ok("verify", "--ledger", ledger).out
    else:
        assert "try again" in second.err


@pytest.mark.parametrize("turn", range(4))
def test_loads_begun_together_all_succeed(locality, tmp_path, turn):
    """One makes the ledger, and the rest join it, however close behind they come."""
    ledger = str(tmp_path / "shared.sqlite")
    command = [BINARY, "load", BOOK, "--ledger", ledger]
    loads = [
        subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        for _ in range(6)
    ]
    assert [(load.communicate(timeout=60)[1], load.returncode) for load in loads] == [("", 0)] * 6
    assert "43 entries" in locality.ok("verify", "--ledger", ledger).out
