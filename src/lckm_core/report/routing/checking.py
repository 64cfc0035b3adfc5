"""What is wrong with a table of routes, found without any report."""

from collections.abc import Iterator, Mapping
from datetime import date
from difflib import get_close_matches
from typing import Any

from lckm_core.filling.building import build
from lckm_core.filling.judging import checked_by, judge
from lckm_core.findings import Finding, Findings, Severity, kind, pointer
from lckm_core.ordinance import cites
from lckm_core.organisation import OFFICE, Directory, Unit
from lckm_core.report.routing.covering import Box, boxes, covered, is_empty, meet, one_by_one
from lckm_core.report.routing.table import Route, RouteTable
from lckm_core.text import Message

_AUTOMATIC = "zał. 2 § 6 ust. 2"
NEVER = kind("LCKM-G010", _AUTOMATIC, Message("trasa, która nigdy nie pasuje", "a route that never matches"))
HIDDEN = kind(
    "LCKM-G011",
    _AUTOMATIC,
    Message("wartość w trasie, którą zasłaniają wcześniejsze", "a value in a route that earlier ones hide"),
    Severity.WARNING,
)
NO_ROUTE = kind("LCKM-G012", _AUTOMATIC, Message("kategoria bez trasy", "a category without a route"), Severity.WARNING)
UNKNOWN_CATEGORY = kind(
    "LCKM-G013", _AUTOMATIC, Message("trasa dla kategorii, której nie ma", "a route for a category that does not exist")
)
OTHER_DOMAIN = kind(
    "LCKM-G014", _AUTOMATIC, Message("adres spoza dozwolonych domen", "an address outside the allowed domains")
)
NO_UNIT = kind(
    "LCKM-G015",
    _AUTOMATIC,
    Message("jednostka lub komórka nieznana albo zamknięta", "a unit or cell that is unknown or closed"),
)
TWO_WAYS = kind("LCKM-G016", _AUTOMATIC, Message("trasa, która prowadzi w dwie strony", "a route that leads two ways"))
TWICE = kind("LCKM-G017", _AUTOMATIC, Message("kategoria podana dwa razy", "a category that is given twice"))


@cites("zał. 2 § 6 ust. 2")
def check_routes(table: RouteTable, directory: Directory, *, on: date | None = None) -> Findings:
    """Return what is wrong with a table, told from the table alone.

    Args:
        table: the table of routes.
        directory: the units and cells there are.
        on: the day on which units must count (Europe/Warsaw); any day when ``None``.

    Returns:
        Findings with paths into the table: rows, and values in rows, that can never match, categories without
        a route, unknown or given twice, addresses outside the allowed domains, units unknown or closed, rows that lead two
        ways. Raises nothing. Provision: zał. 2 § 6 ust. 2.
    """
    return Findings((*_categories(table), *_order(table), *_targets(table, directory, on)), form=RouteTable)


def check_route_data(data: Mapping[str, Any], directory: Directory) -> Findings:
    """Return what is wrong with a table as plain data: its shape and, of what is not at fault already, all the rest."""
    judged = judge(data, RouteTable)
    if not judged.is_buildable:
        return Findings(judged.findings, form=RouteTable)
    told = tuple(pointer(path) for path in judged.faulty)
    further = (
        finding
        for finding in check_routes(build(judged.data, RouteTable), directory)
        if not any(finding.path == place or finding.path.startswith(place + "/") for place in told)
    )
    return Findings((*judged.findings, *further), form=RouteTable)


def _categories(table: RouteTable) -> Iterator[Finding]:
    known = [category.id for category in table.categories]
    routed = {category for row in table.routes for category in row.categories}
    catch_all = any(not row.categories for row in table.routes)
    for at, category in enumerate(known):
        if category in known[:at]:
            yield TWICE.at(
                ("categories", at, "id"),
                Message(
                    f"Kategoria {category} jest już wyżej. Zostaw jedną.",
                    f"{category} stands above. Keep one of the two.",
                ),
            )
        elif category not in routed and not catch_all:
            yield NO_ROUTE.at(
                ("categories", at, "id"),
                Message(
                    f"Żadna trasa nie obejmuje kategorii {category}: wszystkie takie zgłoszenia trafią do helpdesku. "
                    "Dodaj trasę albo tak zostaw.",
                    f"No route takes {category}: all such reports go to the helpdesk. Add a route, or leave it so.",
                ),
            )
    for at, row in enumerate(table.routes):
        for index, category in enumerate(row.categories):
            if category not in known:
                near = get_close_matches(category, known, n=1)
                yield UNKNOWN_CATEGORY.at(
                    ("routes", at, "categories", index),
                    Message(
                        f"Nie ma kategorii {category}. "
                        + (f"Czy chodzi o: {near[0]}?" if near else "Dopisz ją do kategorii albo popraw trasę."),
                        f"There is no category {category}. "
                        + (f"Did you mean {near[0]}?" if near else "Add it to the categories or mend the route."),
                    ),
                )


