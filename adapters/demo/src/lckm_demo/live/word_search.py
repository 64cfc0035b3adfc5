"""Looks for words in every file of the demo that goes on."""

import re
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import NamedTuple

_GAPS = re.compile(r"[\s\u00a0-]+")
# SQLite's locks hold no word, and change while one reads.
_LOCKS = ("*.sqlite-shm", "*.in-use")


class FoundWords(NamedTuple):
    """How many files were read, and the paths of those with the words."""

    files: int
    paths: tuple[str, ...]


def find_words(folder: Path, words: str) -> FoundWords:
    """Return the files of a folder that have these words in their name or content.

    Case, blanks and hyphens make no difference. Letters are read as a mail program shows
    them, attachments included.
    """
    wanted = _simplify(words)
    paths = [
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not any(path.match(pattern) for pattern in _LOCKS)
    ]
    found = [path for path in paths if wanted and any(wanted in text for text in _texts(path))]
    return FoundWords(len(paths), tuple(path.relative_to(folder).as_posix() for path in found))


def _texts(path: Path) -> list[str]:
    try:
        content = path.read_bytes()
    except FileNotFoundError:  # a letter that was deleted meanwhile
        return []
    texts = [
        _simplify(path.name),
        _decode(content),
        _simplify(content.decode("utf-16-le", "ignore")),
    ]
    if path.suffix == ".eml":
        message = message_from_bytes(content, policy=policy.default)
        texts += [_simplify(str(value)) for value in message.values()]
        texts += [_decode(payload_of(part)) for part in message.walk() if not part.is_multipart()]
    elif path.suffix == ".json":
        texts.append(_simplify(_unescaped(content)))
    return texts


def payload_of(part: EmailMessage) -> bytes:
    """Return the bytes of a part of a letter."""
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _unescaped(content: bytes) -> str:
    text = content.decode("utf-8", "replace")
    return re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), text)


def _decode(content: bytes) -> str:
    return _simplify(content.decode("utf-8", "ignore"))


def _simplify(text: str) -> str:
    return _GAPS.sub("", text).casefold()
