"""Texts that others wrote, made so that no rule of a helpdesk can take them for ours; and read back to the character."""

import re
import unicodedata
from collections.abc import Iterable

MARK = "#"
"""Begins and ends whatever of a mail a rule may look for. Nothing that is quoted holds it."""
PREFIX = "| "
"""Begins each quoted line. Not „>”: helpdesks cut what looks like the quotation in a reply."""

_UNSAFE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Categories of Unicode that may break a line or turn it, or are no characters at all."""
_KEPT = frozenset("\t\u200c\u200d")
"""A tab, and two that emoji and some scripts need; they neither break a line nor turn it."""
_LIKE_MARK = frozenset(f"{MARK}\ufe5f\uff03")
"""The mark, and what a search that is not particular takes for it: its small and its wide form."""
_SUSPECT = re.compile(rf"[^\t -~‹]|{MARK}|<(?=[A-Za-z/!?])|&(?=[A-Za-z0-9]{{1,40}};)|‹(?=U\+)")
"""What may have to be named: all but plain ASCII, the mark, what begins a tag or a character's name in HTML, and names typed in."""
_NAMED = re.compile(r"‹U\+([0-9A-F]{4,6})›")


def _shown(found: re.Match[str]) -> str:
    character = found[0]
    if character in _LIKE_MARK or character in "<&‹":
        return _name(character)
    return (
        _name(character)
        if character not in _KEPT and unicodedata.category(character) in _UNSAFE
        else character
    )


def _name(character: str) -> str:
    return f"‹U+{ord(character):04X}›"


def quoted(text: str) -> str:
    """Return *text*, which is one line, with what could steer a rule named by its code point: ``#5`` as ``‹U+0023›5``.

    So are control characters and line ends of any kind, those that turn the direction of a line, and what may begin a
    tag in HTML, or the name of a character. Nothing is lost: :func:`unquoted` gives the text back.
    """
    return _SUSPECT.sub(_shown, text)


def unquoted(text: str) -> str:
    """Return the text that :func:`quoted` was given. A code point beyond Unicode stays as it is written."""
    return _NAMED.sub(
        lambda found: chr(code) if (code := int(found[1], 16)) < 0x110000 else found[0], text
    )


def quoted_lines(text: str) -> list[str]:
    """Return the lines of *text*, each quoted and behind :data:`PREFIX`. CR LF and CR count as line ends, as in any mail."""
    return [
        PREFIX + quoted(line) if line else PREFIX.rstrip() for line in re.split("\r\n|\r|\n", text)
    ]


def unquoted_lines(lines: Iterable[str]) -> str:
    """Return the text of quoted lines, its line ends LF."""
    return "\n".join(
        unquoted(line.removeprefix(PREFIX.rstrip()).removeprefix(" ")) for line in lines
    )
