"""The first page: what waits is on it if and only if whoever looks may do something about it."""

from datetime import date, timedelta

import attrs
import pytest
from desk_site import (
    EVERYBODY,
    OFFICE,
    OTHER_UNIT,
    OWN,
    UNIT,
    Desk,
    hand_in_announcement,
    newest,
    people_and_states,
    standing,
)

from lckm_core.amendments import compare
from lckm_core.call_centre import REMINDERS, DataRequest
from lckm_core.centre import TaskKind
from lckm_core.organisation import Official, Role
from lckm_core.ports import EditionChange
from lckm_core.procedures import Person
from lckm_core.publication import WAITING_DAYS, WINDOW_DAYS, PortalTerms
from lckm_desk._tasks.task_kinds import KINDS, LATE_DAYS
from lckm_desk._tasks.task_list import MOST

DAY = timedelta(days=1)


def shown(visitor, subject: str) -> set[TaskKind]:
    """Return the kinds of task that the first page has for a number."""
    visitor.get("/")
    assert visitor.status == 200
    return {
        TaskKind(section.get("aria-labelledby"))
        for section in visitor.page.xpath("//main//section")
        if subject in [link.text for link in section.xpath(".//li//a")]
    }


def numbers(visitor) -> list[str]:
    """Return the numbers of what waits."""
    return visitor.page.xpath("//main//li/span/a/text()")


def offered(visitor, page: str, number: str) -> set[str]:
    """Return what the page of a record offers; empty where it does not open."""
    visitor.get(page, numer=number)
    return set(visitor.buttons) if visitor.status == 200 else set()


def bring(desk, state: str) -> str:
    """Bring a procedure into a state; return its number."""
    if state == "faulty correction":
        desk.hand_in(OWN)
        was = newest(desk).procedure
        better = attrs.evolve(was, title=f"{was.title} (poprawiona)")
        who = {"role": Role.MONITORING_STAFF, "by": "Ewa Pokazowa", "now": desk.now}
        desk.centre.correct(compare(was, better), **who)
        # What was sound is so no more: what it names is no longer there.
        kept = newest(desk)
        faulty = attrs.evolve(kept, procedure=attrs.evolve(kept.procedure, title="x" * 300))
        desk.memory.procedures.save([EditionChange(faulty, kept)])
        return OWN
    ends = {"valid_to": desk.today} if state == "ended" else {}
    desk.procedure(state, **ends)
    if ends:
        desk.now += DAY
    return OWN


def wants_a_hand(was):
    return attrs.evolve(was, needs_a_hand=True)


STATES = {
    "received": (TaskKind.CHECK_PROCEDURE, {"Potwierdź sprawdzenie", "Zwróć do poprawy"}),
    "faulty": (TaskKind.CHECK_PROCEDURE, {"Popraw tekst", "Zwróć do poprawy"}),
    "corrected": (TaskKind.AGREE_TO_CORRECTION, {"Uzgodnij poprawki"}),
    "checked": (TaskKind.PUBLISH_PROCEDURE, {"Opublikuj"}),
    "ended": (TaskKind.CORRECT_PROCEDURE, {"Popraw tekst", "Zwróć do poprawy"}),
    "newer": (TaskKind.CHECK_PROCEDURE, {"Potwierdź sprawdzenie", "Zwróć do poprawy"}),
    "faulty correction": (TaskKind.CORRECT_PROCEDURE, {"Popraw tekst", "Zwróć do poprawy"}),
    "published": (None, set()),
    "withdrawn": (None, set()),
}
"""What waits in a state, and what its page offers whoever may do something about it."""


@people_and_states(STATES, Role.MONITORING_STAFF, each_in="corrected")
def test_a_procedure_waits_for_whoever_is_offered_the_next_step_and_nobody_else(role, state):
    desk = Desk()
    number = bring(desk, state)
    visitor = desk.visitor(role)
    kind, acts = STATES[state]
    is_theirs = bool(acts) and acts <= offered(visitor, "/procedura", number)
    assert shown(visitor, number) == ({kind} if is_theirs else set())


@pytest.mark.parametrize("role", EVERYBODY)
def test_a_correction_that_passes_a_procedure_on_waits_for_whoever_may_agree(role):
    desk = Desk()
    number = desk.procedure("received")
    was = newest(desk).procedure
    other = attrs.evolve(was, unit=OTHER_UNIT, cell=None)
    who = {"role": Role.MONITORING_STAFF, "by": "Ewa Pokazowa", "now": desk.now}
    desk.centre.correct(compare(was, other), **who)
    visitor = desk.visitor(role)
    agrees = "Uzgodnij poprawki" in offered(visitor, "/procedura", number)
    kinds = shown(visitor, number)
    assert (TaskKind.AGREE_TO_CORRECTION in kinds) is agrees
    assert agrees or role is not Role.HEAD_OF_UNIT or TaskKind.CORRECT_PROCEDURE not in kinds


