"""The schema goes up from every released version with the data in place; a newer one is refused."""

import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import attrs
import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

import lckm_sql
from lckm_core import to_data
from lckm_core.ports.optional import ReportQuery
from lckm_core.reports import Report
from lckm_sql import (
    BackupError,
    FailureKind,
    IntegrityFindingKind,
    NewerSchemaError,
    OlderSchemaError,
    SqlAdapter,
    SqlDirectory,
    SqlDocuments,
    StoreUnavailableError,
)
from lckm_sql.schema import VERSIONS
from lckm_sql.tables import metadata
from lckm_sql.version_table import VERSION_TABLE
from lckm_testing import PersonalDataCanary
from lckm_testing.contracts import samples
from tests.helpers.postgres import on_either

pytestmark = pytest.mark.usefixtures("by_alembic")

RELEASED = Path(__file__).parent / "files" / "released"
CANARY = PersonalDataCanary("released")
_WITH_PERSONAL_DATA = ("id FROM directory", "address FROM document ORDER BY address")


OLDER = pytest.mark.slow(reason="every version; from the first one all migrations are carried out")


def versions(*quick: str) -> list[Any]:
    """Return every version, of which these are tried in every change."""
    return [one if one in quick else pytest.param(one, marks=OLDER) for one in VERSIONS]


@attrs.frozen
class _InHex:
    content: str


def contents_of(adapter: SqlAdapter) -> Any:
    """Return all that a database tells of what ``release.py`` keeps in it, as plain data, in
    which a field that is younger does not stand.
    """
    with adapter.database.reading() as connection:
        numbers = (
            connection.execute(text("SELECT number FROM request ORDER BY number")).scalars().all()
        )
        found: dict[str, Any] = {
            "report": adapter.reports.get("LCKM-2026-000001"),
            "dispatch": adapter.reports.dispatch("LCKM-2026-000001"),
            "requests": [adapter.requests.get(one) for one in numbers],
        }
        if inspect(connection).has_table("edition"):
            found["editions"] = [*adapter.procedures.all_editions()]
            found["announcements"] = [one.announcement for one in adapter.notices.announcements()]
            found["terms"] = [*adapter.notices.terms()]
            there = [
                connection.execute(text(f"SELECT {one}")).scalars().all()
                for one in _WITH_PERSONAL_DATA
            ]
            found["directory"] = [SqlDirectory(adapter.database).read() for _ in there[0]]
            found["files"] = [
                _InHex((SqlDocuments(adapter.database).read(one) or b"").hex()) for one in there[1]
            ]
    return json.loads(
        json.dumps(
            {
                name: [*map(to_data, one)] if isinstance(one, list) else to_data(one)
                for name, one in found.items()
            }
        )
    )


def test_every_version_has_its_file_and_its_database() -> None:
    scripts = ScriptDirectory(str(Path(__file__).parents[1] / "src" / "lckm_sql" / "migrations"))
    assert tuple(reversed([script.revision for script in scripts.walk_revisions()])) == VERSIONS
    assert sorted(path.name for path in RELEASED.iterdir()) == sorted(VERSIONS)


@on_either()
def test_the_migrations_make_what_the_tables_say(adapter: SqlAdapter) -> None:
    adapter.migrate()
    with adapter.database.reading() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE})
        differences = compare_metadata(context, metadata)
    assert differences == []


@pytest.fixture
def released(url: str, version: str, tmp_path: Path) -> str:
    """The URL of a database that the program of that version has filled, of either make."""
    if url.startswith("sqlite"):
        shutil.copytree(
            RELEASED / version, tmp_path / "db", ignore=shutil.ignore_patterns("*.sql", "*.json")
        )
        return f"sqlite:///{tmp_path}/db/reports.sqlite"
    with psycopg.connect(url.replace("+psycopg", "")) as connection:
        connection.execute((RELEASED / version / "postgresql.sql").read_bytes())
    return url


