"""What is shown when: three ways of asking give one answer, for any editions of any procedures."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path

import attrs
from hypothesis import given, strategies as st

from lckm_core.calendar import civil_day
from lckm_core.procedures import read
from lckm_core.publication import (
    Edition,
    EditionAct,
    State,
    Transition,
    next_change,
    shown_on,
    timeline,
)

FIRST = date(2026, 1, 1)
DAYS = [FIRST + timedelta(days=number) for number in range(20)]
MINIMAL = read(
    (Path(__file__).parents[1] / "files" / "accepted" / "minimal.yaml").read_bytes()
).procedure()
maybe_days = st.none() | st.sampled_from(DAYS[2:-2])


@st.composite
def editions(draw):
    procedure = attrs.evolve(
        MINIMAL,
        id=draw(st.sampled_from(("KA-00001", "KA-00002"))),
        valid_from=draw(maybe_days),
        valid_to=draw(maybe_days),
    )
    published, ended = draw(maybe_days), draw(maybe_days)
    hours = draw(st.none() | st.tuples(st.integers(0, 22), st.integers(0, 22)))
    acts = ()
    if hours:  # within a day of Europe/Warsaw, whose clock is an hour ahead in January
        days = [(Transition.PUBLISH, published, hours[0]), (Transition.REPLACE, ended, hours[1])]
        acts = tuple(
            EditionAct(verb=verb, at=datetime.combine(day, time(hour), UTC))
            for verb, day, hour in days
            if day
        )
    return Edition(
        procedure=procedure,
        number=draw(st.integers(1, 4)),
        state=draw(st.sampled_from(State)),
        published_on=published,
        ended_on=ended,
        acts=acts,
    )


def by_id(found):
    return {id: [one for one in found if one.id == id] for id in ("KA-00001", "KA-00002")}


@given(st.lists(editions(), max_size=6))
def test_the_timeline_says_of_each_day_what_is_shown_on_it(found):
    spans = timeline(found)
    for id, own in by_id(found).items():
        for day in DAYS:
            covering = [
                span.edition
                for span in spans
                if span.procedure_id == id
                and (span.first or date.min) <= day <= (span.last or date.max)
            ]
            shown = shown_on(own, day)
            assert len(covering) == (shown is not None)
            assert all(edition is shown for edition in covering)


@given(st.lists(editions(), max_size=6), st.sampled_from(DAYS))
def test_until_the_next_change_nothing_changes_and_on_it_something_does(found, day):
    def shown(on):
        return [shown_on(own, on) for own in by_id(found).values()]

    change = next_change(found, day)
    later = [other for other in DAYS if other > day]
    different = [other for other in later if shown(other) != shown(day)]
    assert change == (different[0] if different else None)


@given(st.lists(editions(), max_size=6))
def test_the_spans_of_a_procedure_are_in_order_and_do_not_touch_when_they_show_the_same(found):
    spans = timeline(found)
    assert [span.procedure_id for span in spans] == sorted(span.procedure_id for span in spans)
    for before, after in pairwise(spans):
        if before.procedure_id != after.procedure_id:
            continue
        assert before.last is not None
        assert after.first is not None
        assert before.last < after.first
        assert before.edition is not after.edition or before.last + timedelta(days=1) < after.first


@given(st.lists(editions(), max_size=6))
def test_whatever_was_shown_alone_for_a_while_is_in_the_timeline(found):
    """An edition is shown when it is published, unless a newer one is, so no other span may be in
    its place.
    """
    spans = timeline(found)
    for id, own in by_id(found).items():
        told = [span.edition for span in spans if span.procedure_id == id]
        if len(own) == 1:
            assert told == [one for one in own if one.lifetime]
        newest = max(own, key=lambda one: one.number, default=None)
        if newest and newest.lifetime and [one.number for one in own].count(newest.number) == 1:
            assert any(edition is newest for edition in told)


@given(st.lists(editions(), max_size=6))
def test_spans_follow_one_another_in_time(found):
    spans = timeline(found)
    for one, other in pairwise(spans):
        if one.procedure_id == other.procedure_id:
            assert one.last is not None
            assert other.first is not None
            assert one.last < other.first
            assert (
                one.ended_at is None
                or civil_day(one.ended_at) == one.last + timedelta(days=1) <= other.first
            )
