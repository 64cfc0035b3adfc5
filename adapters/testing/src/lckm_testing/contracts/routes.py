"""The contracts of a source of the table of routes, and of one that keeps its changes."""

from collections.abc import Callable

import attrs
import pytest

from lckm_core.errors import ConflictError
from lckm_core.forms import to_yaml
from lckm_core.organisation import DIRECTORY
from lckm_core.ports import RouteSource
from lckm_core.ports.optional import RouteTableChange, RouteTableKeeping
from lckm_core.procedures import read
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


class RouteTableKeepingContract(Contract, abstract=True):
    """What every source that offers :class:`lckm_core.ports.optional.RouteTableKeeping` does.

    Fixtures: ``source``, over the fixture ``table``; and ``reopen``, if it survives a restart.
    """

    survives_restart: bool
    """Another object over the same data knows what was changed; needs the fixture ``reopen``."""

    @pytest.fixture
    def table(self) -> RouteTable:
        """The table that the source is to know."""
        return samples.TABLE

    @pytest.fixture
    def source(self, table: RouteTable) -> RouteTableKeeping:
        """A source that knows *table*."""
        to_fill_in("source", "a source that knows the table of the fixture `table`")

    @pytest.fixture
    def reopen(self) -> Callable[[], RouteTableKeeping]:
        """What opens another source over the same data."""
        to_fill_in("reopen", "a function that opens another source over the same data")

    def test_its_text_is_that_of_the_table(
        self, source: RouteTableKeeping, table: RouteTable
    ) -> None:
        assert _build_table(source.table_text()) == table
        assert list(source.table_changes()) == []

    def test_it_says_that_it_can_be_changed(self, source: RouteTableKeeping) -> None:
        assert source.is_writable is True

    def test_a_change_is_in_force_at_once_and_to_the_character(
        self, source: RouteTableKeeping, table: RouteTable
    ) -> None:
        change = _change(source, table)
        source.replace_table(change)
        assert source.table() == _build_table(change.text) != table
        assert source.table_text() == change.text
        assert list(source.table_changes()) == [change]

    def test_changes_are_kept_the_newest_first(
        self, source: RouteTableKeeping, table: RouteTable
    ) -> None:
        changes = []
        for rows in (1, 2):
            changes.append(_change(source, table, rows))
            source.replace_table(changes[-1])
        assert list(source.table_changes()) == changes[::-1]

    def test_another_table_than_the_one_that_was_seen_is_not_replaced(
        self, source: RouteTableKeeping, table: RouteTable
    ) -> None:
        first, second = _change(source, table, 1), _change(source, table, 2)
        source.replace_table(first)
        with pytest.raises(ConflictError):
            source.replace_table(second)
        assert source.table_text() == first.text
        assert list(source.table_changes()) == [first]

    @when(survives_restart=True)
    def test_a_change_survives_a_restart(
        self, source: RouteTableKeeping, table: RouteTable, reopen: Callable[[], RouteTableKeeping]
    ) -> None:
        change = _change(source, table)
        source.replace_table(change)
        reopened = reopen()
        assert reopened.table_text() == change.text
        assert list(reopened.table_changes()) == [change]


def _change(source: RouteTableKeeping, table: RouteTable, rows: int = 1) -> RouteTableChange:
    """Return a change that leaves the first rows out, with a comment that has to stay."""
    text = to_yaml(attrs.evolve(table, routes=table.routes[rows:]))
    return RouteTableChange(
        text=f"# Zażółć: uwaga {rows}\n{text}",
        replaced=source.table_text(),
        at=samples.NOON,
        by="Jan Dyrektor",
        reason=f"Zmiana właściwości „{rows}”",
    )


def _build_table(text: str) -> RouteTable:
    return read(text, name="routes.yaml", syntax="yaml", model=RouteTable).build(RouteTable)
