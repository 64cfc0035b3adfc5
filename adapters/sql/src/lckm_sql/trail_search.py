"""The audit trail read from its end, so many entries at a time.

What is about one thing has an index, and so have moments: a search for some days begins and ends
at the entries of those days. For any other condition a call looks at the entries of so many ids,
so that no page reads all of a trail of millions.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, func, or_, select

from lckm_core.ports.optional import TrailQuery
from lckm_sql.rows import utc
from lckm_sql.tables import audits

MOST: Final = 100_000
"""At how many ids one call looks."""


def search(
    connection: Connection, query: TrailQuery, *, before: int | None, limit: int
) -> tuple[Sequence[Row[Any]], int | None, Any]:
    """Return rows that meet a query, the id before which to go on, and the last moment seen.

    Arguments as for :meth:`lckm_core.ports.optional.TrailFinder.find_entries`.
    """
    lowest, highest = _bounds(connection, query)
    before = highest + 1 if before is None else min(before, highest + 1)
    # The index of subjects leads to theirs alone.
    first = lowest if query.subjects is not None else max(before - MOST, lowest)
    place = (audits.c.id >= first, audits.c.id < before)
    wanted = select(audits).where(*place, *_conditions(query)).order_by(audits.c.id.desc())
    rows = connection.execute(wanted.limit(limit)).all()
    if len(rows) == limit:
        first = rows[-1].id
    seen = select(audits.c.id, audits.c.at).where(audits.c.id >= first, audits.c.id < before)
    last = connection.execute(seen.order_by(audits.c.id).limit(1)).first()
    earlier = select(audits.c.id).where(audits.c.id >= lowest, audits.c.id < first).limit(1)
    goes_on = connection.execute(earlier).first() is not None
    return rows, first if goes_on else None, last.at if last else None


def _bounds(connection: Connection, query: TrailQuery) -> tuple[int, int]:
    """Return the least and the greatest id of the entries of the moments asked for."""
    moments = list(_moments(query))
    if not moments:
        return 0, connection.execute(select(func.max(audits.c.id))).scalar() or 0
    # With a count, for otherwise a database scans for the least id from the start. Ids do not
    # follow time: entries taken over by a restore are older than those before them.
    bounds = select(func.count(), func.min(audits.c.id), func.max(audits.c.id)).where(*moments)
    _, lowest, highest = connection.execute(bounds).one()
    return (1, 0) if lowest is None else (lowest, highest)


def _conditions(query: TrailQuery) -> Iterator[ColumnElement[bool]]:
    if query.subjects is not None:
        yield audits.c.subject.in_(query.subjects)
    if query.verbs is not None:
        yield audits.c.verb.in_(query.verbs)
    if query.by is not None:
        yield audits.c.done_by.in_(query.by)
    if query.scope is not None:
        names, roles = query.scope.names, [role.value for role in query.scope.roles]
        yield or_(audits.c.done_by.in_(names), audits.c.role.in_(roles))
    yield from _moments(query)


def _moments(query: TrailQuery) -> Iterator[ColumnElement[bool]]:
    if query.at_from is not None:
        yield audits.c.at >= utc(query.at_from)
    if query.at_to is not None:
        yield audits.c.at < utc(query.at_to)
