"""What the YAML parser says, translated: from its English problem and the line it points at to a cause and a remedy."""

import re
from collections.abc import Callable
from typing import Any

import attrs

from lckm_core.findings import UnreadableFileError
from lckm_core.parsing import _yaml_errors as problems
from lckm_core.parsing._errors import (
    CHARACTER,
    SYNTAX,
    Limits,
    Position,
    bad_character,
    lines_of,
    position_at,
    shown,
    too_deep,
    unreadable,
)
from lckm_core.text import Message

_NOT_YAML = re.compile("[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_KEY_WITHOUT_SPACE = re.compile(r"[ \t]*(?:- )?[\w-]+:(\S|\xa0)")
_KEY = re.compile(r"[ ]*(?:- )*[\w-]+: ")


@attrs.frozen
class _Fault:
    """A problem with its surroundings: where it is, where what was being read began, and the lines of the text."""

    problem: str
    at: Position
    begun: Position
    lines: list[str]

    def line(self, number: int) -> str:
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""

    @property
    def before(self) -> str:
        """The line up to the problem."""
        return self.line(self.at[0])[: self.at[1] - 1]

    @property
    def character(self) -> str:
        """The character at the problem; empty at a line's end."""
        return self.line(self.at[0])[self.at[1] - 1 : self.at[1]]


def explain(error: Exception, text: str, limits: Limits) -> UnreadableFileError:
    """Return what to tell the clerk of an *error* that PyYAML raised over *text*."""
    if match := _NOT_YAML.search(text):
        return bad_character(match[0], position_at(text, match.start()))
    lines = lines_of(text)
    at = _position(getattr(error, "problem_mark", None), lines) or (1, 1)
    begun = _position(getattr(error, "context_mark", None), lines) or at
    problem = f"{getattr(error, 'context', '')}: {getattr(error, 'problem', error)}"
    fault = _Fault(problem, at, begun, lines)
    if "\ufeff" in fault.line(at[0]):
        return bad_character("\ufeff", (at[0], fault.line(at[0]).index("\ufeff") + 1))
    if "nesting depth" in problem:
        return too_deep(limits, at)
    for pattern, explanation in _EXPLANATIONS:
        if re.search(pattern, problem):
            return explanation(fault)
    return _general(fault)


def _position(mark: Any, lines: list[str]) -> Position | None:
    """Return where *mark* is; libyaml's end of a text without a last line break is on a line of its own."""
    if mark is None:
        return None
    return (
        (mark.line + 1, mark.column + 1)
        if mark.line < len(lines)
        else (len(lines), len(lines[-1]) + 1)
    )


def _syntax(position: Position, pl: str, en: str) -> UnreadableFileError:
    return unreadable(SYNTAX, Message(pl, en), position)


def _general(fault: _Fault) -> UnreadableFileError:
    return _syntax(
        fault.at,
        "W tym miejscu plik nie jest poprawnym YAML. Sprawdź wcięcia (same odstępy), dwukropki i cudzysłowy w tym i w "
        "poprzednim wierszu; tekst ze znakami specjalnymi weź w cudzysłów.",
        "The file is no valid YAML here. Check indentation (spaces only), colons and quotes in this line and the one before; "
        "put text with special characters in quotes.",
    )


def _tab(fault: _Fault) -> UnreadableFileError:
    return _syntax(
        fault.at,
        "Wcięcie zrobiono tabulatorem. Zastąp każdy tabulator na początku wiersza odstępami (po dwa na poziom).",
        "A tab is used to indent. Replace each tab at the beginning of a line with spaces (two a level).",
    )


def _cannot_start(fault: _Fault) -> UnreadableFileError:
    if fault.character == "\t":
        return _tab(fault)
    return _needs_quotes(fault, fault.character, fault.at)


def _needs_quotes(fault: _Fault, character: str, position: Position) -> UnreadableFileError:
    return _syntax(
        position,
        f"Tekst nie może zaczynać się od znaku „{shown(character)}”, który ma w YAML własne znaczenie. "
        f'Weź cały tekst w cudzysłów: "{shown(character)}…".',
        f"Text cannot begin with “{shown(character)}”, which has a meaning of its own in YAML. "
        f'Put the whole text in quotes: "{shown(character)}…".',
    )


def _colon(fault: _Fault) -> UnreadableFileError:
    """A colon where no key can end: within a text, after a continued line, or after a key of over 1,024 characters."""
    number = fault.at[0]
    if _KEY.match(fault.before):
        return _syntax(
            fault.at,
            "Dwukropek z odstępem w środku tekstu zaczyna w YAML nowe pole. Weź cały tekst po nazwie pola w cudzysłów, np. "
            'title: "Opłata: 17 zł".',
            "A colon with a space inside a text begins a new field. Put the whole text after the field's name in quotes, as "
            'in title: "Opłata: 17 zł".',
        )
    if match := _KEY_WITHOUT_SPACE.match(fault.line(number - 1)):
        return _syntax(
            (number - 1, match.end()),
            "Po dwukropku brakuje odstępu (albo stoi tam odstęp nierozdzielający). Wpisz zwykły odstęp: „title: …”.",
            "No space follows the colon (or a no-break space does). Type a plain space: “title: …”.",
        )
    return _syntax(
        fault.at,
        f"W tym miejscu nie może zaczynać się pole. Wyrównaj wcięcie wiersza {number} do innych pól tego samego poziomu; jeżeli "
        "to dalszy ciąg tekstu z wiersza wyżej, weź cały tekst w cudzysłów.",
        f"No field can begin here. Indent line {number} as the other fields of its level; if it continues the text of the line "
        "above, put the whole text in quotes.",
    )


def _no_colon(fault: _Fault) -> UnreadableFileError:
    line = shown(fault.line(fault.begun[0]).strip())
    return _syntax(
        fault.begun,
        f"W wierszu „{line}” brakuje dwukropka po nazwie pola. Dopisz dwukropek i odstęp; jeżeli to dalszy ciąg tekstu z "
        "wiersza wyżej, wetnij go głębiej niż nazwa pola.",
        f"The line “{line}” has no colon after the field's name. Add a colon and a space; if it continues the text above, "
        "indent it deeper than the field's name.",
    )


def _unclosed_quote(fault: _Fault) -> UnreadableFileError:
    return _syntax(
        fault.begun,
        "Cudzysłów otwarty w tym miejscu nie jest zamknięty. Dopisz taki sam cudzysłów na końcu tekstu.",
        "The quote opened here is not closed. Add the same quote at the end of the text.",
    )


def _escape(fault: _Fault) -> UnreadableFileError:
    return _syntax(
        fault.at,
        'W tekście w cudzysłowie „"” ukośnik „\\” zaczyna zapis znaku, a takiego zapisu nie ma. Podwój ukośnik („\\\\”) albo '
        "weź tekst w apostrofy ('…').",
        'Within double quotes a backslash begins an escape, and there is none like this. Double the backslash ("\\\\") or use '
        "single quotes ('…').",
    )


def _no_character(fault: _Fault) -> UnreadableFileError:
    return unreadable(
        CHARACTER,
        Message(
            "Ten zapis „\\u…” nie oznacza żadnego znaku (połowa pary zastępczej albo numer spoza Unicode). Wpisz znak wprost.",
            "This “\\u…” stands for no character (half of a surrogate pair, or a number beyond Unicode). Type the character.",
        ),
        fault.at,
    )


def _block_header(fault: _Fault) -> UnreadableFileError:
    return _syntax(
        fault.begun,
        "Po znaku „|” albo „>” tekst zaczyna się od nowego wiersza. Przenieś go do następnego wiersza i wetnij, a jeżeli znak "
        "należy do tekstu, weź cały tekst w cudzysłów.",
        "After “|” or “>” the text begins on a new line. Move it to the next line and indent it, or if the sign belongs to the "
        "text, put the whole text in quotes.",
    )


def _dash(fault: _Fault) -> UnreadableFileError:
    return _syntax(
        fault.at,
        "Lista nie może zaczynać się w tym samym wierszu co nazwa pola. Przenieś „- …” do następnego wiersza; jeżeli to kreska w "
        "tekście, weź tekst w cudzysłów.",
        "A list cannot begin on the line of the field's name. Move “- …” to the next line; if it is a dash in a text, put the "
        "text in quotes.",
    )


def _open_bracket(fault: _Fault) -> UnreadableFileError:
    line, column = fault.begun
    character = fault.line(line)[column - 1 : column] or "["
    return _syntax(
        fault.begun,
        f"Nawias „{character}” otwarty w tym miejscu nie jest poprawnie zamknięty; coś nie pasuje w wierszu {fault.at[0]}. "
        "Sprawdź przecinki i nawias zamykający, a jeżeli nawias należy do tekstu, weź cały tekst w cudzysłów.",
        f"The bracket “{character}” opened here is not closed properly; something is wrong in line {fault.at[0]}. Check commas "
        "and the closing bracket, or if the bracket belongs to a text, put the whole text in quotes.",
    )


def _tag(fault: _Fault) -> UnreadableFileError:
    return problems.tag(fault.begun)


def _directive(fault: _Fault) -> UnreadableFileError:
    return _needs_quotes(fault, "%", fault.begun)


def _indent(fault: _Fault) -> UnreadableFileError:
    return _syntax(
        fault.at,
        "Wcięcie tego wiersza nie pasuje do wierszy wyżej. Pola jednego poziomu zacznij w tej samej kolumnie, a elementy listy "
        "od „- ” w jednej kolumnie.",
        "This line's indentation does not match the lines above. Begin the fields of one level in the same column, and the "
        "items of a list with “- ” in one column.",
    )


def _unexpected(fault: _Fault) -> UnreadableFileError:
    """Something follows a finished value on its line, or a line's indentation fits nothing above."""
    before = fault.before.rstrip()
    if not before.strip("- "):
        return problems.key_not_text(None, fault.at) if fault.character == ":" else _indent(fault)
    if before[-1] in "\"'":
        return _syntax(
            fault.at,
            "Po zamykającym cudzysłowie stoi jeszcze tekst. Zamknij cudzysłów na końcu całego tekstu; cudzysłów w środku zapisz "
            "jako „…” albo poprzedź ukośnikiem (\\\"), a apostrof w tekście w apostrofach podwój ('').",
            "Text follows a closing quote. Close the quote at the end of the whole text; write inner quotes as “…” or with a "
            "backslash (\\\"), and double an apostrophe within single quotes ('').",
        )
    if before[-1] in "]}":
        return _syntax(
            fault.at,
            "Po zamykającym nawiasie stoi jeszcze tekst. Tekst, który zaczyna się od nawiasu (np. odsyłacz [nazwa](adres)), weź "
            "w cudzysłów w całości.",
            "Text follows a closing bracket. Put text that begins with a bracket, such as a link [name](address), in quotes as "
            "a whole.",
        )
    return _general(fault)


def _no_content(fault: _Fault) -> UnreadableFileError:
    return _needs_quotes(fault, fault.character, fault.at) if fault.character else _general(fault)


def _starred(fault: _Fault) -> UnreadableFileError:
    line, column = fault.begun
    return _needs_quotes(fault, fault.line(line)[column - 1 : column], fault.begun)


# The first pattern that the problem holds; libyaml and PyYAML's own parser word some of them differently.
_EXPLANATIONS: tuple[tuple[str, Callable[[_Fault], UnreadableFileError]], ...] = (
    ("cannot start any token", _cannot_start),
    ("tab character", _tab),
    ("mapping values are not allowed", _colon),
    ("could not find expected ':'", _no_colon),
    ("quoted scalar: found unexpected (end of stream|document)", _unclosed_quote),
    (r"invalid Unicode character escape|chr\(\)", _no_character),
    ("escape|hexa?decimal", _escape),
    ("block scalar", _block_header),
    ("sequence entries are not allowed", _dash),
    ("mapping keys are not allowed", _no_content),
    ("scanning an (alias|anchor)", _starred),
    ("flow (sequence|mapping)", _open_bracket),
    (r"\ba tag\b|tag handle", _tag),
    ("directive|incompatible YAML", _directive),
    ("<document start>|block mapping|block collection", _unexpected),
    ("node content", _no_content),
)
