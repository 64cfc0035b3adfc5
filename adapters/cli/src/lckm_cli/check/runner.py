"""Judging files in this process or in several, with progress on a terminal."""

import contextlib
import os
import sys
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from functools import partial

from lckm_cli.check.check_file import (
    CheckSettings,
    check_each,
    check_one_file,
    internal_fault,
)
from lckm_cli.check.results import Result
from lckm_cli.file_selection import STDIN, SelectedFile, shown_name

_FEW = 40
"""So few files are judged before other processes would have started, and need no progress bar."""
_BLINK = 0.1
"""Seconds between two pictures of the progress bar."""


def check_files(
    found: Sequence[SelectedFile], settings: CheckSettings, jobs: int, *, quiet: bool = False
) -> list[Result]:
    """Return the result of each file, in their order. *jobs* is the number of processes; 0 stands for all cores."""
    # A fault that is to be raised, with its traceback, is raised in this process.
    jobs = (
        1
        if settings.debug or any(one.path == STDIN for one in found)
        else jobs or os.cpu_count() or 1
    )
    results: Generator[Result, None, None]
    if jobs == 1 or len(found) <= _FEW:
        results = (check_one_file(one, settings) for one in found)
    else:
        from lckm_cli.check.workers import (
            PART,
            share_out,
        )  # takes a while to load, which few files do not wait for

        results = share_out(
            found, partial(check_each, settings=settings), _lost, min(jobs, -(-len(found) // PART))
        )
    hidden = quiet or len(found) <= _FEW or not sys.stderr.isatty()
    kept = []
    with (
        contextlib.closing(results),
        contextlib.nullcontext(_nothing) if hidden else _bar(len(found)) as advance,
    ):
        for result in results:
            kept.append(result)
            advance()
    return kept


def _lost(found: SelectedFile) -> Result:
    """Return the result of a file that no process got through."""
    return Result(shown_name(found.path), (internal_fault(ChildProcessError()),), unreadable=True)


def _nothing() -> None:
    pass


@contextlib.contextmanager
def _bar(total: int) -> Iterator[Callable[[], None]]:
    """Show a progress bar; what is given is to be called after each file. It has no thread: processes are started meanwhile."""
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True, auto_refresh=False) as progress:
        task = progress.add_task("Sprawdzanie", total=total)
        drawn = 0.0

        def advance() -> None:
            nonlocal drawn
            progress.advance(task)
            if time.monotonic() - drawn > _BLINK:
                progress.refresh()
                drawn = time.monotonic()

        yield advance
