"""Shape: whether data fit the form. The engine says where and which keyword; the words and codes come from the marks."""

from collections.abc import Iterator
from functools import cache
from typing import Any

import attrs

from lckm_core.findings import Finding, FindingKind, Severity, kind
from lckm_core.marks import Field, Mark, Shape, fields_by_key, fields_of, object_shape, one_of
from lckm_core.procedure.engines import Engine, Path, shape_judge
from lckm_core.procedure.template import Procedure
from lckm_core.procedure.tidying import STAND_IN, UNKNOWN, Fault, tidier, too_long
from lckm_core.text import Message

_ROOT = kind("LCKM-T007", "zał. 2 § 9 ust. 1", Message("dane nie pasują do formularza", "data do not fit the form"))
_FORMS = {
    "text": Message("tekst", "text"),
    "flag": Message("tak albo nie", "yes or no: true or false"),
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


_ROOTS: dict[type, FindingKind] = {}


def root(model: type, of: FindingKind) -> None:
    """Declare what faults of a whole form are: those in no field of it, and, by their provision, those of any text in it."""
    _ROOTS[model] = of


@attrs.frozen
class Judged:
    """Tidy data, and the findings of shape and text in them."""

    data: Any
    findings: tuple[Finding, ...]
    faulty: frozenset[Path]
    """The places of the findings: a value at, above or below one of them is not to be built."""


def judge(data: Any, model: type, engine: Engine | None = None) -> Judged:
    """Return *data* tidied and judged against the shape of *model*: every fault at once, each in its field's code."""
    faults: list[Fault] = []
    tidy = tidier(object_shape(model), Mark(""))(data, (), faults)
    found = [_finding(model, path, given, message) for path, given, message in faults]
    for path, keyword in dict.fromkeys(shape_judge(model, engine)(tidy)):
        found.extend(_finding(model, *fault) for fault in _faults(model, tidy, path, keyword))
    unique = dict(found)
    # A key the form does not know was left out of the tidy data: it spoils nothing else.
    return Judged(
        tidy, tuple(unique), frozenset(path for finding, path in unique.items() if finding.code != UNKNOWN.code)
    )


def _finding(model: type, path: Path, given: FindingKind | None, message: Message) -> tuple[Finding, Path]:
    field, own = _context(model, path)
    if given is not None and model in _ROOTS:
        given = attrs.evolve(given, cites=_ROOTS[model].cites)
    name = Message(f"Pole „{field.mark.label}” ({field.key}): ", f"Field “{field.key}”: ") if field else Message("", "")
    return (given or own).at(path, Message(_sentence(name.pl + message.pl), _sentence(name.en + message.en))), path


def _sentence(text: str) -> str:
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


field_kinds(Procedure)


def _context(model: type, path: Path) -> tuple[Field | None, FindingKind]:
    """Return the innermost field that *path* goes through, and the finding kind of the innermost one with a code."""
    field, own = None, _ROOTS.get(model, _ROOT)
    shape: Shape | None = object_shape(model)
    for step in path:
        if shape is None:
            break
        if isinstance(step, int):
            shape = shape.element
            continue
        inner = fields_by_key(shape.model).get(step) if shape.model else None
        if inner is None:
            break
        field, shape = inner, inner.shape
        own = field_kinds(model)[inner.mark.code] if inner.mark.code else own
    return field, own


def _faults(model: type, data: Any, path: Path, keyword: str) -> Iterator[Fault]:
    """Yield the faults that the engine's *keyword* at *path* stands for, in words."""
    value: Any = data
    shape: Shape | None = object_shape(model)
    field: Field | None = None
    for step in path:
        assert shape is not None
        field = fields_by_key(shape.model)[step] if isinstance(step, str) and shape.model else field
        shape = shape.child(step) if isinstance(step, str) else shape.element
        value = value[step]
    assert shape is not None
    mark = field.mark if field else Mark("")
    if keyword == "required" and shape.model:
        for missing in fields_of(shape.model):
            if missing.required and missing.key not in value:
                yield (*path, missing.key), None, _missing(missing)
    elif keyword == "anyOf" and shape.model:
        names = [fields_by_key(shape.model)[key] for key in one_of(shape.model)]
        yield (
            path,
            None,
            Message(
                "podaj przynajmniej jedno z: " + ", ".join(f"„{name.mark.label}” ({name.key})" for name in names),
                "give at least one of: " + ", ".join(name.key for name in names),
            ),
        )
    elif keyword == "maxLength" and mark.max_chars:
        yield path, None, too_long(len(value), mark.max_chars)
    elif keyword in ("minItems", "minLength"):
        yield path, None, Message("jest puste. Wypełnij je", "is empty. Fill it in")
    else:
        yield path, None, _unexpected(shape, value, said=not is_personal(model, path))


def _missing(field: Field) -> Message:
    word = _or_word(field.shape)
    return Message(
        f"brakuje go. Podaj: {_expected(field.shape).pl}{word.pl}",
        f"is missing. Give {_expected(field.shape).en}{word.en}",
    )


def is_personal(model: type, path: Path) -> bool:
    """Return whether *path* lies in a personal field: what stands there is said in no message."""
    shape: Shape | None = object_shape(model)
    for step in path:
        if shape is None:
            return False
        field = fields_by_key(shape.model).get(step) if shape.model and isinstance(step, str) else None
        if field is not None and field.mark.personal:
            return True
        shape = shape.child(step) if isinstance(step, str) else shape.element
    return False


def _unexpected(shape: Shape, value: Any, *, said: bool) -> Message:
    expected, word = _expected(shape), _or_word(shape)
    if value == STAND_IN:
        # What the file really held cannot be said: a number no JSON keeps, or an object of a Python caller.
        value = None
        found = Message("wartość, której plik nie może zawierać", "a value that no file can hold")
    else:
        found = next(name for kind_of_value, name in _FOUND if isinstance(value, kind_of_value))
    shown = ""
    if said and isinstance(value, str):
        shown = f" „{value[:60]}”"
    elif said and isinstance(value, bool | int | float):
        shown = f" {value}"
    return Message(
        f"ma tu stać {expected.pl}{word.pl}, a jest {found.pl}{shown}",
        f"should hold {expected.en}{word.en} but holds {found.en}{shown}",
    )


def _or_word(shape: Shape) -> Message:
    return Message(f" albo „{shape.word.value}”", f" or “{shape.word.value}”") if shape.word else Message("", "")


def _expected(shape: Shape) -> Message:
    if shape.form == "choice":
        return Message("jedno z: " + ", ".join(shape.choices), "one of: " + ", ".join(shape.choices))
    if (kind_of_value := shape.text or shape.number) is not None:
        return kind_of_value.noun
    form = _FORMS[shape.form]
    if shape.model is None:
        return form
    keys = ", ".join(field.key for field in fields_of(shape.model) if field.required) or ", ".join(one_of(shape.model))
    return Message(f"{form.pl}: {keys}", f"{form.en}: {keys}") if keys else form
