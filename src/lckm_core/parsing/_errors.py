"""Why a file cannot be read: one code for each reason, the limits, and the messages."""

from typing import Any, NamedTuple

import attrs

from lckm_core.findings import FindingKind, UnreadableFileError, kind
from lckm_core.parsing._positions import Position
from lckm_core.text import Message

_CITES = "zał. 2 § 9 ust. 1"
"""Descriptions are handed in on the template; a file that cannot be read is none."""


def _kind(number: int, pl: str, en: str) -> FindingKind:
    return kind(f"LCKM-E{number:03}", _CITES, Message(pl, en))


NOT_UTF8 = _kind(1, "Plik nie jest tekstem w UTF-8", "The file is no text in UTF-8")
TOO_LARGE = _kind(2, "Plik jest za duży", "The file is too large")
TOO_DEEP = _kind(3, "Wartości są zagnieżdżone zbyt głęboko", "Values are nested too deep")
TOO_MANY = _kind(4, "Plik ma zbyt wiele wartości", "The file holds too many values")
TOO_LONG = _kind(5, "Jedna z wartości jest za długa", "One of the values is too long")
ALIAS = _kind(6, "Powtórzenia *nazwa nie da się rozwinąć", "An alias cannot be expanded")
DUPLICATE_KEY = _kind(7, "Klucz podano dwa razy", "A key is given twice")
TAG = _kind(8, "Znacznik typu YAML (wykrzyknik) jest niedozwolony", "A YAML tag is not allowed")
SYNTAX = _kind(9, "Błąd składni YAML albo JSON", "A syntax fault in YAML or JSON")
MANY_DOCUMENTS = _kind(
    10, "Plik ma więcej niż jeden dokument YAML", "The file holds more than one YAML document"
)
EMPTY = _kind(11, "Plik jest pusty", "The file is empty")
NO_FIELDS = _kind(
    12, "Plik nie składa się z pól „klucz: wartość”", "The file is not made of “key: value” fields"
)
KEY_NOT_TEXT = _kind(13, "Klucz nie jest tekstem", "A key is not text")
NUMBER = _kind(14, "Liczba w JSON jest spoza zakresu", "A number in JSON is out of range")
CHARACTER = _kind(
    15,
    "Plik ma znak, którego nie wolno użyć w tekście",
    "The file holds a character that no text may have",
)

CONFINED = frozenset(
    fault.code for fault in (DUPLICATE_KEY, TAG, SYNTAX, NO_FIELDS, KEY_NOT_TEXT, CHARACTER)
)
"""The codes of faults that are of one place, so that the rest of the file can be read."""


@attrs.frozen
class Limits:
    """What one file may hold; a procedure stays a hundred times below each limit.

    ``max_bytes`` counts bytes in UTF-8. ``max_depth`` counts nested lists and mappings, with the
    root. ``max_nodes`` counts values, those that an alias repeats each time. ``max_scalar`` counts
    code points of one value or key.
    """

    max_bytes: int = 2_000_000
    max_depth: int = 32
    max_nodes: int = 50_000
    max_scalar: int = 100_000


class Reason(NamedTuple):
    """One reason why a file cannot be read: its kind, and its message with ``{values}``."""

    kind: FindingKind
    pl: str
    en: str

    def error(self, position: Position | None = None, **values: Any) -> UnreadableFileError:
        """Return the exception for this reason, at *position* or for the whole file."""
        message = Message(self.pl, self.en)
        if values:
            message = Message(self.pl.format(**values), self.en.format(**values))
        line, column = position or (None, None)
        finding = attrs.evolve(self.kind.at((), message), line=line, column=column)
        return UnreadableFileError(finding)


def printable(text: str) -> str:
    """Return *text* on one line, without unprintable characters, at most 40 characters of it."""
    cut = text if len(text) <= 40 else text[:39] + "…"
    return "".join(character if character.isprintable() else "�" for character in cut)


def code_point(character: str) -> str:
    """Return the name of a character as in U+00AD."""
    return f"U+{ord(character):04X}"


