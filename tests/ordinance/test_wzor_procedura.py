"""The template, section „Procedura”."""

from datetime import date

import pytest

from lckm_core import Audience, project
from lckm_core.procedures import from_data

NAME = "Wydanie "
NO_DAYS = [
    "20230119",
    "2023-W03-4",
    "2023",
    "2023-02-30",
    "2023-1-9",
    "19.01.2023",
    "2023-13-01",
    "2023-00-10",
    "2023-01-00",
    "",
]
"""What interpretation I13 refuses, and more of the kind."""
DAYS = ["2023-01-19", "2024-02-29", "0001-01-01", "9999-12-31", " 2023-01-19 "]


class TestSection:
    """wzór, dział: Procedura: name, ties and dates open the form."""

    def test_it_opens_the_page(self, minimal):
        data = minimal | {"produced_on": "2026-11-03"}
        projection = project(from_data(data), Audience.EDITORS, on=date(2026, 11, 25))
        assert projection is not None
        assert projection.sections[0].heading == "Procedura"


class TestTitle:
    """wzór: Nazwa procedury: a short title, at most 160 characters, that says what is done."""

    @pytest.mark.parametrize(
        "title",
        [
            NAME + "x" * 152,
            NAME + "😀" * 152,
            NAME + "e\u0301" * 152,  # composed, 152 letters
            "  " + NAME + "x" * 152 + "\n ",
            NAME + "*" * 152,
        ],
    )
    def test_160_characters(self, with_field, title):
        assert with_field("title", title) == []

    @pytest.mark.parametrize(
        "title",
        [
            NAME + "x" * 153,
            NAME + "😀" * 153,
            NAME + "*x*" + "x" * 150,
            NAME + "x" + " " * 151 + "x",
        ],
    )
    def test_161_characters(self, with_field, title):
        assert with_field("title", title) == ["LCKM-P001"]

    @pytest.mark.parametrize(
        "title",
        ["", "   ", "\n", None, 5, True, ["Wydanie"], {"pl": "Wydanie"}, "brak", "nie dotyczy"],
    )
    def test_it_must_say_something(self, with_field, title):
        assert "LCKM-P001" in with_field("title", title)

    def test_it_must_be_given(self, without):
        assert without("title") == ["LCKM-P001"]

    @pytest.mark.parametrize(
        ("title", "found"),
        [("Wydanie karty", []), ("Zgłosić szkodę", []), ("Karta parkingowa", ["LCKM-R001"])],
    )
    def test_it_names_what_is_done(self, with_field, title, found):
        assert with_field("title", title) == found


class TestInternal:
    """wzór: Procedura wewnętrzna: tak for what residents are not to see, else nie; hidden."""

    @pytest.mark.parametrize("value", [True, False, "tak", "nie", "TAK", " Nie ", "true", None])
    def test_yes_and_no(self, with_field, value):
        assert with_field("internal", value) == []

    @pytest.mark.parametrize("value", ["może", "yes", "1", 0, 1, [], "brak"])
    def test_neither(self, with_field, value):
        assert with_field("internal", value) == ["LCKM-P002"]

    @pytest.mark.parametrize("audience", Audience)
    def test_an_internal_procedure_is_hidden_whole(self, shown, audience):
        assert bool(shown(audience, internal=True)) is (
            audience in (Audience.CALL_CENTRE, Audience.EDITORS)
        )

    def test_the_field_is_hidden(self, is_for_staff_only, shown):
        assert "internal" not in shown(Audience.PORTAL, internal=False)
        assert "internal" in shown(Audience.CALL_CENTRE, internal=True)


class TestRelated:
    """wzór: Powiązane procedury: others tied to this one, by number; residents see names."""

    @pytest.mark.parametrize(
        "related", [[], None, [{"id": "KA-00002"}], [{"id": "KA-00002", "kind": "required"}]]
    )
    def test_numbers(self, with_field, related):
        assert with_field("related", related) == []

    @pytest.mark.parametrize(
        "related",
        [[{"id": "2"}], ["KA-00002"], [{}], [{"id": "KA-00002", "kind": "akin"}], "brak", {}],
    )
    def test_no_numbers(self, with_field, related):
        assert set(with_field("related", related)) == {"LCKM-P003"}

    @pytest.mark.parametrize("numbers", [["KA-00001"], ["KA-00002", "KA-00002"]])
    def test_not_itself_and_none_twice(self, with_field, numbers):
        assert with_field("related", [{"id": number} for number in numbers]) == ["LCKM-R002"]

    def test_not_itself_by_its_title_either(self, minimal, with_field):
        title = minimal["title"].upper()
        assert with_field("related", [{"title": title}]) == ["LCKM-R002"]

    def test_each_exists(self, minimal, with_field):
        other = from_data(minimal | {"id": "KA-00002"})
        assert with_field("related", [{"id": "KA-00002"}], known=[other]) == []
        assert with_field("related", [{"id": "KA-00003"}], known=[other]) == ["LCKM-K001"]

    def test_names_are_shown(self, minimal):
        other = from_data(minimal | {"id": "KA-00002", "title": "Zwrot opłaty"})
        one = from_data(minimal | {"related": [{"id": "KA-00002"}]})
        projection = project(one, Audience.PORTAL, on=date(2026, 11, 25), known=[other])
        assert projection is not None
        assert "Zwrot opłaty" in str(projection.to_data())


