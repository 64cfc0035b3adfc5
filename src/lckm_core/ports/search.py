"""Port: finding procedures by what somebody asks."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

import attrs

from lckm_core.ports._port import PortKind, port
from lckm_core.publication import Audience


class TextSpan(NamedTuple):
    """A part of a text, from one place to before another, counted in code points."""

    start: int
    end: int


@attrs.frozen
class Passage:
    """A piece of a procedure: its label, a line or two of its text, and the parts of it that answer the question."""

    label: str
    text: str
    spans: tuple[TextSpan, ...]


@attrs.frozen
class Hit:
    """A procedure found: its number and title, what it scores beside others of the same answer, and where the words stand."""

    id: str
    title: str
    score: float = 0.0
    title_spans: tuple[TextSpan, ...] = ()
    passages: tuple[Passage, ...] = ()


class Search(Protocol):
    """Finds procedures among those that it was last given to show (its adapter contributes an exporter, too).

    What one audience may not see is not looked at for it: no word of a starred field finds anything for the public.
    """

    def find(self, query: str, *, audience: Audience, limit: int = 10) -> Sequence[Hit]:
        """Return the procedures that answer *query*, the best first, at most *limit*; none where none does.

        *query* is what somebody typed or said, of any length and with any characters. A number of a procedure or of a
        telephone is found as it is typed. May be repeated.
        """
        ...


@port(PortKind.PROVIDE, Search, cites=("zał. 2 § 10 ust. 2",))
def provide_search() -> Search:  # type: ignore[empty-body]
    """Hand over the search. Called once, when the centre is made; opening files or connections may wait until use."""
