"""Procedures of the Łódź Contact Centre as Ordinance No 102/2023 asks: read, check, amend, publish, and prove it."""

from lckm_core._version import __version__
from lckm_core.calendar import Window, civil_day, parse_day
from lckm_core.callcentre import (
    Asked,
    BriefingRequest,
    DataRequest,
    Reminders,
    age_in_days,
    answer,
    hold,
    is_reminder_due,
    name_briefer,
    remind,
    request_briefing,
    request_data,
)
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
from lckm_core.report.anonymising import anonymise, withdraw
from lckm_core.report.files import media_type_of
from lckm_core.report.form import FormFile, ReportForm
from lckm_core.report.intake import Area, IntakeLimits, InvalidReportError, check_report_form, register
from lckm_core.report.model import (
    Attachment,
    Attribute,
    Consent,
    EventPlace,
    PersonalPart,
    Point,
    Purpose,
    Report,
    ReportChannel,
    Reporter,
    ReportKind,
)
from lckm_core.report.retention import first_clean_day, is_due
from lckm_core.report.routing import (
    Category,
    Condition,
    Route,
    RouteTable,
    ToHelpdesk,
    ToMailbox,
    Tried,
    check_routes,
    explain_route,
    route,
)
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
    "Area",
    "Asked",
    "Attachment",
    "Attribute",
    "Audience",
    "Base",
    "BriefingRequest",
    "Category",
    "Change",
    "Channel",
    "Condition",
    "Consent",
    "DataRequest",
    "Departure",
    "DepartureList",
    "Directory",
    "Document",
    "Duty",
    "Edition",
    "EmptyWord",
    "Entry",
    "EventPlace",
    "Field",
    "Finding",
    "FindingKind",
    "Findings",
    "FormFile",
    "Handover",
    "IllegalMoveError",
    "IntakeLimits",
    "InvalidProcedureError",
    "InvalidReportError",
    "ItemChange",
    "Known",
    "LckmError",
    "Mark",
    "Message",
    "PersonalPart",
    "Phrase",
    "Point",
    "PortalTerms",
    "Procedure",
    "Projection",
    "Provision",
    "Purpose",
    "Reminders",
    "Report",
    "ReportChannel",
    "ReportForm",
    "ReportKind",
    "Reporter",
    "Role",
    "Route",
    "RouteTable",
    "Severity",
    "Span",
    "State",
    "ToHelpdesk",
    "ToMailbox",
    "Tried",
    "Unit",
    "UnreadableFileError",
    "UpdateRequest",
    "Verb",
    "Verdict",
    "Window",
    "__version__",
    "age_in_days",
    "amend",
    "announcement_hidden_because",
    "anonymise",
    "answer",
    "apply_departures",
    "check",
    "check_attachments",
    "check_file",
    "check_handover",
    "check_known",
    "check_report_form",
    "check_request",
    "check_routes",
    "civil_day",
    "compare",
    "describe",
    "explain_route",
    "fields_of",
    "first_clean_day",
    "from_data",
    "hidden_because",
    "hold",
    "is_due",
    "is_reminder_due",
    "kinds",
    "may",
    "media_type_of",
    "move",
    "name_briefer",
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
    "register",
    "remind",
    "request_briefing",
    "request_data",
    "request_from_data",
    "request_to_data",
    "route",
    "schema",
    "schema_names",
    "search",
    "shown_on",
    "timeline",
    "to_data",
    "to_yaml",
    "where",
    "withdraw",
]
