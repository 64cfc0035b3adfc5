"""What the program does is what it did when the snapshot was taken, to the byte."""

import os
import shutil
import subprocess
import sys
from difflib import unified_diff
from itertools import islice
from pathlib import Path

import pytest

HERE = Path(__file__).parent
KEPT = HERE / "kept"
pytestmark = pytest.mark.slow(
    reason="all that is printed, stored and shown; tests of commands and pages stand for it"
)
AREAS = ["commands", "sqlite", "postgresql", "explanations", "findings", "samples", "demo"]
SHOWN = 12
"""Lines of difference that are shown of each file."""


@pytest.mark.parametrize("area", AREAS)
def test_nothing_changed(area: str, tmp_path: Path) -> None:
    """WRITE_SNAPSHOT=1 keeps what is there now in place of what was."""
    made, kept = tmp_path / "made", KEPT / area
    command = [sys.executable, str(HERE / "make.py"), area, str(made)]
    done = subprocess.run(
        command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    if done.returncode == 77:
        pytest.skip(done.stderr.strip())
    assert done.returncode == 0, done.stderr[-3000:]
    if os.environ.get("WRITE_SNAPSHOT"):
        shutil.rmtree(kept, ignore_errors=True)
        shutil.copytree(made, kept)
    names = sorted(
        {path.relative_to(folder) for folder in (made, kept) for path in folder.rglob("*.txt")}
    )
    different = [text for name in names if (text := _difference(name, kept, made))]
    assert names
    assert not different, "\n\n".join(
        [f"{len(different)} of {len(names)} files differ", *different]
    )


def _difference(name: Path, kept: Path, made: Path) -> str:
    """Return how a file differs from the kept one, in a few lines; nothing where it does not."""
    for folder, words in ((kept, "is new"), (made, "is no more")):
        if not (folder / name).exists():
            return f"{name} {words}"
    before, after = ((folder / name).read_bytes() for folder in (kept, made))
    if before == after:
        return ""
    old, new = (data.decode("utf-8").split("\n") for data in (before, after))
    # Of the titles of a difference the names are enough.
    shown = islice(unified_diff(old, new, lineterm="", n=0), 2, 2 + SHOWN)
    return "\n".join([f"{name} differs (- kept, + now):", *(line[:300] for line in shown)])
