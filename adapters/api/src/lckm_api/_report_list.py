"""The list of reports by filters and by words, limited to those a key may see."""

import base64
import binascii
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice
from typing import Any, Final

from lckm_api._endpoint import (
    Answer,
    Call,
    Endpoint,
    Parameter,
    count,
    flag,
    moment,
    read_moment,
)
from lckm_api._keys import Scope
from lckm_core.forms import to_data
from lckm_core.ports.optional import MOST_LOOKED_AT, FoundReport, ReportQuery
from lckm_core.reports import is_report_number
from lckm_core.search_words import MOST_SEARCH_WORDS, SearchWords

_LIMIT: Final = 100
_MOST: Final = 200
_WORD = "[0-9A-Za-zÀ-ÖØ-öø-žЀ-ҁҊ-ӿ]{1,40}"
_WORDS = f"^{_WORD}( {_WORD}){{0,{MOST_SEARCH_WORDS - 1}}}$"
_SLUG = "^[a-z0-9][a-z0-9_-]{0,59}$"


def _list(call: Call) -> Answer:
    values = call.values
    limit = values["limit"] or _LIMIT
    query = ReportQuery(
        units=receivers_of(call),
        categories=values["category"],
        closed=values["closed"],
        registered_from=values["registered_from"],
        registered_to=values["registered_to"],
        acted_from=values["acted_from"],
    )
    if values["words"] is not None:
        return _found_by_words(call, values["words"], query, limit)
    shown = list(islice(_shown_before(call, query, values["after"], limit + 1), limit + 1))
    page = shown[:limit]
    # Made from what is shown, so that it reveals nothing of others' reports.
    last = page[-1].report if len(shown) > limit else None
    return _page(page, None if last is None else (last.registered_at, last.number))


def _found_by_words(call: Call, words: SearchWords, query: ReportQuery, limit: int) -> Answer:
    """Return the reports found in one look, which may end after one without the words."""
    found = call.centre.search_reports(words, query, before=call.values["after"], limit=limit)
    shown = [report for report in found.reports if is_shown(report, query.units)]
    return _page(shown, found.before, looked_at=found.looked_at)


def _page(
    shown: Sequence[FoundReport],
    before: tuple[datetime, str] | None,
    *,
    looked_at: int | None = None,
) -> Answer:
    cursor = None if before is None else _cursor(*before)
    data = {
        "reports": [report_data(report) for report in shown],
        "looked_at": looked_at,
        "next": cursor,
    }
    return Answer(data, following=None if cursor is None else {"after": cursor})


def _shown_before(
    call: Call, query: ReportQuery, before: tuple[datetime, str] | None, batch: int
) -> Iterator[FoundReport]:
    """Yield the reports of a list that the key may see, newest first."""
    while True:
        found = call.finder.find_reports(query, before=before, limit=batch)
        # The mailbox of a unit stays known to a store when the helpdesk has taken over.
        yield from (report for report in found if is_shown(report, query.units))
        if len(found) < batch:
            return
        before = (found[-1].report.registered_at, found[-1].report.number)


def is_shown(found: FoundReport, receivers: Collection[str | None] | None) -> bool:
    """Return whether one of *receivers* has the report; ``None``: any report."""
    return receivers is None or found.dispatch.receiver in receivers


def receivers_of(call: Call) -> frozenset[str] | None:
    """Return the receivers whose reports the key may see; ``None``: all."""
    return call.acting.receivers(call.centre.plugins.directory)


def report_data(found: FoundReport) -> Mapping[str, Any]:
    """Return a report and its delivery as data of an answer."""
    dispatch = found.dispatch
    return {
        # Stores leave the personal part out; this makes sure of it.
        "report": {key: value for key, value in to_data(found.report).items() if key != "personal"},
        "closed": found.report.closing is not None,
        "delivery": {
            "state": dispatch.state.value,
            "receiver": dispatch.receiver,
            "reference": dispatch.reference,
            "routed": dispatch.routed,
        },
    }


def _cursor(at: datetime, number: str) -> str:
    text = f"{at.isoformat()} {number}"
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _read_cursor(text: str) -> tuple[datetime, str]:
    try:
        data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode()
    except (binascii.Error, UnicodeDecodeError):
        raise ValueError from None
    at, _, number = data.partition(" ")
    if not is_report_number(number):
        raise ValueError
    return read_moment(at), number


REPORT_LIST: Final = Endpoint(
    method="GET",
    path="/reports",
    id="list_reports",
    about="List reports, newest first, without anything of their reporters.",
    more="A key of a cell or a unit sees only the reports that went there. No index has the "
    f"words of `words`: one call looks at {MOST_LOOKED_AT:,} reports at most, so that a page "
    "may have few reports or none and still a `next`. They stand in the address: see that no "
    "proxy logs it, for somebody may look for a name.",
    tag="reports",
    scope=Scope.READ_REPORTS,
    parameters=(
        Parameter(
            "words",
            "query",
            "Only reports that have each of these words, or one that it begins, in their "
            "description, place or answer, as these are stored: without personal data.",
            {"type": "string", "pattern": _WORDS},
            read=SearchWords.of,
        ),
        Parameter(
            "category",
            "query",
            "Only reports of this category, or of one of several.",
            {"type": "string", "pattern": _SLUG},
            many=True,
        ),
        flag("closed", "Whether an outcome is in force."),
        moment("registered_from", "Only reports registered at this moment or later."),
        moment("registered_to", "Only reports registered before this moment."),
        moment("acted_from", "Only reports on which staff acted at this moment or later."),
        Parameter(
            "after",
            "query",
            "`next` of the page before.",
            {"type": "string", "pattern": "^[A-Za-z0-9_-]{1,200}$"},
            read=_read_cursor,
        ),
        count("limit", f"How many at most; {_LIMIT} by default.", _MOST),
    ),
    answers={200: "reports"},
    headers=("Link",),
    gives={"number": "$response.body#/reports/0/report/number"},
    answer=_list,
)
