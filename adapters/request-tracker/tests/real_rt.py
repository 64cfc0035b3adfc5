"""A real Request Tracker 5 of the tests' own: a folder, a free port, gone at the end.

python adapters/request-tracker/tests/real_rt.py --install   # as root, on Debian 13: the
packages python adapters/request-tracker/tests/real_rt.py             # one to look at, until
Enter is pressed

It runs as root and as any user. Nothing of the machine's own Request Tracker is read or written.
"""

import argparse
import ctypes
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

PACKAGES = ("request-tracker5", "rt5-db-sqlite", "rt5-standalone", "dbconfig-no-thanks")
INSTALL = f"apt-get install --no-install-recommends {' '.join(PACKAGES)}"
HERE = Path(__file__).parent
_SETUP = Path("/usr/sbin/rt-setup-database-5")
_SERVER = Path("/usr/share/request-tracker5/libexec/rt-server")
_DIES_WITH_PARENT = 1
_PASSWORD = "tylko-do-testow"

_SETTINGS = """\
use utf8;
Set($rtname, 'lckm');
Set($Organization, 'lckm.invalid');
Set($WebDomain, '127.0.0.1');
Set($WebPort, {port});
Set($WebPath, '/rt');
Set($DatabaseType, 'SQLite');
Set($DatabaseName, '{folder}/rt.sqlite3');
Set($MailCommand, 'testfile');
Set($LogToSyslog, undef);
Set($LogToSTDERR, 'warning');
Set($Timezone, 'UTC');
# A token is checked at each request, by default for a quarter of a second.
Set($BcryptCost, {bcrypt_cost});
# A queue of this lifecycle takes no new tickets: none may begin in the status on_create.
Set(%Lifecycles, shut => {{
    initial => [], active => ['open'], inactive => ['resolved'],
    defaults => {{ on_create => 'open' }},
    transitions => {{ '' => ['resolved'], open => ['resolved'], resolved => ['open'] }},
}});
$RT::VarPath = '{folder}';
$RT::MasonDataDir = '{folder}/mason';
$RT::MasonSessionDir = '{folder}/session';
1;
"""


def missing() -> str:
    """Return why no Request Tracker can be started here, and what to do; empty when one can."""
    if all(path.exists() for path in (_SETUP, _SERVER)):
        return ""
    return (
        "REQUEST TRACKER 5 IS NOT INSTALLED, so nothing was tried against a real one. "
        f"On Debian 13, as root: {INSTALL}"
    )


def free_port() -> int:
    """Return a port that nobody listens at now."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def _die_with_parent() -> None:
    ctypes.CDLL(None).prctl(_DIES_WITH_PARENT, signal.SIGKILL)


class RealRT:
    """One Request Tracker. ``desks`` are queues, each with a field for keys; ``tokens`` are
    those of users and what they lack.
    """

    def __init__(
        self, folder: Path, *, desks: int = 1, server: str = "Standalone", bcrypt_cost: int = 4
    ) -> None:
        self._folder, self._server = folder.resolve(), server
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}/rt"
        self._process: subprocess.Popen[bytes] | None = None
        for name in ("etc", "mason", "session"):
            (self._folder / name).mkdir(parents=True)
        settings = self._folder / "etc" / "RT_SiteConfig.pm"
        settings.write_text(
            _SETTINGS.format(folder=self._folder, port=self.port, bcrypt_cost=bcrypt_cost),
            encoding="utf-8",
        )
        self.environment = {
            "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
            "HOME": str(self._folder),
            "TMPDIR": str(self._folder),
            "RT_SITE_CONFIG": str(settings),
            "RT_SITE_CONFIG_DIR": str(settings.parent),
        }
        password = self._folder / "password"
        password.write_text(_PASSWORD, encoding="utf-8")
        self._run(
            str(_SETUP),
            "--action",
            "init",
            "--root-password-file",
            str(password),
            "--dba",
            "x",
            "--dba-password",
            "x",
        )
        made: dict[str, Any] = json.loads(self._run("perl", str(HERE / "real_rt.pl"), str(desks)))
        self.desks: list[dict[str, Any]] = made["desks"]
        self.tokens: dict[str, str] = made["tokens"]

    def start(self) -> None:
        """Start it, and wait until it answers."""
        command = [
            str(_SERVER),
            "--server",
            self._server,
            "--host",
            "127.0.0.1",
            "--port",
            str(self.port),
            "--webpath",
            "/rt",
        ]
        with (self._folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                command,
                env=self.environment,
                cwd=self._folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=_die_with_parent,
            )
        for _ in range(600):
            if self._answers():
                return
            if self._process.poll() is not None:
                break
            time.sleep(0.1)
        self.stop()
        raise RuntimeError(
            "Request Tracker did not "
            f"start:\n{(self._folder / 'log').read_text(errors='replace')[-4000:]}"
        )

    def stop(self) -> None:
        """Kill it, as a power cut would, with whatever it started."""
        if self._process is not None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._process = None

    def _answers(self) -> bool:
        try:
            urllib.request.urlopen(f"{self.url}/REST/2.0/rt", timeout=30).close()
        except urllib.error.HTTPError as error:
            error.close()
            return error.code == 401
        except OSError:
            return False
        return False

    def _run(self, *command: str) -> bytes:
        done = subprocess.run(
            command, env=self.environment, cwd=self._folder, capture_output=True, check=False
        )
        if done.returncode:
            raise RuntimeError(
                f"{command[0]} failed:\n{done.stdout.decode()}\n{done.stderr.decode()}"
            )
        return done.stdout


def main() -> None:
    """Install the packages, or start one to look at."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--install", action="store_true", help="install the packages")
    if parser.parse_args().install:
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        sys.exit(subprocess.call([*INSTALL.split(), "--yes"], env=environment))
    if missing():
        sys.exit(missing())
    folder = Path(tempfile.mkdtemp(prefix="lckm-rt-"))
    try:
        rt = RealRT(folder)
        try:
            rt.start()
            print(
                f"{rt.url} (root, {_PASSWORD}); a token that files: {rt.tokens['files']}; Enter "
                "ends it",
                flush=True,
            )
            sys.stdin.readline()
        finally:
            rt.stop()
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
