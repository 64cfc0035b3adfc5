"""What tests of the desk in Chromium share: who is signed in, and pressing buttons."""

import pytest
from desk_site import Desk

from lckm_core.organisation import Role
from tests.helpers.browsers import LONGEST_WAIT
from tests.helpers.page_layout import keyboard_faults, layout_faults, set_reader_spacing
from tests.helpers.served_app import listener, served

AXE = {
    "resultTypes": ["violations"],
    "runOnly": [
        "wcag2a",
        "wcag2aa",
        "wcag2aaa",
        "wcag21a",
        "wcag21aa",
        "wcag22aa",
        "best-practice",
    ],
}
COLOURS = {
    "resultTypes": ["violations"],
    "runOnly": ["color-contrast", "color-contrast-enhanced"],
}
"""What a page that axe found nothing on may still be wrong in when it is dark."""

EACH_PAGE = pytest.mark.slow(
    reason="each page; one of each kind in the narrowest stands for all", weekly=True
)
NARROW = 320
WIDTHS = [
    pytest.param(NARROW, {}, id="320 px"),
    pytest.param(1280, {"color_scheme": "dark"}, id="wide, dark"),
]
"""Each width and each scheme, once with each page."""
FLOW = pytest.mark.slow(reason="every flow; a call by keyboard stands for them")


@pytest.fixture(scope="module")
def place():
    """The address of a desk that the tests of a module share, and what lies behind it."""
    with listener() as (listening, address):
        desk = Desk(public_url=address)
        with served(desk.face.app, listening):
            yield address, desk


@pytest.fixture
def visit(browser, place):
    """Open a browser in which somebody is signed in; it asks for nothing elsewhere."""
    address, desk = place
    contexts, unwanted = [], []

    def opened(*, width=1280, js=False, who=Role.CALL_CENTRE_STAFF, **options):
        desk.sign_in.login = who.name
        context = browser.new_context(
            viewport={"width": width, "height": 800}, java_script_enabled=js, **options
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(LONGEST_WAIT)
        page.on(
            "request",
            lambda one: None if one.url.startswith(address) else unwanted.append(one.url),
        )
        page.goto(f"{address}/logowanie")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert unwanted == []


def page_faults(axe, shown):
    """Return what axe finds on a page, and what is lost of it, also as readers may space it.

    In a narrow window, what the keyboard does not reach, too: there most lies over something. In a
    wide one, which is dark, axe judges colours alone.
    """
    is_narrow = shown.viewport_size["width"] == NARROW
    by_keyboard = keyboard_faults(shown) if is_narrow else []
    rules = axe.run(shown, options=AXE if is_narrow else COLOURS).response["violations"]
    faults = [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in rules]
    faults += by_keyboard + layout_faults(shown)
    set_reader_spacing(shown)
    return faults + layout_faults(shown)


def press(page, name):
    """Press a button, and wait for the page that it leads to."""
    with page.expect_navigation():
        page.get_by_role("button", name=name).click()


def press_enter(page, role, name, path):
    """Press Enter on a link or button, without a mouse, and wait for the page at *path*."""
    page.get_by_role(role, name=name).focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{path}?*")
