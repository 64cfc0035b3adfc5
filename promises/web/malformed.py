"""Forms with files damaged at random, of which none is a fault of the server.

Nothing of them is in its log.
"""

import asyncio
import random
from collections import Counter
from pathlib import Path
from typing import Any

from promises.figures import Result
from promises.rows import at_most
from promises.web.browser import LOST, Browser, filled
from promises.web.residents import Resident
from promises.web.site import NO_RATES, Site

_CONNECTIONS = 8


def malformed(asked: Any, folder: Path, result: Result) -> None:
    """Send damaged forms, and count answers of 500 and above, and typed words in logs."""
    with Site(folder, asked.database, workers=1, rates=NO_RATES).running() as site:
        residents = [Resident(asked.seed, 3 * at) for at in range(1 + asked.cases // 100)]
        statuses = asyncio.run(_send(asked, site, residents))
        logged = b"".join(path.read_bytes() for path in site.logs.iterdir())
    words = sum(logged.count(needle) for one in residents for needle in one.needles)
    failed = sum(count for status, count in statuses.items() if status >= 500)
    result.figures["answers"] = {str(status): count for status, count in statuses.items()}
    result.figures["rows"] = [
        at_most(f"answers of 500 and above to {asked.cases:,} damaged forms", failed, 0, ""),
        at_most("… typed words in the logs", words, 0, ""),
    ]
    if failed or words:
        result.faults.append(f"{failed} answers of 500 and above, {words} typed words logged")


async def _send(asked: Any, site: Site, residents: list[Resident]) -> Counter[int]:
    statuses = Counter[int]()
    cases = iter(range(asked.cases))

    async def go_on() -> None:
        async with Browser(site.port) as browser:
            page = await browser.ask("/zgloszenie")
        for at in cases:
            one = residents[at % len(residents)]
            action, body, kind = filled(page.body, one.values, one.files)
            chance = random.Random(f"{asked.seed} {at}")
            # Of one address, so many forms with files would not be read.
            headers = {**one.headers, "X-Forwarded-For": f"10.9.{at >> 8}.{at & 255}"}
            async with Browser(site.port, headers) as browser:
                try:
                    answer = await browser.ask(action, _damaged(body, chance), kind)
                except LOST:
                    # A server may end the connection of whoever sends what cannot be read.
                    statuses[0] += 1
                else:
                    statuses[answer.status] += 1

    await asyncio.gather(*(go_on() for _ in range(_CONNECTIONS)))
    return statuses


def _damaged(body: bytes, chance: random.Random) -> bytes:
    """Return a body with some of its bytes changed, cut out, doubled or moved."""
    # Heads of parts stand at its beginning; the rest is mostly a photo.
    data = bytearray(body)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(min(len(data), chance.choice((200, 3000, len(data)))))
        length = chance.choice((1, 2, 16, 200))
        piece = bytes(data[at : at + length])
        how = chance.randrange(5)
        if how == 0:
            data[at : at + length] = chance.randbytes(length)
        elif how == 1:
            del data[at : at + length]
        elif how == 2:
            data[at:at] = piece * chance.choice((1, 50))
        elif how == 3:
            data[at:at] = chance.choice(
                (b"\r\n", b"\0", b'"', b"--", b";", b"\r\n\r\n", b"filename=")
            )
        else:
            del data[at:]
        if not data:
            break
    return bytes(data)
