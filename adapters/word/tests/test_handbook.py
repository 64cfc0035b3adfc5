"""The handbook for clerks: its pictures are of the page as it is, its codes and words exist.

``WRITE_PICTURES=1`` makes the pictures anew. Each holds a digest of the words that it shows, by
which an old one is known: pixels differ between machines, words do not.
"""

import hashlib
import io
import os
import re
from pathlib import Path

import check_site
import pytest
from PIL import Image, PngImagePlugin

from lckm_core import Procedure, kinds
from lckm_core.fields import fields_of
from lckm_word.finding_kinds import KINDS

DOCS = Path(__file__).parents[3] / "docs"
PAGE = (DOCS / "handbook-clerk.md").read_text(encoding="utf-8")
PICTURES = {
    "check-page-start": None,
    "check-page-findings": check_site.faulty(),
    "check-page-refused": b"\xd0\xcf\x11\xe0 an old file",
}


@pytest.mark.browser
@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_of_the_page_as_it_is(visit, name):
    page = visit(width=800, height=1000)
    if PICTURES[name] is not None:
        file = {"name": "opis.docx", "mimeType": "", "buffer": PICTURES[name]}
        page.set_input_files("#file", file)
        with page.expect_navigation():
            page.click("main button.button")
        page.evaluate("document.activeElement.blur()")
    words = page.locator("body").inner_text()
    digest = hashlib.sha256(" ".join(words.split()).encode()).hexdigest()
    path = DOCS / "pictures" / f"{name}.png"
    if os.environ.get("WRITE_PICTURES"):
        text = PngImagePlugin.PngInfo()
        text.add_text("words", digest)
        picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
        picture.quantize(32).save(path, optimize=True, pnginfo=text)
    with Image.open(path) as picture:
        assert picture.text["words"] == digest, "make it anew: WRITE_PICTURES=1 pytest <this file>"
        assert picture.width == 800
    assert path.stat().st_size < 100_000


def test_each_picture_is_shown_with_words_for_who_does_not_see_it():
    shown = dict(re.findall(r"!\[([^\]]{40,})\]\(pictures/([\w-]+)\.png\)", PAGE))
    assert set(shown.values()) == set(PICTURES)
    stored = {path.stem for path in (DOCS / "pictures").glob("check-page-*.png")}
    assert stored == set(PICTURES)


def test_each_code_is_one_of_a_finding():
    known = {one.code for one in (*kinds(), *KINDS)}
    named = {f"LCKM-{code}" for code in re.findall(r"\b[PRW][0-9]{3}\b", PAGE)}
    assert len(named) > 10
    assert named <= known


def test_each_field_with_an_empty_word_is_told_of():
    named = dict(re.findall(r"^\| ([^|]+) \| (brak|nie dotyczy) \|$", PAGE, re.MULTILINE))
    told = {label: word for labels, word in named.items() for label in labels.split(", ")}
    fields = [field for field in fields_of(Procedure) if field.shape.word]
    assert told == {field.mark.label: field.shape.word.value for field in fields}


def test_what_a_reader_presses_is_on_the_page():
    template = Path(check_site.WordCheckFace.__module__.replace(".", "/")).parent
    page = (Path(__file__).parents[1] / "src" / template / "templates" / "check.html").read_text(
        encoding="utf-8"
    )
    for words in ("Sprawdź", "Pobierz kopię z komentarzami", "Pobierz pusty wzór (.docx)"):
        assert f"„{words}”" in PAGE
        assert f'_("{words}")' in page


def test_it_is_an_hours_reading_at_most():
    assert len(PAGE.split()) < 60 * 150
