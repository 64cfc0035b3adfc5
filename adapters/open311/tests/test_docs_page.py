"""The commands of the docs page run, and its settings are read."""

from pathlib import Path

from open311_city import SECRET, City

from lckm_open311 import Open311Face
from tests.helpers.pages_of_docs import blocks, faces_of_settings, run_commands
from tests.helpers.served_app import listener, served

PAGE = Path(__file__).resolve().parents[3] / "docs" / "open311.md"
TEXT = PAGE.read_text("utf-8")


def test_its_commands_run():
    city = City()
    with listener() as (listening, address), served(city.face.app, listening):
        printed = run_commands(blocks(TEXT, "sh")[0], OPEN311=address, KEY=SECRET)
    assert printed.count("LCKM-2026-000001") == 3
    assert "Zarząd Zieleni Miejskiej w Łodzi" in printed


def test_its_settings_are_read(tmp_path):
    faces = faces_of_settings(
        blocks(TEXT, "toml")[0], tmp_path, "receipts", "open311-fixmystreet", "open311-zdit"
    )
    assert isinstance(faces["/open311"], Open311Face)
