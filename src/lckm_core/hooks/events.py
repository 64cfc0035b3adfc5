"""Port: who is told what was done: audit trails, caches, the host's own code."""

from datetime import datetime
from typing import Protocol

import attrs

from lckm_core.calendar import require_aware
from lckm_core.hooks.ports import PortKind, port
from lckm_core.organisation import Role


def _aware(event: "Event", attribute: object, value: datetime) -> None:
    require_aware(value)


@attrs.frozen(kw_only=True)
class Event:
    """One thing that was done, without any personal datum of a resident.

    ``verb`` is the centre's verb; ``subject`` what it was done to: the number of a report, procedure, announcement or request, the
    id of a delivery, the version of terms, the name of an exporter, or the day (rrrr-mm-dd) of what is done daily; ``role``
    who did it where the ordinance says who may; ``outcome`` a few words of the library's own, a state, or how many.
    """

    verb: str
    subject: str
    at: datetime = attrs.field(validator=_aware)
    role: Role | None = None
    outcome: str = "done"


class Listener(Protocol):
    """Hears of each event after what it tells of is durable."""

    def on_event(self, event: Event) -> None:
        """Take note. An exception stops nothing: its type and the listener are logged, and not its message.

        That may hold anything.
        """
        ...


@port(PortKind.NOTIFY, Listener)
def notify_listeners() -> Listener:  # type: ignore[empty-body]
    """Hand over a listener. Called once, when the centre is made; each event is told to each in its own ``try``."""
