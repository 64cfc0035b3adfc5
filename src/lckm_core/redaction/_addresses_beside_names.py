"""Addresses right after a name, under a signature or beside a contact."""

import re
from collections.abc import Iterator

from lckm_core.redaction._address_patterns import (
    ADDRESS,
    ADDRESS_LINE,
    AN_END,
    CITY,
    POSTCODE,
    SENTENCE_SIGNS,
    TOWN,
    WITH_FLAT,
    home_span,
    is_like_a_street,
    is_street,
    plain_with_streets,
)
from lckm_core.redaction._patterns import any_of, compiled
from lckm_core.redaction._spans import BARRIER, NAME_END, REDACTED, PersonalKind, PersonalSpan

_LINES_UNDER_A_NAME = 2
_LONGEST_MARK = 30
_SENTENCE_BEGINS = r"(?:^|[\n.!?])\s*$"
_SHORT_LINE = 40

# „Jan Lis, lat 87, Długa 7”.
_WHO = (
    r"(?:[\s,(]{1,2}(?:(?:lat|l\.|wiek)\s?\d{1,3}(?:\slat)?|\d{1,3}\slat|rocznik\s\d{4}"
    r"|emeryt(?:ka)?|rencist(?:a|ka)|wdow(?:a|iec))(?!\w)\)?)?"
)
_AFTER_A_NAME = rf"{NAME_END}{_WHO}[\s,;:(–/|-]{{1,4}}(?:(?:zam\.?|adres:?)\s)?"
# „Jan Lis, PESEL …, dowód …, ul. Długa 7”: who is told so closely is told with their home.
_AFTER_DOCUMENTS = (
    rf"{NAME_END}(?=[^.!?\n]{{0,90}}(?<!\w)(?:pesel|dow|dowod|ur|urodz\w+|legit\w+|paszport)(?!\w))"
    r"(?:[\s,;:(–-]{1,3}(?:(?:pesel|nr|numer|dow|dowod|os|osobisty|ur|urodz\w+|legit\w+"
    r"|paszport|tel|telefon|kom|zam|zamieszkal\w|adres)[.:]{0,2}\s{0,2}){0,4}"
    rf"{REDACTED}{{1,30}}+\)?){{1,4}}"
    rf"[\s,;]{{1,3}}(?:(?:zam\.?|adres:?)\s)?{ADDRESS}{AN_END}"
)
# „Pan [osoba] z ul. Długiej 5”, and not „z Długiej 5 na Krótką”.
_FROM_A_HOUSE = (
    rf"{NAME_END}\s(?:ze?|spod)\s{ADDRESS}(?!\s(?:(?:do|na|az)(?!\w)|(?:i|a)\s\d)|[/\d])"
)
# „Pies [osoba] z Długiej 5 m. 2 na balkonie”: nobody walks from a flat.
_FROM_A_FLAT = (
    rf"{NAME_END}{_WHO},?\s(?:ze?|spod)\s"
    rf"(?:(?:blok\w{{1,3}}|kamienic\w|domu)\s(?:przy|na)\s)?{WITH_FLAT}"
)
# „Pan [osoba] spod numeru 22 m. 7”: of the street named before.
_FROM_A_NUMBER = (
    rf"{NAME_END}{_WHO},?\sspod\s(?:(?:nr|numeru)\.?\s)?"
    r"(?P<address>\d{1,4}[a-h]?,?\s(?:m\.?|miesz\.|mieszkania|lok\.?)\s?\d{1,4})(?!\w)"
)
# „Wrona jestem, Rojna 5, woda stoi”.
_I_AM = rf"{NAME_END}\sjestem,?\s(?:(?:ze?|zam\.?|adres:?)\s)?{ADDRESS}"
# „Woda stoi. Jan Lis. Rojna 5”: both as sentences.
_NEXT_SENTENCE = rf"{NAME_END}\.\s{ADDRESS}"
# „Marek Kostrzyca (Obłoczna 4)”.
_IN_BRACKETS = rf"{NAME_END}\s?\({ADDRESS}(?=\))"
# After an e-mail address or a telephone, with a postcode.
# „Koperty zaadresowane: Paweł Zet, ul. Długa 5.”: whoever left the rubbish.
_ADDRESSEE = (
    r"(?<!\w)(?:zaadresowan|adresat|kopert|przesylk|paczk|list(?:y|u|em)?(?!\w)|rachun|faktur)"
    rf"[^.!?\n]{{0,40}}{NAME_END},?\s(?:zam\.?\s|adres:?\s)?{ADDRESS}"
)
_AFTER_A_CONTACT = rf"{REDACTED}[\s,;:]{{1,4}}{ADDRESS}"
# „Jan Lis, [e-mail], Janosika 133.”
_AFTER_A_NAME_AND_A_CONTACT = (
    rf"{NAME_END},?\s(?:(?:tel|telefon|kom|mail|e-mail)[.:]{{0,2}}\s)?{REDACTED}{{1,30}}+,\s"
    rf"{ADDRESS}"
)
_END_OF_LINE = (
    rf"(?:[^\S\n]*+[{SENTENCE_SIGNS}]?[^\S\n]*+\n"
    rf"|\s*+[{SENTENCE_SIGNS}]?\s*+(?:$|tel|kom|e-?mail|pesel|dowod"
    rf"|pros(?:ze|imy|i|za)(?!\w)|zglasza\w*|wnos\w+|sklada\w*|{REDACTED}))"
)
# „Edyta Pawlik, nr lokalu 17”, „pan Marian Dudek z mieszkania 21”: the flat alone.
_FLAT_OF_A_NAME = (
    rf"{NAME_END}[\s,;:(–-]{{1,3}}(?:zam\.\s)?(?:"
    r"(?:(?:ze?|w|pod)\s)?(?:(?:nr|numer)\.?\s)?"
    r"(?:mieszkani(?:a|e|u)|miesz\.|lokal(?:u|em|owi)?)\s?(?:(?:nr|numer)\.?\s)?(\d{1,4}[a-z]?)"
    r"|((?:lok|m)\.\s?(?:(?:nr|numer)\.?\s)?\d{1,4}[a-z]?))(?![\w/]|[.,-]\d)"
)
# „Nieruchomość Lipowa 15, właściciel [osoba]”: of the owner, or the place of the event.
_BEFORE_ITS_OWNER = (
    rf"{ADDRESS}[\s,;:(–-]{{1,4}}(?:wlasciciel|najemc|lokator|mieszka|zarzadc)\w*+[\s:]{{1,3}}"
    rf"(?:to\s|jest\s|pan\w?\s)?{REDACTED}"
)
_OFFICE_LINE = any_of("""
    (szanown\\w+_)?(urząd* zarząd* wydział* zakład* prezydent* dyrekcj* straż* komend* sąd*
    miejski* łódzki* centrum ośrod* schronisk* spółdziel* biuro departament* delegatur* rada
    oddział* rejon* referat* filia*)
""")
_LINE = (
    rf"(?:zam\.\s|adres:?\s|ulica:\s)?(?:(?:{TOWN})?{ADDRESS_LINE}|(?P<city>{CITY}))"
    rf"[{SENTENCE_SIGNS}]?\s*+$"
)


