"""What our adapters offer has the types of ``lckm_core.ports.optional``; read by type checkers."""

from collections.abc import Sequence

from lckm_cli.settings import Session
from lckm_core.ports import optional
from lckm_folder import FolderAttachments
from lckm_smtp import MaildirBounces, SmtpAdapter, SmtpMailer
from lckm_sql import (
    SqlAdapter,
    SqlAudit,
    SqlDirectoryAdapter,
    SqlDocuments,
    SqlReports,
)


def whole(store: SqlReports, trail: SqlAudit, sql: SqlAdapter) -> Sequence[object]:
    """Hold those that offer all of a protocol to it."""
    administration: optional.ReportAdministration = store
    clock: optional.SharedClock = store
    audit_trail: optional.AuditTrail = trail
    entries: optional.TrailFinder = trail
    positions: optional.TrailPositions = trail
    finder: optional.ReportFinder = store
    lists: optional.ReportLists = store
    search: optional.ReportSearch = store
    outlines: optional.EditionOutlines = sql.procedures
    return [
        administration,
        clock,
        audit_trail,
        entries,
        positions,
        finder,
        lists,
        search,
        outlines,
    ]


def by_members(
    store: SqlReports,
    sql: SqlAdapter,
    directory: SqlDirectoryAdapter,
    mail: SmtpAdapter,
    mailer: SmtpMailer,
    bounces: MaildirBounces,
    files: FolderAttachments,
    documents: SqlDocuments,
    maintenance: optional.Maintenance,
    inventory: optional.FileInventory,
    remarks: optional.SettingRemarks,
) -> Sequence[object]:
    """Hold those that offer a part of a protocol to its members."""
    keep_schema = maintenance.keep_schema
    keep_schema = sql.keep_schema
    migrate = maintenance.migrate
    migrate = sql.migrate
    rotate = maintenance.rotate
    rotate = sql.rotate
    replace_directory = maintenance.replace_directory
    replace_directory = directory.replace_directory
    live_files = inventory.live_files
    live_files = store.live_files
    left_files_after = inventory.left_files_after
    left_files_after = store.left_files_after
    references = inventory.references
    references = files.references
    missing = inventory.missing
    missing = files.missing
    unwanted = inventory.unwanted
    unwanted = documents.unwanted
    said = remarks.remarks
    said = mail.remarks
    longest = remarks.longest_attempt
    longest = mail.longest_attempt
    come_back = remarks.letters_come_back
    come_back = mailer.letters_come_back
    fault = remarks.fault
    fault = bounces.fault
    other_messages = remarks.other_messages
    other_messages = bounces.other_messages
    return [
        keep_schema,
        migrate,
        rotate,
        replace_directory,
        live_files,
        left_files_after,
        references,
        missing,
        unwanted,
        said,
        longest,
        come_back,
        fault,
        other_messages,
    ]


def of_a_command(found: Session) -> str:
    """Hold what a command gets to what it asked for."""
    versions: list[str] = [one.migrate() for one in found.offers(optional.Maintenance, "migrate")]
    count: int = found.offer(optional.ReportAdministration, "waiting_count").waiting_count()
    return f"{versions} {count}"
