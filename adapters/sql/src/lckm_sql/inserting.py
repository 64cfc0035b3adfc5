"""Inserting a row unless there is one, in one statement, in either database."""

from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite


def insert_if_absent(connection: Connection, table: Table, **values: Any) -> bool:
    """Insert a row unless there is one of its key; return whether it was inserted."""
    return connection.execute(_if_absent(connection.dialect.name, table), values).first() is not None


@lru_cache
def _if_absent(dialect: str, table: Table) -> Any:
    make = sqlite.insert if dialect == "sqlite" else postgresql.insert
    return make(table).on_conflict_do_nothing().returning(*table.primary_key)
