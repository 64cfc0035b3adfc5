"""Terms in words that differ from the amounts of „Termin realizacji”."""

import re
from collections.abc import Iterator
from itertools import islice

import attrs

from lckm_core._patterns import compiled
from lckm_core.procedures import parts
from lckm_core.procedures.parts import TimeUnit
from lckm_core.procedures.rules.contradictions import Contradiction
from lckm_core.procedures.rules.deadline_words import AT_ONCE
from lckm_core.procedures.rules.registry import MOST_LISTED, WARNING, RuleFaults, rule
from lckm_core.procedures.rules.sentences import MARKS, sentences_of
from lckm_core.procedures.rules.stated_terms import (
    ALWAYS,
    ANY_TIME,
    TIME,
    StatedTerm,
    days_of,
    is_known_at_sight,
    length_in_days,
    stated_terms,
    stems,
)
from lckm_core.procedures.rules.terms_by_clause import (
    ABOUT,
    ClauseTerm,
    terms_by_clause,
    texts_with_terms,
)
from lckm_core.procedures.rules.terms_of_cases import (
    days_of_its_case,
    terms_meant,
    without_appeals,
)
from lckm_core.procedures.rules.terms_of_the_matter import (
    is_of_some_cases,
    is_of_the_matter,
    settles_in_other_words,
)
from lckm_core.procedures.rules.texts import Path, Texts
from lckm_core.procedures.template import CallCentre
from lckm_core.text import Message

_AT_ONCE_ENDS = ("ręki", "miejscu", "poczekaniu", "natychmiast", "samego dnia", "samego  dnia")
_THE_SAME_DAY = r"(?:(?:jeszcze|już)\s+)?(?:tego\s+samego\s+dnia|w\s+tym\s+samym\s+dniu)"
_OF_FILING = r"(?:,?\s+w\s+(?:którym\s+\w+(?:\s+z)?(?:\s+wnios\w+)?|dniu\s+złożenia\s\w+))?"
_AT_ONCE = (
    r"(?:(?:sprawa|sprawę|decyzja|zaświadczenie|dokument|odpis|karta|zezwolenie"
    r"|załatwienie|realizacja|(?P<thing>wypis|legitymacja|wydanie(?:\s+[^\W\d_]{4,})?))\s+)?"
    r"(?:jest\s+)?(?:(?:(?:załatwi|wyda|realiz|rozpatr|otrzym|dosta|gotow)\w+\s+"
    r"(?:(?:się|jest|są)\s+)?|możliwa\s+do\s+załatwienia\s+)(?:na\s+miejscu|od\s+ręki"
    rf"|na\s+poczekaniu|natychmiast|{_THE_SAME_DAY})|od\s+ręki|na\s+poczekaniu|natychmiast)"
)
"""A whole phrase, for „od ręki, jeśli …” speaks of some cases."""
_AT_ONCE_SENTENCE = (
    r"(?!potwierdz|numer|druk|formularz|upo\b|kopi)\w+\s+(?:załatwi(?:amy|my|a\s+się|sz)"
    r"|wyda(?:jemy|je\s+się)|otrzym(?:asz|ujesz)|dosta(?:niesz|jesz)|odbierzesz)\s+"
    rf"(?:na\s+miejscu,?\s+)?(?:od\s+(?:ręki|razu)|na\s+poczekaniu|natychmiast|{_THE_SAME_DAY})"
    rf"{_OF_FILING}"
)
_THING_WITHIN = (
    r"(?P<thing>[^\W\d_]{5,}(?:\s+[^\W\d_]{4,})?)\s+(?:w\s+(?:ciągu|terminie)|w|do|po)\s"
)
_DAY_OF_FILING = rf"{AT_ONCE}|tego samego dnia|wizyty"
_NAMES = {
    "useful_info": Message("Hasło", "The phrase"),
    "summary": Message("Skrócony opis", "The summary"),
    "steps": Message("Etap", "The step"),
}
_NAMES_OF_PROSE = {
    "how_to": Message("Sposób załatwienia", "The way of handling"),
    "additional_info": Message("Informacja uzupełniająca", "The additional information"),
    "call_centre": Message("Odpowiedź", "The answer"),
}
_MOST_BEFORE = 4000
"""The signs before a term in which its heading and its subject are looked for."""
_LONG = 7
"""The days of a deadline beside which nothing is settled at once."""


