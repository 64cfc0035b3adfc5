"""What adapters may offer beyond their ports, to commands and the worker.

Nothing has to be imported or inherited: an object offers a method by having it, also where it has
only a part of a protocol. Without it everything works all the same; the command that asks for it
says that no adapter can do it, or does without.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Protocol, TypeVar, cast

from lckm_core.delivery import Dispatch, DispatchState
from lckm_core.organisation import Directory
from lckm_core.ports._edition_offers import (
    EditionHeaders,
    EditionOutlines,
    EditionOverwriting,
)
from lckm_core.ports._file_inventory import FileInventory, FileKeeping
from lckm_core.ports._optional_values import (
    AuditEntry,
    FoundReport,
    ListedReport,
    ReportCount,
    ReportOutline,
    RestoreResult,
    RouteTableChange,
    StoreFault,
)
from lckm_core.ports._report_finder import ReportFacet, ReportFinder, ReportLists, ReportQuery
from lckm_core.ports._report_search import (
    MOST_LOOKED_AT,
    ReportSearch,
    ReportSearchPage,
    search_by_reading,
)
from lckm_core.ports._route_offers import AskedNames, RouteTableKeeping
from lckm_core.ports._trail_finder import TrailFinder, TrailPage, TrailQuery, TrailScope
from lckm_core.ports._trail_positions import TrailPositions
from lckm_core.ports.events import Event
from lckm_core.publication import PortalTerms
from lckm_core.text import Message

if TYPE_CHECKING:
    from pathlib import Path

__all__ = [
    "BEGUN",
    "MOST_LOOKED_AT",
    "OUTCOME_TIMES",
    "ActLog",
    "AskedNames",
    "AuditEntry",
    "AuditTrail",
    "EditionHeaders",
    "EditionOutlines",
    "EditionOverwriting",
    "FileAcceptance",
    "FileInventory",
    "FileKeeping",
    "FoundReport",
    "ListedReport",
    "Maintenance",
    "PeerAddress",
    "ReportAdministration",
    "ReportCount",
    "ReportFacet",
    "ReportFinder",
    "ReportLists",
    "ReportOutline",
    "ReportQuery",
    "ReportSearch",
    "ReportSearchPage",
    "RestoreResult",
    "RouteTableChange",
    "RouteTableKeeping",
    "SettingRemarks",
    "SharedClock",
    "StoreFault",
    "TermsDiscarding",
    "TrailFinder",
    "TrailPage",
    "TrailPositions",
    "TrailQuery",
    "TrailScope",
    "first_offered",
    "members",
    "offered",
    "search_by_reading",
]

_T = TypeVar("_T")
_NOTHING = object()

OUTCOME_TIMES = (timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1), timedelta(days=1))
"""The times to an outcome by which reports are counted."""
BEGUN = "begun"
"""The outcome of a line of the trail that was written before its act."""


def members(protocol: object) -> Sequence[str]:
    """Return the names of the members of one of these protocols, sorted."""
    return sorted(name for name in vars(protocol) if not name.startswith("_"))


# The type of a protocol is one to call: for ``type[_T]`` mypy takes no class that is abstract.
def offered(thing: object, protocol: Callable[..., _T], *names: str) -> _T | None:
    """Return *thing* as *protocol* when it has the members *names*, else ``None``.

    Without *names* it must have all members of the protocol. Raises ``AttributeError`` for a name
    that is no member.
    """
    # isinstance would not see the members that exclude_ports(adapter, …) passes on.
    for name in names or members(protocol):
        declared = getattr(protocol, name)
        member = getattr(thing, name, _NOTHING)
        if member is _NOTHING or (callable(declared) and not callable(member)):
            return None
    return cast(_T, thing)


def first_offered(things: Iterable[object], protocol: Callable[..., _T], *names: str) -> _T | None:
    """Return the first of several things as *protocol*, ``None`` where none has its members.

    Arguments as of :func:`offered`.
    """
    found = (offered(thing, protocol, *names) for thing in things)
    return next((offer for offer in found if offer is not None), None)


class ReportAdministration(Protocol):
    """A store of reports that can be looked into, checked and repaired.

    A list from it may have an attribute ``unreadable``: the numbers or ids of rows that could not
    be read and are left out.
    """

    def is_there(self) -> bool:
        """Return whether the store exists, without making it."""
        ...

    @property
    def where(self) -> str:
        """The database: its file, or its server and name without the user."""
        ...

    def require_writable(self) -> None:
        """Raise ``StoreUnavailableError`` where nothing can be stored, as on a full disk."""
        ...

    def read_as_is(self) -> None:
        """Let what is stored be read where ``require_writable`` raises, and never written."""
        ...

    def next_due(self) -> datetime | None:
        """Return when the next delivery is due; ``None`` when none is."""
        ...

    def waiting(self, *, limit: int = ...) -> Sequence[Dispatch]:
        """Return the waiting deliveries, the oldest first, at most *limit*."""
        ...

    def waiting_count(self) -> int:
        """Return how many deliveries wait."""
        ...

    def count_due(self, now: datetime) -> int:
        """Return how many personal parts are due for erasure and not destroyed yet."""
        ...

    def count_withdrawn(self, now: datetime) -> int:
        """Return how many of these are due for a withdrawn consent alone, before their term."""
        ...

    def outline(self, number: str) -> ReportOutline | None:
        """Return what can be read of a report without any key; ``None`` if unknown."""
        ...

    def may_postdate_backup(self, number: str, *, now: datetime) -> bool:
        """Return whether an unknown number may have been given since the restored backup."""
        ...

    def search(
        self,
        *,
        state: DispatchState | None = ...,
        unit: str | None = ...,
        registered_from: datetime | None = ...,
        registered_to: datetime | None = ...,
        after: str = ...,
        limit: int = ...,
    ) -> Sequence[FoundReport]:
        """Return the reports that meet every condition, by number.

        Numbers greater than *after*, at most *limit*.
        """
        ...

    def counts(
        self, *, registered_from: datetime, registered_to: datetime
    ) -> Sequence[ReportCount]:
        """Return how many reports came in from one moment to before another.

        By day, unit, state and time to the outcome.
        """
        ...

    def verify(self, *, now: datetime) -> Sequence[StoreFault]:
        """Return every fault of the store."""
        ...

    def without_digest(self) -> int:
        """Return how many rows and personal parts were written before there were digests."""
        ...

    def in_clear(self) -> int:
        """Return how many personal parts are not encrypted."""
        ...

    def mend(self) -> int:
        """Destroy personal parts that belong to no report; return how many."""
        ...

    def leave_in_doubt(self) -> int:
        """Mark each delivery that has not ended as in doubt; return how many."""
        ...

    def keep_withdrawn(self, number: str, *, now: datetime) -> None:
        """Record a withdrawn consent for a report that came in after the backup."""
        ...

    def remove_trial(self, number: str, *, now: datetime) -> bool:
        """Remove a trial report and its deliveries; return whether there was such a one.

        Raises ``ValueError`` for a number that is no trial report's.
        """
        ...

    def leave_gap(self, now: datetime, *, again: bool = ...) -> str:
        """Skip the next numbers, which may stand on letters; return the last of them."""
        ...


class TermsDiscarding(Protocol):
    """A store of notices that removes drafts of the terms."""

    def discard_terms(self, terms: PortalTerms) -> None:
        """Remove the draft that is stored exactly as *terms*, if there is one.

        Raises :class:`ConflictError` where another text is stored, or that version is approved.
        """
        ...


class PeerAddress(Protocol):
    """A mailer or helpdesk that says where its other side is."""

    @property
    def peer(self) -> str:
        """The host and the port, as ``mail.example.org:587``; never a name or a password."""
        ...


class Maintenance(Protocol):
    """An adapter of a database that can be upgraded, backed up and restored."""

    def keep_schema(self) -> None:
        """Let nothing but ``migrate`` and ``restore`` make or upgrade the schema from now on."""
        ...

    def migrate(self, progress: Callable[[str, int, int], None] | None = ...) -> str:
        """Upgrade the schema, return its version; *progress* is given it, steps done and all."""
        ...

    def backup(self, folder: "str | Path", *, without_months: bool = ...) -> None:
        """Copy the database into a new folder, *without_months* that are missing or damaged."""
        ...

    def restore(
        self,
        folder: "str | Path",
        *,
        now: datetime,
        withdrawn: Sequence[str] = ...,
        without_months: bool = ...,
        without_manifest: bool = ...,
    ) -> RestoreResult:
        """Put a backup in the place of the database.

        Without what is due by *now* and the personal parts of the reports *withdrawn*.
        *without_manifest*: also a backup that does not tell whether it is whole.
        """
        ...

    def alone(self) -> AbstractContextManager[None]:
        """Return a context in which nobody else has the database open."""
        ...

    def encrypt(self, *, now: datetime) -> int:
        """Encrypt the personal parts that are not; return how many. ``ValueError``: no key."""
        ...

    def rotate(self) -> int:
        """Encrypt the keys of the months anew; return how many. ``ValueError``: there is no key."""
        ...

    def replace_directory(self, directory: Directory) -> None:
        """Put a directory of units in the place of the stored one."""
        ...


class AuditTrail(Protocol):
    """A listener whose events can be read again."""

    def audit(
        self, *, subject: str | None = ..., after: int = ..., limit: int = ...
    ) -> Sequence[AuditEntry]:
        """Return the events of a subject, or all, after the entry *after*, at most *limit*."""
        ...

    def verbs(self) -> Sequence[str]:
        """Return the verbs in the trail that are not the centre's own."""
        ...

    def lost_with(self, number: str) -> int:
        """Return how many reports lost their personal part with this one, in a damaged file."""
        ...