FILE_TOO_LARGE = Reason(
    TOO_LARGE,
    "Plik jest za duży (bajtów: {size}, dozwolone: {limit}). Usuń z niego to, co do niego nie "
    "należy; dokumenty dołącza się jako osobne pliki.",
    "The file is too large (bytes: {size}, allowed: {limit}). Remove what does not belong; "
    "documents are attached as files of their own.",
)
NESTED_TOO_DEEP = Reason(
    TOO_DEEP,
    "Wartości są zagnieżdżone zbyt głęboko (dozwolona liczba poziomów: {limit}). Sprawdź nawiasy i "
    "wcięcia; wystarcza kilka poziomów.",
    "Values are nested too deep (levels allowed: {limit}). Check brackets and indentation; "
    "a few levels are enough.",
)
TOO_MANY_VALUES = Reason(
    TOO_MANY,
    "Plik ma zbyt wiele wartości (dozwolone: {limit}). Podziel go albo usuń to, co do niego nie "
    "należy.",
    "The file holds too many values (allowed: {limit}). Split it, or remove what does not belong.",
)
VALUE_TOO_LONG = Reason(
    TOO_LONG,
    "Ta wartość jest za długa (znaków: {length}, dozwolone: {limit}). Skróć tekst; sprawdź, czy "
    "nie brakuje zamykającego cudzysłowu i czy nie wklejono pliku.",
    "This value is too long (characters: {length}, allowed: {limit}). Shorten the text; check for "
    "a missing closing quote or a pasted file.",
)
KEY_GIVEN_TWICE = Reason(
    DUPLICATE_KEY,
    "Klucz „{key}” podano dwa razy: w wierszu {first} i w wierszu {second}. Zostaw jeden z nich.",
    "Key “{key}” is given twice: in line {first} and in line {second}. Keep one of them.",
)
NO_LIST_SIGN = Reason(
    SYNTAX,
    "Element listy zaczyna się od łącznika i odstępu („- ”), a tu jest „{sign}”. Wpisz „- ” "
    "zamiast tego znaku.",
    "An item of a list begins with a hyphen and a space (“- ”), and this is “{sign}”. Type “- ” "
    "in its place.",
)
EMPTY_FILE = Reason(
    EMPTY,
    "Plik jest pusty albo ma same komentarze.",
    "The file is empty or holds comments only.",
)
FORBIDDEN_CHARACTER = Reason(
    CHARACTER,
    "W tym miejscu stoi niedozwolony znak {name}, zwykle niewidoczny i wklejony z innego programu. "
    "Usuń go.",
    "The character {name} stands here; it is not allowed, often invisible and pasted from "
    "elsewhere. Remove it.",
)
OTHER_LINE_BREAKS = Reason(
    CHARACTER,
    "Cały plik jest jednym wierszem: zamiast końców wiersza ma znak {name}. Otwórz plik w "
    "edytorze, zamień ten znak na zwykły koniec wiersza (Enter) i zapisz.",
    "The whole file is one line: where lines end it has the character {name}. Open it in an "
    "editor, replace the character by ordinary line ends (Enter) and save.",
)
TAG_USED = Reason(
    TAG,
    "Wartość zaczyna się od wykrzyknika, który w YAML oznacza typ, a typów tu nie wolno podawać. "
    "Jeżeli to tekst, "
    'weź go w cudzysłów: "!…"; jeżeli nie, usuń znacznik.',
    "The value begins with an exclamation mark, which in YAML gives a type; types are not allowed "
    "here. If it is "
    'text, put it in quotes: "!…"; if not, remove the tag.',
)
TAG_DECLARED = Reason(
    TAG,
    "Wiersz „%TAG” deklaruje znaczniki typów, których tu nie wolno używać. Usuń ten wiersz.",
    "The line “%TAG” declares tags, which are not allowed here. Remove the line.",
)
SECOND_DOCUMENT = Reason(
    MANY_DOCUMENTS,
    "Wiersz z „---” zaczyna w pliku drugi dokument, a plik może mieć jeden. Usuń ten wiersz albo "
    "przenieś dalszą część do osobnego pliku.",
    "The line with “---” begins a second document, but a file has one. Remove the line, or move "
    "what follows to a file of its own.",
)
UNKNOWN_ALIAS = Reason(
    ALIAS,
    "„*{anchor}” powtarza wartość, której wyżej nie nazwano „&{anchor}”. Jeżeli gwiazdka należy do "
    "tekstu, weź cały tekst w cudzysłów.",
    "“*{anchor}” repeats a value that nothing above names “&{anchor}”. If the asterisk belongs to "
    "the text, put the whole text in quotes.",
)
RECURSIVE_ALIAS = Reason(
    ALIAS,
    "„*{anchor}” powtarza wartość, w której sam stoi, więc nie miałaby końca. Wpisz tę wartość "
    "wprost.",
    "“*{anchor}” repeats the value it stands in, which would never end. Write the value itself.",
)
ALIAS_TOO_BIG = Reason(
    ALIAS,
    "Po rozwinięciu „*{anchor}” plik miałby zbyt wiele wartości (dozwolone: {values}) albo "
    "poziomów (dozwolone: {levels}). Powtórzenia wpisz wprost, bez „&” i „*”.",
    "With “*{anchor}” expanded the file would have too many values (allowed: {values}) or levels "
    "(allowed: {levels}). Write repeated values out, without “&” and “*”.",
)
EMPTY_KEY = Message("pusty", "empty")
ALIAS_AS_KEY = Message("powtórzeniem (*)", "an alias (*)")
COLLECTION_AS_KEY = Message(
    "listą albo zbiorem pól (nawiasy [ ] lub { })",
    "a list or a mapping (brackets [ ] or { })",
)
KEY_IS_NO_TEXT = Reason(
    KEY_NOT_TEXT,
    "Klucz musi być tekstem, a ten jest {what.pl}. Przed dwukropkiem wpisz nazwę pola; "
    "jeżeli to nie klucz, lecz tekst, weź go w cudzysłów.",
    "A key must be text but this one is {what.en}. Before the colon write the name of a "
    "field; if this is no key but text, put it in quotes.",
)
FIELDS_MISSING = Reason(
    NO_FIELDS,
    "Plik nie składa się z pól „klucz: wartość”.",
    "The file is not made of “key: value” fields.",
)
NAME_OF_A_FILE = Reason(
    NO_FIELDS,
    FIELDS_MISSING.pl
    + " Jest tu sama nazwa pliku, a powinna być jego treść: plik czyta ten, kto ją podaje.",
    FIELDS_MISSING.en
    + " This is the name of a file where its content should stand: whoever hands it in reads the "
    "file.",
)
SPACE_AFTER_COLON = Reason(
    NO_FIELDS,
    FIELDS_MISSING.pl + " Po dwukropku musi stać odstęp: „title: …”, a nie „title:…”.",
    FIELDS_MISSING.en + " A space must follow the colon: “title: …”, not “title:…”.",
)
