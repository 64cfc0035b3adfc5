"""The port to a virus scanner. The core is to hand scanners over by a hook of its own; until then the port stands here."""

from typing import Protocol

import attrs

from lckm_core import Message

__all__ = ["Clean", "Infected", "Scanner", "Unscanned", "Verdict"]


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


Verdict = Clean | Infected | Unscanned
"""What a scanner says of one file. Only :class:`Clean` is a reason to take it."""


class Scanner(Protocol):
    """Looks for viruses in files."""

    @property
    def name(self) -> str:
        """What it is called in messages."""
        ...

    def scan(self, name: str, data: bytes) -> Verdict:
        """Return what the scanner says of one file.

        Args:
            name: the file's name, for those scanners that go by it; it is not trusted.
            data: the whole file.

        Returns:
            the verdict. A scanner that cannot be reached, that is too slow or that refuses is :class:`Unscanned`: nothing is raised, so
            that one missing scanner stops no other check, and no file passes for clean because of it.
        """
        ...
