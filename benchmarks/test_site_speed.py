"""BIP and the portal of 10,000 procedures: at first, with one changed, and merely written."""

import time
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import fmean

import attrs
import pytest
from tables import Table

from lckm_bip import BipAdapter, SiteExporter, SiteSettings
from lckm_core import Audience, ContactCentre, Edition, Role, build
from lckm_core.ports import EditionChange
from lckm_core.publication import (
    EditionAct,
    Publication,
    State,
    Transition,
    publication_of,
)
from lckm_search import SearchAdapter
from lckm_sql import SqlAdapter
from lckm_testing.knowledge_base import knowledge_base

COUNT = 10_000
FACES = {"BIP and the portal": ("portal", "bip"), "BIP alone": ("bip",)}
_PUBLISHED, _CHANGED, _SEEN = date(2026, 3, 2), date(2026, 4, 1), date(2026, 11, 25)
_NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
_BY = "Ewa Pokazowa"
_CHANGES = 6


@pytest.fixture(scope="module")
def editions() -> list[Edition]:
    """Return that many procedures as published, all shown to everybody."""
    at = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
    acts = (EditionAct(verb=Transition.PUBLISH, at=at, role=Role.MONITORING_STAFF, by=_BY),)
    shown = (
        attrs.evolve(one, internal=False, valid_from=None, valid_to=None)
        for one in knowledge_base(COUNT)
    )
    return [
        Edition(procedure=one, published_by=_BY, published_on=_PUBLISHED, acts=acts)
        for one in shown
    ]


@pytest.mark.parametrize("faces", FACES)
def test_export(table: Table, editions: list[Edition], tmp_path: Path, faces: str) -> None:
    settings = SiteSettings(
        target=str(tmp_path / "site"), audiences=FACES[faces], base_url="https://lodz.example/"
    )
    exporter = SiteExporter(settings)
    audiences = exporter.audiences
    whole = _publication(editions, audiences)
    first = _spent(lambda: exporter.export(lambda: whole))
    table.figure(f"export of {COUNT:,} procedures, {faces}, the first time", first, 10_000, "ms")
    changed = _publication(_with_one_changed(editions), audiences)
    table.figure(
        f"the same, with one of them changed, {faces}",
        _spent(lambda: exporter.export(lambda: changed)),
        1_000,
        "ms",
    )
    files = {
        path: path.read_bytes() for path in (tmp_path / "site" / "a").rglob("*") if path.is_file()
    }
    plain = _spent(lambda: _write(tmp_path / "plain", list(files.values())))
    table.figure(
        f"floor: the same {len(files):,} files written and no more, {faces}", plain, 10_000, "ms"
    )


def test_export_of_a_centre(table: Table, editions: list[Edition], tmp_path: Path) -> None:
    """Of everything in one process, as after a publication at the desk."""
    adapter = SqlAdapter(url=f"sqlite:///{tmp_path}/lckm.sqlite")
    store = adapter.procedures
    store.save([EditionChange(edition) for edition in editions])
    site = BipAdapter(
        target=str(tmp_path / "site"),
        audiences=FACES["BIP and the portal"],
        base_url="https://lodz.example/",
    )
    centre = ContactCentre(build(adapter, site, SearchAdapter(index=str(tmp_path / "index"))))
    centre.export(clock=lambda: _NOW)
    label = f"export of a centre, {COUNT:,} procedures: SQLite, BIP, the portal and the search"
    nothing = _spent(lambda: centre.export(clock=lambda: _NOW))
    table.figure(f"{label}; nothing changed", nothing, 1_000, "ms")
    spent = []
    for edition in editions[:_CHANGES]:
        old, new = _changed(edition)
        store.save([EditionChange(old, edition), EditionChange(new)])
        spent.append(_spent(lambda: centre.export(clock=lambda: _NOW)))
    # The mean: the garbage collector looks through the whole program in every third.
    table.figure(f"{label}; one changed", fmean(spent), 1_000, "ms")
    adapter.close()


def _publication(editions: list[Edition], audiences: Sequence[Audience]) -> Publication:
    return publication_of(editions, audiences, on=_SEEN)


def _with_one_changed(editions: list[Edition]) -> list[Edition]:
    one = editions[COUNT // 2]
    old, new = _changed(one)
    return [*(old if edition is one else edition for edition in editions), new]


def _changed(edition: Edition) -> tuple[Edition, Edition]:
    """Return an edition as it is replaced, and the one in its place."""
    old = attrs.evolve(edition, state=State.REPLACED, ended_on=_CHANGED)
    text = attrs.evolve(edition.procedure, title=f"Całkiem nowy tytuł {edition.id}")
    return old, attrs.evolve(edition, procedure=text, number=2, published_on=_CHANGED)


def _write(folder: Path, contents: list[bytes]) -> None:
    folder.mkdir()
    for number, content in enumerate(contents):
        (folder / str(number)).write_bytes(content)


def _spent(operation: Callable[[], object]) -> float:
    """Return the milliseconds of processor time of one run, the disk's own work not counted:
    it is another's on a shared machine.
    """
    began = time.process_time()
    operation()
    return 1000 * (time.process_time() - began)
