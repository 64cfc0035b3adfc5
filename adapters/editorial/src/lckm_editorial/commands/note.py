"""``lckm procedure note`` and ``erase-notes``: the call centre's own field (wzór: Inne)."""

import sys
from collections.abc import Sequence
from io import BytesIO, TextIOWrapper
from textwrap import indent

import click

from lckm_cli.toolkit import Language, PolishCommand, either, is_confirmed, safe
from lckm_core.organisation import DESK_PERMISSIONS, DeskAct
from lckm_core.publication import Transition, earlier_notes
from lckm_core.text import Noun, counted
from lckm_editorial.actor import ActOptions, open_to
from lckm_editorial.command_session import Refusals, export_failed, open_command_session
from lckm_editorial.commands.options import NO_EXPORT_OPTION, move_options
from lckm_editorial.edition_texts import line, same_text

_TEXTS = Noun("dawny tekst", "dawne teksty", "dawnych tekstów", "earlier text", "earlier texts")


@click.command(
    Transition.NOTE.command,
    cls=PolishCommand,
    short_help="Uzupełnia pole „Inne”, które należy do Call Center.",
    help="Wpisuje w pole „Inne” tekst pracownika Oddziału Call Center; nikt inny go nie zmienia, "
    "a opisy, które wpływają bez tego pola, zachowują to, co w "
    "nim jest. Call Center widzi to od razu. Nie powstaje nowa wersja i na portalu ani w BIP nic "
    "się nie zmienia; poprzedni tekst zostaje w historii.",
)
@click.argument("number", metavar="NUMER")
@click.argument("text", required=False, metavar="TEKST")
@click.option(
    "--from-stdin",
    is_flag=True,
    help="Czytaj tekst ze standardowego wejścia, np. gdy ma kilka wierszy.",
)
@click.option("--clear", is_flag=True, help="Usuń to, co w polu jest.")
@NO_EXPORT_OPTION
@move_options
def note(
    number: str,
    text: str | None,
    from_stdin: bool,
    clear: bool,
    no_export: bool,
    seen: int | None,
    acting: ActOptions,
) -> int:
    """Change the note."""
    lang = acting.lang
    if (text is not None) + from_stdin + clear != 1:
        usage = (
            "Podaj TEKST, --from-stdin albo --clear: jedno z nich.",
            "Give TEKST, --from-stdin or --clear: one of them.",
        )
        raise click.UsageError(either(lang, *usage))
    session = open_command_session(acting.settings)
    refusals = Refusals(lang)
    wanted = None if clear else _from_stdin(lang) if from_stdin else text
    with refusals.reported(number):
        actor = session.actor(acting, open_to(Transition.NOTE))
        before = session.editions(number)
        edition = session.centre.note(number, wanted, seen=seen, **actor.at(session.now))
        if edition in before:
            click.echo(line(edition, lang) + same_text(lang))
            return refusals.code
        changed = (
            " Pole „Inne” zmienione: Call Center widzi je od razu, mieszkańcy wcale.",
            " The field „Inne” is changed: the call centre sees it at once, residents never.",
        )
        click.echo(line(edition, lang) + either(lang, *changed))
        if not no_export and export_failed(session, lang):
            return 1
    return refusals.code


def _from_stdin(lang: Language) -> str:
    """Return the text on standard input; raise ``UsageError`` if it is not UTF-8."""
    data = sys.stdin.buffer.read()
    try:
        return TextIOWrapper(BytesIO(data), encoding="utf-8-sig").read()
    except UnicodeDecodeError:
        unread = (
            "Tego, co przyszło na standardowe wejście, nie da się odczytać jako UTF-8, więc "
            "niczego nie zmieniono. Zapisz tekst w UTF-8 i powtórz polecenie.",
            "What came on standard input cannot be read as UTF-8, so nothing was changed. Save "
            "the text as UTF-8 and repeat the command.",
        )
        raise click.UsageError(either(lang, *unread)) from None


@click.command(
    "erase-notes",
    cls=PolishCommand,
    short_help="Usuwa z historii dawne teksty pola „Inne”.",
    help="Usuwa z historii procedury to, co było wcześniej w polu „Inne”, gdy ktoś wpisał tam dane "
    "osobowe (zał. 2 § 6 ust. 5). Robi to pracownik albo kierownik Oddziału Call Center. To, co "
    "jest w polu teraz, zostaje: najpierw zmień je przez lckm procedure note. Zostaje też, kto i "
    "kiedy je zmieniał. Najpierw pokazuje te teksty i pyta: nie da się tego odwrócić.",
)
@click.argument("number", metavar="NUMER")
@click.option("--yes", is_flag=True, help="Nie pokazuj tych tekstów i nie pytaj.")
@move_options
def erase_notes(number: str, yes: bool, seen: int | None, acting: ActOptions) -> int:
    """Erase what the note was before."""
    lang = acting.lang
    session = open_command_session(acting.settings)
    refusals = Refusals(lang)
    with refusals.reported(number):
        permitted = DESK_PERMISSIONS[DeskAct.REDACT]
        actor = session.actor(acting, permitted)
        editions = session.editions(number)
        notes = earlier_notes(editions)
        # What is refused is not asked about, and not shown to who may not see it.
        may = actor.role in permitted
        is_newest = bool(editions) and seen in (None, editions[-1].number)
        if notes and may and is_newest and not yes:
            seen = editions[-1].number
            if not _are_to_go(notes, lang):
                return 1
        session.centre.erase_notes(number, seen=seen, **actor.at(session.now))
        click.echo(f"{number}: " + either(lang, *_erased(len(notes))))
    return refusals.code


def _are_to_go(notes: Sequence[str], lang: Language) -> bool:
    """Return whether earlier texts, which are shown, are to be erased."""
    for note in notes:
        click.echo(indent(safe(note, lines=True), "  ") + "\n")
    texts = counted(len(notes), _TEXTS)
    question = (f"Usunąć na zawsze {texts.pl}?", f"Erase {texts.en} for good?")
    return is_confirmed(either(lang, *question), lang)


def _erased(count: int) -> tuple[str, str]:
    """Return what was erased, in both languages."""
    if not count:
        return (
            "pole „Inne” nie ma w historii dawnych tekstów.",
            "the field „Inne” has no earlier texts in the history.",
        )
    texts = counted(count, _TEXTS)
    return (
        f"z historii pola „Inne” usunięto {texts.pl}. Zostaną w kopiach zapasowych, dopóki te nie "
        "wygasną.",
        f"{texts.en} of the field „Inne” erased from the history. Backups keep them until they "
        "expire.",
    )
