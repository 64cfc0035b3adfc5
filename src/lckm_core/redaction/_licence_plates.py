"""Vehicle plates: Polish ones by the code of their district, others after a word that speaks of a vehicle."""

import re
from collections.abc import Iterator

from lckm_core.redaction._number_context import before, is_a_things
from lckm_core.redaction._plate_districts import DISTRICTS
from lckm_core.redaction._spans import PersonalKind, PersonalSpan
from lckm_core.redaction._word_patterns import after_a_word

_L, _D = "[A-Za-z]", "[0-9]"
# What follows the code, as the regulation on registration lists it, D a digit and L a letter.
_AFTER_TWO = "DDDDD DDDDL DDDLL DLDDD DLLDD"
_AFTER_THREE = "DDDDD DDDDL DDDLL LDDD DDLD DLDD DDLL DLLD LLDD LDDL LDLD"


def _polish(between: str) -> re.Pattern[str]:
    """Return the pattern of a Polish plate with *between* between any two signs after the code."""
    two, three = (
        "|".join(
            between.join(_L if sign == "L" else _D for sign in signs) for signs in after.split()
        )
        for after in (_AFTER_TWO, _AFTER_THREE)
    )
    return re.compile(
        rf"(?<![\w-])(?:({_L}{{2}})[ -]?(?:{two})|({_L}{{3}})[ -]?(?:{three}))(?![\w-])"
    )


_POLISH = _polish("")
_POLISH_APART = _polish("[ -]?")
"""„EL 12 345”, „EL 7 KM44”: only after a word for the plate itself."""
# Motorcycles, plates of one's own choice, plates from abroad: only after a word.
_OTHER = re.compile(
    r"(?<![\w-])(?!(?:MPK|PKS|PKP|BMW|VW|GPS|VIN|OC|AC|ID)(?!\w))(?=[A-ZА-ЯІЇЄ0-9 -]{0,10}[0-9])(?:[A-ZА-ЯІЇЄ]{1,3}|[A-Z][0-9])[ -]?(?:[A-Z]{1,2}[ -]?[0-9]{1,4}[A-Z]?|[0-9]{2,5}[ -]?[A-ZА-ЯІЇЄ]{0,3}|[A-Z0-9]{3,5})(?![\w-])"
)
_PLATE = after_a_word("rej rejestr* tablic(a|y|e|ę|ą|ach)? blach*")
_PLATE_HINT = re.compile("rej|tablic|blach", re.IGNORECASE)
_VEHICLE = after_a_word("""
    rej rejestr* tablic(a|y|e|ę|ą|ach)? blach* numerach samoch* aut[aoe] autem pojazd* bus busa busem wrak* motocykl* motor motoru skuter* przyczep* ciężarów*
    taksów* furgon* dostawcz* osobów* lawet* kierowc* parkuj* zaparkowa* car vehicle plate plates авто*
    opel skoda škoda audi bmw fiat ford toyota volkswagen vw golf passat mercedes renault peugeot citroen citroën kia hyundai mazda honda nissan volvo seat
    dacia suzuki tesla
""")


def plates(text: str) -> Iterator[PersonalSpan]:
    """Yield the vehicle plates in *text*."""
    for found in _POLISH.finditer(text):
        code = found[1] or found[2]
        if code.upper() in DISTRICTS and _is(text, found.start(), code):
            yield PersonalSpan(found.start(), found.end(), PersonalKind.PLATE)
    for found in _POLISH_APART.finditer(text) if _PLATE_HINT.search(text) else ():
        code = found[1] or found[2]
        if code.upper() in DISTRICTS and _PLATE.search(before(text, found.start())):
            yield PersonalSpan(found.start(), found.end(), PersonalKind.PLATE)
    for found in _OTHER.finditer(text):
        signs = sum(map(str.isalnum, found[0]))
        if (
            5 <= signs <= 8
            and _VEHICLE.search(before(text, found.start()))
            and not is_a_things(text, found.start())
        ):
            yield PersonalSpan(found.start(), found.end(), PersonalKind.PLATE)


def _is(text: str, at: int, code: str) -> bool:
    """Return whether what looks like a plate is one: in capitals unless a thing's number, else after a word for a vehicle."""
    if is_a_things(text, at):
        return False
    return code.isupper() or _VEHICLE.search(before(text, at)) is not None
