"""What the routes of a category ask of a report, beside the category itself."""

from collections.abc import Iterator

import attrs

from lckm_core.reports._model import ReportKind
from lckm_core.reports._routing.model import Route, RouteTable


@attrs.frozen
class AttributeQuestion:
    """An attribute that routes ask for: a number, or one of ``options``."""

    name: str
    options: tuple[str, ...] = ()

    @property
    def is_number(self) -> bool:
        """Whether routes compare it with numbers."""
        return not self.options


@attrs.frozen
class CategoryQuestions:
    """What decides who gets a report of a category.

    Args:
        attributes: the attributes to ask for.
        place_kinds: the kinds of places to choose from.
        areas: the areas of the city to choose from.
    """

    attributes: tuple[AttributeQuestion, ...] = ()
    place_kinds: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.attributes or self.place_kinds or self.areas)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the attributes."""
        return tuple(question.name for question in self.attributes)


def category_questions(
    table: RouteTable, category: str, kind: ReportKind = ReportKind.INTERVENTION
) -> CategoryQuestions:
    """Return what the routes of *category* ask of a report of a *kind* beside these two.

    A report of no category of the table goes to the helpdesk whatever else it says, so nothing is
    asked. Rows after one that takes every report of the category never decide, so they ask
    nothing either.
    """
    if all(known.id != category for known in table.categories):
        return CategoryQuestions()
    rows = list(_deciding_rows(table, category, kind))
    options: dict[str, list[str]] = {}
    for row in rows:
        for condition in row.conditions:
            words = options.setdefault(condition.attribute, [])
            words += [word for word in condition.one_of if word not in words]
    return CategoryQuestions(
        tuple(AttributeQuestion(name, tuple(words)) for name, words in options.items()),
        tuple(dict.fromkeys(place for row in rows for place in row.places)),
        tuple(dict.fromkeys(area for row in rows for area in row.areas)),
    )


def _deciding_rows(table: RouteTable, category: str, kind: ReportKind) -> Iterator[Route]:
    """Yield the rows that a report of the category may match, up to one that takes them all."""
    for row in table.routes:
        if row.categories and category not in row.categories:
            continue
        if row.kinds and kind not in row.kinds:
            continue
        yield row
        if not (row.places or row.areas or row.conditions):
            return
