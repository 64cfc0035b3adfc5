"""The tables, except the partitions of personal data (:mod:`lckm_sql.partitions`).

A ``digest`` tells whether a row is as it was written; it is NULL in rows of before there were any.
"""

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ColumnElement,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    Table,
    Text,
    false,
    select,
    text,
)

from lckm_sql.column_types import Day, Moment, code_point_text


def _foreign_key(column: Column[Any], name: str) -> ForeignKey:
    return ForeignKey(column, name=f"{name}_fkey")


_COUNT = BigInteger().with_variant(Integer(), "sqlite")

metadata = MetaData()

months = Table(
    "month",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("expires", Day, nullable=False),
    Column("dropped_at", Moment),
    sqlite_autoincrement=True,
)
"""Partitions of personal parts, one or more for a month of expiry.

``expires`` is the first day on which their data are gone, ``dropped_at`` when they were dropped.
An id is never used again.
"""
_LIVE = months.c.dropped_at.is_(None)
Index("month_live", months.c.expires, sqlite_where=_LIVE, postgresql_where=_LIVE)

month_keys = Table(
    "month_key",
    metadata,
    Column("month_id", Integer, primary_key=True, autoincrement=False),
    Column("wrapped", LargeBinary, nullable=False),
)
"""The key of each encrypted partition, itself encrypted with the host's."""

reports = Table(
    "report",
    metadata,
    Column("number", code_point_text(), primary_key=True),
    Column("registered_at", Moment, nullable=False),
    Column("month_id", Integer, _foreign_key(months.c.id, "report_month_id")),
    Column("withdrawn_at", Moment),
    Column("data", Text, nullable=False),
    Column("digest", LargeBinary),
)
"""Reports without personal data; ``month_id`` is the partition with these, NULL for none."""
Index("report_registered", reports.c.registered_at, reports.c.number)
Index(
    "report_withdrawn",
    reports.c.withdrawn_at,
    sqlite_where=reports.c.withdrawn_at.is_not(None),
    postgresql_where=reports.c.withdrawn_at.is_not(None),
)

