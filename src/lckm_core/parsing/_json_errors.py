"""What is wrong with a JSON text, from what was expected and what stands there instead."""

import json
import re
from typing import Literal

from lckm_core.findings import UnreadableFileError
from lckm_core.parsing._errors import (
    NUMBER,
    SYNTAX,
    Position,
    bad_character,
    position_at,
    shown,
    unreadable,
)
from lckm_core.text import Message

Expected = Literal["value", "key", "colon", "comma", "end"]

_WRONG_QUOTES = frozenset("'„”“‟«»‘’‚`")
_TOKEN = re.compile(r"[^\s,:{}\[\]\"]{1,60}")

_COMMENT = Message(
    "JSON nie ma komentarzy. Usuń ten wiersz albo zapisz plik jako YAML.",
    "JSON has no comments. Remove the line, or write the file as YAML.",
)
_QUOTES = Message(
    'W JSON nazwy pól i teksty bierze się w proste cudzysłowy: "…". Zamień cudzysłów, który tu stoi.',
    'In JSON names of fields and texts stand in straight double quotes: "…". Replace the quote that stands here.',
)
_CUT = Message(
    "Plik urywa się w tym miejscu: brakuje zamykającego nawiasu „}” albo „]”. Dopisz go; sprawdź, czy plik jest cały.",
    "The file breaks off here: a closing bracket “}” or “]” is missing. Add it; check that the file is whole.",
)
_TRAILING_COMMA = Message(
    "Przed tym nawiasem stoi zbędny przecinek. Usuń go.",
    "A comma too many stands before this bracket. Remove it.",
)
_EXPECTED = {
    "key": Message(
        'Tu musi stać nazwa pola w cudzysłowie, np. "title". Weź nazwę w cudzysłów.',
        'The name of a field must stand here in quotes, such as "title". Put the name in quotes.',
    ),
    "colon": Message(
        "Po nazwie pola brakuje dwukropka. Dopisz „:” przed wartością.",
        "No colon follows the field's name. Add “:” before the value.",
    ),
    "comma": Message(
        "Między wartościami brakuje przecinka (albo nawiasu zamykającego). Dopisz go przed tym miejscem; cudzysłów w środku "
        'tekstu poprzedź ukośnikiem: \\".',
        'A comma (or a closing bracket) is missing between values. Add it before this place; write a quote within a text as \\".',
    ),
    "end": Message(
        "Po nawiasie, który zamyka opis, stoi jeszcze tekst. Plik ma jeden opis procedury: usuń resztę albo popraw nawiasy.",
        "Text follows the bracket that closes the procedure. A file has one procedure: remove the rest, or mend the brackets.",
    ),
}


def unexpected(text: str, offset: int, expected: Expected) -> UnreadableFileError:
    """Return the exception for what stands at *offset* of *text* where *expected* should."""
    position = position_at(text, offset)
    character = text[offset : offset + 1]
    if not character:
        return unreadable(SYNTAX, _CUT, position)
    if not character.isprintable():
        return bad_character(character, position)
    if character in "/#":
        return unreadable(SYNTAX, _COMMENT, position)
    if character in _WRONG_QUOTES:
        return unreadable(SYNTAX, _QUOTES, position)
    if character in "}]" and expected in ("key", "value") and text[:offset].rstrip().endswith(","):
        return unreadable(SYNTAX, _TRAILING_COMMA, position)
    if expected == "value":
        return unreadable(SYNTAX, _no_value(text, offset), position)
    return unreadable(SYNTAX, _EXPECTED[expected], position)


def _no_value(text: str, offset: int) -> Message:
    match = _TOKEN.match(text, offset)
    if not match:
        return Message(
            f"Przed znakiem „{text[offset]}” brakuje wartości. Wpisz ją albo usuń to pole.",
            f"A value is missing before “{text[offset]}”. Write it, or remove the field.",
        )
    token = shown(match[0])
    if token.lower() in ("true", "false", "null", "none"):
        word = {"none": "null"}.get(token.lower(), token.lower())
        return Message(
            f"JSON zna tylko „{word}” małymi literami. Zamień „{token}”.",
            f"JSON knows only “{word}”. Replace “{token}”.",
        )
    return Message(
        f'„{token}” nie jest wartością JSON. Tekst, datę, numer i kwotę weź w cudzysłów: "…".',
        f'“{token}” is no JSON value. Put text, a date, a number with leading zeros or an amount in quotes: "…".',
    )


def bad_string(text: str, start: int, error: json.JSONDecodeError) -> UnreadableFileError:
    """Return the exception for a string that begins at *start* and that the standard library refused with *error*."""
    position = position_at(text, error.pos)
    if error.msg.startswith("Unterminated"):
        return unreadable(
            SYNTAX,
            Message(
                "Cudzysłów otwarty w tym miejscu nie jest zamknięty. Dopisz cudzysłów na końcu tekstu.",
                "The quote opened here is not closed. Add a quote at the end of the text.",
            ),
            position_at(text, start),
        )
    if not error.msg.startswith("Invalid control"):
        return unreadable(
            SYNTAX,
            Message(
                "Ukośnik „\\” w tekście JSON zaczyna zapis znaku, a takiego zapisu nie ma. Podwój go: „\\\\”.",
                "A backslash in a JSON text begins an escape, and there is none like this. Double it: “\\\\”.",
            ),
            position,
        )
    character = text[error.pos]
    if character not in "\t\n\r":
        return bad_character(character, position)
    escape = {"\t": "\\t", "\n": "\\n", "\r": "\\n"}[character]
    return unreadable(
        SYNTAX,
        Message(
            f"Tekst w JSON nie może mieć złamania wiersza ani tabulatora. Zapisz je jako {escape} albo zamknij cudzysłów w tym wierszu.",
            f"A JSON text holds no line break and no tab. Write it as {escape}, or close the quote on this line.",
        ),
        position,
    )


def number(position: Position) -> UnreadableFileError:
    """Return the exception for NaN, an infinity, or a number that no reader would keep exactly."""
    return unreadable(
        NUMBER,
        Message(
            "Tej liczby nie da się zapisać dokładnie (nieskończoność, NaN albo więcej niż 15 cyfr). Numer, np. rachunku, weź w "
            'cudzysłów: "…"; inną liczbę popraw.',
            "This number cannot be kept exactly (an infinity, NaN or more than 15 digits). Put a number such as an account's in "
            'quotes: "…"; mend any other.',
        ),
        position,
    )
