"""Texts that a regular expression matches: for each of its alternatives, so many as take it."""

import re
from collections.abc import Callable, Iterator, Sequence
from re import _constants as ops, _parser as parser  # type: ignore[attr-defined]
from typing import Any

_MOST_LETTERS = 6
_REPEATS = {ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT}
_CATEGORIES = {
    ops.CATEGORY_DIGIT: "7",
    ops.CATEGORY_SPACE: " ",
    ops.CATEGORY_WORD: "q",
    ops.CATEGORY_NOT_DIGIT: "q",
    ops.CATEGORY_NOT_SPACE: "q",
    ops.CATEGORY_NOT_WORD: " ",
}
_UNUSUAL = "q7 -,.;:(„\n"

_Avoid = Callable[[str], bool]


def texts_of(pattern: re.Pattern[str], avoid: _Avoid) -> Iterator[str]:
    """Yield a text for each alternative of a pattern, optional or not, that the pattern matches.

    What is looked at before and behind is not obeyed, so a text may be no match.

    Args:
        pattern: the pattern.
        avoid: whether a piece is left out wherever another will do.
    """
    tree = parser.parse(pattern.pattern, pattern.flags)
    return _sequence(list(tree), avoid)


def _sequence(nodes: Sequence[Any], avoid: _Avoid) -> Iterator[str]:
    """Yield texts: each node's every text beside the plainest texts of the others."""
    texts = [list(_node(op, value, avoid)) for op, value in nodes]
    plainest = [_plainest(of_node, avoid) for of_node in texts]
    yield "".join(plainest)
    for at, of_node in enumerate(texts):
        before, after = "".join(plainest[:at]), "".join(plainest[at + 1 :])
        yield from (before + text + after for text in of_node if text != plainest[at])


def _plainest(texts: Sequence[str], avoid: _Avoid) -> str:
    return min(texts, key=avoid)


def _node(op: Any, value: Any, avoid: _Avoid) -> Iterator[str]:
    """Yield the texts of a node of the tree that the parser of ``re`` makes."""
    if op is ops.LITERAL:
        yield chr(value)
    elif op is ops.BRANCH:
        for branch in value[1]:
            yield from _sequence(branch, avoid)
    elif op is ops.SUBPATTERN:
        yield from _sequence(value[3], avoid)
    elif op is ops.ATOMIC_GROUP:
        yield from _sequence(value, avoid)
    elif op in _REPEATS:
        least, _, repeated = value
        if least == 0:
            yield ""
        for text in _sequence(repeated, avoid):
            yield text * max(least, 1)
    elif op is ops.IN:
        yield from _letters(value)
    elif op is ops.ANY:
        yield "q"
    elif op is ops.NOT_LITERAL:
        yield next(letter for letter in _UNUSUAL if ord(letter) != value)
    else:
        # A place, or what is looked at before and behind.
        yield ""


def _letters(members: Sequence[Any]) -> Iterator[str]:
    """Yield letters of a class: all of a short one."""
    if members[0][0] is ops.NEGATE:
        inside = "".join(_letters(members[1:]))
        yield next(letter for letter in _UNUSUAL if letter not in inside)
        return
    for op, value in members[:_MOST_LETTERS]:
        if op is ops.LITERAL:
            yield chr(value)
        elif op is ops.RANGE:
            yield chr(value[0])
        elif op is ops.CATEGORY:
            yield _CATEGORIES[value]
