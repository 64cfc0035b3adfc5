"""A text as words and numbers without their Polish letters, and the sequences of them that stand together."""

import re
from collections.abc import Container, Iterator, Sequence
from typing import NamedTuple

from lckm_core.redaction._word_endings import plain

_PIECE = re.compile(r"\d++|[^\W\d_]++")
_O_FOR_A_NOUGHT = re.compile(r"(?<=\d)o(?=o*\d)")
_FARTHEST = 4


class Token(NamedTuple):
    """A word or a number: where it stands, and what it is as :func:`plain` writes it."""

    start: int
    end: int
    plain: str


def tokens_of(text: str) -> list[Token]:
    """Return the words and numbers of *text*; „120A” is two pieces, „Nowak-Lis” as well."""
    small = _O_FOR_A_NOUGHT.sub("0", plain(text))
    return [Token(*found.span(), found[0]) for found in _PIECE.finditer(small)]


def stand_together(first: Token, second: Token) -> bool:
    """Return whether no more than a few blanks, signs and line breaks stand between two pieces."""
    return second.start - first.end <= _FARTHEST


def sequences(
    pieces: Sequence[Token], wanted: Sequence[Container[str]], between: Container[str] = ()
) -> Iterator[list[Token]]:
    """Yield the pieces that are, one after another, each in its place of *wanted*; at most three of *between* may stand before any but the first."""
    for at, piece in enumerate(pieces):
        if wanted and piece.plain in wanted[0] and (found := _from(pieces, at, wanted, between)):
            yield found


def _from(
    pieces: Sequence[Token], at: int, wanted: Sequence[Container[str]], between: Container[str]
) -> list[Token] | None:
    found, last, passed = [pieces[at]], at, 0
    while len(found) < len(wanted):
        last += 1
        if last == len(pieces) or not stand_together(pieces[last - 1], pieces[last]):
            return None
        if pieces[last].plain in wanted[len(found)]:
            found.append(pieces[last])
            passed = 0
        elif pieces[last].plain in between and passed < 3:
            passed += 1
        else:
            return None
    return found
