"""Endpoints of reports."""

from typing import Any, Final

from lckm_api._endpoint import (
    JSON,
    MULTIPART,
    Answer,
    Body,
    Call,
    Endpoint,
    Parameter,
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
from lckm_api._report_list import REPORT_LIST, is_shown, receivers_of, report_data
from lckm_core.errors import AlreadyRegisteredError, LckmError, StoreUnavailableError
from lckm_core.ports.optional import (
    FoundReport,
    ReportAdministration,
    ReportQuery,
    offered,
)
from lckm_core.reports import (
    ToMailbox,
    check_report_form,
    explain_route,
    is_report_number,
    require_category,
    route,
)
from lckm_core.text import Message
from lckm_intake import IssuedNumber, Receipt

# Characters that stand in an address as they are.
_KEY = "^[A-Za-z0-9._~-]{1,128}$"
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
    """Register a report under the client's key, or find the one registered under it."""
    # The number is derived from the key, so nothing is stored for it and it never expires.
    issued = call.intake.issue_for(f"api\n{call.acting.name}\n{client_key}")
    was_there = call.centre.plugins.reports.dispatch(issued.number) is not None
    if not was_there:
        # A report once registered gets the same answer for ever, whatever the table has by now.
        _require_known_category(call)
    receipt = _register_issued(call, issued)
    # Of two requests at once, the second gets the report of the first.
    is_new = not was_there and receipt.report.registered_at == call.now
    notes = check_report_form(call.data, limits=call.intake.limits).warnings
    data = {
        "number": receipt.number,
        "code": receipt.code,
        "registered_at": receipt.report.registered_at.isoformat(),
        "findings": findings_data(notes, call.language),
    }
    return Answer(data, 201 if is_new else 200, location=f"reports/{receipt.number}")


def _require_known_category(call: Call) -> None:
    """Raise :class:`InvalidReportError` for a category that the table of routes lacks."""
    if check_report_form(call.data, limits=call.intake.limits).errors:
        # Registering will refuse it with all its errors.
        return
    category = call.data.get("category")
    try:
        table = call.routes
    except Exception:  # noqa: BLE001  foreign code, whose failure registering reports
        # Without a table any report is taken, and goes to the helpdesk.
        return
    if isinstance(category, str):
        require_category(category.strip() or None, table)


def _register_issued(call: Call, issued: IssuedNumber) -> Receipt:
    listed = call.data.get("attachments")
    if isinstance(listed, list) and len(listed) > len(call.files):
        # Otherwise they would be lost without anybody knowing.
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


def show_report(call: Call) -> Answer:
    """Return the report of the path, without its personal part."""
    found = found_report(call)
    return Answer(report_data(found), version=str(len(found.report.history)))


def _explain(call: Call) -> Answer:
    found = found_report(call)
    table = call.routes
    traces = explain_route(found.report, table)
    if not may_use(call.acting, Scope.READ_ROUTES):
        traces = tuple(trace for trace in traces if trace.won)
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
    """Return the report of the path, without its personal part. Raises if there is none."""
    return find_report(call, call.values["number"])


def find_report(call: Call, number: str) -> FoundReport:
    """Return a report that the key may see. Raises :class:`ProblemError` (404)."""
    numbers = [number] if is_report_number(number) else []
    found = next(iter(call.finder.find_reports(ReportQuery(numbers=numbers), limit=1)), None)
    if found is None and numbers:
        _require_readable(call, number)
    if found is None or not is_shown(found, receivers_of(call)):
        raise ProblemError(NOT_FOUND, _NO_REPORT)
    return found


def _require_readable(call: Call, number: str) -> None:
    """Raise :class:`ProblemError` (503) if the key may see a report that cannot be read."""
    store, receivers = call.centre.plugins.reports, receivers_of(call)
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
    REPORT_LIST,
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
