"""What is shown on which day, and what changes when."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

import attrs

from lckm_core.law import cites
from lckm_core.publication._editions import Edition, Lifetime
from lckm_core.publication._instants import (
    Instant,
    day_after,
    day_before,
    day_of,
)


@cites("wzór: Obowiązuje od", "wzór: Obowiązuje do")
def shown_on(editions: Iterable[Edition], day: date) -> Edition | None:
    """Return the edition that is shown that day: its window holds the day, and it is the newest of those.

    *day* may be a moment, whose day in Europe/Warsaw counts. Raises ``ValueError`` for a moment without a time
    zone, and for editions of more than one procedure, of which several may be shown at once (see :func:`timeline`).
    Provisions: wzór: Obowiązuje od, wzór: Obowiązuje do (interpretation I1), zał. 2 § 10 ust. 1.
    """
    editions = tuple(editions)
    if len(ids := {edition.id for edition in editions}) > 1:
        raise ValueError(f"editions of one procedure are wanted, not of {', '.join(sorted(ids))}")
    return _shown(editions, day_of(day)).get(editions[0].id) if editions else None


def _shown(editions: Iterable[Edition], day: date) -> Mapping[str, Edition]:
    """Return the edition of each procedure that is shown that day, by number."""
    found: dict[str, Edition] = {}
    for edition in editions:
        window = edition.shown
        if window is not None and day in window and _newer(edition, found.get(edition.id)):
            found[edition.id] = edition
    return found


def _newer(edition: Edition, other: Edition | None) -> bool:
    """Return whether *edition* is newer: by number, then by day of publication, then as the later one handed in."""
    if other is None:
        return True
    return (edition.number, edition.published_on or date.min) >= (
        other.number,
        other.published_on or date.min,
    )


def next_change(editions: Iterable[Edition], day: date) -> date | None:
    """Return the next day on which what is shown differs from *day*, or ``None`` when it stays so for good.

    The editions may be of any number of procedures. *day* may be a moment, as for :func:`shown_on`. Raises
    ``ValueError`` for a moment without a time zone. Provisions: wzór: Obowiązuje od, wzór: Obowiązuje do (I1).
    """
    editions, day = tuple(editions), day_of(day)
    now = _shown(editions, day)
    return next(
        (turn for turn in _turns(editions) if turn > day and _shown(editions, turn) != now), None
    )


def _turns(editions: Iterable[Edition]) -> list[date]:
    """Return the days on which some edition begins, or ended the day before, in order."""
    turns: set[date | None] = set()
    for edition in editions:
        if window := edition.shown:
            turns |= {window.start, day_after(window.end) if window.end else None}
    return sorted(turn for turn in turns if turn)


@attrs.frozen
class DisplayPeriod:
    """The days, both included, on which an edition is the one shown; ``None`` leaves that end open.

    A day counts for the edition that is shown when it ends. ``ended_at`` is the moment, on the day after ``last``, at which an act
    ended it, ``None`` where it ended with a day. One that was shown for a part of one day alone has a ``last`` before its ``first``.
    """

    procedure_id: str
    edition: Edition
    first: date | None
    last: date | None
    ended_at: datetime | None = None


def timeline(editions: Iterable[Edition]) -> tuple[DisplayPeriod, ...]:
    """Return what is shown when: spans by procedure and in order of time, no two on one day, for any number of procedures.

    What was shown for a part of a day alone is among them. Raises nothing. Provisions: wzór: Obowiązuje od, wzór: Obowiązuje do
    (interpretation I1).
    """
    by_id: dict[str, list[Edition]] = {}
    for edition in editions:
        by_id.setdefault(edition.id, []).append(edition)
    return tuple(
        span for procedure_id in sorted(by_id) for span in _spans(procedure_id, by_id[procedure_id])
    )


def _spans(procedure_id: str, editions: list[Edition]) -> list[DisplayPeriod]:
    lives = [(edition, edition.lifetime) for edition in editions]
    turns = sorted({turn for _, life in lives if life for turn in life if turn})
    spans: list[DisplayPeriod] = []
    # From before the first turn until it, then from each turn until the next; the last one stays open.
    for start, turn in zip([None, *turns], [*turns, None], strict=True):
        edition = _newest_alive(lives, start)
        if edition is None or (turn and turn.day == date.min):
            continue
        first = start.day if start else None
        if (
            spans and spans[-1].edition is edition
        ):  # an edition's life is in one piece, so this follows the last one
            first = spans.pop().first
        last, ended_at = (day_before(turn.day), turn.moment) if turn else (None, None)
        spans.append(DisplayPeriod(procedure_id, edition, first, last, ended_at))
    return spans


def _newest_alive(
    lives: Iterable[tuple[Edition, Lifetime | None]], at: Instant | None
) -> Edition | None:
    """Return the newest of the editions that are shown from that turn on; ``None`` is before all turns."""
    found: Edition | None = None
    for edition, life in lives:
        if life is None:
            continue
        begin, end = life
        alive = (
            begin is None
            if at is None
            else (begin is None or begin <= at) and (end is None or at < end)
        )
        if alive and _newer(edition, found):
            found = edition
    return found
