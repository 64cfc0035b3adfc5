"""What photos take: time, processor time, and a worker's memory."""

import asyncio
import io
import random
import time
from pathlib import Path
from typing import Any

from PIL import Image

from lckm_intake import remove_metadata
from promises.figures import Result, resident as memory_of
from promises.rows import Row, at_most, without_target
from promises.web.browser import Answer, Browser, filled
from promises.web.residents import Resident
from promises.web.site import NO_RATES, Site
from promises.web.timing import at_rate, p95, require

_RATE = 3
# Of photos of 4 and of nearly 10 MB.
_SIDE, _LARGE_SIDE = 1930, 3000
_UPLOADS, _FILES = 20, 5


def photos(asked: Any, folder: Path, result: Result) -> None:
    """Measure what photos take."""
    picture = _taken_photo(_SIDE)
    with Site(folder, asked.database, rates=NO_RATES).running() as site:
        rows = [at_most("cleaning a photo of 4 MB, processor", _cleaning(picture), 40, "ms")]
        result.figures["MB of the photo"] = round(len(picture) / 1e6, 2)
        rows += asyncio.run(_with_photo(asked, site, picture))
        rows += asyncio.run(_uploads(site, round(min(_UPLOADS, max(2, asked.length)))))
        result.figures["rows"] = rows


def _taken_photo(side: int) -> bytes:
    """Return a photo such as a telephone takes, a byte for each pixel, with what it adds."""
    exif = Image.Exif()
    exif[0x010F], exif[0x0132] = "Telefon", "2026:12:01 12:00:00"
    noise = Image.effect_noise((side, side), 120).convert("RGB")
    to = io.BytesIO()
    noise.save(to, "JPEG", quality=95, exif=exif)
    return to.getvalue()


def _cleaning(picture: bytes) -> float:
    """Return the milliseconds of processor time that a photo takes to be cleaned."""
    remove_metadata(picture)
    began = time.process_time()
    for _ in range(10):
        remove_metadata(picture)
    return 100 * (time.process_time() - began)


async def _with_photo(asked: Any, site: Site, picture: bytes) -> list[Row]:
    """Return how long the form with a photo takes, and sending the report."""
    count = max(3, round(_RATE * asked.length / 2))
    following: dict[int, Answer] = {}

    async def upload(browser: Browser, at: int) -> Answer:
        one = Resident(asked.seed, at)
        # Of one address, so many photos would not be taken.
        browser.headers = one.headers
        page = await browser.ask("/zgloszenie")
        request = filled(page.body, one.values, [(f"{at}.jpg", picture)])
        began = time.monotonic()
        answer = require(await browser.ask(*request), 200)
        times.append(1000 * (time.monotonic() - began))
        following[at] = answer
        return answer

    async def send(browser: Browser, at: int) -> Answer:
        return require(await browser.ask(*requests[at]), 303)

    times: list[float] = []
    await at_rate(site.port, _RATE, count, upload)
    requests = []
    async with Browser(site.port) as browser:
        for at in range(count):
            values, page = Resident(asked.seed, at).values, following[at]
            while not (request := filled(page.body, values, []))[0].endswith("wyslij"):
                page = require(await browser.ask(*request), 200)
            requests.append(request)
    sent = await at_rate(site.port, _RATE, count, send)
    return [
        at_most(f"form with a photo of 4 MB, at {_RATE} a second, p95", p95(times), 600, "ms"),
        at_most(f"sending a report with it, at {_RATE} a second, p95", p95(sent), 600, "ms"),
    ]


async def _uploads(site: Site, count: int) -> list[Row]:
    """Return the most memory of a process while forms with five large files come at once."""
    most, statuses, done = dict[int, int](), list[int](), asyncio.Event()
    one = Resident(random.randrange(2**32), 1)
    async with Browser(site.port) as browser:
        page = await browser.ask("/zgloszenie")
    large = _taken_photo(_LARGE_SIDE)
    request = filled(page.body, one.values, [(f"{at}.jpg", large) for at in range(_FILES)])

    async def upload(at: int) -> None:
        async with Browser(site.port, {"X-Forwarded-For": f"198.51.100.{at}"}) as browser:
            statuses.append((await browser.ask(*request)).status)

    async def watch() -> None:
        while not done.is_set():
            for pid in site.server_workers():
                most[pid] = max(most.get(pid, 0), memory_of(pid))
            await asyncio.sleep(0.01)

    before = max(map(memory_of, site.server_workers()))
    watching = asyncio.create_task(watch())
    await asyncio.gather(*(upload(at) for at in range(count)))
    done.set()
    await watching
    name = f"{count} forms with {_FILES} × 10 MB at once"
    return [
        at_most(f"a worker's memory, {name}", max(most.values()) / 1e6, 200, "MB"),
        without_target("… before", before / 1e6, "MB"),
        without_target("… of these forms taken", statuses.count(200), ""),
        without_target("… told to come again, every word kept", statuses.count(503), ""),
    ]
