"""Verbs of the centre, called in threads, so that a slow disk holds up no other page."""

from collections.abc import Callable
from contextvars import ContextVar
from functools import partial
from typing import ParamSpec, TypeVar

from anyio import CapacityLimiter
from anyio.lowlevel import RunVar
from anyio.to_thread import run_sync

THREADS = 8
"""How many verbs run at once in a process; a store has as many connections by default."""
SENDING_THREADS = 5
"""How many of them run for requests that send something: they may all wait for one writer."""
_READING_METHODS = ("GET", "HEAD", "OPTIONS")
_P = ParamSpec("_P")
_T = TypeVar("_T")
_sends: ContextVar[bool] = ContextVar("lckm_http sends", default=False)
# One of each for each event loop.
_limiter: RunVar[CapacityLimiter] = RunVar("lckm_http threads")
_sending_limiter: RunVar[CapacityLimiter] = RunVar("lckm_http sending threads")


def note_method(method: str) -> None:
    """Store the method of this task's request, for :func:`in_thread`."""
    _sends.set(method not in _READING_METHODS)


async def in_thread(call: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
    """Return the result of a call made in a thread; at most eight run at once.

    At most five of them are for requests that send something, so that others can read pages.
    """
    calls: list[Callable[[], _T]] = [partial(call, *args, **kwargs)]
    if not _sends.get():
        return await _run(calls)
    async with _get(_sending_limiter, SENDING_THREADS):
        return await _run(calls)


async def _run(calls: list[Callable[[], _T]]) -> _T:
    # A thread holds its arguments a little longer than the call, so hand it a list and empty it.
    return await run_sync(lambda: calls.pop()(), limiter=_get(_limiter, THREADS))


def _get(variable: RunVar[CapacityLimiter], most: int) -> CapacityLimiter:
    limiter = variable.get(None)
    if limiter is None:
        limiter = CapacityLimiter(most)
        variable.set(limiter)
    return limiter
