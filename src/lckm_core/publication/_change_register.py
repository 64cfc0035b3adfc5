"""The register of what was shown: every time an edition was, whatever became of its procedure later, and nothing of its text."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

import attrs

from lckm_core.publication._instants import Instant, day_after
from lckm_core.publication._timeline import DisplayPeriod
from lckm_core.publication._visibility import Audience, access_rule
from lckm_core.publication._workflow import State


@attrs.frozen(kw_only=True)
class PublicationPeriod:
    """A time for which an audience was shown one edition of a procedure. Neither the title nor any other text is in it.

    ``first`` is the first day of it and ``last`` the last one, ``None`` while it lasts: the end of a window to come is for nobody
    but staff. ``published_by`` entered it on ``published_on``, at ``published_at`` where that was recorded. ``state`` is how it stands:
    ``PUBLISHED`` while it lasts, ``WITHDRAWN`` or ``REPLACED`` where that ended it, ``EXPIRED`` where its days did. ``ended_at`` is
    the moment, on the day after ``last``, of the act that ended it, and ``ended_by`` who did it; both ``None`` where none did, or it was
    not recorded. It is ``followed`` when the audience was shown another edition from that very moment on: nothing was missing then.
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


def showings(
    spans: Sequence[DisplayPeriod], audience: Audience, day: date
) -> Iterator[PublicationPeriod]:
    """Yield, in order of time, each time *audience* was shown one procedure, of all the *spans* of it that began by that day."""
    for span, after in zip(spans, [*spans[1:], None], strict=True):
        if _is_seen(span, audience):
            yield _showing(span, after, audience, day)


def _is_seen(span: DisplayPeriod, audience: Audience) -> bool:
    return access_rule(audience).internal or not span.edition.procedure.internal


def _showing(
    span: DisplayPeriod, after: DisplayPeriod | None, audience: Audience, day: date
) -> PublicationPeriod:
    edition, over = span.edition, _is_over(span, day)
    return PublicationPeriod(
        id=edition.id,
        edition=edition.number,
        first=span.first,
        last=span.last if over else None,
        state=how_it_stands(span, after, day),
        published_by=edition.published_by,
        published_on=edition.published_on,
        published_at=edition.published_at,
        ended_at=span.ended_at if over else None,
        ended_by=edition.ended_by if over and _by_act(span) else None,
        followed=over and after is not None and _at_once(span, after) and _is_seen(after, audience),
    )


def how_it_stands(span: DisplayPeriod, after: DisplayPeriod | None, day: date) -> State:
    """Return how a time stands on *day*: ``PUBLISHED`` while it lasts, else how it ended; *after* is the span that came next."""
    if not _is_over(span, day):
        return State.PUBLISHED
    if _by_act(span) and span.edition.state in (State.REPLACED, State.WITHDRAWN):
        return span.edition.state
    return State.REPLACED if after is not None and _at_once(span, after) else State.EXPIRED


def _is_over(span: DisplayPeriod, day: date) -> bool:
    return span.last is not None and span.last < day


def _by_act(span: DisplayPeriod) -> bool:
    """Return whether an act ended it, and not its days or a newer edition's."""
    ended_on = span.edition.ended_on
    return ended_on is not None and Instant.of(ended_on, span.edition.ended_at) == _end(span)


def _at_once(span: DisplayPeriod, after: DisplayPeriod) -> bool:
    """Return whether the next one was shown from the very moment at which it ended."""
    return _begin(after) == _end(span)


def _begin(span: DisplayPeriod) -> Instant | None:
    return Instant.of(span.first, span.edition.published_at) if span.first else None


def _end(span: DisplayPeriod) -> Instant | None:
    end = day_after(span.last) if span.last else None
    return Instant.of(end, span.ended_at) if end else None
