"""What stands before a sentence, and may make it one of some people or some cases."""

import re

from lckm_core._patterns import compiled
from lckm_core.procedures.rules.sentences import STOP_BEFORE_BLANK

_HEADING = re.compile(
    r"[\s\d.)#•-]{0,8}(?:\*\*(?P<bold>[^*\n]{2,60})\*\*|[*_](?P<slanted>[^*_\n]{2,60})[*_]"
    r"|(?P<plain>[^.:!?*\n]{2,60}):(?=\s|$))"
)
_HEADING_LINE = re.compile(r"\s*#|\s*\*\*[^*\n]{2,60}\*\*[.:]?\s*$|.{0,200}:\s*$")
_LIST_ITEM = re.compile(r"\s*(?:[-–•*]\s|\d{1,2}[.)]\s)")
_ON_HANDING_IN = (
    r"\bwnios|\bzłoż|\bskład|\bgdzie\b|\bjak\b|\bpoczt|\blist|\burz[ąę]d|\belektron|\binternet"
    r"|\bon-?line|\bosobi|\bpapier|\bmiejsc|\bspos[oó]b|\bform[ay]\b|\btelefon|\be-?mail|\bważne"
    r"|\buwaga|\bpamiętaj|\bopłat|\bpłatnoś|\bumow"
)
_OF_SOME = (
    r"\b(?:jeśli|jeżeli|gdy|gdyby|kiedy|chyba|w\s+(?:przypadku|razie|sprawach)|dotyczy|dla"
    r"|niektór\w+|małoletni|niepełnoletni|cudzoziem\w+|wyjątk\w+)\b|\?"
)


def stands_for_all(before: str, *, goes_on: bool = False) -> bool:
    """Return whether nothing just before a sentence limits it to some people or cases.

    Args:
        before: the text up to the sentence.
        goes_on: whether the sentence is of what the one before it tells, whose condition is no
            limit: „Gdy się zgodzimy, zaprosimy Cię na podpisanie umowy. Podpisuje się ją …”.
    """
    above, _, paragraph = before.rpartition("\n")
    if paragraph.strip(" *_-–•#0123456789.)"):
        heading = _HEADING.match(paragraph)
        title = next(filter(None, heading.groups()), "") if heading else ""
        if title and not _is_on_handing_in(title):
            return False
        last = [part for part in STOP_BEFORE_BLANK.split(paragraph) if part.strip(" *_")]
        # „Zgubiłeś dowód?” ends with the sign itself.
        is_asked = paragraph.rstrip(" *_").endswith("?")
        return not is_asked and (goes_on or not (last and compiled(_OF_SOME).search(last[-1])))
    lines = [line for line in above.split("\n") if line.strip()]
    if _LIST_ITEM.match(paragraph):
        while lines and _LIST_ITEM.match(lines[-1]):
            lines.pop()
    if lines and _HEADING_LINE.match(lines[-1]):
        return _is_on_handing_in(lines[-1])
    return not (lines and lines[-1].rstrip(" *_").endswith("?"))


def _is_on_handing_in(title: str) -> bool:
    return compiled(_ON_HANDING_IN).search(title) is not None and not compiled(_OF_SOME).search(
        title.rstrip("?* ")
    )
