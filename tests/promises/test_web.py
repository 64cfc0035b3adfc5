"""The resident's pages, in short forms: no form is lost or doubled while ``lckm serve`` is killed,
and every figure of the session ``web`` can be measured.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from promises.web.residents import different_residents

ROOT = Path(__file__).parents[2]
LONG = pytest.mark.slow(reason="minutes of killing; eight forms and a kill stand for it")
MEASURED = pytest.mark.slow(reason="each part starts a server; the forms amid kills do so too")


def run(folder: Path, *arguments: str) -> dict[str, Any]:
    """Return the figures of a run in which nothing is found wrong."""
    to = folder / "result.json"
    command = [sys.executable, "-m", "promises.web", *arguments, "--to", str(to)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=1500)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    figures: dict[str, Any] = json.loads(to.read_text(encoding="utf-8"))["figures"]
    return figures


def kills(folder: Path, forms: int, kills: int, database: str = "sqlite") -> dict[str, Any]:
    arguments = ["--database", database, "--forms", str(forms), "--kills", str(kills)]
    figures = run(folder, "kills", *arguments)
    assert sum(figures["kills"].values()) == kills
    assert figures["acknowledged"] == figures["registered"] == figures["delivered"] == forms
    names = ("lost", "doubled", "files missing", "files of no report after the sweep")
    bytes_left = ("bytes found after withdrawal", "bytes found after the term")
    assert [figures[name] for name in (*names, *bytes_left)] == [0] * 6
    assert figures["files of reports"] > 0
    return figures


def test_no_two_residents_have_a_word_in_common() -> None:
    # The first seed that was seen to give two the same telephone number.
    residents = different_residents(445892678, 160)
    needles = [needle for resident in residents for needle in resident.needles]
    assert len(residents) == 160
    assert len(needles) == len(set(needles))


def test_eight_forms_and_a_kill(tmp_path: Path) -> None:
    kills(tmp_path, 8, 1)


@LONG
def test_a_hundred_and_fifty_forms_and_eight_kills(tmp_path: Path) -> None:
    assert kills(tmp_path, 150, 8)["lost answers, repeated"] > 0


@LONG
def test_fifty_forms_and_four_kills_on_a_server(tmp_path: Path) -> None:
    kills(tmp_path, 50, 4, "postgresql")


@MEASURED
@pytest.mark.parametrize(
    ("part", "arguments", "count"),
    [
        ("pages", ["--length", "0.3"], 11),
        ("sending", ["--length", "0.3", "--database", "postgresql"], 3),
        ("photos", ["--length", "1"], 7),
        ("open311", ["--reports", "100", "--length", "1"], 2),
        ("slow", ["--length", "1"], 3),
        ("abuse", ["--length", "1", "--posts", "60"], 4),
        ("malformed", ["--cases", "60"], 2),
        pytest.param("chromium", ["--length", "1"], 9, marks=pytest.mark.browser),
    ],
)
def test_a_part_is_measured(tmp_path: Path, part: str, arguments: list[str], count: int) -> None:
    rows = run(tmp_path, part, *arguments)["rows"]
    assert len(rows) == count
    assert all(row["found"] for row in rows)
