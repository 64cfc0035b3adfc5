"""The table of routes at the desk: its rows, its findings, and a report that is tried."""

from datetime import timedelta

import attrs
import pytest
from desk_site import UNIT, Desk

from lckm_core.calendar import Window
from lckm_core.organisation import DeskAct, Role, may
from lckm_core.ports import provide
from lckm_core.reports import RouteTable, category_questions


class Routes:
    """A table that is as it was last put."""

    def __init__(self, table) -> None:
        self._table = table

    def table(self):
        if isinstance(self._table, Exception):
            raise self._table
        return self._table


def with_table(change) -> Desk:
    table = change(Desk().centre.plugins.routes.table())
    return Desk(without=("routes",), more=provide(routes=Routes(table)))


def rows(visitor) -> list[str]:
    found = visitor.page.xpath("//section[@aria-labelledby='trasy']//li")
    return [" ".join(one.text_content().split()) for one in found]


@pytest.mark.parametrize("role", [*Role, "jan", "ewa"])
def test_who_may_see_the_table_finds_it_in_the_menu(role):
    visitor = Desk().visitor(role).get("/trasy")
    menu = [link.text_content() for link in visitor.page.xpath("//header//nav//a")]
    assert ("Trasy" in menu) is (visitor.status == 200)
    if isinstance(role, Role):
        assert (visitor.status == 200) is bool(may(role, DeskAct.SEE_ROUTES))
    if visitor.status != 200:
        assert visitor.status == 403
        assert "I26" in visitor.words


def test_each_row_is_told_in_words_in_its_order(desk):
    table = desk.centre.plugins.routes.table()
    visitor = desk.visitor().get("/trasy")
    shown = rows(visitor)
    assert len(shown) == len(table.routes)
    assert "rodzaj: „inna informacja” dostaje: helpdesk" in shown[0]
    assert "kategoria: „Dziura w jezdni” albo „Uszkodzony chodnik lub plac”" in shown[1]
    assert "miejsce: „droga publiczna”" in shown[1]
    assert "wiek drzewa w latach: co najmniej 11" in shown[4]
    assert "z danymi do kontaktu" in shown[8]
    assert "tabela nie ma błędów" in visitor.words
    assert "operator w miejscu, z którego program ją czyta" in visitor.words
    assert "uml.lodz.pl" in visitor.page.xpath("string(//section[@aria-labelledby='domeny'])")
    assert "Nową domenę dodaje operator." in visitor.words
    assert not visitor.page.xpath("//main//form[@method='post']")


def test_a_report_is_tried_row_by_row_and_nothing_is_kept(desk):
    visitor = desk.visitor().get("/trasy", kategoria="drzewo")
    assert "Odbiorca: helpdesk" in visitor.words
    assert "wiek drzewa w latach: ma być co najmniej 11, a nie podano" in visitor.words
    assert "8. Odpady: jest dla innych kategorii" in visitor.words
    assert "1. Informacje, które nie wymagają interwencji: jest dla rodzaju „inna" in visitor.words
    query = {"kategoria": "drzewo", "rodzaj": "intervention", "cecha-wiek-drzewa": "40"}
    visitor.get("/trasy", **query)
    assert "Odbiorca: Zarząd Zieleni Miejskiej w Łodzi (zgloszenia@zzm.lodz.pl)" in visitor.words
    assert "5. Drzewa starsze niż 10 lat: pasuje, tędy idzie zgłoszenie." in visitor.words
    assert visitor.page.xpath("//input[@name='cecha-wiek-drzewa']/@value") == ["40"]
    visitor.get("/trasy", kategoria="dziura-w-jezdni", rodzaj="other")
    assert "1. Informacje, które nie wymagają interwencji: pasuje" in visitor.words
    assert "Odbiorca: helpdesk" in visitor.get("/trasy", kategoria="").words
    # Whatever a centre stores or sends, it tells its listeners of.
    assert desk.trail == []


