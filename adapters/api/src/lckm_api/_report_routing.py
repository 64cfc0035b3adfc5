"""Endpoints of the table of routes: where reports go."""

from typing import Final

from lckm_api._endpoint import Answer, Body, Call, Endpoint
from lckm_api._keys import Scope
from lckm_api._problems import INVALID, findings_data, invalid
from lckm_api._reports import traces_data
from lckm_core.forms import to_data
from lckm_core.reports import category_questions, explain_route, redact_form


def _show(call: Call) -> Answer:
    return Answer(to_data(call.routes))


def _list_categories(call: Call) -> Answer:
    table = call.routes
    listed = []
    for category in table.categories:
        asked = category_questions(table, category.id)
        listed.append(
            {
                "id": category.id,
                "name": category.name_in(call.language),
                "notice": category.notice_in(call.language),
                "stops": category.stops,
                "attributes": [
                    {"name": attribute.name, "options": list(attribute.options)}
                    for attribute in asked.attributes
                ],
                "place_kinds": list(asked.place_kinds),
                "areas": list(asked.areas),
            }
        )
    return Answer({"categories": listed})


def _try(call: Call) -> Answer:
    limits, table = call.intake.limits, call.routes
    preview = call.centre.preview_report(call.data, now=call.now, limits=limits)
    form = redact_form(call.data, limits=limits).form
    if form is None or preview.because is None:
        raise invalid(preview.findings)
    data = {
        "receiver": preview.receiver,
        "because": preview.because.text(call.language),
        "rows": traces_data(explain_route(form, table), call),
        "contact_seen_by": preview.contact_seen_by,
        "files_go_along": preview.files_go_along,
        "findings": findings_data(preview.findings, call.language),
    }
    return Answer(data)


ROUTES: Final = (
    Endpoint(
        method="GET",
        path="/categories",
        id="list_categories",
        about="List the categories of reports, and what routes ask of each.",
        more="An attribute without options is a whole number. No answer is required: what no route "
        "takes, the helpdesk does. A category that `stops` is no matter for a form.",
        tag="reports",
        scope=Scope.WRITE_REPORTS,
        answers={200: "categories"},
        answer=_list_categories,
    ),
    Endpoint(
        method="GET",
        path="/routes",
        id="show_routes",
        about="Show the table of routes in force.",
        tag="routes",
        scope=Scope.READ_ROUTES,
        answers={200: "routes"},
        answer=_show,
    ),
    Endpoint(
        method="POST",
        path="/routes/try",
        id="try_routes",
        about="Tell where a report would go, row by row; nothing is stored, and nobody is told.",
        tag="routes",
        scope=Scope.READ_ROUTES,
        body=Body("report-form", "The form of the report.", personal=True),
        answers={200: "route-trial"},
        problems=(INVALID,),
        answer=_try,
    ),
)
