"""A database shared with other applications: theirs are told apart, and never touched."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from lckm_core.errors import InvalidSettingError
from lckm_sql import (
    BackupError,
    FailureKind,
    IntegrityFindingKind,
    OlderSchemaError,
    OtherSchemaError,
    OtherTablesError,
    SqlAdapter,
    SqlDocumentsAdapter,
    StoreUnavailableError,
)
from lckm_sql.schema import VERSIONS
from lckm_testing import PersonalDataCanary
from lckm_testing.contracts import samples
from lckm_testing.contracts.base import at_once
from tests.helpers.rows import some_in_every_change

if TYPE_CHECKING:
    from tests.helpers.private_postgresql import PostgresServer

NOON = samples.NOON
TERM = NOON + timedelta(days=300)
_OF_THE_SERVER = {
    IntegrityFindingKind.NOT_DURABLE,
    IntegrityFindingKind.LOGGED,
    IntegrityFindingKind.LOG_KEPT,
}
_OTHERS = (
    "CREATE TABLE alembic_version (version_num VARCHAR(32) PRIMARY KEY)",
    "INSERT INTO alembic_version VALUES ('{version}')",
    "CREATE TABLE invoice (id INTEGER PRIMARY KEY, total INTEGER)",
    "INSERT INTO invoice VALUES (1, 100)",
)


@pytest.fixture
def shared(server: "PostgresServer") -> Iterator[Callable[..., SqlAdapter]]:
    """Make adapters for schemas of one database; both are removed at the end."""
    adapters: list[SqlAdapter] = []
    url = server.url().partition("?")[0]

    def make(schema: str, **settings: object) -> SqlAdapter:
        adapters.append(SqlAdapter(url=url, schema=schema, **settings))  # type: ignore[arg-type]
        return adapters[-1]

    yield make
    for schema in {adapter.database.schema for adapter in adapters}:
        server.execute(f'DROP SCHEMA IF EXISTS "{schema}" CASCADE')
    for adapter in adapters:
        adapter.close()


def _registered(adapter: SqlAdapter, number: str) -> None:
    adapter.reports.add(
        samples.full_report(PersonalDataCanary(number), number), samples.opened(number)
    )


def _wrong(adapter: SqlAdapter) -> list[IntegrityFindingKind]:
    """Return what is wrong, besides the settings of a server that is there for tests."""
    kinds = [finding.kind for finding in adapter.reports.verify(now=NOON)]
    return [kind for kind in kinds if kind not in _OF_THE_SERVER]


def _schemas_with_tables(adapter: SqlAdapter) -> set[str]:
    """Return the schemas that hold our tables, but for those of other tests (lckm_1, lckm_2 …)."""
    names = "'report', 'lckm_version', 'personal_2026_10_1', 'month_key'"
    query = (
        f"SELECT DISTINCT schemaname FROM pg_tables WHERE tablename IN ({names}) "
        "AND schemaname !~ '^lckm_[0-9]+$'"
    )
    with adapter.database.reading() as connection:
        return set(connection.execute(text(query)).scalars())


# ── a schema of its own ──────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "schema",
    some_in_every_change(
        ["lckm_app", "Łódzkie Centrum", "user"],
        1,
        reason="another name; one that has to be quoted stands for it",
    ),
)
def test_the_tables_are_in_the_schema_of_the_settings(
    shared: Callable[..., SqlAdapter], server: "PostgresServer", schema: str
) -> None:
    adapter = shared(schema)
    assert not adapter.reports.is_there()
    _registered(adapter, "A")
    assert adapter.reports.is_there()
    assert adapter.reports.where.endswith(f"/postgres.{schema}")
    assert adapter.reports.erase("A", now=NOON)
    assert _schemas_with_tables(adapter) == {schema}
    assert _wrong(adapter) == []


def test_two_applications_in_one_database_do_not_disturb_one_another(
    shared: Callable[..., SqlAdapter],
) -> None:
    first, second = shared("lckm_first"), shared("lckm_second")
    assert at_once(2, lambda at: (first, second)[at].migrate()) == [VERSIONS[-1]] * 2
    for adapter in (first, second):
        _registered(adapter, "A")
        assert adapter.reports.next_number(NOON) == "LCKM-2026-000001"
    # The first erases, and holds its lock, while the second creates, erases and checks.
    partitions = first._partitions
    with partitions.erasing(lambda _: ()):
        second.database.close()
        assert second.reports.erase("A", now=NOON)
        assert second.reports.erase_due(now=TERM) == 1
        assert _wrong(second) == []
    assert first.reports.get("A") == samples.full_report(PersonalDataCanary("A"), "A")
    assert _wrong(first) == []


def test_a_table_being_rewritten_by_another_application_hides_no_leftover(
    shared: Callable[..., SqlAdapter],
) -> None:
    first, second = shared("lckm_first"), shared("lckm_second")
    _registered(first, "A")
    _registered(second, "A")
    with second.database.writing() as connection:
        connection.execute(text("CREATE TABLE personal_2026_10_1_anew (number text)"))
    with first._partitions.erasing(lambda _: ()):
        assert _wrong(second) == [IntegrityFindingKind.UNFINISHED]


def test_files_and_directory_take_the_schema_too(shared: Callable[..., SqlAdapter]) -> None:
    adapter = shared("lckm_app")
    adapter.migrate()
    url = adapter.database.url.render_as_string(hide_password=False)
    documents = SqlDocumentsAdapter(url=url, schema="lckm_app", migrate=False, create=False)
    assert documents.documents.read("0" * 64) is None
    documents.close()


def test_a_schema_that_may_not_be_created_is_told_of(shared: Callable[..., SqlAdapter]) -> None:
    adapter = shared("lckm_app", create=False)
    with pytest.raises(OlderSchemaError, match="lckm migrate"):
        adapter.reports.get("A")
    assert not adapter.reports.is_there()


def test_a_schema_that_the_role_may_not_use_is_told_of(
    shared: Callable[..., SqlAdapter], server: "PostgresServer"
) -> None:
    shared("lckm_app")
    server.execute("CREATE SCHEMA lckm_app")
    server.execute("CREATE ROLE stranger LOGIN")
    try:
        url = server.url().partition("?")[0].replace("postgres@", "stranger@")
        adapter = SqlAdapter(url=url, schema="lckm_app")
        with pytest.raises(StoreUnavailableError) as error:
            adapter.reports.get("A")
        adapter.close()
        assert error.value.kind is FailureKind.FORBIDDEN
    finally:
        server.execute("DROP ROLE stranger")


@pytest.mark.parametrize("schema", ["pg_lckm", "information_schema", 'a"b', "ą" * 32, "a\nb"])
def test_no_other_schema_is_taken(schema: str) -> None:
    with pytest.raises(InvalidSettingError, match="schema"):
        SqlAdapter(url="postgresql://lckm@localhost/city", schema=schema)


def test_sqlite_has_no_schemas(tmp_path: Path) -> None:
    with pytest.raises(InvalidSettingError, match="własny plik") as error:
        SqlAdapter(url=f"sqlite:///{tmp_path}/r.sqlite", schema="lckm")
    assert error.value.setting == "schema"
    assert [*tmp_path.iterdir()] == []


# ── other applications' tables ───────────────────────────────────────────────────────────────


def _with_others(url: str, *more: str, version: str = "b7c2d91e") -> Callable[[], object]:
    """Create another application's tables; return what reads all of them."""
    if url.startswith("sqlite"):
        path = url.removeprefix("sqlite:///")
        with closing(sqlite3.connect(path)) as database:
            for statement in (*_OTHERS, *more):
                database.execute(statement.format(version=version))
            database.commit()
        return Path(path).read_bytes
    plain = SqlAdapter(url=url).database
    with plain.writing_as_is() as connection:
        for statement in (*_OTHERS, *more):
            connection.execute(text(statement.format(version=version)))

    def read() -> object:
        with plain.engine_as_is.connect() as connection:
            tables = connection.execute(
                text("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")
            )
            names = sorted(name for name in tables.scalars())
            rows = [
                connection.execute(text(f"SELECT * FROM {name}")).all()
                for name in ("alembic_version", "invoice")
            ]
        plain.close()
        return names, rows

    return read


