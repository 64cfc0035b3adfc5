"""Endpoints of procedures as they are shown, and of checking one."""

from collections.abc import Iterator
from itertools import groupby, islice
from typing import Any, Final

from lckm_api._endpoint import JSON, YAML, Answer, Body, Call, Endpoint, Parameter, count, day
from lckm_api._keys import Scope, missing_key, require_scope
from lckm_api._problems import NOT_FOUND, ProblemError, findings_data
from lckm_core.calendar import civil_day
from lckm_core.findings import UnreadableFileError
from lckm_core.procedures import read
from lckm_core.publication import Audience, Edition, day_of, project, shown_on
from lckm_core.text import Message

_LIMIT: Final = 100
_MOST: Final = 200
# Not editors: they see what is not published, by the endpoints of editions.
_AUDIENCES: Final = tuple(
    audience.value for audience in Audience if audience is not Audience.EDITORS
)
PROCEDURE_ID: Final = Parameter(
    "id",
    "path",
    "The number of the procedure, such as `KA-00044`.",
    {"type": "string", "pattern": "^[A-Z]{1,8}-[0-9]{5}$"},
    required=True,
)
_AUDIENCE = Parameter(
    "audience",
    "query",
    f"Who it is shown to; `portal` by default. `call-centre` needs `{Scope.READ_CALL_CENTRE}`.",
    {"type": "string", "enum": list(_AUDIENCES)},
    read=Audience,
)


def _list(call: Call) -> Answer:
    audience = _audience(call)
    limit = call.values["limit"] or _LIMIT
    after = call.values["after"] or ""
    shown = list(islice(_shown_after(call, audience, after), limit + 1))
    page = shown[:limit]
    cursor = page[-1]["id"] if len(shown) > limit else None
    following = None if cursor is None else {"after": cursor}
    return Answer({"procedures": page, "next": cursor}, following=following)


def _shown_after(call: Call, audience: Audience, after: str) -> Iterator[dict[str, Any]]:
    """Yield what is listed of each procedure shown today, by number."""
    # Not by publication(), which reads all of them for one page.
    today = civil_day(call.now)
    editions = call.centre.plugins.procedures.all_editions()
    for procedure_id, group in groupby(editions, key=lambda edition: edition.id):
        edition = shown_on(list(group), today) if procedure_id > after else None
        if edition is None or not _is_for(call, audience, edition):
            continue
        projection = project(edition.procedure, audience, on=day_of(today))
        if projection is not None:
            yield {
                "id": edition.id,
                "title": projection.title,
                "edition": edition.number,
                "online": projection.online,
            }


def _show(call: Call) -> Answer:
    procedure_id, audience, today = call.values["id"], _audience(call), civil_day(call.now)
    edition = shown_on(call.centre.plugins.procedures.editions(procedure_id), today)
    shown = call.centre.show(procedure_id, audience, on=today)
    if edition is None or shown is None or not _is_for(call, audience, edition):
        raise ProblemError(NOT_FOUND, _NOT_SHOWN)
    return Answer(shown.to_data())


def _audience(call: Call) -> Audience:
    """Return the audience asked for. Raises a problem if the key does not allow it."""
    audience: Audience = call.values["audience"] or Audience.PORTAL
    if audience is Audience.CALL_CENTRE:
        if call.key is None:
            raise missing_key()
        require_scope(call.key, Scope.READ_CALL_CENTRE)
    return audience


def is_own_edition(call: Call, edition: Edition) -> bool:
    """Return whether a key may see an edition with its starred fields."""
    return call.acting.owns(edition.procedure.unit, edition.procedure.cell)


def _is_for(call: Call, audience: Audience, edition: Edition) -> bool:
    """Return whether a key may see an edition: not with starred fields of another unit."""
    return audience is not Audience.CALL_CENTRE or is_own_edition(call, edition)


def _check(call: Call) -> Answer:
    syntax = call.media_type.rpartition("/")[2]
    try:
        document = read(call.source, syntax="yaml" if syntax == "yaml" else "json")
    except UnreadableFileError as error:
        found = findings_data([error.finding], call.language)
        return Answer({"status": "unreadable", "findings": found})
    findings = call.centre.check(document, requested_on=call.values["requested_on"])
    status = "findings" if len(findings) else "ok"
    return Answer({"status": status, "findings": findings_data(findings, call.language)})


_NOT_SHOWN = Message("Takiej procedury dziś tu nie ma.", "No such procedure is shown here today.")

PROCEDURES: Final = (
    Endpoint(
        method="GET",
        path="/procedures",
        id="list_procedures",
        about="List the procedures that an audience is shown today, by number.",
        tag="procedures",
        own_scope=Scope.READ_CALL_CENTRE,
        parameters=(
            _AUDIENCE,
            Parameter("after", "query", "`next` of the page before.", PROCEDURE_ID.schema),
            count("limit", f"How many at most; {_LIMIT} by default.", _MOST),
        ),
        answers={200: "procedures"},
        headers=("Link",),
        gives={"id": "$response.body#/procedures/0/id"},
        answer=_list,
    ),
    Endpoint(
        method="GET",
        path="/procedures/{id}",
        id="show_procedure",
        about="Show a procedure as an audience sees it today.",
        tag="procedures",
        own_scope=Scope.READ_CALL_CENTRE,
        parameters=(PROCEDURE_ID, _AUDIENCE),
        answers={200: "projection"},
        problems=(NOT_FOUND,),
        answer=_show,
    ),
    Endpoint(
        method="POST",
        path="/procedures/check",
        id="check_procedure",
        about="Check the file of a procedure, and return every finding; nothing is stored.",
        more="What is no procedure at all is a finding, too, with the status `unreadable`.",
        tag="procedures",
        scope=Scope.CHECK_PROCEDURES,
        parameters=(day("requested_on", "The day of the request, where it is known."),),
        body=Body("procedure", "The file.", media_types=(JSON, YAML), judged_here=False),
        answers={200: "check"},
        answer=_check,
    ),
)
