"""A form of a procedure whose end was lost: what did not come keeps its stored text.

The fields of a form come in the order of the page, so the last one tells where it was cut. Until
rows are added, removed or moved, a row of the form is the row of that number in the stored text.
After that, numbers no longer identify rows, so stored rows that did not arrive are appended.
"""

from collections.abc import Iterable, Iterator, Mapping

from lckm_core.fields import Shape, fields_of, object_shape
from lckm_core.procedures import Procedure
from lckm_desk._corrections.fields import Structure, has_rows, is_list_of_rows, texts_of

EVERY = "*"
"""Stands for all lists, where it is not known in which the rows changed places."""
_MOST_LISTS = 100
_Row = dict[str, str]
"""The texts of a row by the ends of their names, without empty ones."""


def lists_in(text: str) -> tuple[str, ...]:
    """Return the lists of rows that a text names; every one of the form for :data:`EVERY`."""
    names = text.split(" ")
    if EVERY in names or len(names) > _MOST_LISTS:
        return tuple(_outermost_lists(object_shape(Procedure), ""))
    known = sorted({name for name in names if is_list_of_rows(name)})
    # In a moved row the indices of inner lists say nothing either.
    return tuple(name for name in known if not any(_is_within(name, other) for other in known))


def _outermost_lists(shape: Shape, name: str) -> Iterator[str]:
    if has_rows(shape):
        yield name
    elif shape.model is not None:
        for field in fields_of(shape.model):
            yield from _outermost_lists(field.shape, f"{name}/{field.key}")


def completed(
    came: Mapping[str, str], stored: Structure, rearranged: Iterable[str]
) -> dict[str, str]:
    """Return the texts of a form cut short, completed with what is stored.

    Args:
        came: the texts that came, by the names of their fields, in the order of the page.
        stored: the text that the form was opened with.
        rearranged: the lists in which rows were added, removed or moved since.
    """
    before = dict(texts_of(stored))
    filled = {place for name, text in came.items() if text.strip() for place in _places(name)}
    # A typed text replaces a stored empty word.
    texts = {name: text for name, text in before.items() if name not in filled} | dict(came)
    last = _rank(list(came)[-1] if came else "")
    for place in rearranged:
        typed = _rows(came, place)
        for name in [name for name in texts if _is_within(name, place) and name not in came]:
            del texts[name]
        order = _rank(place)
        if order < last and last[: len(order)] != order:
            continue
        index = max(typed, default=-1) + 1
        for row in _rows(before, place).values():
            if row not in typed.values():
                texts |= {f"{place}/{index}/{end}": text for end, text in row.items()}
                index += 1
    return texts


def _places(name: str) -> Iterator[str]:
    """Yield the names of what a field is in."""
    while name := name.rpartition("/")[0]:
        yield name


def _is_within(name: str, place: str) -> bool:
    return name.startswith(f"{place}/")


def _rows(texts: Mapping[str, str], place: str) -> dict[int, _Row]:
    rows: dict[int, _Row] = {}
    for name, text in texts.items():
        if _is_within(name, place):
            step, _, end = name.removeprefix(f"{place}/").partition("/")
            row = rows.setdefault(int(step), {})
            if text:
                row[end] = text
    return rows


def _rank(name: str) -> list[int]:
    """Return the position of a field on the page, for sorting."""
    shape: Shape | None = object_shape(Procedure)
    rank: list[int] = []
    for step in name.split("/")[1:]:
        assert shape is not None
        if has_rows(shape):
            rank.append(int(step))
            shape = shape.element
        else:
            assert shape.model is not None
            rank.append([field.key for field in fields_of(shape.model)].index(step))
            shape = shape.child(step)
    return rank
