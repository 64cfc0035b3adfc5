"""Words of a text, and letters without their Polish marks."""

import re
import unicodedata
from collections.abc import Iterator

_WORD = re.compile(r"[^\W_]+")
_LONGEST = 60
"""Characters of a word that count; no Polish word is longer."""


def _bare_letters() -> dict[int, str]:
    """Return the Latin letters with marks, each with the one letter that is left of it."""
    bare = {ord("ł"): "l", ord("Ł"): "L", ord("đ"): "d", ord("ø"): "o"}
    for code in range(0x00C0, 0x0250):
        apart = unicodedata.normalize("NFD", chr(code))
        if len(apart) > 1 and apart[0].isascii() and all(map(unicodedata.combining, apart[1:])):
            bare[code] = apart[0]
    return bare


_BARE = _bare_letters()


def words(text: str) -> list[str]:
    """Return the words of a text in small letters."""
    return [word[:_LONGEST] for word in _WORD.findall(text.lower())]


def fold(text: str) -> str:
    """Return a text as those type it who have no Polish keyboard: „Łódź” as „lodz”. Each character stays one."""
    return text.translate(_BARE).lower() if not text.isascii() else text.lower()


def places(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield where each word of a text begins and ends, and the word without marks."""
    for match in _WORD.finditer(fold(text)):
        yield match.start(), match.end(), match.group()[:_LONGEST]
