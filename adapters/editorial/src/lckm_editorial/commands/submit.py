"""``lckm procedure take-in`` and ``update``: what heads hand in (zał. 2 § 8, § 11)."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import attrs
import click

from lckm_cli.settings import settings_option
from lckm_cli.toolkit import PATH, Day, Language, PolishCommand, either, lang_option, safe
from lckm_core.amendments import UpdateRequest, keep_note
from lckm_core.centre import NoSuchEditionError
from lckm_core.findings import Findings
from lckm_core.procedures import Document, Handover, Procedure
from lckm_core.publication import Edition, State
from lckm_editorial.actor import name_option
from lckm_editorial.commands.options import SEEN
from lckm_editorial.desk import Desk, Refusals, open_desk
from lckm_editorial.edition_texts import line, same_text
from lckm_editorial.handover_options import handover, handover_options, taker
from lckm_editorial.submitted_files import (
    OLD_NOTE_LEFT,
    Changes,
    Handed,
    brings_files,
    files_in,
    read_files,
    read_request,
    read_text_or_changes,
    without_note,
)

_F = TypeVar("_F", bound=Callable[..., Any])
CHANGES = click.option(
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
        help="Plik do pobrania, który przyszedł z opisem, pod nazwą, którą opis mu daje; można podać kilka razy. Czego nowy tekst nie zmienia, "
        "zostaje z poprzedniej wersji.",
    ),
    click.option(
        "--files", "folder", type=PATH, metavar="FOLDER", help="To samo: wszystkie pliki z folderu."
    ),
)


def _shared(command: _F) -> _F:
    """Add the options of both commands."""
    for option in (
        lang_option,
        settings_option,
        SEEN,
        name_option,
        *reversed(_FILES),
        handover_options,
    ):
        command = option(command)
    return command


@click.command(
    "take-in",
    cls=PolishCommand,
    help="Przyjmuje opis procedury z pliku (YAML, JSON albo Word) jako nową wersję, której jeszcze nikt nie widzi. Uwagi do tekstu nie "
    "przeszkadzają w przyjęciu, dopiero w potwierdzeniu. Opis w Wordzie, w którym zaznaczono zmiany, jest wnioskiem o te zmiany, chyba że "
    "podano --changes. Ten sam plik drugi raz niczego nie zmienia. Kod wyjścia: 0 przyjęto, 1 odmowa albo uwagi, 2 nie da się odczytać.",
)
@click.argument("file", type=PATH, metavar="PLIK")
@CHANGES
@click.option("--requested-on", type=Day(), help="Dzień wniosku; bez tej opcji dzień wpływu.")
@_shared
def take_in(
    file: str, settings: str | None, lang: Language, changes: Changes | None, **given: Any
) -> int:
    """Take a procedure in."""
    desk = open_desk(settings)
    directory = desk.centre.plugins.directory
    handed = read_text_or_changes(file, directory, partial(standing, desk), changes=changes)
    return _take(desk, Refusals(lang), handed, **given)


@click.command(
    "update",
    cls=PolishCommand,
    help="Przyjmuje wniosek o aktualizację (YAML, JSON albo Word ze zmianami śledzonymi) i robi z niego nową wersję z najnowszej. Kod "
    "wyjścia jak w take-in.",
)
@click.argument("file", type=PATH, metavar="WNIOSEK")
@_shared
def update(file: str, settings: str | None, lang: Language, **given: Any) -> int:
    """Take an update request in."""
    desk = open_desk(settings)
    handed = read_request(file, desk.centre.plugins.directory, partial(standing, desk))
    return _take(desk, Refusals(lang), handed, **given)


def _take(
    desk: Desk,
    refusals: Refusals,
    handed: Handed[Document] | Handed[UpdateRequest],
    *,
    name: str,
    seen: int | None,
    files: tuple[str, ...],
    folder: str | None,
    e_delivery: bool,
    requested_on: date | None = None,
    **came: Any,
) -> int:
    """Take in what a file holds, and tell what is wrong with the file, the way it came, the text and the files that it names."""
    who = taker(desk, name)
    with refusals.told(handed):
        held = handed.require()
        if isinstance(held, UpdateRequest):
            held = attrs.evolve(held, requested_on=requested_on or held.requested_on)
            requested_on = held.requested_on
        procedure = _current(desk, held) if isinstance(held, UpdateRequest) else held.procedure()
        contents, newest = _files(desk, files, folder, refusals.lang), _newest(desk, procedure.id)
        if came["received_on"] is None:
            came["received_on"] = _came_on(desk, held, procedure.id, contents, came["reference"])
        how = handover(desk, procedure, who, **came)
        shared: dict[str, Any] = {
            "handover": how,
            "by": who.name,
            "now": desk.now,
            "allow_e_delivery": e_delivery,
            "seen": seen,
            "files": contents,
            "findings": handed.own,
        }
        if isinstance(held, UpdateRequest):
            edition = desk.centre.request_update(held, **shared)
        else:
            edition = desk.centre.hand_in(procedure, requested_on=requested_on, **shared)
        if newest is not None and edition.number < newest.number:
            _tell_newer_stands(edition, newest, refusals.lang)
            return refusals.code
        same = newest is not None and edition.number == newest.number
        _told(desk, refusals, handed, edition, how, e_delivery, same=same)
        if (
            isinstance(held, Document)
            and keep_note(procedure, edition.procedure).call_centre != edition.procedure.call_centre
        ):
            click.echo(OLD_NOTE_LEFT.text(refusals.lang), err=True)
        if same and (edition.handover, edition.requested_on) != (
            how,
            requested_on or how.received_on,
        ):
            _tell_facts_left(edition, refusals.lang)
    if refusals.unfit:
        _tell_not_taken_in(handed.path, refusals.lang)
    return refusals.code


def _files(
    desk: Desk, files: tuple[str, ...], folder: str | None, lang: Language
) -> dict[str, bytes]:
    """Return the files that were handed in. Raises ``UsageError`` where nothing would keep them, and what reading them raises."""
    if files or folder is not None:
        require_documents(desk, lang)
    return read_files([*map(Path, files), *(files_in(folder) if folder is not None else ())])


def require_documents(desk: Desk, lang: Language) -> None:
    """Raise ``UsageError`` where nothing keeps files to download."""
    if not desk.centre.plugins.answers("provide_documents"):
        said = (
            'Żaden adapter z pliku ustawień nie przechowuje plików do pobrania. Dopisz tabelę [[adapter]] use = "lckm_documents.folder_adapter:DocumentsAdapter".',
            'No adapter of the settings keeps files to download. Add a table [[adapter]] use = "lckm_documents.folder_adapter:DocumentsAdapter".',
        )
        raise click.UsageError(either(lang, *said))


def _current(desk: Desk, request: UpdateRequest) -> Procedure:
    """Return the text that a request is made against, whose unit it is for."""
    if not (texts := standing(desk, request.procedure)):
        raise NoSuchEditionError(request.procedure)
    return texts[-1]


def standing(desk: Desk, number: str) -> Sequence[Procedure]:
    """Return the texts of a procedure that were not returned; a request is made against the newest, which is the last."""
    editions = sorted(desk.centre.plugins.procedures.editions(number), key=lambda one: one.number)
    return [one.procedure for one in editions if one.state is not State.RETURNED]


def _newest(desk: Desk, number: str) -> Edition | None:
    """Return the newest edition that is kept of a procedure."""
    return max(
        desk.centre.plugins.procedures.editions(number), key=lambda one: one.number, default=None
    )


def _is_again(held: Document | UpdateRequest, files: Mapping[str, bytes], edition: Edition) -> bool:
    """Return whether an edition was made of what is handed in: then it came when that came, unless another day is said."""
    if brings_files(edition, files):
        return False
    if isinstance(held, UpdateRequest):
        return edition.request == held
    return without_note(held.procedure()) == without_note(edition.procedure)


def _tell_not_taken_in(path: str, lang: Language) -> None:
    """Tell after the reasons that nothing was kept, for a text that was taken in with faults ends with the same code."""
    said = (
        f"{safe(path)}: nieprzyjęta, niczego nie zapisano. Usuń podane wyżej przyczyny i uruchom polecenie jeszcze raz.",
        f"{safe(path)}: not taken in, nothing was kept. Mend what is told above and call the command again.",
    )
    click.echo(either(lang, *said), err=True)


def _came_on(
    desk: Desk,
    held: Document | UpdateRequest,
    number: str,
    files: Mapping[str, bytes],
    reference: str | None,
) -> date | None:
    """Return the day on which the same was handed in before; of what is no longer the newest, under the same reference."""
    editions = sorted(desk.centre.plugins.procedures.editions(number), key=lambda one: -one.number)
    if any(one.state.is_over for one in editions[:1]):
        return None
    for one in editions:
        if one.handover is None or any(
            other.state.is_over and other.shares_handover_with(one) for other in editions
        ):
            continue
        if (one is editions[0] or one.handover.reference == reference) and _is_again(
            held, files, one
        ):
            return one.handover.received_on
    return None


def _tell_newer_stands(edition: Edition, newest: Edition, lang: Language) -> None:
    """Tell that what came is what an earlier edition was made of, and how it is taken in anew where that is meant."""
    said = either(
        lang,
        f"{edition.id}: z tego przekazania jest już wersja {edition.number}. Nowsza jest wersja {newest.number}: {newest.state.words}. Nic nie "
        "zmieniono. Jeśli przekazano to ponownie, podaj nowy znak (--reference) albo dzień (--received-on).",
        f"{edition.id}: edition {edition.number} was made of this handover. A newer one stands, edition {newest.number}: {newest.state.value}. "
        "Nothing was changed. If it was handed in anew, give the new reference (--reference) or day (--received-on).",
    )
    click.echo(said)


def _tell_facts_left(edition: Edition, lang: Language) -> None:
    """Tell that the record of how the same text came again is not kept, and what there is to do."""
    what = (
        "Sposobu, dnia ani znaku tego przekazania nie zapisano, bo ta wersja jest już sprawdzona i zachowuje te, z którymi przyszła.",
        "How, when and under which number it came this time was not kept, for this edition is checked and keeps its own record.",
    )
    give_back = (
        f"Jeśli tamte są błędne, oddaj ją (lckm procedure give-back {edition.id}) i przyjmij jeszcze raz.",
        f"If that is wrong, give it back (lckm procedure give-back {edition.id}) and take it in again.",
    )
    next_one = (
        "Nowe będzie miała dopiero następna wersja, z innym tekstem.",
        "The next edition, of another text, will have a new one.",
    )
    for said in (what, give_back if edition.state is State.CHECKED else next_one):
        click.echo(either(lang, *said), err=True)


def _told(
    desk: Desk,
    refusals: Refusals,
    handed: Handed[Any],
    edition: Edition,
    how: Handover,
    e_delivery: bool,
    *,
    same: bool,
) -> None:
    """Tell what was taken in, or that it was there before, and what is amiss with the way it came and with the text."""
    lang = refusals.lang
    refusals.tell(
        attrs.evolve(handed, place=None),
        desk.centre.check_handover(
            how, edition.procedure, now=desk.now, allow_e_delivery=e_delivery
        ),
    )
    click.echo(line(edition, lang) + (same_text(lang) if same else ""))
    found = desk.centre.check_edition(edition)
    # What is kept of the file was told with the rest of it, in words that may quote it.
    refusals.tell(
        handed,
        Findings(tuple(one for one in found if one not in handed.own.items), form=found.form),
    )
    if found.errors:
        said = either(
            lang,
            f"Do poprawienia przed publikacją: {len(found.errors)}. Oddaj ją kierownikowi (lckm procedure give-back {edition.id}) albo popraw "
            f"(lckm procedure correct).",
            f"To be mended before publication: {len(found.errors)}. Give it back (lckm procedure give-back {edition.id}), or correct it "
            f"(lckm procedure correct).",
        )
        click.echo(said, err=True)
