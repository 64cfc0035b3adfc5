"""E-mail addresses, also those written so that no program should see them."""

import re
from collections.abc import Iterator

from lckm_core.redaction._spans import PersonalKind, PersonalSpan

# Every token is taken whole and begins where one may, so each is looked at a bounded number of times.
_SIGN = "ma[łl]p(?:a|ka|ą|ką)"
_AT = rf"(?:\s?@\s?|\s?[(\[{{<]\s?(?:at|@|a|{_SIGN})\s?[)\]}}>]\s?|\s(?:{_SIGN}|at)\s)"
_DOT = r"(?:\.|\s\.\s|\s?[(\[{<]\s?(?:dot|kropka|\.)\s?[)\]}>]\s?|\s(?:kropka|dot|my[śs]lnik|podkre[śs]lnik)\s)"
_LOCAL = rf"(?<![\w.+%'-])[\w+%'-]++(?:{_DOT}[\w+%'-]++){{0,5}}"
_ADDRESS = re.compile(
    rf"{_LOCAL}{_AT}[^\W_](?:[\w-]*+)(?:{_DOT}[\w-]++){{0,6}}{_DOT}[^\W\d_]{{2,24}}(?!\w)",
    re.IGNORECASE,
)
# Without its last dot: „jan@gmail”, „jan@wp,pl”, „jan@onet pl”.
_PROVIDERS = "gmail|googlemail|wp|o2|onet|op|vp|interia|poczta|tlen|gazeta|buziaczek|yahoo|hotmail|outlook|live|icloud|proton(?:mail)?|int"
_DOTLESS = re.compile(
    rf"{_LOCAL}(?:@|\s?@\s?(?=(?:{_PROVIDERS})(?!\w))|\s{_SIGN}\s|\s?\({_SIGN}\)\s?)"
    rf"(?:[^\W_][\w-]*+(?:\.[\w-]++){{0,3}}(?:,\s?|\s)(?:pl|com|eu|net|org)|(?:{_PROVIDERS})(?![.-]\w))(?!\w)",
    re.IGNORECASE,
)
_HINT = re.compile(r"@|\bma[łl]p|\bat\b|[(\[]\s?a\s?[)\]]", re.IGNORECASE)


def emails(text: str) -> Iterator[PersonalSpan]:
    """Yield the e-mail addresses in *text*."""
    if _HINT.search(text):
        for way in (_ADDRESS, _DOTLESS):
            for found in way.finditer(text):
                yield PersonalSpan(found.start(), found.end(), PersonalKind.EMAIL)
