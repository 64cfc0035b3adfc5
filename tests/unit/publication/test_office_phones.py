"""Which telephones are the Office's own (zał. 2 § 10 ust. 2)."""

from datetime import date
from pathlib import Path

import attrs
import pytest

from lckm_core.procedures import read
from lckm_core.procedures.parts import Appointments, BookingWay, StaffPhone
from lckm_core.publication import Edition, State, office_phones

SAMPLES = Path(__file__).parents[3] / "samples" / "procedures"
SHOWN = read((SAMPLES / "KA-01238.yaml").read_bytes(), name="KA-01238.yaml").procedure()
DAY = date(2026, 12, 1)
CENTRE = "+48426384444"


def edition(state=State.PUBLISHED, **values):
    (place, *_) = SHOWN.places
    values.setdefault("places", (attrs.evolve(place, phones=("42 272 68 88 wew. 3",)),))
    procedure = attrs.evolve(SHOWN, valid_from=None, valid_to=None, **values)
    return Edition(procedure=procedure, number=1, state=state)


def test_the_numbers_of_places_and_visits_are_known():
    ways = ("(42) 638-50-50", None, "42 638 50 51")
    visits = Appointments(tuple(BookingWay(phone=phone) for phone in ways))
    (place, *_) = SHOWN.places
    places = tuple(
        attrs.evolve(place, phones=phones)
        for phones in (("42 272 68 88 wew. 3", "42 272 68 89"), ("42 272 68 90",))
    )
    assert office_phones([edition(appointments=visits, places=places)], DAY) == {
        *(CENTRE, "+48426385050", "+48426385051"),
        *("+48422726888", "+48422726889", "+48422726890"),
    }


@pytest.mark.parametrize("state", [State.RECEIVED, State.CHECKED, State.WITHDRAWN])
def test_what_residents_are_not_shown_is_not_known(state):
    assert office_phones([edition(state)], DAY) == {CENTRE}


def test_telephones_of_staff_and_internal_procedures_are_not_known():
    starred = attrs.evolve(SHOWN.call_centre, phones=(StaffPhone("Ewa Wzór", "42 638 11 22"),))
    found = office_phones([edition(call_centre=starred)], DAY)
    assert "+48426381122" not in found
    assert office_phones([edition(internal=True)], DAY) == {CENTRE}