@rule(
    "LCKM-R051",
    "zał. 2 § 9 ust. 2",
    "termin w tekście inny niż w „Terminie realizacji”",
    WARNING,
    part="title steps useful_info call_centre",
)
def texts_tell_the_deadline(
    title: str | None,
    steps: tuple[parts.Step, ...],
    useful_info: tuple[str, ...],
    deadline: parts.Deadline,
    call_centre: CallCentre | None,
    texts: Texts,
) -> RuleFaults:
    """A text of the description tells another amount of time than the deadline."""
    if not deadline.terms:
        return
    for index, info in enumerate(useful_info):
        # Few phrases end so, and looking for that takes no time.
        if (
            info.endswith(_AT_ONCE_ENDS)
            and (at_once := compiled(_AT_ONCE).fullmatch(info.strip()))
            and _is_of_title(at_once["thing"] or "", title or "")
            and _takes_long(deadline)
        ):
            yield _not_at_once(("useful_info", index))
    yield from _said_to_be_done_at_once(deadline, texts)
    found = set()
    for (path, text), asked in texts_with_terms(texts, steps, call_centre):
        if path[0] not in _NAMES:
            continue
        held = terms_meant(text, asked, deadline)
        for term in stated_terms(text, asked, held):
            if not _is_known(term, held):
                found.add(path)
                yield _differing_term(path, _NAMES[str(path[0])], term, term.start)
    for (path, text), asked in texts_with_terms(texts, steps, call_centre):
        if path in found:
            continue
        name = _NAMES.get(str(path[0])) or _NAMES_OF_PROSE[str(path[0])]
        skipped = 0
        if path[0] == "useful_info" and (thing := _thing_of_a_phrase(text, title or "")):
            asked, skipped = f"Ile czeka się na {thing}?", len(thing)
        held = terms_meant(text, asked, deadline)
        terms = _other_terms(text[skipped:], asked, title or "", held)
        for term in islice(terms, MOST_LISTED):
            yield _differing_term(path, name, term, term.start + skipped)


def _is_of_title(thing: str, title: str) -> bool:
    """Return whether a thing issued at once is that of the title, or any: „wydanie decyzji”."""
    noun = thing.removeprefix("wydanie").strip()
    return noun in ("", "decyzji", "dokumentu") or not stems(noun).isdisjoint(stems(title))


def _said_to_be_done_at_once(deadline: parts.Deadline, texts: Texts) -> RuleFaults:
    """Yield the whole sentences of long texts by which the matter is settled at once."""
    for path, text in texts.holding(_AT_ONCE_ENDS, "summary", "how_to", "additional_info"):
        if not _takes_long(deadline):
            return
        for start, sentence in sentences_of(text):
            if compiled(_AT_ONCE_SENTENCE).fullmatch(sentence.strip(MARKS)):
                yield _not_at_once(path, start)


def _thing_of_a_phrase(phrase: str, title: str) -> str:
    """Return the thing whose term a phrase tells, „odpis w ciągu miesiąca”; else nothing."""
    found = compiled(_THING_WITHIN).match(phrase)
    return found["thing"] if found and not stems(found["thing"]).isdisjoint(stems(title)) else ""


