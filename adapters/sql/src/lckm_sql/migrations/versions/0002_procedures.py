"""Procedures, announcements and the portal terms; files to download and the directory."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_COUNT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_MOMENT = sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite")


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
    op.create_table(
        "document",
        sa.Column("address", _WORDS, primary_key=True),
        sa.Column("kept_at", _MOMENT, nullable=False),
        sa.Column("data", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "directory",
        sa.Column("id", sa.SmallInteger, primary_key=True, autoincrement=False),
        sa.Column("data", sa.Text, nullable=False),
    )
