"""What the adapters of one centre hand over, each port by a name of its own."""

from collections.abc import Mapping
from typing import Any

import attrs

from lckm_core.findings import FindingKind
from lckm_core.organisation import DIRECTORY, Directory
from lckm_core.ports._errors import MissingAdapterError
from lckm_core.ports._port import PortKind, ports
from lckm_core.ports.attachments import AttachmentStore
from lckm_core.ports.commands import Command
from lckm_core.ports.documents import DocumentStore
from lckm_core.ports.events import Listener
from lckm_core.ports.exports import Exporter
from lckm_core.ports.helpdesk import Helpdesk
from lckm_core.ports.mail import Mailer
from lckm_core.ports.notices import NoticeStore
from lckm_core.ports.procedures import ProcedureStore
from lckm_core.ports.reports import ReportStore
from lckm_core.ports.requests import RequestStore
from lckm_core.ports.routes import RouteSource
from lckm_core.ports.rules import HostRule
from lckm_core.ports.scanners import Scanner
from lckm_core.ports.search import Search


@attrs.frozen
class Plugins:
    """What the adapters of one centre hand over. A property of a *provide* port raises :class:`MissingAdapterError` for none."""

    adapters: tuple[str, ...]
    """The names of the adapters, in the order in which they were given."""
    _handed: Mapping[str, tuple[Any, ...]] = attrs.field(repr=False)

    def _one(self, hook: str) -> Any:
        if not self._handed[hook]:
            raise MissingAdapterError(hook)
        return self._handed[hook][0]

    def answers(self, hook: str) -> bool:
        """Return whether an adapter answers *hook*, for a verb that can do without it."""
        return bool(self._handed[hook])

    @property
    def unanswered(self) -> tuple[str, ...]:
        """The hooks that nobody answers and that have no default; a verb that needs one raises :class:`MissingAdapterError`."""
        wanted = (
            port for port in ports() if port.kind is PortKind.PROVIDE and not port.has_default
        )
        return tuple(port.name for port in wanted if not self._handed[port.name])

    @property
    def procedures(self) -> ProcedureStore:
        """The store of procedures."""
        store: ProcedureStore = self._one("provide_procedures")
        return store

    @property
    def documents(self) -> DocumentStore:
        """The store of files to download."""
        store: DocumentStore = self._one("provide_documents")
        return store

    @property
    def notices(self) -> NoticeStore:
        """The store of announcements and terms."""
        store: NoticeStore = self._one("provide_notices")
        return store

    @property
    def requests(self) -> RequestStore:
        """The store of the call centre's requests to units."""
        store: RequestStore = self._one("provide_requests")
        return store

    @property
    def reports(self) -> ReportStore:
        """The store of reports."""
        store: ReportStore = self._one("provide_reports")
        return store

    @property
    def attachments(self) -> tuple[AttachmentStore, ...]:
        """Where the files of reports are."""
        return self._handed["contribute_attachments"]

    @property
    def routes(self) -> RouteSource:
        """The source of the table of routes."""
        source: RouteSource = self._one("provide_routes")
        return source

    @property
    def mailer(self) -> Mailer:
        """The sender of letters."""
        mailer: Mailer = self._one("provide_mailer")
        return mailer

    @property
    def helpdesk(self) -> Helpdesk:
        """The helpdesk."""
        helpdesk: Helpdesk = self._one("provide_helpdesk")
        return helpdesk

    @property
    def directory(self) -> Directory:
        """The units and cells there are: an adapter's, else the library's own list."""
        found: tuple[Directory, ...] = self._handed["provide_directory"]
        return found[0] if found else DIRECTORY

    @property
    def exporters(self) -> tuple[Exporter, ...]:
        """Where what is published goes."""
        return self._handed["contribute_exporters"]

    @property
    def search(self) -> Search:
        """What finds procedures."""
        search: Search = self._one("provide_search")
        return search

    @property
    def scanners(self) -> tuple[Scanner, ...]:
        """What looks for viruses in files to download."""
        return self._handed["contribute_scanners"]

    @property
    def rules(self) -> tuple[HostRule, ...]:
        """The host's own rules."""
        return self._handed["contribute_rules"]

    @property
    def kinds(self) -> tuple[FindingKind, ...]:
        """The kinds of finding of adapters, beside the library's own."""
        return self._handed["contribute_kinds"]

    @property
    def listeners(self) -> tuple[Listener, ...]:
        """Who is told what was done."""
        return self._handed["notify_listeners"]

    @property
    def commands(self) -> tuple[Command, ...]:
        """The adapters' own commands."""
        return self._handed["contribute_commands"]
