"""What became of every report, by the books of all who took part.

Books are kept by clients, the database, the mail server and the helpdesk.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, Self

import attrs

from lckm_core import Report
from lckm_core.delivery import Dispatch, DispatchState, HelpdeskReason
from lckm_core.ports import ReportStore
from promises.chaos.city import City
from promises.chaos.contents import texts_of, wrong_in_letter, wrong_in_store, wrong_in_ticket
from promises.chaos.residents import Resident, resident
from promises.chaos.withdrawals import missing_notices, notices_of, told_needlessly, wrong_in_notice
from promises.processes import lines_of


@attrs.define
class Letters:
    """What the mail server's log says of one letter."""

    took: int = 0
    repeats: int = 0
    answered: int = 0
    back: int = 0
    last: float = 0.0

    @property
    def unanswered(self) -> bool:
        """Whether the server took it once, at least, without an answer."""
        return self.answered < self.took + self.repeats


def letters_of(city: City) -> Mapping[str, Letters]:
    """Return what the mail server took, by key."""
    found: dict[str, Letters] = defaultdict(Letters)
    for line in lines_of(city.mails):
        moment, event, key = line.split()
        one = found[key]
        match event:
            case "took":
                one.took, one.last = one.took + 1, float(moment)
            case "repeat":
                one.repeats, one.last = one.repeats + 1, float(moment)
            case "back":
                one.back += 1
            case _:
                one.answered += 1
    return found


@attrs.define
class Verdict:
    """The counts, what is wrong with reports, and by how much workers' clocks were behind."""

    counts: Counter[str] = attrs.field(factory=Counter)
    faults: list[str] = attrs.field(factory=list)
    behind: list[float] = attrs.field(factory=list)

    def fault(self, kind: str, number: str) -> None:
        """Note that something is wrong with a report."""
        self.counts[kind] += 1
        self.faults.append(f"{kind}: {number}")


@attrs.frozen
class Books:
    """All that was written down.

    ``committed``: when each delivery was last written, by the mail server's clock
    (:meth:`promises.chaos.databases.Database.committed`).
    ``tickets``: the texts of those that the helpdesk has, by key. ``found``: whose data are
    in the files of the database, by their
    marks. ``deaths``: how many acknowledgements can have been lost at most because a
    worker, or its database, died before it noted them.
    """

    city: City
    store: ReportStore
    clients: Sequence[str]
    tickets: Mapping[str, Sequence[str]]
    found: Collection[str]
    deaths: int
    committed: Mapping[str, float]
    letters: Mapping[str, Letters]
    texts: Mapping[str, Sequence[str]]
    withdrawn: Collection[str]

    @classmethod
    def opened(
        cls,
        city: City,
        store: ReportStore,
        clients: Sequence[str],
        filed: Sequence[tuple[str, str]],
        **more: Any,
    ) -> Self:
        """Read those that lie in the city's folder; *filed*: key and text of each ticket."""
        tickets: dict[str, list[str]] = defaultdict(list)
        for key, text in filed:
            tickets[key].append(text)
        gone = {number for client in clients for number in lines_of(city.withdrawn(client))}
        return cls(
            city,
            store,
            clients,
            tickets,
            letters=letters_of(city),
            texts=texts_of(city),
            withdrawn=gone,
            **more,
        )

    def noted(self, dispatch: Dispatch) -> float:
        """Return when a delivery was written last, in seconds of the mail server's clock."""
        return self.committed.get(dispatch.id, dispatch.since.timestamp())


def judge(books: Books) -> Verdict:
    """Hold the books against each other."""
    verdict, city = Verdict(), books.city
    numbers = [number for client in books.clients for number in lines_of(city.acknowledged(client))]
    verdict.counts["acknowledged registrations"] = len(numbers)
    if len(set(numbers)) < len(numbers):
        verdict.faults.append("a client was told of a report twice")
    seen: set[str] = set()
    for number in numbers:
        report, dispatch = books.store.get(number), books.store.dispatch(number)
        if report is None or dispatch is None:
            verdict.fault("lost: acknowledged, and not there", number)
            continue
        for kind in _judged(books, verdict, seen, report, dispatch):
            verdict.fault(kind, number)
    for key in sorted({*books.letters, *books.tickets} - seen):
        verdict.fault("sent, and of no report", key)
    for number in told_needlessly(books.store, books.withdrawn):
        verdict.fault("told: a notice about one who did not withdraw", number)
    unnoted = verdict.counts["marked, the server answered: the worker or its database died first"]
    if unnoted > books.deaths:
        verdict.faults.append(
            f"{unnoted} acknowledgements were not noted, and only {books.deaths} can have been lost"
        )
    return verdict


