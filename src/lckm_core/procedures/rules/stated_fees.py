"""Sentences and answers that say that something is to be paid, or that nothing is."""

import re

from lckm_core._patterns import compiled
from lckm_core.procedures.rules.fees import A_FEE
from lckm_core.procedures.rules.numerals import NUMERAL
from lckm_core.procedures.rules.statements import Statement

FEE_KEYWORDS = ("płat", "płac", "darm", "gratis", "koszt", "należnoś")
_THING = r"(?P<{}>(?:[^\W\d_]{{3,}}\s+){{0,3}}?[^\W\d_]{{3,}})"
_MUST = r"(?:trzeba|należy|musisz|konieczne\s+jest)"
_IS_PAID = (
    rf"\b(?P<under>[^\W\d_]+(?:\s+[^\W\d_]+){{0,2}})\s+podlega(?:ją)?\s+{A_FEE}"
    rf"|\b(?:opłat\w*\s+(?:\w+\s+)?)?za\s+{_THING.format('behind')}\s+(?:\w+\s+)?"
    rf"(?:pobieramy|pobiera\s+się|zapłacisz|płacisz|płaci\s+się|{_MUST}\s+(?:za)?płacić|wnosi\s+się"
    r"|uiszcza\s+się)"
    rf"|(?P<what>[^\W\d_]+(?:\s+[^\W\d_]+){{0,2}})\s+(?:jest|są)\s+(?:od)?płatn[aey]\b"
    rf"|(?P<needs>[^\W\d_]+(?:\s+[^\W\d_]+){{0,2}})\s+wymaga\s+(?:wniesienia|uiszczenia|zapłaty)\s+"
    rf"{A_FEE}|\b{A_FEE}\s+(?:uiszcza|wnosi|wpłaca|pobiera)\s+się\b"
    rf"|\b{A_FEE}\s+(?:za\s+{_THING.format('due')}\s+)?(?:wpłacisz|wniesiesz|zapłacisz|uiścisz"
    r"|wnieś|wpłać|zapłać|uiść|pobieramy)\b"
    rf"|\b(?:wnieś|uiść|zapłać|opłać|wpłać|pobieramy|{_MUST}\s+(?:wnieść|uiścić"
    rf"|wpłacić|zapłacić))\s+{A_FEE}"
    rf"|\b(?:pobiera\s+się|pamiętaj\s+o)\s+{A_FEE}(?:\s+za\s+{_THING.format('kept')})?"
    r"|\bpo\s+(?:wniesieniu|uiszczeniu|zapłaceniu)\s+opłaty|\bpo\s+opłaceniu\s*(?:$|wniosku)"
    rf"|(?P<service>[^\W\d_]+(?:\s+[^\W\d_]+){{0,2}})\s+jest\s+(?:usługą"
    r"|czynnością)\s+(?:od)?płatną"
    rf"|\b{A_FEE}\s+(?:za\s+{_THING.format('may')}\s+)?(?:możesz|można)\s+(?:zapłacić|wnieść"
    r"|uiścić)|\b(?:dow(?:ód|odem|odu)|potwierdzeni\w+)\s+(?:zapłaty|wpłaty|uiszczenia"
    rf"|wniesienia)\s+{A_FEE}|\bdow(?:ód|odem|odu)\s+opłaty\s+skarbowej"
)
_OTHER_CHARGE = (
    r"\b(?:nie\b|bez\b|jeśli|jeżeli|gdy|kto\b|dla\b|tylko|chyba|przypadk|razie|ewentualn|pełnomoc"
    r"|kopi"
    r"|duplikat|wtórnik|odwoł|parking|parkow|parkomat|postój|postoj|kaucj|wadium|tłumacz|notari|sąd"
    r"|bank|poczt|zwrot|zwrac|właściciel|inn[aey]|innego|innej|zwolni|dowiedz|sprawdź|zaległ|odpady"
    r"|śmieci|poprzedni|kolejn|mandat|grzywn|kar[aęy]\b|czynsz|podat[ek]|zewnętrzn|przewoźnik|pobyt"
    r"|wcześniej|dawn|był[aoy]\b|lekarz|fotograf|umow|rata|raty|wezw|decyzj\w+\s+(?:o|w)\b"
    r"|połączeni|infolini|operator|(?:usc|zlm|mops)\b)"
)
"""A charge that is not for the matter, or is due in some cases only."""
_GENERAL = (
    *("wnio", "spra", "wyda", "czyn", "usłu", "proc", "złoż", "zała", "opła"),
    *("to", "nią", "nie"),
)
"""How the words for the matter itself begin, whatever the title calls it."""
_STEM = 4
_ASKS = (
    rf"(?:jak|gdzie|kiedy|komu)\s+(?:mogę\s+)?zapłacić(?:\s+za\s+{_THING.format('how')})?"
    rf"|(?:czy|ile)\s+(?:za\s+{_THING.format('paid')}\s+(?:się\s+płaci|(?:trzeba|muszę|mam)\s+"
    r"(?:za)?płacić|zapłacę|płacę|płaci\s+się|jest\s+opłata|pobieracie\s+opłatę)"
    rf"|{_THING.format('costs')}\s+(?:jest|są)\s+(?:od)?płatn\w+"
    r"|(?:kosztuje|wynosi\s+opłata\s+za|zapłacę\s+za"
    rf"|trzeba\s+zapłacić\s+za)\s+{_THING.format('priced')}"
    r"|(?:muszę|trzeba|mam)\s+(?:coś\s+|za\s+to\s+)?(?:(?:za)?płacić|wnieść\s+opłatę"
    rf"|uiścić\s+opłatę)(?:\s+za\s+{_THING.format('must')})?"
    rf"|zapłacę|to\s+kosztuje|płaci\s+się|się\s+płaci|wynosi\s+{A_FEE})"
)
"""A question on whether, or how much, is to be paid for the matter."""
_NOTHING = (
    rf"(?:.*\b(?:bezpłatn|darm|nieodpłatn)\w*|.*\bzwolnion\w+\s+(?:z|od)\s+{A_FEE}|0\s*zł"
    r"|nie\s+(?:trzeba|musisz)(?:\s+(?:za)?płacić)?|nic(?:\s+nie\s+(?:płacisz|zapłacisz"
    r"|kosztuje))?|nie\s+(?:płacisz|zapłacisz|płaci\s+się|pobieramy\s+opłat\w*)|)"
)

