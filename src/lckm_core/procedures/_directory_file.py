"""The host's own directory of units, cells and named staff, as a file."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Annotated, Any, TypeVar

import attrs

from lckm_core.calendar import Window
from lckm_core.fields import Mark, TextKind, form
from lckm_core.findings import Finding, Findings, kind
from lckm_core.forms import Email, Line, checked_by, judge, sound_values
from lckm_core.law import cites
from lckm_core.organisation import (
    City,
    Directory,
    Official,
    Role,
    Unit,
    misnamed_cell,
    misnamed_unit,
    normalize_login,
)
from lckm_core.text import Message, folded

_Row = TypeVar("_Row")

UNIT_TWICE = kind(
    "LCKM-J001", "zał. 1", Message("jednostka podana dwa razy", "a unit is given twice")
)
CELL_TWICE = kind(
    "LCKM-J002", "wzór: Komórka", Message("komórka podana dwa razy", "a cell is given twice")
)
PERSON_TWICE = kind(
    "LCKM-J003", "zał. 2 § 12", Message("osoba podana dwa razy", "a person is given twice")
)
PERSON_NOWHERE = kind(
    "LCKM-J004",
    "zał. 2 § 2 pkt 2",
    Message("osoba z jednostki lub komórki spoza spisu", "a person of an unlisted unit or cell"),
)
LOGIN_OF_TWO = kind(
    "LCKM-J005", "zał. 2 § 12", Message("jeden login dwóch osób", "one login of two people")
)
LOGIN = TextKind(
    "login",
    Message("login bez odstępów, np. b.przykladowa", "a login without spaces, as b.przykladowa"),
    r"^\S{1,200}$",
)


@attrs.frozen
class ListedUnit:
    """The Office or a municipal unit, its cells, and the days on which it exists.

    Without cells, any name of a cell is taken.
    """

    name: Annotated[Line, Mark("Nazwa jednostki", cites="wzór: Jednostka")]
    cells: Annotated[tuple[Line, ...], Mark("Komórki", cites="wzór: Komórka")] = ()
    valid_from: Annotated[date | None, Mark("Istnieje od", cites="zał. 1")] = None
    valid_to: Annotated[date | None, Mark("Istnieje do", cites="zał. 1")] = None

    @property
    def window(self) -> Window:
        """The days on which the unit exists."""
        return Window(self.valid_from, self.valid_to)


@attrs.frozen
class ListedOfficial:
    """A named member of staff with their roles, place and days; without a unit, of the Office.

    The login is the one that the Office's sign-in tells.
    """

    name: Annotated[Line, Mark("Imię i nazwisko", cites="zał. 2 § 12")]
    roles: Annotated[tuple[Role, ...], Mark("Role", cites="zał. 2 § 12", min_items=1)]
    unit: Annotated[Line | None, Mark("Jednostka")] = None
    cell: Annotated[Line | None, Mark("Komórka")] = None
    valid_from: Annotated[date | None, Mark("Pełni rolę od", cites="zał. 2 § 12")] = None
    valid_to: Annotated[date | None, Mark("Pełni rolę do", cites="zał. 2 § 12")] = None
    login: Annotated[Annotated[str, LOGIN] | None, Mark("Login", cites="zał. 2 § 12")] = None

    def official(self, office: str) -> Official:
        """Return the person as in a directory; without a unit they belong to the *office*."""
        return Official(
            self.name,
            self.roles,
            self.unit or office,
            self.cell,
            Window(self.valid_from, self.valid_to),
            self.login,
        )


PREFIX = TextKind(
    "number prefix",
    Message("od 1 do 8 wielkich liter bez polskich znaków, np. KA", "1 to 8 capital letters"),
    r"^[A-Z]{1,8}$",
)


@attrs.frozen
class ListedCity:
    """A city's own facts; what is left out is as in Łódź."""

    office: Annotated[Line | None, Mark("Nazwa urzędu", cites="zał. 2 § 2 pkt 7")] = None
    material_mailbox: Annotated[
        Email | None, Mark("Adres na materiały", cites="zał. 2 § 11 ust. 2")
    ] = None
    number_prefix: Annotated[Annotated[str, PREFIX] | None, Mark("Początek numerów procedur")] = (
        None
    )

    @property
    def city(self) -> City:
        """The city as a directory has it."""
        return City(**attrs.asdict(self, filter=lambda _, value: value is not None))


@form("spis jednostek", "a list of units")
@cites("zał. 1", "zał. 2 § 2 pkt 2")
@attrs.frozen
class UnitList:
    """A file of all units and cells, and of named staff; what it leaves out is unknown."""

    units: Annotated[tuple[ListedUnit, ...], Mark("Jednostki", cites="zał. 1", min_items=1)]
    people: Annotated[tuple[ListedOfficial, ...], Mark("Osoby", cites="zał. 2 § 12")] = ()
    city: Annotated[ListedCity | None, Mark("Miasto")] = None

    @property
    def directory(self) -> Directory:
        """The directory that the file describes, for ``check(…, directory=…)``."""
        units = tuple(Unit(row.name, row.cells, row.window) for row in self.units)
        city = self.city.city if self.city else City()
        return Directory(units, tuple(row.official(city.office) for row in self.people), city)


