"""The recurring tasks of a worker; one that fails waits ever longer and stops no other."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from enum import StrEnum

import attrs

from lckm_core.errors import LckmError, Loggable, TrailReaderGoneError
from lckm_core.text import Message

_LOG = logging.getLogger("lckm_operations")
_FIRST_WAIT, _LONGEST_WAIT = 1.0, 60.0
"""Seconds."""
_AGAIN = "it is tried again and again"


class TaskName(StrEnum):
    """The tasks of a worker, as the heartbeat and the log name them."""

    ERASE = "erasing what is due"
    EXPORT = "publishing"
    OPEN_NOTICES = "opening notices"
    READ_ROUTES = "reading the routes"
    LOOK_FOR_FILES = "looking for files"
    SWEEP_DRAFTS = "removing ended drafts"
    SWEEP_SESSIONS = "removing ended sessions"
    READ_BOUNCES = "reading what came back"
    DELIVER = "delivering"
    READ_TRAIL = "reading the trail"


@attrs.define
class Task:
    """One recurring task; ``of`` tells those of one name apart.

    ``act`` does it at a moment and returns when to do it next. ``due`` is that moment, or ``None``
    for at once. ``error`` is the type of its last failure, and ``message`` says what to do about
    it, if the exception is ours. One that ``is_over`` is no longer done.
    """

    name: TaskName
    act: Callable[[datetime], datetime]
    due: datetime | None = None
    done_at: datetime | None = None
    failures: int = 0
    failing_since: datetime | None = None
    error: str | None = None
    message: Message | None = None
    of: str = ""
    is_over: bool = False

    @property
    def label(self) -> str:
        """Its name, with what tells tasks of one name apart."""
        return f"{self.name.value}: {self.of}" if self.of else self.name.value

    def is_due(self, now: datetime) -> bool:
        """Return whether it is due, or the clock went back since it was last done."""
        if self.is_over:
            return False
        return (
            self.due is None or self.due <= now or (self.done_at is not None and self.done_at > now)
        )

    def do(self, clock: Callable[[], datetime], jitter: Callable[[], float]) -> bool:
        """Do it, and return whether it went well; log when failures begin, change and end."""
        began = self.done_at = clock()
        try:
            self.due = self.act(began)
        except Exception as error:  # noqa: BLE001  whatever a database or mailbox raises
            self._note_failure(error, clock(), jitter())
            return False
        if self.failures:
            _LOG.warning("%s works again after %d failures", Loggable(self.label), self.failures)
        self.failures = 0
        self.failing_since = None
        self.error = None
        self.message = None
        return True

    def _note_failure(self, error: Exception, now: datetime, chance: float) -> None:
        kind = type(error).__name__
        message = error.message if isinstance(error, LckmError) else None
        self.is_over = isinstance(error, TrailReaderGoneError)
        if (kind, message) != (self.error, self.message):
            prospect = "this process tries it no more" if self.is_over else _AGAIN
            advice = f" {message.en}" if message else ""
            _LOG.error(
                "%s failed: %s; %s.%s",
                Loggable(self.label),
                kind,
                Loggable(prospect),
                Loggable(advice),
            )
        self.error = kind
        self.message = message
        self.failing_since = self.failing_since or now
        self.failures += 1
        if self.is_over:
            self.due = None
            return
        longest = min(_FIRST_WAIT * 2 ** min(self.failures - 1, 30), _LONGEST_WAIT)
        # At least half, to spare a database that is starting; the random rest spreads the workers.
        self.due = now + timedelta(seconds=longest * (0.5 + chance / 2))
