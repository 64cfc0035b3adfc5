"""``lckm`` and ``python`` in processes of their own that start in a tenth of the time: forked, with
what they import loaded.

Run as a program, this is the process that they are forked from.
"""

import gc
import json
import os
import runpy
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module, invalidate_caches
from pathlib import Path
from select import select
from typing import Any

import pytest

LOADED = ("lckm_cli.main", "lckm_operations.worker", "lckm_sql", "sqlalchemy", "alembic.command")
"""What most of the commands load."""
_LONGEST_REQUEST = 1 << 20
PERSONAL_DATA = """
Mieszkam przy ul. Przykładowej 1 m. 2, 90-001 Łódź, tel. 600 100 200, jan@x.example.
Nazywam się Jan Przykładowy, urodzony 1 maja 1970, z żoną Anną. tel. domowy 42 600 10 20.
"""


class ForkedProcess:
    """A forked process, with those methods of ``subprocess.Popen`` that the tests call."""

    def __init__(self, server: "ForkServer", arguments: Sequence[str], **options: Any) -> None:
        self._written: list[str] = []
        # Files, so that nothing waits for a reader; closed when they have been read.
        self._outputs = [tempfile.TemporaryFile() for _ in ("stdout", "stderr")]  # noqa: SIM115
        ours, theirs = os.pipe()
        descriptors = [*(file.fileno() for file in self._outputs), theirs]
        server.request({"arguments": arguments, **options}, descriptors)
        os.close(theirs)
        self._announcements = open(ours, encoding="ascii")  # noqa: PTH123, SIM115
        self.pid = int(self._announcements.readline())
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """Return how it ended, or ``None`` while it runs."""
        return self._ended_within(0)

    def wait(self, timeout: float | None = None) -> int:
        """Return how it ended."""
        code = self._ended_within(timeout)
        if code is None:
            assert timeout is not None
            raise subprocess.TimeoutExpired("lckm", timeout)
        return code

    def communicate(self, timeout: float | None = None) -> tuple[str, str]:
        """Return what it wrote, after its end."""
        self.wait(timeout)
        self._announcements.close()
        for file in self._outputs:
            with file:
                file.seek(0)
                self._written.append(file.read().decode())
        self._outputs.clear()
        return self._written[0], self._written[1]

    def send_signal(self, number: int) -> None:
        """Send a signal, if it still runs."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        """Ask it to stop."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End it."""
        self.send_signal(signal.SIGKILL)

    def _ended_within(self, seconds: float | None) -> int | None:
        if self.returncode is None and select([self._announcements], [], [], seconds)[0]:
            code, seconds = self._announcements.readline().split()
            self.returncode = int(code)
            ForkServer.processor_seconds += float(seconds)
        return self.returncode


class ForkServer:
    """A process that has loaded modules, and of which each call is a copy."""

    processor_seconds = 0.0
    """What the copies took that have ended; they are no children of the process of tests."""

    def __init__(self, modules: Sequence[str] = LOADED) -> None:
        self._channel, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            command = [sys.executable, "-P", __file__, str(theirs.fileno()), *modules]
            # Not the environment of the first test that asks: each request brings its own.
            self._process = subprocess.Popen(
                command, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL
            )

    def start(self, *arguments: str, cwd: Path, env: Mapping[str, str]) -> ForkedProcess:
        """Start ``lckm`` with these arguments."""
        return ForkedProcess(self, arguments, cwd=str(cwd), env=dict(env))

    def start_python(self, *arguments: str, cwd: Path, env: Mapping[str, str]) -> ForkedProcess:
        """Start ``python`` with a file, ``-m`` and a module, or ``-c`` and code."""
        return ForkedProcess(self, arguments, cwd=str(cwd), env=dict(env), python=True)

    def request(self, asked: Mapping[str, Any], descriptors: Sequence[int]) -> None:
        """Ask for a process, whose outputs and end go to the descriptors."""
        socket.send_fds(self._channel, [json.dumps(asked).encode()], descriptors)

    def close(self) -> None:
        """End it; those that it became go on."""
        self._channel.close()
        self._process.wait()


