"""The choice of a route, with the reason."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import attrs

from lckm_core.fields import fields_by_key
from lckm_core.law import cites
from lckm_core.reports._form import ReportForm
from lckm_core.reports._model import Report, ReportKind
from lckm_core.reports._routing.model import Route, RouteTable
from lckm_core.text import Message


@attrs.frozen
class ToMailbox:
    """The report goes to a mailbox automatically (zał. 2 § 6 ust. 2)."""

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
def route(report: Report | ReportForm, table: RouteTable) -> ToMailbox | ToHelpdesk:
    """Return who gets the report, and why (interpretation I14).

    Args:
        report: a registered report, with or without its personal part; or a redacted form, which
            goes where its report would.
        table: rows in order, of which the first that matches wins.

    Returns:
        The mailbox that the row names; or the helpdesk, when the row says so, when no row
        matches, or when the report has no category. Provision: zał. 2 § 6 ust. 1 and 2.
    """
    if report.category is None:
        return _NO_CATEGORY
    rows = _by_category(table)
    values = RoutedValues.of(report)
    for row, target in rows.get(report.category) or rows[None]:
        if mismatch(row, values) is None:
            return target
    return _no_row(report.category, table)


class RoutedValues(NamedTuple):
    """The values of a report that rows ask for, by the row's fields."""

    categories: str | None
    kinds: ReportKind
    places: str | None
    areas: str | None
    attributes: Mapping[str, str]

    @classmethod
    def of(cls, report: Report | ReportForm) -> "RoutedValues":
        """Return the values of a report or a form."""
        place = report.place
        return cls(
            categories=report.category,
            kinds=report.kind,
            places=place.kind if place else None,
            areas=place.area if place else None,
            attributes={attribute.name: attribute.value for attribute in report.attributes},
        )


def mismatch(row: Route, values: RoutedValues) -> str | None:
    """Return the first field of the row that a report does not match."""
    if row.categories and values.categories not in row.categories:
        return "categories"
    if row.kinds and values.kinds not in row.kinds:
        return "kinds"
    if row.places and values.places not in row.places:
        return "places"
    if row.areas and values.areas not in row.areas:
        return "areas"
    for condition in row.conditions:
        if not condition.holds(values.attributes.get(condition.attribute)):
            return "conditions"
    return None


@lru_cache(maxsize=16)
def _by_category(
    table: RouteTable,
) -> Mapping[str | None, Sequence[tuple[Route, ToMailbox | ToHelpdesk]]]:
    """Return the rows and targets by category; ``None`` is any other."""
    named = {category for row in table.routes for category in row.categories}
    result: dict[str | None, list[tuple[Route, ToMailbox | ToHelpdesk]]] = {
        category: [] for category in (*named, None)
    }
    for at, row in enumerate(table.routes):
        # Comparing every row with every category would take seconds for thousands of each.
        target = _target(at, row)
        for category in set(row.categories) or result:
            result[category].append((row, target))
    return result


def _target(at: int, row: Route) -> ToMailbox | ToHelpdesk:
    because = Message(f"trasa {at + 1}: {row.name}", f"route {at + 1}: {row.name}")
    if row.mailbox is None:
        return ToHelpdesk(because)
    return ToMailbox(row.unit, row.cell, row.mailbox, because, row.contact)


def _no_row(category: str, table: RouteTable) -> ToHelpdesk:
    known = next((row for row in table.categories if row.id == category), None)
    pl, en = (known.name_in(language) if known else category for language in ("pl", "en"))
    return ToHelpdesk(
        Message(
            f"żadna trasa nie pasuje do tego zgłoszenia (kategoria „{pl}”), więc obsługuje je "
            "helpdesk",
            f"no route matches this report (category “{en}”), so the helpdesk handles it",
        )
    )


@attrs.frozen
class RouteTrace:
    """One row of the table compared with a report.

    Args:
        row: its number, from 1.
        name: its name.
        won: whether the report goes this way.
        because: why it won, did not match, or was not asked.
    """

    row: int
    name: str
    won: bool
    because: Message


_MATCHES = Message("pasuje", "matches")
_NOT_ASKED = Message(
    "zgłoszenie bez kategorii obsługuje helpdesk",
    "a report without a category is for the helpdesk",
)


def explain_route(report: Report | ReportForm, table: RouteTable) -> tuple[RouteTrace, ...]:
    """Return each row up to the one that wins, with the reason.

    All rows, when none wins. Numbers count from 1.

    Provision: zał. 2 § 6 ust. 1 and 2.
    """
    if report.category is None:
        return tuple(
            RouteTrace(number, row.name, won=False, because=_NOT_ASKED)
            for number, row in enumerate(table.routes, start=1)
        )
    values = RoutedValues.of(report)
    traces = []
    for number, row in enumerate(table.routes, start=1):
        field = mismatch(row, values)
        because = _MATCHES if field is None else _mismatch_reason(row, values, field)
        traces.append(RouteTrace(number, row.name, won=field is None, because=because))
        if field is None:
            break
    return tuple(traces)


def _mismatch_reason(row: Route, values: RoutedValues, field: str) -> Message:
    if field == "conditions":
        failed = next(
            condition
            for condition in row.conditions
            if not condition.holds(values.attributes.get(condition.attribute))
        )
        value = _value_words(values.attributes.get(failed.attribute))
        return Message(
            f"cecha {failed.attribute}: ma być {failed.words.pl}, a {value.pl}",
            f"attribute {failed.attribute}: should be {failed.words.en} but {value.en}",
        )
    label = fields_by_key(Route)[field].mark.label
    wanted = ", ".join(getattr(row, field))
    value = _value_words(getattr(values, field))
    return Message(
        f"{label}: {wanted}; w zgłoszeniu {value.pl}", f"{field}: {wanted}; the report {value.en}"
    )


def _value_words(value: str | None) -> Message:
    if value is None:
        return Message("nie podano", "gives none")
    return Message(f"jest {value}", f"has {value}")
