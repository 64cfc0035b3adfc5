"""The life of what the call centre asks units for: who may do what, when, and how old it grows."""

import pickle
from datetime import date, timedelta

import attrs
import pytest
from hypothesis import given, strategies as st

from lckm_core import Role, may, to_data
from lckm_core.call_centre import (
    BriefingRequest,
    DataRequest,
    EarlierAnswer,
    Reminders,
    add_reminder,
    age_in_days,
    answer_data_request,
    correct_answer,
    hold_briefing,
    is_reminder_due,
    name_briefer,
    request_briefing,
    request_data,
)
from lckm_core.errors import IllegalMoveError
from lckm_core.forms import build
from lckm_core.organisation import Act
from lckm_core.procedures.parts import Person
from tests.helpers.rows import in_one_test

ASKED_ON = date(2026, 11, 2)
ANNA, JAN = Person("Wzorcowa Anna"), Person("Przykładowy Jan")
ASKED = {"number": "P-1", "unit": "Schronisko dla Zwierząt", "asked_by": ANNA, "asked_on": ASKED_ON}
DATA = DataRequest(**ASKED, question="Od kiedy?")
BRIEFING = BriefingRequest(**ASKED, subject="Adopcje", reason="Nowe zasady.")
NAMED = attrs.evolve(BRIEFING, briefer=JAN, named_on=ASKED_ON)
DAY = timedelta(days=1)
ANSWERED = attrs.evolve(DATA, answer="Od dziś.", answered_by=JAN, closed_on=ASKED_ON)

CALL_CENTRE = {Role.CALL_CENTRE_STAFF, Role.HEAD_OF_CALL_CENTRE}
HEADS = {Role.HEAD_OF_CELL, Role.HEAD_OF_UNIT}
ACTS = {
    Act.REQUEST_DATA: (CALL_CENTRE, lambda role: request_data(DATA, role)),
    Act.ANSWER_DATA_REQUEST: (
        HEADS | {Role.STAFF_OF_CELL, Role.STAFF_OF_UNIT},
        lambda role: answer_data_request(DATA, role, text="Od dziś.", by=JAN, on=ASKED_ON),
    ),
    Act.CORRECT_ANSWER: (
        HEADS | {Role.STAFF_OF_CELL, Role.STAFF_OF_UNIT},
        lambda role: correct_answer(ANSWERED, role, text="Od jutra.", by=JAN, on=ASKED_ON),
    ),
    Act.REQUEST_BRIEFING: (
        {Role.HEAD_OF_CALL_CENTRE},
        lambda role: request_briefing(BRIEFING, role),
    ),
    Act.NAME_BRIEFER: (HEADS, lambda role: name_briefer(BRIEFING, role, person=JAN, on=ASKED_ON)),
    Act.CONFIRM_BRIEFING: (
        {Role.HEAD_OF_CALL_CENTRE},
        lambda role: hold_briefing(NAMED, role, on=ASKED_ON),
    ),
}


@in_one_test("role", Role)
@in_one_test("act", ACTS)
def test_each_act_by_each_role(act, role):
    allowed, do = ACTS[act]
    assert bool(may(role, act)) == (role in allowed)
    if role in allowed:
        assert do(role).number == "P-1"
        return
    with pytest.raises(IllegalMoveError) as caught:
        do(role)
    said = caught.value.text("pl")
    assert said.startswith(f"{role.value} nie może {act.denied}. Może to zrobić: ")
    assert all(other.value in said for other in allowed)
    assert "zał. 2 § 10 ust. " in said
    assert all(other.english in caught.value.text("en") for other in allowed)


