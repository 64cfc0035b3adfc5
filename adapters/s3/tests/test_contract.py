"""lckm-s3 keeps the contract of a store of attachments, with and without versions."""

import pytest

from lckm_testing import AttachmentStoreContract, FileKeepingContract


class TestAttachments(AttachmentStoreContract):
    keeps_files = False

    @pytest.fixture
    def store(self, files):
        return files

    @pytest.fixture
    def put(self, store):
        return store.keep


class TestKeeping(FileKeepingContract):
    @pytest.fixture
    def store(self, files):
        return files
