"""Erasures: what is due, who has not answered a notice, and noting that somebody has."""

from datetime import UTC, datetime, timedelta

import attrs
import pytest
from desk_site import NOW, Desk, Listing

from lckm_core.delivery import DispatchKind, DispatchState, ManualAction, Target, dispatch_id
from lckm_core.errors import StoreUnavailableError
from lckm_core.organisation import Role
from lckm_core.reports import withdraw
from lckm_desk._deliveries.erasure_list import MOST, PAGE

UNIT = "Zarząd Dróg i Transportu"
LABEL = "Zapisz potwierdzenie usunięcia danych"


def numbers(visitor) -> list[str]:
    links = visitor.page.xpath("//ol//a[starts-with(@href, '/zgloszenie?')]")
    return [link.text_content() for link in links]


def asked(desk, at: int = 1) -> str:
    """Have a report erased whose receiver was asked to erase its data, too; return its number."""
    number = desk.report(at, files=1)
    desk.centre.settle_by_hand(number, Target.MAILBOX, ManualAction.TOLD, now=desk.now)
    desk.centre.withdraw_consent(number, now=desk.now)
    desk.centre.open_erasure_notices(now=desk.now)
    return number


def asked_both(desk) -> str:
    """Have the helpdesk asked as well as the unit."""
    number = asked(desk)
    to_unit = desk.memory.reports.dispatch(dispatch_id(number, DispatchKind.MAILBOX_NOTICE))
    to_helpdesk = attrs.evolve(to_unit, kind=DispatchKind.HELPDESK_NOTICE, mailbox=None)
    desk.memory.reports.add_notices([to_helpdesk])
    return number


def test_a_notice_says_whom_it_asked_and_since_when(desk):
    number = asked(desk)
    desk.now += timedelta(days=3)
    visitor = desk.visitor().get("/usuwanie")
    (row,) = visitor.page.xpath("//ol/li")
    assert " ".join(row.text_content().split()) == (
        f"{number} {UNIT} wezwanie: czeka na wysłanie od 1.12.2026, 00:30 (3 dni) "
        f"Zapisz potwierdzenie usunięcia danych z {number}"
    )
    assert "Nie potwierdzono: 1." in visitor.words


def test_each_page_goes_on_where_the_last_ended(desk):
    reports = [asked(desk, at) for at in range(1, PAGE + 4)]
    visitor = desk.visitor().get("/usuwanie")
    assert f"Nie potwierdzono: {PAGE + 3}." in visitor.words
    first = numbers(visitor)
    assert first + numbers(visitor.follow("Dalsze")) == reports
    assert visitor.title.startswith("Usuwanie danych, dalsza strona")
    assert numbers(visitor.follow("Od początku")) == first


def test_a_page_that_holds_all_leads_no_further(desk):
    for at in range(1, PAGE + 1):
        asked(desk, at)
    assert not desk.visitor().get("/usuwanie").page.xpath("//main//a[text()='Dalsze']")


def test_of_very_many_only_so_many_are_counted(desk):
    number = asked(desk)
    one = desk.memory.reports.dispatch(dispatch_id(number, DispatchKind.MAILBOX_NOTICE))
    for at in range(MOST):
        other = attrs.evolve(one, report_number=f"ŁCKM/2025/{at:06}")
        desk.memory.reports.deliveries[other.id] = other
    assert f"Nie potwierdzono: ponad {MOST}." in desk.visitor().get("/usuwanie").words


def test_the_call_centre_notes_that_the_receiver_has_erased_the_data(desk):
    number = asked(desk)
    desk.now += timedelta(days=1)
    visitor = desk.visitor().get("/usuwanie").follow("Zapisz potwierdzenie")
    assert visitor.page.xpath("//input[@checked]/@value") == ["mailbox-notice"]
    assert f"{UNIT}, wezwanie czeka od 1.12.2026, 00:30" in visitor.words
    visitor.press("Zapisz potwierdzenie").follow()
    assert visitor.title.startswith("Usuwanie danych")
    assert f"{number}: Zapisano, że odbiorca usunął dane." in visitor.words
    assert "Zapisano" not in visitor.get("/usuwanie", numer=number).words, "it is said once"
    visitor.open(number)
    assert "potwierdzono 2.12.2026, 00:30" in visitor.words
    assert LABEL not in visitor.buttons
    event = desk.trail[-1]
    assert (event.verb, event.role) == ("confirm_erasure", Role.CALL_CENTRE_STAFF)
    assert event.by == "Osoba Call_Centre_Staff"
    assert "Żadne wezwanie nie czeka na potwierdzenie." in visitor.get("/usuwanie").words
    head = desk.visitor(Role.HEAD_OF_CALL_CENTRE).open(number)
    assert "potwierdzono usunięcie danych" in head.words


def test_from_the_page_of_a_report_one_comes_to_the_list_too(desk):
    number, other = asked(desk), asked(desk, 2)
    visitor = desk.visitor().open(number).follow(LABEL).press("Zapisz potwierdzenie").follow()
    assert f"{number}: Zapisano, że odbiorca usunął dane." in visitor.words
    assert numbers(visitor) == [other]


