"""What the City of Łódź's contact centre does by Ordinance No 102/2023, as a library: procedures, reports, and the proof.

Each public name is loaded when it is first used: a host that takes in reports does not wait for what checks procedures. Type
checkers and editors read the same names from ``__init__.pyi``, which ``docs/generate.py`` makes from the table below.
"""

from importlib import import_module
from typing import Any

# fmt: off
NAMES = {
    "_version": "__version__",
    "calendar": "Window civil_day parse_day parse_moment",
    "callcentre":
        "Asked BriefingRequest DataRequest Reminders age_in_days answer hold is_reminder_due name_briefer remind "
        "request_briefing request_data",
    "catalogue": "kinds where",
    "centre": "ContactCentre Exported Worked",
    "centre.editing": "NoSuchEditionError OutdatedEditionError",
    "centre.requests": "NoSuchRequestError",
    "describing": "describe",
    "errors":
        "AlreadyRegisteredError AmendmentConflictError ConflictError IllegalMoveError LckmError NoSuchReportError NoTermsError UnfitSettingError",
    "filling.building": "to_data to_yaml",
    "findings": "Finding FindingKind Findings InvalidProcedureError Severity UnreadableFileError",
    "forms": "FORMS",
    "hooks": "Port PortKind impl ports",
    "hooks.attachments": "AttachmentStore",
    "hooks.commands": "Command",
    "hooks.documents": "DocumentStore",
    "hooks.events": "Event EventVerb Listener",
    "hooks.exports": "Exporter",
    "hooks.faults":
        "AdapterError BrokenEntryPointError DuplicateAdapterError MissingAdapterError NotProvidedError TwoAdaptersError "
        "UnfitAdapterError UnknownHookError UnusableAdapterError",
    "hooks.helpdesk": "Helpdesk",
    "hooks.mail": "Mailer",
    "hooks.notices": "NoticeStore",
    "hooks.procedures": "EditionChange ProcedureStore",
    "hooks.reports": "ReportStore",
    "hooks.requests": "RequestStore UnitRequest",
    "hooks.routes": "RouteSource",
    "hooks.rules": "HostRule",
    "hooks.scanners": "Clean Infected ScanVerdict Scanner Unscanned",
    "hooks.search": "Hit Passage Search TextSpan",
    "marks": "Field Mark fields_of form_name",
    "ordinance": "Duty Provision provision provisions search",
    "organisation": "Act Directory OFFICE Official Role Unit Verdict may",
    "handed": "Plugins",
    "plugins": "build each_installed provide without",
    "procedure.amending": "UpdateRequest amend check_request compare keep_note",
    "procedure.amending.changes": "Base Change ItemChange Phrase request_to_data",
    "procedure.amending.consequences": "NOT_THEIR_NOTE",
    "procedure.attachments": "UNNAMED_FILE check_attachments named_files",
    "procedure.attachments.files": "ENCRYPTED_FILE MAX_FILE_BYTES UNOPENABLE_FILE check_file",
    "procedure.checking": "check",
    "procedure.departing": "Departure DepartureList apply_departures",
    "procedure.known": "Known KnownEntry check_known",
    "procedure.parts": "Person",
    "procedure.reading": "Document from_data read",
    "procedure.submitting": "Agreement Channel Handover check_handover",
    "procedure.template": "Procedure",
    "procedure.unit_list": "UnitList",
    "publication.blocks": "Block Bullets Detail Details Entry Inline Link Section Stage Stages Table Text",
    "publication.checking_notices": "check_notice",
    "publication.editions": "Edition EditionAct HeldFile",
    "publication.lifecycle": "Span next_change shown_on timeline",
    "publication.notices":
        "Announcement Notice PortalTerms announce announcement_hidden_because approve project_announcement project_terms "
        "terms_in_force",
    "publication.pages": "Page Publication publication_of",
    "publication.projection": "Projection project",
    "publication.register": "Showing",
    "publication.reminders": "Reminder ReminderKind due_reminders",
    "publication.states": "State Verb allowed move",
    "publication.visibility": "Audience hidden_because",
    "recognising": "read_form",
    "report.anonymising": "anonymise withdraw",
    "report.dispatch":
        "Accepted Answer ByHand Dispatch DispatchKind DispatchLimits DispatchState HandOver Lease Mailbox NotByHandError "
        "NotClaimed Refusal Refused Result Target Unknown Work bounced claim claimable confirmed dispatch_id helpdesk_note id_of_key may_send "
        "notices_wanted open_dispatch open_notices refusal_note reroute resolve settle settle_by_hand",
    "report.form": "FormFile ReportForm",
    "report.numbers": "file_reference is_report_number number_of_file",
    "report.intake": "Area IntakeLimits InvalidReportError check_report_form register",
    "report.letters": "Enclosed Letter Ticket ticket_for",
    "report.model":
        "Attachment Attribute Consent EventPlace PersonalPart Point Purpose Report ReportChannel ReportKind Reporter",
    "report.retention": "first_clean_day is_due",
    "report.routing": "Category Condition Route RouteTable ToHelpdesk ToMailbox Tried check_routes explain_route route",
    "report.routing.checking": "ROUTE_TO_NO_UNIT",
    "report.striking.struck": "personal_spans strike strike_spans",
    "report.striking.inflection": "PolishNames",
    "report.striking.senses": "NameDictionary NameSense",
    "report.striking.spans": "PersonalKind PersonalSpan",
    "schemas": "schema schema_names",
    "text": "EmptyWord MARKDOWN_EMPHASIS MARKDOWN_LINK MARKDOWN_STRONG Message plain",
    "units": "DIRECTORY",
}
"""The public names, by the module each lives in."""
# fmt: on

_HOME = {name: module for module, names in NAMES.items() for name in names.split()}
__all__ = sorted(_HOME)


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
