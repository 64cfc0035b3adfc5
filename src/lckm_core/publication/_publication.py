"""What is published on a day, as places to show it are given it: a page for each procedure, its history, and the register of what was shown."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from hashlib import sha256
from itertools import pairwise

import attrs

from lckm_core.law import cites
from lckm_core.procedures import Procedure
from lckm_core.publication._change_register import PublicationPeriod, how_it_stands, showings
from lckm_core.publication._editions import Edition, HeldFile
from lckm_core.publication._instants import day_of
from lckm_core.publication._notices import (
    Announcement,
    Notice,
    PortalTerms,
    project_announcement,
    project_terms,
)
from lckm_core.publication._projection.projection import (
    Projection,
    by_id,
    project,
    project_alike,
    related_titles,
)
from lckm_core.publication._timeline import DisplayPeriod, timeline
from lckm_core.publication._visibility import Audience, hidden_because
from lckm_core.publication._workflow import State


@attrs.frozen(kw_only=True)
class Page:
    """An edition as one audience sees it, with the marks of its publication. Nothing else of the edition can be got from it.

    ``state`` is how it stands: ``PUBLISHED`` for the one shown now; for one in the history how it ended, as in :class:`PublicationPeriod`.
    ``first`` is the first day on which it is the edition shown, ``last`` the last one of an edition in the history and ``None``
    for the one shown now: the end of its window is for nobody but staff. ``ended_at`` is the moment, on the day after ``last``, at
    which an act ended it; one that was shown for a part of one day alone has a ``last`` before its ``first``. ``published_by`` entered it on ``published_on``, and made
    it available at ``published_at``, ``None`` where that was not recorded. ``files`` are those to download. ``history`` has the
    earlier editions that may be shown, the newest first (interpretation I19). ``key`` changes whenever what is shown may have, by whatever related
    procedures are called, too: pages of one key differ in the projection's ``on`` alone.
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
    _read: Callable[[str], bytes | None] = attrs.field(default=lambda _: None, repr=False, eq=False)
    _made: Callable[[], Projection | None] = attrs.field(repr=False, eq=False)

    def read(self, file: HeldFile) -> bytes | None:
        """Return what one of its files holds, ``None`` where it cannot be had. Raises ``ValueError`` for the file of another."""
        if file not in self.files:
            raise ValueError(f"{self.id} has no such file")
        return self._read(file.address)

    def projection(self) -> Projection:
        """Return what the audience sees. Made when it is asked for: who knows the key has no need of it."""
        projection = self._made()
        assert projection is not None, "a page is made of what its audience may see"
        return projection


@attrs.frozen(kw_only=True)
class Publication:
    """All that is published on the day *on* (Europe/Warsaw) for the audiences asked for; what is not in it is to go.

    ``register`` has every time that an edition was shown, by procedure and in order of time: it only grows. ``removed`` has the last
    one of each procedure that is shown no more (interpretation I19).
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
    announcements: Iterable[Announcement] = (),
    terms: Iterable[PortalTerms] = (),
    read: Callable[[str], bytes | None] = lambda _: None,
) -> Publication:
    """Return what is published on that day for each of *audiences*, out of all *editions* of all procedures.

    *on* may be a moment, whose day in Europe/Warsaw counts; a naive one raises ``ValueError``. An earlier edition is in the
    history while its procedure is shown and its own „Obowiązuje do” has not passed (interpretation I19). *read* returns the file
    of an address.
    """
    day, audiences, announcements, terms = (
        day_of(on),
        tuple(audiences),
        tuple(announcements),
        tuple(terms),
    )
    spans: dict[str, list[DisplayPeriod]] = {}
    for span in timeline(editions):
        if span.first is None or span.first <= day:
            spans.setdefault(span.procedure_id, []).append(span)
    today = {
        one: past[-1]
        for one, past in spans.items()
        if past[-1].last is None or past[-1].last >= day
    }
    there = _There(day, by_id(span.edition.procedure for span in today.values()))
    pages: dict[Audience, tuple[Page, ...]] = {}
    register: dict[Audience, tuple[PublicationPeriod, ...]] = {}
    removed: dict[Audience, tuple[PublicationPeriod, ...]] = {}
    notices: dict[Audience, tuple[Notice, ...]] = {}
    for audience in audiences:
        made = (_page(spans[one], audience, there, read) for one in today)
        pages[audience] = tuple(page for page in made if page is not None)
        shown = {page.id for page in pages[audience]}
        register[audience] = tuple(
            one for past in spans.values() for one in showings(past, audience, day)
        )
        lasts = {one.id: one for one in register[audience]}
        removed[audience] = tuple(one for one in lasts.values() if one.id not in shown)
        seen = [project_announcement(one, audience, on=day) for one in announcements]
        seen.append(project_terms(terms, audience, on=day))
        notices[audience] = tuple(notice for notice in seen if notice is not None)
    return Publication(on=day, pages=pages, notices=notices, register=register, removed=removed)


_Read = Callable[[str], bytes | None]


@attrs.define
class _There:
    """What there is on a day, and the last of it that was projected: audiences that see alike are mostly shown it one after another."""

    day: date
    known: Mapping[str, tuple[Procedure, ...]]
    _last: tuple[Edition, Projection] | None = attrs.field(default=None, init=False)

    def project(self, edition: Edition, audience: Audience) -> Projection | None:
        """Return what an audience sees of an edition."""
        last = self._last
        made = project_alike(last[1], audience) if last is not None and last[0] is edition else None
        if made is None:
            requested_on = edition.requested_on
            made = project(
                edition.procedure,
                audience,
                on=self.day,
                known=self.known,
                requested_on=requested_on,
            )
        if made is not None:
            self._last = edition, made
        return made


def _page(
    spans: Sequence[DisplayPeriod], audience: Audience, there: _There, read: _Read
) -> Page | None:
    """Return the page of the last of *spans*, or ``None`` when the audience is not shown it; its history is those before."""
    now = spans[-1]
    if hidden_because(now.edition.procedure, audience, there.day) is not None:
        return None
    history = tuple(
        _shown(span, audience, there, read, after=after)
        for span, after in reversed(tuple(pairwise(spans)))
        if hidden_because(span.edition.procedure, audience, there.day) is None
    )
    page = _shown(now, audience, there, read)
    return attrs.evolve(
        page, history=history, key=_digest([page.key, *(one.key for one in history)])
    )


def _shown(
    span: DisplayPeriod,
    audience: Audience,
    there: _There,
    read: _Read,
    *,
    after: DisplayPeriod | None = None,
) -> Page:
    """Return the page of a span; of one in the history, *after* is the one that came next."""
    edition = span.edition
    state, last, ended_at = State.PUBLISHED, None, None
    if after is not None:
        state, last, ended_at = how_it_stands(span, after, there.day), span.last, span.ended_at
    marks = (
        edition.number,
        state,
        span.first,
        last,
        ended_at,
        edition.published_by,
        edition.published_on,
        edition.published_at,
    )
    related = related_titles(edition.procedure, audience, there.day, there.known)
    return Page(
        id=edition.id,
        edition=edition.number,
        state=state,
        first=span.first,
        last=last,
        ended_at=ended_at,
        published_by=edition.published_by,
        published_on=edition.published_on,
        published_at=edition.published_at,
        files=edition.files,
        read=read,
        key=_digest([*marks, *related, *edition.files]),
        made=partial(there.project, edition, audience),
    )


def _digest(parts: Iterable[object]) -> str:
    return sha256("\n".join(map(repr, parts)).encode()).hexdigest()
