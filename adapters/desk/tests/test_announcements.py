"""Announcements at the desk: their list, one of them, what came, and what is done to it."""

from datetime import date, timedelta
from functools import partial

import pytest
from desk_site import (
    COMPARED,
    OTHER_UNIT,
    UNIT,
    Desk,
    hand_in_announcement,
    people_and_states,
    standing,
)

from lckm_core.errors import LckmError
from lckm_core.organisation import OFFICE, Role
from lckm_core.procedures import Channel, Person
from lckm_core.publication import State, Transition
from lckm_desk._announcements.move_forms import ANNOUNCEMENT_FORMS
from lckm_desk._announcements.views import PAGE
from lckm_desk._pages import PATHS

CLERK, HEAD = Role.MONITORING_STAFF, Role.HEAD_OF_MONITORING
STATES = ("received", "returned", "published", "withdrawn", "newer")
CELL = "Wydział Informatyki"


def newest(desk, number):
    own = [one for one in desk.memory.notices.announcements() if one.id == number]
    return max(own, key=lambda one: one.number)


def rows(visitor) -> list[str]:
    return [" ".join(one.text_content().split()) for one in visitor.page.xpath("//ol/li")]


# ── what is shown ─────────────────────────────────────────────────────────────────────────────────


def test_the_list_has_the_state_and_the_days(desk):
    number = standing(desk, "published", valid_to=date(2026, 12, 5))
    waiting = standing(desk, "received", title="Nowa")
    visitor = desk.visitor(CLERK).get("/informacje")
    first, second = rows(visitor)
    assert first == f"{waiting} Nowa przyjęta od publikacji bez końca {UNIT}"
    assert second.startswith(f"{number} Przerwa w wodzie opublikowana od publikacji do 5.12.2026")
    assert "widać dziś (wersja 1)" in second
    desk.now += timedelta(days=7)
    visitor = desk.visitor(CLERK).get("/informacje")
    assert [waiting in one for one in rows(visitor)] == [True]
    assert len(rows(visitor.follow("Pokaż wszystkie"))) == 2


def test_a_list_goes_on_where_the_page_ended(desk):
    made = [standing(desk, "received", title=f"Nr {at}") for at in range(PAGE + 2)]
    visitor = desk.visitor(CLERK).get("/informacje")
    first = rows(visitor)
    rest = rows(visitor.follow("Dalsze"))
    assert [one.split()[0] for one in first + rest] == made[::-1]
    assert len(rest) == 2


def test_a_head_sees_their_own_alone_and_how_to_hand_in_announcement(desk):
    own, other = standing(desk, "received"), standing(desk, "received", unit=OTHER_UNIT)
    visitor = desk.visitor(Role.HEAD_OF_UNIT).get("/informacje")
    assert [own in one for one in rows(visitor)] == [True]
    assert "EZD albo ePUAP (zał. 2 § 11 ust. 1)" in visitor.words
    assert visitor.get("/informacja", numer=other).status == 403
    assert "I26" in visitor.words
    assert "Wody nie będzie" not in visitor.response.text


def test_a_newer_text_is_compared_with_the_one_before(desk):
    number = standing(desk, "newer")
    visitor = desk.visitor(CLERK).get("/informacja", numer=number)
    assert "Mieszkańcy widzą dziś wersję 1" in visitor.words
    assert "Zmiany od wersji 1" in visitor.words
    assert [one.text_content() for one in visitor.page.xpath("//ins")] == ["w środę."]


# ── who may ───────────────────────────────────────────────────────────────────────────────────────


