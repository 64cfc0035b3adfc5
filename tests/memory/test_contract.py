"""lckm-core keeps the contract of each port it answers."""

from datetime import UTC, datetime, timedelta

import attrs
import pytest

from lckm_core import Audience
from lckm_core.memory import (
    MemoryAccessLog,
    MemoryAdapter,
    MemoryAttachments,
    MemoryDocuments,
    MemoryDrafts,
    MemoryExporter,
    MemoryHelpdesk,
    MemoryMailer,
    MemoryNotices,
    MemoryProcedures,
    MemoryReports,
    MemoryRequests,
    MemorySearch,
    MemorySessions,
)
from lckm_core.ports import NumberSeries
from lckm_testing import (
    AccessLogContract,
    Arrived,
    AttachmentStoreContract,
    DocumentStoreContract,
    DraftStoreContract,
    EventsContract,
    ExportContract,
    Filed,
    FileKeepingContract,
    HelpdeskContract,
    MailContract,
    NoticeStoreContract,
    NumberSourceContract,
    ProcedureStoreContract,
    ReportFinderContract,
    ReportSearchContract,
    ReportStoreContract,
    RequestStoreContract,
    RouteSourceContract,
    RouteTableKeepingContract,
    SearchContract,
    SessionStoreContract,
)


class TestProcedures(ProcedureStoreContract):
    survives_restart = False

    @pytest.fixture
    def store(self):
        return MemoryProcedures()


class TestNotices(NoticeStoreContract):
    survives_restart = False

    @pytest.fixture
    def store(self):
        return MemoryNotices()


class TestRequests(RequestStoreContract):
    survives_restart = False

    @pytest.fixture
    def store(self):
        return MemoryRequests()


class TestReports(ReportStoreContract):
    survives_restart = safe_between_processes = keeps_files = supports_expiry_by_month = False

    @pytest.fixture
    def store(self):
        return MemoryReports()


class TestFindingReports(ReportFinderContract):
    @pytest.fixture
    def store(self):
        return MemoryReports()


class TestFindingByWords(ReportSearchContract):
    @pytest.fixture
    def store(self):
        return MemoryReports()


class TestRoutes(RouteSourceContract):
    can_change = False

    @pytest.fixture
    def source(self, table):
        return MemoryAdapter(table=table)


class TestRouteChanges(RouteTableKeepingContract):
    survives_restart = False

    @pytest.fixture
    def source(self, table):
        return MemoryAdapter(table=table)


class TestMailer(MailContract):
    can_be_asked = honours_keys = brings_attachments = True
    can_be_told_to_fail = makes_messages = refuses_for_good = can_hang = False

    @pytest.fixture
    def mailer(self):
        return MemoryMailer()

    @pytest.fixture
    def arrived(self, mailer):
        return lambda: [
            Arrived(one.key, (one.to,), one.subject, one.text, attachments=one.attachments)
            for one in mailer.letters.values()
        ]


class TestHelpdesk(HelpdeskContract):
    can_be_asked = honours_keys = brings_attachments = True
    can_be_told_to_fail = refuses_for_good = can_hang = False

    @pytest.fixture
    def helpdesk(self):
        return MemoryHelpdesk()

    @pytest.fixture
    def filed(self, helpdesk):
        return lambda: [
            Filed(one.key, one.subject, one.text, one.attachments)
            for one in helpdesk.tickets.values()
        ]


class TestExporter(ExportContract):
    whole_or_nothing = True

    @pytest.fixture(params=[("portal",), ("bip",), ("call-centre",), ("portal", "bip")])
    def exporter(self, request):
        return MemoryExporter(*map(Audience, request.param))

    @pytest.fixture
    def shown(self, exporter):
        return lambda: shown_by(exporter)


def shown_by(exporter):
    """Return what is shown to any audience, by number."""
    found = {}
    for audience, some in exporter.shown.items():
        for one in some:
            found.setdefault(one.id, {})[audience] = attrs.evolve(one, on=None)
    return found


class TestSearch(SearchContract):
    @pytest.fixture
    def search(self):
        return MemorySearch()

    @pytest.fixture
    def show(self, search):
        return search.export


class TestNumbers(NumberSourceContract):
    survives_restart = False

    @pytest.fixture
    def numbers(self):
        return MemoryAdapter().numbers

    def test_those_of_reports_begin_anew_with_the_year_in_lodz(self, numbers):
        eve = datetime(2026, 12, 31, 22, 59, tzinfo=UTC)
        given = [
            numbers.next_number(NumberSeries.REPORT, now=eve + timedelta(minutes=minutes))
            for minutes in (0, 1)
        ]
        assert given == ["LCKM-2026-000001", "LCKM-2027-000001"]


class TestDocuments(DocumentStoreContract):
    survives_restart = False

    @pytest.fixture
    def store(self):
        return MemoryDocuments()


class TestDrafts(DraftStoreContract):
    survives_restart = False

    @pytest.fixture
    def drafts(self):
        return MemoryDrafts()


class TestSessions(SessionStoreContract):
    survives_restart = False

    @pytest.fixture
    def sessions(self):
        return MemorySessions()


class TestAccessLog(AccessLogContract):
    survives_restart = False

    @pytest.fixture
    def log(self):
        return MemoryAccessLog()

    @pytest.fixture
    def lines(self):
        return lambda log: log.accesses

    @pytest.fixture
    def break_log(self, log):
        return lambda: setattr(log, "accesses", None)


class TestEvents(EventsContract):
    can_be_read = True

    @pytest.fixture
    def listener(self):
        return MemoryAdapter()

    @pytest.fixture
    def heard(self, listener):
        return lambda: listener.events


class TestKeeping(FileKeepingContract):
    @pytest.fixture
    def store(self):
        return MemoryAttachments()


class TestAttachments(AttachmentStoreContract):
    keeps_files = False

    @pytest.fixture
    def store(self):
        return MemoryAttachments()

    @pytest.fixture
    def put(self, store):
        return store.files.__setitem__
