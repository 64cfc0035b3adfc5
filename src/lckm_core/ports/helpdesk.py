"""Port: the helpdesk, which handles the reports that no mailbox gets."""

from typing import Protocol

from lckm_core.delivery import Accepted, Answer, Result, Ticket
from lckm_core.ports._port import provide_port


class Helpdesk(Protocol):
    """Takes tickets. It can be asked for a key, or takes a key only once, or neither.

    Nothing comes after the helpdesk: of one that can do neither, a ticket that may or may not have
    arrived waits for a person (``Dispatch.needs_a_hand``). All its time-outs together must be
    shorter than the lease.
    """

    def file(self, ticket: Ticket) -> Result:
        """File a ticket once, and say how it ended; as :meth:`Mailer.send`."""
        ...

    def find(self, ticket: Ticket) -> Accepted | Answer:
        """Say whether the helpdesk has the ticket of this key, without filing anything.

        ``Answer.NOT_THERE`` only where the helpdesk itself said so: the ticket is then filed
        again. ``NO_ANSWER`` where it refused the question, failed, or its answer was lost;
        ``HONOURS_KEYS`` or ``CANNOT_BE_ASKED``, always, of one that nobody can ask.
        """
        ...


@provide_port(cites=("zał. 2 § 6 ust. 2",))
def provide_helpdesk() -> Helpdesk:  # type: ignore[empty-body]
    """Hand over the helpdesk. Called once, when the centre is made; it connects on use."""
