"""A form about an announcement as it was sent."""

from collections.abc import Sequence

import attrs

from lckm_core.publication import AnnouncementEdition
from lckm_desk._edition_moves import EditionMove
from lckm_desk._records.announcement import AnnouncementRecord


@attrs.frozen(kw_only=True, repr=False)
class AnnouncementSubmission(EditionMove[AnnouncementRecord | None]):
    """A form about an announcement, which may be a new one."""

    thing = ("tę informację", "this announcement")

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
