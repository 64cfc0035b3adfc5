"""Announcements, portal terms and the table of routes as files."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from lckm_core.errors import ConflictError
from lckm_core.publication import Announcement, PortalTerms
from lckm_core.reports import RouteTable
from lckm_core.text import Message
from lckm_folder.atomic_folder import Folder
from lckm_folder.cache import Cache
from lckm_folder.errors import CorruptFileError, NotThereError
from lckm_folder.form_files import read_file, written

_ROUTES = "routes.yaml"
_NO_TABLE = Message(
    "Umieść tam tablicę tras: kategorie zgłoszeń, domeny i trasy. Sprawdzisz ją poleceniem: lckm routes check PLIK.",
    "Put a table of routes there: categories, domains and routes. To check one: lckm routes check FILE.",
)


class FileNotices:
    """``announcements/OG-0001.yaml``, and ``terms/0001.yaml``, ``terms/0002.yaml`` … in the order in which they were kept."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        self._announcements: Cache[Announcement] = Cache(_read_announcement)
        self._terms: Cache[PortalTerms] = Cache(
            lambda path: read_file(path, PortalTerms, as_given=True, strict=True)
        )

    def announcements(self) -> Sequence[Announcement]:
        """Return every announcement, by number. Raises :class:`CorruptFileError` for a file spoilt by hand."""
        with self._folder.reading():
            found = [
                self._announcements.get(path)
                for path in self._folder.root.glob("announcements/*.yaml")
            ]
            return sorted(found, key=lambda one: one.id)

    def terms(self) -> Sequence[PortalTerms]:
        """Return every version of the terms, in the order in which they were kept. Raises as :meth:`announcements`."""
        with self._folder.reading():
            return [terms for _, terms in self._numbered()]

    def save_announcement(self, announcement: Announcement) -> None:
        """Keep an announcement, in place of one of the same number."""
        with self._folder.locked(make=True):
            path = self._folder.path("announcements", f"{announcement.id}.yaml")
            self._folder.write({path: written(announcement)})

    def save_terms(self, terms: PortalTerms) -> None:
        """Keep a version of the terms, in place of a draft of it."""
        with self._folder.locked(make=True):
            last = 0
            for number, kept in self._numbered():
                last = number
                if kept.version == terms.version:
                    if kept.approved_on is not None and kept != terms:
                        raise ConflictError(terms.version)
                    break
            else:
                last += 1
            self._folder.write({self._folder.path("terms", f"{last:04}.yaml"): written(terms)})

    def _numbered(self) -> Iterator[tuple[int, PortalTerms]]:
        """Yield the versions of the terms by the numbers that their files have for names."""
        for path in sorted(
            self._folder.root.glob("terms/*.yaml"), key=lambda path: (len(path.stem), path.stem)
        ):
            if (
                not (path.stem.isascii() and path.stem.isdecimal())
                or path.stem != f"{int(path.stem):04}"
            ):
                said = (
                    "nazwij plik kolejną liczbą, np. 0003.yaml.",
                    "name the file by the next number, such as 0003.yaml.",
                )
                raise CorruptFileError(str(path), Message(*said))
            yield int(path.stem), self._terms.get(path)


class FileRoutes:
    """``routes.yaml``, read again whenever it was changed."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        # An address with a fault would go into the head of a letter, so whoever wrote the table, it is judged.
        self._tables: Cache[RouteTable] = Cache(
            lambda path: read_file(path, RouteTable, as_given=False, strict=True)
        )

    def table(self) -> RouteTable:
        """Return the table. Raises :class:`NotThereError` when there is none, :class:`CorruptFileError` for one with any error."""
        with self._folder.reading():
            path = self._folder.path(_ROUTES)
            try:
                return self._tables.get(path)
            except FileNotFoundError:
                raise NotThereError(str(path), _NO_TABLE) from None


def _read_announcement(path: Path) -> Announcement:
    announcement = read_file(path, Announcement, as_given=True, strict=True)
    if path.stem != announcement.id:
        said = (
            f"w pliku jest informacja {announcement.id}. Nadaj mu jej numer.",
            f"it holds {announcement.id}. Name it so.",
        )
        raise CorruptFileError(str(path), Message(*said))
    return announcement
