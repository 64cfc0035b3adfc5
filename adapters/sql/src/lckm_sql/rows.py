"""Conversion of reports, deliveries, requests and editions to rows and back."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any, TypeVar

import attrs
from sqlalchemy import Connection, Select

from lckm_core.call_centre import BriefingRequest, DataRequest
from lckm_core.delivery import Dispatch, DispatchKind, DispatchState, notices_wanted
from lckm_core.forms import to_data
from lckm_core.ports import UnitRequest
from lckm_core.ports.optional import FoundReport, ListedReport
from lckm_core.procedures import from_data
from lckm_core.publication import (
    AnnouncementEdition,
    Edition,
)
from lckm_core.reports import (
    EventPlace,
    Outcome,
    Report,
    ReportActKind,
    ReportChannel,
    ReportKind,
    is_trial,
)
from lckm_sql.digests import digest
from lckm_sql.errors import UnreadableRowError

PERSONAL_FIELDS = ("personal", "attachments")
"""The fields of a report that are stored in a partition."""

LISTED_COLUMNS = (
    "registered_at",
    "acted_at",
    "category",
    "report_kind",
    "channel",
    "area",
    "closed",
)
"""The columns of a delivery that follow from its report."""

NOTICE_BITS = {DispatchKind.MAILBOX_NOTICE: 1, DispatchKind.HELPDESK_NOTICE: 2}
"""The bit of a pending notice in the column ``untold``."""

_REQUESTS: dict[str, type[UnitRequest]] = {"data": DataRequest, "briefing": BriefingRequest}

_UNREADABLE = (KeyError, TypeError, ValueError)
"""What reading raises for a row written by a newer program or by hand."""
_T = TypeVar("_T")


def _defaults(model: type[attrs.AttrsInstance]) -> Mapping[str, Any]:
    fields = attrs.fields(model)
    return {field.name: field.default for field in fields if field.default is not attrs.NOTHING}


# What stored data leave out.
_REPORT_DEFAULTS = _defaults(Report)
_PLACE_DEFAULTS = _defaults(EventPlace)
_DISPATCH_DEFAULTS = _defaults(Dispatch)
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


# ── reports ──────────────────────────────────────────────────────────────────────────────────


def split_report(report: Report) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what stays of a report and its personal data, as plain data.

    A report without personal data stays whole.
    """
    lasting = to_data(report)
    if report.personal is None:
        return lasting, {}
    return lasting, {key: lasting.pop(key) for key in PERSONAL_FIELDS if key in lasting}


def report_from(number: str, lasting: str, personal: bytes | None) -> Report:
    """Return a report, with its personal data if given. Raises :class:`UnreadableRowError`."""

    def read() -> Report:
        data = json.loads(lasting)
        if personal:
            data = {**data, **json.loads(personal)}
        return from_data(data, Report)

    return read_row(number, read)


# ── deliveries ───────────────────────────────────────────────────────────────────────────────


def dispatch_row(dispatch: Dispatch, added_notices: int = 0) -> dict[str, Any]:
    """Return the row of a delivery; *added_notices* are the bits of notices stored already."""
    pending = sum(NOTICE_BITS[kind] for kind in notices_wanted(dispatch)) & ~added_notices
    return {
        "id": dispatch.id,
        "report_number": dispatch.report_number,
        "kind": dispatch.kind.value,
        "state": dispatch.state.value,
        "unit": dispatch.mailbox.unit if dispatch.mailbox else None,
        "opened_at": dispatch.opened_at,
        "since": dispatch.since,
        "due_at": dispatch.due_at,
        "untold": pending,
        "unconfirmed": dispatch.is_notice and dispatch.confirmed_at is None,
        "needs_a_hand": dispatch.needs_a_hand,
        **seal_columns(dispatch.id, to_data(dispatch)),
    }


def dispatch_from(id: str, data: str) -> Dispatch:
    """Return a delivery. Raises :class:`UnreadableRowError`."""
    return read_as(Dispatch, id, data)