class TestAnswer:
    """A request for data is met by its answer."""

    def test_it_closes_with_the_answer_and_who_gave_it(self):
        met = answer_data_request(
            DATA, Role.STAFF_OF_UNIT, text="Od dziś.", by=JAN, on=ASKED_ON + DAY
        )
        assert met == attrs.evolve(
            DATA, answer="Od dziś.", answered_by=JAN, closed_on=ASKED_ON + DAY
        )
        assert (DATA.is_open, met.is_open) == (True, False)

    def test_it_is_answered_once(self):
        met = answer_data_request(DATA, Role.STAFF_OF_UNIT, text="Od dziś.", by=JAN, on=ASKED_ON)
        with pytest.raises(
            IllegalMoveError, match=r"P-1 już jest odpowiedź: Przykładowy Jan, 2026-11-02"
        ) as caught:
            answer_data_request(met, Role.HEAD_OF_UNIT, text="Od jutra.", by=JAN, on=ASKED_ON)
        assert (caught.value.move, caught.value.state) == ("ANSWER_DATA_REQUEST", "closed")
        assert "poproś od nowa" not in caught.value.text("pl"), "only the call centre may"

    @pytest.mark.parametrize("text", ["", "  \n"])
    def test_a_blank_answer_is_none(self, text):
        with pytest.raises(IllegalMoveError, match="P-1 jest pusta"):
            answer_data_request(DATA, Role.STAFF_OF_UNIT, text=text, by=JAN, on=ASKED_ON)


class TestCorrectedAnswer:
    """Another answer in place of one's own, or of one of the cell or unit that one heads."""

    def corrected(self, request=ANSWERED, role=Role.STAFF_OF_UNIT, text="Od jutra.", by=JAN):
        return correct_answer(request, role, text=text, by=by, on=ASKED_ON + DAY)

    def test_the_earlier_one_is_kept_and_the_day_of_the_first_stays(self):
        new = self.corrected()
        assert new == attrs.evolve(
            ANSWERED,
            answer="Od jutra.",
            corrected_on=ASKED_ON + DAY,
            earlier_answers=(EarlierAnswer(text="Od dziś.", by=JAN, on=ASKED_ON),),
        )
        again = self.corrected(new, Role.HEAD_OF_UNIT, "Od stycznia.", ANNA)
        assert (again.answered_by, again.answered_on) == (ANNA, ASKED_ON + DAY)
        assert again.closed_on == ASKED_ON
        assert [(one.text, one.on) for one in again.earlier_answers] == [
            ("Od dziś.", ASKED_ON),
            ("Od jutra.", ASKED_ON + DAY),
        ]

    @given(by=st.lists(st.sampled_from([ANNA, JAN]), min_size=1, max_size=4))
    def test_each_earlier_one_stands_under_who_gave_it_and_on_its_day(self, by):
        request, given_before = ANSWERED, []
        for count, person in enumerate(by, start=1):
            given_before.append(
                EarlierAnswer(text=request.answer, by=request.answered_by, on=request.answered_on)
            )
            day = ASKED_ON + count * DAY
            request = correct_answer(
                request, Role.HEAD_OF_UNIT, text=f"Od {day}.", by=person, on=day
            )
            assert request.earlier_answers == tuple(given_before)

    def test_another_clerk_is_told_who_may(self):
        with pytest.raises(IllegalMoveError) as caught:
            self.corrected(by=ANNA)
        assert "poprawi Przykładowy Jan albo kierownik" in caught.value.text("pl")
        assert "Przykładowy Jan or the head" in caught.value.text("en")

    def test_the_same_answer_changes_nothing(self):
        assert self.corrected(text="Od dziś.") == ANSWERED

    @pytest.mark.parametrize(
        ("request_", "text", "said"),
        [(DATA, "Od jutra.", "nie ma jeszcze odpowiedzi"), (ANSWERED, " \n", "P-1 jest pusta")],
    )
    def test_nothing_and_a_blank_one_are_not_corrected(self, request_, text, said):
        with pytest.raises(IllegalMoveError, match=said) as refused:
            self.corrected(request_, text=text)
        assert refused.value.move == "CORRECT_ANSWER"


