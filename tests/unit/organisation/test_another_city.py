"""What another city has of its own comes with its directory; the rules stay (zał. 1)."""

from datetime import date
from pathlib import Path

import attrs
import pytest
import yaml

from lckm_core import check, read_form
from lckm_core.organisation import OFFICE, City, Directory, Role
from lckm_core.procedures import Channel, Handover, UnitList, check_handover
from lckm_core.procedures.parts import Person
from lckm_core.publication import Announcement, check_notice

FILES = Path(__file__).parents[2] / "files"
MINIMAL = yaml.safe_load((FILES / "accepted" / "minimal.yaml").read_bytes())
NAME = "Urząd Miasta Przykładowa"
LISTED = f"""
city: {{office: {NAME}, material_mailbox: materialy@example.org, number_prefix: PRZ}}
units:
  - {{name: {NAME}, cells: [Wydział Spraw Społecznych]}}
  - {{name: Zarząd Dróg w Przykładowie}}
people:
  - name: Anna Zielińska
    roles: [kierownik komórki organizacyjnej]
    cell: Wydział Spraw Społecznych
"""


@pytest.fixture
def directory() -> Directory:
    document = read_form(LISTED)
    assert list(check(document)) == []
    return document.build(UnitList).directory


def found(directory: Directory, **fields: object) -> list[tuple[str, str]]:
    cell = "Wydział Spraw Społecznych"
    places = [MINIMAL["places"][0] | {"cell": cell}]
    own = {"id": "PRZ-00001", "unit": NAME, "cell": cell, "places": places}
    data = MINIMAL | own | fields
    return [(one.code, one.path) for one in check(data, directory=directory)]


def test_a_list_without_a_city_is_of_lodz() -> None:
    directory = read_form("units: [{name: Urząd Miasta Łodzi}]").build(UnitList).directory
    assert directory.city == City()
    assert directory.city.office == OFFICE


def test_its_facts_are_read(directory: Directory) -> None:
    assert directory.city == City(NAME, "materialy@example.org", "PRZ")
    assert directory.people[0].unit == NAME


def test_its_procedure_is_sound(directory: Directory) -> None:
    assert found(directory) == []
    assert found(directory, related=[{"id": "PRZ-00002"}]) == []


@pytest.mark.parametrize(
    ("fields", "code", "path"),
    [
        ({"cell": None}, "LCKM-R024", "/cell"),
        ({"cell": "Wydział Nieznany"}, "LCKM-R024", "/cell"),
        ({"unit": OFFICE}, "LCKM-R023", "/unit"),
        ({"id": "KA-00001"}, "LCKM-R047", "/id"),
        ({"related": [{"id": "KA-00002"}]}, "LCKM-R047", "/related/0/id"),
        ({"id": "PRZ-1"}, "LCKM-P000", "/id"),
    ],
)
def test_the_rules_hold_for_it(
    directory: Directory, fields: dict[str, object], code: str, path: str
) -> None:
    assert found(directory, **fields) == [(code, path)]


def test_in_lodz_its_number_is_none() -> None:
    (finding,) = check(MINIMAL | {"id": "PRZ-00001"})
    assert (finding.code, finding.severity.value) == ("LCKM-R047", "error")
    assert "Czy chodzi o „KA-00001”?" in finding.message
    assert "Did you mean “KA-00001”?" in finding.message_en


def test_its_heads_hand_in_by_the_channel_of_an_office(directory: Directory) -> None:
    handover = Handover(
        unit=NAME,
        cell="Wydział Spraw Społecznych",
        role=Role.HEAD_OF_CELL,
        asked_by="Anna Zielińska",
        channel=Channel.EDMS,
        received_on=date(2026, 11, 25),
        reference="WSS.1",
    )
    assert list(check_handover(handover, first_inclusion=True, directory=directory)) == []
    by_mail = check_handover(
        attrs.evolve(handover, channel=Channel.EMAIL),
        first_inclusion=True,
        directory=directory,
    )
    assert any("materialy@example.org" in one.message for one in by_mail)


def test_its_announcement_names_a_cell(directory: Directory) -> None:
    notice = Announcement(
        id="OG-0001", title="Przerwa", text="W piątek.", unit=NAME, requested_by=Person("Anna Z.")
    )
    codes = [one.code for one in check_notice(notice, directory=directory)]
    assert "LCKM-N012" in codes


@pytest.mark.parametrize("prefix", ["", "ka", "KA-", "ŁÓDŹ", "ABCDEFGHI"])
def test_a_prefix_is_capital_letters(prefix: str) -> None:
    text = LISTED.replace("PRZ", f"'{prefix}'")
    assert [one.path for one in check(read_form(text)).errors] == ["/city/number_prefix"]
