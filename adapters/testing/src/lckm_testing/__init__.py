"""Contracts, strategies, fakes and a pytest plugin for tests of host applications and adapters."""

# Loaded on first use: pytest loads the plugin of this package at every start, and plain imports of
# all that is named here take some 2.5 s more (0.1 s as it is), for the contracts and hypothesis.

from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lckm_testing.canary import PersonalDataCanary, Trace
    from lckm_testing.clock import FakeClock
    from lckm_testing.contracts import (
        Arrived,
        AttachmentStoreContract,
        CommandsContract,
        Contract,
        DirectoryContract,
        DocumentStoreContract,
        EventsContract,
        ExportContract,
        Filed,
        HelpdeskContract,
        KindsContract,
        MailContract,
        NoticeStoreContract,
        NumberSourceContract,
        PeerState,
        ProcedureStoreContract,
        ReportStoreContract,
        RequestStoreContract,
        RouteSourceContract,
        RulesContract,
        ScannerContract,
        SearchContract,
    )
    from lckm_testing.faulty_peers import (
        Fault,
        FaultyHelpdesk,
        FaultyMailer,
        PeerBrokeError,
    )
    from lckm_testing.strategies import (
        moments,
        procedures,
        report_forms,
        reports,
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
    "FakeClock",
    "Fault",
    "FaultyHelpdesk",
    "FaultyMailer",
    "Filed",
    "HelpdeskContract",
    "KindsContract",
    "MailContract",
    "NoticeStoreContract",
    "NumberSourceContract",
    "PeerBrokeError",
    "PeerState",
    "PersonalDataCanary",
    "ProcedureStoreContract",
    "ReportStoreContract",
    "RequestStoreContract",
    "RouteSourceContract",
    "RulesContract",
    "ScannerContract",
    "SearchContract",
    "Trace",
    "moments",
    "procedures",
    "report_forms",
    "reports",
]

_MODULES = ("clock", "canary", "faulty_peers", "contracts", "strategies")
"""Searched in this order; what needs hypothesis comes last, for contracts do not."""


def __getattr__(name: str) -> Any:
    if name in __all__:
        for module in _MODULES:
            found = getattr(import_module(f"{__name__}.{module}"), name, None)
            # The contracts have modules called as strategies are.
            if found is not None and not isinstance(found, ModuleType):
                return found
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
