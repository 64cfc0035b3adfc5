"""The adapter of all stores in one database, by settings that may stand in a file."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from datetime import datetime
from pathlib import Path
from typing import Any

from lckm_core.ports import NUMBER_PATTERNS, NumberSeries, impl
from lckm_core.text import Message
from lckm_encryption import (
    default_key_folder,
    encryption_remarks,
    key_folder_fault,
    read_host_keys,
)
from lckm_sql.audit import SqlAudit
from lckm_sql.backup import BackupError, back_up
from lckm_sql.database import store_operation
from lckm_sql.database_adapter import DatabaseAdapter
from lckm_sql.drafts import SqlDrafts
from lckm_sql.encryption import Cipher
from lckm_sql.notices import SqlNotices
from lckm_sql.number_series import SqlNumbers
from lckm_sql.partitions import PersonalDataPartitions
from lckm_sql.partitions_postgresql import PostgresqlPartitions
from lckm_sql.partitions_sqlite import SqlitePartitions
from lckm_sql.procedures import SqlProcedures
from lckm_sql.report_numbers import require_numbering
from lckm_sql.reports import SqlReports
from lckm_sql.requests import SqlRequests
from lckm_sql.restore import Restored, locked, restore
from lckm_sql.restore_paths import RestorePaths
from lckm_sql.schema import (
    ALLOW_OLDER,
    SchemaPolicy,
)
from lckm_sql.sessions import SqlSessions
from lckm_sql.sqlite_files import checkpoint


class SqlAdapter(DatabaseAdapter):
    """Reports, procedures, requests to units and the audit trail in one database.

    Args:
        url: ``sqlite:///reports.sqlite`` (``sqlite:////var/…`` for an absolute path) or
            ``postgresql+psycopg://user@host/database``.
        schema: PostgreSQL's schema for the tables, created where *create* allows it; by default
            the first of the role's search path, ``public`` as a rule.
        encryption: whether to encrypt personal data.
        key_folder: the folder of the months' keys; by default, where there are no *keys*,
            ``….sqlite-keys`` beside the database, or one in the home folder for PostgreSQL.
        keys: base64 of 32 bytes each, the newest first, to encrypt with instead.
        keys_variable: an environment variable with such keys, separated by blanks, besides
            *keys*; it has to hold one.
        numbering: the pattern of numbers: ``ŁCKM/{year}/{count}`` makes ŁCKM/2026/000123.
        procedure_numbers: the pattern of numbers of new descriptions, ``KA-{count:05}``: the digit
            after ``0`` says how many digits. It has to make numbers that the form takes.
        announcement_numbers: the same of announcements.
        request_numbers: the same of the call centre's requests.
        migrate: whether the first use may upgrade the schema.
        create: whether the first use may create a database; needs *migrate*.
        timeout: seconds to wait for a lock, a connection or another writer.
        pool: connections that a process keeps; it has up to three times as many under load.

    Raises ``InvalidSettingError`` for invalid settings.
    """

    name = "sql"

    def __init__(
        self,
        *,
        url: str,
        schema: str = "",
        encryption: bool = True,
        key_folder: Path | str = "",
        keys: Sequence[str] = (),
        keys_variable: str = "",
        numbering: str = "LCKM-{year}-{count}",
        procedure_numbers: str = NUMBER_PATTERNS[NumberSeries.PROCEDURE],
        announcement_numbers: str = NUMBER_PATTERNS[NumberSeries.ANNOUNCEMENT],
        request_numbers: str = NUMBER_PATTERNS[NumberSeries.REQUEST],
        migrate: bool = True,
        create: bool = True,
        timeout: float = 30.0,
        pool: int = 5,
    ) -> None:
        require_numbering(numbering)
        super().__init__(
            url=url, schema=schema, migrate=migrate, create=create, timeout=timeout, pool=pool
        )
        default = (
            self.database.file.with_name(f"{self.database.file.name}-keys")
            if self.database.is_sqlite
            else default_key_folder("/".join(filter(None, (self.database.location, schema))))
        )
        self._keys = read_host_keys(
            default=default,
            encryption=encryption,
            keys=keys,
            keys_variable=keys_variable,
            key_folder=key_folder,
        )
        self._has_key_folder = bool(key_folder) or self.database.is_sqlite
        # A copy of the database has the keys of the database.
        folder = self._keys.folder
        self._shared: dict[str, Any] = {
            "encryption": encryption,
            "key_folder": folder.path if folder else "",
            "keys": keys,
            "keys_variable": keys_variable,
            "numbering": numbering,
            "procedure_numbers": procedure_numbers,
            "announcement_numbers": announcement_numbers,
            "request_numbers": request_numbers,
            "timeout": timeout,
            "pool": pool,
        }
        self._cipher = Cipher(self._keys)
        self._partitions: PersonalDataPartitions
        if self.database.is_sqlite:
            self._partitions = files = SqlitePartitions(self.database, numbering)
            self.database.on_first_use.append(files.recover)
        else:
            self._partitions = PostgresqlPartitions(self.database)
        self.reports = SqlReports(self.database, self._partitions, self._cipher, numbering)
        self.numbers = SqlNumbers(
            self.database,
            {
                NumberSeries.PROCEDURE: procedure_numbers,
                NumberSeries.ANNOUNCEMENT: announcement_numbers,
                NumberSeries.REQUEST: request_numbers,
            },
            self.reports,
        )
        self.requests = SqlRequests(self.database)
        self.drafts = SqlDrafts(self.database)
        self.sessions = SqlSessions(self.database)
        self.procedures = SqlProcedures(self.database)
        self.notices = SqlNotices(self.database)
        self.trail = SqlAudit(self.database)

    @property
    def remarks(self) -> Sequence[Message]:
        """Remarks on the settings, also on encryption."""
        return (*super().remarks, *encryption_remarks(self._keys, chosen=self._has_key_folder))

    def fault(self) -> Message | None:
        """Return why no key of a month can be stored, ``None`` if nothing is to be seen."""
        return key_folder_fault(self._keys)

    def encrypt(self, *, now: datetime) -> int:
        """Encrypt the personal data that still lie in the clear; return of how many reports.

        Raises ``ValueError`` where the settings encrypt nothing, :class:`KeyMissingError` and
        :class:`StoreUnavailableError`. It may be repeated.
        """
        return self.reports.encrypt_clear(now=now)

    @store_operation
    def rotate(self) -> int:
        """Encrypt the partitions' keys that an older host key opens with the present; count them.

        The data stay as they are. Raises ``ValueError`` without a key.
        """
        with self._partitions.erasing(lambda _: (), keys=True) as connection:
            count = self._cipher.rotate(connection)
        # What the old key encrypted is purged from the journal, too.
        self._partitions.purge()
        if self.database.is_sqlite:
            checkpoint(self.database.engine)
        return count

    def backup(self, folder: str | Path, *, without_months: bool = False) -> None:
        """Copy an SQLite database at one moment into a new folder; registrations wait.

        Args:
            folder: a new folder. The copy holds personal data: treat it as the database itself,
                and delete it by the term of what is in it.
            without_months: leave out partitions whose file is missing or damaged.

        Raises :class:`BackupError`, also for PostgreSQL, whose own programs make backups, and
        :class:`StoreUnavailableError`.
        """
        self._sqlite_partitions()
        # An older schema is copied as it is, so that the program of that time can restore it.
        unchanged = self._for_file(self.database.file, ALLOW_OLDER)
        try:
            back_up(
                unchanged.database,
                unchanged._sqlite_partitions(),
                Path(folder),
                without_months=without_months,
            )
        finally:
            unchanged.close()

    def restore(
        self,
        folder: str | Path,
        *,
        now: datetime,
        withdrawn: Sequence[str] = (),
        without_months: bool = False,
        without_manifest: bool = False,
    ) -> Restored:
        """Replace the SQLite database by a backup, cleaned of what is due or withdrawn.

        Reports and deliveries that only the present database has are copied over; where there is
        none, unfinished deliveries are left in doubt. The next numbers leave a gap.

        Args:
            folder: the backup.
            now: the moment, aware, by which what is due is erased.
            withdrawn: reports whose consent was withdrawn since the backup, besides those in the
                audit trail of the present database.
            without_months: accept a backup in which files of partitions are missing or damaged.
            without_manifest: accept a backup without manifest, as older programs made.

        Raises :class:`BackupError` for a backup that is not as it was made, where anything has
        the database open, for an unknown number in *withdrawn* that was not given since the
        backup, and where the backup has another report of a number in the present database; the
        database is then as it was.
        """
        files = self._sqlite_partitions()
        self.close()
        return restore(
            Path(folder),
            RestorePaths(self.database.file, files.folder),
            self._reports_without_lock,
            now=now,
            withdrawn=withdrawn,
            without_months=without_months,
            without_manifest=without_manifest,
        )

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Lock everybody else out of an SQLite database, as :meth:`restore` does.

        Does nothing for PostgreSQL. Raises :class:`BackupError` where something has it open.
        """
        self.close()
        with locked(self.database.file) if self.database.is_sqlite else nullcontext():
            self.database.is_locked = not self.database.is_sqlite
            try:
                yield
            finally:
                self.close()
                self.database.is_locked = True

    def _sqlite_partitions(self) -> SqlitePartitions:
        if not isinstance(self._partitions, SqlitePartitions):
            raise BackupError(
                Message(
                    "To nie jest SQLite. Użyj pg_dump albo pg_basebackup, a po odtworzeniu od razu "
                    "lckm restored.",
                    "This is not SQLite. Use pg_dump or pg_basebackup, and run lckm restored "
                    "right after restoring.",
                )
            )
        return self._partitions

    def _for_file(self, file: Path, policy: SchemaPolicy) -> "SqlAdapter":
        """Return an adapter with the same settings for another file."""
        adapter = SqlAdapter(url=f"sqlite:///{file}", **self._shared)
        adapter._schema_policy = policy
        return adapter

    def _reports_without_lock(self, file: Path, policy: SchemaPolicy) -> SqlReports:
        """Return the reports in a file for whoever has locked out all others, us included."""
        adapter = self._for_file(file, policy)
        adapter.database.is_locked = False
        return adapter.reports

    @impl
    def provide_reports(self) -> SqlReports:
        """Provide the store of reports."""
        return self.reports

    @impl
    def provide_drafts(self) -> SqlDrafts:
        """Provide the store of sealed drafts."""
        return self.drafts

    @impl
    def provide_sessions(self) -> SqlSessions:
        """Provide the store of sessions of staff."""
        return self.sessions

    @impl
    def provide_requests(self) -> SqlRequests:
        """Provide the store of requests to units."""
        return self.requests

    @impl
    def provide_numbers(self) -> SqlNumbers:
        """Provide the source of numbers."""
        return self.numbers

    @impl
    def provide_procedures(self) -> SqlProcedures:
        """Provide the store of procedures."""
        return self.procedures

    @impl
    def provide_notices(self) -> SqlNotices:
        """Provide the store of announcements and terms."""
        return self.notices

    @impl
    def provide_access_log(self) -> SqlAudit:
        """Provide the audit trail, which says who read personal data."""
        return self.trail

    @impl
    def notify_listeners(self) -> SqlAudit:
        """Provide the audit trail."""
        return self.trail


def open_reports(url: str) -> SqlReports:
    """Return the store of reports alone, for a script.

    Args:
        url: the database, as :class:`SqlAdapter` takes it.

    Raises ``InvalidSettingError`` for an invalid *url*.
    """
    return SqlAdapter(url=url).reports
