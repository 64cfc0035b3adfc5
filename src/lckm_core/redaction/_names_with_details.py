"""Names told by a detail beside them: a birth name, a nickname, an age; spelled names."""

import re
from collections.abc import Iterator

from lckm_core.redaction._capitalised_words import is_a_building_or_body, is_no_name
from lckm_core.redaction._dictionary import (
    NameDictionary,
    NameSense,
    is_first_name_itself,
)
from lckm_core.redaction._firm_names import is_a_firm
from lckm_core.redaction._name_shapes import CAPITALISED, INITIAL, SMALL, UPPER
from lckm_core.redaction._patterns import any_of, compiled, text_before
from lckm_core.redaction._place_names import is_named_after, is_place_name
from lckm_core.redaction._spans import NAME_END, REDACTED, PersonalKind, PersonalSpan

_CAP = CAPITALISED
_FAMILY_GENITIVE = r"[^\W\d_a-ząćęłńóśźż]\w+(?:(?:[sc]|dz)kich|[óo]w)(?!\w)"
# „Michalina z Ogińskich Wrzesień”.
_BORN_OF = rf"(?<!\w)({_CAP})\sz\s({_FAMILY_GENITIVE})(\s{_CAP})?"
# „Maria z domu Ogińska”.
_BEFORE_A_MAIDEN_NAME = rf"(?<!\w)({_CAP})(?=,?\s\(?z\sdomu\s{_CAP})"
_NO_FAMILY = any_of("""
    łódzk* miejsk* polsk* bałuck* warszawsk* krakowsk* śląsk* okręgow* zakład* widzewsk* kurs*
    związk* kół klub* wydział* dom* blok* park* wodociąg* stanów warsztat* ogród* autobus*
    kaliskich zgierskich pabianickich miejscow* zawod* urzędów sądów lasów szpital* ośrodk*
    chojen centr* piotrków andrzejów żabieniec stoków rudzk* wojewódzk*
""")
# „Małgorzata „Gosia” Brzdąc”, „Jan (Janek) Kos”.
_WITH_A_NICKNAME = (
    rf"(?<!\w)({_CAP})\s(?:[„\"”“'](?:{_CAP}|{SMALL})[”\"“']|\((?:{_CAP}|{SMALL})\))\s({_CAP})"
)
# „Chłopak, na którego wołają Gruby”: what somebody is called, and no animal or statue.
_CALLED = (
    r"(?<!\w)(?i:(?:na\s)?kt[óo]r(?:ego|[ąa])\s(?:\w+\s)?(?:wo[łl]aj|m[óo]wi|nazywaj|zw)[ąa]"
    r"|(?:wo[łl]aj|m[óo]wi)[ąa]\sna\sni(?:ego|[ąa])|(?:wo[łl]aj|nazywaj)[ąa]\s(?:go|j[ąa]))"
    rf"\s({_CAP}(?:\s{_CAP})?)"
)
_CALLED_HINTS = ("ołaj", "olaj", "ówi", "owi", "zywaj", "zwą ", "zwa ")
_SOMEBODY = (
    r"(?<!\w)(?i:ch[łl]op|dziewczyn|facet|go[śs][ćc]|typ|pan[aiu]?(?!\w)|kobiet"
    r"|m[ęe][żz]czy[zź]n|m[łl]od|nastolat|dziad|bab|cz[łl]owiek|s[ąa]siad|osob|koleg|kole[żz]"
    r"|chuligan|pija|menel"
    r"|lokator|z[łl]odziej|sprawc|dziec|w[łl]a[śs]ciciel|jed(?:en|na)(?:,|\sz\s))[^.!?\n]*$"
)
_NOBODY = (
    r"(?<!\w)(?i:pies|psa|psem|kot|suk|suczk|kund|papug|rze[źz]b|figur|ulic|szko[łl]|fontann"
    r"|wie[żz]|[łl]awk)[^.!?\n]*$"
)
# „Kociemba Ireneusz, lat 71”: two words at the beginning of a line, and what a register asks for.
_AGED = (
    rf"(?:^|\n|[.:]\s)\s{{0,3}}(?:\d{{1,2}}[.)]\s)?({_CAP})[^\S\n]({_CAP}|{INITIAL}),?\s\(?"
    r"(?=(?:(?P<age>(?i:lat|l\.|ur\.|urodzon[ay]|wiek)[\s:]{1,2}\d)"
    rf"|(?P<pesel>(?i:pesel)[\s:]{{1,2}}(?:\d|{REDACTED}))"
    rf"|(?i:zam|zamieszka[łl]\w*|tel|kom|emeryt\w*|rencist\w*)(?!\w)|{REDACTED}))"
)
# „F jak Franciszek, O, R, N, A, L”.
_LETTER = rf"[{UPPER}](?!\w)(?:\sjak\s[^\W\d_]{{2,15}})?"
_SPELLED = rf"(?<![\w.-])({_LETTER}(?:(?:[,.]\s?|\s?[–-]\s?|\s){_LETTER}){{2,24}}+)"
_SPELLING_CUE = (
    r"(?<!\w)(?i:nazwisk\w{1,3}|imi(?:ę|enia)|literuj\w{1,3}|przeliteruj\w{1,3}"
    rf"|pisze\ssi[ęe]|pisane|czyli)[\s:,(–-]{{1,4}}$|{NAME_END}[\s:,(–-]{{1,4}}$"
)
_LIKE = r"\sjak\s"


