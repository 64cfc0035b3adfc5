"""What an adapter may offer beyond its ports: typed, documented, and offered by the database."""

import inspect
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import get_type_hints

import pytest

from lckm_cli.settings import (
    NoDatabaseError,
    NotOfferedError,
    SecretFiles,
    Session,
    read_settings,
)
from lckm_core import (
    ContactCentre,
    LckmError,
    RouteTable,
    build,
)
from lckm_core.memory import MemoryAdapter
from lckm_core.ports import exclude_ports, optional
from lckm_core.ports.optional import (
    ActLog,
    AskedNames,
    AuditTrail,
    EditionHeaders,
    EditionOutlines,
    EditionOverwriting,
    FileAcceptance,
    FileInventory,
    FileKeeping,
    Maintenance,
    PeerAddress,
    ReportAdministration,
    ReportFinder,
    ReportLists,
    ReportSearch,
    RouteTableKeeping,
    SettingRemarks,
    SharedClock,
    TermsDiscarding,
    TrailFinder,
    TrailPositions,
    members,
    offered,
)
from lckm_folder import FolderAdapter
from lckm_log_helpdesk import LogHelpdeskAdapter
from lckm_open311_helpdesk import Open311HelpdeskAdapter
from lckm_request_tracker import RequestTrackerAdapter
from lckm_smtp import MaildirBounces, SmtpAdapter
from lckm_sql import SqlAdapter, SqlDirectoryAdapter, SqlDocumentsAdapter

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
SETTINGS = Path(__file__).parents[4] / "docs" / "settings.md"
PROTOCOLS = (
    ReportAdministration,
    Maintenance,
    ActLog,
    AuditTrail,
    TrailFinder,
    TrailPositions,
    EditionHeaders,
    EditionOutlines,
    TermsDiscarding,
    EditionOverwriting,
    AskedNames,
    FileAcceptance,
    SharedClock,
    FileInventory,
    FileKeeping,
    SettingRemarks,
    PeerAddress,
    ReportFinder,
    ReportLists,
    ReportSearch,
    RouteTableKeeping,
)
EVERY = [(protocol, name) for protocol in PROTOCOLS for name in members(protocol)]
OF_SQL = {
    "reports": {
        ReportAdministration: members(ReportAdministration),
        ReportFinder: members(ReportFinder),
        ReportLists: members(ReportLists),
        ReportSearch: members(ReportSearch),
        SharedClock: ["clock"],
        FileInventory: ["left_files_after", "live_files"],
    },
    "procedures": {
        EditionHeaders: members(EditionHeaders),
        EditionOutlines: members(EditionOutlines),
        EditionOverwriting: members(EditionOverwriting),
    },
    "notices": {TermsDiscarding: members(TermsDiscarding)},
    "trail": {
        ActLog: members(ActLog),
        AuditTrail: members(AuditTrail),
        TrailFinder: members(TrailFinder),
        TrailPositions: members(TrailPositions),
    },
    "": {Maintenance: [one for one in members(Maintenance) if one != "replace_directory"]},
}
EACH = [
    pytest.param(part, protocol, name, id=name)
    for part, offers in OF_SQL.items()
    for protocol, names in offers.items()
    for name in names
]


@pytest.fixture
def sql(tmp_path):
    adapter = SqlAdapter(url=f"sqlite:///{tmp_path}/reports.sqlite")
    yield adapter
    adapter.close()


def memory() -> MemoryAdapter:
    """Return one whose table of routes is empty."""
    return MemoryAdapter(RouteTable(categories=(), domains=("uml.lodz.pl",), routes=()))


def opened_with(tmp_path: Path, *adapters: object, faces: str = "") -> Session:
    """Return what a command gets of these adapters, and of tables of faces."""
    path = tmp_path / "lckm.toml"
    table = '[[adapter]]\nuse = "lckm_core.memory:MemoryAdapter"\n'
    path.write_text(table + faces, encoding="utf-8")
    return Session(read_settings(path), adapters, ContactCentre(build(*adapters)), SecretFiles(()))


def _open311_helpdesk() -> object:
    return Open311HelpdeskAdapter(
        url="https://open311.example.org", api_key="x", secret="x" * 32, service="other"
    ).helpdesk


def others(tmp_path: Path) -> dict[str, object]:
    """Return who else offers something, by the protocol."""
    mail = SmtpAdapter(host="mail.example.org", sender="lckm@example.org", most_per_minute=10)
    desk = RequestTrackerAdapter(url="https://rt.example.org", token="1-2", queue="q")
    bounces = MaildirBounces(maildir=str(tmp_path / "mail"), sender="lckm@example.org")
    (files,) = FolderAdapter(
        folder=tmp_path / "base", attachments=tmp_path / "files"
    ).contribute_attachments()
    helpdesk = LogHelpdeskAdapter(
        host="mail.example.org",
        sender="lckm@example.org",
        to="helpdesk@example.org",
        honours_keys=True,
    )
    routes = FolderAdapter(tmp_path / "base").routes
    return {
        "replace_directory": SqlDirectoryAdapter(url=f"sqlite:///{tmp_path}/b.sqlite"),
        "longest_attempt": desk,
        "remarks": mail,
        "letters_come_back": helpdesk.provide_helpdesk(),
        "peer": helpdesk.provide_helpdesk(),
        "takes_files": _open311_helpdesk(),
        "fault": bounces,
        "other_messages": bounces,
        "references": files,
        "missing": files,
        "locked": files,
        "files_of_old_keys": files,
        "damaged": files,
        "open_to_all": files,
        "files_without_digest": files,
        "files_in_clear": files,
        "encrypt_files": files,
        "destroy_keys": files,
        "keep": files,
        "is_writable": routes,
        "asked_names": routes,
        "table_text": routes,
        "replace_table": routes,
        "table_changes": routes,
        "unwanted": SqlDocumentsAdapter(url=f"sqlite:///{tmp_path}/b.sqlite").documents,
    }


