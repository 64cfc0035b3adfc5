"""The commands of the docs page run, its settings are read, and its tables are whole."""

import re
from pathlib import Path

from api_city import SECRETS, City

from lckm_api import ApiFace, Scope
from lckm_api._table import ENDPOINTS
from tests.helpers.pages_of_docs import blocks, faces_of_settings, run_commands
from tests.helpers.served_app import listener, served

PAGE = Path(__file__).resolve().parents[3] / "docs" / "api.md"
TEXT = PAGE.read_text("utf-8")


def test_its_commands_run():
    city = City()
    with listener() as (listening, address), served(city.face.app, listening):
        printed = run_commands(blocks(TEXT, "sh")[0], API=address, KEY=SECRETS["call-centre"])
    assert "Lampa nie świeci." in printed
    assert len(city.memory.reports.find_reports(limit=9)) == 2


def test_its_settings_are_read(tmp_path):
    faces = faces_of_settings(
        blocks(TEXT, "toml")[0], tmp_path, "receipts", "api-helpdesk", "api-zieleni"
    )
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
