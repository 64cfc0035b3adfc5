"""The settings on the adapter's page are read, with their tables."""

from pathlib import Path

from fake_open311 import SECRET

from lckm_cli.settings import read_settings
from lckm_open311_helpdesk import Open311Helpdesk
from tests.helpers.pages_of_docs import blocks

PAGE = (Path(__file__).parent.parent / "README.md").read_text("utf-8")


def test_its_settings_are_read(tmp_path, monkeypatch):
    (tmp_path / "secret").write_text(SECRET, "utf-8")
    monkeypatch.setenv("LCKM_OPEN311_KEY", "a-key-of-ours")
    block = blocks(PAGE, "toml")[0]
    settings = tmp_path / "lckm.toml"
    text = block.replace("/etc/lckm/open311-secret", str(tmp_path / "secret"))
    settings.write_text(text, "utf-8")
    (adapter,) = read_settings(settings).adapters()
    helpdesk = adapter.helpdesk
    assert isinstance(helpdesk, Open311Helpdesk)
    assert helpdesk._settings.services == {"oswietlenie": "street-light", "drzewo": "tree"}
    assert helpdesk._settings.attributes == {"drzewo": {"TREE_AGE": "wiek-drzewa"}}
    assert helpdesk._settings.api_key == "a-key-of-ours"
