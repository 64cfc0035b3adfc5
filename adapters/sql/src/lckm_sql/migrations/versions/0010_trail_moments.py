"""The audit trail is found by its moments."""

from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Add the index."""
    op.create_index("audit_at", "audit", ["at", "id"])
