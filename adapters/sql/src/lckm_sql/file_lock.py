"""Who has a database of SQLite open: each by a shared lock on a file beside it; whoever replaces the database locks out all others.

SQLite lets its file be unlinked while others have it open, and they would go on writing to what nobody can reach any more. The lock is
the system's (``flock``), so it ends with its process, however that dies. On the database's own file it would be in SQLite's way.
"""

import os
import sys
from contextlib import suppress
from pathlib import Path
from threading import Lock

if sys.platform != "win32":
    import fcntl

from lckm_sql.errors import StoreUnavailableError
from lckm_sql.failure_kinds import Trouble

SUFFIX = ".in-use"


class InUse:
    """That a database is open here; ``None`` for one that is no file, of which nothing is looked after."""

    def __init__(self, file: Path | None) -> None:
        self._file, self._taking = file, Lock()
        self._handle: int | None = None
        self._seen: tuple[int, int] | None = None

    def hold(self, wanted: bool) -> None:
        """Let nobody replace the file while it is open here; until there is one, see that nobody is just replacing it."""
        if self._file is None or self._seen is not None or not wanted:
            return
        with self._taking:
            if self._handle is None:
                try:
                    self._handle = hold(self._file)
                except BlockingIOError as error:
                    kind = type(error).__name__
                    raise StoreUnavailableError(kind, Trouble.RESTORING, str(self._file)) from None

    def require_same(self) -> None:
        """Refuse to go on where the file was replaced all the same, by a hand: what is written to the old one nobody ever sees."""
        if self._file is None:
            return
        try:
            found = self._file.stat()
            here = (found.st_dev, found.st_ino)
        except FileNotFoundError:
            here = None
        except OSError:
            # Who may not even look is told by SQLite.
            return
        if self._seen is None:
            self._seen = here
        elif here != self._seen:
            raise StoreUnavailableError("FileReplaced", Trouble.REPLACED, str(self._file))

    def release(self) -> None:
        """Let go. In a forked process this lets go of the copy, and the parent's stays."""
        if self._handle is not None:
            os.close(self._handle)
        self._handle = self._seen = None


def hold(file: Path, *, alone: bool = False) -> int | None:
    """Take the lock of a database, shared or *alone*, without waiting; return the handle to close.

    ``None`` where there is no such lock: of a database that is not there, unless somebody is replacing it; on Windows, which does
    not let an open file be replaced; on a disk that knows none; and for who may not make the file. Raises ``BlockingIOError`` when
    others have it open or, for a shared one, one is replacing it; and ``PermissionError`` to who wants it *alone* and may not open
    what others hold.
    """
    if sys.platform == "win32":
        return None
    path = file.with_name(f"{file.name}{SUFFIX}")
    make = os.O_CREAT if alone or file.exists() else 0
    try:
        handle = os.open(path, os.O_RDONLY | make, 0o600)
    except OSError as error:
        if alone and isinstance(error, PermissionError):
            raise
        return None
    with suppress(OSError):
        _like(handle, file)
    try:
        fcntl.flock(handle, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        raise
    except OSError:
        os.close(handle)
        return None
    return handle


def _like(handle: int, file: Path) -> None:
    """Let whoever may open the database open its lock: the first to come may be root, or another of its group."""
    wanted, found = file.stat(), os.fstat(handle)
    if os.geteuid() == 0 and (wanted.st_uid, wanted.st_gid) != (found.st_uid, found.st_gid):
        os.fchown(handle, wanted.st_uid, wanted.st_gid)
    if (wanted.st_mode ^ found.st_mode) & 0o777 and os.geteuid() in (0, found.st_uid):
        os.fchmod(handle, wanted.st_mode & 0o777)
