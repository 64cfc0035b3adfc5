"""The centre's verbs for what the portal shows besides procedures: announcements and its terms (zał. 2 § 4, § 5, § 7)."""

from datetime import date, datetime

from lckm_core.calendar import civil_day, require_aware
from lckm_core.centre._events import Verbs
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


class NoticeVerbs(Verbs):
    """What is done with announcements and terms."""

    @cites("zał. 2 § 5", "zał. 2 § 7 ust. 1", "zał. 2 § 7 ust. 2")
    def announce(
        self,
        announcement: Announcement,
        *,
        role: Role,
        now: datetime,
        requested_on: date | None = None,
    ) -> Announcement:
        """Place an announcement on the portal for the days of its window, in place of one of its number; durable when this returns.

        Args:
            announcement: the whole text.
            role: who places it: the head of a cell or unit, or of Monitoring.
            now: the moment, aware.
            requested_on: the day of the request; by default the day it is.

        Raises:
            IllegalMoveError: for a role that may not, and who may.
            InvalidProcedureError: while the announcement has errors (:func:`lckm_core.check_notice`); nothing is kept.
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
        """Keep a draft of the portal terms, in place of a draft of the same version; durable when this returns.

        Anyone may draft: a draft is never in force. Raises :class:`IllegalMoveError` for terms that say they are approved,
        which :meth:`approve_terms` alone does, :class:`InvalidProcedureError` while they have errors,
        :class:`ConflictError` when that version is approved already, and ``ValueError`` for a naive moment.
        """
        if terms.approved_by is not None or terms.approved_on is not None:
            said = Message(
                f"Regulamin {terms.version} ma już wpisane zatwierdzenie. Usuń je z projektu: zatwierdza Dyrektor.",
                f"Terms {terms.version} already name an approval. Take it out of the draft: the Director approves.",
            )
            raise IllegalMoveError(Act.APPROVE_TERMS.name, "approved", said)
        return self._keep_terms(terms, EventVerb.DRAFT_TERMS, None, now)

    @cites("zarz. § 2", "zał. 2 § 4 ust. 3")
    def approve_terms(
        self, terms: PortalTerms, *, role: Role, by: Person, now: datetime
    ) -> PortalTerms:
        """Approve a version of the portal terms, drafted here before or not: exactly the text handed in. Durable when this returns.

        Args:
            terms: the version as it was read by who approves it.
            role: the Director's, and nobody else's.
            by: who approves.
            now: the moment, aware; its day in Europe/Warsaw is the day of approval.

        Raises:
            IllegalMoveError: for another role, and for terms that are approved already.
            InvalidProcedureError: while the terms have errors; nothing is kept.
            ConflictError: when that version is approved already and differs.
            ValueError: for a naive moment.
        """
        return self._keep_terms(
            approve(terms, role, by=by, on=civil_day(now)), EventVerb.APPROVE_TERMS, role, now
        )

    def _keep_terms(
        self, terms: PortalTerms, verb: EventVerb, role: Role | None, now: datetime
    ) -> PortalTerms:
        require_aware(now)
        check_notice(terms, self.plugins.directory).require()
        try:
            self.plugins.notices.save_terms(terms)
        except ConflictError as error:
            # Stores know that it is approved, and not what is to be said of it.
            for kept in self.plugins.notices.terms():
                if kept.version == terms.version and kept.approved_on is not None:
                    raise ConflictError(error.subject, approved_already(kept)) from None
            raise
        self._tell(verb, terms.version, now, role)
        return terms
