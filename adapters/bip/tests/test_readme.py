"""The README is true: its settings can be used, its script runs, every command is named."""

import tomllib
from pathlib import Path

import bip_samples as shared

from lckm_bip import BipAdapter, BipCommands
from tests.helpers.pages_of_docs import blocks

TEXT = (shared.HERE.parent / "README.md").read_text(encoding="utf-8")


def block(kind):
    (found,) = blocks(TEXT, kind)
    return found


def test_its_settings_make_the_adapter(tmp_path):
    (table,) = tomllib.loads(block("toml"))["adapter"]
    assert table.pop("use") == "lckm_bip:BipAdapter"
    for picture in ("herb.svg", "bip.svg"):
        (tmp_path / picture).write_text("<svg/>", encoding="utf-8")
    plain = {
        key: str(tmp_path / value["path"]) if isinstance(value, dict) else value
        for key, value in table.items()
    }
    assert BipAdapter(**plain).contribute_exporters()[0].audiences == shared.BOTH


def test_its_script_writes_a_site(tmp_path, monkeypatch):
    (tmp_path / "samples").symlink_to(shared.SAMPLES)
    monkeypatch.chdir(tmp_path)
    names = {}
    exec(compile(block("python"), "README.md", "exec"), names)
    assert "Metryka" in names["page"]
    assert Path("site/current/portal/KA-01379.html").exists()


def test_every_command_is_named():
    commands = BipCommands().contribute_commands()
    assert commands
    for command in commands:
        assert f"| `lckm {command.name}" in TEXT
