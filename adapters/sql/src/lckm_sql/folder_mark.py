"""The mark by which a database recognises the folder of its months.

The folder may be where a disk is mounted: without the disk it is empty, and another disk may be
mounted by mistake. So the mark has the id of the database, and so has the database itself.
"""

import secrets
from pathlib import Path
from typing import Final

from sqlalchemy import Connection

from lckm_sql.sqlite_files import create_file, sync

MARK: Final = "lckm-months"
"""The file in the folder. An operator makes an empty one, as programs before the id did."""
EMPTY: Final = 0
"""What an empty mark, or one that nobody can read, is read as."""
_LARGEST = 2**31 - 1


def read_mark(folder: Path) -> int | None:
    """Return the id in the mark of a folder, ``None`` where there is none."""
    try:
        content = (folder / MARK).read_bytes()
    except OSError:
        return None
    return int(content) if content.isdigit() else EMPTY


def write_mark(folder: Path, id: int) -> None:
    """Mark a folder with the id of its database, on the disk when this returns."""
    new = folder / f"{MARK}.new"
    create_file(new)
    new.write_text(str(id or ""), encoding="ascii")
    sync(new)
    new.replace(folder / MARK)
    sync(folder)


def new_id() -> int:
    """Return an id for a database."""
    return secrets.randbelow(_LARGEST) + 1


# SQLite keeps a number for the application in the file itself, which copies of the file have, too.


def stored_id(connection: Connection) -> int:
    """Return the id of a database: negative until its folder has it, 0 for none yet."""
    id: int = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    return id


def store_id(connection: Connection, id: int) -> None:
    """Give a database its id."""
    connection.exec_driver_sql(f"PRAGMA user_version = {id:d}")
