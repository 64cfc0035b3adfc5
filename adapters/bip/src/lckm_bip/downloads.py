"""Files to download: copied into a release where a page names them."""

from collections.abc import Mapping
from pathlib import Path

from lckm_bip.release.release_writer import Release
from lckm_core.publication import HeldFile, Page
from lckm_pages import is_name

_LONGEST = 255
"""Bytes of a name that file systems take."""


class Downloads:
    """The files of one procedure in one site.

    *before* holds those of the last export by path and content address, which are not read again.
    """

    def __init__(self, release: Release, before: Mapping[str, str]) -> None:
        self._release, self._before = release, before
        self._found: dict[str, HeldFile | None] = {}
        self.unread = False
        """Whether one that an edition has could not be read."""
        self.missing: list[str] = []
        """The paths of those that are named and no edition has."""

    @property
    def addresses(self) -> dict[str, str]:
        """The files that exist: the address of each one's content, by path."""
        return {path: file.address for path, file in self._found.items() if file is not None}

    def have(self, page: Page, folder: str, name: str) -> HeldFile | None:
        """Copy a file of an edition into *folder*; return ``None`` if there is nothing to copy."""
        path = f"{folder}/{name}"
        if path not in self._found:
            self._found[path] = self._held_file(page, path, name)
        return self._found[path]

    def _held_file(self, page: Page, path: str, name: str) -> HeldFile | None:
        file = next((candidate for candidate in page.files if candidate.name == name), None)
        if file is None:
            self.missing.append(path)
            return None
        if name.startswith(".") or not is_name(name) or len(name.encode()) > _LONGEST:
            return None
        if self._before.get(path) == file.address and self._release.keep([path]):
            return file
        data = page.read(file)
        if data is None:
            self.unread = True
            return None
        self._release.put(path, data)
        return file


def about(file: HeldFile) -> str:
    """Return what kind of file it is and how large: „PDF, 118 kB”."""
    kind = Path(file.name).suffix[1:].upper()
    return ", ".join(filter(None, (kind, size_words(file.size))))


def size_words(size: int) -> str:
    """Return a size in Polish words: kilobytes of 1,000 bytes, or tenths of a megabyte."""
    if size >= 10**6:
        return f"{size / 10**6:.1f}".replace(".", ",").removesuffix(",0") + " MB"
    return f"{-(-size // 1000)} kB" if size >= 1000 else f"{size} B"
