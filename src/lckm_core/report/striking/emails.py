"""E-mail addresses, also those written so that no program should see them."""

import re
from collections.abc import Iterator

from lckm_core.report.striking.spans import PersonalKind, PersonalSpan

# Every token is taken whole and begins where one may, so each is looked at a bounded number of times.
_AT = r"(?:\s?@\s?|\s?[(\[{<]\s?(?:at|@|ma[łl]pa)\s?[)\]}>]\s?|\s(?:ma[łl]pa|at)\s)"
_DOT = r"(?:\.|\s\.\s|\s?[(\[{<]\s?(?:dot|kropka|\.)\s?[)\]}>]\s?|\s(?:kropka|dot)\s)"
_ADDRESS = re.compile(
    rf"(?<![\w.+%'-])[\w+%'-]++(?:{_DOT}[\w+%'-]++){{0,5}}{_AT}[^\W_](?:[\w-]*+)(?:{_DOT}[\w-]++){{0,6}}{_DOT}[^\W\d_]{{2,24}}(?!\w)",
    re.IGNORECASE,
)
_HINT = re.compile(r"@|\b(?:ma[łl]pa|at)\b", re.IGNORECASE)


def emails(text: str) -> Iterator[PersonalSpan]:
    """Yield the e-mail addresses in *text*."""
    if _HINT.search(text):
        for found in _ADDRESS.finditer(text):
            yield PersonalSpan(found.start(), found.end(), PersonalKind.EMAIL)
