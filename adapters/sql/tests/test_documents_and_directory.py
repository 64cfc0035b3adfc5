"""Files to download and the directory in a database, beside its store of reports."""

from datetime import timedelta
from pathlib import Path

import attrs
import pytest
from sqlalchemy import update

from lckm_core import Directory, Role, build
from lckm_core.organisation import DIRECTORY, City, Official, StaffUnknownError
from lckm_sql import (
    DamagedFileError,
    NoDirectoryError,
    OlderSchemaError,
    SqlAdapter,
    SqlDirectoryAdapter,
    SqlDocuments,
    SqlDocumentsAdapter,
    StoreUnavailableError,
    UnreadableRowError,
)
from lckm_sql.tables import directories, documents
from lckm_testing.contracts import samples
from tests.helpers.postgres import on_either

PEOPLE = (Official("Barbara Przykładowa", (Role.MONITORING_STAFF,)),)


def test_a_sweep_takes_what_nobody_wants_and_leaves_what_was_just_kept(adapter: SqlAdapter) -> None:
    careful, thorough = (
        SqlDocuments(adapter.database),
        SqlDocuments(adapter.database, grace=timedelta()),
    )
    wanted, *others = [careful.keep(b"%d" % at) for at in range(1100)]
    assert careful.sweep({wanted}) == 0
    assert thorough.sweep({wanted, "0" * 64}) == len(others)
    assert [careful.read(one) for one in (wanted, others[0], others[-1])] == [b"0", None, None]


def test_what_is_kept_again_has_its_grace_again(adapter: SqlAdapter) -> None:
    store = SqlDocuments(adapter.database)
    again, once = store.keep(b"again"), store.keep(b"once")
    with adapter.database.writing() as connection:
        connection.execute(update(documents).values(kept_at=samples.NOON))
    assert store.keep(b"again") == again
    assert store.sweep(()) == 1
    assert (store.read(again), store.read(once)) == (b"again", None)


def test_a_damaged_file_is_not_handed_out_and_mended_by_keeping_it_again(
    adapter: SqlAdapter,
) -> None:
    store = SqlDocuments(adapter.database)
    address = store.keep(b"%PDF-1.7")
    with adapter.database.writing() as connection:
        connection.execute(update(documents).values(data=b"%PDF-1.8"))
    with pytest.raises(DamagedFileError, match=address[:12]):
        store.read(address)
    store.keep(b"%PDF-1.7")
    assert store.read(address) == b"%PDF-1.7"


def test_they_lie_in_the_database_of_the_reports_and_come_back_with_its_copy(
    tmp_path: Path,
) -> None:
    url = f"sqlite:///{tmp_path}/reports.sqlite"
    sql, files, people = (
        SqlAdapter(url=url),
        SqlDocumentsAdapter(url=url),
        SqlDirectoryAdapter(url=url),
    )
    plugins = build(sql, files, people)
    address = plugins.documents.keep(b"%PDF-1.7")
    people.replace_directory(DIRECTORY)
    sql.backup(tmp_path / "copy")
    assert SqlDocuments(sql.database, grace=timedelta()).sweep(()) == 1
    people.replace_directory(attrs.evolve(DIRECTORY, people=PEOPLE))
    files.close()
    people.close()
    sql.restore(tmp_path / "copy", now=samples.NOON)
    again = build(SqlAdapter(url=url), SqlDocumentsAdapter(url=url), SqlDirectoryAdapter(url=url))
    assert again.documents.read(address) == b"%PDF-1.7"
    assert (again.directory.units, again.directory.people) == (DIRECTORY.units, ())


@on_either()
def test_the_directory_is_replaced_as_a_whole_and_the_trail_says_so(url: str) -> None:
    adapter, trail = SqlDirectoryAdapter(url=url), SqlAdapter(url=url).trail
    adapter.replace_directory(DIRECTORY)
    adapter.replace_directory(Directory(DIRECTORY.units[:1], PEOPLE))
    after = build(SqlDirectoryAdapter(url=url)).directory
    assert (after.units, after.people) == (DIRECTORY.units[:1], PEOPLE)
    assert after.role_of("barbara przykladowa", samples.NOON.date()) is Role.MONITORING_STAFF
    assert [(one.event.verb, one.event.outcome) for one in trail.audit()] == [
        ("replace_directory", f"units {len(DIRECTORY.units)}, people 0"),
        ("replace_directory", "units 1, people 1"),
    ]


@on_either()
def test_a_running_program_has_the_directory_that_another_loads(url: str) -> None:
    other = SqlDirectoryAdapter(url=url)
    other.replace_directory(attrs.evolve(DIRECTORY, people=PEOPLE))
    second = 0.0
    directory = SqlDirectoryAdapter(url=url).directory.changing(clock=lambda: second)
    assert (directory.people, directory.units) == (PEOPLE, DIRECTORY.units)
    other.replace_directory(attrs.evolve(DIRECTORY, city=City(number_prefix="AB")))
    assert directory.people == PEOPLE
    second = 1.0
    assert (directory.people, directory.city) == ((), City(number_prefix="AB"))
    with other.database.writing() as connection:
        connection.execute(update(directories).values(data="{", digest=b"other"))
    second = 2.0
    assert directory.units == DIRECTORY.units
    with pytest.raises(UnreadableRowError):
        directory.require_readable()
    second = 302.0
    with pytest.raises(StaffUnknownError):
        assert directory.people


def test_a_directory_that_was_asked_for_too_early_is_there_later(url: str) -> None:
    """Nobody is taken for a member of staff meanwhile, by whatever role they say they have."""
    adapter = SqlDirectoryAdapter(url=url)
    directory = build(adapter).directory
    for ask in (
        lambda: directory.units,
        lambda: directory.not_in_role("X", samples.NOON.date(), [Role.MONITORING_STAFF]),
    ):
        with pytest.raises(NoDirectoryError):
            ask()
    adapter.replace_directory(attrs.evolve(DIRECTORY, people=PEOPLE))
    assert directory.people == PEOPLE


def test_one_that_no_program_of_today_reads_is_refused(url: str) -> None:
    adapter = SqlDirectoryAdapter(url=url)
    adapter.replace_directory(DIRECTORY)
    with adapter.database.writing() as connection:
        connection.execute(update(directories).values(data='{"units": 7}'))
    with pytest.raises(UnreadableRowError, match="directory"):
        assert adapter.provide_directory().units


@pytest.mark.parametrize("make", [SqlDocumentsAdapter, SqlDirectoryAdapter])
def test_a_centre_of_a_program_that_only_looks_can_be_made_before_there_is_a_database(
    url: str, make: type[SqlDocumentsAdapter] | type[SqlDirectoryAdapter], tmp_path: Path
) -> None:
    adapter = make(url=url)
    adapter.keep_schema()
    plugins = build(adapter)
    assert [*tmp_path.iterdir()] == []
    with pytest.raises((StoreUnavailableError, OlderSchemaError)):
        assert (
            plugins.documents.read("0" * 64)
            if make is SqlDocumentsAdapter
            else plugins.directory.units
        )
    adapter.migrate()
    adapter.close()