@pytest.mark.parametrize(
    "version",
    [
        "0001",
        *(
            pytest.param(
                one, marks=pytest.mark.slow(reason="another number of a version; one stands for it")
            )
            for one in ("b7c2d91e", "0004", "9999")
        ),
    ],
)
def test_anothers_alembic_is_not_taken_for_ours(postgresql: str, version: str) -> None:
    read = _with_others(postgresql, version=version)
    before = read()
    adapter = SqlAdapter(url=postgresql)
    assert not adapter.reports.is_there()
    assert read() == before
    _registered(adapter, "A")
    assert adapter.reports.is_there()
    adapter.close()
    again = SqlAdapter(url=postgresql, migrate=False)
    assert again.reports.get("A") is not None
    assert _wrong(again) == []
    with again.database.reading() as connection:
        query = text("SELECT version_num FROM alembic_version")
        assert connection.execute(query).scalars().all() == [version]
        assert connection.execute(text("SELECT total FROM invoice")).scalars().all() == [100]
    again.close()


@pytest.mark.parametrize(
    "others",
    [
        "CREATE TABLE report (id INTEGER PRIMARY KEY)",
        "CREATE VIEW document AS SELECT 1 AS one",
        "CREATE TYPE request AS ENUM ('new')",
        "CREATE INDEX report_registered ON invoice (total)",
        "CREATE SEQUENCE number",
    ],
)
@pytest.mark.parametrize(
    "version",
    some_in_every_change(
        ["b7c2d91e", "0004"], 1, reason="another version of theirs; one like ours stands for it"
    ),
)
def test_others_tables_of_our_names_are_told_of_and_left(
    postgresql: str, others: str, version: str
) -> None:
    read = _with_others(postgresql, others, version=version)
    before = read()
    adapter = SqlAdapter(url=postgresql)
    name = others.split()[2]
    assert adapter.reports.is_there(), "or a command would say that there are no tables"
    adapter.keep_schema()
    for use in (lambda: adapter.reports.get("A"), adapter.migrate):
        with pytest.raises(OtherTablesError) as error:
            use()
        assert error.value.tables == (name,)
        for message in (error.value.message.pl, error.value.message.en):
            assert 'schema = "lckm"' in message
            assert "lckm migrate" in message
    assert read() == before
    adapter.close()


