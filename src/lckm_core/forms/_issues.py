"""What can be wrong with a value, in words, and what may have been meant instead."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from lckm_core.calendar import is_impossible_day
from lckm_core.fields import Field, Shape, fields_of, one_of
from lckm_core.findings import FindingKind, kind
from lckm_core.forms._advice import advice_on, advice_on_rate, words_for_no_day
from lckm_core.forms._suggestions import QUOTED, example, fits, meant_word, nearest_key, suggest
from lckm_core.forms._text_types import FILE_NAME
from lckm_core.text import CHARACTERS, DASHES, EmptyWord, Message, Noun, counted

Path = tuple[str | int, ...]
"""Keys and indices from the root of the data."""
MAX_LISTED = 20
"""How many issues of one kind in one place are listed one by one."""
_FULL = 1000
"""How many issues one file may have before more are summed up: nobody reads them to the end."""

STAND_IN = float.fromhex("0x1.1p-1000")
"""Stands for a value that JSON cannot hold: no file holds it and no form takes it."""

_CITES = "zał. 2 § 9 ust. 1"
_KEYS = Noun("klucza", "kluczy", "kluczy", "key", "keys")
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
    """Return how many issues of a kind to list of the next text: few once there are many."""
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
    keys = counted(count, _KEYS)
    return Message(
        f"w tym miejscu {keys.pl} nie ma w formularzu (wymieniono pierwsze {MAX_LISTED}). "
        "Sprawdź, czy to właściwy plik",
        f"{keys.en} here are not in the form (the first {MAX_LISTED} are listed). "
        "Make sure it is the right file",
    )


def unknown_key(key: str, fields: Mapping[str, Field], *, is_empty: bool = False) -> Message:
    """Report a key that the form does not have, and the one that may be meant.

    One that *is_empty*, without a value, may be the rest of a text after a comma.
    """
    shown = replace_unencodable(key[:60])
    nearest = nearest_key(shown, fields)
    message = _unknown_key(Message(f" „{shown}”", f" “{shown}”"), nearest, fields)
    if nearest or not is_empty:
        return message
    return Message(
        f"{message.pl}. Jeżeli to dalszy ciąg tekstu po przecinku, weź cały tekst w cudzysłów, np. "
        '"17,00"',
        f"{message.en}. If it continues a text after a comma, put the whole text in quotes, as in "
        '"17,00"',
    )


def unknown_personal_key(key: str, fields: Mapping[str, Field]) -> Message:
    """Report a key that the form does not have without quoting it: it may be personal data."""
    quoted = Message(", który tu stoi", " that stands here")
    return _unknown_key(quoted, nearest_key(replace_unencodable(key[:60]), fields), fields)


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


def misplaced_word(typed: EmptyWord, word: EmptyWord | None, *, required: bool) -> Message:
    """Report an empty word where the template does not name it."""
    if word is not None:
        return Message(
            f"wpisz „{word.value}”, a nie „{typed.value}”",
            f"write “{word.value}”, not “{typed.value}”",
        )
    if required:
        return Message(
            f"nie może tu być „{typed.value}”, a pola nie można pominąć. Podaj jego treść",
            f"“{typed.value}” cannot stand here, and the field cannot be left out. Fill it in",
        )
    return Message(
        f"nie może tu być „{typed.value}”. Pomiń pole albo podaj jego treść",
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
    actual, over = counted(length, CHARACTERS), counted(length - limit, CHARACTERS)
    return Message(
        f"tekst ma {actual.pl} ze spacjami, a może mieć najwyżej {limit}. Skróć go o {over.pl}",
        f"the text has {actual.en} with spaces; the limit is {limit}. Shorten it by {over.en}",
    )


_NOUNS = {
    "text": Message("tekst", "text"),
    "flag": Message("„tak” albo „nie”", "true or false"),
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
    expected = _expected_words(field.shape)
    written = Message("", "")
    if field.shape.form in ("list", "object"):
        yaml = f"{field.key}: {example(field.shape)}"
        written = Message(f", np. {yaml}", f", such as {yaml}")
    return Message(
        f"nie ma tego pola. Podaj {_accusative(expected.pl)}{written.pl}",
        f"is missing. Give {expected.en}{written.en}",
    )


def _accusative(noun: str) -> str:
    """Return a Polish noun as it stands after „podaj”: „listę”, „liczbę całkowitą”."""
    if adjective := re.match(r"(\w+(?:a|ość) \w+)a\b", noun):
        noun = f"{adjective[1]}ą{noun[adjective.end() :]}"
    return re.sub(r"^(\w+)a\b", r"\1ę", noun)


def _should_be(noun: str) -> str:
    """Return „powinien tu być” in the gender of a Polish noun, with the noun."""
    first = re.match(r"\w*", noun)[0]  # type: ignore[index]
    if first.endswith(("a", "ość")):
        return f"powinna tu być {noun}"
    # „pole”, „jedno z …”, „tak” albo „nie”
    if not first or first.endswith(("e", "o")):
        return f"powinno tu być {noun}"
    return f"powinien tu być {noun}"


# „Brak opłat”, „sprawa jest bezpłatna”, „nie trzeba składać wniosku”; a text with a number says
# more than that.
_SAYS_NONE = re.compile(
    r"(?i)(?!.*\b(?:tylko|jedynie|lecz|ale|a|zależ\w*|dla|gdy|jeśli|jeżeli|poza"
    r"|oprócz|stał\w+|osoby)\b)"
    r"\s*(?:(?:sprawa|usługa|czynność|załatwienie sprawy)\s(?:jest\s)?)?"
    r"(?:brak(?=\s)|bez\sopłat|bezpłatn|nieodpłatn|wolna?\sod\sopłat|zwolnion|"
    r"nie\s(?:ma|pobiera|wymaga|trzeba|podlega|wnosi|składa|jest\swymagan)|"
    r"(?:opłat[ya]?|wizyt[ya]|wniosk\w{1,3}|dokument\w{1,3})\snie\s"
    r"(?:jest\s|są\s)?(?:pobier|obowiąz|wymaga|trzeba|występ|ma\b|skład|wnos))"
    r"[^0-9:;\n]{0,60}"
)


def wrong_value(shape: Shape, value: Any, path: Path) -> Message:
    """Report a value of the wrong type or form, what is expected, and what may be meant."""
    quoted = Message("", "")
    if isinstance(value, str) and shape.word is not None and _SAYS_NONE.fullmatch(value):
        return Message(
            f"wpisz samo „{shape.word.value}”, a nie „{value.strip()}”",
            f"write “{shape.word.value}” alone, not “{value.strip()}”",
        )
    if shape.form == "day" and isinstance(value, str):
        if is_impossible_day(value):
            return no_such_day(replace_unencodable(value))
        if (words := words_for_no_day(value)) is not None:
            return words
    if isinstance(value, str):
        quoted = Message(f" „{value[:60]}”", f" “{value[:60]}”")
    elif isinstance(value, bool | int | float) and value != STAND_IN:
        quoted = Message(f" {value}", f" {value}")
    return _wrong_value(shape, value, quoted, _meant_value(shape, value, path))


def wrong_personal_value(shape: Shape, value: Any, path: Path) -> Message:
    """Report a wrong value without quoting it: it may be personal data."""
    if shape.form == "choice" and shape.words:
        return _choose(shape, value)
    # Which of the choices may be meant is said in our own words.
    meant = _meant_value(shape, value if shape.form == "choice" else None, path)
    return _wrong_value(shape, value, Message("", ""), meant)


def _choose(shape: Shape, value: Any) -> Message:
    """Report an unknown choice, in words for a resident."""
    words = {choice: spellings[0] for choice, spellings in shape.words}
    near = suggest(shape, value) if isinstance(value, str) else None
    return Message(
        f"wybierz: {' albo '.join(words.values())}"
        + (f". Czy chodzi o „{words[near]}”?" if near else ""),
        f"choose one of: {', '.join(shape.choices)}"
        + (f". Did you mean “{near}”?" if near else ""),
    )


_LINK = re.compile(r"\s*(?:https?://|www\.)", re.IGNORECASE)
_LINK_TO_FILE = Message(
    "nie podaje się linku do dokumentu; przekaż plik i wpisz jego nazwę (wzór: Dokumenty)",
    "give no link to a document; hand the file in and write its name (wzór: Dokumenty)",
)


def _wrong_value(shape: Shape, value: Any, quoted: Message, meant: Message) -> Message:
    expected = _expected_words(shape)
    if shape.text is FILE_NAME and isinstance(value, str) and _LINK.match(value):
        return _LINK_TO_FILE
    if value == STAND_IN:
        # A number that JSON cannot hold, or a Python object: there is nothing to show.
        actual = Message("wartość, której plik nie może zawierać", "a value that no file can hold")
    else:
        actual = next(name for type_of_value, name in _TYPES if isinstance(value, type_of_value))
    return Message(
        f"{_should_be(expected.pl)}, a jest {actual.pl}{quoted.pl}{meant.pl}",
        f"should hold {expected.en} but holds {actual.en}{quoted.en}{meant.en}",
    )


def _expected_words(shape: Shape) -> Message:
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


def _meant_value(shape: Shape, value: Any, path: Path) -> Message:
    """Return what a wrong value may have been meant to be, or how a right one is written."""
    if isinstance(value, str) and len(value) < 100 and (bare := QUOTED.fullmatch(value)):
        meant = suggest(shape, bare[1]) or bare[1]
        if shape.form in ("text", "day", "integer", "choice") and fits(shape, meant):
            return Message(f". Wpisz {meant} bez cudzysłowu", f". Write {meant} without quotes")
    if word := meant_word(shape, value):
        return Message(f". Wpisz „{word.value}”", f". Write “{word.value}”")
    if isinstance(value, str) and (advice := advice_on(shape, value)):
        return advice
    if shape.form in ("list", "object") and path:
        return _yaml_form(shape, value if isinstance(value, str) else "", path[-1])
    typed = isinstance(value, str | float) and not isinstance(value, bool)
    meant = suggest(shape, str(value)) if typed and value != STAND_IN else None
    if meant is None:
        return (advice_on_rate(shape, value) if isinstance(value, str) else None) or Message("", "")
    if meant == value:
        return Message(f". Wpisz {meant} bez cudzysłowu", f". Write {meant} without quotes")
    return Message(f". Czy chodzi o „{meant}”?", f". Did you mean “{meant}”?")


def _yaml_form(shape: Shape, text: str, step: str | int) -> Message:
    """Return how a list or a set of fields is written in YAML."""
    if shape.form == "list" and shape.element is not None:
        if (sign := text.strip()[:1]) and sign in DASHES and not text.strip().startswith("- "):
            return _other_sign(shape.element, text.strip(), step)
        item = example(shape.element, text.strip(DASHES + " "))
        return Message(
            f". Wpisz pod „{step}:”, w nowym wierszu, po myślniku: „- {item}”",
            f". Write under “{step}:”, on a new line, after a dash: “- {item}”",
        )
    start = "- " if isinstance(step, int) else f"{step}: "
    yaml = start + example(shape, text)
    return Message(f". Wpisz: „{yaml}”", f". Write: “{yaml}”")


_SIGNS = {"–": Message("półpauzą ", "an en dash "), "—": Message("pauzą ", "an em dash ")}


def _other_sign(element: Shape, text: str, step: str | int) -> Message:
    """Return how to write a list whose items begin with a dash that YAML does not know."""
    sign = text[0]
    blank = r"\S" if sign == "-" else r"\s"
    first = re.split(rf"\n|\s[{re.escape(DASHES)}]{blank}", text.lstrip(DASHES + " "), maxsplit=1)[
        0
    ]
    item = example(element, first.strip())
    name = _SIGNS.get(sign, Message("znakiem ", ""))
    if sign == "-":
        return Message(
            f". Po łączniku „-” brakuje odstępu. Wpisz pod „{step}:”, w nowym wierszu: „- {item}”",
            f". A blank is missing after the hyphen “-”. Write under “{step}:”, on a new line: "
            f"“- {item}”",
        )
    return Message(
        f". Pozycja listy zaczyna się łącznikiem „-” (klawisz minus) i odstępem, a nie {name.pl}"
        f"„{sign}”. Wpisz pod „{step}:”, w nowym wierszu: „- {item}”",
        f". An item of a list begins with a hyphen “-” and a blank, not with {name.en}“{sign}”. "
        f"Write under “{step}:”, on a new line: “- {item}”",
    )
