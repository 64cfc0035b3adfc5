"""Registers a report once, even if it is sent again because its answer was lost."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import attrs

from lckm_core.centre import ReportPreview
from lckm_core.errors import AlreadyRegisteredError
from lckm_core.ports.optional import FoundReport, ReportFinder, ReportQuery
from lckm_core.reports import EventPlace, Report
from lckm_core.text import Message
from lckm_intake import Receipt
from lckm_open311._api_keys import ApiKey
from lckm_open311._faults import CONFLICT, Fault, RefusedError, wrong
from lckm_open311._jurisdictions import Jurisdiction
from lckm_open311._parameters import MOST_ROWS

WITHIN = timedelta(days=7)
_KEY = re.compile(r"[!-~]{1,255}")


@attrs.frozen
class Registration:
    """Registers a report once, however often it is sent.

    Args:
        city: the jurisdiction.
        key: the application's key.
        idempotency_key: what the application calls this report by; empty: nothing.
    """

    city: Jurisdiction
    key: ApiKey
    idempotency_key: str

    def register(self, form: Mapping[str, Any], tokens: Sequence[str], *, now: datetime) -> Receipt:
        """Register a report, or find the one that it repeats; raises what the intake raises.

        Raises :class:`RefusedError` for an idempotency key that does not fit, or has another
        report.
        """
        intake = self.city.intake
        if self.idempotency_key:
            if not _KEY.fullmatch(self.idempotency_key):
                raise RefusedError([_WRONG_KEY])
            issued = intake.issue_for(f"{self.key.name}\n{self.idempotency_key}")
            try:
                return intake.register(form, tokens, issued, now=now)
            except AlreadyRegisteredError:
                raise RefusedError([_OTHER_REPORT]) from None
        if not self.key.distinct_forms:
            return intake.register(form, tokens, intake.issue(now), now=now)
        # Of two requests at once, the second has to see the first.
        with self.city.lock:
            reports = self.city.centre.plugins.reports
            withdrawn: list[Report] = []
            preview = self.city.centre.preview_report(form, now=now, limits=self.city.limits)
            for number in self._similar_reports(form, preview, now):
                try:
                    return intake.register(form, tokens, intake.prove(number), now=now)
                except AlreadyRegisteredError:
                    report = reports.get(number)
                if report is not None and report.is_anonymous and _is_at(report, preview, form):
                    withdrawn.append(report)
            # A report must not come back after a withdrawal because an application repeats it.
            if withdrawn:
                if preview.description is not None and preview.description.spans:
                    raise RefusedError([_WITHDRAWN])
                report = withdrawn[0]
                return Receipt(report.number, intake.code(report.number), report)
            return intake.register(form, tokens, intake.issue(now), now=now)

    def _similar_reports(
        self, form: Mapping[str, Any], preview: ReportPreview, now: datetime
    ) -> Iterator[str]:
        """Yield the numbers of open reports that came with this category and redacted words."""
        finder = self.city.finder
        if finder is None or preview.description is None:
            return
        wanted = (form["category"], preview.description.text)
        for found in _open_reports(finder, now):
            first = found.report.as_registered
            if (first.category, first.description) == wanted:
                yield first.number


def _is_at(report: Report, preview: ReportPreview, form: Mapping[str, Any]) -> bool:
    """Return whether a report without its personal part has the place of a form."""
    place = report.as_registered.place or EventPlace()
    address = preview.address.text if preview.address else None
    point = (form.get("place") or {}).get("point")
    known = place.point and {"latitude": place.point.latitude, "longitude": place.point.longitude}
    return (place.address, known) == (address, point)


def _open_reports(finder: ReportFinder, now: datetime) -> Iterator[FoundReport]:
    """Yield the open reports of the last week, in any category: staff may have changed it."""
    query = ReportQuery(closed=False, registered_from=now - WITHIN)
    before: tuple[datetime, str] | None = None
    while True:
        found = finder.find_reports(query, before=before, limit=MOST_ROWS)
        yield from found
        if len(found) < MOST_ROWS:
            return
        before = found[-1].report.registered_at, found[-1].report.number


_WRONG_KEY = wrong(
    "Idempotency-Key",
    "podaj od 1 do 255 znaków ASCII bez odstępów.",
    "give 1 to 255 ASCII characters without blanks.",
)
_OTHER_REPORT = Fault(
    CONFLICT,
    Message(
        "Idempotency-Key: pod tym kluczem przyszło już inne zgłoszenie.",
        "Idempotency-Key: another report came under this key.",
    ),
)
_WITHDRAWN = Fault(
    CONFLICT,
    Message(
        "Takie zgłoszenie przyszło, a potem wycofano zgodę. Nie zapisujemy go drugi raz.",
        "Such a report came, and consent to it was withdrawn. It is not registered again.",
    ),
)
