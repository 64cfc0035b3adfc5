"""What well-formed YAML may hold and a procedure file may not, said in words a clerk can act upon."""

from typing import Any

from yaml.events import AliasEvent, ScalarEvent

from lckm_core.findings import UnreadableFileError
from lckm_core.parsing._errors import (
    ALIAS,
    KEY_NOT_TEXT,
    MANY_DOCUMENTS,
    TAG,
    Limits,
    Position,
    shown,
    unreadable,
)
from lckm_core.text import Message

NAME_OF_A_FILE = Message(
    " Stoi tu sama nazwa pliku, a ma stać jego treść: plik czyta ten, kto ją podaje.",
    " This is the name of a file where its content should stand: whoever hands it in reads the file.",
)
SPACE_AFTER_COLON = Message(
    " Po dwukropku musi stać odstęp: „title: …”, a nie „title:…”.",
    " A space must follow the colon: “title: …”, not “title:…”.",
)


def tag(position: Position) -> UnreadableFileError:
    """Return the exception for a tag, or for a text that begins with an exclamation mark."""
    return unreadable(
        TAG,
        Message(
            "Wartość zaczyna się od wykrzyknika, który w YAML oznacza typ, a typów tu nie wolno podawać. Jeżeli to tekst, "
            'weź go w cudzysłów: "!…"; jeżeli nie, usuń znacznik.',
            "The value begins with an exclamation mark, which in YAML gives a type; types are not allowed here. If it is "
            'text, put it in quotes: "!…"; if not, remove the tag.',
        ),
        position,
    )


def tag_directive(position: Position) -> UnreadableFileError:
    """Return the exception for a line that declares tags."""
    return unreadable(
        TAG,
        Message(
            "Wiersz „%TAG” deklaruje znaczniki typów, których tu nie wolno używać. Usuń ten wiersz.",
            "The line “%TAG” declares tags, which are not allowed here. Remove the line.",
        ),
        position,
    )


def many_documents(position: Position) -> UnreadableFileError:
    """Return the exception for a second document in the file."""
    return unreadable(
        MANY_DOCUMENTS,
        Message(
            "Wiersz z „---” zaczyna w pliku drugi dokument, a plik opisuje jedną procedurę. Usuń ten wiersz albo przenieś "
            "dalszą część do osobnego pliku.",
            "The line with “---” begins a second document, but a file describes one procedure. Remove the line, or move what "
            "follows to a file of its own.",
        ),
        position,
    )


def key_not_text(event: Any, position: Position) -> UnreadableFileError:
    """Return the exception for a key that is a list, a mapping, an alias or empty (no event at all, or a null)."""
    if event is None or isinstance(event, ScalarEvent):
        what = Message("pusty", "empty")
    elif isinstance(event, AliasEvent):
        what = Message("powtórzeniem (*)", "an alias (*)")
    else:
        what = Message(
            "listą albo zbiorem pól (nawiasy [ ] lub { })",
            "a list or a mapping (brackets [ ] or { })",
        )
    return unreadable(
        KEY_NOT_TEXT,
        Message(
            f"Klucz musi być tekstem, a ten jest {what.pl}. Przed dwukropkiem wpisz nazwę pola z wzoru; jeżeli to nie klucz, "
            "lecz tekst, weź go w cudzysłów.",
            f"A key must be text but this one is {what.en}. Before the colon write the name of a field of the template; if "
            "this is no key but text, put it in quotes.",
        ),
        position,
    )


def unknown_alias(anchor: str, position: Position) -> UnreadableFileError:
    """Return the exception for an alias of an anchor that does not stand before it."""
    return unreadable(
        ALIAS,
        Message(
            f"„*{shown(anchor)}” powtarza wartość, której wyżej nie nazwano „&{shown(anchor)}”. Jeżeli gwiazdka należy do "
            "tekstu, weź cały tekst w cudzysłów.",
            f"“*{shown(anchor)}” repeats a value that nothing above names “&{shown(anchor)}”. If the asterisk belongs to the "
            "text, put the whole text in quotes.",
        ),
        position,
    )


def recursive_alias(anchor: str, position: Position) -> UnreadableFileError:
    """Return the exception for an alias inside the very value that it repeats."""
    return unreadable(
        ALIAS,
        Message(
            f"„*{shown(anchor)}” powtarza wartość, w której sam stoi, więc nie miałaby końca. Wpisz tę wartość wprost.",
            f"“*{shown(anchor)}” repeats the value it stands in, which would never end. Write the value itself.",
        ),
        position,
    )


def alias_too_big(anchor: str, limits: Limits, position: Position) -> UnreadableFileError:
    """Return the exception for an alias with which the document exceeds the limits."""
    return unreadable(
        ALIAS,
        Message(
            f"Po rozwinięciu „*{shown(anchor)}” plik miałby zbyt wiele wartości (dozwolone: {limits.max_nodes}) albo poziomów "
            f"(dozwolone: {limits.max_depth}). Powtórzenia wpisz wprost, bez „&” i „*”.",
            f"With “*{shown(anchor)}” expanded the file would have too many values (allowed: {limits.max_nodes}) or levels "
            f"(allowed: {limits.max_depth}). Write repeated values out, without “&” and “*”.",
        ),
        position,
    )
