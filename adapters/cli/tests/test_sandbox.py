"""A function called in a process of its own: what that process may not do."""

import os
import sys
from math import isnan
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path

import pytest

from lckm_cli.sandbox import (
    Sandbox,
    SandboxCrashedError,
    SandboxTimeoutError,
    _limit,
    _processor_seconds,
)
from tests.helpers.rows import some_in_every_change


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no such limits")
def test_it_leaves_no_core_dump_and_takes_no_more_memory():
    import resource

    most = 2 * 1024**3
    with Sandbox(resource.getrlimit, seconds=60, memory=most) as limit_of:
        assert limit_of(resource.RLIMIT_CORE) == (0, 0)
        if sys.platform == "linux":
            assert limit_of(resource.RLIMIT_AS) == (most, most)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no such limits")
def test_its_limits_hold_wherever_it_is_started(monkeypatch):
    """Where the system allows dumps, too: this process may have been started without any."""
    import resource

    limits = {}
    monkeypatch.setattr(resource, "getrlimit", lambda _: (resource.RLIM_INFINITY,) * 2)
    monkeypatch.setattr(resource, "setrlimit", limits.__setitem__)
    _limit(1000)
    assert limits == {resource.RLIMIT_AS: (1000, 1000), resource.RLIMIT_CORE: (0, 0)}


def test_an_error_that_nobody_expected_is_told_of_without_its_words(capfd):
    with Sandbox(int, seconds=60, memory=2 * 1024**3) as number_of:
        with pytest.raises(SandboxCrashedError):
            number_of("Kanarek")
        assert number_of("7") == 7
    told = capfd.readouterr().err
    assert "ValueError" in told
    assert "Kanarek" not in told


def test_an_answer_that_comes_too_late_is_not_the_next_one(monkeypatch):
    with Sandbox(int, seconds=60, memory=2 * 1024**3) as number_of:
        with monkeypatch.context() as patch:
            patch.setattr(Connection, "poll", lambda wire, seconds: False)
            with pytest.raises(SandboxTimeoutError):
                number_of("7")
        assert number_of("8") == 8


def _open_files() -> int:
    folder = Path("/dev/fd")
    return len(list(folder.iterdir())) if folder.is_dir() else 0


@pytest.mark.parametrize(
    "error",
    some_in_every_change(
        [OSError, MemoryError, KeyboardInterrupt], 0, reason="another error in the same place"
    ),
)
def test_a_start_that_fails_is_an_error_of_that_call_alone(monkeypatch, error):
    def fail(process):
        raise error

    with Sandbox(int, seconds=60, memory=2 * 1024**3) as number_of:
        assert number_of("7") == 7
        number_of.close()
        before = _open_files()
        with monkeypatch.context() as patch:
            patch.setattr(SpawnProcess, "start", fail)
            expected = error if error is KeyboardInterrupt else SandboxCrashedError
            for _ in range(2):
                with pytest.raises(expected):
                    number_of("7")
        assert _open_files() == before
        assert number_of("7") == 7


@pytest.mark.skipif(sys.platform != "linux", reason="nothing else tells of another process")
def test_the_processor_time_of_a_process_is_known():
    before = _processor_seconds(os.getpid())
    assert 0 < before <= sum(os.times()[:2]) + 0.02
    assert isnan(_processor_seconds(None))
