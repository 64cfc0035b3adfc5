"""Keys of months in a folder: the default, apart from the data, and gone with the month."""

import shutil
import sqlite3
from base64 import b64encode
from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import attrs
import pytest
from sqlalchemy import func, select

from lckm_encryption import KeyFolder, KeyFolderError
from lckm_sql import IntegrityFindingKind as Kind, KeyMissingError, SqlAdapter
from lckm_sql.partitions import live_partitions
from lckm_sql.tables import files, month_keys, reports
from lckm_testing import PersonalDataCanary
from lckm_testing.contracts import samples
from tests.helpers.postgres import on_either

NOON = samples.NOON
TERM = NOON + timedelta(days=300)
EXPIRES = date(2026, 10, 1)
KEY = b64encode(bytes(range(32))).decode()


def keep(adapter: SqlAdapter, number: str, days: int = 0) -> None:
    report = samples.full_report(PersonalDataCanary(number), number)
    report = attrs.evolve(report, registered_at=NOON + timedelta(days=days))
    adapter.reports.add(report, samples.opened(number))


def faults(adapter: SqlAdapter) -> list[tuple[Kind, str]]:
    found = adapter.reports.verify(now=NOON)
    return [(one.kind, one.subject) for one in found if one.kind is not Kind.NOT_DURABLE]


@pytest.fixture
def keys(tmp_path: Path) -> KeyFolder:
    """The folder of the months' keys."""
    return KeyFolder(tmp_path / "apart" / "keys")


@pytest.fixture
def opened(url: str, keys: KeyFolder) -> Callable[..., SqlAdapter]:
    """What opens the database with that folder."""
    return lambda **settings: SqlAdapter(url=url, **{"key_folder": keys.path, **settings})


def test_a_database_is_encrypted_unless_its_settings_say_otherwise(tmp_path: Path) -> None:
    adapter = SqlAdapter(url=f"sqlite:///{tmp_path}/r.sqlite")
    keep(adapter, "Z")
    assert PersonalDataCanary("Z").search(tmp_path) == ()
    assert KeyFolder(tmp_path / "r.sqlite-keys").days() == [EXPIRES]
    assert (adapter.remarks, adapter.reports.in_clear()) == ((), 0)
    adapter.close()
    clear = SqlAdapter(url=f"sqlite:///{tmp_path}/clear.sqlite", encryption=False)
    keep(clear, "Y")
    assert PersonalDataCanary("Y").search(tmp_path) != ()
    assert ["encryption = false" in str(one) for one in clear.remarks] == [True]
    assert clear.reports.in_clear() == 1
    clear.close()


def test_on_a_server_the_folder_is_told(postgresql: str, keys: KeyFolder) -> None:
    assert ["key_folder" in str(one) for one in SqlAdapter(url=postgresql).remarks] == [True]
    assert SqlAdapter(url=postgresql, key_folder=keys.path).remarks == ()
    assert SqlAdapter(url=postgresql, keys=[KEY]).remarks == ()


def test_a_lost_folder_is_told_and_nothing_new_is_registered(
    opened: Callable[..., SqlAdapter], keys: KeyFolder
) -> None:
    adapter = opened()
    keep(adapter, "Z")
    adapter.close()
    keys.path.rename(keys.path.with_name("elsewhere"))
    stranger = opened()
    with pytest.raises(KeyMissingError):
        stranger.reports.get("Z")
    for days in (0, 60):
        with pytest.raises(KeyMissingError):
            keep(stranger, "Y", days)
    assert faults(stranger) == [(Kind.NO_KEY, "2026-10-01")]
    stranger.close()
    shutil.rmtree(keys.path, ignore_errors=True)
    keys.path.with_name("elsewhere").rename(keys.path)
    again = opened()
    assert again.reports.get("Z") is not None
    again.close()


