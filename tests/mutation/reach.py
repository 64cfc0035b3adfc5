"""What the tests reach, and how they are run on a mutant."""

from pathlib import Path
from typing import NamedTuple

import pytest
from forking import allow
from hypothesis import Phase, settings

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "lckm_core"
TESTS = ["tests/test_map.py", "tests/test_rejected.py", "tests/ordinance", "tests/unit"]
PROPERTIES = "tests/property"
OPTIONS = ["-x", "-q", "-p", "no:cacheprovider", "--capture=no", "--tb=no", "--no-header"]
OPTIONS += [
    "--assert=plain"
]  # pytest rewrites the core too, for its plugin, and would load it without the fault
IMPORT = "import"


class Reach(NamedTuple):
    """What the tests reach, and how long they take."""

    seconds: dict[str, float]
    """By the id of the test."""
    lines: dict[str, dict[int, list[str]]]
    """By module and line: the ids of the tests that run it, the test files whose import runs
    it, or ``IMPORT``.
    """


class Plugin:
    """For pytest: the same few examples of hypothesis in each run, and an end to what hangs."""

    def __init__(self, seconds: dict[str, float]) -> None:
        self.seconds = seconds

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
