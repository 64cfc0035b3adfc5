"""A foreign Open311 server, and the adapter's helpdesk for it."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(
    0, str(Path(__file__).parent)
)  # tests are imported by path, so their helpers are found by this alone
from fake_open311 import API_KEY, JURISDICTION, SECRET, FakeOpen311

from lckm_core.delivery import Accepted, Ticket
from lckm_open311_helpdesk import Open311Helpdesk, Open311HelpdeskAdapter
from tests.helpers.helpdesk_server import ticket

__all__ = ["ticket"]  # a fixture that is used by its name


@pytest.fixture
def fake() -> Iterator[FakeOpen311]:
    """A server without requests."""
    with FakeOpen311() as made:
        yield made


@pytest.fixture
def make(fake: FakeOpen311) -> Callable[..., Open311Helpdesk]:
    """What makes the adapter's helpdesk."""

    def made(**settings: Any) -> Open311Helpdesk:
        asked: dict[str, Any] = {
            "url": fake.url,
            "api_key": API_KEY,
            "secret": SECRET,
            "service": "other",
            "jurisdiction": JURISDICTION,
            "plain_http": True,
            "connect_timeout": 1,
            "timeout": 5,
        }
        return Open311HelpdeskAdapter(**asked | settings).helpdesk

    return made


@pytest.fixture
def sample(
    fake: FakeOpen311, make: Callable[..., Open311Helpdesk], ticket: Callable[..., Ticket]
) -> str:
    """The id of a request that was sent before, which the server shows."""
    result = make().file(ticket("PROBA-1.helpdesk"))
    assert isinstance(result, Accepted)
    fake.asked.clear()
    return str(result.reference)


@pytest.fixture
def own() -> Iterator[Any]:
    """Our own server."""
    from own_server import OwnServer

    made = OwnServer()
    yield made
    made.stop()
