"""A proxy allowed in one text and forbidden in another."""

from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from lckm_core._patterns import KeywordPattern, compiled
from lckm_core.procedures import parts
from lckm_core.procedures.rules.contradictions import Contradiction
from lckm_core.procedures.rules.registry import WARNING, RuleFaults, rule
from lckm_core.procedures.rules.replies import answer_in_words, questions_of
from lckm_core.procedures.rules.sentences import sentences_holding
from lckm_core.procedures.rules.texts import Path, Text, Texts, step_name
from lckm_core.procedures.template import CallCentre
from lckm_core.text import Message

_ALSO = r"(?:też\s+|także\s+|również\s+)?"
_BY_PROXY = rf"{_ALSO}(?:przez|za\s+pośrednictwem)\s+(?:swojego\s+)?pełnomocnika"
_TO_ACT = r"(?:działać|załatwić(?:\s+(?:tę\s+|tej\s+)?spraw[ęy])?|złożyć(?:\s+wnios(?:ek|ku))?)"
_VERB = r"(?:złożyć|załatwić|zgłosić|zarejestrować|zameldować)"
_ACTING = r"(?:działani[ea]|załatwieni[ea]\s+sprawy|złożeni[ea]\s+wniosku)"
_DOES_NOT = r"(?:załatwi(?:sz)?|załatwia\s+się|złoży(?:sz)?)"
_PAPER = r"(?:wniosek|sprawę|zgłoszenie|deklarację|podanie|dokumenty)"
_FILES = (
    r"(?:składa(?:ją)?|złoży|zgłasza(?:ją)?|załatwi(?:a|ają)?|(?:może|mogą)\s+(?:złożyć|załatwić))"
)
_ONE_FILES = (
    r"(?:składa\s+się|załatwia\s+się|(?:można|możesz)\s+(?:złożyć|załatwić)|złożysz|załatwisz)"
)
_WHO = r"[^;:()]{2,140}?(?:,|\s(?:albo|lub|bądź|oraz))"
"""Those who may file beside a proxy: „właściciel albo”."""
# Whole sentences alone, and never the collection: a proxy may file what nobody else may collect.
_ALLOWED = KeywordPattern(
    "pełnomocnik",
    rf"(?:sprawa\s+)?(?:możliwa\s+)?do\s+załatwienia\s+{_BY_PROXY}"
    rf"|możliwość\s+{_ACTING}\s+{_BY_PROXY}"
    rf"|(?:(?:wniosek|sprawę)\s+)?(?:można|możesz)\s+{_TO_ACT}\s+{_BY_PROXY}"
    rf"|{_VERB}\s+(?:się\s+)?(?:można|możesz)\s+{_BY_PROXY}"
    rf"|(?:wniosek\s+złożysz|sprawę\s+załatwisz)\s+{_BY_PROXY}"
    rf"|(?:wniosek\s+może\s+{_ALSO}złożyć|sprawę\s+może\s+{_ALSO}załatwić)\s+{_ALSO}pełnomocnik"
    rf"|(?:wniosek\s+złoży|sprawę\s+załatwi)\s+{_ALSO}pełnomocnik"
    rf"|{_PAPER}\s+{_FILES}\s+{_WHO}\s+(?:jej\s+|jego\s+|ich\s+)?pełnomocnik(?:[:,].*)?"
    rf"|(?:zgłosić|zarejestrować|zameldować)\s+(?:się\s+)?(?:może|mogą)\s+{_WHO}\s+"
    r"(?:jej\s+|jego\s+|ich\s+)?pełnomocnik"
    rf"|(?:{_PAPER}\s+)?(?:(?:tylko|wyłącznie)\s+)?osobiście\s+(?:lub|albo)\s+{_BY_PROXY}"
    rf"|{_PAPER}\s+{_ONE_FILES}\s+(?:(?:tylko|wyłącznie)\s+)?osobiście\s+(?:lub|albo)\s+{_BY_PROXY}"
    rf"|(?:wniosek|sprawa)\s+może\s+(?:być|zostać)\s+(?:złożon[ya]|załatwion[ya])\s+{_BY_PROXY}"
    rf"|(?:strona|wnioskodawca|właściciel)\s+może\s+działać\s+{_BY_PROXY}"
    rf"|dopuszcza\s+się\s+{_ACTING}\s+{_BY_PROXY}|pełnomocnik\s+{_ALSO}może\s+{_ALSO}{_TO_ACT}",
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
    rf"|sprawa\s+(?:niemożliwa|nie\s+(?:jest\s+)?możliwa)\s+do\s+załatwienia\s+{_BY_PROXY}"
    rf"|bez\s+możliwości\s+{_ACTING}\s+{_BY_PROXY}"
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
    rf"|pełnomocnik\s+nie\s+{_DOES_NOT}\s+(?:za\s+ciebie\s+)?(?:tej\s+)?(?:sprawy|wniosku)"
    rf"|nie\s+(?:można|możesz|wolno)\s+w\s+tej\s+sprawie\s+działać\s+{_BY_PROXY}"
    rf"|tej\s+sprawy\s+nie\s+załatwisz\s+{_BY_PROXY}"
    r"|w\s+tej\s+sprawie\s+pełnomocnik\s+nie\s+może\s+(?:działać|cię\s+zastąpić)"
    r"|nie\s+przyjmujemy\s+wniosków\s+od\s+pełnomocników"
    r"|wniosków\s+od\s+pełnomocników\s+nie\s+przyjmujemy|wnioski\s+od\s+pełnomocników\s+zwracamy"
    r"|udział\s+pełnomocnika\s+(?:jest\s+)?(?:wykluczony|niedopuszczalny|niemożliwy)"
    r"|(?:w\s+(?:tej\s+)?sprawie\s+)?(?:nie\s+(?:można|możesz|ma\s+możliwości)|bez\s+możliwości)"
    r"\s+(?:ustanowi(?:ć|enia)|wyznacz(?:yć|enia)|upoważni(?:ć|enia)|powoła(?:ć|nia))"
    r"\s+pełnomocnika"
    r"|wniosek\s+(?:należy|trzeba)\s+złożyć\s+osobiście,?\s+(?:a\s+)?nie\s+przez\s+pełnomocnika"
    rf"|{_PAPER}\s+{_ONE_FILES}\s+(?:(?:tylko|wyłącznie|jedynie)\s+)?osobiście,?\s+"
    r"(?:bez|(?:a\s+)?nie\s+przez)\s+pełnomocnika",
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
_THIS_FORBIDDEN = (
    r"(?:ale\s+|lecz\s+)?pełnomocnik\s+nie\s+może\s+(?:tego|tej\s+sprawy)\s+(?:zrobić|załatwić)"
    r"(?:\s+za\s+ciebie)?"
    r"|pełnomocnik\s+(?:(?:niestety|już|jednak)\s+)?nie(?:|(?:\s+[–-]|:)\s.*|,\s+(?:bo|gdyż"
    r"|ponieważ|niestety|tylko)\b.*)"
)
"""What „this” is, the words before tell: „Kandydat osobiście. Pełnomocnik nie – podpis …”."""
_A_PART = (
    r"\b(?:odbi[oóe]r|odebr|podpis|przesłuch|badani|egzamin|odcisk|zdjęci|okaz|stawi|przysi[ęą]"
    r"|zeznan|ślub|oświadcz|umow|głosow)"
)
_LED_BY = r"(?:ale|lecz|a|więc|jednak|i|dlatego|bo|gdyż|ponieważ)\s+"
_PART_END = r"\s*[()]\s*|,\s+|:\s+|\s[–-]\s"
_NOT_OF_ALL = (
    r"\b(?:jeśli|jeżeli|gdy|kiedy|chyba|dopóki|o\s+ile|dla|przy|podczas|oprócz|poza|firm\w*"
    r"|dziec\w+"
    r"|za\s+dziecko|że|żeby|aby|czy|nikt)\b|\bw\s+(?:przypadku|razie|sprawach)\b|wyjąt|pełnoletn"
    r"|małoletn|cudzoziem"
)
"""Beside a part of a sentence: a condition, or of whom it is."""
_OF_FILING = r"wnios|spraw|składa|złoż|złóż|zgłosz|zgłasz|załatw|przyjdź|przychodz"
_FILED_BY_PROXY = (
    r"(?:(?:gdy|jeśli|jeżeli)\s+)?(?:sprawę\s+załatwia|wniosek\s+składa|wnioskuje|zgłasza)"
    r"\s+pełnomocnik"
)
"""When a power of attorney is filed."""
_THE_MATTER = r"\b(?:spraw|wnios)"
_FILING = r"\b(?:złóż|złoż|zgłoś|zgłosz|załatw|wnios|zarejestruj)"
_OF_SOME_PEOPLE = r"\*\*(?!\s*kto\b)"
"""A heading on the line, „**Firma.** Wniosek składa …”."""
_OF_A_PROXY = "ełnomocnik"
_READ = ("summary", "useful_info", "how_to", "additional_info", "steps")
_FEWEST = 2
"""The texts, or fields, in which a proxy is both allowed and forbidden."""
_REACH = 300
_Place = tuple[Path, int]


class _Sentence(NamedTuple):
    """A sentence: where it stands, its words, and what is before it on its line."""

    path: Path
    start: int
    words: str
    before: str

    @property
    def last(self) -> str:
        """The name of the step, and the sentence before."""
        step, _, line = self.before.partition("\n")
        return f"{step} {line.rstrip(' ;,.–-').rpartition('. ')[2]}"


@rule(
    "LCKM-R070",
    "zał. 2 § 9 ust. 2",
    "pełnomocnik dopuszczony w jednym polu, a wykluczony w innym",
    WARNING,
    part="steps call_centre",
)
def texts_agree_on_proxies(
    steps: tuple[parts.Step, ...], call_centre: CallCentre | None, texts: Texts
) -> RuleFaults:
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
    papers = texts.holding((_OF_A_PROXY,), "required_documents")
    if len(speaking) + len(denied) + len(papers) < _FEWEST:
        return
    sentences = [
        _Sentence(path, start, words, _before(text, start, step_name(path, steps)))
        for path, text in speaking
        for start, words in sentences_holding(text, (_OF_A_PROXY,))
    ]
    forbidden = next(chain(_forbidding(sentences), denied), None)
    allowed = next(_allowing(sentences, papers), None) if forbidden is not None else None
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


def _before(text: str, start: int, step: str) -> str:
    """Return what stands before a sentence on its line, and the name of its step."""
    return f"{step}\n{text[max(0, start - _REACH) : start].rpartition(chr(10))[2]}"


def _forbidding(sentences: list[_Sentence]) -> Iterator[_Place]:
    """Yield where a sentence, or a part of one, rules out a proxy for the whole matter."""
    for said in sentences:
        if _rules_out(said.words):
            if compiled(_THE_MATTER).search(said.words) or not compiled(_A_PART).search(said.last):
                yield said.path, said.start
        elif compiled(_THIS_FORBIDDEN).fullmatch(said.words):
            if not compiled(_A_PART).search(said.last):
                yield said.path, said.start
        else:
            yield from _forbidding_in_part(said)


def _forbidding_in_part(said: _Sentence) -> Iterator[_Place]:
    """Yield where „(nie można działać przez pełnomocnika)” is said within a sentence."""
    if len(said.words) > _REACH:
        return
    for part in compiled(_PART_END).split(said.words):
        words = compiled(rf"^{_LED_BY}").sub("", part)
        if not words or not _rules_out(words):
            continue
        others = said.words.replace(part, " ")
        if (
            (said.path[0] == "useful_info" or compiled(_OF_FILING).search(others))
            and not compiled(f"{_NOT_OF_ALL}|{_A_PART}").search(f"{said.last} {others}")
            and not _goes_on(said)
        ):
            yield said.path, said.start


def _goes_on(said: _Sentence) -> bool:
    """Return whether a sentence is the end of another one, „do 2027 r. nie można …”."""
    return said.words[:1].islower() and said.before.rstrip().endswith(".")


def _rules_out(words: str) -> bool:
    return _FORBIDDEN.compiled.fullmatch(words) is not None


def _allowing(sentences: list[_Sentence], papers: list[Text]) -> Iterator[_Place]:
    """Yield where a proxy may file, or a power of attorney is to be filed."""
    for said in sentences:
        is_filed = said.path[0] != "steps" or compiled(_FILING).search(said.before)
        if (
            is_filed
            and _ALLOWED.compiled.fullmatch(said.words)
            and not compiled(_NOT_OF_ALL).search(said.words)
            and not compiled(_OF_SOME_PEOPLE).search(said.before)
        ):
            yield said.path, said.start
    for path, circumstance in papers:
        if path[-1] == "circumstance" and compiled(_FILED_BY_PROXY).fullmatch(circumstance):
            yield path, 0
