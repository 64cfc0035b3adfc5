"""Numbers of new records, from the source that an adapter gives (zał. 2 § 9 ust. 1)."""

from datetime import datetime

from lckm_core.centre._base import CentreBase
from lckm_core.ports import NumberSeries


class Numbers(CentreBase):
    """What the centre does so that no two records have one number."""

    def draw_number(self, series: NumberSeries, *, now: datetime) -> str:
        """Return a number that no record has, and which the source never gives again.

        Args:
            series: what it is for.
            now: the current moment, aware.

        Raises:
            MissingAdapterError: where no adapter gives numbers.
            ValueError: for a naive moment.
        """
        number = self.plugins.numbers.next_number(series, now=now)
        # A number that was typed before may lie ahead of the source.
        while self.is_number_taken(series, number):
            number = self.plugins.numbers.next_number(series, now=now)
        return number

    def is_number_taken(self, series: NumberSeries, number: str) -> bool:
        """Return whether a record of this series has the number."""
        match series:
            case NumberSeries.PROCEDURE:
                return bool(self.plugins.procedures.editions(number))
            case NumberSeries.ANNOUNCEMENT:
                stored = self.plugins.notices.announcements()
                return any(edition.id == number for edition in stored)
            case NumberSeries.REQUEST:
                return self.plugins.requests.get(number) is not None
            case NumberSeries.REPORT:
                return self.plugins.reports.dispatch(number) is not None
