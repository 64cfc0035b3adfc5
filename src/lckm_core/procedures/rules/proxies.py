"""A proxy allowed in one text and forbidden in another."""

from collections.abc import Iterator
from itertools import chain

from lckm_core._patterns import KeywordPattern, compiled
from lckm_core.procedures.rules.contradictions import Contradiction
from lckm_core.procedures.rules.registry import WARNING, RuleFaults, rule
from lckm_core.procedures.rules.replies import answer_in_words, questions_of
from lckm_core.procedures.rules.sentences import sentences_holding
from lckm_core.procedures.rules.texts import Path, Texts
from lckm_core.procedures.template import CallCentre
from lckm_core.text import Message

_BY_PROXY = r"(?:też\s+|także\s+|również\s+)?przez\s+pełnomocnika"
_TO_ACT = r"(?:działać|załatwić(?:\s+(?:tę\s+|tej\s+)?spraw[ęy])?|złożyć(?:\s+wnios(?:ek|ku))?)"
_VERB = r"(?:złożyć|załatwić|zgłosić|zarejestrować|zameldować)"
_ACTING = r"(?:działani[ea]|załatwieni[ea]\s+sprawy|złożeni[ea]\s+wniosku)"
_DOES_NOT = r"(?:załatwi(?:sz)?|załatwia\s+się|złoży(?:sz)?)"
# Whole sentences alone, and never the collection: a proxy may file what nobody else may collect.
_ALLOWED = KeywordPattern(
    "pełnomocnik",
    rf"(?:sprawa\s+)?(?:możliwa\s+)?do\s+załatwienia\s+{_BY_PROXY}"
    rf"|możliwość\s+{_ACTING}\s+{_BY_PROXY}"
    rf"|(?:(?:wniosek|sprawę)\s+)?(?:można|możesz)\s+{_TO_ACT}\s+{_BY_PROXY}"
    rf"|{_VERB}\s+(?:się\s+)?(?:można|możesz)\s+{_BY_PROXY}"
    rf"|(?:wniosek\s+złożysz|sprawę\s+załatwisz)\s+{_BY_PROXY}"
    r"|(?:wniosek\s+może\s+(?:też\s+)?złożyć|sprawę\s+może\s+(?:też\s+)?załatwić)\s+pełnomocnik"
    r"|wniosek\s+składa\s+(?:strona|wnioskodawca|właściciel)\s+(?:lub|albo)\s+(?:jej\s+|jego\s+)?"
    r"pełnomocnik"
    rf"|(?:wniosek|sprawa)\s+może\s+(?:być|zostać)\s+(?:złożon[ya]|załatwion[ya])\s+{_BY_PROXY}"
    rf"|(?:strona|wnioskodawca|właściciel)\s+może\s+działać\s+{_BY_PROXY}"
    rf"|dopuszcza\s+się\s+{_ACTING}\s+{_BY_PROXY}|pełnomocnik\s+może\s+{_TO_ACT}",
)
_FORBIDDEN = KeywordPattern(
    "pełnomocnik",
    rf"(?:(?:wniosku|sprawy)\s+)?nie\s+(?:można|możesz|wolno|da\s+się)\s+{_TO_ACT}\s+{_BY_PROXY}"
    rf"|pełnomocnik\s+nie\s+może\s+{_TO_ACT}"
    rf"|(?:wniosku\s+nie\s+złożysz|sprawy\s+nie\s+załatwisz)\s+{_BY_PROXY}"
    r"|(?:wniosku\s+nie\s+złoży|sprawy\s+nie\s+załatwi)\s+(?:za\s+ciebie\s+)?pełnomocnik"
    rf"|{_ACTING}\s+{_BY_PROXY}\s+(?:nie\s+jest\s+(?:możliwe|dopuszczalne)"
    r"|jest\s+(?:niemożliwe|niedopuszczalne|wykluczone))"
    rf"|(?:nie\s+ma|brak)\s+możliwości\s+{_ACTING}\s+{_BY_PROXY}"
    rf"|sprawa\s+niemożliwa\s+do\s+załatwienia\s+{_BY_PROXY}"
    rf"|nie\s+dopuszcza\s+się\s+{_ACTING}\s+{_BY_PROXY}"
    r"|(?:wniosek\s+(?:musisz|trzeba)\s+złożyć\s+(?:sam\w*|osobiście),?\s+)?"
    r"pełnomocnika\s+nie\s+dopuszcza(?:my|\s+się)"
    rf"|(?:(?:(?:wniosek|sprawę)\s+)?(?:{_VERB}\s+)?(?:trzeba|należy|musisz)\s+(?:się\s+|to\s+)?"
    rf"(?:{_VERB}\s+)?(?:się\s+)?osobiście,?\s+)?"
    r"pełnomocników\s+nie\s+(?:przyjmujemy|obsługujemy|dopuszczamy)"
    r"|(?:wniosku?|wniosek)\s+nie\s+może\s+złożyć\s+pełnomocnik"
    r"|osobiście,\s+nie\s+przez\s+pełnomocnika"
    rf"|{_BY_PROXY}\s+(?:tej\s+|takiej\s+)?(?:sprawy|wniosku)\s+(?:się\s+)?nie\s+{_DOES_NOT}"
    rf"|{_BY_PROXY}\s+nie\s+{_DOES_NOT}\s+(?:tej\s+)?(?:sprawy|wniosku)"
    rf"|pełnomocnik\s+(?:tej\s+)?(?:sprawy|wniosku)\s+nie\s+{_DOES_NOT}"
    rf"|nie\s+(?:można|możesz|wolno)\s+w\s+tej\s+sprawie\s+działać\s+{_BY_PROXY}"
    r"|udział\s+pełnomocnika\s+jest\s+(?:wykluczony|niedopuszczalny|niemożliwy)"
    r"|(?:w\s+(?:tej\s+)?sprawie\s+)?nie\s+(?:można|możesz|ma\s+możliwości)\s+ustanowi(?:ć|enia)"
    r"\s+pełnomocnika"
    r"|wniosek\s+(?:należy|trzeba)\s+złożyć\s+osobiście,?\s+(?:a\s+)?nie\s+przez\s+pełnomocnika",
)
_ASKS_FOR_ANOTHER = (
    r"czy\s+(?:ktoś\s+inny|ktoś|inna\s+osoba|(?:mój\s+|moja\s+)?(?:mąż|żona|małżonek|syn|córka"
    r"|ojciec|matka|rodzic|brat|siostra)|członek\s+rodziny)\s+może\s+(?:(?:to|za\s+mnie"
    r"|w\s+moim\s+imieniu)\s+)*(?:złożyć\s+(?:wniosek|dokumenty)|załatwić\s+(?:tę\s+)?sprawę)"
    r"(?:\s+(?:za\s+mnie|w\s+moim\s+imieniu))?\W*"
)
_NOBODY_ELSE = (
    # „Nie ma przeszkód” and „nie tylko żona” deny nothing.
    r"(?:niestety,?\s+)?nie(?=[.,!]|\s+może|\s+ma\s+takiej\s+możliw|\s*$)"
    r"(?![\s\S]*(?:pełnomoc|upoważn|umocow|plenip|chyba|jeśli|jeżeli|gdy|bez\b|jednak|wystarcz"
    r"|wyjąt|zezwol|zgod|piśm|pisemn|wskaż))"
)
"""An answer that a power of attorney changes nothing of."""
_THIS_FORBIDDEN = KeywordPattern(
    "pełnomocnik",
    r"(?:ale\s+|lecz\s+)?pełnomocnik\s+nie\s+może\s+(?:tego|tej\s+sprawy)\s+(?:zrobić|załatwić)"
    r"(?:\s+za\s+ciebie)?",
)
"""What „this” is, the words before tell."""
_A_PART = (
    r"\b(?:odbi[oóe]r|odebr|podpis|przesłuch|badani|egzamin|odcisk|zdjęci|okaz|stawi|przysi[ęą]"
    r"|zeznan|ślub|oświadcz)"
)
_OF_A_PROXY = "ełnomocnik"
_READ = ("summary", "useful_info", "how_to", "additional_info", "steps")
_FEWEST = 2
"""The texts, or fields, in which a proxy is both allowed and forbidden."""
_Place = tuple[Path, int]
_Sentence = tuple[Path, str, int, str]
"""The path and the text it stands in, its place there, and its words."""


