"""A form about an announcement as it was sent."""

import attrs

from lckm_core.errors import ConflictError
from lckm_core.text import Message
from lckm_desk._records.announcement import AnnouncementRecord
from lckm_desk._submissions import Submission

_CHANGED = Message(
    "Ktoś zrobił coś z tą informacją, odkąd otwarto tę stronę. Wpisane słowa są poniżej: obejrzyj "
    "informację i zdecyduj, czy wysłać je jeszcze raz.",
    "Somebody did something to this announcement since the page was opened. What you typed is "
    "below: look at the announcement, and decide whether to send it again.",
)


@attrs.frozen(kw_only=True, repr=False)
class AnnouncementSubmission(Submission[AnnouncementRecord | None]):
    """A form about an announcement, which may be a new one."""

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
    def acts(self) -> int:
        """How many acts its editions have; none for a new one."""
        return self.record.acts if self.record else 0

    def require_unchanged(self) -> None:
        """Raise :class:`ConflictError` when something was done since the form was opened."""
        if self.fields.text("seen") != str(self.acts):
            raise ConflictError(self.number, _CHANGED)