def read_dispatch(row: Any) -> Dispatch:
    """Return the delivery of a row. Raises :class:`UnreadableRowError`."""
    return dispatch_from(row.id, row.data)


def listed_columns(report: Report) -> dict[str, Any]:
    """Return the columns by which a report is listed, in the row of its delivery.

    A trial report is in no list, so they are all NULL.
    """
    if is_trial(report.number):
        return dict.fromkeys(LISTED_COLUMNS)
    return {
        "registered_at": report.registered_at.astimezone(UTC),
        "acted_at": report.history[-1].at.astimezone(UTC) if report.history else None,
        "category": report.category,
        "report_kind": report.kind.value,
        "channel": report.channel.value,
        "area": report.classification.area,
        "closed": report.closing is not None,
    }


def read_found_report(row: Any) -> FoundReport:
    """Return the report and the delivery of a row. Raises :class:`UnreadableRowError`."""
    report = report_from(row.number, row.data, None)
    return FoundReport(report, dispatch_from(row.number, row.dispatch_data))


def read_listed_report(row: Any) -> ListedReport:
    """Return what a list shows of a row. Raises :class:`UnreadableRowError`."""
    return read_row(row.number, lambda: _listed_report(row))


def _listed_report(row: Any) -> ListedReport:
    # Without building the report and its delivery, which takes most of the time of a long list.
    report = {**_REPORT_DEFAULTS, **json.loads(row.data)}
    dispatch = {**_DISPATCH_DEFAULTS, **json.loads(row.dispatch_data)}
    mailbox = dispatch["mailbox"] if dispatch["because"] is None else None
    place = {**_PLACE_DEFAULTS, **(report["place"] or {})}
    closed, outcome = _closing(report["history"])
    return ListedReport(
        number=report["number"],
        registered_at=datetime.fromisoformat(report["registered_at"]),
        kind=ReportKind(report["kind"]),
        channel=ReportChannel(report["channel"]),
        language=report["language"],
        category=report["category"],
        area=place["area"],
        address=place["address"],
        description=report["description"],
        closed=closed,
        outcome=outcome,
        state=DispatchState(dispatch["state"]),
        receiver=mailbox["unit"] if mailbox else None,
    )


def _closing(history: Sequence[Mapping[str, Any]]) -> tuple[bool, Outcome | None]:
    """Return whether an outcome is in force, and which, as :attr:`Report.closing`."""
    for act in reversed(history):
        kind = ReportActKind(act["kind"])
        if kind is not ReportActKind.RECLASSIFIED:
            outcome = act.get("outcome")
            return kind is ReportActKind.OUTCOME, Outcome(outcome) if outcome else None
    return False, None


# ── requests to units ────────────────────────────────────────────────────────────────────────


def request_row(request: UnitRequest) -> dict[str, Any]:
    """Return the row of a request to a unit."""
    return {
        "number": request.number,
        "kind": "data" if isinstance(request, DataRequest) else "briefing",
        "closed_on": request.closed_on,
        **seal_columns(request.number, to_data(request)),
    }


def read_request(row: Any) -> UnitRequest:
    """Return the request of a row. Raises :class:`UnreadableRowError`."""
    return read_row(row.number, lambda: from_data(json.loads(row.data), _REQUESTS[row.kind]))


# ── editions of procedures ───────────────────────────────────────────────────────────────────


def edition_row(edition: Edition) -> dict[str, Any]:
    """Return the row of an edition: its text, and separately its state and history."""
    standing = to_data(edition)
    text = standing.pop("procedure")
    # The state is always stored: defaults are left out, and the default may change.
    standing["state"] = edition.state.value
    row = {
        "procedure_id": edition.id,
        "number": edition.number,
        "state": edition.state.value,
        "text": to_json(text),
        "standing": to_json(standing),
    }
    return {**row, "digest": edition_digest(row)}


def edition_digest(row: Mapping[str, Any]) -> bytes:
    """Return the digest of an edition's row."""
    names = ("procedure_id", "number", "state", "text", "standing")
    return digest(*(str(row[name]) for name in names))


