"""Shape: whether data fit the form. The engine says where and which keyword; the words and codes come from the marks."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any, NamedTuple

import attrs

from lckm_core.fields import (
    Field,
    Mark,
    Shape,
    fields_by_key,
    fields_of,
    object_shape,
    one_of,
)
from lckm_core.findings import (
    Finding,
    FindingKind,
    Findings,
    Severity,
    kind,
)
from lckm_core.forms._forbidden_characters import without_forbidden_characters
from lckm_core.forms._issues import (
    UNKNOWN,
    Issue,
    too_long,
    unknown_key,
)
from lckm_core.forms._normalisation import STAND_IN, tidier
from lckm_core.forms._schema_engines import Engine, Path, shape_judge
from lckm_core.forms._suggestions import example, suggest
from lckm_core.forms._text_types import AMOUNT
from lckm_core.organisation import Directory
from lckm_core.text import Message

_ROOT = kind(
    "LCKM-T007",
    "zał. 2 § 9 ust. 1",
    Message("dane nie pasują do formularza", "data do not fit the form"),
)
_FORMS = {
    "text": Message("tekst", "text"),
    "flag": Message("tak albo nie", "true or false"),
    "number": Message("liczba", "a number"),
    "day": Message("dzień w zapisie rrrr-mm-dd", "a day written rrrr-mm-dd"),
    "moment": Message(
        "chwila w zapisie rrrr-mm-ddTgg:mm:ss ze strefą, np. 2026-03-29T01:30:00+01:00",
        "a moment written with its offset, such as 2026-03-29T01:30:00+01:00",
    ),
    "list": Message("lista", "a list"),
    "object": Message("zestaw pól", "a set of fields"),
}
_FOUND = (
    (type(None), Message("puste miejsce", "nothing")),
    (bool, Message("wartość tak/nie", "a yes or no")),
    (int, Message("liczba", "a number")),
    (float, Message("liczba", "a number")),
    (str, Message("tekst", "text")),
    (list, Message("lista", "a list")),
    (dict, Message("zestaw pól", "a set of fields")),
)
_KEPT_AS: dict[str, type] = {
    "text": str,
    "integer": int,
    "number": float,
    "list": list,
    "object": dict,
}
"""What stands in tidy data for a value that the model keeps as it is; days, choices, flags and amounts are made of text."""


_ROOTS: dict[type, FindingKind] = {}
_PERSONAL: set[type] = set()
FormCheck = Callable[[Mapping[str, Any], Directory, date | None], Findings]
"""What judges the plain data of a form: given the units there are and, where it is known, the day of the request."""
_CHECKS: dict[type, FormCheck] = {}


def root(model: type, of: FindingKind, *, personal: bool = False) -> None:
    """Declare what faults of a whole form are: those in no field of it, and, by their provision, those of any text in it.

    In a *personal* form a resident writes, and whatever stands where it should not may be a personal datum: no value and
    no foreign key of it is said in a message.
    """
    _ROOTS[model] = of
    if personal:
        _PERSONAL.add(model)


def checked_by(model: type, check: FormCheck) -> None:
    """Declare what judges the plain data of a form whole: its shape, and the rules across its fields.

    It is declared beside the class, so that a form is judged alike whatever else was imported.
    """
    _CHECKS[model] = check


def check_form(
    data: Mapping[str, Any], model: type, directory: Directory, requested_on: date | None = None
) -> Findings:
    """Return every finding of plain data filled in on a form: those of its own check, or of its shape where it has none."""
    own = _CHECKS.get(model)
    found = judge(data, model).findings if own is None else own(data, directory, requested_on)
    return Findings(tuple(found), form=model)


@attrs.frozen
class Judged:
    """Tidy data, and the findings of shape and text in them."""

    data: Any
    findings: tuple[Finding, ...]
    faulty: frozenset[Path]
    """The places of the findings; :mod:`lckm_core.forms._partial_values` says what of them can be judged further."""
    misfits: tuple[Finding, ...]
    """The findings of what no model can hold as it stands: a wrong type, nothing where something must stand, an unknown key.
    Without them the data can be built, however many others there are."""

    @property
    def is_buildable(self) -> bool:
        """Whether a model can be built of the tidy data: of unknown keys nothing is left in them."""
        return all(finding.code == UNKNOWN.code for finding in self.misfits)


class _Place(NamedTuple):
    """Where a path leads: the innermost field it goes through, the finding kind of the innermost one with a code, and what is there."""

    field: Field | None
    own: FindingKind
    shape: Shape | None
    value: Any
    personal: bool
    """Whether it lies in a personal field: what stands there is said in no message."""


def keeps_type(shape: Shape | None, value: Any) -> bool:
    """Return whether a value, though at fault, is of the type that the model keeps where *shape* stands."""
    kept = _KEPT_AS.get(shape.form) if shape and shape.text is not AMOUNT else None
    return kept is not None and type(value) is kept


def judge(data: Any, model: type, engine: Engine | None = None) -> Judged:
    """Return *data* tidied and judged against the shape of *model*: every fault at once, each in its field's code."""
    faults: list[Issue] = []
    tidy = tidier(object_shape(model), Mark(""))(data, (), faults)
    strange_at = {fault.path for fault in faults if fault.offset is not None}
    for path, keyword in dict.fromkeys(shape_judge(model, engine)(tidy)):
        place = _place(model, tidy, path)
        if path not in strange_at or not _fits_without_strange(place):
            faults.extend(_faults(place, path, keyword))
    found = {}
    misfits = []
    for path, given, message, offset in faults:
        place = _place(model, tidy, path)
        if given is UNKNOWN and place.personal and place.shape is None:
            # The key may be a personal datum itself, put where a key stands.
            within = _place(model, tidy, path[:-1]).shape
            known = fields_by_key(within.model) if within and within.model else {}
            path, message = path[:-1], unknown_key(str(path[-1]), known, said=False)
        if given is not None and model in _ROOTS:
            given = attrs.evolve(given, cites=_ROOTS[model].cites)
        finding = _finding(place, Issue(path, given, message, offset))
        found[finding] = path
        if finding.code == UNKNOWN.code or not keeps_type(place.shape, place.value):
            misfits.append(finding)
    # A key the form does not know was left out of the tidy data: it spoils nothing else.
    faulty = frozenset(path for finding, path in found.items() if finding.code != UNKNOWN.code)
    return Judged(tidy, tuple(found), faulty, tuple(dict.fromkeys(misfits)))


