"""What an adapter may offer beyond its ports: each is typed, documented, offered by the database and not by the memory."""

import inspect
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import get_type_hints

import pytest

from lckm_cli.settings import (
    NoDatabaseError,
    NotOfferedError,
    Session,
    capabilities as offers,
    read_settings,
)
from lckm_cli.settings.capabilities import (
    adapters as of_adapters,
    members,
    offered,
    reports as of_reports,
)
from lckm_core import (
    ContactCentre,
    LckmError,
    RouteTable,
    build,
)
from lckm_core.memory._adapter import MemoryAdapter
from lckm_core.ports import exclude_ports
from lckm_folder import FilesAdapter
from lckm_log_helpdesk import LogHelpdeskAdapter
from lckm_request_tracker import RequestTrackerAdapter
from lckm_smtp import MaildirBounces, SmtpAdapter
from lckm_sql import SqlAdapter, SqlDirectoryAdapter, SqlDocumentsAdapter

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
PAGE = Path(__file__).parents[4] / "docs" / "settings.md"
PROTOCOLS = {
    name: protocol
    for module in (of_reports, of_adapters)
    for name, protocol in vars(module).items()
    if isinstance(protocol, type) and protocol.__module__ == module.__name__
}
OF_SQL = {
    "reports": """HasClock HasPlace NamesPlace Foresees ListsWaiting CountsWaiting CountsDue Outlines KnowsGaps Searches CountsReports
        ChecksItself Mends CatchesUp PagesLeftFiles ListsLiveFiles""",
    "trail": "KeepsTrail NamesVerbs TellsLosses",
    "": "KeepsSchema Migrates BacksUp Restores LocksOthersOut Rotates",
}
EACH = [(part, name) for part, names in OF_SQL.items() for name in names.split()]


@pytest.fixture
def sql(tmp_path):
    adapter = SqlAdapter(url=f"sqlite:///{tmp_path}/reports.sqlite")
    yield adapter
    adapter.close()


def memory() -> MemoryAdapter:
    """Return one whose table of routes is empty."""
    return MemoryAdapter(RouteTable(categories=(), domains=("uml.lodz.pl",), routes=()))


def opened_with(tmp_path: Path, *adapters: object) -> Session:
    """Return what a command gets of these adapters."""
    path = tmp_path / "lckm.toml"
    path.write_text('[[adapter]]\nuse = "lckm_core.memory:MemoryAdapter"\n', encoding="utf-8")
    return Session(read_settings(path), adapters, ContactCentre(build(*adapters)))


def others(tmp_path: Path) -> dict[str, object]:
    """Return who else offers something, by the protocol."""
    mail = SmtpAdapter(host="mail.example.org", sender="lckm@example.org", most_per_minute=10)
    desk = RequestTrackerAdapter(url="https://rt.example.org", token="1-2", queue="q")
    bounces = MaildirBounces(maildir=str(tmp_path / "mail"), sender="lckm@example.org")
    (files,) = FilesAdapter(
        folder=tmp_path / "base", attachments=tmp_path / "files"
    ).contribute_attachments()
    helpdesk = LogHelpdeskAdapter(
        host="mail.example.org",
        sender="lckm@example.org",
        to="helpdesk@example.org",
        honours_keys=True,
    )
    return {
        "ReplacesDirectory": SqlDirectoryAdapter(url=f"sqlite:///{tmp_path}/b.sqlite"),
        "LimitsAttempts": desk,
        "Remarks": mail,
        "LettersComeBack": helpdesk.provide_helpdesk(),
        "FindsFault": bounces,
        "CountsStrays": bounces,
        "ListsFiles": files,
        "MissesFiles": files,
        "TellsUnwanted": SqlDocumentsAdapter(url=f"sqlite:///{tmp_path}/b.sqlite").documents,
        "PassesOver": SqlAdapter(url=f"sqlite:///{tmp_path}/a.sqlite").reports.waiting(),
    }


