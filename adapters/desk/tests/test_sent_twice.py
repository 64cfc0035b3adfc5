"""A form of something new that is sent twice makes it once, whatever comes between."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

import attrs
import pytest
from desk_site import UNIT, Desk, hand_in_announcement, standing
from store_faults import lose_answer, overtake
from test_take_in import as_yaml, changed, chosen

from lckm_core.organisation import Role
from lckm_core.ports import EventVerb
from lckm_core.procedures import Person

CLERK, HEAD = Role.MONITORING_STAFF, Role.HEAD_OF_MONITORING
CALLS, HEAD_OF_CALLS = Role.CALL_CENTRE_STAFF, Role.HEAD_OF_CALL_CENTRE
TITLE = "Zajęcie pasa drogowego na próbę"
SENT = {"tytul": "Przerwa w wodzie", "tekst": "Wody nie ma.", "czyja": UNIT}
ASKED = {"kto": "Osoba Head_Of_Unit", "znak": "UPP-7"}


@attrs.frozen(kw_only=True)
class NewRecord:
    """Something new that a form of the desk makes.

    Args:
        who: whoever sends the form.
        opened: brings the form before them, up to the last button.
        button: the words of that button.
        typed: what is typed last.
        keeps: the store of it in memory, and the method that keeps it.
        stored: returns the numbers of all there are.
        over: does to it what ends it, so that the same once more would be another one.
    """

    who: Role
    opened: Callable[[Desk, Any], Any]
    button: str
    typed: dict[str, str]
    keeps: tuple[str, str]
    stored: Callable[[Desk], Sequence[str]]
    over: Callable[[Desk, str], object]

    def store(self, desk: Desk) -> tuple[object, str]:
        name, method = self.keeps
        return getattr(desk.memory, name), method


def page(path):
    return lambda desk, visitor: visitor.get(path)


def as_clerk(desk) -> dict[str, Any]:
    return {"role": CLERK, "by": "Ewa Pokazowa", "now": desk.now}


def call_opened(desk, visitor):
    visitor.get("/rozmowa")
    return visitor.press("Sprawdź zgłoszenie", opis="Dziura na Zielonej 5.", kategoria="odpady")


def file_opened(desk, visitor):
    desk.procedure("published")
    data = as_yaml(changed(desk, id="", title=TITLE))
    visitor.get("/procedura/przyjecie")
    return visitor.press("Sprawdź", files=chosen(data), **ASKED, kanal="epuap")


def renamed(desk, number):
    """Give a procedure another title, by which nobody finds the old one."""
    (edition,) = desk.memory.procedures.editions(number)
    desk.centre.give_back(number, because="Popraw.", **as_clerk(desk))
    desk.hand_in(number, title=f"{edition.procedure.title} 2")


def answered(desk, number):
    desk.centre.answer_data_request(
        number, role=Role.HEAD_OF_UNIT, text="Tak.", by=Person("Ktoś"), now=desk.now
    )


def briefed(desk, number):
    who = {"role": HEAD_OF_CALLS, "now": desk.now}
    desk.centre.name_briefer(number, **who | {"role": Role.HEAD_OF_UNIT}, person=Person("Ktoś"))
    desk.centre.hold_briefing(number, **who)


def requests(desk):
    return [request.number for request in desk.centre.list_requests(limit=100)]


def announcements(desk):
    return [edition.id for edition in desk.memory.notices.announcements()]


def returned(desk, number):
    desk.centre.give_back_announcement(number, because="Popraw.", **as_clerk(desk))


ANNOUNCEMENT = NewRecord(
    who=CLERK,
    opened=page("/informacja/nowa"),
    button="Zapisz",
    typed=SENT | ASKED,
    keeps=("notices", "save_announcements"),
    stored=announcements,
    over=returned,
)
NEW = {
    "request for data": NewRecord(
        who=CALLS,
        opened=page("/prosba/nowa"),
        button="Wyślij",
        typed={"pytanie": "Ile to trwa?", "jednostka": UNIT},
        keeps=("requests", "add"),
        stored=requests,
        over=answered,
    ),
    "briefing": NewRecord(
        who=HEAD_OF_CALLS,
        opened=page("/prosba/nowy-instruktaz"),
        button="Wyślij",
        typed={"pytanie": "Dowody", "slowa": "Zmiana ustawy.", "jednostka": UNIT},
        keeps=("requests", "add"),
        stored=requests,
        over=briefed,
    ),
    "announcement": ANNOUNCEMENT,
    "announcement of one's own": attrs.evolve(
        ANNOUNCEMENT, who=HEAD, typed=SENT | {"skad": "wlasna"}
    ),
    "procedure": NewRecord(
        who=CLERK,
        opened=file_opened,
        button="Przyjmij",
        typed={},
        keeps=("procedures", "save"),
        stored=lambda desk: [
            edition.id for edition in desk.memory.procedures.all_editions() if edition.number == 1
        ],
        over=renamed,
    ),
    "draft of terms": NewRecord(
        who=CLERK,
        opened=page("/regulamin/projekt"),
        button="Zapisz",
        typed={"wersja": "2027-01-01", "od": "2027-01-01", "tekst": "Do czego służy portal."},
        keeps=("notices", "save_terms"),
        stored=lambda desk: [terms.version for terms in desk.memory.notices.terms()],
        over=lambda desk, number: None,
    ),
    "report by telephone": NewRecord(
        who=CALLS,
        opened=call_opened,
        button="Zapisz zgłoszenie",
        typed={},
        keeps=("reports", "add"),
        stored=lambda desk: list(desk.memory.reports.reports),
        over=lambda desk, number: desk.centre.withdraw_consent(number, now=desk.now),
    ),
}


@pytest.fixture(params=NEW.values(), ids=NEW)
def form(request, desk):
    """A form that is filled in, with whoever is about to send it."""
    record = request.param
    visitor = record.opened(desk, desk.visitor(record.who))
    return record, visitor, visitor.page, list(record.stored(desk))


def new_numbers(desk, record, before):
    return [number for number in record.stored(desk) if number not in before]


def test_back_and_sent_again(desk, form):
    record, visitor, opened, before = form
    first = visitor.press(record.button, **record.typed).response.headers["location"]
    visitor.page = opened
    visitor.press(record.button, **record.typed)
    assert (visitor.status, visitor.response.headers["location"]) == (303, first)
    assert len(new_numbers(desk, record, before)) == 1


def test_sent_again_when_it_was_dealt_with_on_another_day(desk, form):
    record, visitor, opened, before = form
    visitor.press(record.button, **record.typed)
    (number,) = new_numbers(desk, record, before)
    record.over(desk, number)
    desk.now += timedelta(days=1)
    visitor = desk.visitor(record.who)
    visitor.page = opened
    visitor.press(record.button, **record.typed)
    assert set(new_numbers(desk, record, before)) == {number}


def test_pressed_twice_at_once(desk, form, monkeypatch):
    """The second request overtakes the first, which has looked and stored nothing yet."""
    record, visitor, opened, before = form
    second = desk.visitor(record.who)
    second.page = opened
    overtake(monkeypatch, *record.store(desk), lambda: second.press(record.button, **record.typed))
    visitor.press(record.button, **record.typed)
    assert (visitor.status, second.status) == (303, 303)
    assert visitor.response.headers["location"] == second.response.headers["location"]
    assert len(new_numbers(desk, record, before)) == 1


def test_sent_again_when_nobody_knows_whether_it_was_stored(desk, form, monkeypatch):
    record, visitor, _, before = form
    lose_answer(monkeypatch, *record.store(desk))
    visitor.press(record.button, **record.typed)
    assert visitor.status == 503
    # Of material that was taken in the desk looks whether it is there.
    words = ("nie wiadomo, czy to zapisano", "Materiał jest zapisany")
    assert sum(found in visitor.words for found in words) == 1
    (number,) = new_numbers(desk, record, before)
    record.over(desk, number)
    desk.now += timedelta(days=1)
    again = visitor.page
    visitor = desk.visitor(record.who)
    visitor.page = again
    visitor.press("Spróbuj jeszcze raz")
    assert set(new_numbers(desk, record, before)) == {number}


def test_consent_is_withdrawn_once(desk):
    number = desk.report()
    visitor = desk.visitor().open(number).follow("Cofnij zgodę")
    opened = visitor.page
    visitor.press("Tak, cofnij zgodę")
    visitor.page = opened
    visitor.press("Tak, cofnij zgodę")
    assert visitor.status == 409
    verbs = [event.verb for event in desk.trail if event.subject == number]
    assert verbs.count(EventVerb.WITHDRAW_CONSENT) == 1


WORDED = {
    "/prosba/nowa": (CALLS, "Wyślij", {"jednostka": UNIT}, "pytanie", requests),
    "/informacja/nowa": (CLERK, "Zapisz", SENT | ASKED, "tekst", announcements),
}


@pytest.fixture(params=WORDED, ids=WORDED)
def worded(request, desk):
    """A form with a field for words, the rest of it filled in, and whoever is about to send it."""
    who, button, typed, field, stored = WORDED[request.param]
    visitor = desk.visitor(who).get(request.param)

    def send(words, opened=None, **hidden):
        visitor.page = visitor.page if opened is None else opened
        return visitor.press(button, **{**typed, field: words}, **hidden)

    return visitor, send, lambda: stored(desk)


def test_other_words_from_the_same_page_are_no_second_record_unseen(worded):
    visitor, send, stored = worded
    opened = visitor.page
    send("Pierwsze.")
    (number,) = stored()
    send("Drugie.", opened)
    assert visitor.status == 409
    assert f"zapisano {number}, z czym innym niż poniżej" in visitor.words
    assert "Drugie." in visitor.response.text
    assert stored() == [number]
    # Whoever means a second one sends it from there.
    send("Drugie.")
    assert visitor.status == 303
    assert len(set(stored())) == 2


@pytest.mark.parametrize("proof", ["", "7K3M-9QXR-2FWA-H8TD"])
def test_a_number_that_the_desk_did_not_give_is_not_taken(worded, proof):
    visitor, send, stored = worded
    send("Słowa.", nadany="XX-0001", dowod=proof)
    assert visitor.status == 303
    assert stored()[0] != "XX-0001"


def test_the_number_of_a_report_is_none_of_a_request(desk):
    visitor = desk.visitor()
    call = call_opened(desk, visitor)
    names = ("nadany", "dowod")
    report = {name: call.page.xpath(f"//input[@name='{name}']/@value")[0] for name in names}
    visitor.get("/prosba/nowa")
    visitor.press("Wyślij", pytanie="Ile to trwa?", jednostka=UNIT, **report)
    assert requests(desk) != [report["nadany"]]


def test_a_number_that_was_typed_before_is_skipped(desk):
    hand_in_announcement(desk, "OG-0001")
    visitor = desk.visitor(CLERK).get("/informacja/nowa").press("Zapisz", **SENT, **ASKED)
    assert visitor.status == 303
    assert announcements(desk) == ["OG-0001", "OG-0002"]


def test_without_keys_a_form_sent_twice_is_one_all_the_same():
    desk = Desk(keys=None)
    visitor = desk.visitor(CLERK).get("/informacja/nowa")
    opened = visitor.page
    visitor.press("Zapisz", **SENT, **ASKED)
    returned(desk, announcements(desk)[0])
    visitor.page = opened
    assert visitor.press("Zapisz", **SENT, **ASKED).status == 303
    assert len(announcements(desk)) == 1


def test_a_next_edition_sent_twice_is_one(desk):
    number = standing(desk, "published")
    visitor = desk.visitor(CLERK).get("/informacja", numer=number).follow("Nowa wersja")
    opened = visitor.page
    visitor.press("Zapisz", tekst="Wody nie ma.", **ASKED)
    visitor.page = opened
    visitor.press("Zapisz", tekst="Wody nie ma.", **ASKED)
    assert visitor.status == 303
    assert announcements(desk) == [number, number]
