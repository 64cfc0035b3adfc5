"""How the benchmarks of stores fill and search a database, in processes of their own."""

import re
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

import attrs
import psycopg

from lckm_core import Report, register
from lckm_core.delivery import (
    DISPATCH_LIMITS,
    Accepted,
    Dispatch,
    Mailbox,
    open_dispatch,
    settle,
)
from lckm_sql import SqlAdapter
from lckm_sql.tables import reports

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
UNIT = Mailbox("Zarząd Dróg i Transportu", "zgloszenia@zdit.uml.lodz.pl", contact=True)
BATCH = 100
_FORM = {
    "description": "Dziura w jezdni przy przystanku, głęboka na 20 cm, uszkodziłam koło. " * 2,
    "category": "dziura-w-jezdni",
    "place": {"address": "ul. Przykładowa 5"},
    "reporter": {
        "name": "Przykładowa Anna",
        "email": "anna@example.org",
        "phone": "+48 601 234 567",
    },
}
_BASE = register(_FORM, number="X", now=NOW, terms_version="1")
_ADDRESS = re.compile(rb"planted-([0-9]{7})@example")
_CHUNK = 1 << 24


def report(number: str) -> Report:
    """Return a report as most are, with contact data."""
    return attrs.evolve(_BASE, number=number)


def dispatch(number: str) -> Dispatch:
    """Return its new delivery."""
    return open_dispatch(number, UNIT, now=NOW)


def in_turns(
    operations: Mapping[str, Callable[[int], object]], rounds: int, count: int
) -> dict[str, float]:
    """Return how often a second each was done: the median over rounds in which each has its
    turn, by the clock on the wall.

    Waiting for the disk counts, unlike processor time; an operation is called with a number
    that it is never called with again.
    """
    taken: dict[str, list[float]] = {name: [] for name in operations}
    for at in range(rounds):
        for name, operation in operations.items():
            began = time.perf_counter()
            for number in range(at * count, (at + 1) * count):
                operation(number)
            taken[name].append(count / (time.perf_counter() - began))
    return {name: median(values) for name, values in taken.items()}


# ── two workers
# ──────────────────────────────────────────────────────────────────────────────────────────────────


def work_through_the_store(url: str, worker: str) -> int:
    """Claim batches and settle each delivery in an act of its own, until there is nothing
    left; return how many.
    """
    adapter, done = SqlAdapter(url=url), 0
    store, lasting = adapter.reports, timedelta(minutes=5)
    while leased := store.claim(
        worker, now=NOW, lasting=lasting, limit=BATCH, limits=DISPATCH_LIMITS
    ):
        for one in leased:
            token = one.token
            store.change(
                one.id,
                lambda kept, token=token: settle(kept, token, Accepted(), now=NOW, jitter=0.5),
            )
        done += len(leased)
    adapter.close()
    return done


def work_by_hand(url: str, worker: str) -> int:
    """Do the same to a bare table by psycopg alone: a statement for each claim, and a
    transaction for each settling.
    """
    done = 0
    with psycopg.connect(url, autocommit=True) as connection, connection.cursor() as cursor:
        while leased := cursor.execute(_CLAIM, (worker, BATCH)).fetchall():
            for (one,) in leased:
                cursor.execute(
                    "UPDATE bare SET state = 'sent', due_at = NULL WHERE id = %s", (one,)
                )
            done += len(leased)
    return done


def work_in_batches(url: str, worker: str) -> int:
    """Settle a batch at once, as no sender of mails can: the most that SKIP LOCKED gives."""
    done = 0
    with psycopg.connect(url, autocommit=True) as connection, connection.cursor() as cursor:
        while leased := cursor.execute(_CLAIM, (worker, BATCH)).fetchall():
            ids = [one for (one,) in leased]
            cursor.execute(
                "UPDATE bare SET state = 'sent', due_at = NULL WHERE id = ANY(%s)", (ids,)
            )
            done += len(leased)
    return done


_CLAIM = """
UPDATE bare SET state = 'leased', worker = %s, due_at = now() + interval '7 minutes'
WHERE id IN (
    SELECT id FROM bare WHERE due_at <= now() ORDER BY due_at LIMIT %s FOR UPDATE SKIP LOCKED
) RETURNING id
"""

# ── a month of many reports
# ──────────────────────────────────────────────────────────────────────────────────────────


def planted(number: int) -> str:
    """Return the personal part of a report with an address that nothing else holds."""
    return (
        '{"personal":{"description":"Dziura w jezdni przy przystanku, głęboka na 20 cm, '
        'uszkodziłam koło.","reporter":'
        f'{{"name":"Przykładowa Anna","email":"planted-{number:07d}@example.org","phone":"+48 601 '
        '234 567"}}}'
    )


def copied_reports(source: str) -> str:
    """Return the statement that copies a report without its personal part.

    Args:
        source: what follows FROM; ``at`` in it counts the copies.
    """
    others = ", ".join(column.name for column in reports.columns if column.name != "number")
    return f"INSERT INTO report (number, {others}) SELECT 'R-' || at, {others} FROM {source}"


def addresses_in(folder: Path) -> int:
    """Return how many of the planted addresses can be read in the files of a folder."""
    found: set[bytes] = set()
    for path in folder.rglob("*"):
        if path.is_file():
            for chunk in _chunks(path):
                found.update(_ADDRESS.findall(chunk))
    return len(found)


def _chunks(path: Path) -> Iterator[bytes]:
    """Yield a file by pieces that overlap, so that nothing is cut in two."""
    with path.open("rb") as file:
        rest = b""
        while chunk := file.read(_CHUNK):
            yield rest + chunk
            rest = chunk[-64:]
