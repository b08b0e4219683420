"""Help, the version and shell completions."""

import re
import shutil
import subprocess

import pytest
from desk import GOLDEN, Desk

WIDTH = {"COLUMNS": "80"}


def pages(desk, *command):
    """Every page of help, found from the root's own."""
    text = desk.ok(*command, "--help", environment=WIDTH).out
    yield command, text
    listed = re.findall(r"SUBCOMMANDS:\n(.*?)(?:\n\n|\Z)", text, re.S)
    for name in re.findall(r"^  ([a-z][a-z-]*)(?:  |$)", "\n".join(listed), re.M):
        yield from pages(desk, *command, name)


@pytest.fixture(scope="module")
def help_pages(tmp_path_factory):
    return dict(pages(Desk(tmp_path_factory.mktemp("help"))))


def name_of(command):
    return "-".join(("locality", *command))


def test_the_root_lists_the_commands_of_the_contract(help_pages):
    commands = {command[0] for command in help_pages if command}
    assert commands >= set(
        "init load fund project award allocate release vire commit decommit spend refund reverse"
        " claim receipt carry-forward repay await statement transactions explain compare reconcile waive"
        " close reopen export verify backup restore".split()
    )


def test_every_page_reads_as_kept(help_pages, golden):
    for command, text in help_pages.items():
        golden(f"help-{name_of(command)}.txt", text)


def test_no_golden_page_is_left_of_a_command_that_is_gone(help_pages):
    kept = {file.name for file in GOLDEN.glob("help-*.txt")}
    assert kept == {f"help-{name_of(command)}.txt" for command in help_pages}


def test_every_page_has_an_example_of_its_own_command(help_pages):
    without = [
        name_of(command)
        for command, text in help_pages.items()
        if f"  {' '.join(('locality', *command))} " not in text.split("USAGE:")[0]
    ]
    assert without == []


def test_no_line_of_prose_is_wider_than_the_terminal(help_pages):
    wide = {
        name_of(command): line
        for command, text in help_pages.items()
        for line in text.split("USAGE:")[0].splitlines()
        if len(line) > 80
    }
    assert wide == {}


def test_no_prose_is_broken_after_one_word(help_pages):
    """Text wrapped by hand for a wider page leaves a short line in the middle of a paragraph."""
    broken = {}
    for command, text in help_pages.items():
        lines = text.split("USAGE:")[0].splitlines()
        for line, following in zip(lines, lines[1:]):
            short = 0 < len(line) < 30 and line[0] != " " and line[-1] not in ".:"
            if short and following and not following.startswith(" "):
                broken[name_of(command)] = line
    assert broken == {}


def test_a_group_without_a_command_prints_its_help(locality, help_pages):
    for group in ("fund", "project", "export"):
        assert locality.ok(group, environment=WIDTH).out == help_pages[(group,)]


def test_the_version_is_a_number(locality):
    assert re.fullmatch(r"\d+\.\d+\.\d+\n", locality.ok("--version").out)


@pytest.mark.parametrize("shell, check", [("bash", "-n"), ("zsh", "-n"), ("fish", "-n")])
def test_completions_are_scripts_the_shell_can_read(locality, help_pages, shell, check):
    script = locality.ok("--generate-completion-script", shell).out
    for command in help_pages:
        assert not command or command[-1] in script
    if shutil.which(shell):
        run = subprocess.run([shell, check], input=script, text=True, capture_output=True)
        assert (run.returncode, run.stderr) == (0, "")


@pytest.mark.parametrize(
    "arguments, words",
    [
        (["blah"], "blah"),
        (["statement", "--fun", "PLF"], "--fund"),
        (["spend"], "<project>"),
        (["spend", "PLF-02"], "<amount>"),
        (["statement", "--format", "xml"], "table"),
        (["fund", "blah"], "blah"),
    ],
)
def test_wrong_usage_ends_with_64_and_names_what_is_wrong(locality, arguments, words):
    status, out, err = locality(*arguments)
    assert (status, out) == (64, "")
    assert words in err
