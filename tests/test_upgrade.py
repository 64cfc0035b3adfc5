"""The wheels of the step before, upgraded by pip to today's, with a database made by the old.

The database holds reports that were delivered, and one that still waits.
"""

import io
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from collections.abc import Iterator
from email.parser import HeaderParser
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

from tests.helpers.places import ROOT

pytestmark = pytest.mark.slow(
    reason="builds wheels of two steps and installs them; going up from each released schema, in "
    "test_schema.py of lckm-sql, stands for it",
    weekly=True,
)

BEFORE = "34b8c78ef45a3ef879bfce24188662e4ed13ea46"
"""The last commit of the step before, whose wheels cities have."""
WANTED = ("lckm-cli", "lckm-operations", "lckm-sql", "lckm-folder")
SETTINGS = """
[[adapter]]
use = "lckm_sql:SqlAdapter"
url = "sqlite:///data/lckm.db"
without = ["notices"]

[[adapter]]
use = "lckm_folder:FolderAdapter"
folder = { path = "base" }
without = ["procedures"]

[[adapter]]
use = "peers:Peers"
"""
PEERS = """
from pathlib import Path

from lckm_core import impl
from lckm_folder import FolderHelpdesk, FolderMailer


class Peers:
    name = "peers"

    @impl
    def provide_mailer(self):
        return FolderMailer(Path("mail"), sender="lckm@example.org")

    @impl
    def provide_helpdesk(self):
        return FolderHelpdesk(Path("helpdesk"))
"""
REGISTER = """
import sys
from datetime import UTC, datetime

from lckm_cli.settings import open_session

form = {
    "description": "Dziura w jezdni.",
    "category": "dziura-w-jezdni",
    "reporter": {"name": "Jan Wymyślony", "email": "jan@example.org"},
}
centre = open_session("lckm.toml").centre
for number in sys.argv[1:]:
    centre.register(form, number=number, now=datetime.now(UTC), terms_version="1")
"""


