"""What the adapters of a database share, whichever ports they answer: its engine, what opening it may do, its schema, its end."""

from collections.abc import Sequence
from pathlib import Path

from lckm_core.text import Message
from lckm_sql.database import Database, act
from lckm_sql.schema import (
    KEEP,
    Leave,
    Progress,
    ready,
    upgrade,
)


class OneDatabase:
    """An adapter's database. Nothing is opened before it is used.

    Args:
        url: as :class:`SqlAdapter` takes it.
        migrate: whether the first use may bring the schema up.
        create: whether the first use may make a database where there is none; without *migrate* it may not either.
        timeout: seconds to wait for a lock, a connection, or another writer.
        pool: connections that a process keeps; under load it has up to three times as many.

    Raises ``InvalidSettingError`` for a *url* that cannot be.
    """

    def __init__(
        self,
        *,
        url: str,
        migrate: bool = True,
        create: bool = True,
        timeout: float = 30.0,
        pool: int = 5,
    ) -> None:
        self.database = Database(url, timeout=timeout, pool=pool)
        self._leave = Leave(migrate=migrate, create=create)
        self.database.on_first_use.append(lambda: ready(self.database, self._leave))

    @property
    def remarks(self) -> Sequence[Message]:
        """What whoever sets this up is told: that the folder for the file of an SQLite database is not there, for it may be mistyped."""
        folder = self.database.file.parent if self.database.is_sqlite else None
        return () if folder is None or not _is_missing(folder) else (_no_folder(folder),)

    def keep_schema(self) -> None:
        """Let no use of this adapter bring the schema up or make a database, whatever its settings say, but :meth:`migrate` and what restores a copy.

        For programs that look, or do one thing: an older schema is refused by :class:`OlderSchemaError`, and stays.
        """
        self._leave = KEEP

    @act
    def migrate(self, progress: Progress | None = None) -> str:
        """Bring the schema up, telling *progress* the version, how much is done and of how much; return the version."""
        if progress is None:
            return upgrade(self.database)
        return upgrade(self.database, progress)

    def close(self) -> None:
        """Close every connection; the next use opens them again."""
        self.database.close()


def _is_missing(folder: Path) -> bool:
    try:
        folder.stat()
    except FileNotFoundError:
        return True
    except OSError:  # such as one on the way to it that may not be entered
        return False
    return False


def _no_folder(folder: Path) -> Message:
    return Message(
        f"url: nie ma folderu {folder}. Jeśli nie jest pomylony, założy go lckm migrate.",
        f"url: there is no folder {folder}. Unless it is mistyped, lckm migrate makes it.",
    )
