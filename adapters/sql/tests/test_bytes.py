"""No byte of a person is left: in SQLite's files, and in PostgreSQL's with its log and
statistics. Each check is first seen to find.
"""

import random
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from string import ascii_lowercase

import attrs
import pytest
from sqlalchemy import text

from lckm_core import anonymise
from lckm_core.errors import WordsNotFoundError
from lckm_core.ports import EditionChange
from lckm_core.publication import Edition, EditionAct, Transition
from lckm_core.reports import PersonalPart
from lckm_sql import IntegrityFindingKind, SqlAdapter
from lckm_testing import PersonalDataCanary
from lckm_testing.contracts import samples
from tests.helpers.private_postgresql import PostgresServer

NOON = samples.NOON
TERM = NOON + timedelta(days=300)
SEEDS = [
    0,
    *(
        pytest.param(at, marks=pytest.mark.slow(reason="another order; one stands for them"))
        for at in (1, 2)
    ),
]
_MARK = "canary-{:06d}-end"


def marked(at: int, chance: random.Random) -> str:
    """Return the words of a resident, of any length up to what fits, with a mark at either end."""
    return f"{_MARK.format(at)} {'x' * chance.choice((0, 10, 200, 1500, 3900))} {_MARK.format(at)}"


def add_report(adapter: SqlAdapter, at: int, chance: random.Random) -> None:
    report = samples.bare_report(f"R-{at:06d}")
    report = attrs.evolve(report, personal=PersonalPart(description=marked(at, chance)))
    adapter.reports.add(report, samples.opened(report.number))


def found(folder: Path) -> set[int]:
    """Return the marks in any file."""
    content = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    return {int(match[1]) for match in re.finditer(rb"canary-([0-9]{6})-end", content)}


@pytest.fixture
def owned(request: pytest.FixtureRequest, url: str, tmp_path: Path) -> Path:
    if url.startswith("sqlite"):
        return tmp_path
    server: PostgresServer = request.getfixturevalue("server")
    return server.data


@pytest.mark.parametrize("seed", SEEDS)
def test_of_many_withdrawn_in_any_order_none_is_left_and_the_others_are(
    url: str, owned: Path, seed: int
) -> None:
    """Whatever the sizes of neighbours, and however often what is kept was moved about by the
    database before.
    """
    chance, adapter = random.Random(seed), SqlAdapter(url=url, encryption=False)
    before = found(owned)
    at = 0
    alive: set[int] = set()
    for _ in range(4):
        for _ in range(30):
            add_report(adapter, at, chance)
            alive.add(at)
            at += 1
        for gone in chance.sample(sorted(alive), 8):
            adapter.reports.erase(f"R-{gone:06d}", now=NOON)
            alive.remove(gone)
        assert found(owned) - before == alive
    assert [
        fault
        for fault in adapter.reports.verify(now=NOON)
        if fault.kind is not IntegrityFindingKind.NOT_DURABLE
    ] == []
    assert adapter.reports.erase_due(now=TERM) == 1
    assert found(owned) - before == set()
    adapter.close()


@pytest.mark.parametrize("seed", SEEDS)
def test_of_words_redacted_by_hand_none_is_left_and_the_others_are(
    url: str, owned: Path, seed: int
) -> None:
    """Whatever the lengths, and however often rows were moved about, before the term and after."""
    chance, adapter = random.Random(seed), SqlAdapter(url=url, encryption=False)
    before = found(owned)
    alive: set[int] = set()
    for at in range(90):
        # Letters that no server compresses, so that each mark is found where it is.
        letters = "".join(
            chance.choices(ascii_lowercase, k=chance.choice((0, 10, 200, 1500, 3900)))
        )
        report = attrs.evolve(
            samples.bare_report(f"R-{at:06d}"),
            description=f"{_MARK.format(at)} {letters} {_MARK.format(at)}",
            personal=PersonalPart(description="x"),
        )
        adapter.reports.add(report, samples.opened(report.number))
        alive.add(at)
        if at % 3 == 2:
            gone = chance.choice(sorted(alive))
            adapter.reports.redact(f"R-{gone:06d}", [_MARK.format(gone)], now=NOON)
            alive.remove(gone)
        if at == 45:
            adapter.reports.erase_due(now=TERM)
    assert found(owned) - before == alive
    for gone in sorted(alive):
        adapter.reports.redact(f"R-{gone:06d}", [_MARK.format(gone)], now=TERM)
    assert found(owned) - before == set()
    adapter.close()


