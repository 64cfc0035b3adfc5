"""The update request: what is to be removed from a procedure and what is to be put in (zał. 2 § 9 ust. 2), as data.

Everything is found by its content, never by a number alone, so that a request still fits when something else has changed.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from itertools import accumulate, islice
from typing import Annotated, Any

import attrs

from lckm_core.fields import (
    Mark,
    TextKind,
    fields_by_key,
    form,
    object_shape,
)
from lckm_core.forms import Line, ProcedureId, Prose, build, normaliser, to_data
from lckm_core.law import cites
from lckm_core.procedures import Procedure
from lckm_core.text import Message

POINTER = TextKind(
    "pointer",
    Message(
        "miejsce w opisie, np. /fees/0/rows/0/amount",
        "a place in the procedure such as /fees/0/rows/0/amount",
    ),
    r"^(?:/[a-z0-9_]{1,40}){1,12}$",
)
Pointer = Annotated[str, POINTER]


class End(StrEnum):
    """An end of a text or a list; names the place of what is put before everything or after everything."""

    START = "start"
    END = "end"


@attrs.frozen(kw_only=True)
class Phrase:
    """A change inside a long text: *remove* stands between *before* and *after*, and *insert* takes its place.

    Spaces beside *remove*, and within *before* and *after*, do not matter. With nothing to insert, the space before
    *remove* goes with it. ``at`` says that the phrase must begin or end the text: it is given where something is added there.
    """

    before: Annotated[Prose | None, Mark("Tekst przed")] = None
    remove: Annotated[Prose, Mark("Usuń")]
    insert: Annotated[Prose | None, Mark("Wstaw")] = None
    after: Annotated[Prose | None, Mark("Tekst po")] = None
    at: Annotated[End | None, Mark("Na początku (start) albo na końcu (end)")] = None


@attrs.frozen
class ItemChange:
    """A change of a list: one item removed (given whole), inserted (given whole) or moved (named).

    *after* and *before* name the items it is put between; with both, nothing else may stand there. ``at`` says that it
    comes first or last. With none of these it comes last. An item's name is the words and numbers it begins with, as
    few as tell it apart and at most eight.
    """

    remove: Annotated[Any, Mark("Usuń pozycję")] = None
    insert: Annotated[Any, Mark("Wstaw pozycję")] = None
    move: Annotated[Prose | None, Mark("Przenieś pozycję")] = None
    after: Annotated[Prose | None, Mark("Po pozycji")] = None
    before: Annotated[Prose | None, Mark("Przed pozycją")] = None
    at: Annotated[End | None, Mark("Na początku (start) albo na końcu (end)")] = None


@attrs.frozen
class Change:
    """What happens to one field, in one of three forms: the whole value, phrases of its text, or items of its list.

    In the first form *remove* is what stands there and *insert* what takes its place; one left out means nothing. *of*
    names the list items that *field* passes through, outermost first; where it is given, it decides and not the numbers.
    """

    field: Annotated[Pointer, Mark("Pole")]
    of: Annotated[tuple[Prose, ...], Mark("W pozycji")] = ()
    remove: Annotated[Any, Mark("Usuń")] = None
    insert: Annotated[Any, Mark("Wstaw")] = None
    text: Annotated[tuple[Phrase, ...], Mark("Zmiany w tekście")] = ()
    items: Annotated[tuple[ItemChange, ...], Mark("Zmiany na liście")] = ()


@attrs.frozen
class Base:
    """Which edition a request was made against, told by its dates."""

    produced_on: Annotated[date | None, Mark("Data wytworzenia informacji")] = None
    valid_from: Annotated[date | None, Mark("Obowiązuje od")] = None
    valid_to: Annotated[date | None, Mark("Obowiązuje do")] = None

    @classmethod
    def of(cls, procedure: Procedure) -> "Base | None":
        """Return what tells this edition from others, or ``None`` when it has no dates."""
        base = cls(procedure.produced_on, procedure.valid_from, procedure.valid_to)
        return None if base == cls() else base


@form("wniosek o aktualizację", "an update request")
@cites("zał. 2 § 9 ust. 2")
@attrs.frozen
class UpdateRequest:
    """A request to update one procedure: precisely marked changes, or the consolidated text with the reason for it."""

    procedure: Annotated[ProcedureId, Mark("Numer procedury")]
    base: Annotated[Base | None, Mark("Wydanie, do którego przygotowano wniosek")] = None
    changes: Annotated[tuple[Change, ...], Mark("Zmiany")] = ()
    consolidated: Annotated[Procedure | None, Mark("Opis w formie ujednoliconej")] = None
    reason: Annotated[Prose | None, Mark("Uzasadnienie formy ujednoliconej")] = None
    requested_by: Annotated[Line | None, Mark("Wnioskodawca")] = None
    requested_on: Annotated[date | None, Mark("Data wniosku")] = None


def request_to_data(request: UpdateRequest) -> dict[str, Any]:
    """Return a request as plain data, what was not given left out. ``request_from_data`` gives the same request back.

    Raises nothing. Provision: zał. 2 § 9 ust. 2.
    """
    return to_data(request)


def request_from_data(data: Mapping[str, Any]) -> UpdateRequest:
    """Return the request that well-shaped plain data describe.

    Raises ``KeyError``, ``TypeError`` or ``ValueError`` for data that were not judged. Provision: zał. 2 § 9 ust. 2.
    """
    return build(data, UpdateRequest)


def tidy_data(procedure: Procedure) -> dict[str, Any]:
    """Return a procedure as plain data, its texts as a reader leaves them: in normal form (NFC), without space at the ends."""
    tidy: dict[str, Any] = normaliser(object_shape(Procedure), Mark(""))(to_data(procedure), (), [])
    return tidy


def steps_of(pointer: str) -> list[str]:
    """Return the keys and numbers of a JSON Pointer."""
    return pointer.split("/")[1:]


def given(model: type, data: Mapping[str, Any], key: str) -> Any:
    """Return the value under *key* as plain data: where it was left out, the plain form of its default, else ``None``."""
    value = data.get(key)
    return _default(model, key) if value is None else value


def _default(model: type, key: str) -> Any:
    default = getattr(attrs.fields(model), key).default
    if isinstance(default, bool | StrEnum):
        return default if isinstance(default, bool) else default.value
    return (
        {}
        if fields_by_key(model)[key].shape.form == "object" and attrs.has(type(default))
        else None
    )


_NAME = 8
"""How many words and numbers a name is made of, at most: without an end, an item with thousands would have endless names."""


def names(item: Any) -> list[str]:
    """Return the names a list item answers to: its first word or number, the first two, and so on."""
    return list(accumulate(islice(_scalars(item), _NAME), lambda name, more: f"{name} · {more}"))


def by_name(items: Sequence[Any]) -> dict[str, int | None]:
    """Return which item answers to each name; ``None`` where more than one does."""
    found: dict[str, int | None] = {}
    for index, item in enumerate(items):
        for name in names(item):
            found[name] = None if name in found else index
    return found


def distinct_names(items: Sequence[Any]) -> list[str] | None:
    """Return for each item the shortest name that no other item answers to; ``None`` when some item has no such name."""
    shortest: dict[int, str] = {}
    for name, index in by_name(items).items():
        if index is not None:
            shortest.setdefault(index, name)
    return [shortest[index] for index in range(len(items))] if len(shortest) == len(items) else None


def _scalars(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for item in value.values():
            yield from _scalars(item)
    elif isinstance(value, list):
        for item in value:
            yield from _scalars(item)
    elif isinstance(value, str) or type(value) is int:
        yield re.sub(r"\s+", " ", str(value))
