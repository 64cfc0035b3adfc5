"""Identity cards, passports, foreign accounts, and cards that one person has."""

import re
from collections.abc import Iterator

from lckm_core.redaction._name_cues import RELATIVE
from lckm_core.redaction._numbers import is_iban
from lckm_core.redaction._patterns import after_any_of, belongs_to_a_thing, compiled, text_before
from lckm_core.redaction._spans import PersonalKind, PersonalSpan

# „seria ABC nr 123456”: the word for the number may stand between the letters and the digits.
_NR = r"(?:[\s-]|,?\s(?i:i\s)?(?i:nr|numer|no)[.:]?\s)?"
_CARD = rf"(?<!\w)([A-Za-z]{{3}}){_NR}([0-9]{{3}}\s?[0-9]{{3}})(?!\w)"
# „Legitymacja, jej numer 123456”.
_NO_SERIES = ("jej", "ich", "mam", "ten", "tej")
_PASSPORT = rf"(?<!\w)([A-Za-z]{{2}}){_NR}([0-9]{{7}})(?!\w)"
_FOREIGN_PASSPORT = r"(?<!\w)(?=[A-Z ]{0,3}[0-9])[A-Z]{0,2}[\s-]?[0-9]{6,9}(?!\w)"
_IBAN = (
    r"(?<!\w)(?:[A-Z]{2}|[a-z]{2})[0-9]{2}(?:[ -]?[A-Z0-9]{4}){2,7}+(?:[ -]?[A-Z0-9]{1,3})?(?!\w)"
)
_RESIDENCE_CARD = "(kart(a|y|ę|e|ą)|karcie)_(stałego_)?pobyt* residence_(card|permit)"
_CARD_ANNOUNCED = after_any_of(
    f"dow dowód* dowod* legitymacj* legitymowa* dokument* {_RESIDENCE_CARD}"
)
_RESIDENCE_CARD_ANNOUNCED = after_any_of(_RESIDENCE_CARD)
_PASSPORT_ANNOUNCED = after_any_of("paszpor* passport* паспорт*")

_PERSONAL_CARD_HINTS = ("osoby", "legitymacj", "orzeczeni", "uprawn", "pwz", "zawodu")

# The check digit follows the letters and is weighted with the rest, so that the whole sum is a
# multiple of ten.
_WEIGHTS = {
    PersonalKind.IDENTITY_CARD: (7, 3, 1, 9, 7, 3, 1, 7, 3),
    PersonalKind.PASSPORT: (7, 3, 9, 1, 7, 3, 1, 7, 3),
}


def id_documents(text: str) -> Iterator[PersonalSpan]:
    """Yield the identity cards, passports and foreign accounts in *text*."""
    if not compiled("[0-9]{2}").search(text):
        return
    for card in compiled(_CARD).finditer(text):
        if card[1].lower() in _NO_SERIES:
            continue
        if _is_document(card, PersonalKind.IDENTITY_CARD, text, _CARD_ANNOUNCED):
            yield PersonalSpan(*card.span(), PersonalKind.IDENTITY_CARD)
    for passport in compiled(_PASSPORT).finditer(text):
        if compiled(_RESIDENCE_CARD_ANNOUNCED).search(text_before(text, passport.start())):
            yield PersonalSpan(*passport.span(), PersonalKind.IDENTITY_CARD)
        elif _is_document(passport, PersonalKind.PASSPORT, text, _PASSPORT_ANNOUNCED):
            yield PersonalSpan(*passport.span(), PersonalKind.PASSPORT)
    for passport in compiled(_FOREIGN_PASSPORT).finditer(text):
        if compiled(_PASSPORT_ANNOUNCED).search(text_before(text, passport.start())):
            yield PersonalSpan(*passport.span(), PersonalKind.PASSPORT)
    for account in compiled(_IBAN).finditer(text):
        number = re.sub("[ -]", "", account[0]).upper()
        if 15 <= len(number) <= 34 and is_iban(number):
            yield PersonalSpan(*account.span(), PersonalKind.ACCOUNT)


