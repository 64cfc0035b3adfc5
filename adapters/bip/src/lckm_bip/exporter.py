"""The exporter of BIP and the portal, which change in one act (zał. 2 § 10 ust. 1)."""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib import resources
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from lckm_bip.builder import SiteBuilder
from lckm_bip.release.manifest import Card, Manifest
from lckm_bip.release.release_reader import ReleaseReader
from lckm_bip.release.release_store import ReleaseStore
from lckm_bip.resident_words import resident_words
from lckm_bip.settings import SiteSettings
from lckm_bip.sites import AudienceSite
from lckm_core import __version__
from lckm_core.publication import Audience, PublicationPeriod

if TYPE_CHECKING:
    from lckm_core.publication import Publication

_PACKAGES = ("lckm_bip", "lckm_pages")
_ALL = attrgetter(
    *[
        "state.value" if field.name == "state" else field.name
        for field in attrs.fields(PublicationPeriod)
    ]
)
"""What the registers are made from, of a time that an edition was shown."""


class SiteExporter:
    """Writes a static site, served from ``<target>/current/bip`` and ``…/current/portal``.

    Files that did not change stay as they are; the link ``current`` moves to the new release in
    one act, for both sites.
    """

    name = "site"

    def __init__(self, settings: SiteSettings) -> None:
        describe = settings.describer()
        self.audiences: Sequence[Audience] = settings.audiences
        self._store = ReleaseStore(Path(settings.target))
        self._sites = [
            AudienceSite(audience, settings, settings.address(audience), describe)
            for audience in self.audiences
        ]
        self._settings = settings

    def shows_in(self, folder: Path) -> bool:
        """Return whether *folder*, by whatever path or link, is where this exporter writes."""
        return folder.resolve() == self._store.root.resolve()

    def site(self, audience: Audience) -> AudienceSite:
        """Return the site of one of its audiences."""
        return next(site for site in self._sites if site.audience is audience)

    def reader(self, audience: Audience) -> ReleaseReader:
        """Return a reader of the files of an audience's site as it is shown."""
        return ReleaseReader(self._store, self.site(audience).name)

    def export(self, read: "Callable[[], Publication]") -> None:
        """Write exactly what is published that day, or leave the site as it was.

        Raises:
            OSError: the folder cannot be written.
            NotASiteError: the folder holds something else.
        """
        with self._store.locked():
            publication = read()
            shown = self._store.shown_release()
            before = shown[1] if shown else Manifest()
            spoken = resident_words(self._settings.synonyms)
            stamp = _stamp(self._settings, spoken.script, _pictures(self._sites))
            known = before.cards if before.stamp == stamp else {}
            whole = self._content_digest(publication, stamp)
            if before.whole == whole and not _has_unread_file(known):
                self._store.synchronise()
                return
            release = self._store.begin()
            cards = self._build(SiteBuilder(release, spoken), publication, known)
            release.finish()
            self._store.show(release, Manifest(stamp, whole, release.files, cards))
            self._store.synchronise()

    def _build(
        self,
        maker: SiteBuilder,
        publication: "Publication",
        known: Mapping[str, Mapping[str, Card]],
    ) -> dict[str, dict[str, Card]]:
        """Make the pages of all sites, procedure by procedure, then the lists."""
        cards: dict[str, dict[str, Card]] = {site.name: {} for site in self._sites}
        pages = {
            site.name: {page.id: page for page in publication.pages[site.audience]}
            for site in self._sites
        }
        for number in sorted(set().union(*pages.values())):
            for site in self._sites:
                page = pages[site.name].get(number)
                if page is not None:
                    cards[site.name][number] = maker.procedure(
                        site, page, known.get(site.name, {}).get(number)
                    )
        for site in self._sites:
            maker.other_pages(site, cards[site.name], publication)
        return cards

    def _content_digest(self, publication: "Publication", stamp: str) -> str:
        """Return a text that changes whenever anything shown does."""
        found = hashlib.sha256(stamp.encode())
        for site in self._sites:
            audience = site.audience
            content: list[Any] = [
                site.name,
                [(page.id, page.key) for page in publication.pages[audience]],
            ]
            content.append(
                [notice.to_data() | {"on": ""} for notice in publication.notices[audience]]
            )
            content.append(list(map(_ALL, publication.register[audience])))
            found.update(json.dumps(content, sort_keys=True, default=str).encode())
        return found.hexdigest()


def _has_unread_file(cards: Mapping[str, Mapping[str, Card]]) -> bool:
    """Return whether a file to download could not be read, so that it has to be retried."""
    return any(card.unread for site in cards.values() for card in site.values())


def _pictures(sites: Sequence[AudienceSite]) -> str:
    """Return a text that changes with the pictures of the head."""
    paths = sorted({path for site in sites for path in site.images.values()})
    return " ".join(hashlib.sha256(path.read_bytes()).hexdigest() for path in paths)


def _stamp(settings: SiteSettings, spoken: str, pictures: str) -> str:
    packages = (*_PACKAGES, "lckm_linked_data") if settings.linked_data else _PACKAGES
    return hashlib.sha256(
        f"{__version__}\n{_program(packages)}\n{settings.stamp()}\n{pictures}\n{spoken}".encode()
    ).hexdigest()


@cache
def _program(packages: tuple[str, ...]) -> str:
    """Return a digest of this program, so that an upgrade writes all pages anew."""
    found = hashlib.sha256()
    for package in packages:
        root = Path(str(resources.files(package)))
        for path in sorted(root.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                found.update(f"{path.relative_to(root)}\n".encode() + path.read_bytes())
    return found.hexdigest()
