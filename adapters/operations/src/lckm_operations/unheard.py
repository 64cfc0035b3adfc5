"""Letters that came back and of which nobody hears by itself, for the commands: read from the mailboxes of bounces as they are now."""

from collections.abc import Sequence

import attrs

from lckm_core import ContactCentre, Message
from lckm_operations.settings import Settings
from lckm_operations.worker.bounces import unheard

SAID = Message(
    "List do helpdesku wrócił, więc nikt nie ma tej sprawy. Usuń przyczynę (adres i serwer helpdesku), wpisz ją do helpdesku ręcznie "
    "(lckm reports show) i skasuj zwrot ze skrzynki.",
    "The letter to the helpdesk came back, so nobody has this. Mend the cause (the helpdesk's address and server), enter it there by "
    "hand (lckm reports show), and delete the bounce from its mailbox.",
)
NOT_READ = Message(
    "Skrzynki zwrotów nie da się odczytać. Sprawdź jej ustawienia i serwer.",
    "The mailbox of bounces cannot be read. Check its settings and its server.",
)


@attrs.frozen
class Unheard:
    """What lies in the mailboxes of bounces and no worker takes back.

    ``to_helpdesk``: ids of deliveries whose letter to the helpdesk came back. ``unknown``: how many bounces are of no letter
    that is known. ``not_read``: which mailboxes cannot be read, and the type of the error.
    """

    to_helpdesk: Sequence[str]
    unknown: int
    not_read: Sequence[str]


def look(centre: ContactCentre, settings: Settings) -> Unheard:
    """Look into each mailbox of bounces of the settings."""
    left: list[str | None] = []
    not_read = []
    for at, source in enumerate(settings.bounces(), start=1):
        try:
            left += unheard(centre, source)
        except OSError as error:
            not_read.append(f"[[bounces]] {at} ({type(error).__name__})")
    return Unheard(sorted({id_ for id_ in left if id_}), left.count(None), not_read)
