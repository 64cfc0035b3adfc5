"""Texts that say that nothing but the application is handed in, where more is required."""

import re

from lckm_core._patterns import KeywordPattern, compiled, with_any_blanks
from lckm_core.procedures import parts
from lckm_core.procedures.rules.registry import WARNING, RuleFaults, rule
from lckm_core.procedures.rules.sentences import sentences_of
from lckm_core.procedures.rules.texts import PROSE, Texts
from lckm_core.procedures.template import CallCentre
from lckm_core.text import Message

_APPLICATION = r"\b(?:wnios|podani|zgłosz|formularz|deklaracj|zawiadom|skarg|ofert|petycj|druk)"
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
    r"|(?:żadne\s+)?inne\s+dokumenty\s+nie\s+są\s+(?:potrzebne|wymagane)"
    r"|wystarczy\s+(?:złożyć\s+)?(?:sam|tylko|jedynie)\s+wniosek"
    r"|(?:wniosek\s+)?nie\s+wymaga\s+(?:żadnych\s+)?(?:załączników|dodatkowych\s+dokumentów)"
    rf"|(?:sam\s+)?wniosek\s+bez\s+(?:żadnych\s+)?{_PAPERS}",
)
"""Whole sentences alone: more words may tell of some cases or papers."""
_HINTS = with_any_blanks(
    (
        "ystarczy",
        "adnych",
        "adne ",
        "ymaga zał",
        "nic ",
        "iczego",
        "nne dokumenty",
        "nnych",
        "datkowych",
        "bez zał",
        "bez dok",
    )
)
"""Of these each such sentence has one."""
_IN_A_STEP = rf"bez\s+(?:żadnych\s+)?(?:innych\s+)?{_PAPERS}"
_STEP_OF_FILING = r"(?:złóż|wyślij|prześlij|złożenie)\s+(?:wniosek|wniosku)$"
_ASKS = (
    r"(?!.*\b(?:odwoł|odbi|zażal|skarg))(?:jakie|co|czy)\b.*"
    r"\b(?:dołączyć|załączyć|złożyć|dołączam|dołącza\s+się)\b"
)
_NONE_AT_ALL = r"(?:żadnych|nic|niczego)(?:,\s+wystarczy\s+(?:sam\s+)?wniosek)?"
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
    held = texts.holding(_HINTS, *PROSE, "call_centre")
    if not held:
        return
    required = [
        document.name
        for document in required_documents.to_submit
        if not document.circumstance and not compiled(_NOT_WITH_IT).search(document.name)
    ]
    others = [name for name in required if not compiled(_APPLICATION).search(name)]
    if not others or len(others) == len(required):
        return
    for path, text in held:
        asked = ""
        if path[0] == "call_centre":
            if path[-1] != "answer" or not call_centre:
                continue
            asked = call_centre.faq[int(path[2])].question.strip(" ?")
        step = steps[int(path[1])].name if path[0] == "steps" else ""
        for start, sentence in sentences_of(text, _PART_END):
            if _says_that_it_is_enough(sentence, asked, step):
                yield (
                    path,
                    Message(
                        "Według tego tekstu wystarczy wniosek, a „Wymagane dokumenty” wymieniają "
                        f"„{others[0]}”. Popraw jedno z nich albo podaj „Kiedy dokument jest "
                        "wymagany” (circumstance).",
                        f"By this text the application is enough, and “required_documents” lists "
                        f"“{others[0]}”. Fix one of them, or say when the document is needed "
                        "(“circumstance”).",
                    ),
                    start,
                )


def _says_that_it_is_enough(sentence: str, asked: str, step: str) -> bool:
    words = compiled(r"^(?:tak|nie),\s+").sub("", sentence.strip(" –-*_"))
    if _NO_OTHERS.compiled.fullmatch(words):
        return True
    if asked:
        return bool(compiled(_NONE_AT_ALL).fullmatch(words) and compiled(_ASKS).match(asked))
    return bool(compiled(_IN_A_STEP).fullmatch(words) and compiled(_STEP_OF_FILING).match(step))
