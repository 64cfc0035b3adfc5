"""``lckm procedure take-in`` and ``update``: what heads hand in (zał. 2 § 8, § 11)."""

from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import attrs
import click

from lckm_cli.settings import settings_option
from lckm_cli.toolkit import PATH, Day, Language, PolishCommand, either, lang_option
from lckm_core.amendments import UpdateRequest, keep_note
from lckm_core.centre import NoSuchEditionError
from lckm_core.findings import Findings, InvalidProcedureError
from lckm_core.procedures import Document, Handover, Procedure, named_files
from lckm_core.publication import Edition
from lckm_editorial.actor import name_option
from lckm_editorial.command_session import (
    REFUSALS,
    CommandSession,
    Refusals,
    open_command_session,
)
from lckm_editorial.commands.options import SEEN_OPTION, pack_options
from lckm_editorial.earlier_editions import accepted_texts, received_before, stored_editions
from lckm_editorial.edition_texts import line, same_text
from lckm_editorial.handover_options import (
    HandoverOptions,
    find_submitter,
    handover_options,
    make_handover,
)
from lckm_editorial.submitted_files import (
    OLD_NOTE_LEFT,
    Changes,
    SubmittedFile,
    files_in,
    read_files,
    read_request,
    read_text_or_changes,
)
from lckm_editorial.take_in_messages import (
    print_facts_left_out,
    print_newer_edition,
    print_not_taken_in,
    telling_store_failure,
)

_F = TypeVar("_F", bound=Callable[..., Any])
_Text = SubmittedFile[Document] | SubmittedFile[UpdateRequest]
_Built = tuple[_Text, Procedure | None]
CHANGES_OPTION = click.option(
    "--changes",
    type=click.Choice(["accept", "refuse"]),
    help="Zmiany śledzone w pliku Worda: accept – czytaj opis po nich, refuse – sprzed nich.",
)
_FILES = (
    click.option(
        "--file",
        "files",
        type=PATH,
        multiple=True,
        metavar="PLIK",
        help="Plik do pobrania, który przyszedł z opisem, pod nazwą, którą opis mu daje; można "
        "podać kilka razy. Czego nowy tekst nie zmienia, "
        "zostaje z poprzedniej wersji.",
    ),
    click.option(
        "--files", "folder", type=PATH, metavar="FOLDER", help="To samo: wszystkie pliki z folderu."
    ),
)


@attrs.frozen
class _Options:
    """The options of both commands, apart from those of the handover."""

    name: str
    seen: int | None
    files: tuple[str, ...]
    folder: str | None


def _shared(command: _F) -> _F:
    """Add the options of both commands."""
    command = pack_options(_Options, "options")(command)
    for option in (
        lang_option,
        settings_option,
        SEEN_OPTION,
        name_option,
        *reversed(_FILES),
        handover_options,
    ):
        command = option(command)
    return command


@click.command(
    "take-in",
    cls=PolishCommand,
    help="Przyjmuje opis procedury z pliku (YAML, JSON albo Word) jako nową wersję, której "
    "jeszcze nikt nie widzi. Nowy opis nie potrzebuje numeru: dostaje go teraz. Kilka plików "
    "naraz może wskazywać się jako powiązane po nazwie (related: title). Uwagi do tekstu nie "
    "przeszkadzają w przyjęciu, dopiero w potwierdzeniu, chyba że brakuje wymaganego pola albo "
    "wartości nie da się odczytać. Opis w Wordzie, w którym zaznaczono "
    "zmiany, jest wnioskiem o te zmiany, chyba że "
    "podano --changes. Ten sam plik drugi raz niczego nie zmienia. Kod wyjścia: 0 przyjęto, 1 "
    "odmowa albo uwagi, 2 nie da się odczytać.",
)
@click.argument("paths", type=PATH, nargs=-1, required=True, metavar="PLIK…")
@CHANGES_OPTION
@click.option("--requested-on", type=Day(), help="Dzień wniosku; bez tej opcji dzień wpływu.")
@_shared
def take_in(
    paths: tuple[str, ...],
    changes: Changes | None,
    requested_on: date | None,
    handover: HandoverOptions,
    options: _Options,
    settings: str | None,
    lang: Language,
) -> int:
    """Take procedures in."""
    if options.seen is not None and len(paths) > 1:
        usage = (
            "Z opcją --seen podaj jeden plik: mówi, którą wersję tej procedury się widziało.",
            "With --seen give one file: it says which edition of that procedure was seen.",
        )
        raise click.UsageError(either(lang, *usage))
    session = open_command_session(settings)
    directory = session.centre.plugins.directory
    texts = [
        read_text_or_changes(path, directory, partial(accepted_texts, session), changes=changes)
        for path in dict.fromkeys(paths)
    ]

    def take(text: _Text, procedure: Procedure | None, siblings: Collection[str] = ()) -> int:
        return _take(
            session,
            Refusals(lang),
            text,
            options,
            handover,
            requested_on,
            procedure=procedure,
            siblings=siblings,
        )

    several = len(texts) > 1
    refused: list[_Built] = []
    others: list[_Built] = []
    for text in texts:
        procedure = _build(text)
        takes = not several or _accepts(session, procedure, options, handover, requested_on)
        (others if takes else refused).append((text, procedure))
    # Several may name each other, so they need their numbers first; what is refused gets none.
    codes = [take(text, procedure) for text, procedure in refused]
    refusals = Refusals(lang)
    with refusals.reported(", ".join(text.path for text, _ in others)):
        others = _with_numbers(session, others, new=several)
    if refusals.count:
        return refusals.code
    siblings = {text.id for _, text in others if text is not None} if several else set()
    codes += [take(text, procedure, siblings) for text, procedure in others]
    return max(codes)


