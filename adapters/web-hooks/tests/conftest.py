"""A receiver, a hook that goes to it, and a trail for it."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(
    0, str(Path(__file__).parent)
)  # tests are imported by path, so their helpers are found by this alone
from receiver import SECRET, Receiver

from lckm_sql import SqlAdapter
from lckm_web_hooks import WebHooksAdapter


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    """A receiver that takes everything."""
    with Receiver() as made:
        yield made
        made.go_on.set()


@pytest.fixture
def make(receiver: Receiver) -> Callable[..., WebHooksAdapter]:
    """What makes the adapter with one hook."""

    def made(**settings: Any) -> WebHooksAdapter:
        hook: dict[str, Any] = {
            "name": "open-data",
            "url": f"{receiver.origin}/lckm",
            "secrets": [SECRET],
            "verbs": ["publish", "register"],
            "plain_http": True,
            "connect_timeout": 1,
            "timeout": 5,
        }
        return WebHooksAdapter(hooks=[hook | settings])

    return made


@pytest.fixture
def url(tmp_path: Path) -> str:
    """The address of a database."""
    return f"sqlite:///{tmp_path}/lckm.sqlite"


@pytest.fixture
def sql(url: str) -> SqlAdapter:
    """The database, with a trail that has nothing yet."""
    return SqlAdapter(url=url)
