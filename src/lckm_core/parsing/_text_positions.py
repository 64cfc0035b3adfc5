"""Where the characters of one text stand in its file: spelled as they are or by an escape, in quotes, blocks and plain text.

Folding and indentation change the blanks and line breaks of a text and nothing else. So another character that is the
third of its like in the text is the third in the file too, counted from where the text begins.
"""

import re
from collections import Counter
from collections.abc import Iterable

from lckm_core.parsing._errors import LINE_BREAK

_ESCAPE = (
    r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
    r"|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[\s\S])"
)
_NAMED = dict(zip("0abtnvfreN_LP", "\0\a\b\t\n\v\f\r\x1b\x85\xa0\u2028\u2029", strict=True))
"""The escapes of YAML by a letter; those of JSON are among them, and any other character stands for itself."""
_ANCHOR = re.compile(r"&\S+\s*(?:#[^\r\n]*\s*)*")
_QUOTES = ("'", '"')
_FOLDED = frozenset(" \t\r\n")
"""What a text may have more or less of than its file."""


def places_inside(source: str, start: int, text: str, offsets: Iterable[int]) -> dict[int, int]:
    """Return where in *source* the characters at *offsets* of *text* stand, which begins at *start*.

    Offsets count code points. A place that cannot be told is left out: that of a blank or a line break, or any when an
    alias stands at *start*, and the text elsewhere.
    """
    if anchor := _ANCHOR.match(source, start):
        start = anchor.end()
    wanted = {
        (text[offset], text.count(text[offset], 0, offset)): offset
        for offset in offsets
        if offset < len(text) and text[offset] not in _FOLDED
    }
    quote = source[start : start + 1]
    if quote == "*" or not wanted:
        return {}
    if quote in ("|", ">"):
        header = LINE_BREAK.search(source, start)
        start = header.end() if header else len(source)
    characters = "[" + re.escape("".join(sorted({character for character, _ in wanted}))) + "]"
    spelled = {'"': f'{_ESCAPE}|"|{characters}', "'": f"''?|{characters}"}.get(quote, characters)
    found: dict[int, int] = {}
    seen: Counter[str] = Counter()
    for match in re.compile(spelled).finditer(source, start + (quote in _QUOTES)):
        if match[0] == quote and quote in _QUOTES:
            break
        character = _meant(match[0])
        if (offset := wanted.get((character, seen[character]))) is not None:
            found[offset] = match.start()
            if len(found) == len(wanted):
                break
        seen[character] += 1
    return found


def _meant(spelled: str) -> str:
    """Return the character that stands for itself or is spelled by an escape."""
    if len(spelled) < 2:
        return spelled
    if len(spelled) == 12:  # a pair of surrogates
        high, low = int(spelled[2:6], 16), int(spelled[8:12], 16)
        return chr(0x10000 + ((high & 0x3FF) << 10 | low & 0x3FF))
    return chr(int(spelled[2:], 16)) if len(spelled) > 2 else _NAMED.get(spelled[1], spelled[1])
