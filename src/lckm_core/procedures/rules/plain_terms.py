"""Sentences of longer texts that tell, of the whole matter, how long it takes."""

import re
from collections.abc import Iterator

from lckm_core._patterns import KeywordPattern, compiled
from lckm_core.procedures import parts
from lckm_core.procedures.rules.stated_terms import (
    ASKS,
    TIME,
    StatedTerm,
    days_of,
    length_in_days,
)

_WITHIN = (
    r"(?:(?:najpóźniej|maksymalnie|najwyżej)\s+)?(?:w\s+ciągu|w\s+terminie(?:\s+do)?|do)"
    r"\s+(?:najwyżej\s+|maksymalnie\s+)?"
)
_OUTCOME = (
    r"(?:decyzj[ęai]|zaświadczeni[ea]|zezwoleni[ea]|pozwoleni[ea]|licencj[ęai]|postanowieni[ea]"
    r"|odpowied(?:ź|zi)|spraw[ęay]|wnios(?:ek|ku)|dokumenty?)"
)
_LEADS = (
    rf"(?P<what>{_OUTCOME})\s+(?:wyda(?:jemy|my|je\s+się)|załatwi(?:my|amy|a\s+się)"
    r"|rozpatr(?:zymy|ujemy|uje\s+się)|otrzyma(?:sz|cie)|dostani(?:esz|ecie)|udziel(?:imy|amy)"
    rf"|(?:zostanie|będzie|jest)\s+(?:wydan|załatwion|rozpatrzon|udzielon)\w+)\s+{_WITHIN}"
    rf"|(?:wydanie|załatwienie|rozpatrzenie)\s+(?P<of>{_OUTCOME})\s+(?:trwa|zajmuje)\s+"
    rf"(?:{_WITHIN})?"
    rf"|na\s+(?P<waits>{_OUTCOME})\s+(?:po)?czeka(?:sz|\s+się)\s+(?:{_WITHIN})?"
    r"|(?:termin|czas)\s+(?:realizacji|(?:wydania|załatwienia|rozpatrzenia)\s+"
    rf"(?P<for>{_OUTCOME}))\s*(?:wynosi|to|:)\s*(?:{_WITHIN})?"
)
"""What a whole sentence says before the time, of the decision, or of the matter's own document."""
_FROM = (
    r"(?:\s+(?:od(?:\s+(?:dnia|daty))?\s+(?:złożenia|wpływu|wpłynięcia|otrzymania)"
    r"|po\s+(?:złożeniu|otrzymaniu))(?:\s+(?:kompletnego\s+)?wniosku)?)?[.!]?\s*"
)
_ANYTHING = ("decyz", "spraw", "wnios", "postan")
_ANSWERED = (
    r"informac|pytani|odpowied|skarg|petycj|interpelacj|interwencj|reklamacj|opini|wyjaśni"
    r"|stanowisk|interpretacj|zgłoszeni|wnios(?:ek|ki|ków)\s+(?:i\s+|obywatel|mieszkań)|uwag"
)
"""What a title says of a matter that ends with an answer."""
_CASE = KeywordPattern(
    "jeśli jeżeli gdy przypadk razie dla przy sprawach każd pozostał odwoła tryb ** :",
    r"\b(?:jeśli|jeżeli|gdy(?:by)?|dla|przy|razie|sprawach)\b"
    r"|\b(?:przypadk|każd|pozostał|odwoła|tryb)|\*\*|:",
)
"""What before the sentence says that it is of some cases only."""
_HEADING = re.compile(r"\s*(?:#.*|\*\*[^*]*\*\*[.:]?|[^.]*:)\s*")
"""A line that stands above what is said of some cases only."""
_NO_PROSE = re.compile(r"\s*(?:[-*#>|]|\d+[.)])")
_SENTENCE = re.compile(r"\S(?:[^.!?\n]|[.!?](?=\S))*[.!?]?")


def plain_terms(text: str, title: str, deadline: parts.Deadline) -> Iterator[StatedTerm]:
    """Yield the terms of the whole matter that a text tells, and the deadline does not.

    Whole sentences alone, and those of no list, no case and no other document.

    Args:
        text: a text of several paragraphs.
        title: what the procedure is called.
        deadline: the deadline, with its terms.

    Source: zał. 2 § 9 ust. 2.
    """
    known = {days for term in deadline.terms for days in length_in_days(term.amount, term.unit)}
    known |= {days for time in TIME.finditer(deadline.text or "") for days in days_of(time)}
    start = 0
    for line in text.splitlines(keepends=True):
        if _HEADING.fullmatch(line):
            return
        if not _NO_PROSE.match(line) and TIME.may_match(line):
            for term in _of_line(line, title.lower()):
                if known.isdisjoint(term.days):
                    yield term._replace(start=start + term.start)
        start += len(line)


def _of_line(line: str, title: str) -> Iterator[StatedTerm]:
    for sentence in _SENTENCE.finditer(line):
        time = next(TIME.finditer(sentence[0]), None)
        if time is None:
            continue
        leads = compiled(_LEADS).fullmatch(sentence[0][: time.start()])
        if leads is None or not compiled(_FROM).fullmatch(sentence[0][time.end() :]):
            continue
        what = next(filter(None, leads.groups()), "spraw").lower()
        before = line[: sentence.start()]
        if _is_of_the_matter(what, before, title) and not _CASE.search(before):
            words = " ".join(sentence[0][: time.end()].split())
            yield StatedTerm(sentence.start(), words, words, days_of(time))


def _is_of_the_matter(what: str, before: str, title: str) -> bool:
    """Return whether what comes in that time is the matter's end, and no answer on the way."""
    if what.startswith("odpow"):
        # „Zapytaj e-mailem. Odpowiedź otrzymasz w ciągu 14 dni.”
        return compiled(_ANSWERED).search(title) is not None and not compiled(ASKS).search(before)
    # „Dokumenty otrzymasz” may be those that were handed in.
    return what.startswith(_ANYTHING) or what == "dokument" or what[:7] in title
