"""Exports: at midnight in Łódź, when days begin and end, and after each publication."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime, timedelta

import attrs

from lckm_core.calendar import civil_day
from lckm_core.centre import ContactCentre
from lckm_core.errors import LckmError
from lckm_operations.civil_days import start_of_day
from lckm_operations.worker.export_process import ExportProcess
from lckm_operations.worker.publication_trail import PublicationTrail

_MINUTE = timedelta(minutes=1)
_PAUSE = timedelta(seconds=1)
_BETWEEN_LOOKS = timedelta(seconds=15)
"""How often the trail is asked whether something was published or withdrawn."""


@attrs.frozen(str=False)
class NotShownError(LckmError):
    """A place that shows procedures could not be brought up to date."""

    places: tuple[str, ...]

    pl = (
        "Nie pokazano zmian: {names}. Dziennik mówi wyżej dlaczego. Sprawdź miejsce na dysku, "
        "uprawnienia i bazę danych."
    )
    en = (
        "Changes are not shown: {names}. The log says why above. Check the room on the disk, the "
        "permissions and the database."
    )

    @property
    def names(self) -> str:
        """The names of the places."""
        return ", ".join(self.places)


def _require(failed: Sequence[str]) -> None:
    if failed:
        raise NotShownError(tuple(failed))


class DailyExport:
    """Exports once a day, at midnight in Łódź or as soon afterwards as a worker runs.

    It also exports after a publication or a withdrawal, for whoever did it may have been ended
    before every place was changed, or have failed. The places are those of the adapters
    (``contribute_exporters``). One that fails is tried again, without stopping any other task.

    Args:
        centre: the contact centre, with a store of procedures.
        now: returns the current moment, by the clock that decides which day it is.
        before: the last heartbeat, which tells what was exported; what it does not is ignored.
        export_process: exports in a process of its own; without one, deliveries wait meanwhile.
    """

    def __init__(
        self,
        centre: ContactCentre,
        now: Callable[[], datetime],
        before: Mapping[str, object] | None = None,
        export_process: ExportProcess | None = None,
    ) -> None:
        self._centre = centre
        self._now = now
        self._export_process = export_process if centre.plugins.exporters else None
        before = before or {}
        self._trail = PublicationTrail(centre.plugins, before.get("published_to"))
        self._begun_for: date | None = None
        self._begun_at: int | None = None
        self._failed: LckmError | None = None
        self._begins_anew = False
        self.done_for: date | None = None
        """The day for which every place was last brought up to date."""
        day = before.get("published_for")
        if isinstance(day, str):
            with suppress(ValueError):
                self.done_for = date.fromisoformat(day)

    def begin_anew(self) -> None:
        """Export at the next turn, whatever was shown before.

        What was shown last stays known until then, for whoever monitors the delay.
        """
        self._begins_anew = True

    def take_over(self, former: "DailyExport") -> None:
        """Continue the export begun by the object whose :meth:`status` this was made with."""
        self._begun_for = former._begun_for
        self._begun_at = former._begun_at
        self._begins_anew = former._begins_anew
        # Its traceback would keep the former adapters alive.
        self._failed = former._failed and former._failed.with_traceback(None)

    def export(self, at: datetime) -> datetime:
        """Export unless all that is published today is shown; return when to look again.

        That is the next midnight, sooner where a trail tells of publications, or soon while a
        process exports. Raises :class:`NotShownError` for a place that failed, and the errors of
        :meth:`ExportProcess.result`.
        """
        moment = self._now()
        today = civil_day(moment)
        if self._export_process is not None and self._export_process.is_running:
            self._check_process(self._export_process)
        elif self._is_owed(today):
            self._begin(moment)
        if self._begun_for is not None or self._begins_anew or self.done_for != today:
            if self._failed is not None:
                # It counts as failing until it succeeds, not until it is tried again.
                raise self._failed.with_traceback(None)
            return at + _PAUSE
        # Where this machine's midnight is before the store's, look again until both have passed.
        midnight = max(start_of_day(today, later=1), at + _MINUTE)
        return midnight if self._trail.position is None else min(midnight, at + _BETWEEN_LOOKS)

    def _is_owed(self, today: date) -> bool:
        is_begun = self._begun_for is not None or self._begins_anew
        return is_begun or self.done_for != today or self._trail.has_changes()

    def _begin(self, moment: datetime) -> None:
        self._centre.expire_due(now=moment)
        self._begun_for = civil_day(moment)
        self._begun_at = self._trail.end()
        if self._export_process is not None:
            self._export_process.begin()
            return
        results = self._centre.export(clock=self._now)
        _require([export.name for export in results if export.failed])
        self._end()

    def _end(self) -> None:
        self.done_for, self._begun_for = self._begun_for, None
        self._begins_anew = False
        self._trail.position = self._begun_at
        self._failed = None

    def _check_process(self, export_process: ExportProcess) -> None:
        try:
            failed = export_process.result()
            if failed is not None:
                _require(failed)
                self._end()
        except LckmError as error:
            self._failed = error
            raise

    def status(self) -> dict[str, object]:
        """Return what was last exported, as the heartbeat has it."""
        return {
            "published_for": self.done_for.isoformat() if self.done_for else None,
            "published_to": self._trail.position,
        }
