"""A database for each test, of either make."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from lckm_sql import SqlAdapter
from lckm_sql.database import Database
from tests.helpers.postgres import DATABASES

_CONSTRAINTS = text(
    "SELECT conrelid::regclass AS of, quote_ident(conname) AS name, "
    "pg_get_constraintdef(oid) AS definition FROM pg_constraint "
    "WHERE connamespace = current_schema()::regnamespace AND contype IN ('f', 'c')"
)


@pytest.fixture(params=DATABASES)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database, of either make."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/reports.sqlite"
    found: str = request.getfixturevalue("postgresql")
    return found


@pytest.fixture
def adapter(url: str) -> Iterator[SqlAdapter]:
    """An adapter for an empty database, of either make."""
    one = SqlAdapter(url=url)
    yield one
    one.close()


@pytest.fixture
def unconstrained() -> Callable[[Database], AbstractContextManager[Connection]]:
    """Begin a write transaction for what the constraints refuse, as a hand or a disk leaves it."""
    return _writing_unconstrained


@contextmanager
def _writing_unconstrained(database: Database) -> Iterator[Connection]:
    """Begin a write transaction in which neither foreign keys nor conditions hold."""
    if not database.is_sqlite:
        with database.writing() as connection:
            constraints = connection.execute(_CONSTRAINTS).all()
            for of, name, _ in constraints:
                connection.execute(text(f"ALTER TABLE {of} DROP CONSTRAINT {name}"))
            yield connection
            for of, name, definition in constraints:
                added = f"ALTER TABLE {of} ADD CONSTRAINT {name} {definition} NOT VALID"
                connection.execute(text(added))
        return
    with database.engine.connect().execution_options(lckm_immediate=True) as connection:
        cursor = connection.connection.cursor()
        cursor.execute("PRAGMA foreign_keys = OFF")
        cursor.execute("PRAGMA ignore_check_constraints = ON")
        try:
            with connection.begin():
                yield connection
        finally:
            cursor.execute("PRAGMA foreign_keys = ON")
            cursor.execute("PRAGMA ignore_check_constraints = OFF")
