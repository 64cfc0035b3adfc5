"""A GLPI without tickets but its marker, and the adapter's helpdesk for it."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest

sys.path.insert(
    0, str(Path(__file__).parent)
)  # tests are imported by path, so their helpers are found by this alone
from fake_glpi import APP_TOKEN, ENTITY, USER_TOKEN, FakeGlpi

from lckm_core.delivery import MessageAttachment, Ticket
from lckm_glpi import Glpi, GlpiAdapter
from lckm_testing.contracts.samples import bare_report


@pytest.fixture
def glpi() -> Iterator[FakeGlpi]:
    """A GLPI."""
    made = FakeGlpi()
    yield made
    made.stop()


@pytest.fixture
def make(glpi: FakeGlpi) -> Callable[..., Glpi]:
    """What makes the adapter's helpdesk."""

    def made(**settings: Any) -> Glpi:
        asked: dict[str, Any] = {
            "url": glpi.url,
            "user_token": USER_TOKEN,
            "app_token": APP_TOKEN,
            "entity": ENTITY,
            "plain_http": True,
            "connect_timeout": 1,
            "timeout": 5,
        }
        return GlpiAdapter(**asked | settings).helpdesk

    return made


@pytest.fixture
def ticket() -> Callable[..., Ticket]:
    """What makes a ticket."""

    def made(key: str = "ZG-1.helpdesk", *files: MessageAttachment) -> Ticket:
        report = attrs.evolve(bare_report(), personal=None)
        return Ticket(key, report, "[ŁCKM] Zgłoszenie", "Treść\n", files)

    return made
