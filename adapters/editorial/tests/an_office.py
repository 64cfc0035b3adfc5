"""An office to work in: settings, a directory with named staff, the samples, and a clock."""

import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from lckm_cli.settings import read_settings
from lckm_core import ContactCentre, Role
from lckm_core.organisation import DIRECTORY, OFFICE
from lckm_editorial import command_session as opening

ROOT = Path(__file__).resolve().parents[3]
SAMPLES = ROOT / "samples"
NOW = datetime(2026, 11, 24, 23, 30, tzinfo=UTC)
"""Half past midnight in Łódź, where it is a day later than in UTC."""
SETTINGS = """
[[adapter]]
use = "lckm_sql:SqlAdapter"
url = "{url}"

[[adapter]]
use = "lckm_editorial:DirectoryFile"
file = {{ path = "directory.yaml" }}
"""
KEEPS = (
    '\n[[adapter]]\nuse = "lckm_documents.folder_adapter:DocumentsAdapter"\nroot = { path = '
    '"documents" }\n'
)
"""What is added to the settings so that files to download are kept."""
HEAD, OTHER_HEAD, STAFF, CHIEF = "Anna Zielińska", "Jan Nowak", "Ewa Pokazowa", "Piotr Wzorcowy"
DIRECTOR, CALLS = "Olga Wiodąca", "Teresa Słuchająca"
EVERYWHERE = "Wanda Wszędobylska"
PEOPLE = [
    {"name": HEAD, "roles": [Role.HEAD_OF_CELL.value], "cell": "Wydział Gospodarki Komunalnej"},
    {"name": OTHER_HEAD, "roles": [Role.HEAD_OF_CELL.value], "cell": "Wydział Informatyki"},
    {"name": STAFF, "roles": [Role.MONITORING_STAFF.value], "valid_from": "2026-01-01"},
    {"name": CHIEF, "roles": [Role.HEAD_OF_MONITORING.value]},
    {"name": DIRECTOR, "roles": [Role.DIRECTOR.value]},
    {"name": CALLS, "roles": [Role.CALL_CENTRE_STAFF.value]},
    {"name": EVERYWHERE, "roles": [Role.HEAD_OF_CELL.value]},
    *(
        {"name": EVERYWHERE, "roles": [Role.HEAD_OF_UNIT.value], "unit": unit.name}
        for unit in DIRECTORY.units
        if unit.name != OFFICE
    ),
]
"""Who is who. One is head of each cell and unit, for tests of what comes from all of them."""

# In C, as each test writes some.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


def loaded(path: Path) -> Any:
    """Return what a file of YAML holds."""
    return yaml.load(path.read_text(encoding="utf-8"), _LOADER)


def dumped(data: Any) -> str:
    """Return data as YAML."""
    return str(yaml.dump(data, Dumper=_DUMPER, allow_unicode=True, sort_keys=False))


class Office:
    """Where one test works."""

    def __init__(self, folder: Path, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder, self.now, self._centre, self.with_files = folder, NOW, None, False
        (folder / "lckm.toml").write_text(SETTINGS.format(url=url), encoding="utf-8")
        self.people(PEOPLE)
        shutil.copytree(SAMPLES / "procedures", folder / "procedures")
        monkeypatch.setattr(opening, "utcnow", lambda: self.now)

    def people(self, people: list[dict[str, Any]]) -> None:
        """Write the directory with these people, beside the units of the sample."""
        listed = loaded(SAMPLES / "directory.yaml")
        if people:
            listed["people"] = people
        (self.folder / "directory.yaml").write_text(dumped(listed), encoding="utf-8")

    def centre(self) -> ContactCentre:
        """Return the centre of the settings."""
        if self._centre is None:
            self._centre = read_settings(self.folder / "lckm.toml").centre()
        return self._centre

    def editions(self, number: str) -> list[tuple[int, str]]:
        """Return what is kept of a procedure: the editions' numbers and states."""
        return [
            (one.number, one.state.value)
            for one in self.centre().plugins.procedures.editions(number)
        ]

    def procedure(self, number: str, **changed: Any) -> Path:
        """Write a sample with other values and return the file.

        Nothing is related, and no file to download is named unless the office is ``with_files``.
        """
        data = loaded(SAMPLES / "procedures" / f"{number}.yaml")
        data.pop("related", None)
        if not self.with_files:
            for document in data.get("other_documents", ()):
                document.pop("file", None)
        path = self.folder / f"{number}.yaml"
        path.write_text(dumped(data | changed), encoding="utf-8")
        return path