dispatches = Table(
    "dispatch",
    metadata,
    Column("id", code_point_text(), primary_key=True),
    Column(
        "report_number",
        code_point_text(),
        _foreign_key(reports.c.number, "dispatch_report_number"),
        nullable=False,
    ),
    Column("kind", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("unit", Text),
    Column("opened_at", Moment, nullable=False),
    Column("since", Moment, nullable=False),
    Column("due_at", Moment),
    Column("untold", SmallInteger, nullable=False),
    Column("unconfirmed", Boolean, nullable=False),
    Column("data", Text, nullable=False),
    Column("digest", LargeBinary),
    Column("needs_a_hand", Boolean, nullable=False, server_default=false()),
    Column("registered_at", Moment),
    Column("acted_at", Moment),
    Column("category", Text),
    Column("report_kind", Text),
    Column("channel", Text),
    Column("area", Text),
    Column("closed", Boolean),
    CheckConstraint(
        "due_at IS NOT NULL OR state IN ('sent', 'helpdesk', 'void')", name="dispatch_due_check"
    ),
    CheckConstraint("untold >= 0", name="dispatch_untold_check"),
)
"""Deliveries.

``untold`` has a bit for each pending erasure notice; ``unconfirmed`` is whether this is a notice
that nobody has confirmed. From ``registered_at`` on they follow from the report, for lists: NULL of
a notice, a receipt and a trial report.
"""
UNCONFIRMED = "unconfirmed"
NEEDS_A_HAND = "needs_a_hand"
"""Conditions as they stand in the indexes: SQLite uses an index only for the same words."""
_WAITING = dispatches.c.due_at.is_not(None)
Index(
    "dispatch_due",
    dispatches.c.due_at,
    dispatches.c.id,
    sqlite_where=_WAITING,
    postgresql_where=_WAITING,
)
Index("dispatch_since", dispatches.c.since, sqlite_where=_WAITING, postgresql_where=_WAITING)
Index("dispatch_opened", dispatches.c.opened_at)
Index(
    "dispatch_untold",
    dispatches.c.id,
    sqlite_where=text("untold <> 0"),
    postgresql_where=text("untold <> 0"),
)
Index(
    "dispatch_unconfirmed",
    dispatches.c.id,
    sqlite_where=text(UNCONFIRMED),
    postgresql_where=text(UNCONFIRMED),
)
Index(
    "dispatch_needs_a_hand",
    dispatches.c.id,
    sqlite_where=text(NEEDS_A_HAND),
    postgresql_where=text(NEEDS_A_HAND),
)
_LISTED = dispatches.c.registered_at.is_not(None)
Index(
    "dispatch_listed",
    dispatches.c.registered_at,
    dispatches.c.id,
    dispatches.c.state,
    dispatches.c.closed,
    dispatches.c.unit,
    dispatches.c.category,
    dispatches.c.area,
    dispatches.c.report_kind,
    dispatches.c.channel,
    dispatches.c.acted_at,
    sqlite_where=_LISTED,
    postgresql_where=_LISTED,
)

files = Table(
    "file",
    metadata,
    Column("reference", code_point_text(), primary_key=True),
    Column(
        "report_number",
        code_point_text(),
        _foreign_key(reports.c.number, "file_report_number"),
        primary_key=True,
    ),
    Column("month_id", Integer, _foreign_key(months.c.id, "file_month_id")),
    Column("left_over", Boolean, nullable=False),
)
"""Attachments not deleted yet; ``left_over`` is whether their report alone was erased."""
Index("file_report_number", files.c.report_number)
Index("file_month", files.c.month_id)
Index(
    "file_left_over",
    files.c.reference,
    sqlite_where=text("left_over"),
    postgresql_where=text("left_over"),
)

audits = Table(
    "audit",
    metadata,
    Column("id", _COUNT, primary_key=True, autoincrement=True),
    Column("at", Moment, nullable=False),
    Column("verb", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("role", Text),
    Column("outcome", Text, nullable=False),
    Column("own", Boolean, nullable=False),
    Column("digest", LargeBinary),
    Column("done_by", Text),
    sqlite_autoincrement=True,
)
"""The audit trail; ``own`` is whether the store recorded the entry in the act itself.

``done_by`` is the member of staff who did it, NULL where nobody was named.
``digest`` is of the entry and of the digest before it.
"""
Index("audit_subject", audits.c.subject, audits.c.id)
Index("audit_at", audits.c.at, audits.c.id)

audit_ends = Table(
    "audit_end",
    metadata,
    Column("id", SmallInteger, primary_key=True, autoincrement=False),
    Column("last", _COUNT, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    CheckConstraint("id = 1", name="audit_end_one_check"),
)
"""The id and the digest of the last entry of the trail, one row; whoever adds one locks it."""

trail_positions = Table(
    "trail_position",
    metadata,
    Column("reader", code_point_text(), primary_key=True),
    Column("last", _COUNT, nullable=False),
    Column("holder", Text),
    Column("held_until", Moment),
)
"""The last entry of the trail that each reader has taken, and which worker reads for it now."""

requests = Table(
    "request",
    metadata,
    Column("number", code_point_text(), primary_key=True),
    Column("kind", Text, nullable=False),
    Column("closed_on", Day),
    Column("data", Text, nullable=False),
    Column("digest", LargeBinary),
)
"""Requests to units; ``closed_on`` is NULL while they are open."""
_OPEN = requests.c.closed_on.is_(None)
Index("request_open", requests.c.number, sqlite_where=_OPEN, postgresql_where=_OPEN)

editions = Table(
    "edition",
    metadata,
    Column("procedure_id", code_point_text(), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("state", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("standing", Text, nullable=False),
    Column("digest", LargeBinary),
    CheckConstraint("number >= 1", name="edition_number_check"),
)
"""Editions of procedures; ``standing`` has the state and history, naming officials only."""

announcements = Table(
    "announcement_edition",
    metadata,
    Column("number", code_point_text(), primary_key=True),
    Column("edition", Integer, primary_key=True, autoincrement=False),
    Column("text", Text, nullable=False),
    Column("standing", Text, nullable=False),
    Column("digest", LargeBinary),
    CheckConstraint("edition >= 1", name="announcement_edition_edition_check"),
)
"""Editions of announcements; ``standing`` has the state and history, naming officials only."""

terms = Table(
    "terms",
    metadata,
    Column("id", _COUNT, primary_key=True, autoincrement=True),
    Column("version", code_point_text(), nullable=False, unique=True),
    Column("data", Text, nullable=False),
    Column("digest", LargeBinary),
)
"""Versions of the portal terms, in the order of their storing."""

documents = Table(
    "document",
    metadata,
    Column("address", code_point_text(), primary_key=True),
    Column("kept_at", Moment, nullable=False),
    Column("data", LargeBinary, nullable=False),
)
"""Files to download, by the SHA-256 of their content; ``kept_at`` is when last stored."""

directories = Table(
    "directory",
    metadata,
    Column("id", SmallInteger, primary_key=True, autoincrement=False),
    Column("data", Text, nullable=False),
    Column("digest", LargeBinary),
    CheckConstraint("id = 1", name="directory_one_check"),
)
"""The directory, one row: units, cells, named staff."""

counters = Table(
    "counter",
    metadata,
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("last", BigInteger, nullable=False),
    CheckConstraint("last >= 0", name="counter_last_check"),
)
"""The last number given in each year."""

numbers = Table(
    "number",
    metadata,
    Column("series", Text, primary_key=True),
    Column("last", BigInteger, nullable=False),
    CheckConstraint("last >= 0", name="number_last_check"),
)
"""The last number given of each series: to descriptions, announcements and requests."""

drafts = Table(
    "draft",
    metadata,
    Column("key", code_point_text(), primary_key=True),
    Column("until", Moment, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)
"""Drafts of residents, sealed with keys that are not here; ``until`` is when they end."""
Index("draft_until", drafts.c.until)

sessions = Table(
    "staff_session",
    metadata,
    Column("key", code_point_text(), primary_key=True),
    Column("login", Text, nullable=False),
    Column("way", Text, nullable=False),
    Column("signed_in_at", Moment, nullable=False),
    Column("proved_at", Moment),
    Column("until", Moment, nullable=False),
    Column("issuer", Text),
    Column("subject", Text),
    Column("provider_session", Text),
)
"""Sessions of staff; ``key`` is a hash of the id that a browser has, ``until`` when they end."""
Index("staff_session_until", sessions.c.until)
Index("staff_session_login", sessions.c.login)

unfinished = Table(
    "unfinished",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column(
        "month_id",
        Integer,
        _foreign_key(months.c.id, "unfinished_month_id"),
        nullable=False,
    ),
    Column("report_number", code_point_text()),
)
"""SQLite only: erased data whose bytes may still be in a file; NULL stands for the whole file."""


def is_not_dropped(month_id: ColumnElement[Any]) -> ColumnElement[bool]:
    """Return the condition that this partition is not dropped."""
    # A subquery, as few partitions are not dropped.
    return month_id.in_(select(months.c.id).where(months.c.dropped_at.is_(None)))
