"""Reports, deliveries, requests and editions as rows, and back."""

import json
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any, TypeVar

from sqlalchemy import Connection, Select

from lckm_core.call_centre import BriefingRequest, DataRequest
from lckm_core.delivery import Dispatch, DispatchKind, notices_wanted
from lckm_core.forms import to_data
from lckm_core.ports import UnitRequest
from lckm_core.procedures import from_data
from lckm_core.publication import Edition
from lckm_core.reports import Report
from lckm_sql.errors import UnreadableRowError

APART = ("personal", "attachments")
"""What of a report lies with its personal part."""

BITS = {DispatchKind.MAILBOX_NOTICE: 1, DispatchKind.HELPDESK_NOTICE: 2}
"""How a wanted notice is counted in the column ``untold``."""

_REQUESTS: dict[str, type[UnitRequest]] = {"data": DataRequest, "briefing": BriefingRequest}

_UNREADABLE = (KeyError, TypeError, ValueError)
"""What reading a row raises that a newer program wrote, or a hand."""
_T = TypeVar("_T")

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def split(report: Report) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return a report as plain data, and apart from them what lies with its personal part; a report without one stays whole."""
    stays = to_data(report)
    if report.personal is None:
        return stays, {}
    return stays, {key: stays.pop(key) for key in APART if key in stays}


def text_of(data: Any) -> str:
    """Return plain data as compact JSON."""
    return _ENCODER.encode(data)


def report_of(number: str, stays: str, apart: bytes | None) -> Report:
    """Return the report, whole again when its personal part is at hand. Raises :class:`UnreadableRowError`."""
    return _read(
        number,
        lambda: from_data({**json.loads(stays), **(json.loads(apart) if apart else {})}, Report),
    )


def dispatch_of(id: str, data: str) -> Dispatch:
    """Return a delivery. Raises :class:`UnreadableRowError`."""
    return _read(id, lambda: from_data(json.loads(data), Dispatch))


def _read(subject: str, read: Callable[[], _T]) -> _T:
    with suppress(*_UNREADABLE):
        return read()
    # Raised out here, it has no context: what cannot be read may be quoted there.
    raise UnreadableRowError(subject)


class Listing(tuple[_T, ...]):
    """A list without what this program cannot read; ``unreadable`` names that, by number or id."""

    unreadable: tuple[str, ...]

    def __new__(cls, found: Iterable[_T] = (), unreadable: Iterable[str] = ()) -> "Listing[_T]":
        """Return the list of what was found, with the names of what was passed over."""
        made = super().__new__(cls, found)
        made.unreadable = tuple(unreadable)
        return made


def first_readable(
    connection: Connection,
    query: Select[Any],
    limit: int,
    values: Mapping[str, Any],
    read: Callable[[Any], _T],
) -> Listing[_T]:
    """Return the first *limit* rows of a query with ``most`` and ``past`` that can be read, and name those passed over.

    In a rolling upgrade a newer program may write, too; such a row stops no other.
    """
    found: list[_T] = []
    unreadable: list[str] = []
    while (missing := limit - len(found)) > 0:
        # Where many cannot be read, ever more are passed over at once.
        most = missing + len(unreadable)
        rows = connection.execute(
            query, {**values, "most": most, "past": len(found) + len(unreadable)}
        ).all()
        for row in rows:
            try:
                found.append(read(row))
            except UnreadableRowError as error:
                unreadable.append(error.subject)
            if len(found) == limit:
                break
        if len(rows) < most:
            break
    return Listing(found, unreadable)


def read_dispatch(row: Any) -> Dispatch:
    """Return the delivery of a row with ``id`` and ``data``. Raises :class:`UnreadableRowError`."""
    return dispatch_of(row.id, row.data)


def dispatch_row(dispatch: Dispatch, told: int = 0) -> dict[str, Any]:
    """Return the row of a delivery; *told* counts the notices that are kept already."""
    return {
        "id": dispatch.id,
        "report_number": dispatch.report_number,
        "kind": dispatch.kind.value,
        "state": dispatch.state.value,
        "unit": dispatch.mailbox.unit if dispatch.mailbox else None,
        "opened_at": dispatch.opened_at,
        "since": dispatch.since,
        "due_at": dispatch.due_at,
        "untold": sum(BITS[kind] for kind in notices_wanted(dispatch)) & ~told,
        "unconfirmed": dispatch.kind is not DispatchKind.REPORT and dispatch.confirmed_at is None,
        "data": text_of(to_data(dispatch)),
    }


def request_of(number: str, kind: str, data: str) -> UnitRequest:
    """Return a request to a unit. Raises :class:`UnreadableRowError`."""
    return _read(number, lambda: from_data(json.loads(data), _REQUESTS[kind]))


def request_row(request: UnitRequest) -> dict[str, Any]:
    """Return the row of a request to a unit."""
    return {
        "number": request.number,
        "kind": "data" if isinstance(request, DataRequest) else "briefing",
        "closed_on": request.closed_on,
        "data": text_of(to_data(request)),
    }


def read_as(model: type[_T], subject: str, data: str) -> _T:
    """Return what is kept as *data*. Raises :class:`UnreadableRowError`, which names *subject*."""
    return _read(subject, lambda: from_data(json.loads(data), model))


def read_edition(row: Any) -> Edition:
    """Return the edition of a row. Raises :class:`UnreadableRowError`, which names it."""
    return _read(
        f"{row.procedure_id}, {row.number}",
        lambda: from_data({**json.loads(row.standing), "procedure": json.loads(row.text)}, Edition),
    )


def edition_row(edition: Edition) -> dict[str, Any]:
    """Return the row of an edition: its text, and apart from it where it stands and what was done to it."""
    standing = to_data(edition)
    text = standing.pop("procedure")
    # The state is always said, for what has its default is left out, and that may become another.
    standing["state"] = edition.state.value
    return {
        "procedure_id": edition.id,
        "number": edition.number,
        "state": edition.state.value,
        "text": text_of(text),
        "standing": text_of(standing),
    }


def utc(moment: datetime) -> datetime:
    """Return a moment in UTC; raise ``ValueError`` for a naive one."""
    if moment.utcoffset() is None:
        raise ValueError("a naive datetime names no moment: give it a time zone")
    return moment.astimezone(UTC)
