"""A proxy allowed in one text and forbidden in another."""

from collections.abc import Iterator
from typing import NamedTuple

from lckm_core._patterns import compiled, small_letters
from lckm_core.procedures import parts
from lckm_core.procedures.rules.contradictions import Contradiction
from lckm_core.procedures.rules.proxies_allowed import Proxies, said_of_proxies
from lckm_core.procedures.rules.registry import WARNING, RuleFaults, rule
from lckm_core.procedures.rules.replies import answer_in_words, questions_of
from lckm_core.procedures.rules.sentences import MARKS, STOP_BEFORE_BLANK, sentences_of
from lckm_core.procedures.rules.texts import Path, Texts, step_name
from lckm_core.procedures.template import CallCentre
from lckm_core.text import Message

_KEYWORDS = ("ełnomocni", "imieniu", "za ciebie", "za mnie")
_EXCEPT = (
    r"pełnomoc|upoważn|umocow|plenip|chyba|jeśli|jeżeli|gdy|bez\b|jednak|wystarcz|wyjąt|zezwol"
    r"|zgod|piśm|pisemn|wskaż"
)
"""By what another person may act after all."""
_A_PART = (
    r"\b(?:odbi[oóe]r|odebr|podpis|przesłuch|badani|egzamin|odcisk|zdjęci|okaz|stawi|przysi[ęą]"
    r"|zeznan|ślub|oświadcz|umow|głosow)"
)
_THE_MATTER = r"\b(?:spraw(?!dz)|wnios)"
_FILING = r"\b(?:złóż|złoż|zgłoś|zgłosz|załatw|wnios|zarejestruj)"
_OF_SOME_PEOPLE = r"\*\*(?!\s*kto\b)"
"""A heading on the line, „**Firma.** Wniosek składa …”."""
_READ = ("summary", "useful_info", "how_to", "additional_info", "steps")
_REACH = 300


class _Sentence(NamedTuple):
    """What a sentence says: where it stands, its words, and what is before it on its line."""

    path: Path
    start: int
    words: str
    step: str
    before: str
    says: Proxies | None

    @property
    def is_of_a_part(self) -> bool:
        """Whether it may be of a signature or a collection, as what stands before it is."""
        last = self.before.rstrip(" ;,.–-").rpartition(". ")[2]
        goes_on = self.words[:1].islower() and self.before.rstrip().endswith(".")
        return goes_on or compiled(_A_PART).search(f"{self.step} {last}".lower()) is not None


@rule(
    "LCKM-R070",
    "zał. 2 § 9 ust. 2",
    "pełnomocnik dopuszczony w jednym polu, a wykluczony w innym",
    WARNING,
    part="steps call_centre",
)
def texts_agree_on_proxies(
    steps: tuple[parts.Step, ...],
    required_documents: parts.RequiredDocuments,
    call_centre: CallCentre | None,
    texts: Texts,
) -> RuleFaults:
    """One text says that a proxy may act, and another that none may."""
    said = [
        sentence
        for path, text in _texts_and_answers(call_centre, texts)
        for sentence in _sentences(path, text, step_name(path, steps))
    ]
    forbidden = next(filter(_forbids, said), None)
    if forbidden is None:
        return
    allowed = next(((it.path, it.start) for it in said if _allows(it)), None)
    allowed = allowed or next(_papers_of_proxies(required_documents), None)
    if allowed is not None:
        yield Contradiction(
            forbidden.path,
            Message(
                "Ten tekst wyklucza pełnomocnika, a inny go dopuszcza.",
                "This text rules out a proxy, and another one allows one.",
            ),
            forbidden.start,
            *allowed,
        )


def _texts_and_answers(call_centre: CallCentre | None, texts: Texts) -> Iterator[tuple[Path, str]]:
    yield from texts.holding_in_any_case(_KEYWORDS, *_READ)
    for path, question in questions_of(call_centre):
        yield path, answer_in_words(question)


def _sentences(path: Path, text: str, step: str) -> Iterator[_Sentence]:
    for start, sentence in sentences_of(text, STOP_BEFORE_BLANK):
        words = sentence.strip(f"{MARKS}.!")
        if text[start + len(sentence) :][:1] == "?":
            continue
        if path[0] != "call_centre" and not any(map(small_letters(words).__contains__, _KEYWORDS)):
            continue
        says = said_of_proxies(words)
        before = text[max(0, start - _REACH) : start].rpartition("\n")[2]
        if says is Proxies.NOBODY_ELSE:
            beside = before + (text[start:] if path[0] == "call_centre" else sentence)
            behind = text[start + len(sentence) :].partition("\n")[0]
            is_excepted = compiled(_EXCEPT).search(f"{beside} {behind}".lower())
            says = None if is_excepted else Proxies.RULED_OUT
        if says is not None:
            yield _Sentence(path, start, words, step, before, says)


def _forbids(said: _Sentence) -> bool:
    """Return whether a sentence rules out a proxy for the whole matter."""
    return said.says is Proxies.RULED_OUT and (
        compiled(_THE_MATTER).search(said.words) is not None or not said.is_of_a_part
    )


def _allows(said: _Sentence) -> bool:
    """Return whether a sentence says that a proxy may file."""
    filing = f"{said.step} {said.words}".lower()
    return (
        said.says is Proxies.ALLOWED
        and (said.path[0] != "steps" or compiled(_FILING).search(filing) is not None)
        and not compiled(_OF_SOME_PEOPLE).search(said.before)
    )


def _papers_of_proxies(documents: parts.RequiredDocuments) -> Iterator[tuple[Path, int]]:
    """Yield the papers that are asked for where a proxy acts."""
    for key in ("to_submit", "to_present"):
        for index, document in enumerate(getattr(documents, key)):
            for field in ("name", "circumstance"):
                words = getattr(document, field) or ""
                if "ełnomocn" in words and said_of_proxies(words) is Proxies.ALLOWED:
                    yield ("required_documents", key, index, field), 0
