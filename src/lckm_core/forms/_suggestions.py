"""What may have been meant by a mistyped key or value, and examples of right ones."""

import re
from collections.abc import Mapping
from functools import cache

from lckm_core.calendar import parse_day
from lckm_core.fields import Field, Shape, fields_by_key, one_of
from lckm_core.forms._text_types import AMOUNT, ID, URL
from lckm_core.text import DASHES, EmptyWord, folded, nearest


def nearest_key(key: str, fields: Mapping[str, Field]) -> str | None:
    """Return the nearest key, by itself, by its label on paper, or by a word of the label."""
    typed = folded(key.replace("_", " "))
    if meant := next((known for known in fields if typed in _OTHER_NAMES.get(known, ())), None):
        return meant
    words = _words_for(tuple((field.key, field.mark.label) for field in fields.values()))
    close = nearest(typed, words, cutoff=0.8)
    return nearest(key, fields) if close is None else words[close]


@cache  # there are as many as forms
def _words_for(labels: tuple[tuple[str, str], ...]) -> Mapping[str, str]:
    """Return the keys that words, labels and keys with blanks stand for."""
    words: dict[str, str] = {}
    for key, label in reversed(labels):
        words |= dict.fromkeys((*folded(label).split(), folded(label)), key)
    return words | {key.replace("_", " "): key for key, _ in labels}


_OTHER_NAMES = {
    "account": ("konto", "numer konta", "nr konta", "rachunek"),
    "additional_info": ("informacje dodatkowe", "dodatkowe informacje", "uwagi"),
    "address": ("adres",),
    "amount": ("kwota", "cena", "koszt", "oplata", "wysokosc", "ile"),
    "appeal": ("odwolanie", "odwolania"),
    "authors": ("autor", "autorzy"),
    "cell": ("komorka", "wydzial"),
    "comment": ("komentarz", "opis"),
    "deadline": ("termin", "czas realizacji"),
    "email": ("e-mail", "mail", "poczta"),
    "fees": ("oplata", "koszty", "koszt"),
    "file": ("plik", "druk"),
    "how_to": ("sposob", "jak zalatwic"),
    "id": ("numer", "nr", "identyfikator"),
    "journal": ("publikator", "dziennik", "dziennik ustaw"),
    "legal_basis": ("podstawa",),
    "link": ("adres strony", "strona", "www", "url"),
    "name": ("nazwa", "nazwisko", "imie i nazwisko", "osoba"),
    "note": ("uwaga", "uwagi", "notatka"),
    "online": ("elektronicznie", "przez internet"),
    "phones": ("telefon", "tel", "phone", "nr telefonu"),
    "places": ("miejsce", "adres"),
    "remarks": ("uwagi", "uwaga"),
    "steps": ("kroki", "krok", "etapy"),
    "summary": ("opis", "skrot", "w skrocie", "opis sprawy"),
    "title": ("tytul", "temat", "nazwa"),
    "unit": ("jednostka",),
    "valid_from": ("od",),
    "valid_to": ("do",),
    "way": ("sposob", "forma"),
}
"""What clerks call a field besides its label, in small letters without Polish marks."""


QUOTED = re.compile("\\s*[„“”\"'«»‚‘’]+\\s*([^„“”\"'«»‚‘’]{1,60}?)\\s*[„“”\"'«»‚‘’]+\\s*")
_NUMBER = re.compile(
    rf"\s*(?:nr\s?)?([a-zа-я]{{1,8}})?\s?[{DASHES}_./ ]?\s?([0-9]{{1,5}})\s*\.?", re.IGNORECASE
)
_LOOK_ALIKE = str.maketrans("АВЕКМНОРСТХ", "ABEKMHOPCTX")
"""Cyrillic capitals, and the Latin ones that look like them."""
_WEB = re.compile(r"(?i)(?:(https?)://)?([^\s/?#:]+)(.*)$", re.DOTALL)
_DAY_PARTS = re.compile(
    r"(?:(\d{4})[-./](\d{1,2})[-./](\d{1,2})|(\d{1,2})[-./](\d{1,2})[-./](\d{4}))(?: ?r\.?)?$"
)


def suggest(shape: Shape, text: str) -> str | None:
    """Return what *text* may have been meant to be, in the form that fits *shape*."""
    match shape.form:
        case "choice":
            return _choice(shape, text)
        case "day":
            return _day(text)
        case "integer":
            return text if text.isascii() and text.isdecimal() and len(text) < 5 else None
        case "text" if shape.text is ID:
            return _number(text)
        case "text" if shape.text is URL:
            return _address(text)
        case "text" if shape.text is AMOUNT:
            return _amount(text)
        case _:
            return None


def fits(shape: Shape, text: str) -> bool:
    """Return whether a text fits a shape, as far as a pattern can tell."""
    pattern = shape.text.pattern if shape.text else None
    return pattern is None or re.match(pattern, text) is not None


