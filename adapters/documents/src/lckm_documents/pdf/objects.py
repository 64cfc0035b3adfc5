"""Access to untrusted PDF objects: any value may be of any kind, or missing."""

from collections.abc import Iterator
from typing import Any, Final

import pikepdf

from lckm_documents import limits
from lckm_documents.result import BeyondLimitError

_HOLDERS: Final = (pikepdf.Dictionary, pikepdf.Stream)
ObjectId = tuple[int, int]


def entry(holder: Any, *keys: str) -> Any:
    """Return the value under nested *keys*, or ``None``."""
    for key in keys:
        if not isinstance(holder, _HOLDERS):
            return None
        holder = holder.get(key)
    return holder


def items(value: Any) -> list[Any]:
    """Return the items of an array, or any other value as the only item."""
    if value is None:
        return []
    return list(value) if isinstance(value, pikepdf.Array) else [value]


def keys(holder: Any) -> list[str]:
    """Return the keys of a dictionary or stream; none for anything else."""
    return list(holder.keys()) if isinstance(holder, _HOLDERS) else []


def words(value: Any) -> str:
    """Return the text of a string, stripped; empty for anything else."""
    return str(value).strip().strip("\0") if isinstance(value, pikepdf.String) else ""


def name(value: Any) -> str:
    """Return a name without its slash; empty for anything else."""
    return str(value)[1:] if isinstance(value, pikepdf.Name) else ""


def number(value: Any) -> int | None:
    """Return an integer; ``None`` for anything else."""
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def object_id(value: Any) -> ObjectId | None:
    """Return the number of an indirect object; ``None`` for a direct one."""
    if not isinstance(value, pikepdf.Object) or not value.is_indirect:
        return None
    return value.objgen


def within(value: Any, depth: int = 0) -> Iterator[Any]:
    """Yield an object and every dictionary in it that is not an indirect object."""
    waiting = [(value, depth)]
    count = 0
    while waiting:
        held, depth = waiting.pop()
        count += 1
        if count > limits.OBJECTS or depth > limits.NESTING:
            raise too_many_objects()
        if isinstance(held, _HOLDERS):
            yield held
            # No mapping: it iterates differently.
            inner = [held.get(key) for key in held.keys()]  # noqa: SIM118
        elif isinstance(held, pikepdf.Array):
            inner = list(held)
        else:
            continue
        waiting += [
            (child, depth + 1)
            for child in inner
            if isinstance(child, (*_HOLDERS, pikepdf.Array)) and not child.is_indirect
        ]


def too_many_objects() -> BeyondLimitError:
    """Return the error for a PDF with too many objects."""
    return BeyondLimitError(
        f"ma ponad {limits.OBJECTS} obiektów lub elementów struktury",
        f"it has more than {limits.OBJECTS} objects or elements",
    )
