"""zał. 2 § 6 ust. 5: staff hold a caller's code against a report, and the trail says so."""

from datetime import UTC, datetime

import pytest

from lckm_core import ContactCentre, Role, build
from lckm_core.errors import IllegalMoveError, NoSuchReportError
from lckm_core.memory import MemoryAdapter
from lckm_core.ports import Event, provide
from lckm_testing.contracts import samples
from tests.helpers.trail import Trail

NOW = datetime(2026, 3, 4, 11, 0, tzinfo=UTC)


@pytest.fixture
def told():
    return Trail()


@pytest.fixture
def centre(told):
    centre = ContactCentre(build(MemoryAdapter(table=samples.TABLE), provide(listeners=told)))
    centre.register({"description": "Dziura."}, number="ZG-1", now=NOW, terms_version="1")
    told.clear()
    return centre


@pytest.mark.parametrize(
    ("matches", "outcome"), [(True, "code fits"), (False, "code does not fit")]
)
def test_the_trail_says_who_checked_and_what_came_of_it(centre, told, matches, outcome):
    who = {"by": "Ewa Nowak", "role": Role.CALL_CENTRE_STAFF}
    centre.note_code_check("ZG-1", matches=matches, now=NOW, **who)
    assert told == [Event(verb="check_code", subject="ZG-1", at=NOW, outcome=outcome, **who)]


@pytest.mark.parametrize("number", ["ZG-2", "601 234 567", "", "x" * 500])
def test_of_what_is_no_report_nothing_goes_into_the_trail(centre, told, number):
    with pytest.raises(NoSuchReportError):
        centre.note_code_check(number, matches=False, now=NOW)
    assert told == []


def test_who_takes_no_calls_checks_no_codes(centre, told):
    with pytest.raises(IllegalMoveError):
        centre.note_code_check("ZG-1", matches=True, now=NOW, role=Role.DIRECTOR)
    assert told == []


@pytest.mark.parametrize("wrong", [{"now": NOW.replace(tzinfo=None)}, {"by": " Ewa"}])
def test_naive_moments_and_names_that_do_not_fit_are_refused(centre, told, wrong):
    with pytest.raises(ValueError, match=r"aware|naive|by="):
        centre.note_code_check("ZG-1", matches=True, **{"now": NOW, **wrong})
    assert told == []
