"""What is wrong with a table of routes, found without any report."""

from collections.abc import Iterator, Mapping, Set
from datetime import date
from typing import Any

from lckm_core.findings import (
    Finding,
    Findings,
    kind,
    pointer,
    steps,
)
from lckm_core.forms import UNKNOWN, Judged, build, checked_by, judge
from lckm_core.law import cites
from lckm_core.organisation import OFFICE, Directory, Unit
from lckm_core.reports._routing.model import Route, RouteTable
from lckm_core.reports._routing.shadowing import reached
from lckm_core.text import Message

_AUTOMATIC = "zał. 2 § 6 ust. 2"
OTHER_DOMAIN = kind(
    "LCKM-G014",
    _AUTOMATIC,
    Message("adres spoza dozwolonych domen", "an address outside the allowed domains"),
)
ROUTE_TO_NO_UNIT = kind(
    "LCKM-G015",
    _AUTOMATIC,
    Message(
        "jednostka lub komórka nieznana albo zamknięta", "a unit or cell that is unknown or closed"
    ),
)
TWO_WAYS = kind(
    "LCKM-G016",
    _AUTOMATIC,
    Message("trasa, która prowadzi w dwie strony", "a route that leads two ways"),
)


@cites("zał. 2 § 6 ust. 2")
def check_routes(table: RouteTable, directory: Directory, *, on: date | None = None) -> Findings:
    """Return what is wrong with a table, told from the table alone.

    Args:
        table: the table of routes.
        directory: the units and cells there are.
        on: the day on which units must count (Europe/Warsaw); any day when ``None``.

    Returns:
        Findings with paths into the table: rows, and values in rows, that can never match, or of which that would take too
        long to tell; categories without a route, unknown or given twice; addresses outside the allowed domains; units unknown
        or closed, and cells unknown (a directory has no days of cells); rows that lead two ways. Raises nothing. Provision:
        zał. 2 § 6 ust. 2.
    """
    return Findings((*reached(table), *_targets(table, directory, on)), form=RouteTable)


def check_route_data(data: Mapping[str, Any], directory: Directory) -> Findings:
    """Return what is wrong with a table as plain data: its shape and, of what is not at fault already, all the rest.

    Nothing is said of a row that cannot be read but what is wrong with its shape, and the other rows are judged without it.
    """
    judged = judge(data, RouteTable)
    unread = _unread(judged)
    if unread is None:
        return Findings(judged.findings, form=RouteTable)
    rows = [_STAND_IN if at in unread else row for at, row in enumerate(judged.data["routes"])]
    table = build({**judged.data, "routes": rows}, RouteTable)
    further = (*reached(table, unread), *_targets(table, directory, None, unread))
    told = [pointer(path) for path in judged.faulty]
    return Findings(
        (*judged.findings, *(one for one in further if not _is_told(one, told))), form=RouteTable
    )


_STAND_IN = {"name": "…", "helpdesk": True}


def _unread(judged: Judged) -> frozenset[int] | None:
    """Return which rows no route can be built of; ``None`` when, for other faults, no table can."""
    places = [steps(finding.path)[:2] for finding in judged.misfits if finding.code != UNKNOWN.code]
    rows = [
        at
        for key, at in (place for place in places if len(place) == 2)
        if key == "routes" and isinstance(at, int)
    ]
    return frozenset(rows) if len(rows) == len(places) else None


def _is_told(finding: Finding, told: list[str]) -> bool:
    """Return whether a place at or around the finding's is at fault in itself; of a whole row that says only where it leads."""
    return any(
        finding.code == TWO_WAYS.code and finding.path == place
        if len(steps(place)) == 2
        else finding.path == place or finding.path.startswith(place + "/")
        for place in told
    )


def _targets(
    table: RouteTable, directory: Directory, on: date | None, unread: Set[int] = frozenset()
) -> Iterator[Finding]:
    domains = {domain.casefold() for domain in table.domains}
    for at, row in enumerate(table.routes):
        if at in unread:
            continue
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
        yield ROUTE_TO_NO_UNIT.at(("routes", at, "unit"), _unknown_unit(name, directory, on))
    elif row.cell is not None and unit.cells and row.cell not in unit.cells:
        yield ROUTE_TO_NO_UNIT.at(("routes", at, "cell"), _unknown_cell(row.cell, unit, directory))


def _unknown_unit(name: str, directory: Directory, on: date | None) -> Message:
    if on is not None and directory.unit(name) is not None:
        return Message(
            f"Jednostka {name} nie działa w dniu {on}. Wskaż tę, która przejęła jej zadania.",
            f"{name} does not work on {on}. Name the unit that took its tasks over.",
        )
    near = directory.suggest_unit(name)
    return Message(
        f"Nie ma jednostki „{name}”. "
        + (f"Czy chodzi o: {near}?" if near else "Popraw nazwę albo wykaz jednostek."),
        f"There is no unit “{name}”. "
        + (f"Did you mean {near}?" if near else "Mend the name or the directory."),
    )


def _unknown_cell(name: str, unit: Unit, directory: Directory) -> Message:
    near = directory.suggest_cell(unit, name)
    return Message(
        f"{unit.name} nie ma komórki „{name}”. "
        + (f"Czy chodzi o: {near}?" if near else "Popraw nazwę albo wykaz."),
        f"{unit.name} has no cell “{name}”. "
        + (f"Did you mean {near}?" if near else "Mend the name or the directory."),
    )


# Here and not where forms are read: a table is never built without what judges its addresses.
checked_by(RouteTable, lambda data, directory, _: check_route_data(data, directory))
