"""A folder of files by content: ``content/ab/cdef…``."""

import hashlib
import os
import re
from collections.abc import Collection, Sequence
from datetime import timedelta
from pathlib import Path
from time import time
from typing import Final

import attrs

from lckm_core.errors import LckmError
from lckm_folder import Folder, store_errors

_ADDRESS: Final = re.compile(r"[0-9a-f]{64}")
_CONTENT: Final = "content"


@attrs.frozen(str=False)
class DamagedDocumentError(LckmError):
    """The file at an address is not what was stored there."""

    pl = "Treść {address:.12}… jest uszkodzona. Przywróć ją z kopii albo dodaj plik jeszcze raz."
    en = "The content {address:.12}… is damaged. Restore it from a copy, or keep the file again."
    address: str


class FolderDocuments:
    """Stores files by content, so that equal files are stored once.

    Every write is atomic, flushed to disk, and locked against all threads and processes. Which
    edition has which file is stored with the edition.

    Args:
        root: the folder; created by the first ``keep``.
        grace: how long an unused file is kept: an edition may be about to use it.
    """

    def __init__(self, root: Path | str, *, grace: timedelta = timedelta(hours=1)) -> None:
        self._folder, self._grace = Folder(root), grace

    def keep(self, data: bytes) -> str:
        """Store a file and return its address, the SHA-256 of its content.

        The address has 64 hexadecimal digits. A damaged file at that address is repaired. Raises
        ``lckm_folder.FolderUnavailableError`` if it cannot be written; then nothing is.
        """
        address = hashlib.sha256(data).hexdigest()
        with store_errors(), self._folder.locked(make=True):
            path = self._path(address)
            if path.is_file() and path.read_bytes() == data:
                os.utime(path)  # its grace begins again
            else:
                self._folder.write({path: data})
        return address

    def read(self, address: str) -> bytes | None:
        """Return the file at an address, ``None`` where there is none.

        Raises :class:`DamagedDocumentError` if it is not what was stored, and ``OSError`` if it
        cannot be read.
        """
        if not _ADDRESS.fullmatch(address):
            return None
        try:
            data = self._path(address).read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return None
        if hashlib.sha256(data).hexdigest() != address:
            raise DamagedDocumentError(address)
        return data

    def unwanted(self, wanted: Collection[str]) -> Sequence[str]:
        """Return the sorted addresses of the files :meth:`sweep` would remove."""
        return sorted(self._unwanted(wanted))

    def sweep(self, wanted: Collection[str]) -> int:
        """Remove all files except those *wanted* or recent, and return their number."""
        if not self._folder.root.is_dir():
            return 0
        with self._folder.locked():
            unwanted = self._unwanted(wanted)
            for path in unwanted.values():
                path.unlink()
        return len(unwanted)

    def _unwanted(self, wanted: Collection[str]) -> dict[str, Path]:
        """Return the unwanted files older than the grace, by address."""
        addresses, before = frozenset(wanted), time() - self._grace.total_seconds()
        paths = {
            path.parent.name + path.name: path
            for path in (self._folder.root / _CONTENT).glob("??/*")
        }
        return {
            address: path
            for address, path in paths.items()
            if _ADDRESS.fullmatch(address)
            and address not in addresses
            and path.stat().st_mtime <= before
        }

    def _path(self, address: str) -> Path:
        return self._folder.path(_CONTENT, address[:2], address[2:])
