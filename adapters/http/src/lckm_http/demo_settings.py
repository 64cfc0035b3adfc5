"""The settings file that ``lckm demo`` left, for a call that names none."""

import os
from pathlib import Path

from lckm_cli.settings import settings_path
from lckm_cli.toolkit import repository

_LIVE = Path("demo") / "live" / "lckm.toml"


def demo_settings(settings: str | None, *, asked: bool) -> str | None:
    """Return the settings file to serve: as named, else that of the demo where it is.

    Args:
        settings: what the call names.
        asked: whether the call asks for the demo.
    """
    if settings is not None or (not asked and settings_path().is_file()):
        return settings
    if not asked and "LCKM_SETTINGS" in os.environ:
        return None
    root = repository()
    folders = [Path(), *([] if root is None else [root])]
    found = next((folder / _LIVE for folder in folders if (folder / _LIVE).is_file()), None)
    # Where there is none, the error names the file that the call would have to make.
    return str(found or _LIVE) if asked or found else None
