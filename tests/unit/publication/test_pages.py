"""What places to show procedures are given.

Pages, their keys and history, and the register of what was shown (§ 10 ust. 1, I19).
"""

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from itertools import permutations
from pathlib import Path

import attrs
import pytest
from hypothesis import example, given, settings, strategies as st

from lckm_core import (
    Audience,
    ContactCentre,
    Edition,
    Role,
    build,
    project,
    read,
)
from lckm_core.centre import NoSuchEditionError
from lckm_core.memory import MemoryAdapter
from lckm_core.organisation import OFFICE
from lckm_core.procedures.parts import Person, Related
from lckm_core.publication import (
    Announcement,
    AnnouncementEdition,
    EditionAct,
    EditionHeader,
    HeldFile,
    PortalTerms,
    State,
    Transition,
    _pages,
    publication_of,
)
from lckm_core.publication._edition_headers import headers_of
from lckm_testing.knowledge_base import knowledge_base
from tests.helpers.handovers import head_handover
from tests.helpers.tiers import examples

MINIMAL = read(
    (Path(__file__).parents[2] / "files" / "accepted" / "minimal.yaml").read_bytes()
).procedure()
PUBLIC = (Audience.PORTAL, Audience.BIP)
AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def day(number):
    return date(2026, 3, number)


def edition(
    number=1,
    *,
    id="KA-00001",
    on=2,
    hour=9,
    state=State.PUBLISHED,
    ended=None,
    ended_at=None,
    by="Ewa Pokazowa",
    **text,
):
    act = EditionAct(
        verb=Transition.PUBLISH, at=AT.replace(day=on, hour=hour), role=Role.MONITORING_STAFF, by=by
    )
    end = Transition.WITHDRAW if state is State.WITHDRAWN else Transition.REPLACE
    acts = (
        (act, EditionAct(verb=end, at=ended_at, role=Role.MONITORING_STAFF, by=by))
        if ended_at
        else (act,)
    )
    return Edition(
        procedure=attrs.evolve(MINIMAL, id=id, **text),
        number=number,
        state=state,
        published_by=by,
        published_on=day(on),
        ended_on=ended and day(ended),
        acts=acts,
    )


def pages(editions, audience=Audience.BIP, on=10):
    return publication_of(editions, [audience], on=day(on)).pages[audience]


WHO = {"role": Role.MONITORING_STAFF, "by": "Ewa Pokazowa"}


def publishing(**fields):
    """Return a step that hands a text in, checks and publishes it."""

    def publish(centre, now):
        till = {"valid_to": now.date() + timedelta(days=1)} if "till" in fields else {}
        text = attrs.evolve(MINIMAL, id="KA-00001", unit=OFFICE, cell="Wydział Informatyki", **till)
        text = attrs.evolve(text, title=f"Tytuł {now:%d %H}", internal="internal" in fields)
        handover = head_handover(now.date(), cell=text.cell)
        centre.hand_in(text, handover=handover, by="Ewa Pokazowa", now=now)
        centre.confirm(text.id, now=now, **WHO)
        centre.publish(text.id, now=now, **WHO)

    return publish


STEPS = {
    "publish": publishing(),
    "publish till tomorrow": publishing(till=True),
    "publish internal": publishing(internal=True),
    "withdraw": lambda centre, now: centre.withdraw("KA-00001", now=now, **WHO),
    "expire": lambda centre, now: centre.expire_due(now=now),
}


def test_a_page_has_the_marks_of_its_publication_and_what_the_audience_sees():
    (page,) = pages([edition()])
    assert (page.id, page.edition, page.published_by, page.published_on) == (
        "KA-00001",
        1,
        "Ewa Pokazowa",
        day(2),
    )
    assert (page.published_at, page.first, page.history) == (AT, day(2), ())
    assert page.projection() == project(edition().procedure, Audience.BIP, on=day(10))


