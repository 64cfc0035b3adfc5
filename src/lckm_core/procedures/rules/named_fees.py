"""Names of fees beside sums in a text: „opłata skarbowa za zaświadczenie wynosi 17 zł”."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

from lckm_core._patterns import compiled
from lckm_core.procedures import parts
from lckm_core.procedures.rules.sentences import STOP_BEFORE_BLANK, sentences_of

_LIMIT = r"\b(?P<side>do|od|powyżej|poniżej|ponad)\s+(?P<limit>\d+(?:,\d+)?)\s?%?"
_WORD = r"(?:(?:do|od|powyżej|poniżej|ponad)\s+\d+(?:,\d+)?\s?%?|[^\W\d_]+)"
"""A word of a name, or a limit, „powyżej 18%”."""
_NAME = rf"(?:{_WORD}[\s-]{{1,2}}){{0,5}}?{_WORD}"
_PAID = r"zapłacisz|zapłać|płacisz|płaci\s+się|wpłać|pobieramy|pobiera\s+się|wnosisz|wnosi\s+się"
_BEFORE = (
    rf"(?:\bopłat[aęąy]\s+(?:\w+[aąę]\s+)?(?:za|od)\s+(?P<fee>{_NAME})"
    r"(?:\s+(?:jest\s+)?w\s+(?:wysokości|kwocie)|\s+(?:wynosi|to|jest)|\s*[:–(-])?"
    rf"|(?:^|[,:]\s+|\s[aiw]\s+|\boraz\s+|\bza\s+)(?P<thing>{_NAME})\s+kosztuje"
    rf"|\bza\s+(?P<paid>{_NAME})\s+(?:{_PAID})"
    rf"|(?:^|[,:]\s+|\s[ai]\s+|\boraz\s+)(?:za\s+)?(?P<listed>{_NAME})\s*[:–-])\s*$"
)
_AFTER = (
    r"\s*(?:opłaty\s+(?:skarbowej\s+)?)?(?:za|od)\s+"
    rf"(?P<fee>{_NAME})\s*(?=[,.;()\n]|$|\s(?:i|oraz|a|lub|albo)\s)"
)
_REACH = 140
_DUPLICATE = r"\b(?:duplikat|wtórnik)\w*"
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
    before = _CLAUSE.split(text[max(0, start - _REACH) : start])[-1].lstrip("\n -–*•")
    found = compiled(_BEFORE).search(before)
    names = [name for name in found.groups() if name] if found else []
    behind = compiled(_AFTER).match(text[end : end + _REACH])
    return [*names, behind["fee"]] if behind else names


@lru_cache(maxsize=256)  # each sum is held against the names of all fees
def _telling_words(name: str) -> frozenset[str]:
    limits = limits_in(name)
    words = re.findall(r"[^\W\d_]{3,}", without_limits(name.lower(), limits))
    return limits | frozenset(word[:4] for word in words if f"{word[:4]} " not in _COMMON)


def limits_in(names: str) -> frozenset[str]:
    """Return the limits that names of fees have, as „powyżej 18”."""
    return frozenset(map(_limit, compiled(_LIMIT).finditer(names)))


def without_limits(words: str, limits: frozenset[str]) -> str:
    """Return words without those limits among them that the names of fees have."""
    if not limits:
        return words
    return compiled(_LIMIT).sub(lambda found: "" if _limit(found) in limits else found[0], words)


def without_duplicates(sentence: str, rows: Sequence[parts.Fee]) -> str:
    """Return a sentence without „duplikat”, where a fee is for one and not an extra beside it."""
    is_for_it = any(compiled(_DUPLICATE).search(row.kind) for row in rows)
    return compiled(_DUPLICATE).sub("", sentence) if is_for_it else sentence


def _limit(found: re.Match[str]) -> str:
    return f"{found['side'].lower()} {found['limit']}"


_FOR_A_THING = (
    rf"(?:^\s*|[,:]\s+|\s[ai]\s+|\boraz\s+)za\s+(?P<thing>{_NAME})\s+(?:{_PAID})\s*$"
    rf"|(?:{_PAID})\s.*(?:,\s+|\s[ai]\s+|\boraz\s+)za\s+(?P<next>{_NAME})\s*[:–-]?\s*$"
)


def is_for_things_of_fees(before: str, rows: Sequence[parts.Fee]) -> bool:
    """Return whether the words before a sum say that it is for what some fees are for.

    „Za napoje do 18% i piwo płaci się …” is of two fees. Each of them has to have a sum.
    """
    found = compiled(_FOR_A_THING).search(before[-_REACH:])
    thing = _telling_words(found["thing"] or found["next"]) if found else frozenset()
    of_it = [row for row in rows if thing & _telling_words(row.kind)]
    named = frozenset[str]().union(*(_telling_words(row.kind) for row in of_it))
    return bool(thing) and thing <= named and all(row.amount is not None for row in of_it)


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


_LISTED_SUM = rf"(?P<name>{_NAME})\s*[:–-]?\s+(?P<sum>\d+(?:,\d\d)?)\s*zł"


def listed_sums(
    phrase: str, rows: Sequence[parts.Fee]
) -> Iterator[tuple[int, str, Decimal, parts.Fee]]:
    """Yield the sums of a phrase that lists fees, each with the one fee that its name is of.

    „Abonament roczny 100 zł, półroczny 60 zł”: where a part names no fee, nothing is yielded.
    """
    listed = []
    start = 0
    for part in phrase.split(", "):
        found = compiled(_LISTED_SUM).fullmatch(part.strip())
        words = _telling_words(found["name"]) if found else frozenset()
        of_it = [row for row in rows if words and words <= _telling_words(row.kind)]
        if found is None or not of_it:
            return
        if len(of_it) == 1:
            amount = Decimal(found["sum"].replace(",", "."))
            listed.append((start + found.start("sum"), f"{found['sum']} zł", amount, of_it[0]))
        start += len(part) + 2
    yield from listed
