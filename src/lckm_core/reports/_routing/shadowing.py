"""Rows and values that no report reaches, and categories without route."""

from collections.abc import Iterator, Sequence, Set

from lckm_core.findings import Finding, Severity, kind
from lckm_core.reports._model import ReportKind
from lckm_core.reports._routing.coverage import (
    Box,
    boxes,
    boxes_by_value,
    covered,
    has_route,
    is_empty,
    is_redacted,
    is_redacted_name,
    overlap,
)
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


def unreachable(table: RouteTable, unread: Set[int] = frozenset()) -> Iterator[Finding]:
    """Yield the findings about what no report reaches.

    The rows at *unread* stand in for rows that could not be read.
    """
    row_boxes = boxes(table.routes)
    reached: list[int] = []
    for at in range(len(row_boxes)):
        if at not in unread:
            yield from _unknown_categories(table, at)
            yield from _check_row(table, row_boxes, at, reached)
    # A row that could not be read may be a route for anything.
    yield from _check_categories(table, None if unread else [row_boxes[at] for at in reached])


def _check_row(
    table: RouteTable, row_boxes: Sequence[Box], at: int, reached: list[int]
) -> Iterator[Finding]:
    """Yield the findings about one row; add it to *reached* if it is."""
    row = table.routes[at]
    box = row_boxes[at]
    redacted = list(_redacted_values(table, at))
    yield from redacted
    if is_empty(box):
        if not redacted:
            yield NEVER.at(("routes", at), _impossible(at, row))
        return
    earlier = [other for other in reached if overlap(box, row_boxes[other])]
    is_covered = covered(box, [row_boxes[other] for other in earlier])
    if is_covered:
        yield NEVER.at(("routes", at), _shadowed(at, row, earlier))
        return
    reached.append(at)
    hidden = list(_hidden_values(table, row_boxes, at, earlier))
    yield from (finding for finding in hidden if finding is not None)
    if is_covered is None or None in hidden:
        yield NOT_TOLD.at(("routes", at), _undecided(at, row))


def _impossible(at: int, row: Route) -> Message:
    return Message(
        f"Trasa {at + 1} („{row.name}”) ma warunki, których nic nie spełni naraz. Popraw je.",
        f"Route {at + 1} (“{row.name}”) has conditions that nothing meets at once. Fix them.",
    )


def _shadowed(at: int, row: Route, earlier: Sequence[int]) -> Message:
    numbers = ", ".join(str(other + 1) for other in earlier)
    return Message(
        f"Trasa {at + 1} („{row.name}”) nigdy nie pasuje: wszystko, co do niej pasuje, zabierają "
        f"trasy wcześniejsze ({numbers}). Przesuń ją wyżej albo usuń.",
        f"Route {at + 1} (“{row.name}”) never matches: earlier routes ({numbers}) take all that it "
        "would. Move it up or remove it.",
    )


def _undecided(at: int, row: Route) -> Message:
    return Message(
        f"Trasa {at + 1} („{row.name}”): tabela jest zbyt zawiła, by ustalić, czy wcześniejsze "
        "trasy nie zabierają wszystkiego, co do niej pasuje. Sprawdź to sam albo uprość warunki.",
        f"Route {at + 1} (“{row.name}”): the table is too tangled to tell whether earlier routes "
        "take all that it would. Look yourself, or make the conditions simpler.",
    )


def _hidden_values(
    table: RouteTable, row_boxes: Sequence[Box], at: int, earlier: Sequence[int]
) -> Iterator[Finding | None]:
    """Yield a finding for each value that earlier rows take entirely.

    ``None`` stands for a value of which that cannot be told.
    """
    row = table.routes[at]
    for key, index, part in boxes_by_value(table.routes, at, row_boxes[at]):
        takers = [other for other in earlier if overlap(part, row_boxes[other])]
        is_covered = covered(part, [row_boxes[other] for other in takers])
        if is_covered is None:
            yield None
        elif is_covered:
            names = ", ".join(f"{other + 1} („{table.routes[other].name}”)" for other in takers)
            value = getattr(row, key)[index]
            yield HIDDEN.at(
                ("routes", at, key, index),
                Message(
                    f"„{value}” w trasie {at + 1} („{row.name}”) nigdy nie pasuje: zabierają to "
                    f"wcześniejsze trasy: {names}. Usuń je stąd albo przesuń trasę wyżej.",
                    f"“{value}” in route {at + 1} (“{row.name}”) never matches: earlier routes "
                    f"take it: {names}. Remove it here, or move the route up.",
                ),
            )


def _check_categories(table: RouteTable, reached: Sequence[Box] | None) -> Iterator[Finding]:
    """Yield the findings about categories.

    *reached* are the boxes of the rows that some report reaches; ``None`` when that is unknown.
    """
    known = [category.id for category in table.categories]
    for at, category in enumerate(known):
        if category in known[:at]:
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
        elif reached is not None:
            yield from _without_route(table, at, reached)


def _without_route(table: RouteTable, at: int, reached: Sequence[Box]) -> Iterator[Finding]:
    category = table.categories[at].id
    if has_route(table.routes, category, ReportKind.INTERVENTION, reached):
        return  # what is no failure may well be the helpdesk's
    if has_route(table.routes, category, ReportKind.OTHER, reached):
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


def _unknown_categories(table: RouteTable, at: int) -> Iterator[Finding]:
    known = [category.id for category in table.categories]
    for index, category in enumerate(table.routes[at].categories):
        if category in known:
            continue
        near = nearest(category, known)
        if near is not None:
            hint = Message(f"Czy chodzi o „{near}”?", f"Did you mean “{near}”?")
        else:
            hint = Message(
                "Dopisz ją do kategorii albo popraw trasę.",
                "Add it to the categories or fix the route.",
            )
        yield UNKNOWN_CATEGORY.at(
            ("routes", at, "categories", index),
            Message(
                f"Nie ma kategorii „{category}”. {hint.pl}",
                f"There is no category “{category}”. {hint.en}",
            ),
        )


def _redacted_values(table: RouteTable, at: int) -> Iterator[Finding]:
    """Yield a finding for each value that reports lose before routing.

    The value itself is not quoted.
    """
    row = table.routes[at]
    paths: list[tuple[str | int, ...]] = [
        (key, index)
        for key in ("categories", "places", "areas")
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
