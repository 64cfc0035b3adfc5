"""What texts say of the ways in which documents are handed in."""

import re
from collections.abc import Iterable, Iterator, Sequence

from lckm_core._patterns import compiled
from lckm_core.procedures import parts
from lckm_core.procedures.rules.contradictions import Contradiction
from lckm_core.procedures.rules.filing_ways import is_wrong_on, said_of_ways
from lckm_core.procedures.rules.filings import LETTER_OR_MAIL, filings
from lckm_core.procedures.rules.limits_of_ways import (
    is_of_another_platform,
    is_wrong_on_ways,
    ways_for_all,
)
from lckm_core.procedures.rules.places_refused import wrong_sentences
from lckm_core.procedures.rules.registry import WARNING, RuleFaults, rule
from lckm_core.procedures.rules.replies import answer_in_words, questions_of
from lckm_core.procedures.rules.texts import Path, Text, Texts
from lckm_core.procedures.template import CallCentre
from lckm_core.text import EmptyWord, Message

_SAID = (
    (parts.Way.BY_POST, ("ocztą", "listem", "istownie", "rzesyłką")),
    (parts.Way.EMAIL, ("mailem", "ocztą elektr", "ocztą  elektr")),
    (
        parts.Way.ELECTRONICALLY,
        ("puap", "PUAP", "nternet", "gov.pl", "nline", "n-line", "lektronicznie", "bywatel"),
    ),
)
"""Of these each filing by that way has one."""
_ALSO_MEANT = {parts.Way.EMAIL}
"""What is taken for an electronic way in common words."""
_STEP_OF_FILING = (
    r"(?:wypełnij\s+i\s+)?(?:złóż(?:cie)?|wyślij|prześlij|przyślij|dostarcz|złożenie|dokonaj"
    r"\s+zgłoszenia|zgłoś(?!\s+(?:się|koniec|zakończeni\w+|rozpoczęci\w+|początek|zmian\w+"
    r"|gotowość|odbi[oó]r\w*)\b))\b(?!.*\b(?:odwołani|zażaleni|sprzeciw|uzupełn|wyjaśni))"
)
_STEP_OF_AN_APPLICATION = (
    r"(?:wypełnij\s+i\s+)?(?:złóż|wyślij|prześlij|złożenie)\s+(?:\w+\s+)?"
    r"(?:wnios(?:ek|ku)|zgłoszeni[ea]|deklaracj\w+|kart[ęy]\s+zgłoszeni\w+|dokumenty)(?!\s+o\b)"
)
_ON_A_PLATFORM = r"puap|internet|gov\.pl|on-?line|mobywatel"
_ASKS_HOW_TO_FILE = (
    r"(?:jak|w\s+jaki\s+sposób|którędy|gdzie)\s+(?:\w+\s+)?"
    r"(?:(?:złożyć|składa\w*|złożę|wysłać|przesłać)\s+"
    r"(?:wnios\w+|zgłoszeni\w+|dokumenty|deklaracj\w+|podanie)|załatwi(?:ć|ę)\s+(?:tę\s+)?sprawę)$"
)
_ASKS_OF_THE_MATTER = (
    r"(?!.*\b(?:jeśli|jeżeli|gdy|chor|dziec|za\s+granic|pełnomoc|odbi|odebr|uzupeł|odwoł|duplik))"
    r"(?:gdzie|jak|czy|kto|którędy|w\s+jaki)\b.*\b(?:wnios|złoż|spraw|zgłos|załatw|dokument|wysła)"
)
_FIELDS_ON_FILING = ("summary", "how_to", "additional_info")
_NEXT_ITEM = re.compile(r",|\b(?:lub|albo|bądź|i)\b")
_END_OF_LIST = re.compile(r"[;()–]|\.\s|\.$")


@rule(
    "LCKM-R069",
    "zał. 2 § 9 ust. 2",
    "tekst sprzeczny z formami składania",
    WARNING,
    part="title steps call_centre",
)
def texts_agree_with_ways(
    title: str | None,
    steps: tuple[parts.Step, ...],
    submission: tuple[parts.Submission, ...] | EmptyWord,
    call_centre: CallCentre | None,
    texts: Texts,
) -> RuleFaults:
    """A text allows fewer ways of handing in than are offered, or one that is not."""
    if isinstance(submission, EmptyWord):
        return
    ways = {item.way for item in submission}
    questions = list(questions_of(call_centre))
    limits = _wrong_sentences(title or "", texts, questions, submission)
    for path, sentence in limits:
        yield _of_other_ways(path, sentence.start)
    yield from _limited_in_steps(steps, submission)
    # Ways that are offered need no look, and of the others most texts say nothing.
    hints = [hint for way, said in _SAID if way not in ways for hint in said]
    if not hints:
        return
    prose = [texts.typed(key) for key in _FIELDS_ON_FILING]
    comments = [step.comment or "" for step in steps]
    asked = (f"{question.question}\n{question.answer}" for _, question in questions)
    if any(map("\n".join((*prose, *comments, *asked)).__contains__, hints)):
        yield from _filed_in_prose(texts, limits, ways)
        yield from _filed_in_steps(steps, ways)
        limited = {path for path, _ in limits}
        for path, question in questions:
            answered = filings(answer_in_words(question)) if path not in limited else ()
            if any(_contradict(named, ways) for _, named in answered):
                yield _of_other_ways(path)


