"""The area that reports are taken from: its edges belong to it, and what lies beyond any of them
does not.
"""

import math

import pytest

from lckm_core.reports import Area, IntakeLimits

AREA = Area(south=51.68, west=19.32, north=51.87, east=19.65)
INSIDE = (51.77, 19.45)


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [
        (AREA.south, INSIDE[1]),
        (AREA.north, INSIDE[1]),
        (INSIDE[0], AREA.west),
        (INSIDE[0], AREA.east),
        (AREA.south, AREA.west),
        (AREA.north, AREA.east),
    ],
)
def test_an_edge_is_in_it_and_the_next_number_beyond_is_not(latitude, longitude):
    assert AREA.holds(latitude, longitude)
    beyond = (
        math.nextafter(latitude, math.inf if latitude == AREA.north else -math.inf),
        math.nextafter(longitude, math.inf if longitude == AREA.east else -math.inf),
    )
    if latitude in (AREA.south, AREA.north):
        assert not AREA.holds(beyond[0], longitude)
    if longitude in (AREA.west, AREA.east):
        assert not AREA.holds(latitude, beyond[1])


def test_the_usual_area_is_this_one():
    assert IntakeLimits().area == AREA
