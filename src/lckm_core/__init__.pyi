"""Made by ``python docs/generate.py`` from the table in ``__init__.py``."""

from lckm_core._version import __version__ as __version__
from lckm_core.calendar import Window as Window
from lckm_core.calendar import civil_day as civil_day
from lckm_core.calendar import parse_day as parse_day
from lckm_core.calendar import parse_moment as parse_moment
from lckm_core.callcentre import Asked as Asked
from lckm_core.callcentre import BriefingRequest as BriefingRequest
from lckm_core.callcentre import DataRequest as DataRequest
from lckm_core.callcentre import Reminders as Reminders
from lckm_core.callcentre import age_in_days as age_in_days
from lckm_core.callcentre import answer as answer
from lckm_core.callcentre import hold as hold
from lckm_core.callcentre import is_reminder_due as is_reminder_due
from lckm_core.callcentre import name_briefer as name_briefer
from lckm_core.callcentre import remind as remind
from lckm_core.callcentre import request_briefing as request_briefing
from lckm_core.callcentre import request_data as request_data
from lckm_core.catalogue import kinds as kinds
from lckm_core.catalogue import where as where
from lckm_core.centre import ContactCentre as ContactCentre
from lckm_core.centre import Exported as Exported
from lckm_core.centre import Worked as Worked
from lckm_core.centre.editing import NoSuchEditionError as NoSuchEditionError
from lckm_core.centre.editing import OutdatedEditionError as OutdatedEditionError
from lckm_core.centre.requests import NoSuchRequestError as NoSuchRequestError
from lckm_core.describing import describe as describe
from lckm_core.errors import AlreadyRegisteredError as AlreadyRegisteredError
from lckm_core.errors import AmendmentConflictError as AmendmentConflictError
from lckm_core.errors import ConflictError as ConflictError
from lckm_core.errors import IllegalMoveError as IllegalMoveError
from lckm_core.errors import LckmError as LckmError
from lckm_core.errors import NoSuchReportError as NoSuchReportError
from lckm_core.errors import NoTermsError as NoTermsError
from lckm_core.errors import UnfitSettingError as UnfitSettingError
from lckm_core.filling.building import to_data as to_data
from lckm_core.filling.building import to_yaml as to_yaml
from lckm_core.findings import Finding as Finding
from lckm_core.findings import FindingKind as FindingKind
from lckm_core.findings import Findings as Findings
from lckm_core.findings import InvalidProcedureError as InvalidProcedureError
from lckm_core.findings import Severity as Severity
from lckm_core.findings import UnreadableFileError as UnreadableFileError
from lckm_core.forms import FORMS as FORMS
from lckm_core.handed import Plugins as Plugins
from lckm_core.hooks import Port as Port
from lckm_core.hooks import PortKind as PortKind
from lckm_core.hooks import impl as impl
from lckm_core.hooks import ports as ports
from lckm_core.hooks.attachments import AttachmentStore as AttachmentStore
from lckm_core.hooks.commands import Command as Command
from lckm_core.hooks.documents import DocumentStore as DocumentStore
from lckm_core.hooks.events import Event as Event
from lckm_core.hooks.events import EventVerb as EventVerb
from lckm_core.hooks.events import Listener as Listener
from lckm_core.hooks.exports import Exporter as Exporter
from lckm_core.hooks.faults import AdapterError as AdapterError
from lckm_core.hooks.faults import BrokenEntryPointError as BrokenEntryPointError
from lckm_core.hooks.faults import DuplicateAdapterError as DuplicateAdapterError
from lckm_core.hooks.faults import MissingAdapterError as MissingAdapterError
from lckm_core.hooks.faults import NotProvidedError as NotProvidedError
from lckm_core.hooks.faults import TwoAdaptersError as TwoAdaptersError
from lckm_core.hooks.faults import UnfitAdapterError as UnfitAdapterError
from lckm_core.hooks.faults import UnknownHookError as UnknownHookError
from lckm_core.hooks.faults import UnusableAdapterError as UnusableAdapterError
from lckm_core.hooks.helpdesk import Helpdesk as Helpdesk
from lckm_core.hooks.mail import Mailer as Mailer
from lckm_core.hooks.notices import NoticeStore as NoticeStore
from lckm_core.hooks.procedures import EditionChange as EditionChange
from lckm_core.hooks.procedures import ProcedureStore as ProcedureStore
from lckm_core.hooks.reports import ReportStore as ReportStore
from lckm_core.hooks.requests import RequestStore as RequestStore
from lckm_core.hooks.requests import UnitRequest as UnitRequest
from lckm_core.hooks.routes import RouteSource as RouteSource
from lckm_core.hooks.rules import HostRule as HostRule
from lckm_core.hooks.scanners import Clean as Clean
from lckm_core.hooks.scanners import Infected as Infected
from lckm_core.hooks.scanners import ScanVerdict as ScanVerdict
from lckm_core.hooks.scanners import Scanner as Scanner
from lckm_core.hooks.scanners import Unscanned as Unscanned
from lckm_core.hooks.search import Hit as Hit
from lckm_core.hooks.search import Passage as Passage
from lckm_core.hooks.search import Search as Search
from lckm_core.hooks.search import TextSpan as TextSpan
from lckm_core.marks import Field as Field
from lckm_core.marks import Mark as Mark
from lckm_core.marks import fields_of as fields_of
from lckm_core.marks import form_name as form_name
from lckm_core.ordinance import Duty as Duty
from lckm_core.ordinance import Provision as Provision
from lckm_core.ordinance import provision as provision
from lckm_core.ordinance import provisions as provisions
from lckm_core.ordinance import search as search
from lckm_core.organisation import Act as Act
from lckm_core.organisation import Directory as Directory
from lckm_core.organisation import OFFICE as OFFICE
from lckm_core.organisation import Official as Official
from lckm_core.organisation import Role as Role
from lckm_core.organisation import Unit as Unit
from lckm_core.organisation import Verdict as Verdict
from lckm_core.organisation import may as may
from lckm_core.plugins import build as build
from lckm_core.plugins import each_installed as each_installed
from lckm_core.plugins import provide as provide
from lckm_core.plugins import without as without
from lckm_core.procedure.amending import UpdateRequest as UpdateRequest
from lckm_core.procedure.amending import amend as amend
from lckm_core.procedure.amending import check_request as check_request
from lckm_core.procedure.amending import compare as compare
from lckm_core.procedure.amending import keep_note as keep_note
from lckm_core.procedure.amending.changes import Base as Base
from lckm_core.procedure.amending.changes import Change as Change
from lckm_core.procedure.amending.changes import ItemChange as ItemChange
from lckm_core.procedure.amending.changes import Phrase as Phrase
from lckm_core.procedure.amending.changes import request_to_data as request_to_data
from lckm_core.procedure.amending.consequences import NOT_THEIR_NOTE as NOT_THEIR_NOTE
from lckm_core.procedure.attachments import UNNAMED_FILE as UNNAMED_FILE
from lckm_core.procedure.attachments import check_attachments as check_attachments
from lckm_core.procedure.attachments import named_files as named_files
from lckm_core.procedure.attachments.files import ENCRYPTED_FILE as ENCRYPTED_FILE
from lckm_core.procedure.attachments.files import MAX_FILE_BYTES as MAX_FILE_BYTES
from lckm_core.procedure.attachments.files import UNOPENABLE_FILE as UNOPENABLE_FILE
from lckm_core.procedure.attachments.files import check_file as check_file
from lckm_core.procedure.checking import check as check
from lckm_core.procedure.departing import Departure as Departure
from lckm_core.procedure.departing import DepartureList as DepartureList
from lckm_core.procedure.departing import apply_departures as apply_departures
from lckm_core.procedure.known import Known as Known
from lckm_core.procedure.known import KnownEntry as KnownEntry
from lckm_core.procedure.known import check_known as check_known
from lckm_core.procedure.parts import Person as Person
from lckm_core.procedure.reading import Document as Document
from lckm_core.procedure.reading import from_data as from_data
from lckm_core.procedure.reading import read as read
from lckm_core.procedure.submitting import Agreement as Agreement
from lckm_core.procedure.submitting import Channel as Channel
from lckm_core.procedure.submitting import Handover as Handover
from lckm_core.procedure.submitting import check_handover as check_handover
from lckm_core.procedure.template import Procedure as Procedure
from lckm_core.procedure.unit_list import UnitList as UnitList
from lckm_core.publication.blocks import Block as Block
from lckm_core.publication.blocks import Bullets as Bullets
from lckm_core.publication.blocks import Detail as Detail
from lckm_core.publication.blocks import Details as Details
from lckm_core.publication.blocks import Entry as Entry
from lckm_core.publication.blocks import Inline as Inline
from lckm_core.publication.blocks import Link as Link
from lckm_core.publication.blocks import Section as Section
from lckm_core.publication.blocks import Stage as Stage
from lckm_core.publication.blocks import Stages as Stages
from lckm_core.publication.blocks import Table as Table
from lckm_core.publication.blocks import Text as Text
from lckm_core.publication.checking_notices import check_notice as check_notice
from lckm_core.publication.editions import Edition as Edition
from lckm_core.publication.editions import EditionAct as EditionAct
from lckm_core.publication.editions import HeldFile as HeldFile
from lckm_core.publication.lifecycle import Span as Span
from lckm_core.publication.lifecycle import next_change as next_change
from lckm_core.publication.lifecycle import shown_on as shown_on
from lckm_core.publication.lifecycle import timeline as timeline
from lckm_core.publication.notices import Announcement as Announcement
from lckm_core.publication.notices import Notice as Notice
from lckm_core.publication.notices import PortalTerms as PortalTerms
from lckm_core.publication.notices import announce as announce
from lckm_core.publication.notices import announcement_hidden_because as announcement_hidden_because
from lckm_core.publication.notices import approve as approve
from lckm_core.publication.notices import project_announcement as project_announcement
from lckm_core.publication.notices import project_terms as project_terms
from lckm_core.publication.notices import terms_in_force as terms_in_force
from lckm_core.publication.pages import Page as Page
from lckm_core.publication.pages import Publication as Publication
from lckm_core.publication.pages import publication_of as publication_of
from lckm_core.publication.projection import Projection as Projection
from lckm_core.publication.projection import project as project
from lckm_core.publication.register import Showing as Showing
from lckm_core.publication.reminders import Reminder as Reminder
from lckm_core.publication.reminders import ReminderKind as ReminderKind
from lckm_core.publication.reminders import due_reminders as due_reminders
from lckm_core.publication.states import State as State
from lckm_core.publication.states import Verb as Verb
from lckm_core.publication.states import allowed as allowed
from lckm_core.publication.states import move as move
from lckm_core.publication.visibility import Audience as Audience
from lckm_core.publication.visibility import hidden_because as hidden_because
from lckm_core.recognising import read_form as read_form
from lckm_core.report.anonymising import anonymise as anonymise
from lckm_core.report.anonymising import withdraw as withdraw
from lckm_core.report.dispatch import Accepted as Accepted
from lckm_core.report.dispatch import Answer as Answer
from lckm_core.report.dispatch import ByHand as ByHand
from lckm_core.report.dispatch import Dispatch as Dispatch
from lckm_core.report.dispatch import DispatchKind as DispatchKind
from lckm_core.report.dispatch import DispatchLimits as DispatchLimits
from lckm_core.report.dispatch import DispatchState as DispatchState
from lckm_core.report.dispatch import HandOver as HandOver
from lckm_core.report.dispatch import Lease as Lease
from lckm_core.report.dispatch import Mailbox as Mailbox
from lckm_core.report.dispatch import NotByHandError as NotByHandError
from lckm_core.report.dispatch import NotClaimed as NotClaimed
from lckm_core.report.dispatch import Refusal as Refusal
from lckm_core.report.dispatch import Refused as Refused
from lckm_core.report.dispatch import Result as Result
from lckm_core.report.dispatch import Target as Target
from lckm_core.report.dispatch import Unknown as Unknown
from lckm_core.report.dispatch import Work as Work
from lckm_core.report.dispatch import bounced as bounced
from lckm_core.report.dispatch import claim as claim
from lckm_core.report.dispatch import claimable as claimable
from lckm_core.report.dispatch import confirmed as confirmed
from lckm_core.report.dispatch import dispatch_id as dispatch_id
from lckm_core.report.dispatch import helpdesk_note as helpdesk_note
from lckm_core.report.dispatch import id_of_key as id_of_key
from lckm_core.report.dispatch import may_send as may_send
from lckm_core.report.dispatch import notices_wanted as notices_wanted
from lckm_core.report.dispatch import open_dispatch as open_dispatch
from lckm_core.report.dispatch import open_notices as open_notices
from lckm_core.report.dispatch import refusal_note as refusal_note
from lckm_core.report.dispatch import reroute as reroute
from lckm_core.report.dispatch import resolve as resolve
from lckm_core.report.dispatch import settle as settle
from lckm_core.report.dispatch import settle_by_hand as settle_by_hand
from lckm_core.report.form import FormFile as FormFile
from lckm_core.report.form import ReportForm as ReportForm
from lckm_core.report.intake import Area as Area
from lckm_core.report.intake import IntakeLimits as IntakeLimits
from lckm_core.report.intake import InvalidReportError as InvalidReportError
from lckm_core.report.intake import check_report_form as check_report_form
from lckm_core.report.intake import register as register
from lckm_core.report.letters import Enclosed as Enclosed
from lckm_core.report.letters import Letter as Letter
from lckm_core.report.letters import Ticket as Ticket
from lckm_core.report.letters import ticket_for as ticket_for
from lckm_core.report.model import Attachment as Attachment
from lckm_core.report.model import Attribute as Attribute
from lckm_core.report.model import Consent as Consent
from lckm_core.report.model import EventPlace as EventPlace
from lckm_core.report.model import PersonalPart as PersonalPart
from lckm_core.report.model import Point as Point
from lckm_core.report.model import Purpose as Purpose
from lckm_core.report.model import Report as Report
from lckm_core.report.model import ReportChannel as ReportChannel
from lckm_core.report.model import ReportKind as ReportKind
from lckm_core.report.model import Reporter as Reporter
from lckm_core.report.numbers import file_reference as file_reference
from lckm_core.report.numbers import is_report_number as is_report_number
from lckm_core.report.numbers import number_of_file as number_of_file
from lckm_core.report.retention import first_clean_day as first_clean_day
from lckm_core.report.retention import is_due as is_due
from lckm_core.report.routing import Category as Category
from lckm_core.report.routing import Condition as Condition
from lckm_core.report.routing import Route as Route
from lckm_core.report.routing import RouteTable as RouteTable
from lckm_core.report.routing import ToHelpdesk as ToHelpdesk
from lckm_core.report.routing import ToMailbox as ToMailbox
from lckm_core.report.routing import Tried as Tried
from lckm_core.report.routing import check_routes as check_routes
from lckm_core.report.routing import explain_route as explain_route
from lckm_core.report.routing import route as route
from lckm_core.report.routing.checking import ROUTE_TO_NO_UNIT as ROUTE_TO_NO_UNIT
from lckm_core.report.striking.inflection import PolishNames as PolishNames
from lckm_core.report.striking.senses import NameDictionary as NameDictionary
from lckm_core.report.striking.senses import NameSense as NameSense
from lckm_core.report.striking.spans import PersonalKind as PersonalKind
from lckm_core.report.striking.spans import PersonalSpan as PersonalSpan
from lckm_core.report.striking.struck import personal_spans as personal_spans
from lckm_core.report.striking.struck import strike as strike
from lckm_core.report.striking.struck import strike_spans as strike_spans
from lckm_core.schemas import schema as schema
from lckm_core.schemas import schema_names as schema_names
from lckm_core.text import EmptyWord as EmptyWord
from lckm_core.text import MARKDOWN_EMPHASIS as MARKDOWN_EMPHASIS
from lckm_core.text import MARKDOWN_LINK as MARKDOWN_LINK
from lckm_core.text import MARKDOWN_STRONG as MARKDOWN_STRONG
from lckm_core.text import Message as Message
from lckm_core.text import plain as plain
from lckm_core.units import DIRECTORY as DIRECTORY

