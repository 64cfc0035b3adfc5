"""The list of very many reports, and the table of all of them for a spreadsheet."""

import asyncio
import http.client
import random
import threading
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from lckm_sql import SqlAdapter
from promises.desk.site import CLERKS, DATABASES, DESK, desk_site, signed_in, warm
from promises.figures import Result, processor_seconds, resident
from promises.load.lists import CATEGORIES, P95, Position, fill_varied, measured, pages
from promises.rows import Row, at_least, at_most, without_target
from promises.web.browser import FORM, Browser
from promises.web.site import Site
from promises.web.timing import p95, require

_MEMORY = 100
_PAGE, _SEARCH = 100, 300
_ROWS_A_SECOND = 20_000
_MB = 1e6
_PAGES = ("first", "10,000th")
_PIECE = 2**16


def lists(asked: Any, folder: Path, result: Result) -> None:
    """Measure the lists of the store, the pages that show them, and the table."""
    times = max(3, round(2 * asked.length))
    name, now = DATABASES[asked.database], datetime.now(UTC)
    with desk_site(folder, asked.database).running() as site:
        with closing(SqlAdapter(url=site.database.url, encryption=False)) as adapter:
            fill_varied(adapter, asked.size, now)
            found = measured(adapter, random.Random(asked.seed), times=times)
            ends = pages(adapter)
            newest = adapter.reports.find_reports(limit=1)[0].report.number
        result.figures["lists"] = found
        of = f"list of {asked.size:,} reports"
        rows = [row for page in _PAGES for row in _store_rows(f"{of}, {page} page", page, found)]
        headers = asyncio.run(signed_in(site.port, CLERKS[0]))
        asyncio.run(warm(site, headers, "/zgloszenia"))
        for page in _PAGES:
            shown = asyncio.run(_shown(site, headers, ends[page], times, now))
            result.figures[f"{page} page, p95 ms by filter"] = shown
            what = f"{of}, {page} page as HTML, slowest filter, p95"
            rows.append(at_most(what, max(shown.values()), P95, "ms"))
        taken = asyncio.run(_taken(site, headers, f"{DESK}/", times))
        what = f"what waits, with a list of {asked.size:,} reports, p95"
        rows.append(at_most(what, p95(taken), P95, "ms"))
        # In a category that a 41st of the others have, among which similar ones are looked for.
        path = f"{DESK}/zgloszenie?{urlencode({'numer': newest})}"
        taken = asyncio.run(_taken(site, headers, path, times))
        what = f"report page, in a category of {asked.size // CATEGORIES:,} reports, p95"
        rows.append(at_most(what, p95(taken), _PAGE, "ms"))
        searched = asyncio.run(_searched(site, headers, times))
        what = f"list of {asked.size:,} reports searched for a word of none, p95"
        rows.append(at_most(what, p95(searched), _SEARCH, "ms"))
        rows += _table(site, headers, result)
        if result.figures["rows of the table"] != asked.size:
            result.faults.append("the table does not have all reports")
    for row in rows:
        row["what"] += f", {name}"
    result.figures["rows"] = rows


def _store_rows(what: str, page: str, found: list[dict[str, Any]]) -> list[Row]:
    """Return the slowest filter of a page, by the clock and by the processor."""
    those = [row for row in found if row["list"].endswith(f", {page} page")]
    clock, processor = (max(row[key] for row in those) for key in ("p95 ms", "p95 processor ms"))
    return [
        at_most(f"{what}, slowest of {len(those)} filters, p95", clock, P95, "ms"),
        at_most("… of this, the processor of the process that asks", processor, P95, "ms"),
    ]


async def _shown(
    site: Site, headers: dict[str, str], end: Position | None, times: int, now: datetime
) -> dict[str, float]:
    """Return the milliseconds in which 95 of 100 pages are shown, by the filter."""
    month = {"od": f"{now - timedelta(days=60):%F}", "do": f"{now - timedelta(days=30):%F}"}
    filters = {
        "all": {},
        "open": {"wynik": "otwarte"},
        "at the helpdesk": {"stan": "helpdesk"},
        "a category": {"kategoria": "kategoria-5"},
        "a unit": {"odbiorca": "jednostka-7"},
        "by telephone": {"sposob": "phone"},
        "attention": {"uwaga": "1"},
        "a month": month,
        "open, of a unit": {"wynik": "otwarte", "odbiorca": "jednostka-7"},
    }
    cursor = {} if end is None else {"przed": f"{end[0].isoformat()}~{end[1]}"}
    found = {}
    for name, values in filters.items():
        path = f"{DESK}/zgloszenia?{urlencode({**values, **cursor})}"
        found[name] = round(p95(await _taken(site, headers, path, times)), 1)
    return found


async def _taken(site: Site, headers: dict[str, str], path: str, times: int) -> list[float]:
    """Return the milliseconds that a page takes, each time that it is asked for."""
    taken = []
    async with Browser(site.port, headers) as browser:
        for _ in range(times):
            began = time.perf_counter()
            require(await browser.ask(path), 200)
            taken.append(1000 * (time.perf_counter() - began))
    return taken


async def _searched(site: Site, headers: dict[str, str], times: int) -> list[float]:
    """Return the milliseconds in which a page answers to a word that no report has."""
    body = urlencode({"slowa": "huśtawka"}).encode()
    async with Browser(site.port, headers) as browser:
        sent = require(await browser.ask(f"{DESK}/zgloszenia", body, FORM), 303)
    # The word is in the cookie, and the address says which.
    word = sent.headers["set-cookie"].partition(";")[0]
    path = sent.headers["location"].partition("#")[0]
    return await _taken(site, {**headers, "Cookie": f"{headers['Cookie']}; {word}"}, path, times)


def _table(site: Site, headers: dict[str, str], result: Result) -> list[Row]:
    """Return how fast the table comes, and what the process that makes it holds meanwhile."""
    processes = site.server_workers()
    held = max(map(resident, processes))
    before, began = sum(map(processor_seconds, processes)), time.perf_counter()
    most, ends = [0], threading.Event()

    def watch() -> None:
        while not ends.wait(0.02):
            most[0] = max(most[0], *map(resident, processes))

    watching = threading.Thread(target=watch)
    watching.start()
    try:
        count = _rows_of_table(site.port, headers)
    finally:
        ends.set()
        watching.join()
    seconds = time.perf_counter() - began
    worked = sum(map(processor_seconds, processes)) - before
    result.figures |= {"rows of the table": count, "seconds of it": round(seconds, 2)}
    return [
        at_least("table of all reports (CSV)", count / seconds, _ROWS_A_SECOND, "rows/s"),
        without_target("… in a second of the processor", count / max(worked, 1e-2), "rows"),
        at_most("… memory of the process that serves it", most[0] / _MB, _MEMORY, "MB"),
        without_target("… of this, held before", held / _MB, "MB"),
    ]


def _rows_of_table(port: int, headers: dict[str, str]) -> int:
    with closing(http.client.HTTPConnection("127.0.0.1", port)) as connection:
        connection.request("GET", f"{DESK}/zgloszenia.csv", headers=headers)
        answer, lines = connection.getresponse(), 0
        if answer.status != 200:
            raise SystemExit(f"the table is answered by {answer.status}")
        while piece := answer.read(_PIECE):
            lines += piece.count(b"\n")
    return lines - 1
