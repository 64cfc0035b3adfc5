"""The schema of a new database: as Alembic left the first one of its kind.

Alembic takes several times as long to say its statements as a database to run them. Of SQLite, the
statements that make what was left are a third of those that led there.
"""

import sys
from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any

import pytest

_Statements = list[tuple[str, Any]]
_Upgrade = Callable[[Any, str, Callable[[str, int, int], None]], None]
_HEARD: dict[tuple[str, tuple[str, ...]], dict[str, _Statements]] = {}
"""The statements for each version, by the kind of database and the versions there are."""
_ORIGINAL = pytest.StashKey[_Upgrade]()


def _record(run: _Upgrade, connection: Any, progress: Any) -> dict[str, _Statements]:
    """Run the migrations; return their statements."""
    from sqlalchemy import event

    heard: dict[str, _Statements] = {}
    statements: _Statements = []

    def executed(_c: Any, _cursor: Any, statement: str, parameters: Any, *_rest: Any) -> None:
        statements.append((statement, parameters))

    def version_done(version: str, done: int, total: int) -> None:
        heard[version] = list(statements)
        statements.clear()
        progress(version, done, total)

    event.listen(connection, "before_cursor_execute", executed)
    try:
        run(connection, "", version_done)
    finally:
        event.remove(connection, "before_cursor_execute", executed)
    if connection.dialect.name == "sqlite":
        *earlier, last = heard
        left = list(_left(connection.connection.cursor()))
        return {**{version: [] for version in earlier}, last: left}
    return heard


def _left(cursor: Any) -> Iterator[tuple[str, Any]]:
    """Yield the statements that make what a database of SQLite has, tables before their rows."""
    made = "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY rowid"
    parts = cursor.execute(made).fetchall()
    for _, _, statement in parts:
        yield statement, ()
    for kind, name, _ in parts:
        for row in cursor.execute(f'SELECT * FROM "{name}"') if kind == "table" else ():
            yield f'INSERT INTO "{name}" VALUES ({", ".join("?" * len(row))})', row


def _faster(run: _Upgrade, schema: Any) -> _Upgrade:
    """Return what brings up a new database without Alembic, and any other as *run* does."""

    def run_migrations(connection: Any, current: str, progress: Any) -> None:
        kind = connection.dialect.name, schema.VERSIONS
        if current:
            run(connection, current, progress)
        elif kind not in _HEARD:
            _HEARD[kind] = _record(run, connection, progress)
        else:
            for done, (version, statements) in enumerate(_HEARD[kind].items(), start=1):
                _execute(connection, statements)
                progress(version, done, len(_HEARD[kind]))

    return run_migrations


def _execute(connection: Any, statements: _Statements) -> None:
    """Run statements in few round trips, or without SQLAlchemy, which takes as long again."""
    if connection.dialect.name == "sqlite":
        cursor = connection.connection.cursor()
        for statement, parameters in statements:
            cursor.execute(statement, parameters)
        cursor.close()
        return
    for has_parameters, some in groupby(statements, key=lambda each: bool(each[1])):
        if has_parameters:
            for statement, parameters in some:
                connection.exec_driver_sql(statement, parameters)
        else:
            connection.exec_driver_sql(";\n".join(statement for statement, _ in some))


@pytest.hookimpl(trylast=True)
def pytest_collection_finish(session: pytest.Session) -> None:
    """Take Alembic's place where a test that was collected has a database."""
    schema = sys.modules.get("lckm_sql.schema")
    if schema is not None and _ORIGINAL not in session.config.stash:
        session.config.stash[_ORIGINAL] = schema._run_migrations
        schema._run_migrations = _faster(schema._run_migrations, schema)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Give it back."""
    if _ORIGINAL in config.stash:
        sys.modules["lckm_sql.schema"]._run_migrations = config.stash[_ORIGINAL]  # type: ignore[attr-defined]


@pytest.fixture
def by_alembic(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Bring up each database by Alembic, where that is what is tested."""
    if (original := request.config.stash.get(_ORIGINAL, None)) is not None:
        monkeypatch.setattr("lckm_sql.schema._run_migrations", original)
