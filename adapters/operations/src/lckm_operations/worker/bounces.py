"""Letters that came back, from wherever an adapter reads them."""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol, TypeVar

from lckm_core import ContactCentre, Refused


class Bounce(Protocol):
    """A letter that a server had taken and gave back: its key, and why. Word that it is late is none."""

    @property
    def key(self) -> str:
        """The key of the letter."""
        ...

    @property
    def refused(self) -> Refused:
        """Why it came back."""
        ...


_B = TypeVar("_B", bound=Bounce)


class BounceSource(Protocol[_B]):
    """Where letters that came back lie, until the worker says that the helpdesk has their reports; as ``lckm_smtp.MaildirBounces``."""

    def read(self) -> Iterable[_B]:
        """Return those that lie there; each is told again until it is done with."""
        ...

    def done(self, bounce: _B) -> None:
        """Take one away: its delivery is safe elsewhere."""
        ...


def take_back(centre: ContactCentre, source: BounceSource[_B], *, now: datetime) -> int:
    """Make the helpdesk's what came back, and return how many letters were ours.

    Also what came back because a mail server was away for too long: it will not try again.
    """
    count = 0
    for bounce in source.read():
        count += centre.take_back(bounce.key, bounce.refused.reason, now=now)
        source.done(bounce)
    return count
