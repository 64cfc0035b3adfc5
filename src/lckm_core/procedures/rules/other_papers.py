"""Texts that say that nothing but the application is handed in, where more is required."""

import re

from lckm_core._patterns import KeywordPattern, compiled, with_any_blanks
from lckm_core.procedures import parts
from lckm_core.procedures.rules.contradictions import Contradiction
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
_PAPERS = r"(?:dokument(?:ów|y)?|załącznik(?:ów|i)?|papierów|pism)"
_NONE = (
    rf"(?:(?:żadn\w+\s+)?(?:innych|dodatkowych|inne)\s+{_PAPERS}|żadn\w+\s+{_PAPERS}"
    r"|niczego(?:\s+innego)?)"
)
_NO_NEED = (
    r"nie\s+(?:(?:trzeba|musisz|należy|potrzeba)(?:\s+(?:już\s+)?(?:składać|dołączać|załączać"
    r"|przynosić|dostarczać))?|(?:są|będą)\s+(?:wymagane|potrzebne)|wymagamy|wymaga\s+się|potrzeba"
    r"|potrzebujesz|potrzebujemy|(?:składa|dołącza|załącza)(?:sz)?(?:\s+się)?)"
)
_BESIDE = r"(?:(?:o?prócz|poza)\s+(?:samego\s+)?wniosk(?:u|iem),?\s+|do\s+wniosku\s+)"
_NO_OTHERS = KeywordPattern(
    "dokument załącz papier pism niczego nic wniosek dołącz",
    rf"{_BESIDE}?{_NO_NEED}\s+{_NONE}(?:\s+(?:składać|dołączać|załączać))?"
    r"|do\s+wniosku\s+(?:niczego|żadnych\s+\w+)\s+nie\s+(?:trzeba|musisz)\s+dołączać"
    r"|do\s+wniosku\s+nie\s+(?:trzeba|musisz)\s+(?:niczego|nic)\s+dołączać"
    r"|(?:nie\s+)?(?:musisz|trzeba)\s+do\s+wniosku\s+niczego\s+dołączać"
    r"|(?:do\s+wniosku\s+)?nie\s+(?:dołączaj|załączaj)\s+(?:do\s+wniosku\s+)?niczego"
    r"|tylko\s+wniosek,\s+bez\s+załączników"
    r"|(?:nie\s+)?(?:musisz|trzeba)\s+(?:do\s+wniosku\s+)?(?:coś|cokolwiek)\s+dołączyć"
    r"|do\s+wniosku\s+nie\s+(?:trzeba|musisz)\s+(?:coś|cokolwiek)\s+(?:dołączać|dołączyć)"
    r"|(?:wymagany|potrzebny)\s+jest\s+(?:tylko|sam|jedynie)\s+wniosek"
    r"|(?:żadne\s+)?załączniki\s+nie\s+są\s+(?:potrzebne|wymagane)"
    r"|(?:żadne\s+)?inne\s+dokumenty\s+nie\s+są\s+(?:potrzebne|wymagane)"
    r"|wystarczy\s+(?:złożyć\s+)?(?:sam|tylko|jedynie)\s+wniosek"
    r"|(?:wniosek\s+)?nie\s+wymaga\s+(?:żadnych\s+)?(?:załączników|dodatkowych\s+dokumentów)"
    rf"|(?:sam\s+)?wniosek\s+bez\s+(?:żadnych\s+)?{_PAPERS}",
)
"""Whole sentences alone: more words may tell of some cases or papers."""
_HINTS = with_any_blanks(
    (
        *("ystarczy", "ie trzeba", "ie musisz", "ie dołącz", "lko wniosek", "ie załącz", "ie jest"),
        *("ie są", "adnych", "adne ", "ymaga zał", "nic ", "iczego", "nne dokumenty", "nnych"),
        *("datkowych", "bez zał", "bez dok"),
    )
)
"""Of these each such sentence has one."""
_IN_A_STEP = rf"bez\s+(?:żadnych\s+)?(?:innych\s+)?{_PAPERS}"
_STEP_OF_FILING = r"(?:złóż|wyślij|prześlij|złożenie)\s+(?:wniosek|wniosku)$"
_ASKS = (
    r"(?!.*\b(?:odwoł|odbi|zażal|skarg))(?:jakie|co|czy)\b.*"
    r"\b(?:(?:dokumenty|załączniki)\s+są\s+(?:potrzebne|wymagane)|dołączyć|załączyć|złożyć"
    r"|dołączam|dołącza\s+się)\b"
)
_NONE_AT_ALL = (
    r"(?:(?:tylko|sam|jedynie)\s+wniosek|żadnych|nic"
    r"|niczego)(?:,\s+wystarczy\s+(?:sam\s+)?wniosek)?"
)
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
    held = [(path, text, "") for path, text in texts.holding(_HINTS, *PROSE)]
    for path, question in questions_of(call_centre):
        asked, answer = question.question.strip(" ?"), answer_in_words(question)
        # „Nie, gdy jesteś właścicielem” is of owners alone.
        first = _PART_END.split(question.answer, 1)[0]
        if any(map(answer.__contains__, _HINTS)) and not _is_for_some(f"{asked}\n{first}"):
            held.append((path, answer, asked))
    others = _others_required(required_documents) if held else []
    for path, text, asked in held if others else ():
        for start, sentence in sentences_of(text, _PART_END):
            if _asks_for_no_more(sentence, asked, step_name(path, steps)) or _denies_one(
                sentence, others
            ):
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


