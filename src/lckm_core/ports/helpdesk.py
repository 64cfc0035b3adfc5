"""Port: the helpdesk, which handles what is not mailed on by itself."""

from typing import Protocol

from lckm_core.delivery import Accepted, Answer, Result, Ticket
from lckm_core.ports._port import PortKind, port


class Helpdesk(Protocol):
    """Takes tickets. It should be one that can be asked for a key, or one that takes a key once: nothing comes after it.

    Where it is neither, a ticket of which nobody knows whether it arrived waits for a person (``Dispatch.needs_a_hand``). Its time-outs, too, add up to less than the lease.
    """

    def file(self, ticket: Ticket) -> Result:
        """File a ticket once, and say how it ended; as :meth:`Mailer.send`."""
        ...

    def find(self, ticket: Ticket) -> Accepted | Answer:
        """Say whether the helpdesk has the ticket of this key, without filing anything. ``Answer.CANNOT_BE_ASKED`` where a person has to look."""
        ...


@port(PortKind.PROVIDE, Helpdesk, cites=("zał. 2 § 6 ust. 2",))
def provide_helpdesk() -> Helpdesk:  # type: ignore[empty-body]
    """Hand over the helpdesk. Called once, when the centre is made; connections are opened on use."""
