"""With lckm-linked-data each procedure's page describes it to search engines; the same words
as those of its linked data.
"""

import importlib
import json
import re
import sys

import attrs
import bip_samples as shared
import pytest

from lckm_bip import SiteSettings
from lckm_core import Audience
from lckm_linked_data import Addresses, Publisher, script_json

BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
BASE = "https://dane.lodz.example/"


def described(folder):
    """Return what each page says, by its path."""
    pages = {
        str(path.relative_to(folder)): path.read_text(encoding="utf-8")
        for path in folder.rglob("*.html")
    }
    return {path: found for path, text in pages.items() if (found := BLOCK.findall(text))}


def test_each_page_of_what_is_shown_now_has_one_and_no_other_page(tmp_path):
    shown = shared.publication()
    found = described(shared.site(tmp_path / "site", shown))
    assert {path: len(blocks) for path, blocks in found.items()} == {
        f"{audience.value}/{page.id}.html": 1
        for audience in shared.BOTH
        for page in shown.pages[audience]
    }


def test_it_says_what_the_linked_data_say_at_the_pages_own_address(tmp_path):
    one = shared.samples()[1]
    shown = shared.publication([shared.edition(one)])
    folder = shared.site(tmp_path / "site", shown, base_url="https://{audience}.lodz.example/")
    found = described(folder)
    for audience in shared.BOTH:
        (page,) = shown.pages[audience]
        url = f"https://{audience.value}.lodz.example/{one.id}.html"
        wanted = script_json(
            page.projection(), Addresses(BASE), Publisher(name="Urząd Miasta Łodzi"), url=url
        )
        assert found[f"{audience.value}/{one.id}.html"] == [wanted]
        assert json.loads(wanted)["url"] == url


HOSTILE = ("</script><script>alert(1)</script>", "<!-- ]]>", "\u202eabc\x00\x1b[31m", "\ud800")


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_a_hostile_text_is_data_in_one_block(tmp_path, text):
    one = attrs.evolve(shared.samples()[1], summary=f"a {text} b")
    folder = shared.site(tmp_path / "site", shared.publication([shared.edition(one)]))
    found = described(folder)
    assert len(found) == 2
    for blocks in found.values():
        assert [json.loads(block)["description"] for block in blocks] == [f"a {text} b"]
        assert not set("<>&\u202e\x00\x1b") & set(blocks[0])


def test_without_the_setting_there_is_none(tmp_path):
    folder = shared.site(tmp_path / "site", linked_data="")
    assert described(folder) == {}
    assert (folder / Audience.BIP.value / f"{shared.AMENDED}.html").is_file()


def test_the_setting_makes_the_pages_anew(tmp_path):
    shared.site(tmp_path / "site", linked_data="")
    assert described(shared.site(tmp_path / "site"))


@pytest.mark.parametrize(
    "address", ["http://dane.lodz.example/", "dane", "https://dane.lodz.example/?x=1"]
)
def test_what_can_be_no_base_is_refused_by_the_name_of_the_setting(tmp_path, address):
    with pytest.raises(ValueError, match=r"\Alinked_data: "):
        SiteSettings(target=str(tmp_path), linked_data=address)


def test_without_the_distribution_it_is_said_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "lckm_linked_data", None)
    with pytest.raises(ValueError, match=r"pip install \"lckm-bip\[linked-data\]\""):
        SiteSettings(target=str(tmp_path), linked_data=BASE)
    monkeypatch.undo()
    assert importlib.import_module("lckm_linked_data")
