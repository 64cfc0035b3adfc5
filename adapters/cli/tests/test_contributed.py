"""Commands and rules of installed adapters: never in place of ours; a broken one stops nothing."""

import json
import os
import re
import subprocess
from importlib import metadata
from pathlib import Path

import jsonschema
import pytest
from cli_cases import procedure

from lckm_cli.usage_errors import BROUGHT_BY
from lckm_core import schema
from tests.helpers.commands import Run, Spawn
from tests.helpers.rows import some_in_every_change

ROOT = Path(__file__).parents[3]
ADAPTER = """
import click
from lckm_core import impl
from lckm_core.ports import Command

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
    """Return a function that installs a distribution of one module, and returns its environment."""

    def install(code: str, group: str = "lckm_core") -> dict[str, str]:
        (tmp_path / "obcy.py").write_text(code, encoding="utf-8")
        info = tmp_path / "lckm_obcy-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(
            "Metadata-Version: 2.1\nName: lckm-obcy\nVersion: 1.0\n", encoding="utf-8"
        )
        (info / "entry_points.txt").write_text(
            f"[{group}]\nobcy = obcy:Adapter\n", encoding="utf-8"
        )
        return {"PYTHONPATH": os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")])}

    return install


def test_a_command_of_an_adapter_is_listed_and_runs(installed, spawn):
    environment = installed(ADAPTER)
    assert "wypisuje zgłoszenia" in spawn("--help", env=environment).stdout.decode()
    run = spawn("reports", env=environment)
    assert (run.returncode, run.stdout.decode().strip()) == (0, "zgłoszeń: 3")


def test_who_brings_commands_alone_is_not_loaded_to_check_a_file(installed, wet, spawn):
    environment = installed(
        ADAPTER + "\nimport sys; print('loaded', file=sys.stderr)\n", "lckm_core.commands"
    )
    run = spawn("reports", env=environment)
    assert (run.returncode, run.stdout.decode().strip()) == (0, "zgłoszeń: 3")
    assert b"loaded" in run.stderr
    assert b"loaded" not in spawn("check", wet / "KA-01478.yaml", env=environment).stderr


def test_our_own_commands_stay_ours(installed, spawn):
    environment = installed(ADAPTER)
    assert "podszywa się" not in spawn("--help", env=environment).stdout.decode()
    assert "zgłoszeń" not in spawn("check", "--help", env=environment).stdout.decode()


def test_a_broken_adapter_is_named_and_stops_nothing(installed, spawn):
    environment = installed("1 / 0")
    run = spawn("--help", env=environment)
    assert run.returncode == 0
    assert "lckm-obcy" in run.stderr.decode()
    assert spawn("term", "2023-01-15T12:00:00+01:00", env=environment).stderr == b""


def test_a_store_that_cannot_be_opened_hides_no_command(installed, spawn):
    """Nor do two adapters for one port: to list commands nobody asks for anything else."""
    opens = """
    @impl
    def provide_reports(self):
        raise RuntimeError("no database")
"""
    environment = installed(ADAPTER + opens)
    run = spawn("reports", env=environment)
    assert (run.returncode, run.stdout.decode().strip(), run.stderr) == (0, "zgłoszeń: 3", b"")


def test_of_a_command_that_is_not_installed_it_says_what_brings_it(
    run: Run, base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lckm_cli.command_registry.contributed", dict)
    for name, package in BROUGHT_BY.items():
        result = run(name, "--to", "demo")
        assert (result.exit_code, result.stdout) == (2, "")
        assert f"„{name}” jest w pakiecie {package}, którego nie ma." in result.stderr
        (folder,) = re.findall(
            r"z folderu \./(\S+) \(docs/operations\.md, „Install”\)\.", result.stderr
        )
        assert f'name = "{package}"' in (ROOT / folder / "pyproject.toml").read_text(
            encoding="utf-8"
        )
    assert "“demo” comes with the package lckm-demo" in (said := run("--lang", "en", "demo").stderr)
    assert (
        "from the clone of the project, from the folder ./adapters/demo "
        "(docs/operations.md, “Install”)." in said
    )
    assert "## Install\n" in (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    assert list(base.iterdir()) == []


def test_who_brings_which_command_is_so() -> None:
    ours = [
        one
        for one in metadata.entry_points(group="lckm_core.commands")
        if one.module.startswith("lckm_")
    ]
    brought = {
        command.name: one.dist.name
        for one in ours
        if one.dist
        for command in one.load()().contribute_commands()
    }
    assert brought == BROUGHT_BY


RULES = """
from lckm_core import Finding, Severity, impl

class NoWater:
    prefix = "MIASTO"

    def __call__(self, procedure):
        if "woda" in procedure.title:
            message = "Piszemy: dostawa wody."
            cites = "wzór: Nazwa procedury"
            yield Finding("MIASTO-001", Severity.WARNING, "/title", message, cites)

class Broken:
    prefix = "PSUJE"

    def __call__(self, procedure):
        message, cites = "Jeszcze działa.", "wzór: Skrócony opis"
        yield Finding("PSUJE-001", Severity.WARNING, "/summary", message, cites)
        {fault}

class Adapter:
    name = "obcy"

    @impl
    def contribute_rules(self):
        return {rules}
