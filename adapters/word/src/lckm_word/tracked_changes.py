"""What became of a text or a list: pieces that stay, go and come, as tracked changes show them."""

import json
import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any, Literal, NamedTuple

Change = Literal["", "ins", "del"]

_TOKEN = re.compile(r"\w+|\n|[^\S\n]+|[^\w\s]")
_MOST_PAIRS = 4_000_000
"""Words of one text times words of the other, beyond which the whole stretch is shown as replaced."""


class Piece(NamedTuple):
    """A stretch of text: what became of it, and its characters."""

    change: Change
    text: str


def pieces(old: str, new: str, *, whole: bool = False) -> list[Piece]:
    """Return how *new* came of *old*, word by word; *whole* says that a value is replaced as one."""
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
    kept, ending = "".join(before[:head]), "".join(before[len(before) - tail :])
    changed = list(_words(before[head : len(before) - tail], after[head : len(after) - tail]))
    return [piece for piece in (Piece("", kept), *changed, Piece("", ending)) if piece.text]


def _replaced(old: str, new: str) -> list[Piece]:
    return [piece for piece in (Piece("del", old), Piece("ins", new)) if piece.text]


def _words(before: list[str], after: list[str]) -> Iterator[Piece]:
    if len(before) * len(after) > _MOST_PAIRS:
        yield from _replaced("".join(before), "".join(after))
        return
    gone = come = ""
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        old, new = "".join(before[a:b]), "".join(after[c:d])
        if tag == "equal" and (old.strip(" ") or not (gone or come)):
            yield from _replaced(gone, come)
            yield Piece("", old)
            gone = come = ""
        else:  # a lone blank between two changes is no island
            gone, come = gone + old, come + new
    yield from _replaced(gone, come)


def aligned(old: Sequence[Any], new: Sequence[Any]) -> Iterator[tuple[Any, Any]]:
    """Yield which item became which: pairs, with ``None`` for what was not there or is no more."""
    before, after = ([json.dumps(item, sort_keys=True) for item in items] for items in (old, new))
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal" or (
            b - a == d - c and all(_alike(*pair) for pair in zip(old[a:b], new[c:d], strict=True))
        ):
            yield from zip(old[a:b], new[c:d], strict=True)
        else:
            yield from _matched(old[a:b], new[c:d])


def _matched(old: Sequence[Any], new: Sequence[Any]) -> Iterator[tuple[Any, Any]]:
    """Yield the pairs of a stretch that changed: each old item with the next new one that it is like."""
    done = 0
    for item in old:
        other = next((place for place in range(done, len(new)) if _alike(item, new[place])), None)
        if other is None:
            yield item, None
            continue
        yield from ((None, inserted) for inserted in new[done:other])
        yield item, new[other]
        done = other + 1
    yield from ((None, inserted) for inserted in new[done:])


def _alike(old: Any, new: Any) -> bool:
    """Return whether one part may be the other after a change: they begin alike, or agree in half of what either has."""
    keys = old.keys() | new.keys()
    same = [key for key in keys if old.get(key) == new.get(key)]
    return 2 * len(same) >= len(keys) or next(iter(old.values()), None) == next(
        iter(new.values()), 0
    )
