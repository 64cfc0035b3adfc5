"""Sessions of staff."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

_WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_MOMENT = sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite")


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "staff_session",
        sa.Column("key", _WORDS, primary_key=True),
        sa.Column("login", sa.Text, nullable=False),
        sa.Column("way", sa.Text, nullable=False),
        sa.Column("signed_in_at", _MOMENT, nullable=False),
        sa.Column("proved_at", _MOMENT),
        sa.Column("until", _MOMENT, nullable=False),
        sa.Column("issuer", sa.Text),
        sa.Column("subject", sa.Text),
        sa.Column("provider_session", sa.Text),
    )
    op.create_index("staff_session_until", "staff_session", ["until"])
    op.create_index("staff_session_login", "staff_session", ["login"])
