"""lckm-files keeps the contract of each port it answers, and those of its mailboxes and its helpdesk."""

import json

import pytest

from lckm_core import to_yaml
from lckm_core.testing import (
    Arrived,
    AttachmentStoreContract,
    Filed,
    HelpdeskContract,
    MailContract,
    NoticeStoreContract,
    ProcedureStoreContract,
    RouteSourceContract,
)
from lckm_files import FilesAdapter, FolderAttachments, FolderHelpdesk, FolderMailer


class TestProcedures(ProcedureStoreContract):
    survives_restart = True

    @pytest.fixture
    def store(self, tmp_path):
        return FilesAdapter(tmp_path).procedures

    @pytest.fixture
    def reopen(self, tmp_path):
        return lambda: FilesAdapter(tmp_path).procedures


class TestNotices(NoticeStoreContract):
    survives_restart = True

    @pytest.fixture
    def store(self, tmp_path):
        return FilesAdapter(tmp_path).notices

    @pytest.fixture
    def reopen(self, tmp_path):
        return lambda: FilesAdapter(tmp_path).notices


class TestRoutes(RouteSourceContract):
    can_change = True

    @pytest.fixture
    def put(self, tmp_path):
        return lambda table: (tmp_path / "routes.yaml").write_text(to_yaml(table), encoding="utf-8")

    @pytest.fixture
    def source(self, tmp_path, table, put):
        put(table)
        return FilesAdapter(tmp_path).routes


class TestMailer(MailContract):
    makes_messages = can_be_asked = honours_keys = True
    # A folder has no way to refuse for good; how it fails otherwise, test_peers.py tries.
    can_be_told_to_fail = False

    @pytest.fixture
    def mailer(self, tmp_path):
        return FolderMailer(tmp_path)

    @pytest.fixture
    def arrived(self, tmp_path):
        def read(path):
            one = Arrived.of(path.read_bytes(), ())
            (to,) = (value for name, value in one.headers if name == "To")
            assert path.parent.name == to.casefold()
            return Arrived(one.key, (to,), one.subject, one.text, one.headers)

        return lambda: [read(path) for path in tmp_path.glob("*/*.eml")]


class TestHelpdesk(HelpdeskContract):
    can_be_asked = honours_keys = True
    can_be_told_to_fail = False

    @pytest.fixture
    def helpdesk(self, tmp_path):
        return FolderHelpdesk(tmp_path)

    @pytest.fixture
    def filed(self, tmp_path):
        def read(path):
            record = json.loads(path.read_bytes())
            return Filed(record["key"], record["subject"], record["text"])

        return lambda: [read(path) for path in tmp_path.glob("*.json")]


class TestAttachments(AttachmentStoreContract):
    keeps_files = True

    @pytest.fixture
    def store(self, tmp_path):
        return FolderAttachments(tmp_path)

    @pytest.fixture
    def put(self, store):
        return store.keep

    @pytest.fixture
    def owned_files(self, tmp_path):
        return tmp_path
