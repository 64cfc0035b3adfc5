"""What one address can do to the pages."""

import asyncio
from pathlib import Path
from typing import Any

from promises.figures import Result
from promises.web.browser import Browser, filled
from promises.web.residents import Resident
from promises.web.site import Site

_CONNECTIONS = 8
_Request = tuple[str, bytes, str]


def abuse(asked: Any, folder: Path, result: Result) -> None:
    """Post from one address again and again, with the rates that are the default."""
    site = Site(folder, asked.database)
    site.start()
    try:
        result.figures |= asyncio.run(_posted(asked, site))
        result.figures["registered"] = len(site.numbers())
        if result.figures["registered"] > 13:
            result.faults.append("one address has more than 13 reports in an hour")
    finally:
        site.stop()
        site.stop_database()


async def _posted(asked: Any, site: Site) -> dict[str, Any]:
    statuses: dict[str, int] = {}
    left = int(asked.posts)

    async def go_on(count: int) -> None:
        nonlocal left
        headers = {"X-Forwarded-For": "203.0.113.7"}
        async with Browser(site.port, headers) as browser:
            one = Resident(asked.seed, count)
            send = await _last_page(one, site)
            while left > 0:
                left -= 1
                status = str((await browser.ask(*send)).status)
                statuses[status] = statuses.get(status, 0) + 1
                if status == "303":
                    send = await _last_page(one, site)

    await asyncio.gather(*(go_on(count) for count in range(_CONNECTIONS)))
    return {"answers": statuses}


async def _last_page(one: Resident, site: Site) -> _Request:
    """Return what sends a report."""
    async with Browser(site.port) as browser:
        answer = await browser.ask("/zgloszenie")
        for _ in range(6):
            asked = filled(answer.body, one.values, [])
            if asked[0].endswith("wyslij"):
                return asked
            answer = await browser.ask(*asked)
    raise SystemExit("there is no check page")
