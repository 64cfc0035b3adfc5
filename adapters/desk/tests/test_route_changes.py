"""The Director changes the table of routes, having read what it does to reports."""

from datetime import timedelta

import attrs
import pytest
from desk_site import Desk

from lckm_core.calendar import Window
from lckm_core.errors import StoreUnavailableError
from lckm_core.forms import to_yaml
from lckm_core.organisation import DESK_PERMISSIONS, DeskAct, Role
from lckm_core.ports import provide
from lckm_core.reports import Category, Condition, Route, RouteTable
from lckm_desk._routes import effects
from lckm_desk._routes.effects import effects_of
from lckm_desk._routes.table_difference import table_difference
from tests.helpers.rows import some_in_every_change

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


def test_an_empty_table_and_a_tab_are_told_of_as_of_a_table(desk):
    for text, code in (("# nic", "LCKM-E011"), ("routes:\n\t- name: x", "LCKM-E009")):
        visitor = opened(desk).press("Pokaż, co się zmieni", tabela=text, powod=REASON)
        assert f"{code}, zał. 2 § 6 ust. 2" in visitor.words
        assert "formularz" not in visitor.words
        assert "proced" not in visitor.words


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
    assert "Dziura w jezdni, „droga publiczna”: teraz Zarząd Dróg i Transportu" in visitor.words
    assert f"potem {UNIT} (zgloszenia@zzm.lodz.pl)" in visitor.words
    assert "# Od grudnia." in visitor.words
    assert desk.memory.table_text() == before
    visitor.press("Zapisz tabelę").follow()
    assert "Obowiązuje od następnego zgłoszenia" in visitor.words
    assert "Obowiązuje od następnego zgłoszenia" not in visitor.get("/trasy").words
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
    assert "Zapisz tabelę" not in visitor.words
    visitor.press("Pokaż jeszcze raz", do="zapisz")
    assert visitor.status == 422
    assert visitor.faults
    assert list(desk.memory.table_changes()) == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("routes: [", "Wiersz 1, „routes: [” (błąd)"),
        ("routes:\n- name: [a", "Wiersz 2, „- name: [a” (błąd)"),
        ("a: b: c", "Wiersz 1, „a: b: c” (błąd)"),
    ],
)
def test_a_table_that_is_no_yaml_is_told_of_with_its_line(desk, text, place):
    visitor = opened(desk).press("Pokaż, co się zmieni", tabela=text, powod=REASON)
    (row,) = visitor.page.xpath("//section[@aria-labelledby='uwagi']//li")
    assert " ".join(row.text_content().split()).startswith(place)


def test_the_summary_leads_to_the_faults_of_the_table(desk):
    visitor = opened(desk).press("Pokaż, co się zmieni", tabela="routes: [", powod=REASON)
    visitor.press("Pokaż jeszcze raz", do="zapisz")
    assert visitor.faults == ["Popraw błędy tabeli. Uwagi mówią, w których są wierszach."]


def test_an_address_outside_the_domains_is_named_with_its_line(desk):
    text = text_with(desk, mailbox="obcy@example.net")
    visitor = opened(desk).press("Pokaż, co się zmieni", tabela=text, powod=REASON)
    (row,) = visitor.page.xpath("//section[@aria-labelledby='uwagi']//li")
    assert "„mailbox: obcy@example.net”" in row.text_content()
    # At the desk nobody can add a domain.
    assert "albo dopisz domenę" not in row.text_content()
    assert "nową domenę dodaje operator" in row.text_content()
    assert "Nową domenę, do której wolno wysyłać zgłoszenia, dodaje operator" in visitor.words
    assert not visitor.page.xpath("//section[@aria-labelledby='skutki']")


def test_a_domain_is_added_by_the_operator_alone_and_that_is_said_at_once(desk):
    table = attrs.evolve(table_of(desk), domains=(*table_of(desk).domains, "example.net"))
    visitor = opened(desk).press("Pokaż, co się zmieni", tabela=to_yaml(table), powod=REASON)
    assert "Domeny example.net nie ma w tabeli, która obowiązuje." in visitor.words
    assert "Zapisz tabelę" not in visitor.words
    visitor.press("Pokaż jeszcze raz", do="zapisz")
    assert visitor.status == 409
    assert "dodaje operator" in visitor.faults[0]
    assert list(desk.memory.table_changes()) == []


