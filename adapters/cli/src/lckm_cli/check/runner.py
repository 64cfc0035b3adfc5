"""Checking files in this process or in several, with progress on a terminal."""

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

# Fewer files than this are checked before other processes would have started.
_FEW = 40
# Seconds between two updates of the progress bar.
_BLINK = 0.1


def check_files(
    found: Sequence[SelectedFile], settings: CheckSettings, jobs: int, *, quiet: bool = False
) -> list[Result]:
    """Return the result of each file, in their order.

    Args:
        found: the files.
        settings: how they are checked.
        jobs: the number of processes, or 0 for all cores.
        quiet: whether to show no progress.
    """
    # A fault that is to be raised, with its traceback, is raised in this process.
    if settings.debug or any(file.path == STDIN for file in found):
        jobs = 1
    jobs = jobs or os.cpu_count() or 1
    results: Generator[Result, None, None]
    if jobs == 1 or len(found) <= _FEW:
        results = (check_one_file(file, settings) for file in found)
    else:
        # Slow to load, and not needed for few files.
        from lckm_cli.check.workers import PART, share_out

        results = share_out(
            found,
            partial(check_each, settings=settings),
            _lost_result,
            min(jobs, -(-len(found) // PART)),
        )
    hidden = quiet or len(found) <= _FEW or not sys.stderr.isatty()
    finished = []
    with (
        contextlib.closing(results),
        contextlib.nullcontext(_nothing) if hidden else _bar(len(found)) as advance,
    ):
        for result in results:
            finished.append(result)
            advance()
    return finished


def _lost_result(found: SelectedFile) -> Result:
    """Return the result for a file whose process died."""
    return Result(shown_name(found.path), (internal_fault(ChildProcessError()),), unreadable=True)


def _nothing() -> None:
    pass


@contextlib.contextmanager
def _bar(total: int) -> Iterator[Callable[[], None]]:
    """Show a progress bar; the function it yields is to be called after each file."""
    from rich.console import Console
    from rich.progress import Progress

    # It has no thread of its own, for processes are started meanwhile.
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
