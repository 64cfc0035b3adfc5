"""Processor time, by which a test judges that something is not slow."""

from collections.abc import Callable
from time import process_time

ATTEMPTS = 3


def takes_less_than(seconds: float, action: Callable[[], object]) -> bool:
    """Return whether an action takes less processor time in one of three attempts.

    On a loaded machine a process is now and then charged ten times what its code takes; code that
    is slow is slow in each attempt.
    """
    return any(_seconds(action) < seconds for _ in range(ATTEMPTS))


def _seconds(action: Callable[[], object]) -> float:
    began = process_time()
    action()
    return process_time() - began
