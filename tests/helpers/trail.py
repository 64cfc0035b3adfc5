"""Trails in memory: one that is read from its beginning, and one found from the newest on."""

from lckm_core.ports import Event
from lckm_core.ports.optional import TrailPage, TrailQuery

_ANY_ENTRY = TrailQuery()


class Entry:
    """An event that was recorded, with its place in the trail from 1."""

    def __init__(self, id: int, event: Event) -> None:
        self.id, self.event = id, event


class Trail(list):
    """A trail that is only as long as the process."""

    def on_event(self, event: Event) -> None:
        self.append(event)

    def audit(self, *, subject=None, after=0, limit=1000):
        entries = (Entry(at, event) for at, event in enumerate(self, start=1))
        found = (entry for entry in entries if subject in (None, entry.event.subject))
        return [entry for entry in found if entry.id > after][:limit]


class FindableTrail(Trail):
    """A trail that is found from the newest on, of which one call looks at so much at most."""

    most = 1000

    def find_entries(self, query=_ANY_ENTRY, *, before=None, limit):
        last = len(self) if before is None else min(before - 1, len(self))
        first, found = max(last - self.most, 0), []
        for at in range(last, first, -1):
            if query.meets(self[at - 1]):
                found.append(Entry(at, self[at - 1]))
            if len(found) == limit:
                first = at - 1
                break
        reached = self[first].at if last > first else None
        return TrailPage(entries=found, before=first + 1 if first else None, reached=reached)
