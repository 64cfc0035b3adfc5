"""The audit trail: what was done, to what, when and with what result; no personal data."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

import attrs
from sqlalchemy import Connection, select

from lckm_core.delivery import Dispatch, DispatchState, HelpdeskReason
from lckm_core.organisation import Role
from lckm_core.ports import (
    REQUEST_VERBS,
    Access,
    AnnouncementChange,
    EditionChange,
    Event,
    EventVerb,
    act_under_way,
    fitting_staff_name,
)
from lckm_core.ports.optional import BEGUN, TrailPage, TrailQuery
from lckm_core.publication import Transition
from lckm_core.reports import Report, ReportActKind
from lckm_sql.audit_chain import append
from lckm_sql.database import store_operation
from lckm_sql.tables import audits, reports
from lckm_sql.trail_positions import SqlTrailPositions
from lckm_sql.trail_search import search

_ANY = TrailQuery()

_EVENTS: dict[Transition, EventVerb] = {
    transition: EventVerb(transition.event)
    for transition in Transition
    if transition is not Transition.REPLACE
}
"""The events that tell of acts on editions; that of a publication tells what it replaces."""

_ACTS = {
    ReportActKind.OUTCOME: EventVerb.NOTE_OUTCOME,
    ReportActKind.REOPENED: EventVerb.REOPEN,
    ReportActKind.RECLASSIFIED: EventVerb.RECLASSIFY,
}
"""The events that tell of acts of staff on reports."""

_MOVES = (
    EventVerb.DISPATCH,
    EventVerb.TAKE_BACK,
    EventVerb.ROUTE_AGAIN,
    EventVerb.RECLASSIFY,
)
"""The events after which a delivery is somewhere else."""

OWN = {
    *_EVENTS.values(),
    *_ACTS.values(),
    EventVerb.REGISTER,
    EventVerb.DISPATCH,
    EventVerb.TAKE_BACK,
    EventVerb.ROUTE_AGAIN,
    EventVerb.READ_PERSONAL,
    EventVerb.READ_FILE,
    EventVerb.REDACT,
    EventVerb.ERASE_NOTES,
    EventVerb.WITHDRAW_CONSENT,
    EventVerb.ANONYMISE_DUE,
    EventVerb.TELL_UNITS,
    EventVerb.CONFIRM_ERASURE,
    EventVerb.SETTLE_BY_HAND,
    EventVerb.DESTROY_FILES,
    EventVerb.DRAFT_TERMS,
    EventVerb.APPROVE_TERMS,
    EventVerb.DISCARD_TERMS,
    *REQUEST_VERBS,
}
"""The verbs that the stores record themselves, in the transaction of the act."""

TOOK_OTHERS = "destroy_damaged_month"
"""The verb for data erased with their whole damaged file; the outcome counts the others lost."""

RESTORE = "restore"
"""The verb for a restore; the subject is the last of the numbers skipped."""

REMOVE_TRIAL = "remove_trial"
"""The verb for a trial report that was removed."""

REPLACE_DIRECTORY = "replace_directory"
"""The verb for a replaced directory; the outcome counts its units and people."""

CHANGED = {EventVerb.REDACT, *_ACTS.values()}
"""The verbs that changed the row of a report: a restore keeps what came of them."""


@attrs.frozen
class AuditEntry:
    """One entry of the trail; ids increase."""

    id: int
    event: Event


class SqlAudit(SqlTrailPositions):
    """The audit trail: records the centre's events that no store has recorded, and is read."""

    @store_operation
    def on_event(self, event: Event) -> None:
        """Record an event. Raises :class:`StoreUnavailableError`."""
        if event.verb in OWN:
            # Most are recorded already, and then no writer has to be waited for.
            with self.database.reading() as connection:
                if _is_written(connection, event):
                    return
        with self.database.writing() as connection:
            write(connection, event, own=False)

    @store_operation
    def begin(self, act: Event) -> None:
        """Record that an act begins. Raises :class:`StoreUnavailableError`."""
        with self.database.writing() as connection:
            write(connection, attrs.evolve(act, outcome=BEGUN), own=False)

    @store_operation
    def note(self, access: Access) -> None:
        """Record who reads personal data. Raises :class:`StoreUnavailableError`."""
        with self.database.writing() as connection:
            write(connection, access.event)

    @store_operation
    def audit(
        self, *, subject: str | None = None, after: int = 0, limit: int = 1000
    ) -> Sequence[AuditEntry]:
        """Return entries in the order in which they were recorded.

        Args:
            subject: the number of a report or procedure, the id of a notice, or ``None`` for all.
            after: only entries with a greater id.
            limit: how many at most.

        Raises :class:`StoreUnavailableError`.
        """
        query = select(audits).where(audits.c.id > after).order_by(audits.c.id).limit(limit)
        if subject is not None:
            query = query.where(audits.c.subject == subject)
        with self.database.reading() as connection:
            return [AuditEntry(row.id, _event(row)) for row in connection.execute(query)]

    @store_operation
    def find_entries(
        self, query: TrailQuery = _ANY, *, before: int | None = None, limit: int
    ) -> TrailPage:
        """Return the entries that meet a query, the one recorded last first.

        One call looks at so many ids (:data:`lckm_sql.trail_search.MOST`). Raises
        :class:`StoreUnavailableError`.
        """
        with self.database.reading() as connection:
            rows, before, reached = search(connection, query, before=before, limit=limit)
        entries = [AuditEntry(row.id, _event(row)) for row in rows]
        return TrailPage(entries=entries, before=before, reached=reached)

    def verbs(self) -> Sequence[str]:
        """Return the verbs that only the stores use."""
        return TOOK_OTHERS, RESTORE, REPLACE_DIRECTORY, REMOVE_TRIAL

    @store_operation
    def lost_with(self, number: str) -> int:
        """Return how many reports lost their personal data when those of this one were erased.

        They were in one file, too damaged to erase one report alone. Raises
        :class:`StoreUnavailableError`.
        """
        query = select(audits.c.outcome).where(
            audits.c.verb == TOOK_OTHERS, audits.c.subject == number, audits.c.own
        )
        with self.database.reading() as connection:
            return sum(map(int, connection.execute(query).scalars()))


