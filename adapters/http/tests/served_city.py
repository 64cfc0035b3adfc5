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


class City:
    """Settings in a folder, and a server of them."""

    def __init__(self, folder: Path, database: Path) -> None:
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
        return subprocess.run(
            [*LCKM, *arguments],
            env=self.environment,
            cwd=self.settings.parent,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    @contextmanager
    def serving(self, *arguments: str) -> Iterator[subprocess.Popen[str]]:
        """Serve within the block."""
        command = [*LCKM, "serve", "--port", str(self.port)]
        with self.log.open("w", encoding="utf-8") as log:
            process = subprocess.Popen(
                [*command, *arguments],
                env=self.environment,
                cwd=self.settings.parent,
                stdout=log,
                stderr=log,
                text=True,
            )
            try:
                self.wait(process)
                yield process
            finally:
                process.terminate()
                process.wait(20)

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def wait(self, process: subprocess.Popen[str]) -> None:
        """Wait until it answers."""
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            assert process.poll() is None, self.log.read_text("utf-8")
            try:
                with urlopen(self.url("/healthz"), timeout=5):
                    return
            except (URLError, ConnectionError, TimeoutError):
                time.sleep(0.05)
        raise AssertionError(self.log.read_text("utf-8"))


def free_port() -> int:
    with closing(create_server(("127.0.0.1", 0))) as listening:
        return int(listening.getsockname()[1])
