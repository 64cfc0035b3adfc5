"""Adapters broken on purpose: each with its contract, and the test that has to notice."""

from functools import partial

import attrs
import pytest

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
    KindsContract,
    MailContract,
    NoticeStoreContract,
    ProcedureStoreContract,
    ReportFinderContract,
    ReportSearchContract,
    ReportStoreContract,
    RequestStoreContract,
    RouteSourceContract,
    RouteTableKeepingContract,
    RulesContract,
    ScannerContract,
    SearchContract,
    SessionStoreContract,
    TrailFinderContract,
    TrailReaderContract,
)

PLANTED = {}
"""The classes that hold a defect to its contract, by name."""
CAUGHT_BY = {}
"""The test of each that has to fail."""


def planted(contract, test, **capabilities):
    """Hold the adapter below to *contract*, of which *test* has to fail."""

    def plant(adapter):
        name = f"Test{adapter.__name__}"
        assert name not in PLANTED, f"{name} is planted twice"
        PLANTED[name] = type(name, (contract,), {"adapter_class": adapter, **capabilities})
        assert callable(getattr(PLANTED[name], test)), f"{test} is not collected for {name}"
        CAUGHT_BY[name] = test
        return adapter

    return plant


def some_of(read):
    """Return what is published, when it is anything; raises ``LookupError`` for nothing."""
    found = read()
    if not any(found.pages.values()):
        raise LookupError
    return found


class Reports(ReportStoreContract, abstract=True):
    survives_restart = safe_between_processes = keeps_files = supports_expiry_by_month = False

    @pytest.fixture
    def store(self):
        return self.adapter_class()


class FiledReports(Reports, abstract=True):
    survives_restart = safe_between_processes = keeps_files = True

    @pytest.fixture
    def store(self, tmp_path):
        return self.adapter_class(tmp_path)

    @pytest.fixture
    def reopen(self, tmp_path):
        return partial(self.adapter_class, tmp_path)

    @pytest.fixture
    def opener(self, tmp_path):
        return partial(self.adapter_class, tmp_path)

    @pytest.fixture
    def owned_files(self, tmp_path):
        return tmp_path


class Procedures(ProcedureStoreContract, abstract=True):
    survives_restart = False

    @pytest.fixture
    def store(self):
        return self.adapter_class()


class Notices(NoticeStoreContract, abstract=True):
    survives_restart = False

    @pytest.fixture
    def store(self):
        return self.adapter_class()


class Requests(RequestStoreContract, abstract=True):
    survives_restart = False

    @pytest.fixture
    def store(self):
        return self.adapter_class()


class FiledRequests(Requests, abstract=True):
    survives_restart = True

    @pytest.fixture
    def store(self, tmp_path):
        return self.adapter_class(tmp_path)

    @pytest.fixture
    def reopen(self, tmp_path):
        return partial(self.adapter_class, tmp_path)


class FiledProcedures(Procedures, abstract=True):
    survives_restart = True

    @pytest.fixture
    def store(self, tmp_path):
        return self.adapter_class(tmp_path)

    @pytest.fixture
    def reopen(self, tmp_path):
        return partial(self.adapter_class, tmp_path)


class Attachments(AttachmentStoreContract, abstract=True):
    keeps_files = False

    @pytest.fixture
    def store(self):
        return self.adapter_class()

    @pytest.fixture
    def put(self, store):
        return store.files.__setitem__


class Drafts(DraftStoreContract, abstract=True):
    survives_restart = False

    @pytest.fixture
    def drafts(self):
        return self.adapter_class()


class Sessions(SessionStoreContract, abstract=True):
    survives_restart = False

    @pytest.fixture
    def sessions(self):
        return self.adapter_class()


class Logs(AccessLogContract, abstract=True):
    survives_restart = False

    @pytest.fixture
    def log(self):
        return self.adapter_class()

    @pytest.fixture
    def lines(self):
        return lambda log: log.accesses

    @pytest.fixture
    def break_log(self, log):
        return lambda: setattr(log, "accesses", None)


class ReportFinding(ReportFinderContract, abstract=True):
    @pytest.fixture
    def store(self):
        return self.adapter_class()


class ReportSearching(ReportSearchContract, abstract=True):
    @pytest.fixture
    def store(self):
        return self.adapter_class()


class TrailFinding(TrailFinderContract, abstract=True):
    @pytest.fixture
    def trail(self):
        return self.adapter_class()


class Keeping(FileKeepingContract, abstract=True):
    @pytest.fixture
    def store(self):
        return self.adapter_class()


