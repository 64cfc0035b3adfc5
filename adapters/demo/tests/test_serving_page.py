"""The settings of docs/serving.md, with the adapters of a worker, make each face."""

from pathlib import Path

import pytest

from lckm_cli.settings import read_settings, serve_settings
from tests.helpers.pages_of_docs import blocks

PAGE = Path(__file__).resolve().parents[3] / "docs" / "serving.md"
STORE = """
[[adapter]]
use = "lckm_core.memory:MemoryAdapter"
without = ["search"]

"""


@pytest.fixture
def text(tmp_path: Path) -> str:
    tables = blocks(PAGE.read_text("utf-8"), "toml")
    faces = "\n".join(table for table in tables if "[[face]]" in table)
    (tmp_path / "receipts").write_text("not-a-secret-" * 3, encoding="utf-8")
    return STORE + faces.replace("/var/lib/lckm", str(tmp_path)).replace("/etc/lckm", str(tmp_path))


def test_each_face_is_made(tmp_path: Path, text: str) -> None:
    file = tmp_path / "lckm.toml"
    file.write_text(text, encoding="utf-8")
    settings = read_settings(file)
    serve = serve_settings(settings)
    faces = settings.faces(centre=settings.centre(), trusted_proxies=serve.trusted_proxies)
    assert {at: type(face).__name__ for at, face in faces.items()} == {
        "/": "ResidentFace",
        "/procedury": "PortalFace",
        "/opis": "WordCheckFace",
        "/biuro": "DeskFace",
    }
    assert serve.public_url == "https://lckm.example.org"
