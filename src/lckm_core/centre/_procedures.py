"""Procedures that come in: check, hand in, request an update (zał. 2 § 8, § 9, § 11)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from itertools import chain
from typing import Any

import attrs

from lckm_core.amendments import UpdateRequest, amend, require_note_kept, require_note_left
from lckm_core.calendar import civil_day
from lckm_core.centre._documents import take_in_files
from lckm_core.centre._editions import (
    NoSuchEditionError,
    Seen,
    act_of,
    edition_of_earlier_call,
    newest_accepted,
    require_newest,
    texts_of,
)
from lckm_core.centre._procedure_numbers import ProcedureNumbers
from lckm_core.findings import Finding, Findings
from lckm_core.law import cites
from lckm_core.organisation import Act, Role, require_may
from lckm_core.ports import EditionChange, EventVerb, fitting_staff_name
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
from lckm_core.publication import (
    Edition,
    State,
    Transition,
    edition_to_change,
    edition_to_follow,
)


class Procedures(ProcedureNumbers):
    """What the centre does with procedures that come in."""

    @cites("zał. 2 § 9 ust. 1")
    def check(
        self,
        subject: Mapping[str, Any] | Document | Procedure,
        *,
        attachments: Mapping[str, Data] | None = None,
        requested_on: date | None = None,
        departures: Iterable[Departure] = (),
    ) -> Findings:
        """Return every finding of a procedure, by the stored procedures and the host's rules.

        The host's directory counts as well. The arguments are those of :func:`lckm_core.check`.
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
        by_number = {number: store.editions(number) for number in related}
        editions: Iterable[Edition] = chain.from_iterable(by_number.values())
        if entry and any(entry.titles):
            editions = store.all_editions()
        return KnowledgeBase(
            (
                KnowledgeBaseEntry.of(edition.procedure)
                for edition in editions
                if edition.state.may_be_shown
            ),
            unused=[number for number, stored in by_number.items() if stored],
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
        """Return the findings of a handover of a procedure, judged by the host's directory.

        Until an edition was published, it counts as a first inclusion. The arguments are those of
        :meth:`hand_in`. Raises ``ValueError`` for a naive moment.
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
        role: Role | None = None,
        now: datetime,
        requested_on: date | None = None,
        allow_e_delivery: bool = False,
        seen: Seen = None,
        request: UpdateRequest | None = None,
        files: Mapping[str, bytes] | None = None,
        findings: Iterable[Finding] = (),
        number: str | None = None,
    ) -> Edition:
        """Store a procedure that was handed in as a new edition, not yet shown to anybody.

        Durable when this returns. The call may be repeated: the same text with the same files
        returns the stored edition, in whatever state, unless that was returned or withdrawn or has
        expired. While nobody has checked it, another handover, day of request or finding makes a
        new edition, which corrects the record; later the edition keeps its own. With other files
        for a corrected edition, its corrections still have to be agreed to (zał. 2 § 8 ust. 3).
        When an earlier edition came by the same handover with the same text, that one is returned,
        and what was made of it since, as by :meth:`correct`, is not undone.

        Args:
            procedure: the whole text; for an update, the amended one. A new one needs no number:
                it gets one, as :meth:`give_numbers` says. The call centre's own field
                („Inne”) may be left out or have an earlier value: the newest edition that was not
                returned decides (:meth:`note` changes it).
            handover: who asks for it, how it came and what was agreed; stored with the edition.
            by: the name of who takes it in.
            role: in which role, where that is known. Who asks is in the handover.
            now: the current moment, aware.
            requested_on: the day of the request; by default the day it came.
            allow_e_delivery: whether units may use e-Doręczenia (interpretation I10).
            seen: the number of the edition that the text was made from, or that and how many acts
                it had then, so that nobody's newer edition is overwritten unseen.
            request: the marked changes that made the text (:meth:`request_update` gives it).
            files: the files to download that came with it, by name (zał. 2 § 9 ust. 3). Files of
                the newest edition, and of the one whose place the text takes on its days, need not
                come again where they are still named. Every scanner sees each file first.
            findings: findings about the file it came in, which the text does not show;
                :meth:`check_edition` reports them from then on. They are stored for good, so they
                must quote nothing of the file.
            number: for a new one that has none: a number of :meth:`draw_number`, so that the call
                can be repeated whatever came of it; by default the next.

        Returns:
            The stored edition.

        Raises:
            IllegalMoveError: for a role that may not ask for it.
            InvalidProcedureError: when the handover has errors (:meth:`check_handover`), the call
                centre's field has a text that no edition has, or a file has not passed a scanner;
                nothing is stored. Errors of the text itself only stop :meth:`confirm`.
            OutdatedEditionError: when there is a newer edition than the one seen, also one made at
                the same time; it has the difference.
            ConflictError: when somebody else handed in the same procedure first meanwhile, or acted
                on the edition that it follows.
            ValueError: for a naive moment.
        """
        known = self._known_titles([procedure], civil_day(now))
        procedure = known.as_stored(procedure)
        if not procedure.id and number is not None:
            procedure = attrs.evolve(procedure, id=number)
        editions = self.plugins.procedures.editions(procedure.id) if procedure.id else ()
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
        (related,) = known.with_related([procedure])
        text = _with_note(related, editions, handover.role)
        followed = edition_to_follow(editions, text.valid_from, civil_day(now))
        files_at_hand = [
            file for version in (newest, followed) if version for file in version.files
        ]
        taken_in = take_in_files(self.plugins, text, files or {}, files_at_hand)
        # What is refused takes no number.
        (text,) = known.with_related([self._with_number(text, now)])
        edition = Edition(
            procedure=text,
            number=newest.number + 1 if newest else 1,
            state=State.RECEIVED,
            requested_on=requested_on or handover.received_on,
            handover=handover,
            request=request,
            files=taken_in,
            acts=(act_of(Transition.HAND_IN, role, by, now),),
            findings=tuple(findings),
        )
        if newest:
            edition = _with_open_corrections(edition, newest)
            if _is_stored(edition, newest):
                return newest
            if request is None and not _is_same(edition, newest):
                earlier = edition_of_earlier_call(
                    self.plugins, editions, text, handover, edition.requested_on, files or {}
                )
                if earlier:
                    return earlier
            require_newest(editions, newest, seen)

        def is_stored() -> bool:
            return edition in self.plugins.procedures.editions(text.id)

        with self._telling_failure(edition.acts[-1], text.id, is_stored):
            self._save([*_unchanged(newest, editions), EditionChange(edition)], newest)
        self._tell(EventVerb.HAND_IN, text.id, now, role, by=fitting_staff_name(by))
        return edition

    @cites("zał. 2 § 8 ust. 3", "zał. 2 § 8 ust. 4", "zał. 2 § 9 ust. 2")
    def request_update(
        self,
        request: UpdateRequest,
        *,
        handover: Handover,
        by: str,
        role: Role | None = None,
        now: datetime,
        allow_e_delivery: bool = False,
        seen: Seen = None,
        files: Mapping[str, bytes] | None = None,
        findings: Iterable[Finding] = (),
    ) -> Edition:
        """Apply a request to the newest edition that was not returned, and store the result.

        A request that names the days of an older published edition is applied to that one.

        Durable when this returns. The arguments are those of :meth:`hand_in`. The call may be
        repeated: while nobody has looked at the result, the same request returns that edition, with
        its first findings; with the same handover it returns the edition that it made, even when
        there is a newer one.

        Raises:
            NoSuchEditionError: when there is no edition to update.
            AmendmentConflictError: when the request removes what is not there; nothing is stored.
            IllegalMoveError, InvalidProcedureError: as for :meth:`hand_in`.
            OutdatedEditionError, ConflictError, ValueError: as for :meth:`hand_in`.
        """
        editions = self.plugins.procedures.editions(request.procedure)
        newest = max(editions, key=lambda edition: edition.number, default=None)
        accepted, base = newest_accepted(editions), edition_to_change(editions, request)
        if base is None or accepted is None or newest is None:
            raise NoSuchEditionError(request.procedure)
        if accepted.request == request and accepted.state is State.RECEIVED:
            text = accepted.procedure  # a repeated call: its answer may have been lost
            if accepted is newest:
                # Some findings depend on what is stored, which the request itself has changed.
                findings = accepted.findings
        else:
            requested_on = request.requested_on or handover.received_on
            earlier = edition_of_earlier_call(
                self.plugins, editions, request, handover, requested_on, files or {}
            )
            if earlier:
                return earlier
            require_newest(editions, base, seen)
            texts = texts_of(editions)
            allowed = require_note_left(request, base.procedure, handover.role, texts)
            text = amend(base.procedure, allowed)
        return self.hand_in(
            text,
            handover=handover,
            by=by,
            role=role,
            now=now,
            requested_on=request.requested_on,
            allow_e_delivery=allow_e_delivery,
            # The text was made of what was read here: nothing stored since is replaced.
            seen=(newest.number, len(newest.acts)),
            request=request,
            files=files,
            findings=findings,
        )


_NOT_YET_SHOWN = frozenset({State.RECEIVED, State.RETURNED, State.CORRECTED, State.CHECKED})
"""States in which an edition does not make its procedure part of the knowledge base."""

_UNCHECKED = frozenset({State.RECEIVED, State.CORRECTED})
"""States in which the record of how an edition came may still be corrected."""


def _is_first(editions: Iterable[Edition]) -> bool:
    """Return whether a procedure is not yet part of the knowledge base."""
    return all(edition.state in _NOT_YET_SHOWN for edition in editions)


def _with_note(procedure: Procedure, editions: Sequence[Edition], role: Role) -> Procedure:
    """Return the text with the call centre's field as in the newest edition not returned."""
    accepted = newest_accepted(editions)
    texts = texts_of(editions)
    return require_note_kept(procedure, accepted.procedure if accepted else None, role, texts)


def _with_open_corrections(edition: Edition, newest: Edition) -> Edition:
    """Return an edition that adds files as corrected, if the newest one is.

    Files do not affect corrections to which the head has not agreed yet.
    """
    if newest.state is not State.CORRECTED or not _adds_files(edition, newest):
        return edition
    acts = (*newest.acts, *edition.acts)
    return attrs.evolve(edition, state=State.CORRECTED, request=newest.request, acts=acts)


def _unchanged(newest: Edition | None, editions: Sequence[Edition]) -> list[EditionChange]:
    """Return changes that store nothing, but fail if somebody acted on what was read."""
    read = {version.number: version for version in (newest, newest_accepted(editions)) if version}
    return [EditionChange(version, version) for version in read.values()]


def _is_same(edition: Edition, other: Edition) -> bool:
    """Return whether two editions have the same text and the same files."""
    return (edition.procedure, edition.files) == (other.procedure, other.files)


def _adds_files(edition: Edition, other: Edition) -> bool:
    """Return whether two editions have the same text, but other files."""
    return edition.procedure == other.procedure and edition.files != other.files


def _is_stored(edition: Edition, newest: Edition) -> bool:
    """Return whether the newest edition is what another handed in would be."""
    if newest.state.is_over or not _is_same(edition, newest):
        return False
    if newest.state not in _UNCHECKED:
        return True
    record = (edition.handover, edition.requested_on, edition.findings)
    return (newest.handover, newest.requested_on, newest.findings) == record
