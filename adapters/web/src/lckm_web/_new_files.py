"""The files that come with a form, each stored before the next is read.

What is longer than a file may be arrives marked so (``is_too_large``); size and type of the
others are judged by :meth:`lckm_intake.Intake.add_file`.
"""

import logging
from collections.abc import Callable
from datetime import datetime
from math import inf
from typing import Final

import attrs

from lckm_core.errors import StoreUnavailableError, describe_error
from lckm_http import Arrival, FormFile, UploadRoom, in_thread
from lckm_intake import DraftFile, FileRefusedError, Intake, RefusalReason
from lckm_web._rates import Delay, Rates

_LOG = logging.getLogger("lckm_web")
_FIELD: Final = "new_files"
# A file that is stored is held so many times more: cleaned, sealed, and by the store.
_COPIES: Final = 4


@attrs.frozen(repr=False)
class NewFile:
    """A file that came with a form, without its bytes.

    Args:
        name: what the browser calls it.
        is_too_large: whether it is longer than a file may be.
        draft: the file as it is stored; ``None`` where it is not.
        reason: why it was refused, if it was.
    """

    name: str
    is_too_large: bool = False
    draft: DraftFile | None = None
    reason: RefusalReason | None = None


@attrs.frozen
class NewFileStore:
    """Stores the files of all forms, no more at once than there is room for.

    Args:
        intake: stores the files.
        rates: counts forms with files.
        room: the room for uploads, in which each file holds its size while it is stored.
        clock: returns the current moment, aware.
    """

    intake: Intake
    rates: Rates
    room: UploadRoom
    clock: Callable[[], datetime]


class NewFiles:
    """The files of one form, as they come.

    Attributes:
        files: those that came.
        delay: how long the network has to wait with files; then none was stored.
        failure: the status of the answer where the store failed; no file was stored since.
    """

    def __init__(self, store: NewFileStore, arrival: Arrival, network: str) -> None:
        self._store = store
        self._arrival = arrival
        self._network = network
        self.files: list[NewFile] = []
        self.delay: Delay | None = None
        self.failure: int | None = None

    async def add(self, file: FormFile) -> None:
        """Store a file, and give back the room that it had on its way in."""
        if file.field == _FIELD:
            self.files.append(await self._take_file(file))
        self._arrival.leave()

    async def _take_file(self, file: FormFile) -> NewFile:
        if not self.files:
            self.delay = self._store.rates.count_upload(self._network, now=self._store.clock())
        if self.delay or self.failure or file.is_too_large:
            return NewFile(file.name, file.is_too_large)
        # Whoever holds room waits for no client, so the next one's turn always comes.
        async with self._store.room.hold(_COPIES * len(file.data), wait=inf):
            return await in_thread(self._store_file, file)

    def _store_file(self, file: FormFile) -> NewFile:
        intake = self._store.intake
        try:
            if not intake.takes_files:
                return NewFile(file.name)
            draft = intake.add_file(file.name, file.data, now=self._store.clock())
            return NewFile(file.name, draft=draft)
        except FileRefusedError as error:
            return NewFile(file.name, reason=error.reason)
        except Exception as error:  # noqa: BLE001  (nobody's words are lost, or shown in a log)
            _LOG.error("storing a file failed: %s", describe_error(error))
            self.failure = 503 if isinstance(error, StoreUnavailableError) else 500
        return NewFile(file.name)
