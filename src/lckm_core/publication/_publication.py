"""What is published on a day: pages with their history, notices, and the register."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import cache, partial
from itertools import pairwise
from weakref import WeakKeyDictionary

import attrs

from lckm_core.fields import fields_of
from lckm_core.law import cites
from lckm_core.procedures import Procedure
from lckm_core.publication._change_register import (
    PublicationPeriod,
    publication_periods,
    state_on,
    was_shown,
)
from lckm_core.publication._editions import Edition, HeldFile
from lckm_core.publication._instants import day_of
from lckm_core.publication._notices import (
    Announcement,
    AnnouncementEdition,
    Notice,
    PortalTerms,
    project_announcement,
    project_terms,
    published_announcements,
)
from lckm_core.publication._projection.projection import (
    Projection,
    by_id,
    project,
    project_alike,
    related_titles,
)
from lckm_core.publication._timeline import DisplayPeriod, timeline
from lckm_core.publication._visibility import Audience, access_rule, hidden_because
from lckm_core.publication._workflow import State


@attrs.frozen(kw_only=True)
class Page:
    """An edition as one audience sees it, with the marks of its publication.

    Nothing else of the edition can be got from it. ``state`` is ``PUBLISHED`` for the one shown
    now; for one in the history how it ended, as in :class:`PublicationPeriod`. ``first`` is the
    first day on which it is the edition shown, ``last`` the last day of one in the history and
    ``None`` for the one shown now: the end of its window is for staff only. ``ended_at`` is the
    moment, on the day after ``last``, at which an act ended it; one shown only for a part of one
    day has a ``last`` before its ``first``. ``published_by`` entered it on ``published_on``, at
    ``published_at``, ``None`` where that was not recorded. ``files`` are those to download.
    ``history`` has the earlier editions that may be shown, the newest first (interpretation I19).
    ``is_first`` says whether the audience was never shown an edition before it, also none that is
    in no history any more.
    ``key`` changes whenever what is shown may have, also by the titles of related procedures:
    pages of one key differ only in the projection's ``on``.
    """

    id: str
    edition: int
    state: State
    first: date | None
    last: date | None = None
    ended_at: datetime | None = None
    published_by: str | None
    published_on: date | None
    published_at: datetime | None
    key: str
    files: tuple[HeldFile, ...] = ()
    history: "tuple[Page, ...]" = ()
    is_first: bool = True
    _read: Callable[[str], bytes | None] = attrs.field(default=lambda _: None, repr=False, eq=False)
    _project: Callable[[], Projection | None] = attrs.field(repr=False, eq=False)

    def read(self, file: HeldFile) -> bytes | None:
        """Return the bytes of one of its files, ``None`` where they cannot be had.

        Raises ``ValueError`` for the file of another page.
        """
        if file not in self.files:
            raise ValueError(f"{self.id} has no such file")
        return self._read(file.address)

    def projection(self) -> Projection:
        """Return what the audience sees."""
        # Made on demand: who knows the key has no need of it.
        projection = self._project()
        assert projection is not None, "a page is made of what its audience may see"
        return projection


@attrs.frozen(kw_only=True)
class Publication:
    """Everything published on the day *on* (Europe/Warsaw), by audience.

    What is not in it must be taken down. ``register`` has every period in which an edition was
    shown, by procedure and in order of time: it only grows. ``removed`` has the last period of
    each procedure that is no longer shown (interpretation I19).
    """

    on: date
    pages: Mapping[Audience, Sequence[Page]]
    notices: Mapping[Audience, Sequence[Notice]]
    register: Mapping[Audience, Sequence[PublicationPeriod]]
    removed: Mapping[Audience, Sequence[PublicationPeriod]]

    def projections(self, audience: Audience) -> Iterator[Projection]:
        """Yield what *audience* is shown of each procedure, by number."""
        return (page.projection() for page in self.pages[audience])


@cites("zał. 2 § 10 ust. 1")
def publication_of(
    editions: Iterable[Edition],
    audiences: Iterable[Audience],
    *,
    on: date,
    announcements: Iterable[AnnouncementEdition] = (),
    terms: Iterable[PortalTerms] = (),
    read: Callable[[str], bytes | None] = lambda _: None,
) -> Publication:
    """Return what is published on that day for each of *audiences*.

    An earlier edition is in the history while its procedure is shown and its own „Obowiązuje do”
    has not passed (interpretation I19).

    Args:
        editions: all editions of all procedures.
        audiences: who looks.
        on: the day, or a moment, whose day in Europe/Warsaw counts.
        announcements: all editions of all announcements.
        terms: all versions of the portal's terms.
        read: returns the content of a file's address, ``None`` where it cannot be had.

    Raises ``ValueError`` for a moment without a time zone.
    """
    day = day_of(on)
    published = published_announcements(announcements, day)
    terms = tuple(terms)
    periods = _begun_periods(editions, day)
    current = [
        procedure_periods
        for procedure_periods in periods.values()
        if procedure_periods[-1].last is None or procedure_periods[-1].last >= day
    ]
    projector = _Projector(
        day, by_id(procedure_periods[-1].edition.procedure for procedure_periods in current)
    )
    pages: dict[Audience, tuple[Page, ...]] = {}
    register: dict[Audience, tuple[PublicationPeriod, ...]] = {}
    removed: dict[Audience, tuple[PublicationPeriod, ...]] = {}
    notices: dict[Audience, tuple[Notice, ...]] = {}
    for audience in audiences:
        made = [
            _page(procedure_periods, audience, projector, read) for procedure_periods in current
        ]
        pages[audience] = tuple(page for page in made if page is not None)
        shown = {page.id for page in pages[audience]}
        register[audience] = tuple(
            period
            for procedure_periods in periods.values()
            for period in publication_periods(procedure_periods, audience, day)
        )
        last_periods = {period.id: period for period in register[audience]}
        removed[audience] = tuple(
            period for period in last_periods.values() if period.id not in shown
        )
        notices[audience] = _notices(published, terms, audience, day)
    return Publication(on=day, pages=pages, notices=notices, register=register, removed=removed)


def _begun_periods(
    editions: Iterable[Edition], day: date
) -> dict[str, list[DisplayPeriod[Edition]]]:
    """Return the periods that began by that day, by procedure and in order of time."""
    periods: dict[str, list[DisplayPeriod[Edition]]] = {}
    for period in timeline(editions):
        if period.first is None or period.first <= day:
            periods.setdefault(period.procedure_id, []).append(period)
    return periods


def _notices(
    announcements: Iterable[Announcement],
    terms: Iterable[PortalTerms],
    audience: Audience,
    day: date,
) -> tuple[Notice, ...]:
    notices = [
        project_announcement(announcement, audience, on=day) for announcement in announcements
    ]
    notices.append(project_terms(terms, audience, on=day))
    return tuple(notice for notice in notices if notice is not None)


_Read = Callable[[str], bytes | None]


@attrs.define
class _Projector:
    """Projects editions as on one day, and remembers the last projection.

    Audiences that see alike are mostly shown an edition one after another.
    """

    day: date
    known: Mapping[str, tuple[Procedure, ...]]
    _last: tuple[Edition, Projection] | None = attrs.field(default=None, init=False)

    def project(self, edition: Edition, audience: Audience) -> Projection | None:
        """Return what an audience sees of an edition."""
        projection: Projection | None = None
        last = self._last  # read once, for another thread may replace it meanwhile
        if last is not None and last[0] is edition:
            projection = project_alike(last[1], audience)
        if projection is None:
            projection = project(
                edition.procedure,
                audience,
                on=self.day,
                known=self.known,
                requested_on=edition.requested_on,
            )
        if projection is not None:
            self._last = (edition, projection)
        return projection


def _page(
    periods: Sequence[DisplayPeriod[Edition]],
    audience: Audience,
    projector: _Projector,
    read: _Read,
) -> Page | None:
    """Return the page of the last period with those before as history; ``None`` if hidden."""
    now = periods[-1]
    if hidden_because(now.edition.procedure, audience, projector.day) is not None:
        return None
    first = next((period for period in periods if was_shown(period, audience)), now)
    history = tuple(
        attrs.evolve(
            _past_page(period, next_period, audience, projector, read), is_first=period is first
        )
        for period, next_period in reversed(tuple(pairwise(periods)))
        if hidden_because(period.edition.procedure, audience, projector.day) is None
    )
    page = _edition_page(now, State.PUBLISHED, audience, projector, read)
    key = _digest([page.key, *(version.key for version in history)])
    return attrs.evolve(page, history=history, is_first=now is first, key=key)


def _past_page(
    period: DisplayPeriod[Edition],
    next_period: DisplayPeriod[Edition],
    audience: Audience,
    projector: _Projector,
    read: _Read,
) -> Page:
    state = state_on(period, next_period, projector.day)
    return _edition_page(
        period, state, audience, projector, read, last=period.last, ended_at=period.ended_at
    )


def _edition_page(
    period: DisplayPeriod[Edition],
    state: State,
    audience: Audience,
    projector: _Projector,
    read: _Read,
    *,
    last: date | None = None,
    ended_at: datetime | None = None,
) -> Page:
    edition = period.edition
    marks = (
        edition.number,
        state,
        period.first,
        last,
        ended_at,
        edition.published_by,
        edition.published_on,
        edition.published_at,
        edition.requested_on,
    )
    related = related_titles(edition.procedure, audience, projector.day, projector.known)
    public, starred = _text_digests(edition.procedure)
    text = (public, starred) if access_rule(audience).starred else (public,)
    return Page(
        id=edition.id,
        edition=edition.number,
        state=state,
        first=period.first,
        last=last,
        ended_at=ended_at,
        published_by=edition.published_by,
        published_on=edition.published_on,
        published_at=edition.published_at,
        files=edition.files,
        read=read,
        key=_digest([*marks, *related, *edition.files, *text]),
        project=partial(projector.project, edition, audience),
    )


# Texts in the memory of others: each place that shows them asks for their digests again.
_DIGESTS: "WeakKeyDictionary[Procedure, tuple[str, str]]" = WeakKeyDictionary()


def _text_digests(text: Procedure) -> tuple[str, str]:
    """Return digests of what is not starred in a text, and of what is.

    A store may have another text under the same number: one changed by hand, or the call centre's
    own field, which for the public makes no other page.
    """
    known = _DIGESTS.get(text)
    if known is None:
        public, starred = (
            _digest(getattr(text, key) for key in keys) for keys in _fields_by_star()
        )
        known = _DIGESTS[text] = (public, starred)
    return known


@cache
def _fields_by_star() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the fields of a procedure that are not starred, and those that are."""
    fields = fields_of(Procedure)
    public = tuple(field.key for field in fields if not field.mark.starred)
    return public, tuple(field.key for field in fields if field.mark.starred)


def _digest(parts: Iterable[object]) -> str:
    from hashlib import sha256  # slow to import, and not all need a digest

    return sha256("\n".join(map(repr, parts)).encode()).hexdigest()
