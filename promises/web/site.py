"""A city in a folder: settings, database, files, a server and a worker.

The server has several processes; the worker delivers.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Self
from urllib.error import URLError
from urllib.request import urlopen

from sqlalchemy import create_engine, text

from lckm_cli.settings import open_session
from lckm_core.ports.optional import Maintenance
from promises.chaos.databases import made
from promises.figures import ROOT, free_port

LCKM = (sys.executable, "-c", "from lckm_cli.main import main; main()")
_STARTING = 120.0
# Of what a server of databases keeps, most is zeros.
_MANY_ZEROS = re.compile(rb"\0{64,}")
_SETTINGS = """\
[[adapter]]
use = "lckm_sql:SqlAdapter"
url = "{url}"
# What is encrypted, no search for bytes could find.
encryption = false
without = ["notices", "procedures"]

[[adapter]]
use = "lckm_folder:FolderAdapter"
folder = {{ path = "base" }}
attachments = {{ path = "files" }}
encryption = false
without = ["procedures"]

[[adapter]]
use = "promises.web.peers:Peers"
folder = {{ path = "peers" }}

[serve]
host = "127.0.0.1"
port = {port}
workers = {workers}
trusted_proxies = ["127.0.0.1"]
grace = 5.0

[worker]
poll = 0.5
lease = 5.0

# What a killed worker had in hand is sent again after these seconds, in place of two minutes.
[limits]
grace = 3.0
first_wait = 0.5

[[face]]
use = "lckm_web:ResidentFace"
at = "/"
keys = ["{key}"]
{rates}

[[face]]
use = "lckm_open311:Open311Face"
at = "/open311"
keys = ["{key}"]
contact = "lckm@example.org"
"""
KEY = "not-a-secret-not-a-secret-not-a-secret"
# So many that they keep nobody out, where something else is measured. All comes from one network,
# of which no more than a second is counted: no site has a network with thousands of reports.
NO_RATES = """\
sending_rates = [{ times = 1000000, seconds = 1 }]
site_rate = { times = 1000000, seconds = 1 }
"""


class Site:
    """The folder, and the processes that work in it."""

    def __init__(
        self,
        folder: Path,
        database: str,
        *,
        workers: int = 2,
        rates: str = "",
        settings: str = _SETTINGS,
        values: Mapping[str, str] | None = None,
        database_settings: Mapping[str, str] | None = None,
    ) -> None:
        self.folder, self.port = folder, free_port()
        self.settings = folder / "lckm.toml"
        self.logs = folder / "logs"
        self.logs.mkdir()
        self.database = made(database, folder, database_settings)
        (folder / "base" / "terms").mkdir(parents=True)
        terms = ROOT / "samples" / "terms" / "2023-01-19.yaml"
        shutil.copy(terms, folder / "base" / "terms" / "0001.yaml")
        shutil.copy(ROOT / "samples" / "routes" / "routes.yaml", folder / "base")
        content = settings.format(
            url=self.database.url,
            port=self.port,
            workers=workers,
            key=KEY,
            **{"rates": rates, **(values or {})},
        )
        self.settings.write_text(content, encoding="utf-8")
        self._workers = workers
        self._server: subprocess.Popen[bytes] | None = None
        self._worker: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """The address of the pages."""
        return f"http://127.0.0.1:{self.port}"

    @contextmanager
    def running(self) -> Iterator[Self]:
        """Serve within the block."""
        self.start()
        try:
            yield self
        finally:
            self.stop()
            self.stop_database()

    def start(self, *, delivers: bool = False) -> None:
        """Start the database, the server and, where asked, the worker; wait for an answer."""
        self.database.start()
        open_session(str(self.settings), new=True).offer(Maintenance, "migrate").migrate()
        self._server = self._started("serve")
        if delivers:
            self._worker = self._started("worker")
        self.wait()

    def wait(self) -> None:
        """Wait until the server answers."""
        until = time.monotonic() + _STARTING
        while time.monotonic() < until:
            with suppress(URLError, ConnectionError, TimeoutError), urlopen(f"{self.url}/healthz"):
                return
            time.sleep(0.1)
        raise SystemExit((self.logs / "serve.log").read_text("utf-8")[-3000:])

    def server_workers(self) -> Sequence[int]:
        """Return the numbers of the processes that serve."""
        assert self._server is not None
        return [pid for pid in _children(self._server.pid) if b"spawn_main" in _command(pid)]

    def kill_server_worker(self, pid: int) -> None:
        """End a process that serves; the server starts another."""
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)

    def kill_worker(self) -> None:
        """End the process that delivers, and start it again."""
        assert self._worker is not None
        self._worker.kill()
        self._worker.wait()
        self._worker = self._started("worker")

    def stop(self) -> None:
        """End all processes."""
        for process in (self._server, self._worker):
            if process is not None and process.poll() is None:
                process.terminate()
                try:
                    process.wait(30)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()
        self._server = self._worker = None

    def stop_database(self) -> None:
        """Stop the server of the database, if it has one."""
        self.database.stop()

    def execute(self, statement: str) -> None:
        """Have the database do something."""
        engine = create_engine(self.database.url)
        try:
            with engine.begin() as connection:
                connection.execute(text(statement))
        finally:
            engine.dispose()

    def numbers(self) -> list[str]:
        """Return the numbers of all reports that the database has."""
        engine = create_engine(self.database.url)
        try:
            with engine.connect() as connection:
                return list(connection.scalars(text("SELECT number FROM report")))
        finally:
            engine.dispose()

    def own_bytes(self) -> bytes:
        """Return every byte that is ours, with the names of files.

        What several files hold is there once, and of many zeros one.
        """
        data = self.database.files()
        found = [path for path in (*self.folder.rglob("*"), *data.rglob("*")) if path.is_file()]
        ours = [path for path in dict.fromkeys(found) if "peers" not in path.parts]
        names = [str(path).encode() for path in ours]
        contents = dict.fromkeys(path.read_bytes() for path in ours)
        return _MANY_ZEROS.sub(b"\0", b"\0".join([*names, *contents]))

    def _started(self, command: str) -> subprocess.Popen[bytes]:
        name = ["--name", "worker"] if command == "worker" else []
        return subprocess.Popen(
            [*LCKM, command, *name, "--log", "json"], **self._surroundings(command)
        )

    def _surroundings(self, name: str) -> dict[str, Any]:
        log = (self.logs / f"{name}.log").open("ab")
        paths = f"{ROOT}{os.pathsep}{os.environ.get('PYTHONPATH', '')}"
        environment = {**os.environ, "LCKM_SETTINGS": str(self.settings), "PYTHONPATH": paths}
        return {"cwd": self.folder, "env": environment, "stdout": log, "stderr": log}


def _children(pid: int) -> list[int]:
    found = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(one) for one in found.read_text("ascii").split()] if found.exists() else []


def _command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""
