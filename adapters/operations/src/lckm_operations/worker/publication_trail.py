"""What was published or withdrawn after an export began, by the audit trail."""

from lckm_core.ports import EventVerb, Plugins
from lckm_operations.optional_features import trail_finder_of, trail_of

_SHOWN = frozenset(
    {
        EventVerb.PUBLISH,
        EventVerb.WITHDRAW,
        EventVerb.EXPIRE,
        EventVerb.NOTE,
        EventVerb.APPROVE_TERMS,
    }
)
"""The acts after which a place shows something else."""
_PAGE = 1000


class PublicationTrail:
    """Remembers the last entry of the trail that the places were brought up to date with.

    Whoever publishes or withdraws has the places changed at once. Where that fails, or the process
    ends before, the entry of the act is still there.

    Args:
        plugins: those of the contact centre; without a trail that can be read nothing is found.
        position: the id of that entry, as the last heartbeat has it; others are ignored.
    """

    def __init__(self, plugins: Plugins, position: object = None) -> None:
        trail, finder = trail_of(plugins), trail_finder_of(plugins)
        self._sources = (trail, finder) if trail is not None and finder is not None else None
        self.position = position if type(position) is int else None
        """The id of the last entry; ``None`` before the first export."""

    def end(self) -> int | None:
        """Return the id of the newest entry, 0 where there is none, ``None`` without a trail."""
        if self._sources is None:
            return None
        _, finder = self._sources
        entries = finder.find_entries(limit=1).entries
        return entries[0].id if entries else 0

    def has_changes(self) -> bool:
        """Return whether something was published or withdrawn after the position."""
        end = self.end()
        if self._sources is None or self.position is None or end is None:
            return False
        if end < self.position:
            # A backup came back, in which other editions may be published.
            return True
        trail, _ = self._sources
        while self.position < end:
            entries = trail.audit(after=self.position, limit=_PAGE)
            if not entries or any(entry.event.verb in _SHOWN for entry in entries):
                return bool(entries)
            self.position = entries[-1].id
        return False
