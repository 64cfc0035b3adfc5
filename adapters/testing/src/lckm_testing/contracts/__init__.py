"""One contract a port: a class of tests to subclass in an adapter's own tests, with its fixtures and its capabilities.

See ``docs/testing-an-adapter.md``.
"""

import pytest

# So that a failed assert here says as much as one in a test.
pytest.register_assert_rewrite(__name__)

from lckm_testing.contracts.attachments import AttachmentStoreContract  # noqa: E402
from lckm_testing.contracts.base import Contract, capabilities  # noqa: E402
from lckm_testing.contracts.documents import DocumentStoreContract  # noqa: E402
from lckm_testing.contracts.exports import ExportContract  # noqa: E402
from lckm_testing.contracts.failing_peers import PeerState  # noqa: E402
from lckm_testing.contracts.helpdesk import Filed, HelpdeskContract  # noqa: E402
from lckm_testing.contracts.mail import Arrived, MailContract  # noqa: E402
from lckm_testing.contracts.misc import (  # noqa: E402
    CommandsContract,
    DirectoryContract,
    EventsContract,
    KindsContract,
    RulesContract,
    ScannerContract,
)
from lckm_testing.contracts.notices import NoticeStoreContract  # noqa: E402
from lckm_testing.contracts.procedures import ProcedureStoreContract  # noqa: E402
from lckm_testing.contracts.reports import ReportStoreContract  # noqa: E402
from lckm_testing.contracts.requests import RequestStoreContract  # noqa: E402
from lckm_testing.contracts.routes import RouteSourceContract  # noqa: E402
from lckm_testing.contracts.search import SearchContract  # noqa: E402

__all__ = [
    "Arrived",
    "AttachmentStoreContract",
    "CommandsContract",
    "Contract",
    "DirectoryContract",
    "DocumentStoreContract",
    "EventsContract",
    "ExportContract",
    "Filed",
    "HelpdeskContract",
    "KindsContract",
    "MailContract",
    "NoticeStoreContract",
    "PeerState",
    "ProcedureStoreContract",
    "ReportStoreContract",
    "RequestStoreContract",
    "RouteSourceContract",
    "RulesContract",
    "ScannerContract",
    "SearchContract",
    "capabilities",
]
