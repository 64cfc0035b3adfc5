"""Announcements and the terms of the portal (zał. 2 § 4, § 5, § 7)."""

from collections.abc import Iterable
from contextlib import nullcontext
from datetime import date, datetime

import attrs

from lckm_core.calendar import civil_day, require_aware
from lckm_core.centre._base import require_may_at_desk
from lckm_core.centre._editions import act_of, edition_after
from lckm_core.centre._numbers import Numbers
from lckm_core.errors import ConflictError, IllegalMoveError, LckmError
from lckm_core.law import cites
from lckm_core.organisation import Act, DeskAct, Role, require_may
from lckm_core.ports import (
    AnnouncementChange,
    Event,
    EventVerb,
    MissingAdapterError,
    NumberSeries,
    fitting_staff_name,
    require_staff_name,
    under_way,
)
from lckm_core.ports.optional import TermsDiscarding, offered
from lckm_core.procedures import Handover, Person, check_announcement_handover
from lckm_core.publication import (
    Announcement,
    AnnouncementEdition,
    PortalTerms,
    State,
    Transition,
    approve,
    approved_already,
    check_notice,
    leaves_no_day,
)
from lckm_core.text import Message


@attrs.frozen(str=False)
class NoSuchAnnouncementError(LckmError):
    """No announcement of that number was handed in."""

    number: str

    pl = "Nie przekazano informacji o numerze {number}. Sprawdź numer."
    en = "No announcement of number {number} was handed in. Check the number."


_OTHER_CONTENT = Message(
    "Pod tym numerem zapisano już informację o innej treści. Popraw ją jako nową wersję albo "
    "przekaż tę pod innym numerem.",
    "Another announcement is stored under this number already. Correct it by a new edition, or "
    "hand this one in under another number.",
)


def _repeated(
    announcement: Announcement,
    handover: Handover,
    requested_on: date,
    every: Iterable[AnnouncementEdition],
) -> AnnouncementEdition | None:
    """Return the edition that the same call made before, unless it was returned or is over."""
    for edition in every:
        text = edition.announcement
        compared_text = text if announcement.id else attrs.evolve(text, id="")
        same = (compared_text, edition.handover, edition.requested_on)
        if not edition.state.is_over and same == (announcement, handover, requested_on):
            return edition
    return None


def _numbered(edition: AnnouncementEdition, number: str) -> AnnouncementEdition:
    return attrs.evolve(edition, announcement=attrs.evolve(edition.announcement, id=number))


def _first_edition(number: str, every: Iterable[AnnouncementEdition]) -> AnnouncementEdition | None:
    editions = (edition for edition in every if edition.id == number)
    return min(editions, key=lambda edition: edition.number, default=None)


def _content(edition: AnnouncementEdition) -> tuple[Announcement, Handover | None, date | None]:
    return edition.announcement, edition.handover, edition.requested_on


