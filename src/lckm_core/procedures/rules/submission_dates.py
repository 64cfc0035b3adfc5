"""What „Termin składania dokumentów” leaves out, and what other texts say against it."""

from typing import NamedTuple

from lckm_core._patterns import KeywordPattern, compiled
from lckm_core.fields import words_of
from lckm_core.procedures import parts
from lckm_core.procedures.rules.contradictions import Contradiction
from lckm_core.procedures.rules.filing_dates import (
    Day,
    days_in,
    days_of_answer,
    days_of_phrase,
    days_of_sentences,
    days_of_step,
    may_tell_dates,
    names_a_month,
    names_other_times,
)
from lckm_core.procedures.rules.filing_months import other_months
from lckm_core.procedures.rules.filing_ranges import other_ranges
from lckm_core.procedures.rules.registry import WARNING, RuleFaults, rule
from lckm_core.procedures.rules.replies import questions_of
from lckm_core.procedures.rules.sentences import MARKS, STOP_BEFORE_BLANK, sentences_of
from lckm_core.procedures.rules.stated_terms import stems
from lckm_core.procedures.rules.terms_by_clause import (
    ClauseTerm,
    terms_by_clause,
    texts_with_terms,
)
from lckm_core.procedures.rules.terms_of_filing import (
    Event,
    application_of,
    event_of,
    is_counted_from_it_alone,
    is_filed_in,
    is_given_to_hand_in,
    is_of_handing_in,
    is_of_the_application,
)
from lckm_core.procedures.rules.texts import PROSE, Path, Texts
from lckm_core.procedures.template import CallCentre
from lckm_core.text import EmptyWord, Message

_PAPER = (
    r"papier|osobi[śs]|poczt(?!\w*\s+elektr)|listown|\blist(?:em)?\b"
    r"|\bw\s+(?:urzędzie|szkol|siedzib)"
)
_ONLINE = r"elektron|on-?line|internet|e-?puap|e-?mail|gov\.pl|platform|portal|system"
_DIFFERENT = KeywordPattern(
    "termin",
    r"(?:różne|odrębne|osobne|inne|oddzielne)\s+terminy\b(?=.{0,80}(?:elektron|on-?line|internet))"
    r"(?=.{0,80}(?:papier|poczt|osobi[śs]))"
    r"|terminy?\b.{0,80}\bzależ(?:y|ą|ny|ne)\s+od\s+(?:formy|sposobu)",
)
_WHOLE_YEAR = KeywordPattern(
    "rok roczn czasie terminie momencie każd bezterminowo",
    r"\b(?:wnios\w+|dokument\w*|zgłosze\w+|podani\w+|deklaracj\w+|nab[óo]r\w*|składa\w*|złoż\w+"
    r"|zapis\w*|rekrutacj\w+|przyjm\w+)\b.{0,80}\b(?:przez\s+)?(?:cały\s+rok|całoroczn\w+"
    r"|w\s+(?:dowolnym|każdym)\s+(?:czasie|terminie|momencie)|bezterminowo)"
    r"|\bcałoroczn\w+\s+(?:nab[óo]r|rekrutacj|przyjmowani)\w*",
)
_LIMITED = KeywordPattern(
    "termin nabór naboru roku",
    r"niestandardow\w+\s+termin\w*\s+składani|\bnab[óo]r\w*\s+(?:raz|dwa\s+razy)\s+w\s+roku"
    r"|\bograniczon\w+\s+termin\w*\s+składani",
)
_MONTH = r"(?:stycz|lut|marc|marzec|kwie|maj|czerw|lip|sierp|wrze|paźdz|listop|grud)\w*"
_OF_A_DATE = rf"(?:\d{{1,2}}\.?|{_MONTH}|dnia|miesiącu|do|i|lub|każdego|roku|r\.?)"
# Whole sentences alone: more words may tell of one form, place or year.
_ONLY_THEN = (
    r"(?:wnios(?:ki|ek)|zgłoszenia|podani[ae]|deklaracj[eę])"
    r"(?:\s+o\s+(?P<what>[^\W\d_]{4,})(?:\s+(?!za\b)[^\W\d_]+){0,2}?)?"
    r"(?:\s+(?:(?:(?:są|jest)\s+)?przyjmowan[eya](?:\s+(?:są|jest))?|przyjmuje(?:my|\s+się)"
    r"|składa\s+się|składasz|złożysz|(?:można|należy|trzeba|możesz|musisz)\s+(?:składać|złożyć)))?"
    r"\s+(?:tylko|wyłącznie|jedynie)\s+(?:w|od|do)\s+"
    rf"(?P<when>{_OF_A_DATE}(?:\s+{_OF_A_DATE}){{0,8}})"
)
_TAKEN_IN = (
    r"(?:przyjmuje(?:my|\s+się)|składa\s+się|składasz|(?:można|możesz)\s+(?:składać|złożyć))"
)
_ALL_YEAR = (
    rf"(?:wnios(?:ki|ek)|zgłoszenia|podani[ae])\s+{_TAKEN_IN}\s+(?:przez\s+)?cały\s+rok"
    rf"|(?:przez\s+)?cały\s+rok\s+{_TAKEN_IN}\s+(?:wnios(?:ki|ek)|zgłoszenia|podani[ae])"
)
_ONLY = ("ylko w ", "ylko od ", "ylko do ", "łącznie w ", "łącznie od ", "łącznie do ")
_OPEN = (
    r"cały|całoroczn|dowoln|każd\w+\s+(?:czas|termin|moment|dni)|kiedykolwiek|bezterminow|stale"
    r"|ciągł|na\s+bieżąco|bez\s+ogranicze|nie\s+(?:jest\s+)?(?:określ|ma\b|obowiązuje)|brak"
    r"|w\s+ciągu\s+roku|pozostał|poza\s+(?:tym|nabor)"
)
_HINTS = ("ermin", "rok", "roczn", "czasie", "omencie", "abór")
"""Of these each such phrase has one."""
_OPEN_ALONE = (
    r"(?:wnios\w+\s+można\s+(?:składać|złożyć)\s+)?(?:(?:przez\s+)?cały\s+rok"
    r"|w\s+(?:dowolnym|każdym)\s+(?:czasie|terminie|momencie)|bezterminowo|bez\s+ograniczeń)\W*"
)
_KINDS = {
    parts.Way.BY_POST: ("papier", "on paper"),
    parts.Way.IN_PERSON: ("papier", "on paper"),
    parts.Way.EMAIL: ("droga elektroniczna", "electronically"),
    parts.Way.ELECTRONICALLY: ("droga elektroniczna", "electronically"),
}
"""A clerk who tells paper and electronic ones apart need not tell a letter from a visit."""