def names_with_details(text: str, dictionary: NameDictionary) -> Iterator[PersonalSpan]:
    """Yield the names in *text* that their form tells."""
    yield from _born_of(text, dictionary)
    for maiden in compiled(_BEFORE_A_MAIDEN_NAME).finditer(text):
        if is_first_name_itself(maiden[1]):
            yield _span(maiden, 1)
    for named in compiled(_WITH_A_NICKNAME).finditer(text):
        is_known = is_first_name_itself(named[1]) and not is_no_name(named[2])
        if is_known and not is_place_name(text, *named.span()):
            yield _span(named)
    small = text.lower()
    may_be_called = any(map(small.__contains__, _CALLED_HINTS))
    for called in compiled(_CALLED).finditer(text) if may_be_called else ():
        left = text_before(text, called.start())
        is_known = any(map(is_first_name_itself, called[1].split()))
        is_told = compiled(_SOMEBODY).search(left) or is_known
        if is_told and not compiled(_NOBODY).search(left) and not is_no_name(called[1]):
            yield _span(called, 1)
    for aged in compiled(_AGED).finditer(text):
        words = [aged[1], aged[2]]
        if any(map(is_no_name, words)) or any(map(is_a_building_or_body, words)):
            continue
        is_known = is_first_name_itself(aged[1]) or is_first_name_itself(aged[2])
        is_known = is_known or aged[2].endswith(".")
        start, end = aged.start(1), aged.end(2)
        is_of_a_place = is_named_after(text, start) or is_a_firm(text, start, end)
        if (is_known or aged["age"] or aged["pesel"]) and not is_of_a_place:
            yield PersonalSpan(start, end, PersonalKind.NAME)
    for spelled in compiled(_SPELLED).finditer(text):
        left = text[max(0, spelled.start() - 20) : spelled.start()]
        if compiled(_LIKE).search(spelled[0]) or compiled(_SPELLING_CUE).search(left):
            yield _span(spelled)


def _born_of(text: str, dictionary: NameDictionary) -> Iterator[PersonalSpan]:
    """Yield each first name with the family it was born in: „Anna z Ogińskich Wrona”."""
    for born in compiled(_BORN_OF).finditer(text):
        if NameSense.FIRST_NAME not in dictionary.sense(born[1]):
            continue
        if compiled(_NO_FAMILY).match(born[2]) or is_named_after(text, born.start()):
            continue
        surname = (born[3] or "").strip()
        end = born.end(2) if not surname or is_no_name(surname) else born.end()
        yield PersonalSpan(born.start(), end, PersonalKind.NAME)


def _span(match: re.Match[str], group: int = 0) -> PersonalSpan:
    return PersonalSpan(*match.span(group), PersonalKind.NAME)
