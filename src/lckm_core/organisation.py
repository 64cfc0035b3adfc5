"""Who is who: the Office's cells, the units of annex 1, the roles, and who may do what."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from difflib import get_close_matches
from enum import StrEnum

import attrs

from lckm_core.calendar import Window
from lckm_core.errors import IllegalMoveError
from lckm_core.ordinance import cite, cites
from lckm_core.text import Message, folded

OFFICE = "Urząd Miasta Łodzi"
"""The Office: its cells are „komórki organizacyjne” (zał. 2 § 2 pkt 2 and 7)."""


class Role(StrEnum):
    """The roles the ordinance gives something to do; the value is the Polish name."""

    HEAD_OF_CELL = "kierownik komórki organizacyjnej"
    HEAD_OF_UNIT = "kierownik miejskiej jednostki organizacyjnej"
    DIRECTOR = "Dyrektor Wydziału Zarządzania Kontaktami z Mieszkańcami"
    HEAD_OF_MONITORING = "kierownik Oddziału ds. Monitoringu i Controllingu"
    MONITORING_STAFF = "wyznaczony pracownik Oddziału ds. Monitoringu i Controllingu"
    HEAD_OF_CALL_CENTRE = "kierownik Oddziału Call Center"
    CALL_CENTRE_STAFF = "pracownik Oddziału Call Center"
    STAFF_OF_CELL = "pracownik komórki organizacyjnej"
    STAFF_OF_UNIT = "pracownik miejskiej jednostki organizacyjnej"


class Act(StrEnum):
    """What somebody may or may not do; the value is the Polish name."""

    HAND_IN_MATERIAL = "przekazać materiał"
    REQUEST_INCLUSION = "wnioskować o włączenie procedury"
    REQUEST_UPDATE = "wnioskować o aktualizację procedury"
    APPROVE_TERMS = "zatwierdzić regulamin"
    ANNOUNCE = "zamieścić informację"
    AGREE_DEPARTURE = "uzgodnić odstąpienie"
    PUBLISH = "opublikować"
    WITHDRAW = "wycofać z publikacji"
    CHANGE_CALL_CENTRE_NOTE = "uzupełnić pole „Inne” dla Call Center"
    REQUEST_DATA = "poprosić o dane dla Call Center"
    ANSWER_DATA_REQUEST = "przekazać dane dla Call Center"
    REQUEST_BRIEFING = "wnioskować o instruktaż"
    NAME_BRIEFER = "wyznaczyć osobę do instruktażu"
    CONFIRM_BRIEFING = "potwierdzić instruktaż"

    @property
    def denied(self) -> str:
        """The Polish words as they stand after „nie może”: what is done is in the genitive there."""
        return _DENIED.get(self, self.value)


_DENIED: Mapping[Act, str] = {
    Act.HAND_IN_MATERIAL: "przekazać materiału",
    Act.APPROVE_TERMS: "zatwierdzić regulaminu",
    Act.ANNOUNCE: "zamieścić informacji",
    Act.AGREE_DEPARTURE: "uzgodnić odstąpienia",
    Act.CHANGE_CALL_CENTRE_NOTE: "uzupełnić pola „Inne” dla Call Center",
    Act.ANSWER_DATA_REQUEST: "przekazać danych dla Call Center",
    Act.NAME_BRIEFER: "wyznaczyć osoby do instruktażu",
    Act.CONFIRM_BRIEFING: "potwierdzić instruktażu",
}


for _citation in ("zał. 2 § 2 pkt 5", "zał. 2 § 2 pkt 6", "zał. 2 § 2 pkt 8"):
    cite(_citation, f"{__name__}.Role")

_HEADS = frozenset({Role.HEAD_OF_CELL, Role.HEAD_OF_UNIT})
_STAFF = frozenset({Role.STAFF_OF_CELL, Role.STAFF_OF_UNIT})

PERMISSIONS: Mapping[Act, tuple[frozenset[Role], str]] = {
    Act.HAND_IN_MATERIAL: (_HEADS, "zarz. § 1 ust. 1"),
    Act.REQUEST_INCLUSION: (_HEADS | {Role.DIRECTOR}, "zał. 2 § 8 ust. 2"),
    Act.REQUEST_UPDATE: (_HEADS | {Role.DIRECTOR}, "zał. 2 § 8 ust. 3"),
    Act.APPROVE_TERMS: (frozenset({Role.DIRECTOR}), "zał. 2 § 4 ust. 3"),
    Act.ANNOUNCE: (_HEADS | {Role.HEAD_OF_MONITORING}, "zał. 2 § 7 ust. 2"),
    Act.AGREE_DEPARTURE: (frozenset({Role.HEAD_OF_MONITORING, Role.MONITORING_STAFF}), "zał. 2 § 9 ust. 3"),
    Act.PUBLISH: (frozenset({Role.MONITORING_STAFF}), "zał. 2 § 12"),
    Act.WITHDRAW: (frozenset({Role.MONITORING_STAFF}), "zał. 2 § 12"),
    Act.CHANGE_CALL_CENTRE_NOTE: (frozenset({Role.CALL_CENTRE_STAFF, Role.HEAD_OF_CALL_CENTRE}), "wzór: Inne"),
    Act.REQUEST_DATA: (frozenset({Role.CALL_CENTRE_STAFF, Role.HEAD_OF_CALL_CENTRE}), "zał. 2 § 10 ust. 3"),
    Act.ANSWER_DATA_REQUEST: (_HEADS | _STAFF, "zał. 2 § 10 ust. 3"),
    Act.REQUEST_BRIEFING: (frozenset({Role.HEAD_OF_CALL_CENTRE}), "zał. 2 § 10 ust. 4"),
    Act.NAME_BRIEFER: (_HEADS, "zał. 2 § 10 ust. 4"),
    Act.CONFIRM_BRIEFING: (frozenset({Role.HEAD_OF_CALL_CENTRE}), "zał. 2 § 10 ust. 4"),
}
"""Who may do what, each row with its provision."""

for _act, (_roles, _citation) in PERMISSIONS.items():
    cite(_citation, f"{__name__}.PERMISSIONS[{_act.name}]")
cite("zarz. § 2", f"{__name__}.PERMISSIONS[APPROVE_TERMS]")
cite("zał. 2 § 7 ust. 1", f"{__name__}.PERMISSIONS[ANNOUNCE]")
cite("zał. 2 § 8 ust. 4", f"{__name__}.PERMISSIONS[REQUEST_UPDATE]")


@attrs.frozen
class Verdict:
    """Whether an act is allowed; a refusal says who may. True in a condition when allowed."""

    allowed: bool
    cites: str
    because: Message

    def __bool__(self) -> bool:
        return self.allowed


def may(role: Role, act: Act) -> Verdict:
    """Return whether *role* may do *act*, with the provision and the reason.

    A refusal is a verdict. Raises ``TypeError``, which names the roles and acts there are, for what is no :class:`Role` or no
    :class:`Act`, such as text. Provisions: those of :data:`PERMISSIONS`, zarz. § 1 to zał. 2 § 12.
    """
    require_one_of(Role, role)
    require_one_of(Act, act)
    roles, citation = PERMISSIONS[act]
    who = ", ".join(sorted(allowed.value for allowed in roles))
    if role in roles:
        return Verdict(
            True,
            citation,
            Message(f"{role.value} może {act.value} ({citation})", f"{role.name} may {act.name} ({citation})"),
        )
    names = ", ".join(sorted(allowed.name for allowed in roles))
    return Verdict(
        False,
        citation,
        Message(
            f"{role.value} nie może {act.denied}. Może to zrobić: {who} ({citation})",
            f"{role.name} may not {act.name}. Who may: {names} ({citation})",
        ),
    )


def require_may(role: Role, act: Act, subject: str) -> None:
    """Raise :class:`IllegalMoveError`, which says who may, unless *role* may do *act*. Raises besides what :func:`may` does."""
    verdict = may(role, act)
    if not verdict:
        raise IllegalMoveError(act.name, subject, verdict.because)


def require_one_of(kind: type[StrEnum], given: object) -> None:
    """Raise ``TypeError``, which names what there is, unless *given* is a member of *kind*: text alone is none."""
    if not isinstance(given, kind):
        names = ", ".join(member.name for member in kind)
        raise TypeError(f"{kind.__name__} is one of {names}, not {type(given).__name__}")


@cites("zał. 2 § 2 pkt 2", "zał. 2 § 2 pkt 7")
@attrs.frozen
class Unit:
    """The Office or a municipal unit: its name, the cells known by name, and the days on which it counts.

    A unit without listed cells takes any cell's name.
    """

    name: str
    cells: tuple[str, ...] = ()
    window: Window = Window()


@cites("zał. 2 § 2 pkt 5", "zał. 2 § 2 pkt 6", "zał. 2 § 2 pkt 8")
@attrs.frozen
class Official:
    """A named member of staff: their roles, where they serve, and the days on which they do."""

    name: str
    roles: tuple[Role, ...]
    unit: str = OFFICE
    cell: str | None = None
    window: Window = Window()


@attrs.frozen
class Directory:
    """The units that hand material in, with their cells, and named staff; without ``people``, nobody is known by name."""

    units: tuple[Unit, ...]
    people: tuple[Official, ...] = ()

    def unit(self, name: str, on: date | None = None) -> Unit | None:
        """Return the unit of exactly this name, known on that day (any day when ``None``)."""
        return next((unit for unit in self.units if unit.name == name and (on is None or on in unit.window)), None)

    def suggest_unit(self, name: str) -> str | None:
        """Return the known name nearest to *name*, or ``None``.

        It may be in another case or without Polish marks, leave „w Łodzi” out or add it, have a typing error, leave words out
        that the rest tells („Zarząd Zieleni”), or be the initials („MOPS”).
        """
        return _nearest(name, (unit.name for unit in self.units))

    def suggest_cell(self, unit: Unit, name: str) -> str | None:
        """Return the known cell of *unit* nearest to *name*, or ``None``."""
        return _nearest(name, unit.cells)

    def named(self, name: str, on: date) -> tuple[Official, ...]:
        """Return who is listed by that name and serves that day, in the list's order; case and Polish marks do not count."""
        return tuple(one for one in self.people if folded(one.name) == folded(name) and on in one.window)

    def role_of(self, name: str, on: date, *, among: Collection[Role] = tuple(Role)) -> Role | None:
        """Return the role in which whoever has that name acts on that day, or ``None`` when nobody of that name serves.

        It is the first of their roles that is one of *among*, the roles that an act is open to; where none is, the first
        that they have, so that a refusal can name it. Provision: zał. 2 § 2 pkt 5, 6 and 8.
        """
        roles = [role for one in self.named(name, on) for role in one.roles]
        return next((role for role in roles if role in among), next(iter(roles), None))

    def suggest_person(self, name: str) -> str | None:
        """Return the listed name nearest to *name*, or ``None``."""
        return _nearest(name, (one.name for one in self.people))

    def not_in_role(
        self, name: str, on: date, roles: Collection[Role], unit: str | None = None, cell: str | None = None
    ) -> Message | None:
        """Return why nobody of that name has one of *roles* on that day, or ``None`` where somebody has, and where nobody is listed by name.

        With a *unit*, they serve there, and in that *cell* of it unless they serve in none.
        """
        if not self.people:
            return None
        listed = self.named(name, on)
        if not listed:
            near = self.suggest_person(name)
            return Message(
                f"W spisie osób z {on} nie ma „{name}”. "
                + (f"Czy chodzi o: {near}?" if near else "Popraw imię i nazwisko."),
                f"Nobody is listed as “{name}” on {on}. " + (f"Did you mean {near}?" if near else "Mend the name."),
            )
        able = [one for one in listed if set(roles) & set(one.roles)]
        if not able:
            wanted, named = sorted(roles), {role for one in listed for role in one.roles}
            return Message(
                f"{name} nie jest dnia {on} w roli: {', '.join(role.value for role in wanted)}, lecz: {', '.join(sorted(named))}.",
                f"{name} is not {', '.join(role.name for role in wanted)} on {on}.",
            )
        if unit is None or any(one.unit == unit and one.cell in (None, cell) for one in able):
            return None
        return Message(
            f"{name} nie kieruje komórką ani jednostką, której to dotyczy („{cell or unit}”). Wnioskuje jej kierownik.",
            f"{name} is not the head of whose it is (“{cell or unit}”). Its head asks for this.",
        )


