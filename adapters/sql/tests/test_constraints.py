"""Foreign keys and conditions of the tables: held by both databases, and told of by verify."""

import shutil
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Table, inspect, select, text, update
from sqlalchemy.exc import IntegrityError

from lckm_sql import (
    BrokenRowsError,
    FailureKind,
    IntegrityFindingKind,
    SqlAdapter,
    StoreUnavailableError,
)
from lckm_sql.database import Database
from lckm_sql.schema import VERSIONS
from lckm_sql.tables import (
    announcements,
    audit_ends,
    counters,
    directories,
    dispatches,
    editions,
    files,
    months,
    reports,
)
from lckm_testing import PersonalDataCanary
from lckm_testing.contracts import samples
from tests.helpers.postgres import on_either

Unconstrained = Callable[[Database], AbstractContextManager[Connection]]

RELEASED = Path(__file__).parent / "files" / "released"
NUMBER = "LCKM-2026-000001"
_Break = tuple[Table, dict[str, Any], str]
BREAKS: list[_Break] = [
    (reports, {"month_id": 99}, f"report {NUMBER} (report_month_id_fkey)"),
    (files, {"report_number": "Z"}, "file {file}, Z (file_report_number_fkey)"),
    (files, {"month_id": 99}, "file {file}, " + f"{NUMBER} (file_month_id_fkey)"),
    (dispatches, {"untold": -1}, f"dispatch {NUMBER} (dispatch_untold_check)"),
    (audit_ends, {"id": 2}, "audit_end 2 (audit_end_one_check)"),
    (directories, {"id": 2}, "directory 2 (directory_one_check)"),
    (counters, {"last": -1}, "counter 2026 (counter_last_check)"),
]
NAMED_OTHERWISE: list[_Break] = [
    (dispatches, {"report_number": "Z"}, f"dispatch {NUMBER} (dispatch_report_number_fkey)"),
    (dispatches, {"due_at": None}, f"dispatch {NUMBER} (dispatch_due_check)"),
]
UNTOLD: list[_Break] = [
    (editions, {"number": 0}, "edition"),
    (announcements, {"edition": 0}, "announcement_edition"),
]


def some_of(rows: list[_Break]) -> list[Any]:
    """Return all rows, of which every third is tried in every change."""
    long = pytest.mark.slow(reason="another rule; every third stands for it")
    return [
        pytest.param(row, marks=long, id=_id(row)) if at % 3 else row for at, row in enumerate(rows)
    ]


def _id(broken: _Break) -> str:
    return f"{broken[0].name}-{'-'.join(broken[1])}"


@pytest.fixture
def filled(url: str, tmp_path: Path) -> SqlAdapter:
    """A database of the version before the constraints, with something in every table."""
    if url.startswith("sqlite"):
        shutil.copytree(RELEASED / "0004", tmp_path / "db")
        return SqlAdapter(url=f"sqlite:///{tmp_path}/db/reports.sqlite")
    import psycopg

    with psycopg.connect(url.replace("+psycopg", "")) as connection:
        connection.execute((RELEASED / "0004" / "postgresql.sql").read_bytes())
    return SqlAdapter(url=url)


def _file(connection: Connection) -> str:
    return str(connection.execute(text("SELECT min(reference) FROM file")).scalar())


def _one_row(connection: Connection, broken: _Break) -> None:
    table, values, _ = broken
    key = [column for column in table.primary_key if column.name not in values]
    # Only the key, for an older table has not all columns.
    row = connection.execute(select(*table.primary_key).order_by(*table.primary_key)).first()
    assert row is not None
    this = [column == row._asdict()[column.name] for column in key]
    connection.execute(update(table).where(*this).values(values))


def _expected_message(connection: Connection, broken: _Break) -> str:
    return broken[2].replace("{file}", _file(connection))


def test_a_row_that_breaks_a_rule_is_refused(filled: SqlAdapter) -> None:
    filled.migrate()
    taken = []
    for broken in (*BREAKS, *NAMED_OTHERWISE, *UNTOLD):
        # What is refused is rolled back, and what is taken would be, too.
        with (
            suppress(IntegrityError, _TakenError),
            filled.database.writing() as connection,
        ):
            _one_row(connection, broken)
            taken.append(_id(broken))
            raise _TakenError
    assert taken == []
    filled.close()


class _TakenError(Exception):
    """A row was taken."""


