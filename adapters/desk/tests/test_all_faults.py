"""Whatever is wrong in a form is told at once, and not one fault after another."""

import pytest
from desk_site import Desk

from lckm_core.organisation import OFFICE, Role

CALLS, CLERK, DIRECTOR = Role.CALL_CENTRE_STAFF, Role.MONITORING_STAFF, Role.DIRECTOR
ORDER = {"od": "2026-12-31", "do": "2026-12-01"}
FORMS = {
    "announcement, days in the wrong order": (
        CLERK,
        "/informacja/nowa",
        "Zapisz",
        ORDER,
        {"tytul", "tekst", "czyja", "do", "kto", "znak"},
    ),
    "announcement that came tomorrow, with too long a title": (
        CLERK,
        "/informacja/nowa",
        "Zapisz",
        {"tytul": "T" * 200, "wplyw": "2026-12-02", "czyja": "Zarząd Dróg i Transportu"},
        {"tytul", "tekst", "wplyw", "kto", "znak"},
    ),
    "announcement with a day that is none": (
        CLERK,
        "/informacja/nowa",
        "Zapisz",
        {"tytul": "?", "tekst": "T", "od": "jutro", "do": "2026-12-01", "wplyw": "2026-12-02"},
        {"tytul", "czyja", "od", "wplyw", "kto", "znak"},
    ),
    "request to nobody": (
        CALLS,
        "/prosba/nowa",
        "Wyślij",
        {"procedura": "KA-99999"},
        {"pytanie", "jednostka", "procedura"},
    ),
    "request to a cell that is too long": (
        CALLS,
        "/prosba/nowa",
        "Wyślij",
        {"pytanie": "x" * 2001, "komorka": "x" * 201, "jednostka": OFFICE},
        {"pytanie", "komorka"},
    ),
    "request to the Office": (
        CALLS,
        "/prosba/nowa",
        "Wyślij",
        {"jednostka": OFFICE, "procedura": "KA\x00"},
        {"pytanie", "komorka", "procedura"},
    ),
    "briefing": (
        Role.HEAD_OF_CALL_CENTRE,
        "/prosba/nowy-instruktaz",
        "Wyślij",
        {"pytanie": "x" * 201},
        {"pytanie", "slowa", "jednostka"},
    ),
    "terms": (
        CLERK,
        "/regulamin/projekt",
        "Zapisz",
        {"wersja": "\u202e", "od": "jutro", "tekst": "…"},
        {"wersja", "od", "tekst"},
    ),
    "outcome": (
        CALLS,
        "/zgloszenie/wynik",
        "Zapisz wynik",
        {"wynik": "duplicate"},
        {"slowa", "wczesniejsze"},
    ),
    "no outcome": (CALLS, "/zgloszenie/wynik", "Zapisz wynik", {}, {"wynik", "slowa"}),
    "outcome in too many words": (
        CALLS,
        "/zgloszenie/wynik",
        "Zapisz wynik",
        {"wynik": "done", "slowa": "x" * 2001, "wczesniejsze": "A/1"},
        {"slowa", "wczesniejsze"},
    ),
    "who has it": (CALLS, "/zgloszenie/rozstrzygniecie", "Zapisz", {}, {"odbiorca", "skad"}),
    "list of reports": (CALLS, "/zgloszenia", "", {"od": "jutro", "do": "2026"}, {"od", "do"}),
    "trail": (DIRECTOR, "/slad", "", ORDER | {"czynnosc": "nie ma takiej"}, {"czynnosc", "do"}),
}


@pytest.mark.parametrize(("who", "path", "button", "typed", "fields"), FORMS.values(), ids=FORMS)
def test_all_that_is_wrong_is_told_at_once(desk: Desk, who, path, button, typed, fields):
    numbered = {"numer": desk.report()} if path.startswith("/zgloszenie/") else {}
    visitor = desk.visitor(who)
    if button:
        visitor.get(path, **numbered).press(button, **typed)
    else:
        visitor.get(path, **typed)
    assert visitor.status == (422 if button else 400)
    assert visitor.title.startswith("Błąd:")
    links = visitor.page.xpath("//*[@id='bledy']//a/@href")
    assert len(links) == len(set(links))
    assert {link.removeprefix("#") for link in links} == fields
