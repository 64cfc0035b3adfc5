"""Child processes that check files from strangers, a few at a time."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from threading import Lock

from lckm_cli.toolkit import Language, Sandbox
from lckm_core.organisation import Directory
from lckm_http import UploadRoom, in_thread
from lckm_word.document_check import DocumentCheck, check_document

_MEMORY = 1 << 30
_WAIT = 20.0


class BusyError(Exception):
    """No process was free in time."""


class CheckProcesses:
    """Checks files, each in a process with limits, at most *count* at once.

    A process starts when it is first needed, and stays for the next file.

    Args:
        count: how many processes.
        seconds: how long one check may take.
    """

    def __init__(self, count: int, seconds: float) -> None:
        self._free = [
            Sandbox(check_document, seconds=seconds, memory=_MEMORY) for _ in range(count)
        ]
        self._room = UploadRoom(count)
        self._lock = Lock()

    async def check(self, source: bytes, directory: Directory, lang: Language) -> DocumentCheck:
        """Return what the check of a file found.

        Raises:
            BusyError: no process was free within 20 seconds.
            SandboxTimeoutError, SandboxCrashedError: as :class:`lckm_cli.toolkit.Sandbox`.
            UnreadableFileError: as :func:`check_document`.
        """
        async with self._process() as process:
            return await in_thread(process, source, directory=directory, lang=lang)

    def close(self) -> None:
        """End the processes that are free."""
        with self._lock:
            for process in self._free:
                process.close()

    @asynccontextmanager
    async def _process(self) -> AsyncIterator[Sandbox[..., DocumentCheck]]:
        async with self._room.hold(1, wait=_WAIT) as is_free:
            if not is_free:
                raise BusyError
            with self._lock:
                process = self._free.pop()
            try:
                yield process
            finally:
                with self._lock:
                    self._free.append(process)
