"""Sentences that residents read, each with the question or the step that it belongs to."""

from collections.abc import Iterator
from typing import NamedTuple

from lckm_core._patterns import compiled, small_letters
from lckm_core.procedures import parts
from lckm_core.procedures.rules.sentences import MARKS, STOP_BEFORE_BLANK, sentences_of
from lckm_core.procedures.rules.texts import PROSE, Path, Texts, step_name
from lckm_core.procedures.template import CallCentre

_REPLY = (
    r"(?P<yes>tak|owszem|oczywiście)\b[,:\s–-]*"
    r"|(?:niestety,?\s+)?(?P<no>nie|nic)(?:$|[,:–-]\s*|\s+ma\s+takiej\s+możliwości$)"
)
_LISTED = ("- ", "– ", "* ", "|", "#")
"""How a line begins whose subject stands above it."""
LONGEST = 300


class Statement(NamedTuple):
    """A sentence: where it stands, its words, and what it belongs to.

    ``asked`` is the question that it answers, ``step`` the name of its stage; ``reply`` is what
    „Tak” or „Nie” at its beginning says, which its words leave out; ``before`` is the sentence
    before it in the same text.
    """

    path: Path
    start: int
    words: str
    asked: str = ""
    step: str = ""
    reply: bool | None = None
    before: str = ""


def statements(
    texts: Texts,
    keywords: tuple[str, ...],
    steps: tuple[parts.Step, ...],
    call_centre: CallCentre | None,
    fields: tuple[str, ...] = (*PROSE, "call_centre"),
) -> Iterator[Statement]:
    """Yield the sentences of residents' texts, and of answers, that hold a part of a word.

    An answer to a question that holds it is yielded in whole. Lines of lists are left out: what
    they say is of what stands above them.

    Args:
        texts: every text.
        keywords: parts of words, in small letters.
        steps: the stages, whose comments belong to their names.
        call_centre: the questions with their answers.
        fields: the fields that are read.
    """
    questions = call_centre.faq if call_centre else ()
    # One look at all texts tells that most hold none of the words.
    held = texts.holding_in_any_case(keywords, *fields)
    seen = set()
    for path, text in held:
        if path[0] != "call_centre":
            step = step_name(path, steps) if path[-1] == "comment" else ""
            yield from _of_text(path, text, keywords, step)
        elif path[1] == "faq" and path[2] not in seen:
            seen.add(path[2])
            yield from _of_answer(int(path[2]), questions[int(path[2])], keywords)


def _of_text(path: Path, text: str, keywords: tuple[str, ...], step: str) -> Iterator[Statement]:
    before = ""
    for start, words in sentences_of(text, STOP_BEFORE_BLANK):
        is_read = len(words) <= LONGEST and not words.startswith(_LISTED)
        if is_read and any(map(small_letters(words).__contains__, keywords)):
            yield Statement(path, start, words.strip(f"{MARKS}.!"), step=step, before=before)
        before = words[-LONGEST:]


def _of_answer(
    index: int, question: parts.Question, keywords: tuple[str, ...]
) -> Iterator[Statement]:
    path = ("call_centre", "faq", index, "answer")
    asked = question.question.strip(" ?")
    is_of_it = any(map(small_letters(asked).__contains__, keywords))
    is_whether = compiled(r"czy\b").match(asked) is not None
    before = ""
    for number, (start, words) in enumerate(sentences_of(question.answer, STOP_BEFORE_BLANK)):
        preceding, before = before, words[-LONGEST:]
        if len(words) > LONGEST or len(asked) > LONGEST or words.startswith(_LISTED):
            continue
        # „Tak opisuje to …” answers „Ile kosztuje …?”, and agrees to nothing.
        reply = compiled(_REPLY).match(words) if number == 0 and is_whether else None
        is_told = any(map(small_letters(words).__contains__, keywords))
        if is_told or (is_of_it and number == 0):
            rest = (words[reply.end() :] if reply else words).strip(f"{MARKS}.!")
            says = None if reply is None else reply["yes"] is not None
            yield Statement(path, start, rest, asked, reply=says, before=preceding)