_BEGINS_WITH_A_SUM = (
    rf"(?:\w+\s+){{0,3}}?(?:\d+(?:,\d\d)?\s*zł|{NUMERAL}(?:\s+{NUMERAL}){{0,2}}\s+złot)"
)


def says_that_it_is_paid(said: Statement, title: str) -> bool:
    """Return whether a statement says that something is paid for the matter of a title."""
    if compiled(_OTHER_CHARGE).search(f"{said.asked} {said.step} {said.words}"):
        return False
    if compiled(r"\b(?:bezpłatn|nieodpłatn|darm)").search(said.words):
        return False
    asked = compiled(_ASKS).fullmatch(said.asked) if said.asked else None
    if asked and said.reply is not False and is_thing_of(_thing(asked), title):
        tells_a_sum = compiled(_BEGINS_WITH_A_SUM).match(said.words)
        asks_how = compiled(r"^(?:jak|gdzie|kiedy|komu)\b").match(said.asked) is not None
        denies = said.words and compiled(_NOTHING).fullmatch(said.words)
        return said.reply is True or bool(tells_a_sum) or (asks_how and not denies)
    found = compiled(_IS_PAID).search(said.words)
    return found is not None and is_thing_of(_thing(found), title)


def _thing(found: re.Match[str]) -> str:
    return next((thing for thing in found.groupdict().values() if thing), "")


def is_thing_of(thing: str, title: str) -> bool:
    """Return whether a title names a thing, or no thing is named."""
    words = [word[:_STEM] for word in thing.lower().split()]
    titled = title.lower()
    return not words or any(word in titled or word.startswith(_GENERAL) for word in words)
