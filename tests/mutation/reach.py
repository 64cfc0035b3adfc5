"""What the tests reach, and how they are run on a mutant."""

from typing import NamedTuple

import pytest
from forking import allow
from hypothesis import Phase, settings

OPTIONS = ["-x", "-q", "-p", "no:cacheprovider", "--capture=no", "--tb=no", "--order=0"]
# pytest rewrites the core too, for its plugin, and would load it without the fault.
OPTIONS += ["--assert=plain", "--no-header"]
_APART = {"browser", "fork_server", "postgresql", "servers"}
"""Fixtures and values of parameters that start a process, in which the fault is not."""
IMPORT = "import"


class Reach(NamedTuple):
    """What the tests reach, and how long they take."""

    seconds: dict[str, float]
    """By the id of the test."""
    lines: dict[str, dict[int, list[str]]]
    """By module and line: the ids of the tests that run it, the test files whose import runs
    it, or ``IMPORT``.
    """
    failing: set[str]
    """The tests that fail without any fault put in: a fork is not what they expect."""


class Plugin:
    """For pytest: the same few examples of hypothesis in each run, no process beside
    this one, and an end to what hangs.
    """

    def __init__(self, seconds: dict[str, float]) -> None:
        self.seconds = seconds

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Leave out what tries another process."""
        items[:] = [item for item in items if not _needs_a_process(item)]

    def pytest_collection(self) -> None:
        """Have few examples, and no search for the least that fails."""
        phases = (Phase.explicit, Phase.generate)
        settings.register_profile(
            "mutation", settings(derandomize=True, max_examples=20, database=None, phases=phases)
        )
        settings.load_profile("mutation")

    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        """Give the test ten times what it needs."""
        allow(3 + 10 * self.seconds.get(item.nodeid, 6))


def _needs_a_process(item: pytest.Item) -> bool:
    """Return whether a test starts a browser, a PostgreSQL or a process that is forked."""
    values = item.callspec.params.values() if hasattr(item, "callspec") else ()
    named = {value for value in values if isinstance(value, str)}
    asked = named.union(getattr(item, "fixturenames", ()))
    return not _APART.isdisjoint(asked) or item.get_closest_marker("browser") is not None
