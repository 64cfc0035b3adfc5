"""Lets tests find what they share, beside them."""

import sys
from pathlib import Path

import pytest

from tests.helpers.browsers import visits

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(scope="module")
def address():
    """The page for checking Word files on a port of this machine."""
    import check_site

    from tests.helpers.served_app import listener, served

    face = check_site.face()
    with listener() as (listening, address), served(face.app, listening), face.running():
        yield address


@pytest.fixture
def visit(browser, address):
    """Open a page; in the end it had no cookie and asked for nothing elsewhere."""
    with visits(browser, address) as opened:
        yield opened
