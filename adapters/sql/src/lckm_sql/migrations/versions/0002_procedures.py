"""Procedures, announcements and the portal terms."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_COUNT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Create their tables."""
    op.create_table(
        "edition",
        sa.Column("procedure_id", _WORDS, primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("standing", sa.Text, nullable=False),
    )
    op.create_table(
        "announcement",
        sa.Column("number", _WORDS, primary_key=True),
        sa.Column("data", sa.Text, nullable=False),
    )
    op.create_table(
        "terms",
        sa.Column("id", _COUNT, primary_key=True, autoincrement=True),
        sa.Column("version", _WORDS, nullable=False, unique=True),
        sa.Column("data", sa.Text, nullable=False),
    )
