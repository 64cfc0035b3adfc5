"""What a source of routes may offer: to change its table, and names of what that asks for."""

from collections.abc import Sequence
from typing import Protocol

from lckm_core.ports._optional_values import RouteTableChange
from lckm_core.ports.routes import RouteSource
from lckm_core.reports import NamesByLanguage


class RouteTableKeeping(RouteSource, Protocol):
    """A source of routes through which the table in force is changed."""

    @property
    def is_writable(self) -> bool:
        """Whether a change would be stored now, as far as can be told without making one."""
        ...

    def table_text(self) -> str:
        """Return the table in force as people write it, with its comments."""
        ...

    def replace_table(self, change: RouteTableChange) -> None:
        """Put another table in force, durably; ``ConflictError`` when it replaces another."""
        ...

    def table_changes(self) -> Sequence[RouteTableChange]:
        """Return the changes made through it, the newest first."""
        ...


class AskedNames(Protocol):
    """A source of routes with names of what its table asks for, for letters and tickets."""

    @property
    def asked_names(self) -> NamesByLanguage:
        """Names of attributes, kinds of places and areas by language, as ``ASKED_NAMES``."""
        ...