@pytest.mark.parametrize("audiences", tuple(permutations(Audience, 2)), ids="-".join)
def test_whoever_is_shown_it_before_another_sees_it_as_if_alone(audiences):
    """Those who see alike are shown the same sections, made once; anybody else sees their own."""
    texts = [
        attrs.evolve(one, internal=False, valid_from=None, valid_to=None)
        for one in knowledge_base(30)
    ]
    shown = publication_of(
        [attrs.evolve(edition(), procedure=one) for one in texts], audiences, on=day(20)
    )
    assert len(texts) == 30
    for text, *faces in zip(
        sorted(texts, key=lambda one: one.id), *map(shown.pages.get, audiences), strict=True
    ):
        made = [page.projection() for page in faces]
        assert made == [project(text, audience, on=day(20), known=texts) for audience in audiences]
        assert (made[0].sections is made[1].sections) == all(
            audience.is_public for audience in audiences
        )


def test_a_thread_that_comes_between_changes_no_other_threads_page():
    made = _pages.ProcedurePages((), _pages.Surroundings(day(10), (), lambda _: None))
    mine = EditionHeader.of(edition())
    theirs = EditionHeader.of(edition(2, title="Inny tytuł"))

    class ReadByAnother(tuple):
        """What was remembered, of which another thread's page takes the place once it is read."""

        __slots__ = ()

        def __getitem__(self, index):
            made._last = None
            made.project(theirs, Audience.BIP)
            return super().__getitem__(index)

    alone = made.project(mine, Audience.BIP)
    made._last = ReadByAnother(made._last)
    assert made.project(mine, Audience.PORTAL).title == alone.title


def test_the_end_of_a_window_is_in_no_page():
    """„Obowiązuje do” is starred: neither the page nor its parts name the day."""
    (page,) = pages([edition(valid_to=day(20))])
    assert page.last is None
    assert "2026, 3, 20" not in repr(page)


def test_nothing_of_the_text_can_be_got_from_a_page_but_by_its_projection():
    (page,) = pages([edition(title="Tajemniczy tytuł")])
    assert "Tajemniczy" not in repr(page)


@pytest.mark.parametrize("audience", PUBLIC)
def test_an_internal_procedure_is_neither_shown_nor_told_of_to_the_public(audience):
    whole = publication_of([edition(internal=True)], [audience, Audience.CALL_CENTRE], on=day(10))
    assert whole.pages[audience] == whole.removed[audience] == ()
    assert len(whole.pages[Audience.CALL_CENTRE]) == 1