def test_a_domain_that_is_left_out_is_named(desk):
    table = table_of(desk)
    gone = "schronisko.lodz.pl"
    fewer = attrs.evolve(
        table,
        domains=tuple(one for one in table.domains if one != gone),
        routes=tuple(one for one in table.routes if gone not in (one.mailbox or "")),
    )
    visitor = opened(desk).press("Pokaż, co się zmieni", tabela=to_yaml(fewer), powod=REASON)
    assert f"Ta tabela nie ma domeny {gone}." in visitor.words


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (
            lambda table: attrs.evolve(
                table,
                routes=tuple(
                    attrs.evolve(one, contact=True) if one.name == "Odpady" else one
                    for one in table.routes
                ),
            ),
            "Nieodebrane odpady: teraz Zarząd Gospodarowania Odpadami (odbior@zgo.lodz.pl), bez "
            "danych do kontaktu; potem "
            "Zarząd Gospodarowania Odpadami (odbior@zgo.lodz.pl), z danymi do kontaktu",
        ),
        (
            lambda table: attrs.evolve(
                table,
                categories=tuple(
                    attrs.evolve(one, stops=False) if one.stops else one for one in table.categories
                ),
            ),
            "Zagrożenie życia lub zdrowia: teraz helpdesk, a formularz zamiast przyjąć zgłoszenie "
            "pokazuje komunikat; potem helpdesk",
        ),
        (
            lambda table: attrs.evolve(
                table,
                categories=tuple(one for one in table.categories if one.id != "trawa"),
                routes=tuple(
                    attrs.evolve(one, categories=tuple(set(one.categories) - {"trawa"}))
                    for one in table.routes
                ),
            ),
            "potem nie ma takiej kategorii",
        ),
    ],
    ids=["contact data", "a category that stops no more", "a category that is gone"],
)
def test_what_becomes_of_reports_is_told_whole(desk, change, told):
    """Not who gets them alone: also with what, and whether the form takes them."""
    text = to_yaml(change(table_of(desk)))
    visitor = opened(desk).press("Pokaż, co się zmieni", tabela=text, powod=REASON)
    assert told in visitor.words
    assert "Nic: każde zgłoszenie" not in visitor.words


def test_one_changed_route_of_very_many_is_found(desk):
    """What no changed route may take is not tried, so the limit hides nothing."""
    table = table_of(desk)
    base = next(one for one in table.routes if one.mailbox)
    rows = [
        attrs.evolve(
            base,
            name=f"{one.id} {at}",
            categories=(one.id,),
            places=(f"miejsce-{at}",),
            areas=(f"obszar-{at}",),
        )
        for one in table.categories
        for at in range(60)
    ]
    old = attrs.evolve(table, routes=tuple(rows))
    new = attrs.evolve(
        old, routes=(*rows[:-1], attrs.evolve(rows[-1], mailbox="zgloszenia@zzm.lodz.pl"))
    )
    found = effects_of(old, new)
    assert (found.is_cut, found.is_whole) == (False, True)
    assert [one.reports for one in found.shown] == [
        "Inna sprawa, „miejsce 59”, „obszar 59”",
        "Inna sprawa, inna informacja, „miejsce 59”, „obszar 59”",
    ]


def test_what_was_not_tried_is_said_so(desk):
    table = table_of(desk)
    base = next(one for one in table.routes if one.mailbox)
    rows = [
        attrs.evolve(
            base,
            name=f"{at}",
            categories=("inne",),
            places=(f"miejsce-{at}",),
            areas=(f"obszar-{at}",),
        )
        for at in range(90)
    ]
    old = attrs.evolve(table, routes=tuple(rows))
    new = attrs.evolve(
        old, routes=(*rows[:-1], attrs.evolve(rows[-1], mailbox="zgloszenia@zzm.lodz.pl"))
    )
    assert not effects_of(old, new).is_whole


