"""What is shown when: three ways of asking give one answer, for any editions of any procedures."""

from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import attrs
from hypothesis import given
from hypothesis import strategies as st

from lckm_core.procedure.reading import read
from lckm_core.publication.editions import Edition
from lckm_core.publication.lifecycle import next_change, shown_on, timeline
from lckm_core.publication.states import State

FIRST = date(2026, 1, 1)
DAYS = [FIRST + timedelta(days=number) for number in range(20)]
MINIMAL = read((Path(__file__).parents[1] / "files" / "accepted" / "minimal.yaml").read_bytes()).procedure()
maybe_days = st.none() | st.sampled_from(DAYS[2:-2])


@st.composite
def editions(draw):
    procedure = attrs.evolve(
        MINIMAL,
        id=draw(st.sampled_from(("KA-00001", "KA-00002"))),
        valid_from=draw(maybe_days),
        valid_to=draw(maybe_days),
    )
    return Edition(
        procedure=procedure,
        number=draw(st.integers(1, 4)),
        state=draw(st.sampled_from(State)),
        published_on=draw(maybe_days),
        ended_on=draw(maybe_days),
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
                if span.procedure_id == id and (span.first or date.min) <= day <= (span.last or date.max)
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
