"""lckm-documents keeps the contracts of contributed commands and kinds of finding, of a store
of files to download and of a virus scanner.
"""

import socket

import pytest
from fake_clamd import FakeClamd

from lckm_documents.adapter import DocumentCheckAdapter
from lckm_documents.folder_adapter import DocumentsAdapter
from lckm_testing import (
    CommandsContract,
    DocumentStoreContract,
    KindsContract,
    ScannerContract,
)


class TestCommands(CommandsContract):
    @pytest.fixture(
        params=DocumentCheckAdapter().contribute_commands(), ids=lambda command: command.name
    )
    def command(self, request):
        return request.param


class TestKinds(KindsContract):
    @pytest.fixture(params=DocumentCheckAdapter().contribute_kinds(), ids=lambda kind: kind.code)
    def kind(self, request):
        return request.param


class TestDocuments(DocumentStoreContract):
    survives_restart = True

    @pytest.fixture
    def open_store(self, tmp_path):
        return lambda: DocumentsAdapter(root=str(tmp_path / "files")).provide_documents()

    @pytest.fixture
    def store(self, open_store):
        return open_store()

    @pytest.fixture
    def reopen(self, open_store):
        return open_store


class TestScanner(ScannerContract):
    knows_eicar = can_be_away = True

    @pytest.fixture
    def made(self, tmp_path):
        def make(address):
            (scanner,) = DocumentsAdapter(
                root=str(tmp_path / "files"), clamd=address
            ).contribute_scanners()
            return scanner

        return make

    @pytest.fixture
    def scanner(self, made, socket_folder):
        daemon = FakeClamd(socket.AF_UNIX, str(socket_folder / "clamd.ctl"))
        yield made(f"unix:{daemon.address}")
        daemon.close()

    @pytest.fixture
    def away(self, made, tmp_path):
        return made(f"unix:{tmp_path}/nobody.ctl")
