"""``lckm verify``: what is wrong in the store of reports, and how to mend it."""

import json
from collections.abc import Iterator
from datetime import datetime
from itertools import chain
from textwrap import indent

import click

from lckm_cli.settings import Session, open_session, settings_option
from lckm_cli.toolkit import Language, PolishCommand, either, format_option, lang_option, safe
from lckm_core.ports.optional import ReportAdministration
from lckm_operations import (
    delivery_failures as refusals,
    missing_files as live_files,
    orphan_documents as downloads,
    orphan_files as strays,
    pending_deletions as files_left,
    readiness as standing,
    unprocessed_bounces as unheard,
)

_Row = tuple[str, str, str]
_MOST_WAITING = 10_000
"""How many of those that wait are looked through, the oldest first."""
STRAY = "file without report"
CAME_BACK = "letter to the helpdesk came back"
NOT_READ = "mailbox of bounces that cannot be read"
NOBODY_READS = "letters that come back are not read"
OURS = (
    {STRAY: strays.SAID}
    | files_left.SAID
    | {live_files.LOST: live_files.SAID}
    | {CAME_BACK: unheard.SAID, NOT_READ: unheard.NOT_READ, NOBODY_READS: unheard.NOBODY_READS}
    | downloads.SAID
    | standing.SAID
    | refusals.SAID
)
"""What is found beside the store's own faults, and what to do about it."""


@click.command(
    "verify",
    cls=PolishCommand,
    help="Szuka w bazie tego, czego nie powinno w niej być: sierot, porzuconych doręczeń, danych osobowych po terminie; także plików, "
    "które nie należą do żadnego zgłoszenia albo nie są zniszczone, i listów do helpdesku, które wróciły. Mówi, jak to naprawić. Kod wyjścia: 0 nic nie znaleziono, 1 znaleziono.",
)
@click.option(
    "--mend",
    is_flag=True,
    help="Usuń najpierw części osobowe i pliki, które nie mają zgłoszenia.",
)
@click.option(
    "--mend-downloads",
    is_flag=True,
    help="Usuń najpierw pliki do pobrania, których nie ma żadne wydanie. Nie po przywróceniu starszej kopii, gdy wróci jeszcze nowsza.",
)
@format_option("text", "json")
@settings_option
@lang_option
def command(
    mend: bool, mend_downloads: bool, format_: str, settings: str | None, lang: Language
) -> int:
    """Look for faults."""
    found = open_session(settings)
    now = found.now()
    if mend:
        parts = found.offer(ReportAdministration, "mend").mend()
        files = strays.destroy_strays(found.centre, now)
        said = either(
            lang,
            "Usunięto bez zgłoszenia: części osobowych",
            "Destroyed, of no report: personal parts",
        )
        click.echo(f"{said}: {parts}, {either(lang, 'plików', 'files')}: {files}", err=True)
    if mend_downloads:
        said = either(lang, "Usunięto plików do pobrania", "Files to download removed")
        click.echo(f"{said}: {downloads.sweep(found.centre)}", err=True)
    count = _told(_faults(found, now, lang), format_)
    if format_ == "text":
        click.echo(either(lang, f"Usterek: {count}", f"Faults: {count}"))
    return 1 if count else 0


def _told(faults: Iterator[_Row], format_: str) -> int:
    """Print each as it is found, for there may be any number of them; return how many there were.

    JSON that something stops half-way is still a list. Where nothing was found by then, it is not begun: ``[]`` says that nothing is wrong.
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


def _faults(found: Session, now: datetime, lang: Language) -> Iterator[_Row]:
    """Yield what is wrong, by kind, subject and words."""
    of_store = found.offer(ReportAdministration, "verify").verify(now=now)
    yield from ((str(one.kind), one.subject, one.message.text(lang)) for one in of_store)
    if lost := live_files.lost_files(found.centre):
        yield live_files.LOST, lost[0], live_files.lost_text(lost, lang)
    of_files = chain(
        ((STRAY, one) for one in strays.strays(found.centre, now)), files_left.faults(found.centre)
    )
    came_back = unheard.look(found.centre, found.settings)
    for kind, subject in chain(of_files, ((CAME_BACK, one) for one in came_back.to_helpdesk)):
        yield kind, subject, f"{subject}: {OURS[kind].text(lang)}"
    yield from ((NOT_READ, table, said.text(lang)) for table, said in came_back.not_read.items())
    if unheard.nobody_reads(found.centre, found.settings):
        yield NOBODY_READS, "", OURS[NOBODY_READS].text(lang)
    yield from downloads.faults(found.centre, lang)
    yield from _refused(found, now, lang)
    yield from ((kind, "", said.text(lang)) for kind, said in standing.lacking(found.centre, now))


def _refused(found: Session, now: datetime, lang: Language) -> Iterator[_Row]:
    """Yield what nobody takes, by kind, subject and words."""
    waiting = found.offer(ReportAdministration, "waiting").waiting(limit=_MOST_WAITING)
    for each in waiting:
        if each.needs_a_hand:
            yield refusals.HAND, each.id, f"{each.id}: {OURS[refusals.HAND].text(lang)}"
    for one in refusals.lasting(waiting, now):
        yield (
            refusals.REFUSED,
            one.target.value,
            f"{one.text(lang)}. {OURS[refusals.REFUSED].text(lang)}",
        )
    if refusals.none_taken(found.offer(ReportAdministration, "counts"), now):
        yield refusals.NONE_TAKEN, "", OURS[refusals.NONE_TAKEN].text(lang)