@rule(
    "LCKM-R019",
    "wzór: Termin składania dokumentów",
    "termin dla formy składania, której nie ma, albo forma bez terminu",
    WARNING,
    part="submission_deadline",
)
def deadlines_are_for_the_ways(
    submission: tuple[parts.Submission, ...] | EmptyWord,
    submission_deadline: tuple[parts.SubmissionDeadline, ...],
) -> RuleFaults:
    """A submission deadline is for a way that is not offered, or a way is without one."""
    ways = [] if isinstance(submission, EmptyWord) else [item.way for item in submission]
    for index, deadline in enumerate(submission_deadline):
        if deadline.way is not None and deadline.way not in ways:
            yield Contradiction(
                ("submission_deadline", index, "way"),
                Message(
                    f"Termin dotyczy formy „{words_of(deadline.way)[0]}”, a takiej formy składania "
                    "nie podano.",
                    f"The deadline is for “{deadline.way}”, which is none of the ways offered.",
                ),
                None,
                ("submission",),
                quotes=True,
                advice=Message(
                    "Dodaj ją tam albo usuń termin.", "Add it there or remove the deadline."
                ),
            )
    if not submission_deadline or any(item.way is None for item in submission_deadline):
        return
    kinds = [_KINDS.get(item.way) for item in submission_deadline if item.way]
    left = next((_KINDS[way] for way in ways if way in _KINDS and _KINDS[way] not in kinds), None)
    if left and not _tells_two(submission_deadline):
        yield Contradiction(
            ("submission_deadline",),
            Message(
                f"Nie ma terminu dla formy: {left[0]}, a inna forma go ma.",
                f"No deadline is given for handing in {left[1]}, and another way has one.",
            ),
            None,
            ("submission_deadline",),
            quotes=True,
            advice=Message("Dodaj go.", "Add it."),
        )


_TOO_LATE = (
    rf"po\s+(?:dniu\s+)?\d{{1,2}}\.?\s*(?:{_MONTH}|\d{{1,2}})(?:\s+każdego\s+roku)?\s+(?:wniosków"
    r"|zgłoszeń|podań)\s+(?:już\s+)?nie\s+przyjmujemy"
)


