"""Reports, deliveries and requests as rows, and back."""

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from lckm_core import (
    BriefingRequest,
    DataRequest,
    Dispatch,
    DispatchKind,
    Report,
    UnitRequest,
    from_data,
    notices_wanted,
    to_data,
)

APART = ("personal", "attachments")
"""What of a report lies with its personal part."""

BITS = {DispatchKind.MAILBOX_NOTICE: 1, DispatchKind.HELPDESK_NOTICE: 2}
"""How a wanted notice is counted in the column ``untold``."""

_REQUESTS: dict[str, type[UnitRequest]] = {"data": DataRequest, "briefing": BriefingRequest}


UNREADABLE = (KeyError, TypeError, ValueError)
"""What reading a row raises that a newer program wrote, or a hand."""

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


def report_of(stays: str, apart: bytes | None) -> Report:
    """Return the report, whole again when its personal part is at hand."""
    found: Report = from_data({**json.loads(stays), **(json.loads(apart) if apart else {})}, Report)
    return found


def dispatch_of(data: str) -> Dispatch:
    """Return a delivery."""
    found: Dispatch = from_data(json.loads(data), Dispatch)
    return found


def readable(rows: Iterable[str]) -> Iterator[Dispatch]:
    """Yield the deliveries, without those that this program cannot read: in a rolling upgrade a newer one may write, too."""
    for data in rows:
        try:
            yield dispatch_of(data)
        except UNREADABLE:
            continue


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


def request_of(kind: str, data: str) -> UnitRequest:
    """Return a request to a unit."""
    return from_data(json.loads(data), _REQUESTS[kind])


def request_row(request: UnitRequest) -> dict[str, Any]:
    """Return the row of a request to a unit."""
    return {
        "number": request.number,
        "kind": "data" if isinstance(request, DataRequest) else "briefing",
        "closed_on": request.closed_on,
        "data": text_of(to_data(request)),
    }


def utc(moment: datetime) -> datetime:
    """Return a moment in UTC; raise ``ValueError`` for a naive one."""
    if moment.utcoffset() is None:
        raise ValueError("a naive datetime names no moment: give it a time zone")
    return moment.astimezone(UTC)
