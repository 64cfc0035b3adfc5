"""Pages whose commands are run: what they print is held against the page, or written to it
with WRITE_DOCS=1.
"""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

SHOWN = re.compile(r"^\$ (.+)\n((?:(?!\$ |```).*\n)*)", re.MULTILINE)
_BLOCK = re.compile(r"^```([\w-]+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_SHELL = {"|", ">", "&&", ";"}


def blocks(text: str, language: str) -> list[str]:
    """Return the blocks of a text that are in this language."""
    return [block for found, block in _BLOCK.findall(text) if found == language]


def run_all(text: str, run: Callable[..., object], folder: Path) -> str:
    """Run each command shown in a text, in its order, and return the text with what they print
    now.
    """
    return SHOWN.sub(lambda one: f"$ {one[1]}\n{_output(one[1], run, folder)}", text)


def hold(path: Path, shown: str, found: str) -> None:
    """Hold a part of a page against what its commands print now."""
    if os.environ.get("WRITE_DOCS"):
        path.write_text(path.read_text(encoding="utf-8").replace(shown, found, 1), encoding="utf-8")
    else:
        assert found == shown, "run this test with WRITE_DOCS=1"


def _output(command, run, folder):
    """Return what a command prints. What is more than lckm is the shell's, whose clock is the
    machine's.
    """
    words = shlex.split(command)
    if words[0] == "lckm" and not _SHELL & set(words):
        return run(*words[1:]).output
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    done = subprocess.run(
        ["sh", "-c", command],
        cwd=folder,
        env={**os.environ, "PATH": path, "PYTHONIOENCODING": "utf-8"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    return done.stdout
