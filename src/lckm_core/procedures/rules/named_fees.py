"""Names of fees beside sums in a text: „opłata skarbowa za zaświadczenie wynosi 17 zł”."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from lckm_core._patterns import compiled
from lckm_core.procedures import parts
from lckm_core.procedures.rules.sentences import STOP_BEFORE_BLANK, sentences_of

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
    before = _CLAUSE.split(text[max(0, start - _REACH) : start])[-1].lstrip()
    found = compiled(_BEFORE).search(before)
    names = [name for name in found.groups() if name] if found else []
    behind = compiled(_AFTER).match(text[end : end + _REACH])
    return [*names, behind["fee"]] if behind else names


def _telling_words(name: str) -> frozenset[str]:
    words = re.findall(r"[^\W\d_]{3,}", name.lower())
    return frozenset(word[:4] for word in words if f"{word[:4]} " not in _COMMON)


_OF_A_POWER = (
    r"(?:(?:opłat[aę]\s+(?:skarbow[aą]\s+)?)?(?:za|od)\s+(?:(?:złożeni[ea]|udzieleni[ea])\s+)?"
    r"pełnomocnictw[oa]|pełnomocnictwo)\s+(?:(?:trzeba|należy|musisz)\s+)?"
    r"(?:wynosi|kosztuje|to|jest|zapłacić|zapłacisz|płacisz|płaci\s+się|wnosi\s+się|wpłać|zapłać"
    r"|pobieramy)\s+(?:opłatę\s+)?(?:w\s+wysokości\s+|równa\s+)?(?P<sum>\d+(?:,\d\d)?)\s*zł\w*"
)
"""A whole sentence on what one power of attorney costs."""


def sums_of_powers(text: str) -> Iterator[tuple[int, str, Decimal]]:
    """Yield the sums that whole sentences tell of one power of attorney.

    Each comes with its place and its words.
    """
    for start, sentence in sentences_of(text, STOP_BEFORE_BLANK):
        if found := compiled(_OF_A_POWER).fullmatch(sentence):
            amount = Decimal(found["sum"].replace(",", "."))
            yield start + found.start("sum"), f"{found['sum']} zł", amount
