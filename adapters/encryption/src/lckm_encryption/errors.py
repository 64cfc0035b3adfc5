"""Errors of encryption, with what to do; none quotes a key or a resident."""

import attrs

from lckm_core.errors import LckmError, StoreUnavailableError


@attrs.frozen(str=False)
class KeyFolderError(StoreUnavailableError, OSError):
    """The folder of the months' keys, or a key in it, cannot be used."""

    path: str
    reason: str
    pl = (
        "{path}: nie da się użyć folderu kluczy ani zapisać w nim klucza ({reason}). Sprawdź, czy "
        "jest podłączony i czy ten użytkownik może w nim zapisywać (ustawienie key_folder)."
    )
    en = (
        "{path}: the key folder, or a key in it, cannot be used ({reason}). Check that it is "
        "mounted and that this user may write to it (setting key_folder)."
    )


@attrs.frozen(str=False)
class FileKeyMissingError(StoreUnavailableError):
    """None of the host's keys decrypts the file of a report; it may be read once one is back."""

    reference: str
    pl = (
        "{reference}: tego pliku nie otwiera żaden z kluczy. Podaj klucz, którym go zaszyfrowano, "
        "albo przywróć folder kluczy (key_folder)."
    )
    en = (
        "{reference}: none of the keys decrypts this file. Give the key that it was encrypted "
        "with, or put the key folder back (key_folder)."
    )


@attrs.frozen(str=False)
class DamagedFileError(LckmError):
    """The encrypted file of a report was changed, cut short or exchanged for another."""

    reference: str
    pl = "{reference}: ten plik zgłoszenia zmieniono, ucięto albo zamieniono. Przywróć go z kopii."
    en = (
        "{reference}: this file of a report was changed, cut short or exchanged for another. "
        "Restore it from a copy."
    )