def _check(data: Mapping[str, Any], _directory: Directory, _requested_on: date | None) -> Findings:
    """Check a list: its shape, and that nothing is named twice or is of an unlisted unit."""
    judged = judge(data, UnitList)
    values = sound_values(judged, UnitList)
    city = values.get("city")
    office = (city.city if city else City()).office
    people = tuple(row.official(office) for row in values.get("people", ()))
    findings = [*_duplicates(values.get("units", ())), *_duplicate_people(people)]
    findings += _shared_logins(people)
    is_of_known_city = city is not None or "city" not in judged.data
    if "units" in values and is_of_known_city:
        findings += _unlisted_places(people, UnitList(values["units"], city=city).directory)
    return Findings((*judged.findings, *findings), form=UnitList)


def _duplicates(units: tuple[ListedUnit, ...]) -> Iterator[Finding]:
    """Yield a finding for each unit or cell that is listed twice."""
    for index, row, earlier in _with_earlier(units, lambda unit: folded(unit.name)):
        if any(row.window.overlaps(other.window) for other in earlier):
            message = Message(
                f"Jednostka „{row.name}” jest już w spisie na te same dni. "
                "Zostaw jeden wpis albo rozdziel okresy „od” i „do”.",
                f"The unit “{row.name}” is listed for the same days already. "
                "Keep one of them, or separate their windows.",
            )
            yield UNIT_TWICE.at(("units", index, "name"), message)
        known: set[str] = set()
        for place, cell in enumerate(row.cells):
            if folded(cell) in known:
                message = Message(
                    f"Komórka „{cell}” jest już w spisie tej jednostki. Zostaw jeden wpis.",
                    f"The cell “{cell}” is listed for this unit already. Keep one of them.",
                )
                yield CELL_TWICE.at(("units", index, "cells", place), message)
            known.add(folded(cell))


def _duplicate_people(listed: tuple[Official, ...]) -> Iterator[Finding]:
    """Yield a finding for each person listed twice for the same cell and days."""
    # Nobody could tell which of the two acted.
    for index, person, earlier in _with_earlier(listed, _name_and_place):
        if any(person.window.overlaps(other.window) for other in earlier):
            message = Message(
                f"„{person.name}” jest już w spisie na te same dni. "
                "Zostaw jeden wpis ze wszystkimi rolami, rozdziel okresy „od” i „do” "
                "albo, jeśli to dwie osoby, dopisz drugie imię.",
                f"“{person.name}” is listed for the same days already. "
                "Keep one entry with all the roles, separate their windows "
                "or, if they are two people, add a middle name.",
            )
            yield PERSON_TWICE.at(("people", index, "name"), message)


def _shared_logins(listed: tuple[Official, ...]) -> Iterator[Finding]:
    """Yield a finding for each login that is another person's on the same days."""
    # Whoever signs in by it would act in both names.
    for index, person, earlier in _with_earlier(listed, _login):
        if person.login is None:
            continue
        name = folded(person.name)
        overlapping = (other for other in earlier if person.window.overlaps(other.window))
        other = next((other for other in overlapping if folded(other.name) != name), None)
        if other is not None:
            message = Message(
                f"Login „{person.login}” ma na te same dni także „{other.name}”. "
                "Popraw jeden z loginów albo rozdziel okresy „od” i „do”.",
                f"The login “{person.login}” is that of “{other.name}” for the same days, too. "
                "Fix one of the logins, or separate their windows.",
            )
            yield LOGIN_OF_TWO.at(("people", index, "login"), message)


def _with_earlier(
    rows: Iterable[_Row], key: Callable[[_Row], Hashable]
) -> Iterator[tuple[int, _Row, Sequence[_Row]]]:
    """Yield each row with its place in the list, and those of the same key before it."""
    by_key: dict[Hashable, list[_Row]] = {}
    for index, row in enumerate(rows):
        earlier = by_key.setdefault(key(row), [])
        yield index, row, earlier
        earlier.append(row)


def _name_and_place(person: Official) -> Hashable:
    return folded(person.name), person.unit, person.cell


def _login(person: Official) -> Hashable:
    return None if person.login is None else normalize_login(person.login)


def _unlisted_places(people: tuple[Official, ...], directory: Directory) -> Iterator[Finding]:
    """Yield a finding for each person of a unit or cell that the list does not have."""
    for index, person in enumerate(people):
        unknown_unit = misnamed_unit(directory, person.unit)
        if unknown_unit:
            yield PERSON_NOWHERE.at(("people", index, "unit"), unknown_unit)
        elif person.cell:
            unknown_cell = misnamed_cell(directory, person.unit, person.cell)
            if unknown_cell:
                yield PERSON_NOWHERE.at(("people", index, "cell"), unknown_cell)


checked_by(UnitList, _check)
