"""``lckm import``: takes in many procedures, each on its own; it may be repeated."""

import json
from collections import Counter
from typing import Any

import attrs
import click

from lckm_cli.settings import settings_option
from lckm_cli.toolkit import (
    PATH,
    TOO_LARGE,
    BadFileError,
    Language,
    PolishCommand,
    TooLargeError,
    either,
    format_option,
    lang_option,
    read_bytes,
    safe,
    severity_word,
)
from lckm_core.errors import IllegalMoveError
from lckm_core.findings import InvalidProcedureError, Severity, UnreadableFileError
from lckm_core.organisation import Act, Role, may
from lckm_core.procedures import Document
from lckm_core.publication import Transition
from lckm_core.text import Message
from lckm_editorial.actor import (
    Actor,
    find_actor,
    name_option,
    open_to,
)
from lckm_editorial.batch_import.apply import take_in
from lckm_editorial.batch_import.dry_run import dry_run_centre
from lckm_editorial.batch_import.mapping import read_mapping
from lckm_editorial.batch_import.plan import Planned, Status, plan
from lckm_editorial.batch_import.sources import Source, read_source
from lckm_editorial.command_session import CommandSession, Refusals, open_command_session
from lckm_editorial.commands.options import pack_options
from lckm_editorial.commands.take_in import CHANGES_OPTION
from lckm_editorial.handover_options import (
    HandoverOptions,
    find_submitter,
    handover_options,
    requesters,
)
from lckm_editorial.submitted_files import Changes, SubmittedFile
from lckm_editorial.text_intake import require_documents

STATUS_WORDS = {
    Status.NEW: Message("nowa", "new"),
    Status.CHANGED: Message("zmieniona", "changed"),
    Status.UNCHANGED: Message("bez zmian", "unchanged"),
    Status.OLDER: Message("jest nowsza", "newer is kept"),
    Status.UNFIT: Message("nieprzyjęta", "not taken in"),
}


@attrs.frozen
class _Options:
    """The options of an import, under the names of their parameters."""

    source: str
    mapping: str | None
    dry_run: bool
    whole: bool
    name: str
    format_: str
    changes: Changes | None
    files: str | None
    notes_by: str | None

    def lists(self, outcome: Planned) -> bool:
        """Return whether a procedure gets lines of its own, as text."""
        is_news = bool(outcome.findings) or outcome.status is not Status.UNCHANGED
        return self.format_ == "text" and (self.whole or is_news)


@click.command(
    "import",
    cls=PolishCommand,
    help="Przyjmuje wiele opisów naraz: z folderu (YAML, JSON, Word), arkusza .xlsx albo listy w "
    "JSON. Każdy staje się nową wersją, której jeszcze nikt "
    "nie widzi; tych, które już są, nie rusza, więc przerwany import wystarczy powtórzyć. Kod "
    "wyjścia: 0 bez błędów, 1 błędy w opisach albo "
    "odmowy, 2 nie da się odczytać.",
)
@click.argument("source", type=PATH, metavar="ŹRÓDŁO")
@click.option(
    "--mapping",
    type=PATH,
    metavar="PLIK",
    help="Która kolumna do którego pola; bez tej opcji nagłówki to pola albo nazwy pól wzoru.",
)
@click.option(
    "--dry-run",
    is_flag=True,
    help="Powiedz, co by się zmieniło i co jest nie tak, i niczego nie zmieniaj.",
)
@click.option("--all", "whole", is_flag=True, help="Wypisz też procedury bez zmian.")
@CHANGES_OPTION
@click.option(
    "--files",
    type=PATH,
    metavar="FOLDER",
    help="Pliki do pobrania: w tym folderze folder dla każdej procedury, nazwany jej numerem albo "
    "jak jej plik. Bez tej opcji taki folder "
    "obok opisu.",
)
@click.option(
    "--notes-by",
    metavar="IMIĘ NAZWISKO",
    help="Kto z Oddziału Call Center wpisuje pola „Inne”, które są w tych opisach. Bez tej opcji "
    "opis z innym tekstem w tym polu nie jest przyjmowany.",
)
@handover_options
@name_option
@format_option("text", "json")
@settings_option
@lang_option
@pack_options(_Options, "options")
def command(
    options: _Options, settings: str | None, lang: Language, handover: HandoverOptions
) -> int:
    """Import."""
    session = open_command_session(settings)
    refusals = Refusals(lang)
    submitter = find_submitter(session, options.name)
    if options.files is not None:
        require_documents(session, lang)
    if (contents := _read(session, options, lang)) is None:
        return 2
    with refusals.reported(options.source):
        requesters(submitter, handover.asked_by)
        noter = _noter(session, options.notes_by) if options.notes_by else None
    if refusals.code:
        return refusals.code
    _print_source(contents, lang)
    dry_run = options.dry_run
    if dry_run:
        session = attrs.evolve(session, centre=dry_run_centre(session.centre))
    done: list[Planned] = []
    for planned in plan(contents.rows, session.centre, now=session.now, dry_run=dry_run):
        outcome = take_in(session, planned, submitter, handover, noter=noter, dry_run=dry_run)
        done.append(outcome)
        if options.lists(outcome):
            _print_planned(outcome, refusals)
    counts = Counter(outcome.status for outcome in done)
    if options.format_ == "json":
        click.echo(json.dumps(_data(done, counts, dry_run, lang), ensure_ascii=False, indent=2))
    else:
        _print_counts(counts, dry_run, lang)
    if contents.failed:
        return 2
    faulty = contents.findings.errors or any(outcome.findings.errors for outcome in done)
    return 1 if faulty or counts[Status.UNFIT] else 0


