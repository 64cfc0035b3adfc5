"""Rows and values that no report reaches, and categories without route."""

from collections.abc import Callable, Iterator, Set
from itertools import islice

from lckm_core.findings import Finding, Severity, kind
from lckm_core.reports._model import ReportKind
from lckm_core.reports._routing.boxes import (
    CATEGORIES,
    KINDS,
    NAMES,
    Box,
    Sides,
    is_redacted,
    is_redacted_name,
)
from lckm_core.reports._routing.coverage import ReachedRows, is_empty
from lckm_core.reports._routing.model import Route, RouteTable
from lckm_core.text import Message, nearest

_AUTOMATIC = "zał. 2 § 6 ust. 2"
NEVER = kind(
    "LCKM-G010", _AUTOMATIC, Message("trasa, która nigdy nie pasuje", "a route that never matches")
)
HIDDEN = kind(
    "LCKM-G011",
    _AUTOMATIC,
    Message(
        "wartość w trasie, którą zasłaniają wcześniejsze",
        "a value in a route that earlier ones hide",
    ),
    Severity.WARNING,
)
NO_ROUTE = kind(
    "LCKM-G012",
    _AUTOMATIC,
    Message("kategoria bez trasy", "a category without a route"),
    Severity.WARNING,
)
UNKNOWN_CATEGORY = kind(
    "LCKM-G013",
    _AUTOMATIC,
    Message("trasa dla kategorii, której nie ma", "a route for a category that does not exist"),
)
TWICE = kind(
    "LCKM-G017", _AUTOMATIC, Message("kategoria podana dwa razy", "a category that is given twice")
)
STRUCK = kind(
    "LCKM-G018",
    _AUTOMATIC,
    Message(
        "wartość, którą usuwa się jako dane osobowe", "a value that is struck as a personal datum"
    ),
)
NOT_TOLD = kind(
    "LCKM-G019",
    _AUTOMATIC,
    Message("trasa, której nie udało się ocenić", "a route that could not be judged"),
    Severity.WARNING,
)


_MOST_ROUTES = 10_000
_MOST_VALUES = 20_000
"""How large a table may be for its rows to be held against one another.

The time grows with the square of the rows, the memory with rows times values.
"""
_MOST_NAMED = 50
# To look for the category that somebody meant takes long, and a table may name thousands.
_MOST_COMPARED = 50_000


def unreachable(table: RouteTable, unread: Set[int] = frozenset()) -> Iterator[Finding]:
    """Yield the findings about what no report reaches.

    The rows at *unread* stand in for rows that could not be read.
    """
    yield from _unknown_categories(table, unread)
    if _is_too_large(table):
        yield NOT_TOLD.at(("routes",), _TOO_LARGE)
        return
    judged = _JudgedRows(table)
    for at in range(len(table.routes)):
        if at not in unread:
            yield from judged.check_row(at)
    # A row that could not be read may be a route for anything.
    yield from _check_categories(table, None if unread else judged)


def _is_too_large(table: RouteTable) -> bool:
    if len(table.routes) > _MOST_ROUTES:
        return True
    values = {(key, name) for row in table.routes for key in NAMES for name in getattr(row, key)}
    values |= {
        (condition.attribute, word)
        for row in table.routes
        for condition in row.conditions
        for word in (condition.attribute, *condition.one_of)
    }
    return len(values) + len(table.categories) > _MOST_VALUES


_TOO_LARGE = Message(
    f"Tabela ma ponad {_MOST_ROUTES} tras albo {_MOST_VALUES} kategorii, miejsc, obszarów i "
    "wartości cech razem, za dużo, by ustalić, czy jedne trasy nie zabierają wszystkiego innym. "
    "Połącz podobne trasy.",
    f"The table has more than {_MOST_ROUTES} routes, or {_MOST_VALUES} categories, places, areas "
    "and values of attributes together: too many to tell whether some routes take all that others "
    "would. Merge similar routes.",
)


