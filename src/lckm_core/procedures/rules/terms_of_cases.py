"""Times in texts that are those of a case of the deadline, by its event or by its words."""

import re

import attrs

from lckm_core._patterns import compiled
from lckm_core.procedures import parts
from lckm_core.procedures.rules.contradictions import Contradiction
from lckm_core.procedures.rules.registry import WARNING, RuleFaults, rule
from lckm_core.procedures.rules.stated_terms import ANY_TIME, length_in_days
from lckm_core.procedures.rules.terms_by_clause import ClauseTerm
from lckm_core.procedures.rules.terms_of_filing import Event, event_of
from lckm_core.text import Message

_FROM = r"\b(?:od|po)\s"
_OF_SOME = (
    r"\b(?:jeśli|jeżeli|gdy|dla|w\s+(?:razie|przypadku)|zwykle|zazwyczaj|najczęściej|średnio"
    r"|chyba|nie|wcześniej|dopiero|kolejn\w+|dodatkow\w+|przedłuż\w+)\b"
)
_FILED = (
    r"(?:dnia\s+|daty\s+|chwili\s+|dnia,\s+w\s+którym\s+)?"
    r"(?:złożeni|wpływ|wpłynięci|otrzymani|skompletowani|komplet|wnios)"
)
_HEARD_AGAIN = r"\b(?:odwoł|ponown|zażal|sprzeciw)"
_ACT_AND_THING = 2
_WORD = re.compile(r"[^\W\d_]{5,}")
_STEM = 4


def without_appeals(deadline: parts.Deadline) -> parts.Deadline:
    """Return a deadline without the time in which an appeal is heard, if it has any other."""
    terms = tuple(
        term for term in deadline.terms if not compiled(_HEARD_AGAIN).search(term.case or "")
    )
    return attrs.evolve(deadline, terms=terms or deadline.terms)


def terms_meant(text: str, asked: str, deadline: parts.Deadline) -> parts.Deadline:
    """Return a deadline without the time to hear a matter again, of which a text says nothing."""
    says_so = compiled(_HEARD_AGAIN).search(f"{asked} {text}")
    return deadline if says_so else without_appeals(deadline)


def days_of_its_case(term: ClauseTerm, deadline: parts.Deadline) -> frozenset[int] | None:
    """Return the lengths of the case that a time is of, by its event and what is done then.

    „Pieniądze wypłacamy w ciągu … od przyjęcia rozliczenia” is of the case „wypłata dotacji po
    przyjęciu rozliczenia”, „potwierdzenie wydajemy w ciągu …” of „wydanie potwierdzenia”.
    ``None`` where it is of no case, or of more than one.
    """
    event = event_of(term.after)
    if compiled(_OF_SOME).search(term.about) or (event is not None and event.before):
        return None
    clause = _beginnings(term.about)
    of_it = [
        length_in_days(case.amount, case.unit)
        for case in deadline.terms
        if (event is not None and _is_counted_so(case.case or "", event, clause))
        or (_is_counted_from_filing(term) and _is_named(case.case or "", clause))
    ]
    return of_it[0] if len(of_it) == 1 else None


def _is_counted_from_filing(term: ClauseTerm) -> bool:
    """Return whether a time counts from the application, or from nothing that is said.

    Behind another time the words before are of that.
    """
    if ANY_TIME.search(term.before):
        return False
    from_what = compiled(_FROM).search(term.after)
    return from_what is None or bool(compiled(_FILED).match(term.after, from_what.end()))


def _is_named(case: str, clause: set[str]) -> bool:
    """Return whether a clause has the words of a case, and those are an act and its thing."""
    words = _beginnings(case)
    return len(words) == _ACT_AND_THING and words <= clause and not compiled(_OF_SOME).search(case)


def _is_counted_so(case: str, event: Event, clause: set[str]) -> bool:
    found = compiled(_FROM).search(case)
    of_case = event_of(f" {case[found.start() :]}") if found else None
    if found is None or of_case is None or of_case.before:
        return False
    return event.first in of_case.stems and not clause.isdisjoint(
        _beginnings(case[: found.start()])
    )


def _beginnings(words: str) -> set[str]:
    return {word[:_STEM] for word in _WORD.findall(words.lower())}


@rule(
    "LCKM-R106",
    "wzór: Termin realizacji",
    "dwa różne terminy dla tego samego przypadku",
    WARNING,
)
def a_case_has_one_term(deadline: parts.Deadline) -> RuleFaults:
    """Two terms of the deadline are for one case, and tell two times."""
    first: dict[str, int] = {}
    for index, term in enumerate(deadline.terms):
        case = " ".join((term.case or "").lower().split())
        other = first.setdefault(case, index) if case else index
        if other != index and length_in_days(term.amount, term.unit).isdisjoint(
            length_in_days(deadline.terms[other].amount, deadline.terms[other].unit)
        ):
            yield Contradiction(
                ("deadline", "terms", index, "case"),
                Message("Ten przypadek ma już inny termin.", "This case has another term already."),
                None,
                ("deadline", "terms"),
                advice=Message(
                    "Usuń jeden z nich albo napisz, czym te przypadki się różnią.",
                    "Remove one of them, or say in what the cases differ.",
                ),
            )
