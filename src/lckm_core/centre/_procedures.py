"""The centre's verbs for procedures that come in: check, hand in, request an update (zał. 2 § 8, § 9, § 11)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from lckm_core.amendments import UpdateRequest, amend, require_note_kept, require_note_left
from lckm_core.calendar import civil_day
from lckm_core.centre._documents import take_in_files
from lckm_core.centre._editions import (
    EditingVerbs,
    NoSuchEditionError,
    newest_standing,
    noted,
    require_newest,
)
from lckm_core.centre._idempotency import came_before
from lckm_core.findings import Finding, Findings
from lckm_core.law import cites
from lckm_core.organisation import Act, Role, require_may
from lckm_core.ports import EditionChange, EventVerb
from lckm_core.procedures import (
    Analysis,
    Data,
    Departure,
    Document,
    Handover,
    KnowledgeBase,
    KnowledgeBaseEntry,
    Procedure,
    analyse,
    check,
    check_handover,
)
from lckm_core.publication import Edition, State, Transition


class ProcedureVerbs(EditingVerbs):
    """How procedures come in."""

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
        if isinstance(subject, Document) and subject.model is not Procedure:
            return check(subject, requested_on=requested_on, directory=self.plugins.directory)
        analysis = analyse(subject)
        return check(
            analysis,
            known=self._known_to(analysis),
            attachments=attachments,
            requested_on=requested_on,
            departures=departures,
            directory=self.plugins.directory,
            rules=self.plugins.rules,
        )

    def _known_to(self, analysis: Analysis) -> KnowledgeBase:
        """Return the shown editions of the procedures that a procedure is related to."""
        # No other is read, so a check takes as long in a large knowledge base as in a small one.
        # Its own editions are left out: the newest is shown, so their days never clash.
        entry = analysis.entry
        related = sorted({*entry.related} - {"", entry.id}) if entry else ()
        store = self.plugins.procedures
        editions = (edition for number in related for edition in store.editions(number))
        return KnowledgeBase(
            KnowledgeBaseEntry.of(edition.procedure)
            for edition in editions
            if edition.state.may_be_shown
        )

    @cites("zał. 2 § 8 ust. 3", "zał. 2 § 11 ust. 1", "zał. 2 § 11 ust. 2")
    def check_handover(
        self,
        handover: Handover,
        procedure: Procedure,
        *,
        now: datetime,
        requested_on: date | None = None,
        allow_e_delivery: bool = False,
    ) -> Findings:
        """Return what is wrong with the way a procedure came, by the host's directory and what is kept of the procedure.

        It is the procedure's first inclusion until an edition was published. The arguments are those of :meth:`hand_in`. Raises
        ``ValueError`` for a naive moment.
        """
        return check_handover(
            handover,
            first_inclusion=_is_first(self.plugins.procedures.editions(procedure.id)),
            procedure=procedure,
            allow_e_delivery=allow_e_delivery,
            directory=self.plugins.directory,
            requested_on=requested_on,
            on=civil_day(now),
        )

    @cites(
        "zał. 2 § 8 ust. 2",
        "zał. 2 § 8 ust. 3",
        "zał. 2 § 8 ust. 4",
        "zał. 2 § 9 ust. 1",
        "zał. 2 § 11 ust. 1",
    )
    def hand_in(
        self,
        procedure: Procedure,
        *,
        handover: Handover,
        by: str,
        now: datetime,
        requested_on: date | None = None,
        allow_e_delivery: bool = False,
        seen: int | None = None,
        request: UpdateRequest | None = None,
        files: Mapping[str, bytes] | None = None,
        findings: Iterable[Finding] = (),
    ) -> Edition:
        """Keep a procedure that was handed in, as a new edition that nobody is shown yet; durable when this returns.

        Handed in again, the same text with the same files is the edition that is kept, until that was returned, withdrawn or has expired:
        it returns that one, of whatever state, and a call whose answer was lost may be repeated. While nobody has checked it, another
        handover, day of the request or finding of the file makes a new edition, so that what was recorded wrongly is put right; what was
        checked or published keeps its own, which the edition returned has. Where an earlier edition came by the same handover with the
        same text, it returns that one: what was made of it since, as by :meth:`correct`, is not undone.

        Args:
            procedure: the whole text: for an update, the amended one. The call centre's own field („Inne”) may be left out: what the
                newest edition that was not returned has there stays (:meth:`note` changes it), also where it has what an earlier one had.
            handover: who asks for it, how it came, and what was agreed; it is kept with the edition. It is the procedure's
                first inclusion until an edition was published.
            by: the name of who takes it in.
            now: the moment, aware.
            requested_on: the day of the request; by default the day it came.
            allow_e_delivery: whether units may hand in by e-Doręczenia (interpretation I10).
            seen: the number of the edition that the text was made from, so that nobody's newer one is overwritten unseen.
            request: the marked changes that the text was made by (:meth:`request_update` gives it).
            files: the files to download that came with it, by name (zał. 2 § 9 ust. 3). What the newest edition has and this one
                still names need not be handed in again. Each is shown to every scanner first.
            findings: what was found in the file that it came in and the text does not show; :meth:`check_edition` tells it from then on.
                It stays for good, so that it must quote nothing of the file.

        Raises:
            IllegalMoveError: for a role that may ask for nobody's, and who may.
            InvalidProcedureError: while the handover has errors (:meth:`check_handover`, which gives the warnings
                too), the call centre's own field has a text that no edition has, or a file has not passed a scanner; nothing is kept.
                Faults of the text itself stop :meth:`confirm`.
            OutdatedEditionError: when there is a newer edition than the one seen, also one that somebody makes at the same time; it has
                the difference.
            ConflictError: when somebody else handed in the same procedure for the first time meanwhile.
            ValueError: for a naive moment.
        """
        editions = self.plugins.procedures.editions(procedure.id)
        act = Act.REQUEST_INCLUSION if _is_first(editions) else Act.REQUEST_UPDATE
        require_may(handover.role, act, procedure.id)
        self.check_handover(
            handover,
            procedure,
            now=now,
            requested_on=requested_on,
            allow_e_delivery=allow_e_delivery,
        ).require()
        newest = max(editions, key=lambda edition: edition.number, default=None)
        procedure = _with_the_note_kept(procedure, editions, handover.role)
        edition = Edition(
            procedure=procedure,
            number=newest.number + 1 if newest else 1,
            state=State.RECEIVED,
            requested_on=requested_on or handover.received_on,
            handover=handover,
            request=request,
            files=take_in_files(
                self.plugins, procedure, files or {}, newest.files if newest else ()
            ),
            acts=(noted(Transition.HAND_IN, handover.role, by, now),),
            findings=tuple(findings),
        )
        if newest and _is_kept(edition, newest):
            return newest
        if newest:
            if request is None and (newest.procedure, newest.files) != (procedure, edition.files):
                before = came_before(
                    self.plugins, editions, procedure, handover, requested_on, files or {}
                )
                if before:
                    return before
            require_newest(editions, newest, seen)
        self._save([EditionChange(edition)], newest)
        self._tell(EventVerb.HAND_IN, procedure.id, now, handover.role)
        return edition

    @cites("zał. 2 § 8 ust. 3", "zał. 2 § 8 ust. 4", "zał. 2 § 9 ust. 2")
    def request_update(
        self,
        request: UpdateRequest,
        *,
        handover: Handover,
        by: str,
        now: datetime,
        allow_e_delivery: bool = False,
        seen: int | None = None,
        files: Mapping[str, bytes] | None = None,
        findings: Iterable[Finding] = (),
    ) -> Edition:
        """Keep the edition that *request* makes of the newest one that was not returned; durable when this returns.

        The arguments are those of :meth:`hand_in`. Made again, while nobody has looked at what it made, a request is that edition, with
        the findings that its file had first; brought again by the same handover when there is a newer edition, it is the one it made.

        Raises:
            IllegalMoveError, InvalidProcedureError, OutdatedEditionError, ConflictError, ValueError: as for :meth:`hand_in`.
            NoSuchEditionError: when there is no edition to update.
            AmendmentConflictError: when the request removes what is not there. Nothing is kept.
        """
        editions = self.plugins.procedures.editions(request.procedure)
        base = newest_standing(editions)
        if base is None:
            raise NoSuchEditionError(request.procedure)
        if base.request == request and base.state is State.RECEIVED:
            text = base.procedure  # asked for again: an answer may have been lost
            if base.number == max(edition.number for edition in editions):
                findings = (
                    base.findings
                )  # some hang on what is kept, which the request itself has changed since
        elif before := came_before(
            self.plugins, editions, request, handover, request.requested_on, files or {}
        ):
            return before
        else:
            require_newest(editions, base, seen)
            earlier = (edition.procedure for edition in editions)
            text = amend(
                base.procedure, require_note_left(request, base.procedure, handover.role, earlier)
            )
        return self.hand_in(
            text,
            handover=handover,
            by=by,
            now=now,
            requested_on=request.requested_on,
            allow_e_delivery=allow_e_delivery,
            request=request,
            files=files,
            findings=findings,
        )


_NOT_YET_SHOWN = frozenset({State.RECEIVED, State.RETURNED, State.CORRECTED, State.CHECKED})
"""States of editions that do not make a procedure part of the knowledge base."""

_UNCHECKED = frozenset({State.RECEIVED, State.CORRECTED})
"""States of editions whose record of how they came may yet be put right."""


def _is_first(editions: Iterable[Edition]) -> bool:
    """Return whether a procedure is not yet part of the knowledge base."""
    return all(edition.state in _NOT_YET_SHOWN for edition in editions)


def _with_the_note_kept(procedure: Procedure, editions: Sequence[Edition], role: Role) -> Procedure:
    standing = newest_standing(editions)
    earlier = (edition.procedure for edition in editions)
    return require_note_kept(procedure, standing.procedure if standing else None, role, earlier)


def _is_kept(edition: Edition, newest: Edition) -> bool:
    """Return whether the newest edition holds what another that was handed in would hold."""
    if newest.state.is_over or (newest.procedure, newest.files) != (
        edition.procedure,
        edition.files,
    ):
        return False
    facts = (edition.handover, edition.requested_on, edition.findings)
    return (
        newest.state not in _UNCHECKED
        or (newest.handover, newest.requested_on, newest.findings) == facts
    )
