"""The exporter: BIP and the portal as one site, whose faces change in one act (zał. 2 § 10 ust. 1)."""

import gc
import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from importlib import resources
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from lckm_bip.builder import FaceMaker
from lckm_bip.release.manifest import Card, Manifest
from lckm_bip.release.release_store import ReleaseStore
from lckm_bip.settings import SiteSettings
from lckm_bip.sites import AudienceSite
from lckm_core import __version__
from lckm_core.publication import Audience, PublicationPeriod

if TYPE_CHECKING:
    from lckm_core.publication import Publication

_PACKAGES = ("lckm_bip", "lckm_pages")
_ALL = attrgetter(*[field.name for field in attrs.fields(PublicationPeriod)])
"""What the registers are made from, of a time that an edition was shown."""


class SiteExporter:
    """Writes a static site as *settings* say, to be served from ``<target>/current/bip`` and ``<target>/current/portal``.

    What is the same as the last time is left as it is; ``current`` is put over to what is new in one act, for both faces.

    """

    name = "site"

    def __init__(self, settings: SiteSettings) -> None:
        describe = settings.describer()
        self.audiences: Sequence[Audience] = settings.audiences
        self._place = ReleaseStore(Path(settings.target))
        self._faces = [
            AudienceSite(one, settings.publisher, settings.address(one), describe)
            for one in self.audiences
        ]
        self._settings = settings

    def shows_in(self, folder: Path) -> bool:
        """Return whether *folder*, by whatever path or link, is where this exporter writes."""
        return folder.resolve() == self._place.root.resolve()

    def export(self, read: "Callable[[], Publication]") -> None:
        """Show exactly what is published that day, to each audience, or leave all as it was.

        Raises ``OSError`` where the folder cannot be written, :class:`NotASiteError` where it holds something else, and whatever
        keeps a page from being made.
        """
        with _no_collector(), self._place.locked():
            publication = read()
            shown = self._place.shown()
            before = shown[1] if shown else Manifest()
            stamp = _stamp(self._settings)
            known = before.cards if before.stamp == stamp else {}
            whole = self._whole(publication, stamp)
            if before.whole == whole and not _unread(known):
                self._place.level()
                return
            release = self._place.begin()
            cards = self._bring_up(FaceMaker(release), publication, known)
            release.finish()
            self._place.show(release, Manifest(stamp, whole, release.files, cards))
            self._place.level()

    def _bring_up(
        self, maker: FaceMaker, publication: "Publication", known: Mapping[str, Mapping[str, Card]]
    ) -> dict[str, dict[str, Card]]:
        """Make the pages of all faces, those of one procedure together, then the lists."""
        cards: dict[str, dict[str, Card]] = {face.name: {} for face in self._faces}
        pages = {
            face.name: {page.id: page for page in publication.pages[face.audience]}
            for face in self._faces
        }
        for number in sorted(set().union(*pages.values())):
            for face in self._faces:
                page = pages[face.name].get(number)
                if page is not None:
                    cards[face.name][number] = maker.procedure(
                        face, page, known.get(face.name, {}).get(number)
                    )
        for face in self._faces:
            maker.around(face, cards[face.name], publication)
        return cards

    def _whole(self, publication: "Publication", stamp: str) -> str:
        """Return what changes whenever anything that is shown does."""
        found = hashlib.sha256(stamp.encode())
        for face in self._faces:
            audience = face.audience
            said: list[Any] = [
                face.name,
                [(page.id, page.key) for page in publication.pages[audience]],
            ]
            said.append([notice.to_data() | {"on": ""} for notice in publication.notices[audience]])
            said.append(list(map(_ALL, publication.register[audience])))
            found.update(json.dumps(said, sort_keys=True, default=str).encode())
        return found.hexdigest()


def _unread(cards: Mapping[str, Mapping[str, Card]]) -> bool:
    """Return whether a file to download could not be read, and is to be tried again."""
    return any(card.unread for face in cards.values() for card in face.values())


@contextmanager
def _no_collector() -> Iterator[None]:
    """Keep the collector of cycles from looking through ten thousand pages, which have none, again and again."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _stamp(settings: SiteSettings) -> str:
    packages = (*_PACKAGES, "lckm_linked_data") if settings.linked_data else _PACKAGES
    return hashlib.sha256(
        f"{__version__}\n{_program(packages)}\n{settings.stamp()}".encode()
    ).hexdigest()


@cache
def _program(packages: tuple[str, ...]) -> str:
    """Return what the pages are made by: another program makes them anew, even where only a template is another."""
    found = hashlib.sha256()
    for package in packages:
        root = Path(str(resources.files(package)))
        for path in sorted(root.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                found.update(f"{path.relative_to(root)}\n".encode() + path.read_bytes())
    return found.hexdigest()
