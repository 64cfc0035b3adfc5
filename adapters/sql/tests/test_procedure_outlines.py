"""The list of procedures and an export read the texts of those alone that have changed."""

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from typing import Any

import attrs
import pytest
from sqlalchemy import event, func, update

from lckm_core import ContactCentre, build
from lckm_core.errors import ConflictError
from lckm_core.ports import EditionChange, exclude_ports, provide
from lckm_core.procedures import Procedure
from lckm_core.publication import (
    Audience,
    Edition,
    EditionOutline,
    Publication,
    State,
    headers_of,
    outlines_of,
)
from lckm_sql import SqlAdapter, UnreadableRowError, procedures
from lckm_sql.outline_rows import read_outline
from lckm_sql.rows import read_edition
from lckm_sql.tables import editions
from lckm_testing.contracts import samples
from tests.helpers.postgres import on_either

NOON = samples.NOON
NUMBERS = ("KA-00001", "KA-00002", "KA-00003")


def edition(id: str, number: int = 1, **values: Any) -> Edition:
    procedure: Procedure = attrs.evolve(samples.procedure(id), **values)
    return Edition(procedure=procedure, number=number, state=State.PUBLISHED)


@pytest.fixture
def filled(adapter: SqlAdapter) -> SqlAdapter:
    """Return an adapter with three procedures whose list was read."""
    adapter.procedures.save([EditionChange(edition(number)) for number in NUMBERS])
    list(adapter.procedures.outlines())
    return adapter


