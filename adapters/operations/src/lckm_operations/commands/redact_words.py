"""``lckm reports redact``: redacts words in the text of a report by hand."""

from typing import TextIO

import click

from lckm_cli.settings import open_session, settings_option
from lckm_cli.toolkit import Language, PolishCommand, either, lang_option, safe
from lckm_core.text import Message
from lckm_operations.delivery_words import receiver
from lckm_operations.staff_name import staff_option
from lckm_operations.words_file import read_words, words_option

_PROMPT = Message("Słowa do skreślenia, po jednych w wierszu", "Words to redact, one a line")


@click.command(
    "redact",
    cls=PolishCommand,
    help="Skreśla ręcznie w treści zgłoszenia to, czego nie skreślił program, przed terminem i po "
    "nim. Słowa, po jednych w wierszu, czyta z pliku albo ze standardowego wejścia, nie z "
    "polecenia, bo zostałyby w historii powłoki. Nie da się tego odwrócić.",
)
@click.argument("number", metavar="NUMER")
@words_option(", tak jak stoją w treści")
@staff_option
@settings_option
@lang_option
def redact(number: str, words: TextIO, by: str | None, settings: str | None, lang: Language) -> int:
    """Redact words in the text of a report by hand."""
    session = open_session(settings)
    report = session.centre.redact(number, _lines(words, lang), now=session.now(), by=by)
    click.echo(either(lang, "Treść: ", "Text: ") + safe(report.description, lines=True))
    dispatch = session.centre.plugins.reports.dispatch(number)
    if dispatch is not None and (dispatch.attempts or dispatch.due_at is None):
        has_it = receiver(dispatch, lang)
        note = either(
            lang,
            f"Dawną treść może mieć {has_it}: poproś o skreślenie. Zostanie w kopiach "
            "zapasowych, dopóki te nie wygasną.",
            f"The former text may be with {has_it}: ask for the same. Backups keep it until they "
            "expire.",
        )
        click.echo(note)
    return 0


def _lines(words: TextIO, lang: Language) -> list[str]:
    """Return the words that a file or the keyboard gives, a line each."""
    text = read_words(words, _PROMPT, lang)
    lines = [line for line in text.splitlines() if line.strip()]
    if not lines:
        pl, en = "Nie podano słów do skreślenia.", "No words to redact were given."
        raise click.UsageError(either(lang, pl, en))
    return lines
