"""What Prometheus reads: how much waits, for how long, and whether a worker lives."""

import json
import re
from datetime import UTC, datetime, timedelta

import attrs
import pytest

from lckm_core.delivery import DispatchState
from lckm_operations.commands import metrics
from lckm_sql import SqlReports
from lckm_testing import PersonalDataCanary

NOW = datetime.now(UTC)
LINE = re.compile(r'(lckm_[a-z_]+)(?:\{([a-z]+)="((?:[^"\\\n]|\\.)*)"\})? (\S+)')


def read(text):
    """Return the figures by name and label's value; each line has to be one or a comment."""
    lines = [line for line in text.splitlines() if not line.startswith("# ")]
    found = [LINE.fullmatch(line) for line in lines]
    assert all(found), lines
    return {(one[1], one[3] or ""): float(one[4]) for one in found}


@pytest.fixture
def canary():
    return PersonalDataCanary("metrics")


def test_what_waits_and_for_how_long(city, run, canary):
    city.register("ZG-1", canary.form(), now=NOW - timedelta(hours=2))
    city.register("ZG-2", canary.form(), now=NOW - timedelta(days=400))
    done = run("metrics")
    assert done.exit_code == 0
    figures = read(done.stdout)
    assert figures["lckm_deliveries", ""] == 2
    assert figures["lckm_deliveries_waiting", "pending"] == 2
    assert figures["lckm_deliveries_waiting", "unknown"] == 0
    assert figures["lckm_oldest_delivery_age_seconds", ""] >= 400 * 24 * 3600 - 60
    assert figures["lckm_personal_parts_due", ""] == 1
    assert figures["lckm_deliveries_needing_a_person", ""] == 0
    assert not canary.search(done.stdout)


def test_who_is_needed_and_what_is_left_to_destroy_is_counted(city, run, monkeypatch):
    city.register("ZG-1")
    city.register("ZG-2")
    waiting = SqlReports.waiting

    def doubtful(self, *, limit):
        first, *rest = waiting(self, limit=limit)
        return [attrs.evolve(first, state=DispatchState.UNKNOWN, needs_a_hand=True), *rest]

    monkeypatch.setattr(SqlReports, "waiting", doubtful)
    monkeypatch.setattr(metrics, "left_files", lambda store: iter(["a", "b", "c"]))
    figures = read(run("metrics").stdout)
    assert figures["lckm_deliveries_needing_a_person", ""] == 1
    assert figures["lckm_deliveries_waiting", "unknown"] == 1
    assert figures["lckm_deliveries_waiting", "pending"] == 1
    assert figures["lckm_files_to_destroy", ""] == 3


def test_after_the_work_nothing_waits(city, run):
    city.register("ZG-1")
    city.work()
    figures = read(run("metrics").stdout)
    assert figures["lckm_deliveries_waiting", "pending"] == 0
    assert figures["lckm_oldest_delivery_age_seconds", ""] == 0


def test_a_worker_s_last_sign_of_life(city, run):
    city.register("ZG-1")
    assert ("lckm_heartbeat_age_seconds", "") not in read(run("metrics").stdout)
    status = {
        "at": (NOW - timedelta(minutes=10)).isoformat(),
        "failing": {"mail ”quoted\\": {"error": "x"}},
        "counts": {"sent": 3},
    }
    (city.folder / "beat.json").write_text(json.dumps(status))
    figures = read(run("metrics").stdout)
    assert 590 <= figures["lckm_heartbeat_age_seconds", ""] <= 3600
    assert figures["lckm_worker_failing", "mail ”quoted\\\\"] == 1
    assert figures["lckm_worker_results", "sent"] == 3
    for torn in ("", "{", "[]", '{"at": 7}', '{"at": "yesterday"}', '{"at": "2026-11-30T10:00"}'):
        (city.folder / "beat.json").write_text(torn)
        assert ("lckm_heartbeat_age_seconds", "") not in read(run("metrics").stdout)


