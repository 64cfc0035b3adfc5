"""Exporters and commands that break the promise, to see that the program notices."""

import shutil
import tempfile
import time
from collections.abc import Callable, Collection, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import attrs

from lckm_bip.exporter import SiteExporter
from lckm_bip.settings import SiteSettings
from lckm_core import Audience, ContactCentre, impl
from lckm_core.ports import EditionChange, Exporter
from lckm_core.publication import Publication
from lckm_editorial.batch_import.plan import Planned, Status, plan
from lckm_editorial.commands import import_ as importing
from promises.publishing.reading import LOOKS

_A_WHILE, _A_MOMENT, _LONGEST = 0.5, 0.01, 60.0


class _Exporting:
    """Base of the adapters whose exporter is spoilt."""

    name = "broken"
    audiences: Sequence[Audience] = (Audience.PORTAL, Audience.BIP)

    def __init__(self, *, target: str, base_url: str) -> None:
        self._target, self._base_url = Path(target), base_url

    def _real(self, target: Path, *audiences: Audience) -> SiteExporter:
        shown = [one.value for one in audiences or self.audiences]
        return SiteExporter(
            SiteSettings(target=str(target), base_url=self._base_url, audiences=shown)
        )

    def export(self, read: Callable[[], Publication]) -> None:
        """Show what is published."""
        raise NotImplementedError

    @impl
    def contribute_exporters(self) -> Sequence[Exporter]:
        """Hand over itself."""
        return [self]


class WritesInPlace(_Exporting):
    """Writes page after page into what is shown."""

    def export(self, read: Callable[[], Publication]) -> None:
        """Copy a site that is whole, file by file."""
        with tempfile.TemporaryDirectory(dir=self._target.parent.parent) as folder:
            self._real(Path(folder, "site")).export(read)
            shutil.rmtree(self._target / "current", ignore_errors=True)
            shutil.copytree(
                Path(folder, "site", "current"),
                self._target / "current",
                copy_function=_copy_slowly,
            )


def _copy_slowly(source: str, target: str) -> None:
    time.sleep(_A_MOMENT)
    shutil.copyfile(source, target)


class FacesApart(_Exporting):
    """Shows each face in an act of its own."""

    def export(self, read: Callable[[], Publication]) -> None:
        """Write two sites, one after the other, and lead to both."""
        (self._target / "current").mkdir(parents=True, exist_ok=True)
        for audience in self.audiences:
            self._real(self._target / f"only-{audience.value}", audience).export(read)
            _wait_for_looks(self._target)
            link = self._target / "current" / audience.value
            if not link.is_symlink():
                link.symlink_to(f"../only-{audience.value}/current/{audience.value}")


def _wait_for_looks(site: Path) -> None:
    """Wait until the reader has looked at a site twice more: the first look may have begun."""
    notes = site.resolve().parents[1] / LOOKS
    wanted = _lines(notes) + 2
    until = time.monotonic() + _LONGEST
    while _lines(notes) < wanted and time.monotonic() < until:
        time.sleep(_A_MOMENT)


def _lines(notes: Path) -> int:
    return notes.read_bytes().count(b"\n") if notes.exists() else 0


class LeavesFiles(_Exporting):
    """Works in a folder that is gone in the end, unless it is killed."""

    def export(self, read: Callable[[], Publication]) -> None:
        """Write the site, and take so long that some kill falls into it on any machine."""
        with tempfile.TemporaryDirectory():
            self._real(self._target).export(read)
            time.sleep(_A_WHILE)


class ShowsTomorrow(_Exporting):
    """Shows what is due on the next day."""

    @impl
    def contribute_exporters(self) -> Sequence[Exporter]:
        """Hand over the real one."""
        real = ContactCentre.publication

        def publication(self: ContactCentre, audiences: Any, *, on: date) -> Publication:
            return attrs.evolve(real(self, audiences, on=on + timedelta(days=1)), on=on)

        ContactCentre.publication = publication  # type: ignore[method-assign,assignment]
        return [self._real(self._target)]


def _forget_where_it_was() -> None:
    """Have an import take in again what is there."""

    def forgetting(*given: Any, **named: Any) -> list[Planned]:
        again = {Status.UNCHANGED: Status.CHANGED}
        planned = plan(*given, **named)
        return [attrs.evolve(one, status=again.get(one.status, one.status)) for one in planned]

    def hand_in(self: ContactCentre, procedure: Any, *, seen: Any, **named: Any) -> None:
        if there := self.plugins.procedures.editions(procedure.id):
            procedure = attrs.evolve(procedure, title=f"{procedure.title} {len(there)}")
        real(self, procedure, **named)

    real = ContactCentre.hand_in
    importing.plan = forgetting  # type: ignore[attr-defined]
    ContactCentre.hand_in = hand_in  # type: ignore[method-assign,assignment]


def _acknowledge_first() -> None:
    """Have publish say that it is done, and keep it a while later."""
    put_aside: list[tuple[Any, Sequence[EditionChange]]] = []

    def publish(self: ContactCentre, *given: Any, **named: Any) -> Any:
        store: Any = self.plugins.procedures
        save, store.save = store.save, lambda changes: put_aside.append((store, changes))
        try:
            return real(self, *given, **named)
        finally:
            store.save = save

    def export(self: ContactCentre, **named: Any) -> Any:
        time.sleep(_A_WHILE)
        for store, changes in put_aside:
            store.save(changes)
        return real_export(self, **named)

    real, real_export = ContactCentre.publish, ContactCentre.export
    ContactCentre.publish = publish  # type: ignore[method-assign,assignment]
    ContactCentre.export = export  # type: ignore[method-assign,assignment]


_COMMANDS = {"forgets-where-it-was": _forget_where_it_was, "acknowledges-first": _acknowledge_first}
ADAPTERS = {
    name: f"{__name__}:{adapter.__name__}"
    for name, adapter in {
        "writes-in-place": WritesInPlace,
        "faces-apart": FacesApart,
        "leaves-files": LeavesFiles,
        "shows-tomorrow": ShowsTomorrow,
    }.items()
}
BROKEN = sorted([*ADAPTERS, *_COMMANDS])


def spoil(names: Collection[str]) -> None:
    """Break the commands of this process in these ways; adapters are broken by settings."""
    for name, change in _COMMANDS.items():
        if name in names:
            change()
