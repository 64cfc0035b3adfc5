"""Rates, memory, growth and lists, in short forms: so that hours of measuring do not begin with
copies that nobody could read, or end at a statement of an older schema.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from promises.load.filling import fill, number_of
from promises.load.stores import new_store
from tests.helpers.postgres import DATABASES

NOW = datetime(2026, 3, 4, 23, 30, tzinfo=UTC)
ON_EACH = pytest.mark.parametrize("database", DATABASES)
MEASURED = pytest.mark.slow(
    reason="half a minute; what is filled in is read in every change", weekly=True
)

Run = Callable[..., dict[str, Any]]


@ON_EACH
def test_what_is_filled_in_is_read_as_if_each_had_been_registered(database: str) -> None:
    with new_store(database, {}) as (adapter, _):
        fill(adapter, 0, 60, NOW, months=12)
        found = [adapter.reports.get(number_of(at)) for at in range(60)]
        contacts = [report.personal and report.personal.reporter for report in found if report]
    assert len(contacts) == 60
    # Of twelve months, five to each, the five oldest are over their term.
    assert [contact.email for contact in contacts if contact] == ["anna@example.org"] * 35
    assert not any(contacts[:25])


@MEASURED
@ON_EACH
@pytest.mark.parametrize(
    ("part", "arguments"),
    [
        ("growth", ["--sizes", "100", "600"]),
        ("lists", ["--reports", "600"]),
        ("memory", ["--dispatches", "100", "--seconds", "120"]),
    ],
)
def test_a_part_is_measured(
    run_promise: Run, part: str, arguments: list[str], database: str
) -> None:
    figures = run_promise("load", part, "--database", database, *arguments)["figures"]
    if part == "growth":
        assert list(figures["ms"]) == ["100", "600"]
        assert all(acts["reports in that month"] > 0 for acts in figures["ms"].values())
    elif part == "lists":
        assert len(figures["lists"]) == 75
    else:
        assert figures["dispatches"] == 100


@MEASURED
def test_rates_are_measured(run_promise: Run) -> None:
    rows = run_promise("load", "rates", "--month", "1000")["figures"]["rows"]
    assert len(rows) == 12