@pytest.mark.parametrize("role", EVERYBODY)
def test_what_was_given_back_waits_for_its_head_alone(role):
    desk = Desk()
    number, notice = desk.procedure("returned"), standing(desk, "returned")
    visitor = desk.visitor(role)
    is_head = role is Role.HEAD_OF_UNIT
    assert shown(visitor, number) == ({TaskKind.HAND_IN_AGAIN} if is_head else set())
    again = {TaskKind.HAND_IN_ANNOUNCEMENT_AGAIN} if is_head else set()
    assert shown(visitor, notice) == again
    if is_head:
        assert visitor.get("/procedura", numer=number).status == 200
        assert visitor.get("/informacja", numer=notice).status == 200


@pytest.mark.parametrize("role", EVERYBODY)
def test_an_announcement_and_terms_wait_for_whoever_may_act(role):
    desk = Desk()
    notice = hand_in_announcement(desk).id
    draft = PortalTerms(version="2027", valid_from=date(2027, 1, 1), text="Nowe.")
    desk.centre.draft_terms(draft, now=desk.now, role=Role.MONITORING_STAFF)
    visitor = desk.visitor(role)
    publishes = "Opublikuj" in offered(visitor, "/informacja", notice)
    assert shown(visitor, notice) == ({TaskKind.PUBLISH_ANNOUNCEMENT} if publishes else set())
    approves = "Zatwierdź" in offered(visitor, "/regulamin/wersja", "2027")
    assert shown(visitor, "2027") == ({TaskKind.APPROVE_TERMS} if approves else set())
    assert publishes or approves or role not in (Role.MONITORING_STAFF, Role.DIRECTOR, "ewa")


REQUESTS = {
    "Odpowiedz": TaskKind.ANSWER_REQUEST,
    "Wyznacz osobę": TaskKind.NAME_BRIEFER,
    "Potwierdź, że się odbył": TaskKind.CONFIRM_BRIEFING,
    "Zmień adresata": TaskKind.FOLLOW_UP_REQUEST,
}


@people_and_states(
    ("asked", "answered", "briefing", "named", "held", "of another"),
    Role.HEAD_OF_UNIT,
    each_in="asked",
)
def test_a_request_waits_for_whoever_may_meet_it_or_ask_again(role, state):
    from test_permissions import request_in_state

    desk = Desk()
    number = request_in_state(desk, state)
    desk.now += REMINDERS.first_after * DAY
    visitor = desk.visitor(role)
    acts = offered(visitor, "/prosba", number)
    expected = {kind for label, kind in REQUESTS.items() if label in acts}
    if state == "named":
        # Whoever was asked has done what is theirs.
        expected -= {TaskKind.NAME_BRIEFER, TaskKind.FOLLOW_UP_REQUEST}
    assert shown(visitor, number) == expected


@pytest.mark.parametrize("role", EVERYBODY)
def test_a_report_waits_for_whoever_may_see_to_its_delivery(role):
    desk = Desk()
    number, other = desk.report(1), desk.report(2)
    desk.memory.reports.change(number, wants_a_hand)
    visitor = desk.visitor(role)
    settles = "Zapisz, kto ma zgłoszenie" in offered(visitor, "/zgloszenie", number)
    assert shown(visitor, number) == ({TaskKind.SEE_TO_REPORT} if settles else set())
    assert shown(visitor, other) == set()
    assert settles is (role in (Role.CALL_CENTRE_STAFF, Role.HEAD_OF_CALL_CENTRE, "ewa"))


def test_what_ends_soon_waits_for_the_head_who_may_ask_for_an_update():
    desk = Desk()
    last = desk.today + WINDOW_DAYS * DAY
    number = desk.procedure("published", valid_to=last)
    head = desk.visitor(Role.HEAD_OF_UNIT)
    assert shown(head, number) == {TaskKind.UPDATE_PROCEDURE}
    assert f"ostatni dzień: {last.day}.{last.month:02}.{last.year}" in head.words
    head.follow(number)
    assert "Przygotuj wniosek o zmianę" in head.buttons
    assert shown(desk.visitor(Role.MONITORING_STAFF), number) == set()


def test_nothing_that_waits_is_said_in_a_sentence(desk):
    for role in EVERYBODY:
        visitor = desk.visitor(role).get("/")
        assert visitor.status == 200
        assert "Nic na Ciebie nie czeka." in visitor.words


def test_whoever_has_no_role_is_told_so():
    desk = Desk(people=(Official("Jan Bezroli", (), OFFICE, login="jan"),))
    visitor = desk.visitor("jan").get("/")
    assert "Spis osób nie daje Ci dziś żadnej roli" in visitor.words
    assert visitor.buttons == []


