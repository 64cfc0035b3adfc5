"""Quotation of residents' texts, so that no rule of a helpdesk takes them for ours."""

import re
import unicodedata
from collections.abc import Iterable

MARK = "#"
"""Begins and ends what a rule may look for in a mail; never in quoted text."""
PREFIX = "| "
"""Begins each quoted line; not „>”, for helpdesks cut what looks like a quoted mail."""

_UNSAFE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Unicode categories that may break a line or reverse it, or are no characters."""
_ALLOWED = frozenset("\t\u200c\u200d")
"""A tab, and two joiners that emoji and some scripts need; they do no harm."""
_LIKE_MARK = frozenset(f"{MARK}\ufe5f\uff03")
"""The mark and its small and wide forms, which a lenient search takes for it."""
_SUSPECT = re.compile(rf"[^\t -~‹]|{MARK}|<(?=[A-Za-z/!?])|&(?=[A-Za-z0-9]{{1,40}};)|‹(?=U\+)")
"""What may have to be escaped: non-ASCII, the mark, HTML tags and entities, typed escapes."""
_ESCAPE = re.compile(r"‹U\+([0-9A-F]{4,6})›")


def _escaped(match: re.Match[str]) -> str:
    character = match[0]
    if character in _LIKE_MARK or character in "<&‹":
        return _escape(character)
    if character not in _ALLOWED and unicodedata.category(character) in _UNSAFE:
        return _escape(character)
    return character


def _escape(character: str) -> str:
    return f"‹U+{ord(character):04X}›"


def quoted(text: str) -> str:
    """Return one line with what could trigger a rule escaped: ``#5`` as ``‹U+0023›5``.

    Escaped are marks, control characters, line ends, direction marks, and what may begin an HTML
    tag or entity. :func:`unquoted` restores the text.
    """
    return _SUSPECT.sub(_escaped, text)


def unquoted(text: str) -> str:
    """Return the text that :func:`quoted` was given; invalid escapes stay as they are."""
    return _ESCAPE.sub(_unescaped, text)


def _unescaped(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    return chr(code) if code < 0x110000 else match[0]


def quoted_lines(text: str) -> list[str]:
    """Return the lines of *text*, each quoted after :data:`PREFIX`."""
    return [
        PREFIX + quoted(line) if line else PREFIX.rstrip() for line in re.split("\r\n|\r|\n", text)
    ]


def unquoted_lines(lines: Iterable[str]) -> str:
    """Return the text of quoted lines, with LF line ends."""
    return "\n".join(
        unquoted(line.removeprefix(PREFIX.rstrip()).removeprefix(" ")) for line in lines
    )
