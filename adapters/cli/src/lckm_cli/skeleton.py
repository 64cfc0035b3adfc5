"""An empty procedure to fill in, with hints from the form."""

import re
import textwrap
from collections.abc import Iterator

from lckm_core.fields import REQUIRED, Field, fields_of
from lckm_core.forms import describe
from lckm_core.law import provisions
from lckm_core.procedures import Procedure
from lckm_core.text import CHARACTERS, counted

_WIDTH = 110
_MODELINE = "# yaml-language-server: $schema=../schemas/procedure.schema.json"
_HEAD = """\
Opis procedury na wzorze z zarządzenia nr 102/2023.
Pola bez znaku # na początku wypełnij: wpisz wartość między cudzysłowy. \
Pola po znaku # są nieobowiązkowe: usuń znak #
i odstęp po nim albo cały wiersz. Gdzie napisano „do wyboru”, zdecyduj: \
usuń puste pole, a # sprzed jednej z postaci.
Gwiazdka (*) oznacza pole, którego mieszkaniec nie zobaczy.
Czego brakuje, powie polecenie: lckm check PLIK"""

_NO_NUMBER = "# id: KA-00000  # nowy opis dostaje numer, gdy się go przekaże"


def skeleton(number: str = "") -> str:
    """Return the text of an empty procedure.

    It can be read as it is; a check finds each required field that is not filled in.

    Args:
        number: the procedure's number, or empty for a new one, which has none yet.
    """
    lines = [_MODELINE, *(f"# {line}" for line in _HEAD.splitlines()), ""]
    section = ""
    for field in fields_of(Procedure):
        if field.section != section:
            section = field.section
            lines += [f"# ── {section} " + "─" * max(_WIDTH - len(section) - 6, 3), ""]
        lines += _hint(field)
        if field.key == "id":
            lines.append(f"id: {number}" if number else _NO_NUMBER)
        else:
            lines += _field(field, needed=_is_needed(field))
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def _hint(field: Field) -> list[str]:
    """Return what the form says about a field, as comments."""
    mark = field.mark
    asks = next((row.asks.pl for row in provisions() if row.id == mark.cites), "")
    star = "*" if mark.starred else ""
    hint = (
        f"{mark.label}{star}. {asks}"
        if asks and mark.cites != "wzór: *"
        else f"{mark.label}{star}."
    )
    if mark.max_chars and str(mark.max_chars) not in hint:
        hint += f" Najwyżej {counted(mark.max_chars, CHARACTERS).pl} ze spacjami."
    if field.shape.word and f"„{field.shape.word.value}”" not in hint:
        hint += f" Gdy nie ma czego podać, wpisz: {field.shape.word.value}."
    return [f"# {line}" for line in textwrap.wrap(hint, _WIDTH - 2, break_on_hyphens=False)]


def _is_needed(field: Field) -> bool:
    """Return whether data must have a field, or the check may ask for it."""
    return field.required or field.mark.asked is not None


def _condition(field: Field) -> str:
    """Return when a field is required, in brackets, or nothing where it always or never is."""
    asked = field.mark.asked
    return "" if asked is None or asked == REQUIRED else f" ({asked.pl.rstrip('.').lower()})"


def _field(field: Field, *, needed: bool) -> list[str]:
    """Return the lines of a field, commented out unless it is needed.

    Where a word may stand in place of a value, the field is left empty for the clerk to choose.
    """
    if field.shape.word and needed:
        choices = [f"{field.key}: {field.shape.word.value}", *_value(field)]
        return [f'{field.key}: ""  # do wyboru:', *_commented(choices)]
    return _value(field) if needed else _commented(_value(field))


def _commented(lines: list[str]) -> list[str]:
    return [f"# {line}" for line in lines]


def _value(field: Field) -> list[str]:
    """Return a field's key with an empty value of its shape."""
    shape = field.shape
    element = shape.element
    if shape.form == "list" and element is not None and element.model:
        return [f"{field.key}:", *_item(element.model)]
    if shape.form == "list":
        return [f"{field.key}:", '  - ""']
    if shape.model:
        return [f"{field.key}:", *(f"  {line}" for line in _parts(shape.model))]
    return [f"{field.key}: {_plain_value(field)}"]


def _item(model: type) -> list[str]:
    """Return a list item; its dash stands before the first key that is not commented out."""
    lines = _needed_first(list(_groups(model)))
    return [("  - " if index == 0 else "    ") + line for index, line in enumerate(lines)]


def _parts(model: type) -> list[str]:
    return [line for group in _groups(model) for line in group]


def _groups(model: type) -> Iterator[list[str]]:
    """Yield the lines of each sub-field, with its label at the end of the first."""
    alternatives = describe(model).get("anyOf", [])
    least = alternatives[0]["required"] if alternatives else []
    for field in fields_of(model):
        lines = _field(field, needed=_is_needed(field) or field.key in least)
        most = field.mark.max_chars
        limit = f", najwyżej {counted(most, CHARACTERS).pl}" if most else ""
        choices = f": {', '.join(field.shape.choices)}" if field.shape.choices else ""
        star = "*" if field.mark.starred else ""
        asked = _condition(field)
        yield [f"{lines[0]}  # {field.mark.label}{star}{choices}{limit}{asked}", *lines[1:]]


def _needed_first(groups: list[list[str]]) -> list[str]:
    """Return all lines, the first group that is not commented out before the others."""
    first = next(
        (index for index, group in enumerate(groups) if not group[0].startswith("#")), None
    )
    ordered = groups if first is None else [groups[first], *groups[:first], *groups[first + 1 :]]
    return [line for group in ordered for line in group]


def _plain_value(field: Field) -> str:
    match field.shape.form:
        case "flag":
            return "nie"
        case "integer":
            return "0"
        case "choice":
            return field.shape.choices[0]
        case _:
            return '""'


def is_number(text: str) -> bool:
    """Return whether a text is a procedure's number."""
    return re.fullmatch(r"[A-Z]{1,8}-[0-9]{5}", text) is not None
