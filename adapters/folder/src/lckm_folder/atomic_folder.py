"""A folder in which several files change together or not at all, whatever dies in between."""

import errno
import json
import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock

from lckm_core.text import Message
from lckm_folder.errors import NotThereError, UnfinishedError, UnsafeNameError

if sys.platform != "win32":
    import fcntl

_LOCK, _WRITING, _DECIDED, _NEW = ".lckm-lock", ".lckm-writing", ".lckm-journal", ".lckm-new"
_NO_FOLDER = Message(
    "Podłącz dysk, na którym jest ten folder. Jeśli to nowa baza wiedzy, utwórz go, pusty.",
    "Connect the drive that it is on. If the knowledge base is new, make the folder, empty.",
)
_RESERVED = re.compile(r"(?i:con|prn|aux|nul|com\d|lpt\d)(\.|$)")
"""Devices of Windows, whatever comes after the dot."""


class Folder:
    """A folder with one lock for all threads and processes, and writes of many files that are one act.

    A list of the files is written first, then their new contents beside the old ones; then the list gets the name of a
    journal, and that is the act; then each file takes its place. Who finds a journal, after a crash, finishes it; who finds a
    mere list removes what was written for it. What stands in the folder otherwise is left alone.

    Args:
        root: the folder.
        private: whether it holds residents' data: made new, nobody but its user looks into it. One that is there stays as it is.
    """

    def __init__(self, root: Path | str, *, private: bool = False) -> None:
        self.root, self._mode = Path(root), 0o700 if private else 0o777
        self._lock = FileLock(self.root / _LOCK)
        self._writing, self._decided = self.root / _WRITING, self.root / _DECIDED

    @contextmanager
    def locked(self, *, make: bool = False) -> Iterator[None]:
        """Hold the folder against other threads and processes; finish, or clear away, what one that died had begun.

        With *make* the folder is made when there is none. Else that raises :class:`NotThereError`: a drive that is not there is
        no empty knowledge base, of which everything published would be taken off.
        """
        if make:
            self.root.mkdir(self._mode, parents=True, exist_ok=True)
        else:
            self._require()
        with self._lock:
            if self._decided.exists():
                self._finish()
            if self._writing.exists():
                self._abandon()
            yield

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Hold the folder while it is read: as :meth:`locked` does, or, for a user who may not write in it, against those who do.

        Raises :class:`NotThereError`, and :class:`UnfinishedError` when somebody who may write has to finish an act first.
        """
        self._require()
        if self._may_write():
            with self.locked():
                yield
            return
        with self._shared():
            if self._decided.exists():
                raise UnfinishedError(errno.EACCES, os.strerror(errno.EACCES), str(self._decided))
            yield

    def _require(self) -> None:
        if not self.root.is_dir():
            raise NotThereError(str(self.root), _NO_FOLDER)
        if not os.access(
            self.root, os.R_OK | os.X_OK
        ):  # or what is named is a file of ours that nobody would look for
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(self.root))

    def _may_write(self) -> bool:
        lock = self.root / _LOCK
        return os.access(self.root, os.W_OK) and (not lock.exists() or os.access(lock, os.W_OK))

    @contextmanager
    def _shared(self) -> Iterator[None]:
        """Let nobody write meanwhile. Without a lock that can be read, nobody has written here through the library, or nobody lets us know."""
        try:
            descriptor = os.open(self.root / _LOCK, os.O_RDONLY)
        except (FileNotFoundError, PermissionError):
            yield
            return
        try:
            if sys.platform != "win32":
                fcntl.flock(descriptor, fcntl.LOCK_SH)
            yield
        finally:
            os.close(descriptor)

    def path(self, *parts: str) -> Path:
        """Return the path of a file in the folder.

        Raises :class:`UnsafeNameError` for a part that is no plain file name on every system, and for a link that leads out.
        """
        for part in parts:
            if not _is_plain(part):
                raise UnsafeNameError(part)
        path = self.root.joinpath(*parts)
        if not path.parent.resolve().is_relative_to(self.root.resolve()):
            raise UnsafeNameError("/".join(parts))
        return path

    def write(self, contents: Mapping[Path, bytes]) -> None:
        """Write all these files or none, to the disk; the folder is to be locked.

        Raises ``OSError`` when none was written, and :class:`UnfinishedError` when all were but are not in place yet.
        """
        if not contents:
            return
        try:
            _write_through(
                self._writing, json.dumps([self._name(path) for path in contents]).encode()
            )
            _sync(self.root)
            for path, content in contents.items():
                path.parent.mkdir(parents=True, exist_ok=True)
                _write_through(_new(path), content)
            for folder in self._folders(contents):
                _sync(folder)
            self._writing.replace(self._decided)
        except BaseException:
            self._abandon()
            raise
        try:
            _sync(self.root)
            self._finish()
        except OSError as error:
            raise UnfinishedError(error.errno, error.strerror, error.filename) from error

    def _finish(self) -> None:
        """Do what the journal says is decided: what is not in place yet gets there."""
        paths = [self.path(*name.split("/")) for name in json.loads(self._decided.read_bytes())]
        for path in paths:
            if _new(path).exists():
                _new(path).replace(path)
        for folder in self._folders(paths):
            _sync(folder)
        self._decided.unlink()
        _sync(self.root)

    def _abandon(self) -> None:
        """Remove what was written for an act that was never decided."""
        try:
            names = json.loads(self._writing.read_bytes())
        except (FileNotFoundError, ValueError):
            # Died while it wrote the list: then nothing was written for it yet.
            names = []
        for name in names:
            # Where a file lies in the place of a folder there is nothing, and the other folders are not to wait for it.
            with suppress(FileNotFoundError, NotADirectoryError):
                _new(self.path(*name.split("/"))).unlink()
        self._writing.unlink(missing_ok=True)

    def _name(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix()

    def _folders(self, paths: Iterable[Path]) -> set[Path]:
        """Return the folders of *paths* and those around them, up to the root: any of them may be new."""
        return {
            self.root.joinpath(folder)
            for path in paths
            for folder in path.relative_to(self.root).parents
        }


def _new(path: Path) -> Path:
    return path.with_name(path.name + _NEW)


def _is_plain(part: str) -> bool:
    """Return whether a name means one file, and the same one, on every system."""
    odd = any(letter in part for letter in '/\\:<>|"?*') or not part.isprintable()
    ours = part.startswith(".lckm-") or part.endswith(_NEW)
    return not odd and not ours and part == part.strip(" .") != "" and not _RESERVED.match(part)


def _write_through(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    """Put the names in a folder to the disk, where the system knows how."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
