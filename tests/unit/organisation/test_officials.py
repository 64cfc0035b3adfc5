"""Named staff: who acts in which role on which day (zał. 2 § 2 pkt 5, 6, 8, § 12)."""

from collections import Counter
from datetime import date

import attrs
import pytest
import yaml
from hypothesis import given, strategies as st

from lckm_core import (
    Directory,
    Role,
    check,
    read_form,
)
from lckm_core.calendar import Window
from lckm_core.organisation import DIRECTORY, OFFICE, Official
from lckm_core.procedures import UnitList, _directory_file
from tests.helpers.rows import in_one_test

DAY = date(2026, 11, 25)
MONITORING, HEAD = Role.MONITORING_STAFF, Role.HEAD_OF_CELL
UNITS = [{"name": OFFICE, "cells": ["Wydział Kultury"]}, {"name": "Schronisko dla Zwierząt"}]


def listed(*people):
    return read_form(yaml.safe_dump({"units": UNITS, "people": list(people)}, allow_unicode=True))


def test_a_list_gives_people_with_their_roles_places_and_days():
    document = listed(
        {
            "name": " Anna Zielińska ",
            "roles": [MONITORING.value, HEAD.value],
            "cell": "Wydział Kultury",
            "valid_from": "2026-01-01",
            "valid_to": "2026-12-31",
        },
        {
            "name": "Jan Nowak",
            "roles": [Role.HEAD_OF_UNIT.value],
            "unit": "Schronisko dla Zwierząt",
        },
    )
    assert list(check(document)) == []
    anna, jan = document.build(UnitList).directory.people
    window = Window(date(2026, 1, 1), date(2026, 12, 31))
    assert anna == Official("Anna Zielińska", (MONITORING, HEAD), OFFICE, "Wydział Kultury", window)
    assert jan == Official("Jan Nowak", (Role.HEAD_OF_UNIT,), "Schronisko dla Zwierząt")


def test_a_list_without_people_gives_what_it_gave():
    document = read_form(yaml.safe_dump({"units": UNITS}, allow_unicode=True))
    assert list(check(document)) == []
    assert document.build(UnitList).directory.people == DIRECTORY.people == ()


@pytest.mark.parametrize(
    ("person", "path"),
    [
        ({"name": "A"}, "/people/0/roles"),
        ({"name": "A", "roles": []}, "/people/0/roles"),
        ({"name": "A", "roles": ["sołtys"]}, "/people/0/roles/0"),
        ({"name": "", "roles": [HEAD.value]}, "/people/0/name"),
        ({"name": "A", "roles": [HEAD.value], "unit": "Zarząd Kosmosu"}, "/people/0/unit"),
        ({"name": "A", "roles": [HEAD.value], "cell": "Wydział Kultur"}, "/people/0/cell"),
        ({"name": "A", "roles": [HEAD.value], "od": "2026-01-01"}, "/people/0/od"),
    ],
)
def test_what_names_nobody_is_a_finding_at_its_place(person, path):
    assert [error.path for error in check(listed(person)).errors] == [path]


def test_one_person_may_be_listed_again_for_other_days_or_another_cell():
    first = {"name": "Anna Zielińska", "roles": [HEAD.value], "valid_to": "2026-06-30"}
    later = {"name": "anna  zielinska", "roles": [MONITORING.value], "valid_from": "2026-07-01"}
    elsewhere = {"name": "Anna Zielińska", "roles": [HEAD.value], "cell": "Wydział Kultury"}
    assert list(check(listed(first, later, elsewhere))) == []
    again = later | {"valid_from": "2026-06-30"}
    assert [(one.code, one.path) for one in check(listed(first, again))] == [
        ("LCKM-J003", "/people/1/name")
    ]


def test_a_login_is_one_persons_on_any_day():
    anna = {"name": "Anna Zielińska", "roles": [HEAD.value], "login": "a.zielinska"}
    elsewhere = anna | {"cell": "Wydział Kultury", "login": "A.Zielinska"}
    jan = {"name": "Jan Nowak", "roles": [HEAD.value], "login": "A.ZIELINSKA"}
    before = jan | {"valid_to": "2026-06-30"}
    assert list(check(listed(anna, elsewhere))) == []
    assert list(check(listed(anna | {"valid_from": "2026-07-01"}, before))) == []
    assert [(one.code, one.path) for one in check(listed(anna, before))] == [
        ("LCKM-J005", "/people/1/login")
    ]
    assert [one.path for one in check(listed(anna | {"login": "a zielińska"})).errors] == [
        "/people/0/login"
    ]


@pytest.fixture
def comparisons(monkeypatch):
    """Give how often names and logins are made comparable in a check of so many rows."""
    calls = Counter()
    for name in ("folded", "normalize_login"):
        counted = getattr(_directory_file, name)
        monkeypatch.setattr(
            _directory_file,
            name,
            lambda text, name=name, counted=counted: calls.update([name]) or counted(text),
        )

    def of(form):
        calls.clear()
        assert list(check(form)) == []
        return dict(calls)

    return of


