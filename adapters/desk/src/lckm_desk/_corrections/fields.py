"""A procedure as fields of a form: the names of the fields, and the structure they make.

The structure is that of a YAML file, so what is typed goes through the same reading and checking.
A field is named by the JSON Pointer of its value, as findings name places.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import attrs

from lckm_core.calendar import read_day
from lckm_core.fields import Field, Shape, fields_of, object_shape
from lckm_core.procedures import Procedure
from lckm_desk._pages import Fault

Structure = dict[str, Any]
"""A procedure as plain data, in which rows of a list may be empty."""
# Numbers are given once, and „Inne” is changed by the call centre alone (wzór: Inne).
FIXED = ("/id", "/call_centre/other")
"""Fields that no correction changes."""
MOST_LINES = 500
"""How many texts a field with a line for each may have."""
_INDEX = re.compile("0|[1-9][0-9]{0,3}")
_NUMBERS = re.compile("/[0-9]+(?:/|$)")
_MOST_NAMED = 3
_Nested = dict[str, Any]
"""Texts by the steps of their names; the text of a place itself is that of an empty step."""


def is_field(name: str) -> bool:
    """Return whether the form has a field of a name."""
    shape = None if name in FIXED else _shape_at(name)
    return shape is not None and (shape.word is not None or not _has_parts(shape))


def is_list_of_rows(name: str) -> bool:
    """Return whether the form has a list of rows of a name."""
    shape = _shape_at(name)
    return shape is not None and has_rows(shape)


def _shape_at(name: str) -> Shape | None:
    if not name.startswith("/"):
        return None
    shape: Shape | None = object_shape(Procedure)
    for step in name.split("/")[1:]:
        assert shape is not None
        if has_rows(shape):
            shape = shape.element if _INDEX.fullmatch(step) else None
        else:
            shape = shape.child(step)
        if shape is None:
            return None
    return shape


def has_rows(shape: Shape) -> bool:
    """Return whether a list has objects, shown as rows, rather than texts, shown as lines."""
    return shape.element is not None and shape.element.model is not None


def _has_parts(shape: Shape) -> bool:
    return shape.form == "object" or has_rows(shape)


def unknown_fields(names: Sequence[str]) -> list[Fault]:
    """Return the faults for names that are no fields of the form."""
    unknown = [name for name in names if not is_field(name)]
    faults = [Fault("", f"Formularz nie ma pola „{name[:60]}”.") for name in unknown[:_MOST_NAMED]]
    if len(unknown) > _MOST_NAMED:
        faults.append(Fault("", f"Takich pól jest razem {len(unknown)}. Otwórz formularz na nowo."))
    return faults


def structure_of(
    texts: Mapping[str, str], stored: Structure | None = None
) -> tuple[Structure, list[Fault]]:
    """Return the structure that fields make, empty rows included, and the faults found.

    Args:
        texts: what is in each field, by its name; each is one of the form.
        stored: the text that the form was opened with. A list of texts that nobody touched stays
            as it is there, whatever a line cannot show of it.
    """
    nested: _Nested = {}
    for name, text in texts.items():
        place = nested
        for step in name.split("/")[1:]:
            place = place.setdefault(step, {})
        place[""] = text
    reading = _Reading(_lists_by_text(stored or {}))
    return reading.object(Procedure, nested, ""), reading.faults


def _lists_by_text(structure: Structure) -> dict[tuple[str, str], list[Any]]:
    """Return the lists of texts, each by its name and what its field shows.

    It is found by its name without numbers, too, for a row that was moved.
    """
    found: dict[tuple[str, str], list[Any]] = {}
    for name, value in _lists(object_shape(Procedure), structure, ""):
        text = _as_typed(text_of(value))
        found[name, text] = value
        if text.strip():
            found.setdefault((_NUMBERS.sub("/", name), text), value)
    return found


def _lists(shape: Shape, value: Any, name: str) -> Iterator[tuple[str, list[Any]]]:
    if shape.model is not None and isinstance(value, dict):
        for field in fields_of(shape.model):
            yield from _lists(field.shape, value.get(field.key), f"{name}/{field.key}")
    elif has_rows(shape) and isinstance(value, list):
        assert shape.element is not None
        for index, row in enumerate(value):
            yield from _lists(shape.element, row, f"{name}/{index}")
    elif shape.form == "list" and isinstance(value, list):
        yield name, value


def _as_typed(text: str) -> str:
    """Return a text with the line breaks of a form."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


@attrs.frozen
class _Reading:
    """Reads fields into a structure, and collects the faults found."""

    stored: Mapping[tuple[str, str], list[Any]]
    faults: list[Fault] = attrs.field(factory=list)

    def object(self, model: type, nested: _Nested, name: str) -> Structure:
        made = {}
        for field in fields_of(model):
            value = self._value(field, nested.get(field.key, {}), f"{name}/{field.key}")
            if value is not None:
                made[field.key] = value
        return made

    def _value(self, field: Field, nested: _Nested, name: str) -> Any:
        """Return the value of a field, ``None`` where nothing was typed."""
        shape, text = field.shape, str(nested.get("", ""))
        if not _has_parts(shape):
            if shape.form == "list":
                return self._lines(field, text, name)
            return _scalar(shape, text) if text.strip() else None
        value: Any
        if shape.form == "object":
            assert shape.model is not None
            value = self.object(shape.model, nested, name)
        else:
            assert shape.element is not None
            assert shape.element.model is not None
            indices = sorted(int(step) for step in nested if step)
            value = [
                self.object(shape.element.model, nested[str(index)], f"{name}/{at}")
                for at, index in enumerate(indices)
            ]
        if text.strip() and shape.word is not None:
            if is_blank(value):
                return text
            self.faults.append(Fault(name, _WORD_AND_MORE.format(text[:40])))
        if shape.word is None and field.required:
            return value
        return value or None

    def _lines(self, field: Field, text: str, name: str) -> list[Any] | None:
        for place in (name, _NUMBERS.sub("/", name)):
            if (untouched := self.stored.get((place, text))) is not None:
                return untouched
        lines = [line for line in text.split("\n") if line.strip()]
        if len(lines) > MOST_LINES:
            self.faults.append(Fault(name, _TOO_MANY_LINES.format(len(lines))))
        return lines or ([] if field.required else None)


