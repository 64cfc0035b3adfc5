"""The helpdesk of the demo that goes on, which leaves one delivery to a person."""

from lckm_core.delivery import Accepted, Answer, Result, Ticket, Unknown
from lckm_folder import FolderHelpdesk

_UNANSWERED = "-000033"
"""How the number of the sample report ends about which it gives no answer."""


class LiveHelpdesk(FolderHelpdesk):
    """Puts tickets into a folder, but does not say whether it has one sample report's.

    The ticket is there, as the page of letters shows; at the desk a person settles it.
    """

    def file(self, ticket: Ticket) -> Result:
        """File a ticket."""
        result = super().file(ticket)
        return Unknown() if _is_unanswered(ticket) else result

    def find(self, ticket: Ticket) -> Accepted | Answer:
        """Return whether the ticket exists."""
        return Answer.CANNOT_BE_ASKED if _is_unanswered(ticket) else super().find(ticket)


def _is_unanswered(ticket: Ticket) -> bool:
    return ticket.report.number.endswith(_UNANSWERED)
