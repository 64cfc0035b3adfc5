"""Port: where the editions of procedures are stored."""

from collections.abc import Iterable, Sequence
from typing import Protocol

import attrs

from lckm_core.ports._port import provide_port
from lckm_core.publication import Edition


@attrs.frozen
class EditionChange:
    """An edition to store, and the stored one that it replaces: ``None`` for a new edition.

    With the same one twice nothing is stored: it is only compared, for what was made of it.
    """

    edition: Edition
    was: Edition | None = None


class ProcedureStore(Protocol):
    """Stores editions: the texts of procedures that were handed in, each with its state.

    Safe from several threads; where the adapter says so, from several processes.
    """

    def ids(self) -> Iterable[str]:
        """Return the numbers of all procedures, sorted."""
        ...

    def editions(self, procedure_id: str) -> Sequence[Edition]:
        """Return the editions of one procedure by number; none for an unknown procedure.

        May be repeated.
        """
        ...

    def all_editions(self) -> Iterable[Edition]:
        """Return every edition, by procedure number and edition number, as of one moment.

        The result may be iterated once.
        """
        ...

    def save(self, changes: Sequence[EditionChange]) -> None:
        """Store all changes or none, in one act that is durable when it returns.

        Raises :class:`ConflictError` when a stored edition is not what the change says it was.
        After any other failure the caller reads again before it repeats.
        """
        ...


@provide_port(cites=("zał. 2 § 8 ust. 1",))
def provide_procedures() -> ProcedureStore:  # type: ignore[empty-body]
    """Hand over the store of procedures. Called once, when the centre is made.

    Opening files or connections may wait until first use.
    """