_TOO_MANY_LINES = f"Pole mieści {MOST_LINES} pozycji, a jest ich {{}}. Skróć listę."
_WORD_AND_MORE = (
    "Zaznaczono „{}”, a pola poniżej są wypełnione. Zostały one: jeśli mają zniknąć, wyczyść je i "
    "zaznacz jeszcze raz."
)


def _scalar(shape: Shape, text: str) -> Any:
    digits = text.strip()
    if shape.form == "integer" and _INDEX.fullmatch(digits):
        return int(digits)
    return read_day(text) or text if shape.form == "day" else text


def is_blank(value: Any) -> bool:
    """Return whether nothing was typed into a value or any part of it."""
    if isinstance(value, dict):
        return all(map(is_blank, value.values()))
    if isinstance(value, list):
        return all(map(is_blank, value))
    return value is None or value == ""


def is_in_blank_row(structure: Any, name: str) -> bool:
    """Return whether a place is in a blank row of a structure."""
    value = structure
    for step in name.split("/")[1:]:
        if isinstance(value, list) and _INDEX.fullmatch(step) and int(step) < len(value):
            value = value[int(step)]
            if is_blank(value):
                return True
        elif isinstance(value, dict):
            value = value.get(step)
    return False


def without_blank_rows(value: Any) -> Any:
    """Return a structure without blank rows."""
    if isinstance(value, dict):
        return {key: without_blank_rows(part) for key, part in value.items()}
    if isinstance(value, list):
        # A text in a list is not a row: a stored empty one must not vanish unnoticed.
        parts = [part for part in value if isinstance(part, str) or not is_blank(part)]
        return [without_blank_rows(part) for part in parts]
    return value


# ── rows ──────────────────────────────────────────────────────────────────────────────────────────

ADD, REMOVE, UP, DOWN = "dodaj", "usun", "wyzej", "nizej"


def change_rows(structure: Structure, act: str, name: str) -> str | None:
    """Add, remove or move a row of a structure, in its place.

    Args:
        structure: the procedure.
        act: what to do.
        name: the list to add to, else the row.

    Returns:
        The name of the row that was added or moved, or of the list; ``None`` where there is no
        such row.
    """
    if act == ADD:
        rows = _rows(structure, name, makes=True)
        if rows is None:
            return None
        rows.append({})
        return f"{name}/{len(rows) - 1}"
    place, _, step = name.rpartition("/")
    rows = _rows(structure, place)
    index = int(step) if _INDEX.fullmatch(step) else -1
    if rows is None or not 0 <= index < len(rows):
        return None
    if act == REMOVE:
        del rows[index]
        return place
    other = index - 1 if act == UP else index + 1
    if not 0 <= other < len(rows):
        return None
    rows[index], rows[other] = rows[other], rows[index]
    return f"{place}/{other}"


def _rows(structure: Structure, name: str, *, makes: bool = False) -> list[Any] | None:
    """Return the rows of a list, ``None`` for no list of rows; without any, they may be made."""
    shape: Shape = object_shape(Procedure)
    value: Any = structure
    steps = name.split("/")[1:]
    for at, step in enumerate(steps):
        inner: Shape | None
        if has_rows(shape):
            inner = shape.element
            if not _INDEX.fullmatch(step) or int(step) >= len(value):
                return None
            value = value[int(step)]
        else:
            inner = shape.child(step)
            if inner is None or not (_has_parts(inner) and isinstance(value, dict)):
                return None
            is_last = at == len(steps) - 1
            made: Any = [] if has_rows(inner) else {}
            # An empty word gives way to the first row.
            if not isinstance(value.get(step), type(made)):
                if not makes:
                    return None
                value[step] = made
            elif is_last and not has_rows(inner):
                return None
            value = value[step]
        assert inner is not None
        shape = inner
    return value if has_rows(shape) else None


# ── texts ─────────────────────────────────────────────────────────────────────────────────────────


def text_of(value: Any) -> str:
    """Return a value as it is typed; that of a list has a line for each."""
    match value:
        case None:
            return ""
        case bool():
            return "tak" if value else "nie"
        case list():
            return "\n".join(map(text_of, value))
        case _:
            return str(value)


def texts_of(structure: Structure) -> Iterator[tuple[str, str]]:
    """Yield the name and the text of each field into which something was typed."""
    yield from _texts(object_shape(Procedure), structure, "")


def _texts(shape: Shape, value: Any, name: str) -> Iterator[tuple[str, str]]:
    if shape.model is not None and isinstance(value, dict):
        for field in fields_of(shape.model):
            place = f"{name}/{field.key}"
            if field.key in value and place not in FIXED:
                yield from _texts(field.shape, value[field.key], place)
    elif has_rows(shape) and isinstance(value, list):
        assert shape.element is not None
        for index, row in enumerate(value):
            yield from _texts(shape.element, row, f"{name}/{index}")
    elif text := text_of(value):
        yield name, text
