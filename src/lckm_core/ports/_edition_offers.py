"""What a store of procedures may offer beyond its port."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from lckm_core.ports.procedures import EditionChange
from lckm_core.publication import EditionOutline, ProcedureHeaders


class EditionOutlines(Protocol):
    """A store of procedures that can list outlines without reading every text."""

    def outlines(self) -> Iterable[EditionOutline]:
        """Return the outline of each procedure, by its number.

        They are those of :func:`lckm_core.publication.outlines_of`.
        """
        ...


class EditionOverwriting(Protocol):
    """A store of procedures that leaves no byte of what it replaces."""

    def overwrite(self, changes: Sequence[EditionChange]) -> None:
        """Store all changes or none, as :meth:`lckm_core.ports.ProcedureStore.save` does.

        Once it returns, no byte of the replaced editions is left in the store's own files, except
        what their successors have, too. Without changes, it completes an earlier call that was
        interrupted.
        """
        ...


class EditionHeaders(Protocol):
    """A store of procedures that can list headers without reading every text."""

    def headers(self) -> Iterable[ProcedureHeaders]:
        """Return the headers of each procedure, by its number, as of one moment.

        They are those of :func:`lckm_core.publication.headers_of`, but each reads its text when it
        is asked for it, and returns no other.
        """
        ...
