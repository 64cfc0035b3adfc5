"""``lckm encrypt``: encrypts what is still stored in the clear."""

import click

from lckm_cli.settings import open_session, settings_option
from lckm_cli.toolkit import Language, PolishCommand, either, lang_option
from lckm_core.ports.optional import FileInventory, Maintenance, offered
from lckm_operations.commands.rotate import NoKeyError


@click.command(
    "encrypt",
    cls=PolishCommand,
    help="Szyfruje części osobowe i pliki zgłoszeń, które leżą niezaszyfrowane, bo są sprzed "
    "szyfrowania. Do tego czasu czyta się je jak dotąd. Programy mogą działać. Powtórzone nie "
    "szkodzi. Co zostało w zwolnionych blokach dysku, opisuje instrukcja.",
)
@settings_option
@lang_option
def command(settings: str | None, lang: Language) -> int:
    """Encrypt what is stored in the clear."""
    session = open_session(settings)
    stores = [
        offered(store, FileInventory, "encrypt_files")
        for store in session.centre.plugins.attachments
    ]
    try:
        parts = session.offer(Maintenance, "encrypt").encrypt(now=session.now())
        files = sum(store.encrypt_files() for store in stores if store is not None)
    except ValueError:  # the settings were read before, so it can be nothing else
        raise NoKeyError from None
    message = either(lang, "Zaszyfrowano części osobowych", "Personal parts encrypted")
    click.echo(f"{message}: {parts}, {either(lang, 'plików', 'files')}: {files}")
    return 0
