"""The promise that nothing of a person is left, in its short form: three reports in the clear
on either database, and encrypted in SQLite; long, as offices of their own are made and searched.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.slow(reason="an office of its own; forms amid a kill are looked for, too")
BEFORE, AFTER = "before the term", "after the term"
UPDATED, WITHDRAWN = "after a plain UPDATE … NULL", "an hour after a withdrawal"


def searched(folder: Path, *arguments: str) -> dict[str, Any]:
    """Return the figures of a run that found nothing wrong."""
    to = folder / "result.json"
    command = [
        sys.executable,
        "-m",
        "promises.bytes",
        "--reports",
        "3",
        "--to",
        str(to),
        *arguments,
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=1000)
    assert done.returncode in (0, 1), done.stdout[-3000:] + done.stderr[-3000:]
    result = json.loads(to.read_text(encoding="utf-8"))
    assert result["faults"] == []
    assert done.returncode == 0
    return result["figures"]


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_data_are_found_before_the_term_and_after_an_update_and_not_after_the_term(
    tmp_path: Path, database: str
) -> None:
    figures = searched(tmp_path, "--database", database)
    assert figures[BEFORE]["data"] > 0
    assert figures[UPDATED]["data"] > 0
    assert not any(figures[AFTER].values())
    assert not any(figures[WITHDRAWN].values())
    if database == "postgresql":
        assert figures[UPDATED]["server log"] > 0


def test_encrypted_data_are_never_found_and_their_key_only_before_the_term(tmp_path: Path) -> None:
    # The session "bytes" searches an encrypted office in PostgreSQL, too.
    figures = searched(tmp_path, "--database", "sqlite", "--encrypted")
    assert not any(figures[BEFORE].values())
    assert figures["files with the key of a month, before the term"] > 0
    assert figures["files with the key of a month, after the term"] == 0
    assert not any(figures[AFTER].values())
    assert not any(figures[WITHDRAWN].values())
