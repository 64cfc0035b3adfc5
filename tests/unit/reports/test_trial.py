"""The report with which staff try whether reports arrive."""

from datetime import UTC, datetime

from lckm_core.reports import is_trial, trial_form, trial_number


def test_its_form_has_the_category_that_is_tried_and_nothing_of_anybody():
    bare = trial_form()
    assert set(bare) == {"description"}
    assert trial_form("latarnia") == {**bare, "category": "latarnia"}
    assert trial_form("") == trial_form(None) == bare


def test_its_number_tells_when_it_was_made_in_the_city():
    number = trial_number(datetime(2026, 7, 1, 22, 30, 5, tzinfo=UTC))
    assert number == "PROBA-20260702-003005"
    assert is_trial(number)
    assert not is_trial("ZG-2026-000001")
