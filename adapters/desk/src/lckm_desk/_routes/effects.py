"""Which reports another table of routes would send elsewhere."""

from collections.abc import Iterator, Sequence
from itertools import islice, product

import attrs

from lckm_core.reports import (
    Attribute,
    EventPlace,
    ReportForm,
    ReportKind,
    RouteTable,
    ToHelpdesk,
    category_questions,
    route,
)
from lckm_desk import _labels as labels

_MOST_EFFECTS = 100
_MOST_TRIED = 20_000
_NO_MATTER = "…"


@attrs.frozen
class Effect:
    """Reports that another unit would get.

    Args:
        reports: which, in words.
        before: who gets them now.
        after: who would get them.
    """

    reports: str
    before: str
    after: str


def effects_of(old: RouteTable, new: RouteTable) -> tuple[Sequence[Effect], bool]:
    """Return what another table changes for reports, and whether that is all of it.

    Reports of every category and kind are tried with every kind of place, area and answer that
    routes of either table ask for, and with the numbers at which a route begins or ends.
    """
    found: list[Effect] = []
    for tried, (form, words) in enumerate(_forms(old, new), start=1):
        before, after = receiver(form, old), receiver(form, new)
        if before != after:
            found.append(Effect(words, before, after))
        if tried == _MOST_TRIED or len(found) == _MOST_EFFECTS:
            return found, False
    return found, True


def receiver(form: ReportForm, table: RouteTable) -> str:
    """Return who gets a report, in words."""
    target = route(form, table)
    if isinstance(target, ToHelpdesk):
        return "helpdesk"
    return f"{target.cell or target.unit or 'skrzynka'} ({target.address})"


def _forms(old: RouteTable, new: RouteTable) -> Iterator[tuple[ReportForm, str]]:
    """Yield made-up reports that a route of either table may tell apart, each in words."""
    names = {one.id: one.name for table in (old, new) for one in table.categories}
    for category, kind in product(names, ReportKind):
        asked = [category_questions(table, category, kind) for table in (old, new)]
        places = dict.fromkeys(one for part in asked for one in part.place_kinds)
        areas = dict.fromkeys(one for part in asked for one in part.areas)
        attributes = dict.fromkeys(name for part in asked for name in part.names)
        answers = [_answers(old, new, name) for name in attributes]
        for place, area, *values in product((None, *places), (None, *areas), *answers):
            given = [(name, value) for name, value in zip(attributes, values, strict=True) if value]
            form = ReportForm(
                description=_NO_MATTER,
                kind=kind,
                category=category,
                place=EventPlace(kind=place, area=area) if place or area else None,
                attributes=tuple(Attribute(name, value) for name, value in given),
            )
            shown = [
                names[category],
                *([labels.KINDS[kind]] if kind is not ReportKind.INTERVENTION else ()),
                *(f"„{one}”" for one in (place, area) if one),
                *(f"{name}: {value}" for name, value in given),
            ]
            yield form, ", ".join(shown)


def _answers(old: RouteTable, new: RouteTable, name: str) -> Sequence[str | None]:
    """Return the answers that conditions on an attribute may tell apart; ``None``: none."""
    conditions = [
        condition
        for table in (old, new)
        for row in table.routes
        for condition in row.conditions
        if condition.attribute == name
    ]
    words = dict.fromkeys(word for one in conditions for word in one.one_of)
    limits = {at for one in conditions for at in (one.at_least, one.at_most) if at is not None}
    numbers = sorted({at + step for at in limits for step in (-1, 0, 1)})
    return [None, *words, *map(str, islice(numbers, 100))]