def misnamed_unit(directory: Directory, name: str, on: date | None = None) -> Message | None:
    """Return what is wrong with the name of a unit, with the nearest known one, or ``None`` for a unit known on that day."""
    if directory.unit(name, on) is not None:
        return None
    near = directory.suggest_unit(name)
    known = ", ".join(item.name for item in directory.units)
    return Message(
        f"Nie ma jednostki „{name}”. " + (f"Czy chodzi o „{near}”?" if near else f"Podaj jedną z: {known}."),
        f"There is no unit “{name}”. " + (f"Did you mean “{near}”?" if near else f"Give one of: {known}."),
    )


def misnamed_cell(directory: Directory, unit: str, cell: str) -> Message | None:
    """Return what is wrong with the name of a unit's cell; ``None`` where it is known, or the unit's cells are not listed."""
    known = directory.unit(unit)
    if known is None or not known.cells or cell in known.cells:
        return None
    near = directory.suggest_cell(known, cell)
    cells = ", ".join(known.cells)
    meant = Message(f"Czy chodzi o „{near}”?", f"Did you mean “{near}”?")
    listed = Message(f"Znane komórki: {cells}.", f"Known cells: {cells}.")
    hint = meant if near else listed
    return Message(
        f"W spisie „{unit}” nie ma komórki „{cell}”. {hint.pl} Jeśli taka komórka istnieje, podaj własny spis: "
        "lckm check --directory PLIK.",
        f"The list of “{unit}” has no cell “{cell}”. {hint.en} If there is such a cell, hand in a list of your own: "
        "lckm check --directory FILE.",
    )


def _nearest(name: str, known: Iterable[str]) -> str | None:
    keys = {_key(candidate): candidate for candidate in known}
    typed = _key(name[:200])
    if close := get_close_matches(typed, keys, n=1, cutoff=0.8):
        return keys[close[0]]
    words = set(typed.split())
    meant = [
        candidate
        for key, candidate in keys.items()
        if words and (words <= set(key.split()) or typed == "".join(word[0] for word in key.split()))
    ]
    return meant[0] if len(meant) == 1 else None


def _key(name: str) -> str:
    return " ".join(folded(name).removesuffix("w lodzi").split())
