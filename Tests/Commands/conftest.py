"""What every test of the commands shares: a desk with `locality` on it, the sample, kept texts."""

import os
import random

import pytest
from desk import BINARY, GOLDEN, Desk, write_big_book

# One seed for the run: tests are named by it, and several processes must agree on their names.
os.environ.setdefault("SEED", str(random.SystemRandom().randrange(1_000_000)))


def pytest_terminal_summary(terminalreporter):
    terminalreporter.write_line(f"SEED={os.environ['SEED']} repeats the random tests of this run")


@pytest.fixture
def locality(tmp_path):
    if not BINARY.exists():
        pytest.fail(f"There is no {BINARY}: build locality, or set LOCALITY_BINARY.")
    return Desk(tmp_path)


@pytest.fixture(scope="session")
def charnwood_ledger(tmp_path_factory):
    """The sample book's ledger, loaded once."""
    desk = Desk(tmp_path_factory.mktemp("charnwood"))
    desk.load()
    return desk.ledger


@pytest.fixture
def charnwood(locality, charnwood_ledger):
    """A desk with the sample book loaded."""
    locality.take(charnwood_ledger)
    return locality


@pytest.fixture(scope="session")
def golden():
    """Compares with a kept file; UPDATE_GOLDEN=1 writes it anew."""

    def compare(name, text):
        file = GOLDEN / name
        if os.environ.get("UPDATE_GOLDEN") == "1":
            GOLDEN.mkdir(exist_ok=True)
            file.write_text(text, encoding="utf-8")
        assert file.exists(), f"golden/{name} is missing: run with UPDATE_GOLDEN=1"
        assert text == file.read_text(encoding="utf-8"), f"golden/{name} reads otherwise"

    return compare


@pytest.fixture(scope="session")
def big_book(tmp_path_factory):
    return write_big_book(tmp_path_factory.mktemp("books") / "big")
