"""Whether data fit a form: each fault in the words and with the code of its field."""

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
    form_kind,
    is_personal_form,
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
    Path,
    missing_field,
    too_long,
    unknown_personal_key,
    wrong_personal_value,
    wrong_value,
)
from lckm_core.forms._json_schema import Engine, shape_judge
from lckm_core.forms._normalisation import normaliser
from lckm_core.forms._text_types import AMOUNT
from lckm_core.organisation import Directory
from lckm_core.text import Message

_UNFIT = kind(
    "LCKM-T007",
    "zał. 2 § 9 ust. 1",
    Message("dane nie pasują do formularza", "data do not fit the form"),
)
_PYTHON_TYPES: dict[str, type] = {
    "text": str,
    "integer": int,
    "number": float,
    "list": list,
    "object": dict,
}
"""The forms whose data have the type of the built value; others are built of text."""

FormCheck = Callable[[Mapping[str, Any], Directory, date | None], Findings]
"""Checks the data of a form, given the directory and, if known, the day of the request."""
_CHECKS: dict[type, FormCheck] = {}


def checked_by(model: type, check: FormCheck) -> None:
    """Declare the check of a form: its shape, and the rules across its fields."""
    # Not an argument of @form: the check needs the class.
    _CHECKS[model] = check


def check_form(
    data: Mapping[str, Any], model: type, directory: Directory, requested_on: date | None = None
) -> Findings:
    """Return every finding of data on a form: of its own check, else of its shape."""
    check = _CHECKS.get(model)
    if check is None:
        return Findings(judge(data, model).findings, form=model)
    return Findings(tuple(check(data, directory, requested_on)), form=model)


@attrs.frozen
class Judged:
    """Normalised data, and the findings of shape and text in them.

    ``faulty`` are the places of the findings. ``misfits`` are the findings of what no model can
    hold as it stands: a wrong type, a missing value, an unknown key.
    """

    data: Any
    findings: tuple[Finding, ...]
    faulty: frozenset[Path]
    misfits: tuple[Finding, ...]

    @property
    def is_buildable(self) -> bool:
        """Whether a model can be built of the data, in which no unknown key is left."""
        return all(finding.code == UNKNOWN.code for finding in self.misfits)


def judge(data: Any, model: type, engine: Engine | None = None) -> Judged:
    """Return *data* normalised and judged by the shape of *model*, with every fault at once."""
    issues: list[Issue] = []
    normalised = normaliser(object_shape(model), Mark(""))(data, (), issues)
    places_with_forbidden = {issue.path for issue in issues if issue.offset is not None}
    places_of_words = {issue.path for issue in issues if issue.is_of_word}
    for path, keyword in dict.fromkeys(shape_judge(model, engine)(normalised)):
        if path in places_of_words:
            continue
        place = _place(model, normalised, path)
        if path not in places_with_forbidden or not _fits_without_forbidden(place):
            issues.extend(_shape_issues(place, path, keyword))
    if not issues:
        return Judged(normalised, (), frozenset(), ())
    findings: dict[Finding, Path] = {}
    misfits = []
    for issue in issues:
        place = _place(model, normalised, issue.path)
        issue = _without_personal_key(issue, place, model, normalised)
        finding = _finding(place, issue, model)
        findings[finding] = issue.path
        if finding.code == UNKNOWN.code or not keeps_type(place.shape, place.value):
            misfits.append(finding)
    # An unknown key was left out of the normalised data: it spoils nothing else.
    faulty = [path for finding, path in findings.items() if finding.code != UNKNOWN.code]
    return Judged(normalised, tuple(findings), frozenset(faulty), tuple(dict.fromkeys(misfits)))


def keeps_type(shape: Shape | None, value: Any) -> bool:
    """Return whether a value at fault is still of the type that the model has in its place."""
    if shape is None:
        return False
    if shape.text is AMOUNT:
        return isinstance(value, str) and re.fullmatch(r"[0-9]+(?:\.[0-9]{2})?", value) is not None
    return type(value) is _PYTHON_TYPES.get(shape.form)


class _Place(NamedTuple):
    """What stands at a path, and what the form knows of it.

    ``field`` is the innermost field on the way, ``kind`` the kind of finding of the innermost one
    with a code. What stands in a ``personal`` field is quoted in no message.
    """

    field: Field | None
    kind: FindingKind
    shape: Shape | None
    value: Any
    personal: bool