@rule(
    "LCKM-R078",
    "zał. 2 § 9 ust. 2",
    "tekst sprzeczny z terminem składania dokumentów",
    WARNING,
    part="title steps useful_info call_centre",
)
def texts_agree_with_dates(
    title: str | None,
    steps: tuple[parts.Step, ...],
    useful_info: tuple[str, ...],
    submission_deadline: tuple[parts.SubmissionDeadline, ...],
    call_centre: CallCentre | None,
    texts: Texts,
) -> RuleFaults:
    """A text tells another time for handing in than the field for it."""
    # Where there is no deadline, it is LCKM-R034, or nothing is handed in.
    if not submission_deadline:
        return
    if any(map("\n".join(useful_info).__contains__, _HINTS)):
        for index, info in enumerate(useful_info):
            if _contradicts(info, submission_deadline):
                yield _of_another_time(("useful_info", index))
    yield from _year_round(submission_deadline, texts)
    yield from _other_lengths(submission_deadline, title or "", steps, call_centre, texts)
    for path, start in (
        *other_months(submission_deadline, texts),
        *other_ranges(submission_deadline, steps, texts),
    ):
        yield _of_another_time(path, start)
    # Of ways of their own each may have its time.
    shared = [(at, it.text) for at, it in enumerate(submission_deadline) if it.way is None]
    for index, text in shared if any(_is_open(text) for _, text in shared) else ():
        if days_of_phrase(text) or compiled(_TOO_LATE).fullmatch(text.strip(" .")):
            other = next(at for at, shared_text in shared if _is_open(shared_text))
            yield _of_another_time(
                ("submission_deadline", index, "text"), None, ("submission_deadline", other, "text")
            )
    known = _known_days(submission_deadline)
    if known is None:
        return
    if not known:
        yield from _seasons(title or "", texts)
    for path, question in questions_of(call_centre):
        if not days_of_answer(question.question, question.answer) <= known:
            yield _of_another_time(path)
    # Most texts tell no day, which takes less time to see in all of them at once.
    if may_tell_dates(texts.typed(*PROSE)):
        yield from _other_days(known, steps, useful_info, texts)


def _other_days(
    known: set[Day], steps: tuple[parts.Step, ...], useful_info: tuple[str, ...], texts: Texts
) -> RuleFaults:
    """Yield the texts by which the last day for handing in is none that is known."""
    for key in ("summary", "how_to", "additional_info"):
        for start, days in days_of_sentences(texts.typed(key)):
            if not days <= known:
                yield _of_another_time((key,), start)
    for index, info in enumerate(useful_info):
        if not days_of_phrase(info) <= known:
            yield _of_another_time(("useful_info", index))
    for index, step in enumerate(steps):
        if not days_of_step(step.name, step.comment or "") <= known:
            yield _of_another_time(("steps", index, "comment"))


_SIDES = (
    *("przed", "od ", "po ", "wyprzedz", "ni wcześ", "nie wcześ", "ące wcześ", "iąc wcześ"),
    *("dni na ", "nie na ", "dzień na ", "iąc na ", "ące na ", "ęcy na "),
)
"""Of these each time before or from an event, or for handing in, has one."""


def _other_lengths(
    deadlines: tuple[parts.SubmissionDeadline, ...],
    title: str,
    steps: tuple[parts.Step, ...],
    call_centre: CallCentre | None,
    texts: Texts,
) -> RuleFaults:
    """Yield the texts that tell another time before, or from, the event of a deadline."""
    known = [
        _KnownTime(event, term.days, application_of(term.about))
        for deadline in deadlines
        for term in terms_by_clause(deadline.text)
        if (event := event_of(term.after))
    ]
    if not known:
        return
    lengths = frozenset[int]().union(*(time.days for time in known))
    said_lengths = frozenset[int]().union(
        *(term.days for deadline in deadlines for term in terms_by_clause(deadline.text))
    )
    known_words = stems(" ".join((title, *(deadline.text for deadline in deadlines))))
    for (path, text), asked in texts_with_terms(texts, steps, call_centre):
        if not any(map(text.__contains__, _SIDES)):
            continue
        for term in terms_by_clause(text, asked):
            if is_given_to_hand_in(term, title) and lengths.isdisjoint(term.days):
                yield _of_another_time(path, term.start)
                break
            event = event_of(term.after)
            if event is None:
                continue
            of_it = _times_of_the_application(term, event, known)
            if not of_it and is_of_handing_in(term, title):
                # A notice „3 dni wcześniej” may be of anything; an application is of the event.
                if not event.first and not is_of_the_application(term, asked, known_words):
                    continue
                of_it = _times_of_the_event(event, known)
            if not of_it and is_counted_from_it_alone(term, event):
                of_it = [said_lengths] if _times_of_the_event(event, known) else []
            if of_it and all(map(term.days.isdisjoint, of_it)):
                yield _of_another_time(path, term.start)
                break


