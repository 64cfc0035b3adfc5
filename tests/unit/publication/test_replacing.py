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
from lckm_core.amendments import UpdateRequest, compare
from lckm_core.centre import NoSuchEditionError
from lckm_core.memory import MemoryAdapter
from lckm_core.ports.procedures import EditionChange
from lckm_core.publication import (
    Edition,
    State,
    edition_to_change,
    edition_to_follow,
    return_of_older,
    taken_days,
)

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


# ── what comes back, and one withdrawn alone ──────────────────────────────────────────────────────

WHO = {"role": Role.MONITORING_STAFF, "by": "Ewa Pokazowa", "now": NOON}
TOMORROW = TODAY + timedelta(days=1)


def centre_with(*windows, state=State.PUBLISHED):
    """Return a centre with an edition for each window, and its store."""
    memory = MemoryAdapter()
    editions = [edition(at, state, window, DAYS[0]) for at, window in enumerate(windows, 1)]
    memory.procedures.save([EditionChange(one) for one in editions])
    return ContactCentre(build(memory)), memory.procedures


@pytest.mark.parametrize(
    ("windows", "message"),
    [
        (
            [(None, None), (None, TOMORROW)],
            "Od 2026-03-06 bez końca wróci wersja 1, bo nikt jej nie wycofał. Jeśli ma nie "
            "wrócić, trzeba wycofać samą wersję 1, gdy już widać wersję 2.",
        ),
        (
            [(None, DAYS[-1]), (None, TOMORROW)],
            "Od 2026-03-06 do 2026-03-11 wróci wersja 1, bo nikt jej nie wycofał. Jeśli ma nie "
            "wrócić, trzeba wycofać samą wersję 1, gdy już widać wersję 2.",
        ),
        ([(None, None), (TOMORROW, None)], None),
        ([(None, TODAY), (None, TOMORROW)], None),
        ([(None, None)], None),
    ],
)
def test_what_is_shown_again_after_the_last_day_is_told(windows, message):
    editions = [edition(at, State.PUBLISHED, one, DAYS[at]) for at, one in enumerate(windows, 1)]
    told = return_of_older(editions, len(windows))
    assert (told and told.pl) == message


NEXT_WEEK = TODAY + timedelta(days=7)


@pytest.mark.parametrize(
    ("windows", "message"),
    [
        (
            [(TOMORROW, None), (TOMORROW, DAYS[5])],
            "Od 2026-03-07 bez końca będzie widać wersję 1, bo nikt jej nie wycofał. Jeśli ma jej "
            "nie być, trzeba wycofać samą wersję 1, gdy już widać wersję 2.",
        ),
        ([(NEXT_WEEK, None), (TOMORROW, DAYS[5])], None),
        ([(DAYS[5], None), (TOMORROW, DAYS[6])], None),
    ],
)
def test_what_was_never_shown_does_not_come_back(windows, message):
    """One that was published for later days begins, if late, and needs no withdrawal."""
    editions = [edition(at, State.PUBLISHED, one, TODAY) for at, one in enumerate(windows, 1)]
    told = return_of_older(editions, 2)
    assert (told and told.pl) == message


# ── from which editions it takes days ─────────────────────────────────────────────────────────────

OTHER_DAYS = "Jeśli ma być inaczej, potrzebna jest wersja z innym dniem „Obowiązuje do”."


@pytest.mark.parametrize(
    ("windows", "message"),
    [
        ([(None, None), (None, None)], None),
        ([(None, None), (TOMORROW, None)], None),
        ([(None, None), (NEXT_WEEK, None), (None, DAYS[6])], None),
        (
            [(None, None), (NEXT_WEEK, None), (None, None)],
            "Wersja 3 zastąpi też wersję 2 od 2026-03-11 bez końca. Wersji 2 nikt już nie zobaczy, "
            f"także po wycofaniu wersji 3. {OTHER_DAYS}",
        ),
        (
            [(None, None), (NEXT_WEEK, None), (TOMORROW, None)],
            "Wersja 3 zastąpi też wersję 2 od 2026-03-11 bez końca. Wersji 2 nikt nie zobaczy, "
            f"chyba że wycofa się wersję 3. {OTHER_DAYS}",
        ),
        (
            [(None, None), (DAYS[8], None), (DAYS[5], DAYS[6]), (TOMORROW, DAYS[9])],
            "Wersja 4 zastąpi też wersję 3 od 2026-03-06 do 2026-03-07, wersję 2 od 2026-03-09 do "
            "2026-03-10. Wersji 3 nikt nie zobaczy, chyba że wycofa się wersję 4. " + OTHER_DAYS,
        ),
    ],
)
def test_the_days_that_an_edition_takes_from_others_are_told(windows, message):
    *older, new = [edition(at, State.PUBLISHED, one, TODAY) for at, one in enumerate(windows, 1)]
    told = taken_days([*older, new], new.number)
    assert (told and told.pl) == message


