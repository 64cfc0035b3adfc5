"""A number tells a cell or unit nothing of what is another's, not even that there is something."""

import pytest
from desk_site import OTHER_UNIT, hand_in_announcement

from lckm_core.call_centre import DataRequest
from lckm_core.organisation import Role
from lckm_core.procedures import Person

UNSEEN = ("/zgloszenie", "/zgloszenie/wynik", "/zgloszenie/zgoda", "/zgloszenie/dane")
CLERK = Role.STAFF_OF_UNIT


def told(visitor, number):
    """Return what a page says, but for the number that was asked for."""
    return visitor.status, visitor.response.text.replace(number, "NUMER")


@pytest.fixture
def others(desk):
    """A report of another unit's, and a number of which there is none."""
    number = desk.report(category="odpady")
    assert desk.memory.reports.dispatch(number).receiver == OTHER_UNIT
    return number, number[:-1] + "9"


@pytest.mark.parametrize("path", UNSEEN)
def test_a_report_of_another_unit_and_none_are_answered_alike(desk, others, path):
    clerk = desk.visitor(CLERK)
    theirs, missing = (told(clerk.get(path, numer=number), number) for number in others)
    assert theirs == missing
    if path in ("/zgloszenie", "/zgloszenie/wynik"):
        assert theirs[0] == 404
        assert "interpretacja I26" in clerk.words


@pytest.mark.parametrize("role", [Role.CALL_CENTRE_STAFF, Role.DIRECTOR])
def test_whoever_sees_all_reports_is_not_told_of_their_own(desk, others, role):
    words = desk.visitor(role).open(others[1]).words
    assert "Nie ma zgłoszenia o tym numerze" in words
    assert "I26" not in words
    assert desk.visitor(role).open(others[0]).status == 200


def test_a_form_that_comes_too_late_keeps_its_words_and_tells_no_more(desk, others):
    fields = {"wynik": "done", "slowa": "Załatano dziurę."}
    clerk = desk.visitor(CLERK)
    answers = [
        told(clerk.post("/zgloszenie/wynik", numer=number, **fields), number) for number in others
    ]
    assert answers[0] == answers[1]
    assert (clerk.status, "Załatano dziurę." in clerk.words) == (404, True)


@pytest.mark.parametrize("typed", [str, lambda number: number[-3:]])
def test_an_earlier_report_of_another_unit_and_none_are_answered_alike(desk, others, typed):
    own = desk.report(at=5)
    clerk = desk.visitor(CLERK)
    fields = {"wynik": "duplicate", "slowa": "Było już."}
    answers = []
    for number in others:
        clerk.open(own).follow("Zapisz wynik")
        clerk.press("Zapisz wynik", **fields, wczesniejsze=typed(number))
        answers.append(told(clerk, typed(number)))
    assert answers[0] == answers[1]
    assert answers[0][0] == 422
    visitor = desk.visitor().open(own).follow("Zapisz wynik")
    assert visitor.press("Zapisz wynik", **fields, wczesniejsze=typed(others[0])).status == 303


def test_a_request_to_another_unit_and_none_are_answered_alike(desk):
    request = DataRequest(
        number="PD-000001",
        unit=OTHER_UNIT,
        asked_by=Person("Anna Pytająca"),
        asked_on=desk.today,
        question="Ile dni?",
    )
    desk.centre.request_data(request, role=Role.CALL_CENTRE_STAFF, now=desk.now)
    number = request.number
    clerk = desk.visitor(CLERK)
    for path in ("/prosba", "/prosba/odpowiedz", "/prosba/poprawka"):
        theirs, missing = (told(clerk.get(path, numer=one), one) for one in (number, "PD-000099"))
        assert theirs == missing
        assert (clerk.status, "interpretacja I26" in clerk.words) == (404, True)
    assert "I26" not in desk.visitor().get("/prosba", numer="PD-000099").words


def test_an_announcement_of_another_unit_and_none_are_answered_alike(desk):
    number = hand_in_announcement(desk, unit=OTHER_UNIT).id
    clerk = desk.visitor(Role.HEAD_OF_UNIT)
    theirs, missing = (
        told(clerk.get("/informacja", numer=one), one) for one in (number, "OG-000099")
    )
    assert theirs == missing
    assert theirs[0] == 404