def test_tables_with_all_our_first_names_are_not_ours(postgresql: str) -> None:
    names = ("month", "report", "dispatch", "audit", "counter", "unfinished")
    read = _with_others(
        postgresql, *(f"CREATE TABLE {name} (id INTEGER)" for name in names), version="0004"
    )
    before = read()
    adapter = SqlAdapter(url=postgresql)
    with pytest.raises(OtherTablesError, match="audit, counter, dispatch, month"):
        adapter.migrate()
    assert read() == before
    adapter.close()


def test_others_tables_that_look_like_personal_data_are_left(postgresql: str) -> None:
    """By the names alone an erasure would drop the first, and verify doubt the second."""
    read = _with_others(
        postgresql,
        "CREATE TABLE personal_card_anew (id INTEGER)",
        "CREATE TABLE personal_2026 (id INTEGER)",
    )
    adapter = SqlAdapter(url=postgresql)
    _registered(adapter, "A")
    adapter.reports.erase("A", now=NOON)
    assert _wrong(adapter) == []
    for name in ("personal_card_anew", "personal_2026"):
        assert f"'{name}'" in str(read())
    adapter.close()


def test_the_tables_of_another_schema_on_the_path_are_not_taken(
    shared: Callable[..., SqlAdapter], server: "PostgresServer"
) -> None:
    """The role's path leads to another city's tables; ours would be before them."""
    theirs, ours = shared("lckm_first"), shared("lckm_second")
    _registered(theirs, "A")
    server.execute("CREATE SCHEMA lckm_second")
    adapter = SqlAdapter(url=server.url("lckm_second,lckm_first"))
    assert adapter.reports.is_there()
    for use in (lambda: adapter.reports.get("A"), adapter.migrate):
        with pytest.raises(OtherSchemaError) as error:
            use()
        assert (error.value.found, error.value.own) == ("lckm_first", "lckm_second")
        assert 'schema = "lckm_first"' in error.value.message.en
    adapter.close()
    assert ours.reports.get("A") is None
    assert theirs.reports.get("A") is not None


def test_an_sqlite_file_of_another_application_is_left(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/db.sqlite3"
    read = _with_others(url)
    before = read()
    adapter = SqlAdapter(url=url)
    for use in (lambda: adapter.reports.get("A"), adapter.migrate):
        with pytest.raises(OtherTablesError, match="alembic_version, invoice") as error:
            use()
        assert "url" in error.value.message.en
    adapter.close()
    assert read() == before


def test_the_settings_say_whose_file_it_is_and_touch_nothing(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/db.sqlite3"
    assert SqlAdapter(url=url).remarks == ()
    _with_others(url)
    (remark,) = SqlAdapter(url=url).remarks
    assert "alembic_version, invoice" in remark.pl
    assert [path.name for path in tmp_path.iterdir()] == ["db.sqlite3"]
    ours = SqlAdapter(url=f"sqlite:///{tmp_path}/r.sqlite")
    ours.migrate()
    assert ours.remarks == ()
    ours.close()
    assert ours.remarks == ()
    (tmp_path / "spoilt").write_bytes(b"garbage" * 2000)
    assert SqlAdapter(url=f"sqlite:///{tmp_path}/spoilt").remarks == ()


def test_a_restore_does_not_lose_anothers_tables(tmp_path: Path) -> None:
    adapter = SqlAdapter(url=f"sqlite:///{tmp_path}/db/r.sqlite")
    _registered(adapter, "A")
    adapter.backup(tmp_path / "copy")
    adapter.close()
    read = _with_others(f"sqlite:///{tmp_path}/db/r.sqlite")
    before = read()
    with pytest.raises(BackupError, match="alembic_version, invoice"):
        adapter.restore(tmp_path / "copy", now=NOON)
    assert read() == before
    adapter.close()
