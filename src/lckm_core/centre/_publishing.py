"""Publication: publish, withdraw, show, export, remind (zał. 2 § 10, § 12)."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from functools import partial

import attrs

from lckm_core.calendar import civil_day, require_aware
from lckm_core.centre._base import log_error
from lckm_core.centre._editions import (
    EditionsBase,
    NoSuchEditionError,
    Seen,
    act_of,
    edition_after,
    require_newest,
)
from lckm_core.errors import ConflictError, LckmError, Loggable
from lckm_core.findings import Findings
from lckm_core.law import cites
from lckm_core.organisation import Role
from lckm_core.ports import EditionChange, EventVerb, Exporter, Hit, fitting_staff_name
from lckm_core.ports.optional import EditionHeaders, offered
from lckm_core.procedures import RULES, Departure, Procedure, publication_over_before_request
from lckm_core.publication import (
    WAITING_DAYS,
    WINDOW_DAYS,
    Audience,
    Edition,
    EditionAct,
    Fetch,
    ProcedureHeaders,
    Projection,
    Publication,
    Reminder,
    State,
    Transition,
    by_id,
    day_of,
    due_reminders,
    headers_of,
    leaves_no_day,
    project,
    publication_of,
    shown_on,
)

_OVER = next(rule for rule in RULES if rule.function is publication_over_before_request)


def _require_days_left(procedure: Procedure, today: date) -> None:
    """Raise :class:`InvalidProcedureError` for a procedure whose last day has passed."""
    faults = _OVER.function(procedure.valid_to, today)
    found = tuple(_OVER.kind.at(path, message) for path, message, *_ in faults)
    Findings(found, form=Procedure).require()


@attrs.frozen
class Exported:
    """The result of one exporter."""

    name: str
    count: int
    """How many procedures it was given, for any of its audiences."""
    failed: str | None = None
    """The type of the exception with which it failed, if it did."""


@attrs.define
class _PublicationReader:
    """A publication that an exporter loads on demand; remembers it, its count or the error."""

    publication: Callable[..., Publication]
    clock: Callable[[], datetime]
    count: int = 0
    failed: Exception | None = None

    def __call__(self) -> Publication:
        try:
            publication = self.publication(on=civil_day(self.clock()))
        except Exception as error:
            self.failed = error
            raise
        self.count = len({page.id for pages in publication.pages.values() for page in pages})
        return publication


class Publishing(EditionsBase):
    """What the centre does to publish procedures and to withdraw them."""

    @cites("zał. 2 § 10 ust. 1", "zał. 2 § 12")
    def publish(
        self, procedure_id: str, *, role: Role, by: str, now: datetime, seen: Seen = None
    ) -> Edition:
        """Publish the newest edition, and replace those that it leaves no day, in one act.

        Args:
            procedure_id: the procedure's number.
            role: who publishes: named staff of the Monitoring section, and nobody else.
            by: their name, which BIP shows.
            now: the current moment, aware; its day in Europe/Warsaw is the first day shown, unless
                the window begins later.
            seen: the number of the edition that was looked at, or that and how many acts it
                had then.

        Returns:
            The published edition. Durable when this returns; :meth:`export` then shows it.

        Raises:
            NoSuchEditionError: when no edition was handed in.
            IllegalMoveError: for another role, or an edition that was not checked.
            InvalidProcedureError: when its last day has passed, so that nobody would see it.
            OutdatedEditionError: when there is a newer edition than the one seen; it has the
                difference.
            ConflictError: when somebody else acted on it meanwhile.
            ValueError: for a naive moment, or without a name.
        """
        today = civil_day(now)
        newest = self._newest(procedure_id, seen)
        published = edition_after(newest, act_of(Transition.PUBLISH, role, by, now))
        _require_days_left(newest.procedure, today)
        new = attrs.evolve(published, published_by=by, published_on=today)
        replacement = act_of(Transition.REPLACE, role, by, now)
        replaced = [
            EditionChange(edition_after(older, replacement, ended_on=today), older)
            for older in self.plugins.procedures.editions(procedure_id)
            if older.state is State.PUBLISHED and leaves_no_day(new, older, today)
        ]
        self._save([EditionChange(new, newest), *replaced], newest)
        self._tell(EventVerb.PUBLISH, procedure_id, now, role, by=fitting_staff_name(by))
        return new

    @cites("zał. 2 § 12")
    def withdraw(
        self,
        procedure_id: str,
        *,
        role: Role,
        by: str,
        now: datetime,
        because: str | None = None,
        seen: Seen = None,
        edition: int | None = None,
    ) -> tuple[Edition, ...]:
        """Withdraw every published edition of a procedure, or one, in one act, from today on.

        Durable when this returns.

        Args:
            procedure_id: the procedure's number.
            role: who withdraws: named staff of the Monitoring section.
            by: their name.
            now: the current moment, aware.
            because: why; kept with the act.
            seen: the number of the newest edition that was looked at, or that and how many acts it
                had then.
            edition: the number of the only edition to withdraw, so that the others stay.

        Raises:
            NoSuchEditionError: when no edition was handed in, or none is published.
            IllegalMoveError: for a role that may not.
            OutdatedEditionError: when there is a newer edition than the one seen; it has the
                difference.
            ConflictError: when somebody else acted on one of them meanwhile.
            ValueError: for a naive moment, or without a name.
        """
        today = civil_day(now)
        editions = self.plugins.procedures.editions(procedure_id)
        if editions:
            require_newest(editions, max(editions, key=lambda edition: edition.number), seen)
        act = act_of(Transition.WITHDRAW, role, by, now, because)
        changes = [
            EditionChange(edition_after(published, act, ended_on=today), published)
            for published in editions
            if published.state is State.PUBLISHED and edition in (None, published.number)
        ]
        if not changes:
            raise NoSuchEditionError(procedure_id, State.PUBLISHED if editions else None)
        self.plugins.procedures.save(changes)
        self._tell(EventVerb.WITHDRAW, procedure_id, now, role, by=fitting_staff_name(by))
        return tuple(change.edition for change in changes)

    @cites("wzór: Obowiązuje do")
    def expire_due(self, *, now: datetime) -> tuple[Edition, ...]:
        """Record which published editions have expired; durable when this returns.

        Nothing shown depends on it: a window closes by itself, at midnight in Europe/Warsaw. Raises
        ``ValueError`` for a naive moment.
        """
        today = civil_day(now)
        act = EditionAct(verb=Transition.EXPIRE, at=require_aware(now))
        expired = []
        for before in self.plugins.procedures.all_editions():
            end = before.window.end
            if before.state is State.PUBLISHED and end is not None and end < today:
                edition = edition_after(before, act)
                try:
                    self.plugins.procedures.save([EditionChange(edition, before)])
                except ConflictError:
                    continue  # somebody acts on it: the next run will see
                self._tell(EventVerb.EXPIRE, before.id, now)
                expired.append(edition)
        return tuple(expired)

    def show(self, procedure_id: str, audience: Audience, *, on: date) -> Projection | None:
        """Return what an audience sees of a procedure on a day (Europe/Warsaw).

        ``None`` when nothing is shown to it.
        """
        edition = self._shown(procedure_id, on)
        if edition is None:
            return None
        related = (self._shown(link.id, on) for link in edition.procedure.related)
        known = by_id(neighbour.procedure for neighbour in related if neighbour is not None)
        return project(
            edition.procedure,
            audience,
            on=day_of(on),
            known=known,
            requested_on=edition.requested_on,
        )

    @cites("zał. 2 § 10 ust. 2")
    def find(self, query: str, *, audience: Audience, limit: int = 10) -> Sequence[Hit]:
        """Return the procedures shown to an audience that best answer *query*.

        At most *limit*, as of the last export. Raises :class:`MissingAdapterError` where no adapter
        searches, and what that adapter raises.
        """
        return self.plugins.search.find(query, audience=audience, limit=limit)

    def edition_headers(self) -> Sequence[ProcedureHeaders]:
        """Return the headers of each procedure, by its number, without its texts.

        They say who is shown a procedure and when. Raises ``MissingAdapterError`` without a store
        of procedures.
        """
        store = self.plugins.procedures
        source = offered(store, EditionHeaders)
        return headers_of(store.all_editions() if source is None else source.headers())

    @cites("zał. 2 § 10 ust. 1")
    def publication(self, audiences: Iterable[Audience], *, on: date) -> Publication:
        """Return all that is published on a day (Europe/Warsaw) for each audience.

        Raises ``ValueError`` for a moment without a time zone.
        """
        store = self.plugins.notices if self.plugins.answers("provide_notices") else None
        return publication_of(
            self.edition_headers(),
            audiences,
            on=on,
            announcements=store.announcements() if store else (),
            terms=store.terms() if store else (),
            read=self._read_file,
        )

    @cites("zał. 2 § 10 ust. 1")
    def export(self, *, clock: Callable[[], datetime]) -> tuple[Exported, ...]:
        """Let each exporter show exactly what its audiences see that day.

        One that fails does not stop the others. Call it after each publication and withdrawal, and
        once a day after midnight in Europe/Warsaw, when windows open and close. It may be repeated.

        Args:
            clock: returns the current moment, aware. Each exporter calls it, and reads the store,
                once no other export to its place is running: waiting takes time, so one moment
                would not do.

        Returns:
            The result of each exporter.

        Raises:
            ValueError: for a naive moment. Then, and after an exception of the store, some places
                may have been updated.
        """
        results = []
        for exporter in self.plugins.exporters:
            read = _PublicationReader(partial(self.publication, exporter.audiences), clock)
            failed = _export(exporter, read)
            self._tell(
                EventVerb.EXPORT, exporter.name, clock(), outcome="failed" if failed else "done"
            )
            if read.failed is not None:
                raise read.failed
            results.append(Exported(exporter.name, read.count, failed))
        return tuple(results)

    def reminders(
        self,
        *,
        on: date,
        within: int = WINDOW_DAYS,
        waiting: int = WAITING_DAYS,
        fetch: Fetch | None = None,
        departures: Iterable[Departure] = (),
    ) -> tuple[Reminder, ...]:
        """Return what needs attention on a day, so that the publication stays true.

        See :func:`lckm_core.publication.due_reminders`. *fetch* comes from the host and says
        whether a web address leads anywhere. Raises ``ValueError`` for a moment without a time
        zone.
        """
        return due_reminders(
            self.plugins.procedures.all_editions(),
            self.plugins.directory,
            on=on,
            within=within,
            waiting=waiting,
            fetch=fetch,
            departures=departures,
        )

    def _read_file(self, address: str) -> bytes | None:
        return self.plugins.documents.read(address)

    def _shown(self, procedure_id: str, on: date) -> Edition | None:
        return shown_on(self.plugins.procedures.editions(procedure_id), on)


def _export(exporter: Exporter, read: Callable[[], Publication]) -> str | None:
    """Run an exporter; return the type of the exception with which it failed, or ``None``."""
    try:
        exporter.export(read)
    except Exception as error:  # noqa: BLE001  the boundary to foreign code
        what = f"exporter {exporter.name} failed: {type(error).__name__}"
        # Our own errors say what to do and quote nobody; of any other, only the type is logged.
        if isinstance(error, LckmError):
            log_error(f"{what}. {{}}", Loggable(error.message.en))
        else:
            log_error(what)
        return type(error).__qualname__
    return None
