"""Whether a name is that of several people, as far as the text alone shows it."""

import re
from functools import lru_cache
from itertools import pairwise

_JOINED = re.compile(r"[;/&+]|\s(?:i|oraz|lub|albo)\s")
_NAME_WORD = re.compile(r"[A-ZĄĆĘŁŃÓŚŹŻ][^\W\d_]+(?:[-'’][^\W\d_]+)*")
_OFFICE = re.compile(
    r"(?:p\.?\s?o\.?\s)?(?:kierowni|zastęp|z-c|dyrektor|wicedyrektor|naczelni|(?:pod)?inspektor"
    r"|(?:pod)?referen|specjalist|"
    r"główn|starsz|młodsz|koordynator|radc|sekretar|skarbni|architekt|geodet|pełnomocni"
    r"|prezydent|wiceprezydent|rzeczni|"
    r"asysten|doradc|audytor|wydział|oddział|biur|referat|zesp|dział|sekcj|urząd|zarząd|ośrod"
    r"|centrum|miejsk|powiatow)",
    re.IGNORECASE,
)
"""The beginning of an office or a position after a name."""
_DEGREE = re.compile(r"\b(?:prof|dr|hab|inż|mgr|lic|mec|arch)\b\.?", re.IGNORECASE)
# Two first names and one surname, whose parts a hyphen joins, are the most in Poland.
_MAX_NAMES = 3
_CONTACT = re.compile(
    r"(?:e-?mail\w{0,3}|tel(?:efon\w{0,6})?|kom(?:órk\w{0,8})?|faks|wew(?:n\w{0,8})?"
    r"|nr)\b[.:\s]*(?=[\d+(]|\S+[@.]\w)"
    r"|<?\S{1,80}@\S{1,80}|(?:https?://|www\.)\S{1,200}|\+?\(?\d[\d\s()./–-]{2,}",
    re.IGNORECASE,
)
_LETTER = re.compile(r"[^\W\d_]")


@lru_cache(maxsize=256)  # several rules ask of one name
def without_contacts(text: str) -> str:
    """Return a name without the e-mail addresses, pages and telephones beside it."""
    if not any(sign in text for sign in "@0123456789/") and "www." not in text:
        return text
    return _CONTACT.sub(" ", text).strip(" ,;:()<>–-")


def is_contact(text: str) -> bool:
    """Return whether a text in place of a name is an e-mail address, a page or a telephone."""
    left = without_contacts(text)
    return left != text and _LETTER.search(left) is None


@lru_cache(maxsize=256)  # a unit's procedures name the same people
def names_several(text: str) -> bool:
    """Return whether *text* names more than one person.

    Names may be joined by a word or a sign, follow a comma, or just follow each other. What stands
    after a comma and begins as an office does is no name: „Kowalski Jan, Kierownik Oddziału Kadr i
    Płac” is one person.
    """
    first, *others = (_DEGREE.sub(" ", part).strip() for part in without_contacts(text).split(","))
    people = [first, *(other for other in others if other and not _OFFICE.match(other))]
    return any(_is_several(part, is_first=part is first) for part in people)


_CELL = re.compile(
    r"^(?:wydział|oddział|biur[oa]|referat|zesp[óo]ł|dział|sekcja|sekretariat|kancelaria|urząd|"
    r"zarząd|ośrod(?:ek|ka)|centrum|schronisko|delegatura|filia|punkt|jednostka|kom[óo]rka|"
    r"miejski|powiatowy|łódzki|łódzkie|straż|pracowni(?:cy|k|a)|inspektorat|departament|"
    r"stanowisko|samodzielne|infolinia|call\s+center|redakcja)\b",
    re.IGNORECASE,
)
_POSITION = re.compile(
    r"^(?:p\.?\s?o\.?\s+)?(?:kierowni(?:ka?|czk[ai])|dyrektor(?:ka|a)?|naczelni(?:ka?|czk[ai])"
    r"|zastępc\w+|z-ca|"
    r"(?:pod)?inspektor|referent|specjalist\w+|główny|starszy|młodszy|koordynator|sekretarz|"
    r"wicedyrektor|administrator(?:ka)?|redaktor(?:ka)?)\b",
    re.IGNORECASE,
)
_NAME_PAIR = re.compile(
    r"(?<!\w)[A-ZĄĆĘŁŃÓŚŹŻ][a-ząćęłńóśźż]+(?:-[A-ZĄĆĘŁŃÓŚŹŻ]\w+)?\s+"
    r"[A-ZĄĆĘŁŃÓŚŹŻ][a-ząćęłńóśźż]+(?:-[A-ZĄĆĘŁŃÓŚŹŻ]\w+)?(?!\w)"
)
_SURNAME_AND_FIRST_NAME = 2
_GENITIVE = re.compile(r"(?:ej|ych|ich|ów|eń|ań|[^ec]ji|ości|nia|twa|ego|iej)$")


@lru_cache(maxsize=256)  # several rules ask of one name
def names_no_person(text: str) -> bool:
    """Return whether *text* names a cell, a unit or a position, and nobody in it.

    „Wydział Informatyki” and „Kierownik Oddziału” do; „Wydział Informatyki – Jan Nowak”,
    „Kowalski Jan, Kierownik Oddziału” and „Sekretarz Anna” name a person.
    """
    text = without_contacts(text)
    parts_of_text = [part.strip() for part in re.split(r"[,;:()]|\s[-–—]\s", text) if part.strip()]
    if not parts_of_text:
        return False
    first, *others = parts_of_text
    if any(not _CELL.match(part) and _has_name(part) for part in others):
        return False
    if _CELL.match(first):
        return not _holds_a_first_name(first)
    return (
        _POSITION.match(first) is not None
        and not _has_name(first)
        and not _holds_a_first_name(first)
    )


def begins_as_an_office(word: str) -> bool:
    """Return whether a word begins as that of an office does, „Prezydenta”."""
    return _OFFICE.match(word) is not None


def _holds_a_first_name(part: str) -> bool:
    """Return whether a common first name stands in a part beside what may be its surname.

    Of two words the other one is the surname, whatever it means besides.
    """
    # The lists of names are loaded for this alone, and few names begin as offices do.
    from lckm_core.redaction import is_first_name_itself

    words = part.split()
    if len(words) == _SURNAME_AND_FIRST_NAME:
        return is_first_name_itself(words[1])
    return any(
        is_first_name_itself(word) and _NAME_WORD.fullmatch(after) and not _OFFICE.match(after)
        for word, after in pairwise(words)
    )


def _has_name(part: str) -> bool:
    """Return whether two words with a capital stand there as first name and surname do."""
    words = _POSITION.sub("", part.strip(), count=1)
    return any(
        not any(_GENITIVE.search(word) or _OFFICE.match(word) for word in pair[0].split())
        for pair in _NAME_PAIR.finditer(words)
    )


def _is_several(part: str, *, is_first: bool) -> bool:
    names = _NAME_WORD.findall(part)
    if _JOINED.search(part):
        return True
    if len(names) > _MAX_NAMES and not _OFFICE.match(part):
        return True
    return not is_first and len(names) > 1
