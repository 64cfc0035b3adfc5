"""Reports of the Łódź Contact Centre in SQLite or PostgreSQL, personal data apart, destroyed at the term."""

from lckm_sql.adapter import SqlAdapter, open_reports
from lckm_sql.audit import AuditEntry, SqlAudit
from lckm_sql.backup import BackupError
from lckm_sql.directory import SqlDirectory
from lckm_sql.document_and_directory_adapters import SqlDirectoryAdapter, SqlDocumentsAdapter
from lckm_sql.documents import SqlDocuments
from lckm_sql.errors import (
    CorruptPersonalDataError,
    DamagedFileError,
    ErasureDeferredError,
    KeyMissingError,
    NewerSchemaError,
    NoDirectoryError,
    OlderSchemaError,
    StoreUnavailableError,
    UnknownPartitionsError,
    UnreadableRowError,
)
from lckm_sql.failure_kinds import Trouble
from lckm_sql.integrity_findings import IntegrityFinding, IntegrityFindingKind
from lckm_sql.queries import WITHIN, Count, Found
from lckm_sql.report_rows import Outline
from lckm_sql.reports import SqlReports
from lckm_sql.requests import SqlRequests
from lckm_sql.restore import Restored
from lckm_sql.rows import Listing

__all__ = [
    "WITHIN",
    "AuditEntry",
    "BackupError",
    "CorruptPersonalDataError",
    "Count",
    "DamagedFileError",
    "ErasureDeferredError",
    "Found",
    "IntegrityFinding",
    "IntegrityFindingKind",
    "KeyMissingError",
    "Listing",
    "NewerSchemaError",
    "NoDirectoryError",
    "OlderSchemaError",
    "Outline",
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
    "Trouble",
    "UnknownPartitionsError",
    "UnreadableRowError",
    "open_reports",
]
