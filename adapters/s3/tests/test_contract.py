"""lckm-s3 keeps the contract of a store of attachments, with and without versions."""

import pytest

from lckm_testing import AttachmentStoreContract


class TestAttachments(AttachmentStoreContract):
    keeps_files = False

    @pytest.fixture
    def store(self, files):
        return files

    @pytest.fixture
    def put(self, store):
        return store.keep