def _fits_without_strange(place: _Place) -> bool:
    """Return whether a text fits once what does not belong in it is removed, as its finding asks: then nothing else is wrong."""
    pattern = place.shape.text.pattern if place.shape and place.shape.text else None
    if pattern is None or not isinstance(place.value, str):
        return False
    return re.search(pattern, without_forbidden_characters(place.value, one_line=True)) is not None


def _finding(place: _Place, fault: Issue) -> Finding:
    field, message = place.field, fault.message
    name = (
        Message(f"Pole „{field.mark.label}” ({field.key}): ", f"Field “{field.key}”: ")
        if field
        else Message("", "")
    )
    said = Message(_sentence(name.pl + message.pl), _sentence(name.en + message.en))
    return (fault.kind or place.own).at(fault.path, said, fault.offset)


def _sentence(text: str) -> str:
    text = text[:1].upper() + text[1:]
    return text if text.endswith("?") else text + "."


@cache
def field_kinds(model: type) -> dict[str, FindingKind]:
    """Declare, once, a finding code for each marked field of *model* and its parts; return them by code."""
    found: dict[str, FindingKind] = {}
    for field in fields_of(model):
        mark = field.mark
        if mark.code:
            about = Message(f"pole „{mark.label}”", f"the field “{field.key}”")
            found[mark.code] = kind(mark.code, mark.cites, about, Severity.ERROR)
        part = field.shape.model or (field.shape.element.model if field.shape.element else None)
        if part is not None:
            found |= field_kinds(part)
    return found


def _place(model: type, data: Any, path: Path) -> _Place:
    """Follow *path* through the form and through *data*, as far as each of them knows it."""
    place = _Place(None, _ROOTS.get(model, _ROOT), object_shape(model), data, model in _PERSONAL)
    for step in path:
        shape, value = place.shape, place.value
        if isinstance(step, int):
            place = place._replace(
                shape=shape.element if shape else None,
                value=value[step] if isinstance(value, list) else None,
            )
            continue
        field = fields_by_key(shape.model).get(step) if shape and shape.model else None
        if field is None:
            return place._replace(shape=None, value=None)
        own = field_kinds(model)[field.mark.code] if field.mark.code else place.own
        personal = place.personal or field.mark.personal
        place = _Place(
            field, own, field.shape, value.get(step) if isinstance(value, dict) else None, personal
        )
    return place


