"""Whether a text can be an address, a telephone, an e-mail or a place on a platform."""

import re

from lckm_core._patterns import compiled
from lckm_core.organisation import Directory
from lckm_core.telephones import telephone_fault

EMAIL = r"(?:e-?mail\w*:?\s*)?[^\s@]+@[^\s@]+"
_PAGE = r"(?:https?://|www\.)\S+"
_PLATFORM = (
    r"(?:(?:przez|na|platform[aęy]|portal|system|skrzynk[aęi])\s+){0,2}"
    r"(?:e-?puap|emp@tia|(?:www\.)?(?:biznes\.gov\.pl|gov\.pl|praca\.gov\.pl|obywatel\.gov\.pl)"
    r"|mobywatel|pue\s+zus|e-?doręczenia|internet|on-?line)(?:\s*\([^()]*\))?"
)
_FRONT_PAGE = (
    r"(?:https?://)?(?:www\.)?(?:(?:biznes|epuap|m?obywatel|moj)\.)?gov\.pl(?::\d{1,5})?"
    r"(?:/+(?:pl|en|de|fr|es|uk|ua|ru|be|web|gov|wps|(?:my)?portal|strefa-klienta"
    r"|index(?:\.[a-z]{2,5})?|home|start|strona-glowna))*/*"
    # What is asked of a service has a name, „id=12”; the rest is of the visit.
    r"(?:\?/?(?:(?:(?:lang(?:uage)?|ref|source|utm_\w+|(?:fb|g)clid)=[\w.%-]*"
    r"|(?!id)\w{1,2}=\w?)&?)*)?(?:#/?(?:main|top|content)?)?"
)
"""The first page of a platform with thousands of services, in any language (I38)."""
_LONGEST_FRONT_PAGE = 160
_NUMBER = r"(?:tel\w*[.:]?\s*)?\+?[\d\s()./–-]{7,}"
_SECTION = (
    r"(?:\(?(?:pok(?:[oó]j\w{0,2}|\.)?|p\.|sal[ai]|okienk[oa]|stanowisk[oa]|bud(?:ynek|\.)|gabinet)"
    r"\s*(?:nr\.?\s*)?[\dA-Z][\da-zA-Z]{0,4}"
    r"(?:\s*(?:,|i|lub|–|-|/)\s*(?:nr\s*)?\d{1,4}[a-zA-Z]?)*\)?"
    r"|sal[ai]\s+obsługi(?:\s+(?:mieszkańców|stron|(?:klient|interesant|petent)(?:a|ów)))?"
    r"|(?:\d{1,2}|[IVX]{1,5}|pierwsze|drugie|trzecie)\.?\s*(?:p\.|piętro)"
    r"|piętro\s*(?:\d{1,2}|[IVX]{1,5})|parter|(?:niski|wysoki)\s+parter)"
)
_SECTIONS = rf"{_SECTION}(?:\s*[,;/]?\s*{_SECTION}){{0,4}}"
_CITY = (
    r"(?:m\.\s*|miasto\s+|w\s+)?(?:Łód[źz]|Łodzi|Lodz)|\d{2}-?\d{0,3}"
    r"|(?:w\s+)?(?:siedzib(?:a|ie)|budynek|budynku)"
    r"(?:\s+(?:urzędu|jednostki|zarządu|ośrodka|centrum|wydziału))?"
    r"|(?:w\s+)?(?:tut\.|tutejsz\w+)\s+urz(?:ąd|ędzie)"
)
_CITY_WITH_CODE = rf"(?:\d{{2}}-\d{{3}}\s+)?(?:{_CITY})"
_CELL = (
    r"(?:[IVX]{1,5}\s+)?(?:wydział|departament|referat|oddział|biuro|zespół|dział|sekcja"
    r"|delegatura|sekretariat|kancelaria|punkt\s+obsługi|centrum\s+obsługi"
    r"|samodzielne\s+stanowisko|urząd\s+miasta\s+łodzi|umł)\b.*"
)
_WHERE = (
    r"\d|\b(?:ul|al|pl|os|rondo|ulic\w+|alej\w+|plac\w*|osiedl\w+|park\w*|pała\w+|cmentarz\w*|las"
    r"|lesie|ogr[oó]d\w*|ryn\w+|most\w*|dworz\w+|skwer\w*|bulwar\w*|pasaż\w*|stadion\w*|hal[aęi]"
    r"|centrum|galeri\w+|bud(?:ynek|ynku|\.)|wieś|wsi|gmin\w+|przy|obok|koło|naprzeciw\w*"
    r"|za|pod|nad|teren\w*|siedzib\w+|dwor\w+|dwór|zam(?:ek|ku)|kości\w+|klasztor\w*|szk[oó]ł\w*"
    r"|fol?wark\w*|tężni\w*|dom\w{0,2}|wieży?)\b|\b(?:w|we|na)\s+(?!łodzi\b|zakresie\b|sprawach\b)"
)
"""What tells in words where a place is, as for a palace or a village without streets."""
_PARTS = re.compile(r"[,;]|\s[–-]\s|(?<=\w)\s(?=\()")
_SHORT_CODE = r"(?:^|,)\s*9\d-\d{1,2}\s+(?:Łód[źz]|Lodz)\b"
"""A postal code of the city with a digit missing, „90-11 Łódź”."""
_WITHOUT_A_TOWN = re.compile(
    r"(?:(?:Urząd|Wydział|Zarząd|Pałac|Centrum|Zespół|Ośrodek|Biuro|Schronisko|Referat|Oddział)\b"
    r"[^,]*,\s*)?(?:ul|al|pl|os)\.\s*(?:\d{1,2}\s+)?(?:[^\W\d_][^\W_]*\.?[\s-]+){1,4}"
    r"\d{1,4}[a-zA-Z]?(?:/\d{1,4}[a-zA-Z]?)?"
    r"(?:,\s*(?:parter|(?:lok|pok)(?:\.|al|ój)?\s*\d{1,4}[a-zA-Z]?"
    r"|(?:[IVX]{1,4}|\d{1,2}\.?)\s+piętro))*(?:,\s*|\s+)\d{2}-\d{3}"
)
"""A street with its number and the postal code right behind it, „ul. Piotrkowska 104, 90-926”."""
_NO_PLACE = (
    r"(?:(?:(?:listem\s+poleconym|osobiście|pocztą|ustnie\s+do\s+protokołu)\s+)?"
    r"(?:u\s+nas\s+)?(?:w|do|na\s+adres|adres)\s+(?:tut\.\s+|tutejsz\w+\s+)?(?:siedzib\w+|urzęd\w+"
    r"|kancelarii|sekretaria\w+|biurz\w|wydzial\w|zarządu|jednost\w+|ośrod\w+|punkcie\s+obsługi)"
    r"(?:\s+(?:urzędu|zarządu|jednostki|ośrodka|wydziału|ogólnej|głównej|miasta|łodzi|podawczym"
    r"|obsługi|interesant(?:a|ów)|mieszkańc(?:a|ów)|klient(?:a|ów)))*"
    r"|osobiście|listownie|listem(?:\s+poleconym)?|pocztą(?:\s+tradycyjną)?|na\s+miejscu"
    r"|w\s+godzinach\s+(?:pracy|urzędowania)(?:\s+urzędu)?"
    r"|urząd(?:\s+stanu\s+cywilnego)?|usc|siedziba|kancelaria|sekretariat|biuro)"
)
_NOT_OF_A_PLACE = (
    r"\b(?:w|we|na|za|przy|pod|do)\s+"
    r"(?:(?:jednym|dwóch|trzech|\d+|wszystkich|swoim|każdym|[^\W\d_]+(?:ej|ym|ą))\s+)?"
    r"(?:egzemplarz\w*|oryginale|koper[tc]\w+|teczce|wersji|formie|postaci|dni\b|dniach|godzin\w*"
    r"|terminie|ciągu|obecności|obliczu|imieniu|języku|piśmie|druku|formularzu|wniosku|papierze"
    r"|potwierdzeni\w+|pokwitowani\w+|okazaniem|pośrednictwem|pomocą|zgodą|razie|przypadku"
    r"|poniedział\w+|wtor\w+|środ\w+|czwart\w+|piąt\w+|sobot\w+|składaniu|odbiorze|wizycie"
    r"|podpis\w*|żądanie|prośbę|życzenie|kopii|całości|umówieniu)"
    r"|\d{1,2}(?:[.:]\d{2})?\s*[-–]\s*\d{1,2}(?:[.:]\d{2})?|\b\d+\s*(?:egz|szt|dni|kopi|zł)\w*"
)
"""What has a number or a preposition and tells nothing of where: „w dwóch egzemplarzach”."""
_OF_A_CHOICE = (
    r"\b(?:wybran|dowoln|każd|najbliższ|właściw|swo[ji]|two[ji]|parafi|notari|rejon|placów|adwok)"
)
_STREETS = ("ul. ", "al. ", "Al. ", "pl. ")


