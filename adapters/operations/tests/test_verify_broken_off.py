"""``lckm verify --format json`` that something stops half-way: what it has found is still JSON, and never says that nothing is wrong."""

import json
from datetime import UTC, datetime

import pytest

from lckm_operations import readiness as standing

LONG_AGO = datetime(2025, 1, 1, tzinfo=UTC)


@pytest.fixture
def broken_off(monkeypatch):
    def away(*_):
        raise OSError(5, "away")

    monkeypatch.setattr(standing, "missing_requirements", away)


def test_what_was_found_by_then_is_a_list(city, run, broken_off):
    city.register(
        "ZG-1", {"description": "Pies", "reporter": {"email": "anna@example.com"}}, now=LONG_AGO
    )
    done = run("verify", "--format", "json")
    assert done.exit_code not in {0, 1}
    assert "personal data past the term" in [one["kind"] for one in json.loads(done.stdout)]


def test_where_nothing_was_found_by_then_nothing_says_that_all_is_well(city, run, broken_off):
    city.centre()
    done = run("verify", "--format", "json")
    assert done.exit_code not in {0, 1}
    assert done.stdout == ""
