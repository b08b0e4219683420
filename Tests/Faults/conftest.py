"""What the fault tests share: the binary under test, the compiled shims, an empty ledger, a seed that can be repeated.

    LOCALITY_BINARY=.build/release/locality python3 -m pytest Tests/Faults
    LOCALITY_SEED=N     repeats a run's random choices (instants of wall-clock kills excepted)
    LOCALITY_TIER=N     the larger figures of a release; the default, F, is for every change
"""

import os
import random
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent))
from ledger import Ledger, write_book  # noqa: E402

SEED = int(os.environ.get("LOCALITY_SEED") or int.from_bytes(os.urandom(4), "big"))
NIGHT = os.environ.get("LOCALITY_TIER", "F").upper() == "N"


def pytest_report_header():
    return f"seed {SEED}, binary {os.environ.get('LOCALITY_BINARY', 'not given')}, tier {'N' if NIGHT else 'F'}"


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    """Every failure says how to repeat it."""
    outcome = yield
    report = outcome.get_result()
    if report.failed:
        report.sections.append(("to repeat", f"seed {SEED}: LOCALITY_SEED={SEED} LOCALITY_BINARY="
                                f"{os.environ.get('LOCALITY_BINARY', '...')} {sys.executable} -m pytest '{item.nodeid}'"))


@pytest.fixture
def rng(request) -> random.Random:
    """Random choices that depend on the seed and the test alone, so that one test repeats without the others."""
    return random.Random(f"{SEED}/{request.node.name}")


@pytest.fixture(scope="session")
def figure():
    """How many: the figure for every change, or the one for a release."""
    return lambda fast, night: night if NIGHT else fast


@pytest.fixture(scope="session")
def binary() -> str:
    path = os.environ.get("LOCALITY_BINARY")
    if not path or not os.access(path, os.X_OK):
        pytest.fail("LOCALITY_BINARY must name the locality command to test", pytrace=False)
    return str(Path(path).resolve())


@pytest.fixture(scope="session")
def shims(tmp_path_factory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("shims")
    built = {}
    for name in ("wlog", "fail"):
        built[name] = str(folder / f"{name}.so")
        source = Path(__file__).with_name(f"{name}.c")
        subprocess.run(["cc", "-O1", "-Wall", "-Werror", "-shared", "-fPIC", str(source), "-o", built[name], "-ldl", "-lpthread"],
                       check=True, timeout=120)
    return built


@pytest.fixture
def memory():
    """A folder in memory: thousands of small files that no test needs on a real disk."""
    folder = Path(tempfile.mkdtemp(prefix="faults-", dir="/dev/shm" if os.access("/dev/shm", os.W_OK) else None))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def template(binary, tmp_path_factory) -> Path:
    """A loaded ledger to copy; loading is tested elsewhere."""
    folder = tmp_path_factory.mktemp("template")
    ledger = Ledger(binary, folder / "template.sqlite")
    answer = ledger.load(write_book(folder / "book"))
    assert answer.code == 0, f"load: {answer}"
    assert not list(folder.glob("*.sqlite-wal")), "the last process to close a ledger leaves no write-ahead log"
    return ledger.path


@pytest.fixture
def fresh(binary, template):
    """Makes a ledger of the small book in the folder given."""

    def make(folder: Path, name: str = "ledger.sqlite") -> Ledger:
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(template, folder / name)
        return Ledger(binary, folder / name)

    return make
