"""Announcements, portal terms and the table of routes as files."""

from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from lckm_core import Announcement, ConflictError, PortalTerms, RouteTable, read_form, to_yaml
from lckm_files.cache import Cache
from lckm_files.folder import Folder

_T = TypeVar("_T")


class FileNotices:
    """``announcements/OG-0001.yaml`` and ``terms/<version>.yaml``, a file each."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        self._announcements: Cache[Announcement] = Cache(lambda path: _read(path, Announcement))
        self._terms: Cache[PortalTerms] = Cache(lambda path: _read(path, PortalTerms))

    def announcements(self) -> Sequence[Announcement]:
        """Return every announcement, by number."""
        with self._folder.locked():
            return tuple(
                self._announcements.get(path) for path in sorted(self._folder.root.glob("announcements/*.yaml"))
            )

    def terms(self) -> Sequence[PortalTerms]:
        """Return every version of the terms, those that begin first first."""
        with self._folder.locked():
            found = [self._terms.get(path) for path in sorted(self._folder.root.glob("terms/*.yaml"))]
            return tuple(sorted(found, key=lambda terms: terms.valid_from))

    def save_announcement(self, announcement: Announcement) -> None:
        """Keep an announcement, in place of one of the same number."""
        with self._folder.locked():
            path = self._folder.path("announcements", f"{announcement.id}.yaml")
            self._folder.write({path: to_yaml(announcement).encode()})

    def save_terms(self, terms: PortalTerms) -> None:
        """Keep a version of the terms, in place of a draft of it."""
        with self._folder.locked():
            path = self._folder.path("terms", f"{terms.version}.yaml")
            kept = self._terms.get(path) if path.exists() else None
            if kept is not None and kept.approved_on is not None and kept != terms:
                raise ConflictError(terms.version)
            self._folder.write({path: to_yaml(terms).encode()})


class FileRoutes:
    """``routes.yaml``, read again whenever it was changed."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        self._tables: Cache[RouteTable] = Cache(lambda path: _read(path, RouteTable))

    def table(self) -> RouteTable:
        """Return the table. Raises ``FileNotFoundError`` when there is none, and what reading a spoilt one raises."""
        with self._folder.locked():
            return self._tables.get(self._folder.path("routes.yaml"))


def _read(path: Path, form: type[_T]) -> _T:
    return read_form(path.read_bytes(), name=str(path)).build(form)
