"""Sums of money in texts, and the amounts that fees name or that follow from them."""

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from itertools import combinations

from lckm_core._patterns import KeywordPattern, compiled, small_letters
from lckm_core.procedures import parts
from lckm_core.procedures.rules.fees import groups_of
from lckm_core.procedures.rules.numerals import NUMERAL, number_of
from lckm_core.text import EmptyWord

# The first digit stands first, for the engine then looks only where there is one.
SUM = KeywordPattern(
    "zł pln",
    r"(?P<whole>\d(?<![\d.,/-].)(?:\d{0,2}(?:[ .]\d{3})+|\d{0,6}))(?:[.,](?P<cents>\d{2})|,-)?\s*"
    r"(?:(?:zł\b|złot\w*)(?:\s+(?:i\s+)?(?P<grosze>\d{1,2})\s*gr(?:osz\w*)?\b)?|pln\b)",
)
SUM_IN_WORDS = KeywordPattern(
    "złot",
    # „Siedemnaście złotych pięćdziesiąt groszy” is another sum than seventeen.
    rf"\b({NUMERAL}(?:\s+{NUMERAL}){{0,3}})\s+złot(?:e|ych|y)\b"
    r"(?!\s+(?:i\s+)?(?:\w+\s+){1,2}gr(?:osz\w*)?\b)",
)
_PERCENT = re.compile(r"(\d{1,3}(?:[.,]\d{1,2})?)\s?(?:%|procent)", re.IGNORECASE)
_MULTIPLES = (
    ("połow", Decimal("0.5")),
    ("ćwier", Decimal("0.25")),
    ("podwójn", Decimal(2)),
    ("dwukrotn", Decimal(2)),
    ("trzykrotn", Decimal(3)),
    ("potrójn", Decimal(3)),
)
_MORE = r"powiększ|podwyż|zwiększ|wyższ|więcej|dolicz|dopłat|drożej|\bvat\b"
_LESS = r"\bulg|zniżk|obniż|pomniejsz|zmniejsz|rabat|bonifikat|niższ|mniej\b|tani"
_MOST_ADDED = 12
_MOST_SHARES = 24
_CENT = Decimal("0.01")


def sums_in(text: str) -> Iterator[re.Match[str]]:
    """Yield the sums in a text, those in figures first."""
    yield from SUM.finditer(text)
    yield from SUM_IN_WORDS.finditer(text)


def amount_of(said: re.Match[str]) -> Decimal:
    """Return how much a sum is."""
    if said.re.groups == 1:
        return Decimal(number_of(said[1]))
    whole = re.sub(r"[ .]", "", said["whole"])
    return Decimal(f"{whole}.{said['cents'] or (said['grosze'] or '').zfill(2)}")


def tells(fee: parts.Fee, amount: Decimal) -> bool:
    """Return whether a fee's own words tell a sum, as in „dla studentów 17 zł”."""
    return amount in {amount_of(said) for said in sums_in(f"{fee.rule}; {fee.remarks}")}


def known_amounts(
    rows: list[parts.Fee], fees: tuple[parts.FeeGroup, ...] | EmptyWord, texts: list[str]
) -> set[Decimal]:
    """Return every amount that fees name, and what follows from them.

    That is the sum of any two and of all, and each share that the fees or the *texts* state,
    such as 10%.
    """
    amounts = [row.amount for row in rows if row.amount is not None]
    known = set(amounts) | {Decimal(0)}
    if len(amounts) <= _MOST_ADDED:
        known |= {amount + other for amount, other in combinations(amounts, 2)}
    known.add(sum(amounts, Decimal(0)))
    words = [text for row in rows for text in (row.kind, row.rule, row.remarks) if text]
    words += [group.remarks for group in groups_of(fees) if group.remarks]
    known |= {amount_of(said) for said in sums_in("; ".join(words))}
    shares = _shares("; ".join([*words, *texts]))
    known |= {
        (amount * share).quantize(_CENT, ROUND_HALF_UP) for amount in known for share in shares
    }
    return known if known != {Decimal(0)} or not rows else set()


def _shares(text: str) -> list[Decimal]:
    """Return the factors by which a text says that fees are multiplied, raised or lowered."""
    shares = [Decimal(found[1].replace(",", ".")) / 100 for found in _PERCENT.finditer(text)]
    letters = small_letters(text)
    shares += [share for stem, share in _MULTIPLES if stem in letters]
    added = [1 + share for share in shares] if compiled(_MORE).search(text) else []
    taken = [1 - share for share in shares if share < 1] if compiled(_LESS).search(text) else []
    return [*shares, *added, *taken][:_MOST_SHARES]
