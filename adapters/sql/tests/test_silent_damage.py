"""What a disk or a hand changes behind the program's back is told."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import Connection, Table, delete, insert, select, text, update

from lckm_core.delivery import DISPATCH_LIMITS
from lckm_core.errors import LckmError, StoreUnavailableError
from lckm_core.organisation import DIRECTORY
from lckm_core.ports import AnnouncementChange, EditionChange, Event, EventVerb
from lckm_sql import (
    IntegrityFindingKind as Kind,
    SqlAdapter,
    SqlDirectory,
    SqlDocuments,
)
from lckm_sql.audit_chain import broken_entries, change_entry
from lckm_sql.database import Database
from lckm_sql.failure_kinds import FailureKind
from lckm_sql.partitions import live_partitions
from lckm_sql.partitions_postgresql import PostgresqlPartitions
from lckm_sql.partitions_sqlite import SqlitePartitions
from lckm_sql.personal_table import PERSONAL
from lckm_sql.schema_checks import missing_parts
from lckm_sql.tables import (
    announcements,
    audit_ends,
    audits,
    directories,
    dispatches,
    documents,
    editions,
    metadata,
    reports,
    requests,
    terms,
)
from lckm_testing import PersonalDataCanary
from lckm_testing.contracts import samples
from lckm_testing.contracts.base import at_once
from tests.helpers.postgres import on_either
from tests.helpers.private_postgresql import PostgresServer, programs

Unconstrained = Callable[[Database], AbstractContextManager[Connection]]

NOON = samples.NOON


def found(adapter: SqlAdapter) -> list[tuple[Kind, str]]:
    # The server of the tests runs without fsync, to be quick.
    return [
        (one.kind, one.subject)
        for one in adapter.reports.verify(now=NOON)
        if one.kind is not Kind.NOT_DURABLE
    ]


@pytest.fixture
def adapter(url: str) -> Iterator[SqlAdapter]:
    """An empty database, in the clear: with a key AES-GCM tells of damage."""
    one = SqlAdapter(url=url, encryption=False)
    yield one
    one.close()


@pytest.fixture
def store(adapter: SqlAdapter) -> SqlAdapter:
    """Something in every table, and nothing wrong."""
    for number in "ABC":
        adapter.reports.add(
            samples.full_report(PersonalDataCanary(number), number), samples.opened(number)
        )
    for request in samples.requests():
        adapter.requests.add(request)
    adapter.procedures.save([EditionChange(edition) for edition in samples.editions()])
    adapter.notices.save_announcements([AnnouncementChange(samples.announcement_edition())])
    adapter.notices.save_terms(samples.terms())
    SqlDocuments(adapter.database).keep(b"%PDF-1.7\x00\n%%EOF\n")
    SqlDirectory(adapter.database).replace(DIRECTORY)
    assert found(adapter) == []
    assert adapter.reports.without_digest() == 0
    return adapter


def change_personal(adapter: SqlAdapter, change: Callable[[str, bytes], tuple[str, bytes]]) -> None:
    """Change number and data of each personal part, by the bytes that are stored."""
    with adapter.database.writing() as connection:
        (partition,) = live_partitions(connection)
        if isinstance(adapter._partitions, SqlitePartitions):
            with closing(sqlite3.connect(adapter._partitions.path(partition))) as file:
                rows = file.execute("SELECT seq, number, data FROM personal").fetchall()
                for seq, number, data in rows:
                    file.execute(
                        "UPDATE personal SET number = ?, data = ? WHERE seq = ?",
                        (*change(number, data), seq),
                    )
                file.commit()
            return
        assert isinstance(adapter._partitions, PostgresqlPartitions)
        table = adapter._partitions.table(partition)
        changed = [change(*row) for row in connection.execute(select(table)).all()]
        connection.execute(delete(table))
        connection.execute(
            insert(table), [{"number": number, "data": data} for number, data in changed]
        )


def test_two_personal_parts_that_are_swapped(store: SqlAdapter) -> None:
    """Nobody's contact data go out with another's report."""
    swapped = {"A": "B", "B": "A"}
    change_personal(store, lambda number, data: (swapped.get(number, number), data))
    assert found(store) == [(Kind.SPOILED, "A"), (Kind.SPOILED, "B")]
    report = store.reports.get("A")
    assert report is not None
    assert report.personal is None
    report = store.reports.get("C")
    assert report is not None
    assert report.personal is not None


def test_one_letter_of_a_personal_part_that_is_flipped(store: SqlAdapter) -> None:
    """In what the program puts before the data, in the digest, and in the data."""
    for at in (0, 1, 5, 17, 40, -3):
        change_personal(store, partial(_flipped_at, at))
        assert found(store) == [(Kind.SPOILED, "B")], at
        change_personal(store, partial(_flipped_at, at))
    assert found(store) == []


def _flipped_at(at: int, number: str, data: bytes) -> tuple[str, bytes]:
    changed = bytearray(data)
    changed[at] ^= number == "B"
    return number, bytes(changed)


def test_what_is_redacted_by_hand_is_no_damage(store: SqlAdapter) -> None:
    """And the digest of the words that were redacted goes with them."""
    report = samples.full_report(PersonalDataCanary("A"), "A")
    store.reports.erase("A", now=NOON)
    word = max(report.description.split(), key=len)
    store.reports.redact("A", [word], now=NOON)
    assert found(store) == []
    assert store.reports.without_digest() == 0


def test_a_personal_part_of_before_is_read_and_counted(store: SqlAdapter) -> None:
    """It has no digest; that is no fault."""
    change_personal(store, lambda number, data: (number, data[17:] if number == "A" else data))
    assert found(store) == []
    assert store.reports.without_digest() == 1
    assert store.reports.get("A") == samples.full_report(PersonalDataCanary("A"), "A")


def test_rows_of_before_are_counted(store: SqlAdapter) -> None:
    with store.database.writing() as connection:
        connection.execute(update(reports).where(reports.c.number == "A").values(digest=None))
        connection.execute(update(requests).values(digest=None))
    assert found(store) == []
    assert store.reports.without_digest() == 1 + len(samples.requests())


@pytest.mark.parametrize("number", ["A", "C"])
def test_a_personal_part_whose_report_is_lost(
    store: SqlAdapter, number: str, unconstrained: Unconstrained
) -> None:
    """Also of the last, which is not what a killed registration leaves: the trail has it."""
    with unconstrained(store.database) as connection:
        connection.execute(delete(reports).where(reports.c.number == number))
        connection.execute(delete(dispatches).where(dispatches.c.id == number))
    store.close()
    assert found(store) == [
        (Kind.NO_REPORT, number),
        *(
            (Kind.BREAKS_RULE, f"file {number}-{at}, {number} (file_report_number_fkey)")
            for at in (1, 2)
        ),
        (Kind.ORPHAN, number),
    ]
    assert store.reports.mend() == 1
    assert PersonalDataCanary(number).search(store.database.location) == ()


def test_a_delivery_that_is_due_at_no_time_or_at_another(
    store: SqlAdapter, unconstrained: Unconstrained
) -> None:
    for days, kind in (
        (None, Kind.NEVER_DUE),
        (8, Kind.FAR_AHEAD),
        (26_500, Kind.FAR_AHEAD),
        (-400, Kind.LATE),
    ):
        due = None if days is None else NOON + timedelta(days=days)
        with unconstrained(store.database) as connection:
            connection.execute(update(dispatches).where(dispatches.c.id == "B").values(due_at=due))
        assert found(store) == [(kind, "B"), (Kind.AT_ODDS, "B")]


def test_deliveries_that_have_ended_or_wait_are_no_fault(store: SqlAdapter) -> None:
    """A lease, a wait and an end as the library itself makes them."""
    asked = {"now": NOON, "lasting": samples.LASTING, "limits": DISPATCH_LIMITS}
    store.reports.claim("w", limit=2, **asked)  # type: ignore[arg-type]
    assert found(store) == []


def test_a_column_that_says_other_than_its_row(store: SqlAdapter) -> None:
    planted: list[tuple[Table, dict[str, object]]] = [
        (dispatches, {"state": "sent"}),
        (dispatches, {"unit": "ZZZ"}),
        (reports, {"registered_at": NOON - timedelta(days=1)}),
        (dispatches, {"needs_a_hand": True}),
        (dispatches, {"category": "other"}),
        (dispatches, {"registered_at": None}),
        (dispatches, {"closed": None}),
    ]
    for table, values in planted:
        with store.database.writing() as connection:
            (key,) = table.primary_key
            before = connection.execute(select(table).where(key == "B")).one()._asdict()
            connection.execute(update(table).where(key == "B").values(values))
        assert found(store) == [(Kind.AT_ODDS, "B")], values
        with store.database.writing() as connection:
            connection.execute(update(table).where(key == "B").values(before))


def test_of_one_kind_no_more_is_told_than_was_asked_for(store: SqlAdapter) -> None:
    with store.database.writing() as connection:
        connection.execute(update(dispatches).values(unit="ZZZ"))
    for limit, names in ((1, ["A"]), (2, ["A", "B"])):
        told = store.reports.verify(now=NOON, limit=limit)
        assert [one.subject for one in told if one.kind is Kind.AT_ODDS] == names


def test_one_letter_of_any_row_that_is_flipped(store: SqlAdapter) -> None:
    """Of text that stays text and JSON that stays JSON."""
    for table in (
        reports,
        dispatches,
        requests,
        editions,
        announcements,
        terms,
        directories,
        documents,
    ):
        keys = [*table.primary_key]
        column = table.c.text if "text" in table.c else table.c.data
        with store.database.writing() as connection:
            *key, data = connection.execute(select(*keys, column).limit(1)).one()
            this = [one == value for one, value in zip(keys, key, strict=True)]
            connection.execute(update(table).where(*this).values({column.name: _flipped(data)}))
        ((kind, subject),) = found(store)
        assert kind in (Kind.CHANGED, Kind.AT_ODDS, Kind.MISFILED, Kind.UNREADABLE)
        assert subject
        with store.database.writing() as connection:
            connection.execute(update(table).where(*this).values({column.name: data}))
    assert found(store) == []


def _flipped(data: str | bytes) -> str | bytes:
    content = data.encode() if isinstance(data, str) else data
    # A plain letter in the middle of the words: the other case of it.
    plain = range(ord("A"), ord("z"))
    at = next(at for at in range(len(content) // 2, len(content)) if content[at] in plain)
    flipped = content[:at] + bytes([content[at] ^ 32]) + content[at + 1 :]
    return flipped.decode() if isinstance(data, str) else flipped


# ── the trail ────────────────────────────────────────────────────────────────────────────────────


def test_an_entry_of_the_trail_that_is_changed(store: SqlAdapter) -> None:
    planted: list[dict[str, object]] = [
        {"at": NOON - timedelta(seconds=1)},
        {"verb": "other"},
        {"subject": "D"},
        {"role": "director"},
        {"outcome": "other"},
        {"own": False},
        {"digest": None},
        {"digest": b"0123456789abcdef"},
    ]
    ids = [entry.id for entry in store.trail.audit()]
    for id in (ids[0], ids[4], ids[-1]):
        this = audits.c.id == id
        for values in planted:
            with store.database.writing() as connection:
                before = connection.execute(select(audits).where(this)).one()._asdict()
                if {**before, **values} != before:
                    connection.execute(update(audits).where(this).values(values))
                    assert [*broken_entries(connection)] != [], (id, values)
                    connection.execute(update(audits).where(this).values(before))
                assert [*broken_entries(connection)] == []
    with store.database.writing() as connection:
        connection.execute(update(audits).where(audits.c.id == ids[4]).values(outcome="other"))
    assert found(store) == [(Kind.BROKEN_TRAIL, str(ids[4]))]


def test_an_entry_of_the_trail_that_is_deleted(store: SqlAdapter) -> None:
    ids = [entry.id for entry in store.trail.audit()]
    for at in (0, 4, -1):
        with store.database.writing() as connection:
            this = audits.c.id == ids[at]
            before = connection.execute(select(audits).where(this)).one()._asdict()
            connection.execute(delete(audits).where(this))
        (broken,) = [subject for kind, subject in found(store) if kind is Kind.BROKEN_TRAIL]
        assert broken == str(ids[at] if at < 0 else ids[at + 1])
        with store.database.writing() as connection:
            connection.execute(insert(audits).values(before))
    assert found(store) == []


def test_a_trail_that_is_emptied_or_has_lost_its_end(store: SqlAdapter) -> None:
    with store.database.writing() as connection:
        connection.execute(delete(audit_ends))
    assert Kind.BROKEN_TRAIL in [kind for kind, _ in found(store)]
    store.reports.add(samples.bare_report("D"), samples.opened("D"))
    assert Kind.BROKEN_TRAIL in [kind for kind, _ in found(store)], "it goes on, and is told"
    with store.database.writing() as connection:
        connection.execute(delete(audits))
    assert Kind.BROKEN_TRAIL in [kind for kind, _ in found(store)]


def test_an_entry_completed_later_leaves_the_trail_whole_and_a_broken_one_broken(
    store: SqlAdapter,
) -> None:
    """As a restore completes one that an older program had completed after the backup."""
    request = samples.requests()[0]
    later = {"at": NOON + timedelta(1)}
    (entry,) = [
        one
        for one in store.trail.audit(subject=request.number)
        if one.event.verb == EventVerb.REQUEST_DATA
    ]
    with store.database.writing() as connection:
        change_entry(connection, entry.id, later)
    assert [one.event.at for one in store.trail.audit() if one.id == entry.id] == [later["at"]]
    assert found(store) == []
    with store.database.writing() as connection:
        connection.execute(
            update(audits).where(audits.c.id == entry.id + 2).values(outcome="other")
        )
        change_entry(connection, entry.id, later)
    store.reports.add(samples.bare_report("D"), samples.opened("D"))
    assert found(store) == [(Kind.BROKEN_TRAIL, str(entry.id + 2))]


def test_a_name_that_was_changed_taken_away_or_added_is_noticed(store: SqlAdapter) -> None:
    """Entries that name nobody have the digests that they had before anybody could be named."""
    for subject, by in ("A", "Zofia Wrona"), ("B", None):
        event = Event(verb=EventVerb.SETTLE_BY_HAND, subject=subject, at=NOON, by=by)
        store.trail.on_event(event)
    assert found(store) == []
    for verb, names in (("A", ["Adam Bugaj", None]), ("B", ["Zofia Wrona"])):
        ours = (audits.c.subject == verb) & (audits.c.verb == EventVerb.SETTLE_BY_HAND)
        for name in names:
            with store.database.writing() as connection:
                before = connection.execute(select(audits.c.done_by).where(ours)).scalar_one()
                connection.execute(update(audits).where(ours).values(done_by=name))
            assert [kind for kind, _ in found(store)] == [Kind.BROKEN_TRAIL]
            with store.database.writing() as connection:
                connection.execute(update(audits).where(ours).values(done_by=before))
    assert found(store) == []


def test_many_who_write_the_trail_at_once_leave_it_whole(store: SqlAdapter) -> None:
    """Each in a transaction of its own, some of which are rolled back."""

    def write(at: int) -> None:
        for count in range(5):
            number = f"R-{at}-{count}"
            store.reports.add(samples.bare_report(number), samples.opened(number))
            store.trail.on_event(Event(verb=EventVerb.PUBLISH, subject=f"KA-{at}-{count}", at=NOON))

    at_once(6, write)
    assert found(store) == []
    assert len(store.trail.audit(limit=9999)) > 60


def test_entries_of_before_are_followed(store: SqlAdapter) -> None:
    """As after an upgrade, and counted."""
    with store.database.writing() as connection:
        connection.execute(update(audits).values(digest=None))
        connection.execute(update(audit_ends).values(last=0, digest=b""))
    count = len(store.trail.audit())
    store.reports.add(samples.bare_report("D"), samples.opened("D"))
    assert found(store) == []
    assert store.reports.without_digest() == count
    with store.database.snapshot() as connection:
        assert [*broken_entries(connection)] == []


# ── the schema ───────────────────────────────────────────────────────────────────────────────────


def test_an_index_that_is_gone_or_another(store: SqlAdapter) -> None:
    indexes = sorted(str(one.name) for table in metadata.tables.values() for one in table.indexes)
    assert len(indexes) > 9
    for name in indexes:
        with store.database.writing() as connection:
            connection.execute(text(f"DROP INDEX {name}"))
            assert name in [*missing_parts(connection)]
    assert sorted(found(store)) == [(Kind.NO_INDEX, name) for name in indexes]
    with store.database.writing() as connection:
        for table in metadata.tables.values():
            for index in table.indexes:
                index.create(connection)
    assert found(store) == []
    with store.database.writing() as connection:
        connection.execute(text("DROP INDEX file_month"))
        connection.execute(text("CREATE INDEX file_month ON counter (last)"))
    assert found(store) == [(Kind.NO_INDEX, "file_month")]


def test_the_index_of_a_month_that_is_gone(store: SqlAdapter) -> None:
    with store.database.writing() as connection:
        (partition,) = live_partitions(connection)
        if isinstance(store._partitions, PostgresqlPartitions):
            name = store._partitions.table(partition).name
            connection.execute(text(f"ALTER TABLE {name} DROP CONSTRAINT {name}_pkey"))
    if isinstance(store._partitions, SqlitePartitions):
        store.close()
        with closing(sqlite3.connect(store._partitions.path(partition))) as file:
            (index,) = PERSONAL.indexes
            file.execute(f"DROP INDEX {index.name}")
    assert found(store) == [(Kind.NO_INDEX, partition.name)]


@on_either()
def test_a_month_whose_table_or_file_is_gone(store: SqlAdapter) -> None:
    with store.database.writing() as connection:
        (partition,) = live_partitions(connection)
        if isinstance(store._partitions, PostgresqlPartitions):
            connection.execute(text(f"DROP TABLE {store._partitions.table(partition).name}"))
    if isinstance(store._partitions, SqlitePartitions):
        store.close()
        store._partitions.path(partition).unlink()
    assert found(store) == [(Kind.DAMAGED, "2026-10-01")]


@pytest.mark.slow(reason="a server of its own; a page of SQLite that is spoilt stands for it")
def test_a_damaged_index_of_a_server_with_amcheck(servers: Path) -> None:
    server = PostgresServer(servers / "amcheck", programs()[0])
    server.start()
    try:
        server.execute("CREATE EXTENSION amcheck")
        adapter = SqlAdapter(url=server.url())
        for number in (f"R-{at:03d}" for at in range(60)):
            adapter.reports.add(samples.bare_report(number), samples.opened(number))
        assert found(adapter) == []
        with adapter.database.reading() as connection:
            query = text("SELECT pg_relation_filepath('report_registered')")
            path = connection.execute(query).scalar_one()
        adapter.close()
        server.stop()
        file = server.data / path
        content = bytearray(file.read_bytes())
        # The first keys of the only leaf page change their places.
        leaf = 8192
        content[leaf + 24 : leaf + 28], content[leaf + 40 : leaf + 44] = (
            content[leaf + 40 : leaf + 44],
            content[leaf + 24 : leaf + 28],
        )
        file.write_bytes(content)
        server.start()
        assert found(adapter) == [(Kind.CORRUPT, "report_registered")]
        adapter.close()
    finally:
        server.stop()


def twelve_reports(folder: Path) -> SqlAdapter:
    adapter = SqlAdapter(url=f"sqlite:///{folder}/r.sqlite")
    for number in (f"R-{at:02d}" for at in range(12)):
        adapter.reports.add(
            samples.full_report(PersonalDataCanary(number), number), samples.opened(number)
        )
    return adapter


@pytest.mark.parametrize(
    ("written", "damaged"),
    [
        pytest.param(b"2026-10-01", b"2026-q0-01", id="a day"),
        pytest.param(b"2026-10-01", b"2026-10-\xb1\xb2", id="a day that is no text"),
        pytest.param(b"report_registered", b"report_regi\xf4tered", id="a name in the schema"),
        pytest.param(b"CREATE TABLE", b"CREATE TABL\xc5", id="the schema's words"),
        pytest.param(b"FOREIGN KEY(month_id)", b"FOREIGN KEY(monti_id)", id="a key in the schema"),
        pytest.param(b"R-11", b"A-11", id="the order of an index"),
    ],
)
def test_what_no_driver_can_read_is_damage(tmp_path: Path, written: bytes, damaged: bytes) -> None:
    """``lckm verify`` names it, or says that the database is damaged; it always ends."""
    adapter = twelve_reports(tmp_path)
    adapter.close()
    file = tmp_path / "r.sqlite"
    whole = file.read_bytes()
    assert written in whole
    file.write_bytes(whole.replace(written, damaged))
    try:
        kinds = {kind for kind, _ in found(adapter)}
    except StoreUnavailableError as error:
        kinds = {error.kind}
    adapter.close()
    assert kinds & {Kind.CORRUPT, FailureKind.DAMAGED}


@pytest.mark.parametrize("value", ["text", 2**62, None], ids=str)
def test_a_moment_that_is_none(tmp_path: Path, value: object, unconstrained: Unconstrained) -> None:
    """Of SQLite: a server's column admits moments alone."""
    adapter = twelve_reports(tmp_path)
    with unconstrained(adapter.database) as connection:
        connection.exec_driver_sql("PRAGMA writable_schema = ON")
        connection.exec_driver_sql(
            "UPDATE sqlite_schema SET sql = replace(sql, 'NOT NULL', '') WHERE name = 'audit'"
        )
    adapter.close()
    with unconstrained(adapter.database) as connection:
        connection.exec_driver_sql("UPDATE audit SET at = ? WHERE id = 2", (value,))
    kinds = {kind for kind, _ in found(adapter)}
    adapter.close()
    assert kinds & {Kind.BROKEN_TRAIL, Kind.CORRUPT}


