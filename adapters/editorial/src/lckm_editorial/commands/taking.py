"""``lckm procedure take-in`` and ``update``: what heads hand in (zał. 2 § 8, § 11)."""

from datetime import date
from functools import partial
from typing import Any

import click

from lckm_cli.options import PATH, Day, lang_option
from lckm_cli.polish import PolishCommand
from lckm_cli.words import Language, either
from lckm_core import Edition, Handover, NoSuchEditionError, Procedure, State
from lckm_editorial.acting import name_option
from lckm_editorial.files import read_folder, read_request, read_text
from lckm_editorial.handing import handover, handover_options, taker
from lckm_editorial.opening import Desk, Refusals, opened, tell_findings
from lckm_editorial.words import line
from lckm_operations.commands.shared import settings_option

SEEN = click.option(
    "--seen",
    type=click.IntRange(1),
    metavar="WERSJA",
    help="Która wersja była przed oczami; jeśli jest już nowsza, polecenie pokaże różnicę i niczego nie zmieni.",
)
_FILES = click.option(
    "--files",
    "folder",
    type=PATH,
    metavar="FOLDER",
    help="Folder z plikami do pobrania, które przyszły z opisem, pod nazwami, które opis im daje. Czego nowy tekst nie zmienia, zostaje z "
    "poprzedniej wersji.",
)


@click.command(
    "take-in",
    cls=PolishCommand,
    help="Przyjmuje opis procedury z pliku (YAML, JSON albo Word) jako nową wersję, której jeszcze nikt nie widzi. Uwagi do tekstu nie "
    "przeszkadzają w przyjęciu, dopiero w potwierdzeniu. Ten sam plik drugi raz niczego nie zmienia. Kod wyjścia: 0 przyjęto, 1 odmowa albo "
    "uwagi, 2 nie da się odczytać.",
)
@click.argument("file", type=PATH, metavar="PLIK")
@handover_options
@click.option("--requested-on", type=Day(), help="Dzień wniosku; bez tej opcji dzień wpływu.")
@_FILES
@name_option
@SEEN
@settings_option
@lang_option
def take_in(
    file: str,
    name: str,
    seen: int | None,
    settings: str | None,
    lang: Language,
    requested_on: date | None,
    e_delivery: bool,
    folder: str | None,
    **came: Any,
) -> int:
    """Take a procedure in."""
    desk, refusals = opened(settings), Refusals(lang)
    directory = desk.centre.plugins.directory
    document = read_text(file, directory)
    who = taker(desk, name)
    code = 0
    with refusals.told(file):
        procedure = document.procedure()
        how, before = handover(desk, procedure, who, **came), _numbers(desk, procedure.id)
        edition = desk.centre.hand_in(
            procedure,
            handover=how,
            by=who.name,
            now=desk.now,
            requested_on=requested_on,
            allow_e_delivery=e_delivery,
            seen=seen,
            files=_files(desk, folder, lang),
        )
        _told(desk, edition, how, e_delivery, file, lang)
        code = _taken(desk, edition, file, lang, same=edition.number in before)
    return refusals.code or code


@click.command(
    "update",
    cls=PolishCommand,
    help="Przyjmuje wniosek o aktualizację (YAML, JSON albo Word ze zmianami śledzonymi) i robi z niego nową wersję z najnowszej. Kod "
    "wyjścia jak w take-in.",
)
@click.argument("file", type=PATH, metavar="WNIOSEK")
@click.option("--number", metavar="NUMER", help="Numer procedury; potrzebny przy pliku Worda.")
@handover_options
@_FILES
@name_option
@SEEN
@settings_option
@lang_option
def update(
    file: str,
    number: str | None,
    name: str,
    seen: int | None,
    settings: str | None,
    lang: Language,
    e_delivery: bool,
    folder: str | None,
    **came: Any,
) -> int:
    """Take an update request in."""
    desk, refusals = opened(settings), Refusals(lang)
    request = read_request(file, number, partial(standing, desk))
    current = standing(desk, request.procedure)
    who = taker(desk, name)
    code = 0
    with refusals.told(file):
        if current is None:
            raise NoSuchEditionError(request.procedure)
        how, before = handover(desk, current, who, **came), _numbers(desk, current.id)
        edition = desk.centre.request_update(
            request,
            handover=how,
            by=who.name,
            now=desk.now,
            allow_e_delivery=e_delivery,
            seen=seen,
            files=_files(desk, folder, lang),
        )
        _told(desk, edition, how, e_delivery, file, lang)
        code = _taken(desk, edition, file, lang, same=edition.number in before)
    return refusals.code or code


def _files(desk: Desk, folder: str | None, lang: Language) -> dict[str, bytes]:
    """Return the files that were handed in. Raises ``UsageError`` where nothing would keep them, and what reading them raises."""
    if folder is not None and not desk.centre.plugins.answers("provide_documents"):
        said = (
            'Żaden adapter z pliku ustawień nie przechowuje plików do pobrania. Dopisz tabelę [[adapter]] use = "lckm_attachments.documents:DocumentsAdapter".',
            'No adapter of the settings keeps files to download. Add a table [[adapter]] use = "lckm_attachments.documents:DocumentsAdapter".',
        )
        raise click.UsageError(either(lang, *said))
    return read_folder(folder)


def standing(desk: Desk, number: str) -> Procedure | None:
    """Return the newest text of a procedure that was not returned, which is what a request is made against."""
    editions = desk.centre.plugins.procedures.editions(number)
    texts = [one for one in editions if one.state is not State.RETURNED]
    return max(texts, key=lambda one: one.number).procedure if texts else None


def _numbers(desk: Desk, number: str) -> set[int]:
    """Return the numbers of the editions that are kept of a procedure."""
    return {one.number for one in desk.centre.plugins.procedures.editions(number)}


def _told(desk: Desk, edition: Edition, how: Handover, e_delivery: bool, file: str, lang: Language) -> None:
    """Tell what is amiss with the way it came, though it was taken in."""
    found = desk.centre.check_handover(how, edition.procedure, now=desk.now, allow_e_delivery=e_delivery)
    tell_findings(found, lang, f"{file}: ")


def _taken(desk: Desk, edition: Edition, file: str, lang: Language, *, same: bool) -> int:
    """Tell what was taken in, or that it was there before, and what is wrong with it; return 1 where something is."""
    again = either(
        lang,
        " To ten sam tekst, który już jest: nie ma nowej wersji.",
        " The same text is kept already: there is no new edition.",
    )
    click.echo(line(edition, lang) + (again if same else ""))
    found = desk.centre.check_edition(edition)
    tell_findings(found, lang, f"{file}: ")
    if found.errors:
        said = either(
            lang,
            f"Do poprawienia przed publikacją: {len(found.errors)}. Oddaj ją kierownikowi (lckm procedure give-back {edition.id}) albo popraw "
            f"(lckm procedure correct).",
            f"To be mended before publication: {len(found.errors)}. Give it back (lckm procedure give-back {edition.id}), or correct it "
            f"(lckm procedure correct).",
        )
        click.echo(said, err=True)
    return 1 if found.errors else 0
