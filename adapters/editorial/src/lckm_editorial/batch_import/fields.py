"""Fields of the form by path, such as ``owner/name`` or ``steps/*/name``."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from itertools import pairwise
from typing import Any

import attrs

from lckm_core.fields import Field, fields_of
from lckm_core.procedures import Procedure
from lckm_core.text import EmptyWord, Message, nearest, plain

EACH = "*"
"""Stands for each item of a list: a cell is split, and its parts are the items."""


@attrs.frozen
class Target:
    """Where a value goes.

    ``steps`` is the path, ``shape`` what stands there, and ``words`` the empty words that
    fields on the way accept, by depth.
    """

    steps: tuple[str | int, ...]
    shape: Any
    words: Mapping[int, EmptyWord]

    def pointers(self) -> str:
        """Return the JSON Pointer of the place, up to where a list begins."""
        steps = self.steps[: self.steps.index(EACH)] if EACH in self.steps else self.steps
        return "".join(f"/{step}" for step in steps)


@attrs.frozen
class NoFieldError(Exception):
    """There is no such field; ``message`` says which is near."""

    message: Message


def target(path: str, *, whole: bool = False) -> Target:
    """Return where a path leads: to one value or, if *whole*, to a whole part.

    Raises :class:`NoFieldError`.
    """
    steps: list[str | int] = []
    shape: Any = None
    words: dict[int, EmptyWord] = {}
    for step in path.split("/"):
        if shape is None or shape.form == "object":
            field = _field(Procedure if shape is None else shape.model, step, path)
            steps.append(field.key)
            shape = field.shape
        elif shape.form == "list" and (step == EACH or (step.isdecimal() and len(step) < 3)):
            steps.append(step if step == EACH else int(step))
            shape = shape.element
        else:
            raise NoFieldError(_no_such_step(path, step))
        if shape.word is not None:
            words[len(steps)] = shape.word
    if steps.count(EACH) > (0 if whole else 1) or (not whole and shape.form in ("object", "list")):
        raise NoFieldError(_no_leaf(path, shape))
    return Target(tuple(steps), shape, words)


def by_label() -> Mapping[str, Target]:
    """Return the target of each label of the form, keyed as :func:`as_heading` gives it.

    Labels inside a field that is an object count, too, unless a field has the same label.
    """
    targets: dict[str, Target] = {}
    for field in fields_of(Procedure):
        for inner in fields_of(field.shape.model) if field.shape.form == "object" else ():
            targets.setdefault(
                as_heading(inner.mark.label),
                _target_of_shape(inner.shape, f"{field.key}/{inner.key}"),
            )
    return targets | {
        as_heading(field.mark.label): _target_of_shape(field.shape, field.key)
        for field in fields_of(Procedure)
    }


def as_heading(label: str) -> str:
    """Return a label as headings are compared: no case, extra spaces, star or colon."""
    return " ".join(label.split()).strip(" *:").casefold()


def _target_of_shape(shape: Any, path: str) -> Target:
    """Return what a cell fills: the field, each item of its list, or the name of its part.

    A part without a name or text is filled as a whole; the check then says what is missing.
    """
    if shape.form == "list" and shape.element.form != "object":
        return target(f"{path}/{EACH}")
    texts = (
        [field for field in fields_of(shape.model) if field.shape.form == "text"]
        if shape.form == "object"
        else []
    )
    if shape.form == "list":
        path = f"{path}/{EACH}"
        texts = [field for field in fields_of(shape.element.model) if field.shape.form == "text"]
    named = next((field for field in texts if field.required), None)
    if named is None and shape.form == "object":
        named = next(
            (field for field in texts if field.shape.text and field.shape.text.multiline), None
        )
    return (
        target(f"{path}/{named.key}")
        if named
        else target(path.removesuffix(f"/{EACH}"), whole=True)
    )


def _field(model: Any, key: str, path: str) -> Field:
    known = {field.key: field for field in fields_of(model)}
    if key in known:
        return known[key]
    near = nearest(key, known)
    raise NoFieldError(
        Message(
            f"Nie ma pola „{path}”. "
            + (f"Czy chodzi o „{near}”?" if near else f"Tu mogą być: {', '.join(known)}."),
            f"There is no field “{path}”. "
            + (f"Did you mean “{near}”?" if near else f"Here may stand: {', '.join(known)}."),
        )
    )


def _no_such_step(path: str, step: str) -> Message:
    return Message(
        f"W „{path}” nic nie stoi pod „{step}”. Pozycje listy podaje się jako * (każda część "
        "komórki) albo numer od 0.",
        f"In “{path}” nothing stands under “{step}”. Items of a list are * (each part of a cell) "
        "or a number from 0.",
    )


def _no_leaf(path: str, shape: Any) -> Message:
    keys = (
        [field.key for field in fields_of(shape.model)]
        if shape is not None and shape.model
        else [EACH]
    )
    return Message(
        f"„{path}” to nie jedno pole. Doprowadź ścieżkę do pola (np. {path}/{keys[0]}), najwyżej "
        "z jedną gwiazdką.",
        f"“{path}” is not one field. Lead the path to a field (such as {path}/{keys[0]}), with "
        "one star at most.",
    )


def put(data: dict[str, Any], where: Target, value: Any, split: str) -> None:
    """Put a cell's value where it goes, unless it is empty or another value is there.

    An empty word („brak”, „nie dotyczy”) goes to the field on the way that accepts it.
    """
    if value is None or (isinstance(value, str) and not value.strip()):
        return
    if isinstance(value, str):
        word = plain(value).strip().rstrip(".").casefold()
        for depth, taken in where.words.items():
            if word == taken.value:
                _set(data, where.steps[:depth], taken.value)
                return
    if EACH not in where.steps:
        _set(data, where.steps, _value(value, where.shape))
        return
    at = where.steps.index(EACH)
    parts = [part.strip() for part in value.split(split)] if isinstance(value, str) else [value]
    for index, part in enumerate(part for part in parts if part != ""):
        _set(data, (*where.steps[:at], index, *where.steps[at + 1 :]), _value(part, where.shape))


def _value(value: Any, shape: Any) -> Any:
    """Return a cell's value as the form has it in a file."""
    if isinstance(value, datetime):
        return value.date().isoformat() if shape.form in ("day", "text") else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool) or shape.form == "integer":
        return int(value) if isinstance(value, float) and value.is_integer() else value
    if isinstance(value, int | float):
        if shape.text is not None and shape.text.name == "amount":
            return f"{value:.2f}"
        return str(int(value)) if float(value).is_integer() else str(value)
    return value.strip() if isinstance(value, str) else value


def _set(data: dict[str, Any], steps: Sequence[str | int], value: Any) -> None:
    place: Any = data
    for step, following in pairwise(steps):
        place = _inside(place, step, [] if isinstance(following, int) else {})
        if not isinstance(place, list if isinstance(following, int) else dict):
            return  # an empty word is there, or the whole value from another column
    last = steps[-1]
    if isinstance(last, int):
        while len(place) <= last:
            place.append(None)
        if place[last] is None:
            place[last] = value
    else:
        place.setdefault(last, value)


def _inside(place: Any, step: str | int, new: Any) -> Any:
    """Return the value under a step, made if there is none."""
    if isinstance(step, int):
        while len(place) <= step:
            place.append(None)
        if place[step] is None:
            place[step] = new
        return place[step]
    return place.setdefault(step, new)