@pytest.mark.parametrize(
    "form",
    [
        {"at": "2026-11-30T10:00:00", "failing": None},
        {"at": NOW.isoformat(), "failing": None, "counts": [3]},
        {"at": NOW.isoformat(), "failing": "x", "counts": {"sent": "x", "kept": 10**400, "y": {}}},
    ],
)
def test_a_heartbeat_of_another_form_leaves_no_figures_of_before(city, run, form):
    path = city.folder / "lckm.prom"
    city.register("ZG-1")
    (city.folder / "beat.json").write_text(json.dumps(form))
    path.write_text("lckm_up 1\nlckm_old 1\n")
    assert run("metrics", "--to", path).exit_code == 0
    figures = read(path.read_text())
    assert figures["lckm_up", ""] == 1
    assert ("lckm_old", "") not in figures
    assert {of for name, of in figures if name.startswith("lckm_worker_")} == set()
    city.close()
    (city.folder / "lckm.toml").write_text("[")
    assert run("metrics", "--to", path, "--heartbeat", city.folder / "beat.json").exit_code != 0
    assert read(path.read_text())["lckm_up", ""] == 0


FIGURES = {
    "at": ("lckm_heartbeat_age_seconds", ""),
    "failing": ("lckm_worker_failing", "publishing"),
    "counts": ("lckm_worker_results", "report: sent"),
    "refused": ("lckm_refused_in_a_row", "mailbox"),
    "unheard": ("lckm_helpdesk_letters_back", ""),
    "bounces": ("lckm_bounces_unknown", ""),
    "strays": ("lckm_bounce_mailbox_messages", "unsigned"),
    "published_for": ("lckm_published_days_behind", ""),
}
"""What a heartbeat says that a person has to see, and the metric that says the same."""
OF_THE_PROCESS = {"worker", "pid", "state", "started_at", "turns", "published_to"}


def test_each_figure_of_the_heartbeat_has_its_metric(city, run):
    city.register("ZG-1")
    city.work()
    path = city.folder / "beat.json"
    told = json.loads(path.read_text(encoding="utf-8"))
    assert told.keys() == FIGURES.keys() | OF_THE_PROCESS
    for unheard in (1, 2):
        box = [f"ZG-{at}" for at in range(unheard)] + [None] * 3
        path.write_text(
            json.dumps(
                told
                | {
                    "at": (NOW - timedelta(days=3)).isoformat(),
                    "failing": {"publishing": {"error": "x"}},
                    "counts": {"report: sent": 1_234_567},
                    "refused": {"mailbox": {"failures": 4, "causes": {"busy": 4}}},
                    "unheard": unheard,
                    "bounces": [box, [None]],
                    "strays": [{"others": 2, "unsigned": 3}, {"unsigned": 2}],
                    "published_for": (NOW - timedelta(days=5)).date().isoformat(),
                }
            ),
            encoding="utf-8",
        )
        figures = read(run("metrics").stdout)
        assert figures["lckm_heartbeat_age_seconds", ""] >= 3 * 24 * 3600
        assert figures["lckm_published_days_behind", ""] >= 5
        assert {
            name: figures[FIGURES[name]] for name in FIGURES.keys() - {"at", "published_for"}
        } == {
            "failing": 1,
            "counts": 1_234_567,
            "refused": 4,
            "unheard": unheard,
            "bounces": 4,
            "strays": 5,
        }
        assert figures["lckm_bounce_mailbox_messages", "others"] == 2


def test_what_several_workers_read_in_one_mailbox_is_not_added_up(city, run):
    city.register("ZG-1")
    told = {"at": NOW.isoformat(), "unheard": 1, "bounces": [["ZG-1", None]], "strays": [{"a": 2}]}
    paths = [city.folder / f"{at}.json" for at in (1, 2)]
    for path in paths:
        path.write_text(json.dumps(told), encoding="utf-8")
    options = [part for path in paths for part in ("--heartbeat", path)]
    figures = read(run("metrics", *options).stdout)
    assert figures["lckm_helpdesk_letters_back", ""] == 1
    assert figures["lckm_bounces_unknown", ""] == 1
    assert figures["lckm_bounce_mailbox_messages", "a"] == 2


