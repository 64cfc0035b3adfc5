"""What the program does is what it did when the snapshot was taken, to the byte."""

import os
import shutil
from difflib import unified_diff
from itertools import islice
from pathlib import Path

import pytest

from tests.helpers.forking import ForkServer

HERE = Path(__file__).parent
KEPT = HERE / "kept"
pytestmark = pytest.mark.slow(
    reason="all that is printed, stored and shown; tests of commands and pages stand for it"
)
AREAS = ["commands", "sqlite", "postgresql", "explanations", "findings", "samples", "demo"]
SHOWN = 12
"""Lines of difference that are shown of each file."""


@pytest.mark.parametrize("area", AREAS)
def test_nothing_changed(fork_server: ForkServer | None, area: str, tmp_path: Path) -> None:
    """WRITE_SNAPSHOT=1 keeps what is there now in place of what was."""
    if fork_server is None:
        pytest.skip("the snapshot is of what is printed on Linux")
    made, kept = tmp_path / "made", KEPT / area
    process = fork_server.start_python(
        str(HERE / "make.py"), area, str(made), cwd=HERE, env=os.environ
    )
    _, said = process.communicate()
    if process.returncode == 77:
        pytest.skip(said.strip())
    assert process.returncode == 0, said[-3000:]
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
