"""Processes that are killed and started again.

They are forked from one that has imported everything, so a start costs little.
"""

import ctypes
import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Callable
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

_DIES_WITH_PARENT = 1
_FORKING = multiprocessing.get_context("forkserver")


def preload(module: str) -> None:
    """Have each process forked from one that has imported this; call it before the first."""
    _FORKING.set_forkserver_preload([module])


class Running:
    """One process, by its role.

    It starts again under the same name, with what it left on the disk and nothing else.
    """

    def __init__(
        self, role: str, name: str, log: Path, target: Callable[..., None], *given: Any
    ) -> None:
        self.role, self.name = role, name
        self._said_before = 0
        self._log, self._target, self._given = log, target, given
        self._process: BaseProcess | None = None

    def start(self) -> None:
        """Start it."""
        self._said_before = self._log.stat().st_size if self._log.exists() else 0
        self._process = _FORKING.Process(
            target=begun, args=(self._log, self._target, self._given), daemon=True
        )
        self._process.start()

    @property
    def pid(self) -> int:
        """Its number."""
        number = self._process.pid if self._process else None
        assert number is not None, "it was started"
        return number

    @property
    def has_spoken(self) -> bool:
        """Whether there is anything in its log since it was last started."""
        return self._log.exists() and self._log.stat().st_size > self._said_before

    def has_started(self, seconds: float = 60) -> bool:
        """Wait until it says something after its last start, or ends; return whether it did."""
        until = time.monotonic() + seconds
        while not self.has_spoken and self.code is None and time.monotonic() < until:
            time.sleep(0.02)
        return self.has_spoken

    @property
    def code(self) -> int | None:
        """How it ended, ``None`` while it runs or before it did."""
        return self._process.exitcode if self._process else None

    def wait(self, seconds: float) -> int | None:
        """Wait so long for its end at most, and return how that was; ``None`` when it runs on."""
        if self._process is not None:
            self._process.join(seconds)
        return self.code

    def end(self, how: signal.Signals, seconds: float = 20) -> int | None:
        """Send it a signal, and return how it ended; ``None`` when it does not."""
        if self._process is None:
            return 0
        if self._process.exitcode is None:
            os.kill(self.pid, how)
        self._process.join(seconds)
        return self._process.exitcode

    def kill(self) -> None:
        """End it, whatever it does."""
        self.end(signal.SIGKILL)


def begun(log: Path, target: Callable[..., None], given: tuple[Any, ...]) -> None:
    """Do what a process is for, log what it says, and end with its parent."""
    ctypes.CDLL(None).prctl(_DIES_WITH_PARENT, signal.SIGKILL)
    handle = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.dup2(handle, 2)
    sys.stderr = os.fdopen(2, "w", buffering=1, closefd=False)
    target(*given)


def noted(path: Path, line: str) -> None:
    """Add a line to a file, on the disk when this returns."""
    appended(path, f"{line}\n", sync=True)


def appended(path: Path, text: str, *, sync: bool = False) -> None:
    """Add a text to a file, which outlives this process; with *sync*, the machine as well."""
    handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    try:
        os.write(handle, text.encode())
        if sync:
            os.fsync(handle)
    finally:
        os.close(handle)


def lines_of(path: Path) -> list[str]:
    """Return the whole lines of a file; none when it is not there.

    Half a line was written by one that was killed.
    """
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    return text[: text.rfind("\n") + 1].splitlines()