class FiledAttachments(AttachmentStoreContract, abstract=True):
    keeps_files = True

    @pytest.fixture
    def store(self, tmp_path):
        return self.adapter_class(tmp_path)

    @pytest.fixture
    def put(self, store):
        return store.keep

    @pytest.fixture
    def owned_files(self, tmp_path):
        return tmp_path


class Documents(DocumentStoreContract, abstract=True):
    survives_restart = False

    @pytest.fixture
    def store(self):
        return self.adapter_class()


class FiledDocuments(DocumentStoreContract, abstract=True):
    survives_restart = True

    @pytest.fixture
    def store(self, tmp_path):
        return self.adapter_class(tmp_path)

    @pytest.fixture
    def reopen(self, tmp_path):
        return partial(self.adapter_class, tmp_path)


class Scanners(ScannerContract, abstract=True):
    knows_eicar = can_be_away = True

    @pytest.fixture
    def scanner(self):
        return self.adapter_class()

    @pytest.fixture
    def away(self):
        return self.adapter_class(there=False)


class Searches(SearchContract, abstract=True):
    @pytest.fixture
    def search(self):
        return self.adapter_class()

    @pytest.fixture
    def show(self, search):
        return search.export


class Routes(RouteSourceContract, abstract=True):
    can_change = True

    @pytest.fixture
    def source(self, table):
        return self.adapter_class(table)

    @pytest.fixture
    def put(self, source):
        return partial(setattr, source, "known")


class RouteChanges(RouteTableKeepingContract, abstract=True):
    survives_restart = False

    @pytest.fixture
    def source(self, table):
        return self.adapter_class(table)


class MemoryMail(MailContract, abstract=True):
    can_be_asked = honours_keys = brings_attachments = True
    can_be_told_to_fail = makes_messages = refuses_for_good = can_hang = False

    @pytest.fixture
    def mailer(self):
        return self.adapter_class()

    @pytest.fixture
    def arrived(self, mailer):
        return lambda: [
            Arrived(key, (one.to,), one.subject, one.text, attachments=one.attachments)
            for key, one in mailer.letters.items()
        ]


class Messages(MailContract, abstract=True):
    makes_messages = brings_attachments = can_be_told_to_fail = refuses_for_good = can_hang = True
    can_be_asked = honours_keys = False
    patience = 1

    @pytest.fixture
    def mailer(self):
        return self.adapter_class()

    @pytest.fixture
    def arrived(self, mailer):
        return lambda: [Arrived.of(content, to) for _, content, to in mailer.mailbox.messages]

    @pytest.fixture
    def peer(self, mailer):
        return mailer.mailbox.be


class Desk(HelpdeskContract, abstract=True):
    honours_keys = brings_attachments = can_be_told_to_fail = refuses_for_good = can_hang = True
    can_be_asked = False
    patience = 1

    @pytest.fixture
    def helpdesk(self):
        return self.adapter_class()

    @pytest.fixture
    def filed(self, helpdesk):
        return lambda: [
            Filed(key, one.subject, one.text, one.attachments)
            for key, one, _ in helpdesk.mailbox.messages
        ]

    @pytest.fixture
    def peer(self, helpdesk):
        return helpdesk.mailbox.be


class Exports(ExportContract, abstract=True):
    whole_or_nothing = True

    @pytest.fixture
    def exporter(self):
        from lckm_core import Audience

        return self.adapter_class(Audience.PORTAL, Audience.BIP)

    @pytest.fixture
    def shown(self, exporter):
        def by_number():
            found = {}
            for audience, some in exporter.shown.items():
                for one in some:
                    found.setdefault(one.id, {})[audience] = attrs.evolve(one, on=None)
            return found

        return by_number


class Kinds(KindsContract, abstract=True):
    @pytest.fixture
    def kind(self):
        return self.adapter_class().kind


class Events(EventsContract, abstract=True):
    can_be_read = True

    @pytest.fixture
    def listener(self):
        return self.adapter_class()

    @pytest.fixture
    def heard(self, listener):
        return lambda: listener.events


class TrailReaders(TrailReaderContract, abstract=True):
    can_be_told_to_fail = True

    @pytest.fixture
    def reader(self):
        return self.adapter_class()

    @pytest.fixture
    def noted(self, reader):
        return lambda: reader.ids

    @pytest.fixture
    def break_down(self, reader):
        return lambda is_broken: setattr(reader, "is_broken", is_broken)


class Rules(RulesContract, abstract=True):
    @pytest.fixture
    def rule(self):
        return self.adapter_class()

    @pytest.fixture
    def good(self):
        from lckm_testing.contracts import samples

        return samples.procedure()

    @pytest.fixture
    def bad(self):
        from lckm_testing.contracts import samples

        return samples.procedure(title="WYDANIE ZAŚWIADCZENIA")
