"""The adapter: the store of reports and the audit trail, by settings that stand in a file."""

import os
from collections.abc import Sequence
from functools import partial

from lckm_core import impl
from lckm_sql.audit import SqlAudit
from lckm_sql.database import Database
from lckm_sql.drawers import Drawers
from lckm_sql.drawers_postgresql import PostgresqlDrawers
from lckm_sql.drawers_sqlite import SqliteDrawers
from lckm_sql.numbers import Numbers
from lckm_sql.reports import SqlReports
from lckm_sql.schema import Progress, ready, upgrade
from lckm_sql.sealing import Sealer


class SqlAdapter:
    """Reports and the audit trail in SQLite or PostgreSQL. Nothing is opened before it is used.

    Args:
        url: ``sqlite:///reports.sqlite`` (``sqlite:////var/…`` for a path from the root) or ``postgresql+psycopg://user@host/database``.
        keys: base64 of 32 bytes each, the newest first, to encrypt personal parts with; none keeps them in the clear.
        keys_variable: the environment variable that holds such keys, separated by blanks, besides *keys*.
        prefix: what numbers of reports begin with.
        migrate: whether the first use may bring the schema up.
        timeout: seconds to wait for a lock, a connection, or another writer.
        pool: connections that a process keeps; under load it has up to three times as many.

    Raises ``ValueError`` for settings that cannot be.
    """

    name = "sql"

    def __init__(
        self,
        *,
        url: str,
        keys: Sequence[str] = (),
        keys_variable: str = "",
        prefix: str = "LCKM",
        migrate: bool = True,
        timeout: float = 30.0,
        pool: int = 5,
    ) -> None:
        self.database = Database(url, timeout=timeout, pool=pool)
        named = os.environ.get(keys_variable, "").split() if keys_variable else []
        self._sealer = Sealer([*keys, *named])
        self._drawers: Drawers
        self.database.on_first_use.append(partial(ready, self.database, migrate_allowed=migrate))
        if self.database.is_sqlite:
            self._drawers = files = SqliteDrawers(self.database)
            self.database.on_first_use.append(files.recover)
        else:
            self._drawers = PostgresqlDrawers(self.database)
        self.reports = SqlReports(self.database, self._drawers, self._sealer)
        self.audit = SqlAudit(self.database)
        self.numbers = Numbers(self.database, prefix)

    def migrate(self, progress: Progress | None = None) -> str:
        """Bring the schema up, telling *progress* the version, how much is done and of how much; return the version."""
        if progress is None:
            return upgrade(self.database)
        return upgrade(self.database, progress)

    def rotate(self) -> int:
        """Encrypt the keys of the months with the first of the host's keys; return of how many months. The parts stay as they are."""
        with self.database.writing() as connection:
            return self._sealer.rotate(connection)

    def close(self) -> None:
        """Close every connection; the next use opens them again."""
        self.database.close()

    @impl
    def provide_reports(self) -> SqlReports:
        """Hand over the reports."""
        return self.reports

    @impl
    def notify_listeners(self) -> SqlAudit:
        """Hand over the audit trail."""
        return self.audit


def open_reports(url: str) -> SqlReports:
    """Return the store of reports of a database, without anything else, as a script or a process of its own may want it."""
    return SqlAdapter(url=url).reports
