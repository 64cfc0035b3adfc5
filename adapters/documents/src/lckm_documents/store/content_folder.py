"""A folder of files by their content: ``content/ab/cdef…``. Which edition has which is kept with the edition."""

import hashlib
import os
import re
from collections.abc import Collection, Sequence
from datetime import timedelta
from pathlib import Path
from time import time
from typing import Final

from lckm_documents.store.errors import DamagedDocumentError
from lckm_folder import Folder

_ADDRESS: Final = re.compile(r"[0-9a-f]{64}")
_CONTENT: Final = "content"


class FolderDocuments:
    """Keeps files by what they hold: the same content is there once, whoever has it and under whatever names.

    Every write is one act, to the disk, under a lock that holds for all threads and processes.

    Args:
        root: the folder; made by the first ``keep``.
        grace: how long what was kept stays although nobody wants it: an edition may be about to.
    """

    def __init__(self, root: Path | str, *, grace: timedelta = timedelta(hours=1)) -> None:
        self._folder, self._grace = Folder(root), grace

    def keep(self, data: bytes) -> str:
        """Keep a file and return its address: the SHA-256 of its content, 64 hexadecimal digits.

        What lies damaged under that address is mended. Raises ``OSError`` when it cannot be written; then nothing was.
        """
        address = hashlib.sha256(data).hexdigest()
        with self._folder.locked(make=True):
            path = self._path(address)
            if path.is_file() and path.read_bytes() == data:
                os.utime(path)  # kept anew: its grace begins again
            else:
                self._folder.write({path: data})
        return address

    def read(self, address: str) -> bytes | None:
        """Return the file of that address, ``None`` where there is none.

        Raises :class:`DamagedDocumentError` when what is there is not what was kept, and ``OSError`` when it cannot be read.
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
        """Return the addresses, sorted, of the files that :meth:`sweep` would remove."""
        return sorted(self._unwanted(wanted))

    def sweep(self, wanted: Collection[str]) -> int:
        """Remove every file but those *wanted* and those kept within the grace, and return how many went."""
        if not self._folder.root.is_dir():
            return 0
        with self._folder.locked():
            unwanted = self._unwanted(wanted)
            for path in unwanted.values():
                path.unlink()
        return len(unwanted)

    def _unwanted(self, wanted: Collection[str]) -> dict[str, Path]:
        """Return the paths, by their addresses, of what nobody wants and is older than the grace."""
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
