"""``--words`` and ``--address``: texts for no shell's history, from a file or typed."""

from collections.abc import Callable
from typing import Any, Final, TextIO, TypeVar

import click

from lckm_cli.toolkit import Language, either
from lckm_core.text import Message

_F = TypeVar("_F", bound=Callable[..., Any])
_MOST_CHARACTERS: Final = 100_000
_KEYBOARD: Final = Message("koniec: Ctrl-D w pustym wierszu.", "end with Ctrl-D on an empty line.")


def words_option(kind: str) -> Callable[[_F], _F]:
    """Return the option ``--words``; *kind* says in Polish which words the file has."""
    return click.option(
        "--words",
        type=click.File("r", encoding="utf-8-sig"),
        default="-",
        metavar="PLIK",
        help=f"Plik ze słowami{kind}; bez tej opcji standardowe wejście.",
    )


def address_option(command: _F) -> _F:
    """Add ``--address``, a file with the address of the place."""
    return click.option(
        "--address",
        type=click.File("r", encoding="utf-8-sig"),
        metavar="PLIK",
        help="Plik z adresem albo opisem miejsca w jednym wierszu, najwyżej 200 znaków, „-” to "
        "standardowe wejście; pusty usuwa adres.",
    )(command)


def read_words(words: TextIO, prompt: Message, lang: Language, *, required_by: str = "") -> str:
    """Return the words of a file, or those typed after a prompt.

    Raises :class:`click.UsageError` for what is not in UTF-8, and for no words where
    *required_by* names the option that they belong to.
    """
    if words.isatty():
        click.echo(f"{prompt.text(lang)}; {_KEYBOARD.text(lang)}", err=True)
    try:
        text = words.read(_MOST_CHARACTERS)
    except UnicodeDecodeError:
        pl, en = "Tekst nie jest w UTF-8.", "The text is not in UTF-8."
        raise click.UsageError(either(lang, pl, en)) from None
    if required_by and not text.strip():
        pl = f"Nie ma słów. Podaj plik z nimi ({required_by} PLIK) albo standardowe wejście."
        en = f"There are no words. Give a file with them ({required_by} FILE) or standard input."
        raise click.UsageError(either(lang, pl, en))
    return text
