"""Judging files in this process or in several, with progress on a terminal."""

import os
import signal
import sys
from collections.abc import Iterator, Sequence
from itertools import islice

from lckm_cli.checking.judging import Settings, internal_fault, judge, judge_all
from lckm_cli.checking.results import Result
from lckm_cli.files import STDIN, Found, shown_name

_FEW = 40
"""So few files are judged before other processes would have started, and need no progress bar."""
_CHUNK = 25


def run(found: Sequence[Found], settings: Settings, jobs: int, *, quiet: bool = False) -> Iterator[Result]:
    """Yield the result of each file, in their order. *jobs* is the number of processes; 0 stands for all cores."""
    jobs = min(jobs or os.cpu_count() or 1, -(-len(found) // _CHUNK))
    parallel = jobs > 1 and len(found) > _FEW and not any(one.path == STDIN for one in found)
    results = _in_processes(found, settings, jobs) if parallel else (judge(one, settings) for one in found)
    if quiet or len(found) <= _FEW or not sys.stderr.isatty():
        yield from results
    else:
        yield from _with_progress(results, len(found))


def _in_processes(found: Sequence[Found], settings: Settings, jobs: int) -> Iterator[Result]:
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    rest = iter(found)
    chunks = list(iter(lambda: list(islice(rest, _CHUNK)), []))
    pool = ProcessPoolExecutor(jobs, initializer=signal.signal, initargs=(signal.SIGINT, signal.SIG_IGN))
    try:
        for chunk, future in [(chunk, pool.submit(judge_all, chunk, settings)) for chunk in chunks]:
            try:
                yield from future.result()
            except BrokenProcessPool as error:
                for one in chunk:
                    yield Result(shown_name(one.path), (internal_fault(error),), unreadable=True)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _with_progress(results: Iterator[Result], total: int) -> Iterator[Result]:
    from rich.console import Console
    from rich.progress import track

    yield from track(results, "Sprawdzanie", total, console=Console(stderr=True), transient=True)
