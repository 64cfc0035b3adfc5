"""Files of months that are missing, damaged, held by somebody or another database's: nothing is
lost by them, nor held up.
"""

import os
import shutil
import sqlite3
from base64 import b64encode
from collections.abc import Callable, Iterable
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import attrs
import pytest
from sqlalchemy import select

from lckm_core import (
    ContactCentre,
    anonymise,
    build,
    impl,
)
from lckm_core.delivery import DISPATCH_LIMITS, DispatchState
from lckm_core.errors import ErasureDeferredError
from lckm_core.memory import MemoryHelpdesk, MemoryMailer
from lckm_sql import (
    IntegrityFindingKind,
    PartitionsAwayError,
    SqlAdapter,
    StoreUnavailableError,
    UnknownPartitionsError,
    sqlite_files,
)
from lckm_sql.partitions_sqlite import SqlitePartitions
from lckm_sql.tables import month_keys
from lckm_testing import PersonalDataCanary
from lckm_testing.contracts import samples
from tests.helpers.kept_reports import keep

NOON = samples.NOON
LATER, TERM = NOON + timedelta(days=40), NOON + timedelta(days=300)


ELSEWHERE = pytest.mark.slow(reason="another page of the file; two pages stand for it")


def opened(tmp_path: Path, **settings: Any) -> SqlAdapter:
    return SqlAdapter(
        url=f"sqlite:///{tmp_path}/r.sqlite", encryption="keys" in settings, **settings
    )


OTHERWISE = pytest.mark.slow(reason="gone or damaged otherwise; one of each stands for it")


def month_files(tmp_path: Path) -> list[Path]:
    return sorted((tmp_path / "r.sqlite-months").glob("*.sqlite"))


def is_given_up(file: Path) -> bool:
    """Return whether an empty file says that what was in it is lost."""
    return file.read_bytes() == b""


def kinds(adapter: SqlAdapter) -> list[IntegrityFindingKind]:
    return [fault.kind for fault in adapter.reports.verify(now=NOON)]


def test_no_database_is_made_beside_the_months_of_another(tmp_path: Path) -> None:
    """An operator moves the database's file aside, and cron comes by."""
    adapter = opened(tmp_path)
    canary = keep(adapter, "A")
    adapter.close()
    (tmp_path / "r.sqlite").rename(tmp_path / "aside")
    for store_operation in (
        lambda one: one.reports.verify(now=NOON),
        lambda one: one.migrate(),
        lambda one: keep(one, "B"),
    ):
        with pytest.raises(UnknownPartitionsError, match=r"r\.sqlite-months"):
            store_operation(opened(tmp_path))
    (tmp_path / "r.sqlite").touch()
    with pytest.raises(UnknownPartitionsError):
        opened(tmp_path).reports.get("A")
    (tmp_path / "aside").rename(tmp_path / "r.sqlite")
    again = opened(tmp_path)
    assert again.reports.get("A") == samples.full_report(canary, "A")
    again.close()


def test_an_older_copy_of_the_database_destroys_no_month_it_does_not_know(tmp_path: Path) -> None:
    adapter = opened(tmp_path)
    keep(adapter, "A")
    adapter.close()
    shutil.copy(tmp_path / "r.sqlite", tmp_path / "older")
    keep(adapter, "B", days=40)
    adapter.close()
    before = {path: path.read_bytes() for path in month_files(tmp_path)}
    shutil.copy(tmp_path / "older", tmp_path / "r.sqlite")
    again = opened(tmp_path)
    assert IntegrityFindingKind.STRANGE in kinds(again)
    with pytest.raises(UnknownPartitionsError):
        keep(again, "C", days=40)
    again.close()
    assert {path: path.read_bytes() for path in month_files(tmp_path)} == before


