"""Settings of every test; what the tests of all distributions share is in tests/helpers."""

import logging
import os
import signal
from collections.abc import Iterator
from importlib.util import find_spec

import pytest

pytest_plugins = [
    "tests.helpers.tiers",
    "tests.helpers.order",
    "tests.helpers.processes",
    "tests.helpers.temporary_files",
    "tests.helpers.bytecode",
    "tests.helpers.skips",
    "tests.helpers.heap",
    "tests.helpers.forking",
    # Some sessions of nox have few packages.
    *(["tests.helpers.copied_workers"] if find_spec("xdist") else []),
    "tests.helpers.times",
    *(["tests.helpers.languages"] if find_spec("lxml") else []),
    *(["tests.helpers.logs"] if find_spec("lckm_operations") else []),
    "tests.helpers.browsers",
    "tests.helpers.commands",
    "tests.helpers.sandboxes",
    "tests.helpers.postgres",
    "tests.helpers.schemas",
]

# Whoever has loaded readline tells processes that it starts the size of a terminal, which they do
# not have.
for _name in ("COLUMNS", "LINES"):
    os.environ.pop(_name, None)


# A shell has what it runs in the background ignore interrupts, and what that starts inherits it.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True, scope="session")
def keys_of_the_session(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Let no test leave keys in the home folder of whoever runs it."""
    os.environ["XDG_STATE_HOME"] = str(tmp_path_factory.mktemp("state"))


@pytest.fixture(autouse=True)
def logging_as_before() -> Iterator[None]:
    """Let no command that a test runs in this process filter what later tests log."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    yield
    for handler in set(root.handlers) - set(handlers):
        root.removeHandler(handler)
    if root.level != level:
        # Whoever sets it empties what every logger remembers.
        root.setLevel(level)
