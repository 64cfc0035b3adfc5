"""Checking that the tables of the schema, their keys and their indexes are there."""

import warnings
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Connection,
    ForeignKeyConstraint,
    Inspector,
    Table,
    inspect,
    text,
)
from sqlalchemy.exc import SAWarning

from lckm_sql.tables import metadata
from lckm_sql.version_table import OWN_NAMESPACE

_INVALID = text(
    "SELECT relname FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid "  # noqa: S608
    "WHERE NOT (indisvalid AND indisready) "
    f"AND relnamespace = {OWN_NAMESPACE} ORDER BY relname"
)


def missing_parts(connection: Connection) -> Iterator[str]:
    """Yield the tables, columns, keys, conditions and indexes that the database lacks.

    Of PostgreSQL also the indexes that the server does not use as they were left half made.
    """
    inspector = inspect(connection)
    existing = set(inspector.get_table_names())
    for table in metadata.sorted_tables:
        if table.name not in existing:
            yield table.name
            continue
        try:
            with warnings.catch_warnings():
                # SQLAlchemy also warns of a damaged file; the faults are yielded here.
                warnings.simplefilter("ignore", SAWarning)
                parts = [*_missing_of(inspector, table)]
            yield from parts
        except TypeError:
            # In a damaged file a table may have lost its definition, which SQLAlchemy reads.
            yield table.name
    if connection.dialect.name == "postgresql":
        yield from connection.execute(_INVALID).scalars()


def _missing_of(inspector: Inspector, table: Table) -> Iterator[str]:
    dialect = inspector.dialect
    types = {
        column["name"]: column["type"].compile(dialect)
        for column in inspector.get_columns(table.name)
    }
    for column in table.c:
        if types.get(column.name) != column.type.compile(dialect):
            yield f"{table.name}.{column.name}"
    key = inspector.get_pk_constraint(table.name)["constrained_columns"]
    if list(key) != [column.name for column in table.primary_key]:
        yield f"{table.name}: PRIMARY KEY"
    unique = {
        tuple(constraint["column_names"])
        for constraint in inspector.get_unique_constraints(table.name)
    }
    for column in table.c:
        if column.unique and (column.name,) not in unique:
            yield f"{table.name}.{column.name}: UNIQUE"
    named = {foreign_key["name"] for foreign_key in inspector.get_foreign_keys(table.name)}
    named |= {constraint["name"] for constraint in inspector.get_check_constraints(table.name)}
    wanted = {
        str(constraint.name)
        for constraint in table.constraints
        if isinstance(constraint, CheckConstraint | ForeignKeyConstraint)
    }
    yield from sorted(wanted - named)
    found = {index["name"]: _names(index) for index in inspector.get_indexes(table.name)}
    for index in sorted(table.indexes, key=lambda index: str(index.name)):
        if found.get(index.name) != [column.name for column in index.columns]:
            yield str(index.name)


def _names(index: Any) -> Sequence[str | None]:
    return list(index["column_names"])
