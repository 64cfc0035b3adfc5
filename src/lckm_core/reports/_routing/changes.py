"""The differences between two tables of routes, counted."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from lckm_core.reports._routing.model import RouteTable

SAME_ROUTES: Final = "same routes"
"""What is said where only comments or the layout of the file differ."""
OTHER_ORDER: Final = "other order"
"""What is said where routes that stay have changed places."""
_Rows = Mapping[tuple[str, int], object]


def count_route_changes(old: RouteTable, new: RouteTable) -> str:
    """Return how many routes, categories and domains of a table are new, gone and changed.

    As ``routes +1 -2 ~3, categories ~1, other order``; a route is known by its name, a category by
    its id. :data:`SAME_ROUTES` where the tables are equal. It names nothing of either table.
    """
    parts = (
        ("routes", _routes(old), _routes(new)),
        ("categories", _categories(old), _categories(new)),
        ("domains", _domains(old), _domains(new)),
    )
    counts = [count for name, before, after in parts for count in _counts(name, before, after)]
    if _order(_routes(old), _routes(new)) != _order(_routes(new), _routes(old)):
        counts.append(OTHER_ORDER)
    return ", ".join(counts) or SAME_ROUTES


def _routes(table: RouteTable) -> _Rows:
    return _numbered((route.name, route) for route in table.routes)


def _categories(table: RouteTable) -> _Rows:
    return _numbered((category.id, category) for category in table.categories)


def _domains(table: RouteTable) -> _Rows:
    return _numbered((domain.casefold(), None) for domain in table.domains)


def _numbered(rows: Iterable[tuple[str, object]]) -> _Rows:
    """Return rows by their name, and by its count: several may have one name."""
    seen: Counter[str] = Counter()
    found = {}
    for name, row in rows:
        found[name, seen[name]] = row
        seen[name] += 1
    return found


def _counts(name: str, old: _Rows, new: _Rows) -> Iterator[str]:
    kept = old.keys() & new.keys()
    changed = sum(old[key] != new[key] for key in kept)
    signs = (("+", len(new) - len(kept)), ("-", len(old) - len(kept)), ("~", changed))
    counts = [f"{sign}{count}" for sign, count in signs if count]
    if counts:
        yield " ".join([name, *counts])


def _order(rows: _Rows, others: _Rows) -> list[tuple[str, int]]:
    """Return the keys that both have, in the order of *rows*."""
    return [key for key in rows if key in others]
