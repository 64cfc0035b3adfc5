"""The store of procedures (zał. 2 § 8 to § 12): each edition is a row."""

# The text of an edition has a column of its own: but for the call centre's field it never changes.

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection, bindparam, case, func, select, update

from lckm_core.errors import ConflictError
from lckm_core.ports import EditionChange, EventVerb
from lckm_core.procedures import Procedure
from lckm_core.publication import Edition, EditionHeader, EditionOutline, ProcedureHeaders
from lckm_sql import audit
from lckm_sql.database import Database, store_operation
from lckm_sql.errors import UnreadableRowError
from lckm_sql.inserts import insert_if_absent
from lckm_sql.journals import purge_journal, rewrite
from lckm_sql.outline_rows import read_outline
from lckm_sql.rows import edition_row, read_edition
from lckm_sql.tables import editions

_ROW = select(editions.c.procedure_id, editions.c.number, editions.c.text, editions.c.standing)
_OF_PROCEDURE = _ROW.where(editions.c.procedure_id == bindparam("of")).order_by(editions.c.number)
_ALL = _ROW.order_by(editions.c.procedure_id, editions.c.number)
_ALL_KEYS = select(editions.c.procedure_id, editions.c.number, editions.c.digest).order_by(
    editions.c.procedure_id, editions.c.number
)
_DIGESTED = _ROW.add_columns(editions.c.digest)
_SOME = _DIGESTED.where(editions.c.procedure_id.in_(bindparam("ids", expanding=True))).order_by(
    editions.c.procedure_id, editions.c.number
)
_ONE = _DIGESTED.where(
    editions.c.procedure_id == bindparam("of"), editions.c.number == bindparam("at")
)
_READ_AT_ONCE = 500
_OTHER = editions.alias()
_IS_NEWEST = (
    editions.c.number
    == select(func.max(_OTHER.c.number))
    .where(_OTHER.c.procedure_id == editions.c.procedure_id)
    .scalar_subquery()
)
# The columns that outlines depend on; the digest covers the whole row.
_OUTLINE_KEYS = (
    select(editions.c.procedure_id, editions.c.number, editions.c.state, editions.c.digest)
    .where(
        editions.c.procedure_id >= bindparam("first"),
        editions.c.procedure_id <= bindparam("last"),
        _IS_NEWEST | editions.c.state.in_(("published", "withdrawn", "expired")),
    )
    .order_by(editions.c.procedure_id, editions.c.number)
)
_OUTLINED = _OUTLINE_KEYS.add_columns(
    # From an earlier edition a list needs only the days, and only if it is published.
    case((_IS_NEWEST, editions.c.standing)).label("standing"),
    case((_IS_NEWEST | (editions.c.state == "published"), editions.c.text)).label("text"),
).where(editions.c.procedure_id.in_(bindparam("changed", expanding=True)))
_OUTLINES_AT_ONCE = 500
_IDS = select(editions.c.procedure_id).distinct().order_by(editions.c.procedure_id)
_IDS_AFTER = _IDS.where(editions.c.procedure_id > bindparam("after")).limit(bindparam("most"))
_LOCKED = _ROW.where(
    editions.c.procedure_id == bindparam("of"), editions.c.number == bindparam("at")
).with_for_update()
_REPLACE = update(editions).where(
    editions.c.procedure_id == bindparam("of"), editions.c.number == bindparam("at")
)


