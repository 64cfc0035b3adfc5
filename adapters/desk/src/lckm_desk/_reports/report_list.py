"""The list of reports: what its address asks for, and what is found."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime, timedelta

import attrs

from lckm_core import ContactCentre
from lckm_core.delivery import DispatchState
from lckm_core.ports.optional import (
    ListedReport,
    ReportLists,
    ReportQuery,
    ReportSearchPage,
    offered,
)
from lckm_core.reports import ReportChannel, is_report_number
from lckm_core.search_words import MOST_SEARCH_WORDS, SearchWords
from lckm_desk._list_addresses import (
    LONGEST,
    parse_place,
    parse_recent_day,
    parse_search_words,
    query_of,
    start_of_day,
)
from lckm_desk._pages import Fault, day_fault, unknown_choice
from lckm_desk._records.report_numbers import finder_of

PAGE = 50
"""How many reports a page of the list has."""
_CLOSED = {"otwarte": False, "zakonczone": True}
_ORDER = "Ostatni dzień jest wcześniejszy niż pierwszy. Zamień je albo usuń jeden."
_WORDS = (
    f"Wpisz od 1 do {MOST_SEARCH_WORDS} słów z liter lub cyfr, razem najwyżej {LONGEST} znaków."
)
_WORDS_GONE = (
    "Wpisz słowa jeszcze raz. W adresie ich nie ma, a przeglądarka pamięta trzy ostatnie "
    "szukania, do wylogowania i najwyżej 12 godzin."
)


@attrs.frozen(kw_only=True)
class ListAddress:
    """What the address of the list asks for; an empty text asks for nothing.

    Args:
        closed: whether an outcome is in force: a key of the choices.
        state: the state of the delivery.
        category: the id of a category.
        unit: whose mailbox it is routed to.
        channel: how it came in.
        attention: ``1``: a person has to see to its delivery.
        first_day: the first day of registration, ``yyyy-mm-dd``.
        last_day: the last day of registration.
        words: what was typed to find reports by; never in the address.
        mark: what the address has in place of them.
        before: the moment and number of the last report of the page before.
    """

    closed: str = ""
    state: str = ""
    category: str = ""
    unit: str = ""
    channel: str = ""
    attention: str = ""
    first_day: str = ""
    last_day: str = ""
    words: str = attrs.field(default="", repr=False)
    mark: str = ""
    before: tuple[datetime, str] | None = None

    @classmethod
    def read(cls, query: Mapping[str, str], *, words: str = "") -> "ListAddress":
        """Return what an address or a form asks for; the first page if its page makes no sense.

        Args:
            query: the values by name.
            words: what was typed to find reports by.
        """
        before = parse_place(query.get("przed", ""))
        return cls(
            closed=query.get("wynik", "")[:LONGEST],
            state=query.get("stan", "")[:LONGEST],
            category=query.get("kategoria", "")[:LONGEST],
            unit=query.get("odbiorca", "")[:LONGEST],
            channel=query.get("sposob", "")[:LONGEST],
            attention=query.get("uwaga", "")[:LONGEST],
            first_day=query.get("od", "").strip()[:LONGEST],
            last_day=query.get("do", "").strip()[:LONGEST],
            words=words.strip(),
            mark=query.get("szukane", "")[:LONGEST],
            before=before if before and is_report_number(before[1]) else None,
        )

    @property
    def query(self) -> str:
        """The query of its address, without the page."""
        return query_of(
            wynik=self.closed,
            stan=self.state,
            kategoria=self.category,
            odbiorca=self.unit,
            sposob=self.channel,
            uwaga=self.attention,
            od=self.first_day,
            do=self.last_day,
            szukane=self.mark,
        )

    @property
    def faults(self) -> list[Fault]:
        """What is wrong with the words, the choices and the days."""
        chosen = (
            ("wynik", "Wynik", self.closed, tuple(_CLOSED)),
            ("stan", "Doręczenie", self.state, tuple(DispatchState)),
            ("sposob", "Jak przyszło", self.channel, tuple(ReportChannel)),
            ("uwaga", "Tylko te, których dopilnuje człowiek", self.attention, ("1",)),
        )
        faults = [fault for choice in chosen for fault in unknown_choice(*choice)]
        faults += [Fault("slowa", _WORDS_GONE)] if self.mark and not self.words else []
        if self.words and self.search_words is None:
            faults.append(Fault("slowa", _WORDS))
        days = (
            ("od", "Przyjęte od dnia", self.first_day),
            ("do", "Przyjęte do dnia", self.last_day),
        )
        faults += [
            day_fault(*typed) for typed in days if typed[-1] and parse_recent_day(typed[-1]) is None
        ]
        first, last = parse_recent_day(self.first_day), parse_recent_day(self.last_day)
        if first and last and first > last:
            faults.append(Fault("do", _ORDER))
        return faults

    @property
    def search_words(self) -> SearchWords | None:
        """The words to find reports by; ``None`` where there are none, or too many."""
        return parse_search_words(self.words) if len(self.words) <= LONGEST else None

    def marked(self, mark: str) -> "ListAddress":
        """Return the address with another mark in place of the words."""
        return attrs.evolve(self, mark=mark)

    def reports(self, receivers: frozenset[str] | None) -> ReportQuery:
        """Return the conditions of the list, limited to *receivers*; ``None``: no limit."""
        first, last = parse_recent_day(self.first_day), parse_recent_day(self.last_day)
        units: Collection[str] | None = receivers
        if self.unit:
            units = [self.unit] if receivers is None or self.unit in receivers else []
        return ReportQuery(
            states=[DispatchState(self.state)] if self.state else None,
            units=units,
            categories=[self.category] if self.category else None,
            channels=[ReportChannel(self.channel)] if self.channel else None,
            closed=_CLOSED.get(self.closed),
            attention=True if self.attention else None,
            registered_from=start_of_day(first) if first else None,
            registered_to=start_of_day(last + timedelta(days=1)) if last else None,
        )


def find_all(
    centre: ContactCentre,
    address: ListAddress,
    receivers: frozenset[str] | None,
    *,
    batch: int = 250,
) -> Iterator[Sequence[ListedReport]]:
    """Yield the reports as a list shows them, newest first, in batches.

    Args:
        centre: the contact centre, whose store finds reports.
        address: what is asked for.
        receivers: only reports that one of these has or will get; ``None``: all.
        batch: how many are read at a time; of the longest reports 250 take some 15 MB.

    Raises ``LookupError`` where the store finds none.
    """
    query, before = address.reports(receivers), address.before
    while True:
        if (words := address.search_words) is not None:
            page = centre.search_reports(words, query, before=before, limit=batch)
            listed, following = _listed_reports(page), page.before
        else:
            listed = _page(centre, query, before, batch)
            is_full = len(listed) == batch
            following = (listed[-1].registered_at, listed[-1].number) if is_full else None
        yield _filter_by_receiver(receivers, listed)
        if following is None:
            return
        before = following


@attrs.frozen(kw_only=True)
class FoundByWords:
    """One page of what was found by words.

    Args:
        listed: what a list shows of those found, the newest first.
        looked_at: how many reports were looked at.
        before: before which report the search goes on; ``None``: all were looked at.
    """

    listed: Sequence[ListedReport]
    looked_at: int
    before: tuple[datetime, str] | None


def find_by_words(
    centre: ContactCentre,
    words: SearchWords,
    address: ListAddress,
    receivers: frozenset[str] | None,
) -> FoundByWords:
    """Return a page of the reports that have some words, among those of one search.

    Arguments as for :func:`find_all`.
    """
    query = address.reports(receivers)
    page = centre.search_reports(words, query, before=address.before, limit=PAGE)
    listed = _filter_by_receiver(receivers, _listed_reports(page))
    return FoundByWords(listed=listed, looked_at=page.looked_at, before=page.before)


def _listed_reports(page: ReportSearchPage) -> Sequence[ListedReport]:
    return [ListedReport.of(found) for found in page.reports]


def _filter_by_receiver(
    receivers: frozenset[str] | None, listed: Sequence[ListedReport]
) -> Sequence[ListedReport]:
    """Return the reports that one of *receivers* has or will get; ``None``: all."""
    # The mailbox of a unit stays known when the helpdesk has taken over.
    return [report for report in listed if receivers is None or report.receiver in receivers]


def _page(
    centre: ContactCentre, query: ReportQuery, before: tuple[datetime, str] | None, limit: int
) -> Sequence[ListedReport]:
    """Return a page of a list, in which each report is read whole only where it must be."""
    lists = offered(centre.plugins.reports, ReportLists)
    if lists is not None:
        return lists.list_reports(query, before=before, limit=limit)
    finder = finder_of(centre)
    if finder is None:
        raise LookupError("the store of reports offers no find_reports")
    return [
        ListedReport.of(report) for report in finder.find_reports(query, before=before, limit=limit)
    ]
