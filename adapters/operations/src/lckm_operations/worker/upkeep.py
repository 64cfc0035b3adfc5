"""The tasks that keep the data in order: erasure, notices, and checks of what is needed."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta

import attrs

from lckm_core.calendar import civil_day
from lckm_core.centre import ContactCentre
from lckm_operations.civil_days import start_of_day
from lckm_operations.missing_files import require_live_files
from lckm_operations.optional_features import count_due, needing_a_hand
from lckm_operations.readiness import UnreadableRoutesError, routes_fault

MINUTE = timedelta(minutes=1)
_BETWEEN_SWEEPS = timedelta(minutes=10)


@attrs.define
class Upkeep:
    """Does these tasks; each takes this machine's moment and returns when to do it next.

    ``store_clock`` decides what is due.
    """

    centre: ContactCentre
    store_clock: Callable[[], datetime]
    counts: Counter[str]
    needing_a_hand: int = 0
    """How many deliveries only a person can end."""

    def erase(self, now: datetime) -> datetime:
        """Destroy the data whose term is over."""
        moment = self.store_clock()
        self.counts["erased"] += self.centre.anonymise_due(now=moment)
        # Where this machine's midnight is before the store's, repeat until both have passed.
        return max(start_of_day(civil_day(moment), later=1), now + MINUTE)

    def open_notices(self, now: datetime) -> datetime:
        """Ask the receivers of destroyed data to erase them as well."""
        store = self.centre.plugins.reports
        # Completes what a withdrawal or a store of files left undone, perhaps waiting for a dump.
        if count_due(store, self.store_clock()):
            self.counts["erased"] += self.centre.anonymise_due(now=self.store_clock())
        self.centre.destroy_files(now=self.store_clock())
        self.needing_a_hand = needing_a_hand(store)
        notices = self.centre.open_erasure_notices(now=self.store_clock())
        self.counts["notices opened"] += len(notices)
        return now + MINUTE

    def read_routes(self, now: datetime) -> datetime:
        """Raise ``UnreadableRoutesError`` where the table of routes cannot be read."""
        # No attempt reads them, but where this user cannot, the host's program cannot either.
        if routes_fault(self.centre) is not None:
            raise UnreadableRoutesError
        return now + MINUTE

    def look_for_files(self, now: datetime) -> datetime:
        """Raise ``UnreadableFilesError`` or ``LockedFilesError`` where one cannot be read."""
        require_live_files(self.centre)
        return now + MINUTE

    def sweep_drafts(self, now: datetime) -> datetime:
        """Remove the drafts that no resident has sent in time."""
        self.centre.plugins.drafts.sweep(now=self.store_clock())
        return now + _BETWEEN_SWEEPS

    def sweep_sessions(self, now: datetime) -> datetime:
        """Remove the sessions of staff that have ended."""
        self.centre.plugins.sessions.sweep(now=self.store_clock())
        return now + _BETWEEN_SWEEPS