def test_of_two_that_were_asked_somebody_is_chosen(desk):
    number = asked_both(desk)
    visitor = desk.visitor().get("/zgloszenie/potwierdzenie", numer=number)
    assert visitor.page.xpath("//input[@checked]") == []
    visitor.press("Zapisz potwierdzenie")
    assert visitor.status == 422
    assert visitor.faults == ["Wybierz, kto potwierdził."]
    visitor.press("Zapisz potwierdzenie", kto="helpdesk-notice").follow()
    store = desk.memory.reports
    assert store.dispatch(dispatch_id(number, DispatchKind.HELPDESK_NOTICE)).confirmed_at == NOW
    assert store.dispatch(dispatch_id(number, DispatchKind.MAILBOX_NOTICE)).confirmed_at is None
    assert numbers(visitor.get("/usuwanie")) == [number]


def test_who_answered_already_is_not_noted_again(desk):
    number = asked_both(desk)
    desk.centre.confirm_erasure(number, now=NOW)
    before = list(desk.trail)
    visitor = desk.visitor()
    visitor.post("/zgloszenie/potwierdzenie", numer=number, kto="mailbox-notice")
    assert visitor.status == 422
    assert desk.trail == before


def test_data_that_are_due_are_told_and_those_of_the_next_term(desk):
    desk.report()
    visitor = desk.visitor()
    words = visitor.get("/usuwanie").words
    assert "Nie ma danych, których termin minął." in words
    assert "Następny termin: 1.07.2027, dane 1 zgłoszenia." in words
    desk.now = datetime(2027, 7, 1, 12, tzinfo=UTC)
    words = desk.visitor().get("/usuwanie").words
    assert "Termin minął, a program nie usunął jeszcze danych 1 zgłoszenia." in words
    assert "Robi to po każdej północy" in words
    assert "Następny termin" not in words
    assert "Nie ma danych z późniejszym terminem." in words


def test_the_next_term_is_that_of_the_oldest_and_counts_it_alone(desk):
    for at in (1, 2):
        desk.report(at)
    desk.now = datetime(2027, 1, 10, 12, tzinfo=UTC)
    desk.report(3)
    words = desk.visitor().get("/usuwanie").words
    assert "Następny termin: 1.07.2027, dane 2 zgłoszeń." in words
    desk.now = datetime(2027, 7, 31, 12, tzinfo=UTC)
    words = desk.visitor().get("/usuwanie").words
    assert "Następny termin: 1.08.2027, dane 1 zgłoszenia." in words


def test_without_any_data_no_term_is_named(desk):
    words = desk.visitor().get("/usuwanie").words
    assert "Nie ma danych z późniejszym terminem." in words
    assert "1.01.2027" not in words
    assert "Żadne wezwanie nie czeka na potwierdzenie." in words


def test_data_of_a_withdrawn_consent_are_not_told_as_past_their_term(desk):
    number = desk.report()
    kept = desk.memory.reports.reports
    kept[number] = withdraw(kept[number], now=desk.now)
    words = desk.visitor().get("/usuwanie").words
    assert "Po cofnięciu zgody program usunie jeszcze dane 1 zgłoszenia." in words
    assert "w ciągu kilku minut" in words
    assert "Termin minął" not in words
    assert "po każdej północy" not in words


def test_consent_withdrawn_in_an_earlier_month_is_not_told_as_past_the_term(desk):
    number = desk.report()
    kept = desk.memory.reports.reports
    kept[number] = withdraw(kept[number], now=desk.now)
    desk.now += timedelta(days=60)
    words = desk.visitor().get("/usuwanie").words
    assert "Po cofnięciu zgody program usunie jeszcze dane 1 zgłoszenia." in words
    assert "Nie ma danych, których termin minął." in words
    desk.now = datetime(2027, 7, 1, 12, tzinfo=UTC)
    words = desk.visitor().get("/usuwanie").words
    assert "Termin minął, a program nie usunął jeszcze danych 1 zgłoszenia." in words
    assert "Po cofnięciu zgody" not in words, "each is told once"


def test_what_is_past_its_term_is_not_told_as_withdrawn_as_well(desk):
    desk.report(1)
    desk.now = datetime(2027, 7, 1, 12, tzinfo=UTC)
    number = desk.report(2)
    kept = desk.memory.reports.reports
    kept[number] = withdraw(kept[number], now=desk.now)
    words = desk.visitor().get("/usuwanie").words
    assert "Termin minął, a program nie usunął jeszcze danych 1 zgłoszenia." in words
    assert "Po cofnięciu zgody program usunie jeszcze dane 1 zgłoszenia." in words


def test_what_a_worker_erases_between_two_counts_makes_no_number_of_less_than_none(desk):
    desk.memory.reports.count_withdrawn = lambda now: 2
    words = desk.visitor().get("/usuwanie").words
    assert "Nie ma danych, których termin minął." in words
    assert "-2" not in words
    assert "Po cofnięciu zgody program usunie" not in words


