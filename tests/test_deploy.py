"""The files of deploy/ fit what they deploy, and the docs show them as they are."""

import json
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from sqlalchemy import make_url

from lckm_cli.settings import ServeSettings, read_settings
from lckm_operations.commands import metrics
from tests.helpers.commands import Run
from tests.helpers.places import ROOT

DEPLOY = ROOT / "deploy"
CONTAINERFILE = DEPLOY / "container" / "Containerfile"
COMPOSE = DEPLOY / "container" / "compose.yaml"
UNITS = sorted((DEPLOY / "systemd").iterdir())


def test_systemd_takes_every_unit(tmp_path: Path) -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd is not here: the units were not verified")
    program = tmp_path / "lckm"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    for unit in UNITS:
        text = unit.read_text(encoding="utf-8").replace("/opt/lckm/bin/lckm", str(program))
        (tmp_path / unit.name).write_text(text, encoding="utf-8")
    units = [str(tmp_path / unit.name) for unit in UNITS]
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *units], capture_output=True, text=True
    )
    ours = [line for line in done.stderr.splitlines() if str(tmp_path) in line or "lckm" in line]
    assert (done.returncode, ours) == (0, []), done.stderr


def test_the_docs_show_the_unit_that_is_there() -> None:
    page = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    unit = (DEPLOY / "systemd" / "lckm-worker.service").read_text(encoding="utf-8")
    assert f"lckm-worker.service\n{unit}```" in page


@pytest.mark.parametrize(
    "unit", [one for one in UNITS if one.suffix == ".service"], ids=lambda one: one.name
)
def test_a_unit_calls_a_command_that_is_there(run: Run, unit: Path) -> None:
    (call,) = re.findall(r"^ExecStart=/opt/lckm/bin/lckm (.+)$", unit.read_text(), re.MULTILINE)
    done = run(call.split()[0], "--help")
    assert done.exit_code == 0
    for option in re.findall(r"--[a-z-]+", call):
        assert option in done.output


def _figures(expression: str) -> set[str]:
    return set(re.findall(r"lckm_[a-z_]+", expression))


def _given_figures() -> set[str]:
    source = Path(metrics.__file__).read_text(encoding="utf-8")
    return set(re.findall(r'"(lckm_[a-z_]+)"', source))


def test_an_alert_asks_for_figures_that_there_are() -> None:
    rules = yaml.safe_load((DEPLOY / "prometheus" / "alerts.yml").read_text(encoding="utf-8"))
    (group,) = rules["groups"]
    assert {name for rule in group["rules"] for name in _figures(rule["expr"])} <= _given_figures()
    assert all(rule["annotations"].keys() == {"summary", "description"} for rule in group["rules"])


def _panels() -> list[dict[str, Any]]:
    text = (DEPLOY / "prometheus" / "dashboard.json").read_text(encoding="utf-8")
    return list(json.loads(text)["panels"])


def test_the_dashboard_shows_each_figure_that_there_is() -> None:
    shown = [_figures(target["expr"]) for panel in _panels() for target in panel["targets"]]
    assert set().union(*shown) == _given_figures()


def test_the_dashboard_turns_where_the_alert_does() -> None:
    rules = yaml.safe_load((DEPLOY / "prometheus" / "alerts.yml").read_text(encoding="utf-8"))
    limits = re.findall(
        r"(lckm_\w+) > (\d+)", " or ".join(rule["expr"] for rule in rules["groups"][0]["rules"])
    )
    turns = {
        name: panel["fieldConfig"]["defaults"]["thresholds"]["steps"][-1]["value"]
        for panel in _panels()
        if panel["type"] == "stat"
        for name in _figures(panel["targets"][0]["expr"])
    }
    # A count turns at the first above the limit, which is 0; a time at the limit itself.
    assert {name: int(limit) or 1 for name, limit in limits}.items() <= turns.items()


def test_the_panels_of_the_dashboard_lie_beside_each_other() -> None:
    panels = _panels()
    assert len({panel["id"] for panel in panels}) == len(panels)
    taken = [
        (x, y)
        for panel in panels
        for x in range(panel["gridPos"]["x"], panel["gridPos"]["x"] + panel["gridPos"]["w"])
        for y in range(panel["gridPos"]["y"], panel["gridPos"]["y"] + panel["gridPos"]["h"])
    ]
    assert len(set(taken)) == len(taken)
    assert max(x for x, _ in taken) == 23


