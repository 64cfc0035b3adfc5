"""The centre's verbs for what the call centre asks units for: what is kept, who is heard, and
who is reminded.
"""

import pickle
from datetime import UTC, date, datetime, timedelta

import attrs
import pytest

from lckm_core import (
    ContactCentre,
    Directory,
    Role,
    build,
)
from lckm_core.calendar import Window
from lckm_core.call_centre import BriefingRequest, DataRequest, Reminders
from lckm_core.centre import NoSuchRequestError
from lckm_core.errors import ConflictError, IllegalMoveError
from lckm_core.memory import MemoryAdapter
from lckm_core.organisation import Unit
from lckm_core.ports import MissingAdapterError, provide
from lckm_core.procedures.parts import Person
from lckm_testing.contracts.base import at_once

NOW = datetime(2026, 11, 1, 23, 30, tzinfo=UTC)
"""Half past midnight in Łódź, where it is a day later than in UTC."""
NAIVE = datetime(2026, 11, 2, 11, 0)
TODAY, DAY = date(2026, 11, 2), timedelta(days=1)
ANNA, JAN = Person("Wzorcowa Anna"), Person("Przykładowy Jan")
OTHER_UNIT = "Zarząd Gospodarowania Odpadami"
ASKED = {"unit": "Zarząd Dróg i Transportu", "asked_by": ANNA, "asked_on": TODAY}
DATA = DataRequest(number="PD-1", **ASKED, question="Od kiedy?")
BRIEFING = BriefingRequest(number="PI-1", **ASKED, subject="Pas drogowy", reason="Nowe zasady.")
STAFF, HEAD, UNIT_HEAD = Role.CALL_CENTRE_STAFF, Role.HEAD_OF_CALL_CENTRE, Role.HEAD_OF_UNIT


@pytest.fixture
def memory():
    return MemoryAdapter()


def recorded_events(memory):
    return [(event.verb, event.subject, event.role) for event in memory.events]


class TestData:
    def test_from_the_question_to_the_answer(self, centre, memory):
        assert centre.request_data(DATA, role=STAFF, now=NOW) == DATA == memory.requests.get("PD-1")
        later = NOW + 2 * DAY
        met = centre.answer_data_request(
            "PD-1", role=Role.STAFF_OF_UNIT, text="Od dziś.", by=JAN, now=later
        )
        assert met == attrs.evolve(
            DATA, answer="Od dziś.", answered_by=JAN, closed_on=TODAY + 2 * DAY
        )
        assert memory.requests.get("PD-1") == met
        assert recorded_events(memory) == [
            ("request_data", "PD-1", STAFF),
            ("answer_data_request", "PD-1", Role.STAFF_OF_UNIT),
        ]

    def test_the_day_of_an_answer_is_that_of_warsaw(self, centre):
        centre.request_data(DATA, role=STAFF, now=NOW)
        met = centre.answer_data_request(
            "PD-1",
            role=UNIT_HEAD,
            text="Od dziś.",
            by=JAN,
            now=datetime(2026, 11, 2, 23, 30, tzinfo=UTC),
        )
        assert met.closed_on == date(2026, 11, 3)

    def test_what_was_answered_once_stays_so(self, centre, memory):
        centre.request_data(DATA, role=STAFF, now=NOW)
        met = centre.answer_data_request("PD-1", role=UNIT_HEAD, text="Od dziś.", by=JAN, now=NOW)
        with pytest.raises(IllegalMoveError, match="już jest odpowiedź"):
            centre.answer_data_request("PD-1", role=UNIT_HEAD, text="Od jutra.", by=JAN, now=NOW)
        assert memory.requests.get("PD-1") == met

    def test_of_many_who_answer_at_once_one_is_heard(self, centre, memory):
        centre.request_data(DATA, role=STAFF, now=NOW)
        done = at_once(
            6,
            lambda at: centre.answer_data_request(
                "PD-1", role=UNIT_HEAD, text=f"{at}.", by=JAN, now=NOW
            ),
        )
        (heard,) = [one for one in done if isinstance(one, DataRequest)]
        assert {type(one) for one in done} <= {DataRequest, ConflictError, IllegalMoveError}
        assert memory.requests.get("PD-1") == heard
        assert len(memory.events) == 2


