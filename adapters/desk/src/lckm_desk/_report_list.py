"""The list of reports: what its address asks for, and what is found."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode

import attrs

from lckm_core import ContactCentre
from lckm_core.calendar import parse_day, parse_moment, warsaw
from lckm_core.ports.optional import FoundReport, ReportFinder
from lckm_core.reports import RouteTable, is_report_number
from lckm_desk import _labels as labels
from lckm_desk._pages import Fault, View
from lckm_desk._records import finder_of

PAGE = 50
"""How many reports a page of the list has."""
_BATCH = 500
_STATES = {"": "wszystkie", "otwarte": "bez wyniku", "zakonczone": "z wynikiem"}
_CLOSED = {"otwarte": False, "zakonczone": True}


@attrs.frozen(kw_only=True)
class ReportQuery:
    """What a list asks for, as its address has it.

    Args:
        state: a key of the states to choose from; empty: any.
        category: the id of a category; empty: any.
        first_day: the first day of registration, ``yyyy-mm-dd``; empty: any.
        last_day: the last day of registration; empty: any.
        before: the moment and number of the last report of the page before.
    """

    state: str = ""
    category: str = ""
    first_day: str = ""
    last_day: str = ""
    before: tuple[datetime, str] | None = None

    @classmethod
    def read(cls, query: Mapping[str, str]) -> "ReportQuery":
        """Return what an address asks for; what makes no sense is left out."""
        moment, _, number = query.get("przed", "").partition("~")
        at = parse_moment(moment)
        is_cursor = at is not None and at.tzinfo is not None and is_report_number(number)
        state = query.get("stan", "")
        return cls(
            state=state if state in _CLOSED else "",
            category=query.get("kategoria", "")[:100],
            first_day=query.get("od", "").strip()[:40],
            last_day=query.get("do", "").strip()[:40],
            before=(at, number) if at is not None and is_cursor else None,
        )

    @property
    def address(self) -> str:
        """The query of its address, without the page."""
        pairs = {
            "stan": self.state,
            "kategoria": self.category,
            "od": self.first_day,
            "do": self.last_day,
        }
        return urlencode({key: value for key, value in pairs.items() if value})

    @property
    def faults(self) -> list[Fault]:
        """What is wrong with the days."""
        text = "Podaj dzień jako rok-miesiąc-dzień, na przykład 2026-12-01."
        days = {"od": self.first_day, "do": self.last_day}
        return [Fault(name, text) for name, day in days.items() if day and _day(day) is None]

    def find(
        self, finder: ReportFinder, before: tuple[datetime, str] | None, limit: int
    ) -> Sequence[FoundReport]:
        """Return the reports that meet it, newest first, from after *before*."""
        first, last = _day(self.first_day), _day(self.last_day)
        return finder.find_reports(
            categories=[self.category] if self.category else None,
            closed=_CLOSED.get(self.state),
            registered_from=_midnight(first) if first else None,
            registered_to=_midnight(last + timedelta(days=1)) if last else None,
            before=before,
            limit=limit,
        )


def _day(text: str) -> date | None:
    """Return a day on which a report may have come in."""
    day = parse_day(text)
    return day if day is not None and 2000 <= day.year <= 2200 else None


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(tzinfo=warsaw()))


def find_all(
    centre: ContactCentre, query: ReportQuery, receivers: frozenset[str] | None
) -> Iterator[Sequence[FoundReport]]:
    """Yield the reports of a list, newest first, some at a time.

    Args:
        centre: the contact centre, whose store finds reports.
        query: what is asked for.
        receivers: only reports that one of these has or will get; ``None``: all.

    Raises ``LookupError`` where the store finds none.
    """
    finder = finder_of(centre)
    if finder is None:
        raise LookupError("the store of reports offers no find_reports")
    before = query.before
    while True:
        found = query.find(finder, before, _BATCH)
        yield [one for one in found if receivers is None or one.dispatch.receiver in receivers]
        if len(found) < _BATCH:
            return
        before = (found[-1].report.registered_at, found[-1].report.number)


def list_view(
    centre: ContactCentre,
    query: ReportQuery,
    receivers: frozenset[str] | None,
    *,
    table: RouteTable | None,
    now: datetime,
) -> View:
    """Return one page of the list.

    Arguments as for :func:`find_all`; *table* names the categories.
    """
    found: list[FoundReport] = []
    faults = query.faults
    if not faults:
        for batch in find_all(centre, query, receivers):
            found += batch
            if len(found) > PAGE:
                break
    shown = found[:PAGE]
    rows = [
        {
            "number": one.report.number,
            "registered": labels.moment(one.report.registered_at),
            "age": labels.age(one.report.registered_at, now),
            "category": labels.category_name(table, one.report.category),
            "receiver": labels.receiver_of(one.dispatch),
            "state": labels.state_of(one.report, one.dispatch),
            "is_open": one.report.closing is None,
            "begin": _begin(one.report.description),
        }
        for one in shown
    ]
    following = ""
    if len(found) > PAGE:
        last = shown[-1].report
        cursor = urlencode({"przed": f"{last.registered_at.isoformat()}~{last.number}"})
        following = f"{query.address}&{cursor}".lstrip("&")
    return View(
        template="reports",
        title="Zgłoszenia",
        here="reports",
        status=400 if faults else 200,
        faults=faults,
        context={
            "query": query,
            "rows": rows,
            "following": following,
            "is_first": query.before is None,
            "states": _STATES.items(),
            "categories": [(one.id, one.name) for one in table.categories] if table else [],
            "receivers": sorted(receivers) if receivers is not None else [],
        },
    )


def _begin(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 110 else line[:110].rpartition(" ")[0] + " …"
