"""The pages of a contact centre in memory, and somebody who visits them."""

import sys
from pathlib import Path

import pytest

from tests.helpers.browsers import visits

# Tests are imported by path, so what they share is found by this alone.
sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture
def site():
    import resident_site

    return resident_site.site()


@pytest.fixture
def visitor(site):
    return site.visitor()


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    from served_site import STREETS, served

    streets = tmp_path_factory.mktemp("streets") / "ulice.csv"
    streets.write_text(STREETS, encoding="utf-8")
    with served(streets=str(streets)) as found:
        yield found


@pytest.fixture
def visit(browser, place):
    """Open a new browser's page; in the end it had no cookie and asked for nothing elsewhere."""
    address, _ = place
    with visits(browser, address, start="/zgloszenie", own="blob:") as opened:
        yield opened
