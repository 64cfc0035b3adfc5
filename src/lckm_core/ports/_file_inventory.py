"""What stores of files may offer beyond their ports; see :mod:`lckm_core.ports.optional`."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

from lckm_core.ports.attachments import AttachmentStore


class FileInventory(Protocol):
    """A store that lists files, or that knows which of them are wanted or missing."""

    def references(self, *, kept_before: datetime) -> Sequence[str]:
        """Return the attachments stored before a moment; of a store of attachments."""
        ...

    def missing(self, references: Sequence[str]) -> Sequence[str]:
        """Return those that cannot be read; of a store of attachments."""
        ...

    def locked(self, references: Sequence[str]) -> Sequence[str]:
        """Return those whose key is not given; of a store of attachments."""
        ...

    def damaged(self) -> Sequence[str]:
        """Return the files not as they were stored; of a store of attachments."""
        ...

    def open_to_all(self) -> Sequence[str]:
        """Return the paths open to every user of the machine; of a store of attachments."""
        ...

    def files_without_digest(self) -> int:
        """Return how many files were stored before there were digests; of the same."""
        ...

    def files_in_clear(self) -> int:
        """Return how many files are not encrypted; of the same."""
        ...

    def files_of_old_keys(self) -> int:
        """Return how many files only a key opens that encrypts no more; of the same."""
        ...

    def encrypt_files(self) -> int:
        """Encrypt the files that are not; return how many. ``ValueError``: no key; of the same."""
        ...

    def destroy_keys(self, *, now: datetime) -> None:
        """Destroy the keys of files whose term has passed; of the same."""
        ...

    def unwanted(self, wanted: Collection[str]) -> Sequence[str]:
        """Return the addresses that ``sweep`` would remove, sorted; of a store of documents."""
        ...

    def live_files(self, *, limit: int) -> Sequence[str]:
        """Return the attachments of reports not yet erased, newest first; of a report store."""
        ...

    def left_files_after(self, after: str, *, limit: int) -> Sequence[str]:
        """Return the files to destroy after *after*, sorted, at most *limit*; of a report store."""
        ...


class FileKeeping(AttachmentStore, Protocol):
    """A store of attachments into which a program of this library puts the files of residents."""

    def keep(self, reference: str, data: bytes, *, now: datetime) -> None:
        """Store a file under its reference, before its report is registered at *now*.

        Durable when it returns. The same file may be stored again. Raises ``FileExistsError`` when
        another file has that reference, ``ValueError`` for a naive moment or a text that is no
        reference, and an error of its own when it cannot be stored.
        """
        ...
