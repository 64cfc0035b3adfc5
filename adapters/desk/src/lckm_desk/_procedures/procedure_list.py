"""The list of procedures: what its address asks for, and what is found."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

import attrs

from lckm_core import ContactCentre
from lckm_core.calendar import Window
from lckm_core.publication import (
    WAITING_DAYS,
    WINDOW_DAYS,
    EditionOutline,
    OutlineQuery,
    State,
)
from lckm_core.search_words import SearchWords
from lckm_desk._list_addresses import (
    LONGEST,
    WORDS_HINT,
    parse_search_words,
    query_of,
    start_of_day,
)
from lckm_desk._pages import Fault, unknown_choice
from lckm_desk._records.procedure import Place, is_of_some

PAGE = 50
"""How many procedures a page of the list has."""
_BATCH, _REST = 200, 100_000
DUE = {
    "czeka": f"czeka od {WAITING_DAYS} dni albo dłużej",
    "koniec": f"ostatni dzień w ciągu {WINDOW_DAYS} dni",
}


@attrs.frozen(kw_only=True)
class ProcedureListAddress:
    """What the address of the list asks for; an empty text asks for nothing.

    Args:
        state: where the newest edition stands, or what residents see or saw.
        unit: whose procedure it is.
        due: what is due: a key of the choices.
        words: words of the title.
        after: the number of the last procedure of the page before.
    """

    state: str = ""
    unit: str = ""
    due: str = ""
    words: str = ""
    after: str = ""

    @classmethod
    def read(cls, query: Mapping[str, str]) -> "ProcedureListAddress":
        """Return what an address asks for."""
        return cls(
            state=query.get("stan", "")[:LONGEST],
            unit=query.get("jednostka", "")[:LONGEST],
            due=query.get("termin", "")[:LONGEST],
            words=" ".join(query.get("slowa", "").split())[:LONGEST],
            after=query.get("po", "")[:LONGEST],
        )

    @property
    def query(self) -> str:
        """The query of its address, without the page."""
        return query_of(
            slowa=self.words,
            stan=self.state,
            jednostka=self.unit,
            termin=self.due,
        )

    @property
    def faults(self) -> Sequence[Fault]:
        """What is wrong with the words and the choices."""
        faults = [Fault("slowa", WORDS_HINT)] if self.words and self._search_words is None else []
        faults += unknown_choice("stan", "Stan", self.state, tuple(State))
        return [*faults, *unknown_choice("termin", "Co czeka", self.due, DUE)]

    @property
    def _search_words(self) -> SearchWords | None:
        """The words to find procedures by; ``None`` where there are none, or too many."""
        return parse_search_words(self.words)

    def outlines(self, places: Sequence[Place] | None, today: date) -> OutlineQuery:
        """Return the conditions of the list, limited to *places*; ``None``: no limit."""
        states = {State(self.state)} if self.state else set(State)
        ends_in = in_state_before = None
        if self.due == "koniec":
            ends_in = Window(today, today + timedelta(days=WINDOW_DAYS))
        if self.due == "czeka":
            states = {state for state in states if state.is_on_the_way}
            first = today - timedelta(days=WAITING_DAYS - 1)
            in_state_before = start_of_day(first)
        units = cells = None
        if places is not None:
            units = {official.unit for official, _ in places}
            named = {official.cell for official, _ in places}
            cells = None if None in named else named
        if self.unit:
            units = {self.unit} if units is None else units & {self.unit}
        return OutlineQuery(
            states=states,
            units=units,
            cells=cells,
            ends_in=ends_in,
            in_state_before=in_state_before,
            words=self._search_words,
        )


def find_outlines(
    centre: ContactCentre,
    address: ProcedureListAddress,
    places: Sequence[Place] | None,
    today: date,
) -> Iterator[EditionOutline]:
    """Yield the procedures of a list, by number."""
    query, after, limit = address.outlines(places, today), address.after, _BATCH
    while True:
        found = centre.list_procedures(query, after=after, limit=limit)
        for outline in found:
            # A query cannot name pairs of unit and cell, so cells are compared here.
            if places is None or is_of_some(outline.cells(today), places):
                yield outline
        if len(found) < limit:
            return
        # Each call goes through all procedures, so the rest is fetched in one.
        after, limit = found[-1].id, _REST
