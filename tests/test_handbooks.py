"""Each handbook is short and Polish, begins with steps, and describes its pictures."""

import ast
import re
from pathlib import Path

import pytest
import yaml

DOCS = Path(__file__).parent.parent / "docs"
HANDBOOKS = sorted(DOCS.glob("handbook-*.md"))
WORDS_A_MINUTE = 150
_PICTURE = re.compile(r"!\[([^\]]*)\]\(pictures/([\w-]+)\.png\)")


@pytest.mark.parametrize("path", HANDBOOKS, ids=lambda path: path.stem)
def test_it_is_an_hours_reading_at_most_and_the_common_case_comes_first(path):
    page = path.read_text(encoding="utf-8")
    minutes = int(re.search(r"Przeczytanie zajmuje około (\d+) minut", page)[1])
    assert len(page.split()) / WORDS_A_MINUTE <= minutes <= 60
    headings = re.findall(r"^## (.+)$", page, re.MULTILINE)
    assert headings[0] == "W pięciu krokach"
    steps = page.partition("## W pięciu krokach\n")[2].partition("\n## ")[0]
    assert re.findall(r"^(\d)\. ", steps, re.MULTILINE) == ["1", "2", "3", "4", "5"]


@pytest.mark.parametrize("path", HANDBOOKS, ids=lambda path: path.stem)
def test_each_picture_has_words_for_who_does_not_see_it(path):
    shown = _PICTURE.findall(path.read_text(encoding="utf-8"))
    assert [name for words, name in shown if len(words) < 40] == []


def test_each_picture_is_shown_and_is_there():
    pages = [path.read_text(encoding="utf-8") for path in HANDBOOKS]
    shown = {name for page in pages for _, name in _PICTURE.findall(page)}
    assert shown == {path.stem for path in (DOCS / "pictures").iterdir()}


def test_the_site_has_each_handbook_for_its_readers_and_in_polish():
    nav = (DOCS.parent / "mkdocs.yml").read_text(encoding="utf-8").partition("\nnav:\n")[2]
    listed = {name for part in yaml.safe_load(nav) for names in part.values() for name in names}
    assert {path.name for path in HANDBOOKS} <= listed
    hooks = (DOCS / "site_hooks.py").read_text(encoding="utf-8")
    begins = ast.literal_eval(re.search(r"^POLISH = (.+)$", hooks, re.MULTILINE)[1])
    assert [path.name for path in HANDBOOKS if not path.name.startswith(begins)] == []