def large(count, **last) -> RouteTable:
    """Return a table with a route for each of so many categories."""
    rows = [
        Route(name=f"Trasa {at}", categories=(f"k{at}",), unit=UNIT, mailbox="a@uml.lodz.pl")
        for at in range(count)
    ]
    rows[-1] = attrs.evolve(rows[-1], **last)
    return RouteTable(
        categories=tuple(Category(f"k{at}", f"K {at}") for at in range(count)),
        domains=("uml.lodz.pl",),
        routes=tuple(rows),
    )


@pytest.mark.parametrize("routes", [0, 1])
@pytest.mark.parametrize("contact", [False, True])
def test_whoever_gets_reports_a_category_that_stops_is_told_of(routes, contact):
    """Without a route the helpdesk gets them, by one a mailbox, with data or without."""
    row = Route(name="Trasa", unit=UNIT, mailbox="a@uml.lodz.pl", contact=contact)
    old = attrs.evolve(large(1), routes=(row,) * routes)
    new = attrs.evolve(old, categories=(attrs.evolve(old.categories[0], stops=True),))
    found = effects_of(old, new).shown
    assert found
    for effect in found:
        told = ", a formularz zamiast przyjąć zgłoszenie pokazuje komunikat"
        assert effect.after == effect.before + told
        data = "z danymi do kontaktu" if contact else "bez danych do kontaktu"
        assert (data in effect.after) is (routes == 1)


def test_the_categories_do_not_each_look_at_each_route():
    class Counted(tuple):
        looked = 0

        def __contains__(self, category):
            Counted.looked += 1
            return super().__contains__(category)

    old, new = (
        attrs.evolve(
            table,
            routes=tuple(
                attrs.evolve(one, categories=Counted(one.categories)) for one in table.routes
            ),
        )
        for table in (large(100), large(100, mailbox="b@uml.lodz.pl"))
    )
    assert effects_of(old, new).shown[0].reports == "K 99"
    assert Counted.looked <= 200


def test_reports_of_very_many_routes_are_not_all_tried(monkeypatch):
    answers = tuple(Condition("gatunek", one_of=(f"g{at}",)) for at in range(20))
    rows = tuple(
        Route(name=f"{at}", conditions=(one,), mailbox="a@uml.lodz.pl")
        for at, one in enumerate(answers)
    )
    old, new = (attrs.evolve(large(1), routes=part) for part in (rows[1:], rows))
    found = effects_of(old, new)
    assert found.is_whole
    assert {one.reports.rpartition(": ")[2] for one in found.shown} == {"g0"}
    monkeypatch.setattr(effects, "_MOST_COMPARED", 39 * 5)
    assert not effects_of(old, new).is_whole


def test_the_difference_names_the_route_or_category_it_is_in(desk):
    text = to_yaml(table_of(desk))
    found = table_difference(text, text.replace("odbior@zgo.lodz.pl", "nowy@zgo.lodz.pl"))
    assert [(one.field, one.removed) for one in found] == [
        ("Trasa „Odpady”", "mailbox: odbior@zgo.lodz.pl")
    ]
    lines = text.splitlines(keepends=True)
    at = next(n for n, line in enumerate(lines) if "id: drzewo" in line)
    end = next(n for n in range(at + 1, len(lines)) if "- id:" in lines[n])
    (gone,) = table_difference(text, "".join(lines[:at] + lines[end:]))
    assert gone.field == "Kategoria „Drzewo lub krzew”"
    (other,) = table_difference(text, text.replace("- zgo.lodz.pl", "- zgo2.lodz.pl"))
    assert other.field == "Domeny"


def test_blanks_that_count_are_seen(desk):
    text = to_yaml(table_of(desk))
    (one,) = table_difference(text, text.replace("  mailbox: odbior@", "    mailbox: odbior@"))
    assert one.removed == "··mailbox:·odbior@zgo.lodz.pl"
    assert one.inserted == "····mailbox:·odbior@zgo.lodz.pl"


