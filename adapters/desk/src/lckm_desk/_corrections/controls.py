"""The controls of the form of a procedure, made from the fields of the template."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby
from typing import Any, Literal

import attrs

from lckm_core.fields import Field, Mark, Shape, fields_of
from lckm_core.findings import Finding, Severity
from lckm_core.law import find
from lckm_core.procedures import Procedure
from lckm_core.text import CHARACTERS, counted
from lckm_desk._corrections.fields import FIXED, Structure, has_rows, text_of
from lckm_desk._pages import sentence
from lckm_desk._submissions import field_fault

Kind = Literal["line", "area", "lines", "choice", "shown", "group", "rows", "row"]
# Kinds of text that are long although they have a pattern.
_LONG_KINDS = ("account", "url", "phone", "file")
_NONE = Mark("")
# For long texts: characters in a row, and the most rows of a control.
_ROW, _MOST_ROWS = 70, 14


@attrs.frozen(kw_only=True)
class Control:
    """A field of the form, or some that belong together.

    Args:
        name: its name, the JSON Pointer of its value.
        label: what the template calls it.
        kind: what it is made of.
        text: what is in it.
        hint: what it is for, and its limit.
        is_starred: whether no resident sees it.
        is_short: whether little is typed.
        options: the values and words to choose from.
        word: the empty word that may stand in place of the parts, empty for none.
        parts: the controls within.
    """

    name: str
    label: str
    kind: Kind
    text: str = ""
    hint: str = ""
    is_starred: bool = False
    is_short: bool = False
    options: Sequence[tuple[str, str]] = ()
    word: str = ""
    parts: Sequence["Control"] = ()

    @property
    def is_field(self) -> bool:
        """Whether the control itself takes input, and not only its parts."""
        return bool(self.word) or self.kind not in ("group", "rows", "row", "shown")

    @property
    def rows(self) -> int:
        """How many rows of text its control shows."""
        lines = sum(1 + len(line) // _ROW for line in self.text.split("\n"))
        return max(2, min(lines + 1, _MOST_ROWS))

    def walk(self) -> Iterator["Control"]:
        """Yield it and all within, in the order of the page."""
        yield self
        for part in self.parts:
            yield from part.walk()


@attrs.frozen
class Section:
    """A section of the template with its fields."""

    title: str
    controls: Sequence[Control]


@attrs.frozen
class Note:
    """What is wrong in a field, and whether it keeps the procedure from being published."""

    message: str
    cites: str
    is_error: bool


def sections_of(structure: Structure) -> list[Section]:
    """Return the whole form, with what is in it, in the order of the template."""
    pairs = [
        (
            field.section,
            _control(Procedure, field, structure.get(field.key), f"/{field.key}", _NONE),
        )
        for field in fields_of(Procedure)
        if f"/{field.key}" not in FIXED
    ]
    grouped = groupby(pairs, key=lambda pair: pair[0])
    return [Section(title, [control for _, control in rows]) for title, rows in grouped]


def controls_of(sections: Iterable[Section]) -> list[Control]:
    """Return all controls, with those within others."""
    return [part for section in sections for control in section.controls for part in control.walk()]


def notes_at(findings: Iterable[Finding], controls: Iterable[Control]) -> dict[str, list[Note]]:
    """Return the notes by the name of their control; those without one by an empty name."""
    names = {control.name: control for control in controls}
    notes: dict[str, list[Note]] = {}
    for finding in findings:
        name, line = finding.path, ""
        while name and name not in names:
            name, _, line = name.rpartition("/")
        message = field_fault(name, finding).message if name else finding.message
        if name and names[name].kind == "lines" and line.isdecimal():
            message = f"Wiersz {int(line) + 1}: {message}"
        is_error = finding.severity is Severity.ERROR
        notes.setdefault(name, []).append(Note(message, finding.cites, is_error))
    return notes


def label_of(name: str) -> str:
    """Return the labels on the way to a field: „Najważniejsze etapy … 2: Komentarz”."""
    words: list[str] = []
    model: type | None = Procedure
    for step in name.split("/")[1:]:
        if step.isdecimal():
            words[-1] = f"{words[-1]} {int(step) + 1}"
            continue
        field = _fields(model).get(step) if model is not None else None
        if field is None:
            return name
        words.append(field.mark.label)
        element = field.shape.element
        model = field.shape.model or (element.model if element is not None else None)
    return ": ".join(words)


@cache
def _fields(model: type) -> Mapping[str, Field]:
    return {field.key: field for field in fields_of(model)}


def _control(model: type, field: Field, value: Any, name: str, around: Mark) -> Control:
    """Return the control of a field of a model class.

    Args:
        model: the class.
        field: the field.
        value: what is in it.
        name: its name.
        around: the mark of the field around it, whose hint and star are not told again.
    """
    shape, mark = field.shape, field.mark
    kind = _kind(shape, name, value)
    word = shape.word.value if shape.word is not None and kind in ("group", "rows") else ""
    text = text_of(value) if not isinstance(value, dict) and kind != "rows" else ""
    if word and isinstance(value, str):
        text = value
    return Control(
        name=name,
        label=mark.label,
        kind=kind,
        text=text,
        hint=_hint(field, around),
        is_starred=mark.starred and not around.starred,
        is_short=_is_short(shape),
        options=_options(model, field, text) if kind == "choice" else (),
        word=word,
        parts=_parts(shape, value, name, mark),
    )


def _parts(shape: Shape, value: Any, name: str, mark: Mark) -> list[Control]:
    if has_rows(shape):
        assert shape.element is not None
        rows = value if isinstance(value, list) else []
        return [
            Control(
                name=f"{name}/{at}",
                label=mark.label,
                kind="row",
                parts=_parts(shape.element, row, f"{name}/{at}", mark),
            )
            for at, row in enumerate(rows)
        ]
    if shape.model is None:
        return []
    values = value if isinstance(value, dict) else {}
    return [
        _control(shape.model, field, values.get(field.key), f"{name}/{field.key}", mark)
        for field in fields_of(shape.model)
    ]


def _kind(shape: Shape, name: str, value: Any) -> Kind:
    if name in FIXED:
        return "shown"
    if shape.form == "object":
        return "group"
    if shape.form == "list":
        return "rows" if has_rows(shape) else "lines"
    if shape.form in ("choice", "flag"):
        return "choice"
    # A line break that somebody stored in a text of one line would be lost in a line.
    is_multiline = shape.text is not None and shape.text.multiline
    return "area" if is_multiline or (isinstance(value, str) and "\n" in value) else "line"


def _is_short(shape: Shape) -> bool:
    if shape.text is not None and shape.text.pattern is not None:
        return shape.text.name not in _LONG_KINDS
    return shape.form in ("day", "integer")


def _options(model: type, field: Field, text: str) -> list[tuple[str, str]]:
    """Return the options; the default has an empty value, as it is left out of a file."""
    default = getattr(attrs.fields(model), field.key).default
    words = dict(field.shape.words)
    choices = [(choice, words.get(choice, (choice,))[0]) for choice in field.shape.choices]
    if field.shape.is_flag:
        choices = [("nie", "nie"), ("tak", "tak")]
        default = "nie" if default is False else default
    options = [("" if value == default else value, label) for value, label in choices]
    if all(value for value, _ in options):
        options.insert(0, ("", "wybierz" if field.required else "nie podano"))
    # A value that the form does not offer stays visible.
    is_known = any(value == text for value, _ in options)
    return options if is_known else [*options, (text, text)]


def _hint(field: Field, around: Mark) -> str:
    """Return what a field is for, how it is written, its limit, and when it is asked for."""
    mark, kind = field.mark, field.shape.text
    provision = find(mark.cites) if mark.code and mark.cites != around.cites else None
    if provision is not None:
        words = [provision.asks.pl]
    else:
        words = [f"Do {counted(mark.max_chars, CHARACTERS).pl}."] if mark.max_chars else []
        if kind is not None and kind.pattern is not None:
            words.append(sentence(kind.noun.pl))
    if field.shape.form == "list" and not has_rows(field.shape):
        words.append("Każda pozycja w osobnym wierszu.")
    if mark.asked is not None:
        words.append(mark.asked.pl)
    return " ".join(words)