class TestHistory:
    def test_an_edition_replaced_is_in_it_with_the_days_it_was_shown(self):
        first = edition(state=State.REPLACED, ended=5, title="Pierwszy tytuł")
        (page,) = pages([first, edition(2, on=5, title="Drugi tytuł")])
        (past,) = page.history
        assert (page.edition, page.first) == (2, day(5))
        assert (past.edition, past.first, past.last) == (1, day(2), day(4))
        assert past.projection().title == "Pierwszy tytuł"

    @pytest.mark.parametrize("audience", [Audience.BIP, Audience.CALL_CENTRE])
    def test_each_edition_is_shown_with_its_own_text_in_whatever_order_they_are_asked_for(
        self, audience
    ):
        first = edition(state=State.REPLACED, ended=5, title="Pierwszy tytuł")
        (page,) = pages([first, edition(2, on=5, title="Drugi tytuł")], audience)
        (past,) = page.history
        asked = [one.projection().title for one in (page, past, page)]
        assert asked == ["Drugi tytuł", "Pierwszy tytuł", "Drugi tytuł"]

    def test_one_replaced_on_the_day_of_its_publication_is_in_it_with_its_moments(self):
        """A wrong text corrected an hour later could be seen for that hour (art. 8 ust.

        6 of the act, I19).
        """
        end = AT.replace(hour=10)
        wrong = edition(state=State.REPLACED, ended=2, ended_at=end, title="Zły tytuł")
        (page,) = pages([wrong, edition(2, hour=10)], on=2)
        (past,) = page.history
        assert (past.edition, past.published_at, past.ended_at) == (1, AT, end)
        assert past.projection().title == "Zły tytuł"
        assert page.ended_at is None
        later = AT.replace(hour=11)
        (other,) = pages(
            [
                attrs.evolve(wrong, acts=edition(state=State.REPLACED, ended_at=later).acts),
                edition(2, hour=11),
            ],
            on=2,
        )
        assert other.key != page.key

    def test_one_of_part_of_a_day_whose_own_last_day_has_passed_is_not_shown_there(self):
        wrong = edition(
            state=State.REPLACED, ended=2, ended_at=AT.replace(hour=10), valid_to=day(4)
        )
        editions = [wrong, edition(2, hour=10)]
        assert [len(pages(editions, on=number)[0].history) for number in (4, 5)] == [1, 0]

    def test_the_newest_comes_first(self):
        editions = [edition(number, on=number + 1) for number in (1, 2, 3)]
        assert [past.edition for past in pages(editions)[0].history] == [2, 1]

    def test_one_whose_own_last_day_has_passed_is_not_shown_there(self):
        first = edition(valid_to=day(4))
        (page,) = pages([first, edition(2, on=5)])
        assert page.history == ()

    def test_one_to_come_is_not_there(self):
        (page,) = pages([edition(), edition(2, valid_from=day(20))])
        assert (page.edition, page.history) == (1, ())

    def test_one_that_was_internal_is_not_shown_to_the_public(self):
        first = edition(state=State.REPLACED, ended=5, internal=True)
        assert pages([first, edition(2, on=5)])[0].history == ()
        assert len(pages([first, edition(2, on=5)], Audience.CALL_CENTRE)[0].history) == 1


class TestRemoved:
    def test_a_procedure_withdrawn_is_named_with_its_last_day(self):
        whole = publication_of([edition(state=State.WITHDRAWN, ended=5)], PUBLIC, on=day(10))
        (removed,) = whole.removed[Audience.BIP]
        assert (removed.id, removed.last, removed.state) == ("KA-00001", day(4), State.WITHDRAWN)

    def test_one_whose_window_closed_too(self):
        (removed,) = publication_of([edition(valid_to=day(9))], PUBLIC, on=day(10)).removed[
            Audience.PORTAL
        ]
        assert removed.last == day(9)
        assert (
            publication_of([edition(valid_to=day(9))], PUBLIC, on=day(9)).removed[Audience.PORTAL]
            == ()
        )

    def test_its_title_is_not_said(self):
        whole = publication_of(
            [edition(state=State.WITHDRAWN, ended=5, title="Tajemniczy")], PUBLIC, on=day(10)
        )
        assert "Tajemniczy" not in repr(whole)

    def test_one_that_was_never_shown_is_not_named(self):
        for never in (
            edition(valid_from=day(20)),
            edition(state=State.CHECKED),
            edition(internal=True, valid_to=day(9)),
        ):
            assert publication_of([never], PUBLIC, on=day(10)).removed[Audience.BIP] == ()

    def test_one_withdrawn_on_the_day_of_its_publication_is_named_with_the_moment(self):
        one = edition(state=State.WITHDRAWN, ended=2, ended_at=AT.replace(hour=10))
        (removed,) = publication_of([one], PUBLIC, on=day(2)).removed[Audience.BIP]
        assert (removed.id, removed.state, removed.ended_at) == (
            "KA-00001",
            State.WITHDRAWN,
            AT.replace(hour=10),
        )

    def test_one_that_came_back_is_not_named(self):
        again = [edition(state=State.WITHDRAWN, ended=5), edition(2, on=8)]
        assert publication_of(again, PUBLIC, on=day(10)).removed[Audience.BIP] == ()


