"""Places: a wrong street is told of and corrected, and no id stands in place of a name."""

import attrs
import pytest
from desk_site import SAMPLES, UNIT, Desk

from lckm_core.delivery import ManualAction, Target
from lckm_core.memory import MemoryAdapter
from lckm_core.organisation import Role
from lckm_core.reports import Route, RouteTable

STREETS = str(SAMPLES / "streets" / "lodz.csv")
MARKS = "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
CORRECT = "Zmień przyporządkowanie lub miejsce"


@pytest.fixture
def desk():
    return Desk(streets=STREETS)


def address(desk, number):
    return desk.memory.reports.get(number).place.address


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("Piotrkowka 104", "Czy chodzi o „ul. Piotrkowska 104”?"),
        ("Rynek", "Czy chodzi o którąś z tych: „Bałucki Rynek”, „Stary Rynek”?"),
        ("ul. Niebyła", "Nie ma tego na liście ulic."),
        ("Niebyła 3", "Nie ma tego na liście ulic."),
        ("Zielona 5, przy kiosku", ""),
        ("przy przystanku", ""),
        ("", ""),
    ],
)
def test_a_call_tells_of_a_street_that_the_list_does_not_know(desk, typed, told):
    visitor = desk.visitor().get("/rozmowa")
    visitor.press("Sprawdź zgłoszenie", opis="Gruz.", kategoria="odpady", adres=typed)
    assert told in visitor.words
    assert bool(visitor.page.xpath("//div[@class='notice']//a[@href='#adres']")) is bool(told)
    assert visitor.press("Zapisz zgłoszenie").status == 303, "it is no fault"


def test_without_a_list_nothing_is_told_of_streets():
    visitor = Desk().visitor().get("/rozmowa")
    visitor.press("Sprawdź zgłoszenie", opis="Gruz.", kategoria="odpady", adres="Piotrkowka 104")
    assert "liście" not in visitor.words


def test_a_list_that_is_not_there_is_told_to_the_operator():
    (remark,) = [one for one in Desk(streets="nie-ma.csv").face.remarks if "nie-ma.csv" in one.pl]
    assert remark.pl.startswith("streets: nie ma pliku")
    assert not [one for one in Desk(streets=STREETS).face.remarks if "streets" in one.pl]


def test_a_wrong_street_is_corrected_and_the_receiver_is_shown_anew(desk):
    number = desk.report(place={"address": "Piotrkowka 104"})
    visitor = desk.visitor().open(number).follow(CORRECT)
    visitor.press("Sprawdź odbiorcę", adres="Piotrkowka 105")
    assert "„ul. Piotrkowska 105”?" in visitor.words
    assert f"Po zmianie dostanie je: {UNIT}" in visitor.words
    assert "MiejscePiotrkowka 104" in visitor.words
    assert address(desk, number) == "Piotrkowka 104", "only shown so far"
    visitor.press("Zmień", adres="ul. Piotrkowska 104")
    assert address(desk, number) == "Piotrkowka 104", "another one than was shown"
    assert "liście" not in visitor.words
    visitor.press("Zmień").follow()
    assert address(desk, number) == "ul. Piotrkowska 104"
    assert "poprawione miejsce" in visitor.words
    assert "Miejsce było: Piotrkowka 104" in visitor.words
    assert "Było:" not in visitor.words
    again = visitor.follow(CORRECT).press("Sprawdź").follow()
    assert "Nic nie zmieniono" in again.words


@pytest.mark.parametrize("has_it", [False, True])
def test_only_a_receiver_who_has_the_report_is_said_to_have_its_former_place(desk, has_it):
    number = desk.report()
    if has_it:
        desk.centre.settle_by_hand(number, Target.MAILBOX, ManualAction.TOLD, now=desk.now)
    visitor = desk.visitor().open(number).follow(CORRECT)
    visitor.press("Sprawdź odbiorcę" if not has_it else "Sprawdź", adres="Zielona 7")
    visitor.press("Zmień").follow()
    assert address(desk, number) == "Zielona 7"
    assert ("Odbiorca dostał zgłoszenie z dawnym miejscem" in visitor.words) is has_it


@pytest.mark.parametrize("mark", MARKS, ids=lambda mark: f"{ord(mark):04x}")
def test_a_corrected_place_has_no_mark_of_direction(desk, mark):
    number = desk.report()
    visitor = desk.visitor().open(number).follow(CORRECT)
    visitor.press("Sprawdź", adres=f"Zie{mark}lona {mark}7").press("Zmień").follow()
    assert address(desk, number) == "Zielona 7"


def test_the_point_of_a_place_that_is_corrected_goes_into_the_history(desk):
    point = {"latitude": 51.76871, "longitude": 19.4569}
    number = desk.report(place={"address": "Lipowa 5", "point": point})
    visitor = desk.visitor().open(number)
    assert "Lipowa 5 (51.768710, 19.456900)" in visitor.words
    visitor.follow(CORRECT).press("Sprawdź", kategoria="odpady")
    assert "Punkt na mapie" not in visitor.words
    visitor.press("Zmień", adres="")
    assert "Punkt na mapie" not in visitor.words
    visitor.press("Zmień", adres="Zielona 6")
    assert "Punkt na mapie (51.768710, 19.456900) jest z dawnego miejsca" in visitor.words
    visitor.press("Zmień").follow()
    assert "Zielona 6 (" not in visitor.words
    assert "Miejsce było: Lipowa 5 (51.768710, 19.456900)" in visitor.words


