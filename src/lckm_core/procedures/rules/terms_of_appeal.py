"""Terms in which a resident appeals, or complains against an order."""

from lckm_core._patterns import KeywordPattern, compiled
from lckm_core.procedures.rules.stated_terms import WITHIN
from lckm_core.procedures.rules.terms_by_clause import ClauseTerm

_APPEALS = KeywordPattern(
    "odwoł",
    r"\bodwołani[eau]m?\b|\bodwoła(?:ć|sz|j|cie)\s+(?:możesz\s+|można\s+)?się\b"
    r"|\bsię\s+(?:\w+\s+){0,3}?odwoła(?:ć|sz)\b|\bodwołuj(?:e|esz)\s+się\b",
)
_NO_REMEDY_LODGED = (
    r"\b(?:rozpat|przeka[zż]|przesył|prześl|uzupełn|brak|sąd|skarg|sprzeciw|ostateczn"
    r"|prawomocn|wizyt|spotka|rezerwac|cof|wycof|zrze|ponagl|kolegium\s+(?:wyda|ma\b)|odpowied"
    r"|opłat|zapła|wykona|od\s+decyzji\s+(?:kolegium|wojewod|ministr|skarg)"
    r"|czeka|nie\s+odwoła|trwa\b|przywróc|opłac"
    r"|przewlekł|bezczynn|rozpozna|wsa\b|za\s+granic|z\s+odwołań|z\s+odwołania"
    r"|(?:odwoła\w+(?:\s+się)?|się)\s+od\s+(?!\s|decyzj|odmow|nie[jg]"
    r"|postan|rozstrz|tej|wydan|naszej|dnia)|nikt|żadn)"
)
_NO_LODGING = rf"\bzażal|{_NO_REMEDY_LODGED}"
_HAS_TIME = (
    rf"(?:^|\s)(?:{WITHIN}|(?:masz|mają|ma|jest|wynosi|to|przez|czas)(?:\s+(?:na\s+to|tylko"
    r"|zawsze))?\s+|[–:-]\s*)$"
)


def is_of_an_appeal(term: ClauseTerm) -> bool:
    """Return whether a term is that in which a resident appeals."""
    if not _APPEALS.search(term.about) or compiled(_NO_LODGING).search(term.about):
        return False
    return term.bare or compiled(_HAS_TIME).search(term.before) is not None


_COMPLAINTS = KeywordPattern(
    "zażal skarży",
    r"\bzażaleni[ea]m?\b|\bzażalić\b|\b(?:po|za)skarżyć\b",
)
_NO_LODGING_OF_IT = rf"\bodwoł|{_NO_REMEDY_LODGED}"


def is_of_a_complaint(term: ClauseTerm) -> bool:
    """Return whether a term is that in which a resident complains against an order."""
    if not _COMPLAINTS.search(term.about) or compiled(_NO_LODGING_OF_IT).search(term.about):
        return False
    return term.bare or compiled(_HAS_TIME).search(term.before) is not None
