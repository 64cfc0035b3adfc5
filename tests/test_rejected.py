"""Each finding code has a file that it rejects, and that file has this one fault; every
accepted file has none.
"""

import gzip
import json
import runpy
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from lckm_core import (
    FORMS,
    ContactCentre,
    Document,
    Finding,
    Findings,
    InvalidProcedureError,
    Message,
    Procedure,
    UnreadableFileError,
    UpdateRequest,
    build,
    check,
    check_file,
    kinds,
    read,
    read_form,
)
from lckm_core.amendments import check_request
from lckm_core.centre._documents import take_in_files
from lckm_core.forms import check_form
from lckm_core.law import provision
from lckm_core.organisation import DIRECTORY, OFFICE, Directory, Role, Unit
from lckm_core.ports import (
    Clean,
    Infected,
    ScanVerdict,
    Unscanned,
    provide,
)
from lckm_core.procedures import (
    DepartureList,
    Handover,
    KnowledgeBase,
    analyse,
    check_announcement_handover,
    check_attachments,
    check_handover,
)
from lckm_core.procedures._check import placed
from lckm_core.reports import (
    Outcome,
    ReportForm,
    RouteTable,
    check_outcome,
    check_report_form,
    stopping_findings,
)
from tests.helpers.places import SAMPLES
from tests.helpers.rows import in_one_test

FILES = Path(__file__).parent / "files"
REJECTED = sorted((FILES / "rejected").iterdir())
ACCEPTED = sorted((FILES / "accepted").glob("*.yaml"))
REQUESTED_ON = date(2026, 11, 25)
DIRECTORIES = {
    "LCKM-R094": Directory(
        (
            Unit(OFFICE, ("Wydział Gospodarki Komunalnej", "Wydział Informatyki")),
            Unit("Zarząd Zieleni Miejskiej w Łodzi", ("Dział Parków",)),
        )
    )
}
"""Directories with the cells of every unit, as a city has its own."""
WITHOUT_REQUEST = {"LCKM-R055"}
"""What is another fault where the day of the request is known."""
FIRST_INCLUSIONS = {"LCKM-S002", "LCKM-S004"}
SCANNED = {"LCKM-F015", "LCKM-F016"}
SCANNED_REPORTS = {"LCKM-Z018", "LCKM-Z019"}
WHOLE = {"LCKM-Z000": "report-form", "LCKM-G000": "routes"}
"""Data that are no form at all: no file holds them, for a file holds keys and values, so they
stand in JSON for themselves.
"""
OUTCOMES = {"LCKM-Z021", "LCKM-Z022"}
"""Faults of what staff say of a report, which no form holds: the files name the arguments."""
MADE_WHEN_TESTED = {"LCKM-E002"}
"""A file past the limit of size is made by ``make_large.py``."""


def code_of(path: Path) -> str:
    return path.name[:9]


def read_file(path: Path, model: type = Procedure) -> Document:
    return read(path.read_bytes(), name=path.name, model=model)


def across(folder: Path) -> list[Finding]:
    documents = [read_file(path) for path in sorted(folder.iterdir())]
    known = KnowledgeBase(entry for document in documents if (entry := analyse(document).entry))
    return [finding for document in documents for finding in check(document, known=known)]


def requested(folder: Path) -> Findings:
    document = read_file(folder / "request.yaml", UpdateRequest)
    current = read_file(folder / "procedure.yaml").procedure()
    return placed(
        check_request(document.build(UpdateRequest), current, role=Role.HEAD_OF_CELL), document
    )


def handed_over(path: Path) -> Findings:
    document = read_file(path, Handover)
    handover = document.build(Handover)
    if code_of(path) == "LCKM-S014":
        found = check_announcement_handover(handover, handover, on=REQUESTED_ON)
    else:
        first = code_of(path) in FIRST_INCLUSIONS
        found = check_handover(handover, first_inclusion=first, on=REQUESTED_ON)
    return placed(found, document)


def departed(path: Path) -> Findings:
    departures = read_file(path, DepartureList).build(DepartureList).departures
    return check(read_file(FILES / "accepted" / "minimal.yaml"), departures=departures)


class Scanning:
    """Recognises one word, and does not look at what is called broken."""

    name = "test"

    def scan(self, name: str, data: bytes) -> ScanVerdict:
        if b"EICAR" in data:
            return Infected("Eicar-Test-Signature")
        return (
            Unscanned(Message("skaner nie działa.", "the scanner does not work."))
            if b"unseen" in data
            else Clean()
        )


