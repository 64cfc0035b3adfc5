"""A mailbox, a helpdesk and places to show procedures, all in memory."""

from collections.abc import Callable, Mapping
from datetime import date
from threading import Lock

from lckm_core.delivery import (
    Accepted,
    Answer,
    Letter,
    Result,
    Ticket,
)
from lckm_core.publication import Audience, Projection, Publication


class MemoryMailer:
    """Keeps each letter once by its key, and can be asked for it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self.letters: dict[str, Letter] = {}

    def send(self, letter: Letter) -> Result:
        """Keep a letter."""
        with self._lock:
            self.letters.setdefault(letter.key, letter)
        return Accepted(letter.key)

    def find(self, letter: Letter) -> Accepted | Answer:
        """Say whether the letter is kept."""
        with self._lock:
            return Accepted(letter.key) if letter.key in self.letters else Answer.NOT_THERE


class MemoryHelpdesk:
    """Keeps each ticket once by its key, and can be asked for it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self.tickets: dict[str, Ticket] = {}

    def file(self, ticket: Ticket) -> Result:
        """Keep a ticket."""
        with self._lock:
            self.tickets.setdefault(ticket.key, ticket)
        return Accepted(ticket.key)

    def find(self, ticket: Ticket) -> Accepted | Answer:
        """Say whether the ticket is kept."""
        with self._lock:
            return Accepted(ticket.key) if ticket.key in self.tickets else Answer.NOT_THERE


class MemoryExporter:
    """Keeps what its audiences are shown."""

    def __init__(self, *audiences: Audience) -> None:
        self.name = "-".join(["memory", *audiences])
        self.audiences = audiences
        self._lock = Lock()
        self.shown: Mapping[Audience, tuple[Projection, ...]] = dict.fromkeys(audiences, ())
        self.on: date | None = None

    def export(self, read: Callable[[], Publication]) -> None:
        """Show exactly what is published."""
        with self._lock:
            publication = read()
            shown = {
                audience: tuple(publication.projections(audience)) for audience in self.audiences
            }
            self.shown, self.on = shown, publication.on