def test_every_protocol_is_offered_by_somebody_here(tmp_path):
    found = others(tmp_path)
    assert sorted([*found, *(name for _, name in EACH)]) == sorted(PROTOCOLS)
    for name, thing in found.items():
        assert offered(thing, PROTOCOLS[name]) is thing, name


@pytest.mark.parametrize(("part", "name"), EACH, ids=[name for _, name in EACH])
def test_the_database_offers_it_as_it_is_said(sql, part, name):
    """Also behind ``exclude_ports``; what a caller may give it takes, and its types are those of the protocol."""
    protocol, thing = PROTOCOLS[name], getattr(sql, part) if part else sql
    assert offered(thing, protocol) is thing
    if not part:
        assert offered(exclude_ports(sql, "notices"), protocol) is not None
    for member in members(protocol):
        said = inspect.getattr_static(protocol, member)
        if callable(said):
            takes = inspect.signature(getattr(thing, member)).parameters
            for one in [*inspect.signature(said).parameters.values()][1:]:
                assert one.name in takes, one.name
                assert takes[one.name].kind in (
                    one.kind,
                    inspect.Parameter.POSITIONAL_OR_KEYWORD,
                ), one.name
        else:
            assert isinstance(getattr(thing, member), get_type_hints(said.fget)["return"])


@pytest.mark.parametrize(("part", "name"), EACH, ids=[name for _, name in EACH])
def test_the_memory_does_not_and_a_command_hears_what_is_missing(tmp_path, part, name):
    protocol, adapter = PROTOCOLS[name], memory()
    assert offered(adapter.provide_reports(), protocol) is None
    assert offered(adapter, protocol) is None
    with pytest.raises(NotOfferedError) as error:
        opened_with(tmp_path, adapter).offer(protocol)
    assert ", ".join(members(protocol)) in error.value.text("pl")
    assert "lckm_sql:SqlAdapter can" in error.value.text("en")


def test_a_command_gets_the_first_or_each(tmp_path, sql):
    documents = SqlDocumentsAdapter(url=f"sqlite:///{tmp_path}/documents.sqlite")
    found = opened_with(tmp_path, sql, documents)
    assert found.offer(offers.BacksUp) is sql
    assert found.offer(offers.KeepsTrail) is sql.trail
    assert found.offers(offers.Migrates) == [sql, documents]
    versions = {one.migrate() for one in found.offers(offers.Migrates)}
    assert len(versions) == 1
    documents.close()


def test_of_a_store_without_clock_or_place_the_machine_s_and_any(tmp_path):
    found = opened_with(tmp_path, memory())
    assert abs(found.now() - datetime.now(UTC)) < timedelta(minutes=1)
    found.require_database()
    with found.alone():
        pass


def test_a_database_that_is_not_there_is_named(tmp_path, sql):
    with pytest.raises(LckmError, match=r"reports\.sqlite"):
        opened_with(tmp_path, sql).require_database()


def test_a_database_that_is_not_there_is_missed_though_its_store_does_not_say_where(tmp_path):
    found = opened_with(tmp_path, memory())
    found.centre.plugins.reports.is_there = lambda: False
    with pytest.raises(NoDatabaseError):
        found.require_database()


class Half:
    """Has one of two members, and one that is no method."""

    waiting_count = 3

    def leave_gap(self) -> None:
        """Do nothing."""


@pytest.mark.parametrize("protocol", [offers.CatchesUp, offers.CountsWaiting])
def test_what_has_half_of_it_does_not_offer_it(protocol):
    assert offered(Half(), protocol) is None


def test_each_is_in_the_docs_with_its_members():
    rows = re.findall(
        r"^\| `(\w+)` \| [^|]+ \| ([^|]+) \| [^|]+ \|$",
        PAGE.read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    assert dict(rows) == {
        name: ", ".join(f"`{one}`" for one in members(protocol))
        for name, protocol in PROTOCOLS.items()
    }
    assert {*PROTOCOLS} < {*offers.__all__}
