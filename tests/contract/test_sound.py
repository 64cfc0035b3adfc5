"""Sound adapters keep the contracts with every capability on."""

from functools import partial

import pytest
from sound import (
    DeskThatCanBeAsked,
    DeskThatHonoursKeys,
    EicarScanner,
    KeptNotices,
    KeptProcedures,
    KeptReports,
    KeptRequests,
    ListReader,
    MessageMailer,
)

from lckm_core import (
    Finding,
    Message,
    RouteTable,
    Severity,
    to_data,
)
from lckm_core.findings import FindingKind
from lckm_core.memory import MemoryHelpdesk, MemoryMailer
from lckm_core.organisation import DIRECTORY
from lckm_core.ports import Command
from lckm_core.procedures import from_data
from lckm_testing import (
    Arrived,
    CommandsContract,
    DirectoryContract,
    EventsContract,
    Fault,
    FaultyHelpdesk,
    FaultyMailer,
    Filed,
    HelpdeskContract,
    KindsContract,
    MailContract,
    NoticeStoreContract,
    PeerState,
    ProcedureStoreContract,
    ReportStoreContract,
    RequestStoreContract,
    RouteSourceContract,
    RulesContract,
    ScannerContract,
    TrailFinderContract,
    TrailReaderContract,
)
from lckm_testing.contracts import samples
from tests.helpers.trail import FindableTrail


class TestReports(ReportStoreContract):
    survives_restart = safe_between_processes = keeps_files = True
    supports_expiry_by_month = False

    @pytest.fixture
    def store(self, tmp_path):
        return KeptReports(tmp_path)

    @pytest.fixture
    def reopen(self, tmp_path):
        return partial(KeptReports, tmp_path)

    @pytest.fixture
    def opener(self, tmp_path):
        return partial(KeptReports, tmp_path)

    @pytest.fixture
    def owned_files(self, tmp_path):
        return tmp_path


class TestProcedures(ProcedureStoreContract):
    survives_restart = True

    @pytest.fixture
    def store(self, tmp_path):
        return KeptProcedures(tmp_path)

    @pytest.fixture
    def reopen(self, tmp_path):
        return partial(KeptProcedures, tmp_path)


class TestNotices(NoticeStoreContract):
    survives_restart = True

    @pytest.fixture
    def store(self, tmp_path):
        return KeptNotices(tmp_path)

    @pytest.fixture
    def reopen(self, tmp_path):
        return partial(KeptNotices, tmp_path)


class TestRequests(RequestStoreContract):
    survives_restart = True

    @pytest.fixture
    def store(self, tmp_path):
        return KeptRequests(tmp_path)

    @pytest.fixture
    def reopen(self, tmp_path):
        return partial(KeptRequests, tmp_path)


class ChangingTable:
    def __init__(self, table: RouteTable) -> None:
        self.known = table

    def table(self) -> RouteTable:
        return self.known


class TestRoutes(RouteSourceContract):
    can_change = True

    @pytest.fixture
    def source(self, table):
        return ChangingTable(table)

    @pytest.fixture
    def put(self, source):
        return partial(setattr, source, "known")


class TestMessages(MailContract):
    makes_messages = brings_attachments = can_be_told_to_fail = refuses_for_good = can_hang = True
    can_be_asked = honours_keys = False

    @pytest.fixture
    def mailer(self):
        return MessageMailer()

    @pytest.fixture
    def arrived(self, mailer):
        return lambda: [Arrived.of(content, to) for _, content, to in mailer.mailbox.messages]

    @pytest.fixture
    def peer(self, mailer):
        return mailer.mailbox.be


class WithoutFiles(MessageMailer):
    def files(self, letter):
        return ()


class TestMessagesWithoutFiles(TestMessages):
    """Of a mailer that leaves files out, and says so."""

    brings_attachments = False

    @pytest.fixture
    def mailer(self):
        return WithoutFiles()


FAULTS = {
    PeerState.WELL: Fault.NONE,
    PeerState.UNREACHABLE: Fault.BEFORE,
    PeerState.REFUSES_FOR_NOW: Fault.TEMPORARY,
    PeerState.REFUSES_FOR_GOOD: Fault.PERMANENT,
    PeerState.LOSES_ANSWER: Fault.AFTER,
}


