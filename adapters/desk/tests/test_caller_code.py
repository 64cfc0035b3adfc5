"""A caller with a number and a code: what the desk tells, limits, and leads to."""

import logging
from datetime import timedelta

import pytest
from desk_site import EVERYBODY, Desk

from lckm_core.organisation import Role
from lckm_core.ports import EventVerb
from lckm_core.reports import Outcome
from lckm_intake import Intake

KEY = "not-a-secret-" * 3
CALL_CENTRE = (Role.CALL_CENTRE_STAFF, Role.HEAD_OF_CALL_CENTRE)


def code_of(desk, number):
    return Intake(desk.centre, keys=[KEY.encode()]).code(number)


def check(visitor, number, code):
    return visitor.get("/rozmowa/kod").press("Sprawdź kod", numer=number, kod=code)


def checks(desk):
    return [event for event in desk.trail if event.verb == EventVerb.CHECK_CODE]


def test_a_right_code_shows_what_the_reporter_is_told(desk):
    number = desk.report()
    desk.centre.note_outcome(
        number, Outcome.DONE, words="Załatano.", role=Role.CALL_CENTRE_STAFF, now=desk.now
    )
    visitor = check(desk.visitor(), number, code_of(desk, number))
    assert visitor.status == 200
    assert f"Kod jest dobry: {number}" in visitor.words
    assert "Załatano." in visitor.words
    assert "Zarząd Dróg i Transportu" in visitor.words
    assert "Jeśli je podano, znikną najpóźniej 1.07.2027." in visitor.words
    for datum in ("601 234 567", "Jan Próbny", "od tygodnia"):
        assert datum not in visitor.response.text
    (line,) = checks(desk)
    assert (line.subject, line.outcome) == (number, "code fits")
    assert (line.by, line.role) == ("Osoba Call_Centre_Staff", Role.CALL_CENTRE_STAFF)
    assert visitor.follow("Otwórz zgłoszenie").status == 200


def test_a_withdrawal_by_telephone_follows_a_right_code(desk):
    number = desk.report()
    visitor = check(desk.visitor(), number, code_of(desk, number))
    visitor.follow("Cofnij zgodę").press("Tak, cofnij zgodę").follow()
    assert "Zgodę cofnięto" in visitor.words
    assert desk.memory.reports.get(number).is_anonymous
    verbs = [event.verb for event in desk.trail if event.by]
    assert verbs[-2:] == [EventVerb.CHECK_CODE, EventVerb.WITHDRAW_CONSENT]
    # Then there is nothing to withdraw, which the reporter is told.
    again = check(desk.visitor(), number, code_of(desk, number))
    assert "Danych już nie ma." in again.words
    assert "Cofnij zgodę" not in again.words


@pytest.mark.parametrize("change", [str.lower, lambda text: text.replace("-", " "), " {} ".format])
def test_number_and_code_may_be_typed_in_several_ways(desk, change):
    desk.centre.register({"description": "Dziura."}, number="ZG-2026-000007", now=desk.now)
    code = code_of(desk, "ZG-2026-000007")
    assert check(desk.visitor(), change("ZG-2026-000007"), change(code)).status == 200


@pytest.mark.parametrize(
    "typed", ["zg-2026-000007", "ZG 2026 000007", "zg \u2013 2026 \u2013 000007"]
)
def test_a_wrong_code_is_noted_however_the_number_is_typed(desk, typed):
    desk.centre.register({"description": "Dziura."}, number="ZG-2026-000007", now=desk.now)
    assert check(desk.visitor(), typed, "AAAA-AAAA-AAAA-AAAA").status == 404
    (line,) = checks(desk)
    assert (line.subject, line.outcome) == ("ZG-2026-000007", "code does not fit")
    assert (line.by, line.role) == ("Osoba Call_Centre_Staff", Role.CALL_CENTRE_STAFF)


def test_a_wrong_code_and_an_unknown_number_have_one_answer(desk, caplog):
    number, other = desk.report(1), desk.report(2)
    caplog.set_level(logging.DEBUG)
    found = []
    for pair in [(number, code_of(desk, other)), ("ŁCKM/2026/999999", code_of(desk, number))]:
        visitor = check(desk.visitor(), *pair)
        assert visitor.status == 404
        found.append((visitor.faults, visitor.page.get_element_by_id("kod").get("value")))
    assert found[0][0] == found[1][0]
    assert "numerem i kodem" in found[0][0][0]
    # The trail knows of the report there is, and has neither code.
    (line,) = checks(desk)
    assert (line.subject, line.outcome) == (number, "code does not fit")
    assert code_of(desk, other) not in f"{desk.trail} {caplog.text}"


