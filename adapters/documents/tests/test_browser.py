"""The report in a real browser: nothing for axe to find, nothing out of the window at 320 px,
no outside request.

Wants Chromium on the path, playwright and axe-playwright-python, like the tests of
lckm-pages. Without them it is skipped, and fails
where ``CI`` is ``true``.
"""

import pytest
from made_files import FILES

from lckm_core import Message
from lckm_documents.inspection import examine_file, purpose_by_name
from lckm_documents.report.outcome import CheckedFile
from lckm_documents.report.page import folder_page
from tests.helpers.rows import some_in_every_change

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow(reason="a browser for one page; test_command.py reads what stands in it"),
]

NAMES = (
    "dobry.docx",
    "skan-trzech-stron.pdf",
    "formularz-pdf.pdf",
    "obcy-jezyk.doc",
    "szablon-z-sieci.rtf",
)


@pytest.fixture(scope="module")
def html():
    files = [
        CheckedFile(
            f"KA-0137{at % 2}/{name}",
            examine_file(name, (FILES / name).read_bytes(), purpose_by_name(name)),
        )
        for at, name in enumerate(NAMES)
    ]
    lost = CheckedFile(
        "KA-01371/" + "bardzodługanazwa" * 12 + ".pdf",
        None,
        Message("Pliku nie da się odczytać.", ""),
    )
    return folder_page([*files, lost])


@pytest.mark.parametrize(
    ("width", "scheme"),
    some_in_every_change(
        [(320, "light"), (1280, "light"), (320, "dark"), (1280, "dark")],
        0,
        reason="the page in another way; a narrow light one stands for it",
    ),
)
def test_the_report_is_accessible(html, open_page, axe, tmp_path, scheme, width):
    path = tmp_path / "raport.html"
    path.write_text(html, "utf-8")
    page = open_page(path.as_uri(), width=width, color_scheme=scheme)
    rules = {rule: {"enabled": True} for rule in ("color-contrast-enhanced", "target-size")}
    found = axe.run(page, options={"resultTypes": ["violations"], "rules": rules}).response[
        "violations"
    ]
    wide = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found] == []
    assert wide == 0
