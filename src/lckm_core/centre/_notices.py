"""Announcements and the terms of the portal (zał. 2 § 4, § 5, § 7)."""

from datetime import date, datetime

from lckm_core.calendar import civil_day, require_aware
from lckm_core.centre._base import CentreBase
from lckm_core.errors import ConflictError, IllegalMoveError
from lckm_core.law import cites
from lckm_core.organisation import Act, Role
from lckm_core.ports import EventVerb
from lckm_core.procedures import Person
from lckm_core.publication import (
    Announcement,
    PortalTerms,
    announce,
    approve,
    approved_already,
    check_notice,
)
from lckm_core.text import Message


class Notices(CentreBase):
    """What the centre does with announcements and terms."""

    @cites("zał. 2 § 5", "zał. 2 § 7 ust. 1", "zał. 2 § 7 ust. 2")
    def announce(
        self,
        announcement: Announcement,
        *,
        role: Role,
        now: datetime,
        requested_on: date | None = None,
    ) -> Announcement:
        """Place an announcement on the portal for its window, replacing one of the same number.

        Durable when this returns.

        Args:
            announcement: the whole text.
            role: who places it: the head of a cell or unit, or of Monitoring.
            now: the current moment, aware.
            requested_on: the day of the request; by default today.

        Raises:
            IllegalMoveError: for a role that may not.
            InvalidProcedureError: while it has errors (:func:`lckm_core.publication.check_notice`);
                nothing is stored.
            ValueError: for a naive moment.
        """
        today = civil_day(now)
        announce(announcement, role)
        check_notice(
            announcement, self.plugins.directory, requested_on=requested_on or today
        ).require()
        self.plugins.notices.save_announcement(announcement)
        self._tell(EventVerb.ANNOUNCE, announcement.id, now, role)
        return announcement

    @cites("zał. 2 § 4 ust. 2")
    def draft_terms(self, terms: PortalTerms, *, now: datetime) -> PortalTerms:
        """Store a draft of the portal terms, replacing a draft of the same version.

        Durable when this returns. Anyone may draft: a draft is never in force.

        Raises:
            IllegalMoveError: for terms that name an approval, which only :meth:`approve_terms`
                gives.
            InvalidProcedureError: while they have errors.
            ConflictError: when that version is approved already.
            ValueError: for a naive moment.
        """
        if terms.approved_by is not None or terms.approved_on is not None:
            message = Message(
                f"Regulamin {terms.version} ma już wpisane zatwierdzenie. "
                "Usuń je z projektu: zatwierdza Dyrektor.",
                f"Terms {terms.version} already name an approval. "
                "Take it out of the draft: the Director approves.",
            )
            raise IllegalMoveError(Act.APPROVE_TERMS.name, "approved", message)
        return self._save_terms(terms, EventVerb.DRAFT_TERMS, None, now)

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
        return self._save_terms(
            approve(terms, role, by=by, on=civil_day(now)), EventVerb.APPROVE_TERMS, role, now
        )

    def _save_terms(
        self, terms: PortalTerms, verb: EventVerb, role: Role | None, now: datetime
    ) -> PortalTerms:
        require_aware(now)
        check_notice(terms, self.plugins.directory).require()
        try:
            self.plugins.notices.save_terms(terms)
        except ConflictError as error:
            # A store knows that it is approved, but not what to say about it.
            for kept in self.plugins.notices.terms():
                if kept.version == terms.version and kept.approved_on is not None:
                    raise ConflictError(error.subject, approved_already(kept)) from None
            raise
        self._tell(verb, terms.version, now, role)
        return terms
