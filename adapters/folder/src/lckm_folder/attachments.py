"""The attachments of reports, each a file in a folder."""

import os
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from lckm_folder.atomic_folder import Folder
from lckm_folder.errors import UnsafeNameError, store_errors

_REMEMBERED = 1000
_OTHERS = 0o007


class FolderAttachments:
    """Stores each attachment under its reference, such as ``ZG-2026-000123-1``.

    Args:
        folder: the folder; created when needed, for this user alone.
    """

    def __init__(self, folder: Path | str) -> None:
        self._folder = Folder(folder, private=True)
        self._destroyed = self._folder.root / ".lckm-destroyed"
        # A digest of each file, beside it and gone before it: it tells of damage, and may not
        # outlive what it is of.
        self._digests = self._folder.root / ".lckm-digests"

    def keep(self, reference: str, data: bytes) -> None:
        """Store an attachment on the disk, before its report is registered.

        Raises ``FileExistsError`` when another file has that reference, :class:`UnsafeNameError`
        for one that cannot be a file name, and :class:`FolderUnavailableError` when it cannot be
        written.
        """
        path = self._folder.path(reference)
        with store_errors(), self._folder.locked(make=True):
            if path.exists() and path.read_bytes() != data:
                raise FileExistsError(reference)
            self._folder.write({path: data})
            self._digests.mkdir(0o700, exist_ok=True)
            (self._digests / reference).write_text(_digest(reference, data), encoding="ascii")

    def read(self, reference: str) -> bytes | None:
        """Return the attachment of that reference, or ``None``."""
        try:
            return self._folder.path(reference).read_bytes()
        except (FileNotFoundError, UnsafeNameError):
            return None

    def references(self, *, kept_before: datetime) -> Sequence[str]:
        """Return the references of files stored before an aware moment, to find orphans."""
        if not self._folder.root.is_dir():
            return ()
        with self._folder.reading():  # an unfinished write is finished or undone first
            paths = [
                path
                for path in self._folder.root.iterdir()
                if not path.name.startswith(".lckm-") and path.is_file()
            ]
        return sorted(path.name for path in paths if path.stat().st_mtime < kept_before.timestamp())

    def missing(self, references: Sequence[str]) -> Sequence[str]:
        """Return the references whose files are missing, or not readable for this user."""
        try:
            with os.scandir(self._folder.root) as entries:
                existing = {entry.name for entry in entries}
        except OSError:
            return list(references)
        return [
            one
            for one in references
            if one not in existing or not os.access(self._folder.root / one, os.R_OK)
        ]

    def damaged(self) -> Sequence[str]:
        """Return the references of files that are not as they were stored."""
        return [one for one in self._with_digest() if self._is_damaged(one)]

    def files_without_digest(self) -> int:
        """Return how many files were stored before there were digests."""
        return len({*self._stored()} - {*self._with_digest()})

    def open_to_all(self) -> Sequence[str]:
        """Return the paths that every user of the machine may use; none outside POSIX."""
        paths = [self._folder.root, *(self._folder.root / one for one in self._stored())]
        return [str(path) for path in paths if _is_open(path)]

    def _stored(self) -> Sequence[str]:
        try:
            with os.scandir(self._folder.root) as entries:
                return sorted(
                    entry.name
                    for entry in entries
                    if not entry.name.startswith(".lckm-") and entry.is_file()
                )
        except OSError:
            return ()

    def _with_digest(self) -> Sequence[str]:
        return [one for one in self._stored() if (self._digests / one).exists()]

    def _is_damaged(self, reference: str) -> bool:
        # It may be destroyed meanwhile; a file that cannot be read is told as missing.
        with suppress(OSError):
            data = (self._folder.root / reference).read_bytes()
            wanted = (self._digests / reference).read_text(encoding="ascii", errors="replace")
            return _digest(reference, data) != wanted
        return False

    def destroy(self, references: Sequence[str]) -> Sequence[str]:
        """Delete these attachments, and return those that never existed here.

        What the disk keeps of deleted files is a matter of the operating system.
        """
        # The last 1,000 deleted ones are remembered: a caller that was killed before it could
        # record the deletion asks again.
        if not self._folder.root.is_dir():
            return list(references)
        with self._folder.locked():
            remembered = self._remembered()
            existing = [reference for reference in references if self._exists(reference)]
            if existing:
                newest = [*remembered, *existing][-_REMEMBERED:]
                self._destroyed.write_text("\n".join(newest), encoding="utf-8")
            for reference in existing:
                (self._digests / reference).unlink(missing_ok=True)
                self._folder.path(reference).unlink()
        return sorted({*references}.difference(existing, remembered))

    def _remembered(self) -> list[str]:
        if not self._destroyed.exists():
            return []
        return self._destroyed.read_text(encoding="utf-8").split("\n")

    def _exists(self, reference: str) -> bool:
        try:
            return self._folder.path(reference).is_file()
        except UnsafeNameError:
            return False  # such a file was never stored


def _digest(reference: str, data: bytes) -> str:
    return sha256(reference.encode() + b"\0" + data).hexdigest()


def _is_open(path: Path) -> bool:
    with suppress(OSError):
        return os.name == "posix" and bool(path.stat().st_mode & _OTHERS)
    return False
