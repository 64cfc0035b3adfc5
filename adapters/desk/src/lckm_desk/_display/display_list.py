"""The list of what is shown and when it changes: what its address asks for."""

from collections.abc import Mapping, Sequence
from typing import Final

import attrs

from lckm_core.calendar import parse_day
from lckm_core.publication import Audience
from lckm_core.search_words import SearchWords
from lckm_desk._display.shown_things import ThingKind
from lckm_desk._display_periods import PUBLIC_AND_STAFF
from lckm_desk._list_addresses import LONGEST, WORDS_HINT, parse_search_words, query_of
from lckm_desk._pages import Fault, day_fault, unknown_choice

PAGE: Final = 50
"""How many rows a page has."""
_ORDER: Final = "Ostatni dzień jest przed pierwszym."
SHOWN: Final = "dzis"
"""The view of what is shown that day; the other is of changes."""


@attrs.frozen(kw_only=True)
class DisplayAddress:
    """What the address of the page asks for; an empty text asks for nothing.

    Args:
        view: :data:`SHOWN`, or empty for changes.
        looks: the audience it is listed for; empty for residents on the portal.
        kind: only things of this kind.
        unit: only those of this unit.
        words: words of the title.
        first_day: only changes on this day or later, as typed; empty: today.
        last_day: only changes on this day or earlier, as typed.
        after: the key of the last row of the page before.
    """

    view: str = ""
    looks: str = ""
    kind: str = ""
    unit: str = ""
    words: str = ""
    first_day: str = ""
    last_day: str = ""
    after: str = ""

    @classmethod
    def read(cls, query: Mapping[str, str]) -> "DisplayAddress":
        """Return what an address asks for."""
        return cls(
            view=query.get("pokaz", "")[:LONGEST],
            looks=query.get("widok", "")[:LONGEST],
            kind=query.get("rodzaj", "")[:LONGEST],
            unit=query.get("jednostka", "")[:LONGEST],
            words=" ".join(query.get("slowa", "").split())[:LONGEST],
            first_day=query.get("od", "").strip()[:LONGEST],
            last_day=query.get("do", "").strip()[:LONGEST],
            after=query.get("po", "")[: 2 * LONGEST],
        )

    @property
    def audience(self) -> Audience:
        """Who looks; residents if the address names no audience of the page."""
        return Audience(self.looks) if self.looks in PUBLIC_AND_STAFF else Audience.PORTAL

    @property
    def query(self) -> str:
        """The query of its address, without the page."""
        return query_of(
            pokaz=self.view,
            widok="" if self.looks == Audience.PORTAL.value else self.looks,
            rodzaj=self.kind,
            jednostka=self.unit,
            slowa=self.words,
            od=self.first_day,
            do=self.last_day,
        )

    @property
    def faults(self) -> Sequence[Fault]:
        """What is wrong with the choices, the words and the days."""
        faults = [
            *unknown_choice("pokaz", "Widok", self.view, (SHOWN,)),
            *unknown_choice("widok", "Kto patrzy", self.looks, PUBLIC_AND_STAFF),
            *unknown_choice("rodzaj", "Rodzaj", self.kind, tuple(ThingKind)),
        ]
        if self.words and self.search_words is None:
            faults.append(Fault("slowa", WORDS_HINT))
        days = (("od", "Zmiany od dnia", self.first_day), ("do", "Zmiany do dnia", self.last_day))
        faults += [
            day_fault(*typed) for typed in days if typed[-1] and parse_day(typed[-1]) is None
        ]
        first, last = parse_day(self.first_day), parse_day(self.last_day)
        if first and last and first > last:
            faults.append(Fault("do", _ORDER))
        return faults

    @property
    def search_words(self) -> SearchWords | None:
        """The words to find titles by; ``None`` where there are none, or too many."""
        return parse_search_words(self.words)
