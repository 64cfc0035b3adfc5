"""How long each test takes, with ``--times FILE``: a line a test, for tests/tools/slowest.py."""

import json
import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers.forking import ForkServer

_Moment = tuple[float, float]
_ENDED = pytest.StashKey[_Moment]()
"""Clock and processor before the fixtures of the whole run end, with the last test."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option."""
    parser.getgroup("lckm").addoption(
        "--times",
        type=Path,
        metavar="FILE",
        help="append the seconds that each test takes to a file",
    )


def _processor() -> float:
    now = os.times()
    own = now.user + now.system + now.children_user + now.children_system
    return own + ForkServer.processor_seconds


def _moment() -> _Moment:
    return time.monotonic(), _processor()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> None:
    """Leave out of the last test what a server of the run took since its start."""
    if nextitem is None:
        item.stash[_ENDED] = _moment()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Append what one test took, with the fixtures that it was the first to ask for."""
    file = item.config.getoption("--times")
    if file is None:
        return (yield)
    wall, processor = _moment()
    result = yield
    ended = item.stash.get(_ENDED, None) or _moment()
    line = {
        "test": item.nodeid,
        "seconds": round(ended[0] - wall, 3),
        "processor": round(ended[1] - processor, 3),
        "slow": item.get_closest_marker("slow") is not None,
    }
    with file.open("a", encoding="utf-8") as out:
        out.write(json.dumps(line) + "\n")
    return result
