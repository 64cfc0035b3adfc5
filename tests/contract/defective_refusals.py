"""Stores that refuse what they should, and write or remove it all the same."""

from planting import Notices, Procedures, Reports, Requests, Sessions, planted

from lckm_core.delivery import Dispatch
from lckm_core.errors import AlreadyRegisteredError, ConflictError
from lckm_core.memory import (
    MemoryNotices,
    MemoryProcedures,
    MemoryReports,
    MemoryRequests,
    MemorySessions,
)
from lckm_core.reports import Report


@planted(Requests, "test_a_number_is_given_once")
class AddsWhatItRefuses(MemoryRequests):
    def add(self, request):
        try:
            super().add(request)
        except ConflictError:
            self._requests[request.number] = request
            raise


@planted(Requests, "test_a_change_of_what_somebody_changed_meanwhile_conflicts")
class ReplacesWhatItRefuses(MemoryRequests):
    def replace(self, new, was):
        try:
            super().replace(new, was)
        except ConflictError:
            self._requests[new.number] = new
            raise


class _SavesWhatItRefuses(MemoryProcedures):
    def save(self, changes):
        try:
            super().save(changes)
        except ConflictError:
            for change in changes:
                kept = self._editions.setdefault(change.edition.id, {})
                kept[change.edition.number] = change.edition
            raise


@planted(Procedures, "test_of_changes_that_conflict_none_is_kept")
class SavesAllThatItRefuses(_SavesWhatItRefuses):
    pass


@planted(Procedures, "test_a_new_edition_of_a_number_taken_conflicts")
class SavesTheTakenNumberItRefuses(_SavesWhatItRefuses):
    pass


@planted(Procedures, "test_a_change_of_what_somebody_changed_meanwhile_conflicts")
class SavesTheChangeItRefuses(_SavesWhatItRefuses):
    pass


@planted(Notices, "test_of_announcements_that_conflict_none_is_kept")
class SavesAnnouncementsItRefuses(MemoryNotices):
    def save_announcements(self, changes):
        try:
            super().save_announcements(changes)
        except ConflictError:
            for change in changes:
                self._announcements[change.edition.id, change.edition.number] = change.edition
            raise


@planted(Notices, "test_approved_terms_never_change")
class SavesTermsItRefuses(MemoryNotices):
    def save_terms(self, terms):
        try:
            super().save_terms(terms)
        except ConflictError:
            self._terms[terms.version] = terms
            raise


@planted(Notices, "test_a_draft_is_discarded_as_it_is_and_nothing_else")
class DiscardsWhatItRefuses(MemoryNotices):
    def discard_terms(self, terms):
        try:
            super().discard_terms(terms)
        except ConflictError:
            self._terms.pop(terms.version)
            raise


@planted(Sessions, "test_no_session_takes_the_place_of_another")
class KeepsTheSessionItRefuses(MemorySessions):
    def save(self, session):
        try:
            super().save(session)
        except ConflictError:
            self.sessions[session.key] = session
            raise


@planted(Sessions, "test_a_subject_of_one_issuer_is_nobody_at_another")
class RevokesAsManyOthers(MemorySessions):
    def revoke(self, **wanted):
        before = dict(self.sessions)
        count = super().revoke(**wanted)
        self.sessions = dict(list(before.items())[count:])
        return count


@planted(Reports, "test_a_number_taken_leaves_what_is_kept")
class AddsTheReportItRefuses(MemoryReports):
    def add(self, report: Report, dispatch: Dispatch, receipt: Dispatch | None = None) -> None:
        try:
            super().add(report, dispatch, receipt)
        except AlreadyRegisteredError:
            self.reports[report.number] = report
            raise


@planted(Reports, "test_a_number_taken_gets_no_receipt")
class OpensTheReceiptItRefuses(MemoryReports):
    def add(self, report: Report, dispatch: Dispatch, receipt: Dispatch | None = None) -> None:
        try:
            super().add(report, dispatch, receipt)
        except AlreadyRegisteredError:
            if receipt is not None:
                self.deliveries[receipt.id] = receipt
            raise
