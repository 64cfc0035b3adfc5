"""A secret's file that is replaced reaches a worker that runs."""

import json
import os
import sys
import time
from contextlib import nullcontext
from pathlib import Path

import pytest

from lckm_cli.settings import SecretFiles, Session
from lckm_operations.commands import worker, worker_renewal

GUARDED = """
from pathlib import Path
from weakref import WeakSet

from folder_peers import FolderPeers

from lckm_core import Audience, impl
from lckm_core.delivery import Refusal, Refused

MADE = WeakSet()


class Guarded(FolderPeers):
    audiences = (Audience.BIP,)

    def __init__(self, folder, password, **settings):
        super().__init__(folder, **settings)
        self.password = password
        MADE.add(self)

    def send(self, letter):
        if self.password != Path("right").read_text():
            return Refused(Refusal.NOT_ALLOWED, tried=False)
        return super().send(letter)

    @impl
    def contribute_exporters(self):
        return [self]

    def export(self, read):
        read()
"""


@pytest.fixture
def guarded(city):
    """A city whose mail server wants a password, which is in a file."""
    (city.folder / "guarded.py").write_text(GUARDED, encoding="utf-8")
    settings = city.folder / "lckm.toml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace(
            'use = "folder_peers:FolderPeers"\n',
            'use = "guarded:Guarded"\npassword = { file = "smtp.pw" }\n',
        ),
        encoding="utf-8",
    )
    for name in ("smtp.pw", "right"):
        (city.folder / name).write_text("first", encoding="utf-8")
    return city


class Stop:
    """Does one act at each wait, one that returns ``False`` again, and stops after the last."""

    def __init__(self, *acts):
        self._acts = [*acts]
        self._until = time.monotonic() + 60

    def is_set(self):
        return not self._acts

    def wait(self, timeout):
        time.sleep(timeout)
        assert time.monotonic() < self._until
        if self._acts[0]() is not False:
            self._acts.pop(0)
        return self.is_set()


class Exporting:
    """An export process that ends when a test says so."""

    def __init__(self, command, longest=None):
        self.longest = longest
        self.begun = 0
        self.failed = ()
        self.is_running = self.may_end = False

    def begin(self):
        self.begun += 1
        self.is_running = True

    def result(self):
        if not self.may_end:
            return None
        self.is_running = False
        return self.failed

    def close(self):
        self.is_running = False


@pytest.fixture
def exporting(monkeypatch):
    """What the worker exports with, which ends at once."""
    made = Exporting(())
    made.may_end = True
    monkeypatch.setattr(worker, "ExportProcess", lambda *_: made)
    return made


@pytest.fixture
def minutes(monkeypatch):
    """A clock for what is tried again, as a list of minutes to add to."""
    passed = []
    monkeypatch.setattr(
        worker_renewal, "monotonic", lambda: 1000.0 + 60.0 * sum(passed), raising=False
    )
    return passed


@pytest.fixture
def work(guarded, run, monkeypatch, exporting):
    """Run a worker that does these acts, one at each of its waits; return its log."""

    def run_with(*acts):
        stop = Stop(*acts, lambda: None)
        monkeypatch.setattr(worker, "stopped_by_signals", lambda: nullcontext(stop))
        done = run("worker", "--name", "w", "--log", "json")
        if done.exception is not None:
            raise done.exception
        return [json.loads(line)["message"] for line in done.stderr.splitlines()]

    return run_with


def beat_of(city):
    """Return what the heartbeat says."""
    return json.loads((city.folder / "beat.json").read_text(encoding="utf-8"))


def change(city, name, text):
    path = city.folder / name
    path.with_suffix(".new").write_text(text, encoding="utf-8")
    path.with_suffix(".new").replace(path)


def nothing():
    """Let the worker go on."""


ANEW = "a secret has changed, so the settings were read anew"


def test_a_corrected_password_is_used_without_a_restart(guarded, work):
    guarded.register("ZG-1")
    change(guarded, "right", "second")

    def refused():
        assert guarded.letters() == []
        change(guarded, "smtp.pw", "second")
        guarded.register("ZG-2")

    told = work(refused, lambda: len(guarded.letters()) == 2)
    assert told.count(ANEW) == 1
    assert told.count("the worker w starts") == told.count("the worker w stops") == 1


