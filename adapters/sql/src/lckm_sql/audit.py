"""The audit trail: what was done, to what, when and how it ended; never a personal datum."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

import attrs
from sqlalchemy import Connection, func, insert, select, update

from lckm_core.delivery import Dispatch, HelpdeskReason
from lckm_core.organisation import Role
from lckm_core.ports import EditionChange, Event, EventVerb
from lckm_core.publication import Transition
from lckm_sql.database import Database, act
from lckm_sql.tables import audits, reports

_EVENTS: dict[Transition, EventVerb] = {
    transition: EventVerb(transition.event)
    for transition in Transition
    if transition is not Transition.REPLACE
}
"""The events that tell of acts on editions; that of a publication tells what it replaces."""

OWN = {
    *_EVENTS.values(),
    EventVerb.REGISTER,
    EventVerb.DISPATCH,
    EventVerb.TAKE_BACK,
    EventVerb.ROUTE_AGAIN,
    EventVerb.WITHDRAW_CONSENT,
    EventVerb.ANONYMISE_DUE,
    EventVerb.TELL_UNITS,
    EventVerb.CONFIRM_ERASURE,
}
"""The verbs of the centre whose acts the store writes down itself, in the same transaction."""

TOOK_OTHERS = "destroy_damaged_month"
"""The verb of a withdrawn part that could be destroyed only with its whole file; the outcome is how many others were lost with it."""

RESTORE = "restore"
"""The verb of a database put back from a copy; the subject is the last of the numbers left out."""

REPLACE_DIRECTORY = "replace_directory"
"""The verb of a directory put in the place of another; the outcome is of how many units and people the new one is."""

COMPLETED = {
    EventVerb.REQUEST_DATA,
    EventVerb.ANSWER_DATA_REQUEST,
    EventVerb.REQUEST_BRIEFING,
    EventVerb.NAME_BRIEFER,
    EventVerb.HOLD_BRIEFING,
    EventVerb.REMIND_DUE,
}
"""The verbs of which the store knows neither the moment nor who: it writes by its own clock, and the centre's word is filled in."""

_INSERT = insert(audits).inline()


@attrs.frozen
class AuditEntry:
    """One line of the trail; ``id`` grows with each."""

    id: int
    event: Event


class SqlAudit:
    """Keeps what the centre tells, but for what the store has written already; and reads the trail."""

    def __init__(self, database: Database) -> None:
        self.database = database

    @act
    def on_event(self, event: Event) -> None:
        """Keep an event."""
        if event.verb in OWN:
            # Most are written already, and then nobody who writes is to be waited for.
            with self.database.reading() as connection:
                if _is_written(connection, event):
                    return
        with self.database.writing() as connection:
            if event.verb not in COMPLETED or not _completed(connection, event):
                write(connection, event, own=False)

    @act
    def audit(
        self, *, subject: str | None = None, after: int = 0, limit: int = 1000
    ) -> Sequence[AuditEntry]:
        """Return entries in the order in which they were written.

        Args:
            subject: the number of a report or procedure, or the id of a notice; ``None`` for all.
            after: only entries whose id is greater.
            limit: how many at most.

        Raises :class:`StoreUnavailableError`.
        """
        query = select(audits).where(audits.c.id > after).order_by(audits.c.id).limit(limit)
        if subject is not None:
            query = query.where(audits.c.subject == subject)
        with self.database.reading() as connection:
            return [AuditEntry(row.id, _event(row)) for row in connection.execute(query)]

    def verbs(self) -> Sequence[str]:
        """Return the verbs that are not the centre's but the stores' own."""
        return TOOK_OTHERS, RESTORE, REPLACE_DIRECTORY

    @act
    def lost_with(self, number: str) -> int:
        """Return of how many other reports the personal parts were lost as that of this one was destroyed.

        They lay in one file, so damaged that the one could not be reached in it. Raises :class:`StoreUnavailableError`.
        """
        query = select(audits.c.outcome).where(
            audits.c.verb == TOOK_OTHERS, audits.c.subject == number, audits.c.own
        )
        with self.database.reading() as connection:
            return sum(map(int, connection.execute(query).scalars()))