def test_every_member_is_offered_by_somebody_here(tmp_path):
    found = others(tmp_path)
    of_sql = [param.values[2] for param in EACH]
    assert sorted([*found, *of_sql]) == sorted(name for _, name in EVERY)
    for protocol, name in EVERY:
        if name in found:
            assert offered(found[name], protocol, name) is found[name], name


def test_a_protocol_is_offered_whole_or_by_its_members(sql):
    assert offered(sql.reports, ReportAdministration) is sql.reports
    assert offered(sql.reports, FileInventory) is None
    assert offered(sql.reports, FileInventory, "live_files") is sql.reports
    with pytest.raises(AttributeError):
        offered(sql.reports, FileInventory, "live_file")


@pytest.mark.parametrize(("part", "protocol", "name"), EACH)
def test_the_database_offers_it_as_it_is_said(sql, part, protocol, name):
    """Also behind ``exclude_ports``; its parameters and types are those of the protocol."""
    thing = getattr(sql, part) if part else sql
    assert offered(thing, protocol, name) is thing
    if not part:
        assert offered(exclude_ports(sql, "notices"), protocol, name) is not None
    declared = inspect.getattr_static(protocol, name)
    if callable(declared):
        takes = inspect.signature(getattr(thing, name)).parameters
        for one in [*inspect.signature(declared).parameters.values()][1:]:
            assert one.name in takes, one.name
            assert takes[one.name].kind in (
                one.kind,
                inspect.Parameter.POSITIONAL_OR_KEYWORD,
            ), one.name
    else:
        assert isinstance(getattr(thing, name), get_type_hints(declared.fget)["return"])


@pytest.mark.parametrize(
    ("part", "protocol", "name"), [one for one in EACH if one.values[1] is not ReportFinder]
)
def test_the_memory_does_not_and_a_command_hears_what_is_missing(tmp_path, part, protocol, name):
    adapter = memory()
    assert offered(adapter.provide_reports(), protocol, name) is None
    assert offered(adapter, protocol, name) is None
    with pytest.raises(NotOfferedError) as error:
        opened_with(tmp_path, adapter).offer(protocol, name)
    assert f"({name})" in error.value.text("pl")
    assert "lckm_sql:SqlAdapter can" in error.value.text("en")


def test_a_command_gets_the_first_or_each(tmp_path, sql):
    documents = SqlDocumentsAdapter(url=f"sqlite:///{tmp_path}/documents.sqlite")
    found = opened_with(tmp_path, sql, documents)
    assert found.offer(Maintenance, "backup") is sql
    assert found.offer(AuditTrail) is sql.trail
    assert found.offers(Maintenance, "migrate") == [sql, documents]
    versions = {one.migrate() for one in found.offers(Maintenance, "migrate")}
    assert len(versions) == 1
    documents.close()


def test_of_a_store_without_clock_or_place_the_machine_s_and_any(tmp_path):
    found = opened_with(tmp_path, memory())
    assert abs(found.now() - datetime.now(UTC)) < timedelta(minutes=1)
    found.require_database()
    with found.alone():
        pass


class ClockFace:
    """Keeps the clock that it is given."""

    def __init__(self, *, clock: Callable[[], datetime]) -> None:
        self.clock = clock


def test_a_command_and_every_face_go_by_the_clock_of_the_store(tmp_path):
    face = f'[[face]]\nuse = "{__name__}:ClockFace"\nat = '
    found = opened_with(tmp_path, memory(), faces=f'{face}"/a"\n{face}"/b"\n')
    found.centre.plugins.reports.clock = lambda: NOW
    clocks = [found.now, *(made.clock for made in found.faces().values())]
    assert [clock() for clock in clocks] == [NOW, NOW, NOW]


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


def test_what_has_half_of_it_does_not_offer_it():
    restored = ("keep_withdrawn", "leave_gap", "leave_in_doubt")
    assert offered(Half(), ReportAdministration, "leave_gap")
    assert offered(Half(), ReportAdministration, *restored) is None
    assert offered(Half(), ReportAdministration, "waiting_count") is None


def test_each_stands_in_the_docs_with_its_members():
    rows = re.findall(
        r"^\| `(\w+)` \| [^|]+ \| `(\w+)` \| [^|]+ \|$",
        SETTINGS.read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    assert sorted(rows) == sorted((protocol.__name__, name) for protocol, name in EVERY)
    declared = {
        one
        for one in (getattr(optional, name) for name in optional.__all__)
        if isinstance(one, type) and optional.Protocol in one.__bases__
    }
    rows_of_stores = {
        optional.AuditEntry,
        optional.ReportCount,
        optional.RestoreResult,
        optional.StoreFault,
    }
    assert declared == {*PROTOCOLS, *rows_of_stores}
