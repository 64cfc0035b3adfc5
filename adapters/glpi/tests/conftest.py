"""A GLPI without tickets but its marker, and the adapter's helpdesk for it."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(
    0, str(Path(__file__).parent)
)  # tests are imported by path, so their helpers are found by this alone
from fake_glpi import APP_TOKEN, ENTITY, USER_TOKEN, FakeGlpi

from lckm_glpi import Glpi, GlpiAdapter
from tests.helpers.helpdesk_server import ticket

__all__ = ["ticket"]  # a fixture that is used by its name


@pytest.fixture
def glpi() -> Iterator[FakeGlpi]:
    """A GLPI."""
    with FakeGlpi() as made:
        yield made


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
