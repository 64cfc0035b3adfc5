"""How long each test takes, with ``--times FILE``: a line a test, for tests/tools/slowest.py."""

import json
import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest


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
    return now.user + now.system + now.children_user + now.children_system


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Append what one test took, with the fixtures that it was the first to ask for."""
    file = item.config.getoption("--times")
    if file is None:
        return (yield)
    wall, processor = time.monotonic(), _processor()
    result = yield
    line = {
        "test": item.nodeid,
        "seconds": round(time.monotonic() - wall, 3),
        "processor": round(_processor() - processor, 3),
        "slow": item.get_closest_marker("slow") is not None,
    }
    with file.open("a", encoding="utf-8") as out:
        out.write(json.dumps(line) + "\n")
    return result
