"""What is told of days is what one sees who looks at each day by itself.

A procedure lives as in an office: each edition is published on a day of its own, and replaces the
older ones that it leaves no day.
"""

import re
from datetime import UTC, date, datetime, time, timedelta
from itertools import chain, groupby, pairwise, product
from pathlib import Path
from random import Random

import attrs

from lckm_core.calendar import Window
from lckm_core.procedures import read
from lckm_core.publication import (
    Audience,
    Edition,
    EditionAct,
    EditionOutline,
    OutlineQuery,
    PublishedDays,
    State,
    Transition,
    publication_of,
    return_of_older,
    taken_days,
)
from lckm_core.publication._edition_headers import headers_of
from lckm_core.publication._outlines import find_publication_end
from lckm_core.publication._responsible_cells import UnitCell
from lckm_core.publication._taken_days import leaves_no_day
from lckm_core.publication._timeline import shown_from, shown_on, timeline

MINIMAL = read(
    (Path(__file__).parents[1] / "files" / "accepted" / "minimal.yaml").read_bytes()
).procedure()
FIRST = date(2026, 1, 1)
DAYS = [FIRST + timedelta(days=number) for number in range(15)]
# What is shown on the first day and on the last has been and will be for ever.
LIVES = 150
CELLS = ("Wydział Informatyki", "Wydział Edukacji")
AUDIENCES = (Audience.BIP, Audience.CALL_CENTRE)
_TAKEN = re.compile(r"wersję (\d+) od (\S+) (?:do ([0-9-]+)|bez końca)")


def lives(count=LIVES):
    """Yield for so many procedures their editions after each act, the last a publication, and a
    day.

    Ends that meet and overlap are rare among what Hypothesis tries first.
    """
    for seed in range(count):
        chance = Random(seed)
        *days, last = sorted(chance.sample(DAYS[3:-3], chance.randint(1, 6)))
        editions, after = [], [[]]
        for day in days:
            in_use = [one for one in editions if one.state is State.PUBLISHED]
            if in_use and chance.random() < 0.3:
                gone = ended(chance.choice(in_use), Transition.WITHDRAW, State.WITHDRAWN, day)
                editions = [gone if one.number == gone.number else one for one in editions]
            else:
                editions = published(editions, day, chance)
            after.append(editions)
        yield [*after, published(editions, last, chance)], chance.choice(DAYS)


def published(editions, day, chance):
    start, end = window(chance)
    text = attrs.evolve(
        MINIMAL,
        valid_from=start,
        valid_to=end,
        cell=chance.choice(CELLS),
        internal=chance.random() < 0.3,
    )
    act = EditionAct(verb=Transition.PUBLISH, at=noon(day))
    new = Edition(procedure=text, number=len(editions) + 1, published_on=day, acts=(act,))
    return [
        ended(one, Transition.REPLACE, State.REPLACED, day)
        if one.state is State.PUBLISHED and leaves_no_day(new, one, day)
        else one
        for one in editions
    ] + [new]


def ended(edition, verb, state, day):
    acts = (*edition.acts, EditionAct(verb=verb, at=noon(day)))
    return attrs.evolve(edition, state=state, ended_on=day, acts=acts)


def window(chance):
    start, end = (chance.choice((None, chance.choice(DAYS[2:-2]))) for _ in range(2))
    return (end, start) if start and end and end < start else (start, end)


def noon(day):
    return datetime.combine(day, time(11), UTC)


def number_on(editions, day):
    edition = shown_on(editions, day)
    return edition and edition.number


def test_the_days_taken_are_those_on_which_another_would_be_shown():
    for life, _ in lives(3 * LIVES):
        same_days_are_taken(life)


def same_days_are_taken(life):
    before, after = life[-2:]
    new = after[-1]
    seen = [day for day in DAYS if day >= new.published_on and number_on(after, day) == new.number]
    followed = number_on(before, seen[0]) if seen else None
    lost = {
        (number, day) for day in seen if (number := number_on(before, day)) not in (None, followed)
    }
    message = taken_days(after, new.number)
    text = message.pl if message else ""
    told = {
        (int(number), day)
        for number, first, last in _TAKEN.findall(text)
        for day in DAYS
        if date.fromisoformat(first) <= day <= (date.fromisoformat(last) if last else date.max)
    }
    assert told == lost
    left = {number_on(after, day) for day in DAYS if day >= new.published_on}
    gone = {int(number) for number in re.findall(r"Wersji (\d+) nikt", text)}
    assert gone == {number for number, _ in lost} - left


