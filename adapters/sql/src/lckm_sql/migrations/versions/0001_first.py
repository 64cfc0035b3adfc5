"""The first schema."""

# A released version never changes: later changes have versions of their own, and nothing of the
# library is imported.

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_COUNT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_MOMENT = sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite")


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "month",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("expires", sa.Date, nullable=False),
        sa.Column("dropped_at", _MOMENT),
        sqlite_autoincrement=True,
    )
    _index("month_live", "month", "expires", where="dropped_at IS NULL")
    op.create_table(
        "month_key",
        sa.Column("month_id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("wrapped", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "report",
        sa.Column("number", _WORDS, primary_key=True),
        sa.Column("registered_at", _MOMENT, nullable=False),
        sa.Column("category", sa.Text),
        sa.Column("month_id", sa.Integer),
        sa.Column("withdrawn_at", _MOMENT),
        sa.Column("data", sa.Text, nullable=False),
    )
    if op.get_bind().dialect.name == "postgresql":
        # The planner would keep a sample of the texts, which redacting by hand cannot reach.
        op.execute("ALTER TABLE report ALTER COLUMN data SET STATISTICS 0")
    _index("report_registered", "report", "registered_at", "number")
    _index("report_withdrawn", "report", "withdrawn_at", where="withdrawn_at IS NOT NULL")
    op.create_table(
        "dispatch",
        sa.Column("id", _WORDS, primary_key=True),
        sa.Column("report_number", _WORDS, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("unit", sa.Text),
        sa.Column("opened_at", _MOMENT, nullable=False),
        sa.Column("since", _MOMENT, nullable=False),
        sa.Column("due_at", _MOMENT),
        sa.Column("untold", sa.SmallInteger, nullable=False),
        sa.Column("unconfirmed", sa.Boolean, nullable=False),
        sa.Column("data", sa.Text, nullable=False),
    )
    _index("dispatch_due", "dispatch", "due_at", "id", where="due_at IS NOT NULL")
    _index("dispatch_since", "dispatch", "since", where="due_at IS NOT NULL")
    _index("dispatch_opened", "dispatch", "opened_at")
    _index("dispatch_untold", "dispatch", "id", where="untold <> 0")
    _index("dispatch_unconfirmed", "dispatch", "id", where="unconfirmed")
    op.create_table(
        "file",
        sa.Column("reference", _WORDS, primary_key=True),
        sa.Column("report_number", _WORDS, primary_key=True),
        sa.Column("month_id", sa.Integer),
        sa.Column("left_over", sa.Boolean, nullable=False),
    )
    _index("file_report_number", "file", "report_number")
    _index("file_month", "file", "month_id")
    _index("file_left_over", "file", "reference", where="left_over")
    op.create_table(
        "audit",
        sa.Column("id", _COUNT, primary_key=True, autoincrement=True),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("verb", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("role", sa.Text),
        sa.Column("outcome", sa.Text, nullable=False),
        sa.Column("own", sa.Boolean, nullable=False),
        sqlite_autoincrement=True,
    )
    _index("audit_subject", "audit", "subject", "id")
    op.create_table(
        "request",
        sa.Column("number", _WORDS, primary_key=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("closed_on", sa.Date),
        sa.Column("data", sa.Text, nullable=False),
    )
    _index("request_open", "request", "number", where="closed_on IS NULL")
    op.create_table(
        "counter",
        sa.Column("year", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("last", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "unfinished",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("month_id", sa.Integer, nullable=False),
        sa.Column("report_number", _WORDS),
    )


def _index(name: str, table: str, *columns: str, where: str | None = None) -> None:
    condition = sa.text(where) if where else None
    op.create_index(name, table, list(columns), sqlite_where=condition, postgresql_where=condition)