class TestFaultyMailer(MailContract):
    """What it does by script is what the real ones do."""

    can_be_asked = honours_keys = brings_attachments = can_be_told_to_fail = refuses_for_good = True
    makes_messages = can_hang = False

    @pytest.fixture
    def mailer(self):
        return FaultyMailer(MemoryMailer())

    @pytest.fixture
    def arrived(self, mailer):
        return lambda: [
            Arrived(one.key, (one.to,), one.subject, one.text, attachments=one.attachments)
            for one in mailer.inner.letters.values()
        ]

    @pytest.fixture
    def peer(self, mailer):
        return lambda state: mailer.plan([FAULTS[state]])


class TestFaultyHelpdesk(HelpdeskContract):
    can_be_asked = honours_keys = brings_attachments = can_be_told_to_fail = refuses_for_good = True
    can_hang = False

    @pytest.fixture
    def helpdesk(self):
        return FaultyHelpdesk(MemoryHelpdesk())

    @pytest.fixture
    def filed(self, helpdesk):
        return lambda: [
            Filed(one.key, one.subject, one.text, one.attachments)
            for one in helpdesk.inner.tickets.values()
        ]

    @pytest.fixture
    def peer(self, helpdesk):
        return lambda state: helpdesk.plan([FAULTS[state]])


class TestDeskThatHonoursKeys(HelpdeskContract):
    honours_keys = brings_attachments = can_be_told_to_fail = refuses_for_good = can_hang = True
    can_be_asked = False

    @pytest.fixture
    def helpdesk(self):
        return DeskThatHonoursKeys()

    @pytest.fixture
    def filed(self, helpdesk):
        return lambda: [
            Filed(one.key, one.subject, one.text, one.attachments)
            for _, one, _ in helpdesk.mailbox.messages
        ]

    @pytest.fixture
    def peer(self, helpdesk):
        return helpdesk.mailbox.be


class TestDeskThatCanBeAsked(TestDeskThatHonoursKeys):
    """Silent, it answers no question either."""

    can_be_asked = True
    honours_keys = False

    @pytest.fixture
    def helpdesk(self):
        return DeskThatCanBeAsked()


class TestOwnDirectory(DirectoryContract):
    @pytest.fixture
    def directory(self):
        return DIRECTORY


class NoShouting:
    """A host's rule: no title in capital letters."""

    prefix = "HOST"

    def __call__(self, procedure):
        if procedure.title.isupper():
            yield Finding(
                "HOST-001",
                Severity.WARNING,
                "/title",
                "Tytuł wielkimi literami. Napisz go zwyczajnie.",
                "wzór: Nazwa procedury",
            )


class TestRule(RulesContract):
    @pytest.fixture
    def rule(self):
        return NoShouting()

    @pytest.fixture
    def good(self):
        return samples.procedure()

    @pytest.fixture
    def bad(self):
        return from_data({**to_data(samples.procedure()), "title": "WYDANIE ZAŚWIADCZENIA"})


class TestKinds(KindsContract):
    @pytest.fixture
    def kind(self):
        about = Message("skan bez warstwy tekstowej", "a scan without a text layer")
        return FindingKind("CITY-F001", "zał. 2 § 9 ust. 4", Severity.ERROR, about)


class TestCommand(CommandsContract):
    @pytest.fixture
    def command(self):
        click = pytest.importorskip(
            "click", reason="commands are click's, which comes with lckm-cli"
        )
        return Command("report-list", "Lista zgłoszeń", lambda: click.Command("report-list"))


class Deaf:
    def on_event(self, event):
        """Hear nothing, as a cache that only forgets does."""


class TestDeafListener(EventsContract):
    can_be_read = False

    @pytest.fixture
    def listener(self):
        return Deaf()


class TestTrail(TrailFinderContract):
    @pytest.fixture
    def trail(self):
        return FindableTrail()


class TestTrailReadInSmallParts(TestTrail):
    @pytest.fixture
    def trail(self, monkeypatch):
        monkeypatch.setattr(FindableTrail, "most", 2)
        return FindableTrail()


class TestTrailReader(TrailReaderContract):
    can_be_told_to_fail = True

    @pytest.fixture
    def reader(self):
        return ListReader()

    @pytest.fixture
    def noted(self, reader):
        return lambda: reader.ids

    @pytest.fixture
    def break_down(self, reader):
        return lambda is_broken: setattr(reader, "is_broken", is_broken)


class TestScanner(ScannerContract):
    knows_eicar = can_be_away = True

    @pytest.fixture
    def scanner(self):
        return EicarScanner()

    @pytest.fixture
    def away(self):
        return EicarScanner(there=False)
