"""Which edition is shown on which day, and when that changes."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from enum import StrEnum
from itertools import pairwise
from typing import Generic, Protocol, TypeVar

import attrs

from lckm_core.law import cites
from lckm_core.publication._editions import Edition, EditionRecord, Lifetime
from lckm_core.publication._instants import (
    Instant,
    day_after,
    day_before,
    day_of,
)
from lckm_core.text import Message

_E = TypeVar("_E", bound=EditionRecord)


@cites("wzór: Obowiązuje od", "wzór: Obowiązuje do")
def shown_on(editions: Iterable[Edition], day: date) -> Edition | None:
    """Return the edition that is shown that day: the newest whose window holds the day.

    Args:
        editions: those of one procedure.
        day: the day, or a moment, whose day in Europe/Warsaw counts.

    Raises ``ValueError`` for a moment without a time zone, and for editions of more than one
    procedure, of which several may be shown at once (see :func:`timeline`). Provisions: wzór:
    Obowiązuje od, wzór: Obowiązuje do (interpretation I1), zał. 2 § 10 ust. 1.
    """
    editions = tuple(editions)
    ids = {edition.id for edition in editions}
    if len(ids) > 1:
        raise ValueError(f"editions of one procedure are wanted, not of {', '.join(sorted(ids))}")
    return shown_of_each(editions, day_of(day)).get(editions[0].id) if editions else None


def shown_of_each(editions: Iterable[_E], day: date) -> Mapping[str, _E]:
    """Return the edition of each procedure or announcement that is shown that day, by number."""
    shown: dict[str, _E] = {}
    for edition in editions:
        window = edition.shown
        if window is not None and day in window and _is_newer(edition, shown.get(edition.id)):
            shown[edition.id] = edition
    return shown


def _is_newer(edition: EditionRecord, other: EditionRecord | None) -> bool:
    """Return whether *edition* is newer: by number, day of publication, then order of coming."""
    if other is None:
        return True
    return (edition.number, edition.published_on or date.min) >= (
        other.number,
        other.published_on or date.min,
    )


def next_change(editions: Iterable[Edition], day: date) -> date | None:
    """Return the next day on which something else is shown than on *day*, ``None`` for never.

    The editions may be of any number of procedures. *day* may be a moment, as for
    :func:`shown_on`. Raises ``ValueError`` for a moment without a time zone. Provisions: wzór:
    Obowiązuje od, wzór: Obowiązuje do (I1).
    """
    editions = tuple(editions)
    day = day_of(day)
    now = shown_of_each(editions, day)
    for later in _days_of_change(editions):
        if later > day and shown_of_each(editions, later) != now:
            return later
    return None


def _days_of_change(editions: Iterable[Edition]) -> list[date]:
    """Return the days on which some edition begins, or ended the day before, in order."""
    days: set[date | None] = set()
    for edition in editions:
        window = edition.shown
        if window is not None:
            days |= {window.start, day_after(window.end) if window.end else None}
    return sorted(day for day in days if day)


@attrs.frozen
class DisplayPeriod(Generic[_E]):
    """The days, both included, on which an edition is the one shown; ``None`` is open.

    A day counts for the edition that is shown when it ends. ``ended_at`` is the moment, on the day
    after ``last``, at which an act ended it, ``None`` where it ended with a day. One that was shown
    only for a part of one day has a ``last`` before its ``first``.
    """

    procedure_id: str
    edition: _E
    first: date | None
    last: date | None
    ended_at: datetime | None = None


def timeline(editions: Iterable[_E]) -> tuple[DisplayPeriod[_E], ...]:
    """Return what is shown when: periods by procedure and in order of time, none overlapping.

    The editions may be of any number of procedures, or of announcements. Editions shown only for a
    part of a day are among them. Provisions: wzór: Obowiązuje od, wzór: Obowiązuje do
    (interpretation I1).
    """
    by_id: dict[str, list[_E]] = {}
    for edition in editions:
        by_id.setdefault(edition.id, []).append(edition)
    return tuple(
        period
        for procedure_id in sorted(by_id)
        for period in _periods(procedure_id, by_id[procedure_id])
    )


def shown_from(editions: Iterable[_E], on: date) -> list[_E]:
    """Return the editions of one procedure that are shown on a day or later, each once."""
    shown = {
        period.edition.number: period.edition
        for period in timeline(editions)
        if period.last is None or period.last >= on
    }
    return list(shown.values())


class ChangeKind(StrEnum):
    """What becomes of a thing that is shown."""

    APPEARS = "appears"
    CHANGES = "changes"
    DISAPPEARS = "disappears"


class ShownDays(Protocol):
    """The days, both included, on which something is shown; ``None`` is open."""

    @property
    def first(self) -> date | None:
        """The first of them."""
        ...

    @property
    def last(self) -> date | None:
        """The last of them."""
        ...


_D = TypeVar("_D", bound=ShownDays)


@cites("wzór: Obowiązuje od", "wzór: Obowiązuje do")
def display_changes(periods: Iterable[_D]) -> Iterator[tuple[date, ChangeKind, _D]]:
    """Yield on which days one thing appears, changes and disappears, in order.

    Args:
        periods: those of one thing, in order of time, such as of :func:`timeline` or of these
            those that somebody is shown. One of a part of a day is passed over.

    Yields:
        The day, what happens, and the period that begins, or that ended the day before.

    Provisions: wzór: Obowiązuje od, wzór: Obowiązuje do (interpretation I1).
    """
    before: _D | None = None
    for period in periods:
        first, last = period.first, period.last
        if first is not None and last is not None and last < first:
            continue
        gone = day_after(before.last) if before is not None and before.last is not None else None
        if before is not None and gone is not None and gone != first:
            yield gone, ChangeKind.DISAPPEARS, before
        if first is not None:
            kind = ChangeKind.CHANGES if gone == first else ChangeKind.APPEARS
            yield first, kind, period
        before = period
    gone = day_after(before.last) if before is not None and before.last is not None else None
    if before is not None and gone is not None:
        yield gone, ChangeKind.DISAPPEARS, before


@cites("wzór: Obowiązuje do")
def return_of_older(
    editions: Iterable[EditionRecord], number: int, day: Callable[[date], str] = str
) -> Message | None:
    """Return a message if an older edition is shown once the days of an edition are over.

    There is none for an older edition that was published for later days: it begins as it says, or
    is late (:func:`taken_days`).

    Args:
        editions: those of one procedure or announcement.
        number: the number of the edition whose days end.
        day: writes a day.

    Returns:
        Which edition, from when and until when, and how to prevent it; ``None`` for none.

    Provision: wzór: Obowiązuje do (interpretation I1).
    """
    periods = timeline(editions)
    following = [
        (before, after) for before, after in pairwise(periods) if before.edition.number == number
    ]
    if not following:
        return None
    ending, after = following[-1]
    if after.edition.number > number or _is_for_later(after.edition, ending.first):
        return None
    older, first, last = after.edition.number, after.first, after.last
    assert first is not None  # it follows another
    pl = f"do {day(last)}" if last else "bez końca"
    en = f"until {day(last)}" if last else "without an end"
    # An older edition published at the same moment as the newer one was never shown before it.
    was_shown = not _is_for_later(after.edition, ending.edition.published_on) or any(
        period.edition is after.edition for period in periods[: periods.index(ending)]
    )
    return Message(
        f"Od {day(first)} {pl} {'wróci wersja' if was_shown else 'będzie widać wersję'} {older}, "
        f"bo nikt jej nie wycofał. Jeśli ma {'nie wrócić' if was_shown else 'jej nie być'}, "
        f"trzeba wycofać samą wersję {older}, gdy już widać wersję {number}.",
        f"From {day(first)} {en} edition {older} {'comes back' if was_shown else 'is shown'}, for "
        f"nobody withdrew it. If it is not to, edition {older} has to be withdrawn alone once "
        f"edition {number} is shown.",
    )


def _is_for_later(edition: EditionRecord, day: date | None) -> bool:
    """Return whether the days of an edition begin after a day."""
    start = edition.window.start
    return start is not None and (day is None or start > day)


def _periods(procedure_id: str, editions: list[_E]) -> list[DisplayPeriod[_E]]:
    lifetimes = [(edition, edition.lifetime) for edition in editions]
    instants = sorted(
        {instant for _, life in lifetimes if life for instant in life if instant is not None}
    )
    periods: list[DisplayPeriod[_E]] = []
    # The time before the first instant, between each and the next, and after the last.
    for start, stop in zip([None, *instants], [*instants, None], strict=True):
        edition = _newest_alive(lifetimes, start)
        if edition is None or (stop and stop.day == date.min):
            continue
        first = start.day if start else None
        # An edition's life is in one piece, so this follows the last period.
        if periods and periods[-1].edition is edition:
            first = periods.pop().first
        last = day_before(stop.day) if stop else None
        ended_at = stop.moment if stop else None
        periods.append(DisplayPeriod(procedure_id, edition, first, last, ended_at))
    return periods


def _newest_alive(lifetimes: Iterable[tuple[_E, Lifetime | None]], at: Instant | None) -> _E | None:
    """Return the newest of the editions shown from *at* on; ``None`` is before all instants."""
    newest: _E | None = None
    for edition, life in lifetimes:
        if life is not None and _is_alive(life, at) and _is_newer(edition, newest):
            newest = edition
    return newest


def _is_alive(life: Lifetime, at: Instant | None) -> bool:
    begin, end = life
    if at is None:
        return begin is None
    return (begin is None or begin <= at) and (end is None or at < end)