_DENIES_ONE = (
    r"(?P<first>[^\W\d_]{4,}(?:\s+[^\W\d_]+){0,3})\s+nie\s+(?:trzeba|musisz)\s+(?:dołączać|dołączyć"
    r"|załączać|składać|dostarczać)"
    r"|potrzebn\w+\s+nie\s+jest\s+(?P<needless>[^\W\d_]{4,}(?:\s+[^\W\d_]+){0,2})"
    r"|nie\s+(?:dołączaj|załączaj|składaj|(?:trzeba|musisz)\s+(?:dołączać|dołączyć|załączać"
    r"|składać))\s+(?P<last>[^\W\d_]{4,}(?:\s+[^\W\d_]+){0,3})"
)
_BESIDE_ITS_NAME = r"\s+(?:do\s+wniosku|już|też|także|wcale|w\s+ogóle)\b"
_STEM = 4


def _denies_one(sentence: str, others: list[str]) -> bool:
    """Return whether a whole sentence says that one of the documents is not handed in."""
    found = compiled(_DENIES_ONE).fullmatch(sentence.strip(f"{MARKS}."))
    if found is None or _is_for_some(sentence):
        return False
    denied = compiled(_BESIDE_ITS_NAME).sub("", next(filter(None, found.groups())).lower())
    first, *further = (word[:_STEM] for word in denied.split())
    # „Zgody małżonka nie trzeba” says nothing of „Zgoda właściciela”.
    return any(
        name.startswith(first) and all(word in name for word in further)
        for name in map(str.lower, others)
    )


_FOR_SOME = r"\b(?:jeśli|jeżeli|gdy|dla|kopi|oryginał|ponownie|drugi|osobno|poświadcz|tłumacz)"


def _is_for_some(words: str) -> bool:
    return compiled(_FOR_SOME).search(words) is not None


def _asks_for_no_more(sentence: str, asked: str, step: str) -> bool:
    words = compiled(r"^(?:tak|nie),\s+").sub("", sentence.strip(MARKS))
    if _NO_OTHERS.compiled.fullmatch(words):
        return True
    if asked:
        return bool(compiled(_NONE_AT_ALL).fullmatch(words) and compiled(_ASKS).match(asked))
    return bool(compiled(_IN_A_STEP).fullmatch(words) and compiled(_STEP_OF_FILING).match(step))
