"""``lckm term``: the first day without personal data."""

import json

import pytest

from tests.helpers.commands import Run


@pytest.mark.parametrize(
    ("moment", "clean"),
    [
        ("2023-01-01", "2023-08-01"),
        ("2023-01-31", "2023-08-01"),
        ("2023-01-31T23:59:59+01:00", "2023-08-01"),
        ("2023-01-31T23:00:00Z", "2023-09-01"),
        ("2022-12-31T22:59:59.999999Z", "2023-07-01"),
        ("2022-12-31T23:00:00Z", "2023-08-01"),
        ("2023-06-30T18:00:00-04:00", "2024-02-01"),
        ("1999-05-05", "1999-12-01"),
        ("0001-01-02", "0001-08-01"),
    ],
)
def test_the_day_comes_first(run: Run, moment: str, clean: str) -> None:
    result = run("term", moment)
    assert (result.exit_code, result.stderr) == (0, "")
    day, reckoning = result.stdout.splitlines()
    assert day == clean
    assert "6 pełnych miesięcy." in reckoning
    assert f"Od {clean} zgłoszenie jest zanonimizowane" in reckoning


def test_as_data_and_in_english(run: Run) -> None:
    data = json.loads(run("term", "2022-12-31T23:30:00Z", "--format", "json").stdout)
    assert data == {"registered_on": "2023-01-01", "first_clean_day": "2023-08-01"}
    assert (
        "Registered in Łódź on 2023-01-01."
        in run("term", "2022-12-31T23:30:00Z", "--lang", "en").stdout
    )


@pytest.mark.parametrize("moment", ["2023-01-31T23:30:00", "2023-01-31T23:30"])
def test_a_moment_without_a_zone_is_refused(run: Run, moment: str) -> None:
    result = run("term", moment)
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"„{moment}” nie ma strefy" in result.stderr
    assert "2023-01-31T23:30:00+01:00" in result.stderr
    assert "sam dzień w Łodzi (2023-01-31)" in result.stderr


@pytest.mark.parametrize(
    ("moment", "whole"),
    [
        ("2026-11-25T10:00+01:00", "2026-11-25T10:00:00+01:00"),
        ("2026-11-25T10:00-03:30", "2026-11-25T10:00:00-03:30"),
        ("2026-11-25T10:00Z", "2026-11-25T10:00:00Z"),
    ],
)
def test_a_moment_without_seconds_is_told_so(run: Run, moment: str, whole: str) -> None:
    result = run("term", moment)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"„{moment}” nie ma sekund. Dopisz je: {whole}.\n")
    assert run("term", moment, "--lang", "en").stderr.startswith(
        f"“{moment}” has no seconds. Add them: {whole}.\n"
    )
    assert run("term", whole).exit_code == 0


@pytest.mark.parametrize(
    "moment", ["jutro", "2023-02-30", "31.01.2023", "2023-01-31T25:00:00Z", "2023-1-1", ""]
)
def test_what_is_neither_is_refused(run: Run, moment: str) -> None:
    result = run("term", moment)
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"„{moment}” to nie chwila ze strefą" in result.stderr


@pytest.mark.parametrize(
    "moment", ["9999-06-01", "9999-12-31T23:59:59-23:59", "0001-01-01T00:00:00+23:59"]
)
def test_beyond_the_calendar(run: Run, moment: str) -> None:
    result = run("term", moment)
    assert result.exit_code == 2
    assert "takiego terminu nie ma w kalendarzu" in result.stderr
