"""Which rows and values of a table some report reaches, and which categories go nowhere."""

from collections.abc import Iterator, Sequence, Set
from difflib import get_close_matches

from lckm_core.findings import Finding, Severity, kind
from lckm_core.reports._model import ReportKind
from lckm_core.reports._routing.coverage import (
    Box,
    boxes,
    covered,
    is_empty,
    is_struck,
    is_taken,
    meet,
    one_by_one,
)
from lckm_core.reports._routing.model import RouteTable
from lckm_core.text import Message

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


def reached(table: RouteTable, unread: Set[int] = frozenset()) -> Iterator[Finding]:
    """Yield what is wrong with the rows and categories of a table. Rows at *unread* stand for what could not be read."""
    found = boxes(table.routes)
    live: list[int] = []
    for at in range(len(found)):
        if at not in unread:
            yield from _unknown(table, at)
            yield from _row(table, found, at, live)
    # What could not be read may be a route for anything.
    yield from _categories(table, None if unread else [found[at] for at in live])


def _row(table: RouteTable, found: Sequence[Box], at: int, live: list[int]) -> Iterator[Finding]:
    """Tell whether a row is reached, and each of its values; note it in *live* when it is."""
    row, box = table.routes[at], found[at]
    struck = list(_struck(table, at))
    yield from struck
    if is_empty(box):
        if not struck:
            said = Message(
                f"Trasa {at + 1} („{row.name}”) ma warunki, których nic nie spełni naraz. Popraw je.",
                f"Route {at + 1} (“{row.name}”) has conditions that nothing meets at once. Mend them.",
            )
            yield NEVER.at(("routes", at), said)
        return
    earlier = [other for other in live if meet(box, found[other])]
    is_covered = covered(box, [found[other] for other in earlier])
    if is_covered:
        numbers = ", ".join(str(other + 1) for other in earlier)
        said = Message(
            f"Trasa {at + 1} („{row.name}”) nigdy nie pasuje: wszystko, co do niej pasuje, zabierają trasy "
            f"wcześniejsze ({numbers}). Przesuń ją wyżej albo usuń.",
            f"Route {at + 1} (“{row.name}”) never matches: earlier routes ({numbers}) take all that it would. "
            "Move it up or remove it.",
        )
        yield NEVER.at(("routes", at), said)
        return
    live.append(at)
    hidden = list(_hidden(table, found, at, earlier))
    yield from (finding for finding in hidden if finding is not None)
    if is_covered is None or None in hidden:
        said = Message(
            f"Trasa {at + 1} („{row.name}”): tabela jest zbyt zawiła, by ustalić, czy wcześniejsze trasy nie zabierają wszystkiego, "
            "co do niej pasuje. Sprawdź to sam albo uprość warunki.",
            f"Route {at + 1} (“{row.name}”): the table is too tangled to tell whether earlier routes take all that it would. "
            "Look yourself, or make the conditions simpler.",
        )
        yield NOT_TOLD.at(("routes", at), said)


def _hidden(
    table: RouteTable, found: Sequence[Box], at: int, earlier: Sequence[int]
) -> Iterator[Finding | None]:
    """Tell of each value in a list of the row that earlier rows take whole; ``None`` for one of which that cannot be told."""
    row = table.routes[at]
    for key, index, part in one_by_one(table.routes, at, found[at]):
        takers = [other for other in earlier if meet(part, found[other])]
        is_covered = covered(part, [found[other] for other in takers])
        if is_covered is None:
            yield None
        elif is_covered:
            names = ", ".join(f"{other + 1} („{table.routes[other].name}”)" for other in takers)
            value = getattr(row, key)[index]
            yield HIDDEN.at(
                ("routes", at, key, index),
                Message(
                    f"„{value}” w trasie {at + 1} („{row.name}”) nigdy nie pasuje: zabierają to wcześniejsze trasy: "
                    f"{names}. Usuń je stąd albo przesuń trasę wyżej.",
                    f"“{value}” in route {at + 1} (“{row.name}”) never matches: earlier routes take it: {names}. Remove "
                    "it here, or move the route up.",
                ),
            )


