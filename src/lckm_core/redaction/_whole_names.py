"""A first name with a surname, wherever they stand."""

import re
from collections.abc import Iterator

from lckm_core.redaction._animals import is_an_animal
from lckm_core.redaction._dictionary import (
    NameDictionary,
    NameSense,
    is_a_shouted_word,
    is_first_name_itself,
    is_their_surname,
    may_be_a_whole_name,
)
from lckm_core.redaction._foreign_names import has_patronymic, is_vietnamese
from lckm_core.redaction._lowercase_names import start_of_pair
from lckm_core.redaction._name_shapes import CAPITALISED
from lckm_core.redaction._names import name_at, senses_of, without_verbs
from lckm_core.redaction._officials import holds_public_office
from lckm_core.redaction._patterns import compiled
from lckm_core.redaction._place_names import is_place_name
from lckm_core.redaction._spans import PersonalKind, PersonalSpan

# „Mgr inż. Jan Zet”, as a line begins.
_TITLE_OF_A_LINE = r"(?:^|\n)\s{0,9}((?:(?i:mgr|in[żz]|dr|prof|hab|lek|lic)\.?\s){1,3})$"
_PAIR = rf"(?<!\w){CAPITALISED}(?=\s[^\W\d_a-ząćęłńóśźż])"
_LIST_OF_PLACES = (
    r"(?:,|\s(?i:i|oraz|lub|a)|\s?[/–-]|[^.!?\n]{0,40}\?\s[AI])\s?(?:(?i:ul|ulic\w|pl|plac\w?"
    r"|al)\.?\s)?"
)
_SECOND_HALF = (
    r"\s(?i:i|oraz|and|wraz\sz|z)\s(?i:(?:m[ęe][żz]em|[żz]on[ąa]|synem|c[óo]rk[ąa])\s)?"
    rf"({CAPITALISED})"
)


def whole_names(text: str, dictionary: NameDictionary) -> Iterator[PersonalSpan]:
    """Yield each first name with a surname, unless it names a place."""
    end = 0
    place_end = -1
    for pair in compiled(_PAIR).finditer(text):
        if pair.start() >= end:
            words = without_verbs(name_at(text, pair.start()), dictionary)
            length = _name_length(senses_of(words, dictionary))
            # „Franciszek Jurek”: a first name, too, for a surname.
            if not length and len(words) > 1:
                length = 2 * may_be_a_whole_name(words[0][0], words[1][0])
            if len(words) > 1 and (foreign := _foreign_name_at(text, pair.start(), words)):
                words = foreign
                length = len(words)
            if not length or is_a_shouted_word(words[0][0], words[1][0]):
                continue
            if length == 2 and is_an_animal(words[0][0]) and is_first_name_itself(words[1][0]):
                continue
            if length == 2 < len(words):
                length += is_their_surname(words[2][0], after=words[1][0])
            end = words[length - 1].end()
            if _is_of_a_place(text, pair.start(), end, place_end):
                place_end = end
            elif not holds_public_office(text, pair.start()):
                start = start_of_pair(text, pair.start(), dictionary)
                title = compiled(_TITLE_OF_A_LINE).search(text, max(0, start - 20), start)
                if title is not None:
                    start = title.start(1)
                # „Ulica Marii i Piotra Curie”.
                elif start < pair.start() and is_place_name(text, start, end):
                    continue
                yield PersonalSpan(start, end, PersonalKind.NAME)
                yield from _other_half(text, end, dictionary)


def _foreign_name_at(text: str, start: int, words: list[re.Match[str]]) -> list[re.Match[str]]:
    """Return the words of a Vietnamese or Ukrainian name that begins with *words*, or none."""
    names = [word[0] for word in words]
    if has_patronymic(names):
        return words
    if not is_vietnamese(names):
        return []
    longer = name_at(text, start, most=4)
    return longer if is_vietnamese([word[0] for word in longer]) else words


def _is_of_a_place(text: str, start: int, end: int, place_end: int) -> bool:
    """Return whether a name is that of a place, or joined to one that is."""
    if is_place_name(text, start, end):
        return True
    joint = compiled(_LIST_OF_PLACES)
    return place_end >= 0 and joint.fullmatch(text, place_end, start) is not None


def _other_half(text: str, end: int, dictionary: NameDictionary) -> Iterator[PersonalSpan]:
    """Yield „Maria” of „Jan Kowalski i Maria”."""
    half = compiled(_SECOND_HALF).match(text, end)
    if half is not None and NameSense.FIRST_NAME in dictionary.sense(half[1]):
        yield PersonalSpan(*half.span(1), PersonalKind.NAME)


def _name_length(senses: list[NameSense]) -> int:
    """Return how many of the words are a first name and a surname."""
    if len(senses) < 2:
        return 0
    first, second, *third = senses
    if first & NameSense.FIRST_NAME:
        if (
            third
            and second & NameSense.FIRST_NAME
            and (third[0] & NameSense.SURNAME or not third[0])
        ):
            return 3
        return 2 if second & NameSense.SURNAME or not second else 0
    surname_first = (
        first & NameSense.SURNAME and second & NameSense.FIRST_NAME and not second & NameSense.WORD
    )
    return 2 if surname_first else 0