@pytest.mark.slow(reason="a program of Prometheus; that each figure is given stands for it")
def test_prometheus_reads_what_the_dashboard_asks(tmp_path: Path) -> None:
    if shutil.which("promtool") is None:
        pytest.skip("promtool is not here: apt install prometheus")
    rules = [
        {"record": f"panel:{panel['id']}", "expr": panel["targets"][0]["expr"]}
        for panel in _panels()
    ]
    path = tmp_path / "rules.yml"
    path.write_text(yaml.safe_dump({"groups": [{"name": "panels", "rules": rules}]}))
    done = subprocess.run(["promtool", "check", "rules", str(path)], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_alert_on_old_figures_is_on_the_file_that_is_written() -> None:
    rules = (DEPLOY / "prometheus" / "alerts.yml").read_text(encoding="utf-8")
    (pattern,) = re.findall(r'node_textfile_mtime_seconds\{file=~"(.+)"\}', rules)
    unit = (DEPLOY / "systemd" / "lckm-metrics.service").read_text(encoding="utf-8")
    (path,) = re.findall(r"--to (\S+)", unit)
    assert re.fullmatch(pattern, path)
    assert re.fullmatch(pattern, Path(path).name), "older collectors name the file alone"


def test_what_is_only_waited_for_is_asked_of_what_could_say_so() -> None:
    """A figure that is away fires no rule on its value, so its absence has a rule of its own."""
    rules = yaml.safe_load((DEPLOY / "prometheus" / "alerts.yml").read_text(encoding="utf-8"))
    asked = " ".join(rule["expr"] for rule in rules["groups"][0]["rules"])
    for name in ("lckm_up", "lckm_heartbeat_age_seconds"):
        assert f"absent({name})" in asked
    assert "lckm_up == 0" in asked


def test_the_settings_of_the_services_are_of_what_there_is() -> None:
    text = (DEPLOY / "container" / "lckm.toml").read_text(encoding="utf-8")
    services = _services()
    settings = tomllib.loads(text)
    by_class = {table["use"].partition(":")[2]: table for table in settings["adapter"]}
    url = make_url(by_class["SqlAdapter"]["url"])
    assert url.password == services["database"]["environment"]["POSTGRES_PASSWORD"]
    assert {url.host, by_class["SmtpAdapter"]["host"]} <= services.keys()
    volumes = [one.partition(":")[2] for one in services["worker"]["volumes"]]
    for table in by_class.values():
        for value in table.values():
            if isinstance(value, dict) and "path" in value:
                assert any(value["path"].startswith(volume.partition(":")[0]) for volume in volumes)
    assert ("./lckm.toml", "/etc/lckm/lckm.toml:ro") in [
        tuple(one.split(":", 1)) for one in services["worker"]["volumes"]
    ]


def test_the_settings_of_the_services_are_taken(run: Run, tmp_path: Path) -> None:
    text = (DEPLOY / "container" / "lckm.toml").read_text(encoding="utf-8")
    (tmp_path / "receipts").write_text("made up for a test, and long enough\n", encoding="utf-8")
    for place in ("/run/secrets", "/var/lib/lckm"):
        text = text.replace(place, str(tmp_path))
    (tmp_path / "lckm.toml").write_text(text, encoding="utf-8")
    settings = read_settings(tmp_path / "lckm.toml")
    assert settings.adapters()
    assert settings.shared_keys() == []


def test_the_docs_show_the_configuration_of_nginx_that_is_there() -> None:
    page = (ROOT / "docs" / "serving.md").read_text(encoding="utf-8")
    conf = (DEPLOY / "nginx" / "lckm.conf").read_text(encoding="utf-8")
    assert f"```nginx\n{conf}```" in page


def test_servers_are_stopped_after_their_grace_is_over() -> None:
    unit = (DEPLOY / "systemd" / "lckm-web.service").read_text(encoding="utf-8")
    (of_unit,) = re.findall(r"^TimeoutStopSec=(\d+)$", unit, re.MULTILINE)
    of_container = _services()["web"]["stop_grace_period"]
    (as_the_page_says,) = re.findall(
        r"stopped with (\d+) seconds", (ROOT / "docs" / "serving.md").read_text(encoding="utf-8")
    )
    assert f"{of_unit}s" == of_container == f"{as_the_page_says}s"
    assert int(of_unit) > ServeSettings().grace


def test_the_image_is_made_of_what_is_there() -> None:
    text = CONTAINERFILE.read_text(encoding="utf-8")
    for path in re.findall(r"^COPY (?!--from)(.+) \S+$", text, re.MULTILINE):
        assert all((ROOT / one).exists() for one in path.split())
    folders = re.findall(r"\./(adapters/[a-z0-9-]+)(?:\[([a-z,]+)\])?", text)
    assert folders
    for folder, extras in folders:
        project = (ROOT / folder / "pyproject.toml").read_text(encoding="utf-8")
        assert all(f"\n{extra} = [" in project for extra in extras.split(",") if extra)


def test_the_image_has_every_face_and_command_that_is_served() -> None:
    text = CONTAINERFILE.read_text(encoding="utf-8")
    folders = set(re.findall(r"adapters/([a-z0-9-]+)", text))
    assert {"http", "web", "intake", "open311", "bip", "search", "word", "operations"} <= folders
    needed = {
        name
        for folder in folders
        for name in re.findall(r'^    "lckm-([a-z0-9-]+)', _dependencies(folder), re.MULTILINE)
    }
    assert needed - {"core"} <= folders


def _dependencies(folder: str) -> str:
    project = (ROOT / "adapters" / folder / "pyproject.toml").read_text(encoding="utf-8")
    return project.partition("\ndependencies = [")[2].partition("\n]")[0]


def _services() -> dict[str, Any]:
    services: dict[str, Any] = yaml.safe_load(COMPOSE.read_text(encoding="utf-8"))["services"]
    return services


def test_the_services_have_the_form_that_compose_wants() -> None:
    schema = ["check-jsonschema", "--builtin-schema", "vendor.compose-spec", str(COMPOSE)]
    done = subprocess.run(
        [sys.executable, "-m", schema[0].replace("-", "_"), *schema[1:]],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_health_of_the_pages_is_asked_where_they_listen(run: Run) -> None:
    web = _services()["web"]
    assert "127.0.0.1:8000:8000" in web["ports"]
    assert "http://127.0.0.1:8000/readyz" in web["healthcheck"]["test"][-1]
    compile(web["healthcheck"]["test"][-1], "healthcheck", "exec")
    command = web["command"]
    done = run(command[0], "--help")
    assert all(one in done.output for one in command if one.startswith("--"))
    assert ServeSettings().port == 8000


def test_the_services_are_those_that_pages_and_worker_need() -> None:
    services = _services()
    for name in ("web", "worker"):
        build = services[name]["build"]
        context = (DEPLOY / "container" / build["context"]).resolve()
        assert (context / build["dockerfile"]).is_file()
    images = [one["image"] for one in services.values() if "image" in one]
    assert all(re.fullmatch(r"[a-z./]+:v?[0-9][\w.-]*", image) for image in images)
