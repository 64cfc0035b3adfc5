"""Fees in free lines: kind, amount, account and remarks."""

import re
from collections.abc import Sequence
from typing import Any

from lckm_word.printed._contacts import (
    begins_with,
    is_nothing,
    trimmed,
)
from lckm_word.printed._lines import Line
from lckm_word.printed._part import Read

_ACCOUNT = re.compile(r"(?:PL[ ]?)?\b[0-9]{2}(?:[ -]?[0-9]{4}){6}\b")
_ACCOUNT_WORDS = re.compile(
    r"(?i)[\s,;(–—-]*(?:płatn\w+ |wpłat\w* |przelew\w* )?(?:na )?(?:nr |numer )?"
    r"(?:konta|konto|rachunku|rachunek|rach\.)(?: bankow\w+)?(?: nr| numer)?\s*[:–—-]?\s*$"
)
_MONEY = re.compile(
    r"(?i)(?<![\w,.])(?P<sum>[0-9]{1,3}(?:[ \u00a0.][0-9]{3}){1,3}|[0-9]{1,9})"
    r"(?:[,.](?P<cents>[0-9]{2}|-|–))?\s*(?:zł(?:otych|ote|oty)?\.?|PLN)(?!\w)"
)
_RATE = re.compile(
    r"(?:\s*netto|\s*brutto)?\s*(?:/|za|od)\s*(?:1|jeden|jedną|każd\w+|rozpoczęt\w+)?\s*"
    r"(?:każd\w+ |rozpoczęt\w+ )?"
    r"(?:m²|m2|m\b|mb|metr|km|ha\b|dzień|dobę|tydzień|miesiąc|rok\b|godzin)"
)
_FEE_LABELS = {
    "recipient": (r"odbiorca(?: przelewu)?", r"nazwa odbiorcy"),
    "transfer_title": (r"tytuł(?:em)?(?: przelewu| wpłaty| płatności)?", r"tytułem"),
    "remarks": (r"uwag[ai]",),
}


def fees(lines: Sequence[Line]) -> Read:
    """Read groups of fees: „Opłata skarbowa – 17 zł, rachunek …”, or one account for several."""
    read = Read()
    for line in lines:
        text = line.bare
        account = _ACCOUNT.search(text)
        before = _ACCOUNT_WORDS.sub("", text[: account.start()]) if account else text
        fee_text = f"{before} {text[account.end() :]}" if account else text
        label = next((key for key, words in _FEE_LABELS.items() if begins_with(text, *words)), "")
        if label and read.parts:
            value = text[begins_with(text, *_FEE_LABELS[label]) :].strip()
            read.parts[-1].put(label, value, line.place)
            continue
        if account and not trimmed(fee_text).strip(".") and read.parts:
            read.parts[-1].put("account", account[0], line.place)
            continue
        fee = _fee(fee_text, line)
        if fee is None and account and read.parts:
            read.parts[-1].put("account", account[0], line.place)
            text = trimmed(fee_text)
        if fee is None:
            if read.parts and (account or not line.is_item):
                group = read.parts[-1]
                earlier = group.values.get("remarks")
                group.put("remarks", f"{earlier}\n\n{text}" if earlier else text, line.place)
            else:
                read.left.append(line)
            continue
        if account:
            fee["account"] = account[0]
        is_open = bool(read.parts) and "account" not in read.parts[-1].values
        (read.parts[-1] if is_open else read.begin(line)).add("rows", [fee], line.place)
    return read


def _fee(text: str, line: Line) -> dict[str, Any] | None:
    remarks = ""
    if found := re.search(r"(?i)[\s,;.(–—-]*\buwag[ai]\b\s*[:–—-]\s*(.*)$", text):
        text, remarks = text[: found.start()], trimmed(found[1].rstrip(")"))
    money = _MONEY.search(text)
    fee: dict[str, Any] = {}
    if money is None:
        kind, mark, rule = text.partition(" – ")
        if not mark or not rule.strip():
            kind, mark, rule = text.partition(" - ")
        if not rule.strip():
            kind, mark, rule = text.partition(": ")
        if not rule.strip() or not kind.strip():
            return None
        fee = {"kind": trimmed(kind), "rule": trimmed(rule)}
    elif _RATE.match(text, money.end()) or _MONEY.search(text, money.end()):
        # A rate, or a fee between two amounts: how much it is follows from the words.
        dash = re.search(r"\s[–—-]\s|:\s", text[: money.start()])
        start = dash.end() if dash else money.start()
        rule = trimmed(text[start:]).rstrip(".")
        fee = {"kind": trimmed(text[: dash.start() if dash else start]), "rule": rule}
    else:
        whole = re.sub(r"\D", "", money["sum"])
        cents = money["cents"] if (money["cents"] or "").isdecimal() else "00"
        kind = trimmed(re.sub(r"(?i)[\s,–—:-]*(?:w wysokości|wynosi|w kwocie|kwota:?)\s*$", "",
                              text[: money.start()]))  # fmt: skip
        after = trimmed(text[money.end() :]).strip(" .")
        if not kind:
            kind, after = after, ""
        fee = {"kind": kind, "amount": f"{whole}.{cents}"}
        if after.startswith("(") and after.endswith(")"):
            after = after[1:-1]
        remarks = "; ".join(remark for remark in (after, remarks) if remark)
    return fee | ({"remarks": remarks} if remarks and not is_nothing(remarks) else {})
