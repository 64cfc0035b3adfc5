"""A city with a small face: settings, routes, terms and a database."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from socket import create_server
from urllib.error import URLError
from urllib.request import urlopen

from tests.helpers.forking import ForkedProcess, ForkServer

SAMPLES = Path(__file__).resolve().parents[3] / "samples"
LCKM = (sys.executable, "-c", "from lckm_cli.main import main; main()")
SETTINGS = """
[[adapter]]
use = "lckm_sql:SqlAdapter"
url = "sqlite:///reports.sqlite"
encryption = false
without = ["notices", "procedures"]

[[adapter]]
use = "lckm_folder:FolderAdapter"
folder = { path = "base" }

[[face]]
use = "small_face:SmallFace"
words = "numer"

[[face]]
use = "small_face:SmallFace"
at = "/biuro"

[serve]
grace = 5.0
"""
_LOGGED = """
import os
import sys

from lckm_cli.main import main

log, *sys.argv = sys.argv[1:]
for number in (1, 2):
    os.dup2(os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND), number)
main()
"""
"""Serves with a log that can be read meanwhile."""


class City:
    """Settings in a folder, and a server of them."""

    def __init__(self, folder: Path, database: Path, fork_server: ForkServer | None) -> None:
        self._fork_server = fork_server
        self.settings = folder / "lckm.toml"
        self.settings.write_text(SETTINGS, "utf-8")
        (folder / "base" / "terms").mkdir(parents=True)
        shutil.copy(SAMPLES / "terms" / "2023-01-19.yaml", folder / "base" / "terms" / "0001.yaml")
        shutil.copy(SAMPLES / "routes" / "routes.yaml", folder / "base")
        shutil.copy(database, folder / "reports.sqlite")
        self.environment = {
            **os.environ,
            "LCKM_SETTINGS": str(self.settings),
            "PYTHONPATH": str(Path(__file__).parent),
        }
        self.log = folder / "log.txt"
        self.port = free_port()

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run ``lckm`` to its end."""
        folder = self.settings.parent
        if self._fork_server is None:
            options = {"env": self.environment, "cwd": folder, "capture_output": True}
            command = [*LCKM, *arguments]
            return subprocess.run(command, text=True, timeout=60, check=False, **options)
        process = self._fork_server.start(*arguments, cwd=folder, env=self.environment)
        out, err = process.communicate(timeout=60)
        return subprocess.CompletedProcess(arguments, process.wait(), out, err)

    @contextmanager
    def serving(
        self, *arguments: str, anew: bool = False
    ) -> Iterator["subprocess.Popen[bytes] | ForkedProcess"]:
        """Serve within the block, in a process that is forked or started *anew*."""
        self.log.unlink(missing_ok=True)
        command = [str(self.log), "lckm", "serve", "--port", str(self.port), *arguments]
        options = {"env": self.environment, "cwd": self.settings.parent}
        if anew or self._fork_server is None:
            process = subprocess.Popen([sys.executable, "-c", _LOGGED, *command], **options)
        else:
            process = self._fork_server.start_python("-c", _LOGGED, *command, **options)
        try:
            self.wait(process)
            yield process
        finally:
            process.terminate()
            process.wait(20)
            if isinstance(process, ForkedProcess):
                process.communicate()

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def wait(self, process: "subprocess.Popen[bytes] | ForkedProcess") -> None:
        """Wait until it answers."""
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            assert process.poll() is None, self.written()
            try:
                with urlopen(self.url("/healthz"), timeout=5):
                    return
            except (URLError, ConnectionError, TimeoutError):
                time.sleep(0.05)
        raise AssertionError(self.written())

    def written(self) -> str:
        """Return what is in the log."""
        return self.log.read_text("utf-8") if self.log.exists() else ""


def free_port() -> int:
    with closing(create_server(("127.0.0.1", 0))) as listening:
        return int(listening.getsockname()[1])
