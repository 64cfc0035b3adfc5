"""On which days a thing appears, changes and disappears: those on which another text is shown."""

from datetime import date, timedelta
from typing import NamedTuple

import attrs
import pytest
from hypothesis import given, strategies as st

from lckm_core.publication import (
    ChangeKind,
    Edition,
    State,
    display_changes,
    shown_on,
    timeline,
)
from lckm_testing.contracts import samples

DAY = timedelta(days=1)
FIRST = date(2026, 3, 1)


class Days(NamedTuple):
    first: date | None
    last: date | None


def of(*periods: tuple[int | None, int | None]) -> list[tuple[int, str]]:
    """Return the changes of periods, days as numbers."""
    found = display_changes(
        Days(
            None if first is None else FIRST + first * DAY,
            None if last is None else FIRST + last * DAY,
        )
        for first, last in periods
    )
    return [((day - FIRST).days, kind.value) for day, kind, _ in found]


@pytest.mark.parametrize(
    ("periods", "expected"),
    [
        ([], []),
        ([(None, None)], []),
        ([(1, None)], [(1, "appears")]),
        ([(None, 3)], [(4, "disappears")]),
        ([(1, 3), (4, None)], [(1, "appears"), (4, "changes")]),
        ([(1, 3), (6, 7)], [(1, "appears"), (4, "disappears"), (6, "appears"), (8, "disappears")]),
        # Shown only for a part of the second day.
        ([(1, 1), (2, 1), (2, None)], [(1, "appears"), (2, "changes")]),
        ([(2, 1)], []),
    ],
)
def test_a_thing_appears_changes_and_disappears(periods, expected):
    assert of(*periods) == expected


def test_what_is_shown_until_the_end_of_the_calendar_does_not_disappear():
    assert list(display_changes([Days(date.max, date.max)])) == [
        (date.max, ChangeKind.APPEARS, Days(date.max, date.max))
    ]


_DAYS = st.none() | st.integers(0, 12).map(lambda at: FIRST + at * DAY)


@given(st.lists(st.tuples(_DAYS, _DAYS), max_size=4))
def test_they_are_the_days_on_which_another_edition_is_shown(windows):
    sample = samples.procedure("KA-00001")
    editions = [
        Edition(
            procedure=attrs.evolve(sample, valid_from=begin, valid_to=end),
            number=number,
            state=State.PUBLISHED,
        )
        for number, (begin, end) in enumerate(windows, start=1)
        if begin is None or end is None or begin <= end
    ]
    told = {day for day, _, _ in display_changes(timeline(editions))}
    days = [FIRST + at * DAY for at in range(-1, 15)]
    shown = {day: shown_on(editions, day) for day in days}
    changed = {day for day in days[1:] if shown[day] != shown[day - DAY]}
    assert told == changed