def test_while_the_data_are_out_of_reach_the_page_shows_what_it_knows(desk, monkeypatch):
    """It answered 503, and nobody saw who had not confirmed."""
    number = asked(desk)
    other = desk.report(2)
    kept = desk.memory.reports.reports
    kept[other] = withdraw(kept[other], now=desk.now)

    def refuse(now):
        raise StoreUnavailableError

    monkeypatch.setattr(desk.memory.reports, "count_due", refuse)
    desk.visitor().get("/usuwanie")
    desk.now += timedelta(hours=2)
    visitor = desk.visitor().get("/usuwanie")
    assert visitor.status == 200
    assert "Danych osobowych nie da się teraz odczytać ani usunąć" in visitor.words
    assert "Ta strona widzi to od 1.12.2026, 00:30." in visitor.words
    assert "na usunięcie czekają jeszcze dane 1 zgłoszenia." in visitor.words
    assert "Nie ma danych" not in visitor.words
    assert "Umie to lckm_sql" not in visitor.words
    assert numbers(visitor) == [number]

    monkeypatch.undo()
    assert "nie da się teraz odczytać" not in desk.visitor().get("/usuwanie").words
    monkeypatch.setattr(desk.memory.reports, "count_due", refuse)
    words = desk.visitor().get("/usuwanie").words
    assert "Ta strona widzi to od 1.12.2026, 02:30." in words, "it was there in between"


def test_where_nothing_of_the_store_can_be_read_the_page_is_refused(desk, monkeypatch):
    def refuse(*_, **__):
        raise StoreUnavailableError

    for method in ("count_due", "unconfirmed"):
        monkeypatch.setattr(desk.memory.reports, method, refuse)
    assert desk.visitor().get("/usuwanie").status == 503


def test_a_refusal_says_what_it_is_about(desk):
    visitor = desk.visitor(Role.MONITORING_STAFF).get("/usuwanie")
    assert visitor.status == 403
    assert "nie może przeglądać wykazu danych do usunięcia." in visitor.words
    assert "kolejk" not in visitor.words


def test_without_a_store_that_counts_the_page_says_so_and_lists_all_the_same():
    desk = Desk(administered=False)
    number = asked(desk)
    visitor = desk.visitor().get("/usuwanie")
    assert visitor.status == 200
    assert "nie umie powiedzieć, ile danych czeka na usunięcie. Umie to lckm_sql." in visitor.words
    assert numbers(visitor) == [number]
    menu = [link.text_content() for link in visitor.page.xpath("//header//a")]
    assert "Usuwanie danych" in menu
    assert "Kolejka" not in menu


def test_who_may_only_look_is_offered_no_confirmation(desk):
    number = asked(desk)
    visitor = desk.visitor(Role.DIRECTOR).get("/usuwanie")
    assert numbers(visitor) == [number]
    assert "Zapisz potwierdzenie" not in visitor.words


def test_a_notice_that_was_sent_says_when_and_the_number_of_its_receiver(desk):
    number = asked(desk)
    id = dispatch_id(number, DispatchKind.MAILBOX_NOTICE)
    at = NOW + timedelta(days=1)

    def sent(reference):
        desk.memory.reports.change(
            id,
            lambda was: attrs.evolve(
                was, state=DispatchState.SENT, since=at, due_at=None, reference=reference
            ),
        )
        return desk.visitor().get("/usuwanie").words

    desk.now += timedelta(days=3)
    state = "wezwanie: w skrzynce, numer u odbiorcy: 7/2026"
    assert f"{state} wezwano 2.12.2026, 00:30 (2 dni)" in sent("7/2026")
    assert "numer u odbiorcy: 7/2026" in desk.visitor().open(number).words
    form = desk.visitor().get("/zgloszenie/potwierdzenie", numer=number)
    assert f"{UNIT}, wezwano 2.12.2026, 00:30" in form.words
    # A folder answers with the key that it was given.
    assert "numer u odbiorcy" not in sent(desk.memory.reports.dispatch(id).key)


@pytest.mark.parametrize("cursor", ["x" * 10_000, "\x00", "ŁCKM\n", "'; drop", "é~é" * 99])
def test_a_cursor_that_is_none_is_a_page(desk, cursor):
    asked(desk)
    visitor = desk.visitor().get("/usuwanie", po=cursor)
    assert visitor.status == 200


def test_what_the_store_cannot_read_is_named(desk):
    number = asked(desk)
    listed = desk.memory.reports.unconfirmed

    def unconfirmed(**options):
        found = Listing(listed(**options))
        found.unreadable = ("ŁCKM/2026/000009:mailbox-notice",)
        return found

    desk.memory.reports.unconfirmed = unconfirmed
    visitor = desk.visitor().get("/usuwanie")
    assert "nie umie odczytać; powiedz o tym operatorowi: ŁCKM/2026/000009" in visitor.words
    assert numbers(visitor) == [number]


@pytest.mark.parametrize("role", Role)
def test_the_page_has_nothing_of_whoever_reported(role):
    desk = Desk()
    asked(desk)
    visitor = desk.visitor(role).get("/usuwanie")
    assert visitor.status in (200, 403)
    for words in ("601 234 567", "Jan Próbny", "Dziura"):
        assert words not in visitor.response.text
