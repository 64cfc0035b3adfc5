"""The register of what was shown: every time an edition was, whatever became of its procedure later, and nothing of its text."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

import attrs

from lckm_core.publication.days import Turn, day_after
from lckm_core.publication.lifecycle import Span
from lckm_core.publication.states import State
from lckm_core.publication.visibility import Audience, sight


@attrs.frozen(kw_only=True)
class Showing:
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


def showings(spans: Sequence[Span], audience: Audience, day: date) -> Iterator[Showing]:
    """Yield, in order of time, each time *audience* was shown one procedure, of all the *spans* of it that began by that day."""
    for span, after in zip(spans, [*spans[1:], None], strict=True):
        if _is_seen(span, audience):
            yield _showing(span, after, audience, day)


def _is_seen(span: Span, audience: Audience) -> bool:
    return sight(audience).internal or not span.edition.procedure.internal


def _showing(span: Span, after: Span | None, audience: Audience, day: date) -> Showing:
    edition, over = span.edition, span.last is not None and span.last < day
    at_once = after if over and after is not None and _begin(after) == _end(span) else None
    by_act = over and edition.ended_on is not None and Turn.of(edition.ended_on, edition.ended_at) == _end(span)
    if not over:
        state = State.PUBLISHED
    elif by_act and edition.state in (State.REPLACED, State.WITHDRAWN):
        state = edition.state
    else:
        state = State.REPLACED if at_once else State.EXPIRED
    return Showing(
        id=edition.id,
        edition=edition.number,
        first=span.first,
        last=span.last if over else None,
        state=state,
        published_by=edition.published_by,
        published_on=edition.published_on,
        published_at=edition.published_at,
        ended_at=span.ended_at if over else None,
        ended_by=edition.ended_by if by_act else None,
        followed=at_once is not None and _is_seen(at_once, audience),
    )


def _begin(span: Span) -> Turn | None:
    return Turn.of(span.first, span.edition.published_at) if span.first else None


def _end(span: Span) -> Turn | None:
    end = day_after(span.last) if span.last else None
    return Turn.of(end, span.ended_at) if end else None
