"""Who has a database of SQLite open: each by a shared lock on a file beside it; whoever replaces the database locks out all others.

SQLite lets its file be unlinked while others have it open, and they would go on writing to what nobody can reach any more. The lock is
the system's (``flock``), so it ends with its process, however that dies. On the database's own file it would be in SQLite's way.
"""

import os
import sys
from pathlib import Path

if sys.platform != "win32":
    import fcntl

SUFFIX = ".in-use"


def hold(file: Path, *, alone: bool = False) -> int | None:
    """Take the lock of a database, shared or *alone*, without waiting; return the handle to close.

    ``None`` where there is no such lock: of a database that is not there, unless somebody is replacing it; on Windows, which does not let an open file be replaced; on a disk that knows none; and for
    who may not make the file. Raises ``BlockingIOError`` when others have it open or, for a shared one, one is replacing it.
    """
    if sys.platform == "win32":
        return None
    path = file.with_name(f"{file.name}{SUFFIX}")
    make = os.O_CREAT if alone or file.exists() else 0
    try:
        handle = os.open(path, os.O_RDONLY | make, 0o600)
    except OSError:
        return None
    try:
        fcntl.flock(handle, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        raise
    except OSError:
        os.close(handle)
        return None
    return handle
