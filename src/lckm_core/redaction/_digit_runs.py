"""Runs of digits in groups, as people write long numbers."""

import re
from collections.abc import Iterator
from itertools import accumulate

_SPACE = r"[^\S\n]|[\u200b-\u200d\u2060\ufeff\u00ad]"
# A capital O among digits is a nought that somebody typed so.
_DIGIT = r"(?:\d|O(?=\d))"
_BETWEEN = rf"(?:{_SPACE}|[-‐‑–.()/_]|\n(?!\n)){{1,3}}"
_RUN = re.compile(rf"{_DIGIT}++(?:{_BETWEEN}{_DIGIT}++)*+")
_GROUP = re.compile(rf"{_DIGIT}++")
# Part of a longer word, a file's name, a web address or a decimal fraction; but „601234567lub602345678” is two numbers.
_OR = r"(?:lub|albo|oraz|i)"
_FROM_THE_LEFT = re.compile(r"[\w=/#&?]$|(?<!\d)\d{1,8}[.,]$")
_TO_THE_RIGHT = re.compile(r"\w|[._][^\W_]|,\d{1,8}(?!\d)")
_OR_BEFORE = re.compile(rf"(?<![^\W\d_]){_OR}$")
_OR_AFTER = re.compile(rf"{_OR}\d|[a-ząćęłńóśźż]{{3,}}+(?![\w.])")


class DigitRun:
    """A run of digits: its groups, where each stands, and what stands between them."""

    def __init__(self, found: re.Match[str]) -> None:
        self._places = [group.span() for group in _GROUP.finditer(found.string, *found.span())]
        self._text = found.string
        self.taken = 0
        """The first group that belongs to no number seen so far."""
        self.groups = [_plain(found.string[start:end]) for start, end in self._places]
        self.total = sum(map(len, self.groups))

    def start(self, group: int) -> int:
        """Return where *group* begins in the text."""
        return self._places[group][0]

    def end(self, group: int) -> int:
        """Return where *group* ends in the text."""
        return self._places[group][1]

    def digits(self, first: int, last: int) -> str:
        """Return the digits from group *first* to group *last*."""
        return "".join(self.groups[first : last + 1])

    def shape(self, first: int, last: int) -> tuple[int, ...]:
        """Return how many digits each group has, from *first* to *last*."""
        return tuple(len(group) for group in self.groups[first : last + 1])

    def gaps(self, first: int, last: int) -> set[str]:
        """Return what stands between the groups from *first* to *last*."""
        return {self._text[self.end(group) : self.start(group + 1)] for group in range(first, last)}

    def ends(self, first: int, most: int) -> dict[int, int]:
        """Return, for each number of digits up to *most* that whole groups from *first* on make up, the last of them."""
        window = self.groups[first : first + most]
        return {
            length: first + at
            for at, length in enumerate(accumulate(map(len, window)))
            if length <= most
        }

    def is_attached(self, text: str, first: int, last: int) -> bool:
        """Return whether the groups are part of a longer word, a file's name, a web address or a decimal fraction."""
        start, end = self.start(first), self.end(last)
        left = text[max(0, start - 10) : start]
        # „601234567/602345678”: what was seen right before it is a number of its own.
        alone = (
            first == self.taken > 0 or not _FROM_THE_LEFT.search(left) or _OR_BEFORE.search(left)
        )
        return not alone or (
            _TO_THE_RIGHT.match(text, end) is not None and not _OR_AFTER.match(text, end)
        )


def digit_runs(text: str) -> Iterator[DigitRun]:
    """Yield the runs of digits in *text*, each as long as it can be."""
    return map(DigitRun, _RUN.finditer(text))


def _plain(group: str) -> str:
    """Return *group* in ASCII digits."""
    if group.isascii() and group.isdecimal():
        return group
    return "".join("0" if sign == "O" else str(int(sign)) for sign in group)
