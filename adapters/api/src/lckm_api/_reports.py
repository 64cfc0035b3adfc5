"""Endpoints of reports."""

import base64
import binascii
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice
from typing import Any, Final

from lckm_api._endpoint import (
    JSON,
    MULTIPART,
    Answer,
    Body,
    Call,
    Endpoint,
    Parameter,
    count,
    flag,
    moment,
    read_moment,
)
from lckm_api._keys import Scope, may_use
from lckm_api._problems import (
    CONFLICT,
    INVALID,
    NOT_FOUND,
    TOO_LARGE,
    UNAVAILABLE,
    ProblemError,
    findings_data,
    unreadable_here,
)
from lckm_core.errors import AlreadyRegisteredError, LckmError, StoreUnavailableError
from lckm_core.forms import to_data
from lckm_core.ports.optional import (
    MOST_LOOKED_AT,
    FoundReport,
    ReportAdministration,
    ReportQuery,
    offered,
)
from lckm_core.reports import (
    MOST_SEARCH_WORDS,
    SearchWords,
    ToMailbox,
    check_report_form,
    explain_route,
    is_report_number,
    route,
)
from lckm_core.text import Message
from lckm_intake import IssuedNumber, Receipt

_LIMIT: Final = 100
_MOST: Final = 200
# Characters that stand in an address as they are.
_KEY = "^[A-Za-z0-9._~-]{1,128}$"
_WORD = "[0-9A-Za-zÀ-ÖØ-öø-žЀ-ҁҊ-ӿ]{1,40}"
_WORDS = f"^{_WORD}( {_WORD}){{0,{MOST_SEARCH_WORDS - 1}}}$"
_SLUG = "^[a-z0-9][a-z0-9_-]{0,59}$"
NUMBER = Parameter(
    "number",
    "path",
    "The number of the report; slashes in it may stand as they are.",
    {"type": "string", "pattern": "^[^\\u0000-\\u001f]{1,100}$"},
    required=True,
)
GIVES = {"number": "$response.body#/report/number", "If-Match": "$response.header.ETag"}
_CLIENT_KEY = Parameter(
    "key",
    "path",
    "What the client calls this report by, such as a UUID: for ever, and for its key alone.",
    {"type": "string", "pattern": _KEY},
    required=True,
)
_IDEMPOTENCY_KEY = Parameter(
    "Idempotency-Key",
    "header",
    "As `key` of `PUT /reports/by-key/{key}`; quotes around it do not count.",
    {
        "type": "string",
        "pattern": '^([A-Za-z0-9._~-]{1,128}|"[A-Za-z0-9._~-]{1,128}")$',
    },
    required=True,
    read=lambda text: text.strip('"'),
)
_FORM = Body(
    "report-form",
    "The form. As `multipart/form-data` it is the field `form`, and files are in `files`; names "
    "and sizes of files are those that came.",
    media_types=(JSON, MULTIPART),
    personal=True,
)
_REGISTRATION_PROBLEMS = (CONFLICT, INVALID, TOO_LARGE, UNAVAILABLE)


# ── registering ─────────────────────────────────────────────────────────────────────────────────


def _put(call: Call) -> Answer:
    return _register(call, call.values["key"])


def _post(call: Call) -> Answer:
    return _register(call, call.values["Idempotency-Key"])


def _register(call: Call, client_key: str) -> Answer:
    """Register a report under what the client calls it by, or find it there."""
    # The number is made of the name, so nothing is stored for it, and it never ends.
    issued = call.intake.issue_for(f"api\n{call.acting.name}\n{client_key}")
    was_there = call.centre.plugins.reports.dispatch(issued.number) is not None
    receipt = _registered(call, issued)
    # Of two that come at once, the one that came second gets the report of the first.
    is_new = not was_there and receipt.report.registered_at == call.now
    notes = check_report_form(call.data, limits=call.intake.limits).warnings
    data = {
        "number": receipt.number,
        "code": receipt.code,
        "registered_at": receipt.report.registered_at.isoformat(),
        "findings": findings_data(notes, call.language),
    }
    return Answer(data, 201 if is_new else 200, location=f"reports/{receipt.number}")


def _registered(call: Call, issued: IssuedNumber) -> Receipt:
    listed = call.data.get("attachments")
    if isinstance(listed, list) and len(listed) > len(call.files):
        # Else they would be lost, and nobody would know.
        raise ProblemError(INVALID, _NO_FILES)
    tokens: list[str] = []
    try:
        for file in call.files:
            draft = call.intake.add_file(file.name, file.data, now=call.now)
            tokens.append(draft.token)
        return call.intake.register(call.data, tokens, issued, now=call.now, by=call.acting.name)
    except AlreadyRegisteredError:
        raise ProblemError(CONFLICT, _OTHER_FORM) from None
    finally:
        for token in tokens:
            call.intake.discard(token)


# ── reading ─────────────────────────────────────────────────────────────────────────────────────