def _row(event: Event, *, own: bool) -> dict[str, Any]:
    """Return the row of an event; *own* is whether the store records it in the act itself."""
    return {
        "at": event.at.astimezone(UTC),
        "verb": event.verb,
        "subject": event.subject,
        "role": event.role.value if event.role else None,
        "outcome": event.outcome,
        "own": own,
        "done_by": event.by,
    }


def write(connection: Connection, event: Event, *, own: bool = True) -> None:
    """Record an event at the end of the transaction of the act: others wait for the trail."""
    append(connection, [_row(_with_name(event), own=own)])


def _with_name(event: Event) -> Event:
    """Return an event of the act under way with who does it, and any other as it is."""
    act = act_under_way()
    if act is None or (act.verb, act.subject) != (event.verb, event.subject):
        return event
    return attrs.evolve(event, by=event.by or act.by, role=event.role or act.role)


def write_act_under_way(connection: Connection, verb: EventVerb) -> None:
    """Record the act under way if it has this verb."""
    act = act_under_way()
    if act is not None and act.verb == verb:
        write(connection, act)


def write_of_day(connection: Connection, verb: EventVerb, subject: str, now: datetime) -> None:
    """Record an act whose day the store knows, with the moment that the centre knows.

    It is *now* where a program calls the store itself.
    """
    act = act_under_way()
    if act is None or (act.verb, act.subject) != (verb, subject):
        act = Event(verb=verb, subject=subject, at=now)
    write(connection, act)


def write_settlement(connection: Connection, settled: Dispatch) -> None:
    """Record that a delivery was settled by hand, and why, if that is the act under way."""
    act = act_under_way()
    if act is not None and (act.verb, act.subject) == (EventVerb.SETTLE_BY_HAND, settled.id):
        write(connection, attrs.evolve(act, outcome=f"{settled.state.value}, {act.outcome}"))


def write_once(connection: Connection, event: Event) -> None:
    """Record an event that happens only once to its subject, unless it is recorded."""
    if not _is_written(connection, event):
        write(connection, event)


def write_act(connection: Connection, event: Event) -> None:
    """Record an event that may happen again, unless it is recorded for this moment."""
    if not _is_written(connection, event, of_moment=True):
        write(connection, event)


def write_reported_withdrawal(connection: Connection, number: str, now: datetime) -> None:
    """Record once a withdrawal that was reported to this database: nothing was to be erased.

    A backup that is restored later, and has the report, is cleaned by that.
    """
    if not has_withdrawal(connection, number):
        exists = connection.execute(
            select(reports.c.number).where(reports.c.number == number)
        ).first()
        outcome = "was anonymous" if exists else "not there"
        write(
            connection,
            Event(verb=EventVerb.WITHDRAW_CONSENT, subject=number, at=now, outcome=outcome),
        )


def has_withdrawal(connection: Connection, number: str) -> bool:
    """Return whether the withdrawal of this report's consent is recorded."""
    withdrawn = (
        audits.c.verb == EventVerb.WITHDRAW_CONSENT,
        audits.c.subject == number,
        audits.c.own,
    )
    return connection.execute(select(audits.c.id).where(*withdrawn).limit(1)).first() is not None


