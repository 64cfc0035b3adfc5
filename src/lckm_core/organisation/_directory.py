"""The directory: the Office's cells, municipal units, and named staff."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date

import attrs

from lckm_core.calendar import Window
from lckm_core.law import cites
from lckm_core.organisation._city import City
from lckm_core.organisation._roles import Role
from lckm_core.text import Message, folded, nearest

OFFICE = City().office
"""The Office of Łódź: its cells are „komórki organizacyjne” (zał. 2 § 2 pkt 2 and 7)."""


@cites("zał. 2 § 2 pkt 2", "zał. 2 § 2 pkt 7")
@attrs.frozen
class Unit:
    """The Office or a municipal unit: its name, its listed cells, and the days it exists.

    A unit without listed cells takes any cell's name; so does one that does not list all of them,
    with advice.
    """

    name: str
    cells: tuple[str, ...] = ()
    window: Window = Window()
    lists_all_cells: bool = True

    def accepts_cell(self, name: str) -> bool:
        """Return whether the unit has, or may have, a cell of exactly this name."""
        return not self.cells or not self.lists_all_cells or name in self.cells


def normalize_login(login: str) -> str:
    """Return a login in small letters, by which two spellings of it are compared."""
    if login.isascii():
        return login.lower()
    # Some signs have the small letter of another (U+212A, that of „K”), and some several letters:
    # by str.casefold such a login would be somebody else's. These stay as they are.
    return "".join(
        small if (small := letter.lower()).upper() == letter else letter for letter in login
    )


@cites("zał. 2 § 2 pkt 5", "zał. 2 § 2 pkt 6", "zał. 2 § 2 pkt 8")
@attrs.frozen
class Official:
    """A named member of staff: their roles, where they serve, and on which days.

    ``login`` is the name that the Office's sign-in knows them by, whatever its case.
    """

    name: str
    roles: tuple[Role, ...]
    unit: str = OFFICE
    cell: str | None = None
    window: Window = Window()
    login: str | None = None


@attrs.frozen
class Directory:
    """The units that hand material in, with their cells, named staff, if listed, and the city."""

    units: tuple[Unit, ...]
    people: tuple[Official, ...] = ()
    city: City = City()

    def unit(self, name: str, on: date | None = None) -> Unit | None:
        """Return the unit of exactly this name, on that day if one is given."""
        for unit in self.units:
            if unit.name == name and (on is None or on in unit.window):
                return unit
        return None

    def suggest_unit(self, name: str) -> str | None:
        """Return the unit's name that *name* most likely means, or ``None``.

        It may differ in case, Polish marks, „w Łodzi” or a typing error, leave words out
        („Zarząd Zieleni”), or be the initials („MOPS”).
        """
        return _nearest_name(name, (unit.name for unit in self.units))

    def suggest_cell(self, unit: Unit, name: str) -> str | None:
        """Return the cell of *unit* that *name* most likely means, or ``None``."""
        return _nearest_name(name, unit.cells)

    def named(self, name: str, on: date) -> tuple[Official, ...]:
        """Return the staff of that name, whatever its case and Polish marks, on that day."""
        wanted = folded(name)
        return tuple(
            person
            for person in self.people
            if folded(person.name) == wanted and on in person.window
        )

    def with_login(self, login: str, on: date) -> tuple[Official, ...]:
        """Return the staff of that login, whatever its case, on that day.

        Several are one person in several places; whoever has no role that day is left out.
        Provision: zał. 2 § 12.
        """
        wanted = normalize_login(login)
        return tuple(
            person
            for person in self.people
            if person.login is not None
            and normalize_login(person.login) == wanted
            and on in person.window
        )

    def role_of(self, name: str, on: date, *, among: Collection[Role] = tuple(Role)) -> Role | None:
        """Return the role in which somebody acts on that day, or ``None`` when they do not serve.

        It is the first of their roles that is one of *among*, the roles open to an act, else the
        first that they have, so that a refusal can name it. Provision: zał. 2 § 2 pkt 5, 6 and 8.
        """
        roles = [role for person in self.named(name, on) for role in person.roles]
        return next((role for role in roles if role in among), next(iter(roles), None))

    def receivers_of(self, official: Official) -> frozenset[str]:
        """Return the names under which reports go to where somebody serves, as routes give them.

        For a whole unit, these include its listed cells. Provision: zał. 2 § 6 ust. 1.
        """
        if official.cell is not None:
            return frozenset({official.cell})
        unit = self.unit(official.unit)
        return frozenset({official.unit, *(unit.cells if unit is not None else ())})

    def suggest_person(self, name: str) -> str | None:
        """Return the listed person that *name* most likely means, or ``None``."""
        return _nearest_name(name, (person.name for person in self.people))

    def not_in_role(
        self,
        name: str,
        on: date,
        roles: Collection[Role],
        unit: str | None = None,
        cell: str | None = None,
    ) -> Message | None:
        """Return why nobody of that name has one of *roles* on that day.

        ``None`` when somebody has, or when the directory lists no people. With a *unit* they must
        serve there, and in that *cell* of it unless they belong to none.
        """
        if not self.people:
            return None
        listed = self.named(name, on)
        if not listed:
            return self._unlisted_name(name, on)
        able = [person for person in listed if set(roles) & set(person.roles)]
        if not able:
            return _in_other_roles(listed, on, roles)
        if unit is None or any(
            person.unit == unit and person.cell in (None, cell) for person in able
        ):
            return None
        whose = cell or unit
        return Message(
            f"{name} nie kieruje komórką ani jednostką, której to dotyczy („{whose}”). Może to "
            "zrobić jej kierownik.",
            f"{name} does not head that cell or unit (“{whose}”). Its head may do it.",
        )

    def _unlisted_name(self, name: str, on: date) -> Message:
        near = self.suggest_person(name)
        if near and not self.named(near, on):
            return Message(
                f"„{near}” nie pełni dnia {on} żadnej roli w spisie osób. Popraw spis albo podaj "
                "kogoś innego.",
                f"“{near}” has no role on {on} in the directory. Fix the directory, or give "
                "somebody else.",
            )
        add = Message(
            "Popraw imię i nazwisko. Jeśli są dobre, dopisz tę osobę do spisu jednostek (people).",
            "Fix the name. If it is right, add them to the directory (people).",
        )
        return Message(
            f"W spisie osób z {on} nie ma „{name}”. "
            + (f"Czy chodzi o: {near}?" if near else add.pl),
            f"Nobody is listed as “{name}” on {on}. "
            + (f"Did you mean {near}?" if near else add.en),
        )


def _in_other_roles(listed: Sequence[Official], on: date, roles: Collection[Role]) -> Message:
    name, wanted = listed[0].name, sorted(roles)
    theirs = sorted({role for person in listed for role in person.roles})
    return Message(
        f"{name} nie jest dnia {on} w roli: {', '.join(role.value for role in wanted)}, lecz: "
        f"{', '.join(theirs)}.",
        f"{name} is not {', '.join(role.english for role in wanted)} on {on}, but "
        f"{', '.join(role.english for role in theirs)}.",
    )


def misnamed_unit(directory: Directory, name: str, on: date | None = None) -> Message | None:
    """Return what is wrong with a unit's name, or ``None`` for a unit that exists on that day."""
    if directory.unit(name, on) is not None:
        return None
    units = [unit.name for unit in directory.units if on is None or on in unit.window]
    near = _nearest_name(name, units)
    known = ", ".join(units)
    return Message(
        f"Nie ma jednostki „{name}”. "
        + (f"Czy chodzi o „{near}”?" if near else f"Podaj jedną z jednostek: {known}."),
        f"There is no unit “{name}”. "
        + (f"Did you mean “{near}”?" if near else f"Give one of: {known}."),
    )


