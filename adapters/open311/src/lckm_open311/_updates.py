"""Updates of requests: FixMyStreet's extension of GeoReport, to read and to send."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

import attrs

from lckm_core import ContactCentre
from lckm_core.errors import ConflictError, IllegalMoveError
from lckm_core.organisation import Role
from lckm_core.ports.optional import FoundReport, ReportQuery
from lckm_core.reports import InvalidOutcomeError, Outcome, Report, ReportAct
from lckm_core.text import Message
from lckm_open311._answers import Answer, Value
from lckm_open311._api_keys import ApiKey
from lckm_open311._faults import FORBIDDEN, WRONG, Fault, RefusedError, missing, wrong
from lckm_open311._parameters import MOST_ROWS, Parameters
from lckm_open311._requests import Requests, update_acts, w3c, words_of

_CLOSED, _OPEN = "CLOSED", "OPEN"
_ALWAYS = (datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC))
# FixMyStreet's further states, which it tells its users in its own words.
_STATES = {
    Outcome.DONE: "FIXED",
    Outcome.NOT_OURS: "NOT_COUNCILS_RESPONSIBILITY",
    Outcome.NOTHING_TO_DO: "NO_FURTHER_ACTION",
    Outcome.NOT_FOUND: "NO_FURTHER_ACTION",
    Outcome.DUPLICATE: "DUPLICATE",
}
_OUTCOMES = {
    _CLOSED: Outcome.DONE,
    "FIXED": Outcome.DONE,
    "NOT_COUNCILS_RESPONSIBILITY": Outcome.NOT_OURS,
    "NO_FURTHER_ACTION": Outcome.NOTHING_TO_DO,
}
_REOPENING = (_OPEN, "REOPEN")


@attrs.frozen
class Updates:
    """What staff told reporters of services.

    Args:
        requests: the requests that may be seen.
        extended_statuses: whether ``status`` has FixMyStreet's further states.
    """

    requests: Requests
    extended_statuses: bool

    def list(self, parameters: Parameters, *, now: datetime) -> Answer:
        """Return the updates of a period, newest first. Raises :class:`RefusedError`.

        For given requests it returns all updates, unless a period is given as well.
        """
        size = min(parameters.number("page_size", MOST_ROWS), MOST_ROWS)
        skip = (parameters.number("page", 1) - 1) * size
        numbers = parameters.items("service_request_id")
        has_period = parameters.text("start_date") or parameters.text("end_date")
        first, after = _ALWAYS if numbers and not has_period else parameters.period(now)
        found = self.requests.of(numbers) if numbers else self._acted_from(first)
        acts = [
            (act.at, name, act, row.report)
            for row in found
            for name, act in update_acts(row.report).items()
            if first <= act.at < after
        ]
        acts.sort(key=lambda act: act[:2], reverse=True)
        shown = [self._update(name, act, report) for _, name, act, report in acts]
        return Answer("service_request_updates", shown[skip : skip + size])

    def _acted_from(self, first: datetime) -> Iterator[FoundReport]:
        query = ReportQuery(categories=[*self.requests.services.categories], acted_from=first)
        before: tuple[datetime, str] | None = None
        while True:
            found = self.requests.finder.find_reports(query, before=before, limit=MOST_ROWS)
            yield from found
            if not found:
                return
            before = found[-1].report.registered_at, found[-1].report.number

    def _update(self, name: str, act: ReportAct, report: Report) -> Mapping[str, Value]:
        status = _OPEN if act.outcome is None else _CLOSED
        if self.extended_statuses and act.outcome is not None:
            status = _STATES[act.outcome]
        return {
            "update_id": name,
            "service_request_id": report.number,
            "status": status,
            "external_status_code": act.outcome.value if act.outcome else act.kind.value,
            "updated_datetime": w3c(act.at),
            "description": words_of(act, self.requests.services.language),
        }


@attrs.frozen
class NewUpdates:
    """Takes outcomes and reopenings from applications of those who handle reports.

    Args:
        centre: the contact centre.
        requests: the requests that may be seen.
    """

    centre: ContactCentre
    requests: Requests

    def take(self, parameters: Parameters, key: ApiKey, *, now: datetime) -> Answer:
        """Record an update; return its id, the same if sent again. Raises :class:`RefusedError`.

        The name and the contact of whoever wrote it are not kept.
        """
        if key.role is None:
            raise RefusedError([_NO_UPDATES])
        faults = [
            missing(name)
            for name in ("service_request_id", "status", "description")
            if not parameters.text(name)
        ]
        if faults:
            raise RefusedError(faults)
        written = parameters.moment("updated_datetime") or now
        found = self.requests.find(parameters.text("service_request_id"))
        if not key.may_update(found):
            raise RefusedError([_NO_UPDATES])
        name = self._record(found.report, parameters, key, written, now)
        update = {"update_id": name, "service_request_id": found.report.number}
        return Answer("service_request_updates", [update])

    def _record(
        self, report: Report, parameters: Parameters, key: ApiKey, written: datetime, now: datetime
    ) -> str:
        """Return the id of the update, recorded now or when it was first sent."""
        status = parameters.text("status").upper().replace(" ", "_")
        words = parameters.text("description").replace("\r\n", "\n").replace("\r", "\n")
        outcome = _OUTCOMES.get(status)
        if outcome is None and (status not in _REOPENING or not report.history):
            raise RefusedError([_NO_COMMENTS])
        assert key.role is not None
        try:
            first = self._repeated_act(report, outcome, words, written, now, role=key.role)
            if first is not None:
                return first
            if outcome is not None:
                recorded = self.centre.note_outcome(
                    report.number, outcome, words=words, role=key.role, now=now, by=key.name
                )
            else:
                recorded = self.centre.reopen(
                    report.number, words=words, role=key.role, now=now, by=key.name
                )
            return [*update_acts(recorded)][-1]
        except (IllegalMoveError, InvalidOutcomeError, ConflictError) as error:
            message = Message(error.text("pl"), error.text("en"))
            raise RefusedError([Fault(WRONG, message)]) from None

    def _repeated_act(
        self,
        report: Report,
        outcome: Outcome | None,
        words: str,
        written: datetime,
        now: datetime,
        *,
        role: Role,
    ) -> str | None:
        """Return the id of the act that an update repeats: the last, or one after it was written.

        Words are compared as they are stored. Raises :class:`InvalidOutcomeError`.
        """
        redacted = self.centre.outcome_words(
            report.number, outcome, words=words, role=role, now=now
        )
        alike = [
            (name, act)
            for name, act in update_acts(report).items()
            if (act.outcome, act.words) == (outcome, redacted)
        ]
        last = [*update_acts(report)][-1:]
        # Moments are sent to the second, and the sender's clock may be fast.
        return next((name for name, act in alike if written <= act.at or [name] == last), None)


_NO_UPDATES = Fault(
    FORBIDDEN,
    Message(
        "Tym kluczem api_key nie można przysyłać wiadomości o tym zgłoszeniu.",
        "This api_key is not for updates of this service request.",
    ),
)
_NO_COMMENTS = wrong(
    "status",
    "zapisujemy tu wynik (CLOSED) albo ponowne otwarcie (OPEN po wyniku); komentarzy nie ma.",
    "an outcome (CLOSED) or a reopening (OPEN after one) is recorded here; there are no comments.",
)
