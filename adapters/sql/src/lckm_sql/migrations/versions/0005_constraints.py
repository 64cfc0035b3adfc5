"""Foreign keys, and conditions that rows have to meet."""

# SQLite adds neither to a table that is there: the table is made anew. A month and its files to
# download stay as they are, for the first has no condition, and the others are large.

from alembic import op

revision = "0005"
down_revision = "0004"

_FOREIGN_KEYS = (
    ("report", "month_id", "month", "id"),
    ("dispatch", "report_number", "report", "number"),
    ("file", "report_number", "report", "number"),
    ("file", "month_id", "month", "id"),
    ("unfinished", "month_id", "month", "id"),
)
_CHECKS = (
    ("dispatch", "due", "due_at IS NOT NULL OR state IN ('sent', 'helpdesk')"),
    ("dispatch", "untold", "untold >= 0"),
    ("audit_end", "one", "id = 1"),
    ("edition", "number", "number >= 1"),
    ("announcement_edition", "edition", "edition >= 1"),
    ("directory", "one", "id = 1"),
    ("counter", "last", "last >= 0"),
    ("number", "last", "last >= 0"),
)


def upgrade() -> None:
    """Add them, table by table."""
    for name in dict.fromkeys(table for table, *_ in (*_FOREIGN_KEYS, *_CHECKS)):
        with op.batch_alter_table(name) as table:
            for child, column, parent, key in _FOREIGN_KEYS:
                if child == name:
                    table.create_foreign_key(f"{child}_{column}_fkey", parent, [column], [key])
            for of, about, condition in _CHECKS:
                if of == name:
                    table.create_check_constraint(f"{of}_{about}_check", condition)
