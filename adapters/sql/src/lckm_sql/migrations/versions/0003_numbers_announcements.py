"""Numbers of new material; announcements in editions, each with its state and history."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Create the tables; what heads placed before is published, as it was."""
    op.create_table(
        "number",
        sa.Column("series", sa.Text, primary_key=True),
        sa.Column("last", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "announcement_edition",
        sa.Column("number", _WORDS, primary_key=True),
        sa.Column("edition", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("standing", sa.Text, nullable=False),
    )
    op.execute(
        "INSERT INTO announcement_edition (number, edition, text, standing) "
        """SELECT number, 1, data, '{"state":"published"}' FROM announcement"""
    )
    op.drop_table("announcement")
