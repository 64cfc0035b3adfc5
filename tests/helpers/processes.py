"""How many processes of pytest-xdist ``-n auto`` means: three more than there are cores."""

import os

import pytest


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int | None:
    """Return the number; ``None`` leaves it to the variable of pytest-xdist, where it is set."""
    # Half of the time, tests wait for a process, a server or a browser.
    if "PYTEST_XDIST_AUTO_NUM_WORKERS" in os.environ:
        return None
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return (cores or 1) + 3
