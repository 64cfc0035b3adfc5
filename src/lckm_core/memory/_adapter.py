"""One adapter for every port that keeps something or passes it on."""

from collections.abc import Sequence

from lckm_core.memory._peers import MemoryExporter, MemoryHelpdesk, MemoryMailer
from lckm_core.memory._reports import MemoryReports
from lckm_core.memory._route_table import MemoryRouteTable
from lckm_core.memory._search import MemorySearch
from lckm_core.memory._stores import (
    MemoryAccessLog,
    MemoryAttachments,
    MemoryDocuments,
    MemoryDrafts,
    MemoryNotices,
    MemoryNumbers,
    MemoryProcedures,
    MemoryRequests,
    MemorySessions,
)
from lckm_core.ports import Event, Exporter, impl
from lckm_core.publication import Audience
from lckm_core.reports import RouteTable


class MemoryAdapter(MemoryRouteTable):
    """Every port that keeps something or passes it on, in memory. Two of them share nothing.

    *table* is the table of routes; without one nothing can be registered.
    """

    name = "memory"

    def __init__(self, table: RouteTable | None = None) -> None:
        super().__init__(table)
        self.procedures = MemoryProcedures()
        self.documents = MemoryDocuments()
        self.notices = MemoryNotices()
        self.requests = MemoryRequests()
        self.numbers = MemoryNumbers()
        self.reports = MemoryReports()
        self.attachments = MemoryAttachments()
        self.drafts = MemoryDrafts()
        self.sessions = MemorySessions()
        self.access_log = MemoryAccessLog()
        self.mailer = MemoryMailer()
        self.helpdesk = MemoryHelpdesk()
        self.public = MemoryExporter(Audience.PORTAL, Audience.BIP)
        self.inside = MemoryExporter(Audience.CALL_CENTRE)
        self.search = MemorySearch()
        self.events: list[Event] = []

    def on_event(self, event: Event) -> None:
        """Keep an event."""
        self.events.append(event)

    @impl
    def provide_procedures(self) -> MemoryProcedures:
        """Return the editions."""
        return self.procedures

    @impl
    def provide_documents(self) -> MemoryDocuments:
        """Return the files to download."""
        return self.documents

    @impl
    def provide_notices(self) -> MemoryNotices:
        """Return announcements and terms."""
        return self.notices

    @impl
    def provide_requests(self) -> MemoryRequests:
        """Return what the call centre asked units for."""
        return self.requests

    @impl
    def provide_numbers(self) -> MemoryNumbers:
        """Return the source of numbers."""
        return self.numbers

    @impl
    def provide_reports(self) -> MemoryReports:
        """Return the reports."""
        return self.reports

    @impl
    def provide_routes(self) -> "MemoryAdapter":
        """Return this adapter, which knows the table."""
        return self

    @impl
    def provide_mailer(self) -> MemoryMailer:
        """Return the mailbox."""
        return self.mailer

    @impl
    def provide_helpdesk(self) -> MemoryHelpdesk:
        """Return the helpdesk."""
        return self.helpdesk

    @impl
    def provide_drafts(self) -> MemoryDrafts:
        """Return what residents have not sent yet."""
        return self.drafts

    @impl
    def provide_sessions(self) -> MemorySessions:
        """Return the sessions of staff."""
        return self.sessions

    @impl
    def provide_access_log(self) -> MemoryAccessLog:
        """Return the log of readings."""
        return self.access_log

    @impl
    def contribute_attachments(self) -> Sequence[MemoryAttachments]:
        """Return the files of reports."""
        return (self.attachments,)

    @impl
    def contribute_exporters(self) -> Sequence[Exporter]:
        """Return exporters for the public, for the call centre and for the search."""
        return (self.public, self.inside, self.search)

    @impl
    def provide_search(self) -> MemorySearch:
        """Return the search."""
        return self.search

    @impl
    def notify_listeners(self) -> "MemoryAdapter":
        """Return this adapter, which keeps events."""
        return self