class _JudgedRows:
    """The rows of a table, each judged by those above it.

    Args:
        table: the table.
    """

    def __init__(self, table: RouteTable) -> None:
        self._routes = table.routes
        self._sides = Sides(table.routes)
        self._boxes = [self._sides.box(row) for row in table.routes]
        self._reached = ReachedRows(self._boxes)

    def check_row(self, at: int) -> Iterator[Finding]:
        """Yield the findings about one row, once those above it were checked."""
        row, box = self._routes[at], self._boxes[at]
        redacted = list(_redacted_values(row, at))
        yield from redacted
        if is_empty(box):
            if not redacted:
                yield NEVER.at(("routes", at), _impossible(at, row))
            return
        near = self._reached.near(box)
        is_covered = self._reached.cover(box, near)
        if is_covered:
            yield NEVER.at(("routes", at), self._shadowed(at, near))
            return
        hidden = list(self._hidden_values(at, near))
        self._reached.add(at)
        yield from (finding for finding in hidden if finding is not None)
        if is_covered is None or None in hidden:
            yield NOT_TOLD.at(("routes", at), _undecided(at, row))

    def take_category(self, category: str, kind: ReportKind) -> bool:
        """Return whether a report of a kind and category reaches a row."""
        point = self._sides.point
        return self._reached.take_category(point(KINDS, kind), point(CATEGORIES, category))

    def _hidden_values(self, at: int, near: int) -> Iterator[Finding | None]:
        """Yield a finding for each value that earlier rows take entirely.

        ``None`` stands for a value for which that is unknown.
        """
        row = self._routes[at]
        for key, index, side, point in self._sides.values(row):
            part = {**self._boxes[at], side: point}
            takers = near & self._reached.near_points(side, point)
            is_covered = self._reached.cover(part, takers)
            if is_covered is None:
                yield None
            elif is_covered:
                names = self._names(part, takers, lambda taker: f" („{self._routes[taker].name}”)")
                value = getattr(row, key)[index]
                yield HIDDEN.at(
                    ("routes", at, key, index),
                    Message(
                        f"„{value}” w trasie {at + 1} („{row.name}”) nigdy nie pasuje: zabierają "
                        f"to wcześniejsze trasy: {names.pl}. Usuń je stąd albo przesuń trasę "
                        "wyżej.",
                        f"“{value}” in route {at + 1} (“{row.name}”) never matches: earlier routes "
                        f"take it: {names.en}. Remove it here, or move the route up.",
                    ),
                )

    def _shadowed(self, at: int, near: int) -> Message:
        row = self._routes[at]
        numbers = self._names(self._boxes[at], near)
        return Message(
            f"Trasa {at + 1} („{row.name}”) nigdy nie pasuje: wszystko, co do niej pasuje, "
            f"zabierają trasy wcześniejsze ({numbers.pl}). Przesuń ją wyżej albo usuń.",
            f"Route {at + 1} (“{row.name}”) never matches: earlier routes ({numbers.en}) take all "
            "that it would. Move it up or remove it.",
        )

    def _names(self, box: Box, near: int, remark: Callable[[int], str] = lambda at: "") -> Message:
        """Return the numbers of the rows that take a report of the box, with more of each."""
        takers = list(islice(self._reached.takers(box, near), _MOST_NAMED + 1))
        listed = ", ".join(f"{at + 1}{remark(at)}" for at in takers[:_MOST_NAMED])
        if len(takers) > _MOST_NAMED:
            return Message(f"{listed} i dalsze", f"{listed} and more")
        return Message(listed, listed)


def _impossible(at: int, row: Route) -> Message:
    return Message(
        f"Trasa {at + 1} („{row.name}”) ma warunki, których nic nie spełni naraz. Popraw je.",
        f"Route {at + 1} (“{row.name}”) has conditions that nothing meets at once. Fix them.",
    )


def _undecided(at: int, row: Route) -> Message:
    return Message(
        f"Trasa {at + 1} („{row.name}”): tabela jest zbyt zawiła, by ustalić, czy wcześniejsze "
        "trasy nie zabierają wszystkiego, co do niej pasuje. Sprawdź to sam albo uprość warunki.",
        f"Route {at + 1} (“{row.name}”): the table is too tangled to tell whether earlier routes "
        "take all that it would. Look yourself, or make the conditions simpler.",
    )