def write_move(connection: Connection, before: Dispatch, after: Dispatch) -> None:
    """Record the change of a delivery, by the centre's verb for it."""
    event = _move(before, after)
    if event is None:
        return
    is_attempt = event.verb == EventVerb.DISPATCH and not after.is_final
    # Attempts that end like the one before are recorded once: a server that is down for days
    # would fill the trail.
    if not (is_attempt and after.target is before.target and _is_last(connection, event)):
        write_act(connection, event)


def write_earlier_move(connection: Connection, before: Dispatch, after: Dispatch) -> None:
    """Record that a delivery changed, unless the trail has it of a moment before *after*.

    There may have been several changes: only the first and the last state are known.
    """
    event = _move(before, after)
    if event is not None:
        write_once(connection, event)


def _move(before: Dispatch, after: Dispatch) -> Event | None:
    """Return the event of a change, ``None`` where the delivery stays as it was."""
    if after.confirmed_at is not None and before.confirmed_at is None:
        return Event(verb=EventVerb.CONFIRM_ERASURE, subject=after.id, at=after.confirmed_at)
    if after.opened_at != before.opened_at:
        outcome = "to mailbox" if after.mailbox else "to helpdesk"
        return Event(verb=EventVerb.ROUTE_AGAIN, subject=after.id, at=after.since, outcome=outcome)
    if (after.state, after.since) == (before.state, before.since):
        # Rerouted again at the same moment, or a letter that came back late.
        return None
    bounced = (
        after.because is HelpdeskReason.BOUNCED and before.because is not HelpdeskReason.BOUNCED
    ) or (before.state is DispatchState.SENT and after.state is DispatchState.VOID)
    verb = EventVerb.TAKE_BACK if bounced else EventVerb.DISPATCH
    return Event(verb=verb, subject=after.id, at=after.since, outcome=after.state.value)


def write_acts(connection: Connection, before: Report, after: Report, *, is_moved: bool) -> None:
    """Record the acts of staff on a report; *is_moved*: its delivery began anew."""
    for act in after.history[len(before.history) :]:
        outcome = act.outcome.value if act.outcome else "done"
        if act.kind is ReportActKind.RECLASSIFIED:
            outcome = "rerouted" if is_moved else "stays"
        event = Event(
            verb=_ACTS[act.kind], subject=after.number, at=act.at, role=act.role, outcome=outcome
        )
        write(connection, event)


def write_editions(
    connection: Connection, changes: Iterable[EditionChange | AnnouncementChange]
) -> None:
    """Record the last act on each new or changed edition, once where several share it."""
    events = {}
    for change in changes:
        new = change.edition
        was = change.was
        # Words may be erased from acts that were recorded before.
        if not new.acts or (was is not None and len(new.acts) == len(was.acts)):
            continue
        last = new.acts[-1]
        verb = _EVENTS.get(last.verb)
        if verb:
            events[verb, new.id] = Event(
                verb=verb,
                subject=new.id,
                at=last.at,
                role=last.role,
                by=fitting_staff_name(last.by),
            )
    for event in events.values():
        write(connection, event)


def _is_written(connection: Connection, event: Event, *, of_moment: bool = False) -> bool:
    """Return whether a store recorded the same verb, subject and outcome, not later.

    *of_moment*: of this moment, and not of an earlier one.
    """
    at = event.at.astimezone(UTC)
    conditions = (
        audits.c.verb == event.verb,
        audits.c.subject == event.subject,
        audits.c.outcome == event.outcome,
        audits.c.at == at if of_moment else audits.c.at <= at,
    )
    query = select(audits.c.id).where(*conditions, audits.c.own).limit(1)
    return connection.execute(query).first() is not None


def _is_last(connection: Connection, event: Event) -> bool:
    """Return whether the newest entry about this delivery has the same verb and outcome."""
    of_delivery = (
        audits.c.subject == event.subject,
        audits.c.verb.in_(_MOVES),
        audits.c.own,
    )
    query = select(audits.c.verb, audits.c.outcome).where(*of_delivery)
    last = connection.execute(query.order_by(audits.c.id.desc()).limit(1)).first()
    return last is not None and (last.verb, last.outcome) == (event.verb, event.outcome)


def _event(row: Any) -> Event:
    role = Role(row.role) if row.role else None
    return Event(
        verb=row.verb,
        subject=row.subject,
        at=row.at,
        role=role,
        outcome=row.outcome,
        by=row.done_by,
    )
