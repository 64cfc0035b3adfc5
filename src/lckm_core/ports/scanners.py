"""Port: looking for viruses in files to download."""

from collections.abc import Sequence
from typing import Protocol

import attrs

from lckm_core.ports._port import PortKind, port
from lckm_core.text import Message


@attrs.frozen
class Clean:
    """The scanner looked at all of the file, and recognised nothing in it."""


@attrs.frozen
class Infected:
    """The scanner recognised a threat; ``signature`` is what it calls it."""

    signature: str


@attrs.frozen
class Unscanned:
    """The scanner did not look, or not at all of it; ``reason`` says why, and what to do."""

    reason: Message


ScanVerdict = Clean | Infected | Unscanned
"""What a scanner says of one file. Only :class:`Clean` is a reason to take it."""


class Scanner(Protocol):
    """Looks for viruses in files."""

    name: str

    def scan(self, name: str, data: bytes) -> ScanVerdict:
        """Return what it says of one file, whose *name* is not to be trusted. May be repeated.

        One that cannot be reached, is too slow or refuses says :class:`Unscanned`, and raises nothing.
        """
        ...


@port(PortKind.CONTRIBUTE, Scanner, cites=("zał. 2 § 9 ust. 3",), unique="name")
def contribute_scanners() -> Sequence[Scanner]:  # type: ignore[empty-body]
    """Hand over scanners, none or more, each of a name of its own. A file to download is shown to each before it is kept."""
