"""What another table of routes changes for reports: who gets them, with what, and whether."""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise, product

import attrs

from lckm_core.reports import (
    Attribute,
    Category,
    EventPlace,
    ReportForm,
    ReportKind,
    Route,
    RouteTable,
    ToHelpdesk,
    category_questions,
    polish_name,
    route,
)
from lckm_desk import _labels as labels

_MOST_SHOWN = 100
# Of one category and kind. Reports that no changed route can take are not tried at all.
_MOST_TRIED = 5_000
# How many routes are compared with such reports, of all categories and kinds.
_MOST_COMPARED = 20_000_000
_NO_MATTER = "…"
_NO_CATEGORY = "nie ma takiej kategorii"


@attrs.frozen
class Effect:
    """Reports for which something changes.

    Args:
        reports: which, in words.
        before: what becomes of them now.
        after: what would become of them.
    """

    reports: str
    before: str
    after: str


@attrs.frozen
class Effects:
    """What another table changes.

    Args:
        shown: the first of the changes.
        is_cut: whether there are more of them.
        is_whole: whether all reports that routes tell apart were tried.
    """

    shown: Sequence[Effect]
    is_cut: bool
    is_whole: bool


def effects_of(
    old: RouteTable, new: RouteTable, *, name_of: Callable[[str], str] = polish_name
) -> Effects:
    """Return what another table changes for reports.

    *name_of* names attributes, kinds of places and areas.

    Reports of every category and kind for which a route differs are tried, with every kind of
    place, area and answer that routes of either table ask for, and with a number of each range
    that routes tell apart.
    """
    found: list[Effect] = []
    is_whole = True
    budget = _MOST_COMPARED
    names = {row.id: row.name for table in (old, new) for row in table.categories}
    known: dict[Route, Route] = {}
    tables = [_TableParts(table, known) for table in (old, new)]
    for category, kind in product(names, ReportKind):
        before, after = (table.part(category, kind) for table in tables)
        if before == after:
            continue
        rows = len(before.routes) + len(after.routes)
        most = min(_MOST_TRIED, budget // max(rows, 1))
        for tried, (form, words) in enumerate(_forms(before, after, category, kind, name_of)):
            if tried == most:
                is_whole = False
                break
            budget -= rows
            fates = _fate(form, before), _fate(form, after)
            if fates[0] != fates[1]:
                found.append(Effect(", ".join([names[category], *words]), *fates))
        if len(found) > _MOST_SHOWN:
            return Effects(found[:_MOST_SHOWN], True, is_whole)
    return Effects(found, False, is_whole)


def receiver(form: ReportForm, table: RouteTable) -> str:
    """Return who gets a report, in words."""
    target = route(form, table)
    if isinstance(target, ToHelpdesk):
        return "helpdesk"
    return f"{target.cell or target.unit or 'skrzynka'} ({target.address})"


def _fate(form: ReportForm, table: RouteTable) -> str:
    """Return who gets a report and with what, or that the form does not accept it.

    *table* is the part of its category.
    """
    if not table.categories:
        return _NO_CATEGORY
    words = receiver(form, table)
    target = route(form, table)
    if not isinstance(target, ToHelpdesk):
        words += f", {'z danymi' if target.contact else 'bez danych'} do kontaktu"
    if table.categories[0].stops:
        words += ", a formularz zamiast przyjąć zgłoszenie pokazuje komunikat"
    return words


class _TableParts:
    """A table of routes in parts, one for each category and kind of reports.

    Args:
        table: the table.
        known: one object for equal rows of several tables, by which they are compared quickly.
    """

    def __init__(self, table: RouteTable, known: dict[Route, Route]) -> None:
        self._table = table
        self._categories = {entry.id: entry for entry in table.categories}
        # In a part, their names and what else they take do not matter.
        plain = (attrs.evolve(row, name="", categories=(), kinds=()) for row in table.routes)
        self._rows = [known.setdefault(row, row) for row in plain]
        self._numbers: dict[str | None, list[int]] = {None: []}
        for at, row in enumerate(table.routes):
            for category in set(row.categories) or (None,):
                self._numbers.setdefault(category, []).append(at)

    def part(self, category: str, kind: ReportKind) -> RouteTable:
        """Return a table of the rows that may take such a report, and of its category."""
        known = self._categories.get(category)
        numbers = sorted(self._numbers[None] + self._numbers.get(category, []))
        kinds = ((at, self._table.routes[at].kinds) for at in numbers)
        return RouteTable(
            categories=() if known is None else (Category(category, "", stops=known.stops),),
            domains=(),
            routes=tuple(self._rows[at] for at, wanted in kinds if not wanted or kind in wanted),
        )


def _forms(
    old: RouteTable,
    new: RouteTable,
    category: str,
    kind: ReportKind,
    name_of: Callable[[str], str],
) -> Iterator[tuple[ReportForm, Sequence[str]]]:
    """Yield made-up reports that routes of either table may treat differently, with words."""
    asked = [category_questions(table, category, kind) for table in (old, new)]
    places = dict.fromkeys(place_kind for part in asked for place_kind in part.place_kinds)
    areas = dict.fromkeys(area for part in asked for area in part.areas)
    attributes = dict.fromkeys(name for part in asked for name in part.names)
    answers = [_answers(old, new, name) for name in attributes]
    for (place, area), values in product(
        product((None, *places), (None, *areas)), product(*answers)
    ):
        given = [(name, *value) for name, value in zip(attributes, values, strict=True) if value]
        form = ReportForm(
            description=_NO_MATTER,
            kind=kind,
            category=category,
            place=EventPlace(kind=place, area=area) if place or area else None,
            attributes=tuple(Attribute(name, value) for name, value, _ in given),
        )
        yield (
            form,
            [
                *([labels.KINDS[kind]] if kind is not ReportKind.INTERVENTION else ()),
                *(f"„{name_of(name)}”" for name in (place, area) if name),
                *(f"{name_of(name)}: {words}" for name, _, words in given),
            ],
        )


def _answers(old: RouteTable, new: RouteTable, name: str) -> Sequence[tuple[str, str] | None]:
    """Return one answer for each that conditions may treat differently; ``None``: no answer."""
    conditions = [
        condition
        for table in (old, new)
        for row in table.routes
        for condition in row.conditions
        if condition.attribute == name
    ]
    words = dict.fromkeys(word for condition in conditions for word in condition.one_of)
    begins = {condition.at_least for condition in conditions if condition.at_least is not None}
    begins |= {condition.at_most + 1 for condition in conditions if condition.at_most is not None}
    return [None, *((word, word) for word in words), *_ranges(sorted(begins))]


def _ranges(begins: Sequence[int]) -> Iterator[tuple[str, str]]:
    """Yield a number of each range that begins at one of these numbers, with its words."""
    if begins:
        yield str(begins[0] - 1), f"poniżej {begins[0]}"
    for first, following in pairwise(begins):
        yield str(first), f"{first}–{following - 1}" if following - 1 > first else str(first)
    if begins:
        yield str(begins[-1]), f"od {begins[-1]}"
