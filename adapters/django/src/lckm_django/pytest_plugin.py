"""For pytest: every test has a contact centre of its own in memory.

In ``conftest.py``: ``pytest_plugins = ["lckm_django.pytest_plugin"]``.
"""

from collections.abc import Iterator

import pytest

from lckm_core import ContactCentre


@pytest.fixture(autouse=True)
def lckm_centre() -> Iterator[ContactCentre]:
    """A contact centre in memory, which the site uses while the test runs."""
    from lckm_django.testing import memory_centre

    with memory_centre() as centre:
        yield centre