def test_the_same_is_told_before_and_after_the_publication():
    memory = MemoryAdapter()
    windows = [(None, None), (NEXT_WEEK, None)]
    older = [edition(at, State.PUBLISHED, one, DAYS[0]) for at, one in enumerate(windows, 1)]
    checked = edition(3, State.CHECKED, (None, None))
    memory.procedures.save([EditionChange(one) for one in [*older, checked]])
    as_published = attrs.evolve(checked, state=State.PUBLISHED, published_on=TODAY)
    before = taken_days([*older, as_published], 3)
    ContactCentre(build(memory)).publish(MINIMAL.id, **WHO)
    editions = memory.procedures.editions(MINIMAL.id)
    assert [one.state for one in editions[:2]] == [State.REPLACED, State.REPLACED]
    assert taken_days(editions, 3) == before is not None


def test_of_an_edition_that_is_not_published_nothing_is_told():
    editions = [edition(1, State.PUBLISHED, (NEXT_WEEK, None), TODAY)]
    assert taken_days([*editions, edition(2, State.CHECKED, (None, None))], 2) is None
    assert taken_days(editions, 2) is None
    over = edition(2, State.PUBLISHED, (None, DAYS[0]), TODAY)
    assert taken_days([*editions, over], 2) is None


def test_a_newer_edition_that_follows_is_no_return():
    editions = [
        edition(1, State.PUBLISHED, (None, TOMORROW)),
        edition(2, State.PUBLISHED, (TOMORROW + timedelta(days=1), None)),
    ]
    assert return_of_older(editions, 1) is None


def test_one_edition_is_withdrawn_alone_and_the_others_stay():
    centre, store = centre_with((None, None), (None, TOMORROW))
    (withdrawn,) = centre.withdraw(MINIMAL.id, edition=1, because="Stara.", **WHO)
    assert (withdrawn.number, withdrawn.ended_on) == (1, TODAY)
    first, second = store.editions(MINIMAL.id)
    assert (first.state, second.state) == (State.WITHDRAWN, State.PUBLISHED)
    assert shown_on([first, second], TODAY) == second
    assert shown_on([first, second], DAYS[-1]) is None


@pytest.mark.parametrize("number", [1, 3])
def test_only_a_published_edition_is_withdrawn(number):
    centre, store = centre_with((None, None), (None, TOMORROW))
    centre.withdraw(MINIMAL.id, edition=1, **WHO)
    with pytest.raises(NoSuchEditionError):
        centre.withdraw(MINIMAL.id, edition=number, **WHO)
    assert store.editions(MINIMAL.id)[1].state is State.PUBLISHED


# ── with which edition a new text is compared ─────────────────────────────────────────────────────

JULY = date(2026, 7, 1)


@pytest.mark.parametrize(
    ("newest", "first", "followed"),
    [
        (State.PUBLISHED, None, 1),
        (State.PUBLISHED, JULY, 2),
        (State.WITHDRAWN, None, 1),
        (State.CHECKED, None, 2),
        (State.RETURNED, None, 2),
    ],
)
def test_a_new_text_follows_the_edition_of_its_first_day(newest, first, followed):
    editions = [edition(1, State.PUBLISHED, (None, None)), edition(2, newest, (JULY, None))]
    found = edition_to_follow(editions[::-1], first, TODAY)
    assert found.number == followed
    assert edition_to_follow([], first, TODAY) is None


def test_days_that_have_passed_do_not_say_which_edition_a_text_follows():
    editions = [
        edition(1, State.PUBLISHED, (None, DAYS[1])),
        edition(2, State.PUBLISHED, (DAYS[2], DAYS[5])),
        edition(3, State.PUBLISHED, (JULY, None)),
    ]
    assert [edition_to_follow(editions, day, TODAY).number for day in (DAYS[0], TODAY)] == [2, 2]


def test_a_text_for_days_of_no_edition_follows_the_newest():
    editions = [
        edition(1, State.EXPIRED, (None, DAYS[0])),
        edition(2, State.PUBLISHED, (JULY, None)),
    ]
    assert edition_to_follow(editions, None, TODAY).number == 2


def test_a_request_changes_the_published_edition_whose_days_it_names():
    first = edition(1, State.PUBLISHED, (DAYS[0], None))
    second = edition(2, State.PUBLISHED, (JULY, None))
    for one in (first, second):
        assert edition_to_change([first, second], compare(one.procedure, MINIMAL)) is one
    old = attrs.evolve(first, state=State.REPLACED)
    assert edition_to_change([old, second], compare(old.procedure, MINIMAL)) is second
    third = edition(3, State.PUBLISHED, (JULY, None))
    two = attrs.evolve(first, number=2)
    named = compare(first.procedure, MINIMAL)
    assert edition_to_change([third, two, first], named) is two, "of two alike the newer"
    nameless = UpdateRequest(procedure=MINIMAL.id)
    assert edition_to_change([first, second], nameless) is second
    returned = [attrs.evolve(first, state=State.RETURNED)]
    assert edition_to_change(returned, nameless) is None
