"""Paragraphs that are no law: those of a form to fill in, and those of a budget."""

import re

from lckm_core._patterns import compiled

_PART_OF_A_FORM = (
    r"\s*(?:oświadczenia|druk(?:u|ów)|blankietu|arkusza|kwestionariusza|pouczenia|zgłoszenia)\b"
)
"""Behind a paragraph: whose it is, „§ 2 oświadczenia”."""
_FILL_IN = (
    r"\b(?:zaznacz|zakreśl|podkreśl|skreśl|wykreśl|wypełni[aj]|wpisz|wpisuj|przepisz|podpisz"
    r"|podpisuj|uzupełnij|pomiń|przeczytaj|zostaw|kratk[aięą]|rubry[kc])"
)
"""What is done with a part of a form, „zaznacz § 2”, and not with one of an act."""
_BUDGET = (
    r"klasyfikacj\w+\s+budżet|\bwydat(?:ek|k)|\bkosztorys|\bpreliminarz|\bwynagrodze"
    r"|\brozdział\s+\d"
)
_OF_AN_ACT = re.compile(r"\s*,?\s*ust")
_CLAUSE_END = re.compile(r"[,;.!?]")
_SENTENCE_END = re.compile(r"[;.!?]")
_DIGITS_OF_A_BUDGET = 3
_NEAR = 40


def is_of_form(before: str, after: str) -> bool:
    """Return whether a paragraph is one of a form, by its sentence *before* and *after* it.

    Source: wzór: Sposób załatwienia sprawy.
    """
    # „(§ 3)” and „§ 3 ust. 1” cite, whatever is filled in beside them.
    if before.endswith("(") or _OF_AN_ACT.match(after):
        return False
    return (
        _found(_PART_OF_A_FORM, after, whole_beginning=True)
        or _found(_FILL_IN, _CLAUSE_END.split(before[-_NEAR:])[-1])
        or _found(_FILL_IN, _SENTENCE_END.split(after[:_NEAR])[0])
    )


def is_of_budget(paragraph: str, before: str, after: str) -> bool:
    """Return whether a paragraph is one by which budgets are divided, „§ 4210”.

    No act has a thousand paragraphs; of three digits the words *before* and *after* tell.

    Source: wzór: Sposób załatwienia sprawy.
    """
    digits = sum(map(str.isdigit, paragraph))
    if digits > _DIGITS_OF_A_BUDGET:
        return True
    return digits == _DIGITS_OF_A_BUDGET and _found(_BUDGET, before + after)


def _found(pattern: str, text: str, *, whole_beginning: bool = False) -> bool:
    form = compiled(pattern, marks_optional=True)
    return (form.match(text) if whole_beginning else form.search(text)) is not None
