"""A form about an announcement as it was sent."""

from collections.abc import Sequence

import attrs

from lckm_core.publication import AnnouncementEdition
from lckm_core.text import Message
from lckm_desk._edition_moves import EditionMove
from lckm_desk._records.announcement import AnnouncementRecord

_CHANGED = Message(
    "Ktoś zrobił coś z tą informacją, odkąd otwarto tę stronę. Wpisane słowa są poniżej: obejrzyj "
    "informację i zdecyduj, czy wysłać je jeszcze raz.",
    "Somebody did something to this announcement since the page was opened. What you typed is "
    "below: look at the announcement, and decide whether to send it again.",
)


@attrs.frozen(kw_only=True, repr=False)
class AnnouncementSubmission(EditionMove[AnnouncementRecord | None]):
    """A form about an announcement, which may be a new one."""

    changed = _CHANGED

    @property
    def known(self) -> AnnouncementRecord:
        """The announcement, of one that is not new."""
        assert self.record is not None
        return self.record

    @property
    def number(self) -> str:
        """The number of the announcement; empty for a new one."""
        return self.record.number if self.record else ""

    @property
    def editions(self) -> Sequence[AnnouncementEdition]:
        """The editions of the announcement, the oldest first; none of a new one."""
        return self.record.editions if self.record else ()
