"""The list of requests to units: what its address asks for, and what is found."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from urllib.parse import urlencode

import attrs

from lckm_core import ContactCentre
from lckm_core.calendar import civil_day
from lckm_core.organisation import is_own
from lckm_core.ports import UnitRequest
from lckm_desk import _labels as labels
from lckm_desk._pages import View
from lckm_desk._records.procedure import Place
from lckm_desk._records.request import kind_of, state_of, subject_of, wait_of
from lckm_desk._requests.ask_forms import ASK_FORMS

PAGE = 50
"""How many requests a page of the list has."""
_BATCH = 200
_LONGEST = 200
_OPEN: Mapping[str, bool | None] = {"": True, "spelnione": False, "wszystkie": None}
_VIEWS = (("Czekają", ""), ("Spełnione", "stan=spelnione"), ("Wszystkie", "stan=wszystkie"))


@attrs.frozen(kw_only=True)
class RequestListAddress:
    """What a list of requests asks for, as its address has it.

    Args:
        state: which: a key of the choices; empty for those that wait.
        unit: to which unit; empty for any.
        after: the number of the last request of the page before.
    """

    state: str = ""
    unit: str = ""
    after: str = ""

    @classmethod
    def read(cls, query: Mapping[str, str]) -> "RequestListAddress":
        """Return what an address asks for; what makes no sense is left out."""
        state = query.get("stan", "")
        return cls(
            state=state if state in _OPEN else "",
            unit=query.get("jednostka", "")[:_LONGEST],
            after=query.get("po", "")[:_LONGEST],
        )

    @property
    def query(self) -> str:
        """The query of its address, without the page."""
        pairs = {"stan": self.state, "jednostka": self.unit}
        return urlencode({key: value for key, value in pairs.items() if value})


def _seen(
    centre: ContactCentre, address: RequestListAddress, places: Sequence[Place] | None
) -> Iterator[UnitRequest]:
    """Yield the requests of a list, by number."""
    unit, after = address.unit or None, address.after
    while found := centre.list_requests(
        is_open=_OPEN[address.state], unit=unit, after=after, limit=_BATCH
    ):
        for request in found:
            if places is None or any(
                is_own(role, official, request.unit, request.cell) for official, role in places
            ):
                yield request
        after = found[-1].number


def requests_view(
    centre: ContactCentre,
    address: RequestListAddress,
    places: Sequence[Place] | None,
    asks: Sequence[str],
    *,
    now: datetime,
) -> View:
    """Return one page of the list of requests.

    Args:
        centre: the contact centre.
        address: what is asked for.
        places: only requests to one of these places; ``None``: all.
        asks: the pages on which somebody may ask.
        now: the moment, aware.
    """
    today = civil_day(now)
    rows: list[UnitRequest] = []
    following = ""
    for request in _seen(centre, address, places):
        if len(rows) == PAGE:
            following = f"{address.query}&{urlencode({'po': rows[-1].number})}".lstrip("&")
            break
        rows.append(request)
    units = [unit.name for unit in centre.plugins.directory.units] if places is None else []
    return View(
        template="requests",
        title="Prośby do jednostek",
        here="requests",
        context={
            "address": address,
            "rows": [_row(one, today) for one in rows],
            "following": following,
            "is_first": not address.after,
            "units": [(unit, unit) for unit in units],
            "views": _VIEWS,
            "places": list(dict.fromkeys(one.cell or one.unit for one, _ in places or ())),
            "asks": [(form.page, form.label) for form in ASK_FORMS if form.page in asks],
        },
    )


def _row(request: UnitRequest, today: date) -> dict[str, object]:
    return {
        "number": request.number,
        "kind": kind_of(request),
        "begin": labels.begin(subject_of(request)),
        "place": request.cell or request.unit,
        "who": request.asked_by.name,
        "since": labels.day(request.asked_on),
        "state": state_of(request),
        "wait": wait_of(request, today),
        "is_open": request.is_open,
    }
