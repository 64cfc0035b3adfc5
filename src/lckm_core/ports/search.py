"""Port: finding procedures that answer a question."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

import attrs

from lckm_core.ports._port import provide_port
from lckm_core.publication import Audience


class TextSpan(NamedTuple):
    """A part of a text, from one position up to another, counted in code points."""

    start: int
    end: int


@attrs.frozen
class Passage:
    """A piece of a procedure: a label, a line or two of text, and the parts that match."""

    label: str
    text: str
    spans: tuple[TextSpan, ...]


@attrs.frozen
class Hit:
    """A procedure found: its number, title and score, and where the words stand.

    Scores are comparable within one answer only.
    """

    id: str
    title: str
    score: float = 0.0
    title_spans: tuple[TextSpan, ...] = ()
    passages: tuple[Passage, ...] = ()


class Search(Protocol):
    """Finds procedures among those last exported to it.

    Its adapter contributes an exporter too. What an audience may not see is not searched for it: no
    word of a starred field finds anything for the public.
    """

    def find(self, query: str, *, audience: Audience, limit: int = 10) -> Sequence[Hit]:
        """Return the procedures that answer *query*, the best first, at most *limit*.

        *query* is what somebody typed or said, of any length and with any characters. Numbers of
        procedures and of telephones are found as typed. May be repeated.
        """
        ...


@provide_port(cites=("zał. 2 § 10 ust. 2",))
def provide_search() -> Search:  # type: ignore[empty-body]
    """Hand over the search. Called once, when the centre is made.

    Opening files or connections may wait until first use.
    """
