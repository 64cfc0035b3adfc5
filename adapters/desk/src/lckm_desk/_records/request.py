"""One request of the call centre to a unit, as the desk shows it."""

from collections.abc import Iterator
from datetime import date

import attrs

from lckm_core import ContactCentre
from lckm_core.call_centre import REMINDERS, BriefingRequest, DataRequest, age_in_days
from lckm_core.ports import UnitRequest
from lckm_desk import _labels as labels

_LONGEST_NUMBER = 60
_BATCH = 200
_MOST_ANSWERS = 5


@attrs.frozen
class RequestRecord:
    """A request for data or for a briefing, as it is stored.

    Args:
        request: the request.
    """

    request: UnitRequest

    @property
    def unit(self) -> str:
        """The unit that is asked."""
        return self.request.unit

    @property
    def cell(self) -> str | None:
        """The cell of that unit."""
        return self.request.cell


def has_requests(centre: ContactCentre) -> bool:
    """Return whether adapters store requests and give them numbers."""
    answers = centre.plugins.answers
    return answers("provide_requests") and answers("provide_numbers")


def find_request(centre: ContactCentre, number: str) -> RequestRecord | None:
    """Return the request of a number, ``None`` for an unknown one."""
    if not number or len(number) > _LONGEST_NUMBER or not number.isprintable():
        return None
    request = centre.plugins.requests.get(number)
    return None if request is None else RequestRecord(request)


def open_requests(centre: ContactCentre, unit: str) -> Iterator[UnitRequest]:
    """Yield the requests to a unit that are not met yet, by number."""
    after = ""
    while found := centre.list_requests(is_open=True, unit=unit, after=after, limit=_BATCH):
        yield from found
        after = found[-1].number


def answer_rows(centre: ContactCentre, procedure: str) -> list[dict[str, str]]:
    """Return what units answered about a procedure, the newest first, as pages show it."""
    return [
        {
            "number": request.number,
            "question": labels.begin(request.question),
            "answer": request.answer or "",
            "who": request.answered_by.name if request.answered_by else "",
            "day": labels.day(request.answered_on) if request.answered_on else "",
        }
        for request in centre.plugins.requests.answered(procedure, limit=_MOST_ANSWERS)
    ]


def kind_of(request: UnitRequest) -> str:
    """Return what is asked for, in a word."""
    return "dane" if isinstance(request, DataRequest) else "instruktaż"


def subject_of(request: UnitRequest) -> str:
    """Return the question, or the subject of a briefing."""
    return request.question if isinstance(request, DataRequest) else request.subject


def state_of(request: UnitRequest) -> str:
    """Return where a request stands, in words."""
    if isinstance(request, BriefingRequest):
        if request.held_on:
            return f"odbył się {labels.day(request.held_on)}"
        return "czeka na instruktaż" if request.briefer else "czeka na wyznaczenie osoby"
    if request.closed_on:
        words = f"odpowiedź z {labels.day(request.closed_on)}"
        corrected_on = request.corrected_on
        return f"{words}, poprawiona {labels.day(corrected_on)}" if corrected_on else words
    return "czeka na odpowiedź"


def wait_of(request: UnitRequest, today: date) -> str:
    """Return how long an open request has waited, if that is long; else empty."""
    days = age_in_days(request, on=today)
    if not request.is_open or days < REMINDERS.first_after:
        return ""
    reminded = max(request.reminded_on, default=None)
    return f"czeka {labels.days_in_words(days)}" + (
        f", ponaglono {labels.day(reminded)}" if reminded else ""
    )
