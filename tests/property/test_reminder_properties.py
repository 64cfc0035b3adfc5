"""What there is to see to: for any editions of any procedures, on any day."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import attrs
from hypothesis import given, strategies as st

from lckm_core import Directory, Role, shown_on
from lckm_core.organisation import DIRECTORY, Official
from lckm_core.procedures import read
from lckm_core.publication import (
    Edition,
    EditionAct,
    ReminderKind,
    State,
    Transition,
    due_reminders,
)
from lckm_core.publication._reminders import last_review

FIRST = date(2026, 1, 1)
DAYS = [FIRST + timedelta(days=number) for number in range(20)]
MINIMAL = read(
    (Path(__file__).parents[1] / "files" / "accepted" / "minimal.yaml").read_bytes()
).procedure()
URLS = ("https://lodz.pl/a", "https://lodz.pl/b")
PEOPLE = Directory(DIRECTORY.units, (Official(MINIMAL.owner.name, (Role.STAFF_OF_CELL,)),))
maybe_days = st.none() | st.sampled_from(DAYS[2:-2])


@st.composite
def editions(draw):
    url = draw(st.sampled_from(URLS))
    procedure = attrs.evolve(
        MINIMAL,
        id=draw(st.sampled_from(("KA-00001", "KA-00002"))),
        valid_from=draw(maybe_days),
        valid_to=draw(maybe_days),
        unit=draw(st.sampled_from((MINIMAL.unit, "Zarząd Kosmosu"))),
        additional_info=f"Zobacz [tutaj]({url}) i [jeszcze raz]({url}).",
    )
    acted = draw(maybe_days)
    moment = datetime(acted.year, acted.month, acted.day, 12, tzinfo=UTC) if acted else None
    return Edition(
        procedure=procedure,
        number=draw(st.integers(1, 4)),
        state=draw(st.sampled_from(State)),
        published_on=draw(maybe_days),
        ended_on=draw(maybe_days),
        acts=(EditionAct(verb=Transition.HAND_IN, at=moment),) if moment else (),
    )


many = st.lists(editions(), max_size=6, unique_by=lambda one: (one.id, one.number))


def of_kind(found, kind):
    return [one for one in found if one.kind == kind]


@given(many, st.sampled_from(DAYS), st.integers(0, 10))
def test_a_procedure_is_called_to_mind_just_when_its_last_day_is_near_and_nothing_is_shown_after_it(
    found, day, within
):
    told = {
        one.procedure: one.begins_on
        for one in of_kind(due_reminders(found, DIRECTORY, on=day, within=within), "window-ends")
    }
    expected = {}
    for id_ in {one.id for one in found}:
        own = [one for one in found if one.id == id_]
        shown = [
            other
            for other in [*DAYS, DAYS[-1] + timedelta(days=1)]
            if other >= day and shown_on(own, other)
        ]
        if shown and shown[-1] in DAYS and (shown[-1] - day).days <= within:
            expected[id_] = shown[-1]
    assert told == expected


@given(many, st.sampled_from(DAYS))
def test_nothing_is_said_of_a_text_that_is_shown_no_more(found, day):
    reminders = due_reminders(found, PEOPLE, on=day, fetch=lambda url: False)
    of_texts = {one.procedure for one in reminders if one.kind is not ReminderKind.WAITS}
    for id_ in of_texts:
        own = [one for one in found if one.id == id_]
        assert any(
            shown_on(own, other) for other in [*DAYS, DAYS[-1] + timedelta(days=1)] if other >= day
        )


@given(
    many,
    st.sampled_from(DAYS),
    st.dictionaries(st.sampled_from(URLS), st.sampled_from([True, False, None])),
)
def test_each_address_is_asked_of_once_and_only_a_dead_one_is_told(found, day, answers):
    asked = Counter()

    def fetch(url):
        asked[url] += 1
        return answers.get(url)

    told = of_kind(due_reminders(found, DIRECTORY, on=day, fetch=fetch), "dead-link")
    assert set(asked.values()) <= {1}
    assert all(
        any(url in one.message.pl and answers.get(url) is False for url in URLS) for one in told
    )
    assert {url for url in URLS if any(url in one.message.pl for one in told)} == {
        url for url in asked if answers.get(url) is False
    }


@given(many, st.sampled_from(DAYS), st.integers(1, 10))
def test_the_order_of_the_editions_does_not_matter_and_each_says_what_to_do_in_both_languages(
    found, day, waiting
):
    reminders = due_reminders(found, PEOPLE, on=day, waiting=waiting)
    assert reminders == due_reminders(reversed(found), PEOPLE, on=day, waiting=waiting)
    assert [one.procedure for one in reminders] == sorted(one.procedure for one in reminders)
    assert all(
        one.message.pl and one.message.en and one.message.pl != one.message.en for one in reminders
    )
    assert not of_kind(reminders, "owner-gone"), "the owner is listed"
    assert not of_kind(due_reminders(found, DIRECTORY, on=day), "owner-gone"), "nobody is listed"


@given(many, st.sampled_from(DAYS))
def test_a_field_was_looked_at_on_a_day_of_publication_of_an_edition_not_newer_than_the_one_shown(
    found, day
):
    for edition in found:
        own = [one for one in found if one.id == edition.id]
        seen = last_review(own, edition, "legal_basis")
        days = {
            one.published_on for one in own if one.number <= edition.number and one.published_on
        }
        assert seen in days or (seen is None and not days)