_DISABILITY = r"(?:niepe[łl]nosprawn\w+|inwalid\w+|niezdolno[śs]ci\w*)"
_PERSONAL_CARD = (
    rf"(?<!\w)(?i:legitymacj\w{{1,3}}\s(?:osoby\s)?(?:{_DISABILITY}|emeryt\w*(?:-rencist\w+)?"
    r"|rencist\w+|studenck\w+|szkoln\w+|doktoranck\w+|kombatan\w+)(?:\s\w{4,14})?"
    rf"|kart\w{{1,2}}\sosoby\s{_DISABILITY}"
    rf"|orzeczeni\w{{1,3}}(?:\so\s(?:\w{{3,12}}\s){{0,2}}{_DISABILITY}"
    r"|(?=\s(?:nr|numer)\s[MPW]ZO{1,2}N)))"
    r"(?:[\s,(]{1,3}(?i:o\s)?(?i:nr|numer\w{0,3}|znak\w{0,2}|sygn)\.?[\s:]{1,3}|:\s"
    r"|\s(?=(?i:[A-ZŁŚŻ]{1,5})[./-]?\d))"
    r"(?P<number>(?:[A-ZŁŚŻ]{1,5}\s)?(?i:[A-ZŁŚŻ0-9])[\w./-]{2,25}+)"
)
# „Numer jego orzeczenia ZUS/K2/55102/19”, „orzeczenie mamy nr …”; no date.
_WHOSE = rf"(?:m[óo]j|moj\w{{1,3}}|jego|jej|ich|swoj\w{{1,3}}|{RELATIVE})"
_RULING = (
    rf"(?<!\w)(?P<before>(?i:{_WHOSE})\s)?(?i:orzeczeni\w{{1,3}})(?P<after>\s(?i:{_WHOSE}))?"
    r"(?i:\so\s[^\W\d_]+|\sze?\s[^\W\d_]{3,5})?"
    r"(?:[\s,:(]{1,3}(?i:o|ma|to|jest|numer\w{0,2}|nr\.?|znak)(?!\w)){0,3}[\s,:(]{1,3}"
    r"(?!(?:\d{1,2}[.-]){2}\d{2,4}(?!\w)|\d{4}-\d\d-)"
    r"(?P<number>(?:(?i:zus|krus|[mpw]zo+n)[./-]|(?i:[A-Z]{0,4})[./-]?\d)[\w./-]{4,25}+)"
)
# „Uprawnienia nr LOD/0233/PWOM/04”, „PWZ 1234567”: a register says who has them.
_LICENCE = (
    r"(?<!\w)(?i:uprawnie(?:nia|ń|n)|pwz|prawa?\swykonywania\szawodu)"
    r"(?:\s[a-ząćęłńóśźż]{5,20}){0,2}"
    r"[\s:,(]{1,3}(?:(?i:nr|numer\w{0,2})\.?[\s:]{1,3})?"
    r"(?P<number>(?i:[A-ZŁ]{2,4})/[\w./-]{4,25}+|\d{5,7}[A-Z]?(?![\w/]))"
)
_FOR_PEOPLE = r"(?i)(?:zus|krus|[mpw]zo+n)(?!\w)"
_FEWEST_DIGITS = 3


def personal_cards(text: str) -> Iterator[PersonalSpan]:
    """Yield the numbers of cards and rulings that one person has, such as of disability."""
    small = text.lower()
    if not any(hint in small for hint in _PERSONAL_CARD_HINTS):
        return
    for pattern in (_PERSONAL_CARD, _RULING, _LICENCE):
        for card in compiled(pattern).finditer(text):
            number = card["number"].rstrip("./-")
            is_theirs = pattern != _RULING or card["before"] or card["after"]
            is_theirs = is_theirs or compiled(_FOR_PEOPLE).match(number)
            if is_theirs and sum(map(str.isdecimal, number)) >= _FEWEST_DIGITS:
                start = card.start("number")
                yield PersonalSpan(start, start + len(number), PersonalKind.OTHER)


def has_document_check_digit(kind: PersonalKind, number: str) -> bool:
    """Return whether an identity card or passport number is valid.

    *number* is capital letters, then digits.
    """
    total = sum(int(sign, 36) * weight for sign, weight in zip(number, _WEIGHTS[kind], strict=True))
    return total % 10 == 0


def _is_document(match: re.Match[str], kind: PersonalKind, text: str, announced: str) -> bool:
    """Return whether words announce the document, or it looks valid."""
    if compiled(announced).search(text_before(text, match.start())):
        return True
    letters = match[1]
    number = letters + re.sub(r"\s", "", match[2])
    return (
        letters.isupper()
        and has_document_check_digit(kind, number)
        and not belongs_to_a_thing(text, match.start())
    )
