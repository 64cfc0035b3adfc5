"""The contract of contributed commands."""

import pytest

from lckm_core.testing import CommandsContract
from lckm_word import WordAdapter


class TestCommands(CommandsContract):
    @pytest.fixture(params=WordAdapter().contribute_commands(), ids=lambda command: command.name)
    def command(self, request):
        return request.param
