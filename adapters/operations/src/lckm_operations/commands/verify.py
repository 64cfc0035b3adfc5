"""``lckm verify``: finds faults in the store of reports and says how to fix them."""

import json
from collections.abc import Iterator
from datetime import datetime
from itertools import chain
from textwrap import indent

import click

from lckm_cli.settings import Session, open_session, settings_option
from lckm_cli.toolkit import Language, PolishCommand, either, format_option, lang_option, safe
from lckm_core.errors import StoreUnavailableError
from lckm_core.ports.optional import ReportAdministration, offered
from lckm_core.text import Message
from lckm_operations import (
    damaged_files,
    delivery_failures,
    missing_files,
    orphan_documents,
    orphan_files,
    pending_deletions,
    readiness,
    unprocessed_bounces,
)

_Row = tuple[str, str, str]
_MOST_WAITING = 10_000
"""How many of those that wait are looked through, the oldest first."""
ORPHAN_FILE = "file without report"
CAME_BACK = "letter to the helpdesk came back"
NOT_READ = "mailbox of bounces that cannot be read"
NOT_WRITABLE = "store that cannot be written to"
NOBODY_READS = "letters that come back are not read"
ADVICE = (
    {ORPHAN_FILE: orphan_files.ADVICE}
    | pending_deletions.ADVICE
    | {missing_files.LOST: missing_files.ADVICE}
    | damaged_files.ADVICE
    | {
        CAME_BACK: unprocessed_bounces.ADVICE,
        NOT_READ: unprocessed_bounces.NOT_READ,
        NOBODY_READS: unprocessed_bounces.NOBODY_READS,
    }
    | orphan_documents.ADVICE
    | readiness.ADVICE
    | {
        NOT_WRITABLE: Message(
            "Niczego nie da się zapisać, więc żadne zgłoszenie nie jest przyjmowane ani "
            "doręczane. To, co zapisano, i tak sprawdzono.",
            "Nothing can be stored, so no report comes in and none is delivered. What is stored "
            "was checked all the same.",
        )
    }
    | delivery_failures.ADVICE
)
"""What is found beside the store's own faults, and what to do about it."""


@click.command(
    "verify",
    cls=PolishCommand,
    help="Szuka w bazie tego, czego nie powinno w niej być: sierot, porzuconych doręczeń, danych "
    "osobowych po terminie; także plików, "
    "które nie należą do żadnego zgłoszenia albo nie są zniszczone, i listów do helpdesku, które "
    "wróciły. Mówi, jak to naprawić. Kod wyjścia: 0 nic nie znaleziono, 1 znaleziono.",
)
@click.option(
    "--mend",
    is_flag=True,
    help="Usuń najpierw części osobowe i pliki, które nie mają zgłoszenia.",
)
@click.option(
    "--mend-downloads",
    is_flag=True,
    help="Usuń najpierw pliki do pobrania, których nie ma żadne wydanie. Nie po przywróceniu "
    "starszej kopii, gdy wróci jeszcze nowsza.",
)
@format_option("text", "json")
@settings_option
@lang_option
def command(
    mend: bool, mend_downloads: bool, format_: str, settings: str | None, lang: Language
) -> int:
    """Look for faults."""
    session = open_session(settings)
    now = session.now()
    if mend:
        parts = session.offer(ReportAdministration, "mend").mend()
        files = orphan_files.destroy_orphan_files(session.centre, now)
        message = either(
            lang,
            "Usunięto bez zgłoszenia: części osobowych",
            "Destroyed, of no report: personal parts",
        )
        click.echo(f"{message}: {parts}, {either(lang, 'plików', 'files')}: {files}", err=True)
    if mend_downloads:
        message = either(lang, "Usunięto plików do pobrania", "Files to download removed")
        click.echo(f"{message}: {orphan_documents.sweep(session.centre)}", err=True)
    count = _print_faults(_faults(session, now, lang), format_)
    if format_ == "text":
        click.echo(either(lang, f"Usterek: {count}", f"Faults: {count}"))
    if unchecked := damaged_files.without_digest(session.centre):
        click.echo(unchecked.text(lang), err=True)
    if in_clear := damaged_files.in_clear(session.centre):
        click.echo(in_clear.text(lang), err=True)
    return 1 if count else 0


