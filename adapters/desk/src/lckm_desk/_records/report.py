"""One report as the desk shows it: without the person."""

from collections import deque
from collections.abc import Iterator, Sequence
from typing import Final

import attrs

from lckm_core import ContactCentre
from lckm_core.delivery import Dispatch, DispatchKind, dispatch_id
from lckm_core.organisation import Directory
from lckm_core.ports import Event, EventVerb
from lckm_core.ports.optional import (
    AuditEntry,
    AuditTrail,
    ReportAdministration,
    ReportOutline,
    first_offered,
    offered,
)
from lckm_core.reports import (
    INTAKE_LIMITS,
    Report,
    anonymise,
    file_reference,
    is_report_number,
)

_OTHERS = (DispatchKind.MAILBOX_NOTICE, DispatchKind.HELPDESK_NOTICE, DispatchKind.RECEIPT)
_BATCH = 200
MOST_ENTRIES: Final = 200
"""How many entries of its trail the page of a report shows."""
_RECORDED, ERASED = "recorded", "anonymised"


@attrs.frozen
class ReportRecord:
    """A report without its personal part, and its delivery.

    Args:
        report: what :func:`lckm_core.reports.anonymise` leaves of it.
        dispatch: its delivery.
        has_personal: whether its personal part is still there and may be read.
        access_is_logged: whether an adapter writes down who reads personal data.
        unit: the unit that has it or will get it; empty: the helpdesk.
        cell: the cell of that unit, ``None`` for the unit as a whole.
        files: how many files it has.
        awaits_erasure: whether consent was withdrawn and the data are still to be erased.
        unconfirmed: the notices to erase its data that their receivers have not answered.
    """

    report: Report
    dispatch: Dispatch
    has_personal: bool
    access_is_logged: bool
    unit: str = ""
    cell: str | None = None
    files: int = 0
    awaits_erasure: bool = False
    unconfirmed: Sequence[Dispatch] = ()


def find_record(centre: ContactCentre, number: str) -> ReportRecord | None:
    """Return the report of a number, ``None`` for an unknown one."""
    store = centre.plugins.reports
    if not is_report_number(number) or (dispatch := store.dispatch(number)) is None:
        return None
    if (place := offered(store, ReportAdministration, "outline")) is not None:
        outline = place.outline(number)
    else:
        # A store without outlines reads the personal part, which is dropped here.
        report = store.get(number)
        outline = None if report is None else ReportOutline.of(report)
    if outline is None:
        return None
    is_stored = outline.has_personal or outline.awaits_erasure
    unit, cell = _place_of(dispatch.receiver, centre.plugins.directory)
    return ReportRecord(
        report=anonymise(outline.report),
        dispatch=dispatch,
        has_personal=outline.has_personal,
        awaits_erasure=outline.awaits_erasure,
        access_is_logged=centre.plugins.answers("provide_access_log"),
        unit=unit,
        cell=cell,
        files=outline.files,
        # As long as the data are kept, nobody is asked to erase them.
        unconfirmed=() if is_stored else _unconfirmed_notices(centre, number),
    )


def _unconfirmed_notices(centre: ContactCentre, number: str) -> Sequence[Dispatch]:
    """Return the notices about a report that nobody has confirmed."""
    notices = (delivery for delivery in other_deliveries(centre, number) if delivery.is_notice)
    return [notice for notice in notices if notice.confirmed_at is None]


def _place_of(receiver: str | None, directory: Directory) -> tuple[str, str | None]:
    """Return the unit and the cell of a delivery's receiver."""
    if receiver is None:
        return "", None
    for unit in directory.units:
        if receiver == unit.name:
            return unit.name, None
        if receiver in unit.cells:
            return unit.name, receiver
    # A directory need not list every cell of the Office.
    is_cell = any(receiver == person.cell for person in directory.people)
    return (directory.city.office, receiver) if is_cell else (receiver, None)


def other_deliveries(centre: ContactCentre, number: str) -> Sequence[Dispatch]:
    """Return the notices and the receipt of a report."""
    store = centre.plugins.reports
    found = (store.dispatch(dispatch_id(number, kind)) for kind in _OTHERS)
    return [delivery for delivery in found if delivery is not None]


def keeps_trail(centre: ContactCentre) -> bool:
    """Return whether an adapter keeps a trail that can be read again."""
    return first_offered(centre.plugins.listeners, AuditTrail, "audit") is not None


@attrs.frozen
class ReportTrail:
    """What the trail has of a report, its notices and files.

    Args:
        entries: the newest, at most :data:`MOST_ENTRIES`, in the order of time.
        left_out: how many older ones there are.
    """

    entries: Sequence[AuditEntry]
    left_out: int


def trail_of(centre: ContactCentre, record: ReportRecord) -> ReportTrail | None:
    """Return what the trail has of a report; ``None`` without a trail."""
    subjects = subjects_of(record.report.number, files=record.files)
    trail = first_offered(centre.plugins.listeners, AuditTrail, "audit")
    if trail is None:
        return None
    found: list[AuditEntry] = []
    count = 0
    for subject in subjects:
        newest: deque[AuditEntry] = deque(maxlen=MOST_ENTRIES)
        for entry in _entries_of(trail, subject):
            newest.append(entry)
            count += 1
        found += newest
    entries = sorted(found, key=lambda entry: (entry.event.at, entry.id))[-MOST_ENTRIES:]
    return ReportTrail(entries, count - len(entries))


def _entries_of(trail: AuditTrail, subject: str) -> Iterator[AuditEntry]:
    """Yield all entries of a subject, page by page: every reading of personal data adds one."""
    after = 0
    while batch := trail.audit(subject=subject, after=after, limit=_BATCH):
        yield from batch
        # A host's trail may know no pages.
        if len(batch) < _BATCH or batch[-1].id <= after:
            return
        after = batch[-1].id


def withdrawals_of(centre: ContactCentre, number: str) -> Sequence[Event]:
    """Return what the trail has of a withdrawn consent: the withdrawal and the erasure."""
    trail = first_offered(centre.plugins.listeners, AuditTrail, "audit")
    if trail is None:
        return ()
    return [
        entry.event
        for entry in _entries_of(trail, number)
        if entry.event.verb == EventVerb.WITHDRAW_CONSENT
        and entry.event.outcome in (_RECORDED, ERASED)
    ]


def subjects_of(number: str, *, files: int = 0) -> Sequence[str]:
    """Return the subjects of a report in the trail: itself, its notices, receipt and files.

    *files*: how many files it has, if more than may be sent now.
    """
    # A report whose data are gone no longer says how many files it had.
    most = max(INTAKE_LIMITS.most_attachments, files)
    return [
        number,
        *(dispatch_id(number, kind) for kind in _OTHERS),
        *(file_reference(number, count) for count in range(1, most + 1)),
    ]