def _read(session: CommandSession, options: _Options, lang: Language) -> Source | None:
    """Return what the source holds; print why and return ``None`` if it cannot be read."""
    path = options.mapping or options.source
    try:
        rules = _mapping(options.mapping)
        path = options.source
        return read_source(
            options.source,
            rules,
            session.centre.plugins.directory,
            changes=options.changes,
            files=options.files,
        )
    except UnreadableFileError as error:
        click.echo(f"{path}: {error.finding.code}  {safe(error.finding.text(lang))}", err=True)
        return None


def _noter(session: CommandSession, name: str) -> Actor:
    """Return who of the call centre enters the notes.

    Raises :class:`NotListedError`, and ``IllegalMoveError`` for another role.
    """
    directory = session.centre.plugins.directory
    role = None if directory.people else Role.CALL_CENTRE_STAFF.name.lower().replace("_", "-")
    noter = find_actor(directory, session.today, name, role, open_to(Transition.NOTE))
    if not (verdict := may(noter.role, Act.CHANGE_CALL_CENTRE_NOTE)):
        raise IllegalMoveError(Transition.NOTE.name, "", verdict.because)
    return noter


def _mapping(path: str | None) -> Document | None:
    if path is None:
        return None
    try:
        return read_mapping(read_bytes(path), path)
    except TooLargeError:
        raise BadFileError(path, TOO_LARGE) from None


def _print_source(contents: Source, lang: Language) -> None:
    for finding in contents.findings:
        click.echo(
            f"{severity_word(finding.severity.value, lang)}  {finding.code}  "
            f"{safe(finding.text(lang))}",
            err=True,
        )
    for message in contents.failed:
        click.echo(safe(message.text(lang)), err=True)


def _print_planned(outcome: Planned, refusals: Refusals) -> None:
    lang = refusals.lang
    title = (
        outcome.procedure.title
        if outcome.procedure
        else str(outcome.row.document.data.get("title", ""))
    )
    changed = f" ({', '.join(fields)})" if (fields := outcome.changed()) else ""
    click.echo(
        f"{STATUS_WORDS[outcome.status].text(lang):<12} {safe(outcome.number) or '-':<9} "
        f"{safe(title)}{safe(changed)}"
    )
    for finding in outcome.findings:
        if finding.severity is not Severity.NOTE:
            word = severity_word(finding.severity.value, lang)
            place = safe(outcome.row.place_of(finding, lang))
            click.echo(
                f"    {place}  {word}  {finding.code}  {safe(finding.text(lang))} ({finding.cites})"
            )
    if outcome.refused is not None and not isinstance(outcome.refused, InvalidProcedureError):
        refusals.print_refusal(
            SubmittedFile[Any](f"    {outcome.row.place}", None), outcome.refused
        )


def _print_counts(counts: Counter[Status], dry_run: bool, lang: Language) -> None:
    listed = ", ".join(f"{STATUS_WORDS[status].text(lang)}: {counts[status]}" for status in Status)
    tried = either(lang, "Na próbę", "Tried")
    taken_in = either(lang, "Przyjęto", "Taken in")
    click.echo(f"{tried if dry_run else taken_in} – {listed}")


def _data(
    done: list[Planned], counts: Counter[Status], dry_run: bool, lang: Language
) -> dict[str, Any]:
    return {
        "dry_run": dry_run,
        "counts": {status.value: counts[status] for status in Status},
        "procedures": [
            {
                "number": outcome.number,
                "place": outcome.row.place,
                "status": outcome.status.value,
                "changed": outcome.changed(),
                "findings": [
                    finding.to_data(lang) | {"place": outcome.row.place_of(finding, lang)}
                    for finding in outcome.findings
                ],
                "refused": outcome.refused.text(lang) if outcome.refused else None,
            }
            for outcome in done
        ],
    }
