"""The contract of contributed commands."""

import pytest

from lckm_attachments.adapter import AttachmentsAdapter
from lckm_core.testing import CommandsContract


class TestCommands(CommandsContract):
    @pytest.fixture(params=AttachmentsAdapter().contribute_commands(), ids=lambda command: command.name)
    def command(self, request):
        return request.param
