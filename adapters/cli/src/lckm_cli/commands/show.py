"""``lckm show``: a procedure, an announcement or the terms as an audience sees them."""

import json
import sys
from datetime import date
from typing import TYPE_CHECKING

import click

from lckm_cli.language import Language, either
from lckm_cli.localised_click import PolishCommand
from lckm_cli.options import (
    PATH,
    Day,
    directory_option,
    format_option,
    lang_option,
    load_directory,
    today,
)

if TYPE_CHECKING:
    from lckm_core.publication import (
        Announcement,
        Audience,
        Notice,
        PortalTerms,
        Projection,
    )
    from lckm_core.text import Message

SUBJECTS = ("deadline", "fees", "submission", "documents", "visit", "appeal", "conditions")
NOTHING_SHOWN = 3
AUDIENCES = ("portal", "bip", "call-centre", "editors")


@click.command(
    "show",
    cls=PolishCommand,
    help="Pokazuje procedurę, informację albo regulamin portalu tak, jak widzą je odbiorcy "
    "danego dnia. "
    "To podgląd: błędy, które nie pozwalają na publikację, wypisuje osobno. Kod wyjścia 3: "
    "tego dnia nic nie widać (mówi, dlaczego).",
)
@click.argument("file", type=PATH, metavar="PLIK")
@click.option(
    "--audience",
    type=click.Choice(AUDIENCES),
    required=True,
    help="Odbiorcy: portal, bip, call-centre, editors.",
)
@click.option("--on", "day", type=Day(), help="Dzień (rrrr-mm-dd); bez tej opcji dzisiaj.")
@click.option(
    "--subject",
    type=click.Choice(SUBJECTS),
    help="Tylko to, co pola procedury mówią na jeden temat: o terminie, opłatach, składaniu, "
    "dokumentach, miejscu i wizycie, rozstrzygnięciu i odwołaniu, warunkach. Sprzeczności "
    "stoją wtedy obok siebie.",
)
@format_option("text", "json", "html")
@click.option(
    "--known",
    "known",
    multiple=True,
    type=PATH,
    metavar="FOLDER",
    help="Skąd brać nazwy procedur powiązanych; bez tej opcji z folderu pliku.",
)
@directory_option
@lang_option
def command(
    file: str,
    audience: str,
    day: date | None,
    subject: str | None,
    format_: str,
    known: tuple[str, ...],
    directory: str | None,
    lang: Language,
) -> int:
    """Print the projection of a file."""
    from lckm_cli.file_selection import STDIN
    from lckm_cli.input_files import preview_any, related_among, same_folder
    from lckm_core.procedures import Procedure
    from lckm_core.publication import Audience, Subject, extract_subject, hidden_because, project

    held = preview_any(
        file, load_directory(directory), lang, "procedure", "announcement", "portal-terms"
    )
    reader = Audience(audience)
    on = day or today()
    shown: Projection | Notice | None
    if isinstance(held, Procedure):
        folders = list(known) or ([] if file == STDIN else [same_folder(file)])
        shown = project(
            held, reader, on=on, known=related_among(folders, {link.id for link in held.related})
        )
        if shown is not None and subject is not None:
            shown = extract_subject(shown, Subject(subject))
        reason = hidden_because(held, reader, on) if shown is None else None
    elif subject is not None:
        raise click.UsageError(
            either(lang, "--subject jest do opisów procedur", "--subject is for procedures")
        )
    else:
        shown, reason = _notice(held, reader, on)
    if shown is None:
        click.echo(f"{reason.text(lang).removesuffix('.')}." if reason else "—", err=True)
        return NOTHING_SHOWN
    sys.stdout.write(_text(shown, format_))
    return 0


def _notice(
    held: "Announcement | PortalTerms", reader: "Audience", on: date
) -> "tuple[Notice | None, Message | None]":
    """Return an announcement or the terms as seen on a day, or why they are not."""
    from lckm_core.publication import (
        Announcement,
        Audience,
        announcement_hidden_because,
        project_announcement,
        project_terms,
    )
    from lckm_core.text import Message

    if isinstance(held, Announcement):
        return project_announcement(held, reader, on=on), announcement_hidden_because(
            held, reader, on
        )
    shown = project_terms([held], reader, on=on)
    if reader is Audience.BIP:
        return shown, Message(
            "Regulamin jest na portalu, nie w BIP", "The terms are on the portal, not in BIP"
        )
    if held.approved_by is None or held.approved_on is None:
        return shown, Message(
            f"Regulamin w wersji {held.version} nie jest zatwierdzony, więc nie obowiązuje",
            f"Version {held.version} of the terms is not approved, so it is not in force",
        )
    first = max(held.approved_on, held.valid_from)
    return shown, Message(
        f"Regulamin w wersji {held.version} obowiązuje od {first}",
        f"Version {held.version} of the terms is in force from {first}",
    )


def _text(shown: "Projection | Notice", format_: str) -> str:
    """Return a projection in one of the formats."""
    match format_:
        case "json":
            return json.dumps(shown.to_data(), ensure_ascii=False, indent=2) + "\n"
        case "html":
            from lckm_core.publication import Notice
            from lckm_pages import render, render_notice

            # A page by itself has no links: the other pages of the site are not beside it.
            if isinstance(shown, Notice):
                return render_notice(shown, file_href=_nowhere)
            return render(shown, file_href=_nowhere, procedure_href=_nowhere)
        case _:
            from lckm_cli.output.page import projection_as_text
            from lckm_cli.terminal import takes_colour, terminal_width

            return projection_as_text(
                shown.to_data(), width=terminal_width(), colour=takes_colour()
            )


def _nowhere(name: str) -> str:
    """Return no address."""
    return ""
