"""Who did what in the audit trail; sealed drafts of residents' forms."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

_WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_MOMENT = sa.DateTime(timezone=True).with_variant(sa.BigInteger(), "sqlite")


def upgrade() -> None:
    """Add the column and the table."""
    op.add_column("audit", sa.Column("done_by", sa.Text))
    op.create_table(
        "draft",
        sa.Column("key", _WORDS, primary_key=True),
        sa.Column("until", _MOMENT, nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
    )
    op.create_index("draft_until", "draft", ["until"])
