"""How long lists and searches of very many reports take.

Measured are each filter, the first page and the 10,000th, the counts, and searches by words.
"""

import math
import random
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from statistics import median
from typing import Any

import attrs
from sqlalchemy import text

from lckm_core.delivery import DispatchState
from lckm_core.ports.optional import FoundReport, ReportFacet, ReportQuery
from lckm_core.reports import ReportChannel, ReportKind
from lckm_core.search_words import SearchWords
from lckm_sql import SqlAdapter
from promises.load.filling import MONTHS, fill
from promises.load.stores import new_store

Position = tuple[datetime, str]
Query = Callable[[], ReportQuery]

PAGE = 50
P95 = 150
"""The milliseconds within which 95 of 100 lists are there."""
CATEGORIES = 41
"""Over how many categories the reports are spread."""
_TIMES = 40
_DEEP = 10_000
_COUNTED = 10_000
_ANY = ReportQuery()
SETTINGS = {"shared_buffers": "512MB", "max_wal_size": "8GB"}
# As an office has them: many units and categories, a few reports that are open or wait.
_VARIED = """
UPDATE dispatch SET
    unit = CASE WHEN {n} % 11 = 0 THEN NULL ELSE 'jednostka-' || ({n} * 7 % 83) END,
    category = 'kategoria-' || ({n} * 13 % {categories}),
    area = 'osiedle-' || ({n} * 17 % 37),
    report_kind = CASE WHEN {n} % 6 = 0 THEN 'other' ELSE 'intervention' END,
    channel = CASE WHEN {n} % 3 = 0 THEN 'phone' WHEN {n} % 7 = 0 THEN 'email' ELSE 'form' END,
    state = CASE WHEN {n} % 19 = 0 THEN 'helpdesk' ELSE 'sent' END,
    closed = ({n} % 53 <> 0),
    needs_a_hand = ({n} % 20011 = 0),
    registered_at = {moment}
"""
# What is read back has the moment and the category, too: a list goes on from the moment of its
# last report, and similar ones have the category of a report.
_SAME_VALUES = """
UPDATE report SET registered_at = dispatch.registered_at, data = {data}
FROM dispatch WHERE dispatch.id = report.number
"""


def lists(database: str, size: int, seed: int, now: datetime) -> list[dict[str, Any]]:
    """Return the milliseconds of each list, the middle one and that of 95 of 100."""
    with new_store(database, SETTINGS) as (adapter, _):
        fill_varied(adapter, size, now)
        return measured(adapter, random.Random(seed))


def fill_varied(adapter: SqlAdapter, size: int, now: datetime) -> None:
    """Fill a database with so many reports, each with its own moment and values."""
    fill(adapter, 0, size, now)
    _vary(adapter)
    if not adapter.database.is_sqlite:
        with adapter.database.engine.connect() as connection:
            connection.execution_options(isolation_level="AUTOCOMMIT")
            connection.execute(text("VACUUM ANALYZE"))


def _vary(adapter: SqlAdapter) -> None:
    """Give every report its own moment and values, as copies have none."""
    if adapter.database.is_sqlite:
        moment, n = "registered_at + {n} * 1000000", "CAST(substr(id, 3) AS integer)"
        data = """json_set(
            report.data,
            '$.registered_at',
            strftime('%Y-%m-%dT%H:%M:%S', dispatch.registered_at / 1000000, 'unixepoch')
                || printf('.%06d+00:00', dispatch.registered_at % 1000000),
            '$.category',
            dispatch.category
        )"""
    else:
        moment, n = "registered_at + {n} * interval '1 second'", "CAST(substr(id, 3) AS bigint)"
        data = """CAST(CAST(report.data AS jsonb) || jsonb_build_object(
            'registered_at',
            to_char(
                dispatch.registered_at AT TIME ZONE 'UTC',
                'YYYY-MM-DD"T"HH24:MI:SS.US"+00:00"'
            ),
            'category',
            dispatch.category
        ) AS text)"""
    with adapter.database.writing() as connection:
        varied = _VARIED.format(n=n, moment=moment.format(n=n), categories=CATEGORIES)
        connection.execute(text(varied))
        # As it is, for text() would take the colons for parameters.
        connection.exec_driver_sql(_SAME_VALUES.format(data=data))


