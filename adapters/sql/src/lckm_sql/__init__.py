"""Reports of the Łódź Contact Centre in SQLite or PostgreSQL, personal data apart, destroyed at the term."""

from lckm_sql.adapter import SqlAdapter, open_reports
from lckm_sql.apart import SqlDirectoryAdapter, SqlDocumentsAdapter
from lckm_sql.audit import Entry, SqlAudit
from lckm_sql.backup import BackupError
from lckm_sql.directory import SqlDirectory
from lckm_sql.documents import SqlDocuments
from lckm_sql.errors import (
    DamagedFileError,
    KeyMissingError,
    NewerSchemaError,
    NoDirectoryError,
    OlderSchemaError,
    PartSpoiledError,
    StoreUnavailableError,
    StrangeMonthsError,
    UnreadableRowError,
    WithdrawalWaitsError,
)
from lckm_sql.faults import Fault, FaultKind
from lckm_sql.overview import WITHIN, Count, Found
from lckm_sql.registering import Outline
from lckm_sql.reports import SqlReports
from lckm_sql.requests import SqlRequests
from lckm_sql.restoring import Restored
from lckm_sql.rows import Listing
from lckm_sql.troubles import Trouble

__all__ = [
    "WITHIN",
    "BackupError",
    "Count",
    "DamagedFileError",
    "Entry",
    "Fault",
    "FaultKind",
    "Found",
    "KeyMissingError",
    "Listing",
    "NewerSchemaError",
    "NoDirectoryError",
    "OlderSchemaError",
    "Outline",
    "PartSpoiledError",
    "Restored",
    "SqlAdapter",
    "SqlAudit",
    "SqlDirectory",
    "SqlDirectoryAdapter",
    "SqlDocuments",
    "SqlDocumentsAdapter",
    "SqlReports",
    "SqlRequests",
    "StoreUnavailableError",
    "StrangeMonthsError",
    "Trouble",
    "UnreadableRowError",
    "WithdrawalWaitsError",
    "open_reports",
]