class Notices(Numbers):
    """What the centre does with announcements and terms."""

    @cites("zał. 2 § 7 ust. 1", "zał. 2 § 7 ust. 2", "zał. 2 § 11 ust. 1")
    def hand_in_announcement(
        self,
        announcement: Announcement,
        *,
        handover: Handover,
        by: str,
        role: Role | None = None,
        now: datetime,
        requested_on: date | None = None,
        allow_e_delivery: bool = False,
        number: str | None = None,
    ) -> AnnouncementEdition:
        """Store an announcement that was handed in as a new edition, not yet shown to anybody.

        Durable when this returns. Repeated with the same text and handover, the stored edition.
        With the number of a new one, it stays that edition for good, also once it is returned or
        over, or if both calls are made at the same time.

        Args:
            announcement: the whole text; a new one needs no number and gets it.
            handover: who asks for it and how it came; the head of the Monitoring section asks on
                their own initiative (zał. 2 § 7 ust. 2).
            by: the name of who takes it in.
            role: in which role, where that is known. Who asks is in the handover.
            now: the current moment, aware.
            requested_on: the day of the request; by default the day it came.
            allow_e_delivery: whether units may use e-Doręczenia (interpretation I10).
            number: for a new one that has none: a number of :meth:`draw_number`, so that the call
                can be repeated whatever came of it; by default the next.

        Raises:
            IllegalMoveError: for a role that may not ask for it.
            InvalidProcedureError: while the text or the handover has errors; nothing is stored.
            MissingAdapterError: where a number is needed and no adapter gives any.
            ConflictError: when somebody else handed in the same announcement meanwhile, or *number*
                has another one.
            ValueError: for a naive moment, or without a name.
        """
        act = act_of(Transition.HAND_IN, role, by, now)
        require_may(handover.role, Act.ANNOUNCE, announcement.id)
        directory = self.plugins.directory
        wanted = requested_on or handover.received_on
        check_notice(announcement, directory, requested_on=wanted).require()
        check_announcement_handover(
            handover,
            announcement,
            allow_e_delivery=allow_e_delivery,
            directory=directory,
            requested_on=requested_on,
            on=civil_day(now),
        ).require()
        every = self.plugins.notices.announcements()
        if same := _repeated(announcement, handover, wanted, every):
            return same
        edition = AnnouncementEdition(
            announcement=announcement,
            number=1,
            state=State.RECEIVED,
            requested_on=wanted,
            handover=handover,
            acts=(act,),
        )
        if not announcement.id and number is not None:
            return self._save_numbered(edition, number, every)
        if not announcement.id:
            drawn = self.draw_number(NumberSeries.ANNOUNCEMENT, now=now)
            edition = _numbered(edition, drawn)
        numbers = (stored.number for stored in every if stored.id == edition.id)
        edition = attrs.evolve(edition, number=max(numbers, default=0) + 1)
        return self._save_announcement(AnnouncementChange(edition))

    @cites("zał. 2 § 7 ust. 1")
    def give_back_announcement(
        self, number: str, *, role: Role, by: str, now: datetime, because: str | None = None
    ) -> AnnouncementEdition:
        """Send the newest edition of an announcement back. Durable when this returns.

        Raises :class:`NoSuchAnnouncementError`, :class:`IllegalMoveError`, :class:`ConflictError`
        and ``ValueError`` as :meth:`publish_announcement` does.
        """
        newest = self._announcement_editions(number)[-1]
        edition = edition_after(newest, act_of(Transition.RETURN, role, by, now, because))
        return self._save_announcement(AnnouncementChange(edition, newest))

    @cites("zał. 2 § 5", "zał. 2 § 7 ust. 1", "zał. 2 § 12")
    def publish_announcement(
        self, number: str, *, role: Role, by: str, now: datetime
    ) -> AnnouncementEdition:
        """Publish the newest edition of an announcement, for the days of its window.

        In the same act, it replaces editions that are left without any day. Durable when this
        returns; :meth:`export` then shows it.

        Args:
            number: the announcement's number.
            role: who publishes: named staff of the Monitoring section, and nobody else.
            by: their name.
            now: the current moment, aware; its day in Europe/Warsaw is the first day shown, unless
                the window begins later.

        Raises:
            NoSuchAnnouncementError: when it was not handed in.
            IllegalMoveError: for another role, or an edition that does not wait for it.
            ConflictError: when somebody else acted on it meanwhile.
            ValueError: for a naive moment, or without a name.
        """
        today = civil_day(now)
        *others, newest = self._announcement_editions(number)
        published = edition_after(newest, act_of(Transition.PUBLISH, role, by, now))
        new = attrs.evolve(published, published_by=by, published_on=today)
        replacement = act_of(Transition.REPLACE, role, by, now)
        replaced = [
            AnnouncementChange(edition_after(older, replacement, ended_on=today), older)
            for older in others
            if older.state is State.PUBLISHED and leaves_no_day(new, older, today)
        ]
        return self._save_announcement(AnnouncementChange(new, newest), *replaced)

    @cites("zał. 2 § 12")
    def withdraw_announcement(
        self,
        number: str,
        *,
        role: Role,
        by: str,
        now: datetime,
        because: str | None = None,
        edition: int | None = None,
    ) -> AnnouncementEdition:
        """Withdraw every published edition of an announcement, or one, from today on.

        *edition* is the number of the only one to withdraw, so that the others stay. Durable when
        this returns. Raises :class:`NoSuchAnnouncementError`, also for an edition that is not
        there, :class:`IllegalMoveError`, :class:`ConflictError` and ``ValueError`` as
        :meth:`publish_announcement` does.
        """
        today = civil_day(now)
        editions = self._announcement_editions(number)
        act = act_of(Transition.WITHDRAW, role, by, now, because)
        numbered = [version for version in editions if edition in (None, version.number)]
        if not numbered:
            raise NoSuchAnnouncementError(number)
        published = [version for version in numbered if version.state is State.PUBLISHED]
        changes = [
            AnnouncementChange(edition_after(version, act, ended_on=today), version)
            for version in (published or numbered[-1:])[::-1]
        ]
        return self._save_announcement(*changes)

    def _save_numbered(
        self, edition: AnnouncementEdition, number: str, every: Iterable[AnnouncementEdition]
    ) -> AnnouncementEdition:
        """Store a new announcement under a number, or return what the same call stored."""
        edition = _numbered(edition, number)
        first = _first_edition(number, every)
        if first is None:
            try:
                return self._save_announcement(AnnouncementChange(edition))
            except ConflictError:
                # The same form sent twice: the other call was the first to store it.
                first = _first_edition(number, self.plugins.notices.announcements())
        if first is None or _content(first) != _content(edition):
            raise ConflictError(number, _OTHER_CONTENT)
        return first

    def _announcement_editions(self, number: str) -> list[AnnouncementEdition]:
        every = self.plugins.notices.announcements()
        if not (editions := [edition for edition in every if edition.id == number]):
            raise NoSuchAnnouncementError(number)
        return editions

    def _save_announcement(self, *changes: AnnouncementChange) -> AnnouncementEdition:
        """Store changes of one announcement, notify of the first, and return its edition."""
        edition = changes[0].edition
        act = edition.acts[-1]

        def is_stored() -> bool:
            return edition in self.plugins.notices.announcements()

        is_new = act.verb is Transition.HAND_IN
        with self._telling_failure(act, edition.id, is_stored) if is_new else nullcontext():
            self.plugins.notices.save_announcements(changes)
        self._tell(act.verb.event, edition.id, act.at, act.role, by=fitting_staff_name(act.by))
        return edition

    @cites("zał. 2 § 4 ust. 2")
    def draft_terms(
        self,
        terms: PortalTerms,
        *,
        now: datetime,
        role: Role | None = None,
        by: str | None = None,
    ) -> PortalTerms:
        """Store a draft of the portal terms, replacing a draft of the same version.

        Durable when this returns. A draft is never in force. *by* is the member of staff who does
        it, in that *role*; ``None`` for an operator or a program of the host.

        Raises:
            IllegalMoveError: for terms that name an approval, which only :meth:`approve_terms`
                gives, and for a role that may not (interpretation I26).
            InvalidProcedureError: while they have errors.
            ConflictError: when that version is approved already.
            ValueError: for a naive moment, or a name that does not fit.
        """
        require_staff_name(by)
        require_may_at_desk(role, DeskAct.DRAFT_TERMS, terms.version)
        if terms.approved_by is not None or terms.approved_on is not None:
            message = Message(
                f"Regulamin {terms.version} ma już wpisane zatwierdzenie. "
                "Usuń je z projektu: zatwierdza Dyrektor.",
                f"Terms {terms.version} already name an approval. "
                "Take it out of the draft: the Director approves.",
            )
            raise IllegalMoveError(Act.APPROVE_TERMS.name, "approved", message)
        return self._save_terms(terms, EventVerb.DRAFT_TERMS, role, now, by)

    @cites("zarz. § 2", "zał. 2 § 4 ust. 3")
    def approve_terms(
        self, terms: PortalTerms, *, role: Role, by: Person, now: datetime
    ) -> PortalTerms:
        """Approve exactly this text of the portal terms, drafted here before or not.

        Durable when this returns.

        Args:
            terms: the version as its approver read it.
            role: the Director's, and nobody else's.
            by: who approves.
            now: the current moment, aware; its day in Europe/Warsaw is the day of approval.

        Raises:
            IllegalMoveError: for another role, and for terms that are approved already.
            InvalidProcedureError: while the terms have errors; nothing is stored.
            ConflictError: when that version is approved already and differs.
            ValueError: for a naive moment.
        """
        approved = approve(terms, role, by=by, on=civil_day(now))
        name = fitting_staff_name(by.name)
        return self._save_terms(approved, EventVerb.APPROVE_TERMS, role, now, name)

    @cites("zał. 2 § 4 ust. 2")
    def discard_terms(
        self,
        terms: PortalTerms,
        *,
        now: datetime,
        role: Role | None = None,
        by: str | None = None,
    ) -> None:
        """Remove a draft of the portal terms, as it was looked at. Durable when this returns.

        The trail records that it was there, without its text. Whoever may draft may discard. *by*
        and *role* as for :meth:`draft_terms`.

        Raises:
            IllegalMoveError: for a role that may not (interpretation I26).
            ConflictError: when that version is approved, or has another text by now.
            MissingAdapterError: where the store of notices removes no drafts.
            ValueError: for a naive moment, or a name that does not fit.
        """
        require_staff_name(by)
        require_may_at_desk(role, DeskAct.DRAFT_TERMS, terms.version)
        if terms.approved_on is not None:
            raise ConflictError(terms.version, approved_already(terms))
        store = offered(self.plugins.notices, TermsDiscarding)
        if store is None:
            raise MissingAdapterError("provide_notices")
        act = Event(verb=EventVerb.DISCARD_TERMS, subject=terms.version, at=now, role=role, by=by)
        with under_way(act):
            store.discard_terms(terms)
        self._tell_of(act)

    def _save_terms(
        self,
        terms: PortalTerms,
        verb: EventVerb,
        role: Role | None,
        now: datetime,
        by: str | None,
    ) -> PortalTerms:
        require_aware(now)
        check_notice(terms, self.plugins.directory).require()
        act = Event(verb=verb, subject=terms.version, at=now, role=role, by=by)
        try:
            with under_way(act):
                self.plugins.notices.save_terms(terms)
        except ConflictError as error:
            # A store knows that it is approved, but not what to say about it.
            for kept in self.plugins.notices.terms():
                if kept.version == terms.version and kept.approved_on is not None:
                    raise ConflictError(error.subject, approved_already(kept)) from None
            raise
        self._tell_of(act)
        return terms