def misnamed_cell(directory: Directory, unit: str, cell: str) -> Message | None:
    """Return what is wrong with a cell's name, or ``None`` for a known or unlisted one."""
    known = directory.unit(unit)
    if known is not None and not known.cells:
        return _cell_of_another(directory, unit, cell)
    if known is None or known.accepts_cell(cell):
        return None
    near = directory.suggest_cell(known, cell)
    cells = ", ".join(known.cells)
    meant = Message(f"Czy chodzi o „{near}”?", f"Did you mean “{near}”?")
    listed = Message(f"Znane komórki: {cells}.", f"Known cells: {cells}.")
    hint = meant if near else listed
    return Message(
        f"W spisie „{unit}” nie ma komórki „{cell}”. {hint.pl} Jeśli taka komórka istnieje, "
        "dopisz ją do spisu jednostek (cells).",
        f"The list of “{unit}” has no cell “{cell}”. {hint.en} If there is such a cell, add it to "
        "the directory (cells).",
    )


def _cell_of_another(directory: Directory, unit: str, cell: str) -> Message | None:
    """Return that a cell is one of another unit, where its own unit has none listed."""
    owner = next((office.name for office in directory.units if cell in office.cells), None)
    if owner is None:
        return None
    return Message(
        f"„{cell}” to komórka jednostki „{owner}”, a nie „{unit}”. Popraw jedną z nazw.",
        f"“{cell}” is a cell of “{owner}”, and not of “{unit}”. Fix one of the names.",
    )


def unverified_cell(directory: Directory, unit: str, cell: str) -> Message | None:
    """Return why a cell's name could not be checked, or ``None`` where it was.

    It is one that is missing from a list which does not have all cells of its unit.
    """
    known = directory.unit(unit)
    if known is None or known.lists_all_cells or cell in known.cells:
        return None
    near = directory.suggest_cell(known, cell)
    meant = Message(f" Czy chodzi o „{near}”?", f" Did you mean “{near}”?")
    hint = meant if near else Message("", "")
    return Message(
        f"Nazwy komórki „{cell}” nie sprawdzono: spis jednostek, z którego korzysta program, nie "
        f"ma wszystkich komórek „{unit}”.{hint.pl} Jeśli nazwa jest dobra, nic nie zmieniaj.",
        f"The name of the cell “{cell}” was not checked: the list of units that the program uses "
        f"does not have every cell of “{unit}”.{hint.en} If the name is right, change nothing.",
    )


def _nearest_name(name: str, known: Iterable[str]) -> str | None:
    """Return the one of *known* that *name* most likely means, or ``None``."""
    keys = {_key(candidate): candidate for candidate in known}
    typed = _key(name[:200])
    close = nearest(typed, keys, cutoff=0.8)
    if close is not None:
        return keys[close]
    words = set(typed.split())
    meant = [
        candidate
        for key, candidate in keys.items()
        if words
        and (words <= set(key.split()) or typed == "".join(word[0] for word in key.split()))
    ]
    return meant[0] if len(meant) == 1 else None


def _key(name: str) -> str:
    return " ".join(folded(name).removesuffix("w lodzi").split())
