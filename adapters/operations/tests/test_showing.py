"""A place of publication that hangs keeps no report waiting: what shows it is a process of its
own, which is killed in the end.
"""

import json
import os
import signal
import subprocess
import sys
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from lckm_cli.toolkit import utcnow
from lckm_core import civil_day
from lckm_operations.worker.daily_export import DailyExport, NotShownError
from lckm_operations.worker.export_process import (
    ExportCrashedError,
    ExportProcess,
    ExportSettingsError,
    ExportTimeoutError,
)

HANGS = """
import os
import time
from pathlib import Path

from lckm_core import Audience, impl

class Hangs:
    name, audiences = "hangs", (Audience.BIP,)

    @impl
    def contribute_exporters(self):
        return [self]

    def export(self, read):
        print("what a place prints")
        Path("begun.half").write_text(str(os.getpid()))
        Path("begun.half").rename("begun")
        while not Path("go").exists():
            time.sleep(0.05)
        read()
        if Path("broken").exists():
            raise OSError
"""


@pytest.fixture
def is_of_this_test():
    """Return what says whether a day written yyyy-mm-dd is one of those this test runs on."""
    began = civil_day(utcnow())
    return lambda day: began <= date.fromisoformat(day) <= civil_day(utcnow())


@pytest.fixture
def hanging(city):
    """A report waits, and a place of publication hangs until there is a file „go”."""
    (city.folder / "hangs.py").write_text(HANGS, encoding="utf-8")
    city.settings(more='\n[[adapter]]\nuse = "hangs:Hangs"\n')
    city.register("ZG-1")
    city.close()
    return city


def within(city, seconds):
    """Let an export take that long."""
    path = city.folder / "lckm.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("poll = 0.2", f"poll = 0.2\nlongest_export = {seconds}"), encoding="utf-8"
    )


def wait_for(what, seconds=60):
    until = time.monotonic() + seconds
    while not (found := what()):
        assert time.monotonic() < until
        time.sleep(0.05)
    return found


def beat(city):
    path = city.folder / "beat.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def is_alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return (
        Path(f"/proc/{pid}/stat").read_text().split(") ")[1][0] != "Z"
        if Path("/proc/self").exists()
        else True
    )


def begun(city):
    path = city.folder / "begun"
    return int(path.read_text()) if path.exists() else 0


def test_reports_go_while_a_place_hangs_and_it_is_shown_when_it_goes_on(hanging, is_of_this_test):
    worker = hanging.start("worker")
    try:
        wait_for(lambda: hanging.letters() and begun(hanging) and beat(hanging), seconds=30)
        assert beat(hanging)["published_for"] is None
        (hanging.folder / "go").touch()
        assert is_of_this_test(wait_for(lambda: beat(hanging)["published_for"]))
        assert beat(hanging)["failing"] == {}
    finally:
        worker.terminate()
        worker.communicate(timeout=60)
    assert worker.returncode == 0


@pytest.mark.slow(
    reason="a process that exports; a worker that stays and meets a place that hangs stands for it"
)
def test_one_that_cron_calls_delivers_what_comes_in_while_a_place_hangs_so_that_no_other_is_needed(
    hanging, is_of_this_test
):
    line = ("flock", "-n", "lock", "lckm", "worker", "--once")
    options = {"cwd": hanging.folder, "env": hanging.environment, "stdout": subprocess.DEVNULL}
    worker = subprocess.Popen(line, **options)
    try:
        wait_for(lambda: hanging.letters() and begun(hanging))
        hanging.register("ZG-2")
        hanging.close()
        assert subprocess.run(line, timeout=10, check=False, **options).returncode == 1
        wait_for(lambda: len(hanging.letters()) == 2)
        (hanging.folder / "go").touch()
        assert worker.wait(60) == 0
    finally:
        worker.kill()
        worker.wait()
    assert is_of_this_test(beat(hanging)["published_for"])


@pytest.mark.slow(
    reason="a process that exports; what it started is killed with it in every change"
)
def test_a_worker_that_is_told_to_stop_leaves_nothing_behind(hanging):
    worker = hanging.start("worker")
    try:
        pid = wait_for(lambda: begun(hanging))
    finally:
        worker.terminate()
        worker.communicate(timeout=60)
    assert worker.returncode == 0
    assert not is_alive(pid)


@pytest.mark.slow(
    reason="a process that exports; one that ends in its time by itself stands for it"
)
def test_over_its_time_it_is_killed_and_it_is_said(hanging):
    within(hanging, 8)
    done = hanging.lckm("worker", "--once")
    told = json.loads(done.stdout)
    assert (done.returncode, told["counts"]["report: sent"], told["published_for"]) == (1, 1, None)
    assert told["failing"]["publishing"]["error"] == "ExportTimeoutError"
    assert (
        "Pokazywanie publikacji: Pokazywanie nie skończyło się w 8 s i zostało przerwane."
        in done.stderr
    )
    assert not is_alive(begun(hanging))


