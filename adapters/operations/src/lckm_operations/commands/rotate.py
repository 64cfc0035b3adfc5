"""``lckm rotate``: encrypts the keys of the personal parts with the host's new key."""

import attrs
import click

from lckm_cli.settings import open_session, settings_option
from lckm_cli.toolkit import Language, PolishCommand, either, lang_option
from lckm_core.centre import ContactCentre
from lckm_core.errors import LckmError
from lckm_core.ports.optional import FileInventory, Maintenance, offered
from lckm_core.text import Message


@attrs.frozen(str=False)
class NoKeyError(LckmError):
    """The settings switch encryption off, so there is no key to encrypt with."""

    pl = "Plik ustawień wyłącza szyfrowanie. Usuń encryption = false albo podaj key_folder."
    en = "The settings switch encryption off. Remove encryption = false, or set key_folder."


@click.command(
    "rotate",
    cls=PolishCommand,
    help="Szyfruje klucze części osobowych kluczami z folderu key_folder, a bez niego pierwszym "
    "z keys. Potem można usunąć poprzedni klucz z tabeli bazy w pliku ustawień. Same dane zostają, "
    "jak były, a z nimi pliki zgłoszeń: mówi, ile z nich otwiera tylko poprzedni klucz. "
    "Powtórzone nie szkodzi.",
)
@settings_option
@lang_option
def command(settings: str | None, lang: Language) -> int:
    """Change the key."""
    session = open_session(settings)
    store = session.offer(Maintenance, "rotate")
    try:
        count = store.rotate()
    except ValueError:  # the settings were read before, so it can be nothing else
        raise NoKeyError from None
    click.echo(
        either(lang, f"Zaszyfrowano nowym kluczem: {count}", f"Encrypted with the new key: {count}")
    )
    if files := _files_of_old_keys(session.centre):
        click.echo(_OLD_KEYS.text(lang).format(files))
    return 0


def _files_of_old_keys(centre: ContactCentre) -> int:
    stores = [
        offered(adapter, FileInventory, "files_of_old_keys")
        for adapter in centre.plugins.attachments
    ]
    return sum(store.files_of_old_keys() for store in stores if store is not None)


_OLD_KEYS = Message(
    "Pliki zgłoszeń, które otwiera tylko poprzedni klucz: {}. W tabeli adaptera, który je "
    "przechowuje, zostaw go w keys, aż ta liczba spadnie do zera.",
    "Files of reports that only the old key opens: {}. In the table of the adapter that stores "
    "them, leave it in keys until none is left.",
)
