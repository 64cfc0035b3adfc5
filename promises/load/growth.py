"""How the times of acts grow with the number of reports.

Each act is measured with ten thousand reports, ten times as many, and so on.
"""

import random
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from statistics import median
from typing import Any

from lckm_core import first_clean_day
from lckm_core.delivery import Accepted, DispatchLimits, settle
from lckm_sql import SqlAdapter
from promises.load.filling import LASTING, add, fill, months_before, number_of
from promises.load.stores import new_store
from tests.helpers.private_postgresql import PostgresServer

_SETTINGS = {
    "fsync": "on",
    "shared_buffers": "512MB",
    "max_wal_size": "8GB",
    "checkpoint_timeout": "30min",
}
_TIMES = 200


def growth(
    database: str, sizes: list[int], seed: int, now: datetime, until: float
) -> dict[str, Any]:
    """Return the milliseconds of each act, by how many reports there are.

    Larger sizes are left out when the time is over.
    """
    with new_store(database, _SETTINGS) as (adapter, server):
        return _grown(adapter, server, sizes, random.Random(seed), now, until)


def _grown(
    adapter: SqlAdapter,
    server: PostgresServer | None,
    sizes: list[int],
    chance: random.Random,
    now: datetime,
    until: float,
) -> dict[str, Any]:
    series: dict[str, Any] = {}
    there = 0
    for size in sizes:
        if there and time.monotonic() + (size / there) * 60 > until:
            break
        began = time.monotonic()
        fill(adapter, there, size - there, now)
        if server is not None:
            server.execute("VACUUM ANALYZE")
            server.execute("CHECKPOINT")
        filled, measured = time.monotonic() - began, _measured(adapter, size, chance, now)
        series[str(size)] = measured | {"filling, s": round(filled)}
        print(f"  {size:,}: {series[str(size)]}", flush=True)
        there = size + _TIMES  # with those that the measuring added
    return series


def _measured(
    adapter: SqlAdapter, size: int, chance: random.Random, now: datetime
) -> dict[str, float]:
    """Return the median milliseconds of an act, of each kind."""
    store, limits = adapter.reports, DispatchLimits()
    numbers = [number_of(chance.randrange(size)) for _ in range(_TIMES)]
    leased: list[Any] = []

    def claim(_: int) -> None:
        leased.extend(store.claim("w", now=now, lasting=LASTING, limit=1, limits=limits))

    def end(at: int) -> None:
        token = leased[at].token
        store.change(
            leased[at].id, lambda kept: settle(kept, token, Accepted("4Xy"), now=now, jitter=0.5)
        )

    timed = {
        "register": _timed(lambda at: add(adapter, size + at, now, delivered=False)),
        "claim": _timed(claim),
        "settle": _timed(end),
        "read a report": _timed(lambda at: store.get(numbers[at])),
    }
    oldest = next(one for one in months_before(now, 24) if first_clean_day(one) > now.date())
    later = datetime.combine(first_clean_day(oldest), now.timetz()) + timedelta(hours=1)
    count = store.count_due(later)
    began = time.perf_counter()
    store.erase_due(now=later)
    timed["purge of a month"] = round(1000 * (time.perf_counter() - began), 3)
    return timed | {"reports in that month": count}


def _timed(act: Callable[[int], object]) -> float:
    taken = []
    for at in range(_TIMES):
        began = time.perf_counter()
        act(at)
        taken.append(time.perf_counter() - began)
    return round(1000 * median(taken), 3)
