"""Which settings file ``lckm serve`` takes: the demo's only where nothing names another."""

import pytest

from lckm_http.demo_settings import NoDemoError, demo_settings

LIVE = "demo/live/lckm.toml"


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """An empty folder, with no clone around and no variable set."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("LCKM_SETTINGS", raising=False)
    monkeypatch.setattr("lckm_http.demo_settings.repository", lambda: None)
    return tmp_path


def make(path):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()


def test_the_demo_is_taken_where_nothing_else_is_named(folder, monkeypatch):
    assert demo_settings(None, asked=False) is None
    make(folder / LIVE)
    assert demo_settings(None, asked=False) == LIVE
    assert demo_settings("my.toml", asked=False) == "my.toml"
    monkeypatch.setenv("LCKM_SETTINGS", "missing.toml")
    assert demo_settings(None, asked=False) is None
    assert demo_settings(None, asked=True) == LIVE
    monkeypatch.delenv("LCKM_SETTINGS")
    make(folder / "lckm.toml")
    assert demo_settings(None, asked=False) is None
    assert demo_settings(None, asked=True) == LIVE


def test_the_demo_of_the_clone_is_found_from_any_folder(folder, monkeypatch, tmp_path_factory):
    clone = tmp_path_factory.mktemp("clone")
    monkeypatch.setattr("lckm_http.demo_settings.repository", lambda: clone)
    make(clone / LIVE)
    assert demo_settings(None, asked=False) == str(clone / LIVE)
    make(folder / LIVE)
    assert demo_settings(None, asked=False) == LIVE


def test_whoever_asks_for_a_demo_that_was_not_made_hears_how_to_make_it(folder):
    with pytest.raises(NoDemoError) as error:
        demo_settings(None, asked=True)
    assert error.value.message.pl == f"{LIVE}: nie ma takiego pliku. Zrób pokaz: lckm demo."
    assert "lckm demo" in error.value.message.en
