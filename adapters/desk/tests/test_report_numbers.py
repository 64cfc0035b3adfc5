"""Opening a report by its number, or by the end of it, of whichever year."""

from datetime import UTC, datetime

import pytest
from desk_site import Desk

from lckm_core.organisation import Role

WORDS = "Załatano."


def of_year(desk: Desk, year: int, count: int = 17, **values) -> str:
    """Register a report of a year; return its number."""
    number = f"ŁCKM/{year}/{count:06}"
    form = {"description": f"Dziura z {year} r.", "category": "dziura-w-jezdni", **values}
    at = datetime(year, 5, 2, 10, tzinfo=UTC)
    desk.centre.register(form, number=number, now=at)
    return number


def links(visitor) -> list[str]:
    return visitor.page.xpath("//ol[contains(@class, 'reports')]//a/text()")


@pytest.mark.parametrize("typed", ["17", "017", " 1 7 ", "000017"])
def test_the_end_of_a_number_finds_one_of_an_older_year(desk, typed):
    desk.report(32)
    number = of_year(desk, 2024)
    visitor = desk.visitor().open(typed)
    assert (visitor.status, visitor.title.partition(" – ")[0]) == (200, f"Zgłoszenie {number}")


def test_the_end_of_several_lists_them_and_a_whole_number_opens_one(desk):
    older, newer = of_year(desk, 2024), of_year(desk, 2025)
    newest = desk.report(17)
    desk.report(18)
    visitor = desk.visitor().open("17")
    assert (visitor.status, visitor.words.startswith("O które zgłoszenie chodzi?")) == (200, True)
    assert links(visitor) == [newest, newer, older]
    assert "Dziura z 2024 r." in visitor.words
    assert visitor.follow(older).words.startswith(f"Zgłoszenie {older}")
    assert desk.visitor().open(older.lower()).words.startswith(f"Zgłoszenie {older}")


@pytest.mark.parametrize("typed", ["2024/000017", "/2024/17", "łckm/2024/17", "ŁCKM/2024/ 000017"])
def test_an_end_with_the_year_finds_the_one_of_that_year(desk, typed):
    older, _newer = of_year(desk, 2024), of_year(desk, 2025)
    assert desk.visitor().open(typed).words.startswith(f"Zgłoszenie {older}")
    assert desk.visitor().open(typed.replace("2024", "2023")).status == 404


def test_only_what_somebody_may_look_at_is_listed(desk):
    own, others = of_year(desk, 2024), of_year(desk, 2025, category="odpady")
    of_year(desk, 2023, category="odpady")
    unit = desk.visitor(Role.STAFF_OF_UNIT)
    assert unit.open("17").words.startswith(f"Zgłoszenie {own}")
    assert others not in unit.response.text
    third = of_year(desk, 2026)
    assert links(desk.visitor(Role.STAFF_OF_UNIT).open("17")) == [third, own]


def test_the_end_of_what_others_have_alone_is_refused(desk):
    for year in (2023, 2024):
        of_year(desk, year, category="odpady")
    visitor = desk.visitor(Role.STAFF_OF_UNIT).open("17")
    assert visitor.status == 404
    assert "ŁCKM" not in visitor.words


def test_an_end_that_no_number_has_is_told_with_what_to_type(desk):
    desk.report(32)
    visitor = desk.visitor().open("17")
    assert visitor.status == 404
    told = "Wpisz go całego, z literami, rokiem i kreskami, albo same cyfry z jego końca."
    assert told in visitor.words


def test_a_number_of_digits_alone_is_that_report(desk):
    desk.report(17)
    form = {"description": "Dziura.", "category": "dziura-w-jezdni"}
    desk.centre.register(form, number="17", now=desk.now)
    assert desk.visitor().open("17").words.startswith("Zgłoszenie 17 ")


def test_an_earlier_report_is_named_by_its_end_where_that_is_of_one(desk):
    number, older = desk.report(32), of_year(desk, 2024)
    visitor = desk.visitor().open(number).follow("Zapisz wynik")
    typed = {"wynik": "duplicate", "slowa": WORDS, "wczesniejsze": "17"}
    of_year(desk, 2025)
    visitor.press("Zapisz wynik", **typed)
    assert visitor.status == 422
    assert visitor.faults == ["Kilka zgłoszeń ma numer z takim końcem. Wpisz cały numer."]
    visitor.press("Zapisz wynik", **{**typed, "wczesniejsze": older}).follow()
    assert f"Wcześniejsze: {older}" in visitor.words


def test_the_trail_knows_the_end_of_an_older_year(desk):
    older = of_year(desk, 2024)
    for at in range(1, 60):
        desk.report(at + 100)
    visitor = desk.visitor(Role.DIRECTOR).get("/slad", numer="17")
    assert set(links(visitor)) == {older}


def test_the_year_of_a_number_begins_at_midnight_in_lodz(desk, monkeypatch):
    monkeypatch.setattr("lckm_desk._records.report_numbers._NEWEST_OF_YEAR", 1)
    older = of_year(desk, 2025)
    form = {"description": "Dziura z nocy sylwestrowej.", "category": "dziura-w-jezdni"}
    at = datetime(2025, 12, 31, 23, 30, tzinfo=UTC)
    desk.centre.register(form, number="ŁCKM/2026/000001", now=at)
    assert desk.visitor().open("17").words.startswith(f"Zgłoszenie {older}")
