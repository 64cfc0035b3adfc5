"""The commands of the docs page run, and its settings are read."""

import re
import subprocess
from pathlib import Path

from open311_city import SAMPLES, SECRET, City

from lckm_cli.settings import open_session
from lckm_open311 import Open311Face
from lckm_sql import SqlAdapter
from tests.helpers.served_app import listener, served

PAGE = Path(__file__).resolve().parents[3] / "docs" / "open311.md"
TEXT = PAGE.read_text("utf-8")


def block(language):
    return re.search(rf"^```{language}\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)[1]


def test_its_commands_run():
    city = City()
    with listener() as (listening, address), served(city.face.app, listening):
        run = subprocess.run(
            ["bash", "-e", "-c", block("sh")],
            env={"OPEN311": address, "KEY": SECRET, "PATH": "/usr/bin:/bin"},
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
    assert run.returncode == 0, run.stderr
    assert run.stdout.count("LCKM-2026-000001") == 3
    assert "Zarząd Zieleni Miejskiej w Łodzi" in run.stdout


def test_its_settings_are_read(tmp_path):
    for name in ("receipts", "open311-fixmystreet", "open311-zdit"):
        (tmp_path / name).write_text(f"not-a-secret-{name}-" * 3, "utf-8")
    (tmp_path / "base").mkdir()
    (tmp_path / "base" / "routes.yaml").write_bytes((SAMPLES / "routes/routes.yaml").read_bytes())
    SqlAdapter(url=f"sqlite:///{tmp_path}/reports.sqlite", encryption=False).migrate()
    adapters = (
        '[[adapter]]\nuse = "lckm_sql:SqlAdapter"\nurl = "sqlite:///reports.sqlite"\n'
        'encryption = false\nwithout = ["notices", "procedures"]\n'
        '[[adapter]]\nuse = "lckm_folder:FolderAdapter"\nfolder = { path = "base" }\n'
    )
    settings = tmp_path / "lckm.toml"
    settings.write_text(adapters + block("toml").replace("/etc/lckm/", f"{tmp_path}/"), "utf-8")
    faces = open_session(str(settings)).faces()
    assert isinstance(faces["/open311"], Open311Face)