NAMES: dict[str, str]
__all__ = [
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
    "AttachmentStore",
    "Attribute",
    "Audience",
    "Base",
    "Block",
    "BriefingRequest",
    "BrokenEntryPointError",
    "Bullets",
    "ByHand",
    "Category",
    "Change",
    "Channel",
    "Clean",
    "Command",
    "Condition",
    "ConflictError",
    "Consent",
    "ContactCentre",
    "DIRECTORY",
    "DataRequest",
    "Departure",
    "DepartureList",
    "Detail",
    "Details",
    "Directory",
    "Dispatch",
    "DispatchKind",
    "DispatchLimits",
    "DispatchState",
    "Document",
    "DocumentStore",
    "DuplicateAdapterError",
    "Duty",
    "ENCRYPTED_FILE",
    "Edition",
    "EditionAct",
    "EditionChange",
    "EmptyWord",
    "Enclosed",
    "Entry",
    "Event",
    "EventPlace",
    "EventVerb",
    "Exported",
    "Exporter",
    "FORMS",
    "Field",
    "Finding",
    "FindingKind",
    "Findings",
    "FormFile",
    "HandOver",
    "Handover",
    "HeldFile",
    "Helpdesk",
    "Hit",
    "HostRule",
    "IllegalMoveError",
    "Infected",
    "Inline",
    "IntakeLimits",
    "InvalidProcedureError",
    "InvalidReportError",
    "ItemChange",
    "Known",
    "KnownEntry",
    "LckmError",
    "Lease",
    "Letter",
    "Link",
    "Listener",
    "MARKDOWN_EMPHASIS",
    "MARKDOWN_LINK",
    "MARKDOWN_STRONG",
    "MAX_FILE_BYTES",
    "Mailbox",
    "Mailer",
    "Mark",
    "Message",
    "MissingAdapterError",
    "NOT_THEIR_NOTE",
    "NameDictionary",
    "NameSense",
    "NoSuchEditionError",
    "NoSuchReportError",
    "NoSuchRequestError",
    "NoTermsError",
    "NotByHandError",
    "NotClaimed",
    "NotProvidedError",
    "Notice",
    "NoticeStore",
    "OFFICE",
    "Official",
    "OutdatedEditionError",
    "Page",
    "Passage",
    "Person",
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
    "Publication",
    "Purpose",
    "ROUTE_TO_NO_UNIT",
    "Refusal",
    "Refused",
    "Reminder",
    "ReminderKind",
    "Reminders",
    "Report",
    "ReportChannel",
    "ReportForm",
    "ReportKind",
    "ReportStore",
    "Reporter",
    "RequestStore",
    "Result",
    "Role",
    "Route",
    "RouteSource",
    "RouteTable",
    "ScanVerdict",
    "Scanner",
    "Search",
    "Section",
    "Severity",
    "Showing",
    "Span",
    "Stage",
    "Stages",
    "State",
    "Table",
    "Target",
    "Text",
    "TextSpan",
    "Ticket",
    "ToHelpdesk",
    "ToMailbox",
    "Tried",
    "TwoAdaptersError",
    "UNNAMED_FILE",
    "UNOPENABLE_FILE",
    "UnfitAdapterError",
    "UnfitSettingError",
    "Unit",
    "UnitList",
    "UnitRequest",
    "Unknown",
    "UnknownHookError",
    "UnreadableFileError",
    "Unscanned",
    "UnusableAdapterError",
    "UpdateRequest",
    "Verb",
    "Verdict",
    "Window",
    "Work",
    "Worked",
    "__version__",
    "age_in_days",
    "allowed",
    "amend",
    "announce",
    "announcement_hidden_because",
    "anonymise",
    "answer",
    "apply_departures",
    "approve",
    "bounced",
    "build",
    "check",
    "check_attachments",
    "check_file",
    "check_handover",
    "check_known",
    "check_notice",
    "check_report_form",
    "check_request",
    "check_routes",
    "civil_day",
    "claim",
    "claimable",
    "compare",
    "confirmed",
    "describe",
    "dispatch_id",
    "due_reminders",
    "each_installed",
    "explain_route",
    "fields_of",
    "file_reference",
    "first_clean_day",
    "form_name",
    "from_data",
    "helpdesk_note",
    "hidden_because",
    "hold",
    "id_of_key",
    "impl",
    "is_due",
    "is_reminder_due",
    "is_report_number",
    "keep_note",
    "kinds",
    "may",
    "may_send",
    "move",
    "name_briefer",
    "named_files",
    "next_change",
    "notices_wanted",
    "number_of_file",
    "open_dispatch",
    "open_notices",
    "parse_day",
    "parse_moment",
    "personal_spans",
    "plain",
    "ports",
    "project",
    "project_announcement",
    "project_terms",
    "provide",
    "provision",
    "provisions",
    "publication_of",
    "read",
    "read_form",
    "refusal_note",
    "register",
    "remind",
    "request_briefing",
    "request_data",
    "request_to_data",
    "reroute",
    "resolve",
    "route",
    "schema",
    "schema_names",
    "search",
    "settle",
    "settle_by_hand",
    "shown_on",
    "strike",
    "strike_spans",
    "terms_in_force",
    "ticket_for",
    "timeline",
    "to_data",
    "to_yaml",
    "where",
    "withdraw",
    "without",
]
