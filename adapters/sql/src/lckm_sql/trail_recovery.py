"""Keeping the lines of the trail that came after the backup being restored."""

# A copy's trail is as a rule the beginning of the present one. Where an older backup was restored
# in between it is not: from the first line that differs on, lines are told apart by what they say.

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from sqlalchemy import Connection, inspect, null, select

from lckm_core.ports import EventVerb
from lckm_sql.audit import CHANGED, RESTORE
from lckm_sql.audit_chain import append, change_entry
from lckm_sql.keyset_pages import keyset_pages
from lckm_sql.tables import audits

_SAID = ("at", "verb", "subject", "role", "outcome", "own", "done_by")
_COMPLETED = ("at", "role", "done_by")
_PAGE = 1000

_Entry = Mapping[str, Any]


def take_over_trail(
    connection: Connection, old_reader: Connection, *, unfinished: bool
) -> frozenset[str]:
    """Append the entries that only the old trail has; return the reports changed in them.

    An entry that an older program completed since is completed here, too.

    Args:
        connection: in a write transaction of the copy.
        old_reader: reads the old database.
        unfinished: whether that is what a stopped restore made, whose own lines are left out.
    """
    old_entries = _entries(old_reader)
    completed: list[_Entry] = []
    later: list[_Entry] = []
    entries = _entries(connection)
    for old in old_entries:
        entry = next(entries, None)
        if entry is not None and _is_same(entry, old):
            continue
        if entry is not None and _is_completed(entry, old):
            completed.append(old)
            continue
        counts = Counter(
            _content_of(candidate) for candidate in (*(() if entry is None else (entry,)), *entries)
        )
        for candidate in (old, *old_entries):
            if counts[_content_of(candidate)]:
                counts[_content_of(candidate)] -= 1
            else:
                later.append(candidate)
    if unfinished:
        later = _without_last_restore(later)
    for entry in completed:
        change_entry(connection, entry["id"], {name: entry[name] for name in _COMPLETED})
    append(connection, [dict(zip(_SAID, _content_of(entry), strict=True)) for entry in later])
    return frozenset(
        entry["subject"] for entry in later if entry["own"] and entry["verb"] in CHANGED
    )


def _without_last_restore(later: list[_Entry]) -> list[_Entry]:
    # A restore records all its acts with one moment.
    at = next((entry["at"] for entry in reversed(later) if entry["verb"] == RESTORE), None)
    restore_verbs = {RESTORE, EventVerb.ANONYMISE_DUE.value}
    return [entry for entry in later if entry["at"] != at or entry["verb"] not in restore_verbs]


def _is_same(entry: _Entry, old: _Entry) -> bool:
    return bool(entry["id"] == old["id"]) and _content_of(entry) == _content_of(old)


def _is_completed(entry: _Entry, old: _Entry) -> bool:
    """Return whether the copy's entry lacks only what an older program added later."""
    names = ("id", "verb", "subject", "outcome", "own")
    lacks_role = entry["role"] is None and entry["done_by"] == old["done_by"]
    lacks_name = entry["done_by"] is None and (entry["at"], entry["role"]) == (
        old["at"],
        old["role"],
    )
    return (lacks_role or lacks_name) and all(entry[name] == old[name] for name in names)


def _content_of(entry: _Entry) -> tuple[Any, ...]:
    return tuple(entry[name] for name in _SAID)


def _entries(connection: Connection) -> Iterator[_Entry]:
    """Yield the entries in order, of a database of any version."""
    # Before version 0006 nobody was named.
    has_names = any(
        column["name"] == "done_by" for column in inspect(connection).get_columns("audit")
    )
    older = [audits.c[name] for name in _SAID if name != "done_by"]
    done_by = audits.c.done_by if has_names else null().label("done_by")
    query = select(audits.c.id, *older, done_by).order_by(audits.c.id)

    def read(after: int) -> Sequence[_Entry]:
        rows = connection.execute(query.where(audits.c.id > after).limit(_PAGE)).mappings()
        return [dict(row) for row in rows]

    return chain.from_iterable(keyset_pages(read, lambda entry: int(entry["id"]), 0))