def test_everything_that_routes_ask_of_a_category_is_offered(desk):
    table = desk.memory.table()
    wider = {"places": ("park", "plac"), "areas": ("gorna", "polesie")}
    routes = [attrs.evolve(route, **wider) if route.places else route for route in table.routes]
    table = attrs.evolve(table, routes=tuple(routes))
    desk.memory.table = lambda: table
    visitor = desk.visitor()
    most = 0
    for category in table.categories:
        asked = category_questions(table, category.id)
        visitor.get("/trasy", kategoria=category.id)
        for name, values in (("miejsce", asked.place_kinds), ("obszar", asked.areas)):
            offered = visitor.page.xpath(f"//select[@name='{name}']/option/@value")
            assert sorted(filter(None, offered)) == sorted(values)
            most = max(most, len(values))
        fields = visitor.page.xpath("//main//*[starts-with(@name, 'cecha-')]/@name")
        assert fields == [f"cecha-{attribute.name}" for attribute in asked.attributes]
    assert most > 1


def test_a_category_that_stops_says_so(desk):
    visitor = desk.visitor().get("/trasy", kategoria="zagrozenie-zycia")
    assert "112" in visitor.words


@pytest.mark.parametrize(
    "query",
    [
        {"kategoria": "x" * 5000},
        {"kategoria": "<b>"},
        {"kategoria": "drzewo", "rodzaj": "inny"},
        {"kategoria": "drzewo", "cecha-wiek-drzewa": "9" * 5000},
        {"kategoria": "\x00"},
    ],
)
def test_what_makes_no_report_is_refused_at_its_field(desk, query):
    visitor = desk.visitor().get("/trasy", **query)
    assert visitor.status in (200, 422)
    assert bool(visitor.faults) is (visitor.status == 422)
    assert not [text for text in visitor.faults if text.startswith("Pole „")]
    for link in visitor.page.xpath("//*[@id='bledy']//a/@href"):
        assert visitor.page.xpath(f"//*[@id='{link[1:]}']")
    assert len(rows(visitor)) == 12


def test_a_unit_that_is_closed_today_is_a_finding_of_the_table_in_force(desk, monkeypatch):
    directory = desk.centre.plugins.directory
    last = desk.today
    for closed, is_told in ((last - timedelta(days=1), True), (last, False)):
        units = tuple(
            attrs.evolve(unit, window=Window(end=closed)) if unit.name == UNIT else unit
            for unit in directory.units
        )
        monkeypatch.setattr(
            type(desk.centre.plugins), "directory", attrs.evolve(directory, units=units)
        )
        visitor = desk.visitor(Role.DIRECTOR).get("/trasy")
        found = visitor.page.xpath("string(//section[@aria-labelledby='uwagi'])")
        assert (UNIT in found) is is_told


def test_a_finding_leads_to_its_row():
    def fault(table: RouteTable) -> RouteTable:
        row = attrs.evolve(table.routes[7], mailbox="odbior@example.org")
        return attrs.evolve(table, routes=(*table.routes[:7], row, *table.routes[8:]))

    visitor = with_table(fault).visitor().get("/trasy")
    assert "tabela nie ma błędów" not in visitor.words
    assert "LCKM-G014" in visitor.words
    link = visitor.page.xpath("//section[@aria-labelledby='uwagi']//a")[0]
    assert link.text_content() == "Trasa 8"
    assert visitor.page.xpath(f"//*[@id='{link.get('href')[1:]}']")
    assert "nie należy do dozwolonych domen" in rows(visitor)[7]
    legend = "Pasek z lewej: trasa, do której są uwagi."
    assert legend in visitor.words
    assert legend not in Desk().visitor().get("/trasy").words


def test_a_table_that_cannot_be_read_is_told():
    visitor = with_table(lambda table: OSError("no disk")).visitor().get("/trasy")
    assert visitor.status == 503
    assert "Tabeli tras nie da się teraz odczytać" in visitor.words
