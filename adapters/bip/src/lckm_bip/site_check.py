"""Checks a site on disk: its files, the links between them, and that both sites agree."""

from collections.abc import Iterator
from contextlib import suppress
from hashlib import blake2b
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Final
from urllib.parse import unquote, urlsplit

import attrs

from lckm_bip.errors import NoSiteError, NotASiteError
from lckm_bip.release.manifest import Manifest
from lckm_bip.release.release_store import ReleaseStore
from lckm_core.text import Message

_MISSING: Final = Message("brakuje tego pliku", "this file is missing")
_CHANGED: Final = Message("plik jest inny, niż go zapisano", "the file is not what was written")
_STRANGE: Final = Message(
    "obcy plik: serwis go nie zapisał", "a foreign file: the site did not write it"
)
_NOT_HANDED_IN: Final = Message(
    "opis wymienia ten plik, a nie ma go w serwisie: przekaż opis jeszcze raz, z plikiem albo bez "
    "jego nazwy",
    "the description names this file and the site has none: hand the description in again, with "
    "the file or without its name",
)
_MOST_NEAR: Final = 3


@attrs.frozen
class SiteFault:
    """What is wrong with a file of a site, or with a number in it."""

    path: str
    message: Message
    is_of_export: bool = True
    """Whether writing the site anew may put it right."""


def faults_of(folder: Path) -> list[SiteFault]:
    """Return all that is wrong with the site in *folder*.

    Raises:
        NoSiteError: there is no site, or an incomplete one.
    """
    place = ReleaseStore(folder)
    if not folder.exists():
        raise NoSiteError(str(folder), "missing")
    if not place.is_site():
        raise NoSiteError(str(folder), "other", _near_sites(folder))
    with place.locked():
        shown = None
        with suppress(NotASiteError):  # in a copy, the link may have become a folder
            shown = place.shown_release()
        if shown is None:
            raise NoSiteError(str(folder), "broken")
        root, held = shown
        return [
            *_files(root, held),
            *_links(root, held),
            *_downloads(held),
            *_sites(held),
        ]


def _near_sites(folder: Path) -> tuple[str, ...]:
    """Return the sites right in *folder*, a few of them, or else the one around it."""
    with suppress(OSError):
        inner = sorted(str(path) for path in folder.iterdir() if _has_site(path))
        if inner:
            return tuple(inner[:_MOST_NEAR])
    return tuple(str(path) for path in folder.parents if _has_site(path))[:1]


def _has_site(folder: Path) -> bool:
    with suppress(OSError):  # a folder that may not be looked into
        return ReleaseStore(folder).is_site()
    return False


def _files(root: Path, held: Manifest) -> Iterator[SiteFault]:
    present_paths = {
        str(path.relative_to(root))
        for path in root.rglob("*")
        if path.is_symlink() or not path.is_dir()
    }
    for path, known in sorted(held.files.items()):
        if path not in present_paths:
            yield SiteFault(path, _MISSING)
        elif _digest(root / path) != known:
            yield SiteFault(path, _CHANGED)
    for path in sorted(present_paths - held.files.keys()):
        yield SiteFault(path, _STRANGE)


def _digest(path: Path) -> str:
    found = blake2b(digest_size=16)
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            found.update(piece)
    return found.hexdigest()


def _links(root: Path, held: Manifest) -> Iterator[SiteFault]:
    for path in sorted(held.files):
        if path.endswith(".html") and (root / path).is_file():
            reader = _Links()
            reader.feed((root / path).read_text(encoding="utf-8", errors="replace"))
            for href in sorted(reader.found):
                parts = urlsplit(href)
                if parts.scheme or parts.netloc or not parts.path:
                    continue
                target = normpath(join(dirname(path), unquote(parts.path)))
                if target not in held.files:
                    message = Message(
                        f"odnośnik donikąd: {href}", f"a link that leads nowhere: {href}"
                    )
                    yield SiteFault(path, message)


class _Links(HTMLParser):
    """Collects the links of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.found |= {
            value for name, value in attributes if name in ("href", "src", "action") and value
        }


def _downloads(held: Manifest) -> Iterator[SiteFault]:
    """Yield the files that descriptions name and that nobody can download."""
    for cards in held.cards.values():
        for number in sorted(cards):
            for path in cards[number].missing:
                yield SiteFault(path, _NOT_HANDED_IN, is_of_export=False)


def _sites(held: Manifest) -> Iterator[SiteFault]:
    """Yield the numbers that sites show in different editions."""
    sites = list(held.cards.values())
    for site, other in pairwise(sites):
        for number in sorted(site.keys() & other.keys()):
            if site[number].changes[0].edition != other[number].changes[0].edition:
                message = Message(
                    "BIP i portal pokazują różne wersje",
                    "BIP and the portal show different editions",
                )
                yield SiteFault(number, message)
