"""Reports and deliveries as plain data for programs, without anything personal."""

from datetime import datetime
from typing import Any

from lckm_cli.toolkit import Language
from lckm_core.delivery import Dispatch
from lckm_core.forms import to_data
from lckm_core.ports import Event
from lckm_core.ports.optional import ReportOutline
from lckm_core.reports import Report, anonymise, first_clean_day
from lckm_operations.delivery_words import delivery_reason


def of_report(report: Report, *, outline: ReportOutline | None = None) -> dict[str, Any]:
    """Return a report without its personal part and attachments.

    *outline*: where it is known, ``personal_part`` and ``awaits_erasure`` say what it says.
    """
    data: dict[str, Any] = to_data(anonymise(report))
    if outline is not None:
        data["personal_part"] = outline.has_personal
        data["awaits_erasure"] = outline.awaits_erasure
    data["first_clean_day"] = first_clean_day(report.registered_at).isoformat()
    return data


def of_dispatch(dispatch: Dispatch, lang: Language) -> dict[str, Any]:
    """Return how a delivery stands."""
    return {
        "id": dispatch.id,
        "number": dispatch.report_number,
        "kind": dispatch.kind.value,
        "state": dispatch.state.value,
        "target": dispatch.target.value,
        "unit": dispatch.mailbox.unit if dispatch.mailbox else None,
        "mailbox": dispatch.mailbox.address if dispatch.mailbox else None,
        "why": delivery_reason(dispatch, lang),
        "opened_at": _iso(dispatch.opened_at),
        "since": _iso(dispatch.since),
        "due_at": _iso(dispatch.due_at),
        "attempts": dispatch.attempts,
        "reference": dispatch.reference,
        "confirmed_at": _iso(dispatch.confirmed_at),
    }


def of_event(event: Event) -> dict[str, Any]:
    """Return what was done."""
    role = event.role.value if event.role else None
    return {
        "at": _iso(event.at),
        "verb": event.verb,
        "subject": event.subject,
        "role": role,
        "by": event.by,
        "outcome": event.outcome,
    }


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat(timespec="seconds") if moment else None
