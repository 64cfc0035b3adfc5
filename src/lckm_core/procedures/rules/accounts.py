"""Account numbers in texts, held against those of „Opłaty”."""

import re

from lckm_core._patterns import compiled
from lckm_core.procedures import parts
from lckm_core.procedures.rules.contradictions import Contradiction
from lckm_core.procedures.rules.fees import rows_of
from lckm_core.procedures.rules.registry import WARNING, RuleFaults, rule
from lckm_core.procedures.rules.stated_fees import is_thing_of
from lckm_core.procedures.rules.statements import statements
from lckm_core.procedures.rules.texts import PROSE, Path, Texts
from lckm_core.procedures.template import CallCentre
from lckm_core.text import EmptyWord, Message

_KEYWORDS = ("kont", "rachun", "przelew", "wpła", "opłat")
_ACCOUNT = re.compile(r"\d(?<![\d-].)\d(?:[ -]{0,2}\d{4}){6}(?![ -]?\d)")
_FEE_FOR = (
    r"\bopłat\w*\s+(?:\w+\s+)?za\s+([^\W\d_]+"
    r"(?:\s+(?!(?:w?płac|wpłać|zapłać|wn[oi][se]|przel|uiszcz|należy|trzeba|na)\w*)[^\W\d_]+)?)"
)
_OTHER_PAYMENT = (
    r"kaucj|wadium|depozyt|zabezpiecz|darowizn|zwrot|zwrac|odszkod|mandat|grzywn|czynsz|podat"
    r"|zbiórk|swoje|twoje|własne|poprzedni|dawn|niezna|\bjuż\s+nie\b|\bnie\s+(?:wpłac|używ)"
)
"""What is paid besides the fees, and an account to which nothing is paid."""


@rule(
    "LCKM-R090",
    "zał. 2 § 9 ust. 2",
    "numer rachunku w tekście inny niż w „Opłatach”",
    WARNING,
    part="title steps call_centre",
)
def texts_agree_on_accounts(
    title: str | None,
    steps: tuple[parts.Step, ...],
    fees: tuple[parts.FeeGroup, ...] | EmptyWord,
    call_centre: CallCentre | None,
    texts: Texts,
) -> RuleFaults:
    """A text tells another account for the fees than they have."""
    accounts = () if isinstance(fees, EmptyWord) else _accounts(fees)
    if not accounts:
        return
    # Most texts have no account, which takes less time to see in all of them at once.
    together = (texts.typed(*PROSE), texts.typed("call_centre"))
    if not any(map(_ACCOUNT.search, together)):
        return
    known = re.sub(r"[\s-]", "", texts.typed("fees"))
    names = f"{title or ''} {texts.typed('fees')}"
    for said in statements(texts, _KEYWORDS, steps, call_centre):
        for found in _ACCOUNT.finditer(said.words):
            if re.sub(r"[ -]", "", found[0]) in known:
                continue
            words = f"{said.asked} {said.step} {said.words}"
            thing = compiled(_FEE_FOR).search(words)
            is_ours = thing is None or is_thing_of(thing[1], names)
            if is_ours and not compiled(_OTHER_PAYMENT).search(words):
                yield Contradiction(
                    said.path,
                    Message(
                        f"Rachunku „{found[0]}” nie ma przy opłatach.",
                        f"The fees do not have the account “{found[0]}”.",
                    ),
                    said.start,
                    accounts[0],
                    quotes=True,
                    advice=Message("Popraw numer tu albo tam.", "Fix the number here or there."),
                )


def _accounts(fees: tuple[parts.FeeGroup, ...]) -> list[Path]:
    """Return the paths of the accounts that groups of fees, and fees, have."""
    found: list[Path] = []
    for at, group in enumerate(fees):
        if group.account:
            found.append(("fees", at, "account"))
        rows = enumerate(rows_of(group))
        found += [("fees", at, "rows", index, "account") for index, fee in rows if fee.account]
    return found