def measured(
    adapter: SqlAdapter, chance: random.Random, *, times: int = _TIMES
) -> list[dict[str, Any]]:
    """Return how long each list takes, asked for so many times."""
    store, ends = adapter.reports, pages(adapter)
    newest = store.find_reports(limit=1)[0]
    rows = []
    for name, query in _queries(newest, chance).items():
        for page, end in ends.items():

            def find(query: Query = query, end: Position | None = end) -> object:
                return store.find_reports(query(), before=end, limit=PAGE)

            rows.append(_row(f"{name}, {page} page", find, times))
    back = partial(store.find_reports, after=ends["10,000th"], oldest_first=True, limit=PAGE)
    rows.append(_row("the page before the 10,000th", back, times))
    for by in ReportFacet:
        count = partial(store.count_reports, by=by)
        rows.append(_row(f"count by {by}", count, times))
        newest_counted = partial(count, most=_COUNTED)
        rows.append(_row(f"the newest {_COUNTED:,} by {by}", newest_counted, times))
    return rows + searches(adapter, newest, times=times)


def searches(
    adapter: SqlAdapter, newest: FoundReport, *, times: int = _TIMES
) -> list[dict[str, Any]]:
    """Return how long a search takes for a word that all have, and for one that none has.

    Each looks at so many reports as a page of the desk does, of all and of a month and a unit.
    """
    first = newest.report.registered_at - timedelta(days=30)
    queries = {
        "all": _ANY,
        "a month": ReportQuery(registered_from=first),
        "a unit, in a month": ReportQuery(registered_from=first, units=["jednostka-7"]),
    }
    rows = []
    for name, query in queries.items():
        for word, meaning in (("dziura", "a word of all"), ("huśtawka", "a word of none")):
            search = partial(
                adapter.reports.search_reports, SearchWords.of(word), query, limit=PAGE
            )
            rows.append(_row(f"search {name}, {meaning}", search, times))
    return rows


def pages(adapter: SqlAdapter) -> dict[str, Position | None]:
    """Return before which report each page begins; the deep one is the last of fewer."""
    store = adapter.reports
    oldest = store.find_reports(oldest_first=True, limit=1)[0]
    deep = store.find_reports(skip=PAGE * _DEEP, limit=1) or [oldest]
    return {"first": None, "10,000th": _position(deep[0]), "last": _position(oldest)}


def _queries(newest: FoundReport, chance: random.Random) -> dict[str, Query]:
    """Return the queries by name, each with values by chance; the last of them meet nothing."""
    end = newest.report.registered_at

    def unit() -> str:
        return f"jednostka-{chance.randrange(83)}"

    def category() -> str:
        return f"kategoria-{chance.randrange(CATEGORIES)}"

    def area() -> str:
        return f"osiedle-{chance.randrange(37)}"

    def month(query: ReportQuery = _ANY) -> ReportQuery:
        first = end - timedelta(days=30 * chance.randrange(1, MONTHS))
        return attrs.evolve(query, registered_from=first, registered_to=first + timedelta(days=30))

    return {
        "all": ReportQuery,
        "a unit": lambda: ReportQuery(units=[unit()]),
        "no mailbox": lambda: ReportQuery(units=[None]),
        "three categories": lambda: ReportQuery(categories=[category() for _ in range(3)]),
        "an area": lambda: ReportQuery(areas=[area()]),
        "other information": lambda: ReportQuery(kinds=[ReportKind.OTHER]),
        "by e-mail": lambda: ReportQuery(channels=[ReportChannel.EMAIL]),
        "at the helpdesk": lambda: ReportQuery(states=[DispatchState.HELPDESK]),
        "open": lambda: ReportQuery(closed=False),
        "attention": lambda: ReportQuery(attention=True),
        "no attention": lambda: ReportQuery(attention=False),
        "a month": month,
        "a unit, a category and an area": lambda: ReportQuery(
            units=[unit()], categories=[category()], areas=[area()]
        ),
        "open, of a unit, in a month": lambda: month(ReportQuery(closed=False, units=[unit()])),
        "acted on": lambda: ReportQuery(acted_from=end - timedelta(hours=2)),
        "nothing, by channel": lambda: ReportQuery(channels=[ReportChannel.OPEN311]),
        "nothing, by state": lambda: ReportQuery(states=[DispatchState.UNKNOWN]),
        "nothing, by unit": lambda: ReportQuery(units=["żadna"]),
    }


def _row(name: str, act: Callable[[], object], times: int) -> dict[str, Any]:
    taken, worked = [], []
    for _ in range(times):
        began, busy = time.perf_counter(), time.process_time()
        act()
        taken.append(1000 * (time.perf_counter() - began))
        worked.append(1000 * (time.process_time() - busy))
    row = {
        "list": name,
        "ms": round(median(taken), 1),
        "p95 ms": _p95(taken),
        # Of this process alone: with SQLite all of it, whatever else the machine does.
        "p95 processor ms": _p95(worked),
    }
    print(f"  {row}", flush=True)
    return row


def _p95(taken: list[float]) -> float:
    return round(sorted(taken)[math.ceil(0.95 * len(taken)) - 1], 1)


def _position(found: FoundReport) -> Position:
    return found.report.registered_at, found.report.number
