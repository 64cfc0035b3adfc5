"""Whether a name is that of several people, as far as the text alone shows it."""

import re

_JOINED = re.compile(r"[;/&+]|\s(?:i|oraz|lub|albo)\s")
_NAME_WORD = re.compile(r"[A-ZĄĆĘŁŃÓŚŹŻ][^\W\d_]+(?:[-'’][^\W\d_]+)*")
_OFFICE = re.compile(
    r"(?:p\.?\s?o\.?\s)?(?:kierowni|zastęp|z-c|dyrektor|wicedyrektor|naczelni|(?:pod)?inspektor|(?:pod)?referen|specjalist|"
    r"główn|starsz|młodsz|koordynator|radc|sekretar|skarbni|architekt|geodet|pełnomocni|prezydent|wiceprezydent|rzeczni|"
    r"asysten|doradc|audytor|wydział|oddział|biur|referat|zesp|dział|sekcj|urząd|zarząd|ośrod|centrum|miejsk|powiatow)",
    re.IGNORECASE,
)
"""The beginning of an office or a position after a name."""
_DEGREE = re.compile(r"\b(?:prof|dr|hab|inż|mgr|lic|mec|arch)\b\.?", re.IGNORECASE)
# Two first names and one surname, whose parts a hyphen joins, are the most in Poland.
_MAX_NAMES = 3


def names_several(text: str) -> bool:
    """Return whether *text* names more than one person.

    Names may be joined by a word or a sign, follow a comma, or just follow each other. What stands
    after a comma and begins as an office does is no name: „Kowalski Jan, Kierownik Oddziału Kadr i
    Płac” is one person.
    """
    first, *others = (_DEGREE.sub(" ", part).strip() for part in text.split(","))
    people = [first, *(other for other in others if other and not _OFFICE.match(other))]
    return any(_is_several(part, is_first=part is first) for part in people)


def _is_several(part: str, *, is_first: bool) -> bool:
    names = _NAME_WORD.findall(part)
    if _JOINED.search(part):
        return True
    if len(names) > _MAX_NAMES and not _OFFICE.match(part):
        return True
    return not is_first and len(names) > 1