def test_bytes_of_the_file_that_are_flipped(tmp_path: Path, long_run: bool) -> None:
    """Whatever a flipped byte changes is told: a record, an index, the schema, a page's order.

    One in a name that nothing asks for, such as that of an index of SQLite's own, changes nothing.
    """
    adapter = twelve_reports(tmp_path)
    before = _contents(adapter)
    adapter.close()
    file = tmp_path / "r.sqlite"
    whole = file.read_bytes()
    used = [at for at in range(100, len(whole)) if whole[at] > 32]
    silent = []
    for at in used[:: len(used) // (60 if long_run else 12)]:
        flipped = whole[at] ^ 1 << at % 8
        file.write_bytes(whole[:at] + bytes([flipped]) + whole[at + 1 :])
        try:
            if not found(adapter) and _contents(adapter) != before:
                silent.append((at, whole[at - 20 : at + 20]))
        except LckmError:  # it does not even open, which nobody overlooks
            pass
        adapter.close()
        for journal in tmp_path.glob("r.sqlite-[ws]*"):
            journal.unlink()
    assert silent == []


def _contents(adapter: SqlAdapter) -> object:
    """Return all that is asked of a database of twelve reports."""
    numbers = [one.report.number for one in adapter.reports.search(limit=99)]
    return (
        [(adapter.reports.get(one), adapter.reports.dispatch(one)) for one in numbers],
        adapter.reports.waiting(limit=99),
        adapter.reports.counts(registered_from=NOON, registered_to=NOON + timedelta(days=1)),
        adapter.trail.audit(),
    )