def _build(text: _Text) -> Procedure | None:
    """Return the procedure in a file; ``None`` for one that cannot be built."""
    if isinstance(text.content, Document):
        with suppress(InvalidProcedureError):
            return text.content.procedure()
    return None


def _accepts(
    session: CommandSession,
    procedure: Procedure | None,
    options: _Options,
    handover: HandoverOptions,
    requested_on: date | None,
) -> bool:
    """Return whether the handover of a procedure has no errors, if it needs a new number."""
    if procedure is None or procedure.id:
        return True
    try:
        submitter = find_submitter(session, options.name)
        session.centre.check_handover(
            make_handover(session, procedure, submitter, handover),
            procedure,
            now=session.now,
            requested_on=requested_on,
            allow_e_delivery=handover.e_delivery,
        ).require()
    except REFUSALS:
        return False
    return True


def _with_numbers(session: CommandSession, texts: Sequence[_Built], *, new: bool) -> list[_Built]:
    """Return files with their procedures, which get numbers."""
    known = [procedure for _, procedure in texts if procedure is not None]
    numbered = iter(session.centre.give_numbers(known, now=session.now, new=new))
    return [(text, None if procedure is None else next(numbered)) for text, procedure in texts]


@click.command(
    "update",
    cls=PolishCommand,
    help="Przyjmuje wniosek o aktualizację (YAML, JSON albo Word ze zmianami śledzonymi) i robi z "
    "niego nową wersję z najnowszej. Kod "
    "wyjścia jak w take-in.",
)
@click.argument("file", type=PATH, metavar="WNIOSEK")
@_shared
def update(
    file: str,
    handover: HandoverOptions,
    options: _Options,
    settings: str | None,
    lang: Language,
) -> int:
    """Take an update request in."""
    session = open_command_session(settings)
    submitted = read_request(
        file, session.centre.plugins.directory, partial(accepted_texts, session)
    )
    return _take(session, Refusals(lang), submitted, options, handover)


def _take(
    session: CommandSession,
    refusals: Refusals,
    submitted: _Text,
    options: _Options,
    handover: HandoverOptions,
    requested_on: date | None = None,
    *,
    procedure: Procedure | None = None,
    siblings: Collection[str] = (),
) -> int:
    """Take in the contents of a file and print all findings about it.

    *procedure* is what is in it, with its number. With *siblings*, which come in the same call and
    may be related, it takes only the files that it names.
    """
    submitter = find_submitter(session, options.name)
    with refusals.reported(submitted):
        content = submitted.require()
        subject: Procedure | UpdateRequest
        if isinstance(content, UpdateRequest):
            content = attrs.evolve(content, requested_on=requested_on or content.requested_on)
            requested_on = content.requested_on
            subject, procedure = content, _current(session, content)
        else:
            subject = procedure = procedure or content.procedure()
        contents = _files(session, options, procedure, siblings, refusals.lang)
        newest = next(reversed(stored_editions(session, procedure.id)), None)
        if handover.received_on is None:
            before = received_before(session, subject, procedure.id, contents, handover.reference)
            handover = attrs.evolve(handover, received_on=before)
        record = make_handover(session, procedure, submitter, handover)
        shared: dict[str, Any] = {
            "handover": record,
            "by": submitter.name,
            "role": submitter.role_for(record),
            "now": session.now,
            "allow_e_delivery": handover.e_delivery,
            "seen": options.seen,
            "files": contents,
            "findings": submitted.own,
        }
        with telling_store_failure(submitted.path, refusals.lang):
            if isinstance(content, UpdateRequest):
                edition = session.centre.request_update(content, **shared)
            else:
                edition = session.centre.hand_in(procedure, requested_on=requested_on, **shared)
        if newest is not None and edition.number < newest.number:
            print_newer_edition(edition, newest, refusals.lang)
            return refusals.code
        same = newest is not None and edition.number == newest.number
        _print_taken_in(
            session,
            refusals,
            submitted,
            edition,
            record,
            handover.e_delivery,
            same=same,
            siblings=siblings,
        )
        if isinstance(content, Document):
            _print_old_note(procedure, edition, refusals.lang)
        if same and (edition.handover, edition.requested_on) != (
            record,
            requested_on or record.received_on,
        ):
            print_facts_left_out(edition, refusals.lang)
    if refusals.unfit:
        print_not_taken_in(submitted.path, refusals.lang)
    return refusals.code


