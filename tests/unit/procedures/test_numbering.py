"""Numbers for new descriptions, and related procedures that are given by their titles."""

from datetime import UTC, date, datetime

import attrs
import pytest

from lckm_core import ContactCentre, InvalidProcedureError, build
from lckm_core.errors import InvalidSettingError
from lckm_core.memory import MemoryAdapter
from lckm_core.organisation import Role
from lckm_core.ports import (
    NUMBER_PATTERNS,
    EditionChange,
    MissingAdapterError,
    NumberSeries,
    count_in,
    format_number,
    require_number_pattern,
)
from lckm_core.procedures import Channel, Handover, KnowledgeBase, Related, check
from lckm_core.publication import Edition, State
from lckm_testing.contracts import samples

NOON = datetime(2026, 3, 4, 11, tzinfo=UTC)

HANDOVER = Handover(
    unit=samples.procedure().unit,
    cell=samples.procedure().cell,
    role=Role.HEAD_OF_CELL if samples.procedure().cell else Role.HEAD_OF_UNIT,
    channel=Channel.EDMS if samples.procedure().cell else Channel.EPUAP,
    received_on=NOON.date(),
    reference="WI.1.2026",
    asked_by="Anna Wzorcowa",
)


def new(title="Wydanie karty", **changed):
    return attrs.evolve(samples.procedure(title=title), id="", **changed)


@pytest.fixture
def memory():
    return MemoryAdapter()


@pytest.fixture
def centre(memory):
    return ContactCentre(build(memory))


class TestGiving:
    def test_one_that_was_typed_before_is_skipped(self, centre, memory):
        memory.procedures.save([EditionChange(Edition(procedure=samples.procedure("KA-00001")))])
        (numbered,) = centre.give_numbers([new("Inna nazwa")], now=NOON)
        assert numbered.id == "KA-00002"

    @pytest.mark.parametrize("elsewhere", [{"cell": "Wydział Budżetu"}, {"unit": "Inna jednostka"}])
    def test_that_of_another_place_with_the_same_title_is_another_procedure(
        self, centre, memory, elsewhere
    ):
        stored = samples.procedure("KA-00001", title="Wydanie karty")
        memory.procedures.save([EditionChange(Edition(procedure=stored))])
        (same, another) = centre.give_numbers([new(), new(**elsewhere)], now=NOON)
        assert (same.id, another.id) == ("KA-00001", "KA-00002")

    def test_a_title_counts_from_the_day_in_the_city_on_which_it_is_shown(self, centre, memory):
        """Half an hour before midnight in UTC the next day has begun in Łódź."""
        was = samples.procedure("KA-00001", title="Wydanie planu")
        was = attrs.evolve(was, valid_to=date(2026, 3, 4))
        now = samples.procedure("KA-00001", title="Wydanie mapy")
        now = attrs.evolve(now, valid_from=date(2026, 3, 5))
        later = samples.procedure("KA-00001", title="Wydanie szkicu")
        made = [
            Edition(procedure=was, number=1, state=State.PUBLISHED),
            Edition(procedure=now, number=2, state=State.PUBLISHED),
            Edition(procedure=later, number=3, state=State.RECEIVED),
        ]
        memory.procedures.save([EditionChange(one) for one in made])
        text = new(related=(Related(title="Wydanie mapy"),))
        (numbered,) = centre.give_numbers([text], now=datetime(2026, 3, 4, 23, 30, tzinfo=UTC))
        assert [other.id for other in numbered.related] == ["KA-00001"]

    def test_stored_texts_are_read_once(self, centre, memory, monkeypatch):
        stored = samples.procedure("KA-00001", title="Wydanie planu")
        memory.procedures.save([EditionChange(Edition(procedure=stored))])
        readings = []
        read = memory.procedures.all_editions
        monkeypatch.setattr(memory.procedures, "all_editions", lambda: readings.append(1) or read())
        text = new(related=(Related(title="Wydanie planu"),))
        (numbered,) = centre.give_numbers([text], now=NOON)
        assert [other.id for other in numbered.related] == ["KA-00001"]
        assert len(readings) == 1
        made = centre.hand_in(text, by="Ewa Pokazowa", now=NOON, handover=HANDOVER)
        assert [other.id for other in made.procedure.related] == ["KA-00001"]
        assert len(readings) == 2

    def test_a_number_drawn_before_is_that_of_the_new_one(self, centre, memory):
        who = {"by": "Ewa Pokazowa", "now": NOON, "handover": HANDOVER}
        edition = centre.hand_in(new(), **who, number="KA-00009")
        assert edition.id == "KA-00009"
        assert centre.hand_in(new(), **who, number="KA-00010") == edition
        assert centre.hand_in(samples.procedure("KA-00002"), **who, number="KA-00011").id == (
            "KA-00002"
        )

    def test_what_is_refused_takes_no_number(self, centre):
        who = {"by": "Ewa Pokazowa", "now": NOON}
        section = attrs.evolve(samples.procedure().call_centre, other="Zapytaj o adres.")
        nobody = attrs.evolve(HANDOVER, asked_by=None, reference=None, channel=Channel.EMAIL)
        for text, handover in ((new(call_centre=section), HANDOVER), (new(), nobody)):
            with pytest.raises(InvalidProcedureError):
                centre.hand_in(text, **who, handover=handover)
        assert centre.hand_in(new(), **who, handover=HANDOVER).id == "KA-00001"

    def test_what_has_all_its_numbers_needs_no_source(self, centre):
        class Without(MemoryAdapter):
            provide_numbers = None

        without = ContactCentre(build(Without()))
        procedure = samples.procedure()
        assert without.give_numbers([procedure], now=NOON) == [procedure]
        with pytest.raises(MissingAdapterError, match="provide_numbers"):
            without.give_numbers([new()], now=NOON)

    def test_without_new_ones_relations_to_them_stay_titles(self, centre):
        both = [new(related=(Related(title="Wydanie mapy"),)), new("Wydanie mapy")]
        assert centre.give_numbers(both, now=NOON, new=False) == both

    def test_a_title_of_several_is_refused_with_their_numbers(self, centre, memory):
        for number in ("KA-00007", "KA-00008"):
            text = samples.procedure(number, "Wydanie mapy")
            memory.procedures.save([EditionChange(Edition(procedure=text))])
        for text in (new("Wydanie mapy"), new(related=(Related(title="WYDANIE MAPY"),))):
            with pytest.raises(InvalidProcedureError, match="KA-00007, KA-00008") as refused:
                centre.give_numbers([text], now=NOON)
            assert [one.code for one in refused.value.findings] == ["LCKM-K005"]

    @pytest.mark.parametrize("state", [State.PUBLISHED, State.RETURNED])
    def test_a_related_title_is_the_one_shown_that_day(self, centre, memory, state):
        shown = samples.procedure("KA-00007", "Wydanie mapy")
        renamed = attrs.evolve(shown, title="Mapy i plany", valid_from=date(2026, 12, 1))
        editions = [Edition(procedure=shown), Edition(procedure=renamed, number=2, state=state)]
        memory.procedures.save([EditionChange(edition) for edition in editions])
        # Another one will have that title, and is shown with a title of its own.
        own = samples.procedure("KA-00008", "Plan miasta")
        later = attrs.evolve(own, title="Wydanie mapy", valid_from=date(2026, 12, 1))
        editions = [Edition(procedure=own), Edition(procedure=later, number=2)]
        memory.procedures.save([EditionChange(edition) for edition in editions])
        for title, number in {
            "wydanie mapy": "KA-00007",
            "Plan miasta": "KA-00008",
            "Mapy i plany": "KA-00007",
        }.items():
            (text,) = centre.give_numbers([new(related=(Related(title=title),))], now=NOON)
            assert [other.id for other in text.related] == [number]

    def test_a_naive_moment_is_refused(self, centre):
        with pytest.raises(ValueError, match="zone"):
            centre.give_numbers([new()], now=datetime(2026, 3, 4))


