"""Port: announcements and the versions of the portal terms."""

from collections.abc import Sequence
from typing import Protocol

from lckm_core.ports._port import PortKind, port
from lckm_core.publication import Announcement, PortalTerms


class NoticeStore(Protocol):
    """Keeps announcements and terms. Each method is one act, and durable when it returns."""

    def announcements(self) -> Sequence[Announcement]:
        """Return every announcement, by number."""
        ...

    def terms(self) -> Sequence[PortalTerms]:
        """Return every version of the terms, drafts too, in the order in which they were kept."""
        ...

    def save_announcement(self, announcement: Announcement) -> None:
        """Keep an announcement, in place of one of the same number."""
        ...

    def save_terms(self, terms: PortalTerms) -> None:
        """Keep a version of the terms, in place of a draft of the same version; what is kept already, as it is, stays.

        Raises :class:`ConflictError` when that version is approved already and differs: it never changes.
        """
        ...


@port(PortKind.PROVIDE, NoticeStore, cites=("zał. 2 § 4 ust. 2", "zał. 2 § 5"))
def provide_notices() -> NoticeStore:  # type: ignore[empty-body]
    """Hand over the store of announcements and terms. Called once, when the centre is made."""
