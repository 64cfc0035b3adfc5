"""What one address can do to the pages, and a thousand, and what a resident has of it."""

import asyncio
import time
from collections import Counter
from pathlib import Path
from typing import Any

from promises.figures import Result
from promises.rows import Row, at_least, at_most, without_target
from promises.web.browser import Browser
from promises.web.pages import last_pages
from promises.web.residents import Resident
from promises.web.site import Site
from promises.web.timing import p95

_CONNECTIONS = 8
_MOST = 13
_ADDRESSES = 1000
# How many of them send at one time, and how long one waits to send once more.
_AT_ONCE, _PAUSE = 40, 0.2
# So long a resident presses the button again, as the page asks.
_PATIENCE = 60.0


def abuse(asked: Any, folder: Path, result: Result) -> None:
    """Post from one address, then from a thousand, with the rates that are the default."""
    with Site(folder, asked.database).running() as site:
        result.figures["answers to one address"] = asyncio.run(_post_from_one(asked, site))
        one = len(site.numbers())
        name = f"registered of {asked.posts:,} posts of one address"
        rows = [at_most(name, one, _MOST, "")]
        if one > _MOST:
            result.faults.append(f"one address has more than {_MOST} reports in an hour")
        rows += asyncio.run(_post_from_many(asked, site, result))
        result.figures["rows"] = rows


async def _post_from_one(asked: Any, site: Site) -> dict[str, int]:
    statuses = Counter[str]()
    left = int(asked.posts)

    async def go_on(count: int) -> None:
        nonlocal left
        headers = {"X-Forwarded-For": "203.0.113.7"}
        async with Browser(site.port, headers) as browser:
            # Each number is drawn from an address of its own, or that would stop it before.
            _, send = await last_pages(Resident(asked.seed, 3 * count + 1), site.port)
            while left > 0:
                left -= 1
                status = (await browser.ask(*send)).status
                statuses[str(status)] += 1
                if status == 303:
                    count += _CONNECTIONS
                    _, send = await last_pages(Resident(asked.seed, 3 * count + 1), site.port)

    await asyncio.gather(*(go_on(count) for count in range(_CONNECTIONS)))
    return dict(statuses)


async def _post_from_many(asked: Any, site: Site, result: Result) -> list[Row]:
    """Post from a thousand addresses, and let a resident come now and then meanwhile."""
    statuses, done = Counter[str](), asyncio.Event()
    posting = [
        asyncio.create_task(_go_on(asked, site, at, statuses, done)) for at in range(_AT_ONCE)
    ]
    pages, waits = list[float](), list[float]()
    until = time.monotonic() + 2 * asked.length
    came = 0
    while time.monotonic() < until or not came:
        came += 1
        wait = await _report(asked.seed, site, came, pages)
        if wait is not None:
            waits.append(wait)
        await asyncio.sleep(asked.length / 20)
    done.set()
    await asyncio.gather(*posting)
    result.figures["answers to a thousand addresses"] = dict(statuses)
    rows = [
        at_least("residents amid a thousand addresses that got through", len(waits), came, ""),
        at_most("… what a page of theirs took, p95", p95(pages), 2000, "ms"),
    ]
    if waits:
        seconds = [wait / 1000 for wait in waits]
        rows.append(
            without_target("… from pressing the button to the receipt, p95", p95(seconds), "s")
        )
    return rows


async def _go_on(
    asked: Any, site: Site, first: int, statuses: Counter[str], done: asyncio.Event
) -> None:
    """Send from one address of this machine after another, as often as each is let."""
    at = first
    while not done.is_set():
        place = at % _ADDRESSES
        address = f"127.0.{1 + place // 250}.{1 + place % 250}"
        async with Browser(site.port, address=address) as browser:
            _, send = await last_pages(Resident(asked.seed, 3 * at + 1), site.port)
            status = (await browser.ask(*send)).status
            statuses[str(status)] += 1
        at += _AT_ONCE
        await asyncio.sleep(_PAUSE)


async def _report(seed: int, site: Site, count: int, pages: list[float]) -> float | None:
    """Report as a resident does; return how many milliseconds sending took, with its waits."""
    resident = Resident(seed, -3 * count - 1)
    address = f"127.1.{1 + count // 250}.{1 + count % 250}"
    resident.headers.pop("X-Forwarded-For")
    began = time.monotonic()
    _, send = await last_pages(resident, site.port, address=address)
    pages.append(1000 * (time.monotonic() - began) / 4)
    began = time.monotonic()
    async with Browser(site.port, address=address) as browser:
        while time.monotonic() < began + _PATIENCE:
            pressed = time.monotonic()
            answer = await browser.ask(*send)
            pages.append(1000 * (time.monotonic() - pressed))
            if answer.status == 303:
                return 1000 * (time.monotonic() - began)
            await asyncio.sleep(float(answer.headers.get("retry-after", "1")))
    return None
