"""The daily export: procedures begin and cease to be shown at midnight in Łódź."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date, datetime, timedelta

import attrs

from lckm_core.calendar import civil_day
from lckm_core.centre import ContactCentre
from lckm_core.errors import LckmError
from lckm_operations.civil_days import start_of_day
from lckm_operations.worker.export_process import ExportProcess

_MINUTE = timedelta(minutes=1)
_PAUSE = timedelta(seconds=1)


@attrs.frozen(str=False)
class NotShownError(LckmError):
    """A place that shows procedures could not be brought up to date."""

    places: tuple[str, ...]

    pl = "Nie pokazano zmian: {names}. Sprawdź miejsce na dysku, uprawnienia i bazę danych."
    en = (
        "Changes are not shown: {names}. Check the room on the disk, the permissions and the "
        "database."
    )

    @property
    def names(self) -> str:
        """The names of the places."""
        return ", ".join(self.places)


def _require(failed: Sequence[str]) -> None:
    if failed:
        raise NotShownError(tuple(failed))


class DailyExport:
    """Exports once a day, at midnight in Łódź or as soon afterwards as a worker works.

    The places are those of the adapters (``contribute_exporters``). One that fails is tried
    again, without stopping any other task.

    Args:
        centre: the contact centre, with a store of procedures.
        now: returns the current moment, by the clock that decides which day it is.
        before: the day of the last export, from the last heartbeat; others are ignored.
        export_process: exports in a process of its own; without one, deliveries wait meanwhile.
    """

    def __init__(
        self,
        centre: ContactCentre,
        now: Callable[[], datetime],
        before: object = None,
        export_process: ExportProcess | None = None,
    ) -> None:
        self._centre = centre
        self._now = now
        self._export_process = export_process if centre.plugins.exporters else None
        self._begun_for: date | None = None
        self._failed: LckmError | None = None
        self.done_for: date | None = None
        """The day for which every place was last brought up to date."""
        if isinstance(before, str):
            with suppress(ValueError):
                self.done_for = date.fromisoformat(before)

    def export(self, at: datetime) -> datetime:
        """Export unless it is done for today, and return when to look again.

        That is the next midnight or, while a process exports, soon.
        Raises :class:`NotShownError` for a place that failed, and the errors of
        :meth:`ExportProcess.result`.
        """
        moment = self._now()
        today = civil_day(moment)
        if self._export_process is not None and self._export_process.is_running:
            self._check_process(self._export_process)
        elif self.done_for != today:
            self._centre.expire_due(now=moment)
            if self._export_process is None:
                _require(
                    [
                        export.name
                        for export in self._centre.export(clock=self._now)
                        if export.failed
                    ]
                )
                self.done_for = today
            else:
                self._export_process.begin()
                self._begun_for = today
        if self.done_for != today:
            if self._failed is not None:
                raise self._failed.with_traceback(
                    None
                )  # it fails until it is done, not until it is tried again
            return at + _PAUSE
        # Where this machine's midnight is before the store's, look again until both have passed.
        return max(start_of_day(today, later=1), at + _MINUTE)

    def _check_process(self, export_process: ExportProcess) -> None:
        try:
            failed = export_process.result()
            if failed is not None:
                _require(failed)
                self.done_for = self._begun_for
                self._failed = None
        except LckmError as error:
            self._failed = error
            raise

    def day_exported(self) -> str | None:
        """Return the day for which it was last done, as the heartbeat has it."""
        return self.done_for.isoformat() if self.done_for else None