class _KnownTime(NamedTuple):
    """A time before or from an event in a deadline; ``paper`` is what it is handed in for."""

    event: Event
    days: frozenset[int]
    paper: frozenset[str]


def _times_of_the_application(
    term: ClauseTerm, event: Event, known: list[_KnownTime]
) -> list[frozenset[int]]:
    """Return the times of deadlines that name the same application as a clause does."""
    paper = application_of(term.about)
    if not paper or not event.first or not is_filed_in(term):
        return []
    return [time.days for time in known if time.paper == paper and _are_the_same(event, time.event)]


def _times_of_the_event(event: Event, known: list[_KnownTime]) -> list[frozenset[int]]:
    """Return the times of deadlines before or from the same event."""
    of_it = [time.days for time in known if _are_the_same(event, time.event)]
    # „7 dni wcześniej” may be before the same event.
    of_it += [time.days for time in known if of_it and not time.event.first and event.before]
    return of_it


def _are_the_same(event: Event, known: Event) -> bool:
    # „Od dnia, w którym szpital sporządził kartę” begins with who does it.
    is_named = event.first in known.stems or len(event.stems & known.stems) > 1
    return event.before is known.before and (not event.first or is_named)


def _of_another_time(
    path: Path, start: int | None = None, other: Path = ("submission_deadline",)
) -> Contradiction:
    message = Message(
        "Termin składania dokumentów jest tu inny niż gdzie indziej w opisie.",
        "The time for handing in is another here than elsewhere.",
    )
    return Contradiction(path, message, start, other)


def _contradicts(info: str, deadlines: tuple[parts.SubmissionDeadline, ...]) -> bool:
    """Return whether a keyword phrase on when to hand in is wrong."""
    texts = [deadline.text for deadline in deadlines]
    return bool(
        (_DIFFERENT.search(info) and not _tells_two(deadlines))
        or (_WHOLE_YEAR.search(info) and all(map(_is_of_some_months, texts)))
        or (_LIMITED.search(info) and all(map(_is_open, texts)))
    )


def _seasons(title: str, texts: Texts) -> RuleFaults:
    """Yield the texts by which applications are taken in a part of the year alone."""
    fields = ("summary", "useful_info", "how_to", "additional_info")
    for path, text in texts.holding(_ONLY, *fields):
        for start, sentence in sentences_of(text, STOP_BEFORE_BLANK):
            found = compiled(_ONLY_THEN).fullmatch(sentence.strip(f"{MARKS}."))
            if found is None or not names_a_month(found["when"]):
                continue
            of_it = stems(found["what"] or "")
            if not found["what"] or not of_it.isdisjoint(stems(title)):
                yield _of_another_time(path, start)
                break


def _year_round(deadlines: tuple[parts.SubmissionDeadline, ...], texts: Texts) -> RuleFaults:
    """Yield the texts by which applications are taken all the year, where some months are told."""
    if not all(_is_of_some_months(deadline.text) for deadline in deadlines):
        return
    for path, text in texts.holding(("ały rok",), "summary", "how_to", "additional_info"):
        for start, sentence in sentences_of(text, STOP_BEFORE_BLANK):
            if compiled(_ALL_YEAR).fullmatch(sentence.strip(f"{MARKS}.")):
                yield _of_another_time(path, start)
                break


def _known_days(deadlines: tuple[parts.SubmissionDeadline, ...]) -> set[Day] | None:
    """Return the days that the deadlines name; ``None`` where one names another time."""
    known: set[Day] = set()
    for deadline in deadlines:
        days = days_in(deadline.text)
        if names_other_times(deadline.text) or not (days or _is_open(deadline.text)):
            return None
        known |= days
    return known


def _tells_two(deadlines: tuple[parts.SubmissionDeadline, ...]) -> bool:
    """Return whether deadlines for paper and for the electronic way are given."""
    if len({deadline.way and _KINDS.get(deadline.way) for deadline in deadlines}) > 1:
        return True
    text = "\n".join(deadline.text for deadline in deadlines)
    return all(compiled(pattern).search(text) for pattern in (_PAPER, _ONLINE))


def _is_of_some_months(text: str) -> bool:
    """Return whether a deadline names days or months of the year, and no other time."""
    return names_a_month(text) and not compiled(_OPEN).search(text)


def _is_open(text: str) -> bool:
    return compiled(_OPEN_ALONE).fullmatch(text.strip()) is not None
