"""Homes: an address with a house number after words that say that somebody lives there."""

import re
from collections.abc import Iterator

from lckm_core.report.striking.spans import PersonalKind, PersonalSpan

_LIVES = (
    r"(?<!\w)(?i:mieszka(?:m|my|j[ąa]|[łl]am|[łl]em|[łl][aiy]?)?|zamieszka[łl]\w{1,3}|zam\.|zameldowan\w{1,3}"
    r"|m[óo]j(?:ego)? adres(?:u|em)?(?: zamieszkania| domowy)?|adres(?:u|em)? (?:zamieszkania|zameldowania|domowy|do korespondencji|zg[łl]aszaj[ąa]c\w{1,4})"
    r"|(?:moje|naszym?|moim) mieszkani[aeu]m?|m[óo]j dom|moim domu|live at|my address is)"
)
_ON_THE_WAY = r"(?:[\s:,–-]{1,3}(?i:w [ŁL]odzi|to|jest|na ulicy|przy ulicy|przy|na|pod(?: adresem)?|in [ŁL]odzi|at)(?!\w))*+[\s:,–-]{1,3}"
_KIND = r"(?:(?i:ul\.|ulic[ay]|al\.|alei|pl\.|placu|os\.|osiedlu)\s?)?"
_NO_STREET = (
    r"(?:od|do|i|a|w|z|ju[żz]|przez|oko[łl]o|lat|tu|tutaj|blisko|ko[łl]o|obok|pi[ęe]trze|parterze|bloku?|osiedlu)(?!\w)"
)
_CAPITAL = r"[^\W\d_a-ząćęłńóśźż]"
_STREET = rf"(?:{_CAPITAL}[\w.'’-]*+(?:\s(?!{_NO_STREET})[\w.'’-]++){{0,3}}?|(?!{_NO_STREET})[a-ząćęłńóśźż]{{4,}}+)"
_NUMBER = r"\s\d{1,4}(?:\s?[A-Ha-h])?(?!\w)(?:\s?/\s?\d{1,4}[A-Za-z]?)?(?:,?\s?(?:m\.?|lok\.?|mieszkani[ae](?: nr)?)\s?\d{1,4}[A-Za-z]?)?(?!\w)"
_CITY = r"(?:,?\s\d\d-\d{3}(?:\s[ŁL][óo]d[źz])?)?"
_HOME = re.compile(rf"{_LIVES}{_ON_THE_WAY}({_KIND}{_STREET}{_NUMBER}{_CITY})")
POSTAL = re.compile(rf"(?:zam\.\s)?({_KIND}{_STREET}{_NUMBER}{_CITY}|\d\d-\d{{3}}\s\w++)[.,]?$")
"""A line that holds an address and nothing else."""

_HINT = re.compile(r"miesz|zam|adres|m[óo]j|moim|live|address", re.IGNORECASE)


def homes(text: str) -> Iterator[PersonalSpan]:
    """Yield the addresses of homes in *text*."""
    if _HINT.search(text):
        for found in _HOME.finditer(text):
            yield PersonalSpan(*found.span(1), PersonalKind.ADDRESS)