def _place(model: type, data: Any, path: Path) -> _Place:
    """Follow *path* through the form and the data, as far as each knows it."""
    kind_of_form = form_kind(model) or _UNFIT
    place = _Place(None, kind_of_form, object_shape(model), data, is_personal_form(model))
    for step in path:
        shape = place.shape
        value = place.value
        if isinstance(step, int):
            place = place._replace(
                shape=shape.element if shape else None,
                value=value[step] if isinstance(value, list) else None,
            )
            continue
        field = fields_by_key(shape.model).get(step) if shape and shape.model else None
        if field is None:
            return place._replace(shape=None, value=None)
        place = _Place(
            field,
            field_kinds(model)[field.mark.code] if field.mark.code else place.kind,
            field.shape,
            value.get(step) if isinstance(value, dict) else None,
            place.personal or field.mark.personal,
        )
    return place


def _fits_without_forbidden(place: _Place) -> bool:
    """Return whether a text has no fault but its forbidden characters."""
    pattern = place.shape.text.pattern if place.shape and place.shape.text else None
    if pattern is None or not isinstance(place.value, str):
        return False
    return re.search(pattern, without_forbidden_characters(place.value, one_line=True)) is not None


def _without_personal_key(issue: Issue, place: _Place, model: type, data: Any) -> Issue:
    """Return the issue of a key that may be personal data as one of its parent."""
    if issue.kind is not UNKNOWN or not place.personal or place.shape is not None:
        return issue
    parent = issue.path[:-1]
    shape = _place(model, data, parent).shape
    known = fields_by_key(shape.model) if shape and shape.model else {}
    message = unknown_personal_key(str(issue.path[-1]), known)
    return issue._replace(path=parent, message=message)


def _finding(place: _Place, issue: Issue, model: type) -> Finding:
    """Return the finding of an issue, which names its field."""
    field = place.field
    kind_of_finding = issue.kind or place.kind
    kind_of_form = form_kind(model)
    if issue.kind is not None and kind_of_form is not None:
        kind_of_finding = attrs.evolve(issue.kind, cites=kind_of_form.cites)
    message = issue.message
    if field is not None:
        message = Message(
            f"Pole „{field.mark.label}” ({field.key}): {message.pl}",
            f"Field “{field.key}”: {message.en}",
        )
    sentence = Message(_sentence(message.pl), _sentence(message.en))
    return kind_of_finding.at(issue.path, sentence, issue.offset)


def _sentence(text: str) -> str:
    text = text[:1].upper() + text[1:]
    return text if text.endswith("?") else text + "."


def _shape_issues(place: _Place, path: Path, keyword: str) -> Iterator[Issue]:
    """Yield the issues that an engine's *keyword* at *path* stands for, in words."""
    shape = place.shape
    assert shape is not None
    mark = place.field.mark if place.field else Mark("")
    longest = mark.max_chars or (shape.text and shape.text.longest)
    if keyword == "required" and shape.model:
        for field in fields_of(shape.model):
            if field.required and field.key not in place.value:
                yield Issue((*path, field.key), None, missing_field(field))
    elif keyword == "anyOf" and shape.model:
        yield Issue(path, None, _one_missing(shape.model))
    elif keyword == "maxLength" and longest:
        yield Issue(path, None, too_long(len(place.value), longest))
    elif keyword in ("minItems", "minLength"):
        yield Issue(path, None, _empty(path, place.field))
    elif place.personal:
        yield Issue(path, None, wrong_personal_value(shape, place.value, path))
    else:
        yield Issue(path, None, wrong_value(shape, place.value, path))


def _empty(path: Path, field: Field | None) -> Message:
    """Report an empty field, and what else may be done than to fill it in."""
    if field is not None and not field.required and path[-1] == field.key:
        return Message("jest puste. Wypełnij je albo pomiń", "is empty. Fill it in or leave it out")
    if not any(isinstance(step, int) for step in path):
        return Message("jest puste. Wypełnij je", "is empty. Fill it in")
    return Message(
        "jest puste. Wypełnij je albo usuń tę pozycję", "is empty. Fill it in or remove the item"
    )


def _one_missing(model: type) -> Message:
    """Report that none of the fields of which one is needed was filled in."""
    fields = [fields_by_key(model)[key] for key in one_of(model)]
    labels = ", ".join(f"„{field.mark.label}” ({field.key})" for field in fields)
    keys = ", ".join(field.key for field in fields)
    return Message(f"podaj przynajmniej jedno z: {labels}", f"give at least one of: {keys}")


@cache
def field_kinds(model: type) -> dict[str, FindingKind]:
    """Declare the finding codes of the fields of *model* and its parts; return them by code."""
    kinds: dict[str, FindingKind] = {}
    for field in fields_of(model):
        mark = field.mark
        if mark.code:
            about = Message(f"pole „{mark.label}”", f"the field “{field.key}”")
            kinds[mark.code] = kind(mark.code, mark.cites, about, Severity.ERROR)
        part = field.shape.model or (field.shape.element.model if field.shape.element else None)
        if part is not None:
            kinds |= field_kinds(part)
    return kinds
