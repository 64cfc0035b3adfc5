"""Numbers of identity cards and passports, and foreign account numbers: letters and digits together."""

import re
from collections.abc import Iterator

from lckm_core.redaction._checksums import is_iban, paper_fits
from lckm_core.redaction._number_context import before, is_a_things
from lckm_core.redaction._spans import PersonalKind, PersonalSpan
from lckm_core.redaction._word_patterns import after_a_word

# „seria ABC nr 123456”: the word for the number may stand between the letters and the digits.
_NR = r"(?:[\s-]|,?\s(?i:i\s)?(?i:nr|numer|no)[.:]?\s)?"
_CARD = re.compile(rf"(?<!\w)([A-Za-z]{{3}}){_NR}([0-9]{{3}}\s?[0-9]{{3}})(?!\w)")
_PASSPORT = re.compile(rf"(?<!\w)([A-Za-z]{{2}}){_NR}([0-9]{{7}})(?!\w)")
_FOREIGN_PASSPORT = re.compile(r"(?<!\w)(?=[A-Z ]{0,3}[0-9])[A-Z]{0,2}[\s-]?[0-9]{6,9}(?!\w)")
_SAID_CARD = after_a_word(
    "dowód* dowod* legitymacj* legitymowa* dokument* (kart(a|y|ę|e|ą)|karcie)_(stałego_)?pobyt*"
)
_SAID_STAY = after_a_word("(kart(a|y|ę|e|ą)|karcie)_(stałego_)?pobyt*")
_SAID_PASSPORT = after_a_word("paszpor* passport* паспорт*")
_IBAN = re.compile(
    r"(?<!\w)[A-Z]{2}[0-9]{2}(?:[ -]?[A-Z0-9]{4}){2,7}+(?:[ -]?[A-Z0-9]{1,3})?(?!\w)"
)


def papers(text: str) -> Iterator[PersonalSpan]:
    """Yield the identity cards, passports and foreign accounts in *text*."""
    for found in _CARD.finditer(text):
        if _is(found, "identity card", text, _SAID_CARD):
            yield PersonalSpan(found.start(), found.end(), PersonalKind.IDENTITY_CARD)
    for found in _PASSPORT.finditer(text):
        if _SAID_STAY.search(before(text, found.start())):
            yield PersonalSpan(found.start(), found.end(), PersonalKind.IDENTITY_CARD)
        elif _is(found, "passport", text, _SAID_PASSPORT):
            yield PersonalSpan(found.start(), found.end(), PersonalKind.PASSPORT)
    for found in _FOREIGN_PASSPORT.finditer(text):
        if _SAID_PASSPORT.search(before(text, found.start())):
            yield PersonalSpan(found.start(), found.end(), PersonalKind.PASSPORT)
    for found in _IBAN.finditer(text):
        number = re.sub("[ -]", "", found[0])
        if 15 <= len(number) <= 34 and is_iban(number):
            yield PersonalSpan(found.start(), found.end(), PersonalKind.ACCOUNT)


def _is(found: re.Match[str], paper: str, text: str, said: re.Pattern[str]) -> bool:
    """Return whether the number is said to be one of a *paper*, or is written in capitals with a check digit that fits."""
    if said.search(before(text, found.start())):
        return True
    letters = found[1]
    fits = letters.isupper() and paper_fits(paper, letters + re.sub(r"\s", "", found[2]))
    return fits and not is_a_things(text, found.start())
