"""The demo as a host: the adapter it hands the centre, its clock, and what it hears of what is done."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from lckm_cli.demo.exporting import SITES, PageExporter
from lckm_core import (
    ContactCentre,
    Event,
    Exporter,
    Helpdesk,
    Mailer,
    NoticeStore,
    ProcedureStore,
    ReportStore,
    RouteTable,
    build,
    impl,
)
from lckm_core.testing import FakeClock
from lckm_files import FolderHelpdesk, FolderMailer
from lckm_memory import MemoryAttachments, MemoryNotices, MemoryProcedures, MemoryReports

MAIL, HELPDESK = "mail", "helpdesk"


class HostAdapter:
    """What the host has: stores in memory, a mailbox for each unit and a helpdesk as folders, and three sites of pages."""

    name = "demo"

    def __init__(self, target: Path, table: RouteTable, clock: FakeClock) -> None:
        self.procedures = MemoryProcedures()
        self.notices = MemoryNotices()
        self.reports = MemoryReports()
        self.attachments = MemoryAttachments()
        self.mailer = FolderMailer(target / MAIL, clock=clock)
        self.helpdesk = FolderHelpdesk(target / HELPDESK, clock=clock)
        self.sites = [PageExporter(audience, target, self.notices) for audience in SITES]
        self.events: list[Event] = []
        self._table = table

    def table(self) -> RouteTable:
        """Return the table of routes."""
        return self._table

    def on_event(self, event: Event) -> None:
        """Keep an event."""
        self.events.append(event)

    @impl
    def provide_procedures(self) -> ProcedureStore:
        """Hand over the store of procedures."""
        return self.procedures

    @impl
    def provide_notices(self) -> NoticeStore:
        """Hand over the store of announcements and terms."""
        return self.notices

    @impl
    def provide_reports(self) -> ReportStore:
        """Hand over the store of reports."""
        return self.reports

    @impl
    def contribute_attachments(self) -> Sequence[MemoryAttachments]:
        """Hand over the files of reports."""
        return (self.attachments,)

    @impl
    def provide_routes(self) -> "HostAdapter":
        """Hand over itself, which knows the table of routes."""
        return self

    @impl
    def provide_mailer(self) -> Mailer:
        """Hand over the mailboxes."""
        return self.mailer

    @impl
    def provide_helpdesk(self) -> Helpdesk:
        """Hand over the helpdesk."""
        return self.helpdesk

    @impl
    def contribute_exporters(self) -> Sequence[Exporter]:
        """Hand over the sites."""
        return self.sites

    @impl
    def notify_listeners(self) -> "HostAdapter":
        """Hand over itself, which keeps events."""
        return self


class Host(NamedTuple):
    """The centre, what the host handed it, the folder it all lies in, and the host's clock, which stands unless it is set."""

    centre: ContactCentre
    own: HostAdapter
    target: Path
    clock: FakeClock


def open_host(target: Path, table: RouteTable, now: datetime) -> Host:
    """Make the centre with the host's adapter."""
    clock = FakeClock(now)
    own = HostAdapter(target, table, clock)
    return Host(ContactCentre(build(own)), own, target, clock)
