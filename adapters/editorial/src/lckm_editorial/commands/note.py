"""``lckm procedure note``: changes the call centre's own field (wzór: Inne)."""

import sys
from io import BytesIO, TextIOWrapper

import click

from lckm_cli.toolkit import Language, PolishCommand, either
from lckm_core.publication import State, Transition
from lckm_editorial.actor import find_actor, open_to
from lckm_editorial.commands.options import move_options
from lckm_editorial.desk import Refusals, open_desk
from lckm_editorial.edition_texts import line, same_text


@click.command(
    Transition.NOTE.command,
    cls=PolishCommand,
    short_help="Uzupełnia pole „Inne”, które należy do Call Center.",
    help="Wpisuje w pole „Inne” tekst pracownika Oddziału Call Center; nikt inny go nie zmienia, "
    "a opisy, które wpływają bez tego pola, zachowują to, co w "
    "nim jest. Powstaje nowa wersja. Ta, która czekała, czeka dalej na to samo; opublikowana "
    "zostaje, dopóki nowej nie sprawdzi i nie opublikuje "
    "Oddział ds. Monitoringu i Controllingu.",
)
@click.argument("number", metavar="NUMER")
@click.argument("text", required=False, metavar="TEKST")
@click.option(
    "--from-stdin",
    is_flag=True,
    help="Czytaj tekst ze standardowego wejścia, np. gdy ma kilka wierszy.",
)
@click.option("--clear", is_flag=True, help="Usuń to, co w polu jest.")
@move_options
def note(
    number: str,
    text: str | None,
    from_stdin: bool,
    clear: bool,
    name: str,
    role: str | None,
    seen: int | None,
    settings: str | None,
    lang: Language,
) -> int:
    """Change the note."""
    if (text is not None) + from_stdin + clear != 1:
        one = (
            "Podaj TEKST, --from-stdin albo --clear: jedno z nich.",
            "Give TEKST, --from-stdin or --clear: one of them.",
        )
        raise click.UsageError(either(lang, *one))
    desk = open_desk(settings)
    refusals = Refusals(lang)
    wanted = None if clear else _from_stdin(lang) if from_stdin else text
    with refusals.reported(number):
        who = find_actor(
            desk.centre.plugins.directory, desk.today, name, role, open_to(Transition.NOTE)
        )
        known = {one.number for one in desk.editions(number)}
        edition = desk.centre.note(
            number, wanted, role=who.role, by=who.name, now=desk.now, seen=seen
        )
        if edition.number in known:
            click.echo(line(edition, lang) + same_text(lang))
            return refusals.code
        click.echo(line(edition, lang))
        if edition.state is State.RECEIVED:
            message = "Do sprawdzenia i opublikowania przez Oddział ds. Monitoringu i Controllingu."
            click.echo(
                either(lang, message, "To be checked and published by the Monitoring section.")
            )
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