def test_twice_as_many_people_take_twice_as_long(comparisons):
    """By what is compared: thousands of people are checked in a moment."""

    def people(count):
        return listed(
            *(
                {"name": f"Osoba {at}", "roles": [HEAD.value], "login": f"o{at}"}
                for at in range(count)
            )
        )

    few, many = comparisons(people(50)), comparisons(people(100))
    assert all(many[name] <= 2 * few[name] for name in few)
    assert few["normalize_login"] >= 50


def test_twice_as_many_units_take_twice_as_long(comparisons):
    def units(count):
        return read_form(yaml.safe_dump({"units": [{"name": f"Unit {at}"} for at in range(count)]}))

    few, many = comparisons(units(50)), comparisons(units(100))
    assert few["folded"] >= 50
    assert many["folded"] <= 2 * few["folded"]


def test_who_signs_in_is_found_by_login_on_the_days_they_serve():
    first = Official("Anna Zielińska", (HEAD,), window=Window(None, date(2026, 12, 31)), login="az")
    second = Official("Anna Zielińska", (MONITORING,), cell="Wydział Kultury", login="AZ")
    known = directory(first, second, Official("Jan Nowak", (HEAD,)))
    assert known.with_login("Az", DAY) == (first, second)
    assert known.with_login("az", date(2027, 1, 1)) == (second,)
    assert known.with_login("a", DAY) == known.with_login("", DAY) == ()


def directory(*people):
    return Directory((), people)


def test_the_role_is_that_of_the_day_and_among_several_the_one_that_may():
    anna = Official(
        "Anna Zielińska", (HEAD, MONITORING), window=Window(date(2026, 1, 1), date(2026, 12, 31))
    )
    known = directory(anna)
    assert known.role_of("Anna Zielińska", DAY) is HEAD
    assert known.role_of("anna  zielinska", DAY, among={MONITORING}) is MONITORING
    assert known.role_of("Anna Zielińska", DAY, among={Role.DIRECTOR}) is HEAD, (
        "so that a refusal can name it"
    )
    assert known.role_of("Anna Zielińska", date(2027, 1, 1)) is None
    assert known.role_of("Jan Nowak", DAY) is None
    assert known.suggest_person("Anna Zielinskaa") == "Anna Zielińska"
    assert DIRECTORY.role_of("Anna Zielińska", DAY) is None


days = st.dates(date(2026, 1, 1), date(2026, 1, 20))
windows = st.builds(
    lambda ends: Window(*ends),
    st.tuples(st.none() | days, st.none() | days).filter(
        lambda ends: None in ends or ends[0] <= ends[1]
    ),
)
roles = st.lists(st.sampled_from(Role), min_size=1, max_size=3, unique=True).map(tuple)
people = st.lists(
    st.builds(Official, st.sampled_from(["A", "B"]), roles, window=windows), max_size=5
)


@given(people, days, st.sets(st.sampled_from(Role)))
def test_nobody_acts_in_a_role_that_the_list_does_not_give_them_that_day(listed_people, day, among):
    role = directory(*listed_people).role_of("A", day, among=among)
    theirs = {
        role for one in listed_people if one.name == "A" and day in one.window for role in one.roles
    }
    assert (role is None) == (not theirs)
    assert role is None or role in theirs
    assert role is None or role in among or not theirs & among


@pytest.mark.parametrize(
    ("one", "other", "are_one"),
    [
        ("E.Pokazowa", "e.POKAZOWA", True),
        ("Ż.Łąka", "ż.łĄKA", True),
        ("e.po\u212aazowa", "e.pokazowa", False),  # KELVIN SIGN
        ("\u017b.próbna", "z\u0307.próbna", False),
        ("a.ma\u017f", "a.mas", False),  # LATIN SMALL LETTER LONG S
        ("a.gro\u00df", "a.gross", False),
        ("a.gro\u1e9e", "a.gro\u00df", False),
        ("\u0130.x", "i\u0307.x", False),
        ("\u212b.x", "\u00e5.x", False),  # ANGSTROM SIGN
        ("\ufb01.x", "fi.x", False),
    ],
    ids=ascii,
)
def test_logins_differ_by_case_alone(one: str, other: str, are_one: bool) -> None:
    official = Official("Ewa Pokazowa", (Role.MONITORING_STAFF,), login=one)
    known = Directory(units=(), people=(official,))
    assert known.with_login(other, DAY) == ((official,) if are_one else ())
    known = Directory(units=(), people=(attrs.evolve(official, login=other),))
    assert bool(known.with_login(one, DAY)) == are_one


PLACES = [None, "Wydział Kultury", "Wydział Budżetu"]


@in_one_test("own", PLACES)
@in_one_test("cell", PLACES)
@in_one_test("elsewhere", [False, True])
def test_whoever_serves_in_a_whole_unit_serves_for_each_cell_of_it(own, cell, elsewhere):
    """And nobody for another unit, nor for another cell than their own."""
    unit = "Schronisko dla Zwierząt" if elsewhere else OFFICE
    directory = attrs.evolve(DIRECTORY, people=(Official("Anna Zielińska", (HEAD,), OFFICE, own),))
    message = directory.not_in_role("Anna Zielińska", DAY, (HEAD,), unit, cell)
    assert (message is None) is (not elsewhere and own in (None, cell))
    assert directory.not_in_role("Anna Zielińska", DAY, (HEAD,)) is None