class TestRegister:
    def register(self, editions, audience=Audience.BIP, on=10):
        return publication_of(editions, [audience], on=day(on)).register[audience]

    def test_one_shown_is_in_it_with_who_entered_it_and_when(self):
        (one,) = self.register([edition(valid_to=day(20))])
        assert (one.id, one.edition, one.first, one.published_by) == (
            "KA-00001",
            1,
            day(2),
            "Ewa Pokazowa",
        )
        assert (one.published_at, one.state) == (AT, State.PUBLISHED)
        assert (one.last, one.ended_at, one.ended_by, one.followed) == (None, None, None, False)

    def test_nothing_of_a_text_is_in_it_nor_the_end_of_a_window_to_come(self):
        """„Obowiązuje do” is starred, and a title is a part of the text."""
        said = repr(self.register([edition(title="Tajemniczy tytuł", valid_to=day(20))]))
        assert "Tajemniczy" not in said
        assert "2026, 3, 20" not in said

    @pytest.mark.parametrize("state", [State.WITHDRAWN, State.REPLACED])
    def test_the_history_says_how_each_edition_ended(self, state):
        """And so does the register, in the same words."""
        ended = edition(state=state, ended=6, ended_at=AT.replace(day=6))
        editions = [ended, edition(2, on=6 if state is State.REPLACED else 8)]
        whole = publication_of(editions, [Audience.BIP], on=day(10))
        (page,) = whole.pages[Audience.BIP]
        assert [page.state, *(one.state for one in page.history)] == [State.PUBLISHED, state]
        assert [one.state for one in whole.register[Audience.BIP]] == [state, State.PUBLISHED]

    def test_a_withdrawal_stays_when_the_procedure_comes_back(self):
        end = AT.replace(day=5, hour=10)
        gone = edition(state=State.WITHDRAWN, ended=5, ended_at=end)
        one, back = self.register([gone, edition(2, on=8)])
        assert (one.state, one.last, one.ended_at, one.ended_by) == (
            State.WITHDRAWN,
            day(4),
            end,
            "Ewa Pokazowa",
        )
        assert (one.followed, back.edition, back.state) == (False, 2, State.PUBLISHED)

    def test_one_replaced_is_followed_and_one_after_a_gap_of_an_hour_is_not(self):
        replaced = edition(state=State.REPLACED, ended=5, ended_at=AT.replace(day=5))
        assert [
            self.register([replaced, edition(2, on=5, hour=hour)])[0].followed for hour in (9, 11)
        ] == [True, False]
        over_at_midnight = edition(valid_to=day(4))
        assert not self.register([over_at_midnight, edition(2, on=5)])[0].followed

    def test_one_whose_last_day_has_passed_expired_though_it_was_withdrawn_later(self):
        late = edition(state=State.WITHDRAWN, ended=8, ended_at=AT.replace(day=8), valid_to=day(4))
        for one in (late, edition(valid_to=day(4)), edition(valid_to=day(4), state=State.EXPIRED)):
            (found,) = self.register([one, edition(id="KA-00002", valid_from=day(20))])
            assert (found.state, found.last, found.ended_at, found.ended_by) == (
                State.EXPIRED,
                day(4),
                None,
                None,
            )

    def test_one_that_steps_back_for_a_while_is_in_it_twice(self):
        """A newer edition of its own days takes the place of one that comes back after it."""
        found = self.register([edition(), edition(2, on=3, valid_from=day(5), valid_to=day(7))])
        assert [(one.edition, one.first, one.state, one.followed) for one in found] == [
            (1, day(2), State.REPLACED, True),
            (2, day(5), State.REPLACED, True),
            (1, day(8), State.PUBLISHED, False),
        ]

    def test_one_that_was_internal_is_in_it_for_staff_alone(self):
        end = AT.replace(day=5)
        editions = [
            edition(state=State.REPLACED, ended=5, ended_at=end),
            edition(2, on=5, internal=True),
        ]
        (one,) = self.register(editions)
        assert (one.edition, one.state, one.followed) == (1, State.REPLACED, False)
        assert [one.followed for one in self.register(editions, Audience.CALL_CENTRE)] == [
            True,
            False,
        ]

    @given(
        steps=st.lists(
            st.tuples(st.sampled_from(sorted(STEPS)), st.sampled_from([1, 7, 24])), max_size=7
        )
    )
    @example(steps=[("publish", 1), ("publish", 1), ("withdraw", 24), ("publish", 1)])
    @example(steps=[("publish till tomorrow", 24), ("expire", 24), ("publish", 1)])
    @settings(max_examples=examples(60), deadline=None)
    def test_whatever_is_done_it_only_grows(self, steps):
        """What is over stays as it was; what lasts goes on or ends; what is new comes after it."""
        centre, now, before = ContactCentre(build(MemoryAdapter())), AT, ()
        for step, hours in steps:
            now += timedelta(hours=hours)
            with suppress(NoSuchEditionError):
                STEPS[step](centre, now)
            after = centre.publication([Audience.BIP], on=now).register[Audience.BIP]
            assert len(after) >= len(before)
            for was, one in zip(before, after, strict=False):
                if was.state is State.PUBLISHED:
                    was = attrs.evolve(
                        was,
                        last=one.last,
                        state=one.state,
                        ended_at=one.ended_at,
                        ended_by=one.ended_by,
                        followed=one.followed,
                    )
                assert was == one
            shown = centre.show("KA-00001", Audience.BIP, on=now)
            assert [one.state is State.PUBLISHED for one in after[-1:]] in ([shown is not None], [])
            before = after


