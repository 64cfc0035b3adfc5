"""Endpoints of what staff do with reports, and of what is personal in them."""

from functools import partial
from typing import Final

import attrs

from lckm_api._bodies import ClassificationBody, OutcomeBody, ReadingBody, ReopeningBody
from lckm_api._endpoint import Answer, Body, Call, Endpoint, Parameter
from lckm_api._keys import Scope
from lckm_api._problems import CONFLICT, INVALID, NOT_FOUND, NOT_PERMITTED, OUTDATED
from lckm_api._reports import GIVES, NUMBER, find_report, found_report, show_report
from lckm_core.errors import ErasureDeferredError
from lckm_core.forms import to_data
from lckm_core.reports import Classification, is_report_number

_IF_MATCH = Parameter(
    "If-Match",
    "header",
    "The `ETag` of the report as it was looked at; its part before the hyphen counts.",
    {"type": "string", "pattern": '^(W/)?"[0-9]{1,6}-[0-9a-f]{1,64}"$'},
    read=lambda text: int(text.removeprefix("W/").strip('"').partition("-")[0]),
)
_act = partial(
    Endpoint,
    tag="reports",
    scope=Scope.ACT_ON_REPORTS,
    parameters=(NUMBER, _IF_MATCH),
    answers={200: "stored-report"},
    headers=("ETag",),
    gives=GIVES,
    problems=(NOT_FOUND, NOT_PERMITTED, CONFLICT, OUTDATED, INVALID),
)
"""What the acts on a report as it was looked at have in common."""


def _note_outcome(call: Call) -> Answer:
    found = found_report(call)
    body: OutcomeBody = call.data
    if body.duplicate_of is not None and is_report_number(body.duplicate_of):
        # Nothing is said of another's report, not even that it exists.
        find_report(call, body.duplicate_of)
    call.centre.note_outcome(
        found.report.number,
        body.outcome,
        words=body.words,
        role=call.acting.acts_as,
        now=call.now,
        by=call.acting.name,
        seen=call.values["If-Match"],
        duplicate_of=body.duplicate_of,
    )
    return show_report(call)


def _reopen(call: Call) -> Answer:
    found = found_report(call)
    body: ReopeningBody = call.data
    call.centre.reopen(
        found.report.number,
        words=body.words,
        role=call.acting.acts_as,
        now=call.now,
        by=call.acting.name,
        seen=call.values["If-Match"],
    )
    return show_report(call)


def _reclassify(call: Call) -> Answer:
    found = found_report(call)
    body: ClassificationBody = call.data
    values = {field.name: getattr(body, field.name) for field in attrs.fields(Classification)}
    # Read first, to raise 503: an unreadable table is not the client's fault.
    _ = call.routes
    call.centre.reclassify(
        found.report.number,
        Classification(**values),
        role=call.acting.acts_as,
        now=call.now,
        by=call.acting.name,
        seen=call.values["If-Match"],
        address=body.address,
        limits=call.intake.limits,
    )
    return show_report(call)


def _erase(call: Call) -> Answer:
    found = found_report(call)
    try:
        call.centre.withdraw_consent(
            found.report.number, now=call.now, by=call.acting.name, role=call.acting.own_role
        )
    except ErasureDeferredError:
        return Answer(status=202)
    return Answer(status=204)


def _read_personal(call: Call) -> Answer:
    found = found_report(call)
    body: ReadingBody = call.data
    personal = call.centre.read_personal(
        found.report.number,
        role=call.acting.acts_as,
        by=call.acting.name,
        purpose=body.purpose,
        now=call.now,
    )
    awaits = personal is None and call.centre.status(found.report.number).awaits_erasure
    return Answer(
        {"personal": None if personal is None else to_data(personal), "awaits_erasure": awaits}
    )


REPORT_ACTS: Final = (
    _act(
        method="PUT",
        path="/reports/{number}/outcome",
        id="put_outcome",
        about="Record what became of a report, in words that its reporter is told.",
        more="The words are redacted first. Repeated, it is the stored one.",
        body=Body("outcome", "The outcome.", OutcomeBody, personal=True),
        answer=_note_outcome,
    ),
    _act(
        method="POST",
        path="/reports/{number}/reopening",
        id="reopen_report",
        about="Record that the outcome of a report does not hold, and why.",
        body=Body("reopening", "Why.", ReopeningBody, personal=True),
        answer=_reopen,
    ),
    _act(
        method="PUT",
        path="/reports/{number}/classification",
        id="put_classification",
        about="Give a report another category, kind, place or attributes, and route it again.",
        more="An `address` that is left out stays as it is.",
        body=Body("classification", "All values from now on.", ClassificationBody, personal=True),
        answer=_reclassify,
    ),
    Endpoint(
        method="DELETE",
        path="/reports/{number}/personal",
        id="erase_personal",
        about="Destroy what is personal in a report, because its reporter withdrew consent.",
        more="It cannot be undone; asking twice is fine. 202 says that the withdrawal is recorded "
        "and nobody can read the data any more, and that they will be destroyed once the database "
        "is free; 204, that they are destroyed.",
        tag="reports",
        scope=Scope.ERASE_REPORTS,
        parameters=(NUMBER,),
        answers={202: "", 204: ""},
        problems=(NOT_FOUND, NOT_PERMITTED),
        answer=_erase,
    ),
    Endpoint(
        method="POST",
        path="/reports/{number}/personal/readings",
        id="read_personal",
        about="Read who wrote and in which words; who reads it is written down first.",
        more="`personal` is null once consent is withdrawn or the term is over. `awaits_erasure` "
        "says that it is withdrawn and the data, which nobody can read, are yet to be destroyed.",
        tag="reports",
        scope=Scope.READ_PERSONAL,
        parameters=(NUMBER,),
        body=Body("personal-reading-purpose", "What for.", ReadingBody),
        answers={200: "personal-reading"},
        problems=(NOT_FOUND, NOT_PERMITTED, INVALID),
        answer=_read_personal,
    ),
)
