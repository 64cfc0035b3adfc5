"""Two or more operations timed in turns, so that a machine that slows down slows all of them."""

import gc
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

Operation = Callable[[], object]


class Used(NamedTuple):
    """What a process used: seconds of processor time, seconds on the clock."""

    cpu: float
    wall: float


def compare(
    operations: Mapping[str, Operation], rounds: int = 15, least: float = 0.02
) -> dict[str, float]:
    """Return the median seconds of processor time of each operation, over *rounds* in which
    each has its turn.
    """
    repeats = {name: _repeats(operation, least) for name, operation in operations.items()}
    taken: dict[str, list[float]] = {name: [] for name in operations}
    gc.collect()
    gc.disable()
    try:
        for _ in range(rounds):
            for name, operation in operations.items():
                taken[name].append(_time(operation, repeats[name]) / repeats[name])
    finally:
        gc.enable()
    return {name: statistics.median(values) for name, values in taken.items()}


def _repeats(operation: Operation, least: float) -> int:
    """Return how often an operation is repeated in a round, so that the clock's own grain does
    not show.
    """
    operation()
    repeats = 1
    while _time(operation, repeats) < least:
        repeats *= 2
    return repeats


def _time(operation: Operation, repeats: int) -> float:
    began = time.process_time()
    for _ in range(repeats):
        operation()
    return time.process_time() - began


def run(command: Sequence[str]) -> Used:
    """Run a program without its output, children included, and return what it used."""
    began = time.perf_counter()
    environment = {
        key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"
    }
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise RuntimeError(f"{' '.join(command[:4])} ended with {process.returncode}")
    return Used(usage.ru_utime + usage.ru_stime, time.perf_counter() - began)


_SMALL_PARENT = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def memory(command: Sequence[str]) -> float:
    """Return the megabytes that a program held at most; asked by a small process, for a child
    counts its parent's, too.
    """
    asked = subprocess.run(
        [sys.executable, "-c", _SMALL_PARENT, *command], capture_output=True, text=True, check=True
    )
    return int(asked.stdout) / 1024 / (1024 if sys.platform == "darwin" else 1)


def compare_programs(commands: Mapping[str, Sequence[str]], rounds: int) -> dict[str, Used]:
    """Return the medians of what each program used, over *rounds* in which each has its turn,
    after one that is not counted.
    """
    used: dict[str, list[Used]] = {name: [] for name in commands}
    for number in range(rounds + 1):
        for name, command in commands.items():
            result = run(command)
            if number:
                used[name].append(result)
    return {
        name: Used(*map(statistics.median, zip(*values, strict=True)))
        for name, values in used.items()
    }
