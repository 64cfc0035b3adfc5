"""The check of a table of routes, from the table alone."""

from collections.abc import Iterator, Mapping, Sequence, Set
from datetime import date
from functools import lru_cache
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
from lckm_core.organisation import Directory, Unit
from lckm_core.reports._routing.category_texts import category_text_findings
from lckm_core.reports._routing.model import Route, RouteTable
from lckm_core.reports._routing.shadowing import unreachable
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
    """Return what is wrong with a table of routes.

    Args:
        table: the table of routes.
        directory: the units and cells there are.
        on: the day on which units have to exist (Europe/Warsaw); any day when ``None``.

    Returns:
        Findings with paths into the table: rows and values in rows that can never match, or for
        which that takes too long to tell; categories without a route, unknown or given twice;
        names and notices of categories in one language twice, and notices that lack Polish;
        addresses outside the allowed domains; unknown or closed units, and unknown cells; rows
        that lead two ways. Provision: zał. 2 § 6 ust. 2.
    """
    return Findings(_findings(table, directory, on), form=RouteTable)


def _findings(
    table: RouteTable, directory: Directory, on: date | None, unread: frozenset[int] = frozenset()
) -> Iterator[Finding]:
    yield from _unreachable(table, unread)
    yield from category_text_findings(table.categories)
    yield from _targets(table, directory, on, unread)


@lru_cache(maxsize=4)
def _unreachable(table: RouteTable, unread: frozenset[int]) -> Sequence[Finding]:
    # A large table takes seconds, and the one in force is judged whenever it is shown.
    return tuple(unreachable(table, unread))


def added_domains(old: RouteTable, new: RouteTable) -> tuple[str, ...]:
    """Return the domains to which reports may be sent by a new table and not by the old one."""
    known = {domain.casefold() for domain in old.domains}
    return tuple(domain for domain in new.domains if domain.casefold() not in known)


def check_route_data(
    data: Mapping[str, Any], directory: Directory, on: date | None = None
) -> Findings:
    """Return what is wrong with a table of routes as plain data, as :func:`check_routes` does.

    A row that cannot be read gets findings about its shape alone; the other rows are checked
    without it.
    """
    judged = judge(data, RouteTable)
    unread = _unread_rows(judged)
    if unread is None:
        return Findings(judged.findings, form=RouteTable)
    rows = [_STAND_IN if at in unread else row for at, row in enumerate(judged.data["routes"])]
    table = build({**judged.data, "routes": rows}, RouteTable)
    further = _findings(table, directory, on, unread)
    faulty = {pointer(path) for path in judged.faulty}
    new = (finding for finding in further if not _is_reported(finding, faulty))
    return Findings((*judged.findings, *new), form=RouteTable)


_STAND_IN = {"name": "…", "helpdesk": True}
# Parts of the path of a row: nothing before the first slash, the list and the number.
_ROW_PARTS = 3
_MOST_DOMAINS = 50


def _unread_rows(judged: Judged) -> frozenset[int] | None:
    """Return the rows that cannot be built; ``None`` if the table cannot."""
    paths = [steps(finding.path)[:2] for finding in judged.misfits if finding.code != UNKNOWN.code]
    rows = [
        at
        for key, at in (path for path in paths if len(path) == 2)
        if key == "routes" and isinstance(at, int)
    ]
    return frozenset(rows) if len(rows) == len(paths) else None


def _is_reported(finding: Finding, faulty: Set[str]) -> bool:
    """Return whether the finding is about a value already faulty."""
    parts = finding.path.split("/")
    for end in range(1, len(parts) + 1):
        if "/".join(parts[:end]) not in faulty:
            continue
        # A fault of a whole row is only about where the row leads.
        if end != _ROW_PARTS or (finding.code == TWO_WAYS.code and end == len(parts)):
            return True
    return False


def _targets(
    table: RouteTable, directory: Directory, on: date | None, unread: Set[int] = frozenset()
) -> Iterator[Finding]:
    domains = {domain.casefold() for domain in table.domains}
    allowed = ", ".join(table.domains[:_MOST_DOMAINS])
    if len(table.domains) > _MOST_DOMAINS:
        allowed += ", …"
    for at, row in enumerate(table.routes):
        if at in unread:
            continue
        if row.mailbox is not None and row.mailbox.rpartition("@")[2].casefold() not in domains:
            yield OTHER_DOMAIN.at(
                ("routes", at, "mailbox"),
                Message(
                    f"Adres {row.mailbox} nie należy do dozwolonych domen: {allowed}. "
                    "Popraw adres albo dopisz domenę.",
                    f"{row.mailbox} is in none of the allowed domains: {allowed}. "
                    "Fix the address or add the domain.",
                ),
            )
        if (row.mailbox is not None) == bool(row.helpdesk) or (row.contact and row.mailbox is None):
            yield TWO_WAYS.at(
                ("routes", at),
                Message(
                    f"Trasa {at + 1} ma prowadzić albo do skrzynki (mailbox), albo do helpdesku "
                    "(helpdesk: tak); o dane do kontaktu może prosić tylko skrzynka.",
                    f"Route {at + 1} should lead either to a mailbox or to the helpdesk "
                    "(helpdesk: true); only a mailbox may ask for contact data.",
                ),
            )
        yield from _unit(at, row, directory, on)


def _unit(at: int, row: Route, directory: Directory, on: date | None) -> Iterator[Finding]:
    if row.unit is None and row.cell is None:
        return
    name = row.unit or directory.city.office
    unit = directory.unit(name, on)
    if unit is None:
        yield ROUTE_TO_NO_UNIT.at(("routes", at, "unit"), _unknown_unit(name, directory, on))
    elif row.cell is not None and not unit.accepts_cell(row.cell):
        yield ROUTE_TO_NO_UNIT.at(("routes", at, "cell"), _unknown_cell(row.cell, unit, directory))


def _unknown_unit(name: str, directory: Directory, on: date | None) -> Message:
    if on is not None and directory.unit(name) is not None:
        return Message(
            f"Jednostka {name} nie działa w dniu {on}. Wskaż tę, która przejęła jej zadania.",
            f"{name} is closed on {on}. Name the unit that took over its tasks.",
        )
    near = directory.suggest_unit(name)
    return Message(
        f"Nie ma jednostki „{name}”. "
        + (f"Czy chodzi o: {near}?" if near else "Popraw nazwę albo wykaz jednostek."),
        f"There is no unit “{name}”. "
        + (f"Did you mean {near}?" if near else "Fix the name or the directory."),
    )


def _unknown_cell(name: str, unit: Unit, directory: Directory) -> Message:
    near = directory.suggest_cell(unit, name)
    return Message(
        f"{unit.name} nie ma komórki „{name}”. "
        + (f"Czy chodzi o: {near}?" if near else "Popraw nazwę albo wykaz."),
        f"{unit.name} has no cell “{name}”. "
        + (f"Did you mean {near}?" if near else "Fix the name or the directory."),
    )


# Here and not where forms are read: a table is never built without the check of its addresses.
checked_by(RouteTable, check_route_data)
