"""Tests run the statements of Alembic again: the database is the one that Alembic makes."""

from itertools import pairwise
from typing import Any

import pytest
from sqlalchemy import create_engine, inspect, text

from lckm_sql import schema

WHAT_IS_THERE = {
    "sqlite": ["SELECT type, name, sql FROM sqlite_master ORDER BY name"],
    "postgresql": [
        "SELECT table_name, column_name, data_type, is_nullable, column_default, collation_name"
        " FROM information_schema.columns WHERE table_schema = current_schema()"
        " ORDER BY table_name, ordinal_position",
        "SELECT replace(indexdef, current_schema(), '') FROM pg_indexes"
        " WHERE schemaname = current_schema() ORDER BY indexname",
        "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint"
        " WHERE connamespace = current_schema()::regnamespace ORDER BY conname",
    ],
}


def _made(url: str, kind: str) -> tuple[list[Any], ...]:
    """Bring up an empty database; return what it has, its rows, and the progress that is told."""
    engine = create_engine(url.replace("postgresql:", "postgresql+psycopg:"))
    progress: list[Any] = []
    with engine.begin() as connection:
        schema._run_migrations(connection, "", lambda *step: progress.append(step))
        made = [row for query in WHAT_IS_THERE[kind] for row in connection.execute(text(query))]
        tables = sorted(inspect(connection).get_table_names())
        rows = [
            (name, *row)
            for name in tables
            for row in connection.execute(text(f"SELECT * FROM {name}"))
        ]
    engine.dispose()
    return made, rows, progress


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_again_and_again_it_is_what_alembic_makes(
    kind: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> None:
    def empty() -> str:
        if kind == "sqlite":
            return f"sqlite:///{tmp_path_factory.mktemp('schema')}/reports.sqlite"
        return str(request.getfixturevalue("server").new_schema())

    repeated = schema._run_migrations
    made = [_made(empty(), kind), _made(empty(), kind)]
    request.getfixturevalue("by_alembic")
    assert schema._run_migrations is not repeated
    made.append(_made(empty(), kind))
    assert all(all(one) for one in made)
    for one, other in pairwise(made):
        assert one == other