def test_the_same_form_sent_again_is_no_conflict(desk):
    visitor = opened(desk).press("Pokaż, co się zmieni", tabela=text_with(desk), powod=REASON)
    page = visitor.page
    for _ in range(2):
        visitor.page = page
        assert visitor.press("Zapisz tabelę").status == 303
    assert len(desk.memory.table_changes()) == 1


def test_the_last_changes_are_told_with_who_when_and_why(desk):
    visitor = opened(desk).press("Pokaż, co się zmieni", tabela=text_with(desk), powod=REASON)
    visitor.press("Zapisz tabelę").follow()
    visitor.get("/trasy/zmiana")
    (shown,) = visitor.page.xpath("//section[@aria-labelledby='historia']//summary/text()")
    assert REASON in shown
    assert "Osoba Director" in shown


@pytest.mark.parametrize("error", [OSError(30, "Read-only"), StoreUnavailableError()])
def test_where_it_cannot_be_written_the_text_stays(desk, monkeypatch, error):
    def refused(change):
        raise error

    text = text_with(desk)
    monkeypatch.setattr(desk.memory, "replace_table", refused)
    visitor = opened(desk).press("Pokaż, co się zmieni", tabela=text, powod=REASON)
    visitor.press("Zapisz tabelę")
    assert visitor.status == 503
    assert "przekaż tę treść operatorowi" in visitor.faults[0]
    assert visitor.page.xpath("string(//textarea[@id='tabela'])").strip() == text.strip()


def test_a_table_in_force_that_cannot_be_read_is_left_to_the_operator(desk, monkeypatch):
    text = text_with(desk)
    visitor = opened(desk)

    def broken():
        raise ValueError

    monkeypatch.setattr(desk.memory, "table", broken)
    monkeypatch.setattr(desk.memory, "table_text", lambda: "routes: [")
    visitor.get("/trasy/zmiana")
    assert "nowe zgłoszenia idą do helpdesku" in visitor.words
    visitor.press("Pokaż, co się zmieni", tabela=text, powod=REASON)
    assert visitor.status == 200
    assert "Zapisz tabelę" not in visitor.words
    visitor.press("Pokaż jeszcze raz", do="zapisz")
    assert (visitor.status, len(visitor.faults)) == (409, 1)
    assert visitor.page.xpath("string(//textarea[@id='tabela'])").strip() == text.strip()


@pytest.mark.slow(reason="1,500 routes; a table beyond what other forms may hold stands for it")
def test_a_table_of_thousands_of_routes_can_be_sent(desk):
    table = table_of(desk)
    row = next(one for one in table.routes if one.mailbox and not one.conditions)
    many = tuple(attrs.evolve(row, name=f"Trasa numer {at}") for at in range(1500))
    text = to_yaml(attrs.evolve(table, routes=many))
    assert len(text) > 200_000
    visitor = opened(desk).press("Pokaż, co się zmieni", tabela=text, powod=REASON)
    assert visitor.status == 200
    assert visitor.page.xpath("string(//textarea[@id='tabela'])").strip() == text.strip()


def test_a_session_that_ends_keeps_a_long_table_whole(desk):
    text = text_with(desk) + "# Trasa, której już nie ma.\n" * 14_000
    visitor = opened(desk)
    desk.now += timedelta(hours=11)
    visitor.press("Pokaż, co się zmieni", tabela=text, powod=REASON)
    assert visitor.status == 401
    assert visitor.client.get("/logowanie").status_code == 303
    visitor.press("Wyślij jeszcze raz")
    assert visitor.page.xpath("string(//textarea[@id='tabela'])").strip() == text.strip()


def test_a_table_that_is_too_long_is_refused_with_the_limit_of_its_form(desk):
    visitor = opened(desk).press("Pokaż, co się zmieni", tabela="x" * 3_000_001, powod=REASON)
    assert visitor.status == 413
    assert "500000 znaków" in visitor.words
    assert "Wróciło" not in visitor.words
    assert "„Wstecz”" not in visitor.words
    assert "jeśli przeglądarka już go nie ma" in visitor.words


