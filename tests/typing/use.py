"""The public names as users type them; judged by pyright, never run."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, assert_type

from lckm_core import (
    Audience,
    Document,
    Edition,
    Finding,
    Findings,
    Procedure,
    Projection,
    Report,
    Role,
    RouteTable,
    ToHelpdesk,
    ToMailbox,
    UpdateRequest,
    Verdict,
    amend,
    anonymise,
    check,
    check_file,
    check_routes,
    compare,
    first_clean_day,
    is_due,
    kinds,
    may,
    next_change,
    project,
    read,
    register,
    route,
    schema,
    schema_names,
    shown_on,
    to_data,
    to_yaml,
)
from lckm_core.findings import FindingKind
from lckm_core.law import Provision, provision
from lckm_core.organisation import DIRECTORY, Act
from lckm_core.procedures import from_data
from lckm_core.reports import (
    RouteTrace,
    check_report_form,
    explain_route,
    withdraw,
)


def reading(text: str, raw: bytes) -> Procedure:
    document = read(text, name="KA-00001.yaml", syntax="yaml")
    assert_type(document, Document)
    assert_type(read(raw), Document)
    assert_type(document.data, dict[str, Any])
    assert_type(document.position("/steps/0/name"), tuple[int, int])
    return document.procedure()


def checking(document: Document, procedure: Procedure) -> Iterator[str]:
    assert_type(check(document, requested_on=date(2026, 11, 25)), Findings)
    assert_type(check(procedure, known=[procedure]), Findings)
    assert_type(check({"id": "KA-00001"}).errors, tuple[Finding, ...])
    assert_type(check_file("wniosek.pdf", b"", "document"), Findings)
    for finding in check(document):
        yield f"{finding.line}:{finding.column} {finding.code} {finding.text('en')}"


def showing(procedure: Procedure, editions: list[Edition]) -> None:
    assert_type(project(procedure, Audience.PORTAL, on=date(2026, 11, 25)), Projection | None)
    assert_type(shown_on(editions, date(2026, 11, 25)), Edition | None)
    assert_type(next_change(editions, date(2026, 11, 25)), date | None)


def amending(old: Procedure, new: Procedure) -> None:
    request = compare(old, new)
    assert_type(request, UpdateRequest)
    assert_type(amend(old, request), Procedure)


def round_trip(procedure: Procedure) -> None:
    assert_type(to_data(procedure), dict[str, Any])
    assert_type(to_yaml(procedure), str)
    assert_type(from_data(to_data(procedure)), Procedure)


def explaining() -> None:
    assert_type(may(Role.DIRECTOR, Act.PUBLISH), Verdict)
    assert_type(provision("zał. 2 § 12"), Provision)
    assert_type(kinds(), tuple[FindingKind, ...])
    assert_type(schema_names(), tuple[str, ...])
    assert_type(schema("procedure"), dict[str, Any])


def reporting(form: dict[str, object], table: RouteTable, now: datetime) -> None:
    assert_type(check_report_form(form), Findings)
    report = register(form, number="ZG-1", now=now, terms_version="1")
    assert_type(report, Report)
    assert_type(route(report, table), ToMailbox | ToHelpdesk)
    assert_type(explain_route(report, table), tuple[RouteTrace, ...])
    assert_type(check_routes(table, DIRECTORY), Findings)
    assert_type(first_clean_day(now), date)
    assert_type(is_due(report, now=now), bool)
    assert_type(anonymise(withdraw(report, now=now)), Report)
