"""The list of what a procedure's editions hold, as JSON: ``{"1": {"wniosek.docx": "<address>"}}``."""

import json
from collections.abc import Mapping
from pathlib import Path

from lckm_attachments.storing.faults import DamagedListError

Held = Mapping[int, Mapping[str, str]]
"""By an edition's number: addresses by the names of files."""


def read_list(path: Path) -> Held:
    """Return the list, empty where there is none; raise :class:`DamagedListError` for one that cannot be read."""
    try:
        data = json.loads(path.read_bytes())
        return {int(number): {str(name): str(files[name]) for name in files} for number, files in data.items()}
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (ValueError, AttributeError, TypeError):
        raise DamagedListError(str(path)) from None


def write_list(held: Held) -> bytes:
    """Return the list as it is written: the same content gives the same bytes."""
    data = {str(number): dict(sorted(held[number].items())) for number in sorted(held)}
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
