"""The file with the city's streets, read again whenever it changes."""

import logging
import os
from collections.abc import Sequence
from pathlib import Path
from threading import Lock

from lckm_core.streets import MOST_BYTES, StreetList, read_streets
from lckm_core.text import Message

_LOG = logging.getLogger("lckm_intake")


class StreetFile:
    """The list of streets in a file.

    Args:
        path: the file, as ``lckm streets load`` writes it; ``None`` for a face without a list.
    """

    def __init__(self, path: str | os.PathLike[str] | None) -> None:
        self._path = None if path is None else Path(path)
        self._lock = Lock()
        self._read: tuple[int, ...] | None = None
        self._streets: StreetList | None = None

    @property
    def remarks(self) -> Sequence[Message]:
        """What is wrong with the file, if one is named."""
        return [] if self._path is None or self.streets() else [self._remark(self._path)]

    def streets(self) -> StreetList | None:
        """Return the streets; ``None`` without a list, which the form can do without."""
        if self._path is None:
            return None
        state: tuple[int, ...] = ()
        try:
            stat = self._path.stat()
            state = (stat.st_mtime_ns, stat.st_size, stat.st_ino)
        except OSError:
            pass  # which the log says once
        with self._lock:
            if state != self._read:
                self._read = state
                self._streets = self._load(self._path)
            return self._streets

    def _load(self, path: Path) -> StreetList | None:
        try:
            if path.stat().st_size > MOST_BYTES:
                raise OSError
            found = read_streets(path.read_bytes())
        except OSError:
            _LOG.warning("the list of streets cannot be read")
            return None
        if found.faults:
            _LOG.warning("the list of streets has faults: see lckm streets check")
            return None
        return StreetList(found.streets)

    @staticmethod
    def _remark(path: Path) -> Message:
        if not path.exists():
            return Message(
                f"streets: nie ma pliku {path}. Formularz działa bez listy ulic, dopóki nie "
                "zapisze jej lckm streets load.",
                f"streets: there is no file {path}. The form does without a list of streets "
                "until lckm streets load writes it.",
            )
        return Message(
            f"streets: pliku {path} nie da się użyć, więc formularz działa bez listy ulic. "
            f"Co w nim jest źle, powie: lckm streets check {path}",
            f"streets: the file {path} cannot be used, so the form does without a list of "
            f"streets. What is wrong with it says: lckm streets check {path}",
        )
