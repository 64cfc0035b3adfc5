"""Texts that say another thing of how a fee is paid than another text does."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from lckm_core._patterns import compiled, small_letters
from lckm_core.procedures import parts
from lckm_core.procedures.rules.contradictions import Contradiction
from lckm_core.procedures.rules.fees import fee_rows
from lckm_core.procedures.rules.paragraphs_before import stands_for_all
from lckm_core.procedures.rules.payments import EVERY_WAY, Payment, Ways, said_of_paying
from lckm_core.procedures.rules.registry import WARNING, RuleFaults, rule
from lckm_core.procedures.rules.replies import answer_in_words, question_answered
from lckm_core.procedures.rules.sentences import MARKS, STOP_BEFORE_BLANK, sentences_of
from lckm_core.procedures.rules.texts import Path, Texts, step_name
from lckm_core.procedures.template import CallCentre
from lckm_core.text import EmptyWord, Message

_FIELDS = ("summary", "steps", "useful_info", "how_to", "additional_info", "fees", "call_centre")
_KEYWORDS = (
    "przelew",
    "gotówk",
    "kart",
    "kas",
    "konto",
    "rachun",
    "terminal",
    "online",
    "internet",
)
_WAYS = (
    r"\bprzelewem\b|\bna\s+(?:konto|rachunek)\b",
    r"\bbezgotówkowo\b|\bon-?line\b|\bprzez\s+internet\b",
    r"\bgotówką\b",
    r"\bkartą\b",
    r"\bw\s+kasie\b",
)
"""The ways that a sentence with more words in it names as well."""
_NO_DESK = r"\b(?:nie|brak)\s+(?:\w+\s+)?kas[yę]\b|\bkasy\s+(?:\w+\s+)?nie\b"
_ONE_FEE = r"\b(?:opłat[ęa]|należność)\b"
_DESK_ELSEWHERE = r"\bkas\w+\s+(?:przy|na|w|we|urzędu|banku|głównej|miejskiej|nr)\b"
_STEP_OF_PAYING = r"\b(?:opłat|zapła|wpła|uiść|płatnoś)"
_PAYS = (
    r"\b(?:zapła[cć]|płac[iąę]|płatn|wpłac|wpłać|uiszcz|uiścić|uiść|opłac)"
    r"|\b(?:wnie[śs]|wnosi|przyjm)\w*\b.{0,60}\bopłat|\bopłat\w*\b.{0,60}\b(?:wnie[śs]|wnosi)"
)
_OF_SOME = (
    r"\b(?:nie|tylko|wyłącznie|jedynie|jeśli|jeżeli|gdy|chyba|dla|kto|jeszcze|dawniej)\b"
    r"|\bw\s+(?:przypadku|razie|banku|lecznicy)\b|\bza\s+(?!wydanie\b|sprawę\b)\w|\bu\s+\w"
    r"|\b(?:zwrot|zwraca|wypła|kaucj|wadium|mandat|pełnomocnictw|kopi[ęai]|ksero|duplikat|parking"
    r"|poczt|karty\b|kartą\s+(?!płatnicz|lub\b|albo\b|i\b|w\b|przy\b|zbliż))"
)
_LONGEST = 200
_IS_OTHER = Message(
    "O tym, jak można zapłacić, w innym miejscu napisano co innego.",
    "Another place says another thing of how one can pay.",
)


class _Limit(NamedTuple):
    path: Path
    start: int
    words: str
    left: Ways
    """The ways that are left by it, one of which another text has to allow."""


@rule(
    "LCKM-R104",
    "zał. 2 § 9 ust. 2",
    "dwa miejsca mówią co innego o tym, jak można zapłacić",
    WARNING,
    part="steps fees call_centre",
)
def texts_agree_on_ways_of_paying(
    steps: tuple[parts.Step, ...],
    fees: tuple[parts.FeeGroup, ...] | EmptyWord,
    call_centre: CallCentre | None,
    texts: Texts,
) -> RuleFaults:
    """A text says that a fee is paid in one way alone, and another text names another way."""
    if isinstance(fees, EmptyWord):
        return
    held = [
        (path, _in_words(path, text, call_centre))
        for path, text in texts.holding_in_any_case(_KEYWORDS, *_FIELDS)
        # „Czy zapłacę kartą?” says nothing.
        if path[0] != "call_centre" or path[-1] == "answer"
    ]
    limits = [
        limit
        for path, text in held
        if path[-1] != "name" and not (path[0] == "fees" and len(fees) > 1)
        if not _answers_of_some(path, text, call_centre)
        for limit in _limits(path, text, _is_of_paying(path, steps, call_centre))
        if not _is_of_one_duty(limit.words, fees)
    ]
    if not limits:
        return
    allowed = [
        item
        for path, text in held
        for item in _allowed(path, text, fees, _is_of_paying(path, steps, call_centre))
    ]
    # „U nas nie ma kasy” is right where the cash desk is in another house.
    is_elsewhere = any(compiled(_DESK_ELSEWHERE).search(text) for _, text in held)
    for limit in limits:
        if is_elsewhere and compiled(_NO_DESK).search(limit.words):
            continue
        is_of_one = len(fees) > 1 and compiled(_ONE_FEE).search(limit.words) is not None
        for path, start, ways in allowed:
            # „Gotówki nie przyjmujemy. Zapłacisz nią w kasie banku.”
            is_of_it = path != limit.path and not (is_of_one and path[0] == "fees")
            if is_of_it and ways.isdisjoint(limit.left):
                yield Contradiction(limit.path, _IS_OTHER, limit.start, path, start)
                break


def _in_words(path: Path, text: str, call_centre: CallCentre | None) -> str:
    question = question_answered(path, call_centre)
    return text if question is None else answer_in_words(question)


def _answers_of_some(path: Path, text: str, call_centre: CallCentre | None) -> bool:
    """Return whether an answer in its own words leaves it to its question what is paid."""
    question = question_answered(path, call_centre)
    return (
        question is not None
        and text == question.answer
        and compiled(_OF_SOME).search(question.question) is not None
    )


def _is_of_one_duty(words: str, fees: tuple[parts.FeeGroup, ...]) -> bool:
    """Return whether a sentence is of stamp duty, and another fee is due as well."""
    return "skarbow" in words and any("skarbow" not in fee.kind.lower() for fee in fee_rows(fees))


def _limits(path: Path, text: str, is_of_paying: bool) -> Iterator[_Limit]:
    """Yield the statements of a text by which some ways of paying are none."""
    if path[-1] == "comment" and is_of_paying:
        # „100,00 zł, wyłącznie przelewem”
        item = re.split(r"[,;(]\s+(?!lub|albo)", text)[-1 if text[:1].isdigit() else 0]
        said = said_of_paying(item, of_paying=True)
        if said and said.left != EVERY_WAY:
            yield _Limit(path, 0, text, said.left)
            return
    is_answer = path[0] == "call_centre" and is_of_paying
    for start, words in sentences_of(text, STOP_BEFORE_BLANK):
        if not any(map(small_letters(words).__contains__, _KEYWORDS)):
            continue
        said = said_of_paying(words.strip(f"{MARKS}.!"), of_paying=is_answer)
        if said and said.left != EVERY_WAY and stands_for_all(text[:start]):
            yield _Limit(path, start, words, said.left)


def _is_of_paying(
    path: Path, steps: tuple[parts.Step, ...], call_centre: CallCentre | None
) -> bool:
    """Return whether a text belongs to a step or to a question that is of paying."""
    question = question_answered(path, call_centre)
    if question is not None:
        asked = question.question
        return bool(compiled(_PAYS).search(asked)) and not compiled(_OF_SOME).search(asked)
    return path[-1] == "comment" and bool(compiled(_STEP_OF_PAYING).search(step_name(path, steps)))


def _allowed(
    path: Path, text: str, fees: tuple[parts.FeeGroup, ...], is_of_paying: bool
) -> Iterator[tuple[Path, int, Ways]]:
    """Yield each way by which a text says that one can pay, with the place of its sentence."""
    for start, sentence in sentences_of(text, STOP_BEFORE_BLANK):
        if _is_of_one_duty(sentence, fees):
            continue
        said = said_of_paying(sentence.strip(f"{MARKS}.!"), of_paying=is_of_paying)
        if said is None and (is_of_paying or compiled(_PAYS).search(sentence)):
            said = _named_among_others(sentence)
        for ways in said.named if said else ():
            yield path, start, ways


def _named_among_others(sentence: str) -> Payment | None:
    """Return the ways in a sentence that says more than they; ``None`` if of some cases."""
    if len(sentence) > _LONGEST or compiled(_OF_SOME).search(sentence):
        return None
    found = (compiled(pattern).search(sentence) for pattern in _WAYS)
    return said_of_paying(" lub ".join(way[0] for way in found if way), of_paying=True)