def test_of_a_publication_the_same_is_told_after_later_ones():
    for before, after in chain.from_iterable(pairwise(life) for life, _ in lives()):
        if before and after[:-1] == before and before[-1].state is State.PUBLISHED:
            number = before[-1].number
            assert taken_days(after, number) == taken_days(before, number)


def test_an_older_edition_comes_back_after_the_last_days_of_a_newer():
    for life, _ in lives(2 * LIVES):
        what_comes_back_is_told(life)


def what_comes_back_is_told(life):
    # Without moments, no edition is shown for a part of a day.
    editions = [attrs.evolve(edition, acts=()) for edition in life[-1]]
    runs = [
        (number, list(days))
        for number, days in groupby(DAYS, key=lambda day: number_on(editions, day))
        if number
    ]
    for edition in editions:
        last = max((at for at, (n, _) in enumerate(runs[:-1]) if n == edition.number), default=None)
        message = return_of_older(editions, edition.number)
        if last is None:
            assert message is None
            continue
        number, days = runs[last + 1]
        begin = editions[number - 1].window.start
        first = runs[last][1][0]
        is_for_later = begin is not None and begin > first
        if number > edition.number or is_for_later:
            assert message is None
        else:
            assert message is not None
            assert message.pl.startswith(f"Od {days[0]} ")
            assert f"wersja {number}," in message.pl or f"wersję {number}," in message.pl


def test_those_shown_from_a_day_on_are_those_of_each_later_day():
    for life, day in lives():
        editions = [attrs.evolve(edition, acts=()) for edition in life[-1]]
        each = {number_on(editions, later) for later in DAYS if later >= day} - {None}
        assert {edition.number for edition in shown_from(editions, day)} == each


def test_an_outline_tells_the_end_and_the_cells_of_what_is_published():
    for number, (life, day) in enumerate(lives()):
        outline_is_of(life, day, number % 5)


def outline_is_of(life, day, length):
    outline = EditionOutline.of(*life[-1])
    published = [edition for edition in life[-1] if edition.state is State.PUBLISHED]
    days = [
        PublishedDays(
            procedure_id=edition.id,
            number=edition.number,
            days=edition.window,
            whose=UnitCell.of(edition),
        )
        for edition in published
    ]
    assert outline.published == tuple(days)
    assert set(outline.all_cells) == {
        *map(UnitCell.of, published),
        outline.whose,
        outline.submitted_by,
    }
    shown = [number_on(days, one) for one in DAYS]
    ends = [
        (at, number)
        for at, (number, after) in zip(DAYS, pairwise(shown), strict=False)
        if at >= day and number and (after is None or after < number)
    ]
    ending = outline.ending(day)
    assert (ending and (ending.last, ending.edition.number)) == (ends[0] if ends else None)
    wanted = Window(day, day + timedelta(days=length))
    is_met = OutlineQuery(ends_in=wanted).is_met_by(outline)
    assert is_met == bool(ends and ends[0][0] in wanted)


def test_publication_ended_where_nothing_is_published_any_more():
    for states in chain.from_iterable(product(State, repeat=count) for count in range(4)):
        ends = [one for one in states if one in (State.WITHDRAWN, State.EXPIRED)]
        ended = None if State.PUBLISHED in states or not ends else ends[-1]
        assert find_publication_end(states) is ended


def test_a_publication_has_the_page_of_each_day_and_every_period_that_began():
    for number, (life, day) in enumerate(lives(LIVES // 2)):
        publication_is_of(life, (day, *DAYS[1 + number % 4 :: 5]))


def publication_is_of(life, days):
    editions = life[-1]
    kept = headers_of(editions)
    for day in days:
        publication = publication_of(editions, AUDIENCES, on=day)
        for audience in AUDIENCES:
            visible = [
                one for one in editions if audience is AUDIENCES[1] or not one.procedure.internal
            ]
            shown = shown_on(editions, day)
            number = shown.number if shown in visible else None
            (page,) = publication.pages[audience] or (None,)
            assert (page and page.edition) == number
            periods = [
                period
                for period in timeline(editions)
                if (period.first or day) <= day and period.edition in visible
            ]
            register = publication.register[audience]
            assert [(one.edition, one.first) for one in register] == [
                (period.edition.number, period.first) for period in periods
            ]
            ended = () if page or not register else (register[-1],)
            assert publication.removed[audience] == ended
            if page:
                first = [period.edition is shown for period in periods].index(True)
                assert page.is_first == (page.first == periods[0].first and not first)
        # Pages that were made for another day are not those of this one.
        again = publication_of(kept, AUDIENCES, on=day)
        assert again == publication
        assert [
            projection for audience in AUDIENCES for projection in again.projections(audience)
        ] == [
            projection for audience in AUDIENCES for projection in publication.projections(audience)
        ]