def addresses_before_an_owner(text: str) -> Iterator[PersonalSpan]:
    """Yield the addresses whose owner is named next: perhaps where that person lives."""
    if BARRIER in text or NAME_END in text:
        for home in compiled(_BEFORE_ITS_OWNER).finditer(plain_with_streets(text)):
            if is_street(text, home):
                yield home_span(home)


def is_address_line(line: str) -> bool:
    """Return whether *line* holds an address, or a postcode and a city, and nothing else."""
    small = plain_with_streets(line).strip()
    found = compiled(_LINE).fullmatch(small)
    if compiled(_OFFICE_LINE).match(small):
        return False
    return found is not None and (found["city"] is not None or not found["word"])


def addresses_beside_names(text: str, small: str) -> Iterator[PersonalSpan]:
    """Yield the addresses right after a datum, at the end of a line or as lines of their own."""
    for pattern in (_AFTER_A_NAME + ADDRESS, _AFTER_A_NAME_AND_A_CONTACT):
        for home in compiled(pattern).finditer(small):
            if _ends_a_statement(small, *home.span()) and (
                is_street(text, home) or _is_signed_in_small(small, home)
            ):
                yield home_span(home)
    for home in compiled(_NEXT_SENTENCE).finditer(small):
        is_last = compiled(_END_OF_LINE).match(small, home.end()) is not None
        if is_last and _begins_a_sentence(small, home.start()) and is_street(text, home):
            yield home_span(home)
    for home in compiled(_AFTER_A_NAME + TOWN + ADDRESS).finditer(small):
        start = home.start("town")
        is_an_office = compiled(_OFFICE_LINE).match(small, start) is not None
        if text[start].isupper() and not is_an_office and _ends_a_statement(small, *home.span()):
            yield PersonalSpan(start, home.end("address"), PersonalKind.ADDRESS)
    for home in compiled(_AFTER_DOCUMENTS).finditer(small):
        if is_street(text, home):
            yield home_span(home)
    for home in compiled(_ADDRESSEE).finditer(small):
        if is_street(text, home):
            yield home_span(home)
    for home in compiled(_FROM_A_NUMBER).finditer(small):
        yield home_span(home)
    for flat in compiled(_FLAT_OF_A_NAME).finditer(small):
        yield PersonalSpan(*flat.span(flat.lastindex or 0), PersonalKind.ADDRESS)
    for pattern in (_IN_BRACKETS, _FROM_A_HOUSE, _FROM_A_FLAT, _I_AM):
        for home in compiled(pattern).finditer(small):
            # A flat somebody is from is theirs, in small letters too.
            if pattern == _FROM_A_FLAT or is_street(text, home):
                yield home_span(home)
    for home in compiled(_AFTER_A_CONTACT).finditer(small):
        if compiled(POSTCODE).search(home["address"]) and is_street(text, home):
            yield home_span(home)
    yield from _under_a_name(small)


