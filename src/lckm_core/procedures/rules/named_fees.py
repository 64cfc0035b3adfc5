"""Names of fees beside sums in a text: „opłata skarbowa za zaświadczenie wynosi 17 zł”."""

import re
from collections.abc import Sequence
from decimal import Decimal

from lckm_core._patterns import compiled
from lckm_core.procedures import parts

_NAME = r"(?:[^\W\d_]+[\s-]){0,5}?[^\W\d_]+"
_PAID = r"zapłacisz|zapłać|płacisz|płaci\s+się|wpłać|pobieramy|pobiera\s+się|wnosisz|wnosi\s+się"
_BEFORE = (
    rf"(?:\bopłat[aęąy]\s+(?:\w+[aąę]\s+)?(?:za|od)\s+(?P<fee>{_NAME})"
    r"(?:\s+(?:jest\s+)?w\s+(?:wysokości|kwocie)|\s+(?:wynosi|to|jest)|\s*[:–(-])?"
    rf"|(?:^|[,:]\s|\s[aiw]\s|\boraz\s|\bza\s)(?P<thing>{_NAME})\s+kosztuje"
    rf"|\bza\s+(?P<paid>{_NAME})\s+(?:{_PAID})"
    rf"|(?:^|[,:]\s|\s[ai]\s|\boraz\s)(?:za\s+)?(?P<listed>{_NAME})\s*[:–-])\s*$"
)
_AFTER = (
    r"\s*(?:opłaty\s+(?:skarbowej\s+)?)?(?:za|od)\s+"
    rf"(?P<fee>{_NAME})\s*(?=[,.;()\n]|$|\s(?:i|oraz|a|lub|albo)\s)"
)
_REACH = 140
_CLAUSE = re.compile(r"[.;()\n]\s")
_COMMON = "opła skar admi ewid wyda wyst złoż udzi spor doko doku doda wnie samo sama sam "
"""The first letters of words that do not tell one fee from another."""


def fee_named(
    text: str, start: int, end: int, amount: Decimal, rows: Sequence[parts.Fee]
) -> parts.Fee | None:
    """Return the fee that a sum is said to be of, where it is that of another fee alone.

    Every word of the name, but for those that all fees have, has to be among the fee's own.

    Args:
        text: what says the sum.
        start: where the sum begins.
        end: where it ends.
        amount: how much it is.
        rows: every fee of the description.
    """
    names = _names(text, start, end)
    for name in names:
        words = _telling_words(name)
        if not words:
            continue
        named = [row for row in rows if words <= _telling_words(row.kind)]
        if named and all(row.amount not in (None, amount) for row in named):
            return named[0]
        if named:
            return None
    return None


def _names(text: str, start: int, end: int) -> list[str]:
    """Return the words right before a sum, or behind it, that may name a fee."""
    before = _CLAUSE.split(text[max(0, start - _REACH) : start])[-1]
    found = compiled(_BEFORE).search(before)
    names = [name for name in found.groups() if name] if found else []
    behind = compiled(_AFTER).match(text[end : end + _REACH])
    return [*names, behind["fee"]] if behind else names


def _telling_words(name: str) -> frozenset[str]:
    words = re.findall(r"[^\W\d_]{3,}", name.lower())
    return frozenset(word[:4] for word in words if f"{word[:4]} " not in _COMMON)
