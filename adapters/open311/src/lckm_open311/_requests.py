"""Requests: registered reports as Open311 shows them, without personal data."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

import attrs

from lckm_core.delivery import Dispatch, DispatchState
from lckm_core.ports.optional import FoundReport, ReportFinder, ReportQuery
from lckm_core.reports import EventPlace, Report, ReportAct, ReportActKind, is_report_number
from lckm_core.text import Message
from lckm_open311._answers import Answer, Value
from lckm_open311._faults import RefusedError, unknown, wrong
from lckm_open311._parameters import MOST_ROWS, Parameters
from lckm_open311._services import AREA, PLACE_KIND, Services

_STATES = ("open", "closed")


@attrs.frozen
class Requests:
    """Reports of services, read from a store.

    Args:
        finder: the store.
        services: the services whose reports may be seen, in the language of the answer.
        agency: the name of the contact centre, for what its own staff handle.
        extended: whether to show what GeoReport does not have: attributes, channel and notes.
    """

    finder: ReportFinder
    services: Services
    agency: str
    extended: bool = False

    def list(self, parameters: Parameters, *, now: datetime) -> Answer:
        """Return the requests that are asked for, newest first. Raises :class:`RefusedError`."""
        numbers = parameters.items("service_request_id")
        found = self.of(numbers) if numbers else self._search(parameters, now)
        return Answer("service_requests", [self._request(report) for report in found])

    def show(self, number: str) -> Answer:
        """Return one request. Raises :class:`RefusedError`."""
        return Answer("service_requests", [self._request(self.find(number))])

    def of_token(self, token: str) -> Answer:
        """Return the id of a request by its token: they are the same, as ids are given at once.

        Raises :class:`RefusedError`.
        """
        number = self.find(token, "token").report.number
        return Answer("service_requests", [{"service_request_id": number, "token": number}])

    def find(self, number: str, name: str = "service_request_id") -> FoundReport:
        """Return the report of a request. Raises :class:`RefusedError`."""
        found = self.of([number])
        if not found:
            raise RefusedError([unknown(name)])
        return found[0]

    def of(self, numbers: Sequence[str]) -> Sequence[FoundReport]:
        """Return the reports of the requests that exist. Raises :class:`RefusedError`."""
        if len(numbers) > MOST_ROWS:
            raise RefusedError(
                [
                    wrong(
                        "service_request_id",
                        f"podaj najwyżej {MOST_ROWS} numerów.",
                        f"give at most {MOST_ROWS} ids.",
                    )
                ]
            )
        known = [number for number in numbers if is_report_number(number)]
        query = ReportQuery(numbers=known, categories=[*self.services.categories])
        return self.finder.find_reports(query, limit=MOST_ROWS)

    def _search(self, parameters: Parameters, now: datetime) -> Sequence[FoundReport]:
        size = min(parameters.number("page_size", MOST_ROWS), MOST_ROWS)
        first, after = parameters.period(now)
        query = ReportQuery(
            categories=self._categories(parameters),
            closed=_wants_closed(parameters),
            registered_from=first,
            registered_to=after,
        )
        skip = (parameters.number("page", 1) - 1) * size
        return self.finder.find_reports(query, skip=skip, limit=size)

    def _categories(self, parameters: Parameters) -> Sequence[str]:
        known = self.services.categories
        codes = parameters.items("service_code")
        if any(code not in known for code in codes):
            raise RefusedError([unknown("service_code")])
        return codes or [*known]

    def _request(self, found: FoundReport) -> Value:
        report = found.report
        place = report.place or EventPlace()
        category = self.services.categories[report.category or ""]
        language = self.services.language
        return {
            "service_request_id": report.number,
            "status": "closed" if report.closing else "open",
            "status_notes": _notes(report, language),
            "service_name": category.name_in(language),
            "service_code": category.id,
            "description": report.description,
            "agency_responsible": found.dispatch.receiver or self.agency,
            "service_notice": category.notice_in(language),
            "requested_datetime": w3c(report.registered_at),
            "updated_datetime": w3c(_updated_at(report, found.dispatch)),
            "expected_datetime": None,
            "address": place.address,
            "address_id": None,
            "zipcode": None,
            "lat": place.point.latitude if place.point else None,
            "long": place.point.longitude if place.point else None,
            # Residents' files are shown only to those who handle the report.
            "media_url": None,
            **(_extensions(report, place, language) if self.extended else {}),
        }


def _wants_closed(parameters: Parameters) -> bool | None:
    states = parameters.items("status")
    if any(state not in _STATES for state in states):
        raise RefusedError([wrong("status", "open, closed albo oba.", "open, closed or both.")])
    return states == ["closed"] if len(states) == 1 else None


def _notes(report: Report, language: str) -> str | None:
    """Return the outcome, and what staff told the reporter with it."""
    return None if report.closing is None else words_of(report.closing, language)


def words_of(act: ReportAct, language: str) -> str:
    """Return an outcome, or that there is none any more, and what staff told the reporter."""
    message = _REOPENED if act.outcome is None else act.outcome.message
    return f"{message.text('pl' if language.startswith('pl') else 'en')} {act.words}".strip()


def update_acts(report: Report) -> Mapping[str, ReportAct]:
    """Return the acts that tell the reporter something, by the ids of their updates."""
    acts = enumerate(report.history, start=1)
    kinds = (ReportActKind.OUTCOME, ReportActKind.REOPENED)
    return {f"{report.number}.{at}": act for at, act in acts if act.kind in kinds}


def _extensions(report: Report, place: EventPlace, language: str) -> Mapping[str, Value]:
    attributes = [
        {"code": attribute.name, "value": attribute.value} for attribute in report.attributes
    ]
    attributes += [
        {"code": code, "value": value}
        for code, value in ((PLACE_KIND, place.kind), (AREA, place.area))
        if value
    ]
    notes = [
        {
            "datetime": w3c(act.at),
            "type": act.outcome.value if act.outcome else act.kind.value,
            "description": words_of(act, language),
        }
        for act in update_acts(report).values()
    ]
    return {
        "extended_attributes": {"channel": report.channel.value, "attributes": attributes},
        "notes": notes,
    }


_REOPENED = Message("Otwarto na nowo.", "Reopened.")


def _updated_at(report: Report, dispatch: Dispatch) -> datetime:
    """Return when a report was closed, or else when it was last changed."""
    if report.closing is not None:
        return report.closing.at
    moments = [report.registered_at, *(act.at for act in report.history)]
    if dispatch.state in (DispatchState.SENT, DispatchState.HELPDESK):
        moments.append(dispatch.since)
    return max(moments)


def w3c(moment: datetime) -> str:
    """Return a moment as W3C writes it, in UTC and to the second."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
