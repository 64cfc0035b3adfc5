"""Runs of digits in groups, as people write long numbers."""

import re
from collections.abc import Iterator
from itertools import accumulate

from lckm_core.redaction._patterns import compiled

_SPACE = r"[^\S\n]|[\u200b-\u200d\u2060\ufeff\u00ad]"
# An O among digits is a mistyped zero.
_DIGIT = (
    r"(?:\d|O(?=\d)|(?<=\d)o(?=\d)|(?<=\d)O(?!\w)"
    # „6oo 123 456”, „782 ooo 114”.
    r"|(?<=\d)[oO](?=[oO])|(?<=\d[oO])[oO](?=\d|(?!\w))|(?<![\w])[oO]{2}(?=\d)"
    r"|(?<=[\doO][ -])[oO]{3}(?!\w))"
)
_GAP = rf"(?:{_SPACE}|[-‐‑–.()/_]|\n(?!\n)){{1,3}}"
_RUN = rf"{_DIGIT}++(?:{_GAP}{_DIGIT}++)*+"
_GROUP = rf"{_DIGIT}++"
# Part of a longer word, a file's name, a web address or a decimal fraction; but
# „601234567lub602345678” is two numbers.
_OR = r"(?:lub|albo|oraz|i)"
# To the very end: „$” would join a line to the word that ends the line above.
_JOINED_LEFT = r"[\w=/#&?]\Z|(?<!\d)\d{1,8}[.,]\Z"
_JOINED_RIGHT = r"\w|[._][^\W_]|,\d{1,8}(?!\d)"
_OR_BEFORE = rf"(?<![^\W\d_]){_OR}\Z"
_OR_AFTER = rf"{_OR}\d|[a-ząćęłńóśźż]{{3,}}+(?![\w.])"


class DigitRun:
    """A run of digits in groups."""

    def __init__(self, run: re.Match[str]) -> None:
        self._text = run.string
        self._places = [
            group.span() for group in compiled(_GROUP).finditer(run.string, *run.span())
        ]
        self.groups = [_ascii_digits(run.string[start:end]) for start, end in self._places]
        self.total = sum(map(len, self.groups))
        self.next_group = 0
        """The first group that belongs to no number seen so far."""

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
        """Return the last group of each number from *first*, by length.

        *most* is the greatest number of digits.
        """
        window = self.groups[first : first + most]
        return {
            length: first + at
            for at, length in enumerate(accumulate(map(len, window)))
            if length <= most
        }

    def is_attached(self, text: str, first: int, last: int) -> bool:
        """Return whether the groups are part of something longer."""
        start = self.start(first)
        end = self.end(last)
        left = text[max(0, start - 10) : start]
        # „601234567/602345678”: what was seen right before it is a number of its own.
        free_on_the_left = (
            first == self.next_group > 0
            or not compiled(_JOINED_LEFT).search(left)
            or compiled(_OR_BEFORE).search(left)
        )
        if not free_on_the_left:
            return True
        joined = compiled(_JOINED_RIGHT).match(text, end)
        return joined is not None and not compiled(_OR_AFTER).match(text, end)


def digit_runs(text: str) -> Iterator[DigitRun]:
    """Yield the runs of digits in *text*, each as long as it can be."""
    return map(DigitRun, compiled(_RUN).finditer(text))


def _ascii_digits(group: str) -> str:
    if group.isascii() and group.isdecimal():
        return group
    return "".join("0" if sign in "Oo" else str(int(sign)) for sign in group)