def test_ends_of_lines_stay_as_they_are_in_the_file(desk, monkeypatch):
    text = desk.memory.table_text().replace("\n", "\r\n")
    monkeypatch.setattr(desk.memory, "table_text", lambda: text)
    visitor = opened(desk).press("Pokaż, co się zmieni", tabela=text, powod=REASON)
    assert "Niczym." in visitor.words
    assert "Zapisz tabelę" not in visitor.words
    visitor.press("Pokaż jeszcze raz", do="zapisz")
    assert visitor.faults == ["Nic tu nie zmieniono."]


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
    assert "Zapisz tabelę" not in second.words
    second.press("Pokaż jeszcze raz", do="zapisz")
    assert "Najpierw przeczytaj" in second.faults[0]
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
    assert "Nic: każde zgłoszenie dostanie ten, kto dostaje je teraz" in visitor.words


def test_each_range_of_numbers_is_told_once(desk):
    table = table_of(desk)
    row = next(one for one in table.routes if one.conditions and one.conditions[0].at_least)
    later = attrs.evolve(row.conditions[0], at_least=16)
    rows = [attrs.evolve(one, conditions=(later,)) if one is row else one for one in table.routes]
    visitor = opened(desk).press(
        "Pokaż, co się zmieni",
        tabela=to_yaml(attrs.evolve(table, routes=tuple(rows))),
        powod=REASON,
    )
    told = [
        " ".join(one.text_content().split())
        for one in visitor.page.xpath("//section[@aria-labelledby='skutki']//li")
    ]
    assert told == [
        f"Drzewo lub krzew, wiek drzewa w latach: 11–15: teraz {row.unit} ({row.mailbox}), "
        "bez danych do kontaktu; potem helpdesk"
    ]


def test_a_range_ends_with_the_last_number_that_a_route_takes(desk):
    table = table_of(desk)
    row = next(one for one in table.routes if one.conditions and one.conditions[0].at_most)

    def told(most):
        fewer = attrs.evolve(row, conditions=(attrs.evolve(row.conditions[0], at_most=most),))
        # Without the route for older trees no other begins where this one ends.
        alone = [one for one in table.routes if one is row or not one.conditions]
        old = attrs.evolve(table, routes=tuple(alone))
        new = attrs.evolve(table, routes=tuple(fewer if one is row else one for one in alone))
        return [one.reports.rpartition(": ")[2] for one in effects_of(old, new).shown]

    assert row.conditions[0].at_most == 10
    assert told(7) == ["8–10"]
    assert told(9) == ["10"]


def test_of_very_many_effects_the_first_are_shown_and_that_is_said(desk):
    table = table_of(desk)
    places = tuple(f"m-{at}" for at in range(120))
    rows = tuple(
        attrs.evolve(one, mailbox="zgloszenia@zzm.lodz.pl", places=places)
        if one.name == "Odpady"
        else one
        for one in table.routes
    )
    text = to_yaml(attrs.evolve(table, routes=rows))
    visitor = opened(desk).press("Pokaż, co się zmieni", tabela=text, powod=REASON)
    assert len(visitor.page.xpath("//section[@aria-labelledby='skutki']//li")) == 100
    assert "To nie wszystko" in visitor.words


def test_a_reason_that_cannot_be_seen_is_refused(desk):
    visitor = opened(desk).press("Pokaż, co się zmieni", tabela=text_with(desk), powod="Bo")
    visitor.press("Zapisz tabelę", powod="Bo\x0btak")
    assert (visitor.status, len(visitor.faults)) == (422, 1)
    assert "znaki sterujące" in visitor.faults[0]