def test_it_ends_in_its_time_though_nobody_looks_any_more(hanging):
    within(hanging, 1)
    process = hanging.start("worker", "--only-publish")
    process.communicate(timeout=60)
    assert process.returncode == -signal.SIGALRM


@pytest.mark.slow(reason="half a minute; that it ends by itself is tried in every change")
def test_a_worker_that_is_killed_leaves_none_that_goes_on(hanging):
    # A short time would be over before it begins, where the machine is busy.
    within(hanging, 30)
    worker = hanging.start("worker")
    try:
        pid = wait_for(lambda: begun(hanging))
    finally:
        worker.kill()
        worker.communicate(timeout=60)
    wait_for(lambda: not is_alive(pid))


@pytest.mark.slow(
    reason="a process that exports; called by hand it names such a place in every change"
)
def test_a_place_that_fails_there_is_named(hanging, is_of_this_test):
    for name in ("go", "broken"):
        (hanging.folder / name).touch()
    done = hanging.lckm("worker", "--once")
    assert done.returncode == 1
    assert "Pokazywanie publikacji: Nie pokazano zmian: hangs." in done.stderr
    (hanging.folder / "broken").unlink()
    done = hanging.lckm("worker", "--once")
    assert done.returncode == 0
    assert is_of_this_test(json.loads(done.stdout)["published_for"])


@pytest.mark.slow(
    reason="a process that exports; what is no list of names is no result in every change"
)
def test_what_a_place_prints_is_in_the_log_and_is_no_result(hanging, is_of_this_test):
    (hanging.folder / "go").touch()
    module = hanging.folder / "hangs.py"
    module.write_text(module.read_text(encoding="utf-8") + "\nprint('[]')\n", encoding="utf-8")
    done = hanging.lckm("worker", "--once")
    told = json.loads(
        done.stdout.removeprefix("[]\n")
    )  # the worker that waits loads the module, too
    assert (done.returncode, told["failing"]) == (0, {})
    assert is_of_this_test(told["published_for"])
    assert "what a place prints" in done.stderr


def test_called_by_hand_it_prints_which_places_failed(hanging):
    for name in ("go", "broken"):
        (hanging.folder / name).touch()
    done = hanging.lckm("worker", "--only-publish")
    assert (done.returncode, done.stdout.splitlines()[-1]) == (1, '["hangs"]')


class _LongExport:
    """In place of a process that exports: it ends when it is told, the first time with these."""

    def __init__(self, *failed):
        self.failed = list(failed)
        self.begun = 0
        self.is_running = False

    def begin(self):
        self.begun += 1
        self.is_running = True

    def result(self):
        self.is_running = False
        failed, self.failed = self.failed, []
        return failed


def test_an_export_that_began_before_midnight_is_not_that_of_the_new_day():
    # A second before midnight in Łódź.
    evening = datetime(2026, 11, 29, 22, 59, 59, tzinfo=UTC)
    night = evening + timedelta(seconds=2)
    plugins = SimpleNamespace(exporters=["a place"], listeners=[])
    centre = SimpleNamespace(plugins=plugins, expire_due=lambda *, now: ())
    clock, export = iter([evening, night, night]), _LongExport()
    daily = DailyExport(centre, lambda: next(clock), export_process=export)

    daily.export(evening)
    daily.export(night)
    assert daily.status()["published_for"] == "2026-11-29"
    daily.export(night)
    assert export.begun == 2


def test_a_place_that_failed_is_told_until_it_is_shown_and_no_longer():
    noon = datetime(2026, 11, 29, 12, 0, tzinfo=UTC)
    morrow = noon + timedelta(days=1)
    plugins = SimpleNamespace(exporters=["a place"], listeners=[])
    centre = SimpleNamespace(plugins=plugins, expire_due=lambda *, now: ())
    clock, export = iter([*4 * [noon], morrow]), _LongExport("a place")
    daily = DailyExport(centre, lambda: next(clock), export_process=export)

    assert daily.export(noon) == noon + timedelta(seconds=1)
    for _ in ("it failed", "and is tried again"):
        with pytest.raises(NotShownError, match="a place"):
            daily.export(noon)
    assert daily.export(noon) == datetime(2026, 11, 29, 23, 0, tzinfo=UTC)
    assert (daily.status()["published_for"], export.begun) == ("2026-11-29", 2)
    assert daily.export(morrow) == morrow + timedelta(seconds=1)


def python(text):
    return (sys.executable, "-c", text)


def telling(text, code):
    """Return a process that hands a text over, as it is, and ends with a code."""
    return python(
        f"import os, sys; os.write(int(os.environ['LCKM_TOLD_TO']), {text.encode()!r}); "
        f"sys.exit({code})"
    )


