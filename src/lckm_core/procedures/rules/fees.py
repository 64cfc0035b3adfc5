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


# „Pełnomocnik Prezydenta ds. …” and „pełnomocnik do spraw …” are offices.
_PROXY = re.compile(
    r"pełnomocni[kc]\w*(?!\s+(?:prezydenta|wojewody|rządu|rektora|ds\.|do\s+spraw))", re.IGNORECASE
)
_NO_PROXY = re.compile(
    r"(?:\bnie\s+(?:można|moż\w+|wolno|ma\s+możliwości|jest\s+możliw\w+|da\s+się|przyjm\w+|"
    r"działa|reprezentuj\w+|ustanawia|dopuszcz\w+|przewidu\w+|załatwi\w*|składa|zastąpi)"
    r"|\bbrak\s+możliwości|\bbez\b|\bniemożliw\w+|\bwykluczon\w+|\bżad\w+)[^.;\n]{0,80}pełnomocni[kc]"
    r"|pełnomocni[kc]\w*[^.;,\n]{0,40}\bnie\s+(?:moż\w+|jest|są|wolno|dopuszcz\w+|załatwi\w*)"
    r"|pełnomocni[kc]\w*[^.;,\n]{0,40}\b(?:niemożliw|niedopuszcz|wykluczon)",
    re.IGNORECASE,
)
_POWER = re.compile(r"pełnomocnictw|prokur|upoważnieni", re.IGNORECASE)
_FREE = re.compile(
    r"pełnomocnictw[^.;\n]{0,80}(?:zwolnion|nie podlega|bezpłatn|bez opłat|nie pobiera|nieodpłatn|"
    r"woln\w+ od opłat|nie wymaga (?:\w+ )?opłat|nie wnosi|nie płaci)"
    r"|(?:zwolnion|nie podlega|bezpłatn|bez opłat|nie pobiera|nieodpłatn|nie wnosi|nie płaci)\w*"
    r"[^.;\n]{0,80}pełnomocnictw",
    re.IGNORECASE,
)
"""A sentence that says why no fee for the power of attorney is listed."""
_EXCEPT_POWER = re.compile(
    r"(?:wyjątkiem|oprócz|poza)\s+(?:\w+\s+){0,3}pełnomocnictw", re.IGNORECASE
)


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
    sentences = [sentence for text in texts for sentence in re.split(r"(?<=[.;])\s|\n", text)]
    says_fee = any(_EXCEPT_POWER.search(text) for text in texts)
    if any(_FREE.search(sentence) for sentence in sentences) and not says_fee:
        return
    if not says_fee and not any(
        _PROXY.search(sentence) and not _NO_PROXY.search(sentence) for sentence in sentences
    ):
        return
    groups = () if isinstance(fees, EmptyWord) else fees
    mentions = chain.from_iterable(
        (
            group.remarks or "",
            *chain.from_iterable(
                (fee.kind, fee.rule or "", fee.remarks or "") for fee in group.rows
            ),
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