_NOTHING_DUE = re.compile(
    r"\s*(?:(?:sprawa|usługa|czynność|procedura|wniosek)\s+(?:jest\s+)?)?"
    r"(?:bezpłatn\w{1,4}|nieodpłatn\w{1,4}|darmow\w{1,3}|za\s+darmo|gratis|żadn\w{1,3}|nie\s+ma"
    r"|(?:brak|bez|nie\s+ma|nie\s+wymaga|woln\w{1,3}\s+od|zwolnion\w{1,3}\s+(?:z|od)|nie\s+podlega)"
    r"\s+(?:żadn\w{1,3}\s+)?opła\w{1,4}"
    r"|(?:opłat\w{0,3}\s+)?(?:się\s+)?nie\s+pobiera(?:my|\s+się)?(?:\s+opłat\w{0,3})?"
    r"|0(?:[.,]00?)?\s?(?:zł\w{0,5}|pln)?)(?:\s+skarbow\w{1,3})?[\s.!]*",
    re.IGNORECASE,
)
"""What people write for „brak” in place of fees."""


def meant_word(shape: Shape, value: object) -> EmptyWord | None:
    """Return the empty word that other words for it stand for, as „bezpłatnie” for „brak”."""
    typed = str(value) if isinstance(value, str | int | float) else ""
    is_of_fees = shape.form == "list" and shape.word is EmptyWord.NONE
    return EmptyWord.NONE if is_of_fees and _NOTHING_DUE.fullmatch(typed[:100]) else None


def _number(text: str) -> str | None:
    """Return a procedure's number with capital letters, a hyphen and all its digits."""
    match = _NUMBER.fullmatch(text)
    if match is None:
        return None
    letters = (match[1] or "KA").upper().translate(_LOOK_ALIKE)
    return _fitting(ID.pattern, f"{letters}-{match[2]:0>5}")


def _fitting(pattern: str | None, text: str) -> str | None:
    return text if pattern and re.match(pattern, text) else None


_CALENDAR_UNIT = re.compile(r"(\w+) kalendarzow\w{1,3}")


def _choice(shape: Shape, text: str) -> str | None:
    """Return the choice that a Polish word or a mistyped one stands for."""
    words = {folded(choice.replace("_", " ")): choice for choice in shape.choices}
    words |= {folded(word): choice for choice, spellings in shape.words for word in spellings}
    typed = folded(text[:60].replace("_", " "))
    if "days" in shape.choices and (found := _CALENDAR_UNIT.fullmatch(typed)):
        typed = found[1]
    meant = {words[word] for word in words if typed and word.startswith(typed)}
    if typed in words:
        return words[typed]
    if len(meant) == 1:
        return meant.pop()
    near = nearest(typed, words, cutoff=0.75)
    return None if near is None else words[near]


def _day(text: str) -> str | None:
    """Return a day in another order, or without leading zeros, as rrrr-mm-dd."""
    match = _DAY_PARTS.match(text)
    if match is None:
        return None
    year, month, day = match.group(1, 2, 3) if match[1] else match.group(6, 5, 4)
    meant = f"{year}-{month:>02}-{day:>02}"
    return meant if parse_day(meant) else None


_ONE_DIGIT = re.compile(
    r"\s*([0-9]{1,9})\s?[.,]\s?([0-9])\s?(?:zł\w{0,5}\.?|PLN)?\s*", re.IGNORECASE
)
_IN_GROSZE = re.compile(
    r"\s*([0-9]{1,9})\s?zł\w{0,5}\.?,?\s?([0-9]{2})\s?gr\w{0,4}\.?\s*", re.IGNORECASE
)


def _amount(text: str) -> str | None:
    """Return an amount with both digits of its grosze: „17.5” is 17,50."""
    if match := _ONE_DIGIT.fullmatch(text):
        return f"{match[1]},{match[2]}0"
    match = _IN_GROSZE.fullmatch(text)
    return f"{match[1]},{match[2]}" if match else None


def _address(text: str) -> str | None:
    """Return a web address in small letters, with its scheme and with its host in ASCII."""
    # Pages refuse hosts that imitate others.
    match = _WEB.match(text)
    if match is None or "." not in match[2]:
        return None
    try:
        host = match[2].lower().encode("idna").decode()
    except UnicodeError:
        return None
    return _fitting(URL.pattern, f"{(match[1] or 'https').lower()}://{host}{match[3]}")


_PLAIN = re.compile(r"[^\W_](?:[\w .()/+-]{0,58}[\w.)])?")
"""Text that needs no quotes anywhere in YAML."""


def example(shape: Shape, text: str = "") -> str:
    """Return one line of YAML that fits *shape*: its required fields, with *text* or „…”."""
    if shape.form == "list" and shape.element is not None:
        return f"[{example(shape.element, text)}]"
    if shape.model is not None:
        fields = fields_by_key(shape.model)
        keys = [
            *(key for key, field in fields.items() if field.required),
            *one_of(shape.model)[:1],
        ] or list(fields)[:1]
        first, *others = keys
        examples = [f"{first}: {example(fields[first].shape, text)}"]
        examples += [f"{key}: {example(fields[key].shape)}" for key in others]
        return "{" + ", ".join(examples) + "}"
    fits = shape.form == "text" and (shape.text is None or re.match(shape.text.pattern or "", text))
    return text if fits and _PLAIN.fullmatch(text) else "…"
