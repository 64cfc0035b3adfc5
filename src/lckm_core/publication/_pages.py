"""Pages: an edition as one audience is shown it on a day, with those before it."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import partial
from itertools import pairwise
from weakref import ref

import attrs

from lckm_core.publication._change_register import (
    PublicationPeriod,
    publication_periods,
    state_on,
    was_shown,
)
from lckm_core.publication._edition_headers import EditionHeader, ProcedureHeaders, digest_of
from lckm_core.publication._editions import HeldFile
from lckm_core.publication._projection.projection import (
    Projection,
    project,
    project_alike,
    related_titles,
)
from lckm_core.publication._timeline import DisplayPeriod
from lckm_core.publication._visibility import Audience, access_rule, hidden_because
from lckm_core.publication._workflow import State

Read = Callable[[str], bytes | None]
"""From the address of a file's content to the content, ``None`` where it cannot be had."""


@attrs.frozen(kw_only=True)
class Page:
    """An edition as one audience sees it, with the marks of its publication.

    It gives access to nothing else of the edition. ``state`` is ``PUBLISHED`` for the one shown
    now; for one in the history it says how it ended, as in :class:`PublicationPeriod`. ``first`` is
    the first day on which it is the edition shown, ``last`` the last day of one in the history and
    ``None`` for the one shown now: the end of its window is for staff only. ``ended_at`` is the
    moment, on the day after ``last``, at which an act ended it; one shown only for a part of one
    day has a ``last`` before its ``first``. ``published_by`` entered it on ``published_on``, at
    ``published_at``, ``None`` where that was not recorded. ``files`` are those to download.
    ``history`` has the earlier editions that may be shown, the newest first (interpretation I19).
    ``is_first`` says whether the audience was never shown an edition before it, not even one that
    is no longer in the history. ``key`` changes whenever what is shown may have changed, also with
    the titles of related procedures: pages of one key differ only in the projection's ``on``.
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
        # Made on demand: callers that know the key need no projection.
        projection = self._project()
        assert projection is not None, "a page is made of what its audience may see"
        return projection


@attrs.frozen
class Surroundings:
    """What the pages of a procedure depend on, apart from its own editions.

    ``related`` are the editions of related procedures that are shown that day.
    """

    day: date
    related: tuple[EditionHeader, ...]
    read: Read


@attrs.define(eq=False)
class ProcedurePages:
    """The pages of one procedure on one day, and its part of the register, by audience.

    They are kept with the headers, which a store keeps while its rows do not change, so a
    publication makes only the pages of changed procedures anew.
    """

    periods: Sequence[DisplayPeriod[EditionHeader]]
    """Those that began by that day; not empty."""
    around: Surroundings
    _pages: dict[Audience, Page | None] = attrs.field(factory=dict, init=False)
    _register: dict[bool, tuple[PublicationPeriod, ...]] = attrs.field(factory=dict, init=False)
    # Audiences that see the same are mostly asked for one after another. Weak, for a projection
    # holds the whole text.
    _last: "tuple[EditionHeader, ref[Projection]] | None" = attrs.field(default=None, init=False)

    @classmethod
    def of(
        cls,
        headers: ProcedureHeaders,
        periods: Sequence[DisplayPeriod[EditionHeader]],
        around: Surroundings,
    ) -> "ProcedurePages":
        """Return the pages of these headers, made anew only if their surroundings differ."""
        made = headers.made
        if not isinstance(made, cls) or made.around != around:
            made = headers.made = cls(periods, around)
        return made

    def page(self, audience: Audience) -> Page | None:
        """Return the page of the last period with those before; ``None`` if hidden or over."""
        if audience not in self._pages:
            self._pages[audience] = self._make_page(audience)
        return self._pages[audience]

    def register(self, audience: Audience) -> tuple[PublicationPeriod, ...]:
        """Return every period in which *audience* was shown an edition, in order of time."""
        sees_internal = access_rule(audience).internal
        if sees_internal not in self._register:
            found = publication_periods(self.periods, audience, self.around.day)
            self._register[sees_internal] = tuple(found)
        return self._register[sees_internal]

    def _make_page(self, audience: Audience) -> Page | None:
        day, now = self.around.day, self.periods[-1]
        is_over = now.last is not None and now.last < day
        if is_over or hidden_because(now.edition, audience, day) is not None:
            return None
        first = next((period for period in self.periods if was_shown(period, audience)), now)
        history = tuple(
            attrs.evolve(self._past_page(period, next_period, audience), is_first=period is first)
            for period, next_period in reversed(tuple(pairwise(self.periods)))
            if hidden_because(period.edition, audience, day) is None
        )
        page = self._edition_page(now, State.PUBLISHED, audience)
        key = digest_of([page.key, *(version.key for version in history)])
        return attrs.evolve(page, history=history, is_first=now is first, key=key)

    def _past_page(
        self,
        period: DisplayPeriod[EditionHeader],
        next_period: DisplayPeriod[EditionHeader],
        audience: Audience,
    ) -> Page:
        state = state_on(period, next_period, self.around.day)
        return self._edition_page(
            period, state, audience, last=period.last, ended_at=period.ended_at
        )

    def _edition_page(
        self,
        period: DisplayPeriod[EditionHeader],
        state: State,
        audience: Audience,
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
        related = related_titles(edition.related, audience, self.around.day, self.around.related)
        text = [edition.public_key]
        if access_rule(audience).starred:
            text.append(edition.starred_key)
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
            read=self.around.read,
            key=digest_of([*marks, *related, *edition.files, *text]),
            project=partial(ProcedurePages.project, self, edition, audience),
        )

    def project(self, header: EditionHeader, audience: Audience) -> Projection | None:
        """Return what an audience sees of an edition."""
        last = self._last  # read once, for another thread may replace it meanwhile
        known = last[1]() if last is not None and last[0] is header else None
        projection = None if known is None else project_alike(known, audience)
        if projection is None:
            projection = project(
                header.text(),
                audience,
                on=self.around.day,
                known=self.around.related,
                requested_on=header.requested_on,
            )
        if projection is not None:
            self._last = header, ref(projection)
        return projection
