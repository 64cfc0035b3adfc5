"""Houses in which many live, and which are where something happens: they are kept."""

import re

from lckm_core.redaction._address_patterns import ADDRESS, STROKE, is_like_a_street
from lckm_core.redaction._patterns import compiled
from lckm_core.redaction._spans import PersonalSpan

# „Mieszkam w kamienicy Legionów 44 i nie mamy ogrzewania”.
_BUILDING = (
    r"(?<!\w)(?:kamienic[ye]|blok(?:u|owisku)|wiezowcu|budynku|dps|domu\s(?:pomocy|dziecka)"
    r"|(?:lokalu|mieszkaniu|domu)\s(?:komunaln|miejsk|socjaln)\w+)(?!\w)"
)
# „Mieszkam na Legionów 44, w budynku pod opieką miasta”.
_IN_A_BUILDING = rf",?\swe?\s(?:[a-z]{{4,12}}\s)?{_BUILDING}"
# „Mieszkam na Legionów 44. W klatce nie ma światła”.
_HAS_STAIRS = r"(?<!\w)(?:klat(?:ce|k[aeio])|wind[aeoy]|windzie|strych\w{0,2}|domofon\w{0,2})(?!\w)"
_LIVES_OR_IN_CARE = r"mieszka(?:m|my|ja)(?!\w)|mieszka(?:ja)?\swe?\s(?:dps|domu\spomocy)"
# „Pod moim blokiem na Legionów 44 stoi wrak”.
_MY_BUILDING = r"(?:moj(?:ego|emu|ej|im|[ae])?|moim)\s(?:blok|kamienic|budyn)\w*(?!\w)"
_ROOM = r"\spok(?:oj\w*|\.)?\s?\d"
# „W lokalu komunalnym przy Długiej 5 m. 11 nie ma ogrzewania”.
_OF_THE_CITY = (
    r"(?<!\w)(?:(?:najemc\w{1,4}|lokator\w{0,3})\slokalu|(?:lokal\w{0,3}|mieszkani\w{1,2})\s"
    r"(?:komunaln|socjaln|miejsk|gminn)\w{1,3})\s(?:(?:przy|na)\s)?(?:ul(?:\.|icy)\s)?$"
)
_BROKEN = (
    r"(?<!\w)(?:leje|ciekn|kapie|kapa|zalew|zalal|przeciek|pek[lan]|odpad[alł]|grzyb|plesn"
    r"|ogrzewa|grzej|kaloryf|ciepl|prad[ue]?(?!\w)|instalac|dach|pion(?!i)|sciek|kanaliz|szczur"
    r"|karaluch|prusak|okn|rur|piec(?!zat)|komin|wentyl|tynk|sufit|wilgo|awari|zepsu|dzial)"
)
_FLAT = (
    r"[\s,]{0,2}(?P<flat>(?:/\s?|(?:m\.?|miesz\w*\.?|lok\w*\.?)\s?(?:(?:nr|numer)\.?\s)?)"
    r"\d{1,4}[a-z]?)$"
)
_NEAR = 40
_SOMETHING_HAPPENS = r"(?s)[\s,.;]{1,3}.{15}"


def is_a_whole_building(small: str, home: re.Match[str]) -> bool:
    """Return whether *home* is the only place of a text, and a house in which many live.

    Args:
        small: the text as :func:`plain_with_streets` writes it.
        home: where it says that somebody lives, with the group ``address``.

    Returns:
        Whether it is kept: no flat is told, so it is nobody's address alone, and without it
        no unit would know where to go.
    """
    words = small[home.start() : home.start("address")]
    after = home.end("address")
    is_of_many = compiled(_MY_BUILDING).match(words) or (
        (
            compiled(_BUILDING).search(words)
            or compiled(_IN_A_BUILDING).match(small, after)
            or compiled(_HAS_STAIRS).search(small)
        )
        and compiled(_LIVES_OR_IN_CARE).match(words)
    )
    has_a_flat = (
        home["flat"]
        or compiled(STROKE).search(home["address"])
        or compiled(_ROOM).search(home["address"])
    )
    if not is_of_many or has_a_flat or not compiled(_SOMETHING_HAPPENS).match(small, after):
        return False
    return not _names_another_place(small, home.end())


def without_the_building(small: str, span: PersonalSpan) -> PersonalSpan:
    """Return of the address *span* the flat alone, where a flat of the city's is broken.

    Args:
        small: the text as :func:`plain_with_streets` writes it.
        span: an address in it.

    Returns:
        The flat if the house is the only place that the text names; else *span*.
    """
    flat = compiled(_FLAT).search(small[span.start : span.end])
    left = small[max(0, span.start - _NEAR) : span.start]
    if flat is None or not compiled(_OF_THE_CITY).search(left):
        return span
    if not compiled(_BROKEN).search(small) or _names_another_place(small, span.end):
        return span
    return span._replace(start=span.start + flat.start("flat"))


def _names_another_place(small: str, end: int) -> bool:
    """Return whether the text names a street and a house but those that end at *end*."""
    others = (other for other in compiled(ADDRESS).finditer(small) if other.end() != end)
    return any(is_like_a_street(other["name"]) for other in others)
