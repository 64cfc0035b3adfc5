"""Procedures of the Łódź Contact Centre as Ordinance No 102/2023 asks: read, check, amend, publish, and prove it."""

from lckm_core._version import __version__
from lckm_core.calendar import Window, civil_day, parse_day
from lckm_core.describing import describe
from lckm_core.errors import AmendmentConflictError, IllegalMoveError, LckmError
from lckm_core.findings import (
    Finding,
    FindingKind,
    Findings,
    InvalidProcedureError,
    Severity,
    UnreadableFileError,
    kinds,
)
from lckm_core.forms import FORMS, read_form, recognise
from lckm_core.marks import Field, Mark, fields_of
from lckm_core.ordinance import Duty, Provision, provision, provisions, search, where
from lckm_core.organisation import OFFICE, Act, Directory, Role, Unit, Verdict, may
from lckm_core.procedure.amending import UpdateRequest, amend, check_request, compare
from lckm_core.procedure.amending.changes import Base, Change, ItemChange, Phrase, request_from_data, request_to_data
from lckm_core.procedure.attachments import check_attachments, named_files
from lckm_core.procedure.attachments.files import check_file
from lckm_core.procedure.building import from_data, to_data, to_yaml
from lckm_core.procedure.checking import check
from lckm_core.procedure.departing import Departure, DepartureList, apply_departures
from lckm_core.procedure.known import Entry, Known, check_known
from lckm_core.procedure.reading import Document, read
from lckm_core.procedure.submitting import Agreement, Channel, Handover, check_handover
from lckm_core.procedure.template import Procedure
from lckm_core.procedure.unit_list import UnitList
from lckm_core.publication.lifecycle import Edition, Span, State, Verb, move, next_change, shown_on, timeline
from lckm_core.publication.notices import (
    Announcement,
    PortalTerms,
    announcement_hidden_because,
    project_announcement,
    project_terms,
)
from lckm_core.publication.projection import Projection, project
from lckm_core.publication.visibility import Audience, hidden_because
from lckm_core.schemas import schema, schema_names
from lckm_core.text import EmptyWord, Message, plain, plain_length
from lckm_core.units import DIRECTORY

__all__ = [
    "DIRECTORY",
    "FORMS",
    "OFFICE",
    "Act",
    "Agreement",
    "AmendmentConflictError",
    "Announcement",
    "Audience",
    "Base",
    "Change",
    "Channel",
    "Departure",
    "DepartureList",
    "Directory",
    "Document",
    "Duty",
    "Edition",
    "EmptyWord",
    "Entry",
    "Field",
    "Finding",
    "FindingKind",
    "Findings",
    "Handover",
    "IllegalMoveError",
    "InvalidProcedureError",
    "ItemChange",
    "Known",
    "LckmError",
    "Mark",
    "Message",
    "Phrase",
    "PortalTerms",
    "Procedure",
    "Projection",
    "Provision",
    "Role",
    "Severity",
    "Span",
    "State",
    "Unit",
    "UnitList",
    "UnreadableFileError",
    "UpdateRequest",
    "Verb",
    "Verdict",
    "Window",
    "__version__",
    "amend",
    "announcement_hidden_because",
    "apply_departures",
    "check",
    "check_attachments",
    "check_file",
    "check_handover",
    "check_known",
    "check_request",
    "civil_day",
    "compare",
    "describe",
    "fields_of",
    "from_data",
    "hidden_because",
    "kinds",
    "may",
    "move",
    "named_files",
    "next_change",
    "parse_day",
    "plain",
    "plain_length",
    "project",
    "project_announcement",
    "project_terms",
    "provision",
    "provisions",
    "read",
    "read_form",
    "recognise",
    "request_from_data",
    "request_to_data",
    "schema",
    "schema_names",
    "search",
    "shown_on",
    "timeline",
    "to_data",
    "to_yaml",
    "where",
]
