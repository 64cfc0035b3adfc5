"""One report as the desk shows it: without the person."""

from collections.abc import Sequence

import attrs

from lckm_core import ContactCentre
from lckm_core.delivery import Dispatch, DispatchKind, dispatch_id
from lckm_core.ports.optional import (
    AuditEntry,
    AuditTrail,
    ReportAdministration,
    ReportFinder,
    offered,
)
from lckm_core.reports import Report, anonymise, is_report_number

_OTHERS = (DispatchKind.MAILBOX_NOTICE, DispatchKind.HELPDESK_NOTICE, DispatchKind.RECEIPT)
_MOST_ENTRIES = 200


@attrs.frozen
class ReportRecord:
    """A report without its personal part, and its delivery.

    Args:
        report: what :func:`lckm_core.reports.anonymise` leaves of it.
        dispatch: its delivery.
        has_personal: whether its personal part is still there.
        access_is_logged: whether an adapter writes down who reads personal data.
        files: how many files it has.
    """

    report: Report
    dispatch: Dispatch
    has_personal: bool
    access_is_logged: bool
    files: int = 0


def find_record(centre: ContactCentre, number: str) -> ReportRecord | None:
    """Return the report of a number, ``None`` for an unknown one."""
    store = centre.plugins.reports
    logs = centre.plugins.answers("provide_access_log")
    if not is_report_number(number) or (dispatch := store.dispatch(number)) is None:
        return None
    if (place := offered(store, ReportAdministration, "outline")) is not None:
        outline = place.outline(number)
        if outline is None:
            return None
        report = anonymise(outline.report)
        return ReportRecord(report, dispatch, outline.has_personal, logs, outline.files)
    # A store without outlines opens the personal part; nothing of it goes further than here.
    whole = store.get(number)
    if whole is None:
        return None
    return ReportRecord(
        anonymise(whole), dispatch, not whole.is_anonymous, logs, len(whole.attachments)
    )


def other_deliveries(centre: ContactCentre, number: str) -> Sequence[Dispatch]:
    """Return the notices and the receipt of a report."""
    store = centre.plugins.reports
    found = (store.dispatch(dispatch_id(number, kind)) for kind in _OTHERS)
    return [one for one in found if one is not None]


def finder_of(centre: ContactCentre) -> ReportFinder | None:
    """Return the store of reports where it finds them, else ``None``."""
    return offered(centre.plugins.reports, ReportFinder, "find_reports")


def keeps_trail(centre: ContactCentre) -> bool:
    """Return whether an adapter keeps a trail that can be read again."""
    return any(offered(one, AuditTrail, "audit") for one in centre.plugins.listeners)


def trail_of(centre: ContactCentre, number: str) -> Sequence[AuditEntry] | None:
    """Return what the trail has of a report, ``None`` where no adapter keeps one."""
    for listener in centre.plugins.listeners:
        if (trail := offered(listener, AuditTrail, "audit")) is not None:
            return trail.audit(subject=number, limit=_MOST_ENTRIES)
    return None