"""
WATER = RULES.format(fault="", rules="[NoWater()]")
FAULTS = {
    "raises": ("1 / 0", "ZeroDivisionError"),
    "takes another's code": (
        "yield Finding('LCKM-P001', Severity.ERROR, '/title', 'Nie nasze.', 'wzór: Nazwa "
        "procedury')",
        "LookupError",
    ),
    "finds no finding": ("yield 'PSUJE-002'", "AttributeError"),
}


def _checked(
    spawn: Spawn, path: Path, environment: dict[str, str], *options: str
) -> tuple[subprocess.CompletedProcess[bytes], dict]:
    run = spawn("check", path, "--format", "json", *options, env=environment)
    printed = json.loads(run.stdout)
    jsonschema.validate(printed, schema("findings"))
    files = printed["files"]
    return run, {Path(one["path"]).name: one["findings"] for one in files}


@pytest.fixture
def wet(tmp_path: Path) -> Path:
    """Return a folder with a procedure that breaks the rule and one that cannot be built."""
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "KA-01478.yaml").write_text(procedure(title="Zimna woda w domu"), encoding="utf-8")
    (folder / "KA-00001.yaml").write_text("id: KA-00001\ntitle: woda\n", encoding="utf-8")
    return folder


def test_a_rule_of_an_adapter_joins_the_check(installed, wet, spawn):
    """Under its own code, at its place in the file, and only for what can be built."""
    run, found = _checked(spawn, wet, installed(WATER))
    (one,) = [
        finding for finding in found["KA-01478.yaml"] if not finding["code"].startswith("LCKM")
    ]
    assert (one["code"], one["path"], one["severity"]) == ("MIASTO-001", "/title", "warning")
    lines = (wet / "KA-01478.yaml").read_text(encoding="utf-8").splitlines()
    assert "Zimna woda" in lines[one["line"] - 1]
    assert {finding["code"][:5] for finding in found["KA-00001.yaml"]} == {"LCKM-"}
    assert run.stderr == b""
    assert _checked(spawn, wet, {})[1]["KA-01478.yaml"] == [
        finding for finding in found["KA-01478.yaml"] if finding["code"] != "MIASTO-001"
    ]


@pytest.mark.parametrize(
    "format_",
    some_in_every_change(
        ["text", "sarif", "github"], 0, reason="another format; text and JSON stand for it"
    ),
)
def test_every_format_tells_of_it(installed, wet, format_, spawn):
    run = spawn("check", wet / "KA-01478.yaml", "--format", format_, env=installed(WATER))
    assert (run.returncode, run.stderr) == (0, b"")
    assert "MIASTO-001" in run.stdout.decode()
    assert (
        spawn(
            "check", wet / "KA-01478.yaml", "--strict", env={"PYTHONPATH": str(wet.parent)}
        ).returncode
        == 1
    )


@pytest.mark.slow(reason="two processes; one has the rules of adapters in every change")
def test_several_processes_know_it_too(installed, wet, spawn):
    for number in range(60):
        text = procedure(f"KA-1{number:04}", title="Zimna woda w domu")
        (wet / f"{number}.yaml").write_text(text, encoding="utf-8")
    _, found = _checked(spawn, wet, installed(WATER), "--jobs", "2")
    assert sum(one["code"] == "MIASTO-001" for findings in found.values() for one in findings) == 61


@pytest.mark.parametrize(
    "fault", some_in_every_change(FAULTS, 0, reason="another fault; one that raises stands for it")
)
def test_a_rule_that_fails_is_told_of_and_stops_nothing(installed, wet, fault, spawn):
    """Its earlier findings stay, and so do those of others; ``--debug`` shows where it failed."""
    code, kind = FAULTS[fault]
    environment = installed(RULES.format(fault=code, rules="[Broken(), NoWater()]"))
    run, found = _checked(spawn, wet / "KA-01478.yaml", environment)
    told = {one["code"]: one["message"] for one in found["KA-01478.yaml"]}
    assert {"PSUJE-001", "MIASTO-001", "LCKM-E198"} <= told.keys()
    assert "LCKM-P001" not in told
    assert "PSUJE" in told["LCKM-E198"]
    assert kind in told["LCKM-E198"]
    assert run.returncode == 1
    if fault == "raises":
        shown = spawn("--debug", "check", wet / "KA-01478.yaml", env=environment)
        assert "Traceback" in shown.stderr.decode()
        assert "ZeroDivisionError" in shown.stderr.decode()


@pytest.mark.parametrize(
    ("code", "said"),
    some_in_every_change(
        [
            ("1 / 0", "lckm-obcy"),
            (RULES.format(fault="", rules="1 / 0"), "ZeroDivisionError"),
            (RULES.format(fault="", rules="[1]"), "obcy"),
        ],
        2,
        reason="another fault; rules that are none stand for it",
    ),
    ids=["import", "hook", "no rule"],
)
def test_an_adapter_that_is_broken_leaves_the_check_as_it_was(installed, wet, code, said, spawn):
    environment = installed(code)
    run, found = _checked(spawn, wet, environment)
    assert said in run.stderr.decode()
    assert b"Traceback" not in run.stderr
    assert found == _checked(spawn, wet, {})[1]


def test_an_adapter_that_is_broken_is_told_in_the_language_of_the_call(installed, wet, spawn):
    environment = installed("1 / 0")
    run = spawn("check", wet / "KA-01478.yaml", "--lang", "en", env=environment)
    told = run.stderr.decode()
    assert told.startswith("The adapter obcy")
    assert "Nie da się" not in told
