"""Answers of „Tak” or „Nie”, said as the sentences that they stand for."""

from collections.abc import Iterator

from lckm_core._patterns import compiled
from lckm_core.procedures import parts
from lckm_core.procedures.rules.texts import Path
from lckm_core.procedures.template import CallCentre

_WHETHER = r"czy\s+(?P<rest>.{3,200}?)\s*\??\s*$"
_NEED = r"\b(?:musisz|muszę|trzeba|należy|wymaga\w*|potrzeb\w*|koniecz\w+)\b"
_YES_OR_NO = (
    r"\s*(?:niestety,?\s+)?(?P<reply>tak|oczywiście|owszem|jak\s+najbardziej|nie)\b"
    r"(?P<rest>\s+(?:trzeba|musisz|ma\s+takiej\s+(?:potrzeby|konieczności))"
    r"|\s+ma\s+takiej\s+możliwości\b|,?\s+niestety\b)?(?:\s*$|\s*[,.;:–-]\s*)"
)
_NO_NEED = ("trzeba", "musisz", "potrzeby", "konieczności")
_FIRST_LETTERS = frozenset("TtNnOoJj")
_OF_THE_READER = (
    ("mogę", "możesz"),
    ("muszę", "musisz"),
    ("przyjmujecie", "przyjmujemy"),
    ("potrzebuję", "potrzebujesz"),
    ("złożę", "złożysz"),
    ("zapłacę", "zapłacisz"),
    ("załatwię", "załatwisz"),
    ("wyślę", "wyślesz"),
)
_VERB = (
    r"\b(?:możesz|można|może|mogą|musisz|trzeba|należy|potrzebujesz|złożysz|zapłacisz"
    r"|załatwisz|wystarczy"
    r"|jest|są|przysługuje|obowiązuje|wymaga\w*|przyjmuje\w*|wolno|da\s+się)\b"
)


def questions_of(call_centre: CallCentre | None) -> Iterator[tuple[Path, parts.Question]]:
    """Yield the questions that residents ask, each with the path of its answer."""
    for index, question in enumerate(call_centre.faq if call_centre else ()):
        yield ("call_centre", "faq", index, "answer"), question


def question_answered(path: Path, call_centre: CallCentre | None) -> parts.Question | None:
    """Return the question that the text of a path answers; ``None`` for any other text."""
    is_answer = call_centre and path[0] == "call_centre" and path[-1] == "answer"
    return call_centre.faq[int(path[2])] if call_centre and is_answer else None


def answer_in_words(question: parts.Question) -> str:
    """Return an answer in which „Tak” or „Nie” is the sentence that it stands for.

    „Czy mogę złożyć wniosek pocztą? Nie, tylko osobiście.” is „nie możesz złożyć wniosek pocztą.
    tylko osobiście.”, which rules read as any other sentence.
    """
    # Most answers begin with another word, which takes no time to see.
    if question.answer.lstrip()[:1] not in _FIRST_LETTERS:
        return question.answer
    asked = compiled(_WHETHER).match(question.question.strip())
    reply = compiled(_YES_OR_NO).match(question.answer)
    if asked is None or reply is None:
        return question.answer
    words = asked["rest"]
    # „Nie musisz” says what need not be, and denies nothing that one may.
    if (reply["rest"] or "").endswith(_NO_NEED) and not compiled(_NEED).search(words):
        return question.answer
    for first, second in _OF_THE_READER:
        words = compiled(rf"\b{first}\b").sub(second, words)
    if reply["reply"].lower() == "nie":
        words, count = compiled(_VERB).subn(r"nie \g<0>", words, count=1)
        if not count:
            return question.answer
    return f"{words}. {question.answer[reply.end() :]}"
