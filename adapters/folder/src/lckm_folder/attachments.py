"""The files that come with reports, each as a file of its own in a folder."""

import os
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from lckm_folder.atomic_folder import Folder
from lckm_folder.errors import UnsafeNameError

_REMEMBERED = 1000


class FolderAttachments:
    """Keeps each file under its reference: ``ZG-2026-000123-1``.

    Args:
        folder: where the files are; made when needed, for this user alone.
    """

    def __init__(self, folder: Path | str) -> None:
        self._folder = Folder(folder, private=True)
        self._gone = self._folder.root / ".lckm-destroyed"

    def keep(self, reference: str, data: bytes) -> None:
        """Keep a file, to the disk; call it before the report is registered.

        Raises ``FileExistsError`` when another file has that reference, :class:`UnsafeNameError` for one that cannot be a
        file's name, and ``OSError`` when it cannot be written.
        """
        path = self._folder.path(reference)
        with self._folder.locked(make=True):
            if path.exists() and path.read_bytes() != data:
                raise FileExistsError(reference)
            self._folder.write({path: data})

    def read(self, reference: str) -> bytes | None:
        """Return the file of that reference, ``None`` when there is none."""
        try:
            return self._folder.path(reference).read_bytes()
        except (FileNotFoundError, UnsafeNameError):
            return None

    def references(self, *, kept_before: datetime) -> Sequence[str]:
        """Return the references of the files that were kept before a moment, which is aware; to find those of no report."""
        if not self._folder.root.is_dir():
            return ()
        with self._folder.reading():  # what was begun and never ended goes first
            found = [
                path
                for path in self._folder.root.iterdir()
                if not path.name.startswith(".lckm-") and path.is_file()
            ]
        return sorted(path.name for path in found if path.stat().st_mtime < kept_before.timestamp())

    def missing(self, references: Sequence[str]) -> Sequence[str]:
        """Return those of these files that cannot be read: they are not here, or this user may not; all, where the folder is not."""
        try:
            with os.scandir(self._folder.root) as entries:
                here = {entry.name for entry in entries}
        except OSError:
            return list(references)
        return [
            one
            for one in references
            if one not in here or not os.access(self._folder.root / one, os.R_OK)
        ]

    def destroy(self, references: Sequence[str]) -> Sequence[str]:
        """Delete these files, and return those that are not here; what the disk keeps of deleted files is the operating system's matter.

        The last 1,000 that were here are remembered: who was killed before it could note that they are gone asks again.
        """
        if not self._folder.root.is_dir():
            return list(references)
        with self._folder.locked():
            remembered = self._remembered()
            here = [reference for reference in references if self._is_here(reference)]
            if here:
                self._gone.write_text(
                    "\n".join([*remembered, *here][-_REMEMBERED:]), encoding="utf-8"
                )
            for reference in here:
                self._folder.path(reference).unlink()
        return sorted({*references}.difference(here, remembered))

    def _remembered(self) -> list[str]:
        return self._gone.read_text(encoding="utf-8").split("\n") if self._gone.exists() else []

    def _is_here(self, reference: str) -> bool:
        try:
            return self._folder.path(reference).is_file()
        except UnsafeNameError:
            return False  # never was a file of ours
