"""How many people a name names, as far as it can be told from the text alone."""

import re

_JOINED = re.compile(r"[;/&+]|\s(?:i|oraz|lub|albo)\s")
_NAME_WORD = re.compile(r"[A-ZĄĆĘŁŃÓŚŹŻ][^\W\d_]+(?:[-'’][^\W\d_]+)*")
_OFFICE = re.compile(
    r"(?:p\.?\s?o\.?\s)?(?:kierowni|zastęp|z-c|dyrektor|wicedyrektor|naczelni|(?:pod)?inspektor|(?:pod)?referen|specjalist|"
    r"główn|starsz|młodsz|koordynator|radc|sekretar|skarbni|architekt|geodet|pełnomocni|prezydent|wiceprezydent|rzeczni|"
    r"asysten|doradc|audytor|wydział|oddział|biur|referat|zesp|dział|sekcj|urząd|zarząd|ośrod|centrum|miejsk|powiatow)",
    re.IGNORECASE,
)
"""How an office, a position or a degree after a name begins."""
_DEGREE = re.compile(r"\b(?:prof|dr|hab|inż|mgr|lic|mec|arch)\b\.?", re.IGNORECASE)
_MOST_NAMES = 3
"""Two first names and one surname, whose parts a hyphen joins, are the most that a person bears in Poland."""


def names_several(text: str) -> bool:
    """Return whether *text* names more than one person.

    Names may be joined by a word or a sign, follow a comma, or just follow each other. What stands after a comma and begins as an
    office does names nobody: „Kowalski Jan, Kierownik Oddziału Kadr i Płac” is one person.
    """
    first, *others = (_DEGREE.sub(" ", part).strip() for part in text.split(","))
    people = [first, *(other for other in others if other and not _OFFICE.match(other))]
    return any(
        _JOINED.search(part)
        or (len(names) > _MOST_NAMES and not _OFFICE.match(part))
        or (part is not first and len(names) > 1)
        for part, names in ((part, _NAME_WORD.findall(part)) for part in people)
    )
