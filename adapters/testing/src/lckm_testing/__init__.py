"""Contracts, strategies, fakes and a pytest plugin for tests of hosts and adapters."""

# Loaded on first use: pytest loads the plugin of this package at every start, and plain imports of
# all that is named here take some 2.5 s more (0.1 s as it is), for the contracts and hypothesis.

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lckm_testing.canary import PersonalDataCanary as PersonalDataCanary, Trace as Trace
    from lckm_testing.clock import FakeClock as FakeClock
    from lckm_testing.contracts import (
        AccessLogContract as AccessLogContract,
        Arrived as Arrived,
        AttachmentStoreContract as AttachmentStoreContract,
        CommandsContract as CommandsContract,
        Contract as Contract,
        DirectoryContract as DirectoryContract,
        DocumentStoreContract as DocumentStoreContract,
        DraftStoreContract as DraftStoreContract,
        EventsContract as EventsContract,
        ExportContract as ExportContract,
        Filed as Filed,
        FileKeepingContract as FileKeepingContract,
        HelpdeskContract as HelpdeskContract,
        KindsContract as KindsContract,
        MailContract as MailContract,
        NoticeStoreContract as NoticeStoreContract,
        NumberSourceContract as NumberSourceContract,
        PeerState as PeerState,
        ProcedureStoreContract as ProcedureStoreContract,
        ReportFinderContract as ReportFinderContract,
        ReportSearchContract as ReportSearchContract,
        ReportStoreContract as ReportStoreContract,
        RequestStoreContract as RequestStoreContract,
        RouteSourceContract as RouteSourceContract,
        RouteTableKeepingContract as RouteTableKeepingContract,
        RulesContract as RulesContract,
        ScannerContract as ScannerContract,
        SearchContract as SearchContract,
        SessionStoreContract as SessionStoreContract,
        TrailFinderContract as TrailFinderContract,
        TrailReaderContract as TrailReaderContract,
    )
    from lckm_testing.faulty_peers import (
        Fault as Fault,
        FaultyHelpdesk as FaultyHelpdesk,
        FaultyMailer as FaultyMailer,
        PeerBrokeError as PeerBrokeError,
    )
    from lckm_testing.strategies import (
        moments as moments,
        procedures as procedures,
        report_forms as report_forms,
        reports as reports,
    )

_HOMES = {
    "canary": (
        "PersonalDataCanary",
        "Trace",
    ),
    "clock": ("FakeClock",),
    "contracts": (
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
    ),
    "faulty_peers": (
        "Fault",
        "FaultyHelpdesk",
        "FaultyMailer",
        "PeerBrokeError",
    ),
    "strategies": (
        "moments",
        "procedures",
        "report_forms",
        "reports",
    ),
}
_HOME = {name: home for home, names in _HOMES.items() for name in names}
__all__ = sorted(_HOME)


if not TYPE_CHECKING:

    def __getattr__(name: str) -> Any:
        if name not in _HOME:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = globals()[name] = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
        return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
