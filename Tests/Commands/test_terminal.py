"""What a terminal shows and a pipe does not, Ctrl-C, and a double press."""

import fcntl
import os
import pty
import signal
import struct
import subprocess
import termios

import pytest

ESCAPE = b"\x1b"
TERMINAL = {"TERM": "xterm-256color"}


class Terminal:
    """A command under a pseudo-terminal of 100 columns, as a person has it before them."""

    def __init__(self, desk, *arguments, environment=TERMINAL, columns=100):
        screen, inside = pty.openpty()
        fcntl.ioctl(inside, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))

        def take_the_terminal():
            os.setsid()
            fcntl.ioctl(0, termios.TIOCSCTTY, 0)
            # Tests that run in the background may have been told to pass over Ctrl-C; a person's
            # terminal never is.
            signal.signal(signal.SIGINT, signal.SIG_DFL)

        self.screen = screen
        self.seen = b""
        self.process = subprocess.Popen(
            [desk.binary, *map(str, arguments)],
            cwd=desk.folder,
            env=desk.environment | environment,
            stdin=inside,
            stdout=inside,
            stderr=inside,
            preexec_fn=take_the_terminal,
        )
        os.close(inside)

    def read(self, until=None):
        """Reads up to a piece of text, or to the end."""
        while until is None or until not in self.seen:
            try:
                more = os.read(self.screen, 65536)
            except OSError:
                break
            if not more:
                break
            self.seen += more
        return self.seen

    def press(self, key):
        os.write(self.screen, key)

    def end(self):
        self.read()
        os.close(self.screen)
        return self.process.wait(timeout=60)


def shown(desk, *arguments, **options):
    terminal = Terminal(desk, *arguments, **options)
    status = terminal.end()
    return status, terminal.seen


READ = [
    ["statement"],
    ["reconcile", "--today", "2019-02-01"],
    ["transactions"],
    ["explain", "PLF-06"],
    ["fund", "list"],
    ["project", "list"],
    ["verify"],
]


@pytest.mark.parametrize("command", [["statement"], ["reconcile", "--today", "2019-02-01"]])
def test_a_terminal_has_colour(charnwood, command):
    assert ESCAPE in shown(charnwood, *command)[1]


@pytest.mark.parametrize("command", READ, ids=lambda command: command[0])
def test_no_color_is_honoured(charnwood, command):
    _, seen = shown(charnwood, *command, environment=TERMINAL | {"NO_COLOR": "1"})
    assert seen and ESCAPE not in seen


def test_a_dumb_terminal_has_no_colour(charnwood):
    assert ESCAPE not in shown(charnwood, "statement", environment={"TERM": "dumb"})[1]


@pytest.mark.parametrize("command", READ, ids=lambda command: command[0])
def test_a_pipe_has_no_escape_byte(charnwood, command):
    answer = charnwood.ok(*command, text=False, environment=TERMINAL)
    assert ESCAPE not in answer.out + answer.err


def test_a_refusal_in_a_pipe_has_no_escape_byte(charnwood):
    answer = charnwood("spend", "PLF-99", "1", text=False, environment=TERMINAL)
    assert ESCAPE not in answer.err


@pytest.mark.parametrize("columns", [80, 100, 140])
def test_a_statement_fits_the_terminal(charnwood, columns):
    plain = TERMINAL | {"NO_COLOR": "1"}
    _, seen = shown(charnwood, "statement", environment=plain, columns=columns)
    lines = seen.decode("utf-8").splitlines()
    table = [line for line in lines if not line.startswith(("Ledger head", "Award"))]
    assert max(map(len, table)) <= columns


def test_a_pipe_that_is_closed_early_ends_quietly(charnwood):
    command = f"{charnwood.binary} transactions --format json | head -1"
    run = subprocess.run(
        ["bash", "-c", command],
        cwd=charnwood.folder,
        env=charnwood.environment,
        capture_output=True,
    )
    assert (run.stdout.splitlines(), run.stderr) == ([b"["], b"")


