"""``lckm rotate``: what opens the personal parts, encrypted with the host's new key."""

import attrs
import click

from lckm_cli.settings import open_session, settings_option
from lckm_cli.toolkit import Language, PolishCommand, either, lang_option
from lckm_core.errors import LckmError
from lckm_core.ports.optional import Maintenance


@attrs.frozen(str=False)
class NoKeyError(LckmError):
    """The settings name no key, so nothing is encrypted and there is none to change."""

    pl = "Plik ustawień nie podaje żadnego klucza. Dopisz keys do tabeli lckm_sql:SqlAdapter."
    en = "The settings name no key. Add keys to the table of lckm_sql:SqlAdapter."


@click.command(
    "rotate",
    cls=PolishCommand,
    help="Szyfruje klucze miesięcy pierwszym kluczem z pliku ustawień. Potem można z niego usunąć "
    "poprzedni. Same dane zostają, jak "
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