@pytest.fixture(scope="module")
def old_source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tree of the step before, from the history of this clone."""
    git = ["git", "-C", str(ROOT), "archive", "--format=tar", BEFORE]
    try:
        archive = subprocess.run(git, capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        pytest.skip(
            f"this clone has no commit {BEFORE[:8]} (or no git), so there is nothing to upgrade "
            "from: git fetch --unshallow"
        )
    folder = tmp_path_factory.mktemp("before")
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        tar.extractall(folder, filter="data")
    return folder


def _projects(source: Path) -> list[Path]:
    """Return the folders of what is wanted, and of all of ours that it asks for.

    Of the others, too, wheels are built by the session ``build``.
    """
    found = {}
    for path in (source / "pyproject.toml", *source.glob("adapters/*/pyproject.toml")):
        project = tomllib.loads(path.read_text(encoding="utf-8"))["project"]
        found[project["name"]] = path.parent, project.get("dependencies", [])
    names = list(WANTED)
    for name in names:
        asked = (Requirement(line).name for line in found[name][1])
        names += [other for other in asked if other in found and other not in names]
    return [found[name][0] for name in names]


def _wheels(source: Path, to: Path) -> Path:
    """Build wheels of a tree with the tools that ./dev installed."""
    program = ROOT / "tests" / "tools" / "build_from_sdists.py"
    subprocess.run([sys.executable, program, to, *_projects(source)], check=True)
    return to


def _metadata(wheel: Path) -> HeaderParser:
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (one for one in archive.namelist() if one.endswith(".dist-info/METADATA"))
        return HeaderParser().parsestr(archive.read(name).decode())


def _foreign(*folders: Path) -> Iterator[str]:
    """Yield what our wheels ask of others, without what belongs to an extra."""
    for folder in folders:
        for wheel in folder.glob("*.whl"):
            for line in _metadata(wheel).get_all("Requires-Dist", []):
                requirement = Requirement(line)
                is_wanted = requirement.marker is None or requirement.marker.evaluate({"extra": ""})
                if is_wanted and not requirement.name.startswith("lckm-"):
                    yield f"{requirement.name}{requirement.specifier}"


class Office:
    """An environment with wheels alone, and a folder with settings, a database and peers."""

    def __init__(self, folder: Path, samples: Path) -> None:
        self.folder = folder
        self.python = folder / "venv" / "bin" / "python"
        subprocess.run([sys.executable, "-m", "venv", str(folder / "venv")], check=True)
        for name in ("data", "base/terms"):
            (folder / name).mkdir(parents=True)
        # Of the step before, for older code need not know what came into the files since.
        shutil.copy(samples / "routes" / "routes.yaml", folder / "base")
        shutil.copy(samples / "terms" / "2023-01-19.yaml", folder / "base" / "terms" / "0001.yaml")
        (folder / "lckm.toml").write_text(SETTINGS, encoding="utf-8")
        (folder / "peers.py").write_text(PEERS, encoding="utf-8")
        (folder / "register.py").write_text(REGISTER, encoding="utf-8")

    def run(self, *command: object) -> subprocess.CompletedProcess[str]:
        """Run a program of the environment in the folder."""
        unwanted = ("PYTHONPATH", "VIRTUAL_ENV", "PYTHONHOME")
        kept = {name: value for name, value in os.environ.items() if name not in unwanted}
        environment = {
            **kept,
            "PYTHONPATH": str(self.folder),
            "LCKM_SETTINGS": str(self.folder / "lckm.toml"),
            "PIP_CONSTRAINT": str(ROOT / "constraints.txt"),
        }
        return subprocess.run(
            list(map(str, command)),
            cwd=self.folder,
            env=environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )

    def pip(self, *arguments: object) -> subprocess.CompletedProcess[str]:
        """Run pip of the environment."""
        return self.run(self.python, "-m", "pip", *arguments)

    def lckm(self, *arguments: str) -> str:
        """Run lckm, which has to end well, and return what it printed."""
        done = self.run(self.python.with_name("lckm"), *arguments)
        assert done.returncode == 0, (arguments, done.stdout, done.stderr)
        return done.stdout

    def versions(self) -> dict[str, str]:
        """Return the version of each distribution of ours."""
        found = json.loads(self.pip("list", "--format", "json").stdout)
        return {one["name"]: one["version"] for one in found if one["name"].startswith("lckm-")}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory, old_source: Path) -> Office:
    """An office before anything of ours is installed."""
    return Office(tmp_path_factory.mktemp("office"), old_source / "samples")


def test_pip_upgrades_the_wheels_of_the_step_before_and_the_database_goes_on(
    old_source: Path, office: Office, tmp_path: Path
) -> None:
    old, new = _wheels(old_source, tmp_path / "old"), _wheels(ROOT, tmp_path / "new")
    foreign = sorted({*_foreign(old, new)})
    fetched = office.pip("install", "--quiet", *foreign)
    if fetched.returncode and "ResolutionImpossible" not in fetched.stderr:
        pytest.skip("pip got no packages of others here, and they are not ours to bring along")
    assert fetched.returncode == 0, fetched.stderr

    # Nothing of ours from an index: only the wheels that were just built.
    installed = office.pip("install", "--no-index", "--find-links", old, *WANTED)
    assert installed.returncode == 0, installed.stderr
    before = office.versions()
    assert before.keys() >= {*WANTED, "lckm-core"}
    office.lckm("migrate")
    assert office.run(office.python, "register.py", "ZG-1", "ZG-2").returncode == 0
    office.lckm("worker", "--once")
    assert office.run(office.python, "register.py", "ZG-3").returncode == 0
    letters = sorted(office.folder.rglob("*.eml"))
    assert len(letters) == 2

    upgraded = office.pip("install", "--upgrade", "--no-index", "--find-links", new, *WANTED)
    assert upgraded.returncode == 0, upgraded.stderr
    assert office.pip("check").returncode == 0, office.pip("check").stdout
    after = office.versions()
    (newest,) = {Version(version) for version in after.values()}
    assert all(newest > Version(before[name]) for name in before)

    old_schema = office.run(office.python.with_name("lckm"), "reports", "list")
    assert old_schema.returncode == 2
    assert "lckm migrate" in old_schema.stderr
    office.lckm("migrate")
    assert re.findall("ZG-[123]", office.lckm("reports", "list")) == ["ZG-1", "ZG-2", "ZG-3"]
    office.lckm("worker", "--once")
    assert len(sorted(office.folder.rglob("*.eml"))) == 3, "ZG-3 alone was still to be sent"
    for number in ("ZG-1", "ZG-2", "ZG-3"):
        shown = json.loads(office.lckm("reports", "show", number, "--format", "json"))
        assert [one["state"] for one in shown["deliveries"]] == ["sent"]
    office.lckm("verify")
