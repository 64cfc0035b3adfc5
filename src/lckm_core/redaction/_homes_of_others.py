"""Homes of those who are told of: „na posesji pani …, ul. …”, „spod 14”, „pod 22/6 to samo”.

Everything is read as :func:`plain_with_streets` writes it, so capitals and Polish letters make no
difference.
"""

import re
from collections.abc import Iterator

from lckm_core.redaction._address_patterns import (
    ADDRESS,
    AN_END,
    home_span,
    is_a_flat,
    is_street,
)
from lckm_core.redaction._capitalised_words import is_no_name
from lckm_core.redaction._dictionary import may_be_their_surname
from lckm_core.redaction._home_cues import SOMEBODY_FROM
from lckm_core.redaction._name_shapes import CAPITALISED, SMALL
from lckm_core.redaction._patterns import compiled
from lckm_core.redaction._spans import BARRIER, NAME_END, PersonalKind, PersonalSpan

_A_NAME = rf"{BARRIER}++{NAME_END}"
# „Z posesji pana [osoba] przy Malowniczej 83”, „pies sąsiada, pana [osoba], ul. Jarowa 8”.
_PROPERTY = (
    r"(?<!\w)(?:posesj\w{1,3}|dzial(?:k[aie]|ce|kach)|dom(?:u|em|owi)?|ogrod(?:u|em|zie|ek|ku)?"
    r"|ogrodzeni\w|szamb\w{1,2}|kury|kur|bram\w|wjazd\w{0,2}|podwor(?:ko|ka|ku|ze|za)"
    r"|garaz(?:u|em|e)?|plot(?:u|em)?|pies|psa|psem|psy|psow|kot|koty|u)"
)
_OF_WHOM = r"\s(?:(?:pan(?:a|i|ia|stwa|em|stwo)?|sasiad\w{0,2}|rodziny|niejakie[jg]o?),?\s){0,2}"
_OWNED = (
    rf"{_PROPERTY}{_OF_WHOM}{_A_NAME}(?:,?\s(?:przy|na)\s|,\s|\s\()"
    rf"(?:ulicy\s)?{ADDRESS}"
)
# „To ten gość z Ogniskowej 5, Nowacki”: whose name follows.
_FROM_AND_CALLED = (
    rf"{SOMEBODY_FROM}{ADDRESS},\s(?:niejak\w\s)?"
    rf"(?P<who>{SMALL}|{BARRIER}++{NAME_END})(?=[,.;!)]|$)"
)
# „Mieszkamy w nim w trzy osoby: ul. Chryzantem 15.”
_NO_HOME_WORD = r"(?!pros|zglasz|nie(?!\w)|awari|miejsc|chodzi|dotycz|blisko|obok|niedaleko|kolo)"
_LIVE_HERE = (
    rf"(?<!\w)mieszka(?:m|my)(?:,?\s{_NO_HOME_WORD}[^\W\d_]{{1,14}}+){{1,7}}:\s{ADDRESS}{AN_END}"
)
# „Sąsiad pali śmieci, dom na Krańcowej 77”, „pan ma dom na sokolej 5”.
_SOMEBODY_S_HOUSE = (
    r"(?<!\w)(?:sasiad(?:k[ae])?|sasiedzi|pan|pani|panstwo|facet|gosc|nazywa\ssie)(?!\w)"
    r"[^.!?\n]{0,70}?"
    r"(?:,\s(?:jego\s|jej\s)?|\s(?:ma|maja)\s)(?:dom|domek|posesj[ae]|dzialk[ae])"
    rf"\s(?:na|przy)\s{ADDRESS}"
)
# „W VII Domu Studenckim, pokój 412”.
_HALL = (
    r"(?<!\w)mieszka(?:m|my)?\s(?:\w+\s)?we?\s(?P<address>(?:[ivx]{1,5}\s|\d{1,2}\s)?"
    r"(?:domu\sstudenc?[kt]\w{1,2}|akademiku|ds|bursie|internacie)(?:\s(?:nr\s)?\d{1,2})?"
    r",?\s(?:pokoj|pok\.|w\spokoju)\s(?:nr\s)?\d{1,4}[a-z]?)(?!\w)"
)
# „Pani [osoba] spod 14”, „[osoba], najemczyni spod 6”: a flat told by its number.
_FROM_A_FLAT = (
    rf"{NAME_END}(?:,\s(?:najemc|lokator|sasiad)\w{{1,5}})?,?\s\(?spod\s(?:(?:nr|numeru)\.?\s)?"
    r"(\d{1,3}[a-h]?)(?![\w/]|[.,]\d|\s(?:m\.?\s?\d|blok|sklep|dom))"
)
# „[osoba] z oficyny, mieszkanie 21”.
_FLAT_BEHIND = (
    rf"{NAME_END}\sze?\s(?:oficyny|gory|dolu|parteru|poddasza|frontu|naprzeciwka),\s"
    r"(?:mieszkanie|lokal|m\.)\s(?:nr\s)?(\d{1,3}[a-z]?)(?!\w|[.,]\d)"
)
# „Pod 22/6 to samo”, „u sąsiadów pod 22/8”: beside the writer's own.
_NEXT_DOOR = (
    r"(?:(?<!\w)sasia\w{1,4}\s(?:\w+\s)?)?(?<!\w)pod\s"
    r"(?P<address>(?P<house>\d{1,3})[a-h]?\s?/\s?(?P<flat>\d{1,3}))(?![\w/])"
    r"(?P<same>\s(?:to\ssamo|tez|takze|rowniez|podobnie)(?!\w))?"
)
# „Który tam mieszka pod dziewiątką”.
_LIVES_UNDER = (
    r"(?<!\w)mieszka(?:m|my|ja)?\s(?:tam\s|tu\s)?pod\s(?:(?:nr|numerem)\s)?"
    r"(jedynka|dwojka|trojka|czworka|piatka|szostka|siodemka|osemka|dziewiatka|dziesiatka"
    r"|\w{3,9}nastka)(?!\w)"
)
# „Mieszka tam w lokalu nr 8”.
_LIVES_IN_A_FLAT = (
    r"(?<!\w)mieszka(?:m|my|ja)?\s(?:tam\s|tu\s)?we?\s(?:lokalu|mieszkaniu)\s"
    r"(?:(?:nr|numer)\.?\s)?(\d{1,3}[a-z]?)"
    r"(?![\w/]|[.,]\d|\s(?:(?:przy|na|we?|m)(?!\w)|stop|os[oó]b|lat|metr))"
)


