"""The `locality` command on a fresh folder and in a clean environment."""

import csv
import hashlib
import json
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = Path(__file__).resolve().parent / "golden"
BINARY = Path(
    os.environ.get("LOCALITY_BINARY") or ROOT / ".build" / "release" / "locality"
).absolute()
CHARNWOOD = "Charnwood Community Safety Partnership"
PATH = "/usr/local/bin:/usr/bin:/bin"


@dataclass
class Answer:
    """What came of one command. It unpacks to status, out, err."""

    status: int
    out: str
    err: str

    def __iter__(self):
        return iter((self.status, self.out, self.err))

    @property
    def json(self):
        return json.loads(self.out)

    @property
    def csv(self):
        return list(csv.DictReader(self.out.splitlines()))


class Desk:
    """A folder of its own with a ledger that is not there yet, and the command to use on it."""

    def __init__(self, folder):
        self.folder = folder
        self.binary = str(BINARY)
        self.ledger = folder / "Ledgers" / "locality.sqlite"
        self.environment = {
            "PATH": PATH,
            "HOME": str(folder),
            "LOCALITY_USER": "Community Safety Manager",
            "LC_ALL": "C.UTF-8",
            "TZ": "Europe/London",
        }

    def __call__(self, *arguments, status=None, environment=None, text=True, **options):
        run = subprocess.run(
            [self.binary, *map(str, arguments)],
            cwd=self.folder,
            env=self.environment | (environment or {}),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=60,
            **options,
        )
        out, err = run.stdout, run.stderr
        if text:
            out, err = out.decode("utf-8"), err.decode("utf-8")
        if status is not None:
            assert run.returncode == status, f"locality {' '.join(map(str, arguments))}: {err}"
        return Answer(run.returncode, out, err)

    def ok(self, *arguments, **options):
        """A command that must succeed."""
        return self(*arguments, status=0, **options)

    def book(self, name="book"):
        """A copy of the sample book, to be changed."""
        folder = self.folder / name
        shutil.copytree(ROOT / "Ledgers" / "charnwood-2018-19", folder)
        return folder

    def load(self, folder=ROOT / "Ledgers" / "charnwood-2018-19"):
        return self.ok("load", folder)

    def take(self, ledger):
        """A copy of a ledger that is ready."""
        self.ledger.parent.mkdir()
        shutil.copy(ledger, self.ledger)

    def head(self):
        head = self.ok("verify", "--format", "json").json["head"]
        return f"{head['entry']}:{head['hash']}"

    def row(self, project, fund="PLF", *more):
        """One row of a statement, in whole pence."""
        statement = self.ok(
            "statement", "--fund", fund, "--year", "2018-19", "--format", "json", *more
        ).json
        return next(row for row in statement["rows"] if row["project"] == project)

    def fingerprint(self):
        """The bytes of the ledger, once what waits beside it is counted in."""
        parts = sorted(self.ledger.parent.glob(self.ledger.name + "*"))
        contents = [part.read_bytes() for part in parts if part.is_file() and not part.name.endswith("-shm")]
        return hashlib.sha256(b"".join(contents)).hexdigest()

    def refused(self, *arguments, saying=()):
        """A refusal: status 1, one sentence and its way out on standard error, nothing written."""
        existed = self.ledger.exists()
        before = self.fingerprint() if existed else None
        answer = self(*arguments)
        told = f"locality {' '.join(map(str, arguments))} said: {answer.out}{answer.err}"
        assert answer.status == 1, told
        assert answer.out == "", told
        assert answer.err.endswith("\n") and answer.err.count("\n") == 1, told
        assert answer.err.rstrip().endswith((".", "…")), told
        for words in [saying] if isinstance(saying, str) else saying:
            assert words in answer.err, told
        assert self.ledger.exists() == existed, told
        if existed:
            assert self.fingerprint() == before, told
        return answer.err


def write_big_book(folder, entries=100_000):
    """A book of one fund and ten projects, for what takes long."""
    partnership, fund, year = "Testshire CSP", "PLF", "2018-19"
    place = f"{partnership},{fund},{year}"
    folder.mkdir()
    (folder / "funds.csv").write_text(
        "partnership,fund,name,year,funder,basis,spend_from,spend_by,criteria\n"
        f"{partnership},{fund},Big fund,{year},OPCC,confirmed,2018-04-01,2019-03-31,\n"
    )
    (folder / "projects.csv").write_text(
        "partnership,fund,year,project,description,priority,lead,partner,location,criterion\n"
        + "".join(f"{place},P-{i},Project {i},P1,Lead,,,\n" for i in range(10))
    )
    lines = ["date,kind,partnership,fund,year,from,to,amount,reference,payee,note,entry\n"]
    lines.append(f"2018-04-01,award,{place},,,1000000.00,,,,AWARD\n")
    lines += [f"2018-04-01,allocation,{place},,P-{i},100000.00,,,,ALLOC-{i}\n" for i in range(10)]
    lines += [
        f"2018-05-{i % 28 + 1:02},spend,{place},P-{i % 10},,1.00,INV-{i},Payee {i % 50},,S-{i}\n"
        for i in range(entries - len(lines) + 1)
    ]
    (folder / "entries.csv").write_text("".join(lines))
    return folder
