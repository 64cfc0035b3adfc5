"""How material is handed in by the head of a cell or unit."""

from datetime import date

from lckm_core import Role
from lckm_core.organisation import OFFICE
from lckm_core.procedures import Channel, Handover


def head_handover(
    received_on: date,
    unit: str = OFFICE,
    cell: str | None = None,
    asked_by: str = "Anna Wzorcowa",
) -> Handover:
    """Return the handover of the head of a place, who asks by its own channel."""
    is_office = unit == OFFICE
    return Handover(
        unit=unit,
        cell=cell,
        role=Role.HEAD_OF_CELL if is_office else Role.HEAD_OF_UNIT,
        asked_by=asked_by,
        channel=Channel.EDMS if is_office else Channel.EPUAP,
        received_on=received_on,
        reference="1/2026",
    )
