"""A mailbox and a helpdesk that fail as real ones do, by a script or by chance."""

import random
from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta
from enum import StrEnum
from threading import Lock
from typing import Any

from lckm_core.delivery import (
    Accepted,
    Answer,
    Letter,
    Refusal,
    Refused,
    Result,
    Ticket,
    Unknown,
)
from lckm_core.ports.helpdesk import Helpdesk
from lckm_core.ports.mail import Mailer
from lckm_testing.clock import FakeClock


class Fault(StrEnum):
    """What goes wrong with one call; a question fails by no answer or an exception."""

    NONE = "none"
    BEFORE = "fails before acceptance"
    """Nothing reaches the peer, surely: it is refused for now."""
    DURING = "fails during acceptance"
    """The connection breaks: the peer does not have it, but nobody can know."""
    AFTER = "fails after acceptance"
    """The peer has it, and its acknowledgement is lost."""
    TEMPORARY = "refuses for now"
    PERMANENT = "refuses for good"
    SLOW = "is slow"
    """The peer takes it, after so long that a lease may have run out."""
    RAISES_BEFORE = "raises, without having sent"
    RAISES_AFTER = "raises, having sent"
    """The exception's message holds the whole text, as those of careless libraries do."""
    NONSENSE = "answers what is no answer"


_REFUSALS = {
    Fault.BEFORE: Refused(Refusal.UNREACHABLE),
    Fault.TEMPORARY: Refused(Refusal.BUSY),
    Fault.PERMANENT: Refused(Refusal.NO_SUCH_ADDRESS, permanent=True),
}
_NONSENSE: Any = "250 OK"
"""Typed as anything, so that it can stand where an answer should."""
_RAISES = (Fault.RAISES_BEFORE, Fault.RAISES_AFTER)


class PeerBrokeError(Exception):
    """What a faulty peer raises."""


class _Faults:
    """Which fault comes next: those of the script, in order; then by chance, or none."""

    def __init__(
        self,
        script: Iterable[Fault] = (),
        *,
        seed: int | None = None,
        rate: float = 0.5,
        among: Sequence[Fault] = tuple(Fault),
        clock: FakeClock | None = None,
        slow: timedelta = timedelta(minutes=10),
    ) -> None:
        self._lock = Lock()
        self._script = list(script)
        # Random faults, not a secret.
        self._chance = None if seed is None else random.Random(seed)  # noqa: S311
        self._rate, self._among, self._clock, self._slow = rate, among, clock, slow

    def plan(self, script: Iterable[Fault] = ()) -> None:
        """Let these faults happen to the next calls; with an empty script all is well."""
        with self._lock:
            self._script, self._chance = list(script), None

    def _next_fault(self) -> Fault:
        with self._lock:
            if self._script:
                return self._script.pop(0)
            if self._chance is None or self._chance.random() >= self._rate:
                return Fault.NONE
            return self._chance.choice(self._among)

    def _try_sending(self, take: Callable[[], Result], text: str) -> Result:
        fault = self._next_fault()
        if fault in _REFUSALS:
            return _REFUSALS[fault]
        if fault is Fault.DURING:
            return Unknown()
        if fault is Fault.RAISES_BEFORE:
            raise PeerBrokeError(text)
        if fault is Fault.SLOW and self._clock is not None:
            self._clock.advance(self._slow)
        taken: Result = take()
        if fault is Fault.RAISES_AFTER:
            raise PeerBrokeError(text)
        if fault is Fault.NONSENSE:
            taken = _NONSENSE
        return Unknown() if fault is Fault.AFTER else taken

    def _try_asking(self, ask: Callable[[], Accepted | Answer], text: str) -> Accepted | Answer:
        fault = self._next_fault()
        if fault in _RAISES:
            raise PeerBrokeError(text)
        if fault is Fault.SLOW and self._clock is not None:
            self._clock.advance(self._slow)
        answer: Accepted | Answer = ask() if fault in (Fault.NONE, Fault.SLOW) else Answer.NO_ANSWER
        if fault is Fault.NONSENSE:
            answer = _NONSENSE
        return answer


class FaultyMailer(_Faults):
    """A mailer around another that fails as told.

    Args:
        inner: the mailer that takes what is not lost.
        script: what goes wrong with the calls to come, one after another.
        **means: ``seed`` for faults by chance after the script, none without it; ``rate``, how
            often, from 0 to 1; ``among``, which faults; ``clock``, moved on by ``slow`` when the
            peer is slow.
    """

    def __init__(self, inner: Mailer, script: Iterable[Fault] = (), **means: Any) -> None:
        super().__init__(script, **means)
        self.inner = inner

    def send(self, letter: Letter) -> Result:
        """Send a letter, unless something goes wrong."""
        return self._try_sending(lambda: self.inner.send(letter), letter.text)

    def find(self, letter: Letter) -> Accepted | Answer:
        """Ask for a letter, unless something goes wrong."""
        return self._try_asking(lambda: self.inner.find(letter), letter.text)


class FaultyHelpdesk(_Faults):
    """A helpdesk that fails as told; its arguments are those of :class:`FaultyMailer`."""

    def __init__(self, inner: Helpdesk, script: Iterable[Fault] = (), **means: Any) -> None:
        super().__init__(script, **means)
        self.inner = inner

    def file(self, ticket: Ticket) -> Result:
        """File a ticket, unless something goes wrong."""
        return self._try_sending(lambda: self.inner.file(ticket), ticket.text)

    def find(self, ticket: Ticket) -> Accepted | Answer:
        """Ask for a ticket, unless something goes wrong."""
        return self._try_asking(lambda: self.inner.find(ticket), ticket.text)
