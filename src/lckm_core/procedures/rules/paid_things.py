"""What fees are for, and whether one is due for a thing in every case."""

from lckm_core._patterns import compiled
from lckm_core.procedures import parts
from lckm_core.procedures.rules.fees import (
    A_FEE,
    POWER_OF_ATTORNEY,
    Fees,
    fee_rows,
    groups_of,
    rows_of,
)

FREE = (
    r"(?:bezpłatn\w+|nieodpłatn\w+|darmow\w+|za\s+darmo|gratis(?:ow\w+)?"
    rf"|(?:bez|woln\w+\s+od|zwolnion\w+\s+(?:z|od))\s+{A_FEE})"
)
_ADJECTIVE = r"\w{3,}(?:n|ow|cz|sk|k|t|on|an)(?:y|a|e|ego|ej|ą|ych)"
_GENERAL_KIND = r"\bopłata(?:\s+(?:skarbow\w+|administracyjn\w+|ewidencyjn\w+))?(?:\s+za)?\b"
_FOR = r"\bza\s+(?P<what>[^\W\d_][^.,;\n]{2,80})"
_APPLICATION_ALONE = (
    r"(?:wnios(?:ek|ku|ki)|podani[ea]|zgłoszeni[ea])"
    r"(?:\s+(?:on-?line|elektroniczn\w+|internetow\w+|papierow\w+"
    r"|(?:rozpatr|przyjm|składa|złoż|załatw|wyśl|prześl)\w*(?:\s+się)?))?"
)
_STEM = 4
IN_SOME_CASES = (
    r"\b(?:jeśli|jeżeli|gdy|kiedy|chyba|ewentualn|w\s+przypadku|w\s+razie"
    # „Wyłącznie przelewem” tells how it is paid.
    r"|(?:tylko|wyłącznie)(?!\s+(?:przelew|kart|got[oó]wk|w\s+kas|na\s+(?:rachun|konto)|elektron"
    r"|on-?line|przez\s+internet|blik)))"
    r"|duplikat|wtórnik|kolejn|ponown|dodatkow|opóźni|po\s+terminie"
)
_EXTRA_SERVICE = r"kopi|wysył|przesył|ekspres|przyspiesz|poświadcz|ponad|powyżej"


def is_due(fees: Fees, exceptions: str) -> bool:
    """Return whether a fee is due in every case, as far as its words tell."""
    return any(
        _row_is_due(row, group, exceptions) and not POWER_OF_ATTORNEY.search(row.kind)
        for group in groups_of(fees)
        for row in rows_of(group)
    )


def _row_is_due(row: parts.Fee, group: parts.FeeGroup, exceptions: str) -> bool:
    words = (row.kind, row.rule, row.remarks, group.remarks)
    return not any(compiled(exceptions).search(text) for text in words if text)


def is_paid_for(what: str, title: str, fees: Fees) -> bool:
    """Return whether a fee is of a thing in every case, by the words for it.

    A fee without a thing of its own, „opłata skarbowa”, is of what the title names.
    """
    names = _names(what)
    if not names:
        return False
    # „Odpis skrócony jest bezpłatny”: a fee for another kind of it says nothing.
    first, *others = names
    head = others[0] if others and compiled(_ADJECTIVE).fullmatch(first) else first
    is_power = POWER_OF_ATTORNEY.search(head) is not None
    if is_power and others:
        # „Pełnomocnictwo matki”: that of some is free, and that of others is not.
        return False
    needed = {first[:_STEM], head[:_STEM]}
    needed |= {other[:_STEM] for other in others[:1] if compiled(_ADJECTIVE).fullmatch(other)}
    for group in groups_of(fees):
        for row in rows_of(group):
            kind = _thing_of(row) or _names(title)
            stems = {word[:_STEM] for word in kind}
            begins = {word[:_STEM] for word in kind[:2]}
            if (
                needed <= stems
                and head[:_STEM] in begins
                and is_power is (POWER_OF_ATTORNEY.search(row.kind) is not None)
                and _may_cost(row)
                and _row_is_due(row, group, rf"{IN_SOME_CASES}|{_EXTRA_SERVICE}")
            ):
                return True
    return False


def may_be_paid_for(part: str, title: str, fees: Fees) -> bool:
    """Return whether a fee may be for a *part* of the matter, by the words for it.

    It may where nothing is said of what it is for, „opłata skarbowa”, or where the thing that
    either of the two is of is among the words for the other. An application without a thing of
    its own is for what the title begins with, and „usługa żłobka” is the whole of what it is of.
    """
    names = [word[:_STEM] for word in _names(part)]
    titled = [word[:_STEM] for word in _names(title)]
    if compiled(_APPLICATION_ALONE).fullmatch(part.strip()):
        names += titled[:2]
    is_whole = names[:1] == ["usłu"] and not set(names[1:2]).isdisjoint(titled[1:])
    for row in fee_rows(fees):
        thing = [word[:_STEM] for word in _thing_of(row)]
        about_it = not thing or not names or names[0] in thing or thing[0] in names
        if _may_cost(row) and (is_whole or about_it):
            return True
    return False


def _may_cost(fee: parts.Fee) -> bool:
    return fee.amount is not None or compiled(FREE).search(fee.rule or "") is None


def _thing_of(fee: parts.Fee) -> list[str]:
    """Return the words for what a fee is for; none where it is only called a fee.

    Where the kind tells nothing, the rule or the remarks may: „za każdą godzinę pobytu”.
    """
    if names := _names(compiled(_GENERAL_KIND).sub("", fee.kind.lower())):
        return names
    found = compiled(_FOR).search(f"{fee.rule or ''}; {fee.remarks or ''}")
    return _names(found["what"]) if found else []


def _names(words: str) -> list[str]:
    """Return the words for a thing in small letters, but for „wydanie” before them."""
    found = compiled(r"[^\W\d_]+").findall(words.lower())
    return found[1:] if found and found[0].startswith("wydani") else found
