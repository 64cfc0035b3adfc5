"""Settings of every test: hypothesis judges what holds, never how fast this machine is today; no terminal's size is inherited."""

import logging
import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("lckm", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("lckm")

# Whoever has loaded readline tells processes that it starts the size of a terminal, which they do not have.
for _name in ("COLUMNS", "LINES"):
    os.environ.pop(_name, None)


@pytest.fixture(autouse=True)
def logging_as_before() -> Iterator[None]:
    """Let no command that a test runs in this process filter what later tests log."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    yield
    for handler in set(root.handlers) - set(handlers):
        root.removeHandler(handler)
    root.setLevel(level)