@pytest.mark.parametrize("is_mount_point", [False, True], ids=["missing", "empty mount point"])
def test_a_folder_that_is_elsewhere_is_waited_for(tmp_path: Path, is_mount_point: bool) -> None:
    """Its disk is not mounted: nothing of it is taken for erased, nor made in its place."""
    adapter = opened(tmp_path)
    a, b = keep(adapter, "A"), keep(adapter, "B")
    folder, aside = tmp_path / "r.sqlite-months", tmp_path / "aside"
    adapter.close()
    folder.rename(aside)
    if is_mount_point:
        folder.mkdir(mode=0o700)
    away = opened(tmp_path)
    for store_operation in (
        lambda: away.reports.get("A"),
        lambda: away.reports.count_due(TERM),
        lambda: keep(away, "C"),
        lambda: keep(away, "C", days=40),
    ):
        with pytest.raises(PartitionsAwayError, match=r"r\.sqlite-months"):
            store_operation()
    with pytest.raises(ErasureDeferredError):
        away.reports.erase("A", now=LATER)
    assert away.reports.erase_due(now=LATER) == 0
    outline = away.reports.outline("A")
    assert outline is not None
    assert outline.awaits_erasure
    assert kinds(away) == [IntegrityFindingKind.AWAY]
    assert folder.exists() == is_mount_point
    away.close()
    if is_mount_point:
        # Nothing lies there that the disk would hide.
        folder.rmdir()
    aside.rename(folder)
    back = opened(tmp_path)
    assert back.reports.get("B") == samples.full_report(b, "B")
    assert back.reports.erase_due(now=LATER) == 1
    assert a.search(tmp_path) == ()
    back.close()


def test_a_term_that_passes_while_the_folder_is_elsewhere_is_ended_once_it_is_back(
    tmp_path: Path,
) -> None:
    adapter = opened(tmp_path)
    canary = keep(adapter, "A")
    folder, aside = tmp_path / "r.sqlite-months", tmp_path / "aside"
    adapter.close()
    folder.rename(aside)
    away = opened(tmp_path)
    for _ in range(2):
        with pytest.raises(PartitionsAwayError):
            away.reports.erase_due(now=TERM)
    assert IntegrityFindingKind.UNFINISHED in kinds(away)
    with pytest.raises(PartitionsAwayError):
        keep(away, "B", days=300)
    away.close()
    aside.rename(folder)
    back = opened(tmp_path)
    assert back.reports.erase_due(now=TERM) == 0
    assert month_files(tmp_path) == []
    assert canary.search(tmp_path) == ()
    back.close()


def test_a_folder_that_goes_while_the_program_runs_is_waited_for(tmp_path: Path) -> None:
    adapter = opened(tmp_path)
    canary = keep(adapter, "A")
    folder, aside = tmp_path / "r.sqlite-months", tmp_path / "aside"
    folder.rename(aside)
    folder.mkdir()
    with pytest.raises(ErasureDeferredError):
        adapter.reports.erase("A", now=LATER)
    assert adapter.trail.audit()[-1].event.outcome == "recorded"
    with pytest.raises(PartitionsAwayError):
        adapter.reports.count_due(LATER)
    folder.rmdir()
    aside.rename(folder)
    assert adapter.reports.erase_due(now=LATER) == 1
    assert canary.search(tmp_path) == ()
    adapter.close()


@pytest.mark.parametrize(
    ("how", "days"),
    [
        ("missing", 0),
        pytest.param("missing", 40, marks=OTHERWISE),
        pytest.param("damaged", 0, marks=OTHERWISE),
        ("damaged", 40),
        pytest.param("empty", 0, marks=OTHERWISE),
        pytest.param("empty", 40, marks=OTHERWISE),
    ],
)
def test_a_file_that_cannot_be_read_is_told_and_holds_up_nothing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, how: str, days: int
) -> None:
    """Neither that of an older month nor that of this one: registering, delivering and
    destroying go on.
    """
    adapter = opened(tmp_path)
    keep(adapter, "A")
    adapter.close()
    (file,) = month_files(tmp_path)
    if how == "missing":
        file.unlink()
    else:
        file.write_bytes(
            b""
            if how == "empty"
            else file.read_bytes()[:100] + os.urandom(file.stat().st_size - 100)
        )
    again = opened(tmp_path)
    assert kinds(again) == [IntegrityFindingKind.DAMAGED]
    assert file.exists() is (how != "missing"), "looking makes no file"
    assert again.reports.mend() == 0
    with caplog.at_level("ERROR", "lckm_sql"):
        lost = again.reports.get("A")
    assert lost == anonymise(samples.full_report(PersonalDataCanary("A"), "A")), "it goes without"
    assert "the personal part of A" in caplog.text
    canary = keep(again, "B", days)
    kept = again.reports.get("B")
    assert kept is not None
    assert kept.personal == samples.full_report(canary, "B").personal
    claimed = again.reports.claim(
        "w", now=LATER, lasting=samples.LASTING, limit=5, limits=DISPATCH_LIMITS
    )
    assert [one.id for one in claimed] == ["A", "B"]
    again.close()
    again = opened(tmp_path)
    assert again.reports.erase_due(now=TERM + timedelta(days=60)) >= 1
    assert month_files(tmp_path) == []
    again.close()