def _files(
    session: CommandSession,
    options: _Options,
    procedure: Procedure,
    siblings: Collection[str],
    lang: Language,
) -> dict[str, bytes]:
    """Return the files that were handed in for a procedure, by name.

    Raises ``UsageError`` where no adapter stores them, and the errors of reading them.
    """
    folder = options.folder
    if options.files or folder is not None:
        require_documents(session, lang)
    in_folder = files_in(folder) if folder is not None else ()
    contents = read_files([*map(Path, options.files), *in_folder])
    if not siblings:
        return contents
    named = {file for _, file, _ in named_files(procedure)}
    return {file: data for file, data in contents.items() if file in named}


def require_documents(session: CommandSession, lang: Language) -> None:
    """Raise ``UsageError`` where nothing keeps files to download."""
    if not session.centre.plugins.answers("provide_documents"):
        message = (
            "Żaden adapter z pliku ustawień nie przechowuje plików do pobrania. Dopisz tabelę "
            '[[adapter]] use = "lckm_documents.folder_adapter:DocumentsAdapter".',
            "No adapter of the settings keeps files to download. Add a table [[adapter]] use = "
            '"lckm_documents.folder_adapter:DocumentsAdapter".',
        )
        raise click.UsageError(either(lang, *message))


def _current(session: CommandSession, request: UpdateRequest) -> Procedure:
    """Return the text that a request is made against, whose unit it is for."""
    if not (texts := accepted_texts(session, request.procedure)):
        raise NoSuchEditionError(request.procedure)
    return texts[-1]


def _print_old_note(handed_in: Procedure, edition: Edition, lang: Language) -> None:
    """Print a note if the edition has a newer note of the call centre than the file."""
    if keep_note(handed_in, edition.procedure).call_centre != edition.procedure.call_centre:
        click.echo(OLD_NOTE_LEFT.text(lang), err=True)


def _print_taken_in(
    session: CommandSession,
    refusals: Refusals,
    submitted: SubmittedFile[Any],
    edition: Edition,
    record: Handover,
    e_delivery: bool,
    *,
    same: bool,
    siblings: Collection[str] = (),
) -> None:
    """Print what was taken in, with the findings about the handover and the text."""
    lang = refusals.lang
    refusals.print_findings(
        attrs.evolve(submitted, place=None),
        session.centre.check_handover(
            record, edition.procedure, now=session.now, allow_e_delivery=e_delivery
        ),
    )
    click.echo(line(edition, lang) + (same_text(lang) if same else ""))
    found = session.centre.check_edition(edition, files_may_follow=True)
    awaited = {
        f"/related/{index}/id"
        for index, other in enumerate(edition.procedure.related)
        if other.id in siblings
    }
    found = attrs.evolve(
        found, items=tuple(finding for finding in found if finding.path not in awaited)
    )
    # Findings stored with the edition were already printed, with words that may quote the file.
    refusals.print_findings(
        submitted,
        Findings(
            tuple(finding for finding in found if finding not in submitted.own.items),
            form=found.form,
        ),
    )
    if found.errors:
        message = either(
            lang,
            f"Do poprawienia przed publikacją: {len(found.errors)}. Oddaj ją kierownikowi (lckm "
            f"procedure give-back {edition.id}) albo popraw (lckm procedure correct).",
            f"To be fixed before publication: {len(found.errors)}. Give it back (lckm procedure "
            f"give-back {edition.id}), or correct it (lckm procedure correct).",
        )
        click.echo(message, err=True)
