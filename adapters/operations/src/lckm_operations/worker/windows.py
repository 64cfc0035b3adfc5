"""Windows of procedures open and close at midnight in Łódź: after each, what has expired is noted and every place is brought up to date."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, timedelta

import attrs

from lckm_core import ContactCentre, LckmError, Message, civil_day
from lckm_operations.civil import begins

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


class Windows:
    """Opens and closes them once for each day of Łódź, at its first moment or as soon after it as a worker works.

    Which places there are is the adapters' to say (``contribute_exporters``); nothing here knows one. A place that fails is
    tried again, and stops no other task.

    Args:
        centre: the contact centre, with a store of procedures.
        now: the moment it is, by the clock that days are judged by.
        told: the day for which it was last done, as the heartbeat of the worker before has it; anything else is no day.
    """

    def __init__(self, centre: ContactCentre, now: Callable[[], datetime], told: object = None) -> None:
        self._centre, self._now = centre, now
        self.done_for: date | None = None
        """The day for which every place was last brought up to date."""
        if isinstance(told, str):
            with suppress(ValueError):
                self.done_for = date.fromisoformat(told)

    def act(self, at: datetime) -> datetime:
        """Do it, unless it is done for today, and return the next midnight. Raises :class:`NotShownError` for a place that failed."""
        moment = self._now()
        if self.done_for != (today := civil_day(moment)):
            self._centre.expire_due(now=moment)
            if failed := tuple(one.name for one in self._centre.export(clock=self._now) if one.failed):
                raise NotShownError(failed)
            self.done_for = today
        # Where this machine's midnight is before the store's, it is looked again until both have had theirs.
        return max(begins(today, later=1), at + _MINUTE)

    def told(self) -> str | None:
        """Return the day for which it was last done, as the heartbeat has it."""
        return self.done_for.isoformat() if self.done_for else None
