"""The months in which papers are taken in, as texts and the field for it tell them."""

import re
from collections.abc import Iterator

from lckm_core._patterns import compiled
from lckm_core.procedures import parts
from lckm_core.procedures.rules.filing_dates import (
    A_YEAR,
    MONTH,
    days_in,
    days_in_order,
    month_of,
    names_a_month,
)
from lckm_core.procedures.rules.stated_terms import stems
from lckm_core.procedures.rules.texts import PROSE, Path, Texts

_IN_A_MONTH = rf"\bwe?\s+(?P<month>{MONTH})(?!\s+(?:i|oraz|lub|albo|do|[–-])\s)"
_PAPERS = (
    r"(?!.*\b(?:deklarac|oświadcz|zaświadcz|sprawozda|rozlicz|korekt|potwierdz|kontynu|przedłuż"
    r"|wnios\w+\s+o\b))"
    # „Zapisy na zajęcia”, „nabór prowadzą szkoły”: of something else, and by others.
    rf"(?!.*\b(?:nab[óo]r\w*|zapisy|rekrutacj\w+)\s+"
    rf"(?:na\s+{A_YEAR}\s+)?(?:do\s+(?!\d|końca|dnia)|na\s+(?!{MONTH}|miejsc\w+\s+od"
    rf"|{A_YEAR}|woln\w+\s+miejsc))\w)"
    r"(?!.*\b(?:prowadz|organizuj|ogłaszaj)(?:ą|i|e)\s+(?:szko|przedszkol|uczelni|lice|technik"
    r"|fundacj|stowarzysz|klub|organizat|placów))"
    r".*\b(?:wnios|kart[yę]\s+zgłosz|zgłosze|podani|dokument|nab[óo]r|rekrutacj|zapisy)"
)
_TAKEN_IN = (
    r"\b(?:przyjmuje(?:my|\s+się)|przyjmowan\w|przyjęcia|składa(?:sz|\s+się)|złóż|złożysz"
    r"|nab[óo]r|rekrutacj[aęi]|zapisy)\b"
)
_NOT_ALL = (
    r"wynik|\blist[aęy]\b|ogł[ao]sz|odwoł|uzupełn|umow|opłat|\b(?:jeśli|jeżeli|gdy|nie|też|także"
    r"|również|najczęściej|zwykle|najwięcej|drug\w+|dodatkow\w+|kolejn\w+|poprzedni\w+|zeszł\w+)\b"
    r"|\b(?:trwał|odbył|prowadziliś|przyjmowaliś|(?:za|s)kończył)"
)
_AS_WELL = (
    r"\W*(?:wnioski|zgłoszenia|oferty|podania)\s+(?:przyjmujemy|przyjmuje\s+się|składa\s+się"
    rf"|można\s+składać|złożysz)\s+(?:też|także|również)\s+we?\s+(?P<month>{MONTH})"
    rf"(?:\s+(?:i|oraz|lub)\s+(?:we?\s+)?{MONTH})?\W*"
)
"""A whole clause that adds months to those of the field."""
_CLAUSE = re.compile(r"(?:[^.;,\n–]|\.(?=\S))+")
_HINTS = (
    *("stycz", "lut", "marc", "kwie", "maj", "czerw", "lip", "sierp", "wrze", "paź", "listop"),
    "grud",
)


def other_months(
    deadlines: tuple[parts.SubmissionDeadline, ...], texts: Texts
) -> Iterator[tuple[Path, int]]:
    """Yield where texts tell a month of handing in that is none of the deadlines'.

    Where another deadline has no month, „wolne miejsca – przez cały rok”, the clause has to be in
    the words of one that has.
    """
    dated = [deadline.text for deadline in deadlines if names_a_month(deadline.text)]
    others = [deadline.text for deadline in deadlines if deadline.text not in dated]
    known = _months_in(dated)
    of_others = stems(" ".join(others))
    for path, text in texts.holding(_HINTS, *PROSE) if known else ():
        for start, month, clause in _months_of_filing(text):
            shared = stems(clause) & stems(" ".join(dated)) - of_others
            if month not in known and (shared or not others):
                yield path, start


def _months_of_filing(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the months in which clauses of a text say that papers are taken in.

    Each comes with its place and the clause.
    """
    for clause in _CLAUSE.finditer(text):
        if added := compiled(_AS_WELL).fullmatch(clause[0]):
            yield clause.start() + added.start("month"), month_of(added["month"]), clause[0]
            continue
        found = list(compiled(_IN_A_MONTH).finditer(clause[0]))
        is_of_filing = len(found) == 1 and all(
            compiled(words).search(clause[0]) for words in (_TAKEN_IN, _PAPERS)
        )
        if is_of_filing and not compiled(_NOT_ALL).search(clause[0]):
            yield clause.start() + found[0].start(), month_of(found[0]["month"]), clause[0]


def _months_in(texts: list[str]) -> set[int]:
    """Return the months that texts name, and those between the first day of each and its last."""
    known = set()
    for text in texts:
        # „Do 31 marca” allows any month before it.
        if len(days_in(text)) == 1 and not compiled(r"\bod\s+(?:dnia\s+)?\d").search(text):
            return set()
        if days := [month for month, _ in days_in_order(text)]:
            # „Od 15 listopada do 15 lutego” goes over the new year.
            months = (days[-1] - days[0]) % 12 + 1
            known |= {(days[0] - 1 + at) % 12 + 1 for at in range(months)}
        known |= {month_of(name[0]) for name in compiled(MONTH).finditer(text)}
    return known
