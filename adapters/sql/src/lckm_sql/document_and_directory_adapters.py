"""Adapters of their own for what a host may as well keep elsewhere: files to download in a folder, the directory in a file."""

from functools import cached_property

from lckm_core.organisation import Directory
from lckm_core.ports import impl
from lckm_sql.base_adapter import OneDatabase
from lckm_sql.directory import KeptDirectory, SqlDirectory
from lckm_sql.documents import SqlDocuments


class SqlDocumentsAdapter(OneDatabase):
    """Files to download in SQLite or PostgreSQL, by their content. Settings: those of :class:`OneDatabase`.

    With the *url* of a :class:`SqlAdapter` they are in its database, and in its backup.
    """

    name = "sql-documents"

    @cached_property
    def documents(self) -> SqlDocuments:
        """The files."""
        return SqlDocuments(self.database)

    @impl
    def provide_documents(self) -> SqlDocuments:
        """Hand over the files."""
        return self.documents


class SqlDirectoryAdapter(OneDatabase):
    """The directory of units, cells and named staff in SQLite or PostgreSQL. Settings: those of :class:`OneDatabase`.

    It is read once, when a centre first needs it; a program that runs for long makes its centre anew when the directory was replaced.
    """

    name = "sql-directory"

    @cached_property
    def directory(self) -> SqlDirectory:
        """What keeps it."""
        return SqlDirectory(self.database)

    def replace_directory(self, directory: Directory) -> None:
        """Do what :meth:`SqlDirectory.replace` does: ``lckm directory load`` asks the adapter."""
        self.directory.replace(directory)

    @impl
    def provide_directory(self) -> Directory:
        """Hand over the directory; nothing is opened yet."""
        return KeptDirectory(self.directory)