def scanned(path: Path) -> Findings:
    plugins = build(provide(scanners=[Scanning()]))
    with pytest.raises(InvalidProcedureError) as refused:
        take_in_files(
            plugins,
            read_file(FILES / "accepted" / "minimal.yaml").procedure(),
            {path.name: path.read_bytes()},
        )
    return refused.value.findings


def attached(path: Path) -> Findings:
    if code_of(path) in SCANNED:
        return scanned(path)
    if path.is_dir():
        document = read_file(path / "procedure.yaml")
        files = {
            item.name: item.read_bytes for item in path.iterdir() if item.name != "procedure.yaml"
        }
        return placed(check_attachments(document.procedure(), files), document)
    packed = path.suffix == ".gz"
    data = gzip.decompress(path.read_bytes()) if packed else path.read_bytes()
    name = path.stem if packed else path.name
    is_form = name.endswith((".docx", ".odt")) and code_of(path) != "LCKM-F001"
    return check_file(name, data, "form" if is_form else "document")


def reported(path: Path) -> Findings:
    """Return what is found in a form or a table of routes; the form of another type comes with
    a file's first bytes, and that of a matter for no form is held against the sample table.
    """
    if (form := WHOLE.get(code_of(path))) is not None:
        return check_form(json.loads(path.read_text(encoding="utf-8")), FORMS[form], DIRECTORY)
    if code_of(path) in SCANNED_REPORTS:
        centre = ContactCentre(build(provide(scanners=[Scanning()])))
        return centre.check_report_files([path.read_bytes()])
    if code_of(path) in OUTCOMES:
        document = read_file(path, ReportForm)
        said = document.data | {"outcome": Outcome(document.data["outcome"])}
        return placed(check_outcome(**said), document)
    document = read_form(path.read_bytes(), name=path.name)
    if code_of(path) == "LCKM-Z012":
        return placed(check_report_form(document.data, heads=[b"GIF89a"]), document)
    if code_of(path) == "LCKM-Z020":
        routes = read_form((SAMPLES / "routes/routes.yaml").read_bytes(), name="routes.yaml")
        found = stopping_findings(document.build(ReportForm), routes.build(RouteTable))
        return placed(Findings(tuple(found)), document)
    return check(document)


def findings_of(path: Path) -> Iterable[Finding]:
    """Return what is found in a rejected file or folder, judged as its code wants."""
    match code_of(path)[5]:
        case "Z" | "G":
            return reported(path)
        case "E":
            with pytest.raises(UnreadableFileError) as caught:
                read_file(path)
            return (caught.value.finding,)
        case "F":
            return attached(path)
        case "K":
            return across(path)
        case "U":
            return requested(path)
        case "S":
            return handed_over(path)
        case "D":
            return departed(path)
        case _:
            day = None if code_of(path) in WITHOUT_REQUEST else REQUESTED_ON
            return check(
                read_form(path.read_bytes(), name=path.name),
                requested_on=day,
                directory=DIRECTORIES.get(code_of(path), DIRECTORY),
            )


@in_one_test("path", REJECTED, ids=lambda path: path.name)
def test_a_rejected_file_has_the_fault_of_its_name_and_no_other(path):
    assert {finding.code for finding in findings_of(path)} == {code_of(path)}


@in_one_test("path", REJECTED, ids=lambda path: path.name)
def test_a_finding_says_what_where_and_why(path):
    by_code = {kind.code: kind for kind in kinds()}
    findings = findings_of(path)
    assert findings
    for finding in findings:
        assert finding.message
        assert finding.message_en not in ("", finding.message)
        assert provision(finding.cites).id == by_code[finding.code].cites
        assert finding.severity is by_code[finding.code].severity
        if code_of(path)[5] in "TPRKNUSDZG" and code_of(path) not in {*WHOLE, *SCANNED_REPORTS}:
            assert finding.line
            assert finding.column


def test_every_code_has_a_rejected_file():
    shown = {code_of(path) for path in REJECTED} | MADE_WHEN_TESTED
    assert [kind.code for kind in kinds() if kind.code not in shown] == []


def test_every_rejected_file_has_a_code():
    assert {code_of(path) for path in REJECTED} <= {kind.code for kind in kinds()}


def test_a_file_past_the_limit_of_size_is_not_read():
    with pytest.raises(UnreadableFileError) as caught:
        read(runpy.run_path(str(FILES / "make_large.py"))["large_file"]())
    assert caught.value.finding.code == "LCKM-E002"


@pytest.mark.parametrize("path", ACCEPTED, ids=lambda path: path.name)
def test_an_accepted_file_has_no_finding(path):
    assert (
        list(check(read_form(path.read_bytes(), name=path.name), requested_on=REQUESTED_ON)) == []
    )
