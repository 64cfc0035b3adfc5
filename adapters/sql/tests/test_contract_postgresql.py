"""lckm-sql keeps the contracts of its ports on PostgreSQL."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import pytest

from lckm_core import Directory
from lckm_core.organisation import DIRECTORY
from lckm_core.ports import (
    Access,
    DocumentStore,
    DraftStore,
    Event,
    Listener,
    NoticeStore,
    NumberSource,
    ProcedureStore,
    ReportStore,
    RequestStore,
    SessionStore,
)
from lckm_sql import (
    SqlAdapter,
    SqlAudit,
    SqlDirectoryAdapter,
    SqlDocumentsAdapter,
    SqlReports,
    open_reports,
)
from lckm_testing import (
    AccessLogContract,
    DirectoryContract,
    DocumentStoreContract,
    DraftStoreContract,
    EventsContract,
    NoticeStoreContract,
    NumberSourceContract,
    ProcedureStoreContract,
    ReportFinderContract,
    ReportSearchContract,
    ReportStoreContract,
    RequestStoreContract,
    SessionStoreContract,
    TrailFinderContract,
)
from tests.helpers.access_lines import access_lines, break_trail
from tests.helpers.private_postgresql import PostgresServer
from tests.helpers.tiers import only_in_every_change

in_every_change = partial(
    only_in_every_change, reason="its contract on SQLite stands for it, and a part of it here"
)


@in_every_change(
    "test_a_claim_is_the_one_of_the_library",
    "test_a_report_is_never_without_its_delivery",
    "test_consent_withdrawn_is_due_from_that_moment",
    "test_erased_is_anonymised",
    "test_files_are_named_until_they_are_destroyed",
    "test_it_is_all_there_after_a_restart",
    "test_killed_while_it_changes_nothing_is_half_changed",
    "test_no_change_is_lost",
    "test_of_many_who_add_one_number_one_does",
    "test_two_workers_never_get_one_delivery",
    "test_what_is_due_goes_at_midnight_and_nothing_else",
    "test_words_redacted_by_hand_are_gone_and_the_rest_stays",
)
class TestReportStore(ReportStoreContract):
    survives_restart = True
    safe_between_processes = True
    keeps_files = True
    supports_expiry_by_month = True

    @pytest.fixture
    def store(self, postgresql: str) -> ReportStore:
        return open_reports(postgresql)

    @pytest.fixture
    def reopen(self, postgresql: str) -> Callable[[], ReportStore]:
        return partial(open_reports, postgresql)

    @pytest.fixture
    def opener(self, postgresql: str) -> Callable[[], ReportStore]:
        return partial(open_reports, postgresql)

    @pytest.fixture
    def owned_files(self, server: PostgresServer) -> Path:
        return server.folder


@in_every_change(
    "test_a_report_is_closed_while_an_outcome_is_in_force",
    "test_pages_follow_one_another_without_a_gap",
)
class TestFindingReports(ReportFinderContract):
    @pytest.fixture
    def store(self, postgresql: str) -> SqlReports:
        return open_reports(postgresql)


@in_every_change(
    "test_it_ends_when_the_page_is_full_and_goes_on_from_there",
    "test_words_redacted_by_hand_find_nothing",
)
class TestFindingByWords(ReportSearchContract):
    @pytest.fixture
    def store(self, postgresql: str) -> SqlReports:
        return open_reports(postgresql)


@in_every_change(
    "test_it_is_all_there_after_a_restart",
    "test_of_many_who_answer_at_once_one_does",
    "test_what_is_unmet_comes_by_number_a_page_at_a_time",
    "test_what_was_answered_about_a_procedure_comes_newest_first",
)
class TestRequestStore(RequestStoreContract):
    survives_restart = True

    @pytest.fixture
    def store(self, postgresql: str) -> RequestStore:
        return SqlAdapter(url=postgresql).requests

    @pytest.fixture
    def reopen(self, postgresql: str) -> Callable[[], RequestStore]:
        return lambda: SqlAdapter(url=postgresql).requests


@in_every_change(
    "test_none_is_given_again_after_a_restart",
    "test_of_many_who_ask_at_once_each_gets_another",
)
class TestNumbers(NumberSourceContract):
    survives_restart = True

    @pytest.fixture
    def numbers(self, postgresql: str) -> NumberSource:
        return SqlAdapter(url=postgresql).numbers

    @pytest.fixture
    def reopen(self, postgresql: str) -> Callable[[], NumberSource]:
        return lambda: SqlAdapter(url=postgresql).numbers


@in_every_change("test_a_line_is_there_after_a_restart", "test_many_may_note_at_once")
class TestAccessLog(AccessLogContract):
    survives_restart = True

    @pytest.fixture
    def log(self, postgresql: str) -> SqlAudit:
        return SqlAdapter(url=postgresql).trail

    @pytest.fixture
    def lines(self) -> Callable[[SqlAudit], Sequence[Access]]:
        return access_lines

    @pytest.fixture
    def break_log(self, log: SqlAudit) -> Callable[[], object]:
        return lambda: break_trail(log)

    @pytest.fixture
    def reopen(self, postgresql: str) -> Callable[[], SqlAudit]:
        return lambda: SqlAdapter(url=postgresql).trail


@in_every_change(
    "test_a_draft_is_there_after_a_restart",
    "test_many_may_save_discard_and_sweep_at_once",
)
class TestDrafts(DraftStoreContract):
    survives_restart = True

    @pytest.fixture
    def drafts(self, postgresql: str) -> DraftStore:
        return SqlAdapter(url=postgresql).drafts

    @pytest.fixture
    def reopen(self, postgresql: str) -> Callable[[], DraftStore]:
        return lambda: SqlAdapter(url=postgresql).drafts


@in_every_change(
    "test_a_session_is_there_after_a_restart",
    "test_many_may_sign_in_go_on_and_sign_out_at_once",
)
class TestSessions(SessionStoreContract):
    survives_restart = True

    @pytest.fixture
    def sessions(self, postgresql: str) -> SessionStore:
        return SqlAdapter(url=postgresql).sessions

    @pytest.fixture
    def reopen(self, postgresql: str) -> Callable[[], SessionStore]:
        return lambda: SqlAdapter(url=postgresql).sessions


@in_every_change(
    "test_it_is_all_there_after_a_restart",
    "test_no_change_is_lost_among_threads",
    "test_of_changes_that_conflict_none_is_kept",
    "test_of_many_who_hand_in_at_once_one_does",
)
class TestProcedureStore(ProcedureStoreContract):
    survives_restart = True

    @pytest.fixture
    def store(self, postgresql: str) -> ProcedureStore:
        return SqlAdapter(url=postgresql).procedures

    @pytest.fixture
    def reopen(self, postgresql: str) -> Callable[[], ProcedureStore]:
        return lambda: SqlAdapter(url=postgresql).procedures


@in_every_change(
    "test_it_is_all_there_after_a_restart",
    "test_of_announcements_that_conflict_none_is_kept",
    "test_of_many_who_approve_at_once_one_does",
)
class TestNoticeStore(NoticeStoreContract):
    survives_restart = True

    @pytest.fixture
    def store(self, postgresql: str) -> NoticeStore:
        return SqlAdapter(url=postgresql).notices

    @pytest.fixture
    def reopen(self, postgresql: str) -> Callable[[], NoticeStore]:
        return lambda: SqlAdapter(url=postgresql).notices


@in_every_change(
    "test_it_is_there_after_a_restart",
    "test_of_many_who_keep_the_same_nobody_loses_it",
)
class TestDocuments(DocumentStoreContract):
    survives_restart = True

    @pytest.fixture
    def store(self, postgresql: str) -> DocumentStore:
        return SqlDocumentsAdapter(url=postgresql).documents

    @pytest.fixture
    def reopen(self, postgresql: str) -> Callable[[], DocumentStore]:
        return lambda: SqlDocumentsAdapter(url=postgresql).documents


@in_every_change(
    "test_the_office_is_in_it",
)
class TestDirectory(DirectoryContract):
    @pytest.fixture
    def directory(self, postgresql: str) -> Directory:
        SqlDirectoryAdapter(url=postgresql).replace_directory(DIRECTORY)
        return SqlDirectoryAdapter(url=postgresql).provide_directory()


@in_every_change(
    "test_nothing_is_lost_among_threads",
    "test_what_it_heard_is_as_it_was_told",
)
class TestEvents(EventsContract):
    can_be_read = True

    @pytest.fixture
    def listener(self, postgresql: str) -> Listener:
        return SqlAdapter(url=postgresql).trail

    @pytest.fixture
    def heard(self, listener: SqlAudit) -> Callable[[], Sequence[Event]]:
        return lambda: [entry.event for entry in listener.audit()]


@in_every_change(
    "test_each_condition_chooses",
    "test_pages_follow_one_another_without_a_gap",
)
class TestFindingTrail(TrailFinderContract):
    @pytest.fixture
    def trail(self, postgresql: str) -> SqlAudit:
        return SqlAdapter(url=postgresql).trail
