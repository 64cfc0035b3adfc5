"""The demo as a host: which adapters it takes, and what it hears of what is done."""

import shutil
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from lckm_cli.demo.exporting import SITES, PageExporter
from lckm_core import ContactCentre, Event, Exporter, Helpdesk, Mailer, NoticeStore, build, impl
from lckm_core.testing import FakeClock
from lckm_files import FilesAdapter, FolderHelpdesk, FolderMailer
from lckm_memory import MemoryReports

KNOWLEDGE, MAIL, HELPDESK = "knowledge-base", "mail", "helpdesk"


class HostAdapter:
    """What the host has beside its knowledge base: a store of reports, a mailbox for each unit, a helpdesk, three sites."""

    name = "demo"

    def __init__(self, target: Path, notices: NoticeStore, clock: FakeClock) -> None:
        self.reports = MemoryReports()
        self.mailer = FolderMailer(target / MAIL, clock=clock)
        self.helpdesk = FolderHelpdesk(target / HELPDESK, clock=clock)
        self.sites = [PageExporter(audience, target, notices) for audience in SITES]
        self.events: list[Event] = []

    def on_event(self, event: Event) -> None:
        """Keep an event."""
        self.events.append(event)

    @impl
    def provide_reports(self) -> MemoryReports:
        """Hand over the store of reports."""
        return self.reports

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


def open_host(target: Path, samples: Path, now: datetime) -> Host:
    """Make the centre with its adapters, and put the table of routes where they look for it."""
    knowledge = target / KNOWLEDGE
    knowledge.mkdir()
    shutil.copyfile(samples / "routes" / "routes.yaml", knowledge / "routes.yaml")
    files = FilesAdapter(knowledge)
    clock = FakeClock(now)
    own = HostAdapter(target, files.notices, clock)
    return Host(ContactCentre(build(files, own)), own, target, clock)
