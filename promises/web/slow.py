"""What slow connections do to the pages that others see."""

import asyncio
import resource
from pathlib import Path
from typing import Any

from promises.figures import Result
from promises.rows import Row, at_most, without_target
from promises.web.browser import Answer, Browser
from promises.web.site import NO_RATES, Site
from promises.web.timing import at_rate, p95, require

_CONNECTIONS, _RATE = 1000, 30
# Seconds between two bytes of each.
_PAUSE = 5.0
_SETTLING = 3.0


def slow(asked: Any, folder: Path, result: Result) -> None:
    """Ask for the form before, and while a thousand connections send a byte now and then."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    with Site(folder, asked.database, rates=NO_RATES).running() as site:
        result.figures["rows"] = asyncio.run(_rows(asked, site))


async def _rows(asked: Any, site: Site) -> list[Row]:
    async def form(browser: Browser, at: int) -> Answer:
        return require(await browser.ask("/zgloszenie"), 200)

    count = round(_RATE * asked.length / 2)
    await at_rate(site.port, _RATE, min(count, 60), form)
    alone = p95(await at_rate(site.port, _RATE, count, form))
    done, opened = asyncio.Event(), list[int]()
    crawling = [
        asyncio.create_task(_crawl(site.port, at, done, opened)) for at in range(_CONNECTIONS)
    ]
    while len(opened) < _CONNECTIONS:
        await asyncio.sleep(0.05)
    # It is not coming all at once that is measured.
    await asyncio.sleep(_SETTLING)
    times = await at_rate(site.port, _RATE, round(3 * _RATE * asked.length), form)
    done.set()
    ended = sum(await asyncio.gather(*crawling))
    name = f"{_CONNECTIONS:,} slow connections for {3 * asked.length:.0f} s"
    return [
        without_target(f"form page at {_RATE} a second, nobody else there, p95", alone, "ms"),
        at_most(f"the same beside {name}, p95", p95(times), 2 * alone, "ms"),
        without_target("… of these still open at the end", _CONNECTIONS - ended, ""),
    ]


async def _crawl(port: int, at: int, done: asyncio.Event, opened: list[int]) -> bool:
    """Send a head, or for every second one a form, byte by byte; return whether it was ended."""
    head = f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nX-Slow: "
    if at % 2:
        head = (
            f"POST /sprawdz HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Length: 5000\r\n"
            "Content-Type: application/x-www-form-urlencoded\r\n\r\nnumber="
        )
    _, writer = await asyncio.open_connection("127.0.0.1", port)
    opened.append(at)
    try:
        writer.write(head.encode())
        while not done.is_set():
            writer.write(b"x")
            await writer.drain()
            await asyncio.wait([asyncio.create_task(done.wait())], timeout=_PAUSE)
    except OSError:
        return True
    finally:
        writer.close()
    return False
