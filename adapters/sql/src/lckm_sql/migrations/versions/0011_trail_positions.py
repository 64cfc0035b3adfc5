"""Positions of readers of the audit trail."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

_WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_COUNT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_MOMENT = sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite")


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "trail_position",
        sa.Column("reader", _WORDS, primary_key=True),
        sa.Column("last", _COUNT, nullable=False),
        sa.Column("holder", sa.Text),
        sa.Column("held_until", _MOMENT),
    )
