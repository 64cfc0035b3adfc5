"""What the sentences around a sum say of it: of which year it is, and of what."""

import re

from lckm_core._patterns import compiled
from lckm_core.procedures.rules.fees import POWER_OF_ATTORNEY
from lckm_core.procedures.rules.filing_dates import MONTH
from lckm_core.procedures.rules.sentences import sentences_of

_IN_A_YEAR = (
    r"\b(?:od|do|we?|po|przed|z\s+(?:dniem|początkiem|końcem)|na\s+początku|(?:od|do)\s+końca)\s+"
    rf"(?:dnia\s+)?(?:\d{{1,2}}\.?\s+)?(?:{MONTH}\s+)?(?:roku\s+)?(?:\d{{1,2}}\.\d{{2}}\.)?20\d\d\b"
    r"|\b(?:od|w|z\s+(?:początkiem|nowym))\s+(?:\w+\s+)?"
    r"(?:przyszł|następn|now|ubiegł|zeszł|poprzedni)\w{1,3}\s+rok\w*"
)
"""„Od stycznia 2027 r. duplikat kosztuje 15 zł” is of a time to come."""
_PART_END = re.compile(r",\s|\s[–—-]\s")
_YEAR_REACH = 60
_REACH = 300
_NEAR = 60
_THE_FEE = r"(?:^|[.;:\n]\s*)opłata(?:\s+skarbowa)?\s+(?:wynosi|to)\s+$"
_PAYS_FOR_IT = (
    r"(?:opłać|opłacenie)\s+(?:wnios(?:ek|ku)|zaświadczeni[ea]|decyzj[ęi]|zezwoleni[ea]"
    r"|pozwoleni[ea])|(?:zapłać|wnieś\s+opłatę|uiść\s+opłatę)\s+za\s+[^\W\d_]{4,}(?:\s+[^\W\d_]+)?"
)
"""A stage in which what is paid for is not the power of attorney."""
_IN_SOME_CASES = r"\b(?:jeśli|jeżeli|gdy|tylko|za|dla|przy|od|plus|dodatkowo|oraz|i)\b"
_PARAGRAPH = re.compile(r"\n\s*\n")
_HEADING = re.compile(r"\s*(?:#|\*\*)|.*:\s*$")
_ITEM = re.compile(r"\s*[-–*•]\s")
_POWER_ITSELF = re.compile("pełnomocnictw", re.IGNORECASE)


def is_of_another_year(text: str, start: int, at: int) -> bool:
    """Return whether a sum is that of a year that is named, by its part of the sentence.

    Args:
        text: the text.
        start: where its sentence begins, if every stop ends one.
        at: where the sum stands.
    """
    # „Od 2027 r. opłata …”: no sentence begins with a small letter.
    begins = text[start:at].lstrip()[:1]
    if begins.islower() and text[max(0, start - 3) : start].rstrip().endswith("r."):
        start = max(0, start - _YEAR_REACH)
    # A sentence may be as long as the text, and hold thousands of sums.
    first = _PART_END.split(text[start : min(at, start + _REACH)])[0]
    last = _PART_END.split(text[max(start, at - _REACH) : at])[-1]
    behind = _PART_END.split(text[at : at + _YEAR_REACH])[0].partition(". ")[0]
    said = (line_above(text, start), first, last + behind)
    return any(compiled(_IN_A_YEAR).search(words) for words in said)


def line_above(text: str, start: int) -> str:
    """Return the line above the list that an item begins at a place; nothing of another line."""
    if _ITEM.match(text, start) is None:
        return ""
    above = text[max(0, start - _REACH) : start].split("\n")
    return next((line for line in reversed(above) if line.strip() and not _ITEM.match(line)), "")


def is_of_the_matter(text: str, at: int) -> bool:
    """Return whether a sum is that of the matter, „opłata wynosi 17 zł”, and of no proxy."""
    leads = compiled(_THE_FEE).search(text[max(0, at - _NEAR) : at])
    return leads is not None and not _is_of_a_power(text, at)


def is_all_that_is_paid(step: str, comment: str, at: int) -> bool:
    """Return whether a sum begins the comment of a stage in which the application is paid for."""
    return (
        at == 0
        and compiled(_PAYS_FOR_IT).fullmatch(step.strip()) is not None
        and comment.count("zł") == 1
        and not POWER_OF_ATTORNEY.search(f"{step} {comment}")
        and not compiled(_IN_SOME_CASES).search(comment)
    )


def _is_of_a_power(text: str, at: int) -> bool:
    """Return whether a sum may be that of a power of attorney, by what stands around it.

    It may where its paragraph, or the heading of that, names the document, and where the sentence
    beside it names a proxy.
    """
    former = _PARAGRAPH.split(text[max(0, at - _REACH) : at])
    above = former[-2] if len(former) > 1 and _HEADING.match(former[-2]) else ""
    behind = _PARAGRAPH.split(text[at : at + _REACH])[0]
    if _POWER_ITSELF.search(f"{above}\n{former[-1]}{behind}"):
        return True
    before = [words for _, words in sentences_of(former[-1]) if words]
    after = [words for _, words in sentences_of(behind) if words]
    beside = [above, *before[-2:], *after[:2]]
    return POWER_OF_ATTORNEY.search("\n".join(beside)) is not None
