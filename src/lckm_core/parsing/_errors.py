"""Why a file cannot be read at all: one code for each reason, the limits, and the exception made of them."""

import re

import attrs

from lckm_core.findings import FindingKind, UnreadableFileError, kind
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


@attrs.frozen
class Limits:
    """How much one file may ask of the reader. A procedure of the template stays a hundredfold below each of them.

    ``max_bytes`` counts bytes in UTF-8; ``max_depth`` lists and mappings in one another, the root being the first;
    ``max_nodes`` values, those that aliases repeat counted as often as they stand; ``max_scalar`` code points of one
    value or key.
    """

    max_bytes: int = 2_000_000
    max_depth: int = 32
    max_nodes: int = 50_000
    max_scalar: int = 100_000


NO_HINT = Message("", "")

Position = tuple[int, int]
"""A line and a column, both counted from 1; columns count code points."""

LINE_BREAK = re.compile(r"\r\n?|\n")


def lines_of(text: str) -> list[str]:
    """Return the lines of *text* without their breaks (``\\n``, ``\\r\\n``, ``\\r``)."""
    return LINE_BREAK.split(text)


def position_at(text: str, offset: int) -> Position:
    """Return the line and column of the code point at *offset* of *text*."""
    line, start = 1, 0
    for match in LINE_BREAK.finditer(text, 0, offset):
        line, start = line + 1, match.end()
    return line, offset - start + 1


def unreadable(
    kind: FindingKind, message: Message, position: Position | None = None
) -> UnreadableFileError:
    """Return the exception that says *message* at *position* (``None``: of the whole file)."""
    line, column = position or (None, None)
    return UnreadableFileError(attrs.evolve(kind.at((), message), line=line, column=column))


def too_large(limits: Limits, size: int) -> UnreadableFileError:
    """Return the exception for a file of *size* bytes, more than the limit."""
    return unreadable(
        TOO_LARGE,
        Message(
            f"Plik jest za duży (bajtów: {size}, dozwolone: {limits.max_bytes}). Jeden plik opisuje jedną procedurę: usuń z niego "
            "to, co do niej nie należy; dokumenty dołącza się jako osobne pliki.",
            f"The file is too large (bytes: {size}, allowed: {limits.max_bytes}). One file describes one procedure: remove what "
            "does not belong; documents are attached as files of their own.",
        ),
    )


def too_deep(limits: Limits, position: Position | None) -> UnreadableFileError:
    """Return the exception for lists and mappings nested deeper than the limit."""
    return unreadable(
        TOO_DEEP,
        Message(
            f"Wartości są zagnieżdżone zbyt głęboko (dozwolona liczba poziomów: {limits.max_depth}). Sprawdź nawiasy i wcięcia; "
            "opis procedury potrzebuje najwyżej kilku poziomów.",
            f"Values are nested too deep (levels allowed: {limits.max_depth}). Check brackets and indentation; "
            "a procedure needs a few levels at most.",
        ),
        position,
    )


def too_many(limits: Limits, position: Position | None) -> UnreadableFileError:
    """Return the exception for more values than the limit."""
    return unreadable(
        TOO_MANY,
        Message(
            f"Plik ma zbyt wiele wartości (dozwolone: {limits.max_nodes}). Jeden plik opisuje jedną procedurę: podziel go albo usuń to, "
            "co do niej nie należy.",
            f"The file holds too many values (allowed: {limits.max_nodes}). One file describes one procedure: split it, or remove "
            "what does not belong.",
        ),
        position,
    )


def too_long(limits: Limits, length: int, position: Position | None) -> UnreadableFileError:
    """Return the exception for a value or key of *length* code points, more than the limit."""
    return unreadable(
        TOO_LONG,
        Message(
            f"Ta wartość jest za długa (znaków: {length}, dozwolone: {limits.max_scalar}). Skróć tekst; sprawdź, czy nie brakuje "
            "zamykającego cudzysłowu i czy nie wklejono pliku.",
            f"This value is too long (characters: {length}, allowed: {limits.max_scalar}). Shorten the text; check for a "
            "missing closing quote or a pasted file.",
        ),
        position,
    )


def duplicate_key(key: str, first: Position, second: Position) -> UnreadableFileError:
    """Return the exception for a key given at *first* and again at *second*."""
    return unreadable(
        DUPLICATE_KEY,
        Message(
            f"Klucz „{shown(key)}” podano dwa razy: w wierszu {first[0]} i w wierszu {second[0]}. Zostaw jeden z nich.",
            f"Key “{shown(key)}” is given twice: in line {first[0]} and in line {second[0]}. Keep one of them.",
        ),
        second,
    )


def no_fields(position: Position, hint: Message = NO_HINT) -> UnreadableFileError:
    """Return the exception for a document whose root is no mapping."""
    return unreadable(
        NO_FIELDS,
        Message(
            "Plik nie składa się z pól „klucz: wartość”." + hint.pl,
            "The file is not made of “key: value” fields." + hint.en,
        ),
        position,
    )


def empty_file() -> UnreadableFileError:
    """Return the exception for a file without content."""
    return unreadable(
        EMPTY,
        Message(
            "Plik jest pusty albo ma same komentarze.",
            "The file is empty or holds comments only.",
        ),
    )


def bad_character(character: str, position: Position) -> UnreadableFileError:
    """Return the exception for a character that no text may have, written into the file."""
    name = f"U+{ord(character):04X}"
    return unreadable(
        CHARACTER,
        Message(
            f"W tym miejscu stoi niedozwolony znak {name}, zwykle niewidoczny i wklejony z innego programu. Usuń go.",
            f"The character {name} stands here; it is not allowed, often invisible and pasted from elsewhere. Remove it.",
        ),
        position,
    )


def other_line_ends(character: str, position: Position) -> UnreadableFileError:
    """Return the exception for a file whose lines end in a character that ends none in YAML, so that it is one line."""
    name = f"U+{ord(character):04X}"
    return unreadable(
        CHARACTER,
        Message(
            f"Cały plik jest jednym wierszem: zamiast końców wiersza ma znak {name}. Otwórz plik w edytorze, zamień ten znak "
            "na zwykły koniec wiersza (Enter) i zapisz.",
            f"The whole file is one line: where lines end it has the character {name}. Open it in an editor, replace the "
            "character by ordinary line ends (Enter) and save.",
        ),
        position,
    )


def shown(text: str, limit: int = 40) -> str:
    """Return *text* fit to stand in a message: on one line, without unprintable characters, shortened to *limit*."""
    cut = text if len(text) <= limit else text[: limit - 1] + "…"
    return "".join(character if character.isprintable() else "�" for character in cut)
