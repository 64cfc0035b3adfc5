"""What the distributions here offer has the types that ``lckm_cli.settings.capabilities`` says; read by the type checkers, never run."""

from collections.abc import Sequence

from lckm_cli.settings import Session, capabilities as offers
from lckm_folder import FolderAttachments
from lckm_smtp import MaildirBounces, SmtpAdapter, SmtpMailer
from lckm_sql import (
    SqlAdapter,
    SqlAudit,
    SqlDirectoryAdapter,
    SqlDocuments,
    SqlReports,
)


def of_a_store(store: SqlReports) -> Sequence[object]:
    """Hold the store of reports to each."""
    has_clock: offers.HasClock = store
    has_place: offers.HasPlace = store
    names_place: offers.NamesPlace = store
    foresees: offers.Foresees = store
    lists_waiting: offers.ListsWaiting = store
    counts_waiting: offers.CountsWaiting = store
    counts_due: offers.CountsDue = store
    outlines: offers.Outlines = store
    knows_gaps: offers.KnowsGaps = store
    searches: offers.Searches = store
    counts_reports: offers.CountsReports = store
    checks_itself: offers.ChecksItself = store
    mends: offers.Mends = store
    catches_up: offers.CatchesUp = store
    pages_left_files: offers.PagesLeftFiles = store
    lists_live_files: offers.ListsLiveFiles = store
    passes_over: offers.PassesOver = store.waiting()
    return [
        has_clock,
        has_place,
        names_place,
        foresees,
        lists_waiting,
        counts_waiting,
        counts_due,
        outlines,
        knows_gaps,
        searches,
        counts_reports,
        checks_itself,
        mends,
        catches_up,
        pages_left_files,
        lists_live_files,
        passes_over,
    ]


def of_others(
    trail: SqlAudit,
    sql: SqlAdapter,
    directory: SqlDirectoryAdapter,
    mail: SmtpAdapter,
    mailer: SmtpMailer,
    bounces: MaildirBounces,
    files: FolderAttachments,
    documents: SqlDocuments,
) -> Sequence[object]:
    """Hold the others to theirs."""
    keeps_trail: offers.KeepsTrail = trail
    names_verbs: offers.NamesVerbs = trail
    tells_losses: offers.TellsLosses = trail
    keeps_schema: offers.KeepsSchema = sql
    migrates: offers.Migrates = sql
    backs_up: offers.BacksUp = sql
    restores: offers.Restores = sql
    locks_others_out: offers.LocksOthersOut = sql
    rotates: offers.Rotates = sql
    replaces_directory: offers.ReplacesDirectory = directory
    limits_attempts: offers.LimitsAttempts = mail
    remarks: offers.Remarks = mail
    letters_come_back: offers.LettersComeBack = mailer
    finds_fault: offers.FindsFault = bounces
    counts_strays: offers.CountsStrays = bounces
    lists_files: offers.ListsFiles = files
    misses_files: offers.MissesFiles = files
    tells_unwanted: offers.TellsUnwanted = documents
    return [
        keeps_trail,
        names_verbs,
        tells_losses,
        keeps_schema,
        migrates,
        backs_up,
        restores,
        locks_others_out,
        rotates,
        replaces_directory,
        limits_attempts,
        remarks,
        letters_come_back,
        finds_fault,
        counts_strays,
        lists_files,
        misses_files,
        tells_unwanted,
    ]


def of_a_command(found: Session) -> str:
    """Hold what a command gets to what it asked for."""
    versions: list[str] = [one.migrate() for one in found.offers(offers.Migrates)]
    count: int = found.offer(offers.CountsWaiting).waiting_count()
    return f"{versions} {count}"
