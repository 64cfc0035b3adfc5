"""Texts whose lines a mail program broke at a width, as they were before."""

from collections.abc import Iterator
from itertools import groupby, pairwise

from lckm_core.redaction._dictionary import is_first_name, may_be_their_surname
from lckm_core.redaction._patterns import compiled

_NARROWEST = 45
_WIDEST = 100
_FEWEST_LINES = 2
_ENDS = (".", "!", "?", ":", ";")
# „Moje auto EL” over „5KM21 stoi obok”.
_PLATE = r"(?<!\w)[A-Z]{2,3}\n\d[\dA-Z]{3,4}(?!\w)"


def without_wraps(text: str) -> str | None:
    """Return *text* with blanks for breaks at a width; nothing where there are none.

    It is as long as *text*. Beside it the text is read as it stands, too, for a full line may be
    the last above a signature.
    """
    lines = text.split("\n")
    widths = list(_widths(lines))
    if len(lines) == 1 or max(widths) < _NARROWEST:
        return None
    # The next word had no room, and no sentence ends.
    full = [
        following != ""
        and _NARROWEST <= width < len(line) + 1 + len(following.partition(" ")[0])
        and len(line) <= width
        and not line.endswith(_ENDS)
        for width, (line, following) in zip(widths, pairwise(lines), strict=False)
    ]
    # The longest line is always full: by itself it tells nothing, unless a sentence, a
    # plate or a name goes on.
    are_several = full.count(True) > 1
    pieces = [lines[0]]
    for is_full, (line, following) in zip(full, pairwise(lines), strict=True):
        is_wrap = is_full and (are_several or _goes_on(line, following))
        pieces += [" " if is_wrap else "\n", following]
    whole_lines = "".join(pieces)
    return whole_lines if whole_lines != text else None


def _widths(lines: list[str]) -> Iterator[int]:
    """Yield for each line the width at which it may have been broken.

    It is that of its paragraph, for a link or a quoted header elsewhere may be longer; a
    paragraph of two lines tells none of its own.
    """
    widest = max((len(line) for line in lines if len(line) <= _WIDEST), default=0)
    for is_blank, paragraph in groupby(lines, key=lambda line: line == ""):
        of_it = [len(line) for line in paragraph]
        has_its_own = not is_blank and len(of_it) > _FEWEST_LINES
        width = max((length for length in of_it if length <= _WIDEST), default=0)
        yield from (width if has_its_own else widest for _ in of_it)


def _goes_on(line: str, following: str) -> bool:
    """Return whether *following* surely goes on with what *line* ends in."""
    last, first = line.rpartition(" ")[2], following.partition(" ")[0].rstrip(",.")
    return (
        following[0].islower()
        or compiled(_PLATE).search(f"{line[-4:]}\n{following[:6]}") is not None
        or (is_first_name(last) and may_be_their_surname(first))
    )