@pytest.mark.parametrize("by", ["Osoba Director", "Ktoś Inny"])
def test_a_form_is_done_only_while_its_own_table_is_in_force(desk, by):
    """Sent again it is no conflict; where somebody changed the table since, it is one."""
    visitor = opened(desk).press("Pokaż, co się zmieni", tabela=text_with(desk), powod=REASON)
    page, text = visitor.page, desk.memory.table_text()
    visitor.press("Zapisz tabelę")
    if by == "Ktoś Inny":
        (change,) = desk.memory.table_changes()
        desk.memory._changes[:] = [attrs.evolve(change, by=by)]
    else:
        desk.memory._table = attrs.evolve(table_of(desk), routes=table_of(desk).routes[1:])
    visitor.page = page
    visitor.press("Zapisz tabelę")
    assert visitor.status == 409
    assert desk.memory.table_text() != text


def test_the_last_five_changes_are_shown(desk):
    for at in range(7):
        visitor = opened(desk).press(
            "Pokaż, co się zmieni", tabela=f"# {at}\n{text_with(desk)}", powod=f"Powód {at}"
        )
        visitor.press("Zapisz tabelę").follow()
    visitor.get("/trasy/zmiana")
    shown = visitor.page.xpath("//section[@aria-labelledby='historia']//summary/text()")
    assert [one.rpartition(" ")[2].strip() for one in shown] == list("65432")


def test_a_unit_that_is_closed_today_is_a_fault_before_it_is_saved(desk, monkeypatch):
    text = text_with(desk)
    directory = desk.centre.plugins.directory
    closed = attrs.evolve(
        directory,
        units=tuple(
            attrs.evolve(one, window=Window(end=desk.today - timedelta(days=1)))
            if one.name == UNIT
            else one
            for one in directory.units
        ),
    )
    monkeypatch.setattr(type(desk.centre.plugins), "directory", closed)
    visitor = opened(desk).press("Pokaż, co się zmieni", tabela=text, powod=REASON)
    assert UNIT in visitor.page.xpath("string(//section[@aria-labelledby='uwagi'])")
    assert "Zapisz tabelę" not in visitor.words


def test_where_the_program_only_reads_the_table_no_button_is_shown():
    class Fixed:
        def table(self):
            return table_of(Desk())

    desk = Desk(without=("routes",), more=provide(routes=Fixed()))
    visitor = desk.visitor(Role.DIRECTOR).get("/trasy")
    assert "Zmień tabelę" not in visitor.words
    assert visitor.get("/trasy/zmiana").status == 409


def test_where_the_table_cannot_be_written_no_button_is_shown(desk, monkeypatch):
    text = text_with(desk)
    visitor = opened(desk).press("Pokaż, co się zmieni", tabela=text, powod=REASON)
    monkeypatch.setattr(type(desk.memory), "is_writable", False)
    for words in ("Pokaż jeszcze raz", "Zapisz tabelę"):
        page = visitor.page
        visitor.press(words)
        assert visitor.status == 503
        assert "przekaż tę treść operatorowi" in visitor.faults[0]
        assert visitor.page.xpath("string(//textarea[@id='tabela'])").strip() == text.strip()
        assert "Zapisz tabelę" not in visitor.words
        visitor.page = page
    assert "Zmień tabelę" not in visitor.get("/trasy").words
    assert visitor.get("/trasy/zmiana").status == 409
    monkeypatch.undo()
    assert "Zmień tabelę" in visitor.get("/trasy").words


BEFORE = "Otwórz tabelę sprzed tej zmiany"


def saved(desk, text):
    visitor = opened(desk).press("Pokaż, co się zmieni", tabela=text, powod=REASON)
    visitor.press("Zapisz tabelę").follow()
    return visitor


def test_the_table_before_a_change_is_opened_as_a_change_of_its_own(desk):
    before = desk.memory.table_text()
    visitor = saved(desk, text_with(desk)).get("/trasy/zmiana").follow(BEFORE)
    assert f"(Osoba Director: {REASON})" in visitor.words
    assert visitor.page.xpath("string(//textarea[@id='tabela'])").strip() == before.strip()
    assert f"„droga publiczna”: teraz {UNIT}" in visitor.words
    assert visitor.page.xpath("string(//textarea[@id='powod'])").strip() == ""
    assert len(desk.memory.table_changes()) == 1
    visitor.press("Zapisz tabelę")
    assert visitor.faults == ["Napisz, dlaczego zmieniasz tabelę."]
    visitor.press("Zapisz tabelę", powod="Zmiana była pomyłką").follow()
    last = desk.memory.table_changes()[0]
    assert (last.text.strip(), last.reason) == (before.strip(), "Zmiana była pomyłką")


