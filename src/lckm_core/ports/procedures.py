"""Port: where the editions of procedures are kept."""

from collections.abc import Iterable, Sequence
from typing import Protocol

import attrs

from lckm_core.ports._port import PortKind, port
from lckm_core.publication import Edition


@attrs.frozen
class EditionChange:
    """An edition to keep, and what was kept of it before: ``None`` for a new one."""

    edition: Edition
    was: Edition | None = None


class ProcedureStore(Protocol):
    """Keeps editions: the texts of procedures that were handed in, each with its state.

    Safe from several threads; where the adapter says so, from several processes.
    """

    def ids(self) -> Iterable[str]:
        """Return the numbers of all procedures, sorted."""
        ...

    def editions(self, procedure_id: str) -> Sequence[Edition]:
        """Return the editions of one procedure by number, none for a procedure that is not there. May be repeated."""
        ...

    def all_editions(self) -> Iterable[Edition]:
        """Return every edition, by number of its procedure and then its own, as of one moment.

        It may be gone through once.
        """
        ...

    def save(self, changes: Sequence[EditionChange]) -> None:
        """Keep all the changes or none, in one act that is durable when it returns.

        Raises :class:`ConflictError` when what is kept of some edition is not what the change says it was. After a failure
        of another kind the caller reads again before it repeats.
        """
        ...


@port(PortKind.PROVIDE, ProcedureStore, cites=("zał. 2 § 8 ust. 1",))
def provide_procedures() -> ProcedureStore:  # type: ignore[empty-body]
    """Hand over the store of procedures. Called once, when the centre is made; opening files or connections may wait until use."""