@pytest.fixture
def read(filled: SqlAdapter, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the numbers of the procedures whose texts are read from now on."""
    found: list[str] = []

    def told(rows: Sequence[Any], every: Callable[[], Sequence[Any]]) -> EditionOutline:
        found.append(rows[-1].procedure_id)
        return read_outline(rows, every)

    monkeypatch.setattr("lckm_sql.procedures.read_outline", told)
    return found


def test_what_did_not_change_is_not_read_again(filled: SqlAdapter, read: list[str]) -> None:
    fetched: list[str] = []
    event.listen(
        filled.procedures.database.engine,
        "before_cursor_execute",
        lambda *arguments: fetched.append(arguments[2]),
    )
    assert [outline.id for outline in filled.procedures.outlines()] == list(NUMBERS)
    assert read == []
    assert not [statement for statement in fetched if "edition.text" in statement]


@pytest.mark.parametrize("at_once", [1, 500])
def test_what_another_process_changes_is_seen(
    filled: SqlAdapter, url: str, read: list[str], monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr("lckm_sql.procedures._OUTLINES_AT_ONCE", at_once)
    other = SqlAdapter(url=url)
    was = edition(NUMBERS[0])
    other.procedures.save([EditionChange(attrs.evolve(was, state=State.WITHDRAWN), was)])
    other.procedures.save([EditionChange(edition(NUMBERS[1], 2, title="Nowy tytuł"))])
    other.procedures.save([EditionChange(edition("KA-00004"))])
    other.close()
    outlines = tuple(filled.procedures.outlines())
    assert outlines == outlines_of(filled.procedures.all_editions())
    assert [outline.title for outline in outlines].count("Nowy tytuł") == 1
    assert read == [NUMBERS[0], NUMBERS[1], "KA-00004"]


def test_a_row_without_a_digest_is_read_each_time(filled: SqlAdapter, read: list[str]) -> None:
    with filled.procedures.database.writing() as connection:
        own = editions.c.procedure_id == NUMBERS[1]
        connection.execute(update(editions).where(own).values(digest=None))
    for _ in range(2):
        list(filled.procedures.outlines())
    assert read == [NUMBERS[1]] * 2


@pytest.fixture
def texts_read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the numbers of the procedures whose editions are read from now on."""
    numbers: list[str] = []

    def noted(row: Any) -> Edition:
        numbers.append(row.procedure_id)
        return read_edition(row)

    monkeypatch.setattr("lckm_sql.procedures.read_edition", noted)
    return numbers


@on_either()
def test_headers_stay_while_their_rows_do(
    adapter: SqlAdapter, url: str, texts_read: list[str]
) -> None:
    """Whoever changes them; without a digest nobody knows whether a row is the same."""
    store = adapter.procedures
    first = [edition(number) for number in NUMBERS]
    store.save([EditionChange(each) for each in first])
    with store.database.writing() as connection:
        own = editions.c.procedure_id == NUMBERS[2]
        connection.execute(update(editions).where(own).values(digest=None))
    before = store.headers()
    assert texts_read == list(NUMBERS)
    other = SqlAdapter(url=url)
    other.procedures.save([EditionChange(edition(NUMBERS[0], 2, title="Nowy tytuł"))])
    texts_read.clear()
    again = store.headers()
    assert texts_read == [NUMBERS[0], NUMBERS[0], NUMBERS[2]]
    assert [header.title for header in again[0].editions] == [
        first[0].procedure.title,
        "Nowy tytuł",
    ]
    assert again[1] is before[1]
    other.close()


def test_an_export_to_several_places_reads_each_text_once(
    adapter: SqlAdapter, texts_read: list[str]
) -> None:
    """And the next one those alone that changed."""

    class Place:
        audiences = (Audience.PORTAL,)

        def __init__(self, name: str) -> None:
            self.name = name

        def export(self, read: Callable[[], Publication]) -> None:
            assert [page.id for page in read().pages[Audience.PORTAL]] == list(NUMBERS)

    texts = [attrs.evolve(edition(number), published_on=NOON.date()) for number in NUMBERS]
    adapter.procedures.save([EditionChange(text) for text in texts])
    rest = provide(exporters=[Place("bip"), Place("search"), Place("data")])
    centre = ContactCentre(build(exclude_ports(adapter, "notices"), rest))
    for wanted in (list(NUMBERS), [], [NUMBERS[1]]):
        if wanted == [NUMBERS[1]]:
            adapter.procedures.save([EditionChange(texts[1].with_note("Nowe"), texts[1])])
        texts_read.clear()
        assert not [place.failed for place in centre.export(clock=lambda: NOON) if place.failed]
        assert texts_read == wanted


def change_file(adapter: SqlAdapter, url: str, statement: str) -> None:
    """Change an SQLite file behind the program's back, as damage does."""
    adapter.close()
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as file:
        file.execute(statement)
        file.commit()


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_a_damaged_number_of_another_type_keeps_no_text_from_being_read(
    filled: SqlAdapter, url: str
) -> None:
    change_file(
        filled,
        url,
        "UPDATE edition SET procedure_id = CAST(procedure_id AS BLOB)"
        f" WHERE procedure_id = '{NUMBERS[1]}'",
    )
    found = sorted(edition.id for edition in filled.procedures.all_editions())
    assert found == list(NUMBERS)
    assert [headers.id for headers in headers_of(filled.procedures.headers())] == list(NUMBERS)


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_an_edition_with_a_damaged_number_stays_with_its_procedure(
    filled: SqlAdapter, url: str
) -> None:
    filled.procedures.save([EditionChange(edition(NUMBERS[1], 2))])
    change_file(
        filled,
        url,
        "UPDATE edition SET procedure_id = CAST(procedure_id AS BLOB) WHERE number = 2",
    )
    found = headers_of(filled.procedures.headers())
    assert [len(headers.editions) for headers in found] == [1, 2, 1]
    for header in found[1].editions:
        assert header.is_of(header.text())


def test_a_header_of_a_row_without_a_digest_reads_no_other_text(filled: SqlAdapter) -> None:
    with filled.procedures.database.writing() as connection:
        connection.execute(update(editions).values(digest=None))
    first = filled.procedures.headers()[0].editions[0]
    assert first.is_of(first.text())
    with filled.procedures.database.writing() as connection:
        text = func.replace(editions.c.text, edition(NUMBERS[0]).procedure.title, "Inny tytuł")
        connection.execute(update(editions).values(text=text))
    with pytest.raises(ConflictError):
        first.text()


def test_a_row_that_a_damaged_index_does_not_find_is_named(
    filled: SqlAdapter, monkeypatch: pytest.MonkeyPatch
) -> None:
    finds_none = procedures._SOME.where(editions.c.procedure_id != NUMBERS[1])
    monkeypatch.setattr(procedures, "_SOME", finds_none)
    with pytest.raises(UnreadableRowError, match=NUMBERS[1]):
        filled.procedures.headers()


def test_a_row_that_cannot_be_read_is_told_of_each_time(filled: SqlAdapter) -> None:
    with filled.procedures.database.writing() as connection:
        own = editions.c.procedure_id == NUMBERS[1]
        connection.execute(update(editions).where(own).values(text="{}", digest=b"x"))
    for _ in range(2):
        with pytest.raises(UnreadableRowError, match=NUMBERS[1]):
            list(filled.procedures.outlines())
        with pytest.raises(UnreadableRowError, match=NUMBERS[1]):
            filled.procedures.headers()