@pytest.mark.parametrize("seed", SEEDS)
def test_of_texts_of_editions_that_are_overwritten_none_is_left_and_the_others_are(
    url: str, owned: Path, seed: int
) -> None:
    """Whatever their lengths, in the text and in the acts of an edition."""
    chance, adapter = random.Random(seed), SqlAdapter(url=url, encryption=False)
    before, alive = found(owned), set()
    if url.startswith("postgresql"):
        with adapter.reports.database.writing() as connection:
            for column in ("text", "standing"):
                # So that nothing is compressed, and each mark is found where it is.
                change = f"ALTER TABLE edition ALTER COLUMN {column} SET STORAGE EXTERNAL"
                connection.execute(text(change))
    note = EditionAct(verb=Transition.NOTE, at=NOON, by="Anna Nowak")

    def overwrite(gone: int) -> None:
        (was,) = adapter.procedures.editions(f"KA-{gone:05d}")
        acts = (attrs.evolve(note, note="[usunięto]"),)
        erased = attrs.evolve(was, acts=acts).with_note("[usunięto]")
        adapter.procedures.overwrite([EditionChange(erased, was)])

    for at in range(30):
        letters = "".join(
            chance.choices(ascii_lowercase, k=chance.choice((0, 10, 200, 1500, 3900)))
        )
        words = f"{_MARK.format(at)} {letters} {_MARK.format(at)}"
        edition = Edition(
            procedure=samples.procedure(f"KA-{at:05d}"), acts=(attrs.evolve(note, note=words),)
        ).with_note(words)
        adapter.procedures.save([EditionChange(edition)])
        list(adapter.procedures.outlines())
        alive.add(at)
        if at % 3 == 2:
            gone = chance.choice(sorted(alive))
            overwrite(gone)
            alive.remove(gone)
    assert found(owned) - before == alive
    for gone in sorted(alive):
        overwrite(gone)
    assert found(owned) - before == set()
    assert len(tuple(adapter.procedures.outlines())) == 30
    adapter.close()


def test_asked_for_again_a_redaction_ends_what_a_stopped_one_left(
    url: str, owned: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    adapter, before = SqlAdapter(url=url, encryption=False), found(owned)
    report = attrs.evolve(samples.bare_report("R-000001"), description=f"{_MARK.format(1)} i inne")
    adapter.reports.add(report, samples.opened(report.number))
    with monkeypatch.context() as stopped:
        stopped.setattr("lckm_sql.redaction.purge_journal", lambda database: None)
        adapter.reports.redact(report.number, [_MARK.format(1)], now=NOON)
    assert found(owned) - before == {1}
    with pytest.raises(WordsNotFoundError):
        adapter.reports.redact(report.number, [_MARK.format(1)], now=NOON)
    assert found(owned) - before == set()
    adapter.close()


def test_a_plain_update_leaves_them(postgresql: str, server: PostgresServer) -> None:
    """The check finds them before the term, and after what one would write instead of dropping
    a month.
    """
    canary, adapter = PersonalDataCanary(), SqlAdapter(url=postgresql, encryption=False)
    adapter.reports.add(samples.full_report(canary, "Z"), samples.opened("Z"))
    server.execute("CHECKPOINT")
    assert canary.email.encode() in everything(server.data)
    with adapter.database.writing() as connection:
        (name,) = connection.execute(
            text("SELECT relname FROM pg_class WHERE relname LIKE 'personal_%_1'")
        ).scalars()
        connection.execute(text(f"UPDATE {name} SET data = ''"))
    server.execute("CHECKPOINT")
    assert canary.email.encode() in everything(server.data)
    adapter.close()


def test_the_planner_keeps_no_sample(postgresql: str, server: PostgresServer) -> None:
    """ANALYZE, which PostgreSQL runs by itself, stores values of a column for good unless told
    not to.
    """
    canary, adapter = PersonalDataCanary(), SqlAdapter(url=postgresql, encryption=False)
    for at in range(50):
        report = samples.full_report(canary, f"R-{at}")
        adapter.reports.add(report, samples.opened(report.number))
    with adapter.database.writing() as connection:
        connection.execute(text("ANALYZE"))
        kept_samples = connection.execute(
            text("SELECT count(*) FROM pg_stats WHERE tablename LIKE 'personal_%'")
        ).scalar_one()
        assert kept_samples, "it has looked at the table"
        shown = connection.execute(
            text(
                "SELECT count(*) FROM pg_stats WHERE tablename LIKE 'personal_%' AND attname = "
                "'data'"
            )
        )
        assert shown.scalar_one() == 0
    adapter.reports.erase_due(now=TERM)
    assert canary.email.encode() not in everything(server.data)
    adapter.close()


def test_what_another_process_has_open_goes_as_well(tmp_path: Path) -> None:
    """On Linux the bytes of a removed file stay on the disk while somebody has it open: so it
    is cut to nothing first.
    """
    adapter, other = (SqlAdapter(url=f"sqlite:///{tmp_path}/r.sqlite") for _ in range(2))
    report = samples.full_report(PersonalDataCanary(), "Z")
    adapter.reports.add(report, samples.opened("Z"))
    assert other.reports.get("Z") == report
    (partition,) = (tmp_path / "r.sqlite-months").glob("*.sqlite")
    with partition.open("rb") as held:
        assert held.read()
        adapter.reports.erase_due(now=TERM)
        held.seek(0)
        assert held.read() == b""
    assert other.reports.get("Z") == anonymise(report)
    adapter.close()
    other.close()


def everything(folder: Path) -> bytes:
    return b"".join(chunk for chunk in _read(folder))


def _read(folder: Path) -> Iterator[bytes]:
    for path in folder.rglob("*"):
        if path.is_file():
            yield path.read_bytes()