def homes_of_others(text: str, small: str) -> Iterator[PersonalSpan]:
    """Yield the homes in *text*, read as *small*, of those who are told of beside them."""
    if NAME_END in small:
        for home in compiled(_OWNED).finditer(small):
            if is_street(text, home):
                yield home_span(home)
        for pattern in (_FROM_A_FLAT, _FLAT_BEHIND):
            for flat in compiled(pattern).finditer(small):
                yield PersonalSpan(*flat.span(1), PersonalKind.ADDRESS)
    for home in compiled(_FROM_AND_CALLED).finditer(small):
        if is_street(text, home) and _is_a_name(text, home):
            yield home_span(home)
            yield PersonalSpan(*home.span("who"), PersonalKind.NAME)
    if "mieszka" in small:
        for home in compiled(_LIVE_HERE).finditer(small):
            if is_street(text, home):
                yield home_span(home)
        for home in compiled(_HALL).finditer(small):
            yield home_span(home)
        for pattern in (_LIVES_UNDER, _LIVES_IN_A_FLAT):
            for flat in compiled(pattern).finditer(small):
                yield PersonalSpan(*flat.span(1), PersonalKind.ADDRESS)
    for home in compiled(_SOMEBODY_S_HOUSE).finditer(small):
        if is_street(text, home, alone=True):
            yield home_span(home)
    for home in compiled(_NEXT_DOOR).finditer(small) if "pod " in small else ():
        if (home["same"] or home[0].startswith("sasia")) and is_a_flat(home):
            yield home_span(home)


def _is_a_name(text: str, home: re.Match[str]) -> bool:
    """Return whether what follows an address is somebody's name, and written so."""
    name = text[slice(*home.span("who"))]
    if name.endswith(NAME_END):
        return True
    is_written_so = compiled(CAPITALISED).fullmatch(name) is not None
    return is_written_so and may_be_their_surname(name) and not is_no_name(name)
