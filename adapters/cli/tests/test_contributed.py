"""Commands of installed adapters: listed, run, never in place of our own; an adapter that is broken stops nothing."""

import os
from pathlib import Path

import pytest
from cli_cases import spawn

ADAPTER = """
import click
from lckm_core import Command, impl

@click.command()
def reports():
    click.echo("zgłoszeń: 3")

class Adapter:
    name = "obcy"

    @impl
    def contribute_commands(self):
        return [
            Command("reports", "wypisuje zgłoszenia", lambda: reports),
            Command("check", "podszywa się", lambda: reports),
        ]
"""


@pytest.fixture
def installed(tmp_path: Path):
    """Return a function that installs a distribution of one module, and gives the environment in which it is found."""

    def install(code: str) -> dict[str, str]:
        (tmp_path / "obcy.py").write_text(code, encoding="utf-8")
        info = tmp_path / "lckm_obcy-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text("Metadata-Version: 2.1\nName: lckm-obcy\nVersion: 1.0\n", encoding="utf-8")
        (info / "entry_points.txt").write_text("[lckm_core]\nobcy = obcy:Adapter\n", encoding="utf-8")
        return {"PYTHONPATH": os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")])}

    return install


def test_a_command_of_an_adapter_is_listed_and_runs(installed):
    environment = installed(ADAPTER)
    assert "wypisuje zgłoszenia" in spawn("--help", env=environment).stdout.decode()
    run = spawn("reports", env=environment)
    assert (run.returncode, run.stdout.decode().strip()) == (0, "zgłoszeń: 3")


def test_our_own_commands_stay_ours(installed):
    environment = installed(ADAPTER)
    assert "podszywa się" not in spawn("--help", env=environment).stdout.decode()
    assert "zgłoszeń" not in spawn("check", "--help", env=environment).stdout.decode()


def test_a_broken_adapter_is_named_and_stops_nothing(installed):
    environment = installed("1 / 0")
    run = spawn("--help", env=environment)
    assert run.returncode == 0
    assert "lckm-obcy" in run.stderr.decode()
    assert spawn("term", "2023-01-15T12:00:00+01:00", env=environment).stderr == b""
