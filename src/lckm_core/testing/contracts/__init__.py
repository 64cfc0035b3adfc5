"""One contract a port: a class of tests to subclass in an adapter's own tests, with its fixtures and its capabilities.

See ``docs/testing-an-adapter.md``.
"""

import pytest

# So that a failed assert here says as much as one in a test.
pytest.register_assert_rewrite(__name__)

from lckm_core.testing.contracts.attachments import AttachmentStoreContract  # noqa: E402
from lckm_core.testing.contracts.base import Contract, capabilities  # noqa: E402
from lckm_core.testing.contracts.documents import DocumentStoreContract  # noqa: E402
from lckm_core.testing.contracts.exports import ExportContract  # noqa: E402
from lckm_core.testing.contracts.helpdesk import Filed, HelpdeskContract  # noqa: E402
from lckm_core.testing.contracts.mail import Arrived, MailContract  # noqa: E402
from lckm_core.testing.contracts.notices import NoticeStoreContract  # noqa: E402
from lckm_core.testing.contracts.peers_failing import PeerState  # noqa: E402
from lckm_core.testing.contracts.procedures import ProcedureStoreContract  # noqa: E402
from lckm_core.testing.contracts.reports import ReportStoreContract  # noqa: E402
from lckm_core.testing.contracts.requests import RequestStoreContract  # noqa: E402
from lckm_core.testing.contracts.routes import RouteSourceContract  # noqa: E402
from lckm_core.testing.contracts.search import SearchContract  # noqa: E402
from lckm_core.testing.contracts.small import (  # noqa: E402
    CommandsContract,
    DirectoryContract,
    EventsContract,
    KindsContract,
    RulesContract,
    ScannerContract,
)

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