@attrs.frozen
class _Peers:
    mailer: MemoryMailer
    name = "peers"

    @impl
    def provide_mailer(self) -> MemoryMailer:
        return self.mailer

    @impl
    def provide_helpdesk(self) -> MemoryHelpdesk:
        return MemoryHelpdesk()


@pytest.mark.parametrize("how", ["missing", "damaged"])
def test_a_letter_goes_without_contact_data_and_says_so(tmp_path: Path, how: str) -> None:
    adapter = opened(tmp_path)
    keep(adapter, "A")
    dispatch = attrs.evolve(samples.opened("A", samples.ASKS_CONTACT), files=True)
    adapter.reports.change("A", lambda _: dispatch)
    adapter.close()
    (file,) = month_files(tmp_path)
    if how == "missing":
        file.unlink()
    else:
        file.write_bytes(file.read_bytes()[:100] + os.urandom(file.stat().st_size - 100))
    again, mailer = opened(tmp_path), MemoryMailer()
    centre = ContactCentre(build(again, _Peers(mailer)))
    (worked,) = centre.dispatch_due("w", clock=lambda: NOON)
    assert worked.state is DispatchState.SENT
    (letter,) = mailer.letters.values()
    assert "Danych do kontaktu nie ma" in letter.text
    assert "Załączniki: 0 (usunięto je albo nie da się ich odczytać)" in letter.text
    again.close()


def spoil(file: Path, page: int, by: bytes = b"") -> None:
    with file.open("r+b") as spoiled:
        spoiled.seek((page - 1) * 4096)
        spoiled.write(by or os.urandom(4096))


LEAVES, INDEX_LEAVES = 0x0D, 0x0A
"""The first byte of a page of SQLite's: of the table of a month, which grows at its end, and of
its index.
"""


