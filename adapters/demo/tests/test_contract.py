"""The contract of contributed commands."""

import pytest

from lckm_demo.adapter import DemoCommands
from lckm_testing import CommandsContract


class TestCommands(CommandsContract):
    @pytest.fixture(params=DemoCommands().contribute_commands(), ids=lambda command: command.name)
    def command(self, request):
        return request.param
