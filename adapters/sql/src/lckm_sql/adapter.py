"""The adapter: the stores of reports and requests and the audit trail, by settings that stand in a file."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from datetime import datetime
from pathlib import Path
from typing import Any

from lckm_core.errors import InvalidSettingError
from lckm_core.ports import impl
from lckm_core.text import Message
from lckm_sql.audit import SqlAudit
from lckm_sql.backup import BackupError, back_up
from lckm_sql.base_adapter import OneDatabase
from lckm_sql.database import act
from lckm_sql.encryption import Cipher
from lckm_sql.notices import SqlNotices
from lckm_sql.numbers import checked_numbering
from lckm_sql.partitions import PersonalDataPartitions
from lckm_sql.partitions_postgresql import PostgresqlDrawers
from lckm_sql.partitions_sqlite import SqliteDrawers
from lckm_sql.procedures import SqlProcedures
from lckm_sql.reports import SqlReports
from lckm_sql.requests import SqlRequests
from lckm_sql.restore import Restored, alone, restore
from lckm_sql.restore_steps import Places
from lckm_sql.schema import AS_IT_STANDS, Leave
from lckm_sql.sqlite_files import checkpoint


class SqlAdapter(OneDatabase):
    """Reports, procedures, requests to units and the audit trail in SQLite or PostgreSQL. Nothing is opened before it is used.

    Args:
        url: ``sqlite:///reports.sqlite`` (``sqlite:////var/…`` for a path from the root) or ``postgresql+psycopg://user@host/database``.
        keys: base64 of 32 bytes each, the newest first, to encrypt personal parts with; none keeps them in the clear.
        keys_variable: the environment variable that holds such keys, separated by blanks, besides *keys*; it has to hold one.
        numbering: how numbers of reports are made: ``ŁCKM/{year}/{count}`` makes ŁCKM/2026/000123.
        migrate: whether the first use may bring the schema up.
        create: whether the first use may make a database where there is none; without *migrate* it may not either.
        timeout: seconds to wait for a lock, a connection, or another writer.
        pool: connections that a process keeps; under load it has up to three times as many.

    Raises ``InvalidSettingError`` for settings that cannot be.
    """

    name = "sql"

    def __init__(
        self,
        *,
        url: str,
        keys: Sequence[str] = (),
        keys_variable: str = "",
        numbering: str = "LCKM-{year}-{count}",
        migrate: bool = True,
        create: bool = True,
        timeout: float = 30.0,
        pool: int = 5,
    ) -> None:
        checked_numbering(numbering)
        self._shared: dict[str, Any] = {
            "keys": keys,
            "keys_variable": keys_variable,
            "numbering": numbering,
            "timeout": timeout,
            "pool": pool,
        }
        super().__init__(url=url, migrate=migrate, create=create, timeout=timeout, pool=pool)
        named = os.environ.get(keys_variable, "").split() if keys_variable else []
        if keys_variable and not named:
            raise InvalidSettingError("keys_variable", _no_keys(keys_variable))
        self._sealer = Cipher([*keys, *named])
        self._drawers: PersonalDataPartitions
        if self.database.is_sqlite:
            self._drawers = files = SqliteDrawers(self.database)
            self.database.on_first_use.append(files.recover)
        else:
            self._drawers = PostgresqlDrawers(self.database)
        self.reports = SqlReports(self.database, self._drawers, self._sealer, numbering)
        self.requests = SqlRequests(self.database)
        self.procedures = SqlProcedures(self.database)
        self.notices = SqlNotices(self.database)
        self.trail = SqlAudit(self.database)

    @act
    def rotate(self) -> int:
        """Encrypt the keys of the months with the first of the host's keys; return of how many months. The parts stay as they are."""
        with self._drawers.destroying(lambda _: (), keys=True) as connection:
            count = self._sealer.rotate(connection)
        # What the old key encrypted goes from the journal, too.
        self._drawers.finish()
        if self.database.is_sqlite:
            checkpoint(self.database.engine)
        return count

    def backup(self, folder: str | Path, *, without_months: bool = False) -> None:
        """Copy an SQLite database, as it is at one moment, into a new *folder*; registrations wait meanwhile.

        An older schema is copied as it stands, so that the program of that time can restore the copy.
        The copy holds personal data, encrypted when they are: treat it as the database itself, and delete it by the term of what
        is in it. *without_months*: go on without the months whose file is missing or damaged. Raises :class:`BackupError`, also for
        PostgreSQL, whose own programs do this, and :class:`StoreUnavailableError`.
        """
        self._files()
        as_it_stands = self._at(self.database.file, AS_IT_STANDS)
        try:
            back_up(
                as_it_stands.database,
                as_it_stands._files(),
                Path(folder),
                without_months=without_months,
            )
        finally:
            as_it_stands.close()

    def restore(
        self,
        folder: str | Path,
        *,
        now: datetime,
        withdrawn: Sequence[str] = (),
        without_months: bool = False,
    ) -> Restored:
        """Put a backup in the place of the SQLite database, without what is due by *now*; return what was destroyed and taken over.

        Nothing may have the database open: where something has, this is refused. What expired since the backup is destroyed before
        anything can read it; so are the personal parts of the reports in *withdrawn*, and of those whose withdrawal the database
        still there has in its audit trail. Of that database the deliveries are taken over, and whole the reports that the backup lacks,
        for they were acknowledged; without it, the deliveries that had not ended in the backup are left in doubt, so that their
        receivers are asked to erase in any case. The next numbers leave a gap, for some
        were given since. *without_months*: also from a backup in which the file of a month is missing or damaged.

        Raises :class:`BackupError`, also for a number in *withdrawn* of which nothing is known and that was not given since the backup,
        and where the backup has another report under a number that the database still there gave; the database is then as it was.
        """
        files = self._files()
        self.close()
        places = Places(self.database.file, files.folder)
        return restore(
            Path(folder),
            places,
            self._unlocked,
            now=now,
            withdrawn=withdrawn,
            without_months=without_months,
        )

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Lock everybody else out of an SQLite database meanwhile, as :meth:`restore` does; on a server nobody is locked out.

        Raises :class:`BackupError` where something has it open.
        """
        self.close()
        with alone(self.database.file) if self.database.is_sqlite else nullcontext():
            self.database.is_locked = not self.database.is_sqlite
            try:
                yield
            finally:
                self.close()
                self.database.is_locked = True

    def _files(self) -> SqliteDrawers:
        if not isinstance(self._drawers, SqliteDrawers):
            raise BackupError(
                Message(
                    "To nie jest SQLite. Użyj pg_dump albo pg_basebackup, a po odtworzeniu od razu lckm restored.",
                    "This is no SQLite. Use pg_dump or pg_basebackup, and after restoring at once lckm restored.",
                )
            )
        return self._drawers

    def _at(self, file: Path, leave: Leave) -> "SqlAdapter":
        """Return one with the same settings for that file, with a leave of its own."""
        one = SqlAdapter(url=f"sqlite:///{file}", **self._shared)
        one._leave = leave
        return one

    def _unlocked(self, file: Path, leave: Leave) -> SqlReports:
        """Return the reports in that file, for whoever has locked out all others, and would lock out this one."""
        one = self._at(file, leave)
        one.database.is_locked = False
        return one.reports

    @impl
    def provide_reports(self) -> SqlReports:
        """Hand over the reports."""
        return self.reports

    @impl
    def provide_requests(self) -> SqlRequests:
        """Hand over what the call centre asked units for."""
        return self.requests

    @impl
    def provide_procedures(self) -> SqlProcedures:
        """Hand over the editions of procedures."""
        return self.procedures

    @impl
    def provide_notices(self) -> SqlNotices:
        """Hand over announcements and terms."""
        return self.notices

    @impl
    def notify_listeners(self) -> SqlAudit:
        """Hand over the audit trail."""
        return self.trail


def open_reports(url: str) -> SqlReports:
    """Return the store of reports of a database, without anything else, as a script or a process of its own may want it."""
    return SqlAdapter(url=url).reports


def _no_keys(variable: str) -> Message:
    return Message(
        f"zmiennej {variable} nie ma albo jest pusta, więc dane osobowe leżałyby niezaszyfrowane.",
        f"{variable} is not set, or empty; parts would be kept in the clear.",
    )