def begins_with_a_street(text: str) -> bool:
    """Return whether a text begins as the address of a house does, „ul.”."""
    return text.startswith(_STREETS)


def names_a_street(text: str) -> bool:
    """Return whether the address of a house stands anywhere in a text."""
    return any(map(text.__contains__, _STREETS))


def is_email(text: str) -> bool:
    """Return whether a text is an e-mail address alone."""
    return "@" in text and compiled(EMAIL).fullmatch(text.strip()) is not None


def is_platform(text: str) -> bool:
    """Return whether a text names a platform alone."""
    return compiled(_PLATFORM).fullmatch(text.strip()) is not None


def is_front_page(address: str) -> bool:
    """Return whether a web address is that of a platform's first page, which has no form."""
    # Most addresses are of something else, which takes no time to see.
    return (
        len(address) <= _LONGEST_FRONT_PAGE
        and "gov.pl" in address.lower()
        and compiled(_FRONT_PAGE).fullmatch(address.rstrip(".")) is not None
    )


def is_telephone(text: str) -> bool:
    """Return whether a text is a telephone number alone."""
    return compiled(_NUMBER).fullmatch(text.strip()) is not None and telephone_fault(text) is None


def is_section(text: str) -> bool:
    """Return whether a text tells a room or a floor alone."""
    return compiled(_SECTIONS).fullmatch(text.strip()) is not None


