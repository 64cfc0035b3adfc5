"""What units and the helpdesk of the demo were sent."""

import json
from email import message_from_bytes, policy
from pathlib import Path
from typing import NamedTuple

from lckm_demo.paths import HELPDESK, MAIL


class ShownLetter(NamedTuple):
    """A letter or a ticket, as its receiver reads it."""

    at: float
    receiver: str
    subject: str
    text: str
    files: tuple[str, ...]


def letters(folder: Path, most: int) -> list[ShownLetter]:
    """Return the letters and tickets in a folder, newest first, up to a limit."""
    paths = [*(folder / MAIL).glob("*/*.eml"), *(folder / HELPDESK).glob("*.json")]
    newest = sorted(paths, key=_written, reverse=True)[:most]
    return [letter for path in newest if (letter := _letter(path)) is not None]


def _written(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return 0.0


def _letter(path: Path) -> ShownLetter | None:
    """Return a letter, ``None`` for one that its unit deleted meanwhile."""
    at = _written(path)
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return None
    if path.suffix == ".json":
        ticket = json.loads(content)
        return ShownLetter(at, "helpdesk", ticket["subject"], ticket["text"], _names(ticket))
    message = message_from_bytes(content, policy=policy.default)
    body = message.get_body(("plain",))
    text = body.get_content() if body is not None else ""
    files = tuple(part.get_filename() or "?" for part in message.iter_attachments())
    return ShownLetter(at, str(message["To"]), str(message["Subject"]), text, files)


def _names(ticket: dict[str, object]) -> tuple[str, ...]:
    names = ticket.get("attachments")
    return tuple(map(str, names)) if isinstance(names, list) else ()
