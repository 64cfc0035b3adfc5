"""Sums in the remarks on fees, held against the amount of the fee that they are on."""

from decimal import Decimal

import attrs

from lckm_core._patterns import compiled
from lckm_core.procedures import parts
from lckm_core.procedures.rules.fee_amounts import known_amounts, tells
from lckm_core.procedures.rules.fees import (
    POWER_OF_ATTORNEY,
    groups_of,
    remarks_on_a_fee,
    without_remarks,
)
from lckm_core.procedures.rules.named_fees import sums_of_powers
from lckm_core.procedures.rules.registry import RuleFaults
from lckm_core.procedures.rules.sum_words import OF_SOME
from lckm_core.text import EmptyWord, Message

_ASKED_IN_REMARKS = (
    r"\D*\b(?:wpła(?:ć|cie|ty|cisz)|zapła(?:ć|ty|cisz)|przelej|kwot[aęy]|opłat[aęy]|płaci(?:sz"
    r"|\s+się))\s+(?:(?:w\s+(?:wysokości|kwocie)|wynosi|to)\s+)?(?P<sum>\d+(?:,\d\d)?)\s*zł\b\D*"
)
_WHEN_IT_IS_PAID = (
    r"\b(?:przy|podczas)\s+(?:składani|złożeni|odbior|odbieran|odebrani)\w*"
    r"(?:\s+(?:wniosku|zgłoszenia|dokument\w*|zaświadczenia|decyzji|pełnomocnictwa))?"
)
_OF_A_THING = r"\b(?:za|od|każd\w*|drugi\w*|kopi\w*|odpis\w*)\b"


def other_sums_in_remarks(
    fees: tuple[parts.FeeGroup, ...] | EmptyWord, rows: list[parts.Fee]
) -> RuleFaults:
    """Yield the remarks on a fee that ask to pay a sum of which no fees are."""
    bare: list[parts.Fee] = []
    for place, row, remarks in remarks_on_a_fee(fees):
        found = compiled(_ASKED_IN_REMARKS).fullmatch(remarks)
        if row.amount is None or not found:
            continue
        words, count = compiled(_WHEN_IT_IS_PAID).subn(" ", found[0])
        if compiled(OF_SOME).search(words) or (count and compiled(_OF_A_THING).search(words)):
            continue
        bare = bare or [attrs.evolve(other, remarks=None) for other in rows]
        others = fees if "rows" in place else without_remarks(fees)
        if Decimal(found["sum"].replace(",", ".")) not in known_amounts(bare, others, []):
            yield place, of_another_sum(row, f"{found['sum']} zł"), found.start("sum")


def other_sums_of_powers(
    fees: tuple[parts.FeeGroup, ...] | EmptyWord, rows: list[parts.Fee]
) -> RuleFaults:
    """Yield the remarks on a group of fees that tell another sum for the power of attorney."""
    powers = [row for row in rows if POWER_OF_ATTORNEY.search(row.kind)]
    for at, group in enumerate(groups_of(fees) if len(powers) == 1 else ()):
        for start, words, amount in sums_of_powers(group.remarks or ""):
            if powers[0].amount not in (None, amount) and not tells(powers[0], amount):
                yield ("fees", at, "remarks"), of_another_sum(powers[0], words), start


def of_another_sum(fee: parts.Fee, words: str) -> Message:
    """Return the message that words tell another sum than a fee has."""
    amount = f"{fee.amount}".replace(".", ",")
    return Message(
        f"Tekst mówi, że opłata „{fee.kind}” wynosi „{words}”, a w polu „Opłaty” jest {amount} zł. "
        "Popraw jedno z nich.",
        f"The text says that the fee “{fee.kind}” is “{words}”, and “fees” has {fee.amount} zł. "
        "Fix one of them.",
    )