@pytest.mark.parametrize("fault", ["settings", "secret", "database"])
def test_with_settings_that_cannot_be_used_it_goes_on_as_before(guarded, work, minutes, fault):
    """It tries again once a minute, though no secret changes again."""
    guarded.register("ZG-1")
    settings = (guarded.folder / "lckm.toml").read_text(encoding="utf-8")

    def broken():
        if fault == "settings":
            change(guarded, "lckm.toml", "[")
            change(guarded, "smtp.pw", "second")
        elif fault == "database":
            change(guarded, "lckm.toml", settings.replace("lckm.sqlite", "nowhere.sqlite"))
            change(guarded, "smtp.pw", "second")
        else:
            (guarded.folder / "smtp.pw").unlink()

    def later():
        guarded.register("ZG-2")
        minutes.append(1)

    def mended():
        if len(guarded.letters()) < 2:
            return False
        change(guarded, "lckm.toml", settings)
        if fault == "secret":
            change(guarded, "smtp.pw", "second")
        return True

    def right():
        change(guarded, "right", "second")
        guarded.register("ZG-3")
        minutes.append(1)

    told = work(broken, nothing, later, mended, right, lambda: len(guarded.letters()) == 3)
    (line,) = [line for line in told if "goes on with the former settings" in line]
    assert ("lckm.toml" in line, "first" in line) == (True, False)
    assert told.count(ANEW) == 1


DIRECTORY = """
units:
  - name: Urząd Miasta Łodzi
people:
  - name: Jan Kowalski
    roles: [kierownik komórki organizacyjnej]
    login: j kowalski
"""


def test_its_log_quotes_no_name_of_a_directory_that_cannot_be_used(guarded, work, run):
    guarded.register("ZG-1")
    (guarded.folder / "d.yaml").write_text(DIRECTORY, encoding="utf-8")
    table = '[[adapter]]\nuse = "lckm_editorial:DirectoryFile"\nfile = { path = "d.yaml" }\n'

    def broken():
        path = guarded.folder / "lckm.toml"
        path.write_text(path.read_text(encoding="utf-8") + table, encoding="utf-8")
        change(guarded, "smtp.pw", "second")

    (line,) = [line for line in work(broken, nothing) if "goes on with the former" in line]
    assert line.endswith("lckm.toml: UnusableListError; lckm settings says what is wrong.")
    told = guarded.folder / "told"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LCKM_TOLD_TO", str(os.open(told, os.O_WRONLY | os.O_CREAT)))
        done = run("worker", "--only-publish")
    assert done.exit_code == 2
    assert "UnusableListError" in done.stderr
    assert "kowalski" not in (line + done.stderr).lower()
    assert "j kowalski" in run("settings", "--lang", "en").output


@pytest.mark.parametrize("failed", [(), ("bip",)])
def test_the_former_adapters_end_with_their_worker(guarded, work, exporting, failed):
    """So that connections do not pile up: neither the first ones nor those after it stay."""
    left = []
    exporting.failed = failed
    guarded.register("ZG-1")
    guarded.close()
    made = sys.modules["guarded"].MADE
    made.clear()

    def count():
        left.append(sorted(one.password for one in made))

    def fails():
        return ("publishing" in beat_of(guarded)["failing"]) is bool(failed)

    work(
        fails,
        count,
        lambda: change(guarded, "smtp.pw", "second"),
        nothing,
        count,
        lambda: change(guarded, "smtp.pw", "third"),
        nothing,
        count,
    )
    assert left == [["first"], ["second"], ["third"]]
    assert fails()


def test_a_change_while_the_worker_begins_is_no_change_missed(guarded, work, monkeypatch):
    guarded.register("ZG-1")
    change(guarded, "right", "third")
    secrets = ["second", "third"]
    require = Session.require_database

    def changed_meanwhile(session):
        require(session)
        if secrets:
            change(guarded, "smtp.pw", secrets.pop(0))

    monkeypatch.setattr(Session, "require_database", changed_meanwhile)
    told = work(lambda: len(guarded.letters()) == 1)
    assert told.count(ANEW) == 2