@people_and_states(STATES, CLERK, each_in="newer")
def test_a_move_is_offered_if_and_only_if_it_is_not_refused(role, state, record_property):
    def made():
        desk = Desk()
        return standing(desk, state), desk, desk.visitor(role)

    number, desk, visitor = made()
    visitor.get("/informacja", numer=number)
    offered = visitor.buttons if visitor.status == 200 else []
    seen = str(sum(len(one.acts) for one in desk.memory.notices.announcements()))
    for form in ANNOUNCEMENT_FORMS:
        before = list(desk.trail)
        opened = visitor.get(PATHS[form.page], numer=number).status == 200
        visitor.post(PATHS[form.page], numer=number, seen=seen, slowa="Popraw tytuł.")
        assert (visitor.status == 303) is opened is (form.label in offered), visitor.words
        if visitor.status != 303:
            assert "Popraw tytuł." in visitor.words
            assert visitor.status == 409 or "§" in visitor.words or "I26" in visitor.words
            assert visitor.status != 409 or not _centre_moves(desk, form.verb, number, role)
            assert desk.trail == before
        else:
            _, desk, visitor = made()
    visitor.get("/informacja/nowa", numer=number)
    assert (visitor.status == 200) is ("Nowa wersja" in offered)
    listed = visitor.get("/informacje").buttons
    assert (visitor.get("/informacja/nowa").status == 200) is ("Nowa informacja" in listed)
    record_property(COMPARED, len(ANNOUNCEMENT_FORMS) + 2)


def _centre_moves(desk, verb, number, login):
    """Return whether the centre makes a move for one of somebody's roles."""
    calls = {
        Transition.PUBLISH: desk.centre.publish_announcement,
        Transition.RETURN: partial(desk.centre.give_back_announcement, because="Popraw."),
        Transition.WITHDRAW: desk.centre.withdraw_announcement,
    }
    name = login.name if isinstance(login, Role) else login
    for official in desk.centre.plugins.directory.with_login(name, desk.now.date()):
        for role in official.roles:
            try:
                calls[verb](number, role=role, by=official.name, now=desk.now)
            except LckmError:
                continue
            return True
    return False


# ── what is done ──────────────────────────────────────────────────────────────────────────────────


def test_what_came_is_taken_in_published_and_taken_down(desk):
    visitor = desk.visitor(CLERK).get("/informacje").follow("Nowa informacja")
    visitor.press(
        "Zapisz",
        tytul="Zamknięty most",
        tekst="Most jest\r\nzamknięty.",
        czyja=UNIT,
        do="2026-12-24",
        kto="Osoba Head_Of_Unit",
        znak="UPP-12",
        wplyw="2026-12-01",
    )
    assert visitor.status == 303, visitor.words
    visitor.follow()
    assert "Nikt jej jeszcze nie widzi" in visitor.words
    edition = desk.memory.notices.announcements()[0]
    assert edition.announcement.text == "Most jest\nzamknięty."
    assert edition.handover.role is Role.HEAD_OF_UNIT
    assert edition.handover.channel is Channel.EPUAP
    assert edition.acts[0].role is Role.MONITORING_STAFF
    visitor.follow("Opublikuj")
    assert "od publikacji do 24.12.2026" in visitor.words
    visitor.press("Opublikuj").follow()
    assert "Opublikowano. Strony dla mieszkańców pokażą ją za chwilę." in visitor.words
    assert newest(desk, edition.id).state is State.PUBLISHED
    visitor.follow("Zdejmij ze strony").press("Tak, zdejmij", slowa="Most otwarto.").follow()
    assert newest(desk, edition.id).state is State.WITHDRAWN
    assert "Most otwarto." in visitor.words
    assert "Mieszkańcy dziś jej nie widzą" in visitor.words


def test_the_head_of_the_section_writes_of_their_own_accord(desk):
    visitor = desk.visitor(HEAD).get("/informacja/nowa")
    visitor.press("Zapisz", tytul="Nowe godziny", tekst="Od środy.", czyja=f"{OFFICE} / {CELL}")
    assert visitor.status == 303, visitor.words
    edition = desk.memory.notices.announcements()[0]
    assert edition.handover.role is HEAD
    assert edition.announcement.requested_by == Person("Osoba Head_Of_Monitoring")
    visitor.get("/informacja/nowa").press("Zapisz", tytul="O moście", tekst="Od środy.", czyja=UNIT)
    edition = desk.memory.notices.announcements()[-1]
    assert (edition.handover.unit, edition.handover.channel) == (UNIT, Channel.EDMS)
    staff = desk.visitor(CLERK).get("/informacja/nowa")
    assert not staff.page.xpath("//input[@name='skad']")
    fields = {"tytul": "T", "tekst": "Treść.", "czyja": UNIT, "skad": "wlasna", "seen": "0"}
    assert staff.post("/informacja/nowa", **fields).status == 422


