"""Port: how a report reaches the mailbox of a unit."""

from typing import Protocol

from lckm_core.delivery import Accepted, Answer, Letter, Result
from lckm_core.ports._port import provide_port


class Mailer(Protocol):
    """Sends letters. It may be slow: the centre holds a lease, and asks before it sends again.

    All its time-outs together must be shorter than the lease, so it never waits for ever.
    """

    def send(self, letter: Letter) -> Result:
        """Send a letter once, and say how it ended. Must not retry by itself.

        ``Accepted`` only when the next server has taken it over; ``Refused`` only when it surely
        has not; ``Unknown`` when nobody can tell. An exception counts as ``Unknown``. When no
        letter at all would get through, ``Refused(…, tried=False)`` uses up none of the
        mailbox's attempts.
        """
        ...

    def find(self, letter: Letter) -> Accepted | Answer:
        """Say whether the mailbox has the letter of this key, without sending anything.

        May be repeated. Plain SMTP honestly answers ``Answer.CANNOT_BE_ASKED``; a mailbox that
        takes a key once answers ``Answer.HONOURS_KEYS``.
        """
        ...


@provide_port(cites=("zał. 2 § 6 ust. 2",))
def provide_mailer() -> Mailer:  # type: ignore[empty-body]
    """Hand over the mailer. Called once, when the centre is made; it connects on use."""
