"""Homes: an address with a house number after words that say that somebody lives there."""

import re
from collections.abc import Iterator

from lckm_core.redaction._spans import BARRIER, PersonalKind, PersonalSpan

_HOUSE = r"(?:bloku|budynku|kamienic[yę]|dom[ue]|domku|wie[żz]owcu|mieszkani[aeu]|lokal[ue])"
_LIVES = (
    r"(?<!\w)(?i:mieszka(?:m|my|j[ąa]|[łl]am|[łl]em|[łl][aiy]?)?|zamieszka[łl]\w{1,3}|zam\.|zameldowan\w{1,3}"
    r"|m[óo]j(?:ego)? adres(?:u|em)?(?: zamieszkania| domowy)?"
    r"|adres(?:u|em)? (?:zamieszkania|zameldowania|domowy|do (?:korespondencji|dor[ęe]cze[ńn]|wysy[łl]ki)|korespondencyjny|zg[łl]aszaj[ąa]c\w{1,4})"
    r"|(?:moje|naszym?|moim) mieszkani[aeu]m?|m[óo]j dom|moim domu|live at|my address is"
    rf"|jestem (?:mieszka(?:nk[ąa]|[ńn]cem)|lokator(?:em|k[ąa])|najemc(?:[ąa]|zyni[ąa]))(?: {_HOUSE})?(?: z)?"
    # „odpowiedź proszę wysłać na adres”, and not what „wysłałem na adres”.
    r"|(?<![łl][ae]m )(?:odpowied[źz]\w{0,3}|listy?|korespondencj\w|(?:prze|ode|wy|przy|do)[śs](?:[łl]a|y[łl]a)(?:[ćc]|nie))(?!\w)(?:(?![łl][ae]m(?!\w))[^.!?\n]){0,30}?(?<!\w)(?:na (?:m[óo]j )?adres|poczt[ąa]))"
)
_CAPITAL = r"[^\W\d_a-ząćęłńóśźż]"
# Words that may stand between: a house, a postcode, a household, since when, whose name.
_ON_THE_WAY = (
    r"(?:[\s:,–-]{1,3}(?:(?i:w [ŁL]odzi|[ŁL][óo]d[źz]|to|jest|na ulicy|przy ulicy|przy|na|pod(?: adresem)?|in [ŁL]odzi|at|domowy"
    rf"|w {_HOUSE}|ze? [a-ząćęłńóśźż]{{3,}}+(?: i [a-ząćęłńóśźż]{{3,}}+)?|od (?:(?:\d{{1,3}}|wielu|kilku) lat|urodzenia|zawsze|lat|\d{{4}} r(?:\.|oku))"
    rf"|tu|tutaj|sama?|razem|obecnie|nadal|niestety)(?!\w)|\d\d-\d{{3}} {_CAPITAL}\w++|(?:{_CAPITAL}[\w-]{{1,30}}+ ){{1,2}}{_CAPITAL}[\w-]{{1,30}}+(?=,)|{BARRIER}++)){{0,6}}+[\s:,–-]{{1,3}}"
)
_KIND = r"(?:(?i:ul\.|ulic[ay]|al\.|alei|pl\.|placu|os\.|osiedlu)\s?)?"
_NO_STREET = r"(?:od|do|i|a|w|z|ju[żz]|przez|oko[łl]o|lat|tu|tutaj|blisko|ko[łl]o|obok|pi[ęe]trze|parterze|bloku?|osiedlu)(?!\w)"
_NAMED = (
    rf"(?:\d{{1,2}}\s)?{_CAPITAL}[\w.'’-]{{0,30}}+(?:\s(?!{_NO_STREET})[\w.'’-]{{1,30}}+){{0,3}}?"
)
_STREET = rf"(?:{_NAMED}|(?!{_NO_STREET})[a-ząćęłńóśźż]{{4,}}+)"
_NO_NUMBER = r"(?!\s(?i:lat|rok|pok[oó]j|os[oó]b|dziec|km|m\s(?:od|dalej|st[ąa]d)|metr|minut|pi[ęe]tr|raz|tygodn|miesi|dni))"
_FLAT = r"(?:,?\s?(?:m\.?|lok\.?|lokal[eu]?|mieszk(?:ani[ae]|\.))(?:\s?nr\.?)?\s?\d{1,4}[A-Za-z]?)"
_BARE = r"\s\d{1,4}(?:\s?[A-Ha-h])?(?!\w)"
_SLASH = r"(?:\s?/\s?\d{1,4}[A-Za-z]?)"
_NUMBER = rf"{_BARE}{_SLASH}?{_FLAT}?(?!\w){_NO_NUMBER}"
_CITY = r"(?:,?\s\d\d-\d{3}(?:\s[ŁL][óo]d[źz])?)?"
_SOMEWHERE = r"[^.!?;\n]{0,40}?(?<!\w)"
_HOMES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_LIVES}{_ON_THE_WAY}({_KIND}{_STREET}{_NUMBER}{_CITY})",
        # With a flat it is a home, a few words further on too; with a stroke it may be, after a part of the city.
        rf"(?:{_LIVES}|(?<!\w)(?i:lokator|najemc|w[łl]a[śs]ciciel)\w*+){_SOMEWHERE}({_KIND}{_NAMED}{_BARE}{_SLASH}?{_FLAT}(?!\w){_CITY})",
        rf"{_LIVES}\s(?i:na|we?)\s{_CAPITAL}\w++(?:\s{_CAPITAL}\w++)?,\s({_KIND}{_NAMED}{_BARE}{_SLASH}(?!\w){_CITY})",
        # „Jestem lokatorką mieszkania nr 8 w budynku Pomorska 15”.
        rf"(?<!\w)(?i:lokator|najemc|w[łl]a[śs]ciciel|zajmuj|wynajmuj|mieszka(?!ni)|zam\.)\w*+{_SOMEWHERE}"
        rf"((?i:mieszkani[aeu]|lokal\w{{0,2}}|numerem|nr)\s(?i:(?:nr|numer)\s)?\d{{1,4}}[A-Za-z]?(?:,?\s(?i:we?|przy|na|pod|adresem|{_HOUSE})(?!\w)){{0,3}}\s{_KIND}{_NAMED}{_NUMBER})",
    )
)
POSTAL = re.compile(rf"(?:zam\.\s)?({_KIND}{_STREET}{_NUMBER}{_CITY}|\d\d-\d{{3}}\s\w++)[.,]?$")
"""A line that holds an address and nothing else."""

_HINT = re.compile(
    r"miesz|zam|adres|m[óo]j|moim|live|lokator|najem|jmuj|ciciel|poczt", re.IGNORECASE
)


def homes(text: str) -> Iterator[PersonalSpan]:
    """Yield the addresses of homes in *text*."""
    if _HINT.search(text):
        for home in _HOMES:
            for found in home.finditer(text):
                yield PersonalSpan(*found.span(1), PersonalKind.ADDRESS)