def pages_of(file: Path, kind: int) -> list[int]:
    """Return the pages of a kind, in the order of the file, without the one with the schema."""
    with closing(sqlite3.connect(file)) as other:
        other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    data = file.read_bytes()
    return [at // 4096 + 1 for at in range(4096, len(data), 4096) if data[at] == kind]


_Fill = Callable[..., tuple[dict[str, PersonalDataCanary], Path]]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> _Fill:
    """Fill a folder; return who is in a month of 120 reports, and its file."""
    made: dict[str, Path] = {}
    numbers = [f"R-{at:03d}" for at in range(120)]

    def copied(folder: Path, **settings: Any) -> tuple[dict[str, PersonalDataCanary], Path]:
        if (kind := repr(settings)) not in made:
            made[kind] = tmp_path_factory.mktemp("filled")
            adapter = opened(made[kind], **settings)
            for number in numbers:
                keep(adapter, number)
            adapter.close()
        shutil.copytree(made[kind], folder, dirs_exist_ok=True)
        (file,) = month_files(folder)
        return {number: PersonalDataCanary(number) for number in numbers}, file

    return copied


def parts_left(adapter: SqlAdapter, numbers: Iterable[str]) -> list[str]:
    found = [adapter.reports.get(number) for number in numbers]
    return [report.number for report in found if report is not None and not report.is_anonymous]


def reads(file: Path, page: int) -> list[str]:
    """Return the numbers of the rows on a page of the table."""
    with closing(sqlite3.connect(file)) as other:
        before = [number for (number,) in other.execute("SELECT number FROM personal ORDER BY seq")]
    data = file.read_bytes()[(page - 1) * 4096 : page * 4096]
    return [number for number in before if number.encode() in data]


@pytest.mark.parametrize("at", [*(pytest.param(at, marks=ELSEWHERE) for at in (0, 1, -2)), -1])
def test_a_withdrawal_on_a_sound_page_takes_nothing_else_with_it(
    filled: _Fill, tmp_path: Path, at: int
) -> None:
    """Whichever other page of the file is bad, the last, where an orphan would lie, too."""
    canaries, file = filled(tmp_path)
    page = pages_of(file, LEAVES)[at]
    bad = reads(file, page)
    sound = [number for number in canaries if number not in bad]
    spoil(file, page)
    gone = sound[0] if at else sound[-1]
    again = opened(tmp_path)
    assert again.reports.erase(gone, now=NOON)
    assert canaries[gone].search(tmp_path) == ()
    assert file.exists()
    assert parts_left(again, canaries) == [number for number in sound if number != gone]
    assert again.trail.lost_with(gone) == 0
    assert IntegrityFindingKind.UNFINISHED not in kinds(again)
    again.close()


@pytest.mark.parametrize(
    "index", [os.urandom(4096), b"\x0a\0\0\0\0\x10\0\0" + bytes(4088)], ids=["random", "empty"]
)
def test_a_withdrawal_finds_its_row_where_the_index_is_damaged(
    filled: _Fill, tmp_path: Path, index: bytes
) -> None:
    """And where the index says that there is none, for nobody would miss what stays."""
    canaries, file = filled(tmp_path)
    (page,) = pages_of(file, INDEX_LEAVES)
    spoil(file, page, index)
    again = opened(tmp_path)
    assert again.reports.erase("R-007", now=NOON)
    assert canaries["R-007"].search(tmp_path) == ()
    assert canaries["R-008"].search(file.parent) != ()
    assert month_files(tmp_path) == [file]
    assert IntegrityFindingKind.UNFINISHED not in kinds(again)
    again.close()


KEYS = [b64encode(bytes(range(32))).decode()]


@pytest.mark.parametrize(
    ("keys", "at", "index"),
    [
        pytest.param([], 0, "sound", marks=ELSEWHERE),
        pytest.param(KEYS, 0, "damaged", marks=ELSEWHERE),
        pytest.param([], 3, "damaged", marks=ELSEWHERE),
        pytest.param(KEYS, 3, "sound", marks=ELSEWHERE),
        pytest.param([], -1, "sound", marks=ELSEWHERE),
        (KEYS, -1, "damaged"),
    ],
)
def test_a_withdrawal_on_a_bad_page_takes_the_file_and_what_can_be_read_is_saved(
    filled: _Fill, tmp_path: Path, keys: list[str], at: int, index: str
) -> None:
    """Where on that page the withdrawn data lie nobody can tell, so it goes; those on it are
    lost, told, and no others.
    """
    canaries, file = filled(tmp_path, keys=keys)
    page = pages_of(file, LEAVES)[at]
    bad = reads(file, page)
    if index == "damaged":
        for one in pages_of(file, INDEX_LEAVES):
            spoil(file, one)
    # All but its header, so that the rows are still there, and nobody finds them.
    spoil(file, page, bytes([0xFF] * 64))
    assert bad
    again = opened(tmp_path, keys=keys)
    assert again.reports.erase(bad[0], now=NOON)
    assert is_given_up(file) if len(bad) > 1 else not file.exists()
    assert canaries[bad[0]].search(tmp_path) == ()
    sound = [number for number in canaries if number not in bad]
    assert parts_left(again, canaries) == sound
    assert again.trail.lost_with(bad[0]) == len(bad) - 1
    said = [entry.event.verb for entry in again.trail.audit(subject=bad[0])]
    assert said == ["register", "withdraw_consent", "destroy_damaged_month"]
    assert kinds(again) == ([IntegrityFindingKind.DAMAGED] if len(bad) > 1 else []), (
        "those who lost theirs are told of"
    )
    canary = keep(again, "later")
    assert again.reports.get("later") == samples.full_report(canary, "later")
    assert again.reports.files_to_delete(limit=1000) == [
        one.reference for one in samples.full_report(canary, bad[0]).attachments
    ]
    again.reports.erase_due(now=TERM)
    assert month_files(tmp_path) == []
    assert kinds(again) == []
    again.close()


def test_a_crash_as_a_damaged_file_goes_loses_nothing_more(
    filled: _Fill, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was saved is durable before the file goes; a registration in between, by who knows
    of the old file only, is saved, too.
    """
    canaries, file = filled(tmp_path)
    page = pages_of(file, LEAVES)[3]
    bad = reads(file, page)
    spoil(file, page)
    first, other = opened(tmp_path), opened(tmp_path)
    canaries["before"] = keep(other, "before")

    def dies(*given: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(SqlitePartitions, "confirm_created", dies)
        with pytest.raises(KeyboardInterrupt):
            first.reports.erase(bad[0], now=NOON)
    assert file.exists()
    canaries["between"] = keep(other, "between")
    first.close()
    other.close()
    again = opened(tmp_path)
    assert parts_left(again, canaries) == [number for number in canaries if number not in bad]
    assert is_given_up(file)
    assert canaries[bad[0]].search(tmp_path) == ()
    assert IntegrityFindingKind.UNFINISHED not in kinds(again)
    again.close()


def test_a_file_of_which_nothing_can_be_read_goes_with_a_withdrawal(
    filled: _Fill, tmp_path: Path
) -> None:
    canaries, file = filled(tmp_path)
    file.write_bytes(os.urandom(100) + file.read_bytes()[100:])
    again = opened(tmp_path)
    assert again.reports.erase("R-007", now=NOON)
    assert canaries["R-007"].search(tmp_path) == ()
    assert is_given_up(file)
    assert again.trail.lost_with("R-007") == 119
    assert kinds(again) == [IntegrityFindingKind.DAMAGED]
    again.close()


def test_a_file_whose_damage_shows_only_as_it_is_written_to_is_put_nothing_into(
    tmp_path: Path,
) -> None:
    adapter = opened(tmp_path)
    for at in range(40):
        keep(adapter, f"R-{at:02d}")
    adapter.close()
    (file,) = month_files(tmp_path)
    with closing(sqlite3.connect(file)) as other:
        (page,) = other.execute(
            "SELECT rootpage FROM sqlite_schema WHERE name = 'ix_personal_number'"
        ).fetchone()
        other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with file.open("r+b") as spoiled:
        spoiled.seek((page - 1) * 4096)
        spoiled.write(os.urandom(4096))
    again = opened(tmp_path)
    for number in "AB":
        canary = keep(again, number)
        assert again.reports.get(number) == samples.full_report(canary, number)
    assert len(month_files(tmp_path)) == 2
    assert again.reports.erase_due(now=TERM) == 1, "one month, though it has two files"
    assert month_files(tmp_path) == []
    again.close()


def test_the_journal_of_a_month_goes_with_it_though_somebody_has_it_open(tmp_path: Path) -> None:
    adapter = opened(tmp_path)
    canary = keep(adapter, "A")
    (file,) = month_files(tmp_path)
    with closing(sqlite3.connect(file)) as other:
        assert other.execute("SELECT count(*) FROM personal").fetchone() == (1,)
        adapter.reports.erase_due(now=TERM)
        assert canary.search(tmp_path / "r.sqlite-months") == ()
        assert not [*file.parent.glob(f"{file.name}*")]
    adapter.close()


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody is waited for."""
    monkeypatch.setattr(sqlite_files, "_LONGEST", 0.0)


@pytest.mark.usefixtures("impatient")
def test_a_withdrawal_that_a_reader_held_up_is_ended_when_repeated(tmp_path: Path) -> None:
    adapter = opened(tmp_path, timeout=0.1)
    canary = keep(adapter, "A")
    (file,) = month_files(tmp_path)
    reader = sqlite3.connect(file, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM personal").fetchone()
    with pytest.raises(StoreUnavailableError, match="CheckpointBusy"):
        adapter.reports.erase("A", now=NOON)
    assert IntegrityFindingKind.UNFINISHED in kinds(adapter)
    reader.close()
    adapter.reports.erase("A", now=NOON)
    assert canary.search(tmp_path) == ()
    assert adapter.reports.get("A") == anonymise(samples.full_report(canary, "A"))
    assert kinds(adapter) == []
    adapter.close()


@pytest.mark.usefixtures("impatient")
def test_a_key_that_a_reader_held_up_is_gone_when_repeated(tmp_path: Path) -> None:
    adapter = opened(tmp_path, timeout=0.1, keys=[b64encode(bytes(range(32))).decode()])
    keep(adapter, "A")
    with adapter.database.reading() as connection:
        wrapped = connection.execute(select(month_keys.c.wrapped)).scalar_one()
    reader = sqlite3.connect(tmp_path / "r.sqlite", isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM report").fetchone()
    with pytest.raises(StoreUnavailableError, match="CheckpointBusy"):
        adapter.reports.erase_due(now=TERM)
    reader.close()
    adapter.reports.erase_due(now=TERM)
    assert [
        path for path in tmp_path.rglob("*") if path.is_file() and wrapped in path.read_bytes()
    ] == []
    adapter.close()


def test_an_orphan_is_one_though_its_number_is_registered_in_another_month(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A registration failed at the last moment and was repeated after midnight, in the next
    month.
    """
    put, adapter = SqlitePartitions.insert, opened(tmp_path)
    keep(adapter, "first")

    def fails(*given: Any) -> None:
        put(*given)
        raise KeyError

    with monkeypatch.context() as patch:
        patch.setattr(SqlitePartitions, "insert", fails)
        with pytest.raises(KeyError):
            keep(adapter, "Z")
    canary = keep(adapter, "Z", days=40)
    adapter.reports.erase("Z", now=LATER)
    assert canary.search(tmp_path) != (), "of the first attempt"
    adapter.close()
    again = opened(tmp_path)
    assert again.reports.get("Z") is not None
    assert canary.search(tmp_path) == ()
    assert kinds(again) == []
    again.close()