class TestBriefing:
    def test_from_the_request_to_the_day_it_is_held(self, centre, memory):
        centre.request_briefing(BRIEFING, role=HEAD, now=NOW)
        named = centre.name_briefer("PI-1", role=UNIT_HEAD, person=JAN, now=NOW + DAY)
        assert (named.briefer, named.named_on) == (JAN, TODAY + DAY)
        other = centre.name_briefer("PI-1", role=UNIT_HEAD, person=ANNA, now=NOW + 2 * DAY)
        assert other.briefer == ANNA
        held = centre.hold_briefing("PI-1", role=HEAD, now=NOW + 9 * DAY)
        assert held == memory.requests.get("PI-1") == attrs.evolve(other, closed_on=TODAY + 9 * DAY)
        verbs = ["request_briefing", "name_briefer", "name_briefer", "hold_briefing"]
        assert [event.verb for event in memory.events] == verbs

    def test_it_may_be_noted_on_a_later_day(self, centre):
        centre.request_briefing(BRIEFING, role=HEAD, now=NOW)
        centre.name_briefer("PI-1", role=UNIT_HEAD, person=JAN, now=NOW)
        held = centre.hold_briefing("PI-1", role=HEAD, now=NOW + 9 * DAY, held_on=TODAY + 7 * DAY)
        assert held.held_on == TODAY + 7 * DAY


@pytest.mark.parametrize(
    ("request_", "ask"), [(DATA, "request_data"), (BRIEFING, "request_briefing")]
)
class TestAsking:
    def test_repeated_it_is_the_request_that_is_kept(self, centre, memory, request_, ask):
        """An answer that was lost costs nobody a request, and is told of once."""
        for _ in range(2):
            assert getattr(centre, ask)(request_, role=HEAD, now=NOW) == request_
        assert len(memory.events) == 1

    def test_a_number_of_another_request_is_refused(self, centre, memory, request_, ask):
        getattr(centre, ask)(request_, role=HEAD, now=NOW)
        with pytest.raises(ConflictError, match=request_.number):
            getattr(centre, ask)(attrs.evolve(request_, asked_on=TODAY + DAY), role=HEAD, now=NOW)
        assert memory.requests.get(request_.number) == request_

    @pytest.mark.parametrize(
        ("address", "said"),
        [
            ({"unit": "Zarząd Drog"}, "Nie ma jednostki „Zarząd Drog”"),
            ({"unit": "Urząd Miasta Łodzi"}, "nie ma komórki"),
        ],
    )
    def test_what_would_reach_nobody_is_refused(self, centre, memory, request_, ask, address, said):
        with pytest.raises(IllegalMoveError, match=said) as caught:
            getattr(centre, ask)(attrs.evolve(request_, **address), role=HEAD, now=NOW)
        assert caught.value.state == "misaddressed"
        assert memory.requests.get(request_.number) is None

    def test_units_and_cells_are_those_of_the_host(self, memory, request_, ask):
        directory = Directory((Unit("Zarząd Dróg", ("Pas drogowy",)),))
        centre = ContactCentre(build(memory, provide(directory=directory)))
        known = attrs.evolve(request_, unit="Zarząd Dróg", cell="Pas drogowy")
        assert getattr(centre, ask)(known, role=HEAD, now=NOW) == known
        with pytest.raises(IllegalMoveError, match="nie ma komórki „Inna”"):
            getattr(centre, ask)(attrs.evolve(known, cell="Inna"), role=HEAD, now=NOW)

    def test_a_unit_that_was_closed_by_then_is_not_asked(self, memory, request_, ask):
        def centre_with(last):
            closed = Unit(request_.unit, window=Window(end=last))
            return ContactCentre(build(memory, provide(directory=Directory((closed,)))))

        with pytest.raises(IllegalMoveError, match="Nie ma jednostki"):
            getattr(centre_with(TODAY - DAY), ask)(request_, role=HEAD, now=NOW)
        assert getattr(centre_with(TODAY), ask)(request_, role=HEAD, now=NOW + DAY) == request_

    def test_what_is_met_is_not_asked(self, centre, request_, ask):
        with pytest.raises(IllegalMoveError, match="już załatwiona"):
            getattr(centre, ask)(attrs.evolve(request_, closed_on=TODAY), role=HEAD, now=NOW)


