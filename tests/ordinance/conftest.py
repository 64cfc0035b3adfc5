"""What the tests of the ordinance share.

The least procedure there can be, and short ways to ask about it.
"""

import copy
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from lckm_core import (
    Audience,
    Role,
    check,
    project,
)
from lckm_core.organisation import OFFICE
from lckm_core.procedures import Channel, Handover, check_handover, from_data

Data = dict[str, Any]
_MINIMAL = yaml.safe_load(
    (Path(__file__).parents[1] / "files" / "accepted" / "minimal.yaml").read_text(encoding="utf-8")
)


@pytest.fixture
def minimal() -> Data:
    """Return a clean procedure with the required fields alone, as plain data of the test's own."""
    return copy.deepcopy(_MINIMAL)


@pytest.fixture
def codes() -> Callable[..., list[str]]:
    """Return a function from data, and arguments of ``check``, to the codes of findings."""
    return lambda data, **context: [finding.code for finding in check(data, **context)]


@pytest.fixture
def with_field(minimal: Data, codes: Callable[..., list[str]]) -> Callable[..., list[str]]:
    """Return a function that gives the minimal procedure one value, at keys and indices, and
    returns the codes found.
    """

    def judged(*path_and_value: Any, **context: Any) -> list[str]:
        *path, last, value = path_and_value
        data = copy.deepcopy(minimal)
        inner: Any = data
        for step in path:
            inner = inner[step]
        inner[last] = value
        return codes(data, **context)

    return judged


@pytest.fixture
def without(minimal: Data, codes: Callable[..., list[str]]) -> Callable[..., list[str]]:
    """Return a function that takes one field of the minimal procedure away and returns the codes
    found.
    """
    return lambda key: codes({name: value for name, value in minimal.items() if name != key})


@pytest.fixture
def shown(minimal: Data) -> Callable[..., dict[str, str]]:
    """Return a function from an audience, with fields to give, to what it is shown.

    Each entry by key, as one text.
    """

    def projected(
        audience: Audience, on: date = date(2026, 11, 25), **fields: Any
    ) -> dict[str, str]:
        projection = project(from_data(minimal | fields), audience, on=on)
        if projection is None:
            return {}
        entries = [
            entry for section in projection.to_data()["sections"] for entry in section["entries"]
        ]
        return {entry["key"]: json.dumps(entry["blocks"], ensure_ascii=False) for entry in entries}

    return projected


@pytest.fixture
def is_for_staff_only(shown: Callable[..., dict[str, str]]) -> Callable[..., bool]:
    """Return a function that tells whether a given field reaches the call centre, and neither
    portal nor BIP.
    """

    def asked(key: str, **fields: Any) -> bool:
        staff, public = Audience.CALL_CENTRE, (Audience.PORTAL, Audience.BIP)
        return key in shown(staff, **fields) and not any(
            key in shown(one, **fields) for one in public
        )

    return asked


@pytest.fixture
def handed_over() -> Callable[..., list[str]]:
    """Return a function from what differs in a sound handover of a cell (or ``unit=`` a unit's) to
    the codes found.
    """

    def judged(
        *, first_inclusion: bool = False, allow_e_delivery: bool = False, **fields: Any
    ) -> list[str]:
        of_unit = fields.get("unit", OFFICE) != OFFICE
        sound = {
            "unit": OFFICE,
            "role": Role.HEAD_OF_UNIT if of_unit else Role.HEAD_OF_CELL,
            "channel": Channel.EPUAP if of_unit else Channel.EDMS,
            "received_on": date(2026, 11, 25),
            "reference": "1/2026",
            "asked_by": "Anna Wzorcowa",
            "cell": None if of_unit else "Wydział Informatyki",
        }
        handover = Handover(**sound | fields)
        found = check_handover(
            handover, first_inclusion=first_inclusion, allow_e_delivery=allow_e_delivery
        )
        return [finding.code for finding in found]

    return judged
