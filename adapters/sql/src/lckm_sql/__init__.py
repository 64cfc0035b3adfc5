"""Reports of the Łódź Contact Centre in SQLite or PostgreSQL, personal data apart, destroyed at the term."""

from lckm_sql.adapter import SqlAdapter, open_reports
from lckm_sql.audit import Entry, SqlAudit
from lckm_sql.errors import KeyMissingError, NewerSchemaError, OlderSchemaError, StoreUnavailableError
from lckm_sql.numbers import Numbers
from lckm_sql.reports import SqlReports

__all__ = [
    "Entry",
    "KeyMissingError",
    "NewerSchemaError",
    "Numbers",
    "OlderSchemaError",
    "SqlAdapter",
    "SqlAudit",
    "SqlReports",
    "StoreUnavailableError",
    "open_reports",
]
