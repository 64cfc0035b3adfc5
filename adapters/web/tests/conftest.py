"""The pages of a contact centre in memory, and somebody who visits them."""

import sys
from pathlib import Path

import pytest

# Tests are imported by path, so what they share is found by this alone.
sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture
def site():
    import resident_site

    return resident_site.site()


@pytest.fixture
def visitor(site):
    return site.visitor()


STREETS = "rodzaj;nazwa;dzielnica\nul.;Zielona;\nul.;Zielonogórska;\nul.;Łagiewnicka;Bałuty\n"


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    from served_site import served

    streets = tmp_path_factory.mktemp("streets") / "ulice.csv"
    streets.write_text(STREETS, encoding="utf-8")
    with served(streets=str(streets)) as found:
        yield found


@pytest.fixture
def visit(browser, place):
    """Open a new browser's page; in the end it had no cookie and asked for nothing elsewhere."""
    address, _ = place
    contexts, unwanted = [], []

    def opened(path="/zgloszenie", *, width=1280, js=True, **options):
        context = browser.new_context(
            viewport={"width": width, "height": 800}, java_script_enabled=js, **options
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on(
            "request",
            lambda one: None if one.url.startswith(address) else unwanted.append(one.url),
        )
        page.on("pageerror", lambda error: unwanted.append(str(error)))
        page.on(
            "console",
            lambda one: (
                None if "Failed to load resource" in one.text else unwanted.append(one.text)
            ),
        )
        page.goto(address + path)
        return page

    yield opened
    cookies = [context.cookies() for context in contexts]
    for context in contexts:
        context.close()
    assert cookies == [[] for _ in cookies]
    assert [one for one in unwanted if not one.startswith("blob:")] == []