ACTS = {
    "request_data": lambda centre, role, now: centre.request_data(
        attrs.evolve(DATA, number="P"), role=role, now=now
    ),
    "request_briefing": lambda centre, role, now: centre.request_briefing(
        attrs.evolve(BRIEFING, number="P"), role=role, now=now
    ),
    "answer_data_request": lambda centre, role, now: centre.answer_data_request(
        "PD-1", role=role, text="Tak.", by=JAN, now=now
    ),
    "name_briefer": lambda centre, role, now: centre.name_briefer(
        "PI-1", role=role, person=ANNA, now=now
    ),
    "hold_briefing": lambda centre, role, now: centre.hold_briefing(
        "PI-1", role=role, now=now, held_on=TODAY
    ),
    "readdress_request": lambda centre, role, now: centre.readdress_request(
        "PI-1", role=role, unit=OTHER_UNIT, cell=None, now=now
    ),
}
MAY = dict.fromkeys(ACTS, HEAD) | {"answer_data_request": UNIT_HEAD, "name_briefer": UNIT_HEAD}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize(
    ("role", "now", "raised"), [(Role.DIRECTOR, NOW, IllegalMoveError), (None, NAIVE, ValueError)]
)
def test_whoever_may_not_and_a_naive_moment_leave_everything_as_it_was(
    centre, memory, act, role, now, raised
):
    named = attrs.evolve(BRIEFING, briefer=JAN, named_on=TODAY)
    memory.requests.add(DATA)
    memory.requests.add(named)
    with pytest.raises(raised):
        ACTS[act](centre, role or MAY[act], now)
    assert list(memory.requests.unmet(limit=9)) == [DATA, named]
    assert memory.events == []
    ACTS[act](centre, MAY[act], NOW)
    assert [event.verb for event in memory.events] == [act]


@pytest.mark.parametrize("act", ["answer_data_request", "name_briefer", "hold_briefing"])
def test_what_was_not_asked_cannot_be_met(centre, memory, act):
    """Nor what was asked under that number in the other kind."""
    with pytest.raises(NoSuchRequestError):
        ACTS[act](centre, MAY[act], NOW)
    memory.requests.add(attrs.evolve(BRIEFING, number="PD-1"))
    memory.requests.add(attrs.evolve(DATA, number="PI-1"))
    with pytest.raises(NoSuchRequestError, match=r"P[DI]-1") as caught:
        ACTS[act](centre, MAY[act], NOW)
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)
    assert memory.events == []


def test_a_corrected_answer_is_stored_and_told_once(centre, memory):
    answered = attrs.evolve(DATA, answer="Tak.", answered_by=JAN, closed_on=TODAY)
    memory.requests.add(answered)

    def correct(by=JAN, now=NOW + DAY):
        return centre.correct_answer("PD-1", role=Role.STAFF_OF_UNIT, text="Nie.", by=by, now=now)

    with pytest.raises(IllegalMoveError, match="poprawi Przykładowy Jan"):
        correct(by=ANNA)
    with pytest.raises(ValueError, match="naive"):
        correct(now=NAIVE)
    assert (memory.requests.get("PD-1"), memory.events) == (answered, [])
    new = correct()
    assert (new.answer, new.corrected_on) == ("Nie.", TODAY + DAY)
    assert memory.requests.get("PD-1") == new == correct()
    assert [(one.verb, one.by) for one in memory.events] == [("correct_answer", JAN.name)]
    with pytest.raises(NoSuchRequestError):
        centre.correct_answer("PD-9", role=UNIT_HEAD, text="Nie.", by=JAN, now=NOW)


def test_a_request_addressed_anew_forgets_what_was_of_the_unit_before(centre, memory):
    memory.requests.add(attrs.evolve(BRIEFING, briefer=JAN, named_on=TODAY, reminded_on=(TODAY,)))
    new = centre.readdress_request("PI-1", role=HEAD, unit=OTHER_UNIT, cell=None, now=NOW)
    assert new == memory.requests.get("PI-1") == attrs.evolve(BRIEFING, unit=OTHER_UNIT)
    assert [event.verb for event in memory.events] == ["readdress_request"]
    again = centre.readdress_request("PI-1", role=HEAD, unit=OTHER_UNIT, cell=None, now=NOW)
    assert (again, len(memory.events)) == (new, 1)
    with pytest.raises(IllegalMoveError, match="Nie ma jednostki"):
        centre.readdress_request("PI-1", role=HEAD, unit="Zarząd Kosmosu", cell=None, now=NOW)
    with pytest.raises(NoSuchRequestError):
        centre.readdress_request("PI-9", role=HEAD, unit=OTHER_UNIT, cell=None, now=NOW)
    with pytest.raises(ValueError, match="by= names"):
        centre.readdress_request(
            "PI-1", role=HEAD, unit=OTHER_UNIT, cell=None, now=NOW, by="Zofia\nWrona"
        )


