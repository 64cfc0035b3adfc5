"""The template, section „Realizator”."""

from datetime import date

import pytest

from lckm_core import Audience, Directory, check
from lckm_core.calendar import Window
from lckm_core.organisation import OFFICE, Unit

NO_PEOPLE = ["Wzorcowy Jan", {}, {"name": ""}, {"name": None}, {"name": 1}, {"name": "brak"}, []]


class TestSection:
    """wzór, dział: Realizator: the people, unit and cell behind a procedure."""

    @pytest.mark.parametrize(
        ("key", "code"), [("owner", "LCKM-P028"), ("authors", "LCKM-P029"), ("unit", "LCKM-P031")]
    )
    def test_what_must_be_given(self, without, key, code):
        assert without(key) == [code]


class TestOwner:
    """wzór: Właściciel: exactly one person who keeps the description right; hidden."""

    @pytest.mark.parametrize(
        "name", ["Wzorcowy Jan", "Nowak-Wzorcowa Anna Maria", "Ng Ib", "O’Hara Éva"]
    )
    def test_one_person(self, with_field, name):
        assert with_field("owner", {"name": name}) == []

    @pytest.mark.parametrize(
        "name", ["Wzorcowy Jan, Przykładowa Anna", "Jan i Anna", "Jan/Anna", "Jan oraz Anna"]
    )
    def test_several(self, with_field, name):
        assert with_field("owner", {"name": name}) == ["LCKM-R021"]

    @pytest.mark.parametrize(
        "name", ["Wzorcowy", "Nowak-Wzorcowa", "O’Hara", "Wzorcowy 1", "J. Nowak"]
    )
    def test_one_name_of_the_two(self, with_field, name):
        assert with_field("owner", {"name": name}) == ["LCKM-R028"]

    @pytest.mark.parametrize("person", [*NO_PEOPLE, None, [{"name": "Wzorcowy Jan"}]])
    def test_nobody(self, with_field, person):
        assert with_field("owner", person) == ["LCKM-P028"]

    def test_it_is_hidden(self, is_for_staff_only):
        assert is_for_staff_only("owner")


class TestAuthors:
    """wzór: Osoba, która wytworzyła informację lub osoba, która odpowiada za treść informacji.

    One or more; shown.
    """

    @pytest.mark.parametrize("count", [1, 2, 5])
    def test_one_or_more(self, with_field, count):
        assert with_field("authors", [{"name": "Wzorcowy Jan"}] * count) == []

    @pytest.mark.parametrize(
        "people",
        [[], None, {"name": "Wzorcowy Jan"}, "Wzorcowy Jan", *([person] for person in NO_PEOPLE)],
    )
    def test_nobody(self, with_field, people):
        assert with_field("authors", people) == ["LCKM-P029"]

    def test_one_name_of_the_two(self, minimal):
        people = [
            {"name": name} for name in ("Wzorcowy Jan", "Anna", "Nowak-Wzorcowa Anna", "Próbny")
        ]
        found = [(finding.code, finding.path) for finding in check(minimal | {"authors": people})]
        assert found == [("LCKM-R029", "/authors/1/name"), ("LCKM-R029", "/authors/3/name")]

    @pytest.mark.parametrize("audience", Audience)
    def test_they_are_shown(self, shown, audience):
        assert "Wzorcowy Jan" in shown(audience)["authors"]


class TestCoordinators:
    """wzór: Koordynator: who oversees the work, one person a cell; hidden."""

    @pytest.mark.parametrize(
        "value",
        [
            None,
            [],
            [{"name": "A B", "cell": "X"}],
            [{"name": "A B", "cell": "X"}, {"name": "A B", "cell": "Y"}],
        ],
    )
    def test_one_a_cell(self, with_field, value):
        assert with_field("coordinators", value) == []

    @pytest.mark.parametrize("cell", ["Wydział", "WYDZIAŁ"])
    def test_two_of_a_cell(self, with_field, cell):
        assert with_field(
            "coordinators", [{"name": "A B", "cell": "Wydział"}, {"name": "C D", "cell": cell}]
        ) == ["LCKM-R022"]

    def test_one_name_of_the_two(self, minimal):
        people = [{"name": name, "cell": name} for name in ("Wzorcowy Jan", "Anna")]
        found = [
            (finding.code, finding.path) for finding in check(minimal | {"coordinators": people})
        ]
        assert found == [("LCKM-R030", "/coordinators/1/name")]

    @pytest.mark.parametrize("item", [*NO_PEOPLE, {"name": "A B"}, {"cell": "X"}])
    def test_nobody(self, with_field, item):
        assert set(with_field("coordinators", [item])) == {"LCKM-P030"}

    def test_they_are_hidden(self, is_for_staff_only):
        assert is_for_staff_only("coordinators", coordinators=[{"name": "A B", "cell": "X"}])


class TestUnit:
    """wzór: Jednostka: the Office or a unit of annex 1, by its full name."""

    @pytest.mark.parametrize("unit", ["Zarząd Dróg i Transportu", " Zarząd Dróg i Transportu "])
    def test_a_known_unit(self, minimal, codes, unit):
        assert codes(minimal | {"unit": unit, "cell": None}) == []

    @pytest.mark.parametrize("unit", ["urząd miasta łodzi", "ZDiT", "Urząd Miasta"])
    def test_an_unknown_unit(self, with_field, unit):
        assert with_field("unit", unit) == ["LCKM-R023"]

    @pytest.mark.parametrize("unit", ["", None, 1, {"name": OFFICE}, "brak", "nie dotyczy"])
    def test_no_unit(self, with_field, unit):
        assert "LCKM-P031" in with_field("unit", unit)

    @pytest.mark.parametrize(("day", "found"), [(30, []), (31, ["LCKM-R023"])])
    def test_on_the_day_of_the_request(self, with_field, day, found):
        directory = Directory((Unit("Dawny Zakład", window=Window(end=date(2026, 12, 30))),))
        assert (
            with_field(
                "unit", "Dawny Zakład", directory=directory, requested_on=date(2026, 12, day)
            )
            == found
        )

    def test_it_is_shown(self, shown):
        assert OFFICE in shown(Audience.PORTAL)["unit"]


class TestCell:
    """wzór: Komórka: the department or other cell that handles the matter."""

    @pytest.mark.parametrize(
        ("cell", "found"),
        [("Wydział Gospodarki Komunalnej", []), ("Wydział Gospodarki", ["LCKM-R045"])],
    )
    def test_of_the_office(self, with_field, cell, found):
        assert with_field("cell", cell) == found

    @pytest.mark.parametrize("cell", ["Dział Drogowy", None])
    def test_of_a_unit(self, minimal, codes, cell):
        minimal["places"][0]["cell"] = "Dział Drogowy"
        assert codes(minimal | {"unit": "Zarząd Dróg i Transportu", "cell": cell}) == []

    def test_of_the_office_is_of_no_unit(self, minimal, codes):
        cell = "Wydział Gospodarki Komunalnej"
        assert codes(minimal | {"unit": "Zarząd Dróg i Transportu", "cell": cell}) == ["LCKM-R024"]

    @pytest.mark.parametrize("cell", [1, [], "nie dotyczy"])
    def test_no_cell(self, with_field, cell):
        assert "LCKM-P032" in with_field("cell", cell)

    def test_an_empty_cell_is_none(self, minimal, codes, with_field):
        assert with_field("cell", "") == with_field("cell", None) == ["LCKM-R024"]
        minimal["places"][0]["cell"] = "Dział Drogowy"
        assert codes(minimal | {"unit": "Zarząd Dróg i Transportu", "cell": ""}) == []
