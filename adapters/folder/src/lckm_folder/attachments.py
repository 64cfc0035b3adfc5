"""The attachments of reports, each a file in a folder."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from lckm_core.calendar import civil_day
from lckm_core.reports import first_clean_day
from lckm_encryption import (
    DamagedFileError,
    FileCipher,
    FileKeyMissingError,
    HostKeys,
    KeyFolder,
    forget_key,
    is_encrypted,
)
from lckm_folder.atomic_folder import Folder
from lckm_folder.errors import UnsafeNameError, store_errors

_REMEMBERED = 1000
_OTHERS = 0o007
_PIECE = 1 << 16
_ENCRYPTED = "encrypted"
"""In place of the digest of a file that is encrypted."""


class FolderAttachments:
    """Stores each attachment under its reference, such as ``ZG-2026-000123-1``.

    Args:
        folder: the folder; created when needed, for this user alone.
        keys: the host's keys, to encrypt with; by default the months' keys are in the folder
            ``…-keys`` beside it.
    """

    def __init__(self, folder: Path | str, *, keys: HostKeys | None = None) -> None:
        self._folder = Folder(folder, private=True)
        self._destroyed = self._folder.root / ".lckm-destroyed"
        # A digest of each file in the clear, beside it and gone before it: it tells of damage, and
        # may not outlive what it is of. Of an encrypted file it says only that it is one, for what
        # lost its head would otherwise be taken for a file in the clear.
        self._digests = self._folder.root / ".lckm-digests"
        if keys is None:
            keys = HostKeys(folder=KeyFolder(default_keys(folder)))
        self._keys = keys
        self._cipher = FileCipher(keys)

    def keep(self, reference: str, data: bytes | BinaryIO, *, now: datetime | None = None) -> None:
        """Store an attachment on the disk, before its report is registered.

        Args:
            reference: its reference.
            data: its content, or a file with it, which is not read into memory at once.
            now: the moment at which the report is registered, aware; by default the present one.
                It decides in which month the key of the file is destroyed.

        Raises ``FileExistsError`` when another file has that reference, :class:`UnsafeNameError`
        for one that cannot be a file name, and :class:`FolderUnavailableError` when it cannot be
        written.
        """
        path = self._folder.path(reference)
        expires = first_clean_day(now or datetime.now(UTC))
        file = BytesIO(data) if isinstance(data, bytes) else data
        with store_errors(), self._folder.locked(make=True):
            if path.exists():
                if not self._holds(reference, file):
                    raise FileExistsError(reference)
            else:
                self._folder.write({path: self._cipher.encrypt(reference, file, expires)})
            self._note_digest(reference)

    def _note_digest(self, reference: str) -> None:
        path = self._folder.path(reference)
        digest = _ENCRYPTED if _is_encrypted(path) else _digest(reference, path)
        self._digests.mkdir(0o700, exist_ok=True)
        (self._digests / reference).write_text(digest, encoding="ascii")

    def _holds(self, reference: str, file: BinaryIO) -> bool:
        """Return whether a stored file has this content."""
        with self._plain_pieces(reference) as pieces:
            for piece in pieces:
                if file.read(len(piece)) != piece:
                    return False
        return not file.read(1)

    @contextmanager
    def _plain_pieces(self, reference: str) -> Iterator[Iterator[bytes]]:
        path = self._folder.path(reference)
        if not _is_encrypted(path) and self._digest_noted(reference) == _ENCRYPTED:
            raise DamagedFileError(reference)
        with path.open("rb") as file:
            pieces = self._cipher.decrypt(reference, file)
            with closing(pieces):  # type: ignore[type-var]  # it is a generator
                yield pieces

    def read(self, reference: str) -> bytes | None:
        """Return the attachment of that reference, or ``None``.

        Raises ``FileKeyMissingError``, ``KeyFolderError`` and ``DamagedFileError`` of encryption.
        """
        try:
            with self._plain_pieces(reference) as pieces:
                return b"".join(pieces)
        except (FileNotFoundError, UnsafeNameError):
            return None

    def references(self, *, kept_before: datetime) -> Sequence[str]:
        """Return the references of files stored before an aware moment, to find orphans."""
        if not self._folder.root.is_dir():
            return ()
        with self._folder.reading():  # an unfinished write is finished or undone first
            return sorted(
                path.name
                for path in self._folder.root.iterdir()
                if not path.name.startswith(".lckm-")
                and path.is_file()
                and path.stat().st_mtime < kept_before.timestamp()
            )

    def missing(self, references: Sequence[str]) -> Sequence[str]:
        """Return the references whose files are missing, or not readable for this user."""
        try:
            with os.scandir(self._folder.root) as entries:
                existing = {entry.name for entry in entries}
        except OSError:
            return list(references)
        return [
            reference
            for reference in references
            if reference not in existing or not os.access(self._folder.root / reference, os.R_OK)
        ]

    def locked(self, references: Sequence[str]) -> Sequence[str]:
        """Return the references of encrypted files whose key is not given."""
        return [
            reference
            for reference in references
            if self._asked_of_head(reference, self._cipher.is_locked)
        ]

    def files_of_old_keys(self) -> int:
        """Return how many files only a key opens that encrypts nothing any more."""
        return sum(
            self._asked_of_head(reference, self._cipher.needs_old_key)
            for reference in self._stored_references()
        )

    def _asked_of_head(self, reference: str, ask: Callable[[str, BinaryIO], bool]) -> bool:
        # It may be destroyed meanwhile; missing and damaged files are reported elsewhere.
        with (
            suppress(FileNotFoundError, PermissionError, UnsafeNameError, DamagedFileError),
            self._folder.path(reference).open("rb") as file,
        ):
            return ask(reference, file)
        return False

    def damaged(self) -> Sequence[str]:
        """Return the references of files that are not as they were stored, or have no key."""
        return [reference for reference in self._stored_references() if self._is_damaged(reference)]

    def files_without_digest(self) -> int:
        """Return how many files in the clear were stored before there were digests."""
        return len(
            [
                reference
                for reference in self._clear_references()
                if self._digest_noted(reference) is None
            ]
        )

    def files_in_clear(self) -> int:
        """Return how many files are not encrypted."""
        return len(self._clear_references())

    def encrypt_files(self) -> int:
        """Encrypt the files that lie in the clear; return how many. It may be repeated.

        The day on which a file was stored says when its key is destroyed. Raises ``ValueError``
        where the settings encrypt nothing.
        """
        if not self._keys:
            raise ValueError("there is no key to encrypt with")
        count = 0
        for reference in self._clear_references():
            with self._folder.locked():
                path = self._folder.path(reference)
                # Another process may have destroyed or encrypted it since.
                if path.exists() and not _is_encrypted(path):
                    self._encrypt(reference, path)
                    count += 1
        if self._folder.root.is_dir():
            with self._folder.locked():
                for reference in self._stored_references():
                    if _is_encrypted(self._folder.path(reference)):
                        self._note_digest(reference)
        return count

    def _encrypt(self, reference: str, path: Path) -> None:
        status = path.stat()
        expires = first_clean_day(datetime.fromtimestamp(status.st_mtime, UTC))
        with path.open("rb") as file:
            self._folder.write({path: self._cipher.encrypt(reference, file, expires)})
        os.utime(path, (status.st_atime, status.st_mtime))

    def destroy_keys(self, *, now: datetime) -> None:
        """Destroy the keys of months whose term has passed; it may be repeated."""
        self._keys.destroy_until(civil_day(now))

    def open_to_all(self) -> Sequence[str]:
        """Return the paths that every user of the machine may use; none outside POSIX."""
        keys = self._keys.folder.paths() if self._keys.folder else ()
        paths = [
            self._folder.root,
            *(self._folder.root / reference for reference in self._stored_references()),
            *keys,
        ]
        return [str(path) for path in paths if _is_open(path)]

    def _stored_references(self) -> Sequence[str]:
        try:
            with os.scandir(self._folder.root) as entries:
                return sorted(
                    entry.name
                    for entry in entries
                    if not entry.name.startswith(".lckm-") and entry.is_file()
                )
        except OSError:
            return ()

    def _clear_references(self) -> Sequence[str]:
        return [
            reference
            for reference in self._stored_references()
            if self._is_clear(self._folder.root / reference)
        ]

    @staticmethod
    def _is_clear(path: Path) -> bool:
        # It may be destroyed meanwhile; a file that cannot be read is reported as missing.
        with suppress(OSError):
            return not _is_encrypted(path)
        return False

    def _digest_noted(self, reference: str) -> str | None:
        with suppress(FileNotFoundError):
            # A power cut may leave it empty: then there is none, and the file is not damaged.
            noted = (self._digests / reference).read_text(encoding="ascii", errors="replace")
            return noted or None
        return None

    def _is_damaged(self, reference: str) -> bool:
        # It may be destroyed meanwhile; a file that cannot be read is reported as missing.
        with suppress(OSError):
            path = self._folder.root / reference
            if not _is_encrypted(path):
                wanted = self._digest_noted(reference)
                return wanted is not None and _digest(reference, path) != wanted
            try:
                with self._plain_pieces(reference) as pieces:
                    for _ in pieces:
                        pass
            except (DamagedFileError, FileKeyMissingError):
                return path.exists()
        return False

    def destroy(self, references: Sequence[str]) -> Sequence[str]:
        """Delete these attachments, and return those that never existed here.

        The key of an encrypted file is overwritten before; what the disk keeps of files in the
        clear is a matter of the operating system.
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
                path = self._folder.path(reference)
                # Not one that nobody may write to: removing it is what counts.
                with suppress(PermissionError), path.open("r+b") as file:
                    forget_key(file)
                path.unlink()
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


def default_keys(folder: Path | str) -> Path:
    """Return the key folder beside a folder of attachments."""
    return Path(folder).with_name(f"{Path(folder).name}-keys")


def _is_encrypted(path: Path) -> bool:
    with path.open("rb") as file:
        return is_encrypted(file.read(_PIECE))


def _digest(reference: str, path: Path) -> str:
    digest = sha256(reference.encode() + b"\0")
    with path.open("rb") as file:
        for piece in iter(lambda: file.read(_PIECE), b""):
            digest.update(piece)
    return digest.hexdigest()


def _is_open(path: Path) -> bool:
    with suppress(OSError):
        return os.name == "posix" and bool(path.stat().st_mode & _OTHERS)
    return False
