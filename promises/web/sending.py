"""How fast reports are sent, registered durably."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode

from lckm_cli.settings import read_settings
from lckm_intake import Intake, secret_keys
from promises.figures import Result
from promises.rows import Row, at_least, at_most, without_target
from promises.web.browser import Answer, Browser
from promises.web.pages import Request, last_pages
from promises.web.residents import Resident
from promises.web.site import KEY, NO_RATES, Site
from promises.web.timing import as_fast_as_can_be, at_rate, p95, require

_RATE = 20
_LEAST = {"sqlite": 80, "postgresql": 60}
# More than can be sent in a second; each takes a number that is drawn before.
_MOST_A_SECOND = 200


def sending(asked: Any, folder: Path, result: Result) -> None:
    """Measure how fast reports without files are sent."""
    with Site(folder, asked.database, rates=NO_RATES).running() as site:
        result.figures["rows"], count = asyncio.run(_rows(asked, site))
        registered = len(site.numbers())
        result.figures |= {"acknowledged": count, "registered": registered}
        if registered != count:
            result.faults.append(f"{registered} registered, {count} acknowledged")


async def _rows(asked: Any, site: Site) -> tuple[list[Row], int]:
    number = round(_RATE * asked.length)
    warming = min(40, number)
    requests = await new_reports(
        asked.seed, site, warming + number + round(3 * _MOST_A_SECOND * asked.length)
    )
    sent = 0

    async def send(browser: Browser, at: int) -> Answer:
        nonlocal sent
        answer = require(await browser.ask(*requests.pop()), 303)
        sent += 1
        return answer

    await at_rate(site.port, _RATE, warming, send)
    times = await at_rate(site.port, _RATE, number, send)
    most = await as_fast_as_can_be(site.port, 3 * asked.length, send, most=len(requests))
    whole = await _whole_ways(asked, site)
    name = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[asked.database]
    rows = [
        at_most(f"sending at {_RATE} a second, {name}, p95", p95(times), 150, "ms"),
        at_least(f"sending, as many as can be, {name}", most, _LEAST[asked.database], "/s"),
        without_target(f"reports, each with all its pages, {name}", whole[0], "/s"),
    ]
    return rows, sent + whole[1]


async def new_reports(seed: int, site: Site, count: int) -> list[Request]:
    """Return requests that send so many reports, like one another but for number and words."""
    resident = Resident(seed, 1)
    _, (action, body, kind) = await last_pages(resident, site.port)
    intake = Intake(read_settings(site.settings).centre(), keys=secret_keys(KEY))
    pairs = dict(parse_qsl(body.decode(), keep_blank_values=True))
    now, found = datetime.now(UTC), []
    for at in range(count):
        issued = intake.issue(now)
        words = f"{pairs['description']} Słup numer {at}."
        own = {"number": issued.number, "proof": issued.proof, "description": words}
        found.append((action, urlencode({**pairs, **own}).encode(), kind))
    return found


async def _whole_ways(asked: Any, site: Site) -> tuple[float, int]:
    """Return how many reports a second go all the way from the form on, and how many went."""
    count = 0

    async def go(browser: Browser, at: int) -> Answer:
        nonlocal count
        _, send = await last_pages(Resident(asked.seed, 3 * (at + 1) + 1), site.port)
        answer = require(await browser.ask(*send), 303)
        count += 1
        return answer

    return await as_fast_as_can_be(site.port, asked.length / 4, go), count