class SqlProcedures:
    """Editions of procedures in SQLite or PostgreSQL.

    Each method is one whole operation, durable when it returns, and raises
    :class:`StoreUnavailableError` when the database fails; those that read raise
    :class:`UnreadableRowError` for a row that a newer program wrote.
    """

    def __init__(self, database: Database) -> None:
        self.database = database
        # Outlines with the keys of the rows they were read from: a list of ten thousand would
        # otherwise read forty megabytes of texts each time.
        self._known: dict[str, tuple[_OutlineKey, EditionOutline]] = {}
        # The same for headers: otherwise each export would read all texts.
        self._headers: tuple[frozenset[_EditionKey], dict[str, ProcedureHeaders]] = (
            frozenset(),
            {},
        )

    @store_operation
    def ids(self) -> Iterable[str]:
        """Return the numbers of all procedures, sorted."""
        with self.database.reading() as connection:
            return connection.execute(_IDS).scalars().all()

    @store_operation
    def editions(self, procedure_id: str) -> Sequence[Edition]:
        """Return the editions of one procedure, by number."""
        with self.database.reading() as connection:
            rows = connection.execute(_OF_PROCEDURE, {"of": procedure_id})
            return tuple(map(read_edition, rows))

    @store_operation
    def all_editions(self) -> Iterable[Edition]:
        """Return every edition, by procedure and number, as of one moment."""
        with self.database.reading() as connection:
            rows = connection.execute(_ALL).all()
        return map(read_edition, rows)

    @store_operation
    def headers(self) -> Sequence[ProcedureHeaders]:
        """Return the headers of each procedure, by its number, as of one moment.

        Read are the texts of those procedures alone of which an edition has changed.
        """
        known_keys, known = self._headers
        with self.database.snapshot() as connection:
            keys: list[_EditionKey] = [tuple(row) for row in connection.execute(_ALL_KEYS)]
            ids = dict.fromkeys(id for id, _, _ in keys)
            changed = {id for id, _, _ in known_keys.symmetric_difference(keys)}
            missing = {key for key in keys if key[0] in changed}
            headers = {id: found for id, found in known.items() if id not in changed}
            wanted = [id for id in ids if id in changed]
            for at in range(0, len(wanted), _READ_AT_ONCE):
                some = {"ids": wanted[at : at + _READ_AT_ONCE]}
                for id, rows in _by_procedure(connection.execute(_SOME, some)):
                    headers[id] = self._read_headers(rows)
                    missing.difference_update(map(_edition_key, rows))
        if missing:
            # A damaged index does not lead to the row that it was read from.
            raise UnreadableRowError(", ".join(sorted({str(id) for id, _, _ in missing})))
        # Without a digest nobody knows whether a row is the same, so its key is not kept. Another
        # thread may do the same; each leaves headers with their keys.
        self._headers = frozenset(key for key in keys if key[2] is not None), headers
        return [headers[id] for id in ids]

    def _read_headers(self, rows: Iterable[Any]) -> ProcedureHeaders:
        return ProcedureHeaders(
            tuple(
                EditionHeader.of(read_edition(row), partial(self._read_text, _edition_key(row)))
                for row in rows
            )
        )

    @store_operation
    def _read_text(self, key: "_EditionKey", header: EditionHeader) -> Procedure:
        """Return the text of a header that was read from the row with that key."""
        procedure_id, number, digest = key
        with self.database.reading() as connection:
            row = connection.execute(_ONE, {"of": procedure_id, "at": number}).first()
        if row is not None:
            text = read_edition(row).procedure
            # The row changes with the edition's state, too; the text alone counts.
            if (digest is not None and digest == row.digest) or header.is_of(text):
                return text
        raise ConflictError(f"{header.id}, {header.number}")

    def outlines(self) -> Iterable[EditionOutline]:
        """Yield the outline of each procedure, by its number; some at a time as they are wanted."""
        after = ""
        while found := self._outlines_after(after):
            yield from found
            after = found[-1].id

    @store_operation
    def _outlines_after(self, after: str) -> Sequence[EditionOutline]:
        """Return the outlines of the next procedures, reading only the texts that changed."""
        known = self._known
        with self.database.reading() as connection:
            asked = {"after": after, "most": _OUTLINES_AT_ONCE}
            numbers = connection.execute(_IDS_AFTER, asked).scalars().all()
            if not numbers:
                return ()
            ends = {"first": numbers[0], "last": numbers[-1]}
            keys = {
                number: _outline_key(rows)
                for number, rows in _by_procedure(connection.execute(_OUTLINE_KEYS, ends))
            }
            changed = [
                number
                for number, key in keys.items()
                if number not in known or known[number][0] != key or not _is_digested(key)
            ]
            if changed:
                # One procedure at a time: all texts together are megabytes that stay.
                rows_of_changed = connection.execute(_OUTLINED, {**ends, "changed": changed})
                for number, rows in _by_procedure(rows_of_changed):
                    every = partial(_rows_of, connection, number)
                    # Another thread may do the same; each leaves an outline with its key.
                    known[number] = (_outline_key(rows), read_outline(rows, every))
        return [known[number][1] for number in keys]

    @store_operation
    def save(self, changes: Sequence[EditionChange]) -> None:
        """Store all the changes or none. Raises ``ConflictError``."""
        with self.database.writing() as connection:
            # In one order, so that two who save several do not wait for each other.
            for change in sorted(changes, key=_key):
                _save(connection, change)
            audit.write_editions(connection, changes)

    @store_operation
    def overwrite(self, changes: Sequence[EditionChange]) -> None:
        """Store the changes as :meth:`save` does, and leave no byte of what they replace.

        In PostgreSQL the table of editions is written anew, and others wait meanwhile. Raises
        ``ConflictError`` and :class:`StoreUnavailableError`.
        """
        try:
            with self.database.writing() as connection:
                for change in sorted(changes, key=_key):
                    _save(connection, change)
                audit.write_act_under_way(connection, EventVerb.ERASE_NOTES)
                rewrite(connection, editions, ("text", "standing"))
        finally:
            # Also when there was nothing: an earlier call may have been stopped before the end.
            purge_journal(self.database)
        self._known, self._headers = {}, (frozenset(), {})

    def __repr__(self) -> str:
        return f"SqlProcedures({self.database!r})"


_OutlineKey = tuple[tuple[int, str, bytes | None], ...]
_EditionKey = tuple[str, int, bytes | None]


def _rows_of(connection: Connection, number: str) -> Sequence[Any]:
    return connection.execute(_OF_PROCEDURE, {"of": number}).all()


def _edition_key(row: Any) -> _EditionKey:
    """Return a key that changes whenever an edition does."""
    return row.procedure_id, row.number, row.digest


def _by_procedure(rows: Iterable[Any]) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """Yield the number of each procedure with its rows, which come by it."""
    for number, own in groupby(rows, key=attrgetter("procedure_id")):
        yield number, tuple(own)


def _outline_key(rows: Iterable[Any]) -> _OutlineKey:
    """Return a key that changes whenever the rows of a procedure do."""
    return tuple((row.number, row.state, row.digest) for row in rows)


def _is_digested(key: _OutlineKey) -> bool:
    return all(digest is not None for _, _, digest in key)


def _key(change: EditionChange) -> tuple[str, int]:
    return change.edition.id, change.edition.number


def _save(connection: Connection, change: EditionChange) -> None:
    new = change.edition
    key = {"of": new.id, "at": new.number}
    row = connection.execute(_LOCKED, key).first()
    if (None if row is None else read_edition(row)) != change.was:
        raise ConflictError(f"{new.id}, {new.number}")
    if row is not None and new != change.was:
        connection.execute(_REPLACE, {**key, **edition_row(new)})
    if row is None and not insert_if_absent(connection, editions, **edition_row(new)):
        raise ConflictError(f"{new.id}, {new.number}")