class TestKeys:
    def test_the_same_on_another_day(self):
        assert pages([edition()], on=10)[0].key == pages([edition()], on=11)[0].key

    @pytest.mark.parametrize(
        "other",
        [
            [edition(by="Jan Przykładowy")],
            [edition(on=3)],
            [edition(state=State.REPLACED, ended=5), edition(2, on=5)],
            [edition(2)],
        ],
    )
    def test_another_when_what_is_shown_is(self, other):
        assert pages([edition()])[0].key != pages(other)[0].key

    @pytest.mark.parametrize(
        "other", [{"by": "Jan Przykładowy"}, {"on": 3}, {"valid_to": day(9)}, {"id": "KA-00002"}]
    )
    def test_another_when_the_history_alone_is(self, other):
        """The page has it: who published what was shown before, from when, and nothing of it when
        its own last day has passed (I19).
        """
        newer = edition(2, on=5)
        one, another = (
            pages([edition(), newer])[0],
            next(page for page in pages([edition(**other), newer]) if page.id == newer.id),
        )
        alike = [attrs.evolve(page, key="", history=(), is_first=True) for page in (one, another)]
        assert alike[0] == alike[1]
        assert one.history != another.history
        assert one.key != another.key

    def test_another_with_each_other_file(self):
        kept = HeldFile("wniosek.pdf", "0" * 64, 1)
        files = [(), (kept,), (kept, attrs.evolve(kept, name="b.pdf"))]
        files += [(attrs.evolve(kept, **other),) for other in ({"address": "1" * 64}, {"size": 2})]
        keys = {pages([attrs.evolve(edition(), files=those)])[0].key for those in files}
        assert len(keys) == len(files)
        earlier = [attrs.evolve(edition(), files=those) for those in files]
        assert len({pages([one, edition(2, on=5)])[0].key for one in earlier}) == len(files)

    def test_another_when_a_text_was_changed_by_hand(self):
        """Under its own number, which a store of files allows; what is starred is staff's alone."""
        staff = Audience.CALL_CENTRE
        for change in ({"title": "Inaczej"}, {"summary": "Inaczej."}):
            for audience in (Audience.BIP, staff):
                other = pages([edition(**change)], audience)[0]
                assert other.key != pages([edition()], audience)[0].key
        notes = {"call_centre": attrs.evolve(edition().procedure.call_centre, notes="Inaczej.")}
        assert pages([edition(**notes)])[0].key == pages([edition()])[0].key
        assert pages([edition(**notes)], staff)[0].key != pages([edition()], staff)[0].key
        asked = attrs.evolve(edition(), requested_on=day(1))
        assert pages([asked])[0].key != pages([edition()])[0].key, "a day of production"

    def test_another_when_a_related_procedure_is_called_otherwise_or_goes(self):
        related = edition(related=(Related("KA-00002"),))
        keys = {
            pages(others)[0].key
            for others in (
                [related],
                [related, edition(id="KA-00002")],
                [related, edition(id="KA-00002", title="Inaczej")],
            )
        }
        assert len(keys) == 3
        # The edition of that day counts, though a later one names none.
        today = attrs.evolve(related, procedure=attrs.evolve(related.procedure, valid_to=day(12)))
        later = edition(2, valid_from=day(13))
        titles = {
            pages([today, later, edition(id="KA-00002", title=title)])[0].key
            for title in ("Tak", "Inaczej")
        }
        assert len(titles) == 2
        alone = pages([related])[0].key
        for ended in (
            edition(id="KA-00002", state=State.WITHDRAWN, ended=5),
            edition(id="KA-00002", valid_to=day(9)),
            edition(id="KA-00002", on=11),
        ):
            assert pages([related, ended])[0].key == alone, "it is not shown that day"
        hidden = pages([related, edition(id="KA-00002", internal=True)])[0]
        assert hidden.key == pages([related])[0].key, (
            "what the audience may not see changes nothing for it"
        )


