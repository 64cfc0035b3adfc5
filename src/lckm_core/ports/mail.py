"""Port: how a report reaches the mailbox of a unit."""

from typing import Protocol

from lckm_core.delivery import Accepted, Answer, Letter, Result
from lckm_core.ports._port import PortKind, port


class Mailer(Protocol):
    """Sends letters. It may be slow; the centre holds a lease while it waits, and asks before it sends again.

    Its own time-outs have to add up to less than the lease, so it never waits for a peer that says nothing.
    """

    def send(self, letter: Letter) -> Result:
        """Send a letter once, and say how it ended.

        ``Accepted`` only when the next server has taken it over; ``Refused`` only when it surely has not; ``Unknown`` when
        nobody can tell. An exception counts as ``Unknown``. Where no letter at all would get through, ``Refused(…, tried=False)``
        spends none of the mailbox's attempts. Must not repeat by itself.
        """
        ...

    def find(self, letter: Letter) -> Accepted | Answer:
        """Say whether the mailbox has the letter of this key, without sending anything. May be repeated.

        ``Answer.CANNOT_BE_ASKED`` is the honest answer of plain SMTP; ``Answer.HONOURS_KEYS`` where a key is taken once.
        """
        ...


@port(PortKind.PROVIDE, Mailer, cites=("zał. 2 § 6 ust. 2",))
def provide_mailer() -> Mailer:  # type: ignore[empty-body]
    """Hand over the sender of letters. Called once, when the centre is made; connections are opened on use."""
