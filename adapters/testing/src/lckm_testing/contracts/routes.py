"""The contract of a source of the table of routes."""

from collections.abc import Callable

import attrs
import pytest

from lckm_core.organisation import DIRECTORY
from lckm_core.ports import RouteSource
from lckm_core.reports import (
    RouteTable,
    ToHelpdesk,
    ToMailbox,
    check_routes,
    route,
)
from lckm_testing.contracts import samples
from lckm_testing.contracts.base import Contract, to_fill_in, when


class RouteSourceContract(Contract, abstract=True):
    """What every :class:`lckm_core.ports.RouteSource` does.

    Fixtures: ``source``, over the fixture ``table``; and ``put``.
    """

    can_change: bool
    """The table may be changed while the source is in use; needs the fixture ``put``."""

    @pytest.fixture
    def table(self) -> RouteTable:
        """The table that the source is to know."""
        return samples.TABLE

    @pytest.fixture
    def source(self, table: RouteTable) -> RouteSource:
        """A source that knows *table*."""
        to_fill_in("source", "a source that knows the table of the fixture `table`")

    @pytest.fixture
    def put(self, source: RouteSource) -> Callable[[RouteTable], None]:
        """What puts another table in place of the one that *source* knows."""
        to_fill_in("put", "a function that puts another table in place, as the host's staff would")

    def test_the_table_is_the_one_it_was_given(
        self, source: RouteSource, table: RouteTable
    ) -> None:
        assert source.table() == table
        assert source.table() == table, "asked again"

    def test_the_table_leads_every_report_somewhere(self, source: RouteSource) -> None:
        table = source.table()
        report = samples.bare_report()
        assert check_routes(table, DIRECTORY).errors == ()
        assert isinstance(route(attrs.evolve(report, category="drzewo"), table), ToMailbox)
        assert isinstance(route(report, table), ToHelpdesk)

    @when(can_change=True)
    def test_a_changed_table_counts_from_the_next_time(
        self, source: RouteSource, table: RouteTable, put: Callable[[RouteTable], None]
    ) -> None:
        for changed in (attrs.evolve(table, routes=table.routes[1:]), table):
            source.table()
            put(changed)
            assert source.table() == changed
