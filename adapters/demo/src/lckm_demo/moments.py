"""The moments of the demo, all derived from its day: nothing here reads a clock."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from lckm_core.reports import first_clean_day

LODZ = ZoneInfo("Europe/Warsaw")


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """Return a moment of a day in Łódź."""
    return datetime.combine(day, time(hour, minute), tzinfo=LODZ)


class Moments:
    """When things happen in the demo of that day."""

    def __init__(self, on: date) -> None:
        self._first_round, self.exported = at(on, 8), at(on, 10)
        self.asked, self.amended, self.taken_off, self.exported_again = (
            at(on, 10, minute) for minute in (10, 20, 30, 40)
        )
        self._first_report = at(on, 11)
        self.delivered = at(on, 12)
        self.withdrawn = at(on + timedelta(days=2), 9)
        self.clean_day = first_clean_day(self._first_report)
        self.too_early = at(self.clean_day - timedelta(days=1), 23, 59)
        self.due = at(self.clean_day, 0, 5)

    def handled(self, turn: int) -> tuple[datetime, datetime, datetime]:
        """Return when the editions of a round, from 0, are handed in, checked and published."""
        handed_in = self._first_round + timedelta(minutes=10 * turn)
        return handed_in, handed_in + timedelta(minutes=3), handed_in + timedelta(minutes=6)

    def registered(self, index: int) -> datetime:
        """Return when the report of that index, from 0, comes in."""
        return self._first_report + timedelta(minutes=index)
