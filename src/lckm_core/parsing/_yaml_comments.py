"""Characters that nobody sees in the comments of a YAML file."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from operator import itemgetter

from lckm_core.text import INVISIBLE_CHARACTERS

# With the sign that stands for what was no character.
_UNSEEN = re.compile(f"[{INVISIBLE_CHARACTERS}\ufffd]")


def unseen_in_comments(text: str) -> list[int]:
    """Return where the comments of YAML that can be read have such a character.

    They are invisible, turn the direction of text, or stand for what was no character.
    """
    found = [match.start() for match in _UNSEEN.finditer(text)]
    if not found:
        return []
    # PyYAML takes its time to load, and files in JSON do without it.
    from lckm_core.parsing._yaml_reader import scalar_spans

    spans = scalar_spans(text)
    # Whatever stands in no value and in no key is in a comment.
    return [at for at in found if not _is_inside(at, spans)]


def _is_inside(at: int, spans: Sequence[tuple[int, int]]) -> bool:
    index = bisect_right(spans, at, key=itemgetter(0))
    return index > 0 and at < spans[index - 1][1]
