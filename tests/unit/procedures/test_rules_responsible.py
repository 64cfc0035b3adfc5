"""Rules of who is responsible, and of links.

What they say to a clerk, word for word where it names a way out.
"""

from pathlib import Path

import pytest
import yaml

from lckm_core import Directory, check
from lckm_core.organisation import OFFICE, Unit

MINIMAL = yaml.safe_load(
    (Path(__file__).parents[2] / "files" / "accepted" / "minimal.yaml").read_text("utf-8")
)
ARCHIVE, ROADS = "Archiwum Miasta", "Zarząd Dróg"
DIRECTORY = Directory(
    (Unit(ARCHIVE), Unit(OFFICE, cells=("Wydział Kultury", "Wydział Sportu")), Unit(ROADS))
)


def findings_with(**fields: object) -> list[tuple[str, str, str]]:
    """Return what is found in a clean procedure with these fields: path, Polish, English."""
    found = check(MINIMAL | {"unit": ROADS, "cell": None} | fields, directory=DIRECTORY)
    return [(finding.path, finding.message, finding.text("en")) for finding in found]


OWN_LIST = (
    "Jeśli taka komórka istnieje, dopisz ją do spisu jednostek (cells).",
    "If there is such a cell, add it to the directory (cells).",
)


def test_a_unit_nearly_known_is_suggested():
    assert findings_with(unit="Zarząd Drog") == [
        (
            "/unit",
            "Nie ma jednostki „Zarząd Drog”. Czy chodzi o „Zarząd Dróg”?",
            "There is no unit “Zarząd Drog”. Did you mean “Zarząd Dróg”?",
        )
    ]


def test_of_a_unit_that_is_like_none_all_are_named():
    assert findings_with(unit="Teatr") == [
        (
            "/unit",
            f"Nie ma jednostki „Teatr”. Podaj jedną z jednostek: {ARCHIVE}, {OFFICE}, {ROADS}.",
            f"There is no unit “Teatr”. Give one of: {ARCHIVE}, {OFFICE}, {ROADS}.",
        )
    ]


def test_a_cell_nearly_known_is_suggested():
    assert findings_with(unit=OFFICE, cell="Wydział Kultur") == [
        (
            "/cell",
            f"W spisie „{OFFICE}” nie ma komórki „Wydział Kultur”. "
            f"Czy chodzi o „Wydział Kultury”? {OWN_LIST[0]}",
            f"The list of “{OFFICE}” has no cell “Wydział Kultur”. "
            f"Did you mean “Wydział Kultury”? {OWN_LIST[1]}",
        )
    ]


def test_of_a_cell_that_is_like_none_all_are_named():
    assert findings_with(unit=OFFICE, cell="Archiwum") == [
        (
            "/cell",
            f"W spisie „{OFFICE}” nie ma komórki „Archiwum”. Znane komórki: "
            f"Wydział Kultury, Wydział Sportu. {OWN_LIST[0]}",
            f"The list of “{OFFICE}” has no cell “Archiwum”. Known cells: "
            f"Wydział Kultury, Wydział Sportu. {OWN_LIST[1]}",
        )
    ]


@pytest.mark.parametrize(("unit", "paths"), [(ARCHIVE, []), (ROADS, []), (OFFICE, ["/cell"])])
def test_the_office_alone_must_name_a_cell(unit, paths):
    assert [path for path, *_ in findings_with(unit=unit, cell=None)] == paths


@pytest.mark.parametrize("length", [1, 57, 58, 59, 100])
def test_of_a_link_that_no_page_shows_the_first_sixty_characters_are_named(length):
    link = "](" + "x" * length + ")"
    ((path, polish, english),) = findings_with(how_to=f"Zobacz [tu{link} i czekaj.")
    assert path == "/how_to"
    assert f"„{link[:60]}”" in polish
    assert f"“{link[:60]}”" in english


CELLS = Directory(
    (
        Unit(OFFICE, cells=("Wydział Kultury", "Wydział Sportu", "Sekretariat")),
        Unit(ROADS, cells=("Wydział Pasa Drogowego",)),
        Unit(ARCHIVE),
    )
)


@pytest.mark.parametrize(
    ("unit", "cell", "is_found"),
    [
        (ROADS, "Wydział Kultury", True),
        (None, "Wydział Sportu, pok. 5", True),
        (OFFICE, "Wydział Pasa Drogowego", True),
        (OFFICE, "Wydział Kultury", False),
        (ROADS, "Wydział Pasa Drogowego, Oddział Zezwoleń", False),
        (ROADS, "Oddział Zezwoleń", False),
        (ROADS, "wydział kultury", True),
        (ROADS, "Sekretariat", False),
        (ROADS, "Sekretariat, Wydział Dróg", False),
        (ARCHIVE, "Wydział Kultury", False),
        (ROADS, None, False),
    ],
)
def test_a_cell_that_only_another_unit_has_is_none_of_this_one(unit, cell, is_found):
    place = {"unit": unit, "cell": cell, "address": "ul. Wzorcowa 1", "phones": ["42 638-44-44"]}
    fields = {"unit": ROADS, "cell": "Wydział Pasa Drogowego"}
    own = place | {"unit": ROADS, "cell": fields["cell"]}
    found = check(MINIMAL | fields | {"places": [own, place]}, directory=CELLS)
    paths = [finding.path for finding in found if finding.code == "LCKM-R094"]
    assert paths == (["/places/1/cell"] if is_found else [])
