"""What is accepted, as a settings file says it."""

import pytest

from lckm_core.reports import INTAKE_LIMITS, Area, IntakeLimits
from lckm_intake import intake_limits

POZNAN = {"south": 52.33, "west": 16.73, "north": 52.51, "east": 17.07}


def test_what_is_not_said_is_as_usual():
    assert intake_limits({}) == INTAKE_LIMITS
    assert intake_limits({"most_bytes": 7}) == IntakeLimits(most_bytes=7)
    assert intake_limits({"most_attachments": 0}) == IntakeLimits(most_attachments=0)
    made = intake_limits({"area": POZNAN, "media_types": ["image/jpeg"]})
    assert made == IntakeLimits(area=Area(**POZNAN), media_types=frozenset({"image/jpeg"}))


def test_limits_stay_as_they_are():
    limits = IntakeLimits(most_attachments=1)
    assert intake_limits(limits) is limits


@pytest.mark.parametrize(
    "faulty",
    [
        {"most_byte": 7},
        {"most_bytes": -1},
        {"most_bytes": "many"},
        {"area": {"south": 52.33}},
        {"area": {**POZNAN, "north": 52.0}},
        {"area": {**POZNAN, "north": POZNAN["south"]}},
        {"area": {**POZNAN, "east": 16.0}},
        {"most_attributes": -1},
        {"area": [52.33, 16.73, 52.51, 17.07]},
    ],
)
def test_other_limits_are_refused(faulty):
    with pytest.raises((TypeError, ValueError)):
        intake_limits(faulty)
