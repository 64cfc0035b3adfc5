"""Reading and overwriting rows of a partition's file that may be damaged.

Rows are reached by the index, around the damaged pages, and one by one.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from typing import Any

from lckm_sql.sqlite_files import is_damaged

_ROW = "SELECT seq, CAST(number AS BLOB), {} FROM personal NOT INDEXED"
"""The number as bytes: in a damaged row it may be no text."""
_OVERWRITE = "UPDATE personal SET data = zeroblob(length(data)) WHERE seq = ? AND number = ?"
"""Of the same length, the row stays where it is; a deleted one would let SQLite move its
neighbours, and leave copies of them."""
_BY_INDEX = "SELECT seq FROM personal WHERE number = ?"
_BETWEEN = "SELECT seq FROM personal INDEXED BY ix_personal_number WHERE seq > ? AND seq < ?"
_LAST = 2**63 - 1
_MANY = 1_000_000
"""How many rows are tried one by one where the index does not say which exist."""


def overwrite(file: Any, numbers: Sequence[str]) -> Sequence[str]:
    """Overwrite the personal data of these reports; return those that cannot be reached.

    *file* is a connection of the driver in no transaction: one that met a damaged page cannot be
    ended well.
    """
    # What the index does not know, or has wrong, is looked for in the table.
    located = [(number, _by_index(file, number)) for number in numbers]
    if all(seqs for _, seqs in located) and _overwrite_rows(file, located):
        return []
    return [
        number
        for number, seqs in located
        if not (
            (seqs and _overwrite_rows(file, [(number, seqs)])) or _overwrite_report(file, number)
        )
    ]


def may_have(file: Any, number: str) -> bool:
    """Return whether a file has rows of a report, or damage where they may be."""
    rows = (row is None or row[1] == number for row in _rows(file, "NULL"))
    return bool(_by_index(file, number)) or any(rows)


def readable_rows(file: Any) -> Iterator[tuple[int, str, bytes]]:
    """Yield the sequence number, report number and data of each row that can be read."""
    for row in _rows(file, "data"):
        if row is not None and isinstance(row[2], bytes):
            yield row


def _by_index(file: Any, number: str) -> Sequence[int]:
    return [row[0] for row in _until_damage(file, _BY_INDEX, (number,)) if row]


def _overwrite_report(file: Any, number: str) -> bool:
    """Overwrite a report's rows wherever they are in the table; return whether none is left."""
    seqs = [row and row[0] for row in _rows(file, "NULL") if row is None or row[1] == number]
    located = [seq for seq in seqs if seq is not None]
    if located:
        return _overwrite_rows(file, [(number, located)])
    # The whole table was read and has no such row.
    return not seqs


def _overwrite_rows(file: Any, located: Sequence[tuple[str, Sequence[int]]]) -> bool:
    """Overwrite rows in one transaction; return whether each existed and could be."""
    with closing(file.cursor()) as cursor:
        try:
            cursor.execute("BEGIN IMMEDIATE")
            if all(
                cursor.execute(_OVERWRITE, (seq, number)).rowcount == 1
                for number, seqs in located
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
    """Yield rows from the first up to damage, from the last back, and those between.

    ``None`` stands where any may be missing.
    """
    rows = _ROW.format(column)
    low = 0
    high = _LAST
    for row in _one_way(file, f"{rows} WHERE seq > ? ORDER BY seq", low):
        if row is None:
            break
        low = row[0]
        yield _decode(row)
    else:
        return
    yield None
    for row in _one_way(file, f"{rows} WHERE seq < ? ORDER BY seq DESC", high):
        if row is None or row[0] <= low:
            break
        high = row[0]
        yield _decode(row)
    for seq in _seqs_between(file, low, high):
        yield from map(_decode, _until_damage(file, f"{rows} WHERE seq = ?", (seq,)))


def _one_way(file: Any, query: str, start: int) -> Iterator[Any]:
    """Yield rows from one on, and ``None`` when damage ends them."""
    for row in _until_damage(file, query, (start,)):
        if row is None:
            # The driver reads a step ahead, so the last row before the damage comes only when
            # it is asked for alone.
            yield from (end for end in _until_damage(file, f"{query} LIMIT 1", (start,)) if end)
            yield None
        else:
            start = row[0]
            yield row


def _decode(row: Any) -> Any:
    return row and (row[0], (row[1] or b"").decode(errors="replace"), row[2])


def _seqs_between(file: Any, low: int, high: int) -> Iterable[int]:
    """Return the sequence numbers between two rows, by the index or else all of them."""
    seqs = [row and row[0] for row in _until_damage(file, _BETWEEN, (low, high))]
    if None not in seqs:
        return seqs
    return range(low + 1, min(high, low + _MANY)) if high != _LAST else ()


def _until_damage(file: Any, query: str, values: Sequence[Any]) -> Iterator[Any]:
    """Yield rows, then ``None`` when damage keeps the rest from being read."""
    with closing(file.cursor()) as cursor:
        try:
            yield from cursor.execute(query, values)
        except sqlite3.Error as error:
            if not is_damaged(error):
                raise
            yield None