def test_a_disk_that_is_full_is_said(charnwood):
    with open("/dev/full", "wb") as full:
        run = subprocess.run(
            [charnwood.binary, "statement"],
            cwd=charnwood.folder,
            env=charnwood.environment,
            stdout=full,
            stderr=subprocess.PIPE,
        )
    assert run.returncode == 1
    assert run.stderr.count(b"\n") == 1 and b"written" in run.stderr


# A long load


def test_a_long_load_shows_its_progress_on_a_terminal_and_erases_it(locality, big_book):
    status, seen = shown(locality, "load", big_book)
    assert status == 0
    assert seen.count(b"\r") > 5
    assert b"of 100000" in seen or b"of 100,000" in seen
    last = seen.split(b"\x1b[K")[-1]
    assert b"100000 entries recorded" in last or b"100,000 entries recorded" in last


def test_a_long_load_shows_no_progress_in_a_pipe(locality, big_book):
    answer = locality.ok("load", big_book, text=False)
    assert answer.err == b""
    assert answer.out.count(b"\n") == 2 and b"\r" not in answer.out


def is_empty_or_whole(desk, entries):
    if not desk.ledger.exists():
        return
    held = desk.ok("verify", "--format", "json").json
    assert held["ok"] and held["entries"] in (0, entries)


def interrupted(desk, book):
    """Ctrl-C while a book is recorded; again where a busy machine let the key come too late."""
    kept = {path: path.read_bytes() for path in desk.ledger.parent.glob("*") if path.is_file()}
    for _ in range(10):
        terminal = Terminal(desk, "load", book)
        terminal.read(until=b"Recording")
        terminal.press(b"\x03")
        status = terminal.end()
        if status != 0:
            return status
        for path in desk.ledger.parent.glob("*"):
            path.unlink()
        for path, content in kept.items():
            path.write_bytes(content)
    pytest.fail("the key came too late ten times")


def test_ctrl_c_in_the_middle_of_a_load_leaves_no_half_ledger(locality, big_book):
    assert interrupted(locality, big_book) in (-signal.SIGINT, 130)
    is_empty_or_whole(locality, 100_000)


def test_after_ctrl_c_the_ledger_that_was_there_is_as_it_was(charnwood, big_book):
    head = charnwood.head()
    interrupted(charnwood, big_book)
    assert charnwood.head() == head
    charnwood.ok("spend", "PLF-02", "1", "--date", "2019-02-04")


# A double press


def test_two_presses_at_once_record_one_spend(charnwood):
    command = ["spend", "PLF-02", "100", "--date", "2019-02-04", "--entry", "PRESS"]
    presses = [
        subprocess.Popen(
            [charnwood.binary, *command],
            cwd=charnwood.folder,
            env=charnwood.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for _ in range(2)
    ]
    answers = [press.communicate(timeout=60) for press in presses]
    assert [press.returncode for press in presses] == [0, 0], answers
    assert sum(b"nothing was added" in out for out, _ in answers) == 1
    assert charnwood.row("PLF-02")["spent"] == 10000


def test_of_eleven_spends_at_once_ten_are_recorded_and_one_is_refused(charnwood):
    """Ten spends of £460 fit in PLF-02's £5,000; the eleventh does not."""
    presses = [
        subprocess.Popen(
            [charnwood.binary, "spend", "PLF-02", "460", "--date", "2019-02-04"],
            cwd=charnwood.folder,
            env=charnwood.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        for _ in range(11)
    ]
    told = [press.communicate(timeout=60)[1] for press in presses]
    assert sorted(press.returncode for press in presses) == [0] * 10 + [1]
    assert "£400.00 free" in b"".join(told).decode("utf-8")
    assert charnwood.row("PLF-02")["spent"] == 460000
    assert charnwood.ok("verify", "--format", "json").json["entries"] == 53