def test_any_of_the_changes_shown_can_be_taken_back(desk):
    texts = [desk.memory.table_text()]
    for at in range(3):
        texts.append(f"# {at}\n{texts[0]}")
        saved(desk, texts[-1])
    for at, text in enumerate(reversed(texts[:-1])):
        visitor = opened(desk)
        link = visitor.page.xpath(f"//a[text()='{BEFORE}']/@href")[at]
        visitor.get(link)
        assert visitor.page.xpath("string(//textarea[@id='tabela'])").strip() == text.strip()


def test_what_is_in_force_again_is_not_opened_to_be_saved(desk):
    before = desk.memory.table_text()
    saved(desk, text_with(desk))
    visitor = saved(desk, before).get("/trasy/zmiana")
    assert len(visitor.page.xpath("//section[@aria-labelledby='historia']//summary")) == 2
    assert len(visitor.page.xpath(f"//a[text()='{BEFORE}']")) == 1


@pytest.mark.parametrize("before", ["x", "0" * 64])
def test_a_change_that_is_not_kept_cannot_be_opened(desk, before):
    visitor = desk.visitor(Role.DIRECTOR).get("/trasy/zmiana", przed=before)
    assert visitor.status == 404
    assert "Nie ma takiej zmiany" in visitor.words


TURNS = "\u202e"


@pytest.mark.parametrize("character", [TURNS, "\u2066", "\u200f", "\u200b", "\u00ad"])
def test_a_character_nobody_sees_in_a_comment_is_told_with_its_line(desk, character):
    text = text_with(desk).replace("# Od grudnia.", f"# Od {character}grudnia.")
    visitor = opened(desk).press("Pokaż, co się zmieni", tabela=text, powod=REASON)
    assert visitor.status == 200
    told = f"Komentarz ma na 6. miejscu wiersza znak U+{ord(character):04X}, którego nie widać."
    assert told in visitor.words
    assert "Wiersz 1" in visitor.words


@pytest.mark.parametrize(
    "character",
    some_in_every_change(
        [TURNS, "\u2066", "\u200f"], 0, reason="another character that turns the direction"
    ),
)
@pytest.mark.parametrize("place", ["# Od grudnia.", "name: ", "mailbox: ", "ZZM", "domains"])
def test_what_turns_the_direction_of_text_is_never_shown_raw(desk, character, place):
    text = text_with(desk, name="ZZM").replace(place, place + character)
    visitor = opened(desk).press("Pokaż, co się zmieni", tabela=text, powod=REASON + character)
    assert f"U+{ord(character):04X}" in visitor.words or "LCKM-" in visitor.words
    assert character not in visitor.response.text


def test_a_table_in_force_with_such_a_comment_is_shown_and_told_of(desk, monkeypatch):
    text = desk.memory.table_text() + f"# {TURNS}uwaga\n"
    monkeypatch.setattr(desk.memory, "table_text", lambda: text)
    visitor = opened(desk)
    assert TURNS not in visitor.response.text
    visitor.press("Pokaż, co się zmieni")
    assert "którego nie widać" in visitor.words


@pytest.mark.parametrize("character", "\x07\x1b\x7f")
def test_a_control_character_is_told_with_its_place(desk, character):
    text = text_with(desk).replace("# Od grudnia.", f"# Od {character}grudnia.")
    visitor = opened(desk).press("Pokaż, co się zmieni", tabela=text, powod=REASON)
    assert f"niedozwolony znak U+{ord(character):04X}" in visitor.words
    assert "Wiersz 1" in visitor.words
    assert character not in visitor.response.text