class TestValidFrom:
    """wzór: Obowiązuje od: the first day on which it is seen; hidden."""

    @pytest.mark.parametrize("day", [*DAYS, None])
    def test_days(self, with_field, day):
        assert with_field("valid_from", day) == []

    @pytest.mark.parametrize("day", [*NO_DAYS, 20230119, 2023, True, [], "brak", "nie dotyczy"])
    def test_no_days(self, with_field, day):
        assert set(with_field("valid_from", day)) == {"LCKM-P004"}

    @pytest.mark.parametrize(("day", "is_shown"), [(30, False), (31, True)])
    def test_not_seen_before(self, shown, day, is_shown):
        assert (
            bool(shown(Audience.PORTAL, date(2026, 12, day), valid_from="2026-12-31")) is is_shown
        )

    def test_it_is_hidden(self, is_for_staff_only):
        assert is_for_staff_only("valid_from", valid_from="2026-11-01")

    @pytest.mark.parametrize(
        ("produced", "found"),
        [("2026-12-31", []), ("2026-12-30", []), ("2027-01-01", ["LCKM-R055"]), (None, [])],
    )
    def test_not_before_the_text_was_made(self, minimal, codes, produced, found):
        data = minimal | {"valid_from": "2026-12-31", "produced_on": produced}
        assert codes(data) == found
        assert codes(data, requested_on=date(2027, 1, 1)) == ["LCKM-R036"]

    @pytest.mark.parametrize(("end", "found"), [("2026-12-30", []), ("2026-12-31", ["LCKM-K003"])])
    def test_editions_do_not_overlap(self, minimal, codes, end, found):
        earlier = from_data(minimal | {"valid_to": end})
        assert codes(minimal | {"valid_from": "2026-12-31"}, known=[earlier]) == found


class TestValidTo:
    """wzór: Obowiązuje do: the last day on which it is seen; hidden."""

    @pytest.mark.parametrize("day", [*DAYS, None])
    def test_days(self, with_field, day):
        assert with_field("valid_to", day) == []

    @pytest.mark.parametrize("day", [*NO_DAYS, 20230119, False, {}, "brak"])
    def test_no_days(self, with_field, day):
        assert set(with_field("valid_to", day)) == {"LCKM-P005"}

    @pytest.mark.parametrize(("day", "is_shown"), [(30, True), (31, False)])
    def test_gone_the_day_after(self, shown, day, is_shown):
        assert bool(shown(Audience.BIP, date(2026, 12, day), valid_to="2026-12-30")) is is_shown

    @pytest.mark.parametrize(("end", "found"), [("2026-12-01", []), ("2026-11-30", ["LCKM-R003"])])
    def test_not_before_it_begins(self, minimal, codes, end, found):
        assert codes(minimal | {"valid_from": "2026-12-01", "valid_to": end}) == found

    def test_it_is_hidden(self, is_for_staff_only):
        assert is_for_staff_only("valid_to", valid_to="2026-12-31")

    @pytest.mark.parametrize(
        ("start", "found"), [("2027-01-01", []), ("2027-01-02", ["LCKM-K004"])]
    )
    def test_editions_leave_no_gap(self, minimal, codes, start, found):
        later = from_data(minimal | {"valid_from": start})
        assert codes(minimal | {"valid_to": "2026-12-31"}, known=[later]) == found


class TestProducedOn:
    """wzór: Data wytworzenia informacji.

    The day this text was made, by default the day of the request.
    """

    @pytest.mark.parametrize("day", [*DAYS, None])
    def test_days(self, minimal, codes, day):
        # No journal, for one is not of a year after the text.
        acts = [{"title": "Zarządzenie Nr 102/2023 Prezydenta Miasta Łodzi"}]
        assert codes(minimal | {"produced_on": day, "legal_basis": acts}) == []

    @pytest.mark.parametrize("day", [*NO_DAYS, 2026.5, []])
    def test_no_days(self, with_field, day):
        assert set(with_field("produced_on", day)) == {"LCKM-P006"}

    @pytest.mark.parametrize(("day", "found"), [("2026-11-25", []), ("2026-11-26", ["LCKM-R004"])])
    def test_not_after_the_request(self, with_field, day, found):
        assert with_field("produced_on", day, requested_on=date(2026, 11, 25)) == found

    def test_else_the_day_of_the_request_and_never_today(self, minimal):
        procedure, on = from_data(minimal), date(2026, 11, 25)
        asked = project(procedure, Audience.BIP, on=on, requested_on=date(2026, 11, 3))
        unasked = project(procedure, Audience.BIP, on=on)
        assert asked is not None
        assert unasked is not None
        assert (asked.produced_on, unasked.produced_on) == (date(2026, 11, 3), None)
