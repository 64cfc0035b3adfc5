"""What became of every report, by the books of all who took part: clients, database, mail server, helpdesk."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import attrs

from lckm_core import Dispatch, DispatchState, HandOver, ReportStore
from promises.chaos.city import City
from promises.chaos.processes import lines_of


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
    """The counts, and every report that something is wrong with."""

    counts: Counter[str] = attrs.field(factory=Counter)
    faults: list[str] = attrs.field(factory=list)

    def fault(self, kind: str, number: str) -> None:
        """Note that something is wrong with a report."""
        self.counts[kind] += 1
        self.faults.append(f"{kind}: {number}")


def judge(city: City, store: ReportStore, clients: Sequence[str], filed: Sequence[str], *, deaths: int) -> Verdict:
    """Hold the books against each other.

    *filed*: the key of each ticket that the helpdesk has. *deaths*: how many acknowledgements can have been lost at most because a worker, or its database, died before it noted them.
    """
    verdict, letters, tickets = Verdict(), letters_of(city), Counter(filed)
    numbers = [number for client in clients for number in lines_of(city.acknowledged(client))]
    verdict.counts["acknowledged registrations"] = len(numbers)
    if len(set(numbers)) < len(numbers):
        verdict.faults.append("a client was told of a report twice")
    seen = set()
    for number in numbers:
        report, dispatch = store.get(number), store.dispatch(number)
        if report is None or dispatch is None:
            verdict.fault("lost: acknowledged, and not there", number)
            continue
        seen |= {dispatch.mailbox_key, f"{number}.helpdesk"}
        letter = letters.get(dispatch.mailbox_key, Letters())
        for kind in _wrong(dispatch, letter, tickets[f"{number}.helpdesk"]):
            verdict.fault(kind, number)
        _count(verdict.counts, dispatch, letter)
    for key in sorted({*letters, *tickets} - seen):
        verdict.fault("sent, and of no report", key)
    unnoted = verdict.counts["marked, the server answered: the worker or its database died first"]
    if unnoted > deaths:
        verdict.faults.append(f"{unnoted} acknowledgements were not noted, and only {deaths} can have been lost")
    return verdict


def _wrong(dispatch: Dispatch, letter: Letters, filed: int) -> Iterator[str]:
    """Yield what is wrong with one report."""
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
        if letter.repeats and letter.last > dispatch.since.timestamp():
            yield "sent again after it was noted as sent"
    else:
        if not filed:
            yield "lost: noted as the helpdesk's, and not there"
        came_back = letter.back or dispatch.because is HandOver.BOUNCED
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