def _print_faults(faults: Iterator[_Row], format_: str) -> int:
    """Print the faults as they are found and return their number.

    JSON that an error interrupts is still a list, but ``[]`` is only printed when the
    search has ended: it says that nothing is wrong.
    """
    count = 0
    try:
        for count, (kind, subject, message) in enumerate(faults, start=1):
            if format_ == "text":
                click.echo(safe(message))
                continue
            row = json.dumps(
                {"kind": kind, "subject": subject, "message": message}, ensure_ascii=False, indent=2
            )
            click.echo(("[" if count == 1 else ",") + "\n" + indent(row, "  "), nl=False)
    finally:
        if format_ != "text" and count:
            click.echo("\n]")
    if format_ != "text" and not count:
        click.echo("[]")
    return count


def _faults(session: Session, now: datetime, lang: Language) -> Iterator[_Row]:
    """Yield what is wrong, by kind, subject and words."""
    # First, for it decides how the store is opened to be read.
    write_faults = [*_write_fault(session, lang)]
    of_store = session.offer(ReportAdministration, "verify").verify(now=now)
    yield from (
        (str(finding.kind), finding.subject, finding.message.text(lang)) for finding in of_store
    )
    if missing := missing_files.lost_files(session.centre):
        yield missing_files.LOST, missing[0], missing_files.missing_files_text(missing, lang)
    of_files = [
        *((ORPHAN_FILE, reference) for reference in orphan_files.orphan_files(session.centre, now)),
        *pending_deletions.faults(session.centre),
    ]
    # Do not check what is due to be destroyed: past its term it may have no key.
    to_destroy = {reference for _, reference in of_files}
    yield from damaged_files.damaged_files(session.centre, lang, but=to_destroy)
    came_back = unprocessed_bounces.read_bounces(session.centre, session.settings)
    for kind, subject in chain(of_files, ((CAME_BACK, number) for number in came_back.to_helpdesk)):
        yield kind, subject, f"{subject}: {ADVICE[kind].text(lang)}"
    yield from (
        (NOT_READ, table, message.text(lang)) for table, message in came_back.not_read.items()
    )
    if unprocessed_bounces.nobody_reads(session.centre, session.settings):
        yield NOBODY_READS, "", ADVICE[NOBODY_READS].text(lang)
    yield from orphan_documents.faults(session.centre, lang)
    yield from _refusals(session, now, lang)
    yield from write_faults
    yield from (
        (kind, "", message.text(lang))
        for kind, message in readiness.missing_requirements(session.centre, now)
    )


def _write_fault(session: Session, lang: Language) -> Iterator[_Row]:
    """Yield why nothing can be stored, and let what is stored be read all the same."""
    reports = session.centre.plugins.reports
    try:
        if store := offered(reports, ReportAdministration, "require_writable"):
            store.require_writable()
    except StoreUnavailableError as error:
        if store := offered(reports, ReportAdministration, "read_as_is"):
            store.read_as_is()
        words = f"{error.message.text(lang)} {ADVICE[NOT_WRITABLE].text(lang)}"
        yield NOT_WRITABLE, "", words


def _refusals(session: Session, now: datetime, lang: Language) -> Iterator[_Row]:
    """Yield what no reader takes, by kind, subject and words."""
    waiting = session.offer(ReportAdministration, "waiting").waiting(limit=_MOST_WAITING)
    for dispatch in waiting:
        if dispatch.needs_a_hand:
            yield (
                delivery_failures.HAND,
                dispatch.id,
                f"{dispatch.id}: {ADVICE[delivery_failures.HAND].text(lang)}",
            )
    for refusals in delivery_failures.lasting_refusals(waiting, now):
        yield (
            delivery_failures.REFUSED,
            refusals.target.value,
            f"{refusals.text(lang)}. {ADVICE[delivery_failures.REFUSED].text(lang)}",
        )
    if delivery_failures.none_taken(session.offer(ReportAdministration, "counts"), now):
        yield delivery_failures.NONE_TAKEN, "", ADVICE[delivery_failures.NONE_TAKEN].text(lang)
