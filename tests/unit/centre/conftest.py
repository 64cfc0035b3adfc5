"""A centre with all in memory, and the samples' table of routes."""

import pytest

from lckm_core import ContactCentre, build
from lckm_core.memory import MemoryAdapter
from lckm_testing.contracts import samples


@pytest.fixture
def memory():
    return MemoryAdapter(table=samples.TABLE)


@pytest.fixture
def centre(memory):
    return ContactCentre(build(memory))
