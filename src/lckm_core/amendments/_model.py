"""The update request: what to remove and what to insert (zał. 2 § 9 ust. 2).

Everything is found by its content, never by a number alone, so that a request still fits when
something else has changed.
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
        "pole, które się zmienia, np. /fees/0/rows/0/amount",
        "the field that changes, such as /fees/0/rows/0/amount",
    ),
    r"^(?:/[a-z0-9_]{1,40}){1,12}$",
)
Pointer = Annotated[str, POINTER]

QUOTED = TextKind("quoted", Message("tekst", "text"), multiline=True, as_typed=True)
"""Words of the description, which may be „brak”: they stand for a place and are no value."""
Quoted = Annotated[str, QUOTED]


class End(StrEnum):
    """An end of a text or a list: before everything or after everything."""

    START = "start"
    END = "end"


def plain_value() -> Any:
    """Return an attribute for plain data, which may be lists and have no hash."""
    return attrs.field(default=None, hash=False)


@attrs.frozen(kw_only=True)
class Phrase:
    """A change inside a long text: *insert* takes the place of *remove*.

    *remove* stands between *before* and *after*. Spaces beside *remove*, and within *before* and
    *after*, do not matter. With nothing to insert, the space before *remove* goes with it. ``at``
    says that the phrase must begin or end the text: it is given where something is added there.
    """

    before: Annotated[Quoted | None, Mark("Tekst przed")] = None
    remove: Annotated[Quoted, Mark("Usuń")]
    insert: Annotated[Prose | None, Mark("Wstaw")] = None
    after: Annotated[Quoted | None, Mark("Tekst po")] = None
    at: Annotated[End | None, Mark("Na początku (start) albo na końcu (end)")] = None


@attrs.frozen
class ItemChange:
    """A change of a list: one item removed, inserted (both given whole) or moved (named).

    *after* and *before* name the items it is put between; with both, nothing else may stand there.
    ``at`` says that it comes first or last. With none of these it comes last. An item's name is the
    words and numbers it begins with, as few as distinguish it and at most eight.
    """

    remove: Annotated[Any, Mark("Usuń pozycję")] = plain_value()
    insert: Annotated[Any, Mark("Wstaw pozycję")] = plain_value()
    move: Annotated[Quoted | None, Mark("Przenieś pozycję")] = None
    after: Annotated[Quoted | None, Mark("Po pozycji")] = None
    before: Annotated[Quoted | None, Mark("Przed pozycją")] = None
    at: Annotated[End | None, Mark("Na początku (start) albo na końcu (end)")] = None


@attrs.frozen
class Change:
    """A change of one field: its whole value, phrases of its text, or items of its list.

    In the first form *remove* is what stands there and *insert* what takes its place; one left out
    means nothing. *of* names the list items that *field* passes through, outermost first; where it
    is given, it decides and not the numbers.
    """

    field: Annotated[Pointer, Mark("Pole")]
    of: Annotated[tuple[Quoted, ...], Mark("W pozycji")] = ()
    remove: Annotated[Any, Mark("Usuń")] = plain_value()
    insert: Annotated[Any, Mark("Wstaw")] = plain_value()
    text: Annotated[tuple[Phrase, ...], Mark("Zmiany w tekście")] = ()
    items: Annotated[tuple[ItemChange, ...], Mark("Zmiany na liście")] = ()


@attrs.frozen
class Base:
    """The edition that a request was made against, identified by its dates."""

    produced_on: Annotated[date | None, Mark("Data wytworzenia informacji")] = None
    valid_from: Annotated[date | None, Mark("Obowiązuje od")] = None
    valid_to: Annotated[date | None, Mark("Obowiązuje do")] = None

    @classmethod
    def of(cls, procedure: Procedure) -> "Base | None":
        """Return the base of this edition, ``None`` when it has no dates."""
        base = cls(procedure.produced_on, procedure.valid_from, procedure.valid_to)
        return None if base == cls() else base


@form("wniosek o aktualizację", "an update request")
@cites("zał. 2 § 9 ust. 2")
@attrs.frozen
class UpdateRequest:
    """A request to update one procedure: marked changes, or a consolidated text with a reason."""

    procedure: Annotated[ProcedureId, Mark("Numer procedury")]
    base: Annotated[Base | None, Mark("Wydanie, do którego przygotowano wniosek")] = None
    changes: Annotated[tuple[Change, ...], Mark("Zmiany")] = ()
    consolidated: Annotated[Procedure | None, Mark("Opis w formie ujednoliconej")] = None
    reason: Annotated[Prose | None, Mark("Uzasadnienie formy ujednoliconej")] = None
    requested_by: Annotated[Line | None, Mark("Wnioskodawca")] = None
    requested_on: Annotated[date | None, Mark("Data wniosku")] = None


def request_to_data(request: UpdateRequest) -> dict[str, Any]:
    """Return a request as plain data, without what was not given.

    ``request_from_data`` gives the same request back. Provision: zał. 2 § 9 ust. 2.
    """
    return to_data(request)


def request_from_data(data: Mapping[str, Any]) -> UpdateRequest:
    """Return the request that well-shaped plain data describe.

    Raises ``KeyError``, ``TypeError`` or ``ValueError`` for data that were not judged. Provision:
    zał. 2 § 9 ust. 2.
    """
    return build(data, UpdateRequest)


def normalised_data(procedure: Procedure) -> dict[str, Any]:
    """Return a procedure as plain data, its texts in normal form (NFC) and stripped."""
    normalise = normaliser(object_shape(Procedure), Mark(""))
    data: dict[str, Any] = normalise(to_data(procedure), (), [])
    return data


def pointer_steps(pointer: str) -> list[str]:
    """Return the keys and numbers of a JSON Pointer."""
    return pointer.split("/")[1:]


def value_or_default(model: type, data: Mapping[str, Any], key: str) -> Any:
    """Return the value under *key*, or the plain form of its default."""
    value = data.get(key)
    return _default(model, key) if value is None else value


def _default(model: type, key: str) -> Any:
    default = getattr(attrs.fields(model), key).default
    if isinstance(default, bool):
        return default
    if isinstance(default, StrEnum):
        return default.value
    is_part = fields_by_key(model)[key].shape.form == "object" and attrs.has(type(default))
    return {} if is_part else None


# Without a limit an item with thousands of words would have as many names.
_NAME_WORDS = 8
"""The most words and numbers that a name is made of."""


def names(item: Any) -> list[str]:
    """Return the names of a list item: its first word or number, its first two, and so on."""
    return list(
        accumulate(islice(_scalars(item), _NAME_WORDS), lambda name, word: f"{name} · {word}")
    )


def by_name(items: Sequence[Any]) -> dict[str, int | None]:
    """Return the index of the item of each name; ``None`` where more than one has it."""
    index_of: dict[str, int | None] = {}
    for index, item in enumerate(items):
        for name in names(item):
            index_of[name] = None if name in index_of else index
    return index_of


def item_index(items: Sequence[Any], name: str) -> int | None:
    """Return the place of the item of a name, ``None`` where there is none or more than one.

    *name* is one that a request made by ``compare`` gives; *items* are plain data.
    """
    return by_name(items).get(name)


def distinct_names(items: Sequence[Any]) -> list[str] | None:
    """Return the shortest name of each item that no other has; ``None`` when some has none."""
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
