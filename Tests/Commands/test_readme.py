"""What README shows is what the command prints: each console block is run from the top.

UPDATE_GOLDEN=1 writes the real output into README. Hashes and the day of recording differ from run to run
and are compared masked.
"""

import os
import re
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
README = ROOT / "README.md"
BLOCK = re.compile(r"```console\n(.*?)```", re.S)


def masked(text):
    text = re.sub(r"recorded before, on \d{4}-\d\d-\d\d", "recorded before, on #", text)
    return re.sub(r"\b[0-9a-f]{12,64}\b", "#", re.sub(r"\b[0-9a-f]{64}\b", "#", text))


def commands(block):
    """The `$ ` lines of a block, each with the output that follows it."""
    parts = re.split(r"^\$ (.*)\n", block, flags=re.M)
    return list(zip(parts[1::2], parts[2::2]))


def test_every_console_block_prints_what_readme_says(tmp_path):
    shutil.copytree(ROOT / "Ledgers" / "charnwood-2018-19", tmp_path / "Ledgers" / "charnwood-2018-19")
    shutil.copytree(
        ROOT / "Ledgers" / "charnwood-2018-19-year", tmp_path / "Ledgers" / "charnwood-2018-19-year")
    shutil.copytree(ROOT / "Ledgers" / "samples", tmp_path / "Ledgers" / "samples")
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "locality").symlink_to(Path(os.environ["LOCALITY_BINARY"]).resolve())
    environment = {
        "PATH": f"{tmp_path}/bin:/usr/bin:/bin", "HOME": str(tmp_path), "LC_ALL": "C.UTF-8",
        "LOCALITY_USER": "Community Safety Manager", "TZ": "Europe/London",
    }
    text = README.read_text()
    wrong = []

    def run(match):
        out = []
        for command, expected in commands(match.group(1)):
            done = subprocess.run(
                ["sh", "-c", command], cwd=tmp_path, env=environment, text=True, timeout=60,
                stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
            if masked(done.stdout) != masked(expected):
                wrong.append(f"$ {command}\n--- README\n{expected}--- real\n{done.stdout}")
            out.append(f"$ {command}\n{done.stdout}")
        return "```console\n" + "".join(out) + "```"

    real = BLOCK.sub(run, text)
    if os.environ.get("UPDATE_GOLDEN"):
        README.write_text(real)
    else:
        assert not wrong, "\n".join(wrong)


def test_the_two_commands_readme_begins_with_are_chores_of_dev():
    dev = (ROOT / "dev").read_text()
    for chore in re.findall(r"^\./dev (\w+)", README.read_text(), re.M):
        assert re.search(rf"^{chore}\)", dev, re.M), chore
