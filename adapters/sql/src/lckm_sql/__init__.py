"""Stores of the Łódź Contact Centre in SQLite or PostgreSQL.

Where is what:

- settings and ports: ``adapter``; the schema and its upgrades: ``tables``, ``schema``,
  ``version_table``
- adding and reading a report: ``report_rows``, called on ``SqlReports`` (``reports``); its
  conversion to rows: ``rows``; the other subjects of that class:
  ``report_numbers``, ``deliveries``, ``operator_queries``
- numbers of all series, also of reports: ``number_series``
- personal data: in a partition for each month of expiry, ``partitions``: a table in PostgreSQL
  (``partitions_postgresql``), a file in SQLite (``partitions_sqlite``); encrypted by ``encryption``
- encrypting what lies in the clear: ``plain_part_encryption``
- erasure: ``erasure`` says what and when; ``erase_rows``, ``drop_partitions`` and ``purge`` of the
  partitions leave no bytes (``table_rewrite``, ``secure_erase_sqlite``, ``damaged_sqlite``)
- checks and repairs: ``integrity_check``, ``row_checks``, ``schema_checks``,
  ``constraint_checks``, ``integrity_findings``; what tells of damage: ``digests``, ``audit_chain``
- the audit trail: ``audit``, ``audit_chain``, ``trail_search``; how far its readers have read:
  ``trail_positions``
- announcements and terms: ``notices``; files to download: ``documents``; files that wait for their
  report: ``drafts``; requests of the call centre: ``requests``; sessions of staff: ``sessions``
- backup: ``backup``, ``backup_manifest``; restore: ``restore``, with ``backup_check`` for what a
  backup has to be like, ``report_recovery`` and ``delivery_reconciliation`` for what happened since
- connections, transactions, failures: ``database``, ``engines``, ``errors``, ``failure_kinds``
"""

from lckm_core.ports.optional import FoundReport
from lckm_sql.adapter import SqlAdapter, open_reports
from lckm_sql.audit import AuditEntry, SqlAudit
from lckm_sql.backup import BackupError
from lckm_sql.database_adapter import SqlDirectoryAdapter, SqlDocumentsAdapter
from lckm_sql.directory import SqlDirectory
from lckm_sql.documents import SqlDocuments
from lckm_sql.errors import (
    BrokenRowsError,
    CorruptPersonalDataError,
    DamagedFileError,
    KeyMissingError,
    NewerSchemaError,
    NoDirectoryError,
    OlderSchemaError,
    OtherSchemaError,
    OtherTablesError,
    PartitionsAwayError,
    StoreUnavailableError,
    UnknownPartitionsError,
    UnreadableRowError,
)
from lckm_sql.failure_kinds import FailureKind
from lckm_sql.integrity_findings import IntegrityFinding, IntegrityFindingKind
from lckm_sql.operator_queries import Count
from lckm_sql.reports import SqlReports
from lckm_sql.requests import SqlRequests
from lckm_sql.restore import Restored
from lckm_sql.rows import Listing

__all__ = [
    "AuditEntry",
    "BackupError",
    "BrokenRowsError",
    "CorruptPersonalDataError",
    "Count",
    "DamagedFileError",
    "FailureKind",
    "FoundReport",
    "IntegrityFinding",
    "IntegrityFindingKind",
    "KeyMissingError",
    "Listing",
    "NewerSchemaError",
    "NoDirectoryError",
    "OlderSchemaError",
    "OtherSchemaError",
    "OtherTablesError",
    "PartitionsAwayError",
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
    "UnknownPartitionsError",
    "UnreadableRowError",
    "open_reports",
]
