"""Personal parts encrypted at rest: with a key for each month, itself encrypted with the host's."""

import os
from base64 import b64encode
from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import attrs
import pytest
from sqlalchemy import func, select, text

from lckm_core import ContactCentre, anonymise, build
from lckm_core.errors import InvalidSettingError
from lckm_core.ports.optional import ReportOutline
from lckm_sql import (
    CorruptPersonalDataError,
    IntegrityFindingKind,
    KeyMissingError,
    SqlAdapter,
)
from lckm_sql.partitions import live_partitions
from lckm_sql.tables import month_keys
from lckm_testing import PersonalDataCanary
from lckm_testing.contracts import samples
from tests.helpers.postgres import on_either
from tests.helpers.private_postgresql import PostgresServer

NOON = samples.NOON
TERM = NOON + timedelta(days=300)


def new_key() -> str:
    return b64encode(os.urandom(32)).decode()


def add_report(adapter: SqlAdapter, canary: PersonalDataCanary, number: str = "Z") -> None:
    adapter.reports.add(samples.full_report(canary, number), samples.opened(number))


def test_what_is_kept_comes_back_and_no_file_holds_it(tmp_path: Path) -> None:
    canary, key = PersonalDataCanary(), new_key()
    adapter = SqlAdapter(url=f"sqlite:///{tmp_path}/r.sqlite", keys=[key])
    add_report(adapter, canary)
    assert adapter.reports.get("Z") == samples.full_report(canary, "Z")
    assert canary.search(tmp_path) == ()
    adapter.close()
    clear = SqlAdapter(url=f"sqlite:///{tmp_path}/clear.sqlite", encryption=False)
    add_report(clear, canary, "Y")
    assert canary.search(tmp_path) != (), "without a key they lie in the clear"


LOST: Mapping[str, Callable[[], Mapping[str, Any]]] = {
    "in the clear": lambda: {"encryption": False},
    "an empty key folder": dict,
    "another key": lambda: {"keys": [new_key()]},
}
"""Settings of a host that lost the key of its database."""


def test_a_database_without_its_key_tells_nothing(url: str) -> None:
    canary = PersonalDataCanary()
    adapter = SqlAdapter(url=url, keys=[new_key()])
    add_report(adapter, canary)
    adapter.close()
    for settings in LOST.values():
        stranger = SqlAdapter(url=url, **settings())
        with pytest.raises(KeyMissingError) as refused:
            stranger.reports.get("Z")
        assert canary.search(str(refused.value)) == ()
        assert [found.report.number for found in stranger.reports.search()] == ["Z"], (
            "what is not personal needs no key"
        )
        stranger.close()


def test_keys_may_be_forgotten_while_another_thread_reads(tmp_path: Path) -> None:
    adapter = SqlAdapter(url=f"sqlite:///{tmp_path}/r.sqlite", keys=[new_key()])
    add_report(adapter, PersonalDataCanary())
    cipher = adapter.reports._cipher

    class Forgotten(dict):
        """Keys that another thread forgets once one of them is looked for or put among them."""

        def __contains__(self, id):
            found = super().__contains__(id)
            cipher.forget()
            return found

        def __setitem__(self, id, key):
            super().__setitem__(id, key)
            cipher.forget()

    report = adapter.reports.get("Z")
    cipher._partition_keys = Forgotten(cipher._partition_keys)
    for _ in range(2):
        assert adapter.reports.get("Z") == report


@pytest.mark.parametrize("spoiled", [b"\x01", b"\x01" + bytes(60)], ids=["short", "changed"])
def test_a_part_that_was_changed_is_said_to_be_and_found(url: str, spoiled: bytes) -> None:
    adapter = SqlAdapter(url=url, keys=[new_key()])
    for number in "XZ":
        add_report(adapter, PersonalDataCanary(), number)
    with adapter.database.writing() as connection:
        (partition,) = live_partitions(connection)
        adapter._partitions.replace(connection, partition, "Z", spoiled)
    with (
        adapter.database.reading() as connection,
        pytest.raises(CorruptPersonalDataError) as refused,
    ):
        adapter._cipher.decrypt(connection, partition, "Z", spoiled)
    assert refused.value.number == "Z"
    assert refused.value.__context__ is None
    assert "Z: " in str(refused.value)
    faults = adapter.reports.verify(now=NOON)
    assert [one.subject for one in faults if one.kind is IntegrityFindingKind.SPOILED] == ["Z"]
    adapter.close()


def test_parts_from_before_the_key_are_read_too(url: str) -> None:
    canary = PersonalDataCanary()
    clear = SqlAdapter(url=url, encryption=False)
    add_report(clear, canary, "A")
    clear.close()
    adapter = SqlAdapter(url=url, keys=[new_key()])
    add_report(adapter, canary, "B")
    for number in "AB":
        assert adapter.reports.get(number) == samples.full_report(canary, number)
    adapter.close()


