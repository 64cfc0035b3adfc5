"""The settings file that ``lckm demo`` left, for a call that names none."""

import os
from pathlib import Path

import attrs

from lckm_cli.settings import settings_path
from lckm_cli.toolkit import repository
from lckm_core.errors import LckmError

_LIVE = Path("demo") / "live" / "lckm.toml"


@attrs.frozen(str=False)
class NoDemoError(LckmError):
    """Nobody has made the demo here."""

    file: str

    pl = "{file}: nie ma takiego pliku. Zrób pokaz: lckm demo."
    en = "{file}: there is no such file. Make the demo: lckm demo."


def demo_settings(settings: str | None, *, asked: bool) -> str | None:
    """Return the settings file to serve: as named, else that of the demo where it is.

    Args:
        settings: what the call names.
        asked: whether the call asks for the demo.

    Raises:
        NoDemoError: the call asks for it, and nobody has made one.
    """
    if settings is not None or (not asked and settings_path().is_file()):
        return settings
    if not asked and "LCKM_SETTINGS" in os.environ:
        return None
    root = repository()
    folders = [Path(), *([] if root is None else [root])]
    found = next((folder / _LIVE for folder in folders if (folder / _LIVE).is_file()), None)
    if asked and found is None:
        raise NoDemoError(str(_LIVE))
    return None if found is None else str(found)