def ended(showing):
    """Return what came of one."""
    showing.begin()
    wait_for(lambda: showing.result() is not None)


def test_one_that_dies_is_told_from_one_that_hangs():
    for text in ("import os; os.abort()", "print('[]')"):
        with pytest.raises(ExportCrashedError):
            ended(ExportProcess(python(text), 60))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", 0),
        ("no list", 1),
        ("1", 1),
        ('"bip"', 1),
        ("{}", 0),
        ("[1]", 1),
        ("[]", 1),
        ('["bip"]', 0),
        ('["bip"]', 3),
    ],
)
def test_only_a_list_of_names_that_agrees_with_how_it_ended_is_a_result(text, code):
    with pytest.raises(ExportCrashedError):
        ended(ExportProcess(telling(text, code), 60))


@pytest.mark.parametrize(
    ("text", "code", "places"), [("[]", 0, ()), ('["bip", "search"]', 1, ("bip", "search"))]
)
def test_the_places_that_failed_are_handed_over(text, code, places):
    showing = ExportProcess(telling(text, code), 60)
    showing.begin()
    (found,) = wait_for(lambda: [places for places in [showing.result()] if places is not None])
    assert found == places


@pytest.mark.parametrize("fault", ["no TOML", "no database"])
def test_settings_that_cannot_be_used_are_told_in_the_form_of_the_log(city, run, fault):
    """The worker goes on with those that it has, so nobody else would say what is wrong."""
    if fault == "no TOML":
        (city.folder / "lckm.toml").write_text("[[adapter", encoding="utf-8")
    else:
        city.settings(url=f"sqlite:///{city.data}/nowhere.sqlite")
    told = city.folder / "told"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LCKM_TOLD_TO", str(os.open(told, os.O_WRONLY | os.O_CREAT)))
        done = run("worker", "--only-publish", "--log", "json")
    (line,) = done.stderr.splitlines()
    said = json.loads(line)
    assert (done.exit_code, done.stdout, said["level"]) == (2, "", "ERROR")
    assert said["message"].startswith("the settings cannot be used: ")
    assert ("lckm.toml: line" in said["message"]) is (fault == "no TOML")
    with pytest.raises(ExportSettingsError):
        ended(ExportProcess(telling(told.read_text(), done.exit_code), 60))


def test_called_by_hand_it_says_so_in_words(city, run):
    (city.folder / "lckm.toml").write_text("[[adapter", encoding="utf-8")
    done = run("worker", "--only-publish")
    assert done.exit_code == 2
    assert "to nie jest TOML" in done.stderr


def test_one_that_ended_itself_when_its_time_was_over_is_told_as_one_that_was_killed():
    alarm = "import os, signal; os.kill(os.getpid(), signal.SIGALRM)"
    with pytest.raises(ExportTimeoutError):
        ended(ExportProcess(python(alarm), 60))


def test_what_it_prints_is_no_output_of_the_worker(capfd):
    """Whose own is JSON that a program reads."""
    with pytest.raises(ExportCrashedError):
        ended(ExportProcess(python("print('noise')"), 60))
    assert capfd.readouterr() == ("", "noise\n")


def test_what_it_started_is_killed_with_it(tmp_path):
    pid = tmp_path / "pid"
    text = (
        "import subprocess, pathlib, time; p = subprocess.Popen(['sleep', '600']); "
        f"pathlib.Path({str(pid)!r}).write_text(str(p.pid)); time.sleep(600)"
    )
    showing = ExportProcess(python(text), 5)
    showing.begin()
    child = int(wait_for(lambda: pid.exists() and pid.read_text()))
    with pytest.raises(ExportTimeoutError):
        wait_for(lambda: showing.result() is not None)
    assert not showing.is_running
    wait_for(lambda: not is_alive(child), seconds=5)


def test_nothing_waits_for_one_that_no_kill_ends_and_no_other_is_begun_beside_it(
    tmp_path, monkeypatch
):
    """As while the system waits for a disk."""
    begun = tmp_path / "begun"
    text = (
        f"import os, time; open({str(begun)!r}, 'a').write(str(os.getpid()) + chr(10)); "
        "time.sleep(600)"
    )
    kill = os.killpg
    monkeypatch.setattr(os, "killpg", lambda *_: None)
    showing, since = ExportProcess(python(text), 3), time.monotonic()
    with pytest.raises(ExportTimeoutError):
        ended(showing)
    assert not showing.is_running
    with pytest.raises(ExportTimeoutError):
        showing.begin()
    showing.close()
    assert time.monotonic() - since < 300, "it would have slept ten minutes"
    left = int(wait_for(lambda: begun.exists() and begun.read_text().strip()))
    monkeypatch.setattr(os, "killpg", kill)
    kill(left, signal.SIGKILL)
    wait_for(lambda: not is_alive(left))
    showing.begin()
    wait_for(lambda: len(begun.read_text().split()) == 2)
    showing.close()