@pytest.mark.parametrize(
    ("fields", "faulty"),
    [
        ({"numer": " ", "kod": ""}, ["#numer", "#kod"]),
        ({"numer": "A/1", "kod": " "}, ["#kod"]),
        ({"numer": "", "kod": "x"}, ["#numer"]),
    ],
)
def test_what_is_missing_is_asked_for_and_counts_as_no_guess(desk, fields, faulty):
    visitor = desk.visitor().get("/rozmowa/kod")
    for _ in range(8):
        visitor.press("Sprawdź kod", **fields)
        assert visitor.status == 422
        assert visitor.page.xpath("//*[@id='bledy']//a/@href") == faulty
    assert checks(desk) == []


def test_of_two_reports_that_may_be_meant_the_likelier_alone_is_noted(desk):
    for number in ("zg-2026-000007", "ZG-2026-000007"):
        desk.centre.register({"description": "Dziura."}, number=number, now=desk.now)
    assert check(desk.visitor(), "zg-2026-000007", "x").status == 404
    assert [line.subject for line in checks(desk)] == ["zg-2026-000007"]


@pytest.mark.parametrize("number", ["x" * 5000, "a\x00b", "601 234 567", "../../etc", "\u2212"])
def test_any_number_is_answered_and_goes_into_no_trail(desk, number):
    assert check(desk.visitor(), number, "AAAA-AAAA-AAAA-AAAA").status == 404
    assert checks(desk) == []


def test_five_wrong_codes_then_a_minute_for_whoever_guesses(desk):
    number = desk.report()
    code, visitor = code_of(desk, number), desk.visitor()
    for _ in range(5):
        assert check(visitor, number, "x").status == 404
    assert check(visitor, number, code).status == 429
    assert "Spróbuj ponownie za 60 sekund." in visitor.faults[0]
    assert len(checks(desk)) == 5
    # Others have their own callers on the line.
    assert check(desk.visitor("ewa"), number, code).status == 200
    desk.now += timedelta(seconds=61)
    assert check(visitor, number, code).status == 200


def test_other_spellings_of_a_number_give_no_further_guesses(desk):
    number, visitor = desk.report(), desk.visitor()
    for typed in (number, number.lower(), f" {number} ", f"{number}\u00a0", f"-{number}"):
        assert check(visitor, typed, "x").status == 404
    for typed in (number, f"{number.lower()} "):
        assert check(visitor, typed, code_of(desk, number)).status == 429


def test_thirty_wrong_codes_at_any_numbers_then_ten_minutes(desk):
    visitor = desk.visitor()
    for at in range(30):
        assert check(visitor, f"ŁCKM/2026/{at}", "x").status == 404
    assert check(visitor, "ŁCKM/2026/999", "x").status == 429


@pytest.mark.parametrize("who", EVERYBODY)
def test_only_who_takes_calls_checks_codes(who):
    desk = Desk()
    number = desk.report()
    visitor = desk.visitor(who)
    may = who in (*CALL_CENTRE, "ewa")
    visitor.open(number)
    assert ("Sprawdź kod rozmówcy" in visitor.words) is may
    assert (visitor.get("/rozmowa/kod").status == 200) is may
    sent = visitor.post("/rozmowa/kod", numer=number, kod=code_of(desk, number))
    assert (sent.status == 200) is may
    assert bool(checks(desk)) is may


def test_the_page_is_reached_from_a_call_a_report_and_a_withdrawal(desk):
    number = desk.report()
    visitor = desk.visitor().get("/rozmowa")
    (link,) = visitor.page.xpath("//main//a[contains(., 'Sprawdź kod rozmówcy')]")
    assert link.get("target") == "_blank"
    for path in ("/zgloszenie", "/zgloszenie/zgoda"):
        visitor.get(path, numer=number).follow("kod rozmówcy" if "zgoda" in path else "Sprawdź kod")
        assert visitor.status == 200
        assert visitor.page.get_element_by_id("numer").get("value") == number


def test_a_desk_without_keys_knows_no_codes():
    desk = Desk(keys=None)
    number = desk.report()
    visitor = desk.visitor()
    assert visitor.get("/rozmowa/kod").status == 404
    assert "Sprawdź kod" not in visitor.open(number).words
    assert "na stronie dla mieszkańców" in visitor.get("/zgloszenie/zgoda", numer=number).words


def test_a_page_that_somebody_else_opened_checks_nothing(desk):
    number = desk.report()
    visitor = desk.visitor()
    sent = {"numer": number, "kod": code_of(desk, number), "otworzyl": "ktos"}
    assert visitor.post("/rozmowa/kod", **sent).status == 409
    assert checks(desk) == []
