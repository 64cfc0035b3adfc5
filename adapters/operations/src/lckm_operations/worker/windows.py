"""Windows of procedures open and close at midnight in Łódź: after each, what has expired is noted and every place is brought up to date."""

from collections.abc import Callable
from datetime import datetime, timedelta

import attrs

from lckm_core import ContactCentre, LckmError, Message, civil_day
from lckm_operations.civil import begins
from lckm_operations.worker.tasks import Task

_MINUTE = timedelta(minutes=1)


@attrs.frozen(str=False)
class NotShownError(LckmError):
    """A place that shows procedures could not be brought up to date."""

    places: tuple[str, ...]

    @property
    def said(self) -> Message:
        """Which, and what to do."""
        names = ", ".join(self.places)
        return Message(
            f"Nie pokazano zmian: {names}. Sprawdź miejsce na dysku, uprawnienia i bazę danych.",
            f"Changes are not shown: {names}. Check the room on the disk, the permissions and the database.",
        )


def publishing(centre: ContactCentre, now: Callable[[], datetime]) -> Task | None:
    """Return the task of each day, ``None`` for a centre without a store of procedures.

    It is done when a worker starts, too, and again after a failure. A worker that is called every minute (``--once``) does not do
    it: whoever calls it so has ``lckm export`` called after midnight.
    """

    def act(at: datetime) -> datetime:
        today = now()
        centre.expire_due(now=today)
        if failed := tuple(one.name for one in centre.export(now=today) if one.failed):
            raise NotShownError(failed)
        # Where this machine's midnight is before the store's, it is done again until both have had theirs.
        return max(begins(civil_day(today), later=1), at + _MINUTE)

    return Task("publishing", act) if centre.plugins.answers("provide_procedures") else None
