"""A process of its own for looking into strangers' files: it may crash, hang or grow, and is ended for it; who asked goes on."""

import logging
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from types import TracebackType
from typing import Self

from lckm_attachments import limits
from lckm_attachments.examined import Examined, Notes, Purpose
from lckm_attachments.examining import examine_file
from lckm_attachments.kinds import BEYOND_LIMIT, NOT_LOOKED_INTO
from lckm_core import Findings, check_file


class Apart:
    """Examines files one after another in a process that has limits of time and memory; use it in a ``with``.

    The process is started when the first file comes, and anew after one that ended it.

    Args:
        seconds: how long one file may take.
        memory: bytes of address space of the process; where the system knows no such limit (Windows, macOS), time alone is one.
    """

    def __init__(self, *, seconds: float = limits.SECONDS, memory: int = limits.MEMORY) -> None:
        self._seconds, self._memory = seconds, memory
        self._process: SpawnProcess | None = None
        self._wire: Connection | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def examine(self, name: str, data: bytes, purpose: Purpose) -> Examined:
        """Return what :func:`examine_file` does; where that took too long or ended the process, a finding says so."""
        wire = self._started()
        try:
            wire.send((name, data, purpose))
            if wire.poll(self._seconds):
                answer = wire.recv()
                if isinstance(answer, Examined):
                    return answer
                raise EOFError
        except (EOFError, OSError):
            self.close()
            return _unfinished(name, data, purpose, crashed=True)
        self.close()
        return _unfinished(name, data, purpose, seconds=self._seconds)

    def close(self) -> None:
        """End the process."""
        if self._wire is not None:
            self._wire.close()
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process.close()
        self._process = self._wire = None

    def _started(self) -> Connection:
        if self._wire is None or self._process is None or not self._process.is_alive():
            self.close()
            context = get_context("spawn")
            self._wire, theirs = context.Pipe()
            self._process = context.Process(target=_serve, args=(theirs, self._memory), daemon=True)
            self._process.start()
            theirs.close()
        return self._wire


def _serve(wire: Connection, memory: int) -> None:
    """Examine what comes down the wire until it is closed; a file that takes too much memory is answered with nothing."""
    _limit(memory)
    logging.disable()  # what pikepdf tells of a broken file is in the findings
    while True:
        try:
            name, data, purpose = wire.recv()
        except (EOFError, KeyboardInterrupt):
            return
        try:
            answer: Examined | None = examine_file(name, data, purpose)
        except MemoryError:
            answer = None
        wire.send(answer)


def _limit(memory: int) -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    for which, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CORE, 0)):
        _, hard = resource.getrlimit(which)
        if hard == resource.RLIM_INFINITY or hard > most:
            resource.setrlimit(which, (most, most))


def _unfinished(name: str, data: bytes, purpose: Purpose, *, seconds: float = 0, crashed: bool = False) -> Examined:
    notes = Notes()
    if crashed:
        notes.found(
            NOT_LOOKED_INTO,
            (),
            "Pliku nie dało się zbadać: program, który go czytał, przerwał pracę albo zabrakło mu pamięci. "
            "Przygotuj dokument od nowa i podmień plik.",
            "The file could not be looked into: the program that read it broke off, or ran out of memory. "
            "Make the document anew and replace the file.",
        )
    else:
        notes.found(
            BEYOND_LIMIT,
            (),
            f"Plik nie został zbadany do końca: zajęłoby to ponad {seconds:g} s. Podziel go albo przygotuj prostszy.",
            f"The file was not looked at to its end: that takes more than {seconds:g} s. Divide it, or make a simpler one.",
        )
    core = check_file(name, data, purpose)
    return Examined(name, purpose, "", Findings((*core, *notes.findings)))
