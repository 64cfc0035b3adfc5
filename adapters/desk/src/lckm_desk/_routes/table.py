"""The table of routes in words and row by row, and a trial of a made-up report."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

import attrs
from starlette.requests import Request
from starlette.responses import Response

from lckm_core.calendar import civil_day
from lckm_core.findings import Finding, Findings, steps
from lckm_core.organisation import DeskAct, Directory
from lckm_core.ports.optional import RouteTableKeeping, offered
from lckm_core.reports import (
    CategoryQuestions,
    EventPlace,
    ReportForm,
    ReportKind,
    Route,
    RouteTable,
    RouteTrace,
    category_questions,
    check_routes,
    explain_route,
    redact_form,
    route,
    stopping_findings,
)
from lckm_desk import _labels as labels
from lckm_desk._done_messages import done_now, forget_done
from lckm_desk._pages import Fault, View, message_view
from lckm_desk._permissions import may_do
from lckm_desk._places import Places
from lckm_desk._routes.effects import receiver
from lckm_desk._screens import Screens
from lckm_desk._submissions import ATTRIBUTE, field_fault
from lckm_http import in_thread
from lckm_sign_in import StaffSession

ROUTES = "trasy"
"""What was changed, where a page says that it was."""
_LONGEST = 200
_NO_MATTER = "…"
# The path of each value in a report, and its field in the form.
_FIELDS: Final[Mapping[str, str]] = {
    "category": "kategoria",
    "kind": "rodzaj",
    "place/kind": "miejsce",
    "place/area": "obszar",
}


@attrs.frozen
class RowInWords:
    """One row of the table.

    Args:
        number: its number, from 1.
        name: its name.
        reports: which reports it takes, each condition in words; empty: all.
        receiver: who gets them.
        mailbox: the address of the mailbox; empty for the helpdesk.
        contact: whether contact data go along.
        findings: what is wrong with it.
    """

    number: int
    name: str
    reports: Sequence[str]
    receiver: str
    mailbox: str
    contact: bool
    findings: Sequence[Finding]


@attrs.frozen
class Trial:
    """A made-up report tried on the table.

    Args:
        rows: the rows up to the one that wins, each with the reason in words.
        receiver: who would get the report.
        because: the reason, in words.
        warnings: what a resident would read first.
    """

    rows: Sequence[tuple[RouteTrace, str]]
    receiver: str
    because: str
    warnings: Sequence[str]


@attrs.frozen
class RouteTableScreen:
    """Answers requests for the table of routes.

    Args:
        screens: shows views to staff.
    """

    _screens: Screens

    async def show(self, request: Request, staff: StaffSession) -> Response:
        now = self._screens.clock()
        if refused := self._screens.refusal(request, staff, DeskAct.SEE_ROUTES):
            return refused
        table = await in_thread(self._screens.route_table)
        if table is None:
            text = "Tabeli tras nie da się teraz odczytać. Nowe zgłoszenia idą do helpdesku."
            return self._screens.show(request, message_view("Trasy", text, 503), staff)
        directory = self._screens.centre.plugins.directory
        view = await in_thread(
            routes_view,
            table,
            directory,
            request.query_params,
            may_change=await in_thread(self._may_change, staff, now),
            done=done_now(request, ROUTES),
            places=self._screens.places,
            now=now,
        )
        return forget_done(request, self._screens.show(request, view, staff))

    def _may_change(self, staff: StaffSession, now: datetime) -> bool:
        keeping = offered(self._screens.centre.plugins.routes, RouteTableKeeping)
        if keeping is None or not keeping.is_writable:
            return False
        return bool(may_do(staff, DeskAct.CHANGE_ROUTES, now=now))


def routes_view(
    table: RouteTable,
    directory: Directory,
    query: Mapping[str, str],
    *,
    may_change: bool,
    done: str,
    places: Places,
    now: datetime,
) -> View:
    """Return the page of the table, with the trial that an address asks for.

    Args:
        table: the table of routes.
        directory: the units and cells there are.
        query: the values of the made-up report, by the fields of the form.
        may_change: whether whoever looks may change the table here.
        done: the name of the act that was just done; empty for none.
        places: names what routes ask for.
        now: the moment, aware.
    """
    findings = check_routes(table, directory, on=civil_day(now))
    typed = {name: text.strip()[:_LONGEST] for name, text in query.items()}
    asked = category_questions(table, typed.get("kategoria", ""))
    trial: Trial | None = None
    faults: list[Fault] = []
    if "kategoria" in typed:
        trial, faults = _try(table, typed, asked, places)
    return View(
        template="routes",
        title="Trasy",
        here="routes",
        status=422 if faults else 200,
        faults=faults,
        context={
            "table": table,
            "rows": list(_rows(table, findings, places)),
            "general": [finding for finding in findings if _row_of(finding) is None],
            "wrong": len(findings),
            "typed": typed,
            "categories": [(category.id, category.name) for category in table.categories],
            "kinds": [(kind.value, text) for kind, text in labels.KINDS.items()],
            "asked": asked,
            "place_kinds": [(slug, places.name(slug)) for slug in asked.place_kinds],
            "areas": [(slug, places.name(slug)) for slug in asked.areas],
            "attributes": [
                (f"{ATTRIBUTE}{attribute.name}", attribute) for attribute in asked.attributes
            ],
            "trial": trial,
            "may_change": may_change,
            "done": bool(done),
        },
    )


def _try(
    table: RouteTable, typed: Mapping[str, str], asked: CategoryQuestions, places: Places
) -> tuple[Trial | None, list[Fault]]:
    """Return what becomes of the made-up report, or what is wrong with it."""
    place = {
        "kind": typed.get("miejsce") if asked.place_kinds else None,
        "area": typed.get("obszar") if asked.areas else None,
    }
    values = [(name, typed.get(f"{ATTRIBUTE}{name}")) for name in asked.names]
    data: dict[str, Any] = {
        # No route depends on the words.
        "description": _NO_MATTER,
        "kind": typed.get("rodzaj") or ReportKind.INTERVENTION.value,
        "category": typed["kategoria"] or None,
        "place": {key: value for key, value in place.items() if value},
        "attributes": [{"name": name, "value": value} for name, value in values if value],
    }
    redacted = redact_form({key: value for key, value in data.items() if value})
    if redacted.form is None:
        return None, [_fault(finding, data) for finding in redacted.findings.errors]
    target = route(redacted.form, table)
    warnings = [finding.message for finding in stopping_findings(redacted.form, table)]
    rows = [
        (trace, _reason(row, trace, redacted.form, places))
        for trace, row in zip(explain_route(redacted.form, table), table.routes, strict=False)
    ]
    because = target.because.pl
    return Trial(
        rows, receiver(redacted.form, table), because[0].upper() + because[1:], warnings
    ), []


def _reason(row: Route, trace: RouteTrace, form: ReportForm, places: Places) -> str:
    """Return why a row won or not, with names in place of ids."""
    if trace.won:
        return trace.because.pl
    if form.category is not None and row.categories and form.category not in row.categories:
        return "jest dla innych kategorii"
    if form.category is not None and row.kinds and form.kind not in row.kinds:
        return "jest dla rodzaju " + _any_of([labels.KINDS[kind] for kind in row.kinds])
    place = form.place or EventPlace()
    for label, slugs, slug in (
        ("rodzaju miejsca", row.places, place.kind),
        ("obszaru", row.areas, place.area),
    ):
        if form.category is not None and slugs and slug not in slugs:
            given = f"jest „{places.name(slug)}”" if slug else "nie podano"
            wanted = _any_of([places.name(wanted_slug) for wanted_slug in slugs])
            return f"jest dla {label} {wanted}, a w zgłoszeniu {given}"
    text = trace.because.pl
    for condition in row.conditions:
        text = text.replace(f"cecha {condition.attribute}:", f"{places.name(condition.attribute)}:")
    return text


def _fault(finding: Finding, data: Mapping[str, Any]) -> Fault:
    path = steps(finding.path)
    if path[:1] == ("attributes",) and len(path) > 1 and isinstance(path[1], int):
        return field_fault(f"{ATTRIBUTE}{data['attributes'][path[1]]['name']}", finding)
    return field_fault(_FIELDS.get(finding.path.strip("/"), "kategoria"), finding)


def _rows(table: RouteTable, findings: Findings, places: Places) -> Iterator[RowInWords]:
    names = {category.id: category.name for category in table.categories}
    of_rows: dict[int, list[Finding]] = {}
    for finding in findings:
        at = _row_of(finding)
        if at is not None:
            of_rows.setdefault(at, []).append(finding)
    for number, row in enumerate(table.routes, start=1):
        yield RowInWords(
            number,
            row.name,
            list(_conditions(row, names, places)),
            "helpdesk" if row.mailbox is None else row.cell or row.unit or "skrzynka",
            row.mailbox or "",
            row.contact,
            of_rows.get(number, ()),
        )


def _row_of(finding: Finding) -> int | None:
    """Return the number of the row that a finding is about, ``None`` for no row."""
    path = steps(finding.path)
    if len(path) > 1 and path[0] == "routes" and isinstance(path[1], int):
        return path[1] + 1
    return None


def _conditions(row: Route, names: Mapping[str, str], places: Places) -> Iterator[str]:
    """Yield what a report must be, in words."""
    if row.kinds:
        yield "rodzaj: " + _any_of([labels.KINDS[kind] for kind in row.kinds])
    if row.categories:
        yield "kategoria: " + _any_of(
            [names.get(category, category) for category in row.categories]
        )
    if row.places:
        yield "miejsce: " + _any_of([places.name(slug) for slug in row.places])
    if row.areas:
        yield "obszar: " + _any_of([places.name(slug) for slug in row.areas])
    for condition in row.conditions:
        yield f"{places.name(condition.attribute)}: {condition.words.pl}"


def _any_of(words: Sequence[str]) -> str:
    return " albo ".join(f"„{word}”" for word in words)
