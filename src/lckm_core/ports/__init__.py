"""What a host can replace: one module a port, and the assembly of adapters."""

from lckm_core.ports._build import build, each_installed, exclude_ports, provide
from lckm_core.ports._errors import (
    AdapterError,
    AdapterProtocolError,
    BrokenEntryPointError,
    ConflictingAdaptersError,
    DuplicateAdapterError,
    MissingAdapterError,
    NotProvidedError,
    UnknownHookError,
    UnusableAdapterError,
)
from lckm_core.ports._plugins import Plugins
from lckm_core.ports._port import Port, PortKind, impl, ports
from lckm_core.ports.access import Access, AccessLog, AccessPurpose
from lckm_core.ports.acts import act_under_way, under_way
from lckm_core.ports.attachments import AttachmentStore
from lckm_core.ports.commands import Command, Reader
from lckm_core.ports.documents import DocumentStore
from lckm_core.ports.drafts import DraftStore
from lckm_core.ports.events import (
    REQUEST_VERBS,
    Event,
    EventVerb,
    Listener,
    fitting_staff_name,
    require_staff_name,
)
from lckm_core.ports.exports import Exporter
from lckm_core.ports.helpdesk import Helpdesk
from lckm_core.ports.mail import Mailer
from lckm_core.ports.notices import AnnouncementChange, NoticeStore
from lckm_core.ports.numbers import (
    NUMBER_PATTERNS,
    NumberSeries,
    NumberSource,
    count_in,
    format_number,
    require_number_pattern,
)
from lckm_core.ports.option_tables import read_option, read_options
from lckm_core.ports.procedures import EditionChange, ProcedureStore
from lckm_core.ports.reports import ReportStore
from lckm_core.ports.requests import RequestStore, UnitRequest
from lckm_core.ports.routes import RouteSource
from lckm_core.ports.rules import HostRule
from lckm_core.ports.scanners import Clean, Infected, Scanner, ScanVerdict, Unscanned
from lckm_core.ports.search import Hit, Passage, Search, TextSpan
from lckm_core.ports.sessions import SessionRecord, SessionStore
from lckm_core.ports.trail_readers import TrailReader

__all__ = [
    "NUMBER_PATTERNS",
    "REQUEST_VERBS",
    "Access",
    "AccessLog",
    "AccessPurpose",
    "AdapterError",
    "AdapterProtocolError",
    "AnnouncementChange",
    "AttachmentStore",
    "BrokenEntryPointError",
    "Clean",
    "Command",
    "ConflictingAdaptersError",
    "DocumentStore",
    "DraftStore",
    "DuplicateAdapterError",
    "EditionChange",
    "Event",
    "EventVerb",
    "Exporter",
    "Helpdesk",
    "Hit",
    "HostRule",
    "Infected",
    "Listener",
    "Mailer",
    "MissingAdapterError",
    "NotProvidedError",
    "NoticeStore",
    "NumberSeries",
    "NumberSource",
    "Passage",
    "Plugins",
    "Port",
    "PortKind",
    "ProcedureStore",
    "Reader",
    "ReportStore",
    "RequestStore",
    "RouteSource",
    "ScanVerdict",
    "Scanner",
    "Search",
    "SessionRecord",
    "SessionStore",
    "TextSpan",
    "TrailReader",
    "UnitRequest",
    "UnknownHookError",
    "Unscanned",
    "UnusableAdapterError",
    "act_under_way",
    "build",
    "count_in",
    "each_installed",
    "exclude_ports",
    "fitting_staff_name",
    "format_number",
    "impl",
    "ports",
    "provide",
    "read_option",
    "read_options",
    "require_number_pattern",
    "require_staff_name",
    "under_way",
]
