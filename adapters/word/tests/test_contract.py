"""The contracts of contributed commands and kinds of finding."""

import pytest

from lckm_testing import CommandsContract, KindsContract
from lckm_word import WordAdapter


class TestCommands(CommandsContract):
    @pytest.fixture(params=WordAdapter().contribute_commands(), ids=lambda command: command.name)
    def command(self, request):
        return request.param


class TestKinds(KindsContract):
    @pytest.fixture(params=WordAdapter().contribute_kinds(), ids=lambda kind: kind.code)
    def kind(self, request):
        return request.param