def is_city_or_section(text: str) -> bool:
    """Return whether a text tells the city, a room or a floor alone."""
    return compiled(_CITY_WITH_CODE).fullmatch(text) is not None or is_section(text)


def is_no_address(text: str) -> bool:
    """Return whether a text is surely no address.

    A cell, a room, the city, an e-mail address or a telephone alone is none, nor is one without
    the town behind its postal code; a palace, a park or a village is one without a street.
    """
    text = text.strip(" .,;")
    if _lacks_the_town(text) or _is_of_hours_alone(text):
        return True
    if begins_with_a_street(text):
        return compiled(_SHORT_CODE).search(text) is not None
    if "@" in text and " " not in text:
        return True
    return (
        all(_is_cell_or_section(part.strip()) for part in _PARTS.split(text))
        or is_platform(text)
        or compiled(_PAGE).fullmatch(text) is not None
        or is_telephone(text)
        or compiled(_SHORT_CODE).search(text) is not None
    )


_HOURS = r"\b\d{1,2}[.:]\d{2}\s*(?:[-–—]|do)\s*\d{1,2}[.:]\d{2}\b"
_HOURS_ALONE = (
    r"(?:(?:poniedział(?:ek|ki)|wtor(?:ek|ki)|środ[aęy]|czwart(?:ek|ki)|piąt(?:ek|ki)|sobot[aęy]"
    r"|niedziel[aęe]|pon|pn|wt|śr|cz(?:w)?|pt|od|do|w|we|i|godz(?:iny|inach)?|czynne|otwarte"
    rf"|codziennie)\b\.?|{_HOURS}|[\s,;:–—-])+"
)
_BESIDE_AN_ADDRESS = (
    rf"{_HOURS}|\btel(?:efon)?\b\.?:?\s*\+?[\d(]|[^\s@(]{{1,64}}@[^\s@)]{{1,64}}\.\w+"
)


def beside_an_address(text: str) -> str:
    """Return the hours, the telephone or the e-mail address that follows an address, if any."""
    found = compiled(_BESIDE_AN_ADDRESS).search(text)
    return text[found.start() :].strip(" ()") if found else ""


def _is_of_hours_alone(text: str) -> bool:
    return text[-1:].isdigit() and compiled(_HOURS_ALONE).fullmatch(text) is not None


def _lacks_the_town(text: str) -> bool:
    """Return whether an address is a street, its number and a postal code, without a town."""
    # Nearly every address ends with the town.
    return text[-1:].isdigit() and _WITHOUT_A_TOWN.fullmatch(text) is not None


def names_no_location(text: str, directory: Directory) -> bool:
    """Return whether a text tells whom or how to reach, and nowhere at all where that is.

    A unit, a cell, a room or „w urzędzie” alone is such a text; „najbliższa filia” is none.
    """
    if is_a_choice(text):
        return False
    return all(
        compiled(_NO_PLACE).fullmatch(part)
        or _is_cell_or_section(part)
        or (not any(map(str.isdigit, part)) and directory.suggest_unit(part) is not None)
        for part in (part.strip(" .:") for part in _PARTS.split(text))
    )


def is_a_choice(text: str) -> bool:
    """Return whether a text names one of several places that a resident knows or chooses."""
    return compiled(_OF_A_CHOICE).search(text) is not None


def may_tell_a_place(note: str) -> bool:
    """Return whether a note on a way of handing in may tell where; a room and a time do not."""
    return compiled(_WHERE).search(compiled(_NOT_OF_A_PLACE).sub(" ", note)) is not None


def _is_cell_or_section(part: str) -> bool:
    """Return whether a part of an address is a cell, a room or the city, and tells no place."""
    if compiled(_CITY).fullmatch(part) or is_section(part):
        return True
    return compiled(_CELL).fullmatch(part) is not None and not compiled(_WHERE).search(part)
