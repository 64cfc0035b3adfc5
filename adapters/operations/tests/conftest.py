"""A city of its own for each test: settings, routes, a database in SQLite, peers in folders,
and ``lckm`` to work with it.
"""

import gc
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from lckm_cli.settings import read_settings
from lckm_core import ContactCentre, Report
from lckm_operations.worker import work_once, worker_settings
from tests.helpers.forking import ForkedProcess, ForkServer

sys.path.insert(
    0, str(Path(__file__).parent)
)  # tests are imported by path, so what they share is found by this alone

SAMPLES = Path(__file__).resolve().parents[3] / "samples"
JPEG = b"\xff\xd8\xff\xe0" + bytes(28)
SETTINGS = """
[[adapter]]
use = "lckm_sql:SqlAdapter"
url = "{url}"
timeout = {timeout}
without = ["notices"]

[[adapter]]
use = "lckm_folder:FolderAdapter"
folder = {{ path = "base" }}
without = ["procedures"]

[[adapter]]
use = "folder_peers:FolderPeers"
folder = {{ path = "peers" }}
slow = {slow}

[worker]
poll = 0.2
lease = {lease}
heartbeat = "beat.json"

[limits]
grace = 0.1
first_wait = 0.1
longest_wait = 1
most_attempts = 1000
"""


class City:
    """Where one test works."""

    photo = JPEG
    """What a file of a report begins with in :meth:`register`, whole."""

    def __init__(self, folder: Path, fork_server: ForkServer | None) -> None:
        self.folder, self.data = folder, folder / "data"
        self._fork_server = fork_server
        for name in ("data", "peers"):
            (folder / name).mkdir()
        (folder / "base" / "terms").mkdir(parents=True)
        shutil.copy(SAMPLES / "terms" / "2023-01-19.yaml", folder / "base" / "terms" / "0001.yaml")
        shutil.copy(SAMPLES / "routes" / "routes.yaml", folder / "base")
        shutil.copy(Path(__file__).with_name("folder_peers.py"), folder)
        self._centre: ContactCentre | None = None
        self.settings()

    def settings(
        self,
        *,
        url: str | None = None,
        slow: float = 0.0,
        lease: float = 30.0,
        timeout: float = 5.0,
        more: str = "",
    ) -> None:
        """Write the settings file."""
        self._centre = None
        url = url or f"sqlite:///{self.data}/lckm.sqlite"
        text = SETTINGS.format(url=url, slow=slow, lease=lease, timeout=timeout) + more
        (self.folder / "lckm.toml").write_text(text, encoding="utf-8")

    def centre(self) -> ContactCentre:
        """Return the centre of the settings, in this process."""
        if self._centre is None:
            self._centre = read_settings(self.folder / "lckm.toml").centre()
        return self._centre

    def close(self) -> None:
        """Close what this process has opened of the database, as if its programs had ended."""
        self._centre = None
        gc.collect()

    def take_over(self, other: Path) -> None:
        """Begin with the data and the peers of the folder of another city, which is closed."""
        for name in ("data", "peers"):
            shutil.rmtree(self.folder / name)
            shutil.copytree(other / name, self.folder / name)

    def register(
        self,
        number: str,
        form: dict[str, Any] | None = None,
        *,
        category: str = "dziura-w-jezdni",
        now: datetime | None = None,
    ) -> Report:
        """Register a report."""
        filled = {**(form or {"description": "Dziura w jezdni"}), "category": category}
        heads = [JPEG for _ in filled.get("attachments", ())]
        return self.centre().register(
            filled, number=number, now=now or datetime.now(UTC), terms_version="1", heads=heads
        )

    @property
    def environment(self) -> dict[str, str]:
        """What a process of lckm needs to find the peers."""
        path = os.pathsep.join([str(self.folder), os.environ.get("PYTHONPATH", "")])
        return {**os.environ, "PYTHONPATH": path, "PYTHONIOENCODING": "utf-8", "PATH": _path()}

    def start(self, *arguments: str) -> "ForkedProcess | subprocess.Popen[str]":
        """Start lckm as a process of its own."""
        if self._fork_server is None:
            return self.start_anew(*arguments)
        return self._fork_server.start(*arguments, cwd=self.folder, env=self.environment)

    def start_anew(self, *arguments: str) -> subprocess.Popen[str]:
        """Start lckm as a shell would, with pipes for what it writes."""
        return subprocess.Popen(
            ["lckm", *arguments],
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def lckm(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run lckm to its end as a process of its own."""
        process = self.start(*arguments)
        out, err = process.communicate(timeout=60)
        assert process.returncode is not None
        return subprocess.CompletedProcess(arguments, process.returncode, out, err)

    def python(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run python to its end as a process of its own, which may have lckm loaded."""
        if self._fork_server is None:
            return subprocess.run(
                [sys.executable, *arguments],
                cwd=self.folder,
                env=self.environment,
                capture_output=True,
                text=True,
                timeout=60,
                check=False,
            )
        process = self._fork_server.start_python(*arguments, cwd=self.folder, env=self.environment)
        out, err = process.communicate(timeout=60)
        assert process.returncode is not None
        return subprocess.CompletedProcess(arguments, process.returncode, out, err)

    def work(self) -> None:
        """Do all there is to do, in this process."""
        settings = read_settings(self.folder / "lckm.toml")
        work_once(self.centre(), settings=worker_settings(settings))

    def letters(self) -> list[Path]:
        """Return the letters in all mailboxes."""
        return sorted((self.folder / "peers" / "mail").rglob("*.eml"))


def _path() -> str:
    return os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])


@pytest.fixture(scope="session")
def make_for_a_file(
    fork_server: ForkServer | None,
) -> Callable[[Path], AbstractContextManager[City]]:
    """Return what makes a city in a folder; the tests of a file take over what is in it then."""

    @contextmanager
    def make(folder: Path) -> Iterator[City]:
        with pytest.MonkeyPatch.context() as patch:
            patch.chdir(folder)
            patch.syspath_prepend(str(folder))
            for name in ("LCKM_SETTINGS", "LCKM_LANG", "NOTIFY_SOCKET"):
                patch.delenv(name, raising=False)
            made = City(folder, fork_server)
            yield made
            made.close()

    return make


@pytest.fixture
def city(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fork_server: ForkServer | None) -> City:
    """Return a city, which is the working folder, too."""
    made = City(tmp_path, fork_server)
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))
    for name in ("LCKM_SETTINGS", "LCKM_LANG", "NOTIFY_SOCKET"):
        monkeypatch.delenv(name, raising=False)
    return made