def test_a_request_is_addressed_anew_to_a_unit_of_the_present_day(memory):
    """Not to one that was closed since it was asked, and to one that was founded since."""
    closed = Unit("Zarząd Dawny", window=Window(None, TODAY))
    founded = Unit("Zarząd Nowy", window=Window(TODAY + DAY, None))
    asked = Unit(BRIEFING.unit)
    directory = Directory((closed, founded, asked))
    centre = ContactCentre(build(memory, provide(directory=directory)))
    memory.requests.add(BRIEFING)
    given = {"role": HEAD, "cell": None, "now": NOW + DAY}
    with pytest.raises(IllegalMoveError):
        centre.readdress_request("PI-1", unit=closed.name, **given)
    assert centre.readdress_request("PI-1", unit=founded.name, **given).unit == founded.name


def test_without_a_store_it_says_what_is_missing():
    with pytest.raises(MissingAdapterError, match="provide_requests"):
        ContactCentre(build()).request_data(DATA, role=STAFF, now=NOW)


class TestReminders:
    def test_those_due_are_returned_with_their_reminder_noted(self, centre, memory):
        """Of both kinds, and not what was met, nor what was asked later."""
        centre.request_data(DATA, role=STAFF, now=NOW)
        centre.request_briefing(BRIEFING, role=HEAD, now=NOW)
        centre.request_data(
            attrs.evolve(DATA, number="PD-2", asked_on=TODAY + DAY), role=STAFF, now=NOW
        )
        memory.requests.add(attrs.evolve(DATA, number="PD-3", closed_on=TODAY))
        memory.events.clear()
        assert centre.remind_due(now=NOW + 2 * DAY) == ()
        due = centre.remind_due(now=NOW + 3 * DAY)
        assert due == tuple(
            attrs.evolve(one, reminded_on=(TODAY + 3 * DAY,)) for one in (DATA, BRIEFING)
        )
        assert [memory.requests.get(one.number) for one in due] == list(due)
        assert recorded_events(memory) == [
            ("remind_due", "PD-1", None),
            ("remind_due", "PI-1", None),
        ]
        assert centre.remind_due(now=NOW + 3 * DAY) == ()

    def test_when_is_the_hosts_to_say(self, centre):
        centre.request_data(DATA, role=STAFF, now=NOW)
        assert centre.remind_due(now=NOW + 6 * DAY, reminders=Reminders(7)) == ()
        assert len(centre.remind_due(now=NOW + 7 * DAY, reminders=Reminders(7))) == 1

    def test_every_page_is_gone_through(self, centre, memory):
        for number in range(250):
            memory.requests.add(attrs.evolve(DATA, number=f"PD-{number}"))
        assert len(centre.remind_due(now=NOW + 3 * DAY)) == 250

    def test_workers_at_once_remind_of_each_request_once(self, centre, memory):
        for number in range(150):
            memory.requests.add(attrs.evolve(DATA, number=f"PD-{number}"))
        done = [
            one.number
            for due in at_once(4, lambda _: centre.remind_due(now=NOW + 3 * DAY))
            for one in due
        ]
        assert len(done) == len(set(done)) == 150

    def test_what_is_answered_meanwhile_is_left_in_peace(self, centre, memory):
        other = attrs.evolve(DATA, number="PD-2")
        for one in (DATA, other):
            memory.requests.add(one)
        met = attrs.evolve(DATA, answer="Od dziś.", answered_by=JAN, closed_on=TODAY + 3 * DAY)
        replace = memory.requests.replace

        def late(new, was):
            if was == DATA:
                replace(met, DATA)
            replace(new, was)

        memory.requests.replace = late
        assert [one.number for one in centre.remind_due(now=NOW + 3 * DAY)] == ["PD-2"]
        assert memory.requests.get("PD-1") == met
        assert recorded_events(memory) == [("remind_due", "PD-2", None)]

    def test_a_naive_moment_reminds_of_nothing(self, centre, memory):
        memory.requests.add(DATA)
        with pytest.raises(ValueError, match="naive"):
            centre.remind_due(now=NAIVE + 9 * DAY)
        assert memory.requests.get("PD-1") == DATA