_SERVER_OF_RUN = pytest.StashKey[ForkServer]()
_SHARED: list[ForkServer] = []
"""The server of a whole run, in the controller of pytest-xdist and in its copies."""


@pytest.hookimpl(optionalhook=True, tryfirst=True)
def pytest_xdist_setupnodes(config: pytest.Config) -> None:
    """Start a server for a run of every file, before the controller is copied."""
    if hasattr(os, "fork") and config.args_source is not pytest.Config.ArgsSource.ARGS:
        config.stash[_SERVER_OF_RUN] = server = ForkServer()
        _SHARED.append(server)


def pytest_unconfigure(config: pytest.Config) -> None:
    """End it."""
    if _SERVER_OF_RUN in config.stash:
        _SHARED.remove(config.stash[_SERVER_OF_RUN])
        config.stash[_SERVER_OF_RUN].close()


@pytest.fixture(scope="session")
def fork_server() -> Iterator[ForkServer | None]:
    """The server of the run, or one for each process; ``None`` where none is forked (Windows)."""
    if _SHARED:
        yield _SHARED[-1]
        return
    if not hasattr(os, "fork"):
        yield None
        return
    server = ForkServer()
    yield server
    server.close()


def _next_request(channel: socket.socket) -> tuple[dict[str, Any], list[int]]:
    """Return the next request in a process of its own; the one that waits for requests never does.

    Raises ``SystemExit`` where nobody asks any more.
    """
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for those that tell of an end
    while True:
        message, descriptors, _, _ = socket.recv_fds(channel, _LONGEST_REQUEST, 3)
        if not message:
            raise SystemExit(0)
        if os.fork() == 0:
            channel.close()
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            return json.loads(message), descriptors
        for one in descriptors:
            os.close(one)


def _become(asked: Mapping[str, Any], descriptors: Sequence[int]) -> None:
    """Go on in a child, as a new ``lckm`` would begin; this process tells of its end."""
    *outputs, announcements = descriptors
    child = os.fork()
    if child:
        os.write(announcements, f"{child}\n".encode())
        _, status, used = os.wait4(child, 0)
        code = os.waitstatus_to_exitcode(status)
        os.write(announcements, f"{code} {used.ru_utime + used.ru_stime:.3f}\n".encode())
        os._exit(0)
    os.close(announcements)
    # Whatever ignores them for the run of tests: nohup, or a shell that runs it in the background.
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for number, descriptor in enumerate(outputs, 1):
        os.dup2(descriptor, number)
        os.close(descriptor)
    os.chdir(asked["cwd"])
    os.environ.clear()
    os.environ.update(asked["env"])
    sys.path[:0] = filter(None, asked["env"].get("PYTHONPATH", "").split(os.pathsep))
    invalidate_caches()


def _run_python(arguments: Sequence[str]) -> None:
    """Run what ``python`` is given, as its main module."""
    first, *rest = arguments
    name = rest.pop(0) if first in ("-c", "-m") else ""
    sys.path.insert(0, str(Path.cwd() if name else Path(first).resolve().parent))
    sys.argv[:] = [first, *rest]
    if first == "-m":
        runpy.run_module(name, run_name="__main__", alter_sys=True)
    elif first == "-c":
        exec(compile(name, "<string>", "exec"), {"__name__": "__main__"})
    else:
        runpy.run_path(first, run_name="__main__")


def _run_lckm(arguments: Sequence[str]) -> None:
    sys.argv[:] = ["lckm", *arguments]
    import_module("lckm_cli.main").main()


def _serve(number: int, modules: Sequence[str]) -> dict[str, Any]:
    """Wait in one process, and return what was asked for in another."""
    for name in modules:
        import_module(name)
    # Its patterns are compiled when they are first used, which takes half a second.
    import_module("lckm_core.redaction").strike(PERSONAL_DATA)
    # A copy that collects garbage, as each does at its end, leaves alone what it was copied with.
    gc.collect()
    gc.freeze()
    asked, descriptors = _next_request(socket.socket(fileno=number))
    _become(asked, descriptors)
    return asked


if __name__ == "__main__":
    _asked = _serve(int(sys.argv[1]), sys.argv[2:])
    (_run_python if _asked.get("python") else _run_lckm)(_asked["arguments"])
