"""Judging files in this process or in several, with progress on a terminal."""

import os
import signal
import sys
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from lckm_cli.checking.judging import Settings, internal_fault, judge, judge_all
from lckm_cli.checking.results import Result
from lckm_cli.files import STDIN, Found, shown_name

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

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
    """Judge chunks in a pool. When a process dies, what it left is judged again, so that only the file at fault is lost."""
    from concurrent.futures.process import BrokenProcessPool

    rest = iter(found)
    chunks = list(iter(lambda: list(islice(rest, _CHUNK)), []))
    pool = _pool(jobs)
    try:
        futures: list[Future[list[Result]] | None] = []
        for chunk in chunks:
            try:
                futures.append(pool.submit(judge_all, chunk, settings))
            except BrokenProcessPool:
                futures.append(None)
        for chunk, future in zip(chunks, futures, strict=True):
            try:
                results = future.result() if future else _again(chunk, settings)
            except BrokenProcessPool:
                results = _again(chunk, settings)
            yield from results
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _again(chunk: list[Found], settings: Settings) -> list[Result]:
    """Judge a chunk in a process of its own; if that dies, each half, until one file is left that is to blame."""
    from concurrent.futures.process import BrokenProcessPool

    with _pool(1) as pool:
        try:
            return pool.submit(judge_all, chunk, settings).result()
        except BrokenProcessPool as error:
            if len(chunk) == 1:
                return [Result(shown_name(chunk[0].path), (internal_fault(error),), unreadable=True)]
    half = len(chunk) // 2
    return [*_again(chunk[:half], settings), *_again(chunk[half:], settings)]


def _pool(jobs: int) -> "ProcessPoolExecutor":
    """Return a pool whose processes leave Ctrl-C to this one."""
    from concurrent.futures import ProcessPoolExecutor

    return ProcessPoolExecutor(jobs, initializer=signal.signal, initargs=(signal.SIGINT, signal.SIG_IGN))


def _with_progress(results: Iterator[Result], total: int) -> Iterator[Result]:
    from rich.console import Console
    from rich.progress import track

    yield from track(results, "Sprawdzanie", total, console=Console(stderr=True), transient=True)