def _under_a_name(small: str) -> Iterator[PersonalSpan]:
    """Yield the addresses that are lines of their own under a name."""
    at = 0
    above = 0
    for line in small.split("\n"):
        if line.strip():
            # „Oddział Polesie, ul. Długa 5”.
            is_an_office = compiled(_OFFICE_LINE).match(line.lstrip()) is not None
            may_be_theirs = above > 0 and not is_an_office
            found = compiled(_LINE).fullmatch(line.strip()) if may_be_theirs else None
            is_near = above == _LINES_UNDER_A_NAME or compiled(POSTCODE).search(line)
            if found is not None and not found["word"] and is_near:
                start = at + len(line) - len(line.lstrip())
                keys = [key for key in ("city", "town", "address") if found[key] is not None]
                yield PersonalSpan(
                    start + found.start(keys[0]), start + found.end(keys[-1]), PersonalKind.ADDRESS
                )
            if line.rstrip(f" {SENTENCE_SIGNS}").endswith((BARRIER, NAME_END)):
                above = _LINES_UNDER_A_NAME
            elif is_an_office:
                # „Zarząd Zieleni Miejskiej”, and its address: to whom the letter goes.
                above = 0
            else:
                # „lat siedemdziesiąt cztery”, „emerytka”.
                above -= 1 if len(line) < _SHORT_LINE and "." not in line else above
        at += len(line) + 1


def _is_signed_in_small(small: str, home: re.Match[str]) -> bool:
    """Return whether a street of one word follows a name that is all of its sentence.

    „… Wiola Zet demokratyczna 37”, as the end of a line.
    """
    return (
        " " not in home["name"]
        and is_like_a_street(home["name"])
        and compiled(r"[^\S\n]*[.!]?[^\S\n]*(?:\n|$)").match(small, home.end()) is not None
        and _begins_a_sentence(small, home.start())
    )


def _ends_a_statement(text: str, start: int, end: int) -> bool:
    """Return whether a name that ends at *start* and its address, to *end*, are a statement.

    They end a line, or stand before a contact, or are all of a sentence.
    """
    if compiled(_END_OF_LINE).match(text, end):
        return True
    return text[end : end + 2] in (". ", "! ", "? ") and _begins_a_sentence(text, start)


def _begins_a_sentence(text: str, start: int) -> bool:
    """Return whether the name that ends at *start* is all that its sentence has before."""
    left = text[max(0, start - _LONGEST_MARK) : start + 1].rstrip(BARRIER + NAME_END)
    return compiled(_SENTENCE_BEGINS).search(left) is not None
