"""The table of routes in memory."""

from collections.abc import Sequence
from threading import Lock

from lckm_core.errors import ConflictError
from lckm_core.forms import to_yaml
from lckm_core.ports.optional import RouteTableChange
from lckm_core.procedures import read
from lckm_core.reports import RouteTable


class MemoryRouteTable:
    """Knows the table of routes, and keeps its changes."""

    def __init__(self, table: RouteTable | None = None) -> None:
        self._lock = Lock()
        self._table = table
        self._changes: list[RouteTableChange] = []

    def table(self) -> RouteTable:
        """Return the table of routes."""
        if self._table is None:
            raise LookupError("pass a table of routes: MemoryAdapter(table=…)")
        return self._table

    @property
    def is_writable(self) -> bool:
        """Whether the table can be changed: always."""
        return True

    def table_text(self) -> str:
        """Return the table as it was written last, or as a file of it is."""
        if self._changes and _build_table(self._changes[-1].text) == self._table:
            return self._changes[-1].text
        return to_yaml(self.table())

    def replace_table(self, change: RouteTableChange) -> None:
        """Put another table in force. Raises ``ConflictError`` where it replaces another."""
        with self._lock:
            if self.table_text() != change.replaced:
                raise ConflictError("routes")
            self._table = _build_table(change.text)
            self._changes.append(change)

    def table_changes(self) -> Sequence[RouteTableChange]:
        """Return the changes, the newest first."""
        return self._changes[::-1]


def _build_table(text: str) -> RouteTable:
    return read(text, name="routes.yaml", syntax="yaml", model=RouteTable).build(RouteTable)