def _order(table: RouteTable) -> Iterator[Finding]:
    found = boxes(table.routes)
    live: list[int] = []
    for at, box in enumerate(found):
        row = table.routes[at]
        earlier = [other for other in live if meet(box, found[other])]
        if is_empty(box):
            yield NEVER.at(
                ("routes", at),
                Message(
                    f"Trasa {at + 1} („{row.name}”) ma warunki, których nic nie spełni naraz. Popraw je.",
                    f"Route {at + 1} (“{row.name}”) has conditions that nothing meets at once. Mend them.",
                ),
            )
        elif covered(box, [found[other] for other in earlier]):
            numbers = ", ".join(str(other + 1) for other in earlier)
            yield NEVER.at(
                ("routes", at),
                Message(
                    f"Trasa {at + 1} („{row.name}”) nigdy nie pasuje: wszystko, co do niej pasuje, zabierają trasy "
                    f"wcześniejsze ({numbers}). Przesuń ją wyżej albo usuń.",
                    f"Route {at + 1} (“{row.name}”) never matches: earlier routes ({numbers}) take all that it would. "
                    "Move it up or remove it.",
                ),
            )
        else:
            yield from _hidden(table, found, at, earlier)
            live.append(at)


def _hidden(table: RouteTable, found: list[Box], at: int, earlier: list[int]) -> Iterator[Finding]:
    """Tell of each value in a list of the row that earlier rows take whole, so that it need not stand there."""
    row = table.routes[at]
    for key, index, part in one_by_one(table.routes, at, found[at]):
        takers = [other for other in earlier if meet(part, found[other])]
        if covered(part, [found[other] for other in takers]):
            names = ", ".join(f"{other + 1} („{table.routes[other].name}”)" for other in takers)
            value = getattr(row, key)[index]
            yield HIDDEN.at(
                ("routes", at, key, index),
                Message(
                    f"„{value}” w trasie {at + 1} („{row.name}”) nigdy nie pasuje: zabierają to wcześniejsze trasy: "
                    f"{names}. Usuń je stąd albo przesuń trasę wyżej.",
                    f"“{value}” in route {at + 1} (“{row.name}”) never matches: earlier routes take it: {names}. Remove "
                    "it here, or move the route up.",
                ),
            )


def _targets(table: RouteTable, directory: Directory, on: date | None) -> Iterator[Finding]:
    domains = {domain.casefold() for domain in table.domains}
    for at, row in enumerate(table.routes):
        if row.mailbox is not None and row.mailbox.rpartition("@")[2].casefold() not in domains:
            allowed = ", ".join(table.domains)
            yield OTHER_DOMAIN.at(
                ("routes", at, "mailbox"),
                Message(
                    f"Adres {row.mailbox} nie należy do dozwolonych domen: {allowed}. Popraw adres albo dopisz domenę.",
                    f"{row.mailbox} is in none of the allowed domains: {allowed}. Mend the address or add the domain.",
                ),
            )
        if (row.mailbox is not None) == bool(row.helpdesk) or (row.contact and row.mailbox is None):
            yield TWO_WAYS.at(
                ("routes", at),
                Message(
                    f"Trasa {at + 1} ma prowadzić albo do skrzynki (mailbox), albo do helpdesku (helpdesk: tak); "
                    "o dane do kontaktu może prosić tylko skrzynka.",
                    f"Route {at + 1} should lead either to a mailbox or to the helpdesk (helpdesk: true); only a mailbox "
                    "may ask for contact data.",
                ),
            )
        yield from _unit(at, row, directory, on)


def _unit(at: int, row: Route, directory: Directory, on: date | None) -> Iterator[Finding]:
    if row.unit is None and row.cell is None:
        return
    name = row.unit or OFFICE
    unit = directory.unit(name, on)
    if unit is None:
        yield NO_UNIT.at(("routes", at, "unit"), _unknown_unit(name, directory, on))
    elif row.cell is not None and unit.cells and row.cell not in unit.cells:
        yield NO_UNIT.at(("routes", at, "cell"), _unknown_cell(row.cell, unit, directory))


def _unknown_unit(name: str, directory: Directory, on: date | None) -> Message:
    if on is not None and directory.unit(name) is not None:
        return Message(
            f"Jednostka {name} nie działa w dniu {on}. Wskaż tę, która przejęła jej zadania.",
            f"{name} does not work on {on}. Name the unit that took its tasks over.",
        )
    near = directory.suggest_unit(name)
    return Message(
        f"Nie ma jednostki „{name}”. " + (f"Czy chodzi o: {near}?" if near else "Popraw nazwę albo wykaz jednostek."),
        f"There is no unit “{name}”. " + (f"Did you mean {near}?" if near else "Mend the name or the directory."),
    )


def _unknown_cell(name: str, unit: Unit, directory: Directory) -> Message:
    near = directory.suggest_cell(unit, name)
    return Message(
        f"{unit.name} nie ma komórki „{name}”. " + (f"Czy chodzi o: {near}?" if near else "Popraw nazwę albo wykaz."),
        f"{unit.name} has no cell “{name}”. "
        + (f"Did you mean {near}?" if near else "Mend the name or the directory."),
    )


# Here and not where forms are read: a table is never built without what judges its addresses.
checked_by(RouteTable, lambda data, directory, _: check_route_data(data, directory))
