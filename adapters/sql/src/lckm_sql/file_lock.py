"""The lock of an SQLite database: shared by its users, exclusive to whoever replaces it."""

# SQLite lets its file be unlinked while others have it open, and they would go on writing to what
# nobody can reach any more. The lock is the system's (``flock``) on a file beside the database, so
# it ends with its process. On the database's own file it would be in SQLite's way.

import os
import sys
from contextlib import suppress
from pathlib import Path
from threading import Lock

if sys.platform != "win32":
    import fcntl

from lckm_sql.errors import StoreUnavailableError
from lckm_sql.failure_kinds import FailureKind

SUFFIX = ".in-use"


class SharedLock:
    """The shared lock of a database that is open here; does nothing without a file."""

    def __init__(self, file: Path | None) -> None:
        self._file = file
        self._acquiring = Lock()
        self._handle: int | None = None
        self._identity: tuple[int, int] | None = None

    def hold(self, wanted: bool) -> None:
        """Let nobody replace the file while it is open here.

        Raises :class:`StoreUnavailableError` while somebody is replacing it.
        """
        if self._file is None or self._identity is not None or not wanted:
            return
        with self._acquiring:
            if self._handle is None:
                try:
                    self._handle = acquire(self._file)
                except BlockingIOError as error:
                    name = type(error).__name__
                    raise StoreUnavailableError(
                        name, FailureKind.RESTORING, str(self._file)
                    ) from None

    def require_same_file(self) -> None:
        """Raise :class:`StoreUnavailableError` if the file was replaced in spite of the lock."""
        if self._file is None:
            return
        try:
            status = self._file.stat()
            identity = (status.st_dev, status.st_ino)
        except FileNotFoundError:
            identity = None
        except OSError:
            # SQLite reports it to whoever may not even look.
            return
        if self._identity is None:
            self._identity = identity
        elif identity != self._identity:
            raise StoreUnavailableError("FileReplaced", FailureKind.REPLACED, str(self._file))

    def release(self) -> None:
        """Release the lock; in a forked process only the copy, not the parent's."""
        if self._handle is not None:
            os.close(self._handle)
        self._handle = None
        self._identity = None


def acquire(file: Path, *, exclusive: bool = False) -> int | None:
    """Take the lock of a database without waiting; return the handle to close.

    Returns ``None`` where there is no such lock: for a missing database that nobody is replacing,
    on Windows, which does not let an open file be replaced, on a disk without locks, and for who
    may not create the file. Raises ``BlockingIOError`` when another process holds the lock, and
    ``PermissionError`` when an exclusive one is wanted on a file that may not be opened.
    """
    if sys.platform == "win32":
        return None
    path = file.with_name(f"{file.name}{SUFFIX}")
    create = os.O_CREAT if exclusive or file.exists() else 0
    try:
        handle = os.open(path, os.O_RDONLY | create, 0o600)
    except OSError as error:
        if exclusive and isinstance(error, PermissionError):
            raise
        return None
    with suppress(OSError):
        _match_permissions(handle, file)
    try:
        fcntl.flock(handle, (fcntl.LOCK_EX if exclusive else fcntl.LOCK_SH) | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        raise
    except OSError:
        os.close(handle)
        return None
    return handle


def _match_permissions(handle: int, file: Path) -> None:
    """Let whoever may open the database open its lock: the first user may be root."""
    wanted = file.stat()
    actual = os.fstat(handle)
    if os.geteuid() == 0 and (wanted.st_uid, wanted.st_gid) != (actual.st_uid, actual.st_gid):
        os.fchown(handle, wanted.st_uid, wanted.st_gid)
    if (wanted.st_mode ^ actual.st_mode) & 0o777 and os.geteuid() in (0, actual.st_uid):
        os.fchmod(handle, wanted.st_mode & 0o777)
