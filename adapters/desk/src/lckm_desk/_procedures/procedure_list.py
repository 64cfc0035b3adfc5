"""The list of procedures: what its address asks for, and what is found."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode

import attrs

from lckm_core import ContactCentre
from lckm_core.calendar import civil_day, warsaw
from lckm_core.organisation import is_own
from lckm_core.publication import (
    WAITING_DAYS,
    WINDOW_DAYS,
    EditionOutline,
    OutlineQuery,
    State,
)
from lckm_desk import _labels as labels
from lckm_desk._pages import View
from lckm_desk._records.procedure import Place

PAGE = 50
"""How many procedures a page of the list has."""
_BATCH = 200
_LONGEST = 200
_ON_THE_WAY = (State.RECEIVED, State.RETURNED, State.CORRECTED, State.CHECKED)
_DUE = {
    "czeka": f"czeka od {WAITING_DAYS} dni albo dłużej",
    "koniec": f"ostatni dzień w ciągu {WINDOW_DAYS} dni",
}
_VIEWS = (
    ("Wszystkie", ""),
    ("Do sprawdzenia", "stan=received"),
    ("Do uzgodnienia", "stan=corrected"),
    ("Do publikacji", "stan=checked"),
    ("Zwrócone", "stan=returned"),
    ("Czekają długo", "termin=czeka"),
    ("Kończą się", "termin=koniec"),
)


@attrs.frozen(kw_only=True)
class ProcedureListAddress:
    """What a list of procedures asks for, as its address has it; empty words ask for nothing.

    Args:
        state: where the newest edition stands.
        unit: whose procedure it is.
        due: what is due: a key of the choices.
        after: the number of the last procedure of the page before.
    """

    state: str = ""
    unit: str = ""
    due: str = ""
    after: str = ""

    @classmethod
    def read(cls, query: Mapping[str, str]) -> "ProcedureListAddress":
        """Return what an address asks for; what makes no sense is left out."""
        state, due = query.get("stan", ""), query.get("termin", "")
        return cls(
            state=state if state in tuple(State) else "",
            unit=query.get("jednostka", "")[:_LONGEST],
            due=due if due in _DUE else "",
            after=query.get("po", "")[:_LONGEST],
        )

    @property
    def query(self) -> str:
        """The query of its address, without the page."""
        pairs = {"stan": self.state, "jednostka": self.unit, "termin": self.due}
        return urlencode({key: value for key, value in pairs.items() if value})

    def outlines(self, places: Sequence[Place] | None, today: date) -> OutlineQuery:
        """Return the conditions that it sets; those of *places* alone, ``None``: of all."""
        states = {State(self.state)} if self.state else set(State)
        ends_by = since_before = None
        if self.due == "koniec":
            states &= {State.PUBLISHED}
            ends_by = today + timedelta(days=WINDOW_DAYS)
        if self.due == "czeka":
            states &= set(_ON_THE_WAY)
            first = today - timedelta(days=WAITING_DAYS - 1)
            since_before = datetime.combine(first, time(tzinfo=warsaw()))
        units = cells = None
        if places is not None:
            units = {official.unit for official, _ in places}
            named = {official.cell for official, _ in places}
            cells = None if None in named else named
        if self.unit:
            units = {self.unit} if units is None else units & {self.unit}
        return OutlineQuery(
            states=states, units=units, cells=cells, ends_by=ends_by, since_before=since_before
        )


def _seen(
    centre: ContactCentre,
    address: ProcedureListAddress,
    places: Sequence[Place] | None,
    today: date,
) -> Iterator[EditionOutline]:
    """Yield the procedures of a list, by number."""
    query, after = address.outlines(places, today), address.after
    while True:
        found = centre.list_procedures(query, after=after, limit=_BATCH)
        for outline in found:
            # A unit has cells, and a query names no pairs.
            if places is None or any(
                is_own(role, official, outline.unit, outline.cell) for official, role in places
            ):
                yield outline
        if len(found) < _BATCH:
            return
        after = found[-1].id


def procedures_view(
    centre: ContactCentre,
    address: ProcedureListAddress,
    places: Sequence[Place] | None,
    *,
    takes_in: bool,
    now: datetime,
) -> View:
    """Return one page of the list of procedures.

    Args:
        centre: the contact centre.
        address: what is asked for.
        places: only procedures of one of these places; ``None``: all.
        takes_in: whether whoever looks may take in what heads send.
        now: the moment, aware.
    """
    today = civil_day(now)
    rows: list[EditionOutline] = []
    is_longer = False
    for outline in _seen(centre, address, places, today):
        if len(rows) == PAGE:
            is_longer = True
            break
        rows.append(outline)
    following = ""
    if is_longer:
        following = f"{address.query}&{urlencode({'po': rows[-1].id})}".lstrip("&")
    units = [unit.name for unit in centre.plugins.directory.units] if places is None else []
    return View(
        template="procedures",
        title="Procedury",
        here="procedures",
        context={
            "address": address,
            "rows": [_row(one, today) for one in rows],
            "following": following,
            "is_first": not address.after,
            "choices": {
                "stan": [(one.value, one.words) for one in State],
                "jednostka": [(unit, unit) for unit in units],
                "termin": list(_DUE.items()),
            },
            "views": _VIEWS,
            "places": [one.cell or one.unit for one, _ in places or ()],
            "takes_in": takes_in,
        },
    )


def _row(outline: EditionOutline, today: date) -> dict[str, object]:
    since = civil_day(outline.since) if outline.since else None
    last = outline.window.end
    is_on_the_way = outline.state in _ON_THE_WAY
    due = ""
    if is_on_the_way and since and (today - since).days >= WAITING_DAYS:
        due = f"czeka {labels.days_in_words((today - since).days)}"
    elif outline.state is State.PUBLISHED and last and (last - today).days <= WINDOW_DAYS:
        due = f"ostatni dzień: {labels.day(last)}"
    return {
        "id": outline.id,
        "title": outline.title,
        "place": outline.cell or outline.unit,
        "state": outline.state.words,
        "since": labels.day(since) if since else "",
        "due": due,
        "is_open": is_on_the_way,
        "edition": outline.number,
    }
