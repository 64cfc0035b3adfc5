"""A folder in which several files change together or not at all, even after a crash."""

import errno
import json
import os
import re
import stat
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock

from lckm_core.text import Message
from lckm_folder.errors import LinkOutsideError, NotThereError, UnfinishedError, UnsafeNameError

if sys.platform != "win32":
    import fcntl

_LOCK = ".lckm-lock"
_WRITING = ".lckm-writing"
_JOURNAL = ".lckm-journal"
_NEW = ".lckm-new"
_NO_FOLDER = Message(
    "Podłącz dysk, na którym jest ten folder. Jeśli to nowa baza wiedzy, utwórz go, pusty.",
    "Connect the drive that it is on. If the knowledge base is new, create the folder, empty.",
)
_RESERVED = re.compile(r"(?i:con|prn|aux|nul|com\d|lpt\d)(\.|$)")
"""Device names of Windows, with any extension."""


class Folder:
    """A folder with one lock for all threads and processes, and atomic writes of many files.

    Args:
        root: the folder.
        private: whether it holds residents' data, so that it and its files are created for this
            user alone; an existing folder keeps its mode.
    """

    # A list of the files is written first, then their new contents beside the old ones. Renaming
    # the list to the journal commits the write; then each file takes its place. Whoever finds a
    # journal, after a crash, finishes it; whoever finds a list removes what was written for it.
    # Other files are left alone.

    def __init__(self, root: Path | str, *, private: bool = False) -> None:
        self.root = Path(root)
        self._mode = 0o700 if private else 0o777
        self._file_mode = self._mode & 0o666
        self._lock = FileLock(self.root / _LOCK)
        self._writing = self.root / _WRITING
        self._journal = self.root / _JOURNAL

    @contextmanager
    def locked(self, *, make: bool = False) -> Iterator[None]:
        """Lock the folder, and finish or undo what a process that died had begun.

        Args:
            make: whether to create a missing folder.

        Raises :class:`NotThereError` for a missing folder.
        """
        # A drive that is not mounted must not be taken for an empty knowledge base, of which
        # everything published would be withdrawn.
        if make:
            _make_folder(self.root, self._mode)
        else:
            self._require()
        with self._lock:
            if self._journal.exists():
                self._finish()
            if self._writing.exists():
                self._undo()
            yield

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Lock the folder for reading: as :meth:`locked`, or only against writers.

        The latter is for a user who may not write in it. Raises :class:`NotThereError`, and
        :class:`UnfinishedError` when a user who may write has to finish a write first.
        """
        self._require()
        if self.is_writable:
            with self.locked():
                yield
            return
        with self._shared():
            if self._journal.exists():
                raise UnfinishedError(errno.EACCES, os.strerror(errno.EACCES), str(self._journal))
            yield

    @property
    def is_whole(self) -> bool:
        """Whether every write that was committed until now is in place, told without a lock."""
        try:
            return not self._journal.exists()
        except OSError:
            return False

    def _require(self) -> None:
        if not self.root.is_dir():
            raise NotThereError(str(self.root), _NO_FOLDER)
        # Otherwise the error would name one of our own files, which nobody would look for.
        if not os.access(self.root, os.R_OK | os.X_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(self.root))

    @property
    def is_writable(self) -> bool:
        """Whether this user may write in the folder; a missing folder is not writable."""
        lock = self.root / _LOCK
        return os.access(self.root, os.W_OK | os.X_OK) and (
            not lock.exists() or os.access(lock, os.W_OK)
        )

    @contextmanager
    def _shared(self) -> Iterator[None]:
        """Take the shared lock; go on without it where the lock file is missing or unreadable."""
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

        Raises :class:`UnsafeNameError` for a part that is no plain file name on every system,
        and :class:`LinkOutsideError` for a link that leads out.
        """
        for part in parts:
            if not _is_plain(part):
                raise UnsafeNameError(part)
        path = self.root.joinpath(*parts)
        if not path.parent.resolve().is_relative_to(self.root.resolve()):
            raise LinkOutsideError("/".join(parts))
        return path

    def write(
        self, contents: Mapping[Path, bytes | Iterable[bytes]], *, like: Path | None = None
    ) -> None:
        """Write all these files or none, to the disk; the folder must be locked.

        A content may come in pieces; an error among them is raised, and nothing is written. A file
        that is replaced keeps its mode, and its owner and group as far as the system allows; a new
        one gets those of *like*, where that is given.

        Raises ``OSError`` when none was written, and :class:`UnfinishedError` when all were, but
        are not in place yet.
        """
        if not contents:
            return
        try:
            names = [self._name(path) for path in contents]
            _write_through(self._writing, json.dumps(names).encode())
            _sync(self.root)
            for path, content in contents.items():
                path.parent.mkdir(parents=True, exist_ok=True)
                rights = _rights(path) or (like and _rights(like))
                mode = 0o600 if rights else self._file_mode
                os.close(os.open(_new_path(path), os.O_WRONLY | os.O_CREAT, mode))
                _write_through(_new_path(path), content)
                if rights:
                    _give_rights(_new_path(path), rights)
            for folder in self._folders(contents):
                _sync(folder)
            self._writing.replace(self._journal)
        except BaseException:
            self._undo()
            raise
        try:
            _sync(self.root)
            self._finish()
        except OSError as error:
            raise UnfinishedError(error.errno, error.strerror, error.filename) from error

    def remove(self, path: Path) -> None:
        """Remove a file, off the disk when this returns; the folder must be locked."""
        path.unlink()
        _sync(path.parent)

    def _finish(self) -> None:
        """Finish the write in the journal: put every file in place."""
        paths = [self.path(*name.split("/")) for name in json.loads(self._journal.read_bytes())]
        for path in paths:
            if _new_path(path).exists():
                _new_path(path).replace(path)
        for folder in self._folders(paths):
            _sync(folder)
        self._journal.unlink()
        _sync(self.root)

    def _undo(self) -> None:
        """Remove what was written for a write that was never committed."""
        try:
            names = json.loads(self._writing.read_bytes())
        except (FileNotFoundError, ValueError):
            # The process died while writing the list, so it had written nothing else.
            names = []
        for name in names:
            # Where a file is in the place of a folder, there is nothing to remove.
            with suppress(FileNotFoundError, NotADirectoryError):
                _new_path(self.path(*name.split("/"))).unlink()
        self._writing.unlink(missing_ok=True)

    def _name(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix()

    def _folders(self, paths: Iterable[Path]) -> list[Path]:
        """Return the folders of *paths* up to the root, which is last: any of them may be new."""
        folders = {
            self.root.joinpath(folder)
            for path in paths
            for folder in path.relative_to(self.root).parents
        }
        return sorted(folders, reverse=True)


def _new_path(path: Path) -> Path:
    return path.with_name(path.name + _NEW)


def _is_plain(part: str) -> bool:
    """Return whether a name means the same file on every system."""
    if any(letter in part for letter in '/\\:<>|"?*') or not part.isprintable():
        return False
    if part.startswith(".lckm-") or part.endswith(_NEW):
        return False
    return part == part.strip(" .") != "" and not _RESERVED.match(part)


def _write_through(path: Path, content: bytes | Iterable[bytes]) -> None:
    with path.open("wb") as file:
        for piece in [content] if isinstance(content, bytes) else content:
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())


def _rights(path: Path) -> os.stat_result | None:
    """Return whose a file is and who may use it; ``None`` where there is no file."""
    try:
        return path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None


def _give_rights(path: Path, rights: os.stat_result) -> None:
    """Give a file the owner, the group and the mode of another, as far as the system allows."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        if sys.platform != "win32":
            # Only root gives a file away; its owner may give it to a group of their own.
            for owner in (rights.st_uid, -1):
                with suppress(OSError):
                    os.fchown(descriptor, owner, rights.st_gid)
                    break
        with suppress(OSError):
            path.chmod(stat.S_IMODE(rights.st_mode))
        if os.name == "posix":
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _make_folder(path: Path, mode: int = 0o777) -> None:
    """Make a folder and those above that are missing, each synced to the disk with its name."""
    if not path.is_dir():
        _make_folder(path.parent)
        path.mkdir(mode, exist_ok=True)
        _sync(path.parent)


def _sync(folder: Path) -> None:
    """Sync the entries of a folder to the disk, where the system can."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
