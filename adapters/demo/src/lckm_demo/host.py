"""The demo as a host: its adapters, its clock and its folders."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path
from typing import NamedTuple, Protocol

from sqlalchemy import URL

from lckm_bip import BipAdapter
from lckm_core.centre import ContactCentre
from lckm_core.ports import (
    Exporter,
    Helpdesk,
    build,
    impl,
)
from lckm_core.reports import RouteTable
from lckm_demo import mailboxes
from lckm_demo.call_centre_exporter import CallCentrePages
from lckm_demo.logs import logged
from lckm_demo.paths import (
    ATTACHMENTS,
    DATABASE,
    FILES,
    HELPDESK,
    LINKED_DATA,
    LOG,
    MAIL,
    PLACES,
    SEARCH,
    SITE,
)
from lckm_documents import DocumentsAdapter
from lckm_encryption import HostKeys
from lckm_folder import FolderAttachments, FolderHelpdesk
from lckm_linked_data import LinkedDataExporter
from lckm_search import SearchAdapter
from lckm_smtp import SmtpAdapter
from lckm_sql import SqlAdapter, SqlAudit
from lckm_testing import FakeClock

SENDER = "lckm@lckm.invalid"
"""The service address that messages are from."""
_WEB = "https://lckm.invalid"
"""Where all of it would be, were it on the web."""
_PUBLISHER = "Urząd Miasta Łodzi"


class HostAdapter:
    """The host's own adapter: folders for the helpdesk and files, call-centre pages, routes."""

    name = "demo"

    def __init__(self, target: Path, table: RouteTable, clock: FakeClock) -> None:
        self.attachments = FolderAttachments(target / ATTACHMENTS, keys=HostKeys())
        self.helpdesk = FolderHelpdesk(target / HELPDESK, clock=clock)
        self._pages = CallCentrePages(target)
        self._table = table

    def table(self) -> RouteTable:
        """Return the table of routes."""
        return self._table

    @impl
    def contribute_attachments(self) -> Sequence[FolderAttachments]:
        """Return the files of reports."""
        return (self.attachments,)

    @impl
    def provide_routes(self) -> "HostAdapter":
        """Return this adapter, which knows the table of routes."""
        return self

    @impl
    def provide_helpdesk(self) -> Helpdesk:
        """Return the helpdesk."""
        return self.helpdesk

    @impl
    def contribute_exporters(self) -> Sequence[Exporter]:
        """Return the call centre's pages."""
        return (self._pages,)


class ProcedureHost(Protocol):
    """The centre for the procedures, and the folder with the samples."""

    @property
    def centre(self) -> ContactCentre:
        """The centre."""
        ...

    @property
    def target(self) -> Path:
        """The folder of the demo."""
        ...


class Host(NamedTuple):
    """The centre, its adapters, the demo's folder, and a clock that stands still unless set."""

    centre: ContactCentre
    own: HostAdapter
    audit: SqlAudit
    target: Path
    clock: FakeClock


@contextmanager
def open_host(target: Path, table: RouteTable, now: datetime) -> Iterator[Host]:
    """Open the centre with a database and a mail server for the length of the block."""
    clock = FakeClock(now)
    own = HostAdapter(target, table, clock)
    for place in PLACES:
        (target / place).mkdir()
    sql = SqlAdapter(
        url=URL.create("sqlite", database=str(target / DATABASE)).render_as_string(
            hide_password=False
        ),
        # In the clear like the files, for the demo shows that what was there is gone.
        encryption=False,
    )
    search = SearchAdapter(index=str(target / SEARCH))
    addresses = {route.mailbox for route in table.routes if route.mailbox}
    with ExitStack() as opened:
        opened.enter_context(logged(target / LOG))
        port = opened.enter_context(mailboxes.serving(target / MAIL, addresses))
        # Without encryption, which has to be asked for; the connection stays on this machine.
        smtp = SmtpAdapter(
            mailboxes.HOST, SENDER, port=port, tls="none", local_hostname="localhost"
        )
        opened.callback(smtp.mailer.close)
        opened.callback(sql.close)
        opened.callback(search.index.close)
        centre = ContactCentre(build(own, sql, smtp, search, *_published(target)))
        yield Host(centre, own, sql.trail, target, clock)


def _published(target: Path) -> Sequence[object]:
    """Return what keeps files to download, and the places where everybody is shown procedures."""
    return (
        DocumentsAdapter(root=str(target / FILES)),
        BipAdapter(
            target=str(target / SITE),
            base_url=_WEB,
            publisher=_PUBLISHER,
            linked_data=f"{_WEB}/dane/",
        ),
        LinkedDataExporter(
            target=str(target / LINKED_DATA),
            base=f"{_WEB}/dane/",
            publisher=_PUBLISHER,
            files=f"{_WEB}/bip/pliki/",
        ),
    )
