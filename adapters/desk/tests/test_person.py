"""Who wrote a report is shown once it is written down who looks, and else not at all."""

from datetime import timedelta

import pytest
from desk_site import JPEG, Desk

from lckm_core.organisation import Role
from lckm_core.ports import AccessPurpose
from lckm_core.ports.optional import ReportOutline
from lckm_core.reports import anonymise, file_reference

PERSON = ("601 234 567", "Jan Próbny")


class BrokenLog:
    """A log that writes nothing."""

    def note(self, access):
        raise OSError("no space left for 601 234 567")


class LateLog:
    """A log during whose writing the data are erased."""

    def __init__(self) -> None:
        self.accesses = []
        self.erase = None

    def note(self, access):
        self.accesses.append(access)
        self.erase()


def shows_person(visitor) -> bool:
    return any(words in visitor.response.text for words in PERSON)


def test_a_line_is_there_before_the_person_is_shown(desk):
    number = desk.report(files=1)
    visitor = desk.visitor().open(number).follow("Pokaż dane osobowe")
    assert not shows_person(visitor)
    visitor.press("Zapisz to")
    assert visitor.faults == ["Wybierz, do czego potrzebujesz danych."]
    assert desk.memory.access_log.accesses == []
    visitor.press("Zapisz to", cel="call back")
    assert visitor.status == 200
    for words in PERSON:
        assert words in visitor.words
    (access,) = desk.memory.access_log.accesses
    assert (access.subject, access.by) == (number, "Osoba Call_Centre_Staff")
    assert access.purpose is AccessPurpose.CALL_BACK
    file = visitor.press("Pobierz plik 1").response
    assert file.content == JPEG
    assert file.headers["content-disposition"].startswith("attachment; filename*=UTF-8''")
    assert file.headers["content-type"] == "application/octet-stream"
    assert len(desk.memory.access_log.accesses) == 2
    trail = desk.visitor(Role.HEAD_OF_CALL_CENTRE).open(number).words
    assert "odczytano dane osobowe: kontakt ze zgłaszającym" in trail
    assert "odczytano plik: kontakt ze zgłaszającym" in trail
    # Who read it is told when the file is gone, too.
    desk.centre.withdraw_consent(number, now=desk.now)
    trail = desk.visitor(Role.HEAD_OF_CALL_CENTRE).open(number).words
    assert "odczytano plik: kontakt ze zgłaszającym" in trail


def test_words_of_another_language_are_marked_so(desk):
    number = desk.report(language="uk", place={"address": "Зелена 5"})
    visitor = desk.visitor().post("/zgloszenie/dane", numer=number, cel="call back")
    assert visitor.page.xpath("//*[@class='words']/@lang") == ["uk", "uk"]
    visitor.get("/zgloszenie/wykreslenie", numer=number)
    assert visitor.page.xpath("//*[@class='words']/@lang") == ["uk", "uk"]


def test_without_a_line_nothing_is_shown_however_often_it_is_asked():
    desk = Desk(access_log=BrokenLog())
    number = desk.report(files=1)
    visitor = desk.visitor()
    for _ in range(100):
        visitor.post("/zgloszenie/dane", numer=number, cel="call back")
        assert visitor.status == 503
        assert not shows_person(visitor)
    reference = desk.memory.reports.get(number).attachments[0].reference
    visitor.post("/zgloszenie/plik", numer=number, plik=reference, cel="call back")
    assert visitor.status == 503
    assert JPEG not in visitor.response.content


def test_data_erased_meanwhile_are_not_shown_and_the_page_says_what_is_written():
    log = LateLog()
    desk = Desk(access_log=log)
    number = desk.report()
    log.erase = lambda: desk.centre.withdraw_consent(number, now=desk.now)
    visitor = desk.visitor().post("/zgloszenie/dane", numer=number, cel="call back")
    assert visitor.status == 200
    assert not shows_person(visitor)
    assert "Zapis, że chciano je odczytać, zostaje." in visitor.words
    assert [access.subject for access in log.accesses] == [number]
    # Of data known to be erased nothing is read, so nothing is written.
    visitor.post("/zgloszenie/dane", numer=number, cel="call back")
    assert visitor.status == 409
    assert len(log.accesses) == 1


def test_data_that_cannot_be_read_are_not_told_as_erased(desk, monkeypatch):
    number, store = desk.report(), desk.memory.reports
    outline = ReportOutline(anonymise(store.reports[number]), True, 0, False)
    monkeypatch.setattr(store, "outline", lambda number: outline, raising=False)
    store.reports[number] = anonymise(store.reports[number])
    visitor = desk.visitor().post("/zgloszenie/dane", numer=number, cel="call back")
    assert visitor.status == 503
    assert "Danych nie da się odczytać, choć ich nie usunięto." in visitor.words


def test_a_file_of_another_report_or_of_none_is_not_handed_over(desk):
    number, other = desk.report(1, files=1), desk.report(2, files=1)
    visitor = desk.visitor()
    theirs = desk.memory.reports.get(other).attachments[0].reference
    for reference in (theirs, "x", "", "../../etc/passwd"):
        visitor.post("/zgloszenie/plik", numer=number, plik=reference, cel="call back")
        assert visitor.status == 404
    assert desk.memory.access_log.accesses == []


def test_some_time_after_the_sign_in_it_is_asked_for_once_more(desk):
    number = desk.report()
    visitor = desk.visitor()
    desk.now += timedelta(minutes=20)
    visitor.post("/zgloszenie/dane", numer=number, cel="call back")
    assert visitor.status == 401
    assert not shows_person(visitor)
    assert desk.memory.access_log.accesses == []
    assert visitor.open(number).status == 200


def test_without_a_log_the_desk_says_so_and_shows_no_button():
    desk = Desk(without=("access_log",))
    number = desk.report()
    assert [one.pl for one in desk.face.remarks if "dane osobowe" in one.pl]
    visitor = desk.visitor().open(number)
    assert not [label for label in visitor.buttons if "dane osobowe" in label]
    visitor.post("/zgloszenie/dane", numer=number, cel="call back")
    assert visitor.status == 409
    assert not shows_person(visitor)


@pytest.mark.parametrize("purpose", ["", "curiosity", "call back "])
def test_there_is_no_reading_without_one_of_the_purposes(desk, purpose):
    number = desk.report()
    visitor = desk.visitor().post("/zgloszenie/dane", numer=number, cel=purpose)
    assert visitor.status == 422
    assert not shows_person(visitor)


def test_a_file_is_handed_over_for_one_of_the_purposes_alone(desk):
    number = desk.report(files=1)
    visitor = desk.visitor().post(
        "/zgloszenie/plik", numer=number, plik=file_reference(number, 1), cel="curiosity"
    )
    assert visitor.status == 422
    assert visitor.faults == ["Wybierz, do czego potrzebujesz danych."]
    assert desk.memory.access_log.accesses == []
    assert visitor.post("/zgloszenie/plik", numer=f"{number}7", cel="call back").status == 404
