"""Reports that may be about the same thing, by category and place alone."""

import re
from collections.abc import Iterable
from math import asin, cos, radians, sin, sqrt

import attrs

from lckm_core.reports._model import EventPlace, Point, Report
from lckm_core.streets import KINDS, NameForms
from lckm_core.text import folded

_EARTH = 6_371_000.0
"""Its mean radius in metres."""
_WORD = re.compile(r"[^\W\d_]{4,}")
_HOUSE = re.compile(r"\b\d+[a-z]?\b")
_MARK = re.compile(r"\[[^\]]*\]")
"""What redaction leaves in place of words, such as ``[adres]``."""
# Folded; words below four letters, such as „ul.” and „przy”'s „za”, are none.
_COMMON = frozenset(
    {
        *KINDS,
        *("aleje", "street", "okolice", "okolicy"),
        *("blok", "bloku", "numer", "wejscie", "wejsciu"),
        *("chodnik", "chodniku", "przystanek", "przystanku"),
        *("skrzyzowanie", "skrzyzowaniu", "wezel", "dworzec", "rogu"),
        *("sklep", "sklepem", "sklepu", "szkola", "szkoly"),
        *("miedzy", "naprzeciw", "naprzeciwko", "obok", "kolo", "przed", "przy"),
    }
)


def similar_reports(
    category: str | None,
    place: EventPlace | None,
    others: Iterable[Report],
    *,
    within_metres: float = 100,
    limit: int = 5,
) -> tuple[Report, ...]:
    """Return the reports of a category that may be about the same thing, closest first.

    Where both have a point on the map, the distance decides. Else a name in the place's words has
    to be the same, in any of its Polish forms, and the house number where both have one. Only the
    category and the redacted place are compared.

    Args:
        category: the category of the matter; ``None`` for reports without a category.
        place: where it is; without a place, no report is similar.
        others: the reports to look through.
        within_metres: how far two points may be apart.
        limit: how many at most.

    Raises ``ValueError`` for a limit below 1, or a distance that is not positive.
    """
    if limit < 1 or not within_metres > 0:
        raise ValueError("a limit is at least 1, and a distance is positive")
    here = _Place.of(place)
    forms = NameForms(here.names)
    found = []
    for other in others:
        if other.category != category:
            continue
        distance = here.distance(_Place.of(other.place), forms)
        if distance is not None and distance <= within_metres:
            found.append((distance, other))
    # At the same distance, those that come first in *others*.
    found.sort(key=lambda item: item[0])
    return tuple(other for _, other in found[:limit])


@attrs.frozen
class _Place:
    point: Point | None
    names: frozenset[str]
    houses: frozenset[str]

    @classmethod
    def of(cls, place: EventPlace | None) -> "_Place":
        words = folded(_MARK.sub(" ", (place and place.address) or ""))
        names = frozenset(_WORD.findall(words)) - _COMMON
        return cls(place.point if place else None, names, frozenset(_HOUSE.findall(words)))

    def distance(self, other: "_Place", forms: NameForms) -> float | None:
        """Return how far apart two places are in metres; 0 by words, ``None``: not one place.

        *forms*: those of the names of this place.
        """
        if self.point and other.point:
            return _metres(self.point, other.point)
        if self.houses and other.houses and self.houses.isdisjoint(other.houses):
            return None
        return 0.0 if any(map(forms.has, other.names)) else None


def _metres(point: Point, other: Point) -> float:
    """Return the distance on the sphere."""
    south, north = radians(point.latitude), radians(other.latitude)
    rise = sin((north - south) / 2) ** 2
    turn = sin(radians(other.longitude - point.longitude) / 2) ** 2
    return 2 * _EARTH * asin(min(1.0, sqrt(rise + cos(south) * cos(north) * turn)))
