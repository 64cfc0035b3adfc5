"""The contracts of contributed commands, for each of them, of kinds of finding, and of a
directory.
"""

import pytest
from an_office import SAMPLES

from lckm_editorial import DirectoryFile
from lckm_editorial.adapter import EditorialCommands
from lckm_testing import CommandsContract, DirectoryContract, KindsContract


class TestCommands(CommandsContract):
    @pytest.fixture(
        params=EditorialCommands().contribute_commands(), ids=lambda command: command.name
    )
    def command(self, request):
        return request.param


class TestKinds(KindsContract):
    @pytest.fixture(params=EditorialCommands().contribute_kinds(), ids=lambda kind: kind.code)
    def kind(self, request):
        return request.param


class TestDirectory(DirectoryContract):
    @pytest.fixture
    def directory(self):
        return DirectoryFile(file=str(SAMPLES / "directory.yaml")).provide_directory()
