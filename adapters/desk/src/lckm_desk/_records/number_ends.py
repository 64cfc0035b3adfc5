"""Numbers as people type them: in small letters, with blanks, or their end alone."""

from collections.abc import Iterable
from string import digits
from typing import Final

LONGEST_END: Final = 12
"""How many digits the end of a number has at most."""


_HYPHENS: Final = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-"))


def squeeze(typed: str) -> str:
    """Return a number as it is given: without blanks, in capital letters, with hyphens.

    Word turns hyphens into dashes.
    """
    return "".join(typed.split()).upper().translate(_HYPHENS)


def split_number(number: str) -> tuple[str, str]:
    """Return a number split before its last digits."""
    before = number.rstrip(digits)
    return before, number[len(before) :]


def numbers_meant(typed: str, known: Iterable[str]) -> list[str]:
    """Return the known numbers that may be meant.

    A whole number counts in letters of any case, and an end without its zeros and hyphens: „1238”
    and „ka 1238” mean „KA-01238”.
    """
    before, end = split_number(squeeze(typed))
    if not 1 <= len(end) <= LONGEST_END:
        return []
    before, count = before.replace("-", ""), int(end)
    return [
        number
        for number in known
        for series, last in (split_number(number),)
        if last and int(last) == count and series.replace("-", "").upper().endswith(before)
    ]
