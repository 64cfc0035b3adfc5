"""Texts that say another thing of how a fee is paid than another text does."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from lckm_core._patterns import compiled, small_letters
from lckm_core.procedures import parts
from lckm_core.procedures.rules.contradictions import Contradiction
from lckm_core.procedures.rules.fees import fee_rows
from lckm_core.procedures.rules.paragraphs_before import stands_for_all
from lckm_core.procedures.rules.registry import WARNING, RuleFaults, rule
from lckm_core.procedures.rules.replies import answer_in_words, question_answered
from lckm_core.procedures.rules.sentences import MARKS, STOP_BEFORE_BLANK, sentences_of
from lckm_core.procedures.rules.texts import Path, Texts, step_name
from lckm_core.procedures.template import CallCentre
from lckm_core.text import EmptyWord, Message

_FIELDS = ("summary", "steps", "useful_info", "how_to", "additional_info", "fees", "call_centre")
_KEYWORDS = ("przelew", "gotówk", "kart", "kas", "konto", "rachun")
_TRANSFER, _CASH, _CARD = "transfer", "cash", "card"
_WAYS = (
    (r"\bprzelewem\b|\bna\s+(?:konto|rachunek)\b", frozenset((_TRANSFER,))),
    (r"\bbezgotówkowo\b|\bon-?line\b|\bprzez\s+internet\b", frozenset((_TRANSFER, _CARD))),
    (r"\bgotówką\b", frozenset((_CASH,))),
    (r"\bkartą\b", frozenset((_CARD,))),
    (r"\bw\s+kasie\b", frozenset((_CASH, _CARD))),
)
_WAY = (
    r"(?:przelewem(?:\s+bankowym)?(?:\s+na\s+(?:podan[ey]\s+|nasze?\s+)?(?:konto|rachunek)"
    r"(?:\s+bankow[ey])?(?:\s+urzędu(?:\s+miasta(?:\s+łodzi)?)?)?)?"
    r"|na\s+(?:konto|rachunek)(?:\s+bankow[ey])?(?:\s+urzędu)?"
    r"|bezgotówkowo|on-?line|przez\s+internet|(?:gotówką\s+|kartą\s+)?w\s+kasie"
    r"(?:\s+(?:urzędu|wydziału))?|gotówką|kartą(?:\s+płatniczą)?)"
)
_LISTED = rf"{_WAY}(?:(?:,\s+|,?\s+(?:lub|albo|bądź|i|oraz|ani)\s+){_WAY}){{0,3}}"
_ONLY = r"(?:wyłącznie|tylko|jedynie)"
_FEE = r"(?:(?:wszystkie\s+)?opłat(?:ę|y|a)(?:\s+(?:skarbow(?:ą|e|a)|za\s+sprawę))?|należność)"
_MAY = r"(?:można|możesz|należy|trzeba|musisz|da\s+się)"
_TO_PAY = r"(?:wnieść|wnosić|uiścić|uiszczać|zapłacić|płacić|wpłacić|opłacić|uregulować)"
_IS_PAID = (
    rf"(?:{_MAY}\s+{_TO_PAY}|wnosi(?:sz|\s+się)|wniesiesz|uiszcza(?:sz|\s+się)|zapłacisz"
    r"|płaci(?:sz|\s+się)|przyjmujemy|wpłaca(?:sz|\s+się)|wnieś|uiść|zapłać)"
)
_PAYMENT = r"(?:wpłat[ay]?|płatnoś(?:ć|ci)|zapłata|wpłaty|opłat)"
_ONLY_SO = (
    rf"{_FEE}\s+{_IS_PAID}\s+{_ONLY}\s+(?P<ways>{_LISTED})",
    rf"{_ONLY}\s+(?P<ways>{_LISTED})\s+{_IS_PAID}\s+{_FEE}",
    rf"{_IS_PAID}\s+(?:{_FEE}\s+)?{_ONLY}\s+(?P<ways>{_LISTED})",
    rf"(?:{_PAYMENT}|{_FEE})\s+(?:(?:jest|są)\s+(?:możliw|przyjmowan)[aey]\s+|możliw[aey]\s+"
    rf"(?:(?:jest|są)\s+)?|przyjmujemy\s+)?{_ONLY}\s+(?P<ways>{_LISTED})",
)
_NOT_SO = (
    rf"(?:{_PAYMENT}\s+)?(?P<ways>{_LISTED})\s+nie\s+(?:przyjmujemy|zapłacisz|płaci\s+się"
    rf"|{_MAY}\s+{_TO_PAY})(?:\s+{_PAYMENT})?",
    r"(?:brak|nie\s+ma)\s+możliwości\s+(?:zapłaty|płatności|zapłacenia|płacenia)\s+"
    rf"(?P<ways>{_LISTED})",
    rf"(?:(?:w\s+urzędzie|u\s+nas|na\s+miejscu)\s+)?nie\s+(?:zapłacisz"
    rf"|przyjmujemy\s+{_PAYMENT}|{_MAY}\s+(?:zapłacić|{_TO_PAY}\s+"
    rf"opłaty))\s+(?P<ways>{_LISTED})",
    rf"{_FEE}\s+nie\s+(?:zapłacisz|wniesiesz|{_MAY}\s+{_TO_PAY})\s+(?P<ways>{_LISTED})",
)
_NO_MONEY = (
    r"(?:gotówki\s+nie\s+przyjmujemy|nie\s+przyjmujemy\s+(?:gotówki|(?:wpłat|płatności)\s+"
    r"gotówkowych))"
)
_NO_DESK = (
    r"(?:(?:w\s+urzędzie|u\s+nas)\s+nie\s+ma\s+kasy|nie\s+mamy\s+kasy|brak\s+kasy"
    r"|nie\s+prowadzimy\s+kasy)(?:\s+w\s+urzędzie)?"
)
_ONE_FEE = r"\b(?:opłat[ęa]|należność)\b"
_DESK_ELSEWHERE = r"\bkas\w+\s+(?:przy|na|w|we|urzędu|banku|głównej|miejskiej|nr)\b"
_NO_CARDS = (
    r"(?:kart(?:\s+płatniczych)?\s+nie\s+przyjmujemy|nie\s+przyjmujemy\s+kart(?:\s+płatniczych)?)"
)
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
    left: frozenset[str]
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
        for limit in _limits(path, text, step_name(path, steps))
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
        if is_elsewhere and compiled(_NO_DESK).fullmatch(limit.words):
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


def _is_of_one_duty(words: str, fees: tuple[parts.FeeGroup, ...]) -> bool:
    """Return whether a sentence is of stamp duty, and another fee is due as well."""
    return "skarbow" in words and any("skarbow" not in fee.kind.lower() for fee in fee_rows(fees))


def _limits(path: Path, text: str, step: str) -> Iterator[_Limit]:
    """Yield the whole sentences of a text by which some ways of paying are none."""
    if path[-1] == "comment":
        item = re.split(r"[,;(]\s+(?!lub|albo)", text)[-1 if text[:1].isdigit() else 0].strip()
        found = compiled(rf"{_ONLY}\s+(?P<ways>{_LISTED})").fullmatch(item)
        if found and compiled(_STEP_OF_PAYING).search(step):
            yield _Limit(path, 0, text, _named(found["ways"]))
    for start, sentence in sentences_of(text, STOP_BEFORE_BLANK):
        words = sentence.strip(f"{MARKS}.!")
        if not any(map(small_letters(words).__contains__, _KEYWORDS)) or len(words) > _LONGEST:
            continue
        left = _left_by(words)
        if left is not None and stands_for_all(text[:start]):
            yield _Limit(path, start, words, left)


def _left_by(words: str) -> frozenset[str] | None:
    """Return the ways of paying that a whole sentence leaves; ``None`` of any other sentence."""
    everything = frozenset((_TRANSFER, _CASH, _CARD))
    for pattern in _ONLY_SO:
        if found := compiled(pattern).fullmatch(words):
            return _named(found["ways"])
    for pattern in _NOT_SO:
        if found := compiled(pattern).fullmatch(words):
            return everything - _named(found["ways"])
    if compiled(_NO_MONEY).fullmatch(words):
        return everything - {_CASH}
    if compiled(_NO_CARDS).fullmatch(words):
        return everything - {_CARD}
    return frozenset((_TRANSFER,)) if compiled(_NO_DESK).fullmatch(words) else None


def _named(words: str) -> frozenset[str]:
    found = [ways for pattern, ways in _WAYS if compiled(pattern).search(words)]
    # „Gotówką w kasie” is cash alone.
    if compiled(r"\bgotówką\s+w\s+kasie\b").search(words):
        found.remove(_WAYS[-1][1])
    return frozenset().union(*found)


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
) -> Iterator[tuple[Path, int, frozenset[str]]]:
    """Yield each way by which a text says that one can pay, with the place of its sentence."""
    for start, sentence in sentences_of(text, STOP_BEFORE_BLANK):
        if not (is_of_paying or compiled(_PAYS).search(sentence)) or len(sentence) > _LONGEST:
            continue
        if compiled(_OF_SOME).search(sentence) or _is_of_one_duty(sentence, fees):
            continue
        for pattern, ways in _WAYS:
            if compiled(pattern).search(sentence):
                yield path, start, ways
