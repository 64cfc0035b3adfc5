"""Exporting in a process of its own, so that a place that hangs delays no delivery."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from math import inf
from tempfile import TemporaryFile
from time import monotonic
from typing import IO

import attrs

from lckm_core.errors import LckmError

LCKM_COMMAND = (sys.executable, "-P", "-c", "from lckm_cli.main import main; main()")
"""How ``lckm`` is called, by the interpreter that runs this one."""
_RESULT_DESCRIPTOR = "LCKM_TOLD_TO"
"""The variable with the descriptor for the result: adapters may print anything."""
_UNUSABLE = "unusable settings"
"""What is told in place of the failed places where the settings cannot be used."""
_STANDARD_ERROR = 2
_REAPED = 2.0
"""Seconds in which a killed process ends, unless a disk that hangs holds it."""


@attrs.frozen(str=False)
class ExportTimeoutError(LckmError):
    """Exporting what is published took too long and was killed."""

    seconds: float

    pl = (
        "Pokazywanie nie skończyło się w {seconds:g} s i zostało przerwane. Sprawdź miejsca "
        "publikacji (dysk, sieć): lckm export. Jeśli potrzebują więcej czasu, podaj w [worker] "
        "dłuższe longest_export."
    )
    en = (
        "Showing did not end within {seconds:g} s and was killed. Look at the places of "
        "publication (disk, network): lckm export. If they need longer, give a longer "
        "longest_export in [worker]."
    )


@attrs.frozen(str=False)
class ExportCrashedError(LckmError):
    """The process that exports what is published ended without a result."""

    pl = (
        "Proces, który pokazuje publikacje, padł. Przyczyna jest w dzienniku; sprawdź też: lckm "
        "export."
    )
    en = (
        "The process that shows what is published died. The log has the cause; look also at: lckm "
        "export."
    )


@attrs.frozen(str=False)
class ExportSettingsError(LckmError):
    """The settings, which were changed since the worker read them, cannot be used."""

    pl = (
        "Ustawień, takich jak teraz, nie da się użyć, więc publikacji nie pokazano; doręcza się "
        "nadal według poprzednich. Dziennik mówi wyżej, co poprawić; powie to też: lckm settings."
    )
    en = (
        "The settings, as they are now, cannot be used, so publications are not shown; deliveries "
        "go on by the former ones. The log says above what to correct; so does: lckm settings."
    )


class ExportProcess:
    """One export process at a time.

    Args:
        command: the command to run: ``lckm worker --only-publish``, or a program that calls
            :func:`report_failures` and exits with 1 if a place failed, else with 0. Its
            output goes to standard error.
        longest: seconds after which it is killed, with all processes it started.
    """

    def __init__(self, command: Sequence[str], longest: float = inf) -> None:
        self._command = tuple(command)
        self.longest = longest
        """The same for the next one that is begun."""
        self._process: subprocess.Popen[bytes] | None = None
        self._left: subprocess.Popen[bytes] | None = None
        self._output: IO[bytes] | None = None
        self._until = 0.0

    @property
    def is_running(self) -> bool:
        """Whether a process was begun whose result was not fetched yet."""
        return self._process is not None

    def begin(self) -> None:
        """Begin a process. Raises :class:`ExportTimeoutError` while a killed one still exists."""
        if self._left is not None and self._left.poll() is None:
            raise ExportTimeoutError(self.longest)
        self._left = None
        self._until = monotonic() + self.longest
        # A file, as nobody reads before the end. A session, so that its children are killed too.
        self._output = TemporaryFile()  # noqa: SIM115  closed when it has ended
        descriptor = self._output.fileno()
        self._process = subprocess.Popen(  # noqa: S603  our own command
            self._command,
            stdin=subprocess.DEVNULL,
            stdout=_STANDARD_ERROR,
            pass_fds=(descriptor,),
            env={**os.environ, _RESULT_DESCRIPTOR: str(descriptor)},
            start_new_session=True,
        )

    def result(self) -> tuple[str, ...] | None:
        """Return which places failed, ``None`` while it goes on.

        Raises :class:`ExportTimeoutError` if it was killed, :class:`ExportSettingsError` and
        :class:`ExportCrashedError`.
        """
        assert self._process is not None
        code = self._process.poll()
        if code is None and monotonic() < self._until:
            return None
        output = self._end()
        if code is None or code == -signal.SIGALRM:
            raise ExportTimeoutError(self.longest)
        return _places(output, code)

    def close(self) -> None:
        """Kill it if it runs: an unfinished export is not shown, and the next begins anew."""
        if self._process is not None:
            self._end()

    def _end(self) -> bytes:
        """Kill it, and return its output."""
        process = self._process
        output = self._output
        assert process is not None
        assert output is not None
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        try:
            process.wait(_REAPED)
        except subprocess.TimeoutExpired:
            self._left = process
        self._process = self._output = None
        with output:
            output.seek(0)
            return output.read()


def _places(output: bytes, code: int) -> tuple[str, ...]:
    """Return the failed places, if the output agrees with the exit code.

    Raises :class:`ExportCrashedError` and :class:`ExportSettingsError`.
    """
    try:
        names = json.loads(output)
    except ValueError:
        raise ExportCrashedError from None
    if names == _UNUSABLE:
        raise ExportSettingsError
    if (
        not isinstance(names, list)
        or not all(isinstance(name, str) for name in names)
        or code != bool(names)
    ):
        raise ExportCrashedError
    return tuple(names)


def report_failures(failed: Sequence[str]) -> bool:
    """Report the failed places to the parent and return whether one is listening."""
    return _report(list(failed))


def report_unusable_settings() -> bool:
    """Report that the settings cannot be used; return whether a parent is listening."""
    return _report(_UNUSABLE)


def _report(message: list[str] | str) -> bool:
    descriptor = os.environ.get(_RESULT_DESCRIPTOR)
    if descriptor is None:
        return False
    with os.fdopen(int(descriptor), "w", encoding="utf-8") as file:
        json.dump(message, file)
    return True


def limit_lifetime(seconds: float) -> None:
    """Let the system end this process after so many seconds, even if its parent is gone.

    Processes that it started are not ended.
    """
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, seconds)