def read_edition(row: Any) -> Edition:
    """Return the edition of a row. Raises :class:`UnreadableRowError`."""
    return read_row(
        f"{row.procedure_id}, {row.number}",
        lambda: from_data({**json.loads(row.standing), "procedure": json.loads(row.text)}, Edition),
    )


def announcement_row(edition: AnnouncementEdition) -> dict[str, Any]:
    """Return the row of an edition of an announcement."""
    standing = to_data(edition)
    text = standing.pop("announcement")
    standing["state"] = edition.state.value
    row = {
        "number": edition.id,
        "edition": edition.number,
        "text": to_json(text),
        "standing": to_json(standing),
    }
    return {**row, "digest": announcement_digest(row)}


def announcement_digest(row: Mapping[str, Any]) -> bytes:
    """Return the digest of the row of an announcement's edition."""
    return digest(*(str(row[name]) for name in ("number", "edition", "text", "standing")))


def read_announcement(row: Any) -> AnnouncementEdition:
    """Return the edition of a row. Raises :class:`UnreadableRowError`."""
    return read_row(
        f"{row.number}, {row.edition}",
        lambda: from_data(
            {**json.loads(row.standing), "announcement": json.loads(row.text)},
            AnnouncementEdition,
        ),
    )


# ── any model ────────────────────────────────────────────────────────────────────────────────


def seal_columns(key: str, data: Any) -> dict[str, Any]:
    """Return the columns with plain data and the digest of these and of their row's key."""
    text = to_json(data)
    return {"data": text, "digest": digest(key, text)}


def to_json(data: Any) -> str:
    """Return plain data as compact JSON."""
    return _ENCODER.encode(data)


def read_as(model: type[_T], subject: str, data: str) -> _T:
    """Return JSON as a model. Raises :class:`UnreadableRowError`, which names *subject*."""
    return read_row(subject, lambda: from_data(json.loads(data), model))


def read_row(subject: str, read: Callable[[], _T]) -> _T:
    """Return what is read of a row. Raises :class:`UnreadableRowError` with its subject."""
    with suppress(*_UNREADABLE):
        return read()
    # Raised outside ``except``, it has no context: that may quote what cannot be read.
    raise UnreadableRowError(subject)


class Listing(tuple[_T, ...]):
    """The readable items; ``unreadable`` has the numbers or ids of the others."""

    unreadable: tuple[str, ...]

    def __new__(cls, items: Iterable[_T] = (), unreadable: Iterable[str] = ()) -> "Listing[_T]":
        """Return a list of items, with the names of those left out."""
        listing = super().__new__(cls, items)
        listing.unreadable = tuple(unreadable)
        return listing


def first_readable(
    connection: Connection,
    query: Select[Any],
    limit: int,
    values: Mapping[str, Any],
    read: Callable[[Any], _T],
) -> Listing[_T]:
    """Return the first *limit* readable rows of a query, and the names of those passed over.

    Args:
        connection: where to run it.
        query: with the parameters ``most`` (limit) and ``past`` (offset).
        limit: how many at most.
        values: its other parameters.
        read: converts a row, or raises :class:`UnreadableRowError`.
    """
    # During a rolling upgrade a newer program may also write: its rows must not block others.
    items: list[_T] = []
    unreadable: list[str] = []
    while len(items) < limit:
        # If many cannot be read, skip more and more at once.
        most = limit - len(items) + len(unreadable)
        past = len(items) + len(unreadable)
        rows = connection.execute(query, {**values, "most": most, "past": past}).all()
        for row in rows:
            try:
                items.append(read(row))
            except UnreadableRowError as error:
                unreadable.append(error.subject)
            if len(items) == limit:
                break
        if len(rows) < most:
            break
    return Listing(items, unreadable)


def utc(moment: datetime) -> datetime:
    """Return a moment in UTC. Raises ``ValueError`` for a naive one."""
    if moment.utcoffset() is None:
        raise ValueError("a naive datetime names no moment: give it a time zone")
    return moment.astimezone(UTC)
