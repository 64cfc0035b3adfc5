"""Paragraphs that are no law: of a contract, of a form to fill in, of a budget."""

import re
from typing import Literal

from lckm_core._patterns import compiled

_PRIVATE = r"(?:wspólnot|spółdziel|spółk|stowarzysz|fundacj|klub|związk|twoj|wasz)"
_CONTRACT = r"umow|porozumieni|polis|gwarancj"
_OWN_RULES = (
    rf"^[^;\n]{{0,40}}?\b(?:(?P<contract>{_CONTRACT}|instrukcj|wniosk"
    rf"|formularz|ankiet|deklaracj|statut\w*\s+{_PRIVATE})|regulamin|statut)"
)
_OWN_RULES_BEFORE = (
    rf"\b(?:(?P<contract>{_CONTRACT}|statut\w*\s+{_PRIVATE})|regulamin|statut)\w*"
    r"(?:\s+(?!zgodn|na\b|podstaw|mocy|według|wg\b|wynika)[\w-]+){0,4}\s*[,:(–-]?"
    r"\s*(?:w\s+)?(?:§\s*)?$"
)
_CONTRACT_IN_SENTENCE = (
    rf"\b(?:{_CONTRACT})(?:(?!\b(?:zgodn|na\s+(?:podst|mocy)|z\s+mocy|według|wg\b|wynika"
    r"|mowa\s+w|w\s+(?:trybie|myśl|rozumieniu|świetle|oparciu)"
    r"|przepis|podst\.|art\b)|ustaw|uchwał|zarządz|rozporz|kodeks|regulamin|statut).)*$"
)
"""A contract spoken of before a paragraph, and no law between: „do umowy, do jej § 3”."""
_OF_WHAT_WAS_NAMED = r"\b(?:jej|niej|jego|nim|tejże|tegoż)\s+(?:§\s*)?$"
_ACT = r"ustaw|uchwał|zarządz|rozporz|kodeks|k\.p\.a"
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


def names_an_act(text: str) -> bool:
    """Return whether a text speaks of an act, a statute or a resolution.

    Source: wzór: Sposób załatwienia sprawy.
    """
    return _found(_ACT, text)


def own_rules(
    before: str, after: str, sentence: str, *, is_article: bool
) -> Literal["contract", "regulations"] | None:
    """Return whose provision it is where a contract or regulations are named beside it.

    Args:
        before: the words before the provision.
        after: the words behind it.
        sentence: those of them that are of its sentence.
        is_article: whether the provision is an article, which regulations before it do not have.

    Source: wzór: Sposób załatwienia sprawy.
    """
    named = compiled(_OWN_RULES, marks_optional=True).match(after)
    if named and not names_an_act(named[0]):
        return "contract" if named["contract"] else "regulations"
    named = None if is_article else compiled(_OWN_RULES_BEFORE, marks_optional=True).search(before)
    if named and not names_an_act(named[0] + sentence):
        return "contract" if named["contract"] else "regulations"
    return None


def is_of_contract(before: str, text_before: str) -> bool:
    """Return whether a paragraph is one of a contract that was spoken of before it.

    Args:
        before: what its own sentence says before it.
        text_before: the same with sentences before: „Masz starą umowę. W jej § 3 …”

    Source: wzór: Sposób załatwienia sprawy.
    """
    if _found(_CONTRACT_IN_SENTENCE, before):
        return True
    return _found(_OF_WHAT_WAS_NAMED, before) and _found(rf"\b(?:{_CONTRACT})", text_before)


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
