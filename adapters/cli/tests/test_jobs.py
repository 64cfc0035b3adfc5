"""Several processes: whatever ends the command ends them, too, and at once."""

import contextlib
import multiprocessing
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from cli_cases import procedure

from lckm_cli.check.workers import share_out
from tests.helpers.rows import some_in_every_change

pty = pytest.importorskip("pty", reason="terminals and signals of another kind")

MAIN = [sys.executable, "-c", "from lckm_cli.main import main; main()"]
JOBS = 4
HANGING = 30
"""Seconds after which something is taken to hang."""
PAUSE = 0.05
"""Seconds between two looks, of which each starts a program."""


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with work for longer than any test here lasts."""
    folder = tmp_path_factory.mktemp("many")
    text = procedure()
    for index in range(6000):
        (folder / f"{index}.yaml").write_text(text, encoding="utf-8")
    return folder


def alive(group: int) -> int:
    """Return how many processes of a group are alive."""
    listed = subprocess.run(
        ["ps", "-A", "-o", "pgid=,stat="], capture_output=True, text=True, check=True
    ).stdout
    rows = [row.split() for row in listed.splitlines()]
    return sum(row[0] == str(group) and "Z" not in row[1] for row in rows)


def wait_until(
    met: Callable[[], bool], meanwhile: Callable[[], None] = lambda: time.sleep(PAUSE)
) -> None:
    """Wait for something; fail when that hangs."""
    start = time.monotonic()
    while not met():
        assert time.monotonic() - start < HANGING
        meanwhile()


def test_whoever_breaks_off_leaves_no_process() -> None:
    before = set(multiprocessing.active_children())
    results = share_out(range(100), sorted, int, jobs=2)
    assert next(results) == 0
    assert set(multiprocessing.active_children()) - before
    with pytest.raises(KeyError):
        results.throw(KeyError)
    assert set(multiprocessing.active_children()) == before


class Command:
    """``lckm check --jobs`` at a terminal of its own, whose process group is its own, too."""

    def __init__(self, folder: Path) -> None:
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            os.execv(MAIN[0], [*MAIN, "check", str(folder), "--jobs", str(JOBS)])
        self.printed = b""

    def read(self) -> None:
        """Keep what is printed next, if anything is."""
        with contextlib.suppress(OSError):  # the terminal is gone with the command
            if select.select([self.terminal], [], [], PAUSE)[0]:
                self.printed += os.read(self.terminal, 65536)

    def wait_for(self, processes: int) -> None:
        """Wait until so many processes are alive, the command itself included."""
        wait_until(lambda: alive(self.pid) >= processes, self.read)

    def status(self) -> int:
        """Wait for the end; return how the command ended."""
        ended: list[int] = []

        def over() -> bool:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            ended.extend([status] if pid else [])
            return bool(pid)

        wait_until(over, self.read)
        return os.waitstatus_to_exitcode(ended[0])


@pytest.fixture
def command(files: Path) -> Iterator[Command]:
    one = Command(files)
    yield one
    with contextlib.suppress(ProcessLookupError):
        os.killpg(one.pid, signal.SIGKILL)
    os.close(one.terminal)


# While the first of them starts, while more do, and when all are at work.
@pytest.mark.parametrize(
    ("processes", "how"),
    some_in_every_change(
        [(many, how) for many in (2, 3, 1 + JOBS) for how in ("Ctrl-C", "SIGTERM")],
        1,
        4,
        reason="another moment; one at the start and one at work stand for it",
    ),
)
def test_an_interrupt_ends_everything(command: Command, processes: int, how: str) -> None:
    command.wait_for(processes)
    if how == "Ctrl-C":
        os.write(command.terminal, b"\x03")
    else:
        os.kill(command.pid, signal.SIGTERM)
    assert command.status() == 130
    assert alive(command.pid) == 0
    assert b"Traceback" not in command.printed
    assert b"Przerwano." in command.printed


@pytest.mark.parametrize(
    ("processes", "how"),
    some_in_every_change(
        [(many, how) for many in (2, 1 + JOBS) for how in (signal.SIGTERM, signal.SIGKILL)],
        3,
        reason="another moment or signal; SIGKILL at work stands for it",
    ),
)
def test_a_command_killed_leaves_no_process(
    files: Path, processes: int, how: signal.Signals
) -> None:
    """There is no terminal here whose end would end the others."""
    arguments = [*MAIN, "check", files, "--jobs", str(JOBS)]
    with subprocess.Popen(
        arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    ) as one:
        try:
            wait_until(lambda: alive(one.pid) >= processes)
            one.send_signal(how)
            assert one.wait(HANGING) == {signal.SIGTERM: 130, signal.SIGKILL: -signal.SIGKILL}[how]
            wait_until(lambda: alive(one.pid) == 0)
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(one.pid, signal.SIGKILL)


@pytest.mark.slow(reason="another interrupt; one that comes once stands for it")
def test_an_impatient_clerk_is_no_traceback_either(command: Command) -> None:
    command.wait_for(1 + JOBS)
    os.write(command.terminal, b"\x03\x03\x03")
    assert command.status() == 130
    assert alive(command.pid) == 0
    assert b"Traceback" not in command.printed
