"""What texts say of the ways in which documents are handed in."""

import re
from collections.abc import Iterable, Iterator

from lckm_core._patterns import KeywordPattern, compiled, with_any_blanks
from lckm_core.procedures import parts
from lckm_core.procedures.rules.contradictions import Contradiction
from lckm_core.procedures.rules.filings import LETTER_OR_MAIL, filings
from lckm_core.procedures.rules.limits_of_ways import (
    Said,
    is_wrong_on_ways,
    only_ways,
    ways_for_all,
)
from lckm_core.procedures.rules.paragraphs_before import stands_for_all
from lckm_core.procedures.rules.places_refused import wrong_sentences
from lckm_core.procedures.rules.registry import WARNING, RuleFaults, rule
from lckm_core.procedures.rules.replies import answer_in_words, questions_of
from lckm_core.procedures.rules.sentences import whole_sentences
from lckm_core.procedures.rules.submission_phrases import OF_AN_APPLICATION, contradicts_ways
from lckm_core.procedures.rules.texts import Path, Text, Texts
from lckm_core.procedures.template import CallCentre
from lckm_core.text import EmptyWord, Message

_PAPER = (
    r"(?:wnios(?:ek|ki|ku|ków)|podani[ea]|podań|(?:kart[aęy]?\s+)?zgłosze(?:nie|nia|ń)"
    r"|deklaracj[ęaei]|dokument(?:y|ów)|formularz[ea]?|pism[oa]|zawiadomieni[ea])"
)
_HAND_IN = (
    r"(?:złóż|składasz|składa\s+się|złożysz|prześlij|wyślij|przyjmujemy|przyjmuje\s+się|dostarcz"
    r"|dostarcza\s+się|przynieś|zanieś|przekaż|nadaj"
    r"|(?:można|należy|trzeba|możesz|musisz)\s+(?:złożyć|składać|przesłać|wysłać|dostarczyć"
    r"|przynieść)|(?:(?:jest|są)\s+)?(?:przyjmowan|składan)[eya](?:\s+(?:jest|są))?)"
)
_WAY = (
    r"(?:osobiście|pocztą(?:\s+(?:tradycyjną|elektroniczną))?|listownie|listem|elektronicznie"
    r"|on-?line|e-?mailem|mailem|telefonicznie"
    r"|(?:przez|za\s+pośrednictwem)\s+(?:internet(?:u)?|e-?puap|poczt[ęy](?:\s+elektroniczn\w+)?"
    r"|telefon(?:u)?|(?:platform[ęy]|portalu?|systemu?)(?:\s+[^\s,.;]{3,20})?)"
    r"|(?:w\s+(?:formie|postaci|wersji)|drogą)\s+(?:papierow|elektroniczn|mailow|pocztow"
    r"|telefoniczn)\w+|na\s+papierze"
    r"|w\s+(?:kancelarii|siedzibie)(?:\s+(?:urzędu|zarządu|ośrodka|centrum))?"
    r"|w\s+sali\s+obsługi(?:\s+\w{5,})?)"
)
_AS_PAPER = r"(?:na\s+papierze|w\s+(?:formie|wersji|postaci)\s+papierowej)"
_PLACE = r"(?:\s+w\s+(?:urzędzie|wydziale|siedzibie|kancelarii)(?:\s+urzędu)?)?"
_MAY_NOT = r"nie\s+(?:można|możesz|wolno)\s+(?:złożyć|składać|przes(?:łać|yłać)|wys(?:łać|yłać))"
_NO_WAY_TO = (
    r"(?:nie\s+ma|brak)\s+możliwości\s+(?:złożenia|składania|przesłania|przesyłania|załatwienia)"
)
_NOT_TAKEN = r"nie\s+(?:są|będą|jest|będzie)\s+(?:przyjmowan|rozpatrywan|rozpatrzon)[eya]"
_ONLY = r"(?:wyłącznie|tylko|jedynie)"
# Whole sentences alone: more words may tell of some people, papers or days.
_LIMIT = KeywordPattern(
    "wyłącznie tylko jedynie przyjm moż wolno rozpatr załatwić",
    rf"{_PAPER}\s+{_HAND_IN}\s+{_ONLY}\s+{_WAY}{_PLACE}"
    rf"|{_HAND_IN}\s+{_PAPER}\s+{_ONLY}\s+{_WAY}{_PLACE}"
    rf"|{_ONLY}\s+{_WAY}{_PLACE}\s+{_HAND_IN}\s+{_PAPER}"
    rf"|{_PAPER}\s+(?:{_WAY}|(?:telefoniczn|mailow|elektroniczn|internetow|papierow)ych)\s+"
    rf"nie\s+przyjmuje(?:my|\s+się)|nie\s+przyjmuje(?:my|\s+się)\s+{_PAPER}\s+{_WAY}"
    rf"|{_PAPER}\s+(?:(?:składan|przesłan|przesyłan|złożon|wysłan"
    rf"|nadan)[eya]\s+)?{_WAY}\s+{_NOT_TAKEN}|{_PAPER}\s+{_NOT_TAKEN}\s+{_WAY}"
    rf"|{_NO_WAY_TO}\s+(?:{_PAPER}|sprawy)\s+{_WAY}|sprawy\s+nie\s+można\s+załatwić\s+{_WAY}"
    rf"|{_PAPER}\s+{_MAY_NOT}\s+{_WAY}|{_WAY}\s+{_MAY_NOT}\s+{_PAPER}"
    rf"|{_MAY_NOT}\s+{_PAPER}\s+{_WAY}"
    rf"|nie\s+(?:można|możesz|da\s+się)\s+załatwić\s+(?:sprawy|sprawę|tego)\s+{_WAY}",
)
_NEED = KeywordPattern(
    "papier osobiście samemu samodzielnie",
    r"(?:(?:ta\s+)?(?:sprawa|procedura)\s+|załatwienie\s+sprawy\s+)?wymaga(?:my)?\s+"
    rf"(?:złożenia|składania|dostarczenia|przedłożenia)\s+(?:{OF_AN_APPLICATION}\s+)?{_AS_PAPER}"
    rf"|{_PAPER}\s+(?:należy|trzeba|musisz)\s+(?:złożyć\s+osobiście|(?:dostarczyć|przynieść)\s+"
    rf"(?:osobiście|samemu|samodzielnie)){_PLACE}"
    r"(?:,\s+(?:inaczej|bo|w\s+przeciwnym\s+razie|nie\s+przyjmujemy)\s+[^,;]{3,60})?",
)
"""What says in other words that there is one way alone."""
_NEED_HINTS = with_any_blanks((" papierow", "ć osobiście", "ć sam", " na papier"))
_PRINTED = r"(?:wydrukowan|papierow)\w+"
_WORDS_OF_FILING = (
    rf"(?:{_PAPER}|{_HAND_IN}|{_AS_PAPER}|{_PRINTED}|{_WAY}|(?:i\s+)?(?:podpisan|wypełnion)\w+"
    r"|w\s+(?:urzędzie|wydziale|siedzibie|kancelarii)(?:\s+urzędu)?)"
)
# Whole sentences alone here, too, in whatever order.
_ON_PAPER = KeywordPattern(
    "papier wydruk",
    rf"(?:{_WORDS_OF_FILING}\s+){{0,4}}(?:{_AS_PAPER}|{_PRINTED})(?:\s+{_WORDS_OF_FILING}){{0,4}}",
)
_WAYS_ON_PAPER = {parts.Way.BY_POST, parts.Way.IN_PERSON}
_HINTS = with_any_blanks(
    [
        *("yłącznie", "ylko ", "edynie", "ie przyjm", "ie można", "ie możesz", "ie wolno"),
        *("możliwości", "przyjmowan", "ie są", "ie będą", "ie jest"),
    ]
)
"""Of these each such sentence has one, and few texts do."""
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
    r"\s+zgłoszenia|zgłoś(?!\s+się\b))\b(?!.*\b(?:odwołani|zażaleni|sprzeciw|uzupełn|wyjaśni))"
)
_STEP_OF_AN_APPLICATION = (
    r"(?:wypełnij\s+i\s+)?(?:złóż|wyślij|prześlij|złożenie)\s+(?:\w+\s+)?"
    r"(?:wnios(?:ek|ku)|zgłoszeni[ea]|deklaracj\w+|kart[ęy]\s+zgłoszeni\w+|dokumenty)(?!\s+o\b)"
)
_ON_A_PLATFORM = r"puap|internet|gov\.pl|on-?line|mobywatel"
_ASKS_HOW_TO_FILE = (
    r"(?:jak|w\s+jaki\s+sposób|którędy|gdzie)\s+(?:\w+\s+)?"
    r"(?:złożyć|składa\w*|złożę|wysłać|przesłać)\s+"
    r"(?:wnios\w+|zgłoszeni\w+|dokumenty|deklaracj\w+|podanie)$"
)
_ASKS_OF_THE_MATTER = (
    r"(?!.*\b(?:jeśli|jeżeli|gdy|chor|dziec|za\s+granic|pełnomoc|odbi|odebr|uzupeł|odwoł|duplik))"
    r"(?:gdzie|jak|czy|kto|którędy|w\s+jaki)\b.*\b(?:wnios|złoż|spraw|zgłos|załatw|dokument|wysła)"
)
_TO_A_MAILBOX = r"\be?-?mailem\s+(?:na|pod)\s+(?:adres(?:em)?:?\s+)?[^\s@]{1,60}@"
_BEFORE_A_MAILBOX = (
    r"(?!.{0,120}?\b(?:zawiadom|powiadom|pisz|napisz|pyta|zapyt|um[oó]w|potwierdz))"
    r"[^.,;()\n]{0,120}?"
)
"""What may stand before it: no other clause, which is of questions or visits."""
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
    for_all = ways_for_all(submission)
    questions = list(questions_of(call_centre))
    read: list[Text] = [((key,), texts.typed(key)) for key in _FIELDS_ON_FILING]
    read += [(path, answer_in_words(question)) for path, question in questions]
    limits = [
        (path, range(start, start + len(sentence)))
        for path, text in read
        for start, sentence in _limits(text)
        if contradicts_ways(sentence, ways)
        and contradicts_ways(sentence, for_all)
        and stands_for_all(text[:start])
    ]
    limits += _other_sentences(title or "", texts, questions, submission, limits)
    for path, sentence in limits:
        yield _of_other_ways(path, sentence.start)
    yield from _limited_in_steps(steps, submission)
    if ways.isdisjoint(_WAYS_ON_PAPER):
        yield from _on_paper(texts.typed("how_to"))
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
            answered = _answered(question) if path not in limited else ()
            if any(_contradict(named, ways) for named in answered):
                yield _of_other_ways(path)


