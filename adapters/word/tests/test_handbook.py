"""The handbook for clerks: its pictures are of the page as it is, its codes and words exist.

``WRITE_PICTURES=1`` makes the pictures anew.
"""

import re
from pathlib import Path

import check_site
import pytest

from lckm_core import Procedure, kinds
from lckm_core.fields import fields_of
from lckm_word.finding_kinds import KINDS
from tests.helpers.pictures import hold_picture

DOCS = Path(__file__).parents[3] / "docs"
PAGE = (DOCS / "handbook-clerk.md").read_text(encoding="utf-8")
PICTURES = {
    "check-page-start": None,
    "check-page-findings": check_site.faulty(),
    "check-page-refused": b"\xd0\xcf\x11\xe0 an old file",
}


@pytest.mark.slow(
    reason="each picture in a browser; what a reader presses is looked for in every change"
)
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
    hold_picture(page, name)


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