def test_the_day_of_production_is_that_of_the_request_where_the_text_has_none():
    asked = attrs.evolve(edition(), requested_on=day(1))
    for one in (asked, attrs.evolve(edition(produced_on=day(2)), requested_on=day(1))):
        told = project(one.procedure, Audience.BIP, on=day(10), requested_on=day(1))
        assert pages([one])[0].projection() == told


def test_the_portal_has_announcements_and_the_terms_in_force_and_bip_neither():
    """§ 4 ust. 2, § 5."""
    first = AnnouncementEdition(
        announcement=Announcement(
            id="OG-0001",
            title="Zmiana godzin",
            text="Sala będzie czynna od 10.00.",
            unit=OFFICE,
            requested_by=Person("Ewa Pokazowa"),
        ),
        published_on=day(2),
    )
    second = attrs.evolve(first, announcement=attrs.evolve(first.announcement, id="OG-0002"))
    terms = PortalTerms(
        version="1",
        valid_from=day(2),
        text="Regulamin",
        approved_by=Person("Zofia Dyrektorska"),
        approved_on=day(1),
    )
    found = publication_of([], PUBLIC, on=day(10), announcements=[second, first], terms=[terms])
    told = [(one.kind, one.id) for one in found.notices[Audience.PORTAL]]
    assert told == [("announcement", "OG-0001"), ("announcement", "OG-0002"), ("terms", "1")]
    assert found.notices[Audience.BIP] == ()
    early = publication_of([], PUBLIC, on=day(1), announcements=[second, first], terms=[terms])
    assert early.notices[Audience.PORTAL] == ()


def test_a_header_is_of_one_text_and_its_procedures_come_together():
    one, other = edition(), edition(2, on=5)
    section = attrs.evolve(one.procedure.call_centre, notes="Inaczej.")
    header = EditionHeader.of(one)
    assert header.is_of(one.procedure)
    for text in ({"title": "Inaczej"}, {"call_centre": section}, {"valid_to": day(9)}):
        assert not header.is_of(attrs.evolve(one.procedure, **text))
    # A store whose numbers are damaged gives the headers of one procedure in two parts.
    (parts,) = headers_of([*headers_of([one]), *headers_of([other])])
    assert [header.number for header in parts.editions] == [1, 2]


def test_a_naive_moment_is_refused():
    with pytest.raises(ValueError, match="naive"):
        publication_of([], PUBLIC, on=datetime(2026, 3, 4))
