"""The demo as a host: the adapters it hands the centre, its clock, and the folders that its data lie in."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import URL

from lckm_cli.demo import mailboxes
from lckm_cli.demo.exporting import SITES, PageExporter
from lckm_cli.demo.logs import logged
from lckm_core import ContactCentre, Exporter, Helpdesk, NoticeStore, ProcedureStore, RouteTable, build, impl
from lckm_core.testing import FakeClock
from lckm_files import FolderAttachments, FolderHelpdesk
from lckm_memory import MemoryNotices, MemoryProcedures
from lckm_smtp import SmtpAdapter
from lckm_sql import SqlAdapter, SqlAudit

STORE, ATTACHMENTS, MAIL, HELPDESK, LOG = "database", "attachments", "mail", "helpdesk", "log.txt"
PLACES = (STORE, ATTACHMENTS, MAIL, HELPDESK)
"""The folders into which what residents send gets."""
DATABASE = f"{STORE}/reports.sqlite"
PERSONAL = (f"{DATABASE}-months", ATTACHMENTS, MAIL, HELPDESK)
"""Where of these personal data may be until the term: in the database, in the files of the months alone."""
SENDER = "lckm@lckm.invalid"
"""The service address that messages are from."""


class HostAdapter:
    """What the host has besides database and mail: a helpdesk and files as folders, three sites of pages, the rest in memory."""

    name = "demo"

    def __init__(self, target: Path, table: RouteTable, clock: FakeClock) -> None:
        self.procedures = MemoryProcedures()
        self.notices = MemoryNotices()
        self.attachments = FolderAttachments(target / ATTACHMENTS)
        self.helpdesk = FolderHelpdesk(target / HELPDESK, clock=clock)
        self.sites = [PageExporter(audience, target) for audience in SITES]
        self._table = table

    def table(self) -> RouteTable:
        """Return the table of routes."""
        return self._table

    @impl
    def provide_procedures(self) -> ProcedureStore:
        """Hand over the store of procedures."""
        return self.procedures

    @impl
    def provide_notices(self) -> NoticeStore:
        """Hand over the store of announcements and terms."""
        return self.notices

    @impl
    def contribute_attachments(self) -> Sequence[FolderAttachments]:
        """Hand over the files of reports."""
        return (self.attachments,)

    @impl
    def provide_routes(self) -> "HostAdapter":
        """Hand over itself, which knows the table of routes."""
        return self

    @impl
    def provide_helpdesk(self) -> Helpdesk:
        """Hand over the helpdesk."""
        return self.helpdesk

    @impl
    def contribute_exporters(self) -> Sequence[Exporter]:
        """Hand over the sites."""
        return self.sites


class Host(NamedTuple):
    """The centre, what the host handed it, the folder it all lies in, and the host's clock, which stands unless it is set."""

    centre: ContactCentre
    own: HostAdapter
    audit: SqlAudit
    target: Path
    clock: FakeClock


@contextmanager
def open_host(target: Path, table: RouteTable, now: datetime) -> Iterator[Host]:
    """Make the centre with a database and a mail server, which are open as long as the block lasts."""
    clock = FakeClock(now)
    own = HostAdapter(target, table, clock)
    for place in PLACES:
        (target / place).mkdir()
    sql = SqlAdapter(url=URL.create("sqlite", database=str(target / DATABASE)).render_as_string(hide_password=False))
    addresses = {route.mailbox for route in table.routes if route.mailbox}
    with ExitStack() as opened:
        opened.enter_context(logged(target / LOG))
        port = opened.enter_context(mailboxes.serving(target / MAIL, addresses))
        # Unencrypted, which has to be said, for it stays on this machine.
        smtp = SmtpAdapter(mailboxes.HOST, SENDER, port=port, tls="none", local_hostname="localhost")
        opened.callback(smtp.mailer.close)
        opened.callback(sql.close)
        yield Host(ContactCentre(build(own, sql, smtp)), own, sql.trail, target, clock)
