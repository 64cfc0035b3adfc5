"""What a clerk is told of a value that does not fit the form, word for word, and what of a faulty file is judged still."""

import math
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from lckm_core import OFFICE, Directory, Procedure, Unit, check, from_data, read, to_yaml
from lckm_core.organisation import Role
from lckm_core.procedure.examining import examine
from lckm_core.procedure.departing import Departure, apply_departures
from lckm_core.procedure.parts import StaffPhone
from lckm_core.procedure.submitting import Channel, Handover, check_handover
from lckm_core.procedure.template import CallCentre

MINIMAL = yaml.safe_load((Path(__file__).parents[1] / "files" / "accepted" / "minimal.yaml").read_text("utf-8"))


def said(**fields: Any) -> dict[str, tuple[str, str]]:
    """Return what is found in a clean procedure with these fields instead: Polish and English by path."""
    return {finding.path: (finding.message, finding.text("en")) for finding in check(MINIMAL | fields)}


@pytest.mark.parametrize(
    ("value", "polish", "english"),
    [
        (7, "ma tu stać tekst w jednym wierszu, a jest liczba 7.", "should hold text on one line but holds a number 7."),
        (1.5, "ma tu stać tekst w jednym wierszu, a jest liczba 1.5.", "should hold text on one line but holds a number 1.5."),
        (True, "ma tu stać tekst w jednym wierszu, a jest wartość tak/nie True.", "should hold text on one line but holds a yes or no True."),
        ([], "ma tu stać tekst w jednym wierszu, a jest lista.", "should hold text on one line but holds a list."),
        ({}, "ma tu stać tekst w jednym wierszu, a jest zestaw pól.", "should hold text on one line but holds a set of fields."),
        (
            math.nan,
            "ma tu stać tekst w jednym wierszu, a jest wartość, której plik nie może zawierać.",
            "should hold text on one line but holds a value that no file can hold.",
        ),
        (
            math.inf,
            "ma tu stać tekst w jednym wierszu, a jest wartość, której plik nie może zawierać.",
            "should hold text on one line but holds a value that no file can hold.",
        ),
        (
            Decimal("1.5"),
            "ma tu stać tekst w jednym wierszu, a jest wartość, której plik nie może zawierać.",
            "should hold text on one line but holds a value that no file can hold.",
        ),
        (2**53, f"ma tu stać tekst w jednym wierszu, a jest liczba {2**53}.", f"should hold text on one line but holds a number {2**53}."),
        (
            -(2**53) - 1,
            "ma tu stać tekst w jednym wierszu, a jest wartość, której plik nie może zawierać.",
            "should hold text on one line but holds a value that no file can hold.",
        ),
        ("brak", "tu nie może stać „brak”. Pomiń pole albo podaj jego treść.", "“brak” cannot stand here. Leave the field out or fill it in."),
    ],
)  # fmt: skip
def test_another_value_than_a_text(value, polish, english):
    assert said(title=value)["/title"] == (
        f"Pole „Nazwa procedury” (title): {polish}",
        f"Field “title”: {english}",
    )


@pytest.mark.parametrize(("length", "shown"), [(1, 1), (59, 59), (60, 60), (61, 60), (200, 60)])
def test_of_a_text_where_none_belongs_sixty_characters_are_shown(length, shown):
    polish, english = said(steps="x" * length)["/steps"]
    assert polish.endswith(f"ma tu stać lista, a jest tekst „{'x' * shown}”.")
    assert english.endswith(f"should hold a list but holds text „{'x' * shown}”.")


def test_what_is_wanted_instead_is_said():
    assert said(owner="Jan")["/owner"][0].endswith("ma tu stać zestaw pól: name, a jest tekst „Jan”.")
    assert said(fees=7)["/fees"][0].endswith("ma tu stać lista albo „brak”, a jest liczba 7.")
    assert said(internal="może")["/internal"][1].endswith("should hold yes or no: true or false but holds text „może”.")
    related = [{"id": "KA-00002", "kind": "inny"}]
    assert said(related=related)["/related/0/kind"][0].endswith(
        "ma tu stać jedno z: required, connected, a jest tekst „inny”."
    )


def test_a_place_is_told_what_it_lacks():
    polish, english = said(places=[{"address": "ul. A 1", "phones": ["986"]}])["/places/0"]
    assert "podaj przynajmniej jedno z: " in polish
    assert "(unit)" in polish
    assert "give at least one of: " in english
    assert "unit, cell" in english


def test_a_question_ends_with_its_mark():
    polish, english = said(tytul="x")["/tytul"]
    assert polish.endswith("?")
    assert english.endswith("?")


