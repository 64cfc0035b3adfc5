"""Pages of rows in the order of a key, of a table that may be damaged."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import TypeVar

from lckm_sql.sqlite_connection import damage_error

_K = TypeVar("_K")
_R = TypeVar("_R")


def keyset_pages(
    read: Callable[[_K], Sequence[_R]], key: Callable[[_R], _K], after: _K
) -> Iterator[Sequence[_R]]:
    """Yield pages until there are no rows, each of greater keys than the page before.

    A damaged index may give the same rows for ever; that raises ``sqlite3.DatabaseError``.

    Args:
        read: returns the rows after a key, in its order.
        key: returns the key of a row.
        after: less than the key of every row.
    """
    while page := read(after):
        yield page
        last = key(page[-1])
        if not _follows(last, after):
            raise damage_error()
        after = last


def _follows(last: object, before: object) -> bool:
    with suppress(TypeError):  # a damaged key may be of any type
        return bool(last > before)  # type: ignore[operator]
    return False