@pytest.mark.parametrize("broken", some_of(BREAKS), ids=_id)
def test_a_row_that_breaks_a_rule_all_the_same_is_told_of(
    filled: SqlAdapter, broken: _Break, unconstrained: Unconstrained
) -> None:
    filled.migrate()
    with unconstrained(filled.database) as connection:
        _one_row(connection, broken)
        told = _expected_message(connection, broken)
    found = filled.reports.verify(now=samples.NOON)
    assert told in [one.subject for one in found if one.kind is IntegrityFindingKind.BREAKS_RULE]
    filled.close()


@pytest.mark.parametrize("broken", [*BREAKS, *NAMED_OTHERWISE], ids=_id)
def test_an_upgrade_names_the_rows_that_do_not_fit_and_changes_nothing(
    filled: SqlAdapter, broken: _Break
) -> None:
    with filled.database.writing_as_is() as connection:
        _one_row(connection, broken)
        told = _expected_message(connection, broken)
    with pytest.raises(BrokenRowsError) as error:
        filled.migrate()
    assert told in error.value.rows
    assert told in error.value.message.pl
    with filled.database.engine_as_is.connect() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == (
            "0004"
        )
        assert inspect(connection).get_foreign_keys("report") == []
    filled.close()


@on_either()
def test_an_upgrade_keeps_every_row(filled: SqlAdapter) -> None:
    tables = (reports, dispatches, files, audit_ends, editions, counters, directories)
    with filled.database.engine_as_is.connect() as connection:
        older = {
            table: [
                one["name"]
                for one in inspect(connection).get_columns(table.name)
                if one["name"] in table.c
            ]
            for table in tables
        }

    def rows() -> list[list[Any]]:
        with filled.database.engine_as_is.connect() as connection:
            queries = [
                text(f"SELECT {', '.join(names)} FROM {table.name}")
                for table, names in older.items()
            ]
            return [sorted(map(tuple, connection.execute(query)), key=str) for query in queries]

    before = rows()
    assert filled.migrate() == VERSIONS[-1]
    assert rows() == before
    filled.close()


@on_either()
def test_a_constraint_that_is_gone_is_told_of(adapter: SqlAdapter, tmp_path: Path) -> None:
    adapter.migrate()
    if adapter.database.is_sqlite:
        gone: Callable[[Connection], None] = _rewritten_without_key
    else:
        gone = _dropped_key
    with adapter.database.writing() as connection:
        gone(connection)
    adapter.close()
    missing = [
        one.subject
        for one in adapter.reports.verify(now=samples.NOON)
        if one.kind is IntegrityFindingKind.NO_INDEX
    ]
    assert missing == ["report_month_id_fkey"]


def _dropped_key(connection: Connection) -> None:
    connection.execute(text("ALTER TABLE report DROP CONSTRAINT report_month_id_fkey"))


def _rewritten_without_key(connection: Connection) -> None:
    key = ", \n\tCONSTRAINT report_month_id_fkey FOREIGN KEY(month_id) REFERENCES month (id)"
    connection.execute(text("PRAGMA writable_schema = ON"))
    connection.execute(
        text("UPDATE sqlite_schema SET sql = replace(sql, :key, '') WHERE name = 'report'"),
        {"key": key},
    )


@on_either()
def test_a_report_whose_month_is_another_process_s_to_erase_is_registered(
    adapter: SqlAdapter,
) -> None:
    """A dropped month keeps its row, so reports of it keep theirs."""
    canary = PersonalDataCanary("A")
    adapter.reports.add(samples.full_report(canary, "A"), samples.opened("A"))
    assert adapter.reports.erase_due(now=samples.NOON.replace(year=2028)) == 1
    with adapter.database.reading() as connection:
        query = select(months.c.dropped_at).order_by(months.c.id)
        assert connection.execute(query).scalars().first() is not None
    assert adapter.reports.get("A") is not None


@on_either()
def test_what_breaks_a_rule_is_no_failure_that_goes_by(adapter: SqlAdapter) -> None:
    """Such as a delivery of a report that is not there: the store's callers are told."""
    from lckm_sql.database import store_operation

    class Store:
        database = adapter.database

        @store_operation
        def write(self) -> None:
            with self.database.writing() as connection:
                connection.execute(counters.insert().values(year=2026, last=-1))

    with pytest.raises(StoreUnavailableError) as error:
        Store().write()
    assert error.value.kind is FailureKind.OTHER
