"""The Office's telephones, as the procedures that residents see have them."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from lckm_core.law import cites
from lckm_core.procedures import Procedure
from lckm_core.procedures.parts import Appointments
from lckm_core.publication._editions import Edition
from lckm_core.publication._timeline import shown_on
from lckm_core.publication._visibility import Audience, hidden_because
from lckm_core.telephones import telephones

_CONTACT_CENTRE = "+48426384444"


@cites("zał. 2 § 10 ust. 2")
def office_phones(editions: Iterable[Edition], on: date) -> frozenset[str]:
    """Return the telephones of places and visits that residents are shown, as dialled.

    The contact centre's own is among them. Telephones of staff are not: these are starred.

    Args:
        editions: all editions of all procedures, in any order.
        on: the day on which they are shown.

    Returns:
        The numbers, such as „+48426384444”. Provision: zał. 2 § 10 ust. 2.
    """
    by_number: defaultdict[str, list[Edition]] = defaultdict(list)
    for edition in editions:
        by_number[edition.id].append(edition)
    shown = (shown_on(group, on) for group in by_number.values())
    texts = {
        text
        for edition in shown
        if edition is not None and hidden_because(edition.procedure, Audience.BIP, on) is None
        for text in _phones_of(edition.procedure)
    }
    found = {phone.dialled for text in texts for phone in telephones(text)}
    return frozenset({_CONTACT_CENTRE, *(number for number in found if number is not None)})


def _phones_of(procedure: Procedure) -> Iterable[str]:
    for place in procedure.places:
        yield from place.phones
    if isinstance(procedure.appointments, Appointments):
        yield from (way.phone for way in procedure.appointments.ways if way.phone is not None)
