"""Reaching the rows in the file of a month that may be damaged: by its index, past its damaged pages, one by one."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from typing import Any

from lckm_sql.sqlite_files import is_damaged

_ROW = "SELECT seq, CAST(number AS BLOB), {} FROM personal NOT INDEXED"
"""As bytes, for in a spoilt row it may be no text."""
_OVER = "UPDATE personal SET data = zeroblob(length(data)) WHERE seq = ? AND number = ?"
"""Of the same length, it stays in its place; taken out, it would let SQLite move its neighbours, and leave copies of them."""
_BY_INDEX = "SELECT seq FROM personal WHERE number = ?"
_BETWEEN = "SELECT seq FROM personal INDEXED BY ix_personal_number WHERE seq > ? AND seq < ?"
_LAST = 2**63 - 1
_MANY = 1_000_000
"""How many rows are tried one by one where the index does not tell which there are."""


def write_over(file: Any, numbers: Sequence[str]) -> Sequence[str]:
    """Write zeros over the personal parts of those numbers where they lie; return the numbers of which one cannot be reached.

    *file* is a connection of the driver, in no transaction: one in which a damaged page was met cannot be ended well. What the index does
    not tell, or tells wrongly, is looked for in the table.
    """
    found = [(number, _by_index(file, number)) for number in numbers]
    if all(seqs for _, seqs in found) and _struck(file, found):
        return []
    return [
        number
        for number, seqs in found
        if not ((seqs and _struck(file, [(number, seqs)])) or _found_struck(file, number))
    ]


def _by_index(file: Any, number: str) -> Sequence[int]:
    return [row[0] for row in _until_damage(file, _BY_INDEX, (number,)) if row]


def _found_struck(file: Any, number: str) -> bool:
    """Look through the whole table; where all of it can be read and there is no such part, there is nothing to do."""
    seqs = [row and row[0] for row in _rows(file, "NULL") if row is None or row[1] == number]
    found = [seq for seq in seqs if seq is not None]
    return _struck(file, [(number, found)]) if found else not seqs


def readable(file: Any) -> Iterator[tuple[int, str, bytes]]:
    """Yield what each row holds that can be read."""
    for row in _rows(file, "data"):
        if row is not None and isinstance(row[2], bytes):
            yield row


def _struck(file: Any, found: Sequence[tuple[str, Sequence[int]]]) -> bool:
    """Write over rows in one transaction; return whether each was there and could be."""
    with closing(file.cursor()) as cursor:
        try:
            cursor.execute("BEGIN IMMEDIATE")
            if all(
                cursor.execute(_OVER, (seq, number)).rowcount == 1
                for number, seqs in found
                for seq in seqs
            ):
                cursor.execute("COMMIT")
                return True
        except sqlite3.Error as error:
            if not is_damaged(error):
                raise
    file.rollback()
    return False


def _rows(file: Any, column: str) -> Iterator[Any]:
    """Yield rows from the first to a damaged page, from the last back to one, and those between; ``None`` where any may be missing."""
    rows, low, high = _ROW.format(column), 0, _LAST
    for row in _one_way(file, f"{rows} WHERE seq > ? ORDER BY seq", low):
        if row is None:
            break
        low = row[0]
        yield _told(row)
    else:
        return
    yield None
    for row in _one_way(file, f"{rows} WHERE seq < ? ORDER BY seq DESC", high):
        if row is None or row[0] <= low:
            break
        high = row[0]
        yield _told(row)
    for seq in _between(file, low, high):
        yield from map(_told, _until_damage(file, f"{rows} WHERE seq = ?", (seq,)))


def _one_way(file: Any, query: str, at: int) -> Iterator[Any]:
    """Yield rows from one on, and ``None`` when damage ends them."""
    for row in _until_damage(file, query, (at,)):
        if row is None:
            # The driver takes a step ahead, so that the last row before the damage comes only when it is asked for alone.
            yield from (one for one in _until_damage(file, f"{query} LIMIT 1", (at,)) if one)
            yield None
        else:
            at = row[0]
            yield row


def _told(row: Any) -> Any:
    return row and (row[0], (row[1] or b"").decode(errors="replace"), row[2])


def _between(file: Any, low: int, high: int) -> Iterable[int]:
    found = [row and row[0] for row in _until_damage(file, _BETWEEN, (low, high))]
    if None not in found:
        return found
    return range(low + 1, min(high, low + _MANY)) if high != _LAST else ()


def _until_damage(file: Any, query: str, values: Sequence[Any] = ()) -> Iterator[Any]:
    """Yield rows, and ``None`` after the last when there may be more that cannot be read."""
    with closing(file.cursor()) as cursor:
        try:
            yield from cursor.execute(query, values)
        except sqlite3.Error as error:
            if not is_damaged(error):
                raise
            yield None