def _other_terms(
    text: str, asked: str, title: str, deadline: parts.Deadline
) -> Iterator[StatedTerm]:
    """Yield the terms of the matter that a text tells, and the deadline does not have."""
    # „Jeżeli trwa remont” is what a term depends on, and takes a time of its own.
    cases = [term.case for term in deadline.terms if term.case]
    acts = " ".join(case for case in cases if not compiled(_CONDITION).search(case))
    for found in terms_by_clause(text, asked):
        former = text[max(0, found.start - _MOST_BEFORE) : found.start]
        # „Po 30 dniach, gdy akta są w innym mieście” is of some cases.
        in_other_words = settles_in_other_words(found, asked, title) and not (
            asked and compiled(_IF).search(text, found.start)
        )
        held = without_appeals(deadline) if in_other_words else deadline
        if is_known_at_sight(found.days, found.about, held):
            continue
        # „Około 2 tygodni” is no other term than a month, which is the longest it may take.
        if found.is_about and min(map(abs, found.days)) <= _longest(deadline):
            continue
        if (of_case := days_of_its_case(found, deadline)) and of_case.isdisjoint(found.days):
            yield StatedTerm(found.start, found.words, found.about, found.days)
            continue
        # „Ocena trwa do 60 dni” is of the case „ocena wniosku”, „ocena lekarza” is not.
        takes = compiled(_TAKES).fullmatch(found.before)
        is_of_a_case = takes is not None and not stems(takes["what"]).isdisjoint(stems(acts))
        subject = f"{title} {takes['what']}" if takes and is_of_a_case else title
        if not in_other_words and not is_of_the_matter(found, subject, former):
            continue
        term = StatedTerm(found.start, found.words, _words_of_its_own(found), found.days)
        is_of_some = not in_other_words and is_of_some_cases(found, former)
        if is_of_some and len(_possible_terms(term, deadline)) == len(deadline.terms):
            continue
        if not _is_known(term, held):
            yield term


def _words_of_its_own(term: ClauseTerm) -> str:
    """Return the words that say of what a term is, without those of the time before it.

    „Sygnalizację naprawiamy w ciągu doby, latarnię w 5 dni, ciąg w 2 dni” lists three.
    """
    earlier = ANY_TIME.compiled.split(term.before)[-1] if not term.bare else term.before
    return term.about if earlier == term.before else f"{earlier} … {term.after}"


_TAKES = (
    r"(?P<what>[^\W\d_]{4,})(?:\s+(?:wniosk|zgłosze|podani|dokument|ofert)\w+)?\s+(?:po)?"
    rf"(?:trwa|zajmuje)\s+(?:(?:do|maksymalnie|nawet)\s+)?{ABOUT}?"
)
_CONDITION = (
    r"\b(?:jeśli|jeżeli|gdy|kiedy|jak|w\s+razie|w\s+przypadku|o\s+ile|podczas|w\s+(?:trakcie"
    r"|czasie)|po|przed|z\s+powodu|ze\s+względu)\b"
)
_IF = r"\b(?:jeśli|jeżeli|gdy|dla|razie|przypadk\w*)\b"


_OF_ANOTHER_CASE = (
    r"\bbrak\w*|uzupełni|(?<!za)dłuż|opóźni|\bzawiad|\bpowiad|\bdla\b|\btryb|\bsprawach\b"
    r"|elektroniczn|internet|przez\s+epuap|poczt|odbi[oe]r(?!zesz\s+gotow)|ważn|wgląd|zapozna|wizj"
    r"|oględzin|kontrol|uzg[oa]dni|konsult|uwag|opini|stanowisk|duplikat|wtórnik|odpis\w*\s+z"
    r"|przypadk|\braz(?:ie|u)\b|\bkompletn|sprawd[zź]|\bprzed\b|\bnam\b|skarbow|prost|trudn"
    r"|złożon[ae]\s|niekompletn|innego|innej|pozostał|po\s+\w+\s+lokaln"
)
"""What a sentence beside the amounts tells of that is not the whole matter."""
_ALSO_IN = r",?\s+(?:także|również|też|nawet)\s+(?:w|we|dla)\s+(?:sprawach\s+)?[^.;,]{3,60}"
"""„…, także w sprawach szczególnie skomplikowanych”: in every case."""
_FROM_WHEN = (
    r",?\s*(?:licząc\s+)?\b(?:od|po)\s+(?:dnia\s+|daty\s+|chwili\s+)?(?:złożeni|wpływ|wpłynięci"
    r"|otrzymani|rejestracj|przyjęci|skompletowani)\w*\s+(?:kompletn\w+\s+)?(?:wnios\w+"
    r"|zgłoszeni\w+|dokument\w+|podani\w+|oświadczeni\w+|deklaracj\w+)(?=\s*(?:[.,;(]|$))"
    r"|,?\s*\bod\s+(?:dnia|chwili),\s+(?:w\s+któr\w+|gdy|kiedy)\s+wniosek\s+(?:jest|będzie)\s+"
    r"kompletny"
)
"""„Od złożenia kompletnego wniosku”: every time is reckoned so."""


