"""Rules of „Opłaty”."""

import re
from itertools import chain

from lckm_core.procedures import parts
from lckm_core.procedures.rules.registry import WARNING, RuleFaults, rule
from lckm_core.text import EmptyWord, Message


@rule("LCKM-R016", "wzór: Opłaty", "opłata bez numeru konta", each="fees")
def fee_has_an_account(group: parts.FeeGroup) -> RuleFaults:
    """A fee has no account to pay it to, neither its own nor its group's (interpretation I16)."""
    for index, fee in enumerate(group.rows):
        if not (fee.account or group.account):
            yield (
                ("rows", index),
                Message(
                    f"Opłata „{fee.kind}” nie ma numeru konta. "
                    "Podaj „account” przy opłacie albo wspólny dla grupy.",
                    f"The fee “{fee.kind}” has no account. "
                    "Give “account” with the fee or one for its group.",
                ),
            )


_PROXY = re.compile(r"pełnomocni[kc]", re.IGNORECASE)
_NO_PROXY = re.compile(r"\bnie\s+(?:można|może|wolno)\b[^.]{0,60}pełnomocni[kc]", re.IGNORECASE)
_POWER = re.compile(r"pełnomocnictw", re.IGNORECASE)


def only_proxy_fees(fees: tuple[parts.FeeGroup, ...]) -> bool:
    """Return whether every fee is one for a power of attorney."""
    return all(_POWER.search(fee.kind) for group in fees for fee in group.rows)


@rule(
    "LCKM-R017",
    "wzór: Opłaty",
    "brak opłaty za pełnomocnictwo, choć można działać przez pełnomocnika",
    WARNING,
    part="summary how_to additional_info",
)
def proxy_fee_is_mentioned(
    summary: str | None,
    how_to: str | None,
    additional_info: str | None,
    useful_info: tuple[str, ...],
    fees: tuple[parts.FeeGroup, ...] | EmptyWord,
) -> RuleFaults:
    """A proxy may act, yet the fee for the power of attorney is not mentioned."""
    texts = (summary or "", how_to or "", additional_info or "", *useful_info)
    if not any(_PROXY.search(text) and not _NO_PROXY.search(text) for text in texts) or any(
        "wyjątkiem pełnomocnictwa" in text for text in useful_info
    ):
        return
    groups = () if isinstance(fees, EmptyWord) else fees
    mentions = chain.from_iterable(
        (
            group.remarks or "",
            *chain.from_iterable((fee.kind, fee.remarks or "") for fee in group.rows),
        )
        for group in groups
    )
    if not any(_POWER.search(text) for text in mentions):
        yield (
            ("fees",),
            Message(
                "Opis mówi o pełnomocniku, a w opłatach nie ma opłaty za pełnomocnictwo. "
                "Dodaj ją albo napisz w uwagach, że jej nie ma.",
                "The text speaks of a proxy but no fee for the power of attorney is mentioned. "
                "Add it, or say in remarks that none is due.",
            ),
        )
