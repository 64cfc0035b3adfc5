"""A Zammad without tickets but its marker, and the adapter's helpdesk for it."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest

sys.path.insert(
    0, str(Path(__file__).parent)
)  # tests are imported by path, so their helpers are found by this alone
from fake_zammad import CUSTOMER, GROUP, TOKEN, FakeZammad

from lckm_core.delivery import MessageAttachment, Ticket
from lckm_testing.contracts.samples import bare_report
from lckm_zammad import Zammad, ZammadAdapter


@pytest.fixture
def zammad() -> Iterator[FakeZammad]:
    """A Zammad."""
    made = FakeZammad()
    yield made
    made.stop()


@pytest.fixture
def make(zammad: FakeZammad) -> Callable[..., Zammad]:
    """What makes the adapter's helpdesk."""

    def made(**settings: Any) -> Zammad:
        asked: dict[str, Any] = {
            "url": zammad.url,
            "token": TOKEN,
            "group": GROUP,
            "customer": CUSTOMER,
            "plain_http": True,
            "connect_timeout": 1,
            "timeout": 5,
        }
        return ZammadAdapter(**asked | settings).helpdesk

    return made


@pytest.fixture
def ticket() -> Callable[..., Ticket]:
    """What makes a ticket."""

    def made(key: str = "ZG-1.helpdesk", *files: MessageAttachment) -> Ticket:
        report = attrs.evolve(bare_report(), personal=None)
        return Ticket(key, report, "[ŁCKM] Zgłoszenie", "Treść\n", files)

    return made
