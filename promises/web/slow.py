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
        result.figures["rows"] = asyncio.run(rows(site.port, asked.length))


async def rows(port: int, length: float, connections: int = _CONNECTIONS) -> list[Row]:
    """Return the figures of a server on a port, measured for three times *length* seconds."""
    refused = list[int]()

    async def form(browser: Browser, at: int) -> Answer:
        return require(await browser.ask("/zgloszenie"), 200)

    async def form_or_refusal(browser: Browser, at: int) -> Answer:
        answer = await browser.ask("/zgloszenie")
        # A process that has taken nearly all of the slow connections serves nobody else.
        if answer.status != 503:
            return require(answer, 200)
        refused.append(at)
        return answer

    count = round(_RATE * length / 2)
    await at_rate(port, _RATE, min(count, 60), form)
    alone = p95(await at_rate(port, _RATE, count, form))
    done, opened = asyncio.Event(), list[int]()
    crawling = [asyncio.create_task(_crawl(port, at, done, opened)) for at in range(connections)]
    while len(opened) < connections:
        await asyncio.sleep(0.05)
    # It is not coming all at once that is measured.
    await asyncio.sleep(_SETTLING)
    times = await at_rate(port, _RATE, round(3 * _RATE * length), form_or_refusal)
    done.set()
    ended = sum(await asyncio.gather(*crawling))
    name = f"{connections:,} slow connections for {3 * length:.0f} s"
    return [
        without_target(f"form page at {_RATE} a second, nobody else there, p95", alone, "ms"),
        at_most(f"the same beside {name}, p95", p95(times), 2 * alone, "ms"),
        at_most("… pages refused, as too many are connected", len(refused), 0, ""),
        without_target("… of the connections still open at the end", connections - ended, ""),
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
