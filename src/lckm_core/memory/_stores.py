"""Stores in dictionaries, each under one lock."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from hashlib import sha256
from itertools import islice
from threading import Lock

import attrs

from lckm_core.calendar import civil_day, require_aware
from lckm_core.call_centre import DataRequest
from lckm_core.errors import ConflictError
from lckm_core.ports import (
    NUMBER_PATTERNS,
    Access,
    AnnouncementChange,
    EditionChange,
    NumberSeries,
    SessionRecord,
    UnitRequest,
    format_number,
)
from lckm_core.publication import AnnouncementEdition, Edition, PortalTerms
from lckm_core.reports import (
    is_file_reference,
)


class MemoryProcedures:
    """Editions of procedures, by number."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._editions: dict[str, dict[int, Edition]] = {}

    def ids(self) -> Iterable[str]:
        """Return the numbers of all procedures, sorted."""
        with self._lock:
            return sorted(self._editions)

    def editions(self, procedure_id: str) -> Sequence[Edition]:
        """Return the editions of one procedure, by number."""
        with self._lock:
            kept = self._editions.get(procedure_id, {})
            return tuple(kept[number] for number in sorted(kept))

    def all_editions(self) -> Iterable[Edition]:
        """Return every edition, by number of the procedure and then its own."""
        with self._lock:
            return tuple(
                kept[number]
                for _, kept in sorted(self._editions.items())
                for number in sorted(kept)
            )

    def save(self, changes: Sequence[EditionChange]) -> None:
        """Keep all the changes or none."""
        with self._lock:
            for change in changes:
                edition = change.edition
                if self._editions.get(edition.id, {}).get(edition.number) != change.was:
                    raise ConflictError(f"{edition.id}, {edition.number}")
            for change in changes:
                self._editions.setdefault(change.edition.id, {})[change.edition.number] = (
                    change.edition
                )


class MemoryNotices:
    """Announcements and the versions of the terms."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._announcements: dict[tuple[str, int], AnnouncementEdition] = {}
        self._terms: dict[str, PortalTerms] = {}

    def announcements(self) -> Sequence[AnnouncementEdition]:
        """Return every edition of every announcement, by number."""
        with self._lock:
            return tuple(self._announcements[key] for key in sorted(self._announcements))

    def save_announcements(self, changes: Sequence[AnnouncementChange]) -> None:
        """Keep all the changes or none."""
        with self._lock:
            new = {(change.edition.id, change.edition.number): change for change in changes}
            for key, change in new.items():
                if self._announcements.get(key) != change.was:
                    raise ConflictError(f"{key[0]}, {key[1]}")
            self._announcements |= {key: change.edition for key, change in new.items()}

    def terms(self) -> Sequence[PortalTerms]:
        """Return every version, in the order in which they were kept."""
        with self._lock:
            return tuple(self._terms.values())

    def save_terms(self, terms: PortalTerms) -> None:
        """Keep a version of the terms, in place of a draft of it."""
        with self._lock:
            kept = self._terms.get(terms.version)
            if kept is not None and kept.approved_on is not None and kept != terms:
                raise ConflictError(terms.version)
            self._terms[terms.version] = terms

    def discard_terms(self, terms: PortalTerms) -> None:
        """Remove a draft of the terms."""
        with self._lock:
            kept = self._terms.get(terms.version)
            if kept is not None and (kept != terms or kept.approved_on is not None):
                raise ConflictError(terms.version)
            self._terms.pop(terms.version, None)


class MemoryNumbers:
    """The last number of each series, of reports of each year."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._last: dict[tuple[NumberSeries, int], int] = {}

    def next_number(self, series: NumberSeries, *, now: datetime) -> str:
        """Return the next number of a series; of reports such as LCKM-2026-000123."""
        require_aware(now)
        year = civil_day(now).year if series is NumberSeries.REPORT else 0
        with self._lock:
            self._last[series, year] = count = self._last.get((series, year), 0) + 1
        pattern = NUMBER_PATTERNS.get(series, f"LCKM-{year}-{{count:06}}")
        return format_number(pattern, count)


class MemoryRequests:
    """What the call centre asked units for, by number."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._requests: dict[str, UnitRequest] = {}

    def add(self, request: UnitRequest) -> None:
        """Keep a new request."""
        with self._lock:
            if request.number in self._requests:
                raise ConflictError(request.number)
            self._requests[request.number] = request

    def get(self, number: str) -> UnitRequest | None:
        """Return the request of that number."""
        with self._lock:
            return self._requests.get(number)

    def replace(self, new: UnitRequest, was: UnitRequest) -> None:
        """Keep a request in place of what it was."""
        with self._lock:
            if self._requests.get(was.number) != was:
                raise ConflictError(was.number)
            self._requests[was.number] = new

    def every(self, *, after: str = "", limit: int) -> Sequence[UnitRequest]:
        """Return requests, by number."""
        with self._lock:
            kept = sorted(self._requests.items())
            return [request for number, request in kept if number > after][:limit]

    def unmet(self, *, after: str = "", limit: int) -> Sequence[UnitRequest]:
        """Return open requests, by number."""
        with self._lock:
            kept = sorted(self._requests.items())
            return [request for number, request in kept if number > after and request.is_open][
                :limit
            ]

    def answered(self, procedure: str, *, limit: int) -> Sequence[DataRequest]:
        """Return the answered requests for data about a procedure, the newest first."""
        with self._lock:
            kept = sorted(self._requests.items(), reverse=True)
        found = (
            request
            for _, request in kept
            if isinstance(request, DataRequest)
            and request.procedure == procedure
            and not request.is_open
        )
        return list(islice(found, limit))


class MemoryAttachments:
    """Files by their references."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}

    def keep(self, reference: str, data: bytes, *, now: datetime) -> None:
        """Keep a file under its reference; another one there stays."""
        require_aware(now)
        if not is_file_reference(reference):
            raise ValueError(f"{reference!r} is not the reference of a file")
        if self.files.setdefault(reference, data) != data:
            raise FileExistsError(reference)

    def read(self, reference: str) -> bytes | None:
        """Return a file."""
        return self.files.get(reference)

    def destroy(self, references: Sequence[str]) -> Sequence[str]:
        """Drop files, and return the references of which there is none."""
        return [reference for reference in references if self.files.pop(reference, None) is None]


