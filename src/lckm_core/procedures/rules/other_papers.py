"""Texts that say that nothing but the application is handed in, where more is required."""

import re

from lckm_core._patterns import compiled, with_any_blanks
from lckm_core.procedures import parts
from lckm_core.procedures.rules.contradictions import Contradiction
from lckm_core.procedures.rules.further_papers import said_of_papers
from lckm_core.procedures.rules.registry import WARNING, RuleFaults, rule
from lckm_core.procedures.rules.replies import answer_in_words, questions_of
from lckm_core.procedures.rules.sentences import MARKS, sentences_of
from lckm_core.procedures.rules.texts import PROSE, Texts, step_name
from lckm_core.procedures.template import CallCentre
from lckm_core.text import Message

_APPLICATION = (
    # „Kosztorys lub oferta wykonawcy” is none.
    r"^(?:(?!lub\b|albo\b)[^\W\d_]+\s+){0,3}"
    r"(?:wnios|podani|zgłosz|formularz|deklaracj|zawiadom|skarg|ofert|petycj|druk)"
)
_NOT_WITH_IT = r"opłat|przelew|pełnomoc|zapłat"
"""The application itself, and what clerks do not think of as its documents."""
_HINTS = with_any_blanks(
    (
        *(
            "ystarcz",
            "ie trzeba",
            "ie musi",
            "ie dołą",
            "ie załą",
            "ie jest",
            "ie są",
            "adn",
            "ymag",
        ),
        *("nic", "iczego", "nnych", "nne ", "datkow", "ylko", "edynie", "bez ", "ez zał", "sam"),
        *("ie potrzeb", "ie skład", "ie należ", "zbędn", "iepotrzeb", "ie przynos", "ie żąda"),
    )
)
"""Of these each such sentence has one."""
_STEP_OF_FILING = r"(?:złóż|wyślij|prześlij|złożenie)\s+(?:wniosek|wniosku)$"
_PART_END = re.compile(r"[.!?](?=\s|$)|[;\n]")


@rule(
    "LCKM-R088",
    "zał. 2 § 9 ust. 2",
    "tekst, według którego wystarczy wniosek, a wymagane są inne dokumenty",
    WARNING,
    part="steps call_centre",
)
def texts_agree_with_documents(
    steps: tuple[parts.Step, ...],
    required_documents: parts.RequiredDocuments,
    call_centre: CallCentre | None,
    texts: Texts,
) -> RuleFaults:
    """A text says that the application is enough, and other documents are required."""
    others = _others_required(required_documents)
    if not others:
        return
    held = [(path, text, "") for path, text in texts.holding(_HINTS, *PROSE)]
    for path, question in questions_of(call_centre):
        asked, answer = question.question.strip(" ?"), answer_in_words(question)
        # „Nie, gdy jesteś właścicielem” is of owners alone.
        first = _PART_END.split(question.answer, 1)[0]
        if not _is_for_some(f"{asked}\n{first}"):
            held.append((path, answer, asked))
    for path, text, asked in held:
        for start, sentence in sentences_of(text, _PART_END):
            if _names_others(sentence, text[:start], others):
                continue
            if _denies_papers(sentence, asked, step_name(path, steps), others):
                names = [document.name for document in required_documents.to_submit]
                yield Contradiction(
                    path,
                    _MORE_IS_REQUIRED,
                    start,
                    ("required_documents", "to_submit", names.index(others[0]), "name"),
                    advice=_FIX_OR_TELL_WHEN,
                )


_MORE_IS_REQUIRED = Message(
    "Według tego tekstu wystarczy wniosek, a „Wymagane dokumenty” wymieniają coś jeszcze.",
    "According to this text, the application is enough, and “required_documents” lists more.",
)
_FIX_OR_TELL_WHEN = Message(
    "Popraw jedno z nich albo podaj „Kiedy dokument jest wymagany” (circumstance).",
    "Fix one of them, or say when the document is needed (“circumstance”).",
)


def _others_required(documents: parts.RequiredDocuments) -> list[str]:
    """Return the names of the documents that all hand in beside an application, if one is."""
    required = [
        document.name
        for document in documents.to_submit
        if not document.circumstance and not compiled(_NOT_WITH_IT).search(document.name)
    ]
    others = [name for name in required if not compiled(_APPLICATION).search(name)]
    return others if len(others) < len(required) else []


_STEM = 4


def _are_words_for(words: tuple[str, ...], others: list[str]) -> bool:
    """Return whether words are those of the name of a document that is required."""
    # „Zgody małżonka nie trzeba” says nothing of „Zgoda właściciela”.
    first, *further = (word[:_STEM].lower() for word in words)
    return any(
        name.startswith(first) and all(word in name for word in further)
        for name in map(str.lower, others)
    )


_FOR_SOME = r"\b(?:jeśli|jeżeli|gdy|dla|kopi|oryginał|ponownie|drugi|osobno|poświadcz|tłumacz)"


def _is_for_some(words: str) -> bool:
    return compiled(_FOR_SOME).search(words) is not None


def _names_others(sentence: str, before: str, others: list[str]) -> bool:
    """Return whether „innych dokumentów” is of more than the others, which stand before it."""
    named = before.rpartition("\n")[2].lower()
    return compiled(r"(?i)\b(?:inn|dodatkow|pozosta)").search(sentence) is not None and any(
        name[:_STEM].lower() in named for name in others
    )


def _denies_papers(sentence: str, asked: str, step: str, others: list[str]) -> bool:
    """Return whether a sentence says that nothing, or not one of the others, is handed in."""
    said = said_of_papers(compiled(r"^(?:tak|nie),\s+").sub("", sentence.strip(MARKS)))
    if said.denied:
        return not _is_for_some(sentence) and _are_words_for(said.denied, others)
    if said.answers_none and asked and said_of_papers(asked).asks:
        return True
    return said.are_none or (
        said.goes_without and compiled(_STEP_OF_FILING).match(step) is not None
    )
