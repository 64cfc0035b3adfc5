"""Port: where announcements and the versions of the portal terms are stored."""

from collections.abc import Sequence
from typing import Protocol

from lckm_core.ports._port import provide_port
from lckm_core.publication import Announcement, PortalTerms


class NoticeStore(Protocol):
    """Stores announcements and terms. Each method is one act, durable when it returns."""

    def announcements(self) -> Sequence[Announcement]:
        """Return every announcement, by number."""
        ...

    def terms(self) -> Sequence[PortalTerms]:
        """Return every version of the terms, drafts too, in the order in which they came."""
        ...

    def save_announcement(self, announcement: Announcement) -> None:
        """Store an announcement, in place of one of the same number."""
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
