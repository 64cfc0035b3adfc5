"""What is wrong with a YAML text: a cause and a remedy for each error of the parser."""

import re
from collections.abc import Callable
from typing import Any

import attrs

from lckm_core.findings import UnreadableFileError
from lckm_core.parsing._errors import (
    CHARACTER,
    EMPTY_KEY,
    FORBIDDEN_CHARACTER,
    KEY_IS_NO_TEXT,
    NESTED_TOO_DEEP,
    SYNTAX,
    TAG_USED,
    Limits,
    Reason,
    code_point,
    printable,
)
from lckm_core.parsing._positions import Position, lines_of, position_at

_GENERAL = Reason(
    SYNTAX,
    "W tym miejscu plik nie jest poprawnym YAML. Sprawdź wcięcia (same odstępy), dwukropki i "
    "cudzysłowy w tym i w poprzednim wierszu; tekst ze znakami specjalnymi weź w cudzysłów.",
    "The file is no valid YAML here. Check indentation (spaces only), colons and quotes in this "
    "line and the one before; put text with special characters in quotes.",
)
_TAB = Reason(
    SYNTAX,
    "Wcięcie zrobiono tabulatorem. Zastąp każdy tabulator na początku wiersza odstępami (po dwa na "
    "poziom).",
    "A tab is used to indent. Replace each tab at the beginning of a line with spaces (two a "
    "level).",
)
_BLANK_INDENT = Reason(
    SYNTAX,
    "Wcięcie ma odstęp {name}, którego YAML za wcięcie nie uważa; tak wkleja Word albo strona. "
    "Zastąp go zwykłymi odstępami.",
    "The indentation has the blank {name}, which YAML does not take for one; Word and pages paste "
    "it so. Replace it with plain spaces.",
)
_NEEDS_QUOTES = Reason(
    SYNTAX,
    "Tekst nie może zaczynać się od znaku „{character}”, który ma w YAML własne znaczenie. "
    'Weź cały tekst w cudzysłów: "{character}…".',
    "Text cannot begin with “{character}”, which has a meaning of its own in YAML. "
    'Put the whole text in quotes: "{character}…".',
)
_COLON_IN_TEXT = Reason(
    SYNTAX,
    "Dwukropek z odstępem w środku tekstu zaczyna w YAML nowe pole. Weź cały tekst po nazwie pola "
    "w cudzysłów, np. "
    'title: "Opłata: 17 zł".',
    "A colon with a space inside a text begins a new field. Put the whole text after the field's "
    "name in quotes, as "
    'in title: "Opłata: 17 zł".',
)
_NO_SPACE_AFTER_COLON = Reason(
    SYNTAX,
    "Po dwukropku brakuje odstępu (albo stoi tam odstęp nierozdzielający). Wpisz zwykły odstęp: "
    "„title: …”.",
    "No space follows the colon (or a no-break space does). Type a plain space: “title: …”.",
)
_NO_FIELD_HERE = Reason(
    SYNTAX,
    "W tym miejscu nie może zaczynać się pole. Wyrównaj wcięcie wiersza {line} do innych pól tego "
    "samego poziomu; jeżeli to dalszy ciąg tekstu z wiersza wyżej, weź cały tekst w cudzysłów.",
    "No field can begin here. Indent line {line} as the other fields of its level; if it continues "
    "the text of the line above, put the whole text in quotes.",
)
_NO_COLON = Reason(
    SYNTAX,
    "W wierszu „{line}” brakuje dwukropka po nazwie pola. Dopisz dwukropek i odstęp; jeżeli to "
    "dalszy ciąg tekstu z wiersza wyżej, wetnij go głębiej niż nazwa pola.",
    "The line “{line}” has no colon after the field's name. Add a colon and a space; if it "
    "continues the text above, indent it deeper than the field's name.",
)
_NO_SPACE_AFTER_DASH = Reason(
    SYNTAX,
    "W wierszu „{line}” po łączniku „-” brakuje odstępu. Wpisz „- ” i tekst pozycji.",
    "The line “{line}” has no space after the hyphen “-”. Write “- ” and the text of the item.",
)
_UNCLOSED_QUOTE = Reason(
    SYNTAX,
    "Cudzysłów otwarty w tym miejscu nie jest zamknięty. Dopisz taki sam cudzysłów na końcu "
    "tekstu.",
    "The quote opened here is not closed. Add the same quote at the end of the text.",
)
_ESCAPE = Reason(
    SYNTAX,
    'W tekście w cudzysłowie „"” ukośnik „\\” zaczyna zapis znaku, a takiego zapisu nie ma. Podwój '
    "ukośnik („\\\\”) albo "
    "weź tekst w apostrofy ('…').",
    "Within double quotes a backslash begins an escape, and there is none like this. Double the "
    'backslash ("\\\\") or use '
    "single quotes ('…').",
)
_NO_CHARACTER = Reason(
    CHARACTER,
    "Ten zapis „\\u…” nie oznacza żadnego znaku (połowa pary zastępczej albo numer spoza Unicode). "
    "Wpisz znak wprost.",
    "This “\\u…” stands for no character (half of a surrogate pair, or a number beyond Unicode). "
    "Type the character.",
)
_BLOCK_HEADER = Reason(
    SYNTAX,
    "Po znaku „|” albo „>” tekst zaczyna się od nowego wiersza. Przenieś go do następnego wiersza "
    "i wetnij, a jeżeli znak należy do tekstu, weź cały tekst w cudzysłów.",
    "After “|” or “>” the text begins on a new line. Move it to the next line and indent it, or if "
    "the sign belongs to the text, put the whole text in quotes.",
)
_DASH = Reason(
    SYNTAX,
    "Lista nie może zaczynać się w tym samym wierszu co nazwa pola. Przenieś „- …” do następnego "
    "wiersza; jeżeli to kreska w tekście, weź tekst w cudzysłów.",
    "A list cannot begin on the line of the field's name. Move “- …” to the next line; if it is a "
    "dash in a text, put the text in quotes.",
)
_OPEN_BRACKET = Reason(
    SYNTAX,
    "Nawias „{character}” otwarty w tym miejscu nie jest poprawnie zamknięty; coś nie pasuje w "
    "wierszu {line}. Sprawdź przecinki i nawias zamykający, a jeżeli nawias należy do tekstu, weź "
    "cały tekst w cudzysłów.",
    "The bracket “{character}” opened here is not closed properly; something is wrong in line "
    "{line}. Check commas and the closing bracket, or if the bracket belongs to a text, put the "
    "whole text in quotes.",
)
_INDENTATION = Reason(
    SYNTAX,
    "Wcięcie tego wiersza nie pasuje do wierszy wyżej. Pola jednego poziomu zacznij w tej samej "
    "kolumnie, a elementy listy od „- ” w jednej kolumnie.",
    "This line's indentation does not match the lines above. Begin the fields of one level in the "
    "same column, and the items of a list with “- ” in one column.",
)
_TEXT_AFTER_QUOTE = Reason(
    SYNTAX,
    "Po zamykającym cudzysłowie stoi jeszcze tekst. Zamknij cudzysłów na końcu całego tekstu; "
    'cudzysłów w środku zapisz jako „…” albo poprzedź ukośnikiem (\\"), a apostrof w tekście w '
    "apostrofach podwój ('').",
    "Text follows a closing quote. Close the quote at the end of the whole text; write inner "
    "quotes as “…” or with a backslash (\\\"), and double an apostrophe within single quotes ('').",
)
_TEXT_AFTER_BRACKET = Reason(
    SYNTAX,
    "Po zamykającym nawiasie stoi jeszcze tekst. Tekst, który zaczyna się od nawiasu (np. odsyłacz "
    "[nazwa](adres)), weź w cudzysłów w całości.",
    "Text follows a closing bracket. Put text that begins with a bracket, such as a link "
    "[name](address), in quotes as a whole.",
)


