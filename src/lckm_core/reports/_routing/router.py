"""Choosing: the first row of the table that a report matches, or the helpdesk; and why."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import attrs

from lckm_core.fields import fields_by_key
from lckm_core.law import cites
from lckm_core.reports._model import Report, ReportKind
from lckm_core.reports._routing.model import Route, RouteTable
from lckm_core.text import Message


@attrs.frozen
class ToMailbox:
    """The report goes to the mailbox of a unit or cell by itself (zał. 2 § 6 ust. 2)."""

    unit: str | None
    cell: str | None
    address: str
    because: Message
    contact: bool = False


@attrs.frozen
class ToHelpdesk:
    """The report is handled in the helpdesk (zał. 2 § 6 ust. 2)."""

    because: Message


_NO_CATEGORY = ToHelpdesk(
    Message(
        "zgłoszenie nie ma kategorii, więc obsługuje je helpdesk",
        "it has no category, so the helpdesk handles it",
    )
)


@cites("zał. 2 § 6 ust. 1", "zał. 2 § 6 ust. 2")
def route(report: Report, table: RouteTable) -> ToMailbox | ToHelpdesk:
    """Return who gets the report, with the reason; nothing is ever left without a way (interpretation I14).

    Args:
        report: a registered report, with or without its personal part.
        table: rows in order, of which the first that matches wins.

    Returns:
        The mailbox that the row names, or the helpdesk: when the row says so, when no row matches, when the report has no
        category. Raises nothing. Provision: zał. 2 § 6 ust. 1 and 2.
    """
    if report.category is None:
        return _NO_CATEGORY
    rows, asked = _by_category(table), Asked.of(report)
    for row, target in rows.get(report.category) or rows[None]:
        if mismatch(row, asked) is None:
            return target
    return _no_row(report.category)


class Asked(NamedTuple):
    """What a row asks about a report, by the names of the row's fields; and the values of its attributes by name."""

    categories: str | None
    kinds: ReportKind
    places: str | None
    areas: str | None
    values: Mapping[str, str]

    @classmethod
    def of(cls, report: Report) -> "Asked":
        """Return it of a report."""
        place = report.place
        values = {attribute.name: attribute.value for attribute in report.attributes}
        kind, area = (place.kind, place.area) if place else (None, None)
        return cls(report.category, report.kind, kind, area, values)


def mismatch(row: Route, asked: Asked) -> str | None:
    """Return what of the row the report does not meet (the name of a field of the row), or ``None`` when it matches."""
    if row.categories and asked.categories not in row.categories:
        return "categories"
    if row.kinds and asked.kinds not in row.kinds:
        return "kinds"
    if row.places and asked.places not in row.places:
        return "places"
    if row.areas and asked.areas not in row.areas:
        return "areas"
    for condition in row.conditions:
        if not condition.holds(asked.values.get(condition.attribute)):
            return "conditions"
    return None


@lru_cache(maxsize=16)
def _by_category(
    table: RouteTable,
) -> Mapping[str | None, Sequence[tuple[Route, ToMailbox | ToHelpdesk]]]:
    """Return the rows that may match a report of each category, with what they lead to; under ``None`` those of any other."""
    rows = [(row, _target(at, row)) for at, row in enumerate(table.routes)]
    named = {category for row in table.routes for category in row.categories}
    found: dict[str | None, Sequence[tuple[Route, ToMailbox | ToHelpdesk]]] = {
        category: [
            entry for entry in rows if not entry[0].categories or category in entry[0].categories
        ]
        for category in named
    }
    found[None] = [entry for entry in rows if not entry[0].categories]
    return found


def _target(at: int, row: Route) -> ToMailbox | ToHelpdesk:
    because = Message(f"trasa {at + 1}: {row.name}", f"route {at + 1}: {row.name}")
    if row.mailbox is None:
        return ToHelpdesk(because)
    return ToMailbox(row.unit, row.cell, row.mailbox, because, row.contact)


def _no_row(category: str) -> ToHelpdesk:
    return ToHelpdesk(
        Message(
            f"żadna trasa nie pasuje do tego zgłoszenia (kategoria {category}), więc obsługuje je helpdesk",
            f"no route matches this report (category {category}), so the helpdesk handles it",
        )
    )


@attrs.frozen
class RouteTrace:
    """One row of the table held against a report, and why it won, did not match, or was not asked."""

    row: int
    name: str
    won: bool
    because: Message


def explain_route(report: Report, table: RouteTable) -> tuple[RouteTrace, ...]:
    """Return every row up to the winner (all when none wins), numbered from 1, each with the reason.

    Raises nothing. Provision: zał. 2 § 6 ust. 1 and 2.
    """
    asked = Asked.of(report)
    tried = []
    for at, row in enumerate(table.routes, start=1):
        missed = None if report.category is None else mismatch(row, asked)
        won = report.category is not None and missed is None
        tried.append(
            RouteTrace(at, row.name, won, _MATCHES if won else _reason(row, asked, missed))
        )
        if won:
            break
    return tuple(tried)


_MATCHES = Message("pasuje", "matches")


def _reason(row: Route, asked: Asked, missed: str | None) -> Message:
    """Say what the report does not meet; nothing is missed by one without a category, which no row is asked about."""
    if missed is None:
        return Message(
            "zgłoszenie bez kategorii obsługuje helpdesk",
            "a report without a category is for the helpdesk",
        )
    if missed == "conditions":
        failed = next(
            one for one in row.conditions if not one.holds(asked.values.get(one.attribute))
        )
        found = _is(asked.values.get(failed.attribute))
        return Message(
            f"cecha {failed.attribute}: ma być {failed.words.pl}, a {found.pl}",
            f"attribute {failed.attribute}: should be {failed.words.en} but {found.en}",
        )
    label = fields_by_key(Route)[missed].mark.label
    wanted, found = ", ".join(getattr(row, missed)), _is(getattr(asked, missed))
    return Message(
        f"{label}: {wanted}; w zgłoszeniu {found.pl}", f"{missed}: {wanted}; the report {found.en}"
    )


def _is(value: str | None) -> Message:
    return (
        Message("nie podano", "gives none")
        if value is None
        else Message(f"jest {value}", f"has {value}")
    )
