"""The schema goes up from every released version with the data in place; a newer one is refused."""

import shutil
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from lckm_core.testing import PersonalDataCanary
from lckm_core.testing.contracts import samples
from lckm_sql import NewerSchemaError, OlderSchemaError, SqlAdapter, StoreUnavailableError, Trouble
from lckm_sql.schema import VERSIONS
from lckm_sql.tables import metadata

RELEASED = Path(__file__).parent / "files" / "released"
CANARY = PersonalDataCanary("released")


def test_every_version_has_its_file_and_its_database() -> None:
    scripts = ScriptDirectory(str(Path(__file__).parents[1] / "src" / "lckm_sql" / "migrations"))
    assert tuple(reversed([script.revision for script in scripts.walk_revisions()])) == VERSIONS
    assert sorted(path.name for path in RELEASED.iterdir()) == sorted(VERSIONS)


def test_the_migrations_make_what_the_tables_say(adapter: SqlAdapter) -> None:
    adapter.migrate()
    with adapter.database.reading() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), metadata)
    assert differences == []


@pytest.mark.parametrize("version", VERSIONS)
def test_data_of_every_released_version_are_there_after_going_up(tmp_path: Path, version: str) -> None:
    shutil.copytree(RELEASED / version, tmp_path / "db")
    adapter = SqlAdapter(url=f"sqlite:///{tmp_path}/db/reports.sqlite")
    store = adapter.reports
    report = samples.full_report(CANARY, "LCKM-2026-000001")
    assert store.get(report.number) == report
    assert store.dispatch(report.number) == samples.opened(report.number, samples.ASKS_CONTACT)
    assert [one.event.verb for one in adapter.trail.audit(subject=report.number)] == ["register"]
    for request in samples.requests():
        assert adapter.requests.get(request.number) == request
    if version >= "0002":
        assert tuple(adapter.procedures.all_editions()) == samples.editions()
        assert adapter.notices.announcements() == (samples.announcement(),)
        assert adapter.notices.terms() == (samples.terms(),)
    assert store.next_number(samples.NOON) == "LCKM-2026-000002"
    assert store.erase(report.number, now=samples.NOON)
    assert CANARY.search(tmp_path / "db") == ()
    with adapter.database.reading() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == VERSIONS[-1]
    adapter.close()


def test_a_newer_schema_is_refused_and_left_as_it_is(adapter: SqlAdapter) -> None:
    adapter.reports.add(samples.bare_report("Z"), samples.opened("Z"))
    with adapter.database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    adapter.close()
    for refused in (lambda: adapter.reports.get("Z"), adapter.migrate):
        with pytest.raises(NewerSchemaError, match="9999") as error:
            refused()
        assert (error.value.found, error.value.known) == ("9999", VERSIONS[-1])


@pytest.mark.parametrize("setting", ["migrate", "create"])
def test_nothing_is_brought_up_or_made_where_that_is_not_allowed(url: str, setting: str, tmp_path: Path) -> None:
    """A mistyped name would else be a database in which nothing is wrong."""
    careful = SqlAdapter(url=url, **{setting: False})  # type: ignore[arg-type]
    with pytest.raises((OlderSchemaError, StoreUnavailableError)) as error:
        careful.reports.get("Z")
    if careful.database.is_sqlite:
        assert isinstance(error.value, StoreUnavailableError)
        assert (error.value.trouble, error.value.where) == (Trouble.NOT_THERE, f"{tmp_path}/reports.sqlite")
        assert [*tmp_path.iterdir()] == []
    else:
        assert isinstance(error.value, OlderSchemaError)
        assert error.value.found == ""
    assert "lckm migrate" in error.value.said.pl
    assert "lckm migrate" in error.value.said.en
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
    assert error.value.trouble is Trouble.NO_SERVER
    adapter.close()


def test_one_that_is_there_goes_up_where_none_is_made(tmp_path: Path) -> None:
    shutil.copytree(RELEASED / VERSIONS[0], tmp_path / "db")
    adapter = SqlAdapter(url=f"sqlite:///{tmp_path}/db/reports.sqlite", create=False)
    assert adapter.reports.get("LCKM-2026-000001") is not None
    adapter.close()


def test_going_up_tells_how_far_it_is(url: str) -> None:
    told: list[tuple[str, int, int]] = []
    adapter = SqlAdapter(url=url, migrate=False)
    adapter.migrate(lambda *step: told.append(step))
    assert told == [(version, at, len(VERSIONS)) for at, version in enumerate(VERSIONS, start=1)]
    adapter.migrate(lambda *step: told.append(step))
    assert len(told) == len(VERSIONS), "the second time there is nothing to do"
    adapter.close()


def test_several_at_once_bring_it_up_once(url: str) -> None:
    from lckm_core.testing.contracts.base import at_once

    adapters = [SqlAdapter(url=url) for _ in range(4)]
    assert at_once(4, lambda at: adapters[at].reports.get("Z")) == [None] * 4
    for adapter in adapters:
        adapter.close()