def _wrong_sentences(
    title: str,
    texts: Texts,
    questions: list[tuple[Path, parts.Question]],
    submission: tuple[parts.Submission, ...],
) -> list[tuple[Path, range]]:
    """Return the places of sentences that are wrong on what ways there are."""
    read: list[Text] = [((key,), texts.typed(key)) for key in _FIELDS_ON_FILING]
    for path, question in questions:
        if compiled(_ASKS_OF_THE_MATTER).match(question.question):
            # „Jak złożyć wniosek? Tylko osobiście.”
            asks_how = compiled(_ASKS_HOW_TO_FILE).match(question.question.strip(" ?"))
            words = answer_in_words(question)
            is_short = asks_how and "wnios" not in words.lower()
            read.append((path, f"Wniosek składasz {words}" if is_short else words))
    return [
        (path, range(start, start + len(words)))
        for path, text in read
        for start, words in wrong_sentences(text, submission, title)
    ]


def _filed_in_prose(
    texts: Texts, limits: list[tuple[Path, range]], ways: set[parts.Way]
) -> RuleFaults:
    """Yield the clauses by which an application is filed in a way that is not offered."""
    for key in _FIELDS_ON_FILING:
        text = texts.typed(key)
        for start, named in filings(text):
            is_known = any(path == (key,) and start in found for path, found in limits)
            if not is_known and _contradict(named, ways):
                yield _of_other_ways((key,), start)


def _filed_in_steps(steps: tuple[parts.Step, ...], ways: set[parts.Way]) -> RuleFaults:
    """Yield the comments that list a way of filing which is not offered."""
    for index, step in enumerate(steps):
        if compiled(_STEP_OF_FILING).match(step.name) and _contradict(
            _listed(step.comment or ""), ways
        ):
            yield _of_other_ways(("steps", index, "comment"))


def _limited_in_steps(
    steps: tuple[parts.Step, ...], submission: tuple[parts.Submission, ...]
) -> RuleFaults:
    """Yield the comment of the stage of filing if it tells the only ways that there are."""
    for index, step in enumerate(steps):
        if compiled(_STEP_OF_AN_APPLICATION).match(step.name):
            said = said_of_ways(f"wniosek składasz {(step.comment or '').strip(' .')}")
            # Of a stage that needs a visit, and is marked „@”, LCKM-R053 says so.
            at_home = (
                step.online and said and parts.Way.IN_PERSON in frozenset().union(*said.offered)
            )
            if said and said.alone and not at_home and is_wrong_on_ways(said, submission):
                yield _of_other_ways(("steps", index, "comment"))
            return  # a later one may be of other papers


def _of_other_ways(path: Path, start: int | None = None) -> Contradiction:
    message = Message(
        "To zdanie o składaniu wniosku nie zgadza się z formami składania.",
        "This sentence on handing in contradicts the ways of doing so.",
    )
    return Contradiction(path, message, start, ("submission",))


def _contradict(named: Iterable[str], ways: set[parts.Way]) -> bool:
    """Return whether an application filed by one of the ways named is not taken that way."""
    named = list(named)
    # „Przez ePUAP, e-mailem” names two ways, and e-mail is no other word for the first.
    is_mail_meant = not any(map(compiled(_ON_A_PLATFORM).search, named))
    if is_mail_meant and parts.Way.ELECTRONICALLY in ways:
        ways = ways | _ALSO_MEANT
    said = (said_of_ways(f"wniosek {way}") for way in named)
    return any(item is not None and is_wrong_on(item, ways, set()) for item in said)


def is_wrong_in_short(phrase: str, submission: Sequence[parts.Submission]) -> bool:
    """Return whether a short phrase is wrong on the ways that are offered."""
    ways = {item.way for item in submission}
    said = said_of_ways(phrase.strip(" .;"))
    if said is None:
        return any(_contradict(named, ways) for _, named in filings(phrase))
    if is_of_another_platform(said, phrase, submission):
        return False
    # Whom a phrase names is who hands in, and of a breakdown it may be said in a hurry.
    said = said._replace(by_some=False, alone=said.alone and said.of != "fault")
    return is_wrong_on(said, ways, ways_for_all(submission))


def _listed(comment: str) -> Iterator[str]:
    """Yield the ways that a comment lists, „osobiście, pocztą lub przez ePUAP”."""
    for item in _NEXT_ITEM.split(_END_OF_LIST.split(comment, maxsplit=1)[0]):
        if compiled(LETTER_OR_MAIL).fullmatch(item.strip()):
            yield item.strip()
