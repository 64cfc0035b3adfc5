"""Announcements at the desk: their list, one of them, what came, and what is done to it."""

import re
from datetime import date, timedelta
from functools import partial

import pytest
from desk_site import (
    COMPARED,
    NOW,
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


def test_a_number_is_found_as_people_type_it(desk):
    number = standing(desk, "received")
    other = standing(desk, "received", unit=OTHER_UNIT, title="Obca")
    visitor = desk.visitor(CLERK).get("/informacja", numer=str(int(number[-3:])))
    assert visitor.follow().title.startswith(number)
    head = desk.visitor(Role.HEAD_OF_UNIT)
    assert head.get("/informacja", numer=str(int(other[-3:]))).status == 404
    assert other not in head.response.text


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


@pytest.mark.parametrize("role", [CLERK, Role.HEAD_OF_UNIT])
def test_what_was_returned_is_listed_until_its_days_are_over(desk, role):
    number = standing(desk, "returned", valid_to=date(2026, 12, 5))
    endless = standing(desk, "returned", title="Bez końca")
    for days, listed in ((4, [endless, number]), (5, [endless])):
        desk.now = NOW + timedelta(days=days)
        visitor = desk.visitor(role).get("/informacje")
        assert [row.split()[0] for row in rows(visitor)] == listed
        assert "zwrócona" in rows(visitor)[0]
    assert "zwrócone do poprawy" in visitor.words


@pytest.mark.parametrize("days", [0, 3, 4], ids=["before", "its last day", "over"])
@pytest.mark.parametrize("state", ["received", "returned", "published"])
def test_what_residents_see_is_listed_whatever_became_of_a_newer_text(desk, state, days):
    """The days of a newer edition may be over; the older one is shown, then as before."""
    number = standing(desk, "published")
    who = {"role": CLERK, "by": "Osoba Monitoring_Staff", "now": desk.now}
    later = desk.today + timedelta(days=3)
    hand_in_announcement(desk, number, valid_from=later, valid_to=later)
    if state == "returned":
        desk.centre.give_back_announcement(number, because="Popraw.", **who)
    if state == "published":
        desk.centre.publish_announcement(number, **who)
    desk.now += timedelta(days=days)
    (row,) = rows(desk.visitor(CLERK).get("/informacje"))
    assert row.startswith(number)
    shown = 2 if state == "published" and days == 3 else 1
    assert f"widać dziś (wersja {shown})" in row


def test_a_list_goes_on_where_the_page_ended(desk):
    made = [standing(desk, "received", title=f"Nr {at}") for at in range(PAGE)]
    visitor = desk.visitor(CLERK).get("/informacje")
    assert "Dalsze" not in visitor.words
    made += [standing(desk, "received", title=f"Nr {PAGE + at}") for at in range(2)]
    visitor.get("/informacje")
    first = rows(visitor)
    rest = rows(visitor.follow("Dalsze"))
    assert visitor.title.startswith("Informacje, dalsza strona")
    assert [one.split()[0] for one in first + rest] == made[::-1]
    assert len(rest) == 2


def test_a_head_sees_their_own_alone_and_how_to_hand_in_announcement(desk):
    own, other = standing(desk, "received"), standing(desk, "received", unit=OTHER_UNIT)
    visitor = desk.visitor(Role.HEAD_OF_UNIT).get("/informacje")
    assert [own in one for one in rows(visitor)] == [True]
    assert "EZD albo ePUAP (zał. 2 § 11 ust. 1)" in visitor.words
    assert visitor.get("/informacja", numer=other).status == 404
    assert "I26" in visitor.words
    assert "Wody nie będzie" not in visitor.response.text


def test_a_newer_text_is_compared_with_the_one_before(desk):
    number = standing(desk, "newer")
    visitor = desk.visitor(CLERK).get("/informacja", numer=number)
    assert "Mieszkańcy widzą dziś wersję 1" in visitor.words
    assert "Zmiany od wersji 1" in visitor.words
    assert [one.text_content() for one in visitor.page.xpath("//ins")] == ["w środę."]


def test_a_text_is_compared_with_the_edition_whose_place_it_takes(desk):
    number = standing(desk, "published")
    who = {"role": CLERK, "by": "Osoba Monitoring_Staff", "now": desk.now}
    later = {"text": "Wody nie będzie w styczniu.", "valid_from": date(2027, 1, 1)}
    hand_in_announcement(desk, number, **later)
    visitor = desk.visitor(CLERK).get("/informacja", numer=number)
    assert "Porównano z wersją 1: poprzednią (opublikowaną)." in visitor.words
    desk.centre.publish_announcement(number, **who)
    hand_in_announcement(desk, number, text="Wody nie będzie **we wtorek**. Ani w środę.")
    for is_published in (False, True):
        if is_published:
            desk.centre.publish_announcement(number, **who)
        visitor.get("/informacja", numer=number)
        assert "Zmiany od wersji 1" in visitor.words
        assert "Porównano z wersją 1: tą, w której miejsce wchodzi" in visitor.words
        assert "styczniu" not in "".join(
            one.text_content() for one in visitor.page.xpath("//del | //ins")
        )


# ── who may ───────────────────────────────────────────────────────────────────────────────────────


@people_and_states(STATES, CLERK, each_in="newer")
def test_a_move_is_offered_if_and_only_if_it_is_not_refused(role, state, record_property):
    def made():
        desk = Desk()
        return standing(desk, state), desk, desk.visitor(role)

    number, desk, visitor = made()
    visitor.get("/informacja", numer=number)
    offered = visitor.buttons if visitor.status == 200 else []
    seen = ".".join(str(len(one.acts)) for one in desk.memory.notices.announcements())
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
    for official in desk.centre.plugins.directory.with_login(name, desk.today):
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
    assert "od 1.12.2026 do 24.12.2026: wersja 1. Widzą ją: portal, Call Center." in visitor.words
    visitor.press("Opublikuj").follow()
    assert (
        "Opublikowano. Strony dla mieszkańców pokażą ją za chwilę, do 24.12.2026." in visitor.words
    )
    assert newest(desk, edition.id).state is State.PUBLISHED
    visitor.follow("Zdejmij ze strony").press("Tak, zdejmij", slowa="Most otwarto.").follow()
    assert newest(desk, edition.id).state is State.WITHDRAWN
    assert "Most otwarto." in visitor.words
    assert "Mieszkańcy dziś jej nie widzą" in visitor.words


def test_the_head_of_the_section_writes_of_their_own_accord(desk):
    visitor = desk.visitor(HEAD).get("/informacja/nowa")
    own = {"tekst": "Od środy.", "skad": "wlasna"}
    visitor.press("Zapisz", tytul="Nowe godziny", czyja=f"{OFFICE} / {CELL}", **own)
    assert visitor.status == 303, visitor.words
    edition = desk.memory.notices.announcements()[0]
    assert edition.handover.role is HEAD
    assert edition.announcement.requested_by == Person("Osoba Head_Of_Monitoring")
    assert (edition.announcement.unit, edition.announcement.cell) == (OFFICE, CELL)
    typed = {"tytul": "O moście", "czyja": UNIT, **own}
    visitor.get("/informacja/nowa").press("Zapisz", **typed)
    edition = desk.memory.notices.announcements()[-1]
    assert (edition.handover.unit, edition.handover.channel) == (UNIT, Channel.EDMS)
    assert edition.handover.reference is None
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


@pytest.mark.parametrize("who", [CLERK, HEAD])
def test_a_next_edition_of_what_a_head_sent_begins_with_that_head(desk, who):
    number = standing(desk, "published")
    visitor = desk.visitor(who).get("/informacja", numer=number).follow("Nowa wersja")
    assert visitor.page.xpath("//input[@id='kto']/@value") == ["Osoba Head_Of_Unit"]
    visitor.press("Zapisz", tekst="Wody nie ma.", znak="2/2026").follow()
    edition = newest(desk, number)
    assert (edition.number, edition.handover.role) == (2, Role.HEAD_OF_UNIT)
    assert edition.announcement.requested_by == Person("Osoba Head_Of_Unit")


def test_a_next_edition_of_ones_own_begins_as_ones_own(desk):
    visitor = desk.visitor(HEAD).get("/informacja/nowa")
    own = {"tekst": "Od środy.", "skad": "wlasna"}
    visitor.press("Zapisz", tytul="Nowe godziny", czyja=UNIT, **own).follow()
    visitor.follow("Nowa wersja")
    assert visitor.page.xpath("//input[@id='kto']/@value") == [""]
    visitor.press("Zapisz", tekst="Od czwartku.")
    assert visitor.status == 303
    assert desk.memory.notices.announcements()[-1].handover.role is HEAD


# ── who sees it, and when ─────────────────────────────────────────────────────────────────────────

OVER = "Nikt jej nie zobaczy, bo ostatni dzień (30.11.2026) już minął."
TYPED = {"tytul": "Zamknięty most", "tekst": "Most.", "czyja": UNIT, "znak": "UPP-12"}
TYPED |= {"kto": "Osoba Head_Of_Unit"}


def test_a_last_day_that_has_passed_is_told_at_its_field_once(desk):
    visitor = desk.visitor(CLERK).get("/informacja/nowa")
    visitor.press("Zapisz", **TYPED, do="2026-11-30")
    assert visitor.status == 422
    assert visitor.page.xpath("//*[@id='bledy']//a/@href") == ["#do"]
    assert visitor.faults == [
        "Ten dzień już minął, więc nikt jej nie zobaczy. Popraw go, a jeśli tak ma być, zostaw."
    ]
    visitor.press("Zapisz", do="2026-11-29")
    assert visitor.status == 422, "another day is told of anew"
    visitor.press("Zapisz", tytul="", do="2026-11-30")
    visitor.press("Zapisz", tytul="", do="2026-11-30")
    assert visitor.page.xpath("//*[@id='bledy']//a/@href") == ["#tytul"]
    visitor.press("Zapisz", tytul="Zamknięty most").follow()
    assert OVER in visitor.page.xpath("//p[@role='status']")[0].text_content()
    assert desk.memory.notices.announcements()[0].window.end == date(2026, 11, 30)


def test_a_day_that_has_passed_is_not_to_be_left_where_it_cannot_be(desk):
    visitor = desk.visitor(CLERK).get("/informacja/nowa")
    visitor.press("Zapisz", **TYPED, od="2026-12-05", do="2026-11-30")
    (fault,) = visitor.faults
    assert fault.startswith("Dzień „obowiązuje do” (30.11.2026) jest wcześniejszy")
    visitor.press("Zapisz", od="2026-11-20")
    assert visitor.faults[0].startswith("Ten dzień już minął")


def test_faults_are_told_without_the_words_of_programs_and_operators(desk):
    visitor = desk.visitor(CLERK).get("/informacja/nowa")
    visitor.press("Zapisz", **TYPED | {"kto": "Ktoś Inny", "tytul": "T" * 200, "tekst": "<b>x"})
    assert visitor.faults == [
        "Tekst ma 200 znaków ze spacjami, a może mieć najwyżej 160. Skróć go o 40 znaków.",
        "Znacznik HTML <b>… na 1. miejscu w polu. Usuń go.",
        "W spisie osób z 1.12.2026 nie ma „Ktoś Inny”. Popraw imię i nazwisko. Jeśli są dobre, "
        "poproś operatora, żeby dopisał tę osobę do spisu.",
    ]


def test_today_is_no_day_that_has_passed(desk):
    visitor = desk.visitor(CLERK).get("/informacja/nowa")
    assert visitor.press("Zapisz", **TYPED, do="2026-12-01").status == 303


def test_one_whose_days_are_over_is_said_to_be_seen_by_nobody(desk):
    number = standing(desk, "received", valid_to=date(2026, 11, 30))
    visitor = desk.visitor(CLERK).get("/informacja", numer=number)
    assert OVER in visitor.words
    visitor.follow("Opublikuj")
    assert f"{OVER} Żeby ją pokazać, przyjmij nową wersję z innym dniem „Obowiązuje do”." in (
        visitor.words
    )
    assert "Widzą ją" not in visitor.words
    visitor.press("Opublikuj").follow()
    notice = visitor.page.xpath("//p[@role='status']")[0].text_content()
    assert notice == f"Opublikowano. {OVER}"


def test_on_its_last_day_it_is_not_over(desk):
    number = standing(desk, "received", valid_to=desk.today)
    visitor = desk.visitor(CLERK).get("/informacja", numer=number)
    assert "Nikt jej nie zobaczy" not in visitor.words


def test_the_days_of_what_was_published_have_both_ends(desk):
    days = {"valid_from": date(2026, 12, 15), "valid_to": date(2026, 12, 20)}
    number = standing(desk, "received", **days)
    visitor = desk.visitor(CLERK).get("/informacja", numer=number).follow("Opublikuj")
    visitor.press("Opublikuj").follow()
    assert "Strony dla mieszkańców pokażą ją od 15.12.2026 do 20.12.2026." in visitor.words


def test_whoever_publishes_or_withdraws_sees_each_edition_with_its_days(desk):
    number = standing(desk, "published")
    hand_in_announcement(desk, number, text="Nowy tekst.", valid_from=date(2027, 1, 1))
    visitor = desk.visitor(CLERK).get("/informacja", numer=number).follow("Opublikuj")
    before = "od 1.12.2026 do 31.12.2026: wersja 1. Widzą ją: portal, Call Center."
    after = "od 1.01.2027 bez końca: wersja 2. Widzą ją: portal, Call Center."
    assert before in visitor.words
    assert after in visitor.words
    visitor.press("Opublikuj").follow().follow("Zdejmij")
    assert "Kto i kiedy ją widzi" in visitor.words
    assert before in visitor.words
    assert after in visitor.words


@pytest.mark.parametrize(
    ("days", "heading", "says"),
    [
        ({}, "Kto i kiedy ją widzi", "Strony dla mieszkańców przestaną ją pokazywać za chwilę."),
        ({"valid_from": date(2027, 1, 1)}, "Nikt jej teraz nie widzi", "Nikt jej nie widział"),
        ({"valid_to": date(2026, 11, 30)}, "Nikt jej teraz nie widzi", "Nikt jej nie widział"),
    ],
)
def test_only_what_residents_saw_is_said_to_vanish(desk, days, heading, says):
    number = standing(desk, "published", **days)
    desk.now += timedelta(hours=1)
    visitor = desk.visitor(CLERK).get("/informacja", numer=number).follow("Zdejmij")
    assert heading in visitor.words
    visitor.press("Tak, zdejmij").follow()
    notice = visitor.page.xpath("//p[@role='status']")[0].text_content()
    assert notice.startswith("Zdjęto.")
    assert says in notice
    assert ("przestaną" in notice) is (not days)


def test_what_a_colleague_did_meanwhile_is_told_and_words_stay(desk):
    number = standing(desk, "received")
    visitor = desk.visitor(CLERK).get("/informacja/zwrot", numer=number)
    hand_in_announcement(desk, number, text="Nowszy tekst.")
    visitor.press("Zwróć", slowa="Popraw tytuł.")
    assert visitor.status == 409
    assert "Ktoś zmienił tę informację" in visitor.words
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


def test_the_page_tells_how_it_came(desk):
    number = standing(desk, "received")
    visitor = desk.visitor(CLERK).get("/informacja", numer=number)
    facts = [row.text_content() for row in visitor.page.xpath("//*[@class='facts']//dd")]
    assert facts[2:] == [
        UNIT,
        "Osoba Head_Of_Unit",
        Role.HEAD_OF_UNIT.value,
        "1.12.2026",
        f"{Channel.EPUAP.value}, 1/2026",
    ]


def test_the_history_tells_who_handed_it_in_and_who_took_it_in():
    desk = Desk()
    number = standing(desk, "published")
    visitor = desk.visitor(CLERK).get("/informacja", numer=number)
    assert (
        "1.12.2026: przekazano (wersja 1, Osoba Head_Of_Unit, kierownik miejskiej jednostki "
        "organizacyjnej)" in visitor.words
    )
    assert "1.12.2026, 00:30: przyjęto (wersja 1, Ktoś, wyznaczony pracownik" in visitor.words


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


# ── whose initiative, and what comes back ─────────────────────────────────────────────────────────

SENT_FORM = {
    "tytul": "Zamknięty most",
    "tekst": "Treść.",
    "czyja": UNIT,
    "kto": "Osoba Head_Of_Unit",
    "znak": "UPP-81",
}


def test_a_head_of_the_section_says_whose_initiative_a_new_one_is(desk):
    visitor = desk.visitor(HEAD).get("/informacja/nowa")
    assert not visitor.page.xpath("//input[@name='skad'][@checked]")
    visitor.press("Zapisz", **SENT_FORM)
    assert visitor.status == 422
    assert visitor.faults == ["Zaznacz, czyja to inicjatywa."]
    assert not list(desk.memory.notices.announcements())
    visitor.press("Zapisz", skad="nadeslana")
    (edition,) = desk.memory.notices.announcements()
    assert edition.announcement.requested_by.name == "Osoba Head_Of_Unit"


def test_a_sender_that_was_typed_is_not_lost_by_a_wrong_mark(desk):
    visitor = desk.visitor(HEAD).get("/informacja/nowa").press("Zapisz", skad="wlasna", **SENT_FORM)
    assert visitor.status == 422
    assert visitor.page.xpath("//*[@id='bledy']//a/@href") == ["#kto", "#znak"]
    assert not list(desk.memory.notices.announcements())
    visitor.press("Zapisz", kto="", znak="")
    assert visitor.status == 303
    (edition,) = desk.memory.notices.announcements()
    assert edition.announcement.requested_by.name == "Osoba Head_Of_Monitoring"


def test_a_form_of_somebody_else_keeps_its_sender(desk):
    visitor = desk.visitor(CLERK).get("/informacja/nowa").press("Zapisz", znak="UPP-81")
    page = visitor.page
    visitor = desk.visitor(HEAD)
    visitor.page = page
    visitor.press("Zapisz", **SENT_FORM)
    assert visitor.status == 409
    visitor.press("Zapisz")
    assert visitor.faults == ["Zaznacz, czyja to inicjatywa."]


def test_which_other_edition_ends_is_told_where_days_are_decided(desk):
    number = standing(desk, "published")
    who = {"role": CLERK, "by": "Osoba Monitoring_Staff"}
    for text, start in (("Styczeń.", date(2027, 1, 1)), ("Grudzień.", None)):
        desk.now += timedelta(hours=1)
        hand_in_announcement(desk, number, text=text, valid_from=start)
        if start:
            desk.centre.publish_announcement(number, now=desk.now, **who)
    takes = "Wersja 3 zastąpi też wersję 2 od 1.01.2027 bez końca. Wersji 2 nikt już nie zobaczy"
    visitor = desk.visitor(CLERK).get("/informacja", numer=number)
    assert takes in visitor.words
    visitor.follow("Opublikuj")
    assert takes in visitor.words
    visitor.press("Opublikuj").follow()
    assert takes in visitor.page.xpath("//p[@role='status']")[0].text_content()
    assert visitor.words.count(takes) == 1


def test_what_comes_back_after_the_last_day_is_told_where_it_is_decided(desk):
    number = standing(desk, "published")
    hand_in_announcement(desk, number, text="Wody nie będzie.", valid_to=date(2026, 12, 4))
    returns = "Od 5.12.2026 bez końca wróci wersja 1, bo nikt jej nie wycofał."
    visitor = desk.visitor(CLERK).get("/informacja", numer=number)
    assert returns in visitor.words
    visitor.follow("Opublikuj")
    assert returns in visitor.words
    visitor.press("Opublikuj").follow()
    assert visitor.words.count(returns) == 1
    visitor.get("/informacja", numer=number).follow("Zdejmij ze strony")
    assert ": opublikowane wersje 1 i 2." in visitor.words
    visitor.press("Tak, zdejmij")
    assert visitor.page.xpath("//*[@id='bledy']//a/@href") == ["#ktora"]
    visitor.press("Tak, zdejmij", ktora="1").follow()
    assert "Zdjęto tylko wersję 1. Nikt jej nie widział" in visitor.words
    first, second = sorted(desk.memory.notices.announcements(), key=lambda one: one.number)
    assert (first.state, second.state) == (State.WITHDRAWN, State.PUBLISHED)
    assert returns not in visitor.get("/informacja", numer=number).words


def test_the_history_is_newest_first(desk):
    number = hand_in_announcement(desk).id
    who = {"role": CLERK, "by": "Osoba Monitoring_Staff"}
    for act in (desk.centre.publish_announcement, desk.centre.withdraw_announcement):
        desk.now += timedelta(hours=1)
        act(number, now=desk.now, **who)
    desk.now += timedelta(hours=1)
    hand_in_announcement(desk, number, text="Wody nie będzie w środę.")
    visitor = desk.visitor(CLERK).get("/informacja", numer=number)
    times = re.findall(r"1\.12\.2026, (\d\d:\d\d): [^(]+\(wersja (\d)", visitor.words)
    assert times == [("03:30", "2"), ("02:30", "1"), ("01:30", "1"), ("00:30", "1")]


def test_a_day_of_the_list_is_that_of_lodz(desk):
    desk.now -= timedelta(days=1)
    number = standing(desk, "published", valid_to=desk.today)
    # Half an hour after its last day.
    desk.now = NOW
    visitor = desk.visitor(CLERK).get("/informacje")
    assert number not in visitor.words
    assert number in visitor.follow("Pokaż wszystkie").words


def test_what_nobody_would_see_is_given_back_rather_than_published(desk):
    number = standing(desk, "received", valid_to=desk.today)
    acts = "//ul[@aria-label='Czynności']//a/text()"
    first = desk.visitor(Role.MONITORING_STAFF).get("/informacja", numer=number)
    assert first.page.xpath(acts)[0] == "Opublikuj"
    assert "już minął" not in first.words
    desk.now += timedelta(days=1)
    visitor = desk.visitor(Role.MONITORING_STAFF).get("/informacja", numer=number)
    assert "już minął. Zwróć ją do poprawy albo przyjmij nową wersję" in visitor.words
    assert visitor.page.xpath(acts) == ["Zwróć do poprawy", "Nowa wersja", "Opublikuj"]
    (row,) = visitor.get("/informacje").page.xpath("//ol[contains(@class, 'reports')]/li")
    assert "jej ostatni dzień już minął" in row.text_content()
    assert row.get("class") is None
    # Who may not give it back is told no more than that.
    head = desk.visitor(Role.HEAD_OF_UNIT).get("/informacja", numer=number)
    assert "już minął." in head.words
    assert "Zwróć ją" not in head.words
