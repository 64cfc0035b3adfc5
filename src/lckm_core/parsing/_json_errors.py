"""What is wrong with a JSON text, by what was expected and what stands there instead."""

import json
import re
from typing import Literal

from lckm_core.findings import UnreadableFileError
from lckm_core.parsing._errors import (
    FORBIDDEN_CHARACTER,
    NUMBER,
    SYNTAX,
    Reason,
    code_point,
    printable,
)
from lckm_core.parsing._positions import Position, position_at

_COMMENT = Reason(
    SYNTAX,
    "JSON nie ma komentarzy. Usuń ten wiersz albo zapisz plik jako YAML.",
    "JSON has no comments. Remove the line, or write the file as YAML.",
)
_QUOTES = Reason(
    SYNTAX,
    'W JSON nazwy pól i teksty bierze się w proste cudzysłowy: "…". Zamień cudzysłów, który tu '
    "stoi.",
    'In JSON names of fields and texts stand in straight double quotes: "…". Replace the quote '
    "that stands here.",
)
_CUT = Reason(
    SYNTAX,
    "Plik urywa się w tym miejscu: brakuje zamykającego nawiasu „}” albo „]”. Dopisz go; sprawdź, "
    "czy plik jest cały.",
    "The file breaks off here: a closing bracket “}” or “]” is missing. Add it; check that the "
    "file is whole.",
)
_TRAILING_COMMA = Reason(
    SYNTAX,
    "Przed tym nawiasem stoi zbędny przecinek. Usuń go.",
    "A comma too many stands before this bracket. Remove it.",
)
_EXPECTED = {
    "key": Reason(
        SYNTAX,
        'Tu musi stać nazwa pola w cudzysłowie, np. "title". Weź nazwę w cudzysłów.',
        'The name of a field must stand here in quotes, such as "title". Put the name in quotes.',
    ),
    "colon": Reason(
        SYNTAX,
        "Po nazwie pola brakuje dwukropka. Dopisz „:” przed wartością.",
        "No colon follows the field's name. Add “:” before the value.",
    ),
    "comma": Reason(
        SYNTAX,
        "Między wartościami brakuje przecinka (albo nawiasu zamykającego). Dopisz go przed tym "
        "miejscem; cudzysłów w środku "
        'tekstu poprzedź ukośnikiem: \\".',
        "A comma (or a closing bracket) is missing between values. Add it before this place; write "
        'a quote within a text as \\".',
    ),
    "end": Reason(
        SYNTAX,
        "Po nawiasie, który zamyka opis, stoi jeszcze tekst. Plik ma jeden opis procedury: usuń "
        "resztę albo popraw nawiasy.",
        "Text follows the bracket that closes the procedure. A file has one procedure: remove the "
        "rest, or fix the brackets.",
    ),
}
_NO_VALUE = Reason(
    SYNTAX,
    "Przed znakiem „{character}” brakuje wartości. Wpisz ją albo usuń to pole.",
    "A value is missing before “{character}”. Write it, or remove the field.",
)
_WORD_IN_SMALL_LETTERS = Reason(
    SYNTAX,
    "JSON zna tylko „{word}” małymi literami. Zamień „{token}”.",
    "JSON knows only “{word}”. Replace “{token}”.",
)
_NOT_A_VALUE = Reason(
    SYNTAX,
    '„{token}” nie jest wartością JSON. Tekst, datę, numer i kwotę weź w cudzysłów: "…".',
    "“{token}” is no JSON value. Put text, a date, a number with leading zeros or an amount in "
    'quotes: "…".',
)
_UNCLOSED_QUOTE = Reason(
    SYNTAX,
    "Cudzysłów otwarty w tym miejscu nie jest zamknięty. Dopisz cudzysłów na końcu tekstu.",
    "The quote opened here is not closed. Add a quote at the end of the text.",
)
_ESCAPE = Reason(
    SYNTAX,
    "Ukośnik „\\” w tekście JSON zaczyna zapis znaku, a takiego zapisu nie ma. Podwój go: „\\\\”.",
    "A backslash in a JSON text begins an escape, and there is none like this. Double it: “\\\\”.",
)
_LINE_BREAK = Reason(
    SYNTAX,
    "Tekst w JSON nie może mieć złamania wiersza ani tabulatora. Zapisz je jako {escape} albo "
    "zamknij cudzysłów w tym wierszu.",
    "A JSON text holds no line break and no tab. Write it as {escape}, or close the quote on this "
    "line.",
)
NUMBER_OUT_OF_RANGE = Reason(
    NUMBER,
    "Tej liczby nie da się zapisać dokładnie (nieskończoność, NaN albo więcej niż 15 cyfr). Numer, "
    "np. rachunku, weź w "
    'cudzysłów: "…"; inną liczbę popraw.',
    "This number cannot be kept exactly (an infinity, NaN or more than 15 digits). Put a number "
    "such as an account's in "
    'quotes: "…"; fix any other.',
)

Expected = Literal["value", "key", "colon", "comma", "end"]
_WRONG_QUOTES = frozenset("'„”“‟«»‘’‚`")
_TOKEN = re.compile(r"[^\s,:{}\[\]\"]{1,60}")


def json_error(text: str, offset: int, expected: Expected) -> UnreadableFileError:
    """Return the exception for what stands at *offset* of *text* in place of *expected*."""
    position = position_at(text, offset)
    character = text[offset : offset + 1]
    if not character:
        return _CUT.error(position)
    if not character.isprintable():
        return FORBIDDEN_CHARACTER.error(position, name=code_point(character))
    if character in "/#":
        return _COMMENT.error(position)
    if character in _WRONG_QUOTES:
        return _QUOTES.error(position)
    if character in "}]" and expected in ("key", "value") and text[:offset].rstrip().endswith(","):
        return _TRAILING_COMMA.error(position)
    if expected == "value":
        return _no_json_value(text, offset, position)
    return _EXPECTED[expected].error(position)


def _no_json_value(text: str, offset: int, position: Position) -> UnreadableFileError:
    match = _TOKEN.match(text, offset)
    if not match:
        return _NO_VALUE.error(position, character=text[offset])
    token = printable(match[0])
    lowered = token.lower()
    if lowered in ("true", "false", "null", "none"):
        word = "null" if lowered == "none" else lowered
        return _WORD_IN_SMALL_LETTERS.error(position, word=word, token=token)
    return _NOT_A_VALUE.error(position, token=token)


def json_string_error(text: str, start: int, error: json.JSONDecodeError) -> UnreadableFileError:
    """Return the exception for a string at *start* that the standard library refused."""
    if error.msg.startswith("Unterminated"):
        return _UNCLOSED_QUOTE.error(position_at(text, start))
    position = position_at(text, error.pos)
    if not error.msg.startswith("Invalid control"):
        return _ESCAPE.error(position)
    character = text[error.pos]
    if character not in "\t\n\r":
        return FORBIDDEN_CHARACTER.error(position, name=code_point(character))
    escape = "\\t" if character == "\t" else "\\n"
    return _LINE_BREAK.error(position, escape=escape)
