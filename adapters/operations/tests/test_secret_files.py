"""A secret's file that is replaced reaches a worker that runs."""

import logging
import os
import time
from pathlib import Path

import pytest

from lckm_operations.commands.worker_renewal import run_renewing
from lckm_operations.commands.worker_session import open_worker_session
from lckm_operations.worker.export_process import ExportProcess
from lckm_operations.worker.secret_files import SecretFiles

GUARDED = """
from pathlib import Path

from folder_peers import FolderPeers

from lckm_core.delivery import Refusal, Refused


class Guarded(FolderPeers):
    def __init__(self, folder, password, **settings):
        super().__init__(folder, **settings)
        self._password = password

    def send(self, letter):
        if self._password != Path("right").read_text():
            return Refused(Refusal.NOT_ALLOWED, tried=False)
        return super().send(letter)
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
    """Does one act at each wait, and stops after the last."""

    def __init__(self, *acts):
        self._acts = [*acts]

    def is_set(self):
        return not self._acts

    def wait(self, timeout):
        time.sleep(timeout)
        self._acts.pop(0)()
        return self.is_set()


def run_with(city, *acts):
    run_renewing(
        open_worker_session(str(city.folder / "lckm.toml")),
        Stop(*acts, lambda: None),
        name="w",
        heartbeat=None,
        export_process=ExportProcess(("true",), 5),
    )


def change(city, name, text):
    path = city.folder / name
    path.with_suffix(".new").write_text(text, encoding="utf-8")
    path.with_suffix(".new").replace(path)


def test_a_corrected_password_is_used_without_a_restart(guarded, caplog):
    caplog.set_level(logging.INFO, "lckm_operations")
    guarded.register("ZG-1")
    change(guarded, "right", "second")

    def refused():
        assert guarded.letters() == []
        change(guarded, "smtp.pw", "second")
        guarded.register("ZG-2")

    def taken():
        assert len(guarded.letters()) == 2

    run_with(guarded, refused, lambda: None, taken)
    told = [record.getMessage() for record in caplog.records]
    assert told.count("a secret has changed, so the settings were read anew") == 1
    assert told.count("the worker w starts") == told.count("the worker w stops") == 1


@pytest.mark.parametrize("fault", ["settings", "secret"])
def test_with_settings_that_cannot_be_used_it_goes_on_as_before(guarded, caplog, fault):
    guarded.register("ZG-1")

    def broken():
        if fault == "settings":
            change(guarded, "lckm.toml", "[")
            change(guarded, "smtp.pw", "second")
        else:
            (guarded.folder / "smtp.pw").unlink()

    def register():
        guarded.register("ZG-2")

    settings = (guarded.folder / "lckm.toml").read_text(encoding="utf-8")
    run_with(guarded, broken, lambda: change(guarded, "lckm.toml", settings), register)
    assert len(guarded.letters()) == 2
    (line,) = [record.getMessage() for record in caplog.records if "secret" in record.getMessage()]
    assert "goes on with the former settings" in line
    assert ("lckm.toml" in line, "first" in line) == (True, False)


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
    path.unlink()
    assert files.have_changed()


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
