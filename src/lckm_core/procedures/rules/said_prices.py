"""Ranges of fees that texts tell, „od 200 zł do 300 zł”, and answers on what is paid."""

import re
from collections.abc import Collection, Iterator
from decimal import Decimal
from typing import NamedTuple

from lckm_core._patterns import KeywordPattern, compiled, small_letters
from lckm_core.procedures import parts

_AMOUNT = r"\d{1,3}(?:[ .]\d{3}){1,3}+(?:,\d{2})?|\d{1,6}(?:,\d{2})?"
_RANGE = KeywordPattern(
    "zł pln",
    rf"(?<![\d.,/-])(?P<low>{_AMOUNT})\s*(?:zł\s*)?"
    r"(?:\s?[-–]\s?|(?:(?<=zł )[^.;\d\n]{0,60}\s)?do\s+)"
    rf"(?P<high>{_AMOUNT})\s*(?:zł\b|złot|pln\b)",
)
_PRICED = (
    r"\b(?:kosztuj\w{1,3}|(?:opłat[aąęy]|koszt)\b[^.;\n]{0,80}?\bwynos(?:i|zą)|koszt\s+\w+\s+to"
    r"|zapłac(?:isz|ą)|płaci(?:\s+się|sz)?|opłata\b[^.;\n]{0,80}\s[–-])\s+(?:od\s+)?$"
)
"""What leads to a range of fees."""
_REACH = 140
_SUBJECT = (
    r"\b(?:za|kosztuj\w{1,4}|koszt(?:u|em)?)\s+(?P<paid>[^\W\d_]{4,40})"
    r"|\b(?P<costs>[^\W\d_]{4,40})\s+kosztuj"
)
"""What is paid for, where that is said."""
_RECKONED = re.compile(r"%|procent")
_ASKS_THE_PRICE = r"\bile\b|\bopłat|\bkoszt|\bpłac|\bzapłac"
_STEM = 5


class Range(NamedTuple):
    """The lowest and the highest sum that a text tells: its place, and each with its words."""

    start: int
    low: tuple[str, Decimal]
    high: tuple[str, Decimal]


def are_all_known(rows: Collection[parts.Fee]) -> bool:
    """Return whether every fee has a sum, or is a share of others that have."""
    priced = [row for row in rows if row.amount is not None]
    if len(priced) < len(rows):
        # A share of what is not listed may be any sum; a power of attorney has none of it.
        priced = [row for row in priced if "pełnomoc" not in small_letters(row.kind)]
        if not priced or not all(row.amount or _RECKONED.search(row.rule or "") for row in rows):
            return False
    return True


def may_hold_a_range(text: str) -> bool:
    """Return whether a text holds two sums with „do” or a dash between."""
    return _RANGE.compiled.search(text) is not None


def ranges(sentence: str, *, answers: bool = False) -> Iterator[Range]:
    """Yield the ranges that a sentence calls the price, or that answer a question on it."""
    for said in _RANGE.finditer(sentence):
        before = sentence[max(0, said.start() - _REACH) : said.start()]
        if answers or compiled(_PRICED).search(before):
            yield Range(
                said.start(),
                (f"{said['low']} zł", _decimal(said["low"])),
                (f"{said['high']} zł", _decimal(said["high"])),
            )


def is_said_of(rows: Collection[parts.Fee], words: str) -> bool:
    """Return whether words on a price name no other thing than what some fees are for."""
    named = [
        small_letters(found["paid"] or found["costs"])[:_STEM]
        for found in compiled(_SUBJECT).finditer(words)
    ]
    if not named:
        return True
    kinds = small_letters(" ".join(row.kind for row in rows))
    return all(stem in kinds or stem.startswith(("opłat", "koszt", "ile")) for stem in named)


def asks_the_price(question: str) -> bool:
    """Return whether a question is on what is to be paid."""
    return compiled(_ASKS_THE_PRICE).search(question) is not None


def _decimal(amount: str) -> Decimal:
    return Decimal(re.sub(r"[ .]", "", amount).replace(",", "."))