_NOT_YAML = re.compile("[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_KEY_WITHOUT_SPACE = re.compile(r"[ \t]*(?:- )?[\w-]+:(?!/)(\S|\xa0)")
_BLANK_IN_INDENT = re.compile("[ \t]*([\xa0\u1680\u2000-\u200a\u202f\u205f\u3000])")
_KEY = re.compile(r"[ ]*(?:- )*[\w-]+: ")


@attrs.frozen
class _Problem:
    """What the YAML parser says: where it is, where the value it was reading began, the lines."""

    text: str
    at: Position
    start: Position
    lines: list[str]

    def line(self, number: int) -> str:
        """Return a line by its number; empty for a number that there is not."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""

    def character(self, position: Position) -> str:
        """Return the character at a position; empty at a line's end."""
        line, column = position
        return self.line(line)[column - 1 : column]

    @property
    def text_before(self) -> str:
        """The line up to the problem."""
        return self.line(self.at[0])[: self.at[1] - 1]


def yaml_error(error: Exception, text: str, limits: Limits) -> UnreadableFileError:
    """Return the message for a clerk on an *error* that PyYAML raised over *text*."""
    if match := _NOT_YAML.search(text):
        position = position_at(text, match.start())
        return FORBIDDEN_CHARACTER.error(position, name=code_point(match[0]))
    lines = lines_of(text)
    at = _position(getattr(error, "problem_mark", None), lines) or (1, 1)
    start = _position(getattr(error, "context_mark", None), lines) or at
    words = f"{getattr(error, 'context', '')}: {getattr(error, 'problem', error)}"
    problem = _Problem(words, at, start, lines)
    if "\ufeff" in problem.line(at[0]):
        position = (at[0], problem.line(at[0]).index("\ufeff") + 1)
        return FORBIDDEN_CHARACTER.error(position, name=code_point("\ufeff"))
    for number in (at[0] - 1, at[0]):
        if blank := _BLANK_IN_INDENT.match(problem.line(number)):
            position = (number, blank.start(1) + 1)
            return _BLANK_INDENT.error(position, name=code_point(blank[1]))
    if "nesting depth" in words:
        return NESTED_TOO_DEEP.error(at, limit=limits.max_depth)
    for pattern, explanation in _EXPLANATIONS:
        if re.search(pattern, words):
            return explanation(problem)
    return _GENERAL.error(at)


def _position(mark: Any, lines: list[str]) -> Position | None:
    """Return the position of a mark of PyYAML."""
    if mark is None:
        return None
    # libyaml puts the end of a text without a last line break on a line of its own.
    if mark.line >= len(lines):
        return len(lines), len(lines[-1]) + 1
    return mark.line + 1, mark.column + 1


def _needs_quotes(position: Position, character: str) -> UnreadableFileError:
    return _NEEDS_QUOTES.error(position, character=printable(character))


def _cannot_start(problem: _Problem) -> UnreadableFileError:
    character = problem.character(problem.at)
    return _TAB.error(problem.at) if character == "\t" else _needs_quotes(problem.at, character)


def _colon(problem: _Problem) -> UnreadableFileError:
    """Explain a colon where no key can end."""
    # It stands within a text, after a continued line, or after a key of over 1,024 characters.
    number = problem.at[0]
    if _KEY.match(problem.text_before):
        return _COLON_IN_TEXT.error(problem.at)
    if match := _KEY_WITHOUT_SPACE.match(problem.line(number - 1)):
        return _NO_SPACE_AFTER_COLON.error((number - 1, match.end()))
    return _NO_FIELD_HERE.error(problem.at, line=number)


def _no_colon(problem: _Problem) -> UnreadableFileError:
    number = problem.start[0]
    if match := _KEY_WITHOUT_SPACE.match(problem.line(number)):
        return _NO_SPACE_AFTER_COLON.error((number, match.end()))
    line = printable(problem.line(number).strip())
    if re.match("-[^- 0-9]", line):
        return _NO_SPACE_AFTER_DASH.error(problem.start, line=line)
    return _NO_COLON.error(problem.start, line=line)


def _open_bracket(problem: _Problem) -> UnreadableFileError:
    character = problem.character(problem.start) or "["
    return _OPEN_BRACKET.error(problem.start, character=character, line=problem.at[0])


def _unexpected(problem: _Problem) -> UnreadableFileError:
    """Explain what follows a finished value, or an indentation that fits nothing above."""
    before = problem.text_before.rstrip()
    if not before.strip("- "):
        if problem.character(problem.at) == ":":
            return KEY_IS_NO_TEXT.error(problem.at, what=EMPTY_KEY)
        return _INDENTATION.error(problem.at)
    if before[-1] in "\"'":
        return _TEXT_AFTER_QUOTE.error(problem.at)
    if before[-1] in "]}":
        return _TEXT_AFTER_BRACKET.error(problem.at)
    return _GENERAL.error(problem.at)


def _no_content(problem: _Problem) -> UnreadableFileError:
    character = problem.character(problem.at)
    return _needs_quotes(problem.at, character) if character else _GENERAL.error(problem.at)


def _starred(problem: _Problem) -> UnreadableFileError:
    return _needs_quotes(problem.start, problem.character(problem.start))


# The first pattern that the problem matches; libyaml and PyYAML's own parser word some differently.
_EXPLANATIONS: tuple[tuple[str, Callable[[_Problem], UnreadableFileError]], ...] = (
    ("cannot start any token", _cannot_start),
    ("tab character", lambda problem: _TAB.error(problem.at)),
    ("mapping values are not allowed", _colon),
    ("could not find expected ':'", _no_colon),
    (
        "quoted scalar: found unexpected (end of stream|document)",
        lambda problem: _UNCLOSED_QUOTE.error(problem.start),
    ),
    (
        r"invalid Unicode character escape|chr\(\)",
        lambda problem: _NO_CHARACTER.error(problem.at),
    ),
    ("escape|hexa?decimal", lambda problem: _ESCAPE.error(problem.at)),
    ("block scalar", lambda problem: _BLOCK_HEADER.error(problem.start)),
    ("sequence entries are not allowed", lambda problem: _DASH.error(problem.at)),
    ("mapping keys are not allowed", _no_content),
    ("scanning an (alias|anchor)", _starred),
    ("flow (sequence|mapping)", _open_bracket),
    (r"\ba tag\b|tag handle", lambda problem: TAG_USED.error(problem.start)),
    ("directive|incompatible YAML", lambda problem: _needs_quotes(problem.start, "%")),
    ("<document start>|block mapping|block collection", _unexpected),
    ("node content", _no_content),
)
