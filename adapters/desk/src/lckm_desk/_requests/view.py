"""One request to a unit on a page: what is asked, what was answered, and what may be done."""

from collections.abc import Sequence

from lckm_core.calendar import civil_day
from lckm_core.call_centre import BriefingRequest
from lckm_core.ports import UnitRequest
from lckm_desk import _labels as labels
from lckm_desk._pages import View
from lckm_desk._permissions import may_do
from lckm_desk._records.request import kind_of, state_of, subject_of, wait_of
from lckm_desk._requests.answer_forms import REQUEST_FORMS
from lckm_desk._requests.ask_forms import ASK_FORMS
from lckm_desk._requests.submission import RequestSubmission
from lckm_sign_in import StaffSession

_DONE = {
    **{form.page: form.done for form in ASK_FORMS},
    **{form.page: form.done for form in REQUEST_FORMS},
}


def request_view(asked: RequestSubmission, staff: StaffSession, *, done: str) -> View:
    """Return the page of one request.

    Args:
        asked: what is looked at.
        staff: who looks at it; the buttons are those of what they may do.
        done: what was just done; empty for nothing.
    """
    record = asked.record
    assert record is not None
    request = record.request
    is_briefing = isinstance(request, BriefingRequest)
    actions = [
        (form.page, form.label)
        for form in REQUEST_FORMS
        if may_do(staff, form.act, record, now=asked.now)
    ]
    return View(
        template="request",
        title=f"Prośba o {kind_of(request)} {request.number}",
        here="requests",
        context={
            "request": request,
            "is_briefing": is_briefing,
            "subject": subject_of(request),
            "actions": actions,
            "done": _DONE.get(done, ""),
            "facts": _facts(asked, request),
            "has_procedures": asked.centre.plugins.answers("provide_procedures"),
        },
    )


def _facts(asked: RequestSubmission, request: UnitRequest) -> Sequence[tuple[str, str]]:
    wait = wait_of(request, civil_day(asked.now))
    facts = [
        ("Stan", ", ".join(filter(None, (state_of(request), wait)))),
        ("Do kogo", ", ".join(filter(None, (request.unit, request.cell)))),
        ("Kto prosi", f"{request.asked_by.name}, {labels.day(request.asked_on)}"),
        ("Ponaglenia", ", ".join(labels.day(day) for day in request.reminded_on)),
    ]
    if isinstance(request, BriefingRequest):
        if request.briefer:
            since = f", wyznaczono {labels.day(request.named_on)}" if request.named_on else ""
            facts.append(("Kto poprowadzi", f"{request.briefer.name}{since}"))
    elif request.answered_by and request.closed_on:
        who = f"{request.answered_by.name}, {labels.day(request.closed_on)}"
        facts.append(("Kto odpowiedział", who))
    return [(label, words) for label, words in facts if words]
