"""The register of publication: when each edition was shown, and nothing of its text."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

import attrs

from lckm_core.publication._edition_headers import EditionHeader
from lckm_core.publication._instants import Instant, day_after
from lckm_core.publication._timeline import DisplayPeriod
from lckm_core.publication._visibility import Audience, access_rule
from lckm_core.publication._workflow import State


@attrs.frozen(kw_only=True)
class PublicationPeriod:
    """A time for which an audience was shown one edition of a procedure, without any text.

    ``first`` is its first day and ``last`` the last, ``None`` while it lasts: the coming end of a
    window is for staff only. ``published_by`` entered it on ``published_on``, at ``published_at``
    where that was recorded. ``state`` is ``PUBLISHED`` while it lasts, then ``WITHDRAWN``,
    ``REPLACED`` or ``EXPIRED`` by what ended it. ``ended_at`` is the moment, on the day after
    ``last``, of the act that ended it, and ``ended_by`` who did it; both ``None`` where there was
    no act or it was not recorded. It is ``followed`` when the audience was shown another edition
    from that very moment on, so that nothing was missing.
    """

    id: str
    edition: int
    first: date | None
    last: date | None
    state: State
    published_by: str | None
    published_on: date | None
    published_at: datetime | None
    ended_at: datetime | None = None
    ended_by: str | None = None
    followed: bool = False


def publication_periods(
    periods: Sequence[DisplayPeriod[EditionHeader]], audience: Audience, day: date
) -> Iterator[PublicationPeriod]:
    """Yield, in order of time, each period in which *audience* was shown one procedure.

    *periods* are all of the procedure that began by that day.
    """
    for period, next_period in zip(periods, [*periods[1:], None], strict=True):
        if was_shown(period, audience):
            yield _publication_period(period, next_period, audience, day)


def was_shown(period: DisplayPeriod[EditionHeader], audience: Audience) -> bool:
    """Return whether *audience* was shown the edition of a period, and it was not internal."""
    return access_rule(audience).internal or not period.edition.internal


def _publication_period(
    period: DisplayPeriod[EditionHeader],
    next_period: DisplayPeriod[EditionHeader] | None,
    audience: Audience,
    day: date,
) -> PublicationPeriod:
    edition = period.edition
    over = _is_over(period, day)
    followed = (
        over
        and next_period is not None
        and _follows_at_once(period, next_period)
        and was_shown(next_period, audience)
    )
    return PublicationPeriod(
        id=edition.id,
        edition=edition.number,
        first=period.first,
        last=period.last if over else None,
        state=state_on(period, next_period, day),
        published_by=edition.published_by,
        published_on=edition.published_on,
        published_at=edition.published_at,
        ended_at=period.ended_at if over else None,
        ended_by=edition.ended_by if over and _ended_by_act(period) else None,
        followed=followed,
    )


def state_on(
    period: DisplayPeriod[EditionHeader],
    next_period: DisplayPeriod[EditionHeader] | None,
    day: date,
) -> State:
    """Return the state of a period on *day*: ``PUBLISHED`` while it lasts, else how it ended."""
    if not _is_over(period, day):
        return State.PUBLISHED
    if _ended_by_act(period) and period.edition.state in (State.REPLACED, State.WITHDRAWN):
        return period.edition.state
    if next_period is not None and _follows_at_once(period, next_period):
        return State.REPLACED
    return State.EXPIRED


def _is_over(period: DisplayPeriod[EditionHeader], day: date) -> bool:
    return period.last is not None and period.last < day


def _ended_by_act(period: DisplayPeriod[EditionHeader]) -> bool:
    """Return whether an act ended a period, rather than its last day or a newer edition."""
    ended_on = period.edition.ended_on
    return ended_on is not None and Instant.of(ended_on, period.edition.ended_at) == _end(period)


def _follows_at_once(
    period: DisplayPeriod[EditionHeader], next_period: DisplayPeriod[EditionHeader]
) -> bool:
    return _begin(next_period) == _end(period)


def _begin(period: DisplayPeriod[EditionHeader]) -> Instant | None:
    return Instant.of(period.first, period.edition.published_at) if period.first else None


def _end(period: DisplayPeriod[EditionHeader]) -> Instant | None:
    end = day_after(period.last) if period.last else None
    return Instant.of(end, period.ended_at) if end else None