def row_of(event: Event, *, own: bool = True) -> dict[str, Any]:
    """Return the row of an event; *own*: whether the store writes it in the act that it tells of."""
    return {
        "at": event.at.astimezone(UTC),
        "verb": event.verb,
        "subject": event.subject,
        "role": event.role.value if event.role else None,
        "outcome": event.outcome,
        "own": own,
    }


def write(connection: Connection, event: Event, *, own: bool = True) -> None:
    """Write an event in the transaction of the act that it tells of."""
    connection.execute(_INSERT, row_of(event, own=own))


def write_once(connection: Connection, event: Event) -> None:
    """Write an event unless the same one is written."""
    if not _is_written(connection, event):
        write(connection, event)


def write_told(connection: Connection, number: str, now: datetime) -> None:
    """Write once that a consent was withdrawn of which this database was only told: there was nothing to destroy.

    A copy that is put back later, and has the report, is cleaned by that.
    """
    if not tells_withdrawn(connection, number):
        is_there = connection.execute(
            select(reports.c.number).where(reports.c.number == number)
        ).first()
        outcome = "was anonymous" if is_there else "not there"
        write(
            connection,
            Event(verb=EventVerb.WITHDRAW_CONSENT, subject=number, at=now, outcome=outcome),
        )


def tells_withdrawn(connection: Connection, number: str) -> bool:
    """Return whether the trail has it that the consent of this report was withdrawn."""
    withdrawn = (
        audits.c.verb == EventVerb.WITHDRAW_CONSENT,
        audits.c.subject == number,
        audits.c.own,
    )
    return connection.execute(select(audits.c.id).where(*withdrawn).limit(1)).first() is not None


def write_move(connection: Connection, before: Dispatch, after: Dispatch) -> None:
    """Write what became of a delivery, by the name that the centre has for it."""
    if before == after:
        return
    if after.confirmed_at is not None and before.confirmed_at is None:
        event = Event(verb=EventVerb.CONFIRM_ERASURE, subject=after.id, at=after.confirmed_at)
    elif after.opened_at != before.opened_at:
        outcome = "to mailbox" if after.mailbox else "to helpdesk"
        event = Event(verb=EventVerb.ROUTE_AGAIN, subject=after.id, at=after.since, outcome=outcome)
    else:
        bounced = (
            after.because is HelpdeskReason.BOUNCED and before.because is not HelpdeskReason.BOUNCED
        )
        verb = EventVerb.TAKE_BACK if bounced else EventVerb.DISPATCH
        event = Event(verb=verb, subject=after.id, at=after.since, outcome=after.state.value)
    write(connection, event)


def write_editions(connection: Connection, changes: Iterable[EditionChange]) -> None:
    """Write what was done to editions: the last act of each that is new or changed, one line where several are of one act."""
    events = {}
    for change in changes:
        new, was = change.edition, change.was
        if (
            new.acts
            and (was is None or new.acts != was.acts)
            and (verb := _EVENTS.get(new.acts[-1].verb))
        ):
            events[verb, new.id] = Event(
                verb=verb, subject=new.id, at=new.acts[-1].at, role=new.acts[-1].role
            )
    for event in events.values():
        write(connection, event)


def _is_written(connection: Connection, event: Event) -> bool:
    """Return whether the store wrote this down: of the same verb, subject and outcome, and not later."""
    same = (
        audits.c.verb == event.verb,
        audits.c.subject == event.subject,
        audits.c.outcome == event.outcome,
    )
    query = select(audits.c.id).where(*same, audits.c.own, audits.c.at <= event.at).limit(1)
    return connection.execute(query).first() is not None


def _completed(connection: Connection, event: Event) -> bool:
    """Fill in when and by whom, in the newest line of the store's that nobody was named in; return whether there is one."""
    same = (
        audits.c.verb == event.verb,
        audits.c.subject == event.subject,
        audits.c.own,
        audits.c.role.is_(None),
    )
    newest = select(func.max(audits.c.id)).where(*same).scalar_subquery()
    told = {"at": event.at.astimezone(UTC), "role": event.role.value if event.role else None}
    return (
        connection.execute(update(audits).where(audits.c.id == newest).values(told)).rowcount == 1
    )


def _event(row: Any) -> Event:
    role = Role(row.role) if row.role else None
    return Event(verb=row.verb, subject=row.subject, at=row.at, role=role, outcome=row.outcome)
