"""What can be wrong with a value, in words, and what may have been meant instead."""

import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any, NamedTuple

from lckm_core.calendar import parse_day
from lckm_core.fields import Field, Shape, fields_by_key, fields_of, one_of
from lckm_core.findings import FindingKind, kind
from lckm_core.forms._text_types import URL
from lckm_core.text import EmptyWord, Message, folded

Path = tuple[str | int, ...]
"""Keys and indices from the root of the data."""
MAX_LISTED = 20
"""How many issues of one kind in one place are listed one by one."""
_FULL = 1000
"""How many issues one file may have before more are summed up: nobody reads them to the end."""

STAND_IN = float.fromhex("0x1.1p-1000")
"""Stands for a value that JSON cannot hold: no file holds it and no form takes it."""

_CITES = "zał. 2 § 9 ust. 1"
LINE_BREAK = kind(
    "LCKM-T005",
    _CITES,
    Message("podział wiersza tam, gdzie ma być jeden wiersz", "a line break in one-line text"),
)
UNKNOWN = kind(
    "LCKM-T006", _CITES, Message("klucz, którego formularz nie zna", "a key the form does not know")
)
ONE_LINE = Message(
    "tekst ma być w jednym wierszu. Usuń podział wiersza",
    "the text must be on one line. Remove the line break",
)


class Issue(NamedTuple):
    """A place, the kind of finding, and what is wrong.

    Without a ``kind`` it is that of the field at the place. ``offset`` counts code points of the
    text as typed; it is ``None`` for the whole value. One ``is_of_word``, an empty word where
    none or another belongs, says all there is to say of its place.
    """

    path: Path
    kind: FindingKind | None
    message: Message
    offset: int | None = None
    is_of_word: bool = False


def max_listed(issues: Sequence[Issue]) -> int:
    """Return how many issues of a kind to list of one more text: one in a file full of them."""
    return MAX_LISTED if len(issues) < _FULL else 1


