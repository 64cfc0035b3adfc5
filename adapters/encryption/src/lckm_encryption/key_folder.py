"""A folder with one key for each month of expiry, destroyed when the month is over."""

# A key is written once and never copied, so that overwriting it in place leaves none of it where
# the file system writes in place: docs/promises.md says where it does not.

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from secrets import token_bytes, token_hex

from lckm_encryption.errors import KeyFolderError

KEY_BYTES = 32
_DAY = len("2027-06-01")


class KeyFolder:
    """The keys of one installation, such as ``2027-06-01.key``.

    Threads and processes may share it. No key is held in memory.

    Args:
        path: the folder; created with the first key, for this user alone.
    """

    def __init__(self, path: Path | str) -> None:
        self.path = Path(path)

    def key(self, expires: date) -> bytes | None:
        """Return the key of what expires on that day; ``None`` where there is none.

        Raises :class:`KeyFolderError`.
        """
        with _errors(self.path):
            try:
                key = self._file(expires).read_bytes()
            except (FileNotFoundError, NotADirectoryError):
                return None
        return key if len(key) == KEY_BYTES else None

    def key_or_new(self, expires: date) -> bytes:
        """Return the key of what expires on that day, durable on the disk when it is new.

        Raises :class:`KeyFolderError`.
        """
        key = self.key(expires)
        if key is None:
            with _errors(self.path):
                self._create(expires)
            key = self.key(expires)
        if key is None:
            raise KeyFolderError(str(self._file(expires)), "damaged")
        return key

    def days(self) -> Sequence[date]:
        """Return the days of the keys that are here, sorted. Raises :class:`KeyFolderError`."""
        return sorted({day for day, _ in self._files()})

    def destroy_until(self, last: date) -> None:
        """Overwrite and remove the keys of what expired by that day; may be repeated.

        Raises :class:`KeyFolderError`.
        """
        due = [path for day, path in self._files() if day <= last]
        with _errors(self.path):
            for path in due:
                # Another process may be destroying it, too.
                with suppress(FileNotFoundError):
                    _destroy(path)
            if due:
                _sync(self.path)

    def paths(self) -> Sequence[Path]:
        """Return the folder and the files of its keys, those that exist."""
        return [self.path, *(path for _, path in self._files())] if self.path.exists() else []

    @property
    def can_be_written(self) -> bool:
        """Whether this user may put keys into it, or make it; judged without doing so."""
        place = next(path for path in (self.path, *self.path.parents) if os.path.lexists(path))
        return place.is_dir() and os.access(place, os.W_OK | os.X_OK)

    def _file(self, expires: date) -> Path:
        return self.path / f"{expires.isoformat()}.key"

    def _files(self) -> Sequence[tuple[date, Path]]:
        """Return the keys, and those that a killed process did not finish, with their days."""
        with _errors(self.path):
            if not self.path.exists():
                return ()
            paths = sorted([*self.path.glob("*.key"), *self.path.glob("*.new")])
        files: list[tuple[date, Path]] = []
        for path in paths:
            with suppress(ValueError):
                files.append((date.fromisoformat(path.name[:_DAY]), path))
        return files

    def _create(self, expires: date) -> None:
        _make_folder(self.path)
        new = self.path / f"{expires.isoformat()}.{token_hex(8)}.new"
        try:
            new.touch(mode=0o600, exist_ok=False)
            with new.open("r+b") as file:
                file.write(token_bytes(KEY_BYTES))
                file.flush()
                os.fsync(file.fileno())
            # Whole or not at all, and never over the key of whoever was faster.
            with suppress(FileExistsError):
                os.link(new, self._file(expires))
        finally:
            new.unlink(missing_ok=True)
        _sync(self.path)

    def __repr__(self) -> str:
        return f"KeyFolder({str(self.path)!r})"


def _destroy(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(token_bytes(max(KEY_BYTES, path.stat().st_size)))
        file.flush()
        os.fsync(file.fileno())
    path.unlink()


def _make_folder(path: Path) -> None:
    if not path.exists():
        _make_folder(path.parent)
        path.mkdir(mode=0o700, exist_ok=True)
        _sync(path.parent)


def _sync(folder: Path) -> None:
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def _errors(path: Path) -> Iterator[None]:
    try:
        yield
    except KeyFolderError:
        raise
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise KeyFolderError(str(error.filename or path), reason) from None