class TestWhatIsSound:
    """One fault does not keep the other fields, or the other items of a list, from being judged."""

    def test_items_around_a_faulty_one(self):
        sound, faulty = {"unit": OFFICE}, {"unit": 7}
        found = check(MINIMAL | {"places": [sound, faulty, sound]})
        lacking = [finding.path for finding in found if finding.code == "LCKM-R014"]
        assert lacking == ["/places/0", "/places/2"]

    def test_a_list_that_is_none(self):
        found = check(MINIMAL | {"places": "tu"})
        assert [finding.path for finding in found] == ["/places"]

    def test_a_field_left_out_has_its_default(self):
        examined = examine(MINIMAL | {"title": 7})
        assert examined.procedure is None
        assert "title" not in examined.sound
        assert examined.sound["internal"] is False
        assert examined.sound["related"] == ()
        assert examined.sound["cell"] == MINIMAL["cell"]
        assert examined.entry is not None
        doubtful = examine(MINIMAL | {"title": 7, "valid_to": "jutro"}).entry
        assert doubtful is not None
        assert doubtful.window is None
        assert examine(MINIMAL | {"id": None}).entry is None

    @pytest.mark.parametrize("data", [None, [], "tekst", 7])
    def test_data_that_are_no_procedure(self, data):
        examined = examine(data)
        assert (examined.procedure, dict(examined.sound), examined.entry) == (None, {}, None)
        assert [finding.path for finding in check(data)] == [""]


@pytest.mark.parametrize("other", ["KA-00000", "KA-00002"])
def test_a_departure_of_another_procedure_lifts_nothing(other):
    found = check(MINIMAL | {"title": "x" * 161})
    agreed = Departure(
        procedure=other, code="LCKM-P001", agreed_with="A B", agreed_on=date(2026, 1, 2), reference="1/2026"
    )  # fmt: skip
    assert apply_departures(found, "KA-00001", [agreed]) == found


class TestPositions:
    @pytest.mark.parametrize(
        ("path", "position"),
        [
            ("", (1, 1)),
            ("/none", (1, 1)),
            ("/a/0", (1, 5)),
            ("/a/1", (1, 8)),
            ("/a/2", (1, 4)),
            ("/a/x", (1, 4)),
            ("/b/0", (2, 4)),
            ("/b/0/x", (2, 4)),
            ("/c/0", (3, 10)),
            ("/c/1", (3, 4)),
            ("/d~1e", (4, 6)),
        ],
    )
    def test_of_a_pointer(self, path, position):
        document = read('a: [x, y]\nb: z\nc: {"0": w}\nd/e: v\n')
        assert document.position(path) == position


class TestWriting:
    def test_the_form_of_the_file(self):
        procedure = from_data(
            MINIMAL | {"deadline": {"text": "Na bieżąco"}, "how_to": "Zażółć.\n\n" + "słowo " * 40 + "koniec"}
        )
        written = to_yaml(procedure)
        first, *lines = written.splitlines()
        assert first == "# yaml-language-server: $schema=../schemas/procedure.schema.json"
        assert lines[0] == "id: KA-00001"
        assert [line.partition(":")[0] for line in lines if line[:1].isalpha()] == [
            key for key in (field.name for field in Procedure.__attrs_attrs__) if f"\n{key}:" in written
        ]
        assert "how_to: |-" in lines
        assert "  Zażółć." in lines
        assert "- name: Złóż wniosek" in lines
        assert "&id" not in written
        assert to_yaml(procedure, schema="https://a.pl/x.json").startswith(
            "# yaml-language-server: $schema=https://a.pl/x.json\n"
        )

    def test_equal_parts_are_written_twice(self):
        phone = StaffPhone("A", "986")
        written = to_yaml(CallCentre(phones=(phone, phone)))
        assert written.count("phone: '986'") == 2
        assert "*id" not in written


class TestHandover:
    UNITS = Directory((Unit("Zarząd Dróg"), Unit("Zarząd Zieleni")))

    def handed(self, **fields: Any) -> list[tuple[str, str]]:
        given = {
            "unit": "Zarząd Dróg",
            "role": Role.HEAD_OF_UNIT,
            "channel": Channel.EPUAP,
            "received_on": date(2026, 1, 2),
            "reference": "1",
        }
        found = check_handover(Handover(**given | fields), first_inclusion=False, directory=self.UNITS)
        return [(finding.message, finding.text("en")) for finding in found]

    @pytest.mark.parametrize("unit", ["Zarząd Drog", "Zarzad Dróg"])
    def test_a_name_nearly_known_is_suggested(self, unit):
        ((polish, english),) = self.handed(unit=unit)
        assert polish.endswith(" Czy chodzi o: Zarząd Dróg?")
        assert english.endswith(" Did you mean: Zarząd Dróg?")

    def test_a_name_like_none_is_not(self):
        ((polish, _),) = self.handed(unit="Teatr")
        assert polish.endswith("w wykazie jednostek, które przekazują materiały.")

    def test_the_number_that_is_missing_is_named(self):
        ((polish, english),) = self.handed(reference="")
        assert "(numer UPP)" in polish
        assert "(of the UPP)" in english
        ((polish, english),) = check_handover_of_a_cell()
        assert "(znak sprawy w EZD)" in polish
        assert "(of the EZD case)" in english


def check_handover_of_a_cell() -> list[tuple[str, str]]:
    handover = Handover(
        unit=OFFICE,
        cell="Wydział Informatyki",
        role=Role.HEAD_OF_CELL,
        channel=Channel.EDMS,
        received_on=date(2026, 1, 2),
        reference="",
    )
    return [(finding.message, finding.text("en")) for finding in check_handover(handover, first_inclusion=False)]
