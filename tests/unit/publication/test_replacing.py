"""A newer edition takes the place of an older one on the day from which it leaves that one no
day (§ 10 ust. 1, I1).
"""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import attrs
import pytest
from hypothesis import given, strategies as st

from lckm_core import (
    ContactCentre,
    Role,
    build,
    read,
    shown_on,
)
from lckm_core.memory import MemoryAdapter
from lckm_core.ports.procedures import EditionChange
from lckm_core.publication import Edition, State

MINIMAL = read(
    (Path(__file__).parents[2] / "files" / "accepted" / "minimal.yaml").read_bytes()
).procedure()
NOON = datetime(2026, 3, 4, 11, tzinfo=UTC)
TODAY = date(2026, 3, 4)
DAYS = [TODAY + timedelta(days=number) for number in range(-3, 8)]
ends = st.none() | st.sampled_from(DAYS)
windows = st.tuples(ends, ends).filter(lambda one: None in one or one[0] <= one[1])


def edition(number, state, window, published_on=None):
    procedure = attrs.evolve(MINIMAL, valid_from=window[0], valid_to=window[1])
    return Edition(procedure=procedure, number=number, state=state, published_on=published_on)


# What would be seen by nobody any more is not published.
@given(windows, windows.filter(lambda one: one[1] is None or one[1] >= TODAY))
def test_what_is_replaced_had_no_day_left_and_what_is_shown_from_today_on_stays_the_same(old, new):
    memory = MemoryAdapter()
    older, checked = edition(1, State.PUBLISHED, old, DAYS[0]), edition(2, State.CHECKED, new)
    memory.procedures.save([EditionChange(older), EditionChange(checked)])
    centre = ContactCentre(build(memory))
    published = centre.publish(MINIMAL.id, role=Role.MONITORING_STAFF, by="Ewa Pokazowa", now=NOON)
    first, second = memory.procedures.editions(MINIMAL.id)
    for day in DAYS:
        kept, left = shown_on([first, second], day), shown_on([older, published], day)
        assert (kept and kept.number) == (left and left.number)
    left_to_older = [
        day
        for day in [*DAYS, date(2030, 1, 1)]
        if day >= TODAY and shown_on([older, published], day) == older
    ]
    assert first.state is State.PUBLISHED or not left_to_older


@pytest.mark.parametrize(
    ("old", "new", "state"),
    [
        ((None, None), (None, None), State.REPLACED),
        ((None, DAYS[6]), (None, DAYS[6]), State.REPLACED),
        ((None, DAYS[6]), (TODAY, DAYS[7]), State.REPLACED),
        ((None, DAYS[6]), (None, DAYS[5]), State.PUBLISHED),  # it is shown again on the last day
        ((None, None), (None, DAYS[5]), State.PUBLISHED),
        ((None, DAYS[6]), (DAYS[5], None), State.PUBLISHED),  # the new one begins later
        (
            (None, DAYS[0]),
            (None, DAYS[6]),
            State.PUBLISHED,
        ),  # it has expired, which is noted by itself
    ],
)
def test_when_it_takes_its_place(old, new, state):
    memory = MemoryAdapter()
    memory.procedures.save(
        [
            EditionChange(edition(1, State.PUBLISHED, old, DAYS[0])),
            EditionChange(edition(2, State.CHECKED, new)),
        ]
    )
    centre = ContactCentre(build(memory))
    centre.publish(MINIMAL.id, role=Role.MONITORING_STAFF, by="Ewa Pokazowa", now=NOON)
    first, _ = memory.procedures.editions(MINIMAL.id)
    assert (first.state, first.ended_on) == (state, TODAY if state is State.REPLACED else None)