class MemoryDrafts:
    """Sealed drafts by their keys, each with the moment until which it is kept."""

    def __init__(self) -> None:
        self._lock = Lock()
        self.drafts: dict[str, tuple[bytes, datetime]] = {}

    def save(self, key: str, sealed: bytes, *, until: datetime) -> None:
        """Keep a draft in place of one with that key."""
        with self._lock:
            self.drafts[key] = bytes(sealed), require_aware(until)

    def load(self, key: str, *, now: datetime) -> bytes | None:
        """Return the draft unless its moment has come."""
        require_aware(now)
        with self._lock:
            sealed, until = self.drafts.get(key, (None, now))
        return sealed if until > now else None

    def discard(self, key: str) -> None:
        """Drop a draft."""
        with self._lock:
            self.drafts.pop(key, None)

    def sweep(self, *, now: datetime) -> int:
        """Drop the drafts whose moment has come."""
        require_aware(now)
        with self._lock:
            ended = [key for key, (_, until) in self.drafts.items() if until <= now]
            for key in ended:
                del self.drafts[key]
        return len(ended)


class MemorySessions:
    """Sessions of staff by their keys."""

    def __init__(self) -> None:
        self._lock = Lock()
        self.sessions: dict[str, SessionRecord] = {}

    def save(self, session: SessionRecord) -> None:
        """Keep a new session."""
        with self._lock:
            if session.key in self.sessions:
                raise ConflictError("session")
            self.sessions[session.key] = session

    def load(self, key: str, *, now: datetime) -> SessionRecord | None:
        """Return the session unless its moment has come."""
        require_aware(now)
        with self._lock:
            session = self.sessions.get(key)
        return session if session is not None and session.until > now else None

    def prolong(self, key: str, *, until: datetime) -> None:
        """Move the end of a session, never to an earlier moment."""
        require_aware(until)
        with self._lock:
            session = self.sessions.get(key)
            if session is not None and session.until < until:
                self.sessions[key] = attrs.evolve(session, until=until)

    def revoke(
        self,
        *,
        key: str | None = None,
        login: str | None = None,
        issuer: str | None = None,
        subject: str | None = None,
        provider_session: str | None = None,
        signed_in_before: datetime | None = None,
    ) -> int:
        """Drop the sessions that have all that is given."""
        wanted = {
            "key": {key},
            "login": {login},
            "subject": {subject},
            "provider_session": {provider_session} if subject is None else {provider_session, None},
        }
        wanted = {name: values for name, values in wanted.items() if values != {None}}
        if not wanted:
            raise ValueError("revoke(…) needs a key, a login, a subject or a provider's session")
        before = None if signed_in_before is None else require_aware(signed_in_before)
        with self._lock:
            revoked = [
                session.key
                for session in self.sessions.values()
                if all(getattr(session, name) in values for name, values in wanted.items())
                and (issuer is None or session.issuer == issuer)
                and (before is None or session.signed_in_at < before)
            ]
            for session_key in revoked:
                del self.sessions[session_key]
        return len(revoked)

    def sweep(self, *, now: datetime) -> int:
        """Drop the sessions whose moment has come."""
        require_aware(now)
        with self._lock:
            ended = [key for key, session in self.sessions.items() if session.until <= now]
            for key in ended:
                del self.sessions[key]
        return len(ended)


class MemoryAccessLog:
    """Who read personal data, in the order in which it was written."""

    def __init__(self) -> None:
        self.accesses: list[Access] = []

    def note(self, access: Access) -> None:
        """Keep a line."""
        self.accesses.append(access)


class MemoryDocuments:
    """Files to download, by their content."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: dict[str, bytes] = {}

    def keep(self, data: bytes) -> str:
        """Keep a file and return its address."""
        address = sha256(data).hexdigest()
        with self._lock:
            self._kept[address] = bytes(data)
        return address

    def read(self, address: str) -> bytes | None:
        """Return the file of that address."""
        return self._kept.get(address)

    def sweep(self, wanted: Collection[str]) -> int:
        """Remove every file but those wanted."""
        with self._lock:
            unwanted = self._kept.keys() - set(wanted)
            for address in unwanted:
                del self._kept[address]
        return len(unwanted)
