"""Rows that break a foreign key or a condition of the schema, as an upgrade may find them."""

from collections.abc import Iterator

from sqlalchemy import (
    CheckConstraint,
    Connection,
    ForeignKeyConstraint,
    Select,
    Table,
    exists,
    select,
    text,
)

from lckm_sql.tables import metadata


def broken_rows(connection: Connection) -> Iterator[str]:
    """Yield each row that breaks a constraint: its table, its key, and the constraint's name.

    Keys of tables with constraints are numbers of reports and the like, never personal data.
    """
    for table in metadata.sorted_tables:
        for constraint in sorted(table.constraints, key=lambda constraint: str(constraint.name)):
            query: Select[tuple[object, ...]] | None = None
            if isinstance(constraint, ForeignKeyConstraint):
                query = _without_parent(table, constraint)
            elif isinstance(constraint, CheckConstraint):
                query = select(*table.primary_key).where(text(f"NOT ({constraint.sqltext})"))
            if query is not None:
                for row in connection.execute(query.order_by(*table.primary_key)):
                    key = ", ".join(map(str, row))
                    yield f"{table.name} {key} ({constraint.name})"


def _without_parent(table: Table, constraint: ForeignKeyConstraint) -> Select[tuple[object, ...]]:
    # Each foreign key has one column.
    (element,) = constraint.elements
    column, key = element.parent, element.column
    return select(*table.primary_key).where(column.is_not(None), ~exists().where(key == column))
