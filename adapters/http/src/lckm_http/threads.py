"""Verbs of the centre, called in threads, so that a slow disk holds up no other page."""

from collections.abc import Callable
from functools import partial
from typing import ParamSpec, TypeVar

from anyio import CapacityLimiter
from anyio.lowlevel import RunVar
from anyio.to_thread import run_sync

THREADS = 8
"""How many verbs run at once in a process; a store has as many connections by default."""
_P = ParamSpec("_P")
_T = TypeVar("_T")
# One for each event loop.
_limiter: RunVar[CapacityLimiter] = RunVar("lckm_http threads")


async def in_thread(call: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
    """Return what a call returns, made in a thread; at most eight run at once."""
    limiter = _limiter.get(None)
    if limiter is None:
        limiter = CapacityLimiter(THREADS)
        _limiter.set(limiter)
    calls = [partial(call, *args, **kwargs)]
    # A thread holds what it was given a little longer than the call: here an empty list.
    return await run_sync(lambda: calls.pop()(), limiter=limiter)
