"""Inserts that do nothing where the key exists, alone or together with related rows."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Table, bindparam, insert, select
from sqlalchemy.dialects import postgresql, sqlite

Row = tuple[Table, Mapping[str, Any]]
"""A table and a row for it."""
_Names = tuple[str, ...]
_Convert = Callable[[Any], Any]
_SQLITE = sqlite.dialect()


def insert_if_absent(connection: Connection, table: Table, **values: Any) -> bool:
    """Insert a row unless its key exists; return whether it was inserted."""
    return (
        connection.execute(_if_absent(connection.dialect.name, table), values).first() is not None
    )


def insert_together(connection: Connection, first: Row, *rest: Row) -> bool:
    """Insert related rows unless the first one's key exists; return whether it did so."""
    # Done with every report, so time matters: in PostgreSQL it is one statement, and one round
    # trip; in SQLite the driver runs several, for SQLAlchemy takes longer over each than SQLite.
    if connection.dialect.name == "sqlite":
        return _one_by_one(connection, first, *rest)
    rows = (first, *rest)
    statement = _joint_statement(*((table, tuple(values)) for table, values in rows))
    named = {
        _parameter_name(table, name): value
        for table, values in rows
        for name, value in values.items()
    }
    return connection.execute(statement, named).first() is not None


@lru_cache
def _if_absent(dialect: str, table: Table) -> Any:
    insert_into = sqlite.insert if dialect == "sqlite" else postgresql.insert
    return insert_into(table).on_conflict_do_nothing().returning(*table.primary_key)


# ── PostgreSQL ───────────────────────────────────────────────────────────────────────────────


@lru_cache
def _joint_statement(first: tuple[Table, _Names], *rest: tuple[Table, _Names]) -> Any:
    """Return the statement that inserts the first row, and the rest only with it."""
    inserted = _if_absent("postgresql", first[0]).values(_values(*first)).cte()
    statement = select(inserted)
    for table, names in rest:
        values = select(*_values(table, names).values()).select_from(inserted)
        statement = statement.add_cte(
            insert(table).from_select(names, values, include_defaults=False).cte()
        )
    return statement


def _values(table: Table, names: _Names) -> dict[str, Any]:
    return {
        name: bindparam(_parameter_name(table, name), type_=table.c[name].type) for name in names
    }


def _parameter_name(table: Table, name: str) -> str:
    return f"{table.name}_{name}"


# ── SQLite ───────────────────────────────────────────────────────────────────────────────────


def _one_by_one(connection: Connection, first: Row, *rest: Row) -> bool:
    cursor = connection.connection.cursor()
    if cursor.execute(*_for_driver(*first, if_absent=True)).fetchone() is None:
        return False
    for row in rest:
        cursor.execute(*_for_driver(*row))
    return True


def _for_driver(
    table: Table, values: Mapping[str, Any], *, if_absent: bool = False
) -> tuple[str, list[Any]]:
    """Return a statement and its values for the driver."""
    statement, columns = _compile(table, tuple(values), if_absent)
    return statement, [
        convert(values[name]) if convert else values[name] for name, convert in columns
    ]


@lru_cache
def _compile(
    table: Table, names: _Names, if_absent: bool
) -> tuple[str, Sequence[tuple[str, _Convert | None]]]:
    """Return a statement and its columns in order, each with the converter of its values."""
    statement = _if_absent("sqlite", table) if if_absent else insert(table).inline()
    columns = [column for column in table.c if column.name in names]
    converts = [
        (column.name, column.type.dialect_impl(_SQLITE).bind_processor(_SQLITE))
        for column in columns
    ]
    return str(statement.compile(dialect=_SQLITE, column_keys=names)), converts