@rule(
    "LCKM-R065",
    "zał. 2 § 9 ust. 2",
    "opis terminu sprzeczny z podaną liczbą dni, tygodni lub miesięcy",
    WARNING,
    part="title",
)
def deadline_agrees_with_its_text(title: str | None, deadline: parts.Deadline) -> RuleFaults:
    """The deadline's own words tell another amount of time than its terms."""
    text = deadline.text or ""
    if not deadline.terms:
        return
    # More than this sentence may say of which cases it is.
    is_at_once = compiled(_AT_ONCE_SENTENCE).fullmatch(text.strip(" ."))
    if is_at_once and _takes_long(attrs.evolve(deadline, text=None)):
        yield _not_at_once(("deadline", "text"), None, ("deadline", "terms"))
    if not TIME.may_match(text):
        return
    held = _without_refusals(deadline, text)
    known = {days for term in held for days in length_in_days(term.amount, term.unit)}
    times = {days_of(time) for time in TIME.finditer(text)}
    # Words that repeat an amount, or tell several, say what takes which time.
    if len(times) > 1 or any(not known.isdisjoint(days) for days in times):
        return
    held_terms = attrs.evolve(deadline, terms=tuple(held), text=None)
    said = list(stated_terms(text, "", held_terms, alone=True))
    for term in said or _terms_of_a_case(text, deadline):
        sentence = text[: term.start].rpartition(".")[2] + text[term.start :].partition(". ")[0]
        of_it = compiled(rf"{ALWAYS}|{_ALSO_IN}").sub("", sentence)
        of_it = compiled(_FROM_WHEN).sub("", of_it)
        if compiled(_OF_ANOTHER_CASE).search(of_it):
            continue
        if not _is_of_another_decision(sentence, title or ""):
            yield Contradiction(
                ("deadline", "text"),
                Message(
                    f"Opis terminu mówi „{term.words}”, a podana liczba jest inna.",
                    f"The deadline's text says “{term.words}”, and its terms another amount.",
                ),
                term.start,
                ("deadline", "terms"),
                quotes=True,
                advice=_FIX_OR_TELL_WHEN,
            )


_OF_OTHERS = (
    r"\b(?:jeśli|jeżeli|gdy|nawet|czasem)\b|odwoł|zażal|skarg|sprzeciw|reklam"
    r"|\b(?:masz|złóż|złożyć|wnieś|wnosi|zapła[ćc]|podpis|potwierd"
    r"|zgłoś|musisz|trzeba|należy|możesz|można)"
)
"""Some cases, and what a resident does."""
_NEAR = 300
_LASTS = re.compile(r"\b(?:przez|na|o|jeszcze|co)\s+$", re.IGNORECASE)
"""Before a time for which something lasts, or by which it is longer."""


def _terms_of_a_case(text: str, deadline: parts.Deadline) -> list[StatedTerm]:
    """Return the time in a text whose sentence is, by two words, of one term's case alone."""
    cases = [stems(term.case or "") for term in deadline.terms]
    found = []
    for time in islice(TIME.finditer(text), MOST_LISTED):
        before = text[max(0, time.start() - _NEAR) : time.start()].rpartition(". ")[2]
        after = text[time.end() : time.end() + _NEAR].partition(".")[0]
        shared = sorted(len(case & stems(f"{before} {after}")) for case in cases)
        is_other = compiled(_OF_OTHERS).search(f"{before} {after}") or _LASTS.search(before)
        if shared[-1] > 1 and shared[-1:] != shared[-2:-1] and not is_other:
            words = " ".join(time[0].split())
            found.append(StatedTerm(time.start(), words, f"{before} {after}", days_of(time)))
    return found