def test_faults_stand_at_their_fields_and_nothing_typed_is_lost(desk):
    visitor = desk.visitor(CLERK).get("/informacja/nowa")
    visitor.press("Zapisz", tekst="Moja treść.", do="jutro")
    assert visitor.status == 422
    assert visitor.title.startswith("Błąd:")
    for link in visitor.page.xpath("//*[@id='bledy']//a/@href"):
        assert visitor.page.xpath(f"//*[@id='{link[1:]}']")
    assert visitor.page.xpath("//textarea")[0].text_content().strip() == "Moja treść."
    visitor.press("Zapisz", tytul="T" * 200, czyja=UNIT, do="2020-01-01", kto="Ktoś Inny", znak="1")
    assert visitor.status == 422
    assert "160" in " ".join(visitor.faults)
    assert visitor.page.xpath("//textarea")[0].text_content().strip() == "Moja treść."
    assert desk.memory.notices.announcements() in ((), [])


def test_a_next_edition_begins_with_the_text_there_is(desk):
    number = standing(desk, "published")
    visitor = desk.visitor(CLERK).get("/informacja", numer=number).follow("Nowa wersja")
    visitor.press("Zapisz", tekst="Wody nie ma.", kto="Osoba Head_Of_Unit", znak="2/2026").follow()
    assert newest(desk, number).number == 2
    assert newest(desk, number).announcement.title == "Przerwa w wodzie"


def test_what_a_colleague_did_meanwhile_is_told_and_words_stay(desk):
    number = standing(desk, "received")
    visitor = desk.visitor(CLERK).get("/informacja/zwrot", numer=number)
    hand_in_announcement(desk, number, text="Nowszy tekst.")
    visitor.press("Zwróć", slowa="Popraw tytuł.")
    assert visitor.status == 409
    assert "Ktoś zrobił coś" in visitor.words
    assert "Popraw tytuł." in visitor.words
    assert newest(desk, number).state is State.RECEIVED
    visitor.press("Zwróć")
    assert newest(desk, number).state is State.RETURNED


def test_a_reason_is_asked_for(desk):
    number = standing(desk, "received")
    visitor = desk.visitor(CLERK).get("/informacja/zwrot", numer=number).press("Zwróć")
    assert visitor.status == 422
    assert "Napisz, co kierownik ma poprawić." in visitor.words
    assert visitor.press("Zwróć", slowa="x" * 2001).status == 422


@pytest.mark.parametrize("path", ["", "/nowa", "/publikacja", "/zwrot", "/zdjecie"])
def test_an_unknown_number_is_told(desk, path):
    visitor = desk.visitor(CLERK).get(f"/informacja{path}", numer="OG-9999" * 90)
    assert visitor.status == 404
    assert "Nie ma takiej informacji" in visitor.words


def test_the_history_tells_who_handed_it_in_and_who_took_it_in():
    desk = Desk()
    number = standing(desk, "published")
    visitor = desk.visitor(CLERK).get("/informacja", numer=number)
    assert (
        "1.12.2026: przekazano (wersja 1, Osoba Head_Of_Unit, kierownik miejskiej jednostki "
        "organizacyjnej)" in visitor.words
    )
    assert "1.12.2026, 12:00: przyjęto (wersja 1, Ktoś, wyznaczony pracownik" in visitor.words


@pytest.mark.parametrize("length", [2000, 2001])
def test_a_reason_is_kept_without_what_nobody_sees_up_to_its_limit(desk, length):
    number = hand_in_announcement(desk).id
    visitor = desk.visitor(Role.MONITORING_STAFF)
    words = "\u200b" + "x" * length
    visitor.post(PATHS["announcement-give-back"], numer=number, seen="1", slowa=words)
    newest = desk.memory.notices.announcements()[-1]
    assert (visitor.status, newest.acts[-1].note) == (
        (303, "x" * length) if length == 2000 else (422, None)
    )
