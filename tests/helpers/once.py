"""What is made once for a whole run of tests, however many processes of pytest-xdist look at it."""

import os
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest

_T = TypeVar("_T")


def once(folders: pytest.TempPathFactory, name: str, make: Callable[[Path], _T]) -> tuple[Path, _T]:
    """Return a folder that *make* filled, and what it returned; the first process to ask runs it.

    What it returns is pickled. The others wait for the first; where files can't be locked, each
    process makes its own.
    """
    own = folders.getbasetemp()
    worker = "PYTEST_XDIST_WORKER" in os.environ
    try:
        import fcntl
    except ImportError:
        worker = False
    folder = (own.parent if worker else own) / f"once-{name}"
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("a") as lock:
        if worker:
            fcntl.flock(lock, fcntl.LOCK_EX)
        made, result = folder / "made", folder / "result.pickle"
        if not result.exists():
            made.mkdir()
            result.write_bytes(pickle.dumps(make(made)))
        return made, pickle.loads(result.read_bytes())
