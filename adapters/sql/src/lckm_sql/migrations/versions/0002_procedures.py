"""Procedures, announcements and the portal terms."""

import sqlalchemy as sa
from alembic import op

from lckm_sql.tables import words

revision = "0002"
down_revision = "0001"

_COUNT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Create their tables."""
    op.create_table(
        "edition",
        sa.Column("procedure_id", words(), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("standing", sa.Text, nullable=False),
    )
    op.create_table(
        "announcement",
        sa.Column("number", words(), primary_key=True),
        sa.Column("data", sa.Text, nullable=False),
    )
    op.create_table(
        "terms",
        sa.Column("id", _COUNT, primary_key=True, autoincrement=True),
        sa.Column("version", words(), nullable=False, unique=True),
        sa.Column("data", sa.Text, nullable=False),
    )
