"""Procedures of the Łódź Contact Centre as Ordinance No 102/2023 asks: read, check, amend, publish, and prove it."""

from lckm_core._version import __version__
from lckm_core.calendar import Window, civil_day, parse_day, parse_moment
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
from lckm_core.centre import ContactCentre, Exported, Worked
from lckm_core.describing import describe
from lckm_core.errors import (
    AlreadyRegisteredError,
    AmendmentConflictError,
    ConflictError,
    IllegalMoveError,
    LckmError,
    NoSuchReportError,
)
from lckm_core.filling.building import to_data, to_yaml
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
from lckm_core.hooks import Port, PortKind, impl, ports
from lckm_core.hooks.commands import Command
from lckm_core.hooks.events import Event, Listener
from lckm_core.hooks.exports import Exporter
from lckm_core.hooks.faults import (
    AdapterError,
    BrokenEntryPointError,
    DuplicateAdapterError,
    MissingAdapterError,
    TwoAdaptersError,
    UnfitAdapterError,
    UnknownHookError,
)
from lckm_core.hooks.helpdesk import Helpdesk
from lckm_core.hooks.mail import Mailer
from lckm_core.hooks.notices import NoticeStore
from lckm_core.hooks.procedures import EditionChange, ProcedureStore
from lckm_core.hooks.reports import ReportStore
from lckm_core.hooks.routes import RouteSource
from lckm_core.hooks.rules import HostRule
from lckm_core.marks import Field, Mark, fields_of
from lckm_core.ordinance import Duty, Provision, provision, provisions, search, where
from lckm_core.organisation import OFFICE, Act, Directory, Role, Unit, Verdict, may
from lckm_core.plugins import Plugins, build
from lckm_core.procedure.amending import UpdateRequest, amend, check_request, compare
from lckm_core.procedure.amending.changes import Base, Change, ItemChange, Phrase, request_from_data, request_to_data
from lckm_core.procedure.attachments import check_attachments, named_files
from lckm_core.procedure.attachments.files import check_file
from lckm_core.procedure.checking import check
from lckm_core.procedure.departing import Departure, DepartureList, apply_departures
from lckm_core.procedure.known import Entry, Known, check_known
from lckm_core.procedure.reading import Document, from_data, read
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
from lckm_core.report.anonymising import anonymise, withdraw
from lckm_core.report.dispatch import (
    Accepted,
    Answer,
    Dispatch,
    DispatchLimits,
    DispatchState,
    HandOver,
    Lease,
    Mailbox,
    NotClaimed,
    Refusal,
    Refused,
    Result,
    Target,
    Unknown,
    Work,
    claim,
    claimable,
    may_send,
    open_dispatch,
    resolve,
    settle,
)
from lckm_core.report.files import media_type_of
from lckm_core.report.form import FormFile, ReportForm
from lckm_core.report.intake import Area, IntakeLimits, InvalidReportError, check_report_form, register
from lckm_core.report.letters import Letter, Ticket, erasure_notice, letter_for, ticket_for
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
from lckm_core.report.striking import personal_spans, strike, strike_spans
from lckm_core.report.striking.inflection import PolishNames
from lckm_core.report.striking.senses import NameDictionary, NameSense
from lckm_core.report.striking.spans import PersonalKind, PersonalSpan
from lckm_core.schemas import schema, schema_names
from lckm_core.text import EmptyWord, Message, plain, plain_length
from lckm_core.units import DIRECTORY

__all__ = [
    "DIRECTORY",
    "FORMS",
    "OFFICE",
    "Accepted",
    "Act",
    "AdapterError",
    "Agreement",
    "AlreadyRegisteredError",
    "AmendmentConflictError",
    "Announcement",
    "Answer",
    "Area",
    "Asked",
    "Attachment",
    "Attribute",
    "Audience",
    "Base",
    "BriefingRequest",
    "BrokenEntryPointError",
    "Category",
    "Change",
    "Channel",
    "Command",
    "Condition",
    "ConflictError",
    "Consent",
    "ContactCentre",
    "DataRequest",
    "Departure",
    "DepartureList",
    "Directory",
    "Dispatch",
    "DispatchLimits",
    "DispatchState",
    "Document",
    "DuplicateAdapterError",
    "Duty",
    "Edition",
    "EditionChange",
    "EmptyWord",
    "Entry",
    "Event",
    "EventPlace",
    "Exported",
    "Exporter",
    "Field",
    "Finding",
    "FindingKind",
    "Findings",
    "FormFile",
    "HandOver",
    "Handover",
    "Helpdesk",
    "HostRule",
    "IllegalMoveError",
    "IntakeLimits",
    "InvalidProcedureError",
    "InvalidReportError",
    "ItemChange",
    "Known",
    "LckmError",
    "Lease",
    "Letter",
    "Listener",
    "Mailbox",
    "Mailer",
    "Mark",
    "Message",
    "MissingAdapterError",
    "NameDictionary",
    "NameSense",
    "NoSuchReportError",
    "NotClaimed",
    "NoticeStore",
    "PersonalKind",
    "PersonalPart",
    "PersonalSpan",
    "Phrase",
    "Plugins",
    "Point",
    "PolishNames",
    "Port",
    "PortKind",
    "PortalTerms",
    "Procedure",
    "ProcedureStore",
    "Projection",
    "Provision",
    "Purpose",
    "Refusal",
    "Refused",
    "Reminders",
    "Report",
    "ReportChannel",
    "ReportForm",
    "ReportKind",
    "ReportStore",
    "Reporter",
    "Result",
    "Role",
    "Route",
    "RouteSource",
    "RouteTable",
    "Severity",
    "Span",
    "State",
    "Target",
    "Ticket",
    "ToHelpdesk",
    "ToMailbox",
    "Tried",
    "TwoAdaptersError",
    "UnfitAdapterError",
    "Unit",
    "UnitList",
    "Unknown",
    "UnknownHookError",
    "UnreadableFileError",
    "UpdateRequest",
    "Verb",
    "Verdict",
    "Window",
    "Work",
    "Worked",
    "__version__",
    "age_in_days",
    "amend",
    "announcement_hidden_because",
    "anonymise",
    "answer",
    "apply_departures",
    "build",
    "check",
    "check_attachments",
    "check_file",
    "check_handover",
    "check_known",
    "check_report_form",
    "check_request",
    "check_routes",
    "civil_day",
    "claim",
    "claimable",
    "compare",
    "describe",
    "erasure_notice",
    "explain_route",
    "fields_of",
    "first_clean_day",
    "from_data",
    "hidden_because",
    "hold",
    "impl",
    "is_due",
    "is_reminder_due",
    "kinds",
    "letter_for",
    "may",
    "may_send",
    "media_type_of",
    "move",
    "name_briefer",
    "named_files",
    "next_change",
    "open_dispatch",
    "parse_day",
    "parse_moment",
    "personal_spans",
    "plain",
    "plain_length",
    "ports",
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
    "resolve",
    "route",
    "schema",
    "schema_names",
    "search",
    "settle",
    "shown_on",
    "strike",
    "strike_spans",
    "ticket_for",
    "timeline",
    "to_data",
    "to_yaml",
    "where",
    "withdraw",
]
