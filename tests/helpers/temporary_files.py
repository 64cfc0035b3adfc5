"""Temporary files of tests lie in memory where there is room: a disk is waited for at each flush.

What is promised of a disk is tried by noting what is flushed, and not by a disk.
"""

import os
import shutil
import tempfile
from multiprocessing.util import Finalize
from pathlib import Path

import pytest

from tests.helpers.tiers import takes_long

_MEMORY = Path("/dev/shm")  # Linux: a file system in memory, of half of it by default
_ROOM, _ROOM_FOR_ALL = 1 << 30, 4 << 30
_PREFIX = "lckm-tests-"
_OURS = pytest.StashKey[Path]()


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Choose the folder; processes of pytest-xdist inherit it."""
    # Speed is measured on the disk that a user has.
    measured = config.getoption("benchmark_enable", False)
    if "TMPDIR" in os.environ or measured or not _has_room(takes_long(config)):
        return
    _remove_left_ones()
    folder = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-", dir=_MEMORY))
    if os.geteuid() == 0:
        # Programs that tests run as another user come through here; nobody lists what is in it.
        folder.chmod(0o711)
    os.environ["TMPDIR"] = tempfile.tempdir = str(folder)
    config.stash[_OURS] = folder


def pytest_report_header(config: pytest.Config) -> str | None:
    """Say where temporary files are."""
    return f"temporary files: {config.stash[_OURS]}" if _OURS in config.stash else None


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Remove the folder at the end unless a test failed: then it lies there until the next run."""
    done = exitstatus in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED)
    if done and _OURS in session.config.stash:
        # After multiprocessing has removed its own, by priority -100.
        Finalize(
            None,
            shutil.rmtree,
            args=(session.config.stash[_OURS],),
            kwargs={"ignore_errors": True},
            exitpriority=-1000,
        )


def pytest_unconfigure(config: pytest.Config) -> None:
    """Choose anew in a run of the same process."""
    if _OURS in config.stash:
        os.environ.pop("TMPDIR", None)
        tempfile.tempdir = None


def _has_room(for_all: bool) -> bool:
    try:
        found = os.statvfs(_MEMORY)
    except (AttributeError, OSError):
        return False
    # Tests run programs that they make; in many containers none may be run from there.
    runs_programs = not found.f_flag & os.ST_NOEXEC
    room = found.f_bavail * found.f_frsize
    return (
        runs_programs
        and os.access(_MEMORY, os.W_OK)
        and room >= (_ROOM_FOR_ALL if for_all else _ROOM)
    )


def _remove_left_ones() -> None:
    """Remove the folders of runs that have ended."""
    for folder in _MEMORY.glob(f"{_PREFIX}*"):
        number = folder.name.removeprefix(_PREFIX).partition("-")[0]
        if number.isdecimal() and not Path("/proc", number).exists():
            shutil.rmtree(folder, ignore_errors=True)
