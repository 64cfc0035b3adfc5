"""The order of tests: another in each run, and the same again by ``--order``."""

from random import Random, SystemRandom
from typing import Any

import pytest

_SEEDS = 10_000


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that repeats an order."""
    parser.getgroup("lckm").addoption(
        "--order",
        type=int,
        metavar="SEED",
        help="the order of an earlier run; 0: as they are written",
    )


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Draw an order; processes of pytest-xdist take that of their controller."""
    if hasattr(config, "workerinput"):
        config.option.order = config.workerinput["order"]
    elif config.option.order is None:
        config.option.order = 1 + SystemRandom().randrange(_SEEDS)


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Hand the order to a process of pytest-xdist."""
    node.workerinput["order"] = node.config.option.order


def pytest_report_header(config: pytest.Config) -> str:
    """Say how to repeat the order."""
    return f"order of tests: --order {config.option.order}"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Shuffle the files, those of the promises first, and the tests of each.

    Data files that are judged stay in order.
    """
    if config.option.order == 0 or not all(isinstance(item, pytest.Function) for item in items):
        return
    chance = Random(config.option.order)
    files: dict[object, list[pytest.Item]] = {}
    for item in items:
        files.setdefault(item.path, []).append(item)
    shuffled = list(files.values())
    chance.shuffle(shuffled)
    # They wait for processes that are killed; at the end nothing else would run meanwhile.
    shuffled.sort(key=lambda tests: "promises" not in tests[0].path.parts)
    for tests in shuffled:
        chance.shuffle(tests)
    items[:] = [item for tests in shuffled for item in tests]
