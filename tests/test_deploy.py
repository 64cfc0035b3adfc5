"""The files of deploy/ fit what they deploy, and the docs show them as they are."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from lckm_operations.commands import metrics
from tests.helpers.commands import Run
from tests.helpers.places import ROOT

DEPLOY = ROOT / "deploy"
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


def test_an_alert_asks_for_figures_that_there_are() -> None:
    source = Path(metrics.__file__).read_text(encoding="utf-8")
    given = set(re.findall(r'"(lckm_[a-z_]+)"', source))
    rules = yaml.safe_load((DEPLOY / "prometheus" / "alerts.yml").read_text(encoding="utf-8"))
    (group,) = rules["groups"]
    asked = {name for rule in group["rules"] for name in re.findall(r"lckm_[a-z_]+", rule["expr"])}
    assert asked <= given
    assert all(rule["annotations"].keys() == {"summary", "description"} for rule in group["rules"])


def test_the_image_is_made_of_what_is_there() -> None:
    text = (DEPLOY / "container" / "Containerfile").read_text(encoding="utf-8")
    folders = re.findall(r"\./(adapters/[a-z-]+)(?:\[([a-z,]+)\])?", text)
    assert folders
    for folder, extras in folders:
        project = (ROOT / folder / "pyproject.toml").read_text(encoding="utf-8")
        assert all(f"\n{extra} = [" in project for extra in extras.split(",") if extra)


def test_the_services_are_those_that_the_worker_needs() -> None:
    text = (DEPLOY / "container" / "compose.yaml").read_text(encoding="utf-8")
    services = yaml.safe_load(text)["services"]
    build = services["worker"]["build"]
    context = (DEPLOY / "container" / build["context"]).resolve()
    assert (context / build["dockerfile"]).is_file()
    images = [one["image"] for one in services.values() if "image" in one]
    assert all(re.fullmatch(r"[a-z./]+:v?[0-9][\w.-]*", image) for image in images)
