"""Digests of rows and of the lines of the trail."""

# Rows that are there already have none: nobody can tell any more whether they are as they were.

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_TABLES = (
    *("report", "dispatch", "audit", "request"),
    *("edition", "announcement_edition", "terms", "directory"),
)
_COUNT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add the columns, and the table with the end of the trail."""
    for table in _TABLES:
        op.add_column(table, sa.Column("digest", sa.LargeBinary))
    end = op.create_table(
        "audit_end",
        sa.Column("id", sa.SmallInteger, primary_key=True, autoincrement=False),
        sa.Column("last", _COUNT, nullable=False),
        sa.Column("digest", sa.LargeBinary, nullable=False),
    )
    op.bulk_insert(end, [{"id": 1, "last": 0, "digest": b""}])
