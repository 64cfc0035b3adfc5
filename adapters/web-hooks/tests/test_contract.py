"""A web hook does what every reader of the trail does."""

import pytest

from lckm_testing import TrailReaderContract


class TestWebHook(TrailReaderContract):
    can_be_told_to_fail = True

    @pytest.fixture
    def reader(self, make):
        (reader,) = make().readers
        return reader

    @pytest.fixture
    def noted(self, receiver):
        return lambda: [message.entry for message in receiver.messages]

    @pytest.fixture
    def break_down(self, receiver):
        return lambda is_broken: receiver.stop() if is_broken else receiver.start()
