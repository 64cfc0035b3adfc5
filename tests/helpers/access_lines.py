"""What the trail says of readings of personal data, and a trail that cannot be written to."""

from collections.abc import Sequence

from sqlalchemy import text

from lckm_core.ports import Access, AccessPurpose, EventVerb
from lckm_sql import SqlAudit


def access_lines(trail: SqlAudit) -> Sequence[Access]:
    """Return the readings in the trail, in order."""
    events = [entry.event for entry in trail.audit()]
    return [
        Access(
            verb=EventVerb(event.verb),
            subject=event.subject,
            role=event.role,
            by=event.by,
            purpose=AccessPurpose(event.outcome),
            at=event.at,
        )
        for event in events
        if event.verb in (EventVerb.READ_PERSONAL, EventVerb.READ_FILE) and event.role and event.by
    ]


def break_trail(trail: SqlAudit) -> None:
    """Make the trail unable to take a line."""
    with trail.database.engine.begin() as connection:
        connection.execute(text("DROP TABLE audit_end"))