def test_what_it_has_counted_and_exported_goes_on(guarded, work, exporting):
    """The heartbeat speaks of the process, and the places show all already."""
    settings = (guarded.folder / "lckm.toml").read_text(encoding="utf-8")
    guarded.register("ZG-1")
    beats = []

    def change_secret():
        before = beat_of(guarded)
        if before["published_for"] is None or not guarded.letters():
            return False
        beats.append(before)
        change(guarded, "lckm.toml", settings.replace("beat.json", "other.json"))
        change(guarded, "smtp.pw", "second")
        change(guarded, "right", "second")
        guarded.register("ZG-2")
        return True

    def end():
        if len(guarded.letters()) < 2:
            return False
        beats.append(json.loads((guarded.folder / "other.json").read_text(encoding="utf-8")))
        return True

    work(change_secret, end)
    before, after = beats
    assert (before["counts"]["report: sent"], after["counts"]["report: sent"]) == (1, 2)
    assert after["started_at"] == before["started_at"]
    assert after["turns"] > before["turns"]
    assert before["published_for"] is not None
    assert after["published_for"] == before["published_for"]
    assert exporting.begun == 1


def test_an_export_that_runs_when_a_secret_changes_is_not_done_again(guarded, work, exporting):
    guarded.register("ZG-1")
    exporting.may_end = False

    def change_secret():
        settings = guarded.folder / "lckm.toml"
        text = settings.read_text(encoding="utf-8")
        settings.write_text(text.replace("poll = 0.2", "poll = 0.2\nlongest_export = 7"))
        change(guarded, "smtp.pw", "second")

    def let_it_end():
        assert (exporting.begun, exporting.is_running) == (1, True)
        exporting.may_end = True

    told = work(change_secret, nothing, let_it_end, lambda: not exporting.is_running, nothing)
    assert told.count(ANEW) == 1
    assert exporting.begun == 1
    assert beat_of(guarded)["published_for"] is not None
    assert beat_of(guarded)["published_to"] is not None
    assert exporting.longest == 7


def test_each_change_of_a_file_is_seen(tmp_path):
    path = tmp_path / "secret"
    assert not SecretFiles([path]).have_changed()
    files = SecretFiles([path])
    path.write_text("a", encoding="utf-8")
    assert files.have_changed()
    files = SecretFiles([path, path])
    assert not files.have_changed()
    beside = Path(f"{path}.new")
    beside.write_text("b", encoding="utf-8")
    os.utime(beside, ns=(path.stat().st_atime_ns, path.stat().st_mtime_ns))
    beside.replace(path)
    assert files.have_changed()
    files = SecretFiles([path])
    before = path.stat().st_ctime_ns
    # A file system's clock goes in steps.
    while path.stat().st_ctime_ns == before:
        path.chmod(0o600)
    assert files.have_changed(), "who could not read it may be able to now"
    files = SecretFiles([path])
    path.unlink()
    assert files.have_changed()
    assert not files.as_they_are_now().have_changed()


@pytest.mark.slow(reason="a worker as a process; one in this process stands for it")
def test_a_worker_that_stays_delivers_with_the_new_password(guarded):
    change(guarded, "right", "second")
    guarded.register("ZG-1")
    guarded.close()
    beat = guarded.folder / "beat.json"
    worker = guarded.start("worker")
    try:
        wait_for(lambda: beat.exists() and '"not allowed"' in beat.read_text(encoding="utf-8"))
        change(guarded, "smtp.pw", "second")
        wait_for(guarded.letters)
        wait_for(lambda: '"failing": {}' in beat.read_text(encoding="utf-8"))
    finally:
        worker.terminate()
        worker.communicate(timeout=60)
    assert worker.returncode == 0
    assert '"state": "stopped"' in beat.read_text(encoding="utf-8")


def wait_for(what):
    until = time.monotonic() + 30
    while not what():
        assert time.monotonic() < until
        time.sleep(0.05)