class TestBriefing:
    """A briefing is met on the day it is held, by someone who was named."""

    def test_another_may_be_named_until_it_is_held(self):
        other = name_briefer(NAMED, Role.HEAD_OF_UNIT, person=ANNA, on=ASKED_ON + DAY)
        assert (other.briefer, other.named_on) == (ANNA, ASKED_ON + DAY)
        held = hold_briefing(other, Role.HEAD_OF_CALL_CENTRE, on=ASKED_ON + 2 * DAY)
        assert (held.held_on, held.closed_on) == (ASKED_ON + 2 * DAY, ASKED_ON + 2 * DAY)
        for act in (
            lambda: name_briefer(held, Role.HEAD_OF_UNIT, person=JAN, on=ASKED_ON),
            lambda: hold_briefing(held, Role.HEAD_OF_CALL_CENTRE, on=ASKED_ON),
        ):
            with pytest.raises(IllegalMoveError, match="już załatwiona"):
                act()

    def test_without_one_named_it_is_not_held(self):
        assert BRIEFING.held_on is None
        with pytest.raises(IllegalMoveError) as caught:
            hold_briefing(BRIEFING, Role.HEAD_OF_CALL_CENTRE, on=ASKED_ON)
        assert (caught.value.move, caught.value.state) == ("CONFIRM_BRIEFING", "open")
        assert pickle.loads(pickle.dumps(caught.value)).reason == caught.value.reason


class TestAge:
    """How long a unit has kept the call centre waiting."""

    @pytest.mark.parametrize(
        ("on", "age"),
        [(ASKED_ON, 0), (ASKED_ON + DAY, 1), (ASKED_ON + 30 * DAY, 30), (ASKED_ON - DAY, 0)],
    )
    def test_it_grows_while_open(self, on, age):
        assert age_in_days(DATA, on=on) == age

    def test_it_stops_when_met(self):
        met = attrs.evolve(DATA, closed_on=ASKED_ON + 4 * DAY)
        assert age_in_days(met, on=ASKED_ON + 30 * DAY) == 4


class TestReminders:
    """Days without an answer are followed by a reminder, and then by more."""

    @pytest.mark.parametrize(("after", "due"), [(0, False), (2, False), (3, True), (10, True)])
    def test_the_first_comes_after_some_days(self, after, due):
        assert is_reminder_due(DATA, on=ASKED_ON + after * DAY) is due

    @pytest.mark.parametrize(("after", "due"), [(5, False), (7, False), (8, True), (9, True)])
    def test_the_next_some_days_after_the_last(self, after, due):
        late = add_reminder(add_reminder(DATA, on=ASKED_ON + 5 * DAY), on=ASKED_ON + 3 * DAY)
        assert is_reminder_due(late, on=ASKED_ON + after * DAY) is due

    @pytest.mark.parametrize(("after", "due"), [(6, False), (7, True)])
    def test_how_many_days_is_the_hosts_to_say(self, after, due):
        assert is_reminder_due(DATA, on=ASKED_ON + after * DAY, reminders=Reminders(7, 2)) is due
        once = add_reminder(DATA, on=ASKED_ON)
        assert is_reminder_due(once, on=ASKED_ON + DAY, reminders=Reminders(7, 2)) is False
        assert is_reminder_due(once, on=ASKED_ON + 2 * DAY, reminders=Reminders(7, 2)) is True

    def test_a_day_is_noted_once(self):
        once = add_reminder(DATA, on=ASKED_ON + 3 * DAY)
        assert once.reminded_on == (ASKED_ON + 3 * DAY,)
        assert add_reminder(once, on=ASKED_ON + 3 * DAY) is once

    def test_what_is_met_is_left_in_peace(self):
        met = attrs.evolve(DATA, closed_on=ASKED_ON)
        assert add_reminder(met, on=ASKED_ON + 9 * DAY) is met
        assert not is_reminder_due(met, on=ASKED_ON + 9 * DAY)

    @given(st.integers(1, 9), st.integers(1, 9), st.integers(0, 90))
    def test_reminders_given_when_due_come_at_even_steps(self, first, then, days):
        asked, reminders = DATA, Reminders(first, then)
        for number in range(days + 1):
            on = ASKED_ON + number * DAY
            if is_reminder_due(asked, on=on, reminders=reminders):
                asked = add_reminder(asked, on=on)
        assert [(day - ASKED_ON).days for day in asked.reminded_on] == list(
            range(first, days + 1, then)
        )


@pytest.mark.parametrize(
    "asked",
    [DATA, NAMED, add_reminder(BRIEFING, on=ASKED_ON)],
    ids=["data", "briefing", "reminded"],
)
def test_a_request_comes_back_whole(asked):
    assert build(to_data(asked), type(asked)) == asked
