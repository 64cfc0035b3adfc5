"""``lckm rotate``: what opens the personal parts, encrypted with the host's new key."""

import attrs
import click

from lckm_cli.settings import open_session, settings_option
from lckm_cli.toolkit import Language, PolishCommand, either, lang_option
from lckm_core.errors import LckmError
from lckm_core.ports.optional import Maintenance


@attrs.frozen(str=False)
class NoKeyError(LckmError):
    """The settings switch encryption off, so there is no key to encrypt with."""

    pl = "Plik ustawień wyłącza szyfrowanie. Usuń encryption = false albo podaj key_folder."
    en = "The settings switch encryption off. Remove encryption = false, or set key_folder."


@click.command(
    "rotate",
    cls=PolishCommand,
    help="Szyfruje klucze części osobowych kluczami z folderu key_folder, a bez niego pierwszym "
    "z keys. Potem można usunąć z pliku ustawień poprzedni klucz. Same dane zostają, jak "
    "były. Powtórzone nie szkodzi.",
)
@settings_option
@lang_option
def command(settings: str | None, lang: Language) -> int:
    """Change the key."""
    store = open_session(settings).offer(Maintenance, "rotate")
    try:
        count = store.rotate()
    except ValueError:  # the settings were read before, so it can be nothing else
        raise NoKeyError from None
    click.echo(
        either(lang, f"Zaszyfrowano nowym kluczem: {count}", f"Encrypted with the new key: {count}")
    )
    return 0
