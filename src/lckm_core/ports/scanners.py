"""Port: looking for viruses in files to download."""

from collections.abc import Sequence
from typing import Protocol

import attrs

from lckm_core.ports._port import contribute_port
from lckm_core.text import Message


@attrs.frozen
class Clean:
    """The scanner read the whole file and recognised nothing."""


@attrs.frozen
class Infected:
    """The scanner recognised a threat; ``signature`` is its name for it."""

    signature: str


@attrs.frozen
class Unscanned:
    """The scanner did not read the whole file; ``reason`` says why, and what to do."""

    reason: Message


ScanVerdict = Clean | Infected | Unscanned
"""The result of scanning one file. Only :class:`Clean` is a reason to accept it."""


class Scanner(Protocol):
    """Looks for viruses in files."""

    name: str

    def scan(self, name: str, data: bytes) -> ScanVerdict:
        """Return the verdict on one file, whose *name* is not to be trusted. May be repeated.

        Return :class:`Unscanned` when it cannot be reached, is too slow or refuses; never raise.
        """
        ...


@contribute_port(cites=("zał. 2 § 9 ust. 3",), unique="name")
def contribute_scanners() -> Sequence[Scanner]:  # type: ignore[empty-body]
    """Hand over scanners, each with a unique name. Each sees every file before it is stored."""