class ActLog(Protocol):
    """A listener that records the beginning of acts that no store records itself."""

    def begin(self, act: Event) -> None:
        """Write that an act begins, with the outcome :data:`BEGUN`. Durable when it returns.

        Any exception keeps the act from being done. Once it is done, ``on_event`` reports it.
        """
        ...


class SharedClock(Protocol):
    """A store with a clock that all its workers share."""

    def clock(self) -> datetime:
        """Return the current moment, aware."""
        ...


class FileAcceptance(Protocol):
    """A helpdesk that says whether it takes files; one that says nothing takes them."""

    @property
    def takes_files(self) -> bool:
        """Whether the files of a report go along with its ticket."""
        ...


class SettingRemarks(Protocol):
    """An adapter, a face or a source of bounces that says what its settings mean."""

    @property
    def remarks(self) -> Sequence[Message]:
        """Remarks that are not faults, such as on a setting that leaves work to a person."""
        ...

    def fault(self) -> Message | None:
        """Return what will fail with these settings; ``None`` if no fault can be seen.

        Examples are a missing mailbox of bounces, or a folder that is not writable.
        """
        ...

    @property
    def other_messages(self) -> Mapping[str, int]:
        """How many messages are not bounces of ours, by kind: ``others``, ``unsigned``."""
        ...

    @property
    def letters_come_back(self) -> bool:
        """Whether letters may come back later, so that somebody has to read ``[[bounces]]``."""
        ...

    @property
    def longest_attempt(self) -> float:
        """Seconds that one attempt to send may take, all time-outs together.

        A shorter ``lease`` is refused, for a letter could go out twice.
        """
        ...