class TestChecked:
    def found(self, text, *others):
        known = KnowledgeBase.of([text, *others])
        return [
            (one.code, one.path)
            for one in check(text, known=known)
            if one.code.startswith("LCKM-K")
        ]

    def test_two_without_a_number_do_not_clash(self):
        assert self.found(new(), new("Wydanie mapy")) == []

    def test_a_title_is_looked_up(self):
        text = new(related=(Related(title="wydanie mapy"),))
        assert self.found(text, new("Wydanie mapy")) == []
        assert self.found(text) == [("LCKM-K001", "/related/0/title")]
        two = [samples.procedure(number, "Wydanie mapy") for number in ("KA-00007", "KA-00008")]
        assert self.found(text, *two) == [("LCKM-K005", "/related/0/title")]


class TestPatterns:
    @pytest.mark.parametrize(
        "pattern", ["KA-{count:05}", "ŁÓ/{count:03}/A", "{count:04}", f"{'K' * 20}{{count:05}}"]
    )
    def test_what_makes_numbers(self, pattern):
        require_number_pattern("procedure_numbers", pattern)
        assert count_in(pattern, format_number(pattern, 17)) == 17

    @pytest.mark.parametrize(
        "pattern",
        [
            "KA-",
            "KA-{count}",
            "{count:05}{count:05}",
            "K A-{count:05}",
            "",
            f"{'K' * 21}{{count:05}}",
        ],
    )
    def test_what_does_not(self, pattern):
        with pytest.raises(InvalidSettingError):
            require_number_pattern("procedure_numbers", pattern)

    @pytest.mark.parametrize("number", ["KA-1", "KA-000001", "XX-00001", "KA-٠٠٠٠١", ""])
    def test_a_number_of_another_pattern_counts_nothing(self, number):
        assert count_in("KA-{count:05}", number) == 0

    def test_each_series_has_one_but_that_of_reports(self):
        assert set(NUMBER_PATTERNS) == set(NumberSeries) - {NumberSeries.REPORT}