_DECIDED = (
    r"\bo\s+(\w+(?:\s+\w+)?)\s+(?:z?decyd|rozstrzyg|orzek)|\bdecyzj\w+\s+o\s+(\w+(?:\s+\w+)?)"
)
"""What is decided: „o zasiłku decydujemy w ciągu miesiąca”."""


def _is_of_another_decision(sentence: str, title: str) -> bool:
    """Return whether a sentence is of what the title does not name."""
    decided = compiled(_DECIDED).search(sentence)
    if decided is None:
        return False
    thing = stems(decided[1] or decided[2] or "")
    return bool(thing) and thing.isdisjoint(stems(f"{title} sprawa sprawie wniosku wniosek"))


_FIX_OR_TELL_WHEN = Message(
    "Popraw jedno z nich albo podaj „Kiedy ten termin obowiązuje” (case).",
    "Fix one of them, or say when it holds (“case”).",
)


def _not_at_once(
    path: Path, start: int | None = None, other: Path = ("deadline",)
) -> Contradiction:
    message = Message(
        "Tekst mówi, że sprawę załatwia się od ręki, a termin realizacji jest dłuższy.",
        "The text says that the matter is settled at once, and the deadline is longer.",
    )
    return Contradiction(path, message, start, other)


def _longest(deadline: parts.Deadline) -> int:
    """Return the days of a deadline's longest term."""
    return max(
        abs(days) for term in deadline.terms for days in length_in_days(term.amount, term.unit)
    )


def _takes_long(deadline: parts.Deadline) -> bool:
    """Return whether the deadline leaves no case that is settled at once."""
    return all(
        max(abs(days) for days in length_in_days(term.amount, term.unit)) >= _LONG
        for term in deadline.terms
    ) and not compiled(_DAY_OF_FILING).search(deadline.text or "")


def _differing_term(path: Path, name: Message, term: StatedTerm, start: int) -> Contradiction:
    message = Message(
        f"{name.pl} mówi „{term.words}”, a termin realizacji jest inny.",
        f"{name.en} says “{term.words}”, and the deadline is another.",
    )
    return Contradiction(path, message, start, ("deadline",), quotes=True)


def _is_known(term: StatedTerm, deadline: parts.Deadline) -> bool:
    """Return whether a deadline has a stated term, as an amount or in its words."""
    words = deadline.text or ""
    known = {
        days for possible in _possible_terms(term, deadline) for days in length_in_days(*possible)
    }
    known |= {days for time in TIME.finditer(words) for days in days_of(time)}
    figures = re.search(r"\d+", term.words)
    return not known.isdisjoint(term.days) or (
        figures is not None and re.search(rf"(?<!\d){figures[0]}(?!\d)", words) is not None
    )


_REFUSAL = r"\bodm[oó]w|\bodmaw|sprzeciw"
_ENTERED = r"\b(?:wpisu|wykreślenia|przekształcenia)\s+dokon"
"""An act that is no refusal."""


def _without_refusals(deadline: parts.Deadline, clause: str) -> list[parts.Term]:
    """Return the terms of a deadline that a clause may be on: „wpisu dokonujemy” on no refusal."""
    terms = [*deadline.terms]
    if compiled(_ENTERED).search(clause) is None or compiled(_REFUSAL).search(clause):
        return terms
    return [term for term in terms if not compiled(_REFUSAL).search(term.case or "")] or terms


def _possible_terms(stated: StatedTerm, deadline: parts.Deadline) -> list[tuple[int, TimeUnit]]:
    """Return the amount and unit of the terms that may be meant.

    It is the one whose case the words around speak of, if they do, and of no other as much.
    """
    clause = stems(stated.clause)
    # „Wpisu dokonujemy” is of no refusal.
    may_be_meant = _without_refusals(deadline, stated.clause)
    terms = [(term.amount, term.unit) for term in may_be_meant]
    cases = [stems(term.case or "") for term in may_be_meant]
    shared = [len(case & clause) for case in cases]
    best = shared.index(max(shared))
    # One word is enough where the case has no other.
    is_clear = shared[best] >= min(2, len(cases[best]) or 2) and shared.count(shared[best]) == 1
    return [terms[best]] if is_clear else terms
