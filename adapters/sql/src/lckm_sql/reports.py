"""The store of reports: one class, whose methods are in a module for each subject."""

from lckm_sql.clock import DatabaseClock
from lckm_sql.database import Database
from lckm_sql.deliveries import Deliveries
from lckm_sql.delivery_reconciliation import DeliveryReconciliation
from lckm_sql.encryption import Cipher
from lckm_sql.errors import require_writable_disks
from lckm_sql.integrity_check import IntegrityCheck
from lckm_sql.operator_queries import OperatorQueries
from lckm_sql.partitions import CurrentPartitions, PersonalDataPartitions
from lckm_sql.plain_part_encryption import PlainPartEncryption
from lckm_sql.redaction import Redaction
from lckm_sql.report_list import ReportList
from lckm_sql.report_numbers import ReportNumbers, require_numbering
from lckm_sql.report_rows import ReportRows
from lckm_sql.revision import Revision
from lckm_sql.trials import Trials


class SqlReports(
    ReportRows,
    ReportNumbers,
    Deliveries,
    Trials,
    Revision,
    Redaction,
    OperatorQueries,
    ReportList,
    IntegrityCheck,
    DeliveryReconciliation,
    PlainPartEncryption,
):
    """Reports in SQLite or PostgreSQL: the port ``ReportStore``, and what operators need.

    Each method is one whole operation, durable when it returns, and raises
    :class:`StoreUnavailableError` when the database fails.

    Args:
        database: where they are stored.
        partitions: where their personal data are stored.
        cipher: encrypts the personal data.
        numbering: the pattern of their numbers.
    """

    def __init__(
        self,
        database: Database,
        partitions: PersonalDataPartitions,
        cipher: Cipher,
        numbering: str,
    ) -> None:
        require_numbering(numbering)
        self.database = database
        self._partitions = partitions
        self._cipher = cipher
        self._numbering = numbering
        self._current = CurrentPartitions(database, partitions)
        self._clock = DatabaseClock(database)
        database.on_first_use += [cipher.forget, self._current.reset]

    def is_there(self) -> bool:
        """Return whether the database exists, without creating it."""
        return self.database.is_there

    @property
    def where(self) -> str:
        """Which database it is: its file, or its server and name, without the user."""
        return self.database.location

    def require_writable(self) -> None:
        """Raise :class:`StoreUnavailableError` where a disk is full or mounted read-only.

        This checks an SQLite database; a server reports it when something is written.
        """
        if self.database.is_sqlite:
            require_writable_disks(self.database.file)

    def read_as_is(self) -> None:
        """Let what is stored be read on a full or read-only disk; nothing can be written then.

        No other program may write meanwhile. A server needs nothing for it.
        """
        self.database.read_as_is()

    def __repr__(self) -> str:
        return f"SqlReports({self.database!r})"
