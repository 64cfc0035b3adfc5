"""Child processes that check files from strangers, a few at a time."""

from datetime import date

from lckm_cli.toolkit import Language
from lckm_core.organisation import Directory
from lckm_http import UploadRoom, in_thread
from lckm_word.document_check import DocumentCheck, check_document
from lckm_word.processes import WAIT, BusyError, WordProcesses


class CheckProcesses(WordProcesses):
    """Checks files, at most *count* at once; whoever waits for a process holds no thread."""

    def __init__(self, count: int, seconds: float) -> None:
        super().__init__(count, seconds)
        self._room = UploadRoom(count)

    async def check(
        self, source: bytes, directory: Directory, lang: Language, on: date
    ) -> DocumentCheck:
        """Return what the check of a file found.

        Raises as :meth:`call`, and ``UnreadableFileError`` as :func:`check_document`.
        """
        async with self._room.hold(1, wait=WAIT) as is_free:
            if not is_free:
                raise BusyError
            return await in_thread(
                self.call, check_document, source, directory=directory, lang=lang, on=on
            )
