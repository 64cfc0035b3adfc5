"""Port: where announcements and the versions of the portal terms are stored."""

from collections.abc import Sequence
from typing import Protocol

import attrs

from lckm_core.ports._port import provide_port
from lckm_core.publication import AnnouncementEdition, PortalTerms


@attrs.frozen
class AnnouncementChange:
    """An edition to store, and the stored one that it replaces: ``None`` for a new edition."""

    edition: AnnouncementEdition
    was: AnnouncementEdition | None = None


class NoticeStore(Protocol):
    """Stores announcements and terms. Each method is one act, durable when it returns."""

    def announcements(self) -> Sequence[AnnouncementEdition]:
        """Return every edition of every announcement, by number and edition number."""
        ...

    def save_announcements(self, changes: Sequence[AnnouncementChange]) -> None:
        """Store all changes or none.

        Raises :class:`ConflictError` when a stored edition is not what the change says it was.
        """
        ...

    def terms(self) -> Sequence[PortalTerms]:
        """Return every version of the terms, drafts too, in the order in which they came."""
        ...

    def save_terms(self, terms: PortalTerms) -> None:
        """Store a version of the terms, in place of a draft of the same version.

        Storing the same again changes nothing. Raises :class:`ConflictError` when that version
        is approved and differs: it never changes.
        """
        ...


@provide_port(cites=("zał. 2 § 4 ust. 2", "zał. 2 § 5"))
def provide_notices() -> NoticeStore:  # type: ignore[empty-body]
    """Hand over the store of announcements and terms. Called once, when the centre is made."""
