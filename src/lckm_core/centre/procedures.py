"""The centre's verbs for procedures: hand in, check, publish, withdraw, show, export (zał. 2 § 8 to § 12)."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import partial
from typing import Any

import attrs

from lckm_core.calendar import civil_day, require_aware
from lckm_core.centre.telling import Verbs, attempt
from lckm_core.errors import LckmError
from lckm_core.findings import Findings
from lckm_core.hooks.procedures import EditionChange
from lckm_core.ordinance import cites
from lckm_core.organisation import Act, Role, require_may
from lckm_core.procedure.attachments import Data
from lckm_core.procedure.checking import check
from lckm_core.procedure.departing import Departure
from lckm_core.procedure.examining import examine
from lckm_core.procedure.reading import Document
from lckm_core.procedure.submitting import Handover, check_handover
from lckm_core.procedure.template import Procedure
from lckm_core.publication.days import day_of
from lckm_core.publication.lifecycle import Edition, State, Verb, move, shown_on
from lckm_core.publication.projection import Projection, by_id, project
from lckm_core.publication.visibility import Audience
from lckm_core.text import Message


@attrs.frozen
class Exported:
    """What became of one exporter: how many procedures it was given, and the type of what it failed with, if it did."""

    name: str
    count: int
    failed: str | None = None


@attrs.frozen(str=False)
class NoSuchEditionError(LckmError):
    """There is no such edition to act on."""

    procedure: str
    wanted: State | None = None
    """In which state one is wanted; ``None`` when there is none at all."""

    @property
    def said(self) -> Message:
        """Which edition is wanted and is not there."""
        if self.wanted is None:
            return Message(
                f"Nie przekazano żadnej wersji procedury {self.procedure}. Sprawdź numer.",
                f"No edition of procedure {self.procedure} was handed in. Check the number.",
            )
        return Message(
            f"Procedura {self.procedure} nie ma wersji w stanie „{self.wanted.words}”. Sprawdź numer.",
            f"Procedure {self.procedure} has no edition that is {self.wanted.value}. Check the number.",
        )


class ProcedureVerbs(Verbs):
    """What is done with procedures."""

    @cites("zał. 2 § 9 ust. 1")
    def check(
        self,
        subject: Mapping[str, Any] | Document | Procedure,
        *,
        attachments: Mapping[str, Data] | None = None,
        requested_on: date | None = None,
        departures: Iterable[Departure] = (),
    ) -> Findings:
        """Return every finding of a procedure against the whole knowledge base, the host's directory and its own rules.

        The arguments are those of :func:`lckm_core.check`.
        """
        # Of the editions of one procedure the newest is shown, so they are never at odds over its days.
        own = examine(subject).sound.get("id")
        others = tuple(one.procedure for one in self._all() if one.state in _ALIVE and one.id != own)
        return check(
            subject,
            known=others,
            attachments=attachments,
            requested_on=requested_on,
            departures=departures,
            directory=self.plugins.directory,
            rules=self.plugins.rules,
        )

    @cites("zał. 2 § 8 ust. 2", "zał. 2 § 8 ust. 3", "zał. 2 § 8 ust. 4", "zał. 2 § 9 ust. 1", "zał. 2 § 11 ust. 1")
    def hand_in(
        self,
        procedure: Procedure,
        *,
        handover: Handover,
        now: datetime,
        requested_on: date | None = None,
        allow_e_delivery: bool = False,
    ) -> Edition:
        """Keep a procedure that was handed in, as a new edition that nobody is shown yet; durable when this returns.

        Handed in again while nobody has acted on it, the same text is the edition that is kept: a call whose answer was lost may
        be repeated. The record of the handover is judged and not kept: it is the host's, with the EZD case or the UPP.

        Args:
            procedure: the whole text: for an update, the amended one.
            handover: who asks for it, how it came, and what was agreed. It is the procedure's first inclusion until an
                edition was published.
            now: the moment, aware.
            requested_on: the day of the request; by default the day it came. The same text with the day of another request is
                another edition.
            allow_e_delivery: whether units may hand in by e-Doręczenia (interpretation I10).

        Raises:
            IllegalMoveError: for a role that may ask for nobody's, and who may.
            InvalidProcedureError: while the handover has errors (:func:`lckm_core.check_handover`, which gives the warnings
                too); nothing is kept. Faults of the text itself stop :meth:`confirm`.
            ConflictError: when somebody else handed in the same procedure meanwhile.
            ValueError: for a naive moment.
        """
        require_aware(now)
        editions = self.plugins.procedures.editions(procedure.id)
        first = all(edition.state in _NOT_YET_SHOWN for edition in editions)
        require_may(handover.role, Act.REQUEST_INCLUSION if first else Act.REQUEST_UPDATE, procedure.id)
        check_handover(
            handover,
            first_inclusion=first,
            procedure=procedure,
            allow_e_delivery=allow_e_delivery,
            directory=self.plugins.directory,
        ).require()
        newest = max(editions, key=lambda edition: edition.number, default=None)
        edition = Edition(
            procedure=procedure,
            number=newest.number + 1 if newest else 1,
            state=State.RECEIVED,
            requested_on=requested_on or handover.received_on,
        )
        if newest and newest == attrs.evolve(edition, number=newest.number):
            return newest
        self.plugins.procedures.save([EditionChange(edition)])
        self._tell("hand_in", procedure.id, now, handover.role)
        return edition

    @cites("zał. 2 § 9 ust. 1")
    def give_back(self, procedure_id: str, *, role: Role, now: datetime) -> Edition:
        """Send the newest edition back to be corrected; what comes back is a new edition. Durable when this returns.

        Raises:
            NoSuchEditionError: when no edition was handed in.
            IllegalMoveError: for a role that may not, and from a state that it cannot leave so.
            ConflictError: when somebody else acted on it meanwhile.
        """
        return self._moved(self._newest(procedure_id), Verb.RETURN, "give_back", role, now)

    @cites("zał. 2 § 9 ust. 1")
    def confirm(self, procedure_id: str, *, role: Role, now: datetime, departures: Iterable[Departure] = ()) -> Edition:
        """Confirm that the newest edition was checked. Durable when this returns.

        Raises:
            InvalidProcedureError: while the edition has errors. That a related procedure was not handed in yet is one
                (``LCKM-K001``): two that are related are both handed in first, and then confirmed.
            NoSuchEditionError, IllegalMoveError, ConflictError: as for :meth:`give_back`.
        """
        edition = self._newest(procedure_id)
        self.check(edition.procedure, requested_on=edition.requested_on, departures=departures).require()
        return self._moved(edition, Verb.CHECK, "confirm", role, now)

    @cites("zał. 2 § 10 ust. 1", "zał. 2 § 12")
    def publish(self, procedure_id: str, *, role: Role, by: str, now: datetime) -> Edition:
        """Publish the newest edition, and replace in the same act those that it leaves no day to.

        Args:
            procedure_id: the procedure's number.
            role: who publishes: named staff of the Monitoring section, and nobody else.
            by: their name, which BIP shows.
            now: the moment, aware; its day in Europe/Warsaw is the first day shown, unless the window begins later.

        Returns:
            The published edition. Durable when this returns; exporters are told by :meth:`export`.

        Raises:
            NoSuchEditionError: when no edition was handed in.
            IllegalMoveError: for another role, and for an edition that was not checked.
            ConflictError: when somebody else acted on it meanwhile.
        """
        today, was = civil_day(now), self._newest(procedure_id)
        state = move(was.state, Verb.PUBLISH, role)
        new = attrs.evolve(was, state=state, published_by=by, published_on=today)
        changes = [EditionChange(new, was)]
        for older in self.plugins.procedures.editions(procedure_id):
            if older.state is State.PUBLISHED and older.number < new.number and _leaves_no_day(new, today):
                replaced = attrs.evolve(older, state=move(older.state, Verb.REPLACE, role), ended_on=today)
                changes.append(EditionChange(replaced, older))
        self.plugins.procedures.save(changes)
        self._tell("publish", procedure_id, now, role)
        return new

    @cites("zał. 2 § 12")
    def withdraw(self, procedure_id: str, *, role: Role, now: datetime) -> tuple[Edition, ...]:
        """Take a procedure off: every published edition of it, in one act, from today on. Durable when this returns.

        Raises:
            NoSuchEditionError: when none is published.
            IllegalMoveError: for a role that may not.
            ConflictError: when somebody else acted on one of them meanwhile.
        """
        today = civil_day(now)
        published = [
            edition for edition in self.plugins.procedures.editions(procedure_id) if edition.state is State.PUBLISHED
        ]
        if not published:
            raise NoSuchEditionError(procedure_id, State.PUBLISHED)
        changes = [
            EditionChange(
                attrs.evolve(edition, state=move(edition.state, Verb.WITHDRAW, role), ended_on=today), edition
            )
            for edition in published
        ]
        self.plugins.procedures.save(changes)
        self._tell("withdraw", procedure_id, now, role)
        return tuple(change.edition for change in changes)

    def show(self, procedure_id: str, audience: Audience, *, on: date) -> Projection | None:
        """Return what *audience* sees of a procedure on that day (Europe/Warsaw), or ``None`` when nothing is shown to it."""
        shown = shown_on(self.plugins.procedures.editions(procedure_id), on)
        return None if shown is None else self._projected(shown, audience, day_of(on), by_id(self._shown_texts(on)))

    @cites("zał. 2 § 10 ust. 1")
    def export(self, *, now: datetime) -> tuple[Exported, ...]:
        """Give each exporter exactly what its audience is shown that day; one that fails does not stop the others.

        Call it after each act of publishing, and once a day after midnight in Europe/Warsaw, when windows open and close. It
        may be repeated. Raises ``ValueError`` for a naive moment.
        """
        today = civil_day(require_aware(now))
        texts = by_id(self._shown_texts(today))
        editions = tuple(self._shown(today))
        done = []
        for exporter in self.plugins.exporters:
            projections = [self._projected(edition, exporter.audience, today, texts) for edition in editions]
            shown = [one for one in projections if one is not None]
            came = attempt(f"exporter {exporter.name}".replace("%", "%%"), partial(exporter.export, shown, on=today))
            failed = type(came).__qualname__ if isinstance(came, Exception) else None
            self._tell("export", exporter.name, now, outcome="failed" if failed else "done")
            done.append(Exported(exporter.name, len(shown), failed))
        return tuple(done)

    def _all(self) -> Iterator[Edition]:
        for procedure_id in self.plugins.procedures.ids():
            yield from self.plugins.procedures.editions(procedure_id)

    def _shown(self, on: date) -> Iterator[Edition]:
        for procedure_id in self.plugins.procedures.ids():
            if (edition := shown_on(self.plugins.procedures.editions(procedure_id), on)) is not None:
                yield edition

    def _shown_texts(self, on: date) -> Iterator[Procedure]:
        return (edition.procedure for edition in self._shown(on))

    def _projected(
        self, edition: Edition, audience: Audience, on: date, known: Mapping[str, tuple[Procedure, ...]]
    ) -> Projection | None:
        return project(edition.procedure, audience, on=on, known=known, requested_on=edition.requested_on)

    def _newest(self, procedure_id: str) -> Edition:
        editions = self.plugins.procedures.editions(procedure_id)
        if not editions:
            raise NoSuchEditionError(procedure_id)
        return max(editions, key=lambda edition: edition.number)

    def _moved(self, was: Edition, verb: Verb, name: str, role: Role, now: datetime) -> Edition:
        require_aware(now)
        edition = attrs.evolve(was, state=move(was.state, verb, role))
        self.plugins.procedures.save([EditionChange(edition, was)])
        self._tell(name, was.id, now, role)
        return edition


_ALIVE = frozenset({State.RECEIVED, State.CHECKED, State.PUBLISHED})
"""States of editions that a check looks at: what may yet be shown, or is."""

_NOT_YET_SHOWN = frozenset({State.RECEIVED, State.RETURNED, State.CHECKED})
"""States of editions that do not make a procedure part of the knowledge base."""


def _leaves_no_day(new: Edition, today: date) -> bool:
    """Return whether a newer edition is shown from today on without an end, so that older ones have no day left."""
    window = new.shown
    return window is not None and window.end is None and (window.start is None or window.start <= today)
