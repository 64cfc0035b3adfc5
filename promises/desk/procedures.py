"""A base of procedures in a database: most published, the last of them to be checked yet."""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

import attrs

from lckm_cli.settings import read_settings
from lckm_core import ContactCentre, build
from lckm_core.calendar import civil_day
from lckm_core.organisation import OFFICE, Role
from lckm_core.procedures import Channel, Handover, Procedure
from lckm_sql import SqlAdapter
from lckm_testing.knowledge_base import knowledge_base

BASE = 618
_BY = "Barbara Modelowa"
_FIRST_FURTHER, _LAST_FURTHER = 50_000, 100_000


def fill_procedures(url: str, settings: Path, count: int, waiting: int) -> list[Procedure]:
    """Publish a base of procedures, and leave the last *waiting* of them received.

    Returns them all. They are shown and found as an export leaves them.
    """
    now = datetime.now(UTC)
    procedures = [_as_of_today(procedure) for procedure in islice(_any_number(), count)]
    adapter = SqlAdapter(url=url, encryption=False)
    # Without people in its directory, whoever hands in need not be one of the staff.
    centre = ContactCentre(build(adapter))
    for procedure in procedures:
        centre.hand_in(procedure, handover=_handover(procedure, now), by=_BY, now=now)
    for procedure in procedures[: count - waiting]:
        centre.confirm(procedure.id, role=Role.MONITORING_STAFF, by=_BY, now=now)
        centre.publish(procedure.id, role=Role.MONITORING_STAFF, by=_BY, now=now)
    adapter.close()
    for place in read_settings(settings).centre().export(clock=lambda: now):
        if place.failed:
            raise SystemExit(f"{place.name}: {place.failed}")
    return procedures


def _any_number() -> Iterator[Procedure]:
    """Yield the knowledge base, and then the same texts under further numbers."""
    base = list(knowledge_base())
    yield from base
    for at in range(_FIRST_FURTHER, _LAST_FURTHER):
        yield attrs.evolve(base[at % len(base)], id=f"KA-{at:05}")


def _as_of_today(procedure: Procedure) -> Procedure:
    """Return a procedure that begins today, without files that would have to come with it."""
    procedure = attrs.evolve(procedure, valid_from=None, valid_to=None)
    required = procedure.required_documents
    plain = tuple(attrs.evolve(one, file=None, example=None) for one in required.to_submit)
    return attrs.evolve(procedure, required_documents=attrs.evolve(required, to_submit=plain))


def _handover(procedure: Procedure, now: datetime) -> Handover:
    is_office = procedure.unit == OFFICE
    return Handover(
        unit=procedure.unit,
        cell=procedure.cell,
        role=Role.HEAD_OF_CELL if is_office else Role.HEAD_OF_UNIT,
        asked_by="Zofia Przykładowa",
        channel=Channel.EDMS if is_office else Channel.EPUAP,
        reference="1/2026",
        received_on=civil_day(now),
    )