def _other_sentences(
    title: str,
    texts: Texts,
    questions: list[tuple[Path, parts.Question]],
    submission: tuple[parts.Submission, ...],
    limits: list[tuple[Path, range]],
) -> list[tuple[Path, range]]:
    """Return the places of more sentences that are wrong on what ways there are."""
    read: list[Text] = [((key,), texts.typed(key)) for key in _FIELDS_ON_FILING]
    for path, question in questions:
        if compiled(_ASKS_OF_THE_MATTER).match(question.question):
            # „Jak złożyć wniosek? Tylko osobiście.”
            asks_how = compiled(_ASKS_HOW_TO_FILE).match(question.question.strip(" ?"))
            words = answer_in_words(question)
            is_short = asks_how and words[:4].lower() in ("tylk", "wyłą", "jedy")
            read.append((path, f"Wniosek składasz {words}" if is_short else words))
    return [
        (path, range(start, start + len(words)))
        for path, text in read
        for start, words in wrong_sentences(text, submission, title)
        if not any(path == known and start in found for known, found in limits)
    ]


def _on_paper(how_to: str) -> RuleFaults:
    """Yield the sentences by which an application is handed in on paper."""
    for start, sentence in whole_sentences(how_to, _ON_PAPER):
        if all(compiled(rf"\b{words}\b").search(sentence) for words in (_PAPER, _HAND_IN)):
            yield _of_other_ways(("how_to",), start)


