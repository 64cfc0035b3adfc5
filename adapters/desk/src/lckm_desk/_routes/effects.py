"""What another table of routes changes for reports: who gets them, with what, and whether."""

from collections.abc import Iterator, Sequence
from itertools import pairwise, product

import attrs

from lckm_core.reports import (
    Attribute,
    EventPlace,
    ReportForm,
    ReportKind,
    Route,
    RouteTable,
    ToHelpdesk,
    category_questions,
    route,
)
from lckm_desk import _labels as labels

_MOST_SHOWN = 100
# Of one category and kind; what no changed route may take is not tried at all.
_MOST_TRIED = 5_000
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


def effects_of(old: RouteTable, new: RouteTable) -> Effects:
    """Return what another table changes for reports.

    Reports of every category and kind for which a route differs are tried, with every kind of
    place, area and answer that routes of either table ask for, and with a number of each range
    that routes tell apart.
    """
    found: list[Effect] = []
    is_whole = True
    names = {one.id: one.name for table in (old, new) for one in table.categories}
    for category, kind in product(names, ReportKind):
        if _is_same(old, new, category, kind):
            continue
        for tried, (form, words) in enumerate(_forms(old, new, category, kind)):
            if tried == _MOST_TRIED:
                is_whole = False
                break
            before, after = _fate(form, old), _fate(form, new)
            if before != after:
                found.append(Effect(", ".join([names[category], *words]), before, after))
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
    """Return who gets a report and with what, and whether the form takes it at all."""
    category = next((one for one in table.categories if one.id == form.category), None)
    if category is None:
        return _NO_CATEGORY
    words = receiver(form, table)
    target = route(form, table)
    if not isinstance(target, ToHelpdesk) and target.contact:
        words += ", z danymi do kontaktu"
    if category.stops:
        words += ", a formularz zamiast przyjąć zgłoszenie pokazuje komunikat"
    return words


def _is_same(old: RouteTable, new: RouteTable, category: str, kind: ReportKind) -> bool:
    """Return whether the same routes, whatever their names, may take a report of a kind."""

    def deciding(table: RouteTable) -> list[object]:
        known = [(one.id, one.stops) for one in table.categories if one.id == category]
        return [*known, *(attrs.evolve(row, name="") for row in _rows(table, category, kind))]

    return deciding(old) == deciding(new)


def _rows(table: RouteTable, category: str, kind: ReportKind) -> Iterator[Route]:
    for row in table.routes:
        if (not row.categories or category in row.categories) and (
            not row.kinds or kind in row.kinds
        ):
            # What else it takes is of no matter here.
            yield attrs.evolve(row, categories=(), kinds=())


def _forms(
    old: RouteTable, new: RouteTable, category: str, kind: ReportKind
) -> Iterator[tuple[ReportForm, Sequence[str]]]:
    """Yield made-up reports that a route of either table may tell apart, each in words."""
    asked = [category_questions(table, category, kind) for table in (old, new)]
    places = dict.fromkeys(one for part in asked for one in part.place_kinds)
    areas = dict.fromkeys(one for part in asked for one in part.areas)
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
                *(f"„{one}”" for one in (place, area) if one),
                *(f"{name}: {words}" for name, _, words in given),
            ],
        )


def _answers(old: RouteTable, new: RouteTable, name: str) -> Sequence[tuple[str, str] | None]:
    """Return an answer of each kind that conditions tell apart, in words; ``None``: none."""
    conditions = [
        condition
        for table in (old, new)
        for row in table.routes
        for condition in row.conditions
        if condition.attribute == name
    ]
    words = dict.fromkeys(word for one in conditions for word in one.one_of)
    begins = {one.at_least for one in conditions if one.at_least is not None}
    begins |= {one.at_most + 1 for one in conditions if one.at_most is not None}
    return [None, *((word, word) for word in words), *_ranges(sorted(begins))]


def _ranges(begins: Sequence[int]) -> Iterator[tuple[str, str]]:
    """Yield a number of each range that begins at one of these numbers, with its words."""
    if begins:
        yield str(begins[0] - 1), f"poniżej {begins[0]}"
    for first, following in pairwise(begins):
        yield str(first), f"{first}–{following - 1}" if following - 1 > first else str(first)
    if begins:
        yield str(begins[-1]), f"od {begins[-1]}"
