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
    width = max((len(line) for line in lines if len(line) <= _WIDEST), default=0)
    if len(lines) == 1 or width < _NARROWEST:
        return None
    # The next word had no room, and no sentence ends.
    full = [
        following != ""
        and width < len(line) + 1 + len(following.partition(" ")[0])
        and len(line) <= width
        and not line.endswith(_ENDS)
        for line, following in pairwise(lines)
    ]
    # The longest line is always full: by itself it tells nothing, unless a sentence goes on.
    are_several = full.count(True) > 1
    pieces = [lines[0]]
    for is_full, following in zip(full, lines[1:], strict=True):
        is_wrap = is_full and (are_several or following[0].islower())
        pieces += [" " if is_wrap else "\n", following]
    whole_lines = "".join(pieces)
    return whole_lines if whole_lines != text else None