@on_either()
@pytest.mark.parametrize("version", versions(VERSIONS[0], VERSIONS[-2]))
def test_data_of_every_released_version_are_there_after_going_up(
    released: str, version: str, tmp_path: Path
) -> None:
    adapter = SqlAdapter(url=released)
    store, number = adapter.reports, "LCKM-2026-000001"
    adapter.migrate()
    then = json.loads((RELEASED / version / "told.json").read_bytes())
    assert {name: one for name, one in contents_of(adapter).items() if name in then} == then
    assert (
        PersonalDataCanary("released").search(json.dumps(then["report"], ensure_ascii=False)) != ()
    )
    assert [one.event.verb for one in adapter.trail.audit(subject=number)] == ["register"]
    _require_listed(adapter)
    assert store.next_number(samples.NOON) == "LCKM-2026-000002"
    assert store.erase(number, now=samples.NOON)
    if adapter.database.is_sqlite:
        assert CANARY.search(tmp_path / "db") == ()
    with adapter.database.reading() as connection:
        assert (
            connection.execute(text("SELECT version_num FROM lckm_version")).scalar()
            == VERSIONS[-1]
        )
    adapter.close()


@pytest.mark.parametrize("version", versions(VERSIONS[-1]))
def test_a_released_version_is_made_as_it_was(
    released: str,
    version: str,
    request: pytest.FixtureRequest,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What the program is today changes nothing of what one of its migrations once made."""
    monkeypatch.setattr("lckm_sql.schema.VERSIONS", VERSIONS[: VERSIONS.index(version) + 1])
    sqlite = released.startswith("sqlite")
    fresh = (
        f"sqlite:///{tmp_path}/fresh.sqlite"
        if sqlite
        else request.getfixturevalue("server").new_schema()
    )
    anew = SqlAdapter(url=fresh)
    anew.migrate()
    then = SqlAdapter(url=released, migrate=False)
    with anew.database.reading() as made, then.database.reading() as kept:
        assert _made(made, sqlite) == _made(kept, sqlite)
    anew.close()
    then.close()


def _made(connection: Connection, sqlite: bool) -> set[tuple[str, ...]]:
    """Return what the tables and indexes of a database are, but for those of months."""
    if sqlite:
        found = connection.execute(
            text("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL")
        )
        return {tuple(map(_renamed, row)) for row in found}
    columns = (
        "SELECT table_name, column_name, data_type, is_nullable, coalesce(collation_name, '') FROM "
        "information_schema.columns "
        "WHERE table_schema = current_schema() AND table_name NOT LIKE 'personal%'"
    )
    indexes = (
        "SELECT indexname, replace(indexdef, current_schema() || '.', '') FROM pg_indexes WHERE "
        "schemaname = current_schema() "
        "AND tablename NOT LIKE 'personal%'"
    )
    return {
        tuple(map(_renamed, row))
        for query in (columns, indexes)
        for row in connection.execute(text(query))
    }


def _renamed(value: str) -> str:
    """Return what names the version's table, under the name that it has now."""
    return value.replace("alembic_version", VERSION_TABLE)


def test_no_migration_imports_anything_of_ours() -> None:
    """Or a change of that changes what was released."""
    paths = sorted((Path(lckm_sql.__file__).parent / "migrations").rglob("*.py"))
    assert paths
    for path in paths:
        assert "lckm" not in path.read_text(encoding="utf-8"), path.name


@pytest.mark.parametrize("version", versions(VERSIONS[0]))
def test_who_has_no_leave_to_bring_it_up_reads_nothing_and_leaves_it(
    released: str, version: str
) -> None:
    adapter = SqlAdapter(url=released)
    adapter.keep_schema()
    if version == VERSIONS[-1]:
        assert adapter.reports.get("LCKM-2026-000001") is not None
    else:
        acts: tuple[Callable[[], object], ...] = (
            lambda: adapter.reports.get("LCKM-2026-000001"),
            lambda: adapter.reports.add(samples.bare_report("Z"), samples.opened("Z")),
        )
        for store_operation in acts:
            with pytest.raises(OlderSchemaError, match=version):
                store_operation()
        assert adapter.migrate() == VERSIONS[-1]
        assert adapter.reports.get("LCKM-2026-000001") is not None
    adapter.close()


@pytest.mark.parametrize("version", versions(VERSIONS[0]))
def test_a_copy_has_the_schema_that_the_database_has_and_goes_up_when_it_is_put_back(
    tmp_path: Path, version: str
) -> None:
    shutil.copytree(RELEASED / version, tmp_path / "db")
    adapter = SqlAdapter(url=f"sqlite:///{tmp_path}/db/reports.sqlite")
    adapter.backup(tmp_path / "copy")
    files = [tmp_path / one / "reports.sqlite" for one in ("db", "copy")]
    assert [_version(one) for one in files] == [version, version]
    with pytest.raises(BackupError, match="NIEMA"):
        adapter.restore(tmp_path / "copy", now=samples.NOON, withdrawn=["NIEMA"])
    assert [_version(one) for one in files] == [version, version], (
        "a restore that is refused leaves it as it is"
    )
    adapter.restore(tmp_path / "copy", now=samples.NOON)
    assert [_version(one) for one in files] == [VERSIONS[-1], version]
    assert adapter.reports.get("LCKM-2026-000001") == _report_of(version)
    _require_listed(adapter)
    adapter.close()


@pytest.fixture
def empty_copy(tmp_path: Path) -> Path:
    """Return the folder of a copy of another database, which is empty."""
    with closing(SqlAdapter(url=f"sqlite:///{tmp_path}/other/reports.sqlite")) as empty:
        empty.migrate()
        empty.backup(tmp_path / "copy")
    return tmp_path / "copy"


@pytest.mark.parametrize(
    "restored",
    [
        False,
        pytest.param(True, marks=pytest.mark.slow(reason="a restore; going up stands for it")),
    ],
)
def test_what_waits_for_a_hand_in_an_older_database_needs_attention(
    tmp_path: Path, empty_copy: Path, restored: bool
) -> None:
    """Also a report that is no JSON is listed, by its moment alone, and named."""
    shutil.copytree(RELEASED / "0007", tmp_path / "db")
    with closing(sqlite3.connect(tmp_path / "db/reports.sqlite")) as connection, connection:
        waits = """json_set(data, '$.needs_a_hand', json('true'))"""
        connection.execute(f"UPDATE dispatch SET data = {waits} WHERE kind = 'report'")
        connection.execute(
            "INSERT INTO report SELECT 'X-1', registered_at, category, NULL, "
            "NULL, 'no JSON', NULL FROM report"
        )
        connection.execute(
            "INSERT INTO dispatch SELECT 'X-1', 'X-1', kind, state, unit, "
            "opened_at, since, due_at, 0, unconfirmed, 'no JSON', NULL "
            "FROM dispatch WHERE kind = 'report'"
        )
    adapter = SqlAdapter(url=f"sqlite:///{tmp_path}/db/reports.sqlite")
    if restored:
        adapter.restore(empty_copy, now=samples.NOON)
    else:
        adapter.migrate()
    (found,) = adapter.reports.find_reports(ReportQuery(attention=True), limit=9)
    assert found.report.number == "LCKM-2026-000001"
    assert adapter.reports.find_reports(limit=9).unreadable == ("X-1",)
    adapter.close()


@pytest.mark.parametrize("version", versions(VERSIONS[0]))
def test_reports_are_taken_over_from_a_database_of_every_version(
    tmp_path: Path, empty_copy: Path, version: str
) -> None:
    shutil.copytree(RELEASED / version, tmp_path / "db")
    adapter = SqlAdapter(url=f"sqlite:///{tmp_path}/db/reports.sqlite")
    assert adapter.restore(empty_copy, now=samples.NOON).taken_over == ("LCKM-2026-000001",)
    assert adapter.reports.get("LCKM-2026-000001") == _report_of(version)
    _require_listed(adapter)
    adapter.close()


def _require_listed(adapter: SqlAdapter) -> None:
    """Require the report in its lists, by all that it says."""
    (found,) = adapter.reports.find_reports(limit=9)
    report = found.report
    query = ReportQuery(
        categories=["drzewo"],
        kinds=[report.kind],
        channels=[report.channel],
        areas=["srodmiescie"],
        closed=report.closing is not None,
        attention=False,
        registered_from=samples.NOON,
        acted_from=report.history[-1].at if report.history else None,
    )
    assert adapter.reports.find_reports(query, limit=9) == (found,)
    kinds = {one.kind for one in adapter.reports.verify(now=samples.NOON)}
    assert not kinds & {IntegrityFindingKind.AT_ODDS, IntegrityFindingKind.CHANGED}


def _report_of(version: str) -> Report:
    """Return the report that a version keeps.

    Until 0006 no history was stored yet, and until 0011 none of corrected places.
    """
    report = samples.full_report(CANARY, "LCKM-2026-000001")
    if version <= "0006":
        return attrs.evolve(report, history=())
    if version > "0011":
        return report
    acts = (act for act in report.history if act.was is not None or not act.corrects_place)
    history = tuple(
        attrs.evolve(act, corrects_place=False, was_address=None, was_point=None) for act in acts
    )
    return attrs.evolve(report, history=history)


def _version(file: Path) -> str:
    with closing(sqlite3.connect(file)) as database:
        tables = {row[0] for row in database.execute("SELECT name FROM sqlite_schema")}
        table = next(name for name in ("lckm_version", "alembic_version") if name in tables)
        return str(database.execute(f"SELECT version_num FROM {table}").fetchone()[0])


def test_a_newer_schema_is_refused_and_left_as_it_is(adapter: SqlAdapter) -> None:
    adapter.reports.add(samples.bare_report("Z"), samples.opened("Z"))
    with adapter.database.writing() as connection:
        connection.execute(text("UPDATE lckm_version SET version_num = '9999'"))
    adapter.close()
    for refused in (lambda: adapter.reports.get("Z"), adapter.migrate):
        with pytest.raises(NewerSchemaError, match="9999") as error:
            refused()
        assert (error.value.found, error.value.known) == ("9999", VERSIONS[-1])


@on_either()
@pytest.mark.parametrize(
    "setting",
    [
        "migrate",
        pytest.param("create", marks=pytest.mark.slow(reason="the other setting stands for it")),
    ],
)
def test_nothing_is_brought_up_or_made_where_that_is_not_allowed(
    url: str, setting: str, tmp_path: Path
) -> None:
    """A mistyped name would else be a database in which nothing is wrong."""
    careful = SqlAdapter(url=url, **{setting: False})  # type: ignore[arg-type]
    with pytest.raises((OlderSchemaError, StoreUnavailableError)) as error:
        careful.reports.get("Z")
    if careful.database.is_sqlite:
        assert isinstance(error.value, StoreUnavailableError)
        assert (error.value.kind, error.value.where) == (
            FailureKind.NOT_THERE,
            f"{tmp_path}/reports.sqlite",
        )
        assert [*tmp_path.iterdir()] == []
    else:
        assert isinstance(error.value, OlderSchemaError)
        assert error.value.found == ""
    assert "lckm migrate" in error.value.message.pl
    assert "lckm migrate" in error.value.message.en
    assert careful.migrate() == VERSIONS[-1]
    assert careful.reports.get("Z") is None
    careful.close()


def test_it_can_be_asked_whether_there_is_one_without_making_it(url: str) -> None:
    adapter = SqlAdapter(url=url)
    assert not adapter.reports.is_there()
    assert not adapter.reports.is_there()
    adapter.migrate()
    assert adapter.reports.is_there()
    adapter.close()


def test_a_server_that_does_not_answer_does_not_say_that_there_is_none() -> None:
    adapter = SqlAdapter(url="postgresql://lckm@127.0.0.1:9/lckm", timeout=2)
    assert adapter.reports.is_there()
    with pytest.raises(StoreUnavailableError) as error:
        adapter.reports.get("Z")
    assert error.value.kind is FailureKind.NO_SERVER
    adapter.close()


def test_one_that_is_there_goes_up_where_none_is_made(tmp_path: Path) -> None:
    shutil.copytree(RELEASED / VERSIONS[0], tmp_path / "db")
    adapter = SqlAdapter(url=f"sqlite:///{tmp_path}/db/reports.sqlite", create=False)
    assert adapter.reports.get("LCKM-2026-000001") is not None
    adapter.close()


@pytest.mark.slow(
    reason="every version once more; from the first one all are gone through in every change"
)
def test_going_up_tells_how_far_it_is(url: str) -> None:
    contents_of: list[tuple[str, int, int]] = []
    adapter = SqlAdapter(url=url, migrate=False)
    adapter.migrate(lambda *step: contents_of.append(step))
    assert contents_of == [
        (version, at, len(VERSIONS)) for at, version in enumerate(VERSIONS, start=1)
    ]
    adapter.migrate(lambda *step: contents_of.append(step))
    assert len(contents_of) == len(VERSIONS), "the second time there is nothing to do"
    adapter.close()


@on_either()
def test_several_at_once_bring_it_up_once(url: str) -> None:
    from lckm_testing.contracts.base import at_once

    adapters = [SqlAdapter(url=url) for _ in range(4)]
    assert at_once(4, lambda at: adapters[at].reports.get("Z")) == [None] * 4
    for adapter in adapters:
        adapter.close()


def test_which_schema_there_is_and_which_is_needed_is_told_alike_in_both_languages() -> None:
    message = OlderSchemaError("0003", "0007").message
    assert "ma schemat 0003, a potrzebny jest 0007" in message.pl
    assert "has schema 0003, but 0007 is needed" in message.en
