"""Clients that break the promise: they register or withdraw wrongly, and acknowledge it."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import null, update

from lckm_core import ContactCentre
from lckm_sql.tables import reports
from promises.chaos.city import City
from promises.chaos.residents import resident

ACKNOWLEDGES_FIRST = "acknowledges-first"
"""The client notes what is not registered yet."""


def _mixes_residents(centre: ContactCentre, city: City, number: str) -> None:
    """Register a report with the words of another resident, as a row mixed up would."""
    form = resident(city.seed, number).form
    if "reporter" in form:
        form["reporter"] = {"name": "Janina Próbna"}
    centre.register(form, number=number, now=datetime.now(UTC), terms_version="1")


def _loses_words(centre: ContactCentre, city: City, number: str) -> None:
    """Register a report without the end of its words."""
    form = resident(city.seed, number).form
    form["description"] = form["description"][:40]
    centre.register(form, number=number, now=datetime.now(UTC), terms_version="1")


def _keeps_bytes(centre: ContactCentre, city: City, number: str) -> None:
    """Have a personal part that nobody reads any more, and whose bytes are there."""
    store: Any = centre.plugins.reports
    with store.database.writing() as connection:
        connection.execute(
            update(reports).where(reports.c.number == number).values(month_id=null())
        )


def _withdraws_nothing(centre: ContactCentre, city: City, number: str) -> None:
    """Do nothing."""


_Act = Callable[[ContactCentre, City, str], None]
REGISTER: dict[str, _Act] = {"mixes-residents": _mixes_residents, "loses-words": _loses_words}
WITHDRAW: dict[str, _Act] = {
    "keeps-bytes": _keeps_bytes,
    "withdraws-nothing": _withdraws_nothing,
}
CLIENTS = (*REGISTER, *WITHDRAW, ACKNOWLEDGES_FIRST)


def one_of(ways: Mapping[str, _Act], city: City, right: _Act) -> _Act:
    """Return the way that is asked for by name, or else the right one."""
    return next((act for name, act in ways.items() if name in city.broken), right)
