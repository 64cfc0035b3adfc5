"""A list of units and cells of one's own, as a file (zał. 1, zał. 2 § 2 pkt 2)."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from lckm_core import check, read, read_form
from lckm_core.calendar import Window
from lckm_core.organisation import DIRECTORY, OFFICE, Directory, Unit, misnamed_unit
from lckm_core.procedures import UnitList

MINIMAL = yaml.safe_load(
    (Path(__file__).parents[2] / "files" / "accepted" / "minimal.yaml").read_text("utf-8")
)


def listed(*rows):
    return read_form(yaml.safe_dump({"units": list(rows)}, allow_unicode=True))


def test_it_is_recognised_and_built_with_cells_and_days():
    document = listed(
        {
            "name": OFFICE,
            "cells": [" Wydział Kultury "],
            "valid_from": "2024-01-01",
            "valid_to": "2024-12-31",
        }
    )
    assert list(check(document)) == []
    directory = document.build(UnitList).directory
    assert directory.unit(OFFICE).cells == ("Wydział Kultury",)
    assert [
        directory.unit(OFFICE, date(year, 7, 1)) is not None for year in (2023, 2024, 2025)
    ] == [False, True, False]


@pytest.mark.parametrize(
    "row",
    [
        {},
        {"name": ""},
        {"name": None},
        {"name": "A", "cells": "Wydział Kultury"},
        {"name": "A", "cells": [["Wydział Kultury"]]},
        {"name": "A", "cells": [""]},
        {"name": "A", "valid_from": "2024-02-30"},
        {"name": "A", "komorki": []},
        "Urząd Miasta Łodzi",
    ],
    ids=repr,
)
def test_what_is_no_unit_is_a_finding_at_its_place(row):
    document = read(
        "units:\n- name: Pierwsza\n- "
        + yaml.safe_dump(row, allow_unicode=True, default_flow_style=True),
        model=UnitList,
    )
    errors = check(document).errors
    assert errors
    assert all(error.path.startswith("/units/1") and error.line == 3 for error in errors)


def test_a_list_of_no_units_is_refused():
    assert [error.path for error in check(listed()).errors] == ["/units"]


def test_check_knows_the_cells_it_is_given_and_no_others():
    own = listed({"name": OFFICE, "cells": ["Wydział Kultury"]}).build(UnitList).directory
    found = [
        check(MINIMAL | {"cell": cell}, directory=own).errors
        for cell in ("Wydział Kultury", "Wydział Informatyki")
    ]
    assert [[error.code for error in errors] for errors in found] == [[], ["LCKM-R024"]]


@pytest.mark.parametrize(("cell", "near"), [("Wydział Kulturi", True), ("Biuro Kosmosu", False)])
def test_the_message_on_an_unknown_cell_says_what_to_do_if_there_is_one(cell, near):
    own = listed({"name": OFFICE, "cells": ["Wydział Kultury"]}).build(UnitList).directory
    (error,) = check(MINIMAL | {"cell": cell}, directory=own).errors
    assert ("Czy chodzi o „Wydział Kultury”?" in error.message) == near
    assert ("Znane komórki: " in error.message) != near
    assert error.message.endswith("dopisz ją do spisu jednostek (cells).")
    assert error.message_en.endswith("add it to the directory (cells).")


@pytest.mark.parametrize(
    ("cell", "near"), [("Wydział Gospodarki Komunalnej i", True), ("Wydział Edukacji", False)]
)
def test_the_built_in_list_which_is_not_whole_gives_advice_alone(cell, near):
    places = [MINIMAL["places"][0] | {"cell": cell}]
    (advice,) = check(MINIMAL | {"cell": cell, "places": places})
    assert (advice.code, advice.severity.value, advice.path) == ("LCKM-R045", "warning", "/cell")
    assert ("Czy chodzi o „Wydział Gospodarki Komunalnej”?" in advice.message) == near
    for message in (advice.message, advice.message_en):
        # A command of the terminal is no advice to whom works in a browser.
        assert "directory" not in message.lower()


def test_a_list_of_ones_own_is_whole():
    own = listed({"name": OFFICE, "cells": ["Wydział Kultury"]}).build(UnitList).directory
    found = check(MINIMAL | {"cell": "Wydział Edukacji"}, directory=own)
    assert [finding.code for finding in found] == ["LCKM-R024"]


def test_one_name_on_the_same_days_is_one_too_many():
    rows = [
        {"name": "A", "valid_to": "2024-12-31"},
        {"name": "a", "valid_from": "2025-01-01"},
        {"name": "Ą", "valid_from": "2030-01-01", "cells": ["B", "C", "b"]},
        {"name": "D", "cells": ["B"]},
    ]
    assert {(finding.code, finding.path) for finding in check(listed(*rows))} == {
        ("LCKM-J001", "/units/2/name"),
        ("LCKM-J002", "/units/2/cells/2"),
    }


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("zarzad drog", "Zarząd Dróg i Transportu"),
        ("zarząd dróg i transportu w Łodzi", "Zarząd Dróg i Transportu"),
        ("Zarząd Zieleni", "Zarząd Zieleni Miejskiej w Łodzi"),
        ("MOPS", "Miejski Ośrodek Pomocy Społecznej w Łodzi"),
        ("ZDiT", "Zarząd Dróg i Transportu"),
        ("Urzad Miasta", OFFICE),
        *(
            (name, None)
            for name in (
                "Zarząd",
                "Urząd",
                "Poczta Polska",
                "Straż Miejska",
                "PZU",
                "",
                "w Łodzi",
                "Łódź",
            )
        ),
    ],
)
def test_the_unit_that_is_meant(typed, meant):
    """In the field of the unit and in a place alike.

    What may be several, or none, is not guessed.
    """
    assert DIRECTORY.suggest_unit(typed) == meant
    place = {"unit": typed or "x", "address": "ul. A 1", "phones": ["986"]}
    found = [
        finding.message
        for finding in check(MINIMAL | {"places": [place]})
        if finding.code == "LCKM-R027"
    ]
    assert [message.partition("Czy chodzi o „")[2] for message in found] == (
        [f"{meant}”?"] if meant else []
    )


def test_a_unit_that_is_closed_is_not_proposed():
    closed, opened = date(2025, 12, 31), date(2026, 1, 1)
    directory = Directory(
        (
            Unit("Zarząd Zieleni", window=Window(None, closed)),
            Unit("Zarząd Zieleni Miejskiej", window=Window(opened, None)),
            Unit("Straż Miejska", window=Window(None, closed)),
        )
    )
    assert misnamed_unit(directory, "Zarząd Zieleni", closed) is None
    told = {
        name: misnamed_unit(directory, name, opened) for name in ("Zarząd Zieleni", "Straż Miejska")
    }
    assert told["Zarząd Zieleni"].pl.endswith("Czy chodzi o „Zarząd Zieleni Miejskiej”?")
    assert told["Straż Miejska"].pl.endswith("Podaj jedną z jednostek: Zarząd Zieleni Miejskiej.")
    assert misnamed_unit(directory, "Straz Miejska").pl.endswith("„Straż Miejska”?")
