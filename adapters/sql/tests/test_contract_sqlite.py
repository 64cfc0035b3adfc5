"""lckm-sql keeps the contracts of its ports on SQLite."""

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


class TestReportStore(ReportStoreContract):
    survives_restart = True
    safe_between_processes = True
    keeps_files = True
    supports_expiry_by_month = True

    @pytest.fixture
    def store(self, tmp_path: Path) -> ReportStore:
        return open_reports(f"sqlite:///{tmp_path}/reports.sqlite")

    @pytest.fixture
    def reopen(self, tmp_path: Path) -> Callable[[], ReportStore]:
        return partial(open_reports, f"sqlite:///{tmp_path}/reports.sqlite")

    @pytest.fixture
    def opener(self, tmp_path: Path) -> Callable[[], ReportStore]:
        return partial(open_reports, f"sqlite:///{tmp_path}/reports.sqlite")

    @pytest.fixture
    def owned_files(self, tmp_path: Path) -> Path:
        return tmp_path


class TestFindingReports(ReportFinderContract):
    @pytest.fixture
    def store(self, tmp_path: Path) -> SqlReports:
        return open_reports(f"sqlite:///{tmp_path}/reports.sqlite")


class TestFindingByWords(ReportSearchContract):
    @pytest.fixture
    def store(self, tmp_path: Path) -> SqlReports:
        return open_reports(f"sqlite:///{tmp_path}/reports.sqlite")


class TestRequestStore(RequestStoreContract):
    survives_restart = True

    @pytest.fixture
    def store(self, tmp_path: Path) -> RequestStore:
        return SqlAdapter(url=f"sqlite:///{tmp_path}/reports.sqlite").requests

    @pytest.fixture
    def reopen(self, tmp_path: Path) -> Callable[[], RequestStore]:
        return lambda: SqlAdapter(url=f"sqlite:///{tmp_path}/reports.sqlite").requests


class TestNumbers(NumberSourceContract):
    survives_restart = True

    @pytest.fixture
    def numbers(self, tmp_path: Path) -> NumberSource:
        return SqlAdapter(url=f"sqlite:///{tmp_path}/reports.sqlite").numbers

    @pytest.fixture
    def reopen(self, tmp_path: Path) -> Callable[[], NumberSource]:
        return lambda: SqlAdapter(url=f"sqlite:///{tmp_path}/reports.sqlite").numbers


class TestDrafts(DraftStoreContract):
    survives_restart = True

    @pytest.fixture
    def drafts(self, tmp_path: Path) -> DraftStore:
        return SqlAdapter(url=f"sqlite:///{tmp_path}/reports.sqlite").drafts

    @pytest.fixture
    def reopen(self, tmp_path: Path) -> Callable[[], DraftStore]:
        return lambda: SqlAdapter(url=f"sqlite:///{tmp_path}/reports.sqlite").drafts


class TestSessions(SessionStoreContract):
    survives_restart = True

    @pytest.fixture
    def sessions(self, tmp_path: Path) -> SessionStore:
        return SqlAdapter(url=f"sqlite:///{tmp_path}/reports.sqlite").sessions

    @pytest.fixture
    def reopen(self, tmp_path: Path) -> Callable[[], SessionStore]:
        return lambda: SqlAdapter(url=f"sqlite:///{tmp_path}/reports.sqlite").sessions


class TestAccessLog(AccessLogContract):
    survives_restart = True

    @pytest.fixture
    def log(self, tmp_path: Path) -> SqlAudit:
        return SqlAdapter(url=f"sqlite:///{tmp_path}/reports.sqlite").trail

    @pytest.fixture
    def lines(self) -> Callable[[SqlAudit], Sequence[Access]]:
        return access_lines

    @pytest.fixture
    def break_log(self, log: SqlAudit) -> Callable[[], object]:
        return lambda: break_trail(log)

    @pytest.fixture
    def reopen(self, tmp_path: Path) -> Callable[[], SqlAudit]:
        return lambda: SqlAdapter(url=f"sqlite:///{tmp_path}/reports.sqlite").trail


class TestProcedureStore(ProcedureStoreContract):
    survives_restart = True

    @pytest.fixture
    def store(self, tmp_path: Path) -> ProcedureStore:
        return SqlAdapter(url=f"sqlite:///{tmp_path}/reports.sqlite").procedures

    @pytest.fixture
    def reopen(self, tmp_path: Path) -> Callable[[], ProcedureStore]:
        return lambda: SqlAdapter(url=f"sqlite:///{tmp_path}/reports.sqlite").procedures


class TestNoticeStore(NoticeStoreContract):
    survives_restart = True

    @pytest.fixture
    def store(self, tmp_path: Path) -> NoticeStore:
        return SqlAdapter(url=f"sqlite:///{tmp_path}/reports.sqlite").notices

    @pytest.fixture
    def reopen(self, tmp_path: Path) -> Callable[[], NoticeStore]:
        return lambda: SqlAdapter(url=f"sqlite:///{tmp_path}/reports.sqlite").notices


class TestDocuments(DocumentStoreContract):
    survives_restart = True

    @pytest.fixture
    def store(self, tmp_path: Path) -> DocumentStore:
        return SqlDocumentsAdapter(url=f"sqlite:///{tmp_path}/reports.sqlite").documents

    @pytest.fixture
    def reopen(self, tmp_path: Path) -> Callable[[], DocumentStore]:
        return lambda: SqlDocumentsAdapter(url=f"sqlite:///{tmp_path}/reports.sqlite").documents


class TestDirectory(DirectoryContract):
    @pytest.fixture
    def directory(self, tmp_path: Path) -> Directory:
        SqlDirectoryAdapter(url=f"sqlite:///{tmp_path}/reports.sqlite").replace_directory(DIRECTORY)
        return SqlDirectoryAdapter(url=f"sqlite:///{tmp_path}/reports.sqlite").provide_directory()


class TestEvents(EventsContract):
    can_be_read = True

    @pytest.fixture
    def listener(self, tmp_path: Path) -> Listener:
        return SqlAdapter(url=f"sqlite:///{tmp_path}/reports.sqlite").trail

    @pytest.fixture
    def heard(self, listener: SqlAudit) -> Callable[[], Sequence[Event]]:
        return lambda: [entry.event for entry in listener.audit()]


class TestFindingTrail(TrailFinderContract):
    @pytest.fixture
    def trail(self, tmp_path: Path) -> SqlAudit:
        return SqlAdapter(url=f"sqlite:///{tmp_path}/reports.sqlite").trail
