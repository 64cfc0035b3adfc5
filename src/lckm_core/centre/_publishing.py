"""The centre's verbs of publication: publish, withdraw, show, export, remind (zał. 2 § 10, § 12)."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from functools import partial

import attrs

from lckm_core.calendar import civil_day
from lckm_core.centre._editions import EditingVerbs, NoSuchEditionError, acted
from lckm_core.centre._events import call_safely
from lckm_core.errors import ConflictError
from lckm_core.law import cites
from lckm_core.organisation import Role
from lckm_core.ports import EditionChange, EventVerb, Hit
from lckm_core.publication import (
    WAITING_DAYS,
    WINDOW_DAYS,
    Audience,
    Edition,
    Fetch,
    Projection,
    Publication,
    Reminder,
    State,
    Transition,
    by_id,
    day_of,
    due_reminders,
    project,
    publication_of,
    shown_on,
)


@attrs.frozen
class Exported:
    """What became of one exporter: how many procedures it was given to show, to whichever of its audiences, and the type of what it failed with, if it did."""

    name: str
    count: int
    failed: str | None = None


@attrs.define
class _Reading:
    """What an exporter reads when it asks for it, on the day it is then: how many procedures there were to show, or why nobody could say."""

    look: Callable[..., Publication]
    clock: Callable[[], datetime]
    count: int = 0
    failed: Exception | None = None

    def __call__(self) -> Publication:
        try:
            found = self.look(on=civil_day(self.clock()))
        except Exception as error:
            self.failed = error
            raise
        self.count = len({page.id for pages in found.pages.values() for page in pages})
        return found


class PublishingVerbs(EditingVerbs):
    """How procedures are published, and taken off."""

    @cites("zał. 2 § 10 ust. 1", "zał. 2 § 12")
    def publish(
        self, procedure_id: str, *, role: Role, by: str, now: datetime, seen: int | None = None
    ) -> Edition:
        """Publish the newest edition, and replace in the same act those that it leaves no day to.

        Args:
            procedure_id: the procedure's number.
            role: who publishes: named staff of the Monitoring section, and nobody else.
            by: their name, which BIP shows.
            now: the moment, aware; its day in Europe/Warsaw is the first day shown, unless the window begins later.
            seen: the number of the edition that was looked at.

        Returns:
            The published edition. Durable when this returns; places that show it are told by :meth:`export`.

        Raises:
            NoSuchEditionError: when no edition was handed in.
            IllegalMoveError: for another role, and for an edition that was not checked.
            OutdatedEditionError: when there is a newer edition than the one seen; it has the difference.
            ConflictError: when somebody else acted on it meanwhile.
            ValueError: for a naive moment, or without a name.
        """
        today, was = civil_day(now), self._newest(procedure_id, seen)
        new = acted(was, Transition.PUBLISH, role, by, now, published_by=by, published_on=today)
        changes = [EditionChange(new, was)]
        older = [
            one
            for one in self.plugins.procedures.editions(procedure_id)
            if one.state is State.PUBLISHED
        ]
        replaced = [one for one in older if _leaves_no_day(new, one, today)]
        changes += [
            EditionChange(acted(one, Transition.REPLACE, role, by, now, ended_on=today), one)
            for one in replaced
        ]
        self._save(changes, was)
        self._tell(EventVerb.PUBLISH, procedure_id, now, role)
        return new

    @cites("zał. 2 § 12")
    def withdraw(
        self, procedure_id: str, *, role: Role, by: str, now: datetime, because: str | None = None
    ) -> tuple[Edition, ...]:
        """Take a procedure off: every published edition of it, in one act, from today on. Durable when this returns.

        Raises:
            NoSuchEditionError: when no edition was handed in, or none is published.
            IllegalMoveError: for a role that may not.
            ConflictError: when somebody else acted on one of them meanwhile.
            ValueError: for a naive moment, or without a name.
        """
        today, editions = civil_day(now), self.plugins.procedures.editions(procedure_id)
        changes = [
            EditionChange(
                acted(edition, Transition.WITHDRAW, role, by, now, note=because, ended_on=today),
                edition,
            )
            for edition in editions
            if edition.state is State.PUBLISHED
        ]
        if not changes:
            raise NoSuchEditionError(procedure_id, State.PUBLISHED if editions else None)
        self.plugins.procedures.save(changes)
        self._tell(EventVerb.WITHDRAW, procedure_id, now, role)
        return tuple(change.edition for change in changes)

    @cites("wzór: Obowiązuje do")
    def expire_due(self, *, now: datetime) -> tuple[Edition, ...]:
        """Note on each published edition whose last day has passed that it has expired; durable when this returns.

        Nothing that is shown depends on it: a window closes by itself, at midnight in Europe/Warsaw. One edition that somebody
        acts on meanwhile is left to the next run. Raises ``ValueError`` for a naive moment.
        """
        today, expired = civil_day(now), []
        for was in self._all():
            end = was.window.end
            if was.state is State.PUBLISHED and end is not None and end < today:
                edition = acted(was, Transition.EXPIRE, None, None, now)
                try:
                    self.plugins.procedures.save([EditionChange(edition, was)])
                except ConflictError:
                    continue
                self._tell(EventVerb.EXPIRE, was.id, now)
                expired.append(edition)
        return tuple(expired)

    def show(self, procedure_id: str, audience: Audience, *, on: date) -> Projection | None:
        """Return what *audience* sees of a procedure on that day (Europe/Warsaw), or ``None`` when nothing is shown to it."""
        edition = self._shown(procedure_id, on)
        if edition is None:
            return None
        related = (self._shown(one.id, on) for one in edition.procedure.related)
        known = by_id(one.procedure for one in related if one is not None)
        return project(
            edition.procedure,
            audience,
            on=day_of(on),
            known=known,
            requested_on=edition.requested_on,
        )

    @cites("zał. 2 § 10 ust. 2")
    def find(self, query: str, *, audience: Audience, limit: int = 10) -> Sequence[Hit]:
        """Return the procedures shown to *audience* that answer *query* best, at most *limit*, as of the last export.

        Raises :class:`MissingAdapterError` where no adapter searches, and what that adapter raises.
        """
        return self.plugins.search.find(query, audience=audience, limit=limit)

    @cites("zał. 2 § 10 ust. 1")
    def publication(self, audiences: Iterable[Audience], *, on: date) -> Publication:
        """Return all that is published on that day (Europe/Warsaw) for each of *audiences*.

        Raises ``ValueError`` for a moment without a time zone.
        """
        store = self.plugins.notices if self.plugins.answers("provide_notices") else None
        return publication_of(
            self._all(),
            audiences,
            on=on,
            announcements=store.announcements() if store else (),
            terms=store.terms() if store else (),
            read=self._read_file,
        )

    @cites("zał. 2 § 10 ust. 1")
    def export(self, *, clock: Callable[[], datetime]) -> tuple[Exported, ...]:
        """Let each exporter show exactly what its audiences see that day; one that fails does not stop the others.

        Each reads the store, and asks what day it is, when no other export to its place goes on any more: of several at once, in
        whatever processes, none brings back what was withdrawn, or a day that went by while it waited. Call it after each act of
        publishing, and once a day after midnight in Europe/Warsaw, when windows open and close. It may be repeated.

        Args:
            clock: returns the moment it is, aware; waiting takes time, so one moment would not do.

        Returns:
            What became of each exporter.

        Raises:
            ValueError: for a naive moment; then, and for what the store raises, some places may have been brought up to date.
        """
        done = []
        for exporter in self.plugins.exporters:
            read = _Reading(partial(self.publication, exporter.audiences), clock)
            came = call_safely(
                f"exporter {exporter.name}".replace("%", "%%"), partial(exporter.export, read)
            )
            failed = type(came).__qualname__ if isinstance(came, Exception) else None
            self._tell(
                EventVerb.EXPORT, exporter.name, clock(), outcome="failed" if failed else "done"
            )
            if read.failed is not None:
                raise read.failed
            done.append(Exported(exporter.name, read.count, failed))
        return tuple(done)

    def reminders(
        self,
        *,
        on: date,
        within: int = WINDOW_DAYS,
        waiting: int = WAITING_DAYS,
        fetch: Fetch | None = None,
    ) -> tuple[Reminder, ...]:
        """Return what there is to see to on that day, so that what is published stays true; see :func:`lckm_core.due_reminders`.

        *fetch* is the host's: it says of a web address whether it leads anywhere. Raises ``ValueError`` for a moment without a time zone.
        """
        directory = self.plugins.directory
        return due_reminders(
            self._all(), directory, on=on, within=within, waiting=waiting, fetch=fetch
        )

    def _read_file(self, address: str) -> bytes | None:
        return self.plugins.documents.read(address)

    def _shown(self, procedure_id: str, on: date) -> Edition | None:
        return shown_on(self.plugins.procedures.editions(procedure_id), on)


def _leaves_no_day(new: Edition, older: Edition, today: date) -> bool:
    """Return whether a newer edition is shown on every day from today on that an older one has left; one that has none left expires."""
    window, last = new.shown, older.window.end
    if (
        window is None
        or (window.start is not None and window.start > today)
        or (last is not None and last < today)
    ):
        return False
    return window.end is None or (last is not None and last <= window.end)
