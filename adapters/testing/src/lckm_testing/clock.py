"""A clock that a test sets."""

from datetime import datetime, timedelta
from threading import Lock

from lckm_core.calendar import require_aware


class FakeClock:
    """A clock that stands still until told; call it for the current moment.

    It may be told anything, a jump back too, from any thread. Raises ``ValueError`` for a naive
    moment.
    """

    def __init__(self, start: datetime) -> None:
        self._lock = Lock()
        self._now = require_aware(start)

    def __call__(self) -> datetime:
        """Return the moment it is."""
        with self._lock:
            return self._now

    def set(self, moment: datetime) -> None:
        """Set it to *moment*, earlier or later."""
        with self._lock:
            self._now = require_aware(moment)

    def advance(self, by: timedelta) -> datetime:
        """Let time pass, and return the moment after that.

        Raises ``ValueError`` for less than none: see :meth:`jump_back`.
        """
        if by < timedelta():
            raise ValueError("time does not pass backwards: call jump_back")
        return self._move(by)

    def jump_back(self, by: timedelta) -> datetime:
        """Set it back, as an administrator or a time server does, and return the moment."""
        if by < timedelta():
            raise ValueError("by how much it jumps back is not less than nothing")
        return self._move(-by)

    def _move(self, by: timedelta) -> datetime:
        with self._lock:
            self._now += by
            return self._now
