"""Signs that turn text or hide in it, as Unicode itself lists them."""

import sys
import unicodedata

_TURNS = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
_MARKS = ("LEFT-TO-RIGHT MARK", "RIGHT-TO-LEFT MARK", "ARABIC LETTER MARK")


def _all_of(*categories: str) -> str:
    every = map(chr, range(sys.maxunicode + 1))
    return "".join(sign for sign in every if unicodedata.category(sign) in categories)


CONTROLS = _all_of("Cc")
"""Every control character, the ends of lines and the tabulator too."""
DIRECTION_SIGNS = "".join(
    sign
    for sign in _all_of("Cf")
    if unicodedata.bidirectional(sign) in _TURNS or unicodedata.name(sign, "") in _MARKS
)
"""Every sign that turns the direction of text (Unicode's ``Bidi_Control``)."""
