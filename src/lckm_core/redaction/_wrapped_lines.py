"""Texts whose lines a mail program broke at a width, as they were before."""

from itertools import pairwise

_NARROWEST = 45
_WIDEST = 100
_ENDS = (".", "!", "?", ":", ";")


def without_wraps(text: str) -> str | None:
    """Return *text* with blanks for breaks at a width; nothing where there are none.

    It is as long as *text*. Beside it the text is read as it stands, too, for a full line may be
    the last above a signature.
    """
    lines = text.split("\n")
    width = max(map(len, lines))
    if len(lines) == 1 or not _NARROWEST <= width <= _WIDEST:
        return None
    pieces = [lines[0]]
    for line, following in pairwise(lines):
        first = following.partition(" ")[0]
        # The next word had no room, and no sentence ends.
        is_wrap = bool(first) and len(line) + 1 + len(first) > width and not line.endswith(_ENDS)
        pieces += [" " if is_wrap else "\n", following]
    whole_lines = "".join(pieces)
    return whole_lines if whole_lines != text else None
