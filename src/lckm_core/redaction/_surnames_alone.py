"""Surnames in the nominative that are no other word: „śmieci wyrzuca Banaszek spod 4”."""

from collections.abc import Iterator

from lckm_core.redaction._capitalised_words import is_no_name
from lckm_core.redaction._dictionary import (
    is_a_surname_alone,
    is_first_name,
    is_nothing_but_a_surname,
)
from lckm_core.redaction._first_names import is_of_somebody
from lckm_core.redaction._name_shapes import CAPITALISED, SMALL
from lckm_core.redaction._patterns import compiled
from lckm_core.redaction._spans import PersonalKind, PersonalSpan

_WORD = rf"(?<![\w.@'’/\"„”«»-])(?:{CAPITALISED}|{SMALL})(?![@/]|[.-]\w|\s\d|\s[A-Z]\.)"
# „Widział to Kowalczyk”, „co je Stefaniak wyrzucił”: who does what, and ends as no word does.
_DOES = r"[a-ząćęłńóśźż]{1,15}(?:[łl][ao]?|aj[ąe]|uje)"
_WHO_DOES_IT = (
    rf"(?:(?P<did>(?<!\w)(?i:{_DOES})\s(?:(?:te[żz]|to|tu|tam|mi|nam|go|je|j[ąa]|o\stym|ju[żz]|si[ęe])\s)"
    r"{0,2})|(?<=[a-ząćęłńóśźż,]\s))"
    rf"(?P<who>{CAPITALISED})(?(did)(?=[.,!;)]|\s[a-z]|\s*$)"
    rf"|(?=\s(?:(?:te[żz]|to|tu|mi|nam|go|je|j[ąa]|si[ęe]|nie|ju[żz])\s){{0,2}}{_DOES}(?!\w)))"
)
_LIKE_NO_WORD = r"(?i:czyk|[cs]zak|[nrlmdbtwpz]iak|wicz|[dt]czak|rzak|(?:sz|cz)uk)$"
_FIRST_NAME_BEFORE = rf"(?<![\w-])({CAPITALISED}|{SMALL})\s$"
_LONGEST = 40


def surnames_alone(text: str) -> Iterator[PersonalSpan]:
    """Yield the surnames in *text* that are nothing else, whatever stands around them.

    Streets and schools have them in the genitive.
    """
    for word in compiled(_WORD).finditer(text):
        if not is_nothing_but_a_surname(word[0]):
            continue
        start, end = word.span()
        first = compiled(_FIRST_NAME_BEFORE).search(text, max(0, start - _LONGEST), start)
        # „Radny jan banaszek”: what stands before the whole name tells whose it is.
        if first is not None and is_first_name(first[1]):
            start = first.start()
        if is_of_somebody(text, start, end):
            yield PersonalSpan(start, end, PersonalKind.NAME)
    for person in compiled(_WHO_DOES_IT).finditer(text):
        name = person["who"]
        if (
            compiled(_LIKE_NO_WORD).search(name)
            and is_a_surname_alone(name)
            and not is_no_name(name)
            and is_of_somebody(text, *person.span("who"))
        ):
            yield PersonalSpan(*person.span("who"), PersonalKind.NAME)