@rule(
    "LCKM-R070",
    "zał. 2 § 9 ust. 2",
    "pełnomocnik dopuszczony w jednym polu, a wykluczony w innym",
    WARNING,
    part="call_centre",
)
def texts_agree_on_proxies(call_centre: CallCentre | None, texts: Texts) -> RuleFaults:
    """One text says that a proxy may act, and another that none may."""
    speaking = texts.holding((_OF_A_PROXY,), *_READ)
    for path, question in questions_of(call_centre):
        answer = answer_in_words(question)
        if _OF_A_PROXY in answer:
            speaking.append((path, answer))
    denied = [
        (path, 0)
        for path, question in questions_of(call_centre)
        if compiled(_ASKS_FOR_ANOTHER).fullmatch(question.question)
        and compiled(_NOBODY_ELSE).match(question.answer)
    ]
    if len(speaking) + len(denied) < _FEWEST:
        return
    sentences = [
        (path, text, start, words)
        for path, text in speaking
        for start, words in sentences_holding(text, (_OF_A_PROXY,))
    ]
    forbidden = next(chain(_forbidding(sentences), _forbidding_this(sentences), denied), None)
    allowing = (
        (path, start) for path, _, start, words in sentences if _ALLOWED.compiled.fullmatch(words)
    )
    allowed = next(allowing, None) if forbidden is not None else None
    if forbidden is not None and allowed is not None:
        yield Contradiction(
            forbidden[0],
            Message(
                "Ten tekst wyklucza pełnomocnika, a inny go dopuszcza.",
                "This text rules out a proxy, and another one allows one.",
            ),
            forbidden[1],
            *allowed,
        )


def _forbidding(sentences: list[_Sentence]) -> Iterator[_Place]:
    for path, _, start, words in sentences:
        if _FORBIDDEN.compiled.fullmatch(words):
            yield path, start


def _forbidding_this(sentences: list[_Sentence]) -> Iterator[_Place]:
    """Yield where „pełnomocnik nie może tego zrobić” is said of the whole matter."""
    for path, text, start, words in sentences:
        if _THIS_FORBIDDEN.compiled.fullmatch(words):
            before = text[:start].rstrip(" ;,.–-").rpartition("\n")[2]
            if not compiled(_A_PART).search(before.rpartition(". ")[2]):
                yield path, start