def _filed_in_prose(
    texts: Texts, limits: list[tuple[Path, range]], ways: set[parts.Way]
) -> RuleFaults:
    """Yield the clauses by which an application is filed in a way that is not offered."""
    for key in _FIELDS_ON_FILING:
        text = texts.typed(key)
        for start, named in filings(text):
            is_wrong = _contradict(named, ways) or (
                parts.Way.EMAIL not in ways and _goes_to_a_mailbox(text[start:])
            )
            if is_wrong and not any(path == (key,) and start in found for path, found in limits):
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
    """Yield the comment of the stage of filing if it begins with the only ways that there are."""
    for index, step in enumerate(steps):
        if compiled(_STEP_OF_AN_APPLICATION).match(step.name):
            ways = only_ways(step.comment or "")
            said = Said(0, step.comment or "", ways, "only") if ways else None
            if said and is_wrong_on_ways(said, submission):
                yield _of_other_ways(("steps", index, "comment"))
            return  # a later one may be of other papers


def _goes_to_a_mailbox(text: str) -> bool:
    """Return whether the first sentence of a text sends something to an e-mail address.

    „E-mailem” alone may mean „elektronicznie”.
    """
    return compiled(f"{_BEFORE_A_MAILBOX}{_TO_A_MAILBOX}").match(text) is not None


def _limits(text: str) -> Iterator[tuple[int, str]]:
    """Yield the sentences of a text that are all about a limit, each with its place."""
    if any(map(text.__contains__, _HINTS)):
        yield from whole_sentences(text, _LIMIT)
    if any(map(text.__contains__, _NEED_HINTS)):
        yield from whole_sentences(text, _NEED)


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
    # „Gov.pl” has a stop, which ends a clause of a phrase.
    said = ("przez internet" if "gov" in way.lower() else way for way in named)
    return any(contradicts_ways(f"wniosek {way}", ways) for way in said)


def _answered(question: parts.Question) -> Iterator[list[str]]:
    """Yield the ways of filing that a question and its answer name."""
    for _, named in filings(answer_in_words(question)):
        yield named
    if compiled(_ASKS_HOW_TO_FILE).match(question.question.strip(" ?")):
        yield list(_listed(question.answer))


def _listed(comment: str) -> Iterator[str]:
    """Yield the ways that a comment lists, „osobiście, pocztą lub przez ePUAP”."""
    for item in _NEXT_ITEM.split(_END_OF_LIST.split(comment, maxsplit=1)[0]):
        if compiled(LETTER_OR_MAIL).fullmatch(item.strip()):
            yield item.strip()