def _check_categories(table: RouteTable, judged: _JudgedRows | None) -> Iterator[Finding]:
    """Yield the findings about categories.

    *judged* are the rows by which they are looked for; ``None`` when some are unknown.
    """
    above: set[str] = set()
    for at, category in enumerate(row.id for row in table.categories):
        if category in above:
            yield TWICE.at(
                ("categories", at, "id"),
                Message(
                    f"Kategoria {category} jest już wyżej. Zostaw jedną.",
                    f"{category} stands above. Keep one of the two.",
                ),
            )
        elif is_redacted_name(category):
            yield STRUCK.at(
                ("categories", at, "id"),
                Message(
                    f"Oznaczenie kategorii {at + 1} usuwa się ze zgłoszenia jako dane osobowe, "
                    "zanim wybierze się trasę. Nadaj inne.",
                    f"The id of category {at + 1} is struck from a report as a personal datum "
                    "before it is routed. Give another.",
                ),
            )
        elif judged is not None:
            yield from _without_route(judged, at, category)
        above.add(category)


def _without_route(judged: _JudgedRows, at: int, category: str) -> Iterator[Finding]:
    if judged.take_category(category, ReportKind.INTERVENTION):
        return  # what is no failure may well be the helpdesk's
    if judged.take_category(category, ReportKind.OTHER):
        message = Message(
            f"Żadna trasa nie obejmuje interwencji kategorii {category}: zgłoszenia awarii, "
            "usterek i uszkodzeń trafią do helpdesku. Dodaj trasę albo tak zostaw.",
            f"No route takes interventions of {category}: reports of failures and damage go to "
            "the helpdesk. Add a route, or leave it so.",
        )
    else:
        message = Message(
            f"Żadna trasa nie obejmuje kategorii {category}: wszystkie takie zgłoszenia trafią do "
            "helpdesku. Dodaj trasę albo tak zostaw.",
            f"No route takes {category}: all such reports go to the helpdesk. Add a route, or "
            "leave it so.",
        )
    yield NO_ROUTE.at(("categories", at, "id"), message)


def _unknown_categories(table: RouteTable, unread: Set[int]) -> Iterator[Finding]:
    """Yield a finding for each category that a row names and that does not exist."""
    known = dict.fromkeys(category.id for category in table.categories)
    comparisons_left = _MOST_COMPARED
    for at, row in enumerate(table.routes):
        for index, category in enumerate(row.categories if at not in unread else ()):
            if category in known:
                continue
            comparisons_left -= len(known)
            near = nearest(category, known) if comparisons_left >= 0 else None
            yield UNKNOWN_CATEGORY.at(
                ("routes", at, "categories", index), _unknown_category(category, near)
            )


def _unknown_category(category: str, near: str | None) -> Message:
    if near is not None:
        hint = Message(f"Czy chodzi o „{near}”?", f"Did you mean “{near}”?")
    else:
        hint = Message(
            "Dopisz ją do kategorii albo popraw trasę.",
            "Add it to the categories or fix the route.",
        )
    return Message(
        f"Nie ma kategorii „{category}”. {hint.pl}",
        f"There is no category “{category}”. {hint.en}",
    )


def _redacted_values(row: Route, at: int) -> Iterator[Finding]:
    """Yield a finding for each value that reports lose before routing.

    The value itself is not quoted.
    """
    paths: list[tuple[str | int, ...]] = [
        (key, index)
        for key in NAMES
        for index, name in enumerate(getattr(row, key))
        if is_redacted_name(name)
    ]
    for index, condition in enumerate(row.conditions):
        if is_redacted_name(condition.attribute):
            paths.append(("conditions", index, "attribute"))
        paths += [
            ("conditions", index, "one_of", position)
            for position, word in enumerate(condition.one_of)
            if is_redacted(word)
        ]
    for path in paths:
        message = Message(
            f"W trasie {at + 1} („{row.name}”) stoi wartość, którą usuwa się ze zgłoszenia jako "
            "dane osobowe, zanim wybierze się trasę, więc nigdy nie pasuje. Wpisz inną albo ją "
            "usuń.",
            f"Route {at + 1} (“{row.name}”) names a value that is struck from a report as a "
            "personal datum before it is routed, so that it never matches. Give another, or "
            "remove it.",
        )
        yield STRUCK.at(("routes", at, *path), message)
