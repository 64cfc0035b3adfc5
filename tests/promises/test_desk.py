"""The desk in short: no personal data are shown without a line in the trail, amid kills too.

Every figure of the session ``desk`` can be measured.
"""

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from promises.desk.secrecy import Lines, faults_of

Run = Callable[..., dict[str, Any]]
LONG = pytest.mark.slow(reason="a minute of killing; one kill stands for it", weekly=True)
MEASURED = pytest.mark.slow(
    reason="each part starts a server; the readings stand for all", weekly=True
)
BROKEN = pytest.mark.slow(
    reason="a desk of its own; how faults are counted stands for it", weekly=True
)


@pytest.fixture
def run(run_promise: Run) -> Run:
    """Return the result of a run that ends with a code."""

    def run_desk(*arguments: str, code: int = 0) -> dict[str, Any]:
        result = run_promise("desk", *arguments)
        assert result["code"] == code, result["faults"]
        return result

    return run_desk


def secrecy(run: Run, readings: int, kills: int, database: str) -> dict[str, Any]:
    arguments = ["--readings", str(readings), "--kills", str(kills), "--database", database]
    figures: dict[str, Any] = run("secrecy", *arguments)["figures"]
    assert [row["found"] for row in figures["rows"]] == [str(readings), "0", "0"]
    assert all(row["reached"] == "yes" for row in figures["rows"])
    assert figures["kills"] == kills
    assert figures["shown amid the kills"] >= kills
    return figures


def test_no_datum_is_shown_without_a_line_amid_a_kill(run: Run) -> None:
    secrecy(run, 10, 1, "sqlite")


@LONG
@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_no_datum_is_shown_without_a_line_amid_ten_kills(run: Run, database: str) -> None:
    figures = secrecy(run, 50, 10, database)
    assert figures["written down and not shown, as the process was killed between"] > 0


@BROKEN
def test_a_log_that_keeps_nothing_is_noticed(run: Run) -> None:
    arguments = ("secrecy", "--readings", "10", "--kills", "0", "--broken")
    faults = run(*arguments, code=1)["faults"]
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
        ("lists", ["--size", "300", "--length", "0.3"], 13),
        ("pages", ["--size", "12", "--length", "0.3"], 9),
        ("weight", [], 7),
        ("permissions", ["--tests", "test_asking"], 3),
        pytest.param("call", [], 1, marks=pytest.mark.browser),
    ],
)
def test_a_part_is_measured(run: Run, part: str, arguments: list[str], count: int) -> None:
    rows = run(part, *arguments)["figures"]["rows"]
    assert len(rows) == count
    assert all(row["found"] for row in rows)
