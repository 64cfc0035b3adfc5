"""The contract of contributed commands, for each of them."""

import pytest

from lckm_operations.adapter import OperationsAdapter
from lckm_testing import CommandsContract


class TestCommands(CommandsContract):
    @pytest.fixture(
        params=OperationsAdapter().contribute_commands(), ids=lambda command: command.name
    )
    def command(self, request):
        return request.param
