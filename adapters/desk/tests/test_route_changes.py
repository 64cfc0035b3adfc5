"""The Director changes the table of routes, having read what it does to reports."""

import attrs
import pytest
from desk_site import Desk

from lckm_core.forms import to_yaml
from lckm_core.organisation import DESK_PERMISSIONS, DeskAct, Role
from lckm_core.ports import provide
from lckm_core.reports import RouteTable

UNIT = "Zarząd Zieleni Miejskiej w Łodzi"
REASON = "Drogi przejmuje zieleń"


def table_of(desk) -> RouteTable:
    return desk.centre.plugins.routes.table()


def text_with(desk, **change) -> str:
    """Return the table with another second route: potholes and pavements on public roads."""
    table = table_of(desk)
    usual = {"unit": UNIT, "mailbox": "zgloszenia@zzm.lodz.pl"}
    row = attrs.evolve(table.routes[1], **{**usual, **change})
    routes = (table.routes[0], row, *table.routes[2:])
    return "# Od grudnia.\n" + to_yaml(attrs.evolve(table, routes=routes))


def opened(desk, role=Role.DIRECTOR):
    return desk.visitor(role).get("/trasy").follow("Zmień tabelę")


@pytest.mark.parametrize("role", Role)
def test_the_button_is_there_for_whoever_may(role):
    desk = Desk()
    visitor = desk.visitor(role).get("/trasy")
    is_shown = "Zmień tabelę" in visitor.words
    assert is_shown is (role in DESK_PERMISSIONS[DeskAct.CHANGE_ROUTES])
    assert (visitor.get("/trasy/zmiana").status == 200) is is_shown
    if not is_shown:
        assert visitor.status == 403


def test_what_it_changes_is_shown_before_it_is_in_force(desk):
    before = desk.memory.table_text()
    visitor = opened(desk).press("Pokaż, co się zmieni", tabela=text_with(desk), powod=REASON)
    assert visitor.status == 200
    assert "Dziura w jezdni, „droga-publiczna”: teraz Zarząd Dróg i Transportu" in visitor.words
    assert f"potem {UNIT} (zgloszenia@zzm.lodz.pl)" in visitor.words
    assert "# Od grudnia." in visitor.words
    assert desk.memory.table_text() == before
    visitor.press("Zapisz tabelę").follow()
    assert "Obowiązuje od następnego zgłoszenia" in visitor.words
    assert table_of(desk).routes[1].unit == UNIT
    (change,) = desk.memory.table_changes()
    assert (change.reason, change.replaced) == (REASON, before)
    assert change.text.startswith("# Od grudnia.\n")
    assert "change_routes" in [event.verb for event in desk.trail]


def test_a_table_that_was_not_shown_is_not_put_in_force(desk):
    visitor = opened(desk).press("Pokaż, co się zmieni", tabela=text_with(desk), powod=REASON)
    visitor.press("Zapisz tabelę", tabela=text_with(desk, contact=True), powod=REASON)
    assert (visitor.status, len(visitor.faults)) == (422, 1)
    assert "Najpierw przeczytaj" in visitor.faults[0]
    assert list(desk.memory.table_changes()) == []
    visitor.press("Zapisz tabelę").follow()
    assert table_of(desk).routes[1].contact


@pytest.mark.parametrize("reason", ["", "  ", "x" * 501])
def test_a_reason_is_needed_and_the_text_stays(desk, reason):
    text = text_with(desk)
    visitor = opened(desk).press("Pokaż, co się zmieni", tabela=text, powod=reason)
    visitor.press("Zapisz tabelę")
    assert visitor.status == 422
    assert visitor.page.xpath("string(//textarea[@id='tabela'])").strip() == text.strip()
    assert list(desk.memory.table_changes()) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("routes: [", "wiersz"),
        ("", "tabela"),
        ("title: Wydanie dowodu", ""),
        ("x" * 150_000, ""),
        ("\u202e\x00", ""),
    ],
)
def test_a_table_with_faults_is_shown_with_them_and_refused(desk, text, told):
    visitor = opened(desk).press("Pokaż, co się zmieni", tabela=text, powod=REASON)
    assert visitor.status in (200, 422)
    assert visitor.page.xpath("//section[@aria-labelledby='uwagi']//li")
    assert told in visitor.words.lower()
    visitor.press("Zapisz tabelę")
    assert visitor.status == 422
    assert visitor.faults
    assert list(desk.memory.table_changes()) == []