@pytest.mark.parametrize("worse_first", [True, False])
def test_of_several_workers_the_worse_figure_counts(city, run, worse_first):
    """One that is well hides no other that is not."""
    city.register("ZG-1")
    well = {
        "at": NOW.isoformat(),
        "refused": {"mailbox": {"failures": 1}},
        "unheard": 1,
        "bounces": [["ZG-1", None]],
        "strays": [{"unsigned": 1}],
        "published_for": (NOW - timedelta(days=1)).date().isoformat(),
    }
    worse = {
        "at": (NOW - timedelta(hours=2)).isoformat(),
        "refused": {"mailbox": {"failures": 4}},
        "unheard": 3,
        "bounces": [[None, None]],
        "strays": [{"unsigned": 5}],
        "published_for": (NOW - timedelta(days=8)).date().isoformat(),
    }

    def figures(*beats):
        paths = [city.folder / f"{at}.json" for at, _ in enumerate(beats)]
        for path, beat in zip(paths, beats, strict=True):
            path.write_text(json.dumps(beat), encoding="utf-8")
        told = read(run("metrics", *(w for path in paths for w in ("--heartbeat", path))).stdout)
        return {key: told[FIGURES[key]] for key in worse if key != "at"}, told[FIGURES["at"]]

    alone, age = figures(worse)
    assert alone != figures(well)[0]
    both, oldest = figures(*((worse, well) if worse_first else (well, worse)))
    assert both == alone
    assert oldest >= age


def test_figures_of_another_form_are_none(city, run):
    city.register("ZG-1")
    for value in (None, "x", -1, [7], {"a": "x"}, [["x"]], [{"a": []}], True, 10**20):
        keys = ("refused", "unheard", "bounces", "strays", "published_for")
        told = {"at": NOW.isoformat(), **dict.fromkeys(keys, value)}
        (city.folder / "beat.json").write_text(json.dumps(told), encoding="utf-8")
        done = run("metrics")
        assert done.exit_code == 0
        assert read(done.stdout)["lckm_helpdesk_letters_back", ""] == 0


def test_a_file_is_replaced_as_a_whole(city, run):
    city.register("ZG-1")
    path = city.folder / "lckm.prom"
    path.write_text("old")
    done = run("metrics", "--to", path)
    assert (done.exit_code, done.output) == (0, "")
    assert read(path.read_text())
    assert [one.name for one in city.folder.glob(".lckm.prom*")] == []


def test_a_label_cannot_end_its_line():
    one = metrics.Metric("lckm_x", "x", {'a"b\n\\': 1}, "what")
    assert list(one.lines())[2] == 'lckm_x{what="a\\"b\\n\\\\"} 1\n'


@pytest.mark.parametrize("fault", ["no database", "no server", "no settings"])
def test_what_cannot_be_read_is_told_in_place_of_the_figures_of_before(city, run, fault):
    """Or a monitor would see the last healthy ones for ever."""
    path = city.folder / "lckm.prom"
    city.register("ZG-1")
    assert run("metrics", "--to", path).exit_code == 0
    assert read(path.read_text())["lckm_up", ""] == 1
    city.close()
    (city.folder / "beat.json").write_text(json.dumps({"at": NOW.isoformat(), "failing": {"x": 1}}))
    if fault == "no database":
        city.settings(url=f"sqlite:///{city.data}/nowhere.sqlite")
    elif fault == "no server":
        city.settings(url="postgresql+psycopg://lckm@127.0.0.1:1/lckm", timeout=1)
    else:
        (city.folder / "lckm.toml").write_text("[")
    done = run("metrics", "--to", path)
    assert done.exit_code != 0
    figures = read(path.read_text())
    assert figures["lckm_up", ""] == 0
    assert ("lckm_deliveries", "") not in figures
    assert (("lckm_worker_failing", "x") in figures) is (fault != "no settings")


def test_several_workers_are_told_of_together(city, run):
    city.register("ZG-1")
    for name, ago, what in (("a", 1, "delivering"), ("b", 10, "publishing")):
        beat = {"at": (NOW - timedelta(minutes=ago)).isoformat(), "failing": {what: {}}}
        (city.folder / f"{name}.json").write_text(json.dumps({**beat, "counts": {"sent": ago}}))
    options = [word for name in "abc" for word in ("--heartbeat", city.folder / f"{name}.json")]
    figures = read(run("metrics", *options).stdout)
    assert figures["lckm_heartbeats_missing", ""] == 1
    assert 590 <= figures["lckm_heartbeat_age_seconds", ""] <= 3600
    failing = {of for name, of in figures if name == "lckm_worker_failing"}
    assert failing == {"delivering", "publishing"}
    assert figures["lckm_worker_results", "sent"] == 11


def test_a_heartbeat_that_was_never_written_is_missing(city, run):
    city.register("ZG-1")
    assert read(run("metrics").stdout)["lckm_heartbeats_missing", ""] == 1
