"""lckm-zammad keeps the contract of a helpdesk."""

from base64 import b64decode

import pytest

from lckm_core.delivery import MessageAttachment
from lckm_testing import Filed, HelpdeskContract


class TestHelpdesk(HelpdeskContract):
    can_be_asked = can_be_told_to_fail = can_hang = brings_attachments = True
    honours_keys = refuses_for_good = False

    @pytest.fixture
    def helpdesk(self, make):
        return make(timeout=2)

    @pytest.fixture
    def filed(self, zammad):
        def files(article):
            return tuple(
                MessageAttachment(one["filename"], one["mime-type"], b64decode(one["data"]))
                for one in article["attachments"]
            )

        return lambda: [
            Filed(
                one["lckm_key"],
                one["article"]["subject"],
                one["article"]["body"],
                files(one["article"]),
            )
            for one in zammad.filed
        ]

    @pytest.fixture
    def peer(self, zammad):
        return zammad.behave
