"""The tiers of tests: of every run, the long ones of ``--long``, and the weekly of ``--all``."""

from collections.abc import Callable
from types import FunctionType
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

SMALL, LARGE, NEW = "small", "large", "new"
LONG = pytest.StashKey[int]()
"""How many long tests were left out."""

# Deadlines would judge how fast the machine is today. Small and large try the same examples in
# every run, so that no run depends on chance; new ones are looked for where nothing waits for the
# answer, by the session of properties, which tries as many as are written.
_UNHURRIED = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
_REPEATED = {"derandomize": True, "database": None}
settings.register_profile(SMALL, max_examples=7, **_REPEATED, **_UNHURRIED)
settings.register_profile(LARGE, max_examples=20, **_REPEATED, **_UNHURRIED)
settings.register_profile(NEW, max_examples=100, **_UNHURRIED)


def examples(count: int) -> int:
    """Return how many examples to try where the session of properties tries *count*."""
    return max(3, count * settings.default.max_examples // 100)


def only_in_every_change(*names: str, reason: str) -> Callable[[type], type]:
    """Make each test of a class a long one but those of these names; for what is inherited."""

    def mark(tests: type) -> type:
        found = {name for name in dir(tests) if name.startswith("test_")}
        assert found.issuperset(names), sorted(set(names) - found)
        for name in found.difference(names):
            # A copy, as other classes inherit the same function.
            test = getattr(tests, name)
            copy = FunctionType(
                test.__code__, test.__globals__, name, test.__defaults__, test.__closure__
            )
            copy.__kwdefaults__, copy.__doc__ = test.__kwdefaults__, test.__doc__
            copy.__annotations__, copy.__module__ = test.__annotations__, test.__module__
            copy.__dict__.update(test.__dict__)
            setattr(tests, name, pytest.mark.slow(reason=reason)(copy))
        return tests

    return mark


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options that take the long tests in."""
    group = parser.getgroup("lckm")
    group.addoption(
        "--long",
        action="store_true",
        help="the long tests too, but the weekly, and many examples of each property",
    )
    group.addoption("--all", action="store_true", help="what --long runs, and the weekly tests")


def takes_long(config: pytest.Config) -> bool:
    """Return whether long tests were asked for, with or without the weekly."""
    return bool(config.getoption("--long") or config.getoption("--all"))


def pytest_configure(config: pytest.Config) -> None:
    """Choose how many examples of each property are tried, before any test is imported."""
    if not config.getoption("hypothesis_profile", None):
        settings.load_profile(LARGE if takes_long(config) else SMALL)


@pytest.fixture(scope="session")
def long_run(request: pytest.FixtureRequest) -> bool:
    """Return whether this run has the long tests."""
    return takes_long(request.config)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the long tests out, but for those that the call names one by one."""
    for item in items:
        for marker in item.iter_markers("slow"):
            if not marker.kwargs.get("reason"):
                raise pytest.UsageError(f"{item.nodeid}: slow without a reason")
            if strange := marker.kwargs.keys() - {"reason", "weekly"}:
                raise pytest.UsageError(f"{item.nodeid}: slow with {', '.join(strange)}")
    named = tuple(one.removeprefix("./") for one in config.args if "::" in one)
    long = [item for item in items if _is_left_out(item) and not _is_named(item, named)]
    config.stash[LONG] = len(long)
    if hasattr(config, "workeroutput"):
        config.workeroutput["long"] = len(long)
    if long:
        left_out = set(long)
        config.hook.pytest_deselected(items=long)
        items[:] = [item for item in items if item not in left_out]


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take over from a process of pytest-xdist how many it left out; each leaves out the same."""
    node.config.stash[LONG] = getattr(node, "workeroutput", {}).get("long", 0)


def _is_left_out(item: pytest.Item) -> bool:
    """Return whether the test is of a tier that was not asked for."""
    markers = list(item.iter_markers("slow"))
    if item.config.getoption("--all"):
        return False
    if item.config.getoption("--long"):
        return any(marker.kwargs.get("weekly", False) for marker in markers)
    return bool(markers)


def _is_named(item: pytest.Item, named: tuple[str, ...]) -> bool:
    return any(
        item.nodeid == one or item.nodeid.startswith((f"{one}[", f"{one}::")) for one in named
    )