def test_who_has_the_old_place_already_is_to_be_told(desk):
    number = desk.report()
    desk.centre.settle_by_hand(number, Target.MAILBOX, ManualAction.SEEN, now=desk.now)
    visitor = desk.visitor().open(number).follow(CORRECT)
    visitor.press("Sprawdź", adres="Zielona 6")
    assert f"Odbiorca się nie zmieni: {UNIT}." in visitor.words
    assert visitor.press("Zmień").follow().status == 200
    assert "Odbiorca dostał zgłoszenie z dawnym miejscem: powiadom go sam." in visitor.words
    visitor.follow(CORRECT).press("Sprawdź", kategoria="trawa").press("Zmień").follow()
    assert "powiadom go sam" not in visitor.words


def test_a_place_is_corrected_without_data_of_people_and_within_its_length(desk):
    number = desk.report()
    visitor = desk.visitor().open(number).follow(CORRECT)
    (fault,) = visitor.press("Sprawdź", adres="x" * 201).faults
    assert "200" in fault
    assert visitor.page.xpath("//*[@id='fault-adres']")
    visitor.press("Zmień", adres="u Jana Próbnego, 601 234 567")
    assert "na zawsze zostanie: u [usunięto: osoba], [usunięto: telefon]" in visitor.words
    visitor.press("Zmień").follow()
    assert address(desk, number) == "u [usunięto: osoba], [usunięto: telefon]"


def test_a_corrected_place_can_be_redacted_by_hand(desk):
    number = desk.report(place={"address": "u Kasi"})
    visitor = desk.visitor().open(number).follow(CORRECT)
    visitor.press("Sprawdź", adres="Zielona 6").press("Zmień").follow()
    visitor.follow("Wykreśl słowa")
    assert "Poprawione miejsce" in visitor.words
    visitor.press("Pokaż", slowa="Kasi").press("Wykreśl na zawsze").follow()
    assert "Kasi" not in visitor.words


def test_of_a_report_that_has_a_receiver_no_field_is_asked_for(desk):
    number = desk.report()
    desk.centre.settle_by_hand(number, Target.MAILBOX, ManualAction.SEEN, now=desk.now)
    visitor = desk.visitor().open(number).follow(CORRECT).press("Sprawdź", kategoria="drzewo")
    assert "Odbiorca się nie zmieni" in visitor.words
    assert "Uzupełnij" not in visitor.words
    assert "kategoria drzewo" not in visitor.words


def test_names_stand_in_place_of_ids(desk):
    place = {"address": "Zielona 5", "kind": "droga-publiczna", "area": "srodmiescie"}
    values = [{"name": "wiek-drzewa", "value": "12"}]
    number = desk.report(place=place, attributes=values)
    visitor = desk.visitor().open(number)
    assert "Zielona 5; droga publiczna; Śródmieście" in visitor.words
    assert "Wiek drzewa w latach12" in visitor.words
    visitor.follow(CORRECT).press("Sprawdź", kategoria="odpady", miejsce="", adres="")
    visitor.press("Zmień").follow()
    assert "Było: interwencja, Dziura w jezdni, droga publiczna, Śródmieście" in visitor.words
    assert "wiek drzewa w latach: 12" in visitor.words
    for slug in ("droga-publiczna", "srodmiescie", "wiek-drzewa", "dziura-w-jezdni"):
        assert slug not in visitor.words


def routes(desk, *rows):
    table: RouteTable = attrs.evolve(desk.memory.table(), routes=rows)
    desk.memory.table = lambda: table


def test_names_of_the_source_of_routes_stand_where_the_desk_has_none(monkeypatch):
    """A host wrote them once for letters and once more for each face."""
    shared = {"plac": {"pl": "plac zabaw"}, "park": {"pl": "zieleń", "en": "green"}}
    monkeypatch.setattr(MemoryAdapter, "asked_names", shared, raising=False)
    desk = Desk(names={"plac": {"pl": "ogródek"}})
    row = Route(
        name="Zieleń", categories=("drzewo",), places=("plac", "park", "nad-rzeka"), helpdesk=True
    )
    routes(desk, row)
    visitor = desk.visitor(Role.DIRECTOR).get("/trasy", kategoria="drzewo")
    assert "miejsce: „ogródek” albo „zieleń” albo „nad rzeka”" in visitor.words


def test_the_table_of_routes_has_names_and_those_of_the_host():
    desk = Desk(names={"nad-rzeka": {"pl": "brzeg rzeki"}})
    row = Route(
        name="Woda",
        categories=("drzewo",),
        places=("droga-publiczna", "nad-rzeka"),
        areas=("srodmiescie",),
        helpdesk=True,
    )
    routes(desk, row)
    visitor = desk.visitor(Role.DIRECTOR).get("/trasy", kategoria="drzewo", miejsce="nad-rzeka")
    assert "miejsce: „droga publiczna” albo „brzeg rzeki”; obszar: „Śródmieście”" in visitor.words
    assert "jest dla obszaru „Śródmieście”, a w zgłoszeniu nie podano" in visitor.words
    visitor.get("/trasy", kategoria="drzewo", obszar="srodmiescie")
    assert "a w zgłoszeniu nie podano" in visitor.words
    assert [one.text for one in visitor.page.get_element_by_id("obszar").iter("option")] == [
        "nie wiadomo",
        "Śródmieście",
    ]
