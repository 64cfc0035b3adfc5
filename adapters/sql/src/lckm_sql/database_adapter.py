"""Adapters with a database: what all of them share, files to download, and the directory."""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from lckm_core.organisation import Directory
from lckm_core.ports import impl
from lckm_core.text import Message
from lckm_sql.database import Database, store_operation
from lckm_sql.directory import SqlDirectory
from lckm_sql.documents import SqlDocuments
from lckm_sql.schema import (
    NO_CHANGES,
    Progress,
    SchemaPolicy,
    file_fault,
    prepare_schema,
    upgrade,
)


class DatabaseAdapter:
    """An adapter with a database, opened on first use.

    Args:
        url: ``sqlite:///reports.sqlite`` (``sqlite:////var/…`` for an absolute path) or
            ``postgresql+psycopg://user@host/database``.
        schema: PostgreSQL's schema for the tables, created where *create* allows it; by default
            the first of the role's search path, ``public`` as a rule.
        migrate: whether the first use may upgrade the schema.
        create: whether the first use may create a database; needs *migrate*.
        timeout: seconds to wait for a lock, a connection or another writer.
        pool: connections that a process keeps; it has up to three times as many under load.

    Raises ``InvalidSettingError`` for an invalid *url* or *schema*.
    """

    def __init__(
        self,
        *,
        url: str,
        schema: str = "",
        migrate: bool = True,
        create: bool = True,
        timeout: float = 30.0,
        pool: int = 5,
    ) -> None:
        self.database = Database(url, schema=schema, timeout=timeout, pool=pool)
        self._schema_policy = SchemaPolicy(migrate=migrate, create=create)
        self.database.on_first_use.append(
            lambda: prepare_schema(self.database, self._schema_policy)
        )

    @property
    def remarks(self) -> Sequence[Message]:
        """Remarks on the settings: that nobody can use the SQLite file, and why."""
        if not self.database.is_sqlite:
            return ()
        folder = self.database.file.parent
        if _is_missing(folder):
            return (_no_folder(folder),)
        fault = file_fault(self.database)
        return () if fault is None else (fault.message,)

    def keep_schema(self) -> None:
        """Let only :meth:`migrate` and a restore upgrade or create the database.

        For programs that only read, or do one thing: an older schema raises
        :class:`OlderSchemaError`.
        """
        self._schema_policy = NO_CHANGES

    @store_operation
    def migrate(self, progress: Progress | None = None) -> str:
        """Upgrade the schema and return its version; *progress* is called at each step."""
        if progress is None:
            return upgrade(self.database)
        return upgrade(self.database, progress)

    def close(self) -> None:
        """Close every connection; the next use opens them again."""
        self.database.close()


class SqlDocumentsAdapter(DatabaseAdapter):
    """Files to download in a database, with the settings of :class:`DatabaseAdapter`.

    With the *url* of a :class:`SqlAdapter` they are in its database, and in its backups.
    """

    name = "sql-documents"

    @cached_property
    def documents(self) -> SqlDocuments:
        """The files."""
        return SqlDocuments(self.database)

    @impl
    def provide_documents(self) -> SqlDocuments:
        """Provide the files."""
        return self.documents


class SqlDirectoryAdapter(DatabaseAdapter):
    """The directory of units and staff in a database, set up as :class:`DatabaseAdapter`.

    It is read when a centre first needs it, and again within a second after it was replaced: a
    running program needs no restart.
    """

    name = "sql-directory"

    @cached_property
    def directory(self) -> SqlDirectory:
        """The store of the directory."""
        return SqlDirectory(self.database)

    def replace_directory(self, directory: Directory) -> None:
        """Replace the directory, for ``lckm directory load``."""
        self.directory.replace(directory)

    @impl
    def provide_directory(self) -> Directory:
        """Provide the directory; nothing is opened yet."""
        return self.directory.changing()


def _is_missing(folder: Path) -> bool:
    try:
        folder.stat()
    except FileNotFoundError:
        return True
    except OSError:  # a parent may not be entered
        return False
    return False


def _no_folder(folder: Path) -> Message:
    return Message(
        f"url: nie ma folderu {folder}. Jeśli nie jest pomylony, założy go lckm migrate.",
        f"url: there is no folder {folder}. Unless it is mistyped, lckm migrate creates it.",
    )