def replace_unencodable(text: str) -> str:
    """Return *text* with every character that UTF-8 cannot write replaced."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def no_such_day(day: str) -> Message:
    """Report a day that is in no calendar."""
    return Message(
        f"dnia {day} nie ma w kalendarzu. Wpisz dzień, który istnieje",
        f"there is no day {day}. Give a day that exists",
    )


def no_such_moment(moment: str) -> Message:
    """Report a moment that is in no calendar."""
    return Message(f"chwili {moment} nie ma w kalendarzu", f"there is no moment {moment}")


def many_unknown_keys(count: int) -> Message:
    """Report more unknown keys than are listed one by one."""
    return Message(
        f"formularz nie zna {count} kluczy, które tu stoją (wymieniono pierwsze {MAX_LISTED}). "
        "Sprawdź, czy to właściwy plik",
        f"the form does not know {count} keys that stand here (the first {MAX_LISTED} are listed). "
        "Make sure it is the right file",
    )


def unknown_key(key: str, fields: Mapping[str, Field]) -> Message:
    """Report a key that the form does not have, and the one that may be meant."""
    shown = replace_unencodable(key[:60])
    return _unknown_key(Message(f" „{shown}”", f" “{shown}”"), _nearest_key(shown, fields), fields)


def unknown_personal_key(key: str, fields: Mapping[str, Field]) -> Message:
    """Report a key that the form does not have without quoting it: it may be personal data."""
    quoted = Message(", który tu stoi", " that stands here")
    return _unknown_key(quoted, _nearest_key(replace_unencodable(key[:60]), fields), fields)


def _unknown_key(quoted: Message, nearest: str | None, fields: Mapping[str, Field]) -> Message:
    if nearest:
        hint = Message(f"Czy chodzi o: {nearest}?", f"Did you mean: {nearest}?")
    else:
        keys = ", ".join(fields)
        hint = Message(f"Można tu podać: {keys}", f"Known here: {keys}")
    return Message(
        f"formularz nie ma klucza{quoted.pl}. {hint.pl}",
        f"the form has no key{quoted.en}. {hint.en}",
    )


def _nearest_key(key: str, fields: Mapping[str, Field]) -> str | None:
    """Return the nearest key, by itself, by its label on paper, or by a word of the label."""
    typed = folded(key.replace("_", " "))
    labels = {field.key: folded(field.mark.label) for field in fields.values()}
    words: dict[str, str] = {}
    for known, label in reversed(labels.items()):
        words |= dict.fromkeys((*label.split(), label), known)
    words |= {known.replace("_", " "): known for known in fields}
    if close := get_close_matches(typed, words, n=1, cutoff=0.8):
        return words[close[0]]
    return next(iter(get_close_matches(key, fields, n=1)), None)


def misplaced_word(typed: EmptyWord, word: EmptyWord | None, *, required: bool) -> Message:
    """Report an empty word where the template does not name it."""
    if word is not None:
        return Message(
            f"wpisz „{word.value}”, a nie „{typed.value}”",
            f"write “{word.value}”, not “{typed.value}”",
        )
    if required:
        return Message(
            f"tu nie może stać „{typed.value}”, a pola nie można pominąć. Podaj jego treść",
            f"“{typed.value}” cannot stand here, and the field cannot be left out. Fill it in",
        )
    return Message(
        f"tu nie może stać „{typed.value}”. Pomiń pole albo podaj jego treść",
        f"“{typed.value}” cannot stand here. Leave the field out or fill it in",
    )


def beside_text(typed: EmptyWord, word: EmptyWord) -> Message:
    """Report an empty word beside the text that it denies (interpretation I9)."""
    return Message(
        f"„{typed.value}” stoi tu obok innego tekstu. Zostaw samo „{word.value}” albo sam tekst",
        f"“{typed.value}” stands beside another text here. Leave “{word.value}” alone, or the text",
    )


def too_long(length: int, limit: int) -> Message:
    """Report a text longer than its limit, both in code points."""
    return Message(
        f"liczba znaków ze spacjami: {length}, a może być najwyżej {limit}. Skróć tekst o "
        f"{length - limit}",
        f"the text has {length} characters with spaces; the limit is {limit}. Shorten it by "
        f"{length - limit}",
    )


_NOUNS = {
    "text": Message("tekst", "text"),
    "flag": Message("tak albo nie", "true or false"),
    "number": Message("liczba", "a number"),
    "day": Message("dzień w zapisie rrrr-mm-dd", "a day written rrrr-mm-dd"),
    "moment": Message(
        "chwila w zapisie rrrr-mm-ddTgg:mm:ss ze strefą, np. 2026-03-29T01:30:00+01:00",
        "a moment written with its offset, such as 2026-03-29T01:30:00+01:00",
    ),
    "list": Message("lista", "a list"),
    "object": Message("zestaw pól", "a set of fields"),
}
_TYPES = (
    (type(None), Message("puste miejsce", "nothing")),
    (bool, Message("wartość tak/nie", "a yes or no")),
    (int, Message("liczba", "a number")),
    (float, Message("liczba", "a number")),
    (str, Message("tekst", "text")),
    (list, Message("lista", "a list")),
    (dict, Message("zestaw pól", "a set of fields")),
)


def missing_field(field: Field) -> Message:
    """Report a required field that is missing, and how it is written."""
    expected = _expected(field.shape)
    written = Message("", "")
    if field.shape.form in ("list", "object"):
        yaml = f"{field.key}: {example(field.shape)}"
        written = Message(f", np. {yaml}", f", such as {yaml}")
    return Message(
        f"brakuje go. Podaj: {expected.pl}{written.pl}",
        f"is missing. Give {expected.en}{written.en}",
    )


def wrong_value(shape: Shape, value: Any, path: Path) -> Message:
    """Report a value of the wrong type or form, what is expected, and what may be meant."""
    quoted = Message("", "")
    if isinstance(value, str):
        quoted = Message(f" „{value[:60]}”", f" “{value[:60]}”")
    elif isinstance(value, bool | int | float) and value != STAND_IN:
        quoted = Message(f" {value}", f" {value}")
    return _wrong_value(shape, value, quoted, _meant(shape, value, path))


def wrong_personal_value(shape: Shape, value: Any, path: Path) -> Message:
    """Report a wrong value without quoting it: it may be personal data."""
    # Which of the choices may be meant is said in our own words.
    meant = _meant(shape, value if shape.form == "choice" else None, path)
    return _wrong_value(shape, value, Message("", ""), meant)


def _wrong_value(shape: Shape, value: Any, quoted: Message, meant: Message) -> Message:
    expected = _expected(shape)
    if value == STAND_IN:
        # A number that no JSON keeps, or an object of a Python caller: nothing can be shown of it.
        actual = Message("wartość, której plik nie może zawierać", "a value that no file can hold")
    else:
        actual = next(name for type_of_value, name in _TYPES if isinstance(value, type_of_value))
    return Message(
        f"ma tu stać {expected.pl}, a jest {actual.pl}{quoted.pl}{meant.pl}",
        f"should hold {expected.en} but holds {actual.en}{quoted.en}{meant.en}",
    )


def _expected(shape: Shape) -> Message:
    """Return what belongs in a place, and the empty word that may stand instead."""
    description = _description(shape)
    if shape.word is None:
        return description
    word = shape.word.value
    return Message(f"{description.pl} albo „{word}”", f"{description.en} or “{word}”")


def _description(shape: Shape) -> Message:
    if shape.form == "choice":
        words = dict(shape.words)
        choices = [
            f"{choice} ({words[choice][-1]})" if choice in words else choice
            for choice in shape.choices
        ]
        return Message("jedno z: " + ", ".join(choices), "one of: " + ", ".join(shape.choices))
    kind_of_value = shape.text or shape.number
    if kind_of_value is not None:
        return kind_of_value.noun
    noun = _NOUNS[shape.form]
    if shape.model is None:
        return noun
    required = [field.key for field in fields_of(shape.model) if field.required]
    keys = ", ".join(required) or ", ".join(one_of(shape.model))
    return Message(f"{noun.pl}: {keys}", f"{noun.en}: {keys}") if keys else noun


def _meant(shape: Shape, value: Any, path: Path) -> Message:
    """Return what a wrong value may have been meant to be, or how a right one is written."""
    if shape.form in ("list", "object") and path:
        return _written(shape, value if isinstance(value, str) else "", path[-1])
    meant = suggest(shape, value) if isinstance(value, str) else None
    if meant is None:
        return Message("", "")
    if meant == value:
        return Message(f". Wpisz {meant} bez cudzysłowu", f". Write {meant} without quotes")
    return Message(f". Czy chodzi o „{meant}”?", f". Did you mean “{meant}”?")


def _written(shape: Shape, text: str, step: str | int) -> Message:
    """Return how a list or a set of fields is written in YAML."""
    if shape.form == "list" and shape.element is not None:
        item = example(shape.element, text)
        return Message(
            f". Wpisz pod „{step}:”, w nowym wierszu, po myślniku: - {item}",
            f". Write under “{step}:”, on a new line, after a dash: - {item}",
        )
    start = "- " if isinstance(step, int) else f"{step}: "
    yaml = start + example(shape, text)
    return Message(f". Wpisz: {yaml}", f". Write: {yaml}")


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
        case "text" if shape.text is URL:
            return _address(text)
        case _:
            return None


def _fitting(pattern: str | None, text: str) -> str | None:
    return text if pattern and re.match(pattern, text) else None


def _choice(shape: Shape, text: str) -> str | None:
    """Return the choice that a Polish word or a mistyped one stands for."""
    words = {folded(choice.replace("_", " ")): choice for choice in shape.choices}
    words |= {folded(word): choice for choice, spellings in shape.words for word in spellings}
    typed = folded(text[:60].replace("_", " "))
    meant = {words[word] for word in words if typed and word.startswith(typed)}
    if typed in words:
        return words[typed]
    if len(meant) == 1:
        return meant.pop()
    near = get_close_matches(typed, words, n=1, cutoff=0.75)
    return words[near[0]] if near else None


def _day(text: str) -> str | None:
    """Return a day in another order, or without leading zeros, as rrrr-mm-dd."""
    match = _DAY_PARTS.match(text)
    if match is None:
        return None
    year, month, day = match.group(1, 2, 3) if match[1] else match.group(6, 5, 4)
    meant = f"{year}-{month:>02}-{day:>02}"
    return meant if parse_day(meant) else None


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
