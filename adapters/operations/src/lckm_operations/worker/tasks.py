"""What a worker does again and again, each thing at its own times: one that fails waits longer and longer, and stops no other."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

import attrs

from lckm_core.errors import LckmError
from lckm_core.text import Message
from lckm_operations.logs import Own

_LOG = logging.getLogger("lckm_operations")
_FIRST_WAIT, _LONGEST_WAIT = 1.0, 60.0
"""Seconds."""


@attrs.define
class Task:
    """One thing that is done again and again.

    ``act`` does it at a moment, and returns when it is to be done next. ``due`` is that moment, ``None`` at the start: at once.
    ``error`` is the type of what it last failed by, and ``message`` what is to be done about that, where the exception is ours.
    """

    name: str
    act: Callable[[datetime], datetime]
    due: datetime | None = None
    done_at: datetime | None = None
    failures: int = 0
    failing_since: datetime | None = None
    error: str | None = None
    message: Message | None = None

    def is_due(self, now: datetime) -> bool:
        """Return whether its time has come; also when the clock went back since it was last done, for then nobody knows."""
        return (
            self.due is None or self.due <= now or (self.done_at is not None and self.done_at > now)
        )

    def do(self, clock: Callable[[], datetime], jitter: Callable[[], float]) -> bool:
        """Do it, and return whether it went well. Of a failure its type is kept, and one line logged when it begins and ends."""
        began = self.done_at = clock()
        try:
            self.due = self.act(began)
        except Exception as error:  # noqa: BLE001  whatever a database or a mailbox raises when it is away
            self._failed(error, clock(), jitter())
            return False
        if self.failures:
            _LOG.warning("%s works again after %d failures", Own(self.name), self.failures)
        self.failures, self.failing_since, self.error, self.message = 0, None, None, None
        return True

    def _failed(self, error: Exception, now: datetime, chance: float) -> None:
        kind = type(error).__name__
        self.message = error.message if isinstance(error, LckmError) else None
        if kind != self.error:
            advice = f" {self.message.en}" if self.message else ""
            _LOG.error(
                "%s failed: %s; it is tried again and again.%s", Own(self.name), kind, Own(advice)
            )
        self.error, self.failing_since = kind, self.failing_since or now
        longest = min(_FIRST_WAIT * 2 ** min(self.failures, 30), _LONGEST_WAIT)
        # At least half of it, so that a database that comes up is not stormed, and not all of it for all workers at once.
        self.due = now + timedelta(seconds=longest * (0.5 + chance / 2))
        self.failures += 1