def test_keys_of_every_month_are_changed(url: str) -> None:
    """And of each month that is read with the former key, none is left."""
    canary, old, new = PersonalDataCanary(), new_key(), new_key()
    adapter = SqlAdapter(url=url, keys=[old])
    numbers = ("Z-1", "Z-2", "Z-3")
    reports = [
        samples.full_report(canary, number, NOON + timedelta(days=40 * at))
        for at, number in enumerate(numbers)
    ]
    for report in reports:
        adapter.reports.add(report, samples.opened(report.number, None, report.registered_at))
    adapter.close()
    both = SqlAdapter(url=url, keys=[new, old])
    assert both.rotate() == len(numbers)
    assert both.rotate() == 0
    both.close()
    only_new = SqlAdapter(url=url, keys=[new])
    assert [only_new.reports.get(number) for number in numbers] == reports
    only_new.close()


def test_a_key_is_changed_while_the_data_stay(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    canary, old, new = PersonalDataCanary(), new_key(), new_key()
    adapter = SqlAdapter(url=url, keys=[old])
    add_report(adapter, canary)
    adapter.close()
    monkeypatch.setenv("LCKM_KEYS", f"{new} {old}")
    both = SqlAdapter(url=url, keys_variable="LCKM_KEYS")
    assert both.reports.get("Z") is not None
    assert both.rotate() == 1
    both.close()
    only_new = SqlAdapter(url=url, keys=[new])
    assert only_new.reports.get("Z") == samples.full_report(canary, "Z")
    only_new.close()
    only_old = SqlAdapter(url=url, keys=[old])
    with pytest.raises(KeyMissingError):
        only_old.reports.get("Z")
    only_old.close()


@on_either()
def test_the_key_of_a_month_is_destroyed_with_it(url: str) -> None:
    adapter = SqlAdapter(url=url, keys=[new_key()])
    add_report(adapter, PersonalDataCanary())
    assert count_keys(adapter) == 1
    adapter.reports.erase_due(now=TERM)
    assert count_keys(adapter) == 0
    adapter.close()


@pytest.fixture
def owned(request: pytest.FixtureRequest, url: str, tmp_path: Path) -> Path:
    """The folder with every file of the database, journals and logs as well."""
    if url.startswith("sqlite"):
        return tmp_path
    server: PostgresServer = request.getfixturevalue("server")
    return server.data


def wrapped_keys(adapter: SqlAdapter) -> list[bytes]:
    with adapter.database.reading() as connection:
        return list(connection.execute(select(month_keys.c.wrapped)).scalars())


@on_either()
def test_no_byte_of_a_destroyed_key_is_left(url: str, owned: Path) -> None:
    """Also encrypted, it is gone: whoever has the host's key and an old copy of the month's
    file reads nothing.
    """
    adapter = SqlAdapter(url=url, keys=[new_key()])
    add_report(adapter, PersonalDataCanary())
    (wrapped,) = wrapped_keys(adapter)
    write_pages(adapter)
    assert holds(owned, wrapped)
    adapter.reports.erase_due(now=TERM)
    assert not holds(owned, wrapped)
    adapter.close()


def test_what_the_old_key_encrypted_is_gone_when_it_is_changed(url: str, owned: Path) -> None:
    """The key of a month that was encrypted with a key of the host's that may have been stolen."""
    old, new = new_key(), new_key()
    adapter = SqlAdapter(url=url, keys=[old])
    add_report(adapter, PersonalDataCanary())
    (before,) = wrapped_keys(adapter)
    adapter.close()
    both = SqlAdapter(url=url, keys=[new, old])
    assert both.rotate() == 1
    (after,) = wrapped_keys(both)
    write_pages(both)
    assert (holds(owned, before), holds(owned, after)) == (False, True)
    both.close()


@pytest.mark.parametrize("same_month", [True, False])
@pytest.mark.parametrize("lost", LOST)
def test_a_host_that_lost_its_key_registers_nothing_and_is_told(
    url: str, lost: str, same_month: bool
) -> None:
    """Neither in the clear, nor with another key, also into a month that has none yet; the
    right key opens everything again.
    """
    key = new_key()
    adapter = SqlAdapter(url=url, keys=[key])
    add_report(adapter, PersonalDataCanary(), "A")
    adapter.close()
    stranger = SqlAdapter(url=url, **LOST[lost]())
    report = samples.full_report(PersonalDataCanary(), "B")
    if not same_month:
        report = attrs.evolve(report, registered_at=NOON + timedelta(days=60))
    for _ in range(2):
        with pytest.raises(KeyMissingError):
            stranger.reports.add(report, samples.opened("B"))
    assert stranger.reports.get("B") is None
    assert [
        (one.kind, one.subject)
        for one in stranger.reports.verify(now=NOON)
        if one.kind is not IntegrityFindingKind.NOT_DURABLE
    ] == [(IntegrityFindingKind.NO_KEY, "2026-10-01")]
    stranger.close()
    again = SqlAdapter(url=url, keys=[key])
    again.reports.add(report, samples.opened("B"))
    assert again.reports.get("B") == report
    again.close()


def test_a_variable_that_is_to_hold_keys_has_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for value in (None, "", "  "):
        if value is None:
            monkeypatch.delenv("LCKM_KEYS", raising=False)
        else:
            monkeypatch.setenv("LCKM_KEYS", value)
        with pytest.raises(InvalidSettingError, match=r"^keys_variable: zmiennej LCKM_KEYS nie ma"):
            SqlAdapter(url=f"sqlite:///{tmp_path}/r.sqlite", keys_variable="LCKM_KEYS")


def write_pages(adapter: SqlAdapter) -> None:
    """Have PostgreSQL write its pages: in its log a value may lie on two of them, in halves."""
    if not adapter.database.is_sqlite:
        with adapter.database.reading() as connection:
            connection.execute(text("CHECKPOINT"))


def holds(folder: Path, wanted: bytes) -> bool:
    return any(wanted in path.read_bytes() for path in folder.rglob("*") if path.is_file())


def count_keys(adapter: SqlAdapter) -> int:
    with adapter.database.reading() as connection:
        return connection.execute(select(func.count()).select_from(month_keys)).scalar_one()


@pytest.mark.parametrize("bad", ["", "abc", "ąę", b64encode(b"x" * 16).decode()])
def test_a_key_that_is_none_is_refused_without_being_said(tmp_path: Path, bad: str) -> None:
    with pytest.raises(InvalidSettingError, match=r"^keys: klucz to 32 bajty w base64") as refused:
        SqlAdapter(url=f"sqlite:///{tmp_path}/r.sqlite", keys=[bad])
    assert not bad or bad not in str(refused.value)


def test_without_a_key_there_is_nothing_to_rotate_to(url: str) -> None:
    adapter = SqlAdapter(url=url, encryption=False)
    for act in (adapter.rotate, lambda: adapter.encrypt(now=NOON)):
        with pytest.raises(ValueError, match="no key"):
            act()
    adapter.close()


@pytest.mark.parametrize("lost", LOST)
def test_a_withdrawal_needs_no_key(url: str, lost: str) -> None:
    """Whoever lost theirs destroys the part all the same, says so, and asks those who may hold
    the data to do so, too.
    """
    canary = PersonalDataCanary()
    adapter = SqlAdapter(url=url, keys=[new_key()])
    for number in "AB":
        report = samples.full_report(canary, number)
        adapter.reports.add(report, samples.opened(number, samples.ASKS_CONTACT))
    adapter.close()
    stranger = SqlAdapter(url=url, **LOST[lost]())
    outline = stranger.reports.outline("A")
    assert outline == ReportOutline(anonymise(samples.full_report(canary, "A")), True, 2)
    centre = ContactCentre(build(stranger))
    assert centre.withdraw_consent("A", now=NOON) == anonymise(samples.full_report(canary, "A"))
    assert [one.event.outcome for one in stranger.trail.audit(subject="A")] == [
        "to mailbox",
        "anonymised",
    ]
    assert stranger.reports.outline("A") == ReportOutline(
        anonymise(samples.full_report(canary, "A")), False, 0
    )
    with pytest.raises(KeyMissingError):
        stranger.reports.get("B")
    assert stranger.reports.outline("C") is None
    stranger.close()


def test_a_withdrawal_that_waits_is_read_without_a_key(url: str) -> None:
    """The letter that goes now has no contact data anyway."""
    canary = PersonalDataCanary()
    adapter = SqlAdapter(url=url, keys=[new_key()])
    add_report(adapter, canary)
    adapter.reports._record_withdrawal("Z", NOON)
    adapter.close()
    stranger = SqlAdapter(url=url)
    assert stranger.reports.get("Z") == anonymise(samples.full_report(canary, "Z"))
    assert stranger.reports.outline("Z") == ReportOutline(
        anonymise(samples.full_report(canary, "Z")), False, 2, awaits_erasure=True
    ), "not yet gone, and nobody may read it"
    assert stranger.reports.erase_due(now=NOON) == 1
    assert [one.event.outcome for one in stranger.trail.audit(subject="Z")][1:] == [
        "recorded",
        "anonymised",
    ]
    stranger.close()


def test_a_withdrawal_that_waited_until_the_term_is_told_by_its_own_trail_too(
    adapter: SqlAdapter,
) -> None:
    for number in "YZ":
        add_report(adapter, PersonalDataCanary(), number)
    adapter.reports._record_withdrawal("Z", NOON)
    assert adapter.reports.count_due(TERM) == 2, "none is counted for its term and its withdrawal"
    assert adapter.reports.erase_due(now=TERM) == 1
    told = [(one.event.at, one.event.outcome) for one in adapter.trail.audit(subject="Z")][1:]
    assert told == [(NOON, "recorded"), (TERM, "anonymised")]
    assert [one.event.verb for one in adapter.trail.audit(subject="Y")] == ["register"]
