"""One contract a port: a class of tests to subclass, with its fixtures and capabilities.

See ``docs/testing-an-adapter.md``.
"""

from lckm_testing.contracts.access import AccessLogContract
from lckm_testing.contracts.attachments import AttachmentStoreContract
from lckm_testing.contracts.base import Contract, capabilities
from lckm_testing.contracts.documents import DocumentStoreContract
from lckm_testing.contracts.drafts import DraftStoreContract
from lckm_testing.contracts.exports import ExportContract
from lckm_testing.contracts.failing_peers import PeerState
from lckm_testing.contracts.file_keeping import FileKeepingContract
from lckm_testing.contracts.helpdesk import Filed, HelpdeskContract
from lckm_testing.contracts.mail import Arrived, MailContract
from lckm_testing.contracts.misc import (
    CommandsContract,
    DirectoryContract,
    EventsContract,
    KindsContract,
    RulesContract,
    ScannerContract,
)
from lckm_testing.contracts.notices import NoticeStoreContract
from lckm_testing.contracts.numbers import NumberSourceContract
from lckm_testing.contracts.procedures import ProcedureStoreContract
from lckm_testing.contracts.report_finder import ReportFinderContract
from lckm_testing.contracts.report_search import ReportSearchContract
from lckm_testing.contracts.reports import ReportStoreContract
from lckm_testing.contracts.requests import RequestStoreContract
from lckm_testing.contracts.routes import RouteSourceContract, RouteTableKeepingContract
from lckm_testing.contracts.search import SearchContract
from lckm_testing.contracts.sessions import SessionStoreContract
from lckm_testing.contracts.trail_finder import TrailFinderContract
from lckm_testing.contracts.trail_readers import TrailReaderContract

__all__ = [
    "AccessLogContract",
    "Arrived",
    "AttachmentStoreContract",
    "CommandsContract",
    "Contract",
    "DirectoryContract",
    "DocumentStoreContract",
    "DraftStoreContract",
    "EventsContract",
    "ExportContract",
    "FileKeepingContract",
    "Filed",
    "HelpdeskContract",
    "KindsContract",
    "MailContract",
    "NoticeStoreContract",
    "NumberSourceContract",
    "PeerState",
    "ProcedureStoreContract",
    "ReportFinderContract",
    "ReportSearchContract",
    "ReportStoreContract",
    "RequestStoreContract",
    "RouteSourceContract",
    "RouteTableKeepingContract",
    "RulesContract",
    "ScannerContract",
    "SearchContract",
    "SessionStoreContract",
    "TrailFinderContract",
    "TrailReaderContract",
    "capabilities",
]
