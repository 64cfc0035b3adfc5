"""The commands of the docs page run, its settings are read, and its tables are whole."""

import re
import subprocess
from pathlib import Path

from api_city import SAMPLES, SECRETS, City

from lckm_api import ApiFace, Scope
from lckm_api._table import ENDPOINTS
from lckm_cli.settings import open_session
from lckm_sql import SqlAdapter
from tests.helpers.served_app import listener, served

PAGE = Path(__file__).resolve().parents[3] / "docs" / "api.md"
TEXT = PAGE.read_text("utf-8")


def block(language):
    return re.search(rf"^```{language}\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)[1]


def test_its_commands_run():
    city = City()
    with listener() as (listening, address), served(city.face.app, listening):
        run = subprocess.run(
            ["bash", "-e", "-c", block("sh")],
            env={"API": address, "KEY": SECRETS["call-centre"], "PATH": "/usr/bin:/bin"},
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
    assert run.returncode == 0, run.stderr
    assert "Lampa nie świeci." in run.stdout
    assert len(city.memory.reports.find_reports(limit=9)) == 2


def test_its_settings_are_read(tmp_path):
    for at, name in enumerate(("receipts", "api-helpdesk", "api-zieleni")):
        (tmp_path / name).write_text(f"not-a-secret-{at}-" * 3, "utf-8")
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
    assert isinstance(faces["/api/v1"], ApiFace)


def test_its_tables_have_each_scope_and_each_endpoint():
    assert re.findall(r"^\| `([a-z:-]+)` \|", TEXT, re.MULTILINE) == [one.value for one in Scope]
    rows = re.findall(r"^\| (`[A-Z]+ /.*?) \| (.*) \|$", TEXT, re.MULTILINE)
    named = {
        tuple(name.split(" ")): scope
        for names, scope in rows
        for name in re.findall("`(.*?)`", names)
    }
    for endpoint in ENDPOINTS:
        scope = endpoint.scope or endpoint.own_scope
        told = named.pop((endpoint.method, endpoint.path))
        assert told == "none" if scope is None else f"`{scope.value}`" in told
    assert set(named) == {("GET", "/openapi.json"), ("GET", "/problems/{name}")}