def _list(call: Call) -> Answer:
    values = call.values
    limit = values["limit"] or _LIMIT
    query = ReportQuery(
        units=_receivers(call),
        categories=values["category"],
        closed=values["closed"],
        registered_from=values["registered_from"],
        registered_to=values["registered_to"],
        acted_from=values["acted_from"],
    )
    if values["words"] is not None:
        return _found_by_words(call, values["words"], query, limit)
    shown = list(islice(_shown_before(call, query, values["after"], limit + 1), limit + 1))
    page = shown[:limit]
    # Made of what is shown, so that it tells nothing of the reports of others.
    last = page[-1].report if len(shown) > limit else None
    return _page(page, None if last is None else (last.registered_at, last.number))


def _found_by_words(call: Call, words: SearchWords, query: ReportQuery, limit: int) -> Answer:
    """Return those found in one look; it may go on after a report that lacks the words."""
    found = call.centre.search_reports(words, query, before=call.values["after"], limit=limit)
    shown = [one for one in found.reports if _is_shown(one, query.units)]
    return _page(shown, found.before, looked_at=found.looked_at)


def _page(
    shown: Sequence[FoundReport],
    before: tuple[datetime, str] | None,
    *,
    looked_at: int | None = None,
) -> Answer:
    cursor = None if before is None else _cursor(*before)
    data = {
        "reports": [_report_data(one) for one in shown],
        "looked_at": looked_at,
        "next": cursor,
    }
    return Answer(data, following=None if cursor is None else {"after": cursor})


def _shown_before(
    call: Call, query: ReportQuery, before: tuple[datetime, str] | None, batch: int
) -> Iterator[FoundReport]:
    """Yield the reports of a list that are there for the key, newest first."""
    while True:
        found = call.finder.find_reports(query, before=before, limit=batch)
        # The mailbox of a unit stays known to a store when the helpdesk has taken over.
        yield from (one for one in found if _is_shown(one, query.units))
        if len(found) < batch:
            return
        before = (found[-1].report.registered_at, found[-1].report.number)


def _is_shown(found: FoundReport, receivers: Collection[str | None] | None) -> bool:
    return receivers is None or found.dispatch.receiver in receivers


def _receivers(call: Call) -> frozenset[str] | None:
    return call.acting.receivers(call.centre.plugins.directory)


def show_report(call: Call) -> Answer:
    """Return the report of the path, without its personal part."""
    found = found_report(call)
    return Answer(_report_data(found), version=str(len(found.report.history)))


def _explain(call: Call) -> Answer:
    found = found_report(call)
    table = call.routes
    traces = explain_route(found.report, table)
    if not may_use(call.acting, Scope.READ_ROUTES):
        traces = tuple(one for one in traces if one.won)
    target = route(found.report, table)
    data = {
        "receiver": (target.cell or target.unit) if isinstance(target, ToMailbox) else None,
        "because": target.because.text(call.language),
        "rows": traces_data(traces, call),
        "stored": found.dispatch.receiver,
    }
    return Answer(data)


def traces_data(traces: Any, call: Call) -> list[dict[str, Any]]:
    """Return rows of a table of routes as they were compared with a report."""
    return [
        {
            "row": trace.row,
            "name": trace.name,
            "won": trace.won,
            "because": trace.because.text(call.language),
        }
        for trace in traces
    ]


def found_report(call: Call) -> FoundReport:
    """Return the report of the path, without its personal part. Raises that there is none."""
    return find_report(call, call.values["number"])


def find_report(call: Call, number: str) -> FoundReport:
    """Return a report that is there for the key. Raises :class:`ProblemError` (404)."""
    numbers = [number] if is_report_number(number) else []
    found = next(iter(call.finder.find_reports(ReportQuery(numbers=numbers), limit=1)), None)
    if found is None and numbers:
        _require_readable(call, number)
    if found is None or not _is_shown(found, _receivers(call)):
        raise ProblemError(NOT_FOUND, _NO_REPORT)
    return found


def _require_readable(call: Call, number: str) -> None:
    """Raise :class:`ProblemError` (503) for a report that is the key's and cannot be read."""
    store, receivers = call.centre.plugins.reports, _receivers(call)
    administration = offered(store, ReportAdministration, "outline")
    try:
        dispatch = store.dispatch(number)
        if dispatch is None or not (receivers is None or dispatch.receiver in receivers):
            return
        if administration is not None:
            administration.outline(number)
    except StoreUnavailableError:
        raise
    except LckmError as error:
        raise unreadable_here(error, _UNREADABLE) from None


def _report_data(found: FoundReport) -> Mapping[str, Any]:
    dispatch = found.dispatch
    return {
        # A store leaves the personal part out; whatever it does, no answer has it.
        "report": {key: one for key, one in to_data(found.report).items() if key != "personal"},
        "closed": found.report.closing is not None,
        "delivery": {
            "state": dispatch.state.value,
            "receiver": dispatch.receiver,
            "reference": dispatch.reference,
            "routed": dispatch.routed,
        },
    }


