"""The desk in short: no personal data are shown without a line in the trail, amid kills too.

Every figure of the session ``desk`` can be measured.
"""

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from promises.desk.secrecy import Lines, faults_of

ROOT = Path(__file__).parents[2]
LONG = pytest.mark.slow(reason="a minute of killing; one kill stands for it")
MEASURED = pytest.mark.slow(reason="each part starts a server; the readings stand for all")
BROKEN = pytest.mark.slow(reason="a desk of its own; how faults are counted stands for it")


def run(folder: Path, *arguments: str, code: int = 0) -> dict[str, Any]:
    """Return the result of a run that ends with a code."""
    to = folder / "result.json"
    command = [sys.executable, "-m", "promises.desk", *arguments, "--to", str(to)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=1500)
    assert done.returncode == code, done.stdout[-3000:] + done.stderr[-3000:]
    result: dict[str, Any] = json.loads(to.read_text(encoding="utf-8"))
    return result


def secrecy(folder: Path, readings: int, kills: int, database: str) -> dict[str, Any]:
    arguments = ["--readings", str(readings), "--kills", str(kills), "--database", database]
    figures = run(folder, "secrecy", *arguments)["figures"]
    assert [row["found"] for row in figures["rows"]] == [str(readings), "0", "0"]
    assert all(row["reached"] == "yes" for row in figures["rows"])
    assert figures["kills"] == kills
    assert figures["shown amid the kills"] >= kills
    return figures


def test_no_datum_is_shown_without_a_line_amid_a_kill(tmp_path: Path) -> None:
    secrecy(tmp_path, 10, 1, "sqlite")


@LONG
@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_no_datum_is_shown_without_a_line_amid_ten_kills(tmp_path: Path, database: str) -> None:
    figures = secrecy(tmp_path, 50, 10, database)
    assert figures["written down and not shown, as the process was killed between"] > 0


@BROKEN
def test_a_log_that_keeps_nothing_is_noticed(tmp_path: Path) -> None:
    arguments = ("secrecy", "--readings", "10", "--kills", "0", "--broken")
    faults = run(tmp_path, *arguments, code=1)["faults"]
    assert "10 readings were shown while the trail was away" in faults


def test_a_reading_without_a_line_of_its_own_is_a_fault() -> None:
    shown: Lines = Counter({("Teresa", "R-1"): 2, ("Teresa", "R-2"): 1})
    assert faults_of(shown, shown, exact=True) == []
    # A line of somebody else, or of another report, is none of this reading.
    written: Lines = Counter({("Karol", "R-1"): 2, ("Teresa", "R-2"): 3})
    assert faults_of(shown, written) == ["2 shown without a line to Teresa"]
    assert len(faults_of(shown, written, exact=True)) == 3


@MEASURED
@pytest.mark.parametrize(
    ("part", "arguments", "count"),
    [
        ("lists", ["--size", "300", "--length", "0.5"], 10),
        ("pages", ["--size", "12", "--length", "0.5", "--database", "postgresql"], 6),
        ("weight", [], 6),
        ("permissions", ["--tests", "test_asking"], 3),
        pytest.param("call", [], 1, marks=pytest.mark.browser),
    ],
)
def test_a_part_is_measured(tmp_path: Path, part: str, arguments: list[str], count: int) -> None:
    rows = run(tmp_path, part, *arguments)["figures"]["rows"]
    assert len(rows) == count
    assert all(row["found"] for row in rows)
