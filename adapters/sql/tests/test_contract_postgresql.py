"""lckm-sql keeps the contracts of its ports on PostgreSQL."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import pytest

from lckm_core import Directory
from lckm_core.organisation import DIRECTORY
from lckm_core.ports import (
    DocumentStore,
    DraftStore,
    Event,
    Listener,
    NoticeStore,
    NumberSource,
    ProcedureStore,
    ReportStore,
    RequestStore,
)
from lckm_sql import (
    SqlAdapter,
    SqlAudit,
    SqlDirectoryAdapter,
    SqlDocumentsAdapter,
    open_reports,
)
from lckm_sql.private_postgresql import PostgresServer
from lckm_testing import (
    DirectoryContract,
    DocumentStoreContract,
    DraftStoreContract,
    EventsContract,
    NoticeStoreContract,
    NumberSourceContract,
    ProcedureStoreContract,
    ReportStoreContract,
    RequestStoreContract,
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


class TestRequestStore(RequestStoreContract):
    survives_restart = True

    @pytest.fixture
    def store(self, postgresql: str) -> RequestStore:
        return SqlAdapter(url=postgresql).requests

    @pytest.fixture
    def reopen(self, postgresql: str) -> Callable[[], RequestStore]:
        return lambda: SqlAdapter(url=postgresql).requests


class TestNumbers(NumberSourceContract):
    survives_restart = True

    @pytest.fixture
    def numbers(self, postgresql: str) -> NumberSource:
        return SqlAdapter(url=postgresql).numbers

    @pytest.fixture
    def reopen(self, postgresql: str) -> Callable[[], NumberSource]:
        return lambda: SqlAdapter(url=postgresql).numbers


class TestDrafts(DraftStoreContract):
    survives_restart = True

    @pytest.fixture
    def drafts(self, postgresql: str) -> DraftStore:
        return SqlAdapter(url=postgresql).drafts

    @pytest.fixture
    def reopen(self, postgresql: str) -> Callable[[], DraftStore]:
        return lambda: SqlAdapter(url=postgresql).drafts


class TestProcedureStore(ProcedureStoreContract):
    survives_restart = True

    @pytest.fixture
    def store(self, postgresql: str) -> ProcedureStore:
        return SqlAdapter(url=postgresql).procedures

    @pytest.fixture
    def reopen(self, postgresql: str) -> Callable[[], ProcedureStore]:
        return lambda: SqlAdapter(url=postgresql).procedures


class TestNoticeStore(NoticeStoreContract):
    survives_restart = True

    @pytest.fixture
    def store(self, postgresql: str) -> NoticeStore:
        return SqlAdapter(url=postgresql).notices

    @pytest.fixture
    def reopen(self, postgresql: str) -> Callable[[], NoticeStore]:
        return lambda: SqlAdapter(url=postgresql).notices


class TestDocuments(DocumentStoreContract):
    survives_restart = True

    @pytest.fixture
    def store(self, postgresql: str) -> DocumentStore:
        return SqlDocumentsAdapter(url=postgresql).documents

    @pytest.fixture
    def reopen(self, postgresql: str) -> Callable[[], DocumentStore]:
        return lambda: SqlDocumentsAdapter(url=postgresql).documents


class TestDirectory(DirectoryContract):
    @pytest.fixture
    def directory(self, postgresql: str) -> Directory:
        SqlDirectoryAdapter(url=postgresql).replace_directory(DIRECTORY)
        return SqlDirectoryAdapter(url=postgresql).provide_directory()


class TestEvents(EventsContract):
    can_be_read = True

    @pytest.fixture
    def listener(self, postgresql: str) -> Listener:
        return SqlAdapter(url=postgresql).trail

    @pytest.fixture
    def heard(self, listener: SqlAudit) -> Callable[[], Sequence[Event]]:
        return lambda: [entry.event for entry in listener.audit()]
