"""The settings of encryption that adapters have in common."""

import os
from collections.abc import Sequence
from pathlib import Path

from lckm_core.errors import InvalidSettingError
from lckm_core.text import Message
from lckm_encryption.host_keys import HostKeys
from lckm_encryption.key_folder import KeyFolder

CLEAR = Message(
    "encryption = false: dane mieszkańców leżą na dysku niezaszyfrowane i po terminie mogą zostać "
    "w zwolnionych blokach dysku.",
    "encryption = false: residents' data lie on the disk unencrypted, and after the term may be "
    "left in freed blocks of the disk.",
)
_CONTRADICTION = Message(
    "false, a podano klucze. Usuń jedno albo drugie.",
    "false, and keys are given. Remove one or the other.",
)


def default_key_folder(name: str) -> Path:
    """Return the key folder of data on a server: in the home folder of this user.

    Args:
        name: what tells these data from others, such as ``localhost/lckm``.
    """
    state = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    plain = "".join(letter if letter.isalnum() or letter in ".-_" else "_" for letter in name)
    return Path(state) / "lckm" / f"{plain}-keys"


def read_host_keys(
    *,
    default: Path,
    encryption: bool = True,
    keys: Sequence[str] = (),
    keys_variable: str = "",
    key_folder: Path | str = "",
) -> HostKeys:
    """Return the host's keys by an adapter's settings.

    Args:
        default: the key folder where neither keys nor a folder are given.
        encryption: whether to encrypt.
        keys: base64 of 32 bytes each, the newest first.
        keys_variable: an environment variable with such keys, separated by blanks; it has to hold
            one.
        key_folder: the folder of the months' keys.

    Raises ``InvalidSettingError``.
    """
    variable_keys = os.environ.get(keys_variable, "").split() if keys_variable else []
    if keys_variable and not variable_keys:
        raise InvalidSettingError("keys_variable", _no_keys(keys_variable))
    given = [*keys, *variable_keys]
    if not encryption:
        if given or key_folder:
            raise InvalidSettingError("encryption", _CONTRADICTION)
        return HostKeys()
    if given and not key_folder:
        return HostKeys(given)
    return HostKeys(given, KeyFolder(key_folder or default))


def encryption_remarks(host_keys: HostKeys, *, chosen: bool) -> Sequence[Message]:
    """Return what the settings mean for whoever runs it.

    Args:
        host_keys: the keys.
        chosen: whether the key folder was named, or lies beside the data by rule.
    """
    if not host_keys:
        return (CLEAR,)
    folder = host_keys.folder
    if chosen or folder is None:
        return ()
    return (
        Message(
            f"Klucze miesięcy leżą w {folder.path}, bo nie podano key_folder. Podaj folder, który "
            "zostaje po wymianie kontenera i jest wspólny dla wszystkich maszyn: bez kluczy danych "
            "mieszkańców nikt nie odczyta.",
            f"The months' keys lie in {folder.path}, for key_folder is not set. Set a folder that "
            "outlives a container and that all machines share: without the keys nobody can read "
            "residents' data.",
        ),
    )


def key_folder_fault(host_keys: HostKeys) -> Message | None:
    """Return why no new month's key can be stored, ``None`` if nothing is to be seen."""
    folder = host_keys.folder
    if folder is None or folder.can_be_written:
        return None
    return Message(
        f"Folderu kluczy {folder.path} nie ma i nie da się go założyć albo nie wolno w nim "
        "zapisywać, więc zgłoszenia z danymi kontaktowymi nie wejdą. Podaj w key_folder inny "
        "folder (ścieżka względna liczy się od pliku ustawień) albo daj temu użytkownikowi prawo "
        "do zapisu.",
        f"The key folder {folder.path} is not there and cannot be made, or may not be written to, "
        "so no report with contact data comes in. Name another in key_folder (a relative path "
        "counts from the settings file), or let this user write to it.",
    )


def _no_keys(variable: str) -> Message:
    return Message(
        f"zmiennej {variable} nie ma albo jest pusta, więc dane osobowe leżałyby niezaszyfrowane.",
        f"{variable} is not set or empty, so personal data would be stored unencrypted.",
    )