def test_only_some_are_shown_at_once_and_the_others_are_a_press_away(desk):
    for at in range(12):
        desk.hand_in(f"KA-{at + 1:05}")
    visitor = desk.visitor(Role.MONITORING_STAFF).get("/")
    assert len(numbers(visitor)) == 10
    assert "Razem: 12 spraw." in visitor.words
    visitor.follow("i 2 inne")
    assert visitor.page.findtext(".//h1") == KINDS[TaskKind.CHECK_PROCEDURE].title
    assert len(numbers(visitor)) == 12
    assert visitor.follow("Wszystko, co na mnie czeka").page.findtext(".//h1") == "Co na mnie czeka"
    assert "Nic takiego" in visitor.get("/", co="approve-terms").words
    unknown = visitor.get("/", co="x")
    assert unknown.status == 400
    assert unknown.faults == ["Rodzaj spraw: Takiego wyboru nie ma. Wybierz z listy."]
    assert numbers(unknown) == []


def test_of_very_many_reports_their_list_is_a_press_away(desk):
    for at in range(MOST + 5):
        number = desk.report(at + 1)
        desk.memory.reports.change(number, wants_a_hand)
    visitor = desk.visitor().get("/")
    assert f"Razem: co najmniej {MOST + 1} spraw." in visitor.words
    visitor.follow(f"i co najmniej {MOST - 9}")
    assert visitor.page.findtext(".//h1") == "Zgłoszenia"
    assert visitor.page.xpath("//input[@name='uwaga']/@checked")


def test_what_waits_long_or_is_past_its_day_is_marked_and_says_so(desk):
    first_day = desk.today + DAY
    late, soon = "KA-00001", "KA-00002"
    desk.procedure("checked", late, valid_from=first_day)
    desk.procedure("checked", soon, valid_from=first_day + 90 * DAY)
    visitor = desk.visitor(Role.MONITORING_STAFF).get("/")
    assert not visitor.page.xpath("//li[@class='open']")
    assert f"ma być widać od {first_day.day}." in visitor.words
    assert "Pasek z lewej" not in visitor.words
    desk.now += DAY
    visitor = desk.visitor(Role.MONITORING_STAFF).get("/")
    # What is due today is not late.
    assert not visitor.page.xpath("//li[@class='open']")
    assert "miało być widać od" not in visitor.words
    desk.now += DAY
    visitor = desk.visitor(Role.MONITORING_STAFF).get("/")
    marked = visitor.page.xpath("//li[@class='open']//a/text()")
    assert marked == [late]
    assert "miało być widać od" in visitor.words
    assert "(2 dni)" in visitor.words
    assert visitor.page.xpath("//p[contains(@class, 'legend')]")
    desk.now += WAITING_DAYS * DAY
    visitor = desk.visitor(Role.MONITORING_STAFF).get("/")
    assert visitor.page.xpath("//li[@class='open']//a/text()") == [late, soon]


def test_whoever_has_two_roles_sees_each_thing_once():
    both = (Role.CALL_CENTRE_STAFF, Role.HEAD_OF_CALL_CENTRE)
    desk = Desk(people=(Official("Ewa Obie", both, OFFICE, login="ewa"),))
    number = desk.report()
    desk.memory.reports.change(number, wants_a_hand)
    visitor = desk.visitor("ewa").get("/")
    assert numbers(visitor) == [number]


def test_a_call_is_one_press_away_from_it():
    desk = Desk()
    visitor = desk.visitor().get("/")
    (link,) = visitor.page.xpath("//*[@autofocus]")
    assert link.text == "Nowa rozmowa"
    assert visitor.follow("Nowa rozmowa").page.findtext(".//h1") == "Rozmowa"
    assert desk.visitor(Role.DIRECTOR).get("/").page.xpath("//*[@autofocus]") == []
    without = Desk(keys=None)
    assert "Nowa rozmowa" not in without.visitor().get("/").words


def test_each_kind_of_task_has_words():
    assert set(KINDS) == set(TaskKind)


def test_a_request_is_named_with_whom_it_was_asked_of(desk):
    request = DataRequest(
        number="PD-000001",
        unit=UNIT,
        asked_by=Person("Anna Pytająca"),
        asked_on=desk.today,
        question="Ile dni?",
    )
    desk.centre.request_data(request, role=Role.CALL_CENTRE_STAFF, now=desk.now)
    visitor = desk.visitor(Role.HEAD_OF_UNIT).get("/")
    assert UNIT in visitor.words
    assert "zał. 2 § 10 ust. 3" in visitor.words


@pytest.mark.parametrize(("days", "is_late"), [(LATE_DAYS - 1, False), (LATE_DAYS, True)])
def test_what_waits_so_many_days_is_late(desk, days, is_late):
    number = desk.procedure("received")
    desk.now += days * DAY
    visitor = desk.visitor(Role.MONITORING_STAFF).get("/")
    assert number in numbers(visitor)
    marked = visitor.page.xpath("//li[@class='open']//a/text()")
    assert (number in marked) is is_late
