"""What the adapters of one centre hand over."""

from collections.abc import Mapping
from typing import Any, TypeVar

import attrs

from lckm_core.ports._errors import MissingAdapterError
from lckm_core.ports._port import Port, PortKind, ports
from lckm_core.ports.access import provide_access_log
from lckm_core.ports.attachments import contribute_attachments
from lckm_core.ports.commands import contribute_commands
from lckm_core.ports.directory import provide_directory
from lckm_core.ports.documents import provide_documents
from lckm_core.ports.drafts import provide_drafts
from lckm_core.ports.events import notify_listeners
from lckm_core.ports.exports import contribute_exporters
from lckm_core.ports.helpdesk import provide_helpdesk
from lckm_core.ports.kinds import contribute_kinds
from lckm_core.ports.mail import provide_mailer
from lckm_core.ports.notices import provide_notices
from lckm_core.ports.numbers import provide_numbers
from lckm_core.ports.procedures import provide_procedures
from lckm_core.ports.reports import provide_reports
from lckm_core.ports.requests import provide_requests
from lckm_core.ports.routes import provide_routes
from lckm_core.ports.rules import contribute_rules
from lckm_core.ports.scanners import contribute_scanners
from lckm_core.ports.search import provide_search
from lckm_core.ports.sessions import provide_sessions
from lckm_core.ports.trail_readers import contribute_trail_readers

_T = TypeVar("_T")


@attrs.frozen
class Plugins:
    """What the adapters of one centre hand over: ``plugins[port]``, for every port.

    The ports that the library itself uses are attributes as well: ``plugins.reports`` is
    ``plugins[provide_reports]``. A *provide* port that nobody answers and that has no default
    raises :class:`MissingAdapterError`.
    """

    adapters: tuple[str, ...]
    """The names of the adapters, in the order in which they were given."""
    _answers: Mapping[str, tuple[Any, ...]] = attrs.field(repr=False)

    def __getitem__(self, port: Port[_T]) -> _T:
        handed_over: Any = self._answers[port.name]
        if port.kind is not PortKind.PROVIDE:
            answers: _T = handed_over
            return answers
        if handed_over:
            answer: _T = handed_over[0]
            return answer
        if port.default is None:
            raise MissingAdapterError(port.name)
        return port.default

    def answers(self, hook: str) -> bool:
        """Return whether an adapter answers *hook*, such as ``provide_documents``."""
        return bool(self._answers[hook])

    @property
    def unanswered(self) -> tuple[str, ...]:
        """The hooks ``provide_…`` that no adapter answers and that have no default."""
        needed = [p for p in ports() if p.kind is PortKind.PROVIDE and not p.has_default]
        return tuple(port.name for port in needed if not self.answers(port.name))

    procedures = provide_procedures
    documents = provide_documents
    notices = provide_notices
    requests = provide_requests
    numbers = provide_numbers
    reports = provide_reports
    attachments = contribute_attachments
    drafts = provide_drafts
    sessions = provide_sessions
    access_log = provide_access_log
    routes = provide_routes
    mailer = provide_mailer
    helpdesk = provide_helpdesk
    directory = provide_directory
    exporters = contribute_exporters
    search = provide_search
    scanners = contribute_scanners
    rules = contribute_rules
    kinds = contribute_kinds
    listeners = notify_listeners
    trail_readers = contribute_trail_readers
    commands = contribute_commands
