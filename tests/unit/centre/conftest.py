"""A centre with all in memory, and the samples' table of routes."""

import pytest

from lckm_core import ContactCentre, build
from lckm_core.memory import MemoryAdapter
from lckm_core.ports import exclude_ports, provide
from lckm_sql import SqlAdapter
from lckm_testing.contracts import samples


@pytest.fixture
def memory():
    return MemoryAdapter(table=samples.TABLE)


@pytest.fixture
def centre(memory):
    return ContactCentre(build(memory))


@pytest.fixture(params=["memory", "sqlite"])
def centre_of_each_store(request, memory, tmp_path):
    """A centre whose reports are in memory, and one whose reports are in SQLite."""
    if request.param == "memory":
        yield ContactCentre(build(memory))
        return
    sql = SqlAdapter(url=f"sqlite:///{tmp_path}/reports.sqlite", encryption=False)
    yield ContactCentre(build(exclude_ports(memory, "reports"), provide(reports=sql.reports)))
    sql.close()
