"""lckm-folder keeps the contract of each port it answers, and those of its mailboxes and its
helpdesk.
"""

import json
import mimetypes
from functools import partial

import attrs
import pytest
from failing_folder import FailingFolder

from lckm_core import to_yaml
from lckm_core.delivery import MessageAttachment
from lckm_encryption import HostKeys
from lckm_folder import (
    FolderAdapter,
    FolderAttachments,
    FolderHelpdesk,
    FolderMailer,
)
from lckm_testing import (
    Arrived,
    AttachmentStoreContract,
    Filed,
    FileKeepingContract,
    HelpdeskContract,
    MailContract,
    NoticeStoreContract,
    ProcedureStoreContract,
    RouteSourceContract,
    RouteTableKeepingContract,
)


class TestProcedures(ProcedureStoreContract):
    survives_restart = True

    @pytest.fixture
    def store(self, tmp_path):
        return FolderAdapter(tmp_path).procedures

    @pytest.fixture
    def reopen(self, tmp_path):
        return lambda: FolderAdapter(tmp_path).procedures


class TestNotices(NoticeStoreContract):
    survives_restart = True

    @pytest.fixture
    def store(self, tmp_path):
        return FolderAdapter(tmp_path).notices

    @pytest.fixture
    def reopen(self, tmp_path):
        return lambda: FolderAdapter(tmp_path).notices


class TestRoutes(RouteSourceContract):
    can_change = True

    @pytest.fixture
    def put(self, tmp_path):
        return lambda table: (tmp_path / "routes.yaml").write_text(to_yaml(table), encoding="utf-8")

    @pytest.fixture
    def source(self, tmp_path, table, put):
        put(table)
        return FolderAdapter(tmp_path).routes


class TestRouteChanges(RouteTableKeepingContract):
    survives_restart = True

    @pytest.fixture
    def source(self, tmp_path, table):
        (tmp_path / "routes.yaml").write_text(to_yaml(table), encoding="utf-8")
        return FolderAdapter(tmp_path).routes

    @pytest.fixture
    def reopen(self, tmp_path):
        return lambda: FolderAdapter(tmp_path).routes


@pytest.fixture
def root(tmp_path):
    """The folder of letters or tickets, with room beside it."""
    return tmp_path / "root"


@pytest.fixture
def failing(root, monkeypatch):
    return FailingFolder(root, monkeypatch)


class TestMailer(MailContract):
    makes_messages = can_be_asked = honours_keys = brings_attachments = can_be_told_to_fail = (
        refuses_for_good
    ) = True
    can_hang = False

    @pytest.fixture
    def mailer(self, root):
        return FolderMailer(root)

    @pytest.fixture
    def arrived(self, root):
        def read(path):
            one = Arrived.of(path.read_bytes(), ())
            (to,) = (value for name, value in one.headers if name == "To")
            assert path.parent.name == to.casefold()
            return attrs.evolve(one, to=(to,))

        return lambda: [read(path) for path in root.glob("*/*.eml")]

    @pytest.fixture
    def peer(self, failing, many):
        return partial(failing.be, trays=(many[0].to,))


class TestHelpdesk(HelpdeskContract):
    can_be_asked = honours_keys = brings_attachments = can_be_told_to_fail = True
    # The folder of tickets may be anywhere, and each lies right in it: there is none that could
    # lead out.
    refuses_for_good = can_hang = False

    @pytest.fixture
    def helpdesk(self, root):
        return FolderHelpdesk(root)

    @pytest.fixture
    def filed(self, root):
        def enclosed(path, name):
            own = name.removeprefix(f"{path.stem}.")
            return MessageAttachment(
                own, mimetypes.guess_type(own)[0], path.with_name(name).read_bytes()
            )

        def read(path):
            record = json.loads(path.read_bytes())
            files = tuple(enclosed(path, name) for name in record["attachments"])
            return Filed(record["key"], record["subject"], record["text"], files)

        return lambda: [read(path) for path in root.glob("*.json")]

    @pytest.fixture
    def peer(self, failing):
        return failing.be


class TestAttachments(AttachmentStoreContract):
    keeps_files = True

    @pytest.fixture
    def store(self, tmp_path):
        return FolderAttachments(tmp_path, keys=HostKeys())  # a search would see nothing encrypted

    @pytest.fixture
    def put(self, store):
        return store.keep

    @pytest.fixture
    def owned_files(self, tmp_path):
        return tmp_path


class TestKeeping(FileKeepingContract):
    @pytest.fixture
    def store(self, tmp_path):
        return FolderAttachments(tmp_path / "files")


class TestEncryptedAttachments(AttachmentStoreContract):
    keeps_files = False

    @pytest.fixture
    def store(self, tmp_path):
        return FolderAttachments(tmp_path / "files")

    @pytest.fixture
    def put(self, store):
        return store.keep
