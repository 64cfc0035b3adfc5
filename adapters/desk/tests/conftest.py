"""The desk of a contact centre in memory, and somebody of the staff who works there."""

import sys
from pathlib import Path

import pytest

# Tests are imported by path, so what they share is found by this alone.
sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture
def desk():
    import desk_site

    return desk_site.Desk()


@pytest.fixture(scope="session")
def word():
    """What reads Word files; its processes take seconds to start."""
    from lckm_word import WordFiles

    files = WordFiles()
    yield files
    files.close()


@pytest.fixture
def office(word):
    """A desk that reads Word files, with a published procedure."""
    import desk_site

    desk = desk_site.Desk(word=word)
    desk.procedure("published")
    return desk
