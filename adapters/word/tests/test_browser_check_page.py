"""The page for checking Word files in a browser: by keyboard, without JavaScript, by a drop.

Wants Chromium on the path, playwright and axe-playwright-python. Without them the tests are
skipped, and fail where ``CI`` is ``true``: there, nobody would notice.
"""

import base64
import os

import check_site
import pytest
import word_documents as documents

from lckm_word import check_document, write
from tests.helpers.browsers import STRICT
from tests.helpers.page_layout import keyboard_faults, layout_faults, set_reader_spacing

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow(
        reason="a browser for one form; the client of test_check_page.py stands for it"
    ),
]

SOUND = write(check_site.PROCEDURE)
FILES = {
    "start": None,
    "findings": check_site.faulty(),
    "no findings": SOUND,
    "refused": b"no Word file",
}
FLOW = pytest.mark.slow(reason="another flow; one without JavaScript stands for it", weekly=True)
_DROP = """([base64, name]) => {
    const bytes = Uint8Array.from(atob(base64), (one) => one.charCodeAt(0));
    const data = new DataTransfer();
    data.items.add(new File([bytes], name));
    for (const kind of ["dragenter", "dragover", "drop"])
        document.querySelector("h1").dispatchEvent(
            new DragEvent(kind, {dataTransfer: data, bubbles: true, cancelable: true}));
}"""


def send(page, data, name="opis.docx"):
    """Choose a file and press the button."""
    if data is not None:
        page.set_input_files("#file", {"name": name, "mimeType": "", "buffer": data})
        with page.expect_navigation():
            page.click("main button.button")
    return page


def downloaded(page, folder):
    with page.expect_download() as download:
        page.locator("a[download]").click()
    download.value.save_as(folder / "copy.docx")
    return download.value.suggested_filename, (folder / "copy.docx").read_bytes()


def one_in_every_run(kinds, ways, *, of):
    """Return each kind in each way; *of* these kinds the first way is in every run."""
    slow = pytest.mark.slow(
        reason="each page in each way; some in one way stand for all", weekly=True
    )
    return [
        pytest.param(kind, *way, marks=() if kind in of and way == ways[0] else slow)
        for kind in kinds
        for way in ways
    ]


WAYS = [("", "light"), ("en/", "dark")]
"""Each language and each scheme, once with each page."""


@pytest.mark.parametrize(
    ("kind", "language", "scheme"), one_in_every_run(FILES, WAYS, of=("findings",))
)
def test_axe_finds_nothing(visit, axe, kind, language, scheme):
    page = send(visit(f"/{language}", width=320, color_scheme=scheme), FILES[kind])
    found = axe.run(page, options=STRICT).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wide) == 0


ZOOMED = ((320, 256), ("Tab", "Shift+Tab"), {})
FORCED = ((1280, 800), ("Tab",), {"forced_colors": "active"})


@pytest.mark.parametrize(
    ("kind", "size", "keys", "options"), one_in_every_run(FILES, [ZOOMED, FORCED], of=())
)
def test_nothing_is_lost_or_out_of_reach(visit, kind, size, keys, options):
    page = send(visit(width=size[0], height=size[1], **options), FILES[kind])
    faults = layout_faults(page)
    for key in keys:
        faults += keyboard_faults(page, key)
    set_reader_spacing(page)
    assert faults + layout_faults(page) == []


@pytest.mark.parametrize("js", [pytest.param(True, marks=FLOW), False], ids=["js", "no js"])
def test_a_file_is_checked_and_its_copy_comes_in_the_same_answer(visit, tmp_path, js):
    page = send(visit(js=js), check_site.faulty())
    assert page.locator("h1").inner_text() == "Wynik sprawdzenia"
    assert page.locator(".findings li.error").count() == 2
    name, copy = downloaded(page, tmp_path)
    assert name == "opis-uwagi.docx"
    expected = check_document(check_site.faulty()).copy
    assert documents.parts(copy) == documents.parts(expected)


@FLOW
def test_a_large_copy_comes_whole(visit, tmp_path):
    """Browsers cut some addresses after two million characters."""
    parts = documents.parts(check_site.faulty())
    picture = os.urandom(4_000_000)
    parts["word/media/image1.png"] = picture
    page = send(visit(), documents.packed(parts))
    _, copy = downloaded(page, tmp_path)
    assert documents.parts(copy)["word/media/image1.png"] == picture


@FLOW
def test_a_file_dropped_anywhere_is_checked(visit):
    page = visit()
    assert page.get_by_text("Możesz go przeciągnąć").is_visible()
    with page.expect_navigation():
        page.evaluate(_DROP, [base64.b64encode(check_site.faulty()).decode(), "upuszczony.docx"])
    assert "upuszczony.docx" in page.locator("main").inner_text()


@FLOW
def test_without_javascript_nothing_is_said_of_dropping(visit):
    assert not visit(js=False).get_by_text("Możesz go przeciągnąć").is_visible()


@FLOW
def test_a_refusal_has_the_focus_and_leads_to_the_field(visit):
    page = send(visit(), b"no Word file")
    assert page.evaluate("document.activeElement.id") == "bledy"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#file"
    assert page.title().startswith("Błąd: ")
