"""A folder of files by their content: ``content/ab/cdef…``, and beside it what each edition holds: ``editions/KA-01379.json``."""

import hashlib
import os
import re
from collections.abc import Iterable, Mapping
from datetime import timedelta
from pathlib import Path
from time import time
from typing import BinaryIO, Final

from lckm_attachments.storing.faults import DamagedDocumentError, HeldOtherwiseError, NoSuchDocumentError
from lckm_attachments.storing.lists import Held, read_list, write_list
from lckm_attachments.storing.names import served_name
from lckm_files.folder import Folder

_ADDRESS: Final = re.compile(r"[0-9a-f]{64}")
_CONTENT, _EDITIONS = "content", "editions"

Shown = Iterable[tuple[str, int]]
"""The editions that are shown: procedure's number and edition's number, as of ``shown_on``."""


class FolderDocuments:
    """Keeps files by what they hold: the same content is there once, whoever holds it and under whatever names.

    Every write is one act, to the disk, under a lock that holds for all threads and processes.

    Args:
        root: the folder; made by the first ``keep``.
    """

    def __init__(self, root: Path | str) -> None:
        self._folder = Folder(root)

    def keep(self, data: bytes) -> str:
        """Keep a file and return its address: the SHA-256 of its content, 64 hexadecimal digits.

        Raises ``OSError`` when it cannot be written; then nothing was.
        """
        address = hashlib.sha256(data).hexdigest()
        path = self._path(address)
        with self._folder.locked(make=True):
            if path.is_file() and path.read_bytes() == data:
                os.utime(path)  # kept anew: no sweep takes it before an edition holds it
            else:
                self._folder.write({path: data})
        return address

    def open(self, address: str) -> BinaryIO:
        """Return the content of an address, to be read from its beginning and closed.

        Raises:
            NoSuchDocumentError: there is none of that address.
            DamagedDocumentError: what is there is not what was kept.
        """
        if not _ADDRESS.fullmatch(address):
            raise NoSuchDocumentError(address)
        try:
            file = self._path(address).open("rb")
        except (FileNotFoundError, NotADirectoryError):
            raise NoSuchDocumentError(address) from None
        try:
            if hashlib.file_digest(file, "sha256").hexdigest() != address:
                raise DamagedDocumentError(address)
            file.seek(0)
        except BaseException:
            file.close()
            raise
        return file

    def hold(self, procedure: str, number: int, files: Mapping[str, str]) -> None:
        """Note which files an edition holds: addresses by the names that its documents give them. Repeated, it does nothing.

        Raises:
            NoSuchDocumentError: one of the addresses is not kept.
            HeldOtherwiseError: the edition holds other files already.
            ValueError: for what is no procedure's number, or an edition's number below 1.
        """
        if number < 1:
            raise ValueError(f"editions are numbered from 1, not {number}")
        served = {served_name(procedure, name): name for name in files}
        if len(served) != len(files):
            raise HeldOtherwiseError(procedure, number)
        with self._folder.locked(make=True):
            for address in files.values():
                if not (_ADDRESS.fullmatch(address) and self._path(address).is_file()):
                    raise NoSuchDocumentError(address)
            held = self._list(procedure)
            if number in held and held[number] != dict(files):
                raise HeldOtherwiseError(procedure, number)
            if number not in held:
                self._write(procedure, {**held, number: dict(files)})

    def release(self, procedure: str, number: int) -> None:
        """Forget what an edition holds; what nothing else holds goes with the next sweep. Unknown ones are no fault."""
        with self._folder.locked(make=True):
            held = self._list(procedure)
            if number in held:
                self._write(procedure, {one: files for one, files in held.items() if one != number})

    def held(self, procedure: str, number: int) -> Mapping[str, str]:
        """Return addresses by names of what an edition holds; nothing of one that is not known."""
        return self._list(procedure).get(number, {})

    def reachable(self, shown: Shown) -> Mapping[str, str]:
        """Return all that may be served, by :func:`served_name`: what the editions that are shown hold, and nothing else."""
        found: dict[str, str] = {}
        for procedure, number in sorted(set(shown)):
            for name, address in self.held(procedure, number).items():
                found[served_name(procedure, name)] = address
        return found

    def open_served(self, served: str, shown: Shown) -> BinaryIO | None:
        """Return the content behind a served name, ``None`` where no edition that is shown holds it.

        Raises :class:`DamagedDocumentError` and, for content that an edition holds but the folder lost, :class:`NoSuchDocumentError`.
        """
        procedure = served.partition("/")[0]
        address = self.reachable(one for one in shown if one[0] == procedure).get(served)
        return None if address is None else self.open(address)

    def sweep(self, *, grace: timedelta = timedelta(hours=1)) -> tuple[str, ...]:
        """Remove what no edition holds, and return its addresses; what was kept within *grace* stays, for it may yet be held.

        Raises ``DamagedListError`` when a list of an edition's files cannot be read: then nothing is removed.
        """
        if not self._folder.root.is_dir():
            return ()
        before = time() - grace.total_seconds()
        with self._folder.locked():
            lists = sorted((self._folder.root / _EDITIONS).glob("KA-*.json"))
            wanted = {address for path in lists for files in read_list(path).values() for address in files.values()}
            gone = []
            for path in sorted((self._folder.root / _CONTENT).glob("??/*")):
                address = path.parent.name + path.name
                if _ADDRESS.fullmatch(address) and address not in wanted and path.stat().st_mtime <= before:
                    path.unlink()
                    gone.append(address)
        return tuple(gone)

    def _path(self, address: str) -> Path:
        return self._folder.path(_CONTENT, address[:2], address[2:])

    def _list_path(self, procedure: str) -> Path:
        served_name(procedure, "x")  # raises for what is no procedure's number
        return self._folder.path(_EDITIONS, f"{procedure}.json")

    def _list(self, procedure: str) -> Held:
        return read_list(self._list_path(procedure))

    def _write(self, procedure: str, held: Held) -> None:
        self._folder.write({self._list_path(procedure): write_list(held)})
