"""A Zammad without tickets but its marker, and the adapter's helpdesk for it."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(
    0, str(Path(__file__).parent)
)  # tests are imported by path, so their helpers are found by this alone
from fake_zammad import CUSTOMER, GROUP, TOKEN, FakeZammad

from lckm_zammad import Zammad, ZammadAdapter
from tests.helpers.helpdesk_server import ticket

__all__ = ["ticket"]  # a fixture that is used by its name


@pytest.fixture
def zammad() -> Iterator[FakeZammad]:
    """A Zammad."""
    with FakeZammad() as made:
        yield made


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
