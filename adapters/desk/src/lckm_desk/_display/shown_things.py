"""Procedures, announcements and terms: on which days each is shown, and what changes.

The days come from the core's timeline; nothing is computed here again.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from enum import StrEnum
from itertools import zip_longest

import attrs

from lckm_core import ContactCentre
from lckm_core.organisation import is_own
from lckm_core.publication import (
    AnnouncementEdition,
    Audience,
    ChangeKind,
    DisplayPeriod,
    EditionHeader,
    PortalTerms,
    UnitCell,
    announcement_hidden_because,
    display_changes,
    hidden_because,
    project_terms,
    terms_in_force,
    timeline,
)
from lckm_desk._records.announcement import AnnouncementRecord
from lckm_desk._records.procedure import Place, is_of_some, opens_for

_DAY = timedelta(days=1)


class ThingKind(StrEnum):
    """A kind of things that are shown."""

    PROCEDURE = "procedura"
    ANNOUNCEMENT = "informacja"
    TERMS = "regulamin"


@attrs.frozen(kw_only=True)
class ShownPeriod:
    """The days, both included, on which somebody is shown one text; ``None`` is open.

    Args:
        first: the first day; ``None`` for no limit.
        last: the last day; ``None`` for no limit.
        number: the number of the thing, or the version of the terms.
        edition: the number of the edition, 0 for terms.
        title: its title.
        unit: the unit that it belongs to; empty for terms.
        cell: the cell of that unit.
    """

    first: date | None
    last: date | None
    number: str
    edition: int
    title: str
    unit: str = ""
    cell: str | None = None

    def holds(self, day: date) -> bool:
        """Return whether a day is one of them."""
        return (self.first or day) <= day <= (self.last or day)


@attrs.frozen(kw_only=True)
class ShownThing:
    """A thing, and the periods in which an audience is shown each text of it.

    Args:
        kind: the kind of thing.
        number: its number.
        periods: in order of time.
    """

    kind: ThingKind
    number: str
    periods: Sequence[ShownPeriod]

    def shown_on(self, day: date) -> ShownPeriod | None:
        """Return what is shown on a day, ``None`` for nothing."""
        return next((period for period in self.periods if period.holds(day)), None)


@attrs.frozen(kw_only=True)
class ShownChange:
    """A change on a day: a thing appears, changes or disappears.

    Args:
        on: the day.
        kind: what happens.
        thing: the thing.
        period: the period that begins, or that ended the day before.
        is_return: whether an older edition takes the place of a newer one.
    """

    on: date
    kind: ChangeKind
    thing: ShownThing
    period: ShownPeriod
    is_return: bool


def things_shown(
    centre: ContactCentre, audience: Audience, places: Sequence[Place] | None
) -> Iterator[ShownThing]:
    """Yield what an audience is ever shown, by kind and number.

    Procedures and announcements have only the texts of *places*; with ``None``, of all places.
    """
    if centre.plugins.answers("provide_procedures"):
        for headers in centre.edition_headers():
            periods = [
                _period(period, period.edition.title, period.edition.unit, period.edition.cell)
                for period in headers.periods
                if hidden_because(period.edition, audience, _day_of(period)) is None
            ]
            yield from _thing(ThingKind.PROCEDURE, headers.id, periods, places)
    if centre.plugins.answers("provide_notices"):
        yield from _announcements(centre.plugins.notices.announcements(), audience, places)
        yield from _terms(centre.plugins.notices.terms(), audience)


def changes_of(thing: ShownThing) -> Iterator[ShownChange]:
    """Yield on which days a thing appears, changes and disappears, in order."""
    before = 0
    for on, kind, period in display_changes(thing.periods):
        is_return = kind is ChangeKind.CHANGES and period.edition < before
        yield ShownChange(on=on, kind=kind, thing=thing, period=period, is_return=is_return)
        before = period.edition


def may_open(
    centre: ContactCentre,
    thing: ShownThing,
    period: ShownPeriod,
    places: Sequence[Place] | None,
    on: date,
) -> bool:
    """Return whether somebody of some places may open a text on its page; ``None``: of all.

    What has passed to another cell may no longer be theirs, though its days are still listed.
    """
    if places is None or thing.kind is ThingKind.TERMS:
        return True
    is_over = period.last is not None and period.last < on
    if not is_over and is_of_some([UnitCell(period.unit, period.cell)], places):
        return True
    # Read only here, for few things pass on.
    if thing.kind is ThingKind.PROCEDURE:
        return opens_for(centre, thing.number, places, on, edition=period.edition)
    every = centre.plugins.notices.announcements()
    announcement = [edition for edition in every if edition.id == thing.number]
    record = AnnouncementRecord(sorted(announcement, key=lambda edition: edition.number))
    return is_of_some(record.cells(on), places)


def _announcements(
    editions: Iterable[AnnouncementEdition], audience: Audience, places: Sequence[Place] | None
) -> Iterator[ShownThing]:
    by_id: dict[str, list[ShownPeriod]] = {}
    for period in timeline(editions):
        text = period.edition.announcement
        if announcement_hidden_because(text, audience, _day_of(period)) is None:
            shown = _period(period, text.title, text.unit, text.cell)
            by_id.setdefault(text.id, []).append(shown)
    for number, periods in by_id.items():
        yield from _thing(ThingKind.ANNOUNCEMENT, number, periods, places)


def _terms(versions: Iterable[PortalTerms], audience: Audience) -> Iterator[ShownThing]:
    """Yield the terms, with the days on which each version is in force."""
    versions = tuple(versions)
    days = {
        max(terms.valid_from, terms.approved_on)
        for terms in versions
        if terms.approved_on is not None
    }
    begun: list[tuple[date, PortalTerms]] = []
    for day in sorted(days):
        terms = terms_in_force(versions, day)
        is_seen = terms is not None and project_terms(versions, audience, on=day) is not None
        if terms is not None and is_seen and (not begun or terms is not begun[-1][1]):
            begun.append((day, terms))
    ends = [day - _DAY for day, _ in begun[1:]]
    periods = [
        ShownPeriod(
            first=day,
            last=last,
            number=terms.version,
            edition=0,
            title=f"Regulamin portalu, wersja {terms.version}",
        )
        for (day, terms), last in zip_longest(begun, ends)
    ]
    if periods:
        yield ShownThing(kind=ThingKind.TERMS, number=begun[-1][1].version, periods=periods)


def _thing(
    kind: ThingKind,
    number: str,
    periods: Sequence[ShownPeriod],
    places: Sequence[Place] | None,
) -> Iterator[ShownThing]:
    # A procedure that moves to another cell is listed for both, whatever the day.
    if periods and (
        places is None
        or any(
            is_own(role, official, period.unit, period.cell)
            for official, role in places
            for period in periods
        )
    ):
        yield ShownThing(kind=kind, number=number, periods=periods)


def _period(
    period: DisplayPeriod[EditionHeader] | DisplayPeriod[AnnouncementEdition],
    title: str,
    unit: str,
    cell: str | None,
) -> ShownPeriod:
    return ShownPeriod(
        first=period.first,
        last=period.last,
        number=period.edition.id,
        edition=period.edition.number,
        title=title,
        unit=unit,
        cell=cell,
    )


def _day_of(period: DisplayPeriod[EditionHeader] | DisplayPeriod[AnnouncementEdition]) -> date:
    """Return one of the days of a period."""
    return period.first or period.last or date.max