def _categories(table: RouteTable, live: Sequence[Box] | None) -> Iterator[Finding]:
    """Tell of categories given twice, struck, or taken by none of the *live* rows (``None``: it is not known which are)."""
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
        elif is_struck(category, name=True):
            said = Message(
                f"Oznaczenie kategorii {at + 1} usuwa się ze zgłoszenia jako dane osobowe, zanim wybierze się trasę. Nadaj inne.",
                f"The id of category {at + 1} is struck from a report as a personal datum before it is routed. Give another.",
            )
            yield STRUCK.at(("categories", at, "id"), said)
        elif live is not None:
            yield from _without_route(table, at, live)


def _without_route(table: RouteTable, at: int, live: Sequence[Box]) -> Iterator[Finding]:
    category = table.categories[at].id
    if is_taken(table.routes, category, ReportKind.INTERVENTION, live):
        return  # what is no failure may well be the helpdesk's
    if is_taken(table.routes, category, ReportKind.OTHER, live):
        said = Message(
            f"Żadna trasa nie obejmuje interwencji kategorii {category}: zgłoszenia awarii, usterek i uszkodzeń trafią do "
            "helpdesku. Dodaj trasę albo tak zostaw.",
            f"No route takes interventions of {category}: reports of failures and damage go to the helpdesk. Add a route, "
            "or leave it so.",
        )
    else:
        said = Message(
            f"Żadna trasa nie obejmuje kategorii {category}: wszystkie takie zgłoszenia trafią do helpdesku. "
            "Dodaj trasę albo tak zostaw.",
            f"No route takes {category}: all such reports go to the helpdesk. Add a route, or leave it so.",
        )
    yield NO_ROUTE.at(("categories", at, "id"), said)


def _unknown(table: RouteTable, at: int) -> Iterator[Finding]:
    known = [category.id for category in table.categories]
    for index, category in enumerate(table.routes[at].categories):
        if category not in known:
            near = get_close_matches(category, known, n=1)
            yield UNKNOWN_CATEGORY.at(
                ("routes", at, "categories", index),
                Message(
                    f"Nie ma kategorii {category}. "
                    + (
                        f"Czy chodzi o: {near[0]}?"
                        if near
                        else "Dopisz ją do kategorii albo popraw trasę."
                    ),
                    f"There is no category {category}. "
                    + (
                        f"Did you mean {near[0]}?"
                        if near
                        else "Add it to the categories or mend the route."
                    ),
                ),
            )


def _struck(table: RouteTable, at: int) -> Iterator[Finding]:
    """Tell of each value in a row that reports lose before their route is chosen; the value itself is not said again."""
    row = table.routes[at]
    places: list[tuple[str | int, ...]] = [
        (key, index)
        for key in ("categories", "places", "areas")
        for index, name in enumerate(getattr(row, key))
        if is_struck(name, name=True)
    ]
    for index, condition in enumerate(row.conditions):
        if is_struck(condition.attribute, name=True):
            places.append(("conditions", index, "attribute"))
        places += [
            ("conditions", index, "one_of", at)
            for at, word in enumerate(condition.one_of)
            if is_struck(word, name=False)
        ]
    for place in places:
        said = Message(
            f"W trasie {at + 1} („{row.name}”) stoi wartość, którą usuwa się ze zgłoszenia jako dane osobowe, zanim wybierze się "
            "trasę, więc nigdy nie pasuje. Wpisz inną albo ją usuń.",
            f"Route {at + 1} (“{row.name}”) names a value that is struck from a report as a personal datum before it is routed, "
            "so that it never matches. Give another, or remove it.",
        )
        yield STRUCK.at(("routes", at, *place), said)
