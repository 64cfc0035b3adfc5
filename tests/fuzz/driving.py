"""Cases tried in processes of their own, each under limits of time and memory, a chunk at a
time.
"""

import resource
import signal
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from random import Random
from types import FrameType
from typing import NamedTuple

from mutating import Case

SECONDS = 1.0
MEMORY = 1536 * 1024**2
RESIDENT = 300 * 1024**2
CHUNK = 500


class Hang(BaseException):
    """A case took longer than it may; no ``except Exception`` on the way swallows it."""


class Kind(NamedTuple):
    """A kind of case: what makes one by chance, and what tries it and says how far it came."""

    make: Callable[[Random], Case]
    attempt: Callable[[Case], str]


class Outcome(NamedTuple):
    """What became of a chunk of cases."""

    tally: Counter[str]
    failures: list[tuple[int, Case, str]]
    resident: int
    slowest: tuple[float, int]


def run_chunk(kind: Kind, seed: int, first: int, after: int) -> Outcome:
    """Try the cases from *first* up to *after*, each under the limits."""
    tally: Counter[str] = Counter()
    failures: list[tuple[int, Case, str]] = []
    slowest = (0.0, first)
    for number in range(first, after):
        case = kind.make(Random(f"{seed}/{number}"))
        signal.setitimer(
            signal.ITIMER_PROF, SECONDS
        )  # time used, so that a busy machine makes no failure
        began = time.process_time()
        try:
            tally[kind.attempt(case)] += 1
        except (Exception, Hang):  # noqa: BLE001  (whatever it is, it is to be reported)
            signal.setitimer(signal.ITIMER_PROF, 0)
            failures.append((number, case, traceback.format_exc(limit=-8)))
            tally["FAILED"] += 1
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
        slowest = max(slowest, (time.process_time() - began, number))
    return Outcome(
        tally, failures, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024, slowest
    )


def _prepare() -> None:
    """Set the limits of a process that tries cases."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    signal.signal(signal.SIGPROF, _hang)
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _hang(number: int, frame: FrameType | None) -> None:
    raise Hang(f"more than {SECONDS} s")


def outcomes(
    kind: Kind, seed: int, start: int, count: int, jobs: int, until: float = float("inf")
) -> Iterator[Outcome]:
    """Yield what became of each chunk, as they end; a few chunks wait at a time, so that no
    list of them grows.

    None begins after *until*, by ``time.monotonic``.
    """
    firsts = iter(range(start, start + count, CHUNK))
    with ProcessPoolExecutor(jobs, initializer=_prepare) as pool:
        waiting: dict[Future[Outcome], int] = {}
        while True:
            while (
                len(waiting) < 2 * jobs
                and time.monotonic() < until
                and (first := next(firsts, None)) is not None
            ):
                waiting[
                    pool.submit(run_chunk, kind, seed, first, min(first + CHUNK, start + count))
                ] = first
            if not waiting:
                return
            for future in wait(waiting, return_when=FIRST_COMPLETED).done:
                first = waiting.pop(future)
                try:
                    yield future.result()
                except BrokenProcessPool:
                    raise SystemExit(
                        f"a process died; try --start {first} --count {CHUNK} --seed {seed}"
                    ) from None
