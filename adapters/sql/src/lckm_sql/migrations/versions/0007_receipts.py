"""Receipts for residents: deliveries that end as void."""

# SQLite changes no condition of a table that is there: the table is made anew. Its other rules
# are named, too, for alembic would write those that it finds in any order.

from alembic import op

revision = "0007"
down_revision = "0006"

_DUE = "due_at IS NOT NULL OR state IN ('sent', 'helpdesk', 'void')"
_REPORT, _UNTOLD = "dispatch_report_number_fkey", "dispatch_untold_check"


def upgrade() -> None:
    """Let a delivery that is void be due no more."""
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    with op.batch_alter_table("dispatch") as table:
        table.drop_constraint("dispatch_due_check", type_="check")
        if is_sqlite:
            table.drop_constraint(_REPORT, type_="foreignkey")
            table.drop_constraint(_UNTOLD, type_="check")
            table.create_foreign_key(_REPORT, "report", ["report_number"], ["number"])
            table.create_check_constraint(_UNTOLD, "untold >= 0")
        table.create_check_constraint("dispatch_due_check", _DUE)