@on_either()
def test_the_term_destroys_the_key_also_when_it_was_stopped_before(
    opened: Callable[..., SqlAdapter], keys: KeyFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    adapter = opened()
    keep(adapter, "Z")
    with monkeypatch.context() as stopped:
        stopped.setattr(adapter._cipher, "destroy_month_keys", _stop)
        with pytest.raises(KeyboardInterrupt):
            adapter.reports.erase_due(now=TERM)
    assert keys.days() == [EXPIRES]
    told = [one.subject for one in adapter.reports.verify(now=TERM) if one.kind is Kind.PAST_TERM]
    assert told == ["2026-10-01"]
    assert adapter.reports.erase_due(now=TERM) == 0
    assert EXPIRES not in keys.days()
    adapter.close()


def test_a_purge_killed_after_the_key_is_gone_ends_well_when_repeated(
    opened: Callable[..., SqlAdapter], keys: KeyFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    adapter = opened()
    keep(adapter, "Z")
    with monkeypatch.context() as stopped:
        stopped.setattr(adapter._partitions, "purge", _stop)
        with pytest.raises(KeyboardInterrupt):
            adapter.reports.erase_due(now=TERM)
    adapter.close()
    assert EXPIRES not in keys.days()
    again = opened()
    assert again.reports.erase_due(now=TERM) == 0
    report = again.reports.get("Z")
    assert report is not None
    assert report.personal is None
    assert faults(again) == []
    keep(again, "Y", 330)
    assert again.reports.get("Y") is not None
    again.close()


def _stop(*_: object) -> None:
    raise KeyboardInterrupt


def test_a_key_folder_that_cannot_be_used_holds_up_no_purge(
    opened: Callable[..., SqlAdapter], keys: KeyFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(_: object, last: date) -> None:
        raise KeyFolderError(str(keys.path), "away")

    adapter = opened()
    keep(adapter, "Z")
    with monkeypatch.context() as broken:
        broken.setattr(KeyFolder, "destroy_until", away)
        with pytest.raises(KeyFolderError):
            adapter.reports.erase_due(now=TERM)
    assert [one for one in faults(adapter) if one[0] is Kind.UNFINISHED] == []
    assert adapter.reports.erase_due(now=TERM) == 0
    assert EXPIRES not in keys.days()
    adapter.close()


def test_a_copy_has_no_key_and_is_shut_once_the_month_is_over(tmp_path: Path) -> None:
    folder = tmp_path / "db"
    adapter = SqlAdapter(url=f"sqlite:///{folder}/r.sqlite")
    keep(adapter, "Z")
    (key,) = [path.read_bytes() for path in (folder / "r.sqlite-keys").iterdir()]
    adapter.backup(tmp_path / "copy")
    copied = [path for path in (tmp_path / "copy").rglob("*") if path.is_file()]
    assert not [path for path in copied if key in path.read_bytes() or "keys" in path.parts]
    adapter.restore(tmp_path / "copy", now=NOON)
    assert adapter.reports.get("Z") == samples.full_report(PersonalDataCanary("Z"), "Z")
    adapter.reports.erase_due(now=TERM)
    adapter.close()
    # Whoever kept the copy, and sets the clock back.
    thief = SqlAdapter(
        url=f"sqlite:///{tmp_path}/copy/reports.sqlite", key_folder=folder / "r.sqlite-keys"
    )
    with pytest.raises(KeyMissingError):
        thief.reports.get("Z")
    thief.close()


def test_what_lay_in_the_clear_is_read_until_it_is_encrypted_and_after(
    url: str, opened: Callable[..., SqlAdapter], keys: KeyFolder
) -> None:
    clear = SqlAdapter(url=url, encryption=False)
    for number in "ABC":
        keep(clear, number)
    keep(clear, "D", 60)
    clear.reports.erase("C", now=NOON)
    clear.close()
    adapter = opened()
    keep(adapter, "E")
    assert adapter.reports.in_clear() == 3
    before = {number: adapter.reports.get(number) for number in "ABCDE"}
    assert before["A"] == samples.full_report(PersonalDataCanary("A"), "A")
    assert adapter.encrypt(now=NOON) == 3
    assert adapter.reports.in_clear() == 0
    assert {number: adapter.reports.get(number) for number in "ABCDE"} == before
    assert adapter.encrypt(now=NOON) == 0
    assert faults(adapter) == []
    with adapter.database.reading() as connection:
        live = {partition.id for partition in live_partitions(connection)}
        for table in (reports, files):
            ids = {*connection.execute(select(table.c.month_id)).scalars()} - {None}
            gone = select(files.c.month_id).where(files.c.left_over)
            assert ids - {*connection.execute(gone).scalars()} <= live
        count = connection.execute(select(func.count()).select_from(month_keys)).scalar_one()
    assert count == len(live)
    assert adapter.reports.erase_due(now=TERM + timedelta(days=90)) == 2
    assert faults(adapter) == []
    adapter.close()


@pytest.mark.parametrize("step", ["insert_all", "drop_partitions", "purge"])
def test_encrypting_that_was_stopped_is_repeated(
    url: str, opened: Callable[..., SqlAdapter], monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    clear = SqlAdapter(url=url, encryption=False)
    for number in "AB":
        keep(clear, number)
    clear.close()
    adapter = opened()
    with monkeypatch.context() as stopped:
        stopped.setattr(adapter._partitions, step, _stop)
        with pytest.raises(KeyboardInterrupt):
            adapter.encrypt(now=NOON)
    adapter.close()
    again = opened()
    again.encrypt(now=NOON)
    assert again.reports.in_clear() == 0
    for number in "AB":
        assert again.reports.get(number) == samples.full_report(PersonalDataCanary(number), number)
    again.reports.mend()
    assert faults(again) == []
    again.close()


def test_no_file_holds_what_was_encrypted_afterwards(tmp_path: Path) -> None:
    clear = SqlAdapter(url=f"sqlite:///{tmp_path}/r.sqlite", encryption=False)
    keep(clear, "Z")
    clear.close()
    adapter = SqlAdapter(url=f"sqlite:///{tmp_path}/r.sqlite")
    adapter.encrypt(now=NOON)
    assert PersonalDataCanary("Z").search(tmp_path) == ()
    adapter.close()


def test_a_part_that_was_changed_stays_where_it_is_named(tmp_path: Path) -> None:
    clear = SqlAdapter(url=f"sqlite:///{tmp_path}/r.sqlite", encryption=False)
    for number in "AB":
        keep(clear, number)
    clear.close()
    (file,) = (tmp_path / "r.sqlite-months").glob("*.sqlite")
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE personal SET data = substr(data, 1, 40) WHERE number = 'A'")
    connection.close()
    adapter = SqlAdapter(url=f"sqlite:///{tmp_path}/r.sqlite")
    assert adapter.encrypt(now=NOON) == 1
    assert adapter.reports.in_clear() == 2, "the old month stays, with both its rows"
    assert (Kind.SPOILED, "A") in faults(adapter)
    assert adapter.reports.get("B") is not None
    adapter.close()


def test_from_the_hosts_key_to_the_folder(
    url: str, opened: Callable[..., SqlAdapter], keys: KeyFolder
) -> None:
    old = SqlAdapter(url=url, keys=[KEY])
    keep(old, "Z")
    old.close()
    both = opened(keys=[KEY])
    keep(both, "Y")
    assert both.rotate() == 1
    both.close()
    adapter = opened()
    assert adapter.reports.get("Z") == samples.full_report(PersonalDataCanary("Z"), "Z")
    adapter.close()


def test_a_key_folder_open_to_all_is_told(
    opened: Callable[..., SqlAdapter], keys: KeyFolder
) -> None:
    adapter = opened()
    keep(adapter, "Z")
    keys.path.chmod(0o755)
    assert faults(adapter) == [(Kind.OPEN_TO_ALL, str(keys.path))]
    adapter.close()


def test_a_day_on_which_no_month_ends_leaves_nothing(opened: Callable[..., SqlAdapter]) -> None:
    adapter = opened()
    keep(adapter, "Z")
    assert adapter.reports.erase_due(now=NOON) == 0
    assert faults(adapter) == []
    adapter.close()


def test_a_month_whose_key_goes_while_it_is_read_leaves_the_report(
    tmp_path: Path, keys: KeyFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who began to read before the term sees the month, and no longer has its key."""
    url = f"sqlite:///{tmp_path}/r.sqlite"
    other, reader = (SqlAdapter(url=url, key_folder=keys.path) for _ in range(2))
    keep(other, "A")
    partitions = type(reader._partitions)
    read = partitions.read

    def ends(*given: Any) -> bytes | None:
        monkeypatch.setattr(partitions, "read", read)
        data = read(*given)
        # What overwrites the data waits for those who read; the keys go before it.
        monkeypatch.setattr(partitions, "purge", lambda self: None)
        assert other.reports.erase_due(now=TERM) == 1
        return data

    monkeypatch.setattr(partitions, "read", ends)
    found = reader.reports.get("A")
    assert found is not None
    assert found.personal is None
    other.close()
    reader.close()