def _judged(
    books: Books, verdict: Verdict, seen: set[str], report: Report, dispatch: Dispatch
) -> Iterator[str]:
    """Yield what is wrong with one report: outcome, contents, withdrawal; and count it."""
    wrote, gone = resident(books.city.seed, report.number), report.number in books.withdrawn
    letter, tickets = _sent(books, seen, dispatch)
    noted = books.noted(dispatch)
    yield from _wrong(dispatch, letter, len(tickets), noted)
    if dispatch.state is DispatchState.SENT and letter.last > dispatch.since.timestamp():
        verdict.behind.append(letter.last - dispatch.since.timestamp())
    _count(verdict.counts, dispatch, letter)
    yield from wrong_in_store(report, wrote, withdrawn=gone)
    for text in books.texts.get(dispatch.mailbox_key, ()):
        yield from wrong_in_letter(text, wrote, withdrawn=gone)
    for text in tickets:
        yield from wrong_in_ticket(text, wrote)
    if gone != (wrote.withdraws_after is not None):
        yield "a consent was withdrawn that should not be, or was not"
    if gone != (wrote.mark not in books.found):
        yield (
            "kept: bytes of one who withdrew are in the database"
            if gone
            else "the search for bytes is blind"
        )
    if gone:
        verdict.counts["withdrawn consents"] += 1
        yield from _wrong_with_notices(books, verdict, seen, dispatch, wrote)


def _wrong_with_notices(
    books: Books, verdict: Verdict, seen: set[str], dispatch: Dispatch, wrote: Resident
) -> Iterator[str]:
    """Yield what is wrong with the notices about a withdrawn report; and count them."""
    notices = list(notices_of(books.store, dispatch.report_number))
    yield from missing_notices(dispatch, notices, books.texts, wrote)
    for notice in notices:
        letter, tickets = _sent(books, seen, notice)
        for text in (*books.texts.get(notice.mailbox_key, ()), *tickets):
            yield from wrong_in_notice(text, notice.report_number)
        yield from (
            f"{kind} (notice)" for kind in _wrong(notice, letter, len(tickets), books.noted(notice))
        )
        at = "in the unit's mailbox" if notice.state is DispatchState.SENT else "at the helpdesk"
        verdict.counts[f"notices to erase: {at}"] += notice.is_final
        verdict.counts["notices to erase, marked: the mailbox may have it"] += (
            notice.mailbox_may_have_it
        )


def _sent(books: Books, seen: set[str], dispatch: Dispatch) -> tuple[Letters, Sequence[str]]:
    """Return what the mail server's log says of the letter of a delivery, and its tickets."""
    at_desk = attrs.evolve(dispatch, because=HelpdeskReason.IN_DOUBT).key
    seen |= {dispatch.mailbox_key, at_desk}
    return books.letters.get(dispatch.mailbox_key, Letters()), books.tickets.get(at_desk, ())


def _wrong(dispatch: Dispatch, letter: Letters, filed: int, noted: float) -> Iterator[str]:
    """Yield what is wrong with one delivery, whose outcome was noted at this moment."""
    if not dispatch.is_final:
        yield "stuck: no outcome"
        return
    if dispatch.state is DispatchState.SENT:
        if not letter.took:
            yield "lost: noted as sent, and not in the mailbox"
        if letter.back:
            yield "lost: the letter came back, and it is noted as sent"
        if filed:
            yield "twice: sent, and at the helpdesk"
        if letter.last > noted:
            yield "late: taken, or taken again, after it was noted as sent"
    else:
        if not filed:
            yield "lost: noted as the helpdesk's, and not there"
        came_back = letter.back or dispatch.because is HelpdeskReason.BOUNCED
        if letter.took and not dispatch.mailbox_may_have_it and not came_back:
            yield "twice: at the helpdesk without a note that the mailbox has it"
    if filed > 1:
        yield "twice at the helpdesk"
    if letter.took > 1:
        yield "twice in the mailbox"


def _count(counts: Counter[str], dispatch: Dispatch, letter: Letters) -> None:
    if dispatch.state is DispatchState.SENT:
        counts["outcome: in the unit's mailbox"] += 1
    elif dispatch.because is not None:
        counts[f"outcome: at the helpdesk, {dispatch.because.value}"] += 1
    if dispatch.mailbox_may_have_it:
        counts["marked at the helpdesk: the mailbox may have it"] += 1
        counts["marked at the helpdesk: the mailbox has it"] += letter.took > 0
    counts["repeats that the mail server knew by their Message-ID"] += letter.repeats
    if letter.took and (letter.repeats or dispatch.mailbox_may_have_it):
        why = (
            "the server did not answer"
            if letter.unanswered
            else "the server answered: the worker or its database died first"
        )
        counts[f"marked, {why}"] += 1


def plain(counts: Counter[str]) -> dict[str, Any]:
    """Return the counts, sorted."""
    return dict(sorted(counts.items()))
