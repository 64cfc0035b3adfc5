"""How long answers take: at a rate that is kept whatever happens, and as fast as can be."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence

from promises.web.browser import Answer, Browser

Act = Callable[[Browser, int], Awaitable[Answer]]


async def at_rate(
    port: int,
    rate: float,
    count: int,
    act: Act,
    *,
    headers: Mapping[str, str] | None = None,
) -> list[float]:
    """Return the milliseconds of so many answers, asked for at a rate.

    Each is counted from the moment it is due, so that waiting for a connection counts.
    """
    idle: list[Browser] = []
    times: list[float] = []

    async def ask(at: int, due: float) -> None:
        browser = idle.pop() if idle else Browser(port, headers)
        await act(browser, at)
        times.append(1000 * (time.monotonic() - due))
        idle.append(browser)

    asking = []
    began = time.monotonic()
    for at in range(count):
        due = began + at / rate
        await asyncio.sleep(max(0.0, due - time.monotonic()))
        asking.append(asyncio.create_task(ask(at, due)))
    await asyncio.gather(*asking)
    for browser in idle:
        browser.close()
    return times


async def as_fast_as_can_be(
    port: int, seconds: float, act: Act, *, connections: int = 8, most: int = 10**9
) -> float:
    """Return how many answers a second come over some connections, *most* of them in all."""
    began, count = time.monotonic(), 0

    async def go_on() -> None:
        nonlocal count
        async with Browser(port) as browser:
            while time.monotonic() < began + seconds and count < most:
                count += 1
                await act(browser, count - 1)

    await asyncio.gather(*(go_on() for _ in range(connections)))
    return count / (time.monotonic() - began)


def p95(times: Sequence[float]) -> float:
    """Return what 95 of a hundred times are not above."""
    return sorted(times)[max(0, -(-95 * len(times) // 100) - 1)]


def require(answer: Answer, status: int) -> Answer:
    """Return an answer that has the status. Raises :class:`SystemExit` for another."""
    if answer.status != status:
        raise SystemExit(f"answered {answer.status}: {answer.body[:2000].decode()}")
    return answer