def _cursor(at: datetime, number: str) -> str:
    text = f"{at.isoformat()} {number}"
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _read_cursor(text: str) -> tuple[datetime, str]:
    try:
        data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode()
    except (binascii.Error, UnicodeDecodeError):
        raise ValueError from None
    at, _, number = data.partition(" ")
    if not is_report_number(number):
        raise ValueError
    return read_moment(at), number


_NO_FILES = Message(
    "Wymieniono więcej plików (attachments), niż przyszło. Wyślij je jako multipart/form-data, w "
    "polach files.",
    "More files are listed (attachments) than came. Send them as multipart/form-data, in fields "
    "named files.",
)
_OTHER_FORM = Message(
    "Pod tym kluczem jest już zgłoszenie: inne albo już bez danych osobowych. Nową sprawę wyślij "
    "pod nowym kluczem.",
    "There is a report under this key already: another one, or one whose personal data are gone. "
    "Send a new matter under a new key.",
)
_UNREADABLE = Message(
    "Tego zgłoszenia nie da się teraz odczytać. Zajmie się tym administrator.",
    "This report cannot be read just now. It is for the administrator to mend.",
)
_NO_REPORT = Message("Nie ma takiego zgłoszenia.", "There is no such report.")

REPORTS: Final = (
    Endpoint(
        method="PUT",
        path="/reports/by-key/{key}",
        id="put_report",
        about="Register a report under a key of the client's own, once however often it is sent.",
        more="201 for a new report, 200 for one that was there. Another form under the same key "
        "is 409, and so is the same one once its personal part is gone: nothing can be compared.",
        tag="reports",
        scope=Scope.WRITE_REPORTS,
        parameters=(_CLIENT_KEY,),
        body=_FORM,
        answers={200: "registered-report", 201: "registered-report"},
        headers=("Location",),
        gives={"number": "$response.body#/number"},
        problems=_REGISTRATION_PROBLEMS,
        answer=_put,
    ),
    Endpoint(
        method="POST",
        path="/reports",
        id="post_report",
        about="Register a report, once for each `Idempotency-Key`.",
        more="The same as `PUT /reports/by-key/{key}`, for clients that cannot PUT.",
        tag="reports",
        scope=Scope.WRITE_REPORTS,
        parameters=(_IDEMPOTENCY_KEY,),
        body=_FORM,
        answers={200: "registered-report", 201: "registered-report"},
        headers=("Location",),
        gives={"number": "$response.body#/number"},
        problems=_REGISTRATION_PROBLEMS,
        answer=_post,
    ),
    Endpoint(
        method="GET",
        path="/reports",
        id="list_reports",
        about="List reports, newest first, without anything of their reporters.",
        more="A key of a cell or a unit sees only the reports that went there. No index has the "
        f"words of `words`: one call looks at {MOST_LOOKED_AT:,} reports at most, so that a page "
        "may have few reports or none and still a `next`. They stand in the address: see that no "
        "proxy logs it, for somebody may look for a name.",
        tag="reports",
        scope=Scope.READ_REPORTS,
        parameters=(
            Parameter(
                "words",
                "query",
                "Only reports that have each of these words, or one that it begins, in their "
                "description, place or answer, as these are stored: without personal data.",
                {"type": "string", "pattern": _WORDS},
                read=SearchWords.of,
            ),
            Parameter(
                "category",
                "query",
                "Only reports of this category, or of one of several.",
                {"type": "string", "pattern": _SLUG},
                many=True,
            ),
            flag("closed", "Whether an outcome is in force."),
            moment("registered_from", "Only reports registered at this moment or later."),
            moment("registered_to", "Only reports registered before this moment."),
            moment("acted_from", "Only reports on which staff acted at this moment or later."),
            Parameter(
                "after",
                "query",
                "`next` of the page before.",
                {"type": "string", "pattern": "^[A-Za-z0-9_-]{1,200}$"},
                read=_read_cursor,
            ),
            count("limit", f"How many at most; {_LIMIT} by default.", _MOST),
        ),
        answers={200: "reports"},
        headers=("Link",),
        gives={"number": "$response.body#/reports/0/report/number"},
        answer=_list,
    ),
    Endpoint(
        method="GET",
        path="/reports/{number}",
        id="show_report",
        about="Show a report, without anything of its reporter.",
        tag="reports",
        scope=Scope.READ_REPORTS,
        parameters=(NUMBER,),
        answers={200: "stored-report"},
        gives=GIVES,
        problems=(NOT_FOUND,),
        answer=show_report,
    ),
    Endpoint(
        method="GET",
        path="/reports/{number}/explanation",
        id="explain_report",
        about="Explain where the table of routes in force sends a report, and by which row.",
        more=f"With `{Scope.READ_ROUTES}` the other rows are there as well.",
        tag="reports",
        scope=Scope.READ_REPORTS,
        parameters=(NUMBER,),
        answers={200: "explanation"},
        problems=(NOT_FOUND,),
        answer=_explain,
    ),
)