def test_the_summary_leads_to_the_faults_of_the_table(desk):
    visitor = opened(desk).press("Pokaż, co się zmieni", tabela="routes: [", powod=REASON)
    visitor.press("Zapisz tabelę")
    assert visitor.faults == ["Popraw błędy tabeli. Uwagi mówią, w których są wierszach."]


def test_an_address_outside_the_domains_is_named_with_its_line(desk):
    text = text_with(desk, mailbox="obcy@example.net")
    visitor = opened(desk).press("Pokaż, co się zmieni", tabela=text, powod=REASON)
    (row,) = visitor.page.xpath("//section[@aria-labelledby='uwagi']//li")
    assert "wiersz" in row.text_content().lower()
    assert not visitor.page.xpath("//section[@aria-labelledby='skutki']")


def test_a_domain_is_added_by_the_operator_alone(desk):
    table = attrs.evolve(table_of(desk), domains=(*table_of(desk).domains, "example.net"))
    visitor = opened(desk).press("Pokaż, co się zmieni", tabela=to_yaml(table), powod=REASON)
    visitor.press("Zapisz tabelę")
    assert visitor.status == 409
    assert "dodaje operator" in visitor.faults[0]
    assert list(desk.memory.table_changes()) == []


def test_of_two_who_change_it_the_second_sees_what_the_first_did(desk):
    first, second = opened(desk), opened(desk)
    own = text_with(desk, contact=True)
    second.press("Pokaż, co się zmieni", tabela=own, powod=REASON)
    first.press("Pokaż, co się zmieni", tabela=text_with(desk), powod=REASON)
    first.press("Zapisz tabelę")
    second.press("Zapisz tabelę")
    assert second.status == 409
    assert "Ktoś zmienił tabelę" in second.faults[0]
    assert second.page.xpath("string(//textarea[@id='tabela'])").strip() == own.strip()
    assert len(desk.memory.table_changes()) == 1
    second.press("Zapisz tabelę").follow()
    assert len(desk.memory.table_changes()) == 2


def test_a_form_that_somebody_else_opened_changes_nothing(desk):
    visitor = opened(desk).press("Pokaż, co się zmieni", tabela=text_with(desk), powod=REASON)
    visitor.press("Zapisz tabelę", otworzyl="ktos.inny")
    assert visitor.status == 409
    assert list(desk.memory.table_changes()) == []


def test_what_changes_for_nobody_is_said_so(desk):
    visitor = opened(desk)
    text = "# Sama uwaga.\n" + desk.memory.table_text()
    visitor.press("Pokaż, co się zmieni", tabela=text, powod=REASON)
    assert "Każde zgłoszenie dostanie ten, kto dostaje je teraz" in visitor.words


def test_numbers_at_which_a_route_begins_are_tried(desk):
    table = table_of(desk)
    row = next(one for one in table.routes if one.conditions and one.conditions[0].at_least)
    later = attrs.evolve(row.conditions[0], at_least=row.conditions[0].at_least + 5)
    rows = [attrs.evolve(one, conditions=(later,)) if one is row else one for one in table.routes]
    text = to_yaml(attrs.evolve(table, routes=tuple(rows)))
    visitor = opened(desk).press("Pokaż, co się zmieni", tabela=text, powod=REASON)
    assert f"Drzewo lub krzew, wiek-drzewa: {later.at_least - 1}: teraz" in visitor.words


def test_where_the_program_only_reads_the_table_no_button_is_shown():
    class Fixed:
        def table(self):
            return table_of(Desk())

    desk = Desk(without=("routes",), more=provide(routes=Fixed()))
    visitor = desk.visitor(Role.DIRECTOR).get("/trasy")
    assert "Zmień tabelę" not in visitor.words
    assert visitor.get("/trasy/zmiana").status == 409
