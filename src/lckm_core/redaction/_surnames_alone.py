"""Surnames in the nominative that are no other word: „śmieci wyrzuca Banaszek spod 4”."""

from collections.abc import Iterator

from lckm_core.redaction._animals import is_of_an_animal
from lckm_core.redaction._capitalised_words import is_a_function_word, is_no_name
from lckm_core.redaction._dictionary import (
    is_a_surname_alone,
    is_first_name,
    is_nothing_but_a_surname,
)
from lckm_core.redaction._first_names import is_of_somebody
from lckm_core.redaction._name_shapes import CAPITALISED, SMALL
from lckm_core.redaction._officials import holds_public_office
from lckm_core.redaction._patterns import any_of, compiled
from lckm_core.redaction._spans import PersonalKind, PersonalSpan

_WORD = rf"(?<![\w.@'’/\"„”«»-])(?:{CAPITALISED}|{SMALL})(?![@/]|[.-]\w|\s\d|\s[A-Z]\.)"
# „Widział to Kowalczyk”, „co je Stefaniak wyrzucił”: who does what, and ends as few words do.
_DOES = r"[a-ząćęłńóśźż]{1,15}(?:[łl][ao]?|aj[ąe]|uje)"
_SMALL_WORDS = r"(?:te[żz]|to|tu|tam|mi|nam|go|je|j[ąa]|o\stym|ju[żz]|si[ęe]|nie)"
_WHO_DOES_IT = (
    rf"(?:(?P<did>(?<!\w)(?i:{_DOES})\s(?:{_SMALL_WORDS}\s){{0,2}})"
    r"|(?<=[a-ząćęłńóśźż,.!?]\s)|(?<=\n)|^)"
    rf"(?P<who>{CAPITALISED})(?(did)(?=[.,!;)]|\s[a-z]|\s*$)"
    rf"|(?=\s(?:{_SMALL_WORDS}\s){{0,2}}{_DOES}(?!\w)))"
)
_LIKE_FEW_WORDS = r"(?i:czyk|[cs]zak|iak|wicz|[dt]czak|rzak|(?:sz|cz)uk)$"
_OTHER_WORDS = any_of("""
    dzieciak szczeniak bliźniak cwaniak ważniak wieśniak ziemniak koniak kurczak kolczyk chłopczyk
    zwierzak pierwszak starszak warszawiak poznaniak krakowiak rówieśniak wrocławiak
    drewniak maniak czerniak kociak psiak siniak
""")
_WORD_BEFORE = r"(?<!\w)([^\W\d_]{2,14})\s$"
_FIRST_NAME_BEFORE = rf"(?<![\w-])({CAPITALISED}|{SMALL})\s$"
_LONGEST = 40


def surnames_alone(text: str) -> Iterator[PersonalSpan]:
    """Yield the surnames in *text* that are nothing else, whatever stands around them.

    Streets and schools have them in the genitive.
    """
    last = -1
    for word in compiled(_WORD).finditer(text):
        if not is_nothing_but_a_surname(word[0]):
            continue
        start, end = word.span()
        # Who stands beside somebody found is found in the same pass, however many they are.
        if text[last:start].isspace() and last > 0:
            last = end
            yield PersonalSpan(start, end, PersonalKind.NAME)
            continue
        first = compiled(_FIRST_NAME_BEFORE).search(text, max(0, start - _LONGEST), start)
        # „Radny jan banaszek”: what stands before the whole name tells whose it is.
        if first is not None and is_first_name(first[1]):
            start = first.start()
        if is_of_somebody(text, start, end):
            last = end
            yield PersonalSpan(start, end, PersonalKind.NAME)
    for person in compiled(_WHO_DOES_IT).finditer(text):
        name = person["who"]
        if (
            compiled(_LIKE_FEW_WORDS).search(name)
            and is_a_surname_alone(name)
            and not is_no_name(name)
            and not compiled(_OTHER_WORDS).fullmatch(name)
            and _is_of_whoever_does_it(text, *person.span("who"))
        ):
            yield PersonalSpan(*person.span("who"), PersonalKind.NAME)


def _is_of_whoever_does_it(text: str, start: int, end: int) -> bool:
    """Return whether the surname from *start* to *end* is of somebody, not of what has it."""
    before = compiled(_WORD_BEFORE).search(text, max(0, start - _LONGEST), start)
    # „Podobno Stefaniak” begins a sentence, and is not what a shop is called.
    if before is not None and is_a_function_word(before[1]):
        return not holds_public_office(text, start) and not is_of_an_animal(text, start)
    return is_of_somebody(text, start, end)
