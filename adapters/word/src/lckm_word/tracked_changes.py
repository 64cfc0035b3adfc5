"""The differences between two texts or lists, as tracked changes show them."""

import json
import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any, Literal, NamedTuple

Change = Literal["", "ins", "del"]

_TOKEN = re.compile(r"\w+|\n|[^\S\n]+|[^\w\s]")
# Words of one text times words of the other, above which the stretch is shown as replaced.
_MOST_PAIRS = 4_000_000


class Piece(NamedTuple):
    """A stretch of text: its change and its characters."""

    change: Change
    text: str


def pieces(old: str, new: str, *, whole: bool = False) -> list[Piece]:
    """Return how *old* became *new*, word by word, or as a *whole*."""
    if old == new:
        return [Piece("", old)] if old else []
    if whole or not old or not new:
        return _replaced(old, new)
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    shorter = min(len(before), len(after))
    head = next((place for place in range(shorter) if before[place] != after[place]), shorter)
    tail = next(
        (place for place in range(shorter - head) if before[-1 - place] != after[-1 - place]),
        shorter - head,
    )
    beginning, ending = "".join(before[:head]), "".join(before[len(before) - tail :])
    changed = list(_words(before[head : len(before) - tail], after[head : len(after) - tail]))
    return [piece for piece in (Piece("", beginning), *changed, Piece("", ending)) if piece.text]


def _replaced(old: str, new: str) -> list[Piece]:
    return [piece for piece in (Piece("del", old), Piece("ins", new)) if piece.text]


def _words(before: list[str], after: list[str]) -> Iterator[Piece]:
    if len(before) * len(after) > _MOST_PAIRS:
        yield from _replaced("".join(before), "".join(after))
        return
    deleted = inserted = ""
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        old, new = "".join(before[a:b]), "".join(after[c:d])
        if tag == "equal" and (old.strip(" ") or not (deleted or inserted)):
            yield from _replaced(deleted, inserted)
            yield Piece("", old)
            deleted = inserted = ""
        else:  # a single space between two changes belongs to them
            deleted, inserted = deleted + old, inserted + new
    yield from _replaced(deleted, inserted)


def aligned(old: Sequence[Any], new: Sequence[Any]) -> Iterator[tuple[Any, Any]]:
    """Yield the pairs of old and new items, ``None`` for an inserted or deleted one."""
    before, after = ([json.dumps(item, sort_keys=True) for item in items] for items in (old, new))
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal" or (
            b - a == d - c
            and all(_is_similar(*pair) for pair in zip(old[a:b], new[c:d], strict=True))
        ):
            yield from zip(old[a:b], new[c:d], strict=True)
        else:
            yield from _matched(old[a:b], new[c:d])


def _matched(old: Sequence[Any], new: Sequence[Any]) -> Iterator[tuple[Any, Any]]:
    """Yield the pairs of a changed stretch: each old item with the next similar one."""
    done = 0
    for item in old:
        other = next(
            (place for place in range(done, len(new)) if _is_similar(item, new[place])), None
        )
        if other is None:
            yield item, None
            continue
        yield from ((None, added) for added in new[done:other])
        yield item, new[other]
        done = other + 1
    yield from ((None, added) for added in new[done:])


def _is_similar(old: Any, new: Any) -> bool:
    """Return whether one part may be the other after a change.

    They begin alike, or at least half of their values are equal.
    """
    keys = old.keys() | new.keys()
    same = [key for key in keys if old.get(key) == new.get(key)]
    return 2 * len(same) >= len(keys) or next(iter(old.values()), None) == next(
        iter(new.values()), 0
    )
