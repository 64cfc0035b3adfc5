"""Announcements and portal terms as files."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from lckm_core.errors import ConflictError
from lckm_core.ports import AnnouncementChange
from lckm_core.publication import Announcement, AnnouncementEdition, PortalTerms
from lckm_core.text import Message
from lckm_folder.atomic_folder import Folder
from lckm_folder.cache import Cache
from lckm_folder.edition_files import EditionFiles, EditionKind, state_class
from lckm_folder.errors import CorruptFileError
from lckm_folder.form_files import read_file, to_file

_KIND = EditionKind(
    AnnouncementEdition,
    "announcement",
    Announcement,
    "announcements",
    state_class(AnnouncementEdition, "announcement"),
)


class _AnnouncementFiles(EditionFiles[AnnouncementEdition]):
    """Editions of announcements; the first may be a file that was put there by hand."""

    def _editions(self, number: str) -> Sequence[AnnouncementEdition]:
        by_hand = self._folder.path("announcements", f"{number}.yaml")
        if not self._states_file(number).exists() and by_hand.exists():
            return (AnnouncementEdition(announcement=_read_announcement(by_hand)),)
        return super()._editions(number)


class FileNotices:
    """Announcements (``announcements/OG-0001/1.yaml``) and portal terms (``terms/0001.yaml``).

    Terms are numbered in the order of their storing.
    """

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        self._announcements: Cache[Announcement] = Cache(_read_announcement)
        self._editions = _AnnouncementFiles(folder, _KIND)
        self._terms: Cache[PortalTerms] = Cache(
            lambda path: read_file(path, PortalTerms, as_given=True, strict=True)
        )

    def announcements(self) -> Sequence[AnnouncementEdition]:
        """Return every edition of every announcement. Raises :class:`CorruptFileError`.

        A file that was put there by hand is one that is published.
        """
        stored = self._editions.all_editions()
        numbers = {edition.id for edition in stored}
        with self._folder.reading():
            by_hand = [
                AnnouncementEdition(announcement=self._announcements.get(path))
                for path in self._folder.root.glob("announcements/*.yaml")
                if path.stem not in numbers
            ]
        return sorted([*stored, *by_hand], key=lambda edition: (edition.id, edition.number))

    def save_announcements(self, changes: Sequence[AnnouncementChange]) -> None:
        """Store all the changes or none, on the disk when this returns.

        Raises ``ConflictError``.
        """
        self._editions.save_changes([(change.edition, change.was) for change in changes])

    def terms(self) -> Sequence[PortalTerms]:
        """Return every version of the terms, in order. Raises :class:`CorruptFileError`."""
        # Every report asks for them, and a lock takes longer than all else. The order matters, as
        # in :meth:`FileRoutes.table`: a write in between would have changed a file, or its stamp.
        if self._folder.is_whole:
            paths = self._terms_paths()
            found = [terms for terms in map(self._terms.unchanged, paths) if terms is not None]
            if paths and len(found) == len(paths):
                return found
        with self._folder.reading():
            return [terms for _, terms in self._numbered_terms()]

    def save_terms(self, terms: PortalTerms) -> None:
        """Store a version of the terms, replacing its draft.

        Raises ``ConflictError`` for another text of an approved version.
        """
        with self._folder.locked(make=True):
            last = 0
            for number, stored in self._numbered_terms():
                last = number
                if stored.version == terms.version:
                    if stored.approved_on is not None and stored != terms:
                        raise ConflictError(terms.version)
                    break
            else:
                last += 1
            self._folder.write({self._folder.path("terms", f"{last:04}.yaml"): to_file(terms)})

    def discard_terms(self, terms: PortalTerms) -> None:
        """Remove the file of a draft of the terms.

        Raises ``ConflictError`` where another text is stored, or that version is approved.
        """
        with self._folder.locked(make=True):
            for number, stored in self._numbered_terms():
                if stored.version != terms.version:
                    continue
                if stored != terms or stored.approved_on is not None:
                    raise ConflictError(terms.version)
                self._folder.remove(self._folder.path("terms", f"{number:04}.yaml"))

    def _numbered_terms(self) -> Iterator[tuple[int, PortalTerms]]:
        """Yield the versions of the terms with the numbers of their files."""
        for path in self._terms_paths():
            if (
                not (path.stem.isascii() and path.stem.isdecimal())
                or path.stem != f"{int(path.stem):04}"
            ):
                because = Message(
                    "nazwij plik kolejną liczbą, np. 0003.yaml.",
                    "name the file by the next number, such as 0003.yaml.",
                )
                raise CorruptFileError(str(path), because)
            yield int(path.stem), self._terms.get(path)

    def _terms_paths(self) -> list[Path]:
        found = self._folder.root.glob("terms/*.yaml")
        return sorted(found, key=lambda path: (len(path.stem), path.stem))


def _read_announcement(path: Path) -> Announcement:
    announcement = read_file(path, Announcement, as_given=True, strict=True)
    if path.stem != announcement.id:
        because = Message(
            f"w pliku jest informacja {announcement.id}. Nadaj mu jej numer.",
            f"it holds {announcement.id}. Name the file after it.",
        )
        raise CorruptFileError(str(path), because)
    return announcement