def _faults(place: _Place, path: Path, keyword: str) -> Iterator[Issue]:
    """Yield the faults that the engine's *keyword* at *path* stands for, in words."""
    shape, value = place.shape, place.value
    assert shape is not None
    mark = place.field.mark if place.field else Mark("")
    if keyword == "required" and shape.model:
        for missing in fields_of(shape.model):
            if missing.required and missing.key not in value:
                yield Issue((*path, missing.key), None, _missing(missing))
    elif keyword == "anyOf" and shape.model:
        names = [fields_by_key(shape.model)[key] for key in one_of(shape.model)]
        said = Message(
            "podaj przynajmniej jedno z: "
            + ", ".join(f"„{name.mark.label}” ({name.key})" for name in names),
            "give at least one of: " + ", ".join(name.key for name in names),
        )
        yield Issue(path, None, said)
    elif keyword == "maxLength" and (
        longest := mark.max_chars or (shape.text and shape.text.longest)
    ):
        yield Issue(path, None, too_long(len(value), longest))
    elif keyword in ("minItems", "minLength"):
        yield Issue(path, None, Message("jest puste. Wypełnij je", "is empty. Fill it in"))
    else:
        yield Issue(path, None, _unexpected(place, path))


def _missing(field: Field) -> Message:
    word = _or_word(field.shape)
    written = Message("", "")
    if field.shape.form in ("list", "object"):
        yaml = f"{field.key}: {example(field.shape)}"
        written = Message(f", np. {yaml}", f", such as {yaml}")
    return Message(
        f"brakuje go. Podaj: {_expected(field.shape).pl}{word.pl}{written.pl}",
        f"is missing. Give {_expected(field.shape).en}{word.en}{written.en}",
    )


def _unexpected(place: _Place, path: Path) -> Message:
    shape, value, said = place.shape, place.value, not place.personal
    assert shape is not None
    expected, word = _expected(shape), _or_word(shape)
    if value == STAND_IN:
        # What the file really held cannot be said: a number no JSON keeps, or an object of a Python caller.
        value = None
        found = Message("wartość, której plik nie może zawierać", "a value that no file can hold")
    else:
        found = next(name for kind_of_value, name in _FOUND if isinstance(value, kind_of_value))
    shown = Message("", "")
    if said and isinstance(value, str):
        shown = Message(f" „{value[:60]}”", f" “{value[:60]}”")
    elif said and isinstance(value, bool | int | float):
        shown = Message(f" {value}", f" {value}")
    # Which of the choices may be meant is said in our own words.
    meant = _meant(shape, value if said or shape.form == "choice" else None, path)
    return Message(
        f"ma tu stać {expected.pl}{word.pl}, a jest {found.pl}{shown.pl}{meant.pl}",
        f"should hold {expected.en}{word.en} but holds {found.en}{shown.en}{meant.en}",
    )


def _meant(shape: Shape, value: Any, path: Path) -> Message:
    """Say what a value that does not fit may have been meant to be, or how what fits is written."""
    if shape.form in ("list", "object") and path:
        text = value if isinstance(value, str) else ""
        if shape.form == "list" and shape.element is not None:
            item = example(shape.element, text)
            return Message(
                f". Wpisz pod „{path[-1]}:”, w nowym wierszu, po myślniku: - {item}",
                f". Write under “{path[-1]}:”, on a new line, after a dash: - {item}",
            )
        yaml = (
            f"- {example(shape, text)}"
            if isinstance(path[-1], int)
            else f"{path[-1]}: {example(shape, text)}"
        )
        return Message(f". Wpisz: {yaml}", f". Write: {yaml}")
    meant = suggest(shape, value) if isinstance(value, str) else None
    if meant is None:
        return Message("", "")
    if meant == value:
        return Message(f". Wpisz {meant} bez cudzysłowu", f". Write {meant} without quotes")
    return Message(f". Czy chodzi o „{meant}”?", f". Did you mean “{meant}”?")


def _or_word(shape: Shape) -> Message:
    return (
        Message(f" albo „{shape.word.value}”", f" or “{shape.word.value}”")
        if shape.word
        else Message("", "")
    )


def _expected(shape: Shape) -> Message:
    if shape.form == "choice":
        words = dict(shape.words)
        shown = [
            f"{choice} ({words[choice][-1]})" if choice in words else choice
            for choice in shape.choices
        ]
        return Message("jedno z: " + ", ".join(shown), "one of: " + ", ".join(shape.choices))
    if (kind_of_value := shape.text or shape.number) is not None:
        return kind_of_value.noun
    form = _FORMS[shape.form]
    if shape.model is None:
        return form
    keys = ", ".join(field.key for field in fields_of(shape.model) if field.required) or ", ".join(
        one_of(shape.model)
    )
    return Message(f"{form.pl}: {keys}", f"{form.en}: {keys}") if keys else form
